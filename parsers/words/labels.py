"""Labels of data in all their spellings: where they stand in a text, what they announce, and of whom."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import attrgetter

from rapidfuzz import fuzz, process

from cases.names import looks_like_name, strip_titles
from cases.text import flat, key
from parsers.words.labelwords import ARROW, MARK, Phrase, led_by_head, of_house, phrase_at, phrase_before, subject_of
from parsers.words.phrases import read_table
from parsers.words.posts import like_post
from parsers.words.roles import PEOPLE, Rol, heading_role, role_of_label

_BULLET = re.compile(
    r"\s*(?:[•\-*·o▪▫◦➢➤✓✔►●○■□–>+]\s+|[«»=]{1,2}\s+|[•*·▪▫◦➢➤✓✔►●○■□]\s*|-\s*"
    r"|\(?\d{1,2}(?:\.\d{1,2})*\s?[.)\-]+(?!\d)\s*|\d{1,2}(?:\.\d{1,2})+\s+"
    r"|\(?[a-k]\s?[.)]\s+|\(?(?:i{1,3}|i?[vx]|vi{1,3}|xi{0,3}|[il1|h]{2,3}|v[il1|]{1,3})\s?[.)][\-\s]*)*"
)  # the last two: Roman numerals as a scanner's reader sees them (``ll.``, ``HI.``)
# What _BULLET leaves, since it could be a value's own: a number without a mark (``3: ``, ``3 ``, ``[3] ``), any sign.
_COUNT = re.compile(r"\s*(?:[^\w\s(]\s*|(?:n(?:ro|o)?\.?\s?)?\[?\d{1,2}\s?[\]:.°ºª]{0,3}[\s\-]+)")
_NUMBERED = r"(?:(?:n(?:umero|um|ro|o|r0|ros|umeros)?\s?[.°ºª'\"*]{0,2}|#)\s*(?:de\s+la\s+|de\s+|del\s+)?)?"
_AFTER_NUMBER = r"(?:\.?\s*(?:n(?:ro|o|um)?\s?[.°ºª]{1,2}|numero|nro|no|n°|#)(?![a-z]))?"
_WHO = (
    r"(?:nuev[oa]|administrador(?:a|\(a\)|/a)?|institucional|quipux|aiq|entrante|saliente|anterior|actual|backup"
    r"|back\s?-?up"
    r"|respaldo|principal|designad[oa]|servidor(?:a|\(a\))?|public[oa]|funcionari[oa]|propuest[oa]|titular|suplente"
    r"|persona"
    r"|usuari[oa]|responsable|sistema|institucion|entidad|empresa|delegad[oa])"
)
# As many as no label has: behind each of a thousand words «entrante», all the others would be its remark.
_QUALIFIER = re.compile(
    rf"(?:\s*\((?:a|s|es|as|os)\)|/(?:as?|o)\b|\s*/\s*(?:oficina|identidad|puesto|funcion|cargo|institucional"
    rf"|personal)\b|\s+(?:del|de\s+la|de\s+el|de\s+los|de|para\s+el"
    rf"|para\s+la)\s+{_WHO}(?:\s+(?:del?\s+|de\s+la\s+)?{_WHO}){{0,6}}\b"
    r"|\s+(?:institucional(?:es)?|personal|oficial|complet[oa]s?|entrante|saliente|backup|principal|actual|laboral)\b"
    r"|\s*\((?!\+?\d{2,}\s?\))(?:[^()@]{1,60})\)|\s*\[[^\[\]@]{1,60}\]"
    # «Institución solicitante», «Siglas que usa en Quipux», «Entidad que realiza este pedido»
    r"|\s+(?:solicitante|requirente|peticionari[oa]|registrad[oa]|usuari[oa])\b"
    r"|\s+que\s+(?:us|utiliz|solicit|requier|const|tien|manej|figur|realiz|hac|emit|present|pid|ocup|desempen|ejerc)\w{1,3}\b"
    r"(?:\s+(?:el|la|en|este|esta|su|del?|al|quipux|sistema|pedido|solicitud|requerimiento|cambio|oficio|tramite|actualmente)\b){0,8}){1,12}"
)
_SEPARATOR = re.compile(
    rf"\s*(?:(?P<strong>\.?\s?{ARROW}|(?:\s?[.…_·]){{3,}}\s*:?|…+|\.{{2,}}\s*:?|_{{2,}}|\.?\s?[:=]|\.-|(?<=\s)-(?=\s|$)"
    r"|\s-(?=\S)|(?<=[a-z])-(?=\s))|\.(?=\s|$))\s*"
)
# Between a label in a sentence and its value: "su correo es …", "su cédula, la …", "su número es el número …".
IS = (
    r"(?:\s*,)?(?:\s*(?:correct[oa]\s+|actual\s+)?(?:es|son|corresponde\s+al?|siendo)\b)?"
    r"(?:\s+(?:el|la|los|las)\b)?(?:\s+(?:n[uú]mero|nro\.?|no\.?)\b)?"
)
_TYPED = {
    "cedula": re.compile(IS + r"[\s:.\-#°º\"]{0,4}[\dOI][\d\s.\-OIl]{7,}"),
    "telefono": re.compile(IS + r"[\s:.#\"\-]{0,3}\+?[\s(]*\d[\d\s().\-/]{5,}"),
    "telefono_extension": re.compile(IS + r"[\s:.#\"\-]{0,3}\+?[\s(]*\d[\d\s().\-/]{5,}"),
    "celular": re.compile(IS + r"[\s:.#\"\-]{0,3}\+?[\s(]*\d[\d\s().\-]{7,}"),
    "extension": re.compile(IS + r"[\s:.#°º\"]{0,3}\d{1,6}\b"),
    "correo": re.compile(IS + r"[\s:<(\[\"\-]{0,3}(?:mailto:)?[^\s@:]{1,64}@"),
}


@dataclass(frozen=True, slots=True)
class Label:
    """`field` is a table's name of labels.toml; the label with its separator stands at `start`..`end` of the text.
    `strong`: a colon or the like follows. `role`: whose datum, where the label says it. `sure`: 1.0 for a known
    spelling."""

    field: str
    start: int
    end: int
    strong: bool
    role: Rol | None = None
    sure: float = 1.0


@cache
def _table() -> tuple[dict[str, str], frozenset[str], re.Pattern[str]]:
    source = read_table("labels")
    spellings = {form: field for field, entry in source.items() for form in entry["formas"]}
    numbered = frozenset(field for field, entry in source.items() if entry.get("numerado"))
    return (
        spellings,
        numbered,
        re.compile(rf"(?<![a-z0-9@._]){_NUMBERED}(?P<core>{_alternatives(spellings)})(?![a-z0-9@_])"),
    )


_PLURAL = r"(?:\((?:s|es|a|as|os|n)\))?"


def _alternatives(spellings: dict[str, str]) -> str:
    """One alternation, longest first, grouped by first letter so that a text is scanned quickly."""
    groups: dict[str, list[str]] = {}
    for form in sorted(spellings, key=len, reverse=True):
        tokens = form.split()
        pattern = tokens[0] + _PLURAL
        for before, token in itertools.pairwise(tokens):
            pattern += (r"[\s./\-]*" if len(before) == 1 else r"\.?\s*[\s/\-,·•|+&]\s*") + token + _PLURAL
        groups.setdefault(form[0], []).append(pattern[1:])
    return "|".join(f"{letter}(?:{'|'.join(forms)})" for letter, forms in groups.items())


def skip_bullet(plain: str) -> int:
    """Where the words begin behind list marks and numbering."""
    match = _BULLET.match(plain)
    return match.end() if match else 0


def skip_mark(plain: str) -> int:
    """`skip_bullet`, also behind whatever sign or number without a mark stands before the words."""
    begin = skip_bullet(plain)
    count = None if begin else _COUNT.match(plain)
    return count.end() if count else begin


@lru_cache(maxsize=4096)
def label_at_start(text: str) -> Label | None:
    """The label that a text begins with (behind a bullet), known or misspelt, or null."""
    plain = flat(text)
    begin = skip_bullet(plain)
    match = _table()[2].match(plain, begin)
    if begin and (match is None or match.group("core") in ("n", "no", "nro")):  # «C. C. Nro.» begins as an item does
        match = _table()[2].match(plain) or match
    if match is None and (count := _COUNT.match(plain)):  # a bare number in a list, before nothing but a label
        match = _table()[2].match(plain, count.end())
        begin = count.end() if match else begin
    found = _label(plain, match) if match else None
    made = phrase_at(plain, begin)
    if made and (found is None or made.end > found.end or (made.end == found.end and _of_both(made, plain))):
        return _of_words(made, plain)
    found = _at_slash(_before_name(found, text, plain), text, plain) if found else None
    if (found is None or not found.strong) and (valued := _by_value(text, plain, begin, found)):
        return valued
    if found is None or not found.strong or found.field == "otro":
        headed = _behind_heading(text, plain, begin) if found else _before_somebody(text, plain, begin)
        if headed:
            return headed
    if found and (found.strong or found.end >= len(plain)):
        return found
    return (_misspelt(plain, begin) if ":" in plain or found is None else None) or found


_BETWEEN = re.compile(rf"{MARK.pattern}|\s[|¦·•–\-]\s+")
_IN_CAPITALS = re.compile(r"[A-Z][A-Z0-9.&\-]{1,14}")
_FITTING = {
    "institucion": lambda value: (
        value[:1].isupper() and (of_house(flat(value)) or not looks_like_name(strip_titles(value)))
    ),
    "siglas": lambda value: bool(_IN_CAPITALS.fullmatch(value)),
    "cargo": lambda value: value[:1].isupper() and not looks_like_name(strip_titles(value)),
} | dict.fromkeys(("nombre", "apellidos", "nombres_apellidos"), lambda value: looks_like_name(strip_titles(value)))


def _fits(field: str, text: str, plain: str, place: int) -> bool:
    """Whether a value of the field's kind stands at a place of the text."""
    typed, fits = _TYPED.get(field), _FITTING.get(field)
    return bool((typed and typed.match(plain, place)) or (fits and fits(text[place:].strip(" .;"))))


