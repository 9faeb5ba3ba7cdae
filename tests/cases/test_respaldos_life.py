"""A generated respaldo's notice, its four calendar days, and what Quipux's notices tell."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cases.case import Periodo
from cases.reading import AvisoQuipux, Persona
from cases.respaldos import Paso, SolicitudRespaldo, read_state
from cases.respaldos_answers import FactsRespaldo
from cases.respaldos_life import delivery, due, end_of_validity, generated, notice, recipient
from cases.respaldos_moves import Acto
from cases.respaldos_notices import record_notice
from cases.respaldos_rules import PoliticaRespaldos

ZONA = ZoneInfo("America/Guayaquil")
POLITICA = PoliticaRespaldos()
HOY = date(2026, 11, 16)
REQUEST = SolicitudRespaldo(
    "45346", apellido="Paredes", nombre="Lucía", titulo="Sra. Mgs.", puesto="Especialista",
    correo="lucia.paredes@ejemplo.gob.ec",
)  # fmt: skip


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONA)


def running() -> SolicitudRespaldo:
    return replace(REQUEST, estado="aprobada", respaldo="en_ejecucion", version=4, id=7)


def ready(moment: datetime) -> SolicitudRespaldo:
    done = Acto(moment, "Rosa Andrade", "SGE")
    return generated(running(), done, POLITICA, carpeta="x", partes=("a.zip",), documentos=35).solicitud


def test_the_link_lives_four_calendar_days_from_the_moment_of_generation():
    friday = at(date(2026, 11, 20), 20, 47)
    assert ready(friday).vence == at(date(2026, 11, 24), 20, 47)
    assert end_of_validity(friday.astimezone(ZoneInfo("UTC")), 4, POLITICA) == at(date(2026, 11, 24), 20, 47)


def test_one_day_before_the_end_it_is_remembered_once_and_at_the_end_it_goes():
    request = ready(at(HOY, 12))
    assert due(request, at(HOY + timedelta(3), 11, 59), POLITICA) is None
    assert due(request, at(HOY + timedelta(3), 12), POLITICA) == "recordar"
    assert due(replace(request, recordado=at(HOY)), at(HOY + timedelta(3), 13), POLITICA) is None
    assert due(request, at(HOY + timedelta(4), 12), POLITICA) == "expirar"
    assert due(replace(request, estado="eliminada", respaldo="eliminado"), at(HOY + timedelta(9)), POLITICA) is None


def test_there_is_a_link_only_while_the_archive_is_offered():
    politica = replace(POLITICA, url="https://x.gob.ec")
    assert delivery(ready(at(HOY)), politica).enlace == "https://x.gob.ec/x/"
    assert delivery(replace(running(), carpeta="x"), politica).enlace is None
    assert delivery(replace(ready(at(HOY)), respaldo="eliminado"), politica).enlace is None


def test_who_has_downloaded_it_is_not_reminded():
    fetched = replace(ready(at(HOY, 12)), respaldo="descargado")
    assert due(fetched, at(HOY + timedelta(3), 13), POLITICA) is None


def test_the_notice_goes_to_the_active_user_and_to_the_aiq_once_he_is_inactivated():
    aiq = Periodo("principal", Persona("Marta Cueva", correo="marta.cueva@ejemplo.gob.ec", cargo="Analista"), HOY)
    user = recipient(REQUEST, aiq)
    assert (user.correo, user.titulo_nombre, user.de_usuario) == (REQUEST.correo, "Sra. Mgs. Lucía Paredes", None)
    other = recipient(replace(REQUEST, activo=False), aiq)
    assert (other.correo, other.titulo_nombre) == ("marta.cueva@ejemplo.gob.ec", "Marta Cueva")
    assert other.de_usuario == "Lucía Paredes"
    assert recipient(replace(REQUEST, activo=False), None) is None


def test_the_notice_holds_the_guides_data():
    request = SolicitudRespaldo(
        "5950", nombre="Silvia Patricia", apellido="Samaniego", titulo="Srta. Mgs.", puesto="Especialista",
        correo="s@ejemplo.gob.ec", fecha_solicitud=datetime(2017, 7, 31, 9, 2, tzinfo=ZONA), estado="aprobada",
        respaldo="en_ejecucion",
    )  # fmt: skip
    done = Acto(datetime(2017, 7, 31, 20, 47, tzinfo=ZONA), "Administrador", "SGE")
    change = generated(request, done, POLITICA, carpeta="x", partes=("respaldo_5950.zip",), documentos=35)
    letter = notice(change.solicitud, recipient(change.solicitud, None), POLITICA)
    assert (letter.carta, letter.para) == ("respaldo_generado", ("s@ejemplo.gob.ec",))
    assert letter.datos == {
        "titulo_nombre": "Srta. Mgs. Silvia Patricia Samaniego", "cargo": "Especialista", "fecha": "2017-07-31 20:47",
        "numero": "5950", "fecha_solicitud": "2017-07-31 09:02", "estado": "Atendida",
        "sistema": "www.gestiondocumental.gob.ec", "dias": 4, "direccion": "soporte@gobiernoelectronico.gob.ec",
        "enlace": None, "vence": "2017-08-04T20:47:00-05:00", "partes": ["respaldo_5950.zip"], "de_usuario": None,
    }  # fmt: skip


def told(estado: str, fecha: str = "2026-11-16 10:00", **more) -> AvisoQuipux:
    return AvisoQuipux(solicitud="45346", estado=estado, fecha=fecha, **more)


def test_a_notice_makes_the_request_known_and_says_how_many_days_the_link_lives():
    change = record_notice(told("Atendida", dias=15), FactsRespaldo(), POLITICA, at(HOY, 11))
    assert change.solicitud.en_quipux and change.solicitud.estado == "atendida"
    assert change.solicitud.vence == at(date(2026, 12, 1), 10)
    assert change.pasos[0].comentario == "Según el aviso de Quipux: Atendida"


def test_the_same_notice_twice_is_one_line_and_a_late_one_takes_nothing_back():
    first = record_notice(told("Atendida"), FactsRespaldo(), POLITICA, at(HOY, 11))
    known = FactsRespaldo(first.solicitud, first.pasos)
    assert record_notice(told("Atendida"), known, POLITICA, at(HOY, 12)) is None
    late = record_notice(told("Enviada", "2026-11-12 08:00"), known, POLITICA, at(HOY, 12))
    assert late.solicitud.estado == "atendida"


def test_a_notice_does_not_end_what_the_desk_makes_itself():
    own = replace(REQUEST, estado="aprobada", version=2)
    change = record_notice(told("Eliminada"), FactsRespaldo(own), POLITICA, at(HOY, 11))
    assert change.solicitud == own and change.pasos[0].comentario == "Según el aviso de Quipux: Eliminada"


def test_a_request_for_download_is_noted_without_a_change_of_state():
    request = replace(REQUEST, estado="atendida", respaldo="generado", version=5)
    change = record_notice(
        told("Atendida", descarga_solicitada=True), FactsRespaldo(request), POLITICA, at(HOY, 11)
    )
    assert change.solicitud == request
    assert change.pasos == (
        Paso(at(HOY, 10), "Solicitud de descarga", "Quipux", "", "atendida", "generado",
             "Según el aviso de Quipux: Atendida"),
    )  # fmt: skip


def test_states_are_read_from_the_words_of_screens_and_notices():
    assert [read_state(word) for word in ("En Edición", "ELIMINADO", "Generado", "rechazada", "otra", None)] == [
        "en_edicion", "eliminada", "atendida", "rechazada", None, None,
    ]  # fmt: skip
