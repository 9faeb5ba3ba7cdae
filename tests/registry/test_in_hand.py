"""Which mails are still in somebody's hand, asked of several at once."""

from __future__ import annotations

from datetime import timedelta

from registry import journal
from registry.journal import NewMessage
from tests.support.desks import MORNING

HOUR = timedelta(hours=1)


def mails(tx, number: int) -> list[int]:
    folder, _ = journal.open_folder(tx, "soporte", "INBOX", 7, 1, MORNING, answer_backlog=False)
    journal.add(tx, [
        NewMessage(folder.id, uid, f"{uid:064x}", f"{uid}", None, 10, 10, MORNING, previo=False)
        for uid in range(1, number + 1)
    ], MORNING)  # fmt: skip
    return [each.id for each in journal.kept(tx, after=0, most=number)]


def taken(tx, owner: str, most: int) -> list[int]:
    claimed = journal.claim(tx, owner, MORNING, most=most, lease=HOUR, include_backlog=True)
    return [each.id for each in claimed]


def test_only_those_that_wait_in_ones_own_hand_are_ones_own(database):
    with database.write() as tx:
        everything = mails(tx, 6)
        mine, foreign = taken(tx, "yo", 3), taken(tx, "otro", 2)
        journal.finish(tx, mine[0], resultado="procesado", motivo=None, now=MORNING)
        journal.release(tx, [mine[1]], MORNING)
        assert journal.of_these_mine(tx, everything, "yo") == {mine[2]}
        assert journal.of_these_mine(tx, everything, "otro") == set(foreign)
        assert journal.of_these_mine(tx, mine[:2], "yo") == set()
        assert journal.of_these_mine(tx, [], "yo") == set()


def test_groups_of_any_size_can_be_asked_about_one_after_the_other(database):
    with database.write() as tx:
        everything = mails(tx, 45)
        mine = set(taken(tx, "yo", 40))
        for number in (45, 1, 20, 40, 45):
            assert journal.of_these_mine(tx, everything[:number], "yo") == mine & set(everything[:number])
