"""An answer put into a case: it settles what it brings, nothing is overwritten in silence, a clerk's word stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cases.authority import calidad_of
from cases.case import Case
from cases.checks import check
from cases.evidence import Finding
from cases.reading import CAMPOS_PERSONA, Oficio, Persona, Solicitud, Tipo
from cases.requirements import label_of, value_of
from cases.text import key

_PEOPLE = ("aiq", "aiq_saliente", "aiq_backup")
_VALUES = (
    "institucion.nombre", "institucion.siglas",
    *(f"{who}.{name}" for who in _PEOPLE for name in CAMPOS_PERSONA),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Merged:
    """What an answer made of a request. `traidos` are the paths that it settled or brought anew, `oficio` says that it
    brought another letter, `contradice` that a good value differs (the case's stays, a `conflicto` is noted)."""

    solicitud: Solicitud
    traidos: tuple[str, ...] = ()
    contradice: tuple[str, ...] = ()
    oficio: bool = False

    @property
    def empty(self) -> bool:
        return not (self.traidos or self.contradice or self.oficio)


def brings(request: Solicitud) -> bool:
    """Whether a mail holds any datum, letter or delegation at all."""
    values = (campo for campo in _VALUES if campo != "institucion.nombre")  # every signature block holds one
    return request.oficio is not None or request.delegacion.presente or any(value_of(request, c) for c in values)


def settled_by_clerk(case: Case) -> frozenset[str]:
    """The paths that a clerk corrected or accepted."""
    return frozenset(each.campo for each in case.correcciones)


_EMPTY: dict[str, object] = {"oficio": Oficio(), **dict.fromkeys(_PEOPLE, Persona())}


def _field(value: object, name: str, absent: object = None) -> object:
    """One field of a frozen value, `absent` when it has none of that name."""
    return getattr(value, name) if name in getattr(value, "__dataclass_fields__", ()) else absent


def with_value(request: Solicitud, campo: str, value: str | None) -> Solicitud | None:
    """The request with another value under a path of the contract, or null when a path holds no plain value."""
    *heads, name = campo.split(".")
    parts: list[object] = [request]
    for head in heads:
        part = _field(parts[-1], head)
        parts.append(part if part is not None else _EMPTY.get(head))
    if not heads or not isinstance(_field(parts[-1], name, ()), str | None):
        return None
    changed: object = replace(parts[-1], **{name: value})  # type: ignore[type-var]
    for part, head in zip(reversed(parts[:-1]), reversed(heads), strict=True):
        changed = replace(part, **{head: changed})  # type: ignore[type-var]
    return changed  # type: ignore[return-value]


def with_authority(request: Solicitud, cargos: Sequence[str]) -> Solicitud:
    """The request with the signer's quality settled by the posts that the registry knows to bind the institution."""
    oficio = request.oficio
    if oficio is None or oficio.firmante.calidad != "no_determinada" or not cargos:
        return request
    calidad = calidad_of(oficio.firmante.cargo, cargos, request.delegacion.presente)
    return replace(request, oficio=replace(oficio, firmante=replace(oficio.firmante, calidad=calidad)))


def _mark(finding: Finding) -> tuple[str, str]:
    return finding.campo, finding.codigo


def rechecked(tipo: Tipo, request: Solicitud, before: Solicitud, cargos: Sequence[str]) -> tuple[Finding, ...]:
    """The findings of `request` by the table of checks, with those of `before` that only its reader could know
    (``before.problemas`` less what the checks say of it)."""
    of_table = {_mark(each) for each in (*check(tipo, before, ()), *check(tipo, before, cargos))}
    found = list(check(tipo, request, cargos))
    seen = {_mark(each) for each in found}
    return (*found, *(each for each in before.problemas if _mark(each) not in of_table | seen))


def _same(campo: str, one: str, other: str) -> bool:
    a, b = key(one), key(other)
    return a == b or (campo.endswith("nombres_apellidos") and set(a.split()) == set(b.split()))


def _values(case: Case, answer: Solicitud) -> Iterator[tuple[str, str, bool]]:
    """Each value that the answer brings: its path, the value, and whether it contradicts a good one. The institution's
    name is no contradiction: mails write it in many ways, and the siglas tell."""
    doubtful = {each.campo for each in case.solicitud.problemas}
    fixed = settled_by_clerk(case)
    corrected = {(each.campo, each.leido) for each in case.correcciones}
    for campo in _VALUES:
        new, old = value_of(answer, campo), value_of(case.solicitud, campo)
        if new is None or (campo, new) in corrected:  # what a clerk has corrected says nothing new
            continue
        open_to_it = old is None or (campo in doubtful and campo not in fixed)
        if open_to_it:
            yield campo, new, False
        elif not _same(campo, old or "", new) and campo != "institucion.nombre":
            yield campo, new, True


def _oficio(case: Case, answer: Solicitud) -> bool:
    """Whether the answer's letter takes the place of the case's: there was none, or the old one was found wanting and
    this one reads otherwise, or is the document of which only the words came."""
    old, new = case.solicitud.oficio, answer.oficio
    if new is None or old is None:
        return new is not None
    if (old.adjunto is None) != (new.adjunto is None):  # the document goes before words that a mail only copies
        return old.adjunto is None
    wanting = any(each.campo.partition(".")[0] == "oficio" for each in case.solicitud.problemas)
    return wanting and new.numero is not None and replace(new, adjunto=old.adjunto) != old


def _delegation_is_open(case: Case) -> bool:
    """Whether a delegation is still waited for: none came, or the one that came was found wanting."""
    problems = case.solicitud.problemas
    return not case.solicitud.delegacion.presente or any(f.campo.startswith("delegacion") for f in problems)


def merge(case: Case, answer: Solicitud, cargos: Sequence[str] = ()) -> Merged:
    """The case's request with what the answer brings. Values that were missing or doubtful are taken from it and
    checked; good values and a clerk's corrections stay; all evidence is kept."""
    request, brought, against = case.solicitud, [], []
    for campo, value, contradicts in _values(case, answer):
        (against if contradicts else brought).append(campo)
        if not contradicts:
            request = with_value(request, campo, value) or request
    letter = _oficio(case, answer)
    if letter:
        request = replace(request, oficio=answer.oficio)
    if answer.delegacion.presente and _delegation_is_open(case):
        request = replace(request, delegacion=answer.delegacion)
        brought.append("delegacion")
    request = with_authority(request, cargos)
    request = replace(request, evidencia=tuple(dict.fromkeys((*case.solicitud.evidencia, *answer.evidencia))))
    touched = {*brought, *(("oficio",) if letter else ()), *(("adjunto",) if letter or brought else ())}
    findings = _findings(case, answer, request, touched, against, cargos)
    return Merged(replace(request, problemas=findings), tuple(brought), tuple(against), letter)


def _findings(
    case: Case, answer: Solicitud, request: Solicitud, touched: set[str], against: list[str], cargos: Sequence[str]
) -> tuple[Finding, ...]:
    """The checks of the whole, the old reader's findings on what was not touched, the new reader's on what was."""

    def is_touched(finding: Finding) -> bool:
        return finding.campo in touched or finding.campo.partition(".")[0] in touched

    tipo: Tipo = "aviso_cambio_backup" if case.tipo == "aviso_cambio_backup" else "solicitud_cambio_aiq"
    old = replace(case.solicitud, problemas=tuple(f for f in case.solicitud.problemas if not is_touched(f)))
    new = replace(answer, problemas=tuple(f for f in answer.problemas if is_touched(f) and f.codigo != "falta"))
    kept = rechecked(tipo, request, old, cargos)
    fresh = [f for f in new.problemas if _mark(f) not in {_mark(each) for each in kept}]
    clashes = [
        Finding(campo, "conflicto", f"{label_of(campo)}: la respuesta trae otro valor que el que constaba.",
                value_of(answer, campo)) for campo in against
    ]  # fmt: skip
    fixed = settled_by_clerk(case)
    found = (*(f for f in (*kept, *fresh) if f.campo not in fixed), *clashes)
    return tuple(dict.fromkeys(found))
