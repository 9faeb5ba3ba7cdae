"""The same letter drawn otherwise: other letters, another sheet, another spacing, another program."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from tests.corpus.sources import mapped

Letter = dict[str, Any]

FAMILIES = (
    "Liberation Sans",
    "Liberation Serif",
    "Liberation Sans Narrow",
    "Liberation Mono",
    "DejaVu Sans",
    "DejaVu Serif",
    "DejaVu Sans Condensed",
    "Nimbus Roman",
    "C059",
)
# Text at fixed places, or in boxes of a fixed size, would run over other text: no program writes such a sheet.
_FIXED = re.compile(r"position:\s*(absolute|fixed)|overflow|nowrap|writing-mode|transform|white-space", re.IGNORECASE)
_WIDE = re.compile(r"width:\s*\d+(?:\.\d+)?(?:cm|mm|px|pt|in)|width=[\"']?\d+[\"' >]", re.IGNORECASE)
_MARGINS = re.compile(r"content:|running\(", re.IGNORECASE)
# What LibreOffice does not know when it opens HTML as text.
_STYLED = re.compile(r"display|flex|grid|column|float|::?(?:before|after)|counter|<svg|content:|running", re.IGNORECASE)
_POINTS = re.compile(r"(font(?:-size)?:[^;}\"']*?)(\d+(?:\.\d+)?)pt", re.IGNORECASE)
_BASE = re.compile(r"(?:body|html|\*)[^{}]*\{[^}]*font(?:-size)?:", re.IGNORECASE)
_OFFICE = ("libreoffice", "docx", "odt")


def _styled(sheet: Letter, style: str) -> Letter:
    return sheet | {"html": f"{sheet['html']}\n<style>{style}</style>"}


def _every(letter: Letter, change: Callable[[Letter], Letter | None]) -> Letter | None:
    """Every drawn sheet changed, or nothing where one of them cannot be."""
    sheets = []
    for sheet in letter.get("hojas", ()):
        changed = change(sheet) if "html" in sheet and "escaneo" not in sheet else sheet
        if changed is None:
            return None
        sheets.append(changed)
    return _renamed(letter | {"hojas": sheets}) if sheets != letter.get("hojas", []) else None


def _renamed(letter: Letter) -> Letter:
    """The sheets named as what they now are, wherever they are named."""
    for sheet in letter["hojas"]:
        name = PurePath(sheet["nombre"])
        ending = f".{sheet['por']}" if sheet.get("por") in ("docx", "odt") else ".pdf"
        if "html" in sheet and name.suffix in (".pdf", ".docx", ".odt") and name.suffix != ending:
            new = str(name.with_suffix(ending))
            letter = mapped(letter, lambda text, _, old=str(name), new=new: text.replace(old, new))
    return letter


def _by_style(sheet: Letter) -> Letter | None:
    """The sheet by a program that obeys a style sheet."""
    if _FIXED.search(sheet["html"]):
        return None
    return sheet | {"por": "weasyprint"} if sheet.get("por") in _OFFICE else sheet


def type_face(letter: Letter, rng: random.Random) -> Letter | None:
    """Another family, and every size larger or smaller by one share (the text of 8 to 13 points)."""
    family, share = rng.choice(FAMILIES), rng.choice((0.78, 0.86, 0.93, 1.07, 1.14))

    def change(sheet: Letter) -> Letter | None:
        if (plain := _by_style(sheet)) is None:
            return None
        html = _POINTS.sub(lambda m: f"{m[1]}{float(m[2]) * share:.1f}pt", plain["html"])
        base = "" if _BASE.search(html) else f"body {{ font-size: {11 * share:.1f}pt }}"
        return _styled(plain | {"html": html}, f"{base} * {{ font-family: '{family}' !important }}")

    return _every(letter, change)


def page(letter: Letter, rng: random.Random) -> Letter | None:
    """Another sheet and other margins, down to a narrow column."""
    size = rng.choice(("A4", "letter", "legal"))
    margins = rng.choice(("1.2cm 1.5cm", "3cm 4cm", "2.5cm 5cm 2.5cm 4.5cm", "2cm 1.5cm 2cm 6cm", "6cm 2.5cm 4cm 3cm"))

    def change(sheet: Letter) -> Letter | None:
        plain = _by_style(sheet)
        if plain is None or _WIDE.search(plain["html"]):
            return None
        margin = "" if _MARGINS.search(plain["html"]) else f"; margin: {margins}"
        return _styled(plain, f"@page {{ size: {size}{margin} }}")

    return _every(letter, change)


def spacing(letter: Letter, rng: random.Random) -> Letter | None:
    """Lines closer or farther, letters apart, text stretched to the margins, words broken with hyphens."""
    style = rng.choice(
        (
            "* { line-height: 1.08 !important }",
            "* { line-height: 1.9 !important }",
            "* { letter-spacing: .05em }",
            "* { letter-spacing: -.02em }",
            "* { word-spacing: .35em }",
            "p, li, td, div { text-align: justify !important }",
            "p, li, td, div { text-align: left !important }",
            "p, li, td, div { text-align: justify !important; hyphens: auto }",
            "td, th { padding: 0 1pt !important }",
            "td, th { padding: 9pt 12pt !important; vertical-align: middle !important }",
            "td, th { border: none !important; background: none !important }",
        )
    )

    def change(sheet: Letter) -> Letter | None:
        plain = _by_style(sheet)
        changed = None if plain is None else _styled(plain, style)
        if changed and "hyphens" in style:
            changed["html"] = f"<html lang=es>{changed['html']}"
        return changed

    return _every(letter, change)


def producer(letter: Letter, rng: random.Random) -> Letter | None:
    """Another program; LibreOffice only for sheets that it understands."""

    def change(sheet: Letter) -> Letter | None:
        others = ["weasyprint", "chromium"] if not _MARGINS.search(sheet["html"]) else ["weasyprint"]
        if not _STYLED.search(sheet["html"]) and not _FIXED.search(sheet["html"]):
            others += _OFFICE
        others = [name for name in others if name != sheet.get("por", "weasyprint")]
        return sheet | {"por": rng.choice(others)} if others else None

    return _every(letter, change)
