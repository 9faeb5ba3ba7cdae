"""A look at a PDF before anything expensive opens it: bombs, passwords, form fields and files inside."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass

from cases.evidence import Caja
from parsers.bounds.documentlimits import DocumentLimits
from parsers.pages.page import FormField
from parsers.pages.upright import Turn

_STACKED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW)\s*/(?:FlateDecode|Fl|LZWDecode|LZW)\b")
_STREAM = re.compile(rb"stream\r?\n")
# A name may be written with any of its letters as a number.
_LAYERS = re.compile(b"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (c, c, c) for c in b"OCProperties"))
_PACKED_OBJECTS = re.compile(rb"/ObjStm\b")
_PACKED_MOST = 4_000_000
_LONGEST = 2_000  # characters of a field's value or name
_DEFLATE_MOST = 1032  # no deflate stream grows by more


@dataclass(frozen=True, slots=True)
class Inside:
    """What pypdf found in the structure. `fields` have places on the upright page; `embedded` are (name, bytes)."""

    fields: tuple[FormField, ...] = ()
    embedded: tuple[tuple[str, bytes], ...] = ()


def is_bomb(data: bytes, limits: DocumentLimits) -> bool:
    """Whether some stream would unpack to more than `limits.unpacked` bytes, without unpacking it into memory."""
    if _STACKED.search(data):
        return _grows_twice(data, limits)
    return any(_unpacked_over(data, match.end(), limits.unpacked) for match in _suspects(data, limits))


def _suspects(data: bytes, limits: DocumentLimits):
    """Streams long enough that deflate could reach the limit; short ones cannot, whatever they hold."""
    least = limits.unpacked // _DEFLATE_MOST
    if len(data) < least:
        return
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        end = data.find(b"endstream", match.end())
        if (end if end >= 0 else len(data)) - match.end() >= least:
            yield match


def _unpacked_over(data: bytes, start: int, most: int) -> bool:
    if data[start : start + 1] not in (b"x", b"h", b"X", b"H", b"8", b"\x18", b"(", b"\x08"):
        return False
    total, engine, chunk = 0, zlib.decompressobj(), memoryview(data)[start:]
    try:
        while not engine.eof:
            out = engine.decompress(chunk, 1 << 20)
            total += len(out)
            if total > most:
                return True
            chunk = engine.unconsumed_tail
            if not out and not chunk:
                return False
    except zlib.error:
        return False
    return False


def _grows_twice(data: bytes, limits: DocumentLimits) -> bool:
    """Stacked filters hide their growth: each stream is unpacked once, within bounds, and looked at again."""
    for match in _STREAM.finditer(data):
        try:
            first = zlib.decompressobj().decompress(memoryview(data)[match.end() :], limits.unpacked // 8)
        except zlib.error:
            continue
        if len(first) >= limits.unpacked // 8 or _unpacked_over(first, 0, limits.unpacked):
            return True
    return False


def has_layers(data: bytes) -> bool:
    """Whether the file may have layers that can be turned off; also where that is hidden in objects that are packed."""
    if _LAYERS.search(data) or b"/Encrypt" in data:
        return True
    for match in _PACKED_OBJECTS.finditer(data):
        start = _STREAM.search(data, match.end(), match.end() + 2_000)
        try:
            inside = zlib.decompressobj().decompress(memoryview(data)[start.end() :], _PACKED_MOST) if start else b""
        except zlib.error:
            return True
        if len(inside) >= _PACKED_MOST or _LAYERS.search(inside):
            return True
    return False


def _configured(limits: DocumentLimits):
    import pypdf

    return pypdf.apply_configuration(
        zlib_maximum_output_length=limits.unpacked // 4,
        lzw_maximum_output_length=limits.unpacked // 4,
        run_length_maximum_output_length=limits.unpacked // 4,
        array_based_stream_maximum_output_length=limits.unpacked // 4,
        jbig2_maximum_output_length=limits.unpacked // 4,
    )


def look_inside(data: bytes, limits: DocumentLimits) -> Inside:
    """Form fields and embedded files; an empty answer when the structure cannot be read."""
    import pypdf

    with _configured(limits):
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted:
                reader.decrypt("")
            return Inside(_fields(reader, limits), _embedded(reader, limits))
        except Exception:  # pypdf answers broken files with many types; the words are read elsewhere
            return Inside()


def rewritten(data: bytes, limits: DocumentLimits) -> bytes | None:
    """The same document written anew without encryption, for files that only pypdf opens; null when nobody can."""
    import pypdf

    with _configured(limits):
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                return None
            if not reader.pages:
                return None
            out = io.BytesIO()
            writer = pypdf.PdfWriter()
            for page in reader.pages[: limits.pages]:
                writer.add_page(page)
            writer.write(out)
            return out.getvalue()
        except Exception:  # as above
            return None


def _fields(reader, limits: DocumentLimits) -> tuple[FormField, ...]:
    found: list[FormField] = []
    for number, page in enumerate(reader.pages[: limits.pages], start=1):
        for reference in page.get("/Annots") or ():
            field = _field(reference.get_object(), page, number)
            if field is not None and field.value:
                found.append(field)
    return tuple(found)


def _field(widget, page, number: int) -> FormField | None:
    if widget.get("/Subtype") != "/Widget":
        return None
    kind, value, names, label, node = None, None, [], None, widget
    for _ in range(16):  # a hostile file may chain parents in a ring
        kind = kind or node.get("/FT")
        value = value if value is not None else node.get("/V")
        label = label or node.get("/TU")
        if node.get("/T"):
            names.append(str(node["/T"]))
        if "/Parent" not in node:
            break
        node = node["/Parent"].get_object()
    if kind not in ("/Tx", "/Ch", "/Btn") or value is None:
        return None
    text = _value(value.get_object() if hasattr(value, "get_object") else value)
    name = ".".join(reversed(names))[:_LONGEST]
    return FormField(name, str(label)[:_LONGEST] if label else None, text[:_LONGEST], number, _place(widget, page))


def _value(value) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    text = str(value)
    return "" if text in ("/Off", "Off") else text.removeprefix("/").strip()


def _place(widget, page) -> Caja | None:
    try:
        left, bottom, right, top = (float(number) for number in widget["/Rect"])
        box = [float(number) for number in page.cropbox]
        return Turn((box[0], box[1], box[2], box[3]), page.rotation).rect(left, bottom, right, top)
    except (KeyError, TypeError, ValueError):
        return None


def _embedded(reader, limits: DocumentLimits) -> tuple[tuple[str, bytes], ...]:
    found: list[tuple[str, bytes]] = []
    for item in reader.attachment_list:
        if len(found) >= limits.embedded:
            break
        found.append((item.name, bytes(item.content)))
    return tuple(found)
