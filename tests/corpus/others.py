"""A letter of other people or of another house, or with one datum away or wrong, and what must then be read."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

from tests.corpus.model import CAMPOS
from tests.corpus.people import cedula, check_digit, plain
from tests.corpus.sources import mapped, sight, texts
from tests.corpus.swaps import (
    Swap,
    blank_swap,
    body,
    figures_swap,
    found,
    left,
    mail_swap,
    name_swap,
    siglas_swap,
    swapped,
    times,
)

Letter = dict[str, Any]

ROLES = ("aiq", "aiq_saliente", "aiq_backup")
GIVEN = (
    "Ana",
    "Luis Alfonso",
    "María de los Ángeles",
    "José",
    "Wei",
    "Klever Bolívar",
    "Fátima del Rocío",
    "Nataly Ivonne",
    "Jean-Pierre",
    "Sisa",
    "Ángel Oswaldo",
    "Rosa Inés del Carmen",
    "Byron",
    "Zoila América",
)
SURNAMES = (
    "de la Torre Alcívar",
    "San Martín Ochoa",
    "Ponce-Velasco Andrade",
    "Del Castillo",
    "Yánez Ñacato Fierro",
    "O'Brien Salas",
    "Müller Jijón",
    "Von Buchwald Pino",
    "Chicaiza Toaquiza",
    "Santos Cordero",
    "Li",
    "Zúñiga de Mora",
    "Páez Páez",
    "Montes de Oca Rey",
    "Guamán",
    "Cruz Jurado Ríos",
    "De los Reyes Bermeo",
    "Iñiguez-Vintimilla",
)
# A comma within a sentence ends a post or a name for whoever reads it: those with one come where a line ends after them.
POSTS = (
    "Analista de Tecnologías de la Información y Comunicación 2",
    "Servidor Público 5",
    "Técnico",
    "Jefe de la Unidad de Infraestructura, Redes y Telecomunicaciones",
    "Responsable de Soporte a Usuarios y Mantenimiento de Equipos Informáticos de la Coordinación Zonal 7",
    "Asistente Administrativo 1",
    "Guardalmacén General",
    "Experto en Gestión Documental, Archivo y Certificación de Documentos",
    "Directora de TIC (E)",
    "Analista de Procesos, Servicios y Calidad 3",
    "Oficinista",
    "Webmaster",
)
LONGER = (
    " y Bienestar Social",
    ", Patrimonio, Vivienda y Desarrollo Territorial",
    " 24 de Mayo",
    " No. 3 del Austro",
    " y Saneamiento Ambiental, Áridos y Pétreos de la Mancomunidad del Norte",
)
SIGLAS = ("IE", "EPQX", "GADMQZW", "MDTPV", "CZ9DQ", "UTQX", "Q3A", "EPMRQ")
NOTHING = ("", "", "—", "__________", "N/A")


def _one(value: Any) -> str | None:
    """The datum, or the one that equally right readings differ from in capitals only."""
    options = value if isinstance(value, list) else [value]
    same = all(isinstance(option, str) and option for option in options) and len({plain(o) for o in options}) == 1
    return options[0] if same else None


def _persons(truth: Letter) -> Iterator[tuple[Letter, bool]]:
    """Everybody whose data are expected, and whether it is the signer."""
    yield from ((truth[role], False) for role in ROLES if isinstance(truth.get(role), dict))
    if isinstance(signer := (truth.get("oficio") or {}).get("firmante"), dict) and signer.get("nombre"):
        yield {"nombres_apellidos": signer["nombre"]}, True


def _mail_of(given: str, surnames: str, old: str, rng: random.Random) -> str:
    first, last = (re.sub(r"[^a-z]", "", plain(part.split()[0])) for part in (given, surnames))
    whole = re.sub(r"[^a-z]", "", plain(surnames))
    domain = old.split("@")[1]
    locals_ = (f"{first}.{last}", f"{first[0]}{whole}2", f"{first}_{last}", f"{first}.{whole}+quipux", f"{last}90")
    domains = (domain, domain, domain, f"tics.{domain}", "mancomunidad-ejemplo.com")
    return f"{rng.choice(locals_)}@{rng.choice(domains)}"


def _digits(field: str, old: str, rng: random.Random) -> str:
    """A number of the same kind, province and area."""
    if field == "cedula":
        return cedula(rng)
    kept = {9: 3, 10: 3, 8: 2}.get(len(old), 1)
    return old[:kept] + "".join(str(rng.randint(0, 9)) for _ in old[kept:])


def _closed(letter: Letter, value: str) -> list[bool]:
    """For every time the letter names it: does its line end there?"""
    views = [sight(*text).text for text in texts(body(letter))]
    spans = [(text, end) for text in views for _, end in name_swap(value, value).spans(text)]
    return [not text[end:].split("\n", 1)[0].strip() for text, end in spans]


def _post(letter: Letter, old: str, rng: random.Random) -> str:
    return rng.choice([post for post in POSTS if "," not in post or all(_closed(letter, old))])


def _person_swaps(letter: Letter, person: Letter, name: tuple[str, str], rng: random.Random) -> list[Swap] | None:
    """Every datum of one person; nothing where one of them may be read in several ways."""
    values = {field: person[field] for field in CAMPOS if person.get(field) and field != "extension"}
    if any(_one(value) is None for value in values.values()):
        return None
    swaps = []
    for field, old in ((field, _one(value)) for field, value in values.items()):
        match field:
            case "nombres_apellidos":
                swaps.append(name_swap(old, " ".join(name)))
            case "correo":
                swaps.append(mail_swap(old, _mail_of(*name, old, rng)))
            case "cargo":
                swaps.append(name_swap(old, _post(letter, old, rng)))
            case _ if old.isdigit() and len(old) > 6:
                swaps.append(figures_swap(old, _digits(field, old, rng)))
    return swaps


def people(letter: Letter, rng: random.Random) -> Letter | None:
    """Everybody whose data are expected is somebody else, by names, numbers, e-mail and post."""
    persons = list(_persons(letter["espera"]))
    names = zip(rng.sample(GIVEN, len(persons)), rng.sample(SURNAMES, len(persons)), strict=True)
    lists = [_person_swaps(letter, person, name, rng) for (person, _), name in zip(persons, names, strict=True)]
    if not persons or any(swaps is None for swaps in lists):
        return None
    # The longer value first: a name may hold another.
    swaps = sorted({swap.old: swap for swaps in lists for swap in swaps}.values(), key=lambda swap: -len(swap.old))
    changed = swapped(letter, swaps)
    gone = [_one(person["nombres_apellidos"]) for person, _ in persons if person.get("nombres_apellidos")]
    return changed if found(letter, swaps) and not left(changed, gone) else None


def house(letter: Letter, rng: random.Random) -> Letter | None:
    """A house of a longer name and of other siglas, wherever it is named."""
    truth = letter["espera"].get("institucion") or {}
    name, siglas = _one(truth.get("nombre")), _one(truth.get("siglas"))
    if not name or not siglas or plain(siglas) in plain(name).split():
        return None
    longer = rng.choice([part for part in LONGER if "," not in part or any(_closed(letter, name))])
    swaps = [name_swap(name, name + longer), siglas_swap(siglas, rng.choice(SIGLAS))]
    return swapped(letter, swaps) if found(letter, swaps) else None


def _expected(letter: Letter, field: str, value: Any, codes: str | None) -> Letter:
    """The letter with another expectation of one datum of the AIQ and the problem that must come."""
    truth = letter["espera"]
    person = truth["aiq"] | {field: value}
    if field == "telefono":
        person = {name: part for name, part in person.items() if name != "extension"}
    path = f"aiq.{field}"
    problems = truth.get("problemas", {})
    must = [pair for pair in problems.get("debe", []) if pair[0] != path] + ([[path, codes]] if codes else [])
    must_not = [pair for pair in problems.get("no_debe", []) if pair[0] not in (path, "aiq.*")]
    return letter | {"espera": truth | {"aiq": person, "problemas": {"debe": must, "no_debe": must_not}}}


def _alone(letter: Letter, field: str) -> str | None:
    """The datum of the AIQ, where it is one, right, named by the letter and of nobody else."""
    person = letter["espera"].get("aiq")
    value = _one(person.get(field)) if isinstance(person, dict) else None
    told = [pair[0] for pair in letter["espera"].get("problemas", {}).get("debe", [])]
    if value is None or f"aiq.{field}" in told:
        return None
    others = mapped(letter["espera"], lambda text, _: text)
    others["aiq"] = {name: part for name, part in person.items() if name != field}
    swap = blank_swap(field, value, "")
    return value if times(body(letter), swap) and not times(others, swap) else None


def _row(source: str, start: int, value: str) -> tuple[int, int] | None:
    """The row or the item of a list around a place, where it holds little more than the datum."""
    for tag in ("tr", "li"):
        begin = max(source.rfind(f"<{tag}>", 0, start), source.rfind(f"<{tag} ", 0, start))
        end = source.find(f"</{tag}>", start)
        inner = source[begin:end]
        short = len(re.sub(r"<[^>]*>", "", inner)) < len(value) + 60
        if begin >= 0 and end >= 0 and short and inner.count("<td") + inner.count("<th") in (0, 2):
            return begin, end + len(tag) + 3
    return None


def _without_row(letter: Letter, swap: Swap) -> Letter:
    """The row of a datum taken out whole, in every sheet where it stands in one."""

    def change(source: str, is_html: bool) -> str:
        seen = sight(source, is_html)
        for start, _ in reversed(list(swap.spans(seen.text)) if is_html else []):
            if row := _row(source, seen.places[start][0], swap.old):
                source = source[: row[0]] + source[row[1] :]
        return source

    return letter | {"hojas": mapped(letter["hojas"], change)} if letter.get("hojas") else letter


def blanked(letter: Letter, rng: random.Random) -> Letter | None:
    """One datum of the AIQ away, with its row or only its value: it is missing, and nothing else comes in its place."""
    fields = [field for field in CAMPOS if field != "extension" and _alone(letter, field)]
    if not fields:
        return None
    field = rng.choice(fields)
    value = _alone(letter, field)
    without_row = _without_row(letter, blank_swap(field, value, "")) if rng.random() < 0.4 else letter
    in_prose = any(len(line.split()) > len(value.split()) + 14 for line in _lines_of(letter, field, value))
    swap = blank_swap(field, value, "" if in_prose else rng.choice(NOTHING))
    return _expected(swapped(without_row, [swap]), field, "", "falta")


def _lines_of(letter: Letter, field: str, value: str) -> Iterator[str]:
    swap = blank_swap(field, value, "")
    for text in texts(body(letter)):
        seen = sight(*text).text
        for start, end in swap.spans(seen):
            yield seen[seen.rfind("\n", 0, start) + 1 : end] + seen[end:].split("\n", 1)[0]


def _wrong(field: str, old: str, rng: random.Random) -> tuple[Swap, Any] | None:
    """The datum wrong in one thing, and what may be read of it."""
    match field:
        case "cedula" if len(old) == 10 and old.isdigit():
            at = rng.randrange(2, 9)
            nine = old[:at] + str((int(old[at]) + rng.randint(1, 8)) % 10) + old[at + 1 : 9]
            new = nine + old[9] if check_digit(nine) != old[9] else old[:9] + str((int(old[9]) + 3) % 10)
            return figures_swap(old, new), new
        case "celular" if len(old) == 10:
            return figures_swap(old, old[:9]), old[:9]
        case "correo" if "@" in old:
            new = rng.choice((old.replace("@", ""), re.sub(r"\.(\w+)$", r",\1", old)))
            return mail_swap(old, new), [new, old, new.replace(",", ".")]
    return None


def wrong(letter: Letter, rng: random.Random) -> Letter | None:
    """One datum of the AIQ that cannot be right: it is read as it stands and a problem is told."""
    fields = [field for field in ("cedula", "celular", "correo") if _alone(letter, field)]
    rng.shuffle(fields)
    for field in fields:
        if change := _wrong(field, _alone(letter, field), rng):
            codes = "invalido|dudoso" + ("|falta" if field == "correo" else "")
            return _expected(swapped(letter, [change[0]]), field, change[1], codes)
    return None
