"""Labels that no list foresaw, understood by the words they are made of: heads say the datum, the rest qualifies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from cases.text import words_of
from parsers.words.phrases import read_table

ARROW = r"(?:[=\-]*>{1,3}|»|⇒|→|►|▶|~(?=\s))"  # between a label and its value
MARK = re.compile(rf"\s*(?:(?:\s?[.…_·]){{3,}}\s*[:=]?|\.?\s?(?:{ARROW}|[:=])|\.-)[\s:=\-]*(?<!\+)")
_GAP = re.compile(r"[\s./,\[\]°ºª'\"#&*\-)]*")
_TOKEN = re.compile(r"[a-z]+")
_GROUP = re.compile(r"\(([^()]{1,40})\)")
_SOFT = re.compile(r"\s-+\s|\s-(?=\S)")
_BAR = re.compile(r"\.?\s[|¦·•]\s")
_STOP = re.compile(r"\.\s+")
_COLON = re.compile(rf"\s*(?:{ARROW}|[:=])\s*|\s[|¦]\s")
_LINKS = words_of("de del la el los las con para que segun en a al y e o u su sus por")
_OPEN = words_of("de del la el los las y con para que segun en al")  # words that no label ends with
_MOST = 12  # words of a label


@dataclass(frozen=True, slots=True)
class Phrase:
    """A label made of known words: what it announces, where it ends with its mark, and whether a mark follows."""

    field: str
    start: int
    end: int
    strong: bool
    sure: float


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    kind: str
    exact: bool = True


@cache
def _kinds() -> dict[str, str]:
    table = read_table("labelwords")
    found = {word: "dato:" + field for field, words in table["cabezas"].items() for word in words}
    for kind, words in table["otras"].items():
        found |= {word: kind for word in words if word not in found}
    return found


def head_words() -> tuple[str, ...]:
    """The words that announce a datum, without accents."""
    return tuple(word for word, kind in _kinds().items() if kind.startswith("dato:"))


@cache
def _weak() -> frozenset[str]:
    return frozenset(read_table("labelwords")["debiles"]["palabras"])


@cache
def _alike() -> frozenset[str]:
    return frozenset(read_table("labelwords")["parecidas"]["palabras"])


@cache
def _long() -> tuple[str, ...]:
    return tuple(word for word, kind in _kinds().items() if len(word) >= 6 and kind.startswith("dato:"))


@lru_cache(maxsize=8192)
def _word(text: str) -> _Word | None:
    """The word by its kind, forgiving one slip in seven letters."""
    singular = text.removesuffix("s")
    for known in (text, singular):
        if kind := _kinds().get(known):
            return _Word(known, kind)
    if len(text) < 7 or text in _alike() or singular in _alike():
        return None
    found = process.extractOne(text, _long(), scorer=Levenshtein.distance, score_cutoff=1 if len(text) < 10 else 2)
    return _Word(found[0], _kinds()[found[0]], False) if found else None


def phrase_at(plain: str, begin: int) -> Phrase | None:
    """The label of known words that a flat text begins with at `begin`: up to its mark, or the whole text; null when
    the words are others."""
    first = _TOKEN.match(plain, begin + len(_GAP.match(plain, begin).group()))  # type: ignore[union-attr]
    if first is None or _word(_joined(plain, first)[0]) is None:
        return None
    words: list[_Word] = []
    soft: tuple[int, int] | None = None
    full_stop: tuple[int, int] | None = None
    at, end = begin, len(plain.rstrip(" .,"))
    while len(words) <= _MOST:
        if words and (mark := MARK.match(plain, at)):
            return _phrase(words, plain, begin, mark.end(), True)
        if at >= end:
            if soft and not any(w.kind.startswith("dato:") for w in words[soft[0] :]):
                break
            return _phrase(words, plain, begin, len(plain), False)
        gap = _GAP.match(plain, at)
        group = _GROUP.match(plain, gap.end()) if gap else None
        if group and words and re.search(r"[a-z]", group.group(1)) and not re.search(r"\d{5}|@", group.group(1)):
            words += [w for token in _TOKEN.findall(group.group(1)) if (w := _word(token))]
            at = group.end()
            continue
        if words and soft is None and (dash := _SOFT.match(plain, at)):
            soft = (len(words), dash.end())
        if words and (bar := _BAR.match(plain, at)):
            following = phrase_at(plain, bar.end())
            return None if following else _phrase(words, plain, begin, bar.end(), True)
        if words and (stop := _STOP.match(plain, at)):
            full_stop = (len(words), stop.end())
        token = _TOKEN.match(plain, gap.end()) if gap else None
        if token is None:
            break
        text, after = _joined(plain, token)
        word = _word(text)
        if word is None or (word.kind in ("personas", "casas") and not _linked(words)) or _begins_post(word, words):
            break
        words.append(word)
        at = after
    if shorter := soft or full_stop:
        return _phrase(words[: shorter[0]], plain, begin, shorter[1], True)
    return _with_others(words, plain, begin, at)


_SPELLED = re.compile(r"c(?:[.\s]{0,2}[ic]|\.\s?[l1|])(?![a-z])|d\.?n\.?i(?![a-z])|e[\s\-]mail")


def _joined(plain: str, token: re.Match[str]) -> tuple[str, int]:
    """Single letters with points between them as one word (``C. I.``, read from paper as ``C.L``; ``e-mail``)."""
    spelled = _SPELLED.match(plain, token.start())
    if spelled:
        return re.sub(r"^c[l1]$", "ci", re.sub(r"\W", "", spelled.group().replace("|", "l"))), spelled.end()
    return token.group(), token.end()


def _linked(words: list[_Word]) -> bool:
    """Whether a noun for a person or a house may follow: behind a preposition, or as the label's first word."""
    return not words or words[-1].text in _LINKS | _WHICH or words[-1].kind == "personas"


