"""Invented people, letters and moments for the tests of the desk's law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from cases.calendar import Calendar
from cases.case import Case, Facts, InstitucionRegistrada, Periodo
from cases.checks import check
from cases.decide import decide
from cases.decision import Decision
from cases.desk import Desk, MessageFacts
from cases.policy import Policy
from cases.reading import Firma, Firmante, Institucion, Oficio, Persona, Reading, Sobre, Solicitud

POLICY = Policy()
JEFE = "jefe.ti@mej.gob.ec"
ANA = Persona(
    "Ana María Pérez Díaz", "1712345675", "Analista", "ana.perez@mej.gob.ec", "022200200", "1234", "0991234567"
)
LUIS = Persona(
    "Luis Alberto Mora Paz", "0102030400", "Analista", "luis.mora@mej.gob.ec", "022200201", None, "0987654321"
)
CARLA = Persona(
    "Carla Inés Vega Ríos", "0912345675", "Jefa de TI", "carla.vega@mej.gob.ec", "022200202", None, "0998765432"
)
MINISTRO = Firmante("Pedro José Andrade Luna", "MINISTRO", "maxima_autoridad")
FIRMA = Firma("valida", "PEDRO JOSE ANDRADE LUNA", "1710034065", "Entidad de Ejemplo")
OFICIO = Oficio("MEJ-DM-2026-0123-O", "2026-03-11", "Cambio de AIQ", "oficio.pdf", MINISTRO, FIRMA)
MEJ = InstitucionRegistrada(
    7,
    "Ministerio de Ejemplo",
    "MEJ",
    canton="Quito",
    superiores=("director@mej.gob.ec",),
    principal=Periodo("principal", CARLA, date(2024, 1, 8)),
    backup=Periodo("backup", LUIS, date(2024, 1, 8)),
)
COMPLETE = Solicitud(OFICIO, Institucion("Ministerio de Ejemplo", "MEJ"), ANA)
FACTS = Facts(institucion=MEJ)


@cache
def calendar() -> Calendar:
    table = Path(__file__).parents[2] / "intake" / "data" / "feriados.toml"
    return Calendar.from_tables(table.read_text(encoding="utf-8"))


def at(text: str) -> datetime:
    """A moment of Guayaquil: ``2026-03-12 10:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=POLICY.zona)


NOW = at("2026-03-12 10:00")


def desk(now: datetime = NOW, quien: str = "rosa") -> Desk:
    return Desk(calendar(), POLICY, now, quien)


def mail(number: int = 1, now: datetime = NOW) -> MessageFacts:
    return MessageFacts(number, now, f"{number:064x}")


def reading(tipo: str = "solicitud_cambio_aiq", request: Solicitud = COMPLETE, sender: str = JEFE, **values) -> Reading:
    """A mail as read, its request checked like the reader does."""
    sobre = values.pop("sobre", {})
    found = (*request.problemas, *check(tipo, request))
    envelope = Sobre(remitente=sender, message_id="<1@mej.gob.ec>", asunto="Cambio de AIQ", **sobre)
    return Reading("1.eml", tipo, envelope, replace(request, problemas=tuple(dict.fromkeys(found))), **values)


def without(**changes) -> Solicitud:
    """The complete request with other data of the new AIQ."""
    return replace(COMPLETE, aiq=replace(ANA, **changes))


def judge(
    read: Reading, facts: Facts = FACTS, now: datetime = NOW, policy: Policy = POLICY, number: int = 1
) -> Decision:
    return decide(mail(number, now), read, facts, calendar(), policy, now)


def stored(decision: Decision, caso: str = "AIQ-2026-00001") -> Case:
    """The case as the store gives it back."""
    assert decision.caso is not None
    return replace(decision.caso, caso=decision.caso.caso or caso, version=decision.caso.version + 1)


def in_thread(case: Case, facts: Facts = FACTS) -> Facts:
    return replace(facts, caso=case, por="referencia", abiertos=(case,))


def letters(decision: Decision) -> list[str]:
    return [letter.carta for letter in decision.cartas]
