"""Who signs a request, with which power, and whose data it brings: the choices before anything is arranged."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace
from typing import Any

from tests.corpus.layouts import VARIAS
from tests.corpus.letters import Firmante
from tests.corpus.model import Block, Gente, Para
from tests.corpus.papers import delegacion, designacion
from tests.corpus.people import Invented, invent
from tests.corpus.pools import Entidad, Pools
from tests.corpus.producers import Hoja
from tests.corpus.values import fault, written


@dataclass
class Borrador:
    """A request while its parts are being chosen."""

    rng: random.Random
    pools: Pools
    entidad: Entidad
    fecha: dt.date
    diseno: str
    hojas: list[Hoja] = field(default_factory=list)
    esperado: dict[str, Any] = field(default_factory=dict)
    debe: list[list[str]] = field(default_factory=list)
    no_debe: list[list[str]] = field(default_factory=list)
    cuerpo: str = ""
    escala: float = 1.0


PUESTOS_SUBROGANTE = (" (S)", ", SUBROGANTE", " SUBROGANTE", " (E)", ", ENCARGADO")


def choose_signer(draft: Borrador) -> tuple[Firmante, str]:
    """The signer and whether a delegation is needed: no · si · explicita."""
    rng, pools = draft.rng, draft.pools
    who = invent(rng, pools, draft.entidad.dominio)
    top = rng.choice(draft.entidad.maxima)
    dice = rng.random()
    if dice < 0.5:
        return Firmante(who.completo, who.titulo, top, "maxima_autoridad"), "no"
    if dice < 0.62:
        ending = rng.choice(PUESTOS_SUBROGANTE)
        calidad = "subrogante" if "S" in ending.replace("ENCARGADO", "") else None
        return Firmante(who.completo, who.titulo, top + ending, calidad), "no"
    if dice < 0.74:
        cargo = rng.choice(pools.cargos_delegado).format(maxima=top)
        return Firmante(who.completo, who.titulo, cargo, "delegado"), "si"
    return Firmante(who.completo, who.titulo, rng.choice(pools.cargos_medios), None), "si"


def add_delegation(draft: Borrador, signer: Firmante, producer: str) -> tuple[Firmante, tuple[Block, ...]]:
    """Attaches a delegation, or not, or one that does not serve; gives back the signer and what the letter cites."""
    rng, pools, entidad = draft.rng, draft.pools, draft.entidad
    boss_person = invent(rng, pools, entidad.dominio)
    boss = (boss_person.completo, entidad.maxima[0])
    who = replace(invent(rng, pools, entidad.dominio), cargo=signer.cargo.capitalize())
    words = signer.nombre.split()
    who = replace(who, nombres=" ".join(words[:-2]) or words[0], apellidos=" ".join(words[-2:]))
    to = rng.choice(
        (signer.cargo.title().replace(" De ", " de "), f"{signer.titulo} {signer.nombre}, {signer.cargo.capitalize()}")
    )
    before = draft.fecha - dt.timedelta(days=rng.randint(20, 300))
    kind = rng.choices(("apta", "falta", "citada", "compras", "posterior", "designacion"), (48, 22, 10, 7, 6, 7))[0]
    name = rng.choice(pools.archivos_delegacion)
    if kind in ("falta", "citada", "designacion"):
        draft.esperado["delegacion"] = {"presente": False}
        draft.debe.append(["delegacion", "falta"])
        if signer.calidad is None and kind != "citada":
            signer = replace(signer, calidad="no_determinada")
    if kind == "citada":
        siglas = entidad.siglas.replace(" ", "-")
        number = f"{siglas}-{siglas}-{before.year}-{rng.randint(1, 99):04d}-A"
        return signer, (Para(rng.choice(pools.delegacion_citada).format(numero=number)),)
    if kind == "designacion":
        paper = designacion(rng, entidad, boss, who, before)
        draft.hojas.append(Hoja(rng.choice(pools.archivos_designacion), paper.letter, producer))
    if kind in ("apta", "compras", "posterior"):
        day = draft.fecha + dt.timedelta(days=rng.randint(3, 20)) if kind == "posterior" else before
        papel = rng.choice([p for p in pools.delegaciones if kind != "compras" or p.sufijo in ("A", "R")])
        act = rng.choice(pools.delegacion_compras) if kind == "compras" else None
        paper = delegacion(rng, pools, papel, entidad, boss, who, to, day, act)
        draft.hojas.append(Hoja(name, paper.letter, producer))
        draft.esperado["delegacion"] = {
            "presente": True,
            "adjunto": name,
            "numero": paper.numero,
            "fecha": paper.fecha.isoformat(),
        }
        draft.no_debe.append(["delegacion", "falta"])
        if kind != "apta":
            draft.debe.append(["delegacion*", "dudoso|invalido|conflicto"])
    return signer, ()


def people(draft: Borrador) -> list[tuple[str, Invented, Gente]]:
    """The persons of the letter in their order: mostly the new AIQ alone."""
    rng, pools = draft.rng, draft.pools
    roles = ["aiq"]
    if draft.diseno in VARIAS:
        roles = rng.choice(
            (
                ["aiq_saliente", "aiq"],
                ["aiq", "aiq_saliente"],
                ["aiq", "aiq_backup"],
                ["aiq_saliente", "aiq", "aiq_backup"],
                ["aiq_backup", "aiq", "aiq_saliente"],
            )
        )
    found = []
    for role in roles:
        who = invent(rng, pools, draft.entidad.dominio)
        person = written(rng, pools, who, titled=0.15, table=draft.diseno != "prosa")
        if role == "aiq" and draft.diseno != "prosa" and rng.random() < 0.16:
            person = fault(rng, who, person)
        found.append((role, who, person))
    return found
