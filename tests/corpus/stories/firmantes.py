"""Who signs, with which power, and which document proves it."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from tests.corpus.desarrollo import DESARROLLO
from tests.corpus.letters import Firmante
from tests.corpus.mails import Adjunto
from tests.corpus.model import Para
from tests.corpus.papers import Documento, delegacion, designacion
from tests.corpus.people import Invented
from tests.corpus.pools import Papel
from tests.corpus.render_html import weasyprint_pdf
from tests.corpus.stories.base import DIA, ENTIDAD, Story, autoridad, carta, cast, envia, esperado, gente, hora, lista

ACUERDO, RESOLUCION = DESARROLLO.delegaciones[0], DESARROLLO.delegaciones[1]
FALTA = (("delegacion", "falta"),)


def firmante(cargo: str, calidad: str | None, siglas: str = "MSP") -> tuple[Firmante, Invented]:
    who = cast(f"firmante {cargo}", siglas, cargo=cargo.title())
    return Firmante(who.completo, who.titulo, cargo, calidad), who


def poder(papel: Papel, to: str, day: dt.date, who: Invented, siglas: str = "MSP", act: str | None = None) -> Documento:
    boss = autoridad(ENTIDAD[siglas])
    return delegacion(
        random.Random(to), DESARROLLO, papel, ENTIDAD[siglas], (boss.nombre, boss.cargo), who, to, day, act
    )


def story(
    nombre: str,
    caso: int,
    cuento: str,
    secuencia: int,
    minute: int,
    signer: Firmante,
    paper: Documento | None = None,
    anexo: str = "delegacion.pdf",
    cita: str = "",
    **expected: Any,
) -> Story:
    """A request of the same institution in which only the signer and his papers change."""
    nuevo = gente(cast(f"firmantes {caso}"))
    data = (*((Para(cita),) if cita else ()), *lista(nuevo))
    letter = carta("MSP", secuencia, data, signer, menudo=(f"Anexos:\n- {anexo}",) if paper else ())
    more = (Adjunto(anexo, weasyprint_pdf(paper.letter)),) if paper else ()
    raw = envia(
        b"",
        cast("secretaria MSP"),
        hora(8 + minute // 60, minute % 60),
        adjuntos=(Adjunto("oficio.pdf", weasyprint_pdf(letter.letter())), *more),
    )
    return Story(nombre, (caso,), cuento, ((raw, esperado(letter, "MSP", nuevo, **expected)),))


def presente(paper: Documento, anexo: str = "delegacion.pdf") -> dict[str, Any]:
    return {"presente": True, "adjunto": anexo, "numero": paper.numero, "fecha": paper.fecha.isoformat()}


ABSENT = {"presente": False}


def without() -> list[Story]:
    director, _ = firmante("DIRECTOR DE TECNOLOGÍAS DE LA INFORMACIÓN Y COMUNICACIÓN", "no_determinada")
    encargado, _ = firmante("COORDINADORA GENERAL ADMINISTRATIVA FINANCIERA (E)", "no_determinada")
    citado, _ = firmante("COORDINADOR GENERAL DE GESTIÓN ESTRATÉGICA", None)
    designa, _ = firmante("DIRECTORA ADMINISTRATIVA", "no_determinada")
    top = autoridad(ENTIDAD["MSP"])
    boss, named = (top.nombre, top.cargo), cast("firmantes 15")
    memo = designacion(random.Random("15"), ENTIDAD["MSP"], boss, named, dt.date(2026, 11, 5))
    asked: dict[str, Any] = {"debe": FALTA, "delegacion": ABSENT}
    area = "Una coordinadora (E) subroga al jefe del área, no a la máxima autoridad: necesita delegación."
    names = "El anexo es un memorando que designa al nuevo AIQ: no delega la firma."
    cites = "El oficio cita el acuerdo de delegación pero no lo adjunta: se pide el archivo."
    number = "Actúo en virtud de la delegación conferida mediante Acuerdo Nro. MSP-MSP-2025-0031-A."
    alone = "Firma el Director de TIC sin adjuntar nada: falta la delegación."
    return [
        story("firma-director-sin-delegacion", 9, alone, 309, 30, director, **asked),
        story("coordinadora-encargada", 11, area, 311, 33, encargado, **asked),
        story("designacion-no-es-delegacion", 15, names, 315, 34, designa, memo, "designacion.pdf", **asked),
        story("delegacion-solo-citada", 16, cites, 316, 35, citado, cita=number, **asked),
    ]


def in_place_of_the_authority() -> Story:
    gerente = autoridad(ENTIDAD["EPMAPS"], "subrogante", "GERENTE GENERAL (S)", "subrogante")
    nuevo = gente(cast("firmantes 10", "EPMAPS"))
    letter = carta("EPMAPS", 210, lista(nuevo), gerente)
    raw = envia(weasyprint_pdf(letter.letter()), cast("secretaria EPMAPS", "EPMAPS"), hora(8, 32))
    cuento = (
        "Firma el Gerente General (S): actúa como máxima autoridad, no necesita delegación; la mesa puede revisar la "
        "subrogación."
    )
    expected = esperado(letter, "EPMAPS", nuevo, no_debe=FALTA, delegacion=ABSENT)
    return Story("gerente-subrogante", (10,), cuento, ((raw, expected),))


def attached() -> list[Story]:
    compras, quien_compras = firmante("COORDINADOR GENERAL ADMINISTRATIVO FINANCIERO", None)
    tarde, quien_tarde = firmante("DIRECTORA DE GESTIÓN DOCUMENTAL", None)
    cargo, quien_cargo = firmante("DIRECTORA DE TECNOLOGÍAS DE LA INFORMACIÓN (S)", None)
    buy = poder(
        RESOLUCION,
        "Coordinador General Administrativo Financiero",
        dt.date(2026, 2, 3),
        quien_compras,
        act=DESARROLLO.delegacion_compras[0],
    )
    late = poder(ACUERDO, f"{tarde.nombre}, Directora de Gestión Documental", DIA + dt.timedelta(days=2), quien_tarde)
    post = poder(ACUERDO, "Director/a de Tecnologías de la Información", dt.date(2026, 1, 20), quien_cargo)
    judged = (("delegacion*", "dudoso|invalido|conflicto"),)
    return [
        story(
            "delegacion-para-compras",
            12,
            "La delegación existe pero es para contratación pública: decide una persona, nunca se acepta sola.",
            312,
            36,
            compras,
            buy,
            debe=judged,
            no_debe=FALTA,
            delegacion=presente(buy),
        ),
        story(
            "delegacion-posterior",
            13,
            "La delegación es de fecha posterior al oficio: se observa.",
            313,
            37,
            tarde,
            late,
            debe=judged,
            no_debe=FALTA,
            delegacion=presente(late),
        ),
        story(
            "delegacion-a-un-cargo",
            14,
            "La delegación nombra un cargo y no una persona: es la forma más común. Se comparan los cargos sin género "
            "ni (S).",
            314,
            38,
            cargo,
            post,
            no_debe=FALTA,
            delegacion=presente(post),
        ),
    ]


def stories() -> list[Story]:
    return [*without(), in_place_of_the_authority(), *attached()]
