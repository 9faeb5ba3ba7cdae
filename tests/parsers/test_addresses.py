"""Address fields: the short way that plain ones take gives what the grammar gives."""

from __future__ import annotations

import itertools
import re

import pytest

from parsers.mail import headers

NAMES = ("Ana", "Ana Pérez", "A-B C", "=?utf-8?q?Mar=C3=ADa?=", "=?utf-8?b?TWFyw61h?= Paz", "=?utf-8?q?x=40y=2Eec?=",
         "=?utf-8?q?=2C_=22?=", "=?bad?q?a?=", "=?utf-8?b?!!?=", '"Paz, Ana"', "Ana (jefa)", "a@b.ec", "<x@y.ec>", "")  # fmt: skip
ADDRESSES = ("a@b.ec", "A.b+c_d@E-f.gob.ec", "a..b@c.ec", "-a@b.ec", "a@-b.ec", "a@b", "a b@c.ec", "1@2.3", "ñ@x.ec")
FIELDS = [f"{name} <{address}>" for name, address in itertools.product(NAMES, ADDRESSES)] + [
    *ADDRESSES, "a@b.ec>", "<a@b.ec", "a@b.ec, c@d.ec", "Ana <a@b.ec> <c@d.ec>", "Ana <a@b.ec> x", "", "<>",
]  # fmt: skip


def test_a_plain_field_is_read_as_the_grammar_reads_it(monkeypatch):
    quick = [headers._mailboxes(field) for field in FIELDS]
    monkeypatch.setattr(headers, "_SIMPLE", re.compile("$."))
    assert quick == [headers._mailboxes(field) for field in FIELDS]


@pytest.mark.parametrize("field", ["a@b.ec", "Ana <a@b.ec>", "Ana =?utf-8?q?Mar=C3=ADa?= Paz <a@b.ec>"])
def test_what_nearly_all_write_needs_no_grammar(field, monkeypatch):
    monkeypatch.setattr("mailparser.utils.get_addresses", None)
    assert headers._mailboxes(field)[0][0][1] == "a@b.ec"