def _told_of(words: str) -> str | None:
    """The datum that words announce, as a whole or before what more of it they tell."""
    return subject_of(words) or subject_of(re.split(r"\b(?:que|como|cuy[oa]s?)\b", words)[0])


def _by_value(text: str, plain: str, begin: int, short: Label | None) -> Label | None:
    """A datum's name with words behind it that no label has, up to a mark and before a value of its kind (``Nombre de
    la compañera que asume: Ana Paz``); a dash may also stand within a value (``Cargo Secretaria - Tesorera``)."""
    mark = _BETWEEN.search(plain, begin)
    words = plain[begin : mark.start()] if mark else ""
    if mark is None or len(words.split()) > 8 or re.search(r"[\d@;,]", words):
        return None
    if short and mark.group().strip() == "-" and like_post(plain[short.end : mark.start()]):
        return None
    field = _told_of(words)
    if field and _fits(field, text, plain, mark.end()):
        return Label(field, begin, mark.end(), True, role_of_label(words), 0.93)
    return None


def _of_both(made: Phrase, plain: str) -> bool:
    """Whether a remark in parentheses names a datum too (``Teléfono personal (celular)``)."""
    return made.field in ("telefono_extension", "celular") and plain.find("(", made.start, made.end) > 0


def _behind_heading(text: str, plain: str, begin: int) -> Label | None:
    """The label at the end of a heading's own line (``Datos de la entidad Institución: …``), or a heading that begins
    with a datum's words and ends in a colon itself (``Persona designada como nuevo AIQ: …``)."""
    colon = plain.find(":", begin)
    if not 8 <= colon - begin <= 110 or "," in plain[begin:colon] or not plain[colon + 1 :].strip():
        return None
    for match in _table()[2].finditer(plain, begin + 1, colon):
        label = _label(plain, match) if not plain[match.end() : colon].strip(" .") else None
        role = heading_role(text[begin : match.start()]) if label and label.field != "otro" else None
        if label and role == "institucion":
            return replace(label, start=begin, field="institucion" if label.field == "nombre" else label.field)
        if label and role:
            return replace(label, start=begin, role=label.role or role)
    return _heading_as_label(text, plain, begin, colon)