def _begins_post(word: _Word, before: list[_Word]) -> bool:
    """Whether a word is the beginning of the answer to a label of the cargo (``Función Jefe de Sistemas``)."""
    return word.kind == "ajenas" and bool(before) and before[-1].kind == "dato:cargo"


def _with_others(words: list[_Word], plain: str, begin: int, at: int) -> Phrase | None:
    """A strong head followed by words of any kind up to a mark (``Cargo que consta en la acción:``)."""
    heads = [word for word in words if word.kind.startswith("dato:")]
    if not heads or (heads[0].text in _weak() and not any(word.kind == "ajenas" for word in words)):
        return None
    mark = _COLON.search(plain, at)
    rest = plain[at : mark.start()] if mark else ""
    if mark is None or re.search(r"[\d@;.,]", rest) or len(plain[begin : mark.start()].split()) > 8:
        return None
    if not (words[-1].text in _LINKS or rest.split()[0] in _LINKS):
        return None
    others = [word for token in _TOKEN.findall(rest) if (word := _word(token))]
    found = _phrase(words + others, plain, begin, mark.end(), True)
    return Phrase(found.field, found.start, found.end, True, min(found.sure, 0.93)) if found else None


def _phrase(words: list[_Word], plain: str, begin: int, end: int, strong: bool) -> Phrase | None:
    field = field_of(tuple(words), plain[begin:end])
    if field is None or (not strong and (words[-1].text in _OPEN or (field == "administrador" and len(words) < 2))):
        return None
    return Phrase(field, begin, end, strong, 1.0 if all(word.exact for word in words) else 0.95)


_BOTH = re.compile(r"\b(?:tel\w*|fijo|convencional)\b\.?\s*(?:/|\b[yeo]\b|-|,)\s*(?:cel|movil)"
                   r"|\b(?:cel\w*|movil)\b\.?\s*(?:/|\b[yeo]\b|-|,)\s*(?:tel|fijo|conv)")  # fmt: skip


def is_label(plain: str) -> bool:
    """Whether a flat text is a label of some datum and nothing else, so that it can be no value."""
    found = phrase_at(plain, 0)
    return found is not None and found.end >= len(plain) and found.field not in ("administrador", "nombre", "otro")


