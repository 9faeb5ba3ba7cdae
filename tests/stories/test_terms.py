"""Terms as people are told them: working days with canton and cut-off, calendar days, and what a lapsed term leads to."""

import io
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes, policy

import pytest
from openpyxl import load_workbook

from cases import clerk, clerk_steps
from cases.case import Plazo
from cases.errors import Refused
from intake import views
from registry import corrections
from tests.stories.mesa import mail, names, solicitud

CASO = "AIQ-2026-00001"
NEW = "aiq7@inst7.gob.ec"
REPORT = "Informo que se ha cumplido con todas las actividades de la plantilla de seguimiento."


def at(mesa, text):
    mesa.clock.moment = datetime.fromisoformat(text).replace(tzinfo=mesa.desk.policy.zona)


def enabled(mesa, when=None):
    """A case whose environment is enabled; the letter that said so."""
    mesa.receive(solicitud())
    mesa.clerk(CASO, clerk.approve, usuario_creado_por="AIQ saliente")
    for module in ("entrada", "salida", "administracion"):
        mesa.clerk(CASO, clerk_steps.training, fecha=date(2026, 3, 12), horas=4, modulo=module)
    if when:
        at(mesa, when)
    return mesa.clerk(CASO, clerk_steps.enable)[0]


def queue(mesa):
    with mesa.desk.db.read() as tx:
        return [case.caso for case in views.queue(tx, everything=False, estado=None)]


@pytest.mark.parametrize(
    ("received", "day"),
    [
        ("2026-03-14 10:00", "miércoles 25 de marzo de 2026"),  # a Saturday counts from Monday
        ("2026-03-12 17:30", "martes 24 de marzo de 2026"),  # after hours, from the next day
        ("2026-10-29 10:00", "miércoles 11 de noviembre de 2026"),  # across 2 and 3 November
        ("2026-07-20 10:00", "miércoles 29 de julio de 2026"),
    ],
)
def test_the_earliest_day_is_seven_working_days_after_reception(mesa, received, day):
    at(mesa, received)
    (ack,) = mesa.receive(solicitud())
    assert day in ack["texto"]
    assert mesa.case().hitos.calendario == mesa.desk.calendar.version


def test_a_mail_of_a_saturday_is_not_said_to_have_come_on_a_day_that_is_still_to_come(mesa):
    at(mesa, "2026-03-14 10:00")
    (asked,) = mesa.receive(solicitud(leave_out=("Número celular",)))
    assert "Los plazos se cuentan desde el lunes 16 de marzo de 2026." in asked["texto"]
    assert "Llegó" not in asked["texto"]


def test_each_deadline_says_which_calendar_it_was_counted_with_also_after_the_table_has_changed(mesa):
    first = mesa.desk.calendar.version
    mesa.receive(solicitud(leave_out=("Número celular",)))
    mesa.desk.calendar = replace(mesa.desk.calendar, version="con decreto")
    mesa.clerk(CASO, clerk.ask, texto="¿Cuál es el celular?")
    counted = [(each.que, each.hasta.isoformat(), each.calendario) for line in mesa.history() for each in line.plazos]
    assert counted == [
        ("anticipacion", "2026-03-23", first), ("recordatorio", "2026-03-19", first), ("caducidad", "2026-04-02", first),
        ("recordatorio", "2026-03-19", "con decreto"), ("caducidad", "2026-04-02", "con decreto"),
    ]  # fmt: skip


def test_a_reminder_leaves_the_deadline_with_the_calendar_it_was_counted_with(mesa):
    mesa.receive(solicitud(leave_out=("Número celular",)))
    mesa.desk.calendar = replace(mesa.desk.calendar, version="con decreto")
    assert names(mesa.wait_until("2026-03-20 00:10")) == ["recordatorio"]
    assert mesa.history()[-1].plazos == ()


def test_the_term_of_the_sheet_needs_no_table_of_holidays(mesa):
    enabled(mesa)
    assert mesa.history()[-1].plazos == (Plazo("plazo_parametrizacion", date(2026, 3, 17)),)


def test_the_institutions_canton_has_holidays_of_its_own(mesa):
    with mesa.desk.db.write() as tx:
        corrections.describe(tx, mesa.institution, canton="Guayaquil", cargos=[])
    at(mesa, "2026-07-20 10:00")
    (ack,) = mesa.receive(solicitud())
    assert "jueves 30 de julio de 2026" in ack["texto"]


