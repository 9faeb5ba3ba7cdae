"""Compares what was read with what must be read, datum by datum."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.corpus.model import CAMPOS

PERSONAS = ("aiq", "aiq_saliente", "aiq_backup")
DATOS = (
    *(f"institucion.{c}" for c in ("nombre", "siglas")),
    *(f"{rol}.{c}" for rol in PERSONAS for c in CAMPOS),
    *(f"oficio.{c}" for c in ("numero", "fecha", "asunto", "firmante.nombre", "firmante.cargo")),
    *(f"delegacion.{c}" for c in ("numero", "fecha")),
    "respaldo.solicitud",
)
SOBRE = ("remitente", "copia", "asunto", "fecha", "oficio.adjunto", "delegacion.adjunto", "oficio.firmante.calidad")
NO_DICHO = object()


@dataclass(frozen=True, slots=True)
class Juicio:
    """One datum judged. `estado`: bien · callado (wrong or invented, and no problem says so) · avisado (wrong, with a
    problem) · ausente (not read, with a problem or without). `duda_demas`: right, and yet a person is asked about it."""

    campo: str
    estado: str
    esperado: Any
    leido: Any
    falta_falsa: bool = False
    duda_demas: bool = False

    @property
    def bien(self) -> bool:
        return self.estado == "bien"


@dataclass(frozen=True, slots=True)
class Nota:
    """Everything judged of one mail. `delegacion` is null where the truth does not speak of it."""

    datos: tuple[Juicio, ...]
    sobre: tuple[Juicio, ...]
    tipo: Juicio
    delegacion: bool | None
    callados: tuple[str, ...]
    indebidos: tuple[str, ...]


def dig(value: Any, path: str) -> Any:
    """The value at a dotted path; null under a null, NO_DICHO where the truth does not mention it."""
    for part in path.split("."):
        if value is None or value is NO_DICHO:
            return value
        value = value.get(part, NO_DICHO) if isinstance(value, dict) else NO_DICHO
    return value


def smooth(value: Any) -> Any:
    """Text in composed form with single blanks and one kind of dash, an empty one as null; anything else as it is."""
    if isinstance(value, str):
        return " ".join(re.sub("[‐-―]", "-", unicodedata.normalize("NFC", value)).split()) or None
    return value


def equal(truth: Any, got: Any) -> bool:
    """`truth` may be a list of equally right readings (of scalars)."""
    if isinstance(truth, list | tuple) and not isinstance(got, list):
        return any(smooth(option) == smooth(got) for option in truth)
    if isinstance(truth, list | tuple):
        return sorted(map(str, truth)) == sorted(map(str, got))
    return smooth(truth) == smooth(got)


def told(problems: list[dict], campo: str, codes: str | None = None) -> bool:
    """Is there a problem of this datum, or of the part that holds it? `campo` may end in ``*``; codes like ``a|b``."""
    for problem in problems:
        if codes and problem["codigo"] not in codes.split("|"):
            continue
        name = problem["campo"]
        wider = campo.endswith("*") and name.startswith(campo[:-1])
        if name == campo or wider or campo.startswith(name + "."):
            return True
    return False


def _judge(campo: str, truth: Any, got: Any, problems: list[dict], doubtful: bool) -> Juicio:
    own = [problem for problem in problems if problem["campo"] == campo]
    missed = truth is not None and told(own, campo, "falta")
    if equal(truth, got):
        doubted = got is not None and not doubtful and told(own, campo, "dudoso|invalido|conflicto")
        return Juicio(campo, "bien", truth, got, missed and got is not None, doubted)
    if smooth(got) is None or got is NO_DICHO:
        return Juicio(campo, "ausente", truth, None, missed)
    return Juicio(campo, "avisado" if told(problems, campo) else "callado", truth, got, missed)


def _judged(truth: dict, got: dict, paths: tuple[str, ...], problems: list[dict]) -> Iterator[Juicio]:
    for path in paths:
        expected = dig(truth, path)
        if expected is not NO_DICHO:
            read = dig(got, path)
            yield _judge(path, expected, None if read is NO_DICHO else read, problems, _doubtful(truth, path))


def _doubtful(truth: dict, campo: str) -> bool:
    """Whether the truth itself asks for a problem of this datum."""
    wanted = [name for name, _ in truth.get("problemas", {}).get("debe", [])]
    return any(name == campo or (name.endswith("*") and campo.startswith(name[:-1])) for name in wanted)


def _delegation(truth: dict, got: dict, problems: list[dict]) -> bool | None:
    if "delegacion" not in truth:
        return None
    pairs = truth.get("problemas", {}).get("debe", [])
    needed = any(campo == "delegacion" and "falta" in codes for campo, codes in pairs)
    asked = told([p for p in problems if p["campo"] == "delegacion"], "delegacion", "falta")
    return bool(dig(got, "delegacion.presente")) == truth["delegacion"]["presente"] and asked == needed


def grade(truth: dict[str, Any], got: dict[str, Any]) -> Nota:
    """Judges one reading (the contract's object) against its truth (a subset of it, with ``problemas``)."""
    problems = got.get("problemas") or []
    wanted = truth.get("problemas", {})
    kinds = truth["tipo"].split("|")
    kind = Juicio("tipo", "bien" if got.get("tipo") in kinds else "callado", truth["tipo"], got.get("tipo"))
    return Nota(
        tuple(_judged(truth, got, DATOS, problems)),
        tuple(_judged(truth, got, SOBRE, problems)),
        kind,
        _delegation(truth, got, problems),
        tuple(f"{campo}:{codes}" for campo, codes in wanted.get("debe", []) if not told(problems, campo, codes)),
        tuple(
            f"{campo}:{codes}"
            for campo, codes in wanted.get("no_debe", [])
            if any(p["campo"] == campo and p["codigo"] in codes.split("|") for p in problems)
        ),
    )


def perfect(truth: dict[str, Any]) -> dict[str, Any]:
    """A reading that has everything right: what the score is tested with."""

    def first(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: first(v, k) for k, v in value.items() if k != "problemas"}
        return value[0] if isinstance(value, list | tuple) and key != "copia" else value

    debe = truth.get("problemas", {}).get("debe", [])
    problems = [{"campo": c.rstrip("*"), "codigo": k.split("|")[0], "mensaje": "", "sugerencia": None} for c, k in debe]
    return first(truth) | {"tipo": truth["tipo"].split("|")[0], "problemas": problems}


def differences(truth: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """Every part of the expected reading that does not hold, as lines for a person; a story is kept when empty."""
    found = [
        f"{path}: {read!r} en vez de {value!r}"
        for path, value in _leaves({k: v for k, v in truth.items() if k != "problemas"})
        if not _holds(path, value, read := dig(got, path))
    ]
    note = grade(truth, got)
    return found + [f"no dicho {p}" for p in note.callados] + [f"indebido {p}" for p in note.indebidos]


def _leaves(value: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, part in value.items():
        if isinstance(part, dict):
            yield from _leaves(part, f"{above}{key}.")
        else:
            yield f"{above}{key}", part


def _holds(path: str, value: Any, read: Any) -> bool:
    if path == "tipo":
        return read in value.split("|")
    return equal(value, None if read is NO_DICHO else read)
