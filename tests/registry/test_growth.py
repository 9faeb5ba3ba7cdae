"""What a round asks of the database is answered from indexes, so that a store of years costs what a new one does."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime

import sqlalchemy as sa

from intake import rounds, views
from intake.embedded import PASSWORD, EmbeddedImap, EmbeddedSmtp
from intake.run import Service
from registry import case_store, gauges, outbox
from registry.prepared import Prepared
from tests.support.desks import desk
from tests.support.letters import request

GROWING = ("message", "before", "caso", "participante", "transicion", "carta", "carta_para", "periodo")
THROUGH_ALL = re.compile(rf"SCAN ({'|'.join(GROWING)})$")
# An index of all rows, or of all of one folder, is as long as the table; partial ones hold only what is not done yet.
THROUGH_LONG_INDEX = re.compile(r"USING (COVERING )?INDEX sqlite_autoindex_message_1 \(folder_id=\?\)$")
ONCE_A_CONNECTION = re.compile(r"select message\.uid, message\.anunciado|insert into folder")


def ask_as_the_desk_does(made, imap, smtp) -> None:
    """Two rounds, the second with new mail, and what the clerk, the doctor and Prometheus ask."""
    with closing(Service(made)) as service:
        rounds.recover(made)
        service.only_round()
        for number in range(3):
            imap.deliver(request(number), datetime(2026, 3, 12, 14, tzinfo=UTC))
        done = service.only_round()
        assert (done.read, done.delivered, done.marked) == (3, 3, 3)
        service._patience()
    with made.db.read() as tx:
        gauges.standing(tx)
        outbox.doubtful(tx)
        views.queue(tx, everything=False, estado=None)
        case = case_store.load(tx, "AIQ-2026-00001")
        assert case is not None
        views.whole_case(tx, case)


def hear_prepared(monkeypatch, asked: dict[str, object]) -> None:
    """Prepared statements go to the driver without SQLAlchemy's hearing of it."""
    real = Prepared._plan

    def planned(self, dialect, values):
        plan = real(self, dialect, values)
        asked.setdefault(plan.text, plan.values(values))
        return plan

    monkeypatch.setattr(Prepared, "_plan", planned)


def test_no_question_of_a_round_goes_through_all_that_was_ever_stored(tmp_path, sqlite_url, monkeypatch):
    asked: dict[str, object] = {}
    with EmbeddedImap() as imap, EmbeddedSmtp() as smtp:
        mailbox, server = {"port": imap.port, "password": PASSWORD}, {"port": smtp.port}
        with closing(desk(tmp_path, sqlite_url, mailbox=mailbox, smtp=server)) as made:
            sa.event.listen(made.db.engine, "before_cursor_execute",
                            lambda tx, cursor, words, values, *_: asked.setdefault(words, values))  # fmt: skip
            hear_prepared(monkeypatch, asked)
            ask_as_the_desk_does(made, imap, smtp)
            plans = {words: plan(made, words, values) for words, values in list(asked.items()) if explainable(words)}
    assert len(plans) > 40
    for words, steps in plans.items():
        assert [step for step in steps if THROUGH_ALL.search(step)] == [], words
        if not ONCE_A_CONNECTION.match(words.lower()):
            assert [step for step in steps if THROUGH_LONG_INDEX.search(step)] == [], words


def explainable(words: str) -> bool:
    return words.split()[0].lower() in ("select", "insert", "update", "delete", "with")


def plan(made, words: str, values: object) -> list[str]:
    if isinstance(values, list):
        values = values[0]
    with made.db.read() as tx:
        return [row.detail for row in tx.exec_driver_sql(f"explain query plan {words}", values)]
