"""What stands around a request: small print, other tables, the covering mail, archives and forwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from tests.corpus.choosing import Borrador
from tests.corpus.letters import Carta
from tests.corpus.mails import QUITO, Correo
from tests.corpus.model import Block, Para, Table
from tests.corpus.people import invent
from tests.corpus.producers import Hoja


@dataclass(frozen=True, slots=True)
class Proyecto:
    """A mail to be made. `en_zip` puts the sheets into one archive; `exterior` is the mail that forwards it whole."""

    nombre: str
    grupo: str
    productor: str
    diseno: str
    correo: Correo
    hojas: tuple[Hoja, ...]
    esperado: dict[str, Any]
    en_zip: bool = False
    exterior: Correo | None = None


def decoys(draft: Borrador) -> tuple[Block, ...]:
    """A table that has nothing to do with the persons."""
    if draft.rng.random() > 0.15:
        return ()
    return (
        Para("Cronograma de transición:"),
        Table(
            (
                ("Actividad", "Fecha", "Responsable"),
                ("Entrega de claves", "A convenir", "TIC"),
                ("Capacitación de 12 horas", "Según calendario", "SGE"),
            ),
            header=True,
            size=9,
        ),
    )


def small_print(draft: Borrador) -> tuple[str, ...]:
    """Anexos, copy block and initials, each now and then; the copied persons are nobody's data."""
    rng, pools = draft.rng, draft.pools
    found: list[str] = []
    if rng.random() < 0.2:
        siglas = draft.entidad.siglas.replace(" ", "-")
        found.append(
            f"Referencias:\n - {siglas}-{draft.entidad.areas[0]}-{draft.fecha.year}-{rng.randint(1, 99):04d}-M"
        )
    if draft.hojas:
        found.append("Anexos:\n" + "\n".join(f"- {sheet.nombre}" for sheet in draft.hojas))
    if rng.random() < 0.35:
        copy = invent(rng, pools, draft.entidad.dominio)
        found.append(f"Copia:\n{copy.titulo} {copy.completo}\n{copy.cargo}\n{draft.entidad.nombre.upper()}")
    if rng.random() < 0.4:
        found.append(rng.choice(("PV/mj/ab", "ACM/jl", "dr/RT/fs")))
    return tuple(found)


def covering(draft: Borrador, letter: Carta) -> Correo:
    """The mail around the letter: any mailer, any encoding, the sender's own phones under it."""
    rng, pools, entidad = draft.rng, draft.pools, draft.entidad
    sender = invent(rng, pools, entidad.dominio)
    number = letter.numero_leido or letter.numero
    signed = rng.choice(pools.firmas_correo).format(
        titulo=sender.titulo,
        nombre=sender.completo,
        cargo=sender.cargo,
        institucion=entidad.nombre,
        siglas=entidad.siglas,
        telefono=f"({sender.area}) {sender.fijo}",
        extension=sender.extension,
        celular=sender.celular,
        correo=sender.correo,
        cedula=sender.cedula,
    )
    text = rng.choice(pools.correo_textos).format(numero=number, siglas=entidad.siglas)
    body = "\n\n".join(part for part in (text, draft.cuerpo, signed, rng.choice(pools.avisos_legales)) if part)
    when = dt.datetime.combine(
        draft.fecha + dt.timedelta(days=rng.randint(0, 3)),
        dt.time(rng.randint(7, 17), rng.randint(0, 59), rng.randint(0, 59)),
        QUITO,
    )
    juego = rng.choice(("utf-8", "utf-8", "utf-8", "windows-1252", "iso-8859-1"))
    subject = rng.choice(pools.correo_asuntos).format(numero=number, siglas=entidad.siglas)
    if juego != "utf-8":
        body, subject = (
            text.encode(juego, "replace").decode(juego) for text in (body.replace("—", "-").replace("–", "-"), subject)
        )
    return Correo(
        sender.correo,
        subject,
        body,
        when,
        sender.completo if rng.random() < 0.85 else "",
        copia=(invent(rng, pools, entidad.dominio).correo,) if rng.random() < 0.3 else (),
        forma=rng.choice(("zimbra", "zimbra", "outlook", "gmail", "apple", "thunderbird")),
        juego=juego,
        codigo=rng.choice(("quoted-printable", "quoted-printable", "base64", "8bit")),
        solo_html=rng.random() < 0.12,
    )


def wrapped(plan: Proyecto, draft: Borrador) -> Proyecto:
    """The same request with its files in one archive, or the whole mail forwarded by somebody as an attachment."""
    truth = plan.esperado
    if draft.rng.random() < 0.5:
        for part in ("oficio", "delegacion"):
            if name := truth[part].get("adjunto"):
                truth[part]["adjunto"] = (name, "documentos.zip", f"documentos.zip/{name}")
        return replace(plan, en_zip=True)
    colleague = invent(draft.rng, draft.pools, draft.entidad.dominio)
    later = plan.correo.fecha + dt.timedelta(hours=draft.rng.randint(1, 20))
    outer = Correo(
        colleague.correo, f"RV: {plan.correo.asunto}", "Reenvío para su atención.", later, colleague.completo
    )
    outside = {"remitente": outer.de, "copia": [], "asunto": outer.asunto, "fecha": later.isoformat()}
    return replace(plan, exterior=outer, esperado=truth | outside)
