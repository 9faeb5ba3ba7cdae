"""What no database can keep (null characters, halves of surrogate pairs) stops neither the mail nor the mailbox."""

from __future__ import annotations

from contextlib import closing

from intake.embedded import EmbeddedSmtp
from intake.run import Service
from registry import journal, outbox
from tests.support.desks import Clock, desk
from tests.support.letters import request
from tests.support.scripted_imap import ScriptedImap, settings_for

GOOD = request(1)
ODD = {
    "a null character in the Message-ID": b"Message-ID: <a\x00b@x.ec>\r\nFrom: u@x.gob.ec\r\nSubject: uno\r\n\r\nHola\r\n",
    "a null character in the subject": b"From: u@x.gob.ec\r\nSubject: =?utf-8?B?YQBi?=\r\n\r\nHola\r\n",
    "a null character in the address": b"From: \"a\x00\" <u\x00v@x.gob.ec>\r\nSubject: tres\r\n\r\nHola\r\n",
    "a null character in the text": b"From: u@x.gob.ec\r\nSubject: cuatro\r\n\r\nC\xe9dula: 17\x001234\r\nHola\x00\r\n",
    "half a surrogate pair": b"From: u@x.gob.ec\r\nSubject: =?utf-16?B?2AA=?= =?utf-8?B?7aCA?=\r\n\r\nHola\r\n",
    "bytes of no charset": b"From: u@x.gob.ec\r\nSubject: \xff\xfe\xed\xa0\x80\r\nMessage-ID: <\xed\xa0\x80@x>\r\n\r\n\xed\xa0\x80\r\n",
    "a null character in the report": (
        b"From: MAILER-DAEMON@x.ec\r\nSubject: fallo\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n"
        b"\r\n--b\r\nContent-Type: text/plain\r\n\r\nno\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; a\x00b@x.ec\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        b"Diagnostic-Code: smtp; 550 \x00 no\r\n--b--\r\n"
    ),
}  # fmt: skip


def test_mails_of_odd_characters_get_their_outcome_and_so_does_their_neighbour(tmp_path, database_url):
    mails = dict(enumerate([*ODD.values(), GOOD], 1))
    with ScriptedImap(mails) as imap, EmbeddedSmtp() as sink:
        made = desk(tmp_path, database_url, Clock(), mailbox=settings_for(imap), smtp={"port": sink.port})
        with closing(made), closing(Service(made, answer_backlog=True)) as service:
            service.attempt()
            with made.db.read() as tx:
                rows, letters = journal.listing(tx), outbox.listing(tx)
    outcomes = dict(zip([*ODD, "good"], [(row["resultado"], row["motivo"]) for row in rows], strict=True))
    assert outcomes["good"][0] == "procesado"
    assert not [name for name, (_, why) in outcomes.items() if (why or "").startswith("error del programa")]
    assert "pendiente" not in {outcome for outcome, _ in outcomes.values()}
    assert {letter["estado"] for letter in letters} <= {"enviada", "cancelada"}