def test_an_earlier_date_in_the_oficio_is_pointed_out_and_rejects_nothing(mesa):
    (ack,) = mesa.receive(solicitud(statement="El cambio regirá a partir del 16 de marzo de 2026."))
    assert (ack["carta"], mesa.case().estado) == ("acuse", "en_revision")
    assert "lunes 23 de marzo de 2026" in ack["texto"]
    assert "16 de marzo de 2026" in ack["texto"]
    assert names(mesa.clerk(CASO, clerk.approve)) == ["aprobacion"]


def test_the_desks_own_term_over_stays_in_the_queue_and_bothers_nobody(mesa):
    mesa.receive(solicitud())
    assert mesa.wait_until("2026-03-24 08:00") == []
    assert queue(mesa) == [CASO]
    assert mesa.case().vence_que == "revision_vencida"


def test_a_term_that_ends_on_a_sunday_is_not_extended_in_silence(mesa):
    access = enabled(mesa, "2026-03-17 09:00")
    assert "domingo 22 de marzo de 2026" in access["texto"]
    mesa.wait_until("2026-03-21 00:05")
    assert names(mesa.wait_until("2026-03-23 00:05")) == ["plazo_vencido"]
    mesa.receive(mail(NEW, REPORT, reply_to=access))
    assert mesa.case().hitos.cumplimiento_tarde is True


def test_a_term_over_without_a_report_waits_for_staff_and_a_further_one_is_granted(mesa):
    access = enabled(mesa)
    mesa.wait_until("2026-03-16 00:05")
    assert queue(mesa) == []
    assert names(mesa.wait_until("2026-03-18 00:10")) == ["plazo_vencido"]
    assert queue(mesa) == [CASO]
    (further,) = mesa.clerk(CASO, clerk_steps.enable, prorroga=True)
    assert "lunes 23 de marzo de 2026" in further["texto"]
    assert queue(mesa) == []
    assert names(mesa.wait_until("2026-03-22 00:05")) == ["recordatorio_plazo"]
    mesa.receive(mail(NEW, REPORT, reply_to=access))
    assert (mesa.case().estado, mesa.case().hitos.cumplimiento_tarde) == ("por_registrar", False)


def test_open_activities_of_the_filled_sheet_are_listed_and_stand_in_the_way(mesa):
    access = enabled(mesa)
    (told,) = mesa.receive(with_sheet(access, open_ones=1))
    assert told["carta"] == "cumplimiento_recibido"
    [activity] = mesa.case().hitos.actividades_pendientes
    assert activity in told["texto"]
    with pytest.raises(Refused, match="actividades abiertas"):
        mesa.clerk(CASO, clerk_steps.register)
    mesa.receive(with_sheet(access, open_ones=0))
    assert mesa.case().hitos.actividades_pendientes == ()
    assert len(mesa.clerk(CASO, clerk_steps.register)) == 3


def test_a_failed_session_is_recorded_and_does_not_count(mesa):
    mesa.receive(solicitud())
    mesa.clerk(CASO, clerk.approve)
    for module, result in (("entrada", "aprobado"), ("salida", "asistió"), ("administracion", "Reprobado")):
        mesa.clerk(CASO, clerk_steps.training, fecha=date(2026, 3, 12), horas=6, modulo=module, resultado=result)
    with pytest.raises(Refused, match="falta el módulo Administración del sistema"):
        mesa.clerk(CASO, clerk_steps.register)
    assert len(mesa.case().hitos.capacitacion) == 3


def with_sheet(access, open_ones):
    """The report with the sheet of the access notice filled in, all but the last `open_ones` activities."""
    letter = message_from_bytes(access["mail"], policy=policy.default)
    [attached] = letter.iter_attachments()
    book = load_workbook(io.BytesIO(attached.get_content()))
    rows = [cells for cells in book.active.iter_rows() if isinstance(cells[0].value, int)]
    for place, cells in enumerate(rows):
        cells[3].value = "Sí" if place < len(rows) - open_ones else "No"
    filled = io.BytesIO()
    book.save(filled)
    made = mail(NEW, f"{REPORT} ({open_ones})", reply_to=access)
    made.add_attachment(
        filled.getvalue(), maintype="application", filename=attached.get_filename(),
        subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )  # fmt: skip
    return made
