"""The base of AIQs: who is, who was, what was corrected, and files that are taken whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from cases.errors import Refused
from cases.reading import Persona
from intake.registry_files import import_file
from registry import base, corrections, people
from tests.support.desks import MORNING

ANA = Persona("Ana María Pérez Díaz", "1712345675", "Analista", "ana@x.gob.ec", "022200200", "1234", "0991234567")
LUIS = Persona("Luis Andrés Mora Paz", "0912345675", "Técnico", "luis@x.gob.ec")


@pytest.fixture
def tx(database):
    with database.write() as connection:
        yield connection


@pytest.fixture
def ministry(tx) -> int:
    key = base.add_institution(tx, "Ministerio de Ejemplo", "MEJ", MORNING, canton="Quito", aliases=["MINEJ", "Ejemplo y Cultura"])
    base.open_period(tx, key, "principal", ANA, date(2024, 1, 8), MORNING)
    return key


@pytest.mark.parametrize(("nombre", "siglas", "approximate"), [
    (None, "MEJ", False), (None, "M.E.J.", False), ("MINISTERIO DE EJEMPLO", None, True), (None, "minej", True),
    ("Ejemplo y cultura", "XX", True),
])  # fmt: skip
def test_an_institution_is_found_by_siglas_name_and_alias(tx, ministry, nombre, siglas, approximate):
    found, roughly = base.find(tx, nombre, siglas)
    assert (found.siglas, roughly) == ("MEJ", approximate)


def test_a_new_principal_closes_the_time_of_the_one_before(tx, ministry):
    base.open_period(tx, ministry, "principal", LUIS, date(2026, 3, 12), MORNING, caso="AIQ-2026-00001")
    found = base.institution(tx, ministry)
    assert found.principal.persona == LUIS
    assert [(each.persona.nombres_apellidos, each.hasta) for each in found.anteriores] == [
        ("Ana María Pérez Díaz", date(2026, 3, 11))
    ]


def test_a_backup_does_not_touch_the_principal(tx, ministry):
    base.open_period(tx, ministry, "backup", LUIS, date(2026, 3, 12), MORNING)
    found = base.institution(tx, ministry)
    assert (found.principal.persona, found.backup.persona) == (ANA, LUIS)


def test_a_correction_is_a_new_fact_beside_the_old_one(tx, ministry):
    correct(tx, ministry, "celular", "0987654321")
    found = base.institution(tx, ministry)
    assert found.principal.persona.celular == "0987654321"
    assert found.anteriores == ()
    assert [each["vigente"] for each in people.everything_of(tx, ANA.cedula)["periodos"]] == [False, True]


def test_what_stood_before_a_correction_is_told_with_who_and_when(tx, ministry):
    correct(tx, ministry, "celular", "0987654321")
    correct(tx, ministry, "desde", date(2024, 1, 9))
    key = base.institution(tx, ministry).principal.clave
    assert corrections.trail(tx, ministry) == {key: [
        {"campo": "desde", "antes": "2024-01-08", "despues": "2024-01-09", "quien": "rosa", "cuando": MORNING},
        {"campo": "celular", "antes": "0991234567", "despues": "0987654321", "quien": "rosa", "cuando": MORNING},
    ]}  # fmt: skip


def correct(tx, institution: int, campo: str, valor: object) -> None:
    corrections.correct_period(tx, base.institution(tx, institution).principal.clave, campo, valor, "rosa", MORNING)


@pytest.mark.parametrize("words", ["ministerio ejemplo", "Ministeiro de Egemplo", "MEJ", "perez ana maria", "Peres Dias Ana", "1712345675"])
def test_search_forgives_accents_order_and_typos(tx, ministry, words):
    assert people.search(tx, words)[0]["siglas"] == "MEJ"


def test_search_finds_nothing_where_nothing_is_like_it(tx, ministry):
    assert people.search(tx, "Universidad de las Islas") == []


def test_contacts_of_former_aiqs_are_erased_and_their_names_stay(tx, ministry):
    base.open_period(tx, ministry, "principal", LUIS, date(2026, 3, 12), MORNING)
    assert people.erase_contacts(tx, date(2026, 1, 1), MORNING) == 0
    assert people.erase_contacts(tx, date(2027, 1, 1), MORNING) == 1
    [former] = base.institution(tx, ministry).anteriores
    assert (former.persona.nombres_apellidos, former.persona.correo) == ("Ana María Pérez Díaz", None)


def test_one_bad_row_keeps_the_whole_file_out(database, tmp_path):
    path = tmp_path / "base.csv"
    path.write_text(
        "siglas;nombre;rol;nombres_apellidos;cedula;desde\n"
        "MEJ;Ministerio de Ejemplo;principal;Ana Pérez;1712345675;2024-01-08\n"
        "OTRA;Otra;jefe;Luis Mora;1712345676;ayer\n",
        "utf-8",
    )
    good, bad = import_file(database, path, MORNING)
    assert good.problems == ()
    assert len(bad.problems) == 3
    assert bad.row == 3
    with database.read() as tx:
        assert base.everything(tx) == []


@pytest.mark.parametrize("content", [b"", b"nombre\nx\n", b"PK\x03\x04roto"])
def test_a_file_that_is_no_table_is_refused(database, tmp_path, content):
    for name in ("x.csv", "x.xlsx"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Refused):
            import_file(database, tmp_path / name, MORNING)


def test_a_renamed_institution_is_still_found_by_what_it_was_called(tx, ministry):
    corrections.rename(tx, ministry, "Ministerio de Ejemplo y Deporte", "MEJD", date(2026, 3, 11))
    assert [base.find(tx, None, siglas)[0].siglas for siglas in ("MEJD", "MEJ", "MINEJ")] == ["MEJD"] * 3
    assert base.find(tx, "Ministerio de Ejemplo", None)[0].id == ministry
    dated = {each["alias"]: each["hasta"] for each in corrections.dated_aliases(tx, ministry)}
    assert (dated["MEJ"], dated["Ministerio de Ejemplo"], dated["MINEJ"]) == (date(2026, 3, 11), date(2026, 3, 11), None)


def test_contacts_that_a_correction_replaced_are_erased_with_the_period(tx, ministry):
    correct(tx, ministry, "celular", "0987654321")
    correct(tx, ministry, "correo", "ana2@x.gob.ec")
    base.open_period(tx, ministry, "principal", LUIS, date(2026, 3, 12), MORNING)
    assert people.erase_contacts(tx, date(2027, 1, 1), MORNING) == 1
    kept = people.everything_of(tx, ANA.cedula)["periodos"]
    assert [(each["correo"], each["celular"]) for each in kept] == [(None, None)] * 3
    assert base.institution(tx, ministry).principal.persona == LUIS


def test_a_contact_put_into_an_erased_period_is_erased_the_next_time(tx, ministry):
    base.open_period(tx, ministry, "principal", LUIS, date(2026, 3, 12), MORNING)
    people.erase_contacts(tx, date(2027, 1, 1), MORNING)
    [former] = base.institution(tx, ministry).anteriores
    corrections.correct_period(tx, former.clave, "correo", "ana@otra.gob.ec", "rosa", MORNING)
    assert people.erase_contacts(tx, date(2027, 1, 1), MORNING) == 1
    assert base.institution(tx, ministry).anteriores[0].persona.correo is None


def test_an_import_completes_the_institution_that_is_already_there(database, tmp_path):
    for line in ("MEJ,Ministerio de Ejemplo,,", "MEJ,Ministerio de Ejemplo,Cuenca,MINISTRA"):
        path = tmp_path / "base.csv"
        path.write_text(f"siglas,nombre,canton,cargos_maxima_autoridad\n{line}\n", "utf-8")
        import_file(database, path, MORNING)
    with database.read() as tx:
        [found] = base.everything(tx)
    assert (found.canton, found.cargos_maxima_autoridad) == ("Cuenca", ("MINISTRA",))
