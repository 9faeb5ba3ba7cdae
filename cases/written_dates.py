"""Dates as Spanish letters write them, found in a text and given as ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from cases.text import flat

_MONTHS = {
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
    "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
    "ene": 1, "feb": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dic": 12,
}  # fmt: skip
_WORDS = {
    "cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17,
    "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintidos": 22, "veintitres": 23,
    "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
    "treinta": 30,
}  # fmt: skip
_WORDS |= {"primero": 1, "primer": 1, "un": 1, "veintiun": 21, "treinta y uno": 31, "treinta y un": 31}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_TENS = {"cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "treinta": 30}
_YEAR_WORD = r"dos mil(?: (?P<tail>[a-z]+(?: y [a-z]+)?))?"
_YEAR = rf"(?:(?P<year>(?:19|20)\d\d|20\s\d\d|2\.0\d\d)|{_YEAR_WORD})"
_OF_YEAR = r"(?:\s*,?\s*del?(?:\s+(?:presente\s+)?ano)?|\s*[/\-,.])?"
_DAY = rf"(?P<day>\d{{1,2}}(?!\d)|(?:{_DAY_WORD})\b)(?:(?:\s?\.)?\s?[°º]|(?:ro|ero|do|er)\b\.?)?"
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {numeral: month for month, numeral in enumerate(_NUMERALS, 1)}
_LONG = re.compile(
    rf"(?<!\w){_DAY}\s*(?:\(\d{{1,2}}\))?\s*"
    rf"(?:dia(?:s|\(s\))?\s+)?(?:del mes\s+)?(?:del?\s+|[/\-.]\s?)?"
    rf"{_MONTH}{_OF_YEAR}\s*{_YEAR}"
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH},?\s+{_DAY}\s*{_OF_YEAR}\s*{_YEAR}")
_NUMERIC = re.compile(
    r"(?<![\d\-/.])(?P<day>\d{1,2})\s?(?P<sep>[/\-.])\s?(?P<num>\d{1,2})\s?(?P=sep)\s?(?P<year>20\d\d|19\d\d)(?!\d)"
)
_SHORT_YEAR = re.compile(  # «28-jun-26», «28/06/26»
    rf"(?<![\w\-/.])(?P<day>\d{{1,2}})(?P<sep>[/\-.])(?:{_MONTH}|(?P<num>\d{{1,2}}))(?P=sep)(?P<short>[23]\d)(?![\w\-/.])"
)
_ROMAN_MONTH = re.compile(
    r"(?<![\w\-/.])(?P<day>\d{1,2})(?P<sep>[/\-.])"
    rf"(?P<roman>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?P=sep)(?P<year>20\d\d)(?!\d)"
)
_YEAR_FIRST = re.compile(
    rf"(?<![\d\-/])(?P<year>20\d\d)(?P<sep>[/\-.])(?:{_MONTH}|(?P<num>\d{{1,2}}))(?P=sep)(?P<day>\d{{1,2}})(?![\d\-/])"
)

_DIGIT = re.compile(r"\d")


def small_number(word: str) -> int | None:
    """A number in figures, or in a folded word up to thirty; null for any other word."""
    return int(word) if word.isdecimal() else _WORDS.get(word)


def _number(word: str | None) -> int | None:
    if not word:
        return 0
    if word.isdecimal():
        return int(word)
    if word in _WORDS:
        return _WORDS[word]
    tens, _, unit = word.partition(" y ")
    return _TENS[tens] + _WORDS.get(unit, 0) if tens in _TENS else None


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = int(parts["num"]) if parts.get("num") else _ROMAN.get(parts.get("roman") or "") or _MONTHS[parts["month"]]
    tail = _number(parts.get("tail"))
    if tail is None:  # «dos mil veinticuatro del presente»: only the first word belongs to the year
        tail = _number((parts.get("tail") or "").split()[0])
    year = int(re.sub(r"[ .]", "", parts["year"])) if parts.get("year") else 2000 + int(parts.get("short") or tail or 0)
    day = _number(parts["day"])
    try:
        return date(year, month, day or 0).isoformat()
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def find_dates(text: str) -> tuple[tuple[str, int, int], ...]:
    """Every date in a text as (ISO date, start, end), in order of place; impossible dates are left out."""
    plain = flat(text)
    found: list[tuple[str, int, int]] = []
    if not _DIGIT.search(plain) and "dos mil" not in plain:
        return ()
    for pattern in (_LONG, _MONTH_FIRST, _NUMERIC, _YEAR_FIRST, _ROMAN_MONTH, _SHORT_YEAR):
        for match in pattern.finditer(plain):
            iso = _iso(match)
            if iso and not any(start < match.end() and match.start() < end for _, start, end in found):
                found.append((iso, match.start(), match.end()))
    return tuple(sorted(found, key=lambda item: item[1]))


def read_date(text: str | None) -> str | None:
    """The first date of a text as ISO 8601, or null."""
    dates = find_dates(text or "")
    return dates[0][0] if dates else None