def _heading_as_label(text: str, plain: str, begin: int, colon: int) -> Label | None:
    """A short heading with its colon as the label of whom it announces."""
    if re.search(r"\b(?:es|sera|son)$", plain[begin:colon].rstrip()):  # a sentence that goes on
        return None
    role = heading_role(text[begin : colon + 1])
    separator = _SEPARATOR.match(plain, colon)
    if role in PEOPLE and separator and len(plain[begin:colon].split()) <= 8:
        named = role != "aiq" or role_of_label(text[begin:colon]) is not None  # «Nombre del funcionario» names nobody
        return Label("administrador", begin, separator.end(), True, role if named else None)
    return None


def _before_somebody(text: str, plain: str, begin: int) -> Label | None:
    """What somebody does, before his name and nothing else (``Ingresa: Ana Paz Ruiz``)."""
    colon = plain.find(":", begin)
    if colon < 0 or not looks_like_name(strip_titles(text[colon + 1 :])):
        return None
    return _heading_as_label(text, plain, begin, colon)


_SLIP = re.compile(r"\.?\s?;\s+")  # the colon's own key
_SLASH = re.compile(r"\s*/\s+")
_STROKE = re.compile(r"\s*/\s+|\s*[|¦]\s+|\s[·•]\s+")


def _at_slash(label: Label, text: str, plain: str) -> Label:
    """A slash before blanks, a bar or a dot between blanks parts a label from its value (``Cargo / Analista``), unless
    another label follows (``Cédula / Cargo``), and whose datum it is from the datum (``Nuevo AIQ / Cargo: …``)."""
    slash = _SLASH.search(plain, label.start, label.end) if label.field == "administrador" else None
    if slash and (own := label_at_start(text[slash.end() :])) and own.strong:
        end = slash.end() + own.end
        return replace(own, start=label.start, end=end, role=own.role or label.role)
    if label.strong:
        return label
    slash = _STROKE.match(plain, label.end)
    if slash and slash.end() < len(plain) and label_at_start(text[slash.end() :]) is None:
        return replace(label, end=slash.end(), strong=True)
    slip = _SLIP.match(plain, label.end)
    fits = slip is not None and _fits(label.field, text, plain, slip.end())
    return replace(label, end=slip.end(), strong=True) if slip and fits else label


