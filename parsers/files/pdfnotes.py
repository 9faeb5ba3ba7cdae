"""What lies on a PDF page as annotation: text typed over the page, and whether there are fields to fill in."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as raw

from parsers.pages.page import Word
from parsers.pages.upright import Turn
from parsers.words.glyphs import clean

_TYPED = 0.85  # anyone can type over a letter after it was signed: a person must look
_HIDDEN = 2 | 32  # annotation flags: hidden, not viewed


def read_notes(page, turn: Turn) -> tuple[tuple[Word, ...], bool]:
    """(words of typewriter notes, whether some form field other than a signature lies on the page)."""
    words: list[Word] = []
    fillable = False
    for index in range(min(2_000, raw.FPDFPage_GetAnnotCount(page))):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind == raw.FPDF_ANNOT_WIDGET:
            fillable |= _text(note, b"FT") != "Sig"
        elif kind == raw.FPDF_ANNOT_FREETEXT and not raw.FPDFAnnot_GetFlags(note) & _HIDDEN:
            words.extend(_typed(note, turn))
        raw.FPDFPage_CloseAnnot(note)
    return tuple(words), fillable


def _text(note, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if not 2 < size < 100_000:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _typed(note, turn: Turn) -> list[Word]:
    """The note's lines spread over its rectangle: the file tells the text and the place, not each word's."""
    rect = raw.FS_RECTF()
    lines = [line for line in _text(note, b"Contents").replace("\r", "\n").split("\n") if line.strip()]
    if not lines or not raw.FPDFAnnot_GetRect(note, rect):
        return []
    x0, y0, x1, y1 = turn.rect(rect.left, rect.bottom, rect.right, rect.top)
    height, advance = (y1 - y0) / len(lines), (x1 - x0) / max(map(len, lines))
    words: list[Word] = []
    for row, line in enumerate(lines):
        column = 0
        for piece in line.split(" "):
            if text := clean(piece.strip()):
                left, top = x0 + column * advance, y0 + row * height
                words.append(Word(text, (left, top, left + len(piece) * advance, top + height), _TYPED))
            column += len(piece) + 1
    return words
