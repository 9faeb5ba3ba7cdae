"""Paragraphs in one case: all in capitals, or in small letters throughout. They are read as if they were written like
other sentences, with capitals where names begin, and give what they hold as it was written."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cases.text import flat, tidy, words_of
from parsers.fields.prosehouse import HOUSE_BEGINNINGS
from parsers.fields.records import Record
from parsers.fields.values import Hit
from parsers.pages.cells import Cell
from parsers.pages.page import Word
from parsers.sentences.plainnames import plain_names
from parsers.words.housenames import generic, of_beginnings
from parsers.words.posts import like_post

_FEWEST = 25  # letters, without which a paragraph tells nothing about how its writer writes
_BESIDE = 40  # letters from a house's name in small letters to the siglas without which it is none
_ADDRESS = re.compile(r"\S+@\S+")
_LINKS = words_of("de del la las los el e y para en al a con contra")
# What ends a house's name in a sentence.
_BEHIND_HOUSE = words_of(
    "que se siglas sigla cuyas cuya cuyo sus su nuestras nuestra figura figuramos solicita requiere comunica ha han"
    " es son tiene tenemos utiliza usa entidad institucion identificada identificado conocido conocida denominada"
    " denominado abreviado abreviada representado representada agradece cumple acude atraviesa adelante ante por"
    " como mediante con lo le les nos no ya fue ser sera quien desde hasta sirva presento pongo comparezco informo"
    " comunico solicito expongo manifiesto remito me quiero pido pedimos cambiamos registrar acronimo administrador"
    " administradora aiq quipux cedula correo telefono celular ruc ubicado ubicada legalmente electronica"
    " electronico bajo posterior signada signado registrado registrada reciba saludos gracias buenas buenos para"
    " donde hemos somos soy escribo favor pf tipo cargo"
)
_STAY = re.compile(r"(?:aiq|tics?|ti|gad\w{0,3}|ep|cem|ruc|cnel|uath|c\.? ?[ci]\.?|\w*\d\w*)$")
_SIGLAS = re.compile(
    r"\b(?:siglas?|acronimo)\b[ :,\"“]*(?:(?:institucional(?:es)?|oficial(?:es)?|registradas?|son|es|las?|de|nuestra"
    r"|institucion|entidad|corresponden|a|que|usa|utiliza)\b[ :,\"“]*)*(?P<said>[a-z][a-z0-9.&\-]{1,14}(?: ep)?)\b"
    r"|\(\s*(?:(?:en adelante|siglas?|en siglas)[ ,:]*)?(?P<inside>[a-z][a-z0-9.&\-]{1,14})\s*\)"
    r"|[\"“«](?P<quoted>[a-z][a-z0-9.&\-]{1,14})[\"”»]|[–—-]\s?(?P<dashed>[a-z][a-z0-9.&]{1,14})(?=[–—\-,.;]|\s|$)"
    r"|\b(?:en (?:adelante|lo posterior),?"
    r"|(?:conocid|identificad|abreviad|denominad)[oa] (?:(?:tambien|institucionalmente) )?(?:como )?) ?"
    r"(?P<further>[a-z][a-z0-9.&\-]{1,14})\b|\b(?P<before>[a-z][a-z0-9.&\-]{1,14}),? "
    r"(?:siglas del?|(?:son|es) (?:sus|las?|nuestras?) siglas?)\b"
    r"|\b(?P<first>[a-z][a-z0-9.&\-]{1,14}) por sus siglas\b"
)
_GROUPS = ("said", "inside", "quoted", "dashed", "further", "before", "first")
_APPOSED = re.compile(r",? (?P<said>[a-z][a-z0-9.&\-]{2,14}?)(?=[,.;:]*(?:\s|$))")
# Behind these a cargo is told: its first word has a capital.
_POST = re.compile(
    r"\b(?:(?P<told>(?:cargo|puesto|funciones|funcion|nombramiento)(?: actual)?(?:,| es| sera)?(?: el)?(?: de)?:?)"
    r"|es|sera|como|nombrad[oa]|siendo) (?P<word>[a-z]{4,})"
)


def _one_case(text: str) -> str | None:
    """``mayusculas`` or ``minusculas`` where a text is in one case, addresses apart; siglas may stand in small ones."""
    bare = _ADDRESS.sub("", text)
    letters = [char for char in bare if char.isalpha()]
    if len(letters) < _FEWEST:
        return None
    small = sum(map(str.islower, letters))
    if small * 20 <= len(letters):
        return "mayusculas"
    return None if re.search(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]", bare) else "minusculas"


def as_sentences(cell: Cell) -> Cell:
    """A paragraph in one case as it would be written with both; any other is itself."""
    case = _one_case(cell.text)
    if case is None:
        return cell
    lowered = cell.text.lower()
    if len(lowered) != len(cell.text):
        return cell
    plain = _ADDRESS.sub(lambda match: "@" * len(match.group()), flat(cell.text))
    houses = list(_houses(plain))
    siglas = list(_siglas(plain, houses))
    chars = list(lowered if case == "mayusculas" else cell.text)
    for start, end in siglas:
        chars[start:end] = cell.text[start:end].upper()
    for start, end in houses:
        if case == "mayusculas" or any(0 < at - end < _BESIDE for at, _ in siglas):
            _raise(chars, plain, start, end)
    if case == "mayusculas":
        chars[:1] = chars[0].upper()
        for stop in re.finditer(r"\.\s+([a-zñáéíóú])", lowered):
            chars[stop.start(1)] = chars[stop.start(1)].upper()
        for start, end, _ in plain_names(lowered):
            _raise(chars, plain, start, end)
        for match in _POST.finditer(plain):
            if match["word"] not in _LINKS | _BEHIND_HOUSE and (match["told"] or like_post(match["word"])):
                chars[match.start("word")] = chars[match.start("word")].upper()
        for word in re.finditer(r"[\w.&]+", plain):
            if _STAY.match(word.group()) and "@" not in plain[word.start() - 1 : word.end() + 1]:
                chars[slice(*word.span())] = cell.text[slice(*word.span())].upper()
    return _rewritten(cell, "".join(chars))


def _raise(chars: list[str], plain: str, start: int, end: int) -> None:
    for word in re.finditer(r"[^\W_]+", plain[start:end]):
        if word.group() not in _LINKS or plain[start + word.end() : start + word.end() + 1] == ".":
            end = word.end() if any(map(str.isdigit, word.group())) else word.start() + 1  # a district's code
            for at in range(start + word.start(), start + end):
                chars[at] = chars[at].upper()


def _houses(plain: str) -> Iterable[tuple[int, int]]:
    """Where the text names houses: from the word that they begin with to the one that is none of a name, or to siglas
    made of the name's beginnings."""
    at = 0
    while match := HOUSE_BEGINNINGS.search(plain, at):
        end = at = match.end()
        if plain.endswith("maxima ", 0, match.start()):
            continue
        for word in itertools.islice(_NEXT.finditer(plain[match.end() : match.end() + _LONGEST]), _MOST_WORDS):
            start, said = match.end() + word.start(), word[1].rstrip(".")
            if start != at or said in _BEHIND_HOUSE or _NEW_ONE.match(plain, start):
                break
            begun = plain[match.start() : end] if end > match.end() else ""
            if begun and len(said) > 2 and said.isalpha() and of_beginnings(said, begun):
                break
            form = _LEGAL_FORM.fullmatch(word[1])
            at = start + 1 + len(word[1] if form else said)
            end = end if said in _LINKS else at
            at += len(word[1]) > len(said) and not form
        at = end
        if not generic(plain[match.start() : end]) and " " in plain[match.start() : end]:
            yield match.start(), end