def _before_name(label: Label, text: str, plain: str) -> Label:
    """A label of a name without any mark, with the words that tell whose name follows."""
    if label.strong or label.field not in ("nombres_apellidos", "nombre", "administrador"):
        return label
    role, end = _qualified(plain, label.end)
    name = strip_titles(text[end:])
    if end == label.end or not looks_like_name(name) or looks_like_name(strip_titles(text[label.end :])):
        return label
    return replace(label, end=end, role=role or label.role)


def _of_words(made: Phrase, plain: str) -> Label:
    words = plain[made.start : made.end]
    return Label(made.field, made.start, made.end, made.strong, role_of_label(words), made.sure)


def _label(plain: str, match: re.Match[str]) -> Label | None:
    spellings, numbered, _ = _table()
    core = match.group("core")
    core = key(re.sub(_PLURAL, "", core) if "(" in core else core)
    field = spellings.get(core) or spellings.get(core.replace(" ", ""))
    if field is None:
        return None
    announced = plain[match.start() : match.start("core")].strip(" .#°º")
    if field not in numbered and announced not in ("n", "no", "nro", ""):
        return None
    end = match.end()
    if field in numbered and (after := re.compile(_AFTER_NUMBER).match(plain, end)):
        end = after.end()
    end += 1 if plain[end : end + 1] == "." and plain[end + 1 : end + 2] in ("", " ", ":") else 0
    role, tail = _qualified(plain, end)
    separator = _SEPARATOR.match(plain, tail)
    typed = _TYPED.get(field)
    remark = plain[end:tail].rstrip().endswith(")") and not any(map(str.isdigit, plain[end:tail]))
    marked = (separator and separator.group("strong")) or (remark and typed and typed.match(plain, tail))
    if tail > end and not marked and tail < len(plain.rstrip()) and not _STROKE.match(plain, tail):
        role, tail = None, end
        separator = _SEPARATOR.match(plain, tail)
    strong = bool(separator and separator.group("strong"))
    place = separator.end() if separator else tail
    words = plain[match.start() : place]
    own = role_of_label(words)
    if field == "administrador":  # «Backup del AIQ principal»
        role, own = own, role
    owner = None if field in ("rol", "rol_o_cargo") else role or own
    return Label(_by_owner(field, words), match.start(), place, strong, owner)


