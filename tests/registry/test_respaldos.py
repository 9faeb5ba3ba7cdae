"""Requests for respaldos as rows, on both engines."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cases.errors import Conflict, Refused
from cases.reading import Persona
from cases.respaldos import CambioRespaldo, Paso, SolicitudRespaldo
from registry import base
from registry import respaldos as store
from registry.respaldos import Filtro

NOW = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
REQUEST = SolicitudRespaldo(
    "45346", cedula="1712345675", apellido="Paredes", nombre="Lucía", institucion="Instituto de Ejemplo",
    puesto="Especialista", correo="Lucia@ejemplo.gob.ec", fecha_solicitud=NOW, desde=date(2026, 1, 2),
    hasta=date(2026, 11, 13), partes=(), estado="enviada",
)  # fmt: skip
SENT = Paso(NOW, "Solicitud enviada", "Lucía Paredes", "Provisión", "enviada", "por_generar")


def saved(tx, request=REQUEST, *steps):
    return store.save(tx, CambioRespaldo(request, steps))


def test_a_request_comes_back_as_it_was_saved_and_its_recorrido_only_grows(database):
    with database.write() as tx:
        first = saved(tx, REQUEST, SENT)
    assert replace(first, id=None, version=0) == REQUEST and first.version == 1
    approved = replace(first, estado="aprobada", partes=("a.zip",), vence=NOW)
    line = replace(SENT, accion="Solicitud aprobada", estado="aprobada")
    with database.write() as tx:
        again = saved(tx, approved, line)
        assert again == replace(approved, version=2)
        assert store.route(tx, again.id) == (SENT, line)


def test_two_clerks_on_one_request_the_second_is_told(database):
    with database.write() as tx:
        first = saved(tx)
        saved(tx, replace(first, comentario="uno"))
        with pytest.raises(Conflict, match="45346"):
            saved(tx, replace(first, comentario="dos"))


def test_a_number_is_there_once_and_unknown_ones_are_refused(database):
    with database.write() as tx:
        saved(tx)
        with pytest.raises(Conflict, match="ya existe"):
            saved(tx)
        assert store.by_number(tx, " 45346 ").numero == "45346"
        with pytest.raises(Refused, match="No existe"):
            store.needed(tx, "1")


def test_the_list_has_the_filters_of_mis_solicitudes_and_goes_by_date_not_by_number(database):
    with database.write() as tx:
        saved(tx)
        saved(tx, replace(REQUEST, numero="5950", fecha_solicitud=NOW + timedelta(days=1), estado="aprobada"))
        saved(tx, replace(REQUEST, numero="99999", fecha_solicitud=NOW - timedelta(days=9), correo="x@ejemplo.gob.ec"))
        saved(tx, replace(REQUEST, numero="777", fecha_solicitud=None))

        def numbers(page=1, size=None, **filters):
            rows, total = store.listing(tx, Filtro(**filters), page=page, size=size)
            return [row.numero for row in rows], total

        assert numbers() == (["5950", "45346", "99999", "777"], 4)
        assert numbers(page=2, size=3) == (["777"], 4)
        assert numbers(desde=NOW, hasta=NOW + timedelta(days=1)) == (["45346"], 1)
        assert numbers(estado="aprobada") == (["5950"], 1)
        assert numbers(numero="5950") == (["5950"], 1)
        assert numbers(correo="X@ejemplo.gob.ec") == (["99999"], 1)


def test_the_load_of_a_day_counts_what_waits_and_what_was_made(database):
    day = date(2026, 11, 20)
    with database.write() as tx:
        for n, state in enumerate(("aprobada", "aprobada", "atendida", "rechazada", "eliminada")):
            saved(tx, replace(REQUEST, numero=str(n), estado=state, ejecucion=day))
        assert store.load_by_day(tx, day) == {day: 3}
        assert store.load_by_day(tx, day + timedelta(days=1)) == {}
        assert [request.numero for request in store.to_make(tx, day)] == ["0", "1"]
        assert store.to_make(tx, day - timedelta(days=1)) == []


def test_what_ends_is_found_and_its_folder_is_kept_while_it_lives(database):
    end = NOW + timedelta(days=4)
    with database.write() as tx:
        first = saved(tx, replace(REQUEST, estado="atendida", respaldo="generado", vence=end, carpeta="c"))
        assert store.ending(tx, end - timedelta(seconds=1)) == [] and store.ending(tx, end) == [first]
        assert store.folders(tx) == {"c"}
        saved(tx, replace(first, estado="eliminada", respaldo="eliminado"))
        assert store.ending(tx, end) == [] and store.folders(tx) == set()


def test_one_open_request_of_a_sender_can_be_meant_without_its_number_two_cannot(database):
    with database.write() as tx:
        saved(tx)
        saved(tx, replace(REQUEST, numero="1", estado="eliminada"))
        assert store.open_of_address(tx, "lucia@EJEMPLO.gob.ec").numero == "45346"
        saved(tx, replace(REQUEST, numero="2"))
        assert store.open_of_address(tx, "lucia@ejemplo.gob.ec") is None


def test_requests_go_by_user_and_cargo(database):
    with database.write() as tx:
        saved(tx)
        again = replace(REQUEST, numero="2")
        assert store.open_of_user(tx, again).numero == "45346"
        assert store.open_of_user(tx, replace(again, puesto="Directora")) is None


def test_the_registry_says_who_the_aiqs_of_the_institution_are(database):
    with database.write() as tx:
        key = base.add_institution(tx, "Instituto de Ejemplo", "INE", NOW)
        base.open_period(tx, key, "backup", Persona("Luis", correo="luis@ejemplo.gob.ec"), NOW.date(), NOW)
        base.open_period(tx, key, "principal", Persona("Marta", correo="marta@ejemplo.gob.ec"), NOW.date(), NOW)
        assert [aiq.persona.nombres_apellidos for aiq in store.aiqs(tx, REQUEST)] == ["Marta", "Luis"]
        assert store.aiqs(tx, replace(REQUEST, institucion="Otra")) == ()


def test_the_desks_own_numbers_are_counted_by_year(database):
    with database.write() as tx:
        assert [store.new_number(tx, 2026) for _ in range(2)] == ["RESP-2026-00001", "RESP-2026-00002"]