def field_of(words: tuple[_Word, ...], raw: str) -> str | None:
    """The datum that the heads among the words announce; `otro` when it is somebody else's."""
    words = _without_complement(_without_source(words))
    heads = {word.kind[5:] for word in words if word.kind.startswith("dato:")}
    texts = {word.text for word in words}
    people = any(word.kind == "personas" for word in words) or "quien" in texts
    if "telefonica" in texts and texts & {"central", "linea"}:
        heads.add("telefono")
    if "telefonico" in texts and "anexo" in texts:
        return "extension"
    if {"razon", "social"} <= texts:
        heads.add("institucion")
    if any(word.kind == "ajenas" for word in words) and not (heads == {"institucion"} and "remitente" in texts):
        return "otro" if heads else None
    if "correo" in heads and texts & {"electronica"} and not texts & {"direccion", "correo", "cuenta"}:
        heads.discard("correo")
    if not _agree(words, heads):
        return None
    if "celular" in heads:
        return "telefono" if "telefono" in heads and _BOTH.search(raw) else "celular"
    if "extension" in heads:
        return "telefono_extension" if "telefono" in heads else "extension"
    for field in ("correo", "cedula", "cargo", "telefono", "siglas"):
        if field in heads:
            return None if texts == {"documento"} else field
    houses = any(word.kind == "casas" for word in words)
    return _named(heads, texts, people, houses)


def _without_source(words: tuple[_Word, ...]) -> tuple[_Word, ...]:
    """A label without the document that its datum is to be taken from (``Nombres conforme cédula``)."""
    told = next((at for at, word in enumerate(words) if word.text in ("segun", "conforme")), len(words))
    return words[:told] if any(word.kind.startswith("dato:") for word in words[:told]) else words


def _without_complement(words: tuple[_Word, ...]) -> tuple[_Word, ...]:
    """A label without what a telephone or an address is said to belong to (``Extensión del puesto``)."""
    first = next((word.kind[5:] for word in words if word.kind.startswith("dato:")), "")
    if first not in _FORMED:
        return words
    pairs = zip((None, *words), words, strict=False)
    return tuple(word for before, word in pairs if not (before and _belongs(before.text, word.kind, first)))


def _belongs(before: str, kind: str, first: str) -> bool:
    whose = kind == "dato:cargo" or (kind == "dato:telefono" and first == "extension")
    return whose and before in ("del", "su", "la")


_TOGETHER = ({"nombre", "apellidos"}, {"telefono", "extension", "celular"}, {"nombre", "cargo"}, {"nombre", "siglas"})


def _agree(words: tuple[_Word, ...], heads: set[str]) -> bool:
    """Whether the heads may make one label; those of a whole column of labels do not."""
    rest = heads - {"institucion"}
    order = [word.kind[5:] for word in words if word.kind.startswith("dato:")]
    led = order and order[0] == "institucion" and rest and words[0].text != "denominacion"
    if "siglas" in heads and order[0] == "nombre":
        led = not {word.text for word in words} & {"abreviado", "abreviada", "corto"}
    if rest == {"cedula"} and "institucion" in heads:
        return False
    return not led and (len(rest) <= 1 or any(rest <= group for group in _TOGETHER))


def _named(heads: set[str], texts: set[str], people: bool, houses: bool) -> str | None:
    if {"nombre", "apellidos"} <= heads:
        return "nombres_apellidos"
    if "apellidos" in heads:
        return "apellidos"
    if "nombre" in heads:
        if texts <= {"nombre", "de", "usuario", "del"} and "usuario" in texts:
            return "otro"
        if "institucion" in heads or (not people and (houses or texts & {"legal", "oficial", "corto"})):
            return "institucion"
        return "nombres_apellidos" if people or texts & {"completo", "completos", "completa", "full"} else "nombre"
    if "institucion" in heads:
        return None if people else "institucion"
    return "administrador" if people and texts & _CHOSEN else None


_WHICH = words_of("nuevo nueva actual anterior completo completos")
_CHOSEN = words_of("designado designada asignado asignada propuesto propuesta nuevo nueva responsable designa")
_CUT = re.compile(
    r"[;:|=?!]|,\s|(?<![a-z.][a-z])(?<!\bnro)(?<!\bnum)(?<!\btelf)(?<!\btel)(?<!\bext)(?<!\bcel)(?<!\btlf)\.\s"
)
_PIECE = re.compile(r"[a-z]+|\d+|@")
_LEADS = words_of("y e o u con de del la el los las su sus a al que en para por lo si este esta cual")


