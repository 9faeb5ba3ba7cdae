"""The law of document backups, with the guide's own examples."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import Calendar
from cases.decision import Refusal
from cases.respaldos import RESPALDO, SOLICITUD, SolicitudRespaldo
from cases.respaldos_answers import SIGUIENTE, route
from cases.respaldos_moves import MOVES, Acto, move, then
from cases.respaldos_rules import Pico, PoliticaRespaldos, blocking, check, few_documents
from cases.respaldos_schedule import Agenda, approve, reschedule, schedule

ZONA = ZoneInfo("America/Guayaquil")
POLITICA = PoliticaRespaldos(capacidad_diaria=2)
CALENDAR = Calendar.from_tables((Path(__file__).parents[2] / "intake/data/feriados.toml").read_text("utf-8"))
HOY = date(2026, 11, 16)
AIQ = ("marta.cueva@ejemplo.gob.ec",)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONA)


def acto(day: date = HOY, hour: int = 9) -> Acto:
    return Acto(at(day, hour), "Rosa Andrade", "SUBSECRETARÍA DE GOBIERNO ELECTRÓNICO")


REQUEST = SolicitudRespaldo(
    "45346", cedula="1712345675", apellido="Paredes", nombre="Lucía", titulo="Sra. Mgs.",
    institucion="Instituto de Ejemplo", area="Dirección de Provisión", puesto="Especialista", perfil="Normal",
    correo="lucia.paredes@ejemplo.gob.ec", correo_area="provision@ejemplo.gob.ec", fecha_solicitud=at(HOY),
    desde=date(2025, 1, 2), hasta=date(2026, 11, 13), documentos=35, desvinculacion=True, estado="enviada",
)  # fmt: skip


def agenda(*full: int) -> Agenda:
    """The desk's agenda with these days of November 2026 full."""
    return Agenda({date(2026, 11, day): POLITICA.capacidad_diaria for day in full}, POLITICA, CALENDAR)


def problems(request: SolicitudRespaldo, aiq: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(finding.campo, finding.codigo) for finding in check(request, POLITICA, aiq, hoy=HOY)]


# -- who may have one


def test_a_servant_who_is_leaving_with_21_documents_may_have_a_respaldo():
    assert problems(replace(REQUEST, documentos=21)) == []


def test_twenty_documents_are_downloaded_by_hand():
    request = replace(REQUEST, documentos=20)
    assert problems(request) == [("respaldo.documentos", "invalido")]
    assert few_documents(request, POLITICA) and not few_documents(replace(REQUEST, documentos=None), POLITICA)


def test_without_declared_desvinculacion_there_is_none():
    assert problems(replace(REQUEST, desvinculacion=False)) == [("respaldo.desvinculacion", "falta")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"desde": date(2026, 11, 14)}, ("respaldo.desde", "invalido")),
        ({"cargo_desde": date(2025, 2, 1)}, ("respaldo.desde", "invalido")),
        ({"cargo_hasta": date(2026, 10, 31)}, ("respaldo.hasta", "invalido")),
        ({"hasta": date(2026, 12, 1)}, ("respaldo.hasta", "dudoso")),
        ({"desde": None}, ("respaldo.desde", "falta")),
        ({"puesto": None}, ("respaldo.puesto", "falta")),
    ],
)
def test_the_range_lies_within_the_time_in_the_cargo(changes, expected):
    assert problems(replace(REQUEST, **changes)) == [expected]


def test_a_wrong_cedula_is_shown_and_stops_nothing():
    found = check(replace(REQUEST, cedula="102030400"), POLITICA, hoy=HOY)
    assert [finding.sugerencia for finding in found] == ["0102030400"]
    assert blocking(found) == ()


def test_for_an_inactive_user_only_the_registered_aiq_asks_and_names_the_document():
    inactive = replace(REQUEST, activo=False)
    assert problems(inactive, AIQ) == [("respaldo.documento", "falta"), ("respaldo.presentada_por", "invalido")]
    asked = replace(inactive, documento="INE-DP-2026-0040-E")
    assert problems(replace(asked, presentada_por="otro@ejemplo.gob.ec"), AIQ) == [
        ("respaldo.presentada_por", "invalido")
    ]
    assert problems(replace(asked, presentada_por="Marta.Cueva@ejemplo.gob.ec"), AIQ) == []


# -- moves


def test_every_pair_of_states_can_be_left_or_is_an_end_and_says_whose_turn_it_is():
    reached = {row.a for row in MOVES if row.a}
    left = {pair for row in MOVES for pair in row.de}
    assert reached - left == {("rechazada", "rechazado"), ("eliminada", "eliminado")}
    assert left <= reached and reached == set(SIGUIENTE)
    assert {pair[0] for pair in reached} == set(SOLICITUD) and {pair[1] for pair in reached} == set(RESPALDO)
    assert all(row.fuente for row in MOVES)