def _qualified(plain: str, end: int) -> tuple[Rol | None, int]:
    match = _QUALIFIER.match(plain, end)
    return (role_of_label(match.group()), match.end()) if match else (None, end)


def _by_owner(field: str, words: str) -> str:
    """``Nombre`` of the institution is no person's name."""
    if field in ("nombre", "nombres_apellidos") and re.search(r"\b(?:institucion|entidad|empresa|organismo)\b", words):
        return "institucion"
    if field == "telefono" and re.search(r"\(\s*ext", words):
        return "telefono_extension"
    if field == "cargo" and re.search(r"^denominacion\b.*\b(?:institucion|entidad|empresa|organismo)\b", words):
        return "institucion"
    if field == "nombre" and re.search(rf"\bde(?:l| la)\s+{_WHO}|complet", words):
        return "nombres_apellidos"
    return field


def _misspelt(plain: str, begin: int) -> Label | None:
    """A label that no spelling equals but one resembles: before a colon, or a short text that is nothing else."""
    head, colon, _ = plain[begin:].partition(":")
    words = key(head)
    if (
        "," in head
        or ";" in head
        or words == "institucional"  # the end of another label that a line parted
        or words.startswith("sobre ")  # a heading, like «nombre» though it looks
        or not 4 <= len(words) <= 45
        or len(words.split()) > 7
        or (not colon and len(head) < len(plain) - begin)
    ):
        return None
    least = 80 if colon else 86
    found = process.extractOne(words, _spellings_near(len(words), least), scorer=fuzz.ratio, score_cutoff=least)
    if not found or (len(words) < 7 and found[1] < 85) or fuzz.ratio(words.split()[0], found[0].split()[0]) < 60:
        return None
    field = _by_owner(_table()[0][re.sub(r"^numero de ", "", found[0])], words)
    end = begin + len(head) + len(colon)
    while end < len(plain) and plain[end] == " ":
        end += 1
    return Label(field, begin, end, bool(colon), role_of_label(words), found[1] / 100)


@cache
def _long_spellings() -> tuple[str, ...]:
    spellings, numbered, _ = _table()
    long = [
        form
        for form, field in spellings.items()
        if len(form) >= 5
        and field not in ("administrador", "rol")
        and (field != "nombres_apellidos" or "nombre" in form or "apellido" in form)
    ]
    return (*long, *(f"numero de {form}" for form in long if spellings[form] in numbered))


@cache
def _spellings_near(length: int, least: int) -> tuple[str, ...]:
    """Those whose length alone lets them resemble a text of `length` characters by `least` in a hundred."""
    return tuple(form for form in _long_spellings() if 200 * min(length, len(form)) >= least * (length + len(form)))