def _behind_slash(words: list[tuple[int, _Word]], plain: str, anchor: int) -> list[tuple[int, _Word]]:
    """The words behind a mark that ends another datum (``… Asistente de Sistemas / Correo:``): where no head stands
    before it, it is no part of the label (as it is in ``Teléfono / Ext.:``)."""
    for slash in re.finditer(r"\s[/|·•\-]\s", plain[words[0][0] : anchor] if words else ""):
        place = words[0][0] + slash.start()
        before = [word for start, word in words if start < place]
        if before and not any(word.kind.startswith("dato:") for word in before):
            return [item for item in words if item[0] > place]
    return words


_DETERMINERS = words_of("el la los las su sus mi mis nuestro nuestra nuestros nuestras")


def of_house(plain: str) -> bool:
    """Whether a flat text begins with a kind of houses (``Hospital …``)."""
    first = _TOKEN.match(plain)
    return bool(first) and _kinds().get(first.group()) == "casas"


def led_by_head(plain: str) -> bool:
    """Whether a flat text is a few words, the first noun a datum's name: one whose value can be told by its form
    (``Teléfono de planta``), or of which the rest tells more (``Cargo que tiene en la entidad``)."""
    tokens = _TOKEN.findall(plain) if _ONLY_WORDS.fullmatch(plain) else []
    noun = next((at for at, text in enumerate(tokens) if (w := _word(text)) is None or w.kind != "adjetivos"), -1)
    head = _word(tokens[noun]) if 0 <= noun < len(tokens) - 1 else None
    formed = head is not None and head.text not in _weak() and head.kind.removeprefix("dato:") in _FORMED
    told = head is not None and head.kind.startswith("dato:") and not _TELLING.isdisjoint(tokens[noun + 1 : 6])
    more = next((token for token in tokens[noun + 1 :] if token in _LINKS or _word(token) is None), "")
    fits = told or (formed and more in _LINKS)
    return fits and len(tokens) <= 8 and tokens[-1] not in _OPEN


_TELLING = words_of("que quien como segun conforme dentro solicitante requirente")  # more of a datum follows
_ONLY_WORDS = re.compile(r"[a-z ]+")
_FORMED = frozenset(("cedula", "correo", "telefono", "extension", "celular"))


def subject_of(plain: str) -> str | None:
    """The datum that a sentence's subject names (``la extensión que le corresponde``): words that no label has may
    follow its head, none may stand before it."""
    tokens = _TOKEN.findall(plain)
    while tokens and tokens[0] in _DETERMINERS:
        tokens = tokens[1:]
    words = [_word(token) for token in tokens]
    known = [word for word in words if word]
    noun = next((at for at, word in enumerate(words) if word and word.kind not in ("adjetivos",)), None)
    if noun is None or not all(words[: noun + 1]):
        return None
    field = field_of(tuple(known), plain)
    of_person = known[noun].kind == "personas"  # «Persona que asumirá la función»
    return None if of_person and field not in ("administrador", "nombres_apellidos") else field


def phrase_before(plain: str, anchor: int, floor: int) -> Phrase | None:
    """The label of known words that ends right before `anchor` (a colon, or a value), not reaching back over
    `floor`."""
    low = max(floor, anchor - 80)
    cuts = [match.end() for match in _CUT.finditer(plain, low, anchor)]
    low = cuts[-1] if cuts else low
    tokens = list(_PIECE.finditer(plain, low, anchor))
    if low and tokens and tokens[0].start() == low and plain[low - 1].isalnum():
        tokens = tokens[1:]
    words: list[tuple[int, _Word]] = []
    for token in reversed(tokens):
        word = _word(token.group()) if token.group().isalpha() else None
        if word is None or len(words) >= _MOST:
            break
        words.insert(0, (token.start(), word))
    words = _behind_slash(words, plain, anchor)
    while words and words[0][1].text in _LEADS:
        words.pop(0)
    if not words or plain[words[-1][0] : anchor].count("@"):
        return None
    start = words[0][0]
    field = field_of(tuple(word for _, word in words), plain[start:anchor])
    exact = all(word.exact for _, word in words)
    return Phrase(field, start, anchor, False, 1.0 if exact else 0.95) if field else None
