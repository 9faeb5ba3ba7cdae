"""What is kept of one person, and the erasure of contact data that nobody needs any more (LOPDP)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from cases.reading import CAMPOS_PERSONA
from cases.text import key as match_key
from registry.schema import alias, carta, caso, institucion, message, participante, periodo
from registry.schema_respaldos import respaldo

CONTACT = ("correo", "telefono", "extension", "celular")
LIKE_ENOUGH = 78


def search(tx: sa.Connection, words: str, most: int = 20) -> list[dict[str, Any]]:
    """Institutions and people whose name, siglas, alias or cédula is like `words`, best first; accents, order and
    small typos do not matter."""
    wanted = match_key(words)
    found: dict[tuple[int, int | None], tuple[float, dict[str, Any]]] = {}
    for row in tx.execute(_candidates()):
        texts = (row.clave_nombre, match_key(row.siglas), row.alias or "", row.persona or "")
        score = 100.0 if row.cedula and row.cedula == words.strip() else max(_like(wanted, each) for each in texts)
        place = (row.id, row.periodo_id)
        if score >= LIKE_ENOUGH and (place not in found or found[place][0] < score):
            found[place] = (score, _hit(row))
    best = sorted(found.values(), key=lambda pair: -pair[0])
    return [hit for _, hit in best[:most]]


def _like(wanted: str, text: str) -> float:
    """0..100: how well each word asked for is met by some word of the text, on average."""
    from rapidfuzz import fuzz

    words, there = wanted.split(), text.split()
    if not words or not there:
        return 0.0
    return sum(max(fuzz.ratio(word, other) for other in there) for word in words) / len(words)


def _candidates() -> sa.Select[Any]:
    return (
        sa.select(
            institucion.c.id, institucion.c.siglas, institucion.c.nombre, institucion.c.clave_nombre,
            alias.c.clave.label("alias"), periodo.c.id.label("periodo_id"), periodo.c.clave_nombre.label("persona"),
            periodo.c.cedula, periodo.c.nombres_apellidos, periodo.c.rol, periodo.c.desde, periodo.c.hasta,
        )
        .select_from(institucion.outerjoin(alias).outerjoin(
            periodo, sa.and_(periodo.c.institucion_id == institucion.c.id, periodo.c.vigente.is_(sa.true()))
        ))
    )  # fmt: skip


def _hit(row: Any) -> dict[str, Any]:
    return {
        "siglas": row.siglas,
        "nombre": row.nombre,
        "rol": row.rol,
        "nombres_apellidos": row.nombres_apellidos,
        "desde": row.desde.isoformat() if row.desde else None,
        "hasta": row.hasta.isoformat() if row.hasta else None,
    }


def everything_of(tx: sa.Connection, cedula: str) -> dict[str, Any]:
    """All that is kept about the holder of a cédula: periods as AIQ, cases about him, those that only name him or in
    which an address of his takes part, his requests for respaldos, his mails and the letters to him (right of access,
    dossier 8)."""
    held = sa.select(periodo, institucion.c.siglas).join(institucion).where(periodo.c.cedula == cedula)
    periods = tx.execute(held.order_by(periodo.c.id))
    asked = sa.select(caso.c.caso, caso.c.estado, caso.c.creado, caso.c.datos).where(caso.c.cedula == cedula)
    cases = tx.execute(asked.order_by(caso.c.id)).all()
    addresses = _addresses_of(tx, cedula)
    return {
        "cedula": cedula,
        "periodos": [
            {"institucion": row.siglas, "rol": row.rol, "desde": row.desde.isoformat(),
             "hasta": row.hasta.isoformat() if row.hasta else None, "caso": row.caso, "vigente": row.vigente,
             **{name: getattr(row, name) for name in CAMPOS_PERSONA}}
            for row in periods
        ],
        "casos": [
            {"caso": row.caso, "estado": row.estado, "creado": row.creado.isoformat(),
             "solicitud": row.datos["solicitud"], "hitos": row.datos["hitos"]}
            for row in cases
        ],
        "nombrado_en": _named_in(tx, cedula),
        "respaldos": _respaldos_of(tx, cedula),
        "participa_en": _takes_part(tx, addresses, [row.caso for row in cases]),
        "correos": _mails_of(tx, addresses),
        "cartas": _letters_to(tx, addresses),
    }  # fmt: skip


def _named_in(tx: sa.Connection, cedula: str) -> list[dict[str, Any]]:
    """Cases about somebody else in which a letter names him too: as what, and what it says of him."""
    text = sa.cast(caso.c.datos, sa.Text)
    query = sa.select(caso.c.caso, caso.c.estado, caso.c.creado, caso.c.datos).order_by(caso.c.id)
    named, other = text.contains(f'"{cedula}"', autoescape=True), caso.c.cedula.is_distinct_from(cedula)
    rows = tx.execute(query.where(named, other))
    return [{"caso": row.caso, "estado": row.estado, "creado": row.creado.isoformat(),
             "como": _roles_of(row.datos["solicitud"], cedula)} for row in rows]  # fmt: skip


def _roles_of(request: dict[str, Any], cedula: str) -> dict[str, Any]:
    oficio = request.get("oficio") or {}
    people = {role: request.get(role) or {} for role in ("aiq", "aiq_saliente", "aiq_backup")}
    people["firma"] = oficio.get("firma") or {}
    return {role: each for role, each in people.items() if each.get("cedula") == cedula}


def _respaldos_of(tx: sa.Connection, cedula: str) -> list[dict[str, Any]]:
    kept = [respaldo.c[name] for name in ("numero", "estado", "nombre", "apellido", "puesto", "institucion", "area",
                                          "correo", "desde", "hasta", "fecha_solicitud")]  # fmt: skip
    rows = tx.execute(sa.select(*kept).where(respaldo.c.cedula == cedula).order_by(respaldo.c.id))
    return [{name: value.isoformat() if isinstance(value, date) else value for name, value in row._mapping.items()}
            for row in rows]  # fmt: skip


def _addresses_of(tx: sa.Connection, cedula: str) -> list[str]:
    """The mail addresses that base and cases hold for a cédula."""
    found = set(tx.execute(sa.select(periodo.c.correo).where(periodo.c.cedula == cedula)).scalars())
    for row in tx.execute(sa.select(caso.c.datos).where(caso.c.cedula == cedula)):
        people = (row.datos["solicitud"].get(role) or {} for role in ("aiq", "aiq_backup"))
        found |= {each.get("correo") for each in people if each.get("cedula") == cedula}
    return sorted(each.lower() for each in found if each)


def _takes_part(tx: sa.Connection, addresses: list[str], known: list[str]) -> list[str]:
    """Numbers of the further cases that may be told to one of these addresses."""
    query = sa.select(caso.c.caso).join(participante).where(participante.c.correo.in_(addresses)).order_by(caso.c.id)
    return [number for number in dict.fromkeys(tx.execute(query).scalars()) if number not in known]


def _mails_of(tx: sa.Connection, addresses: list[str]) -> list[dict[str, Any]]:
    query = sa.select(message.c.id, message.c.recibido, message.c.asunto, message.c.sha256)
    rows = tx.execute(query.where(sa.func.lower(message.c.remitente).in_(addresses)).order_by(message.c.id))
    return [{**row._mapping, "recibido": row.recibido.isoformat()} for row in rows]


def _letters_to(tx: sa.Connection, addresses: list[str]) -> list[dict[str, Any]]:
    query = sa.select(carta.c.id, carta.c.carta, carta.c.asunto, carta.c.creado, carta.c.estado)
    written = [sa.func.lower(sa.cast(column, sa.Text)).contains(f'"{each}"', autoescape=True)
               for each in addresses for column in (carta.c.para, carta.c.copia)]  # fmt: skip
    rows = tx.execute(query.where(sa.or_(sa.false(), *written)).order_by(carta.c.id))
    return [{**row._mapping, "creado": row.creado.isoformat()} for row in rows]


def erase_contacts(tx: sa.Connection, ended_before: date, now: datetime) -> int:
    """Empties mail and telephones of AIQs whose time ended before a date; name, institution and dates stay. What a
    correction has replaced goes with the period that took its place."""
    empty = {"borrado": now, **dict.fromkeys(CONTACT)}
    gone = set(tx.execute(sa.select(periodo.c.id).where(periodo.c.hasta < ended_before, periodo.c.vigente)).scalars())
    erased = tx.execute(
        sa.update(periodo).where(periodo.c.id.in_(gone), periodo.c.borrado.is_(None)).values(empty)
    ).rowcount
    while gone:
        older = sa.select(periodo.c.reemplaza).where(periodo.c.id.in_(gone), periodo.c.reemplaza.is_not(None))
        gone = set(tx.execute(older).scalars())
        tx.execute(sa.update(periodo).where(periodo.c.id.in_(gone), periodo.c.borrado.is_(None)).values(empty))
    return erased