_NEXT = re.compile(r" ([a-z0-9.ñ]+)")
_MOST_WORDS, _LONGEST = 30, 400  # of a house's name, as sentences in both cases have it
_LEGAL_FORM = re.compile(r"(?:[a-z]\.){1,3}[a-z]?")  # «S.A.»
_NEW_ONE = re.compile(r" nuev[oa]s? (?:administrador|aiq|responsable|usuari)")


def _siglas(plain: str, houses: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    for match in _SIGLAS.finditer(plain):
        group = next(name for name in _GROUPS if match[name])
        if group == "said" and (made := _made_of_a_house(plain, match.start(group), houses)):
            yield made
            continue
        within = any(start < match.end(group) and match.start(group) < end for start, end in houses)
        if match[group] not in _LINKS | _BEHIND_HOUSE and not like_post(match[group]) and not within:
            yield match.span(group)
    for start, end in houses:
        beside = _APPOSED.match(plain, end)
        if beside and beside["said"] not in _LINKS | _BEHIND_HOUSE and of_beginnings(beside["said"], plain[start:end]):
            yield beside.span("said")


def _made_of_a_house(plain: str, start: int, houses: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first of the words from a place on that is made of the beginnings of a house's words."""
    for word in re.finditer(r"[a-z][a-z0-9]{2,14}\b", plain[start : start + _BESIDE]):
        if any(of_beginnings(word.group(), plain[slice(*house)]) for house in houses):
            return start + word.start(), start + word.end()
    return None


def _rewritten(cell: Cell, text: str) -> Cell:
    words: list[Word] = []
    at = 0
    for word in cell.words:
        size = len(tidy(word.text))
        words.append(replace(word, text=text[at : at + size]))
        at += size + 1
    if " ".join([word.text for word in words]) != text:
        return cell
    return replace(cell, words=tuple(words), text=text)


def as_written(records: Sequence[Record], changed: Sequence[tuple[Cell, Cell]]) -> None:
    """Give the records their values and words as the paragraphs had them; `changed` are those before and after."""
    if not changed:
        return
    known = {
        (before.page, word.box): (tidy(word.text), other.text)
        for before, after in changed
        for word, other in zip(before.words, after.words, strict=True)
    }
    for record in records:
        record.hits[:] = [_restored(hit, known) for hit in record.hits]


def _restored(hit: Hit, known: dict[tuple[int, tuple[float, float, float, float]], tuple[str, str]]) -> Hit:
    words = []
    for word in hit.cell.words:
        written, read = known.get((hit.cell.page, word.box), (word.text, word.text))
        at = read.find(word.text)
        words.append(replace(word, text=written[at : at + len(word.text)]) if at >= 0 else word)
    text = " ".join([word.text for word in words])
    if text == hit.cell.text:
        return hit
    cell = replace(hit.cell, words=tuple(words), text=text)
    if hit.campo in ("correo", "siglas") or not hit.valor:
        return replace(hit, cell=cell)
    at = text.lower().find(hit.valor.lower())
    valor = text[at : at + len(hit.valor)] if at >= 0 else hit.valor.upper() if text.isupper() else hit.valor
    return replace(hit, cell=cell, checked=replace(hit.checked, valor=valor))
