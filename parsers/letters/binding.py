"""Records of many places bound to the roles of a request: who is the new AIQ, who leaves, who is the backup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cases.evidence import Evidence, Finding
from cases.identifiers import same_siglas
from cases.names import same_cargo, same_name
from cases.reading import CAMPOS_PERSONA, Institucion, Persona
from cases.text import key
from parsers.fields.records import Record
from parsers.fields.values import Hit, check_house
from parsers.words.roles import PEOPLE, Rol


@dataclass(frozen=True)
class Sourced:
    """A record with the attachment it was read in (null: the mail's own text)."""

    record: Record
    adjunto: str | None


@dataclass(frozen=True)
class Bound:
    """People by role, the institution, and what was found on the way."""

    people: dict[str, Persona]
    institution: Institucion
    evidence: tuple[Evidence, ...]
    problems: tuple[Finding, ...]


def bind(sources: Sequence[Sourced]) -> Bound:
    """Bind records to roles; the first source that names a datum gives its value, a later one that disagrees a
    `conflicto`."""
    sources, doubts = _owner_comes(sources)
    roles, problems = _roles([item for item in sources if item.record.role != "institucion"])
    problems += doubts
    people: dict[str, Persona] = {}
    evidence: list[Evidence] = []
    for role in PEOPLE:
        values, found, wrong = _merged(role, CAMPOS_PERSONA, roles.get(role, []))
        if values:
            people[role] = Persona(**values)
        evidence += found
        problems += wrong
    houses = [item for item in sources if item.record.role == "institucion"]
    values, found, wrong = _merged("institucion", ("nombre", "siglas"), [_house(item) for item in houses])
    return Bound(people, Institucion(**values), (*evidence, *found), tuple(dict.fromkeys([*problems, *wrong])))


def _house(item: Sourced) -> Sourced:
    """Siglas that stood behind the name count when no label gave them."""
    record = item.record
    loose = record.get("siglas_sueltas")
    if loose is None:
        return item
    hits = [hit for hit in record.hits if hit.campo != "siglas_sueltas"]
    told = record.get("siglas")
    if told is None:
        hits.append(replace(loose, campo="siglas"))
    elif not same_siglas(told.valor, loose.valor):  # what stood behind the name belongs to it
        hits = [replace(h, checked=check_house(h.cell.text)) if h.campo == "nombre" else h for h in hits]
    return Sourced(replace(record, hits=hits), item.adjunto)


def _owner_comes(sources: Sequence[Sourced]) -> tuple[list[Sourced], list[Finding]]:
    """The only person of whom sentences tell a cédula and where he is reached is who comes: a letter is written to give
    those. Where sentences seemed to say that he leaves, or that it is somebody of whom they tell nothing, that is a
    doubt."""
    people = [item for item in sources if item.record.role not in ("institucion", "ajeno")]
    owners = [group for group in _persons(people) if is_owner(group)]
    owner = owners[0] if len(owners) == 1 else []
    others = [item for item in people if item not in owner]
    named = [item for item in others if item.record.role == "aiq"]
    roles = {item.record.role for item in owner}
    bare = all(_only_told(item.record) and not _contacts(item.record) for item in others)
    told = all(item.record.source == "prosa" for item in owner) and not roles & {"aiq", "aiq_backup"}
    if not (owner and told and bare and ("aiq_saliente" in roles or named)):
        return list(sources), []
    part: dict[int, Rol] = {id(item): "aiq" for item in owner} | {id(item): "ajeno" for item in named}
    settled = [
        replace(item, record=replace(item.record, role=part.get(id(item), item.record.role))) for item in sources
    ]
    return settled, [UNCLEAR_OWNER]


UNCLEAR_OWNER = Finding(
    "aiq",
    "dudoso",
    "Solo de esta persona hay datos, pero las frases no dicen claramente que sea quien entra; confirme quién es.",
)


def is_owner(group: Sequence[Sourced]) -> bool:
    """Whether one person's records tell a cédula and where he is reached."""
    return any(item.record.get("cedula") for item in group) and any(_contacts(item.record) for item in group)


def only_named(record: Record) -> bool:
    """Whether nothing but a name and perhaps a cargo is told of somebody."""
    return record.get("cedula") is None and not _contacts(record)


def _contacts(record: Record) -> bool:
    return any(record.get(campo) for campo in ("correo", "celular", "telefono"))


def _roles(sources: Sequence[Sourced]) -> tuple[dict[str, list[Sourced]], list[Finding]]:
    bound: dict[str, list[Sourced]] = {role: [] for role in PEOPLE}
    unnamed: list[Sourced] = []
    for item in sources:
        role = item.record.role
        if role == "ajeno":
            continue
        if role in bound:
            bound[role].append(item)
        else:
            unnamed.append(item)
    problems: list[Finding] = []
    for item in unnamed:
        home = next((role for role in PEOPLE if any(_same(item.record, other.record) for other in bound[role])), None)
        if home:
            bound[home].append(item)
    rest = [item for item in unnamed if not any(item in items for items in bound.values())]
    people = _persons(rest)
    if len(people) > 1:  # one person's sheet and a stray number are not two people
        whole = [group for group in people if sum(len(item.record.hits) for item in group) >= 3]
        people = whole if len(whole) == 1 and all(_thin(g) for g in people if g is not whole[0]) else people
    sheets = [group for group in people if _is_sheet(group)]
    if len(sheets) == 1 and all(_only_told(item.record) for item in bound["aiq"]):
        bound["aiq"] = sheets[0]
    elif not bound["aiq"] and len(people) == 1:
        bound["aiq"] = people[0]
    elif not bound["aiq"] and len(people) > 1:
        problems.append(Finding("aiq", "dudoso", "El documento nombra a varias personas y no se distingue quién es el "
                                "nuevo AIQ; una persona debe decidirlo."))  # fmt: skip
    else:
        for group in people:
            if any(_fits(group[0].record, other.record) for other in bound["aiq"]) and not group[0].record.get(
                "cedula"
            ):
                bound["aiq"] += group
            else:
                problems += _at_odds(group, bound["aiq"])
                problems += [UNKNOWN_OTHER] if _is_another_sheet(group, bound["aiq"]) else []
    places = list(dict.fromkeys(item.adjunto for item in sources))
    bound["aiq"].sort(key=lambda item: places.index(item.adjunto))
    several = _persons(bound["aiq"])
    if len(several) > 1:
        complete = [group for group in several if group[0].record.get("cedula") or len(group[0].record.hits) > 2]
        bound["aiq"] = several[0] if len(complete) != 1 else complete[0]
        if len(complete) != 1:
            problems.append(
                Finding("aiq", "dudoso", "Hay más de una persona señalada como nuevo AIQ; confirme quién es.")
            )
    return bound, problems


UNKNOWN_OTHER = Finding(
    "aiq",
    "dudoso",
    "El documento trae además los datos de otra persona, sin decir qué papel tiene; confirme quién es el nuevo AIQ.",
)


def _is_another_sheet(group: Sequence[Sourced], bound: Sequence[Sourced]) -> bool:
    """Whether the new AIQ's document holds, in lists or tables, as much about somebody else of whom nothing tells who
    it is: then either may be the new one."""
    homes = {item.adjunto for item in bound if item.record.source != "prosa"}
    own = [item for item in group if item.adjunto in homes and item.record.source != "prosa"]
    return _is_sheet(own) and any(_identified(item.record) for item in own)


def _at_odds(group: Sequence[Sourced], bound: Sequence[Sourced]) -> list[Finding]:
    """A doubt for each datum that stands a second time, and otherwise, in the new AIQ's document under nobody's
    name."""
    homes = [item for item in bound if item.record.source != "prosa"]
    return [
        Finding(f"aiq.{hit.campo}", "dudoso", f"El documento dice además {hit.valor}, sin decir de quién; confirme.")
        for item in group
        if not _identified(item.record) and item.record.source != "prosa"
        for hit in item.record.hits
        if hit.campo in ("correo", "telefono", "celular")
        for home in homes
        if home.adjunto == item.adjunto and (own := home.record.get(hit.campo)) and not _agree(hit.campo, own, hit)
    ]


def _is_sheet(group: Sequence[Sourced]) -> bool:
    """Whether a person's data stand in a list or table of their own, were it without the name: what the letter is
    written for."""
    fields = {hit.campo for item in group if item.record.source != "prosa" for hit in item.record.hits}
    return len(fields) >= 4 and bool(fields & {"nombres_apellidos", "cedula"})


def _only_told(record: Record) -> bool:
    """Whether a sentence only named a person in passing."""
    if record.source != "prosa" or record.get("correo") is not None:
        return False
    return len(record.hits) <= 3 or record.get("cedula") is None


def _thin(group: Sequence[Sourced]) -> bool:
    return len({hit.campo for item in group for hit in item.record.hits}) <= 1


def _persons(sources: Sequence[Sourced]) -> list[list[Sourced]]:
    """Records grouped by the person they speak of; nameless remains go with the only person there is."""
    groups: list[list[Sourced]] = []
    loose: list[Sourced] = []
    for item in sources:
        if not _identified(item.record):
            loose.append(item)
            continue
        home = next((g for g in groups if any(_same(item.record, other.record) for other in g)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    if loose and not groups:
        return [loose]
    for item in loose:
        if len(groups) == 1:
            groups[0].append(item)
    return groups


def _identified(record: Record) -> bool:
    return record.get("cedula") is not None or record.get("nombres_apellidos") is not None


def _same(one: Record, other: Record) -> bool:
    """Whether two records speak of one person: by cédula, by name, or one of them names nobody."""
    a, b = one.value("cedula"), other.value("cedula")
    if a and b and a == b:
        return True
    first, second = one.value("nombres_apellidos"), other.value("nombres_apellidos")
    if first and second:
        return same_name(first, second)
    return _complete_each_other(one, other)


def _complete_each_other(one: Record, other: Record) -> bool:
    """Whether one record only names somebody whose data, without a name, are the other (``…, cuyos datos son:``)."""
    named, nameless = (one, other) if one.get("nombres_apellidos") else (other, one)
    if nameless.get("nombres_apellidos") or not nameless.get("cedula") or named.get("cedula"):
        return False
    if nameless.role not in (None, named.role) and named.role is not None:
        return False
    known = ((hit, named.get(hit.campo)) for hit in nameless.hits)
    return named.role == "aiq" and all(other is None or _agree(hit.campo, hit, other) for hit, other in known)


def _fits(loose: Record, person: Record) -> bool:
    """Whether a nameless record only adds what the person's record lacks."""
    return not _identified(loose) and all(person.get(hit.campo) is None for hit in loose.hits)


def _merged(
    prefix: str, fields: Iterable[str], sources: Sequence[Sourced]
) -> tuple[dict[str, str], list[Evidence], list[Finding]]:
    values: dict[str, str] = {}
    evidence: list[Evidence] = []
    problems: list[Finding] = []
    for campo in fields:
        strange = [id(item) for item in sources if prefix in PEOPLE and _from_elsewhere(item, sources)]
        found = [
            (hit, item.adjunto, id(item) in strange)
            for item in sources
            for hit in item.record.hits
            if hit.campo == campo and hit.valor
        ]
        if not found or (all(stray for *_, stray in found) and any(campo in _asked(i.record) for i in sources)):
            continue
        first = found[0][1]
        found = sorted(found, key=lambda pair: (pair[1] != first, pair[0].checked.codigo == "invalido"))
        chosen, _, stray = found[0]
        values[campo] = chosen.valor or ""
        evidence += [hit.evidence(prefix, adjunto) for hit, adjunto, _ in found]
        problem = chosen.finding(prefix) or (Finding(f"{prefix}.{campo}", "dudoso", _STRAY) if stray else None)
        if problem:
            problems.append(problem)
        others = [hit for hit, *_ in found[1:] if not _agree(campo, chosen, hit)]
        if others:
            said = ", ".join(dict.fromkeys(str(hit.valor) for hit in others))
            problems.append(Finding(f"{prefix}.{campo}", "conflicto", f"Otro lugar dice {said}; confirme cuál vale."))
    return values, evidence, problems


_STRAY = "No está junto a los demás datos ni dice de quién es; confirme que es de esta persona."


def _from_elsewhere(item: Sourced, sources: Sequence[Sourced]) -> bool:
    """Whether data that tell by nothing whose they are stand in another document than the person they were given to."""
    homes = {other.adjunto for other in sources if _identified(other.record)}
    told = item.record.role is not None or _identified(item.record)
    return bool(homes) and not told and item.adjunto not in homes


def _asked(record: Record) -> set[str]:
    """What a person's form asks for and leaves empty."""
    named = {"telefono"} if "telefono_extension" in record.blank else set()
    return record.blank | named if _identified(record) else set()


def _agree(campo: str, one: Hit, other: Hit) -> bool:
    a, b = one.valor or "", other.valor or ""
    if key(a) == key(b):
        return True
    if campo == "nombres_apellidos":
        return same_name(a, b)
    if campo == "cargo":
        return same_cargo(a, b)
    if campo == "siglas":
        return same_siglas(a, b)
    if campo == "nombre":
        return key(a) in key(b) or key(b) in key(a)
    if campo == "telefono":
        return a.endswith(b) or b.endswith(a)
    return False
