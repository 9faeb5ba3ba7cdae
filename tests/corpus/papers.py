"""Documents that come beside an oficio: delegations of every class, and papers that are none."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from tests.corpus.letters import MESES, QUIPUX_FOOT, fecha_larga
from tests.corpus.model import Block, Letter, Para, Space, Table
from tests.corpus.people import Invented
from tests.corpus.pools import Entidad, Papel, Pools

DIAS = (
    *(
        "cero",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
    ),
    *("catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós"),
    *("veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve", "treinta"),
    "treinta y un",
)


@dataclass(frozen=True, slots=True)
class Documento:
    """A paper with what must be read of it: its number and its date."""

    letter: Letter
    numero: str
    fecha: dt.date


def en_palabras(day: dt.date) -> str:
    """A date as decrees write it: «a los doce días del mes de marzo de dos mil veintiséis»."""
    return f"a los {DIAS[day.day]} días del mes de {MESES[day.month - 1]} de dos mil {DIAS[day.year - 2000]}"


def _considering(entidad: Entidad, rng: random.Random) -> tuple[Block, ...]:
    reasons = (
        "Que, el artículo 227 de la Constitución de la República del Ecuador dispone que la administración pública "
        "constituye un servicio a la colectividad que se rige por los principios de eficacia y eficiencia;",
        "Que, el artículo 69 del Código Orgánico Administrativo faculta a los órganos administrativos a delegar el "
        "ejercicio de sus competencias, incluida la de gestión;",
        f"Que, es necesario agilitar los trámites administrativos del {entidad.nombre};",
    )
    return (Para("CONSIDERANDO:", "center"), *map(Para, reasons[rng.randint(0, 1) :]))


def _solemn(head: str, verb: str, act: str, boss: tuple[str, str], entidad: Entidad, day: dt.date, rng) -> Letter:
    """Acuerdo or resolución: authority on top and at the foot, the date at the end in words."""
    blocks = (
        Para(head, "center"),
        Para(f"{boss[0].upper()}\n{boss[1]}", "center"),
        *_considering(entidad, rng),
        Para("En ejercicio de las atribuciones que le confiere la ley,"),
        Para(verb, "center"),
        Para(act),
        Para(
            "Artículo 2.- El presente instrumento entrará en vigencia a partir de su suscripción, sin perjuicio de su "
            "publicación en el Registro Oficial."
        ),
        Para(f"Dado en Quito, D.M., {en_palabras(day)}."),
        Para("Documento firmado electrónicamente", "italic"),
        Para(f"{boss[0]}\n{boss[1]}", "bold"),
    )
    return Letter(blocks, (head.strip(),), QUIPUX_FOOT)


def _action(number: str, act: str, boss: tuple[str, str], who: Invented, day: dt.date) -> Letter:
    """An acción de personal: a form with the delegate's own data."""
    form = (
        ("ACCIÓN DE PERSONAL", f"Nro. {number}"),
        ("Fecha", day.isoformat()),
        ("APELLIDOS", who.apellidos.upper()),
        ("NOMBRES", who.nombres.upper()),
        ("Cédula de ciudadanía", who.cedula),
        ("Rige a partir de", day.isoformat()),
        ("Explicación", act),
        ("Situación actual · Puesto", who.cargo),
    )
    signed = Para(f"{boss[0]}\n{boss[1]}\nAUTORIDAD NOMINADORA", "bold")
    return Letter((Table(form, widths=(0.35, 0.65)), Space(30), signed))


def delegacion(
    rng: random.Random,
    pools: Pools,
    papel: Papel,
    entidad: Entidad,
    boss: tuple[str, str],
    who: Invented,
    to: str,
    day: dt.date,
    act: str | None = None,
) -> Documento:
    """A delegation of `boss` (name, cargo) to `to`, a person or a cargo; `act` replaces its usual object."""
    tail = f"-{papel.sufijo}" if papel.sufijo else ""
    number = f"{entidad.siglas.replace(' ', '-')}-{entidad.areas[-1]}-{day.year}-{rng.randint(1, 299):04d}{tail}"
    act = (act or rng.choice(papel.frases)).format(delegado=to, entidad=entidad.nombre)
    head = papel.clase + number
    if papel.clase.startswith(("ACUERDO", "Acuerdo")):
        return Documento(_solemn(head, "ACUERDA:", act, boss, entidad, day, rng), number, day)
    if papel.clase.upper().startswith("RESOLUCIÓN"):
        return Documento(_solemn(head, "RESUELVE:", act, boss, entidad, day, rng), number, day)
    if papel.clase.startswith("ACCIÓN"):
        return Documento(_action(number, act, boss, who, day), number, day)
    top = (head, f"Quito, D.M., {fecha_larga(day)}")
    to_lines = (
        Para(f"PARA: {who.titulo} {who.completo}\n{who.cargo}") if papel.clase.startswith("Memorando") else Para(to)
    )
    blocks = (
        to_lines,
        Para("ASUNTO: DELEGACIÓN DE FIRMA"),
        Para("De mi consideración:"),
        Para(act),
        Para("Con sentimientos de distinguida consideración."),
        Para("Atentamente,"),
        Para("Documento firmado electrónicamente", "italic"),
        Para(f"{boss[0]}\n{boss[1]}", "bold"),
    )
    return Documento(Letter(blocks, top, QUIPUX_FOOT), number, day)


def designacion(rng: random.Random, entidad: Entidad, boss: tuple[str, str], who: Invented, day: dt.date) -> Documento:
    """A memorando that names the new AIQ: it delegates nobody to sign."""
    number = f"{entidad.siglas.replace(' ', '-')}-{entidad.areas[0]}-{day.year}-{rng.randint(1, 299):04d}-M"
    blocks = (
        Para(f"PARA: {who.titulo} {who.completo}\n{who.cargo}"),
        Para("ASUNTO: DESIGNACIÓN DE ADMINISTRADOR QUIPUX"),
        Para("De mi consideración:"),
        Para(
            "Por medio del presente designo a usted como Administrador Institucional Quipux de la entidad, función que "
            "cumplirá a partir de la presente fecha."
        ),
        Para("Atentamente,"),
        Para("Documento firmado electrónicamente", "italic"),
        Para(f"{boss[0]}\n{boss[1]}", "bold"),
    )
    return Documento(
        Letter(blocks, (f"Memorando Nro. {number}", f"Quito, D.M., {fecha_larga(day)}"), QUIPUX_FOOT), number, day
    )
