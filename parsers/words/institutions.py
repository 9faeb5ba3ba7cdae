"""Public institutions by name, siglas and former names: a help for comparing what a letter says."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz, process

from cases.evidence import Finding
from cases.identifiers import siglas_key
from cases.reading import Institucion
from cases.text import key
from cases.troubles import toml_trouble


@dataclass(frozen=True, slots=True)
class Known:
    """An institution of the data file. `now` and `since` (year and month) tell what took its place, if anything."""

    nombre: str
    siglas: str
    alias: tuple[str, ...] = ()
    maxima: tuple[str, ...] = ()
    now: str | None = None
    since: str | None = None

    def has_siglas(self, siglas: str) -> bool:
        """Whether these are its siglas, also former ones or with its area behind them."""
        wanted = siglas_key(siglas)
        return any(wanted == siglas_key(own) for own in (self.siglas, *self.alias))


_own: list[Known] = []


def table_of(text: str) -> tuple[Known, ...]:
    """The institutions of a table, in its order; raises ValueError (Spanish) when it does not have the form."""
    try:
        rows = tomllib.loads(text)["institucion"]
        found = tuple(
            Known(item["nombre"], item["siglas"], _listed(item, "alias"), _listed(item, "maxima"), item.get("ahora"),
                  item.get("desde"))
            for item in rows
        )  # fmt: skip
        words = [word for each in found for word in (each.nombre, each.siglas, *each.alias, *each.maxima)]
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"no es TOML válido: {toml_trouble(error)}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("cada [[institucion]] lleva nombre y siglas; alias y maxima son listas") from error
    if not all(isinstance(word, str) and word.strip() for word in words):
        raise ValueError("nombre, siglas, alias y maxima llevan textos que no están vacíos")
    return found


def _listed(row: dict[str, Any], name: str) -> tuple[str, ...]:
    if not isinstance(found := row.get(name, []), list):
        raise TypeError
    return tuple(found)


def know_also(text: str) -> None:
    """From now on this process also knows these; each stands for those that have its siglas or its name."""
    _own[:] = table_of(text)
    known_institutions.cache_clear()
    _names.cache_clear()


@cache
def known_institutions() -> tuple[Known, ...]:
    """Every institution of the data file, in its order, and the operator's own."""
    ours = table_of(files("parsers").joinpath("data", "institutions.toml").read_text(encoding="utf-8"))
    siglas, names = {siglas_key(each.siglas) for each in _own}, {key(each.nombre) for each in _own}
    kept = (each for each in ours if siglas_key(each.siglas) not in siglas and key(each.nombre) not in names)
    return (*kept, *_own)


@cache
def _names() -> dict[str, Known]:
    return {key(name): item for item in known_institutions() for name in (item.nombre, *item.alias) if len(name) > 12}


def find_institution(nombre: str | None, siglas: str | None = None) -> tuple[Known | None, float]:
    """The known institution whose name is nearest, and how near in 0..1; by siglas alone when there is no name."""
    if nombre:
        found = process.extractOne(key(nombre), _names().keys(), scorer=fuzz.ratio, score_cutoff=86)
        return (_names()[found[0]], found[1] / 100) if found else (None, 0.0)
    by_siglas = [item for item in known_institutions() if siglas and item.has_siglas(siglas)]
    return (by_siglas[0], 1.0) if len(by_siglas) == 1 else (None, 0.0)


def longer_known(nombre: str) -> str | None:
    """A known institution of whose name this is only the beginning, where no known one is called so."""
    short = key(nombre)
    if len(short.split()) < 3 or short in _names():
        return None
    longer = (item.nombre for name, item in _names().items() if name.startswith(f"{short} "))
    return next((name for name in longer if not name[len(nombre) :].isupper()), None)  # siglas behind it are no part


def known_posts(institution: Institucion) -> tuple[str, ...]:
    """Posts known to bind this institution besides the general ones."""
    found, near = find_institution(institution.nombre, institution.siglas)
    return found.maxima if found and near >= 0.92 else ()


_FORM = re.compile(r"\b(?:s a|sa|e p|ep|c a|ca|bp|b p)\b")


def _same_but_form(nombre: str, known: Known) -> bool:
    """Whether a name is the known one but for its legal form or its siglas (``Empresa Eléctrica Quito``)."""
    siglas = rf"\b{re.escape(key(known.siglas))}\b"
    one, other = (" ".join(_FORM.sub(" ", re.sub(siglas, " ", key(text))).split()) for text in (nombre, known.nombre))
    return one == other


def institution_findings(institution: Institucion) -> tuple[Finding, ...]:
    """Notes for a person: siglas of another institution, a misspelt name, a name that has changed."""
    found, near = find_institution(institution.nombre, institution.siglas)
    if found is None:
        return ()
    notes: list[Finding] = []
    if institution.nombre and institution.siglas and near >= 0.97 and not found.has_siglas(institution.siglas):
        other, _ = find_institution(None, institution.siglas)
        if other is not None:
            said = f"Las siglas {institution.siglas} corresponden a {other.nombre}; verifique la institución."
            notes.append(Finding("institucion.siglas", "dudoso", said, found.siglas))
    close = 0.86 <= near < 0.97 and not _same_but_form(institution.nombre or "", found)
    if institution.nombre and close and found.has_siglas(institution.siglas or ""):
        said = f"El nombre se parece a «{found.nombre}» pero no es igual; verifíquelo."
        notes.append(Finding("institucion.nombre", "dudoso", said, found.nombre))
    if found.now and near >= 0.97:
        said = f"Desde {found.since} la institución consta como {found.now}; verifique nombre y siglas."
        notes.append(Finding("institucion.nombre", "dudoso", said, found.now))
    return tuple(notes)
