"""What the base knows of one person, and the erasure of contact data that nobody needs any more (LOPDP)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from rapidfuzz import fuzz

from cases.reading import CAMPOS_PERSONA
from cases.text import key as match_key
from registry.schema import alias, caso, institucion, periodo

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
    """All that is kept about the holder of a cédula: periods as AIQ and cases (right of access, dossier 8)."""
    held = sa.select(periodo, institucion.c.siglas).join(institucion).where(periodo.c.cedula == cedula)
    periods = tx.execute(held.order_by(periodo.c.id))
    asked = sa.select(caso.c.caso, caso.c.estado, caso.c.creado, caso.c.datos).where(caso.c.cedula == cedula)
    cases = tx.execute(asked)
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
    }  # fmt: skip


def erase_contacts(tx: sa.Connection, ended_before: date, now: datetime) -> int:
    """Empties mail and telephones of AIQs whose time ended before a date; name, institution and dates stay."""
    return tx.execute(
        sa.update(periodo)
        .where(periodo.c.hasta < ended_before, periodo.c.borrado.is_(None))
        .values(borrado=now, **dict.fromkeys(CONTACT))
    ).rowcount
