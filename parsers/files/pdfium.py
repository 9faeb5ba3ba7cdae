"""The few PDFium calls that run once per word or object, bound so that a page costs tenths of a millisecond.

pypdfium2's own bindings build several Python objects per call; at two thousand calls a page that would cost more than
the text extraction itself. The same C functions are called here through plain prototypes, a page in one `map`.
"""

from __future__ import annotations

import ctypes
import math
from array import array
from collections.abc import Sequence
from itertools import repeat

import pypdfium2.raw as raw

_INT, _PTR = ctypes.c_int, ctypes.c_void_p


def _bind(function, result, *arguments):
    """The function called with the interpreter's lock held: giving it up would take longer than the call."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, _PTR).value)


_loose_box = _bind(raw.FPDFText_GetLooseCharBox, _INT, _PTR, _INT, _PTR)
_unicode = _bind(raw.FPDFText_GetUnicode, ctypes.c_uint, _PTR, _INT)
_text_object = _bind(raw.FPDFText_GetTextObject, _PTR, _PTR, _INT)
_angle = _bind(raw.FPDFText_GetCharAngle, ctypes.c_float, _PTR, _INT)
_render_mode = _bind(raw.FPDFTextObj_GetTextRenderMode, _INT, _PTR)
_font = _bind(raw.FPDFTextObj_GetFont, _PTR, _PTR)
_font_name = _bind(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _PTR, _PTR, ctypes.c_size_t)
_page_object = _bind(raw.FPDFPage_GetObject, _PTR, _PTR, _INT)
_form_object = _bind(raw.FPDFFormObj_GetObject, _PTR, _PTR, ctypes.c_ulong)
_object_type = _bind(raw.FPDFPageObj_GetType, _INT, _PTR)
_fill_color = _bind(raw.FPDFPageObj_GetFillColor, _INT, _PTR, _PTR, _PTR, _PTR, _PTR)
_transparent = _bind(raw.FPDFPageObj_HasTransparency, _INT, _PTR)
_clip = _bind(raw.FPDFPageObj_GetClipPath, _PTR, _PTR)
_clip_paths = _bind(raw.FPDFClipPath_CountPaths, _INT, _PTR)
_bounds = _bind(raw.FPDFPageObj_GetBounds, _INT, _PTR, _PTR, _PTR, _PTR, _PTR)
set_active = _bind(raw.FPDFPageObj_SetIsActive, _INT, _PTR, _INT)

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
INVISIBLE = 3
_MOST_CLIP_POINTS = 40


def address(handle) -> int:
    """The C pointer behind a pypdfium2 page, text page or document."""
    return ctypes.cast(handle.raw, _PTR).value


def characters(text_page) -> str:
    """All characters of a text page; index in the string = PDFium's character index."""
    count = max(0, raw.FPDFText_CountChars(text_page))
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Characters outside the basic plane, or left out of the text buffer, shift the indexes: ask for each one.
    codes = map(_unicode, repeat(address(text_page)), range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def boxes(text_page, indexes: Sequence[int]) -> array:
    """Advance boxes of characters as a flat array of left, top, right, bottom in unturned page space."""
    flat = array("f", bytes(16 * len(indexes)))
    base = flat.buffer_info()[0]
    handle = address(text_page)
    list(map(_loose_box, repeat(handle), indexes, range(base, base + 16 * len(indexes), 16)))
    return flat


def text_objects(text_page, indexes: Sequence[int]) -> list[int | None]:
    """The page object that each character was drawn by."""
    return list(map(_text_object, repeat(address(text_page)), indexes))


def angle(text_page, index: int) -> float:
    """Direction of a character's baseline in radians, clockwise in page space."""
    return _angle(address(text_page), index)


def styles(objects: Sequence[int | None]) -> dict[int | None, tuple[bool, bool]]:
    """(invisible, bold) of every text object."""
    names: dict[int | None, bool] = {None: False}
    result: dict[int | None, tuple[bool, bool]] = {None: (False, False)}
    buffer = ctypes.create_string_buffer(128)
    for item in set(objects) - {None}:
        font = _font(item)
        if font not in names:
            _font_name(font, ctypes.addressof(buffer), 128)
            name = buffer.value.lower()
            names[font] = b"bold" in name or b"black" in name or b"heavy" in name or b"semibold" in name
        result[item] = (_render_mode(item) == INVISIBLE, names[font])
    return result


def modes(objects: Sequence[int]) -> list[int]:
    """How each text object is painted: 0 filled, 1 its outline, 2 both, 3 not at all, from 4 on as a clip too."""
    return list(map(_render_mode, objects))


def colours(objects: Sequence[int]) -> array:
    """Red, green, blue and opacity (0..255) that each object is filled with, as a flat array; black where that is no
    plain colour."""
    flat = array("I", bytes(16 * len(objects)))
    base = flat.buffer_info()[0]
    places = [range(base + 4 * part, base + 16 * len(objects) + 4 * part, 16) for part in range(4)]
    list(map(_fill_color, objects, *places))
    return flat


def see_through(objects: Sequence[int]) -> list[int]:
    """Whether each object lets something through: opacity, a mask, a blending."""
    return list(map(_transparent, objects))


def clips(objects: Sequence[int]) -> list[int]:
    """By how many shapes each object is cut off."""
    return list(map(_clip_paths, map(_clip, objects)))


def clip_box(drawn: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of what the shapes that cut an object off have in common; null when that is not told."""
    clip = ctypes.cast(_clip(drawn), raw.FPDF_CLIPPATH)
    left, bottom, right, top = -math.inf, -math.inf, math.inf, math.inf
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(raw.FPDFClipPath_CountPaths(clip)):
        count = raw.FPDFClipPath_CountPathSegments(clip, path)
        if not 0 < count <= _MOST_CLIP_POINTS:
            return None
        across, along = [], []
        for index in range(count):
            if not raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, index), x, y):
                return None
            across.append(x.value)
            along.append(y.value)
        left, bottom = max(left, min(across)), max(bottom, min(along))
        right, top = min(right, max(across)), min(top, max(along))
    return left, bottom, right, top


def bounds(drawn: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of an object in the space of its page or form, uncut."""
    flat = array("f", bytes(16))
    base = flat.buffer_info()[0]
    return tuple(flat) if _bounds(drawn, base, base + 4, base + 8, base + 12) else None  # type: ignore[return-value]


def page_objects(page, most: int) -> list[tuple[int, int]]:
    """(type, pointer) of the page's own objects, at most `most`."""
    count = min(most, max(0, raw.FPDFPage_CountObjects(page)))
    items = list(map(_page_object, repeat(address(page)), range(count)))
    return list(zip(map(_object_type, items), items, strict=True))


def form_objects(form: int, most: int) -> list[tuple[int, int]]:
    """(type, pointer) of the objects inside a form XObject."""
    count = min(most, max(0, raw.FPDFFormObj_CountObjects(as_object(form))))
    items = [_form_object(form, index) for index in range(count)]
    return [(_object_type(item), item) for item in items if item]


def as_object(pointer: int):
    """A pointer of this module as the library's own page-object type."""
    return ctypes.cast(pointer, raw.FPDF_PAGEOBJECT)