def test_the_guides_recorrido_comes_out_line_by_line():
    admin = ("Administrador Admin", "SUBSECRETARÍA DE GOBIERNO ELECTRÓNICO")
    user = ("Patricia Samaniego", "Empresa Pública Municipal")
    sent = datetime(2016, 12, 26, 22, 51, 6, tzinfo=ZONA)
    change = move(SolicitudRespaldo("41315"), "enviada", Acto(sent, *user))
    change = then(change, "aprobada", Acto(sent, *user))
    moved = reschedule(
        change.solicitud, date(2016, 12, 28), "", Agenda({}, POLITICA, EveryWeekday()),
        Acto(datetime(2016, 12, 27, 9, 33, 3, tzinfo=ZONA), *admin),
    )  # fmt: skip
    run = then(moved, "en_ejecucion", Acto(datetime(2016, 12, 28, 16, 34, 2, tzinfo=ZONA), *admin))
    done = then(run, "generada", Acto(datetime(2016, 12, 28, 22, 30, 37, tzinfo=ZONA), *admin))
    assert [tuple(row.values()) for row in route((*change.pasos, *done.pasos), ZONA)] == [
        ("2016-12-28 22:30:37 (GMT-5)", "Respaldo generado", *admin, "Atendida", "Generado", ""),
        ("2016-12-28 16:34:02 (GMT-5)", "Respaldo en ejecución", *admin, "Aprobada", "En Ejecución", ""),
        ("2016-12-27 09:33:03 (GMT-5)", "Respaldo calendarizado", *admin, "Aprobada", "Por Generar",
         "Se cambia fecha de ejecución de respaldo a: 2016-12-28"),
        ("2016-12-26 22:51:06 (GMT-5)", "Solicitud aprobada", *user, "Aprobada", "Por Generar", ""),
        ("2016-12-26 22:51:06 (GMT-5)", "Solicitud enviada", *user, "Enviada", "Por Generar", ""),
    ]  # fmt: skip


class EveryWeekday:
    """A calendar without holidays, for years before the table."""

    version = "sin feriados"

    def is_working(self, day: date, canton: str | None = None) -> bool:
        return day.weekday() < 5

    def add_working(self, day: date, n: int, canton: str | None = None) -> date:
        for _ in range(n):
            day += timedelta(days=3 if day.weekday() == 4 else 1)
        return day


@pytest.mark.parametrize("accion", ["generada", "expirada", "creada", "aprobada"])
def test_what_the_table_does_not_allow_is_refused_in_a_sentence(accion):
    approved = replace(REQUEST, estado="aprobada", version=3)
    refusal = move(approved, accion, acto())
    assert isinstance(refusal, Refusal) and "45346" in refusal.motivo and "Aprobada / Por Generar" in refusal.motivo


def test_rejecting_stopping_and_deleting_need_a_reason():
    assert isinstance(move(REQUEST, "rechazada", acto(), "  "), Refusal)
    change = move(REQUEST, "rechazada", acto(), "No consta desvinculación.")
    assert change.pasos[0].comentario == "No consta desvinculación." and not change.solicitud.abierta


# -- schedule


def test_a_respaldo_is_made_on_the_fourth_working_day_and_the_day_stands_in_the_recorrido():
    change = approve(REQUEST, agenda(), acto())
    assert change.solicitud.ejecucion == date(2026, 11, 20)
    assert [paso.accion for paso in change.pasos] == ["Solicitud aprobada", "Respaldo calendarizado"]
    assert change.pasos[1].comentario == "Fecha de ejecución de respaldo: 2026-11-20"
    assert [paso.calendario for paso in change.pasos] == [None, CALENDAR.version]


def test_full_days_push_it_to_the_fifth_then_to_earlier_ones_then_out_of_the_promise():
    assert schedule(HOY, agenda(20)).dia == date(2026, 11, 23)
    assert schedule(HOY, agenda(20, 23)).dia == date(2026, 11, 19)
    late = schedule(HOY, agenda(17, 18, 19, 20, 23))
    assert (late.dia, late.laborables, late.en_plazo) == (date(2026, 11, 24), 6, False)
    assert "alta demanda" in late.comentario


def test_holidays_are_no_days_of_execution():
    assert schedule(date(2026, 10, 28), agenda()).dia == date(2026, 11, 5)


def test_approval_late_in_the_evening_counts_from_the_local_day():
    late = Acto(datetime(2026, 11, 17, 4, 30, tzinfo=ZoneInfo("UTC")), "Rosa Andrade", "SGE")
    assert approve(REQUEST, agenda(), late).solicitud.ejecucion == date(2026, 11, 20)


def test_in_a_peak_period_the_promise_is_longer_and_says_why():
    pico = Pico(date(2026, 12, 15), date(2027, 1, 15), "fin de año", laborables_hasta=10, capacidad_diaria=1)
    politica = replace(POLITICA, picos=(pico,))
    load = {CALENDAR.add_working(date(2026, 12, 15), n): 1 for n in (4, 5, 6)}
    plan = schedule(date(2026, 12, 15), Agenda(load, politica, CALENDAR))
    assert (plan.laborables, plan.en_plazo) == (7, True) and "fin de año" in plan.comentario


def test_another_day_must_be_free_worked_and_not_past():
    planned = approve(REQUEST, agenda(), acto()).solicitud
    for day, why in ((13, "pasó"), (21, "laborable"), (25, "ya tiene 2")):
        refusal = reschedule(planned, date(2026, 11, day), "", agenda(25), acto())
        assert isinstance(refusal, Refusal) and why in refusal.motivo
    forced = reschedule(planned, date(2026, 11, 25), "Pedido del área", agenda(25), acto(), forzar=True)
    assert forced.pasos[0].comentario == "Se cambia fecha de ejecución de respaldo a: 2026-11-25. Pedido del área"


@given(
    start=st.dates(date(2026, 1, 2), date(2028, 6, 1)),
    full=st.sets(st.integers(1, 30)),
    room=st.integers(1, 3),
)
def test_the_day_is_always_a_working_day_with_room_and_kept_within_the_promise_while_it_can_be(start, full, room):
    politica = replace(POLITICA, capacidad_diaria=room)
    load = {CALENDAR.add_working(start, n): room for n in full}
    plan = schedule(start, Agenda(load, politica, CALENDAR))
    assert CALENDAR.is_working(plan.dia) and load.get(plan.dia, 0) < room
    after = (start + timedelta(days=i) for i in range(1, (plan.dia - start).days + 1))
    assert sum(map(CALENDAR.is_working, after)) == plan.laborables
    assert plan.en_plazo == (not {1, 2, 3, 4, 5} <= full)
