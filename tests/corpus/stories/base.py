"""What the stories share: the cast, plain data, the usual letter and the usual mail."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from typing import Any

from tests.corpus import desarrollo as choices
from tests.corpus.letters import Carta, Firmante
from tests.corpus.mails import QUITO, Adjunto, Correo, compose
from tests.corpus.model import Block, Gente, Items, Para, Table, Valor
from tests.corpus.people import Invented, invent
from tests.corpus.pools import Entidad
from tests.corpus.render_html import weasyprint_pdf

LABELS = (
    "Nombres y apellidos",
    "Número de cédula",
    "Cargo",
    "Correo electrónico",
    "Número telefónico",
    "Extensión",
    "Número celular",
)
DIA = dt.date(2026, 11, 12)
ENTIDAD = {e.siglas: e for e in choices.DESARROLLO.entidades}


@dataclass(frozen=True, slots=True)
class Story:
    """`casos` are the numbers of the tricky cases it shows; `mensajes` the mails in order, each with what must be
    read of it."""

    nombre: str
    casos: tuple[int, ...]
    cuento: str
    mensajes: tuple[tuple[bytes, dict[str, Any]], ...]


def hora(hour: int, minute: int, day: int = 16) -> dt.datetime:
    """A moment of the story's morning: Monday 16 November 2026 unless said otherwise."""
    return dt.datetime(2026, 11, day, hour, minute, 7, tzinfo=QUITO)


def cast(name: str, siglas: str = "MSP", **given: str) -> Invented:
    """The invented person that always comes of this name."""
    rng = random.Random(name)
    person = invent(rng, choices.DESARROLLO, ENTIDAD[siglas].dominio)
    return replace(person, area="02", **given)


def gente(who: Invented, **changed: Valor) -> Gente:
    """The person's data in their plainest writing, except what is given."""
    plain = {
        "nombre": Valor(who.completo, who.completo),
        "cedula": Valor(who.cedula, who.cedula),
        "cargo": Valor(who.cargo, who.cargo),
        "correo": Valor(who.correo, who.correo),
        "telefono": Valor(who.area + who.fijo, who.area + who.fijo),
        "extension": Valor(who.extension, who.extension),
        "celular": Valor(who.celular, who.celular),
    }
    return Gente(**(plain | changed), partes=(who.nombres, who.apellidos))


def pairs(person: Gente) -> list[tuple[str, str]]:
    values = (
        person.nombre,
        person.cedula,
        person.cargo,
        person.correo,
        person.telefono,
        person.extension,
        person.celular,
    )
    return [(label, value.escrito) for label, value in zip(LABELS, values, strict=True) if value.escrito is not None]


def lista(person: Gente, title: str = "Información del nuevo Administrador institucional:") -> tuple[Block, ...]:
    return (Para(title), Items(tuple(f"{label}: {value}" for label, value in pairs(person)), "-"))


def tabla(person: Gente, title: str = "Información del nuevo Administrador institucional:") -> tuple[Block, ...]:
    return (Para(title), Table(tuple(pairs(person)), widths=(0.38, 0.62)))


def datos_institucion(entidad: Entidad) -> tuple[Block, ...]:
    return (Para("Datos de la institución:"), Items((f"Nombre: {entidad.nombre}", f"Siglas: {entidad.siglas}"), "-"))


SALUDO = Para(
    "Con un cordial saludo, solicito el cambio de Administrador Institucional Quipux (AIQ) de esta institución, para "
    "lo "
    "cual remito la siguiente información:"
)


def autoridad(
    entidad: Entidad, seed: str = "", cargo: str | None = None, calidad: str | None = "maxima_autoridad"
) -> Firmante:
    who = cast(f"autoridad {entidad.siglas} {seed}", entidad.siglas)
    return Firmante(who.completo, "Mgs.", cargo or entidad.maxima[0], calidad)


def carta(
    siglas: str,
    secuencia: int,
    datos: tuple[Block, ...],
    firmante: Firmante | None = None,
    solo_datos: bool = False,
    **changed: Any,
) -> Carta:
    """The usual oficio of an institution; `datos` follow the greeting and the institution's data, or stand alone."""
    entidad = ENTIDAD[siglas]
    number = f"{siglas.replace(' ', '-')}-{entidad.areas[-1]}-2026-{secuencia:04d}-O"
    usual: dict[str, Any] = {
        "numero": number,
        "fecha": DIA,
        "asunto": "Solicitud de cambio de Administrador Institucional Quipux",
        "firmante": firmante or autoridad(entidad),
        "datos": datos if solo_datos else (SALUDO, *datos_institucion(entidad), *datos),
    }
    return Carta(**(usual | changed))


def esperado(
    letter: Carta | None,
    siglas: str | None,
    aiq: Gente | None,
    adjunto: str = "oficio.pdf",
    debe: tuple[tuple[str, str], ...] = (),
    no_debe: tuple[tuple[str, str], ...] = (),
    **more: Any,
) -> dict[str, Any]:
    """The part of the reading that must hold for a request; problems of `aiq` come from its values."""
    plain: dict[str, Any] = {"tipo": "solicitud_cambio_aiq"}
    if letter:
        plain["oficio"] = letter.reading(adjunto)
    if siglas:
        plain["institucion"] = {"nombre": ENTIDAD[siglas].nombre, "siglas": siglas}
    problems = [list(pair) for pair in debe]
    if aiq:
        plain["aiq"] = aiq.reading()
        problems += aiq.problems("aiq")
        no_debe += tuple(
            (f"aiq.{campo}", "falta")
            for campo, value in aiq.reading().items()
            if value is not None or campo == "extension"
        )
    plain["problemas"] = {"debe": problems, "no_debe": [list(pair) for pair in no_debe]}
    return plain | more


def envia(pdf: bytes, de: Invented, when: dt.datetime, adjunto: str = "oficio.pdf", **changed: Any) -> bytes:
    """The usual covering mail with one attachment."""
    usual: dict[str, Any] = {
        "de": de.correo,
        "nombre": de.completo,
        "asunto": "Solicitud de cambio de AIQ",
        "fecha": when,
        "texto": f"Estimados,\n\nSe adjunta el oficio para el trámite correspondiente.\n\nSaludos "
        f"cordiales,\n\n{de.completo}\n{de.cargo}\n",
        "adjuntos": (Adjunto(adjunto, pdf),),
    }
    return compose(Correo(**(usual | changed)))


def pedido(
    nombre: str,
    casos: tuple[int, ...],
    cuento: str,
    letter: Carta,
    siglas: str,
    aiq: Gente,
    minute: int,
    adjunto: str = "oficio.pdf",
    producer: Any = weasyprint_pdf,
    mail: dict[str, Any] | None = None,
    **expected: Any,
) -> Story:
    """A request in one mail with one letter."""
    pdf = producer(letter.letter())
    sender = cast(f"secretaria {siglas}", siglas)
    raw = envia(pdf, sender, hora(7 + minute // 60, minute % 60), adjunto, **(mail or {}))
    return Story(nombre, casos, cuento, ((raw, esperado(letter, siglas, aiq, adjunto, **expected)),))
