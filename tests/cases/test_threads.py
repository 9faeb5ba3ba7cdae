"""The desk's own reference: nobody else can write it, clients may mangle it, and a stranger who holds it is no one."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cases.threads import find, find_all, message_id, plausible, reference, subject_tag, without_tag
from tests.cases.desk_values import JEFE, judge, reading, stored

KEY = b"una clave de treinta y dos bytes"
CASO = "AIQ-2026-00001"
TAG = subject_tag(KEY, CASO)
MID = message_id(KEY, CASO, "acuse:1", "desk.example")


def test_the_tag_is_plain_ascii_without_blanks():
    assert re.fullmatch(r"\[AIQ-2026-00001:[0-9A-HJKMNP-TV-Z]{10}\]", TAG)


def test_a_letter_names_a_subject_without_our_reference():
    assert without_tag(f"RE: {TAG} Faltan datos") == "RE: Faltan datos"
    assert without_tag("Clave Quipux") == "Clave Quipux"


def test_a_case_is_found_by_its_tag_in_the_subject_or_by_a_letters_message_id():
    assert find(KEY, f"RE: {TAG} Faltan datos") == CASO
    assert find(KEY, "sin etiqueta", ["<otro@x.example>", MID]) == CASO
    assert find(KEY, f"RV: {TAG}", [MID]) == CASO


def test_case_and_look_alike_letters_do_not_matter():
    assert find(KEY, TAG.lower()) == CASO
    assert find(KEY, TAG.replace("0", "O").replace("AIQ-2O26-OOOO1", CASO).replace("1:", "1:")) == CASO


def test_a_reference_made_without_the_key_is_none():
    assert find(b"otra clave", TAG) is None
    assert find(KEY, TAG.replace("00001", "00002")) is None
    assert find(KEY, f"[{CASO}:AAAAAAAAAA]") is None
    assert find(KEY, None, [MID.replace("00001", "00002")]) is None


def test_references_to_two_cases_are_for_a_person():
    other = subject_tag(KEY, "AIQ-2026-00002")
    assert find(KEY, f"{TAG} {other}") is None
    assert find(KEY, other, [MID]) is None
    assert find_all(KEY, f"{TAG} {other}") == (CASO, "AIQ-2026-00002")


def test_a_conversation_that_moved_on_to_another_case_is_about_the_newest_letter():
    newer = message_id(KEY, "AIQ-2026-00002", "acuse:1", "desk.example")
    assert find(KEY, subject_tag(KEY, "AIQ-2026-00002"), [MID, newer]) == "AIQ-2026-00002"
    assert find(KEY, f"{subject_tag(KEY, 'AIQ-2026-00002')} RE: {TAG}", [MID, newer]) == "AIQ-2026-00002"
    assert find(KEY, None, [MID, newer]) == "AIQ-2026-00002"


def test_the_same_letter_has_always_the_same_message_id_and_another_letter_another():
    assert message_id(KEY, CASO, "acuse:1", "desk.example") == MID
    assert message_id(KEY, CASO, "acuse:2", "desk.example") != MID


def test_a_letter_without_a_case_refers_to_none():
    loose = message_id(KEY, "", "consulta:9", "desk.example")
    assert find(KEY, None, [loose]) is None
    assert subject_tag(KEY, "") == ""


@given(st.text(max_size=80))
def test_any_subject_can_be_searched(subject):
    assert find(KEY, subject, [subject]) is None


@given(st.integers(0, 9), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_changed_character_makes_it_worthless(place, char):
    token = reference(KEY, CASO)
    forged = token[:place] + char + token[place + 1 :]
    assert find(KEY, f"[{CASO}:{forged}]") == (CASO if forged == token else None)


def test_a_participant_and_his_colleague_are_plausible_a_stranger_is_not():
    case = stored(judge(reading(sobre={"copia": ("socio@gmail.com", "asesor@empresa.example")})))
    assert plausible(JEFE, case)
    assert plausible(JEFE.upper(), case)
    assert plausible("secretaria@mej.gob.ec", case)
    assert plausible("socio@gmail.com", case)
    assert plausible("asesor@empresa.example", case)
    assert not plausible("otro@empresa.example", case)
    assert not plausible("otro@gmail.com", case)
    assert not plausible("x@otra.example", case)
    assert not plausible("x@evil-mej.gob.ec.example", case)
    assert not plausible(None, case)
