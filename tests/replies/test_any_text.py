"""Whatever text arrives, a letter is one well-formed mail that says nothing it was not told to say."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from replies.cleaning import MAX_TEXT, clean
from replies.compose import compose
from replies.render import Renderer, examples
from replies.rendered import Rendered
from replies.words import fill

RENDERER = Renderer()
FIELDS = ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
          "X-Auto-Response-Suppress", "Content-Language", "MIME-Version", "Content-Type"]  # fmt: skip
ANY = st.text(st.characters(), max_size=400)
PIECES = ["\r\n", "Bcc: x@y.ec", "\u202e", "{{ x }}", "{%", "<b>", "\x00", "ñ", " ", "é" * 30,
          "=?utf-8?q?=0A?=", "<=?x?q?=0A@b>"]  # fmt: skip
NASTY = st.lists(st.sampled_from(PIECES)).map("".join)


@settings(max_examples=60, deadline=None)
@given(subject=ANY | NASTY, text=ANY | NASTY, name=ANY | NASTY, reference=ANY | NASTY)
def test_any_words_make_one_mail_with_our_headers_and_two_parts(subject, text, name, reference):
    raw = compose(
        Rendered(subject, text, text),
        from_name=name,
        from_addr="soporte@desk.ec",
        to=["ana@msp.gob.ec"],
        message_id="<uno@desk.ec>",
        date=datetime(2026, 11, 22, tzinfo=UTC),
        in_reply_to="<q@x>",
        references=[reference],
    )
    assert raw.isascii() and max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\r" not in raw.replace(b"\r\n", b"") and b"\n" not in raw.replace(b"\r\n", b"")
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert mail.keys() == FIELDS
    assert [address.addr_spec for address in mail["From"].addresses] == ["soporte@desk.ec"]
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert not any(part.defects for part in mail.walk())


@settings(max_examples=40, deadline=None)
@given(name=ANY | NASTY)
def test_any_name_leaves_the_shape_of_the_letter_alone(name):
    def shape(written: Rendered) -> tuple[int, int]:
        return written.html.count("<"), written.text.count("\n\n")

    context = examples("acuse")["solicitud completa"]
    plain = RENDERER.render("acuse", context)
    other = RENDERER.render("acuse", context | {"aiq": {"nombres_apellidos": f"A{name}", "cargo": None}})
    assert shape(other) == shape(plain)
    assert "\n" not in other.subject


@settings(max_examples=60, deadline=None)
@given(text=ANY | NASTY)
def test_cleaned_text_is_one_bounded_visible_line(text):
    cleaned = clean({"x": text})["x"]
    assert len(cleaned) <= MAX_TEXT + 1
    assert clean({"x": cleaned})["x"] == cleaned
    assert not set(cleaned) & set("\r\n\x00\x1b\x85\u2028\u2029\u202e\u200b")
    cleaned.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(text=ANY | NASTY)
def test_wrapping_loses_no_word(text):
    words = text.replace("\\", " ").replace("|", " ")
    assert fill(words).split() == words.split()