@lru_cache(maxsize=4096)
def labels_inside(text: str, begin: int = 0) -> tuple[Label, ...]:
    """Labels further on in a text: with a colon, or directly before a value of their kind."""
    plain = flat(text)
    found: list[Label] = []
    for match in _table()[2].finditer(plain, begin):
        label = _label(plain, match)
        if label is None or (found and label.start < found[-1].end):
            continue
        typed = _TYPED.get(label.field)
        core_end = match.end()
        if (label.strong and (label.field != "otro" or plain[core_end : core_end + 2].strip().startswith(":"))) or (
            typed and (typed.match(plain, label.end) or typed.match(plain, core_end))
        ):
            found.append(label)
    return _with_composed(found, plain, begin)


# Each is looked for where its first sign stands: most of a letter's text has none of them.
_MARK_OR_NUMBER = re.compile(rf"(?=[\s.…_·:=\-→(+\d])(?:{MARK.pattern}|(?<![\w@.])(?=\(?\+?\(?\d))")
_MARKED = re.compile(r"[:=]|\.{3}")
_ADDRESS = re.compile(r"(?<![\w@.])(?=[a-z][\w.+\-]*@)")
# A dash is a mark behind a label that stands first in its part of a line (``… | Puesto que ocupa - …``).
_DASH, _PARTED = re.compile(r"\s-\s+"), re.compile(r"[|¦;·•/]\s*$")


def _anchors(plain: str, begin: int) -> list[re.Match[str]]:
    """The marks behind labels, and the beginnings (empty matches) of values that need no mark, in order."""
    found = list(_MARK_OR_NUMBER.finditer(plain, begin))
    further = [pattern.finditer(plain, begin) for sign, pattern in (("@", _ADDRESS), (" - ", _DASH)) if sign in plain]
    if further:
        found = sorted([*found, *itertools.chain(*further)], key=re.Match.start)
    return found


_START, _END = attrgetter("start"), attrgetter("end")


def _with_composed(found: list[Label], plain: str, begin: int) -> tuple[Label, ...]:
    """The listed labels of a text together with those that only their words show, before a colon or a value."""
    result = list(found)  # no two of them overlap: sorted by where they begin, and by where they end
    for anchor in _anchors(plain, begin):
        marked = bool(_MARKED.search(anchor.group()))
        at = anchor.start()
        before = bisect_right(result, at, key=_END)
        floor = result[before - 1].end if before else begin
        made = phrase_before(plain, at, floor)
        if made is None:
            continue
        if anchor.re is _DASH:
            marked = bool(_PARTED.search(plain, 0, made.start))
        typed = _TYPED.get(made.field)
        if not marked and not (typed and not anchor.group() and typed.match(plain, at)):
            continue
        label = Label(made.field, made.start, anchor.end() if marked else at, marked,
                      role_of_label(plain[made.start : at]), made.sure)  # fmt: skip
        first = bisect_right(result, label.start, key=_END)
        last = max(first, bisect_left(result, label.end, key=_START))
        clash = result[first:last]
        if any(other.strong and other.end >= label.end and other.start <= label.start for other in clash):
            continue
        if clash and any(other.end > label.end or other.start < label.start for other in clash):
            continue
        result[first:last] = [label]
    return tuple(result)


# One capital letter, or none but such: a second one begins the value.
_NO_VALUE = re.compile(r"[A-ZÁÉÍÓÚÑ](?:[^A-ZÁÉÍÓÚÑ]|AIQ|Quipux|QUIPUX)*|[^a-záéíóúñ]+")


def full_label(text: str) -> Label | None:
    """The label that a text consists of (a cell of a header or of a table's first column), or null."""
    label = label_at_start(text)
    if label and label.end >= len(text.rstrip(" ;")):
        return label
    plain = flat(text)
    begin = skip_bullet(plain)
    told = _NO_VALUE.fullmatch(text[begin:]) is not None and led_by_head(plain[begin:])
    made = _told_of(plain[begin:]) if told else None
    return Label(made, begin, len(text), False, role_of_label(plain)) if made else None


def remark_label(text: str) -> Label | None:
    """`full_label`, also of a label that stands in parentheses."""
    bare = text.strip()
    return full_label(bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare)
