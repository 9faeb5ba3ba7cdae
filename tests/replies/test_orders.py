"""The law's own orders, from a case that says everything and one that says nothing, can all be written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cases import letters as law
from cases import letters_of_steps as law_of_steps
from cases.case import Case, Hitos, Sesion
from cases.evidence import Finding
from cases.policy import Policy
from cases.reading import Institucion, Oficio, Persona, Solicitud
from replies.render import Renderer

NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
DAY = date(2026, 11, 30)
POLICY = Policy()
RENDERER = Renderer()
ANA = Persona("Ana Pérez Díaz", "1712345675", "Analista", "ana@mej.gob.ec", "022200200", "12", "0991234567")
LUIS = Persona("Luis Mora Vega", correo="luis@mej.gob.ec")


def case(tipo: str, solicitud: Solicitud, hitos: Hitos, estado: str = "observada") -> Case:
    return Case(tipo, estado, solicitud, NOW, NOW, NOW, "AIQ-2026-00001", solicitante="jefe@mej.gob.ec", hitos=hitos)


FULL = Solicitud(
    oficio=Oficio(numero="MEJ-DE-2026-0123-O", fecha_efectiva="2026-12-01"),
    institucion=Institucion("Ministerio de Ejemplo", "MEJ"),
    aiq=ANA,
    aiq_backup=ANA,
    problemas=(
        Finding("aiq.cedula", "invalido", "La cédula 1712345676 no cumple el dígito verificador.", "1712345675"),
        Finding("aiq.celular", "falta", "Falta el número celular del nuevo AIQ."),
        Finding("delegacion", "falta", "Falta adjuntar el documento oficial de la delegación."),
    ),
)
UNREADABLE = Solicitud(
    problemas=(
        Finding("adjunto", "invalido", "El archivo oficio.pdf está protegido con contraseña."),
        Finding("oficio", "falta", "No se adjuntó el oficio de solicitud."),
    )
)
REACHED = Hitos(
    capacitacion=(Sesion(DAY, 4, "entrada", "aprobada", "rosa"),),
    habilitado=DAY,
    plazo_parametrizacion=date(2026, 12, 5),
    cumplimiento=date(2026, 12, 4),
    actividades_pendientes=("Crear una lista de envío",),
    efectiva_desde=date(2026, 12, 10),
    superior="jefe@mej.gob.ec",
    recibido_en=DAY,
    preguntado=DAY,
    caduca=date(2026, 12, 22),
    observaciones=2,
    pregunta="¿Cuál es el cargo?\n¿Y la fecha?",
)
CASES = [
    case(tipo, request, hitos)
    for tipo in ("solicitud_cambio_aiq", "aviso_cambio_backup", "atencion")
    for request in (FULL, UNREADABLE, Solicitud())
    for hitos in (REACHED, Hitos())
]


def orders(about: Case):
    yield law.acuse(about, "k", POLICY, por_persona=True)
    yield law.acuse(about, "k", POLICY, por_persona=False, respuesta=True)
    yield law.observaciones(about, "k", POLICY, settled=("aiq.cedula", "delegacion"))
    yield law.recordatorio(about)
    yield law.caducidad(about)
    yield law.pregunta(about, "¿Cuál es?", "k")
    yield law.respuesta(about, "Listo.", "k")
    yield law_of_steps.aprobacion(about, POLICY, "Lunes a las 09:00")
    yield from law_of_steps.registrados(about, DAY, LUIS)
    yield law.rechazo(about, "No procede.")
    yield law.anulacion(about, "Desistió.")
    yield law.backup_sin_copia(about, "k")
    yield law.backup_no_autorizado("otro@x.ec")
    yield from law_of_steps.backup_registrados(about, LUIS, DAY, "principal@mej.gob.ec", LUIS)
    yield law.estado_tramite(about, "jefe@mej.gob.ec", "k", POLICY)
    yield law.registro_pendiente(about, "ana@mej.gob.ec", "k", POLICY)
    yield law.consulta_derivada("otro@x.ec", "Ayuda")
    if about.hitos is REACHED:
        yield law_of_steps.cumplimiento_recibido(about, "k", POLICY, con_hoja=True)
        yield law_of_steps.habilitacion(about, POLICY, prorroga=False)
        yield law_of_steps.recordatorio_plazo(about, DAY)
        yield law_of_steps.plazo_vencido(about)


def write(letter, about: Case):
    tag = {"referencia": "[AIQ-2026-00001:7KQ2MXWPRT]"}
    return RENDERER.render(letter.carta, law.common(about, POLICY, letter.carta) | tag | dict(letter.datos))


@pytest.mark.parametrize("about", CASES)
def test_whatever_the_law_orders_can_be_written(about):
    for letter in orders(about):
        written = write(letter, about)
        text = written.subject + written.text + written.html
        assert "None" not in text, letter.carta


@pytest.mark.parametrize("about", CASES)
def test_no_letter_holds_a_number_of_a_person_in_full(about):
    for letter in orders(about):
        written = write(letter, about)
        digits = "".join(written.text.split()) + written.html
        assert ANA.cedula not in digits.replace("Porejemplo:1712345675", "").replace("Por ejemplo: 1712345675", "")
        assert ANA.celular not in digits.replace("Porejemplo:0991234567", "").replace("Por ejemplo: 0991234567", "")


def test_strangers_are_told_nothing_of_the_case():
    [about, *_] = CASES
    for letter in (law.backup_no_autorizado("x@y.ec"), law.consulta_derivada("x@y.ec", None)):
        written = write(letter, about)
        assert not {"Ana", "Ejemplo", "MEJ"} & set(written.text.replace(".", " ").split())
