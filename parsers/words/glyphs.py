"""Characters as people read them: composed, without ligatures and invisible marks."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# PDFium writes a hyphen at a line's end as U+0002 or U+FFFE; the others are invisible characters.
_TABLE = _LIGATURES | {0x02: "-", 0xFFFE: "-"} | dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None)
# Bullets of symbol fonts; any other lone sign of private use becomes a plain one.
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖", 0xF0A8: "◆"}
_TABLE |= _BULLETS
_PRIVATE = re.compile("[\ue000-\uf8ff]+").fullmatch
_PLAIN = re.compile(r"[\s\x20-\x7e\u00a0-\u00ac\u00ae-\u017f\u2010-\u2026]*").fullmatch


def is_clean(text: str) -> bool:
    """Whether `clean` would leave the text, and each of its words, as they are."""
    return bool(_PLAIN(text))


def clean(text: str) -> str:
    """Composed letters, ligatures spelt out, invisible characters gone, symbol fonts' bullets as bullets."""
    if is_clean(text):
        return text
    text = unicodedata.normalize("NFC", text.translate(_TABLE))
    return "•" if _PRIVATE(text) else text
