"""A person's facts as a letter writes them: in some form, sometimes wrong, sometimes not at all."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.corpus.model import Gente, Valor
from tests.corpus.people import (
    CEDULA_FORMS,
    EMAIL_FORMS,
    MOBILE_FORMS,
    PHONE_FORMS,
    Invented,
    check_digit,
    extension,
    weighted,
)
from tests.corpus.pools import Pools


def written(rng: random.Random, pools: Pools, who: Invented, titled: float = 0.15, table: bool = True) -> Gente:
    """Every datum in one of the half's forms; nothing missing but, sometimes, the extension."""
    name = who.completo
    if rng.random() < 0.15:
        name = f"{who.apellidos} {who.nombres}"
    if rng.random() < 0.2:
        name = name.upper()
    shown = f"{who.titulo} {name}" if rng.random() < titled else name
    cargo = who.cargo.upper() if rng.random() < 0.15 else who.cargo
    phone, phone_read = PHONE_FORMS[weighted(rng, pools.telefonos, 0.4)](who.area, who.fijo)
    ext = extension(rng, who.extension, pools.sin_extension)
    if not table and ext.escrito is None:
        ext = Valor("S/N", None)
    return Gente(
        Valor(shown, name),
        Valor(CEDULA_FORMS[weighted(rng, pools.cedulas)](who.cedula), who.cedula),
        Valor(cargo, cargo),
        Valor(EMAIL_FORMS[weighted(rng, pools.correos, 0.7)](who.correo), who.correo),
        Valor(phone, phone_read),
        ext,
        Valor(MOBILE_FORMS[weighted(rng, pools.celulares, 0.4)](who.celular), who.celular),
        (who.nombres, who.apellidos),
    )


def _wrong_digit(who: Invented) -> Valor:
    number = who.cedula[:9] + str((int(check_digit(who.cedula[:9])) + 3) % 10)
    return Valor(number, number, "invalido|dudoso")


def _short(who: Invented) -> Valor:
    number = who.cedula[1:] if who.cedula.startswith("0") else who.cedula[:9]
    return Valor(number, number, "invalido")


def _damaged_email(rng: random.Random, who: Invented) -> Valor:
    broken = rng.choice(
        (who.correo.replace(".ec", ",ec"), who.correo.replace("@", "(at)"), who.correo.replace("@", " "))
    )
    return Valor(broken, (broken, who.correo, broken.replace(" ", "")), "invalido|dudoso|falta")


def _two_emails(who: Invented) -> Valor:
    private = who.correo.split("@")[0] + "@gmail.com"
    return Valor(f"{who.correo}; {private}", who.correo)


def fault(rng: random.Random, who: Invented, person: Gente) -> Gente:
    """The person with one thing wrong or missing, and the problem that must then be told."""
    missing = Valor(rng.choice((None, "")), None, "falta")
    letter = who.cedula.replace("0", "O", 1) if "0" in who.cedula else who.cedula.replace("1", "l", 1)
    options = (
        ("cedula", missing, 3),
        ("celular", missing, 4),
        ("correo", missing, 3),
        ("cargo", missing, 2),
        ("telefono", missing, 2),
        ("cedula", _short(who), 3),
        ("cedula", _wrong_digit(who), 3),
        ("cedula", Valor(who.cedula + "001", (who.cedula + "001",), "invalido"), 2),
        ("cedula", Valor("2222222222", "2222222222", "invalido|dudoso"), 1),
        ("cedula", Valor(letter, (letter, letter.upper()), "invalido|dudoso"), 1),
        ("celular", Valor(who.area + who.fijo, who.area + who.fijo, "invalido|dudoso"), 2),
        ("celular", Valor(who.celular[:9], who.celular[:9], "invalido|dudoso"), 2),
        ("correo", _damaged_email(rng, who), 2),
        ("correo", _two_emails(who), 1),
        ("correo", Valor(who.correo.split("@")[0] + "@gmail.com", who.correo.split("@")[0] + "@gmail.com"), 2),
    )
    campo, value, _ = rng.choices(options, [weight for *_, weight in options])[0]
    changed = replace(person, **{campo: value})
    return replace(changed, extension=Valor(None, None)) if campo == "telefono" else changed
