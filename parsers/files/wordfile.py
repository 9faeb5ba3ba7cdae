"""Paragraphs and tables of a Word file, in the order a reader sees them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice

from parsers.files.flow import Cell, Line, Table
from parsers.files.nested import Held, count, held, once, unnested

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 12
_MOST_SECTIONS = 50
_TINY = 4  # half points
_PALE = re.compile(r"(?:f[5-9a-f]){3}", re.I)


def docx_blocks(data: bytes) -> list[Line | Table]:
    """Page headers first (each text once), then the body. Deleted and hidden text is left out; footers too: they hold
    the institution's switchboard, not the letter."""
    import docx

    document = docx.Document(io.BytesIO(_as_document(data)))
    headers = [
        _docx_children(header._element, 0)
        for section in islice(document.sections, _MOST_SECTIONS)
        for header in _docx_headers(section)
    ]
    return [*once(headers), *_docx_children(document.element.body, 0)]


def _as_document(data: bytes) -> bytes:
    """The package; a template or a file with macros (which nobody runs) as the document that it else is."""
    types = "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        told = package.read(types)
        plain = _KIND_OF_MAIN.sub(_MAIN, told)
        if plain == told:
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for member in package.infolist():
                copy.writestr(member.filename, plain if member.filename == types else package.read(member))
        return out.getvalue()


_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KIND_OF_MAIN = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?|"
    rb"openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)


def _docx_headers(section) -> list:
    """A section's headers; one that its first page has for itself comes first."""
    first = [section.first_page_header] if section.different_first_page_header_footer else []
    return [*first, section.header]


_WRAPPERS = tuple(_W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))


def _docx_children(parent, depth: int) -> Iterator[Line | Table]:
    for child in parent:
        if child.tag == _W + "p":
            yield from _docx_paragraph(child, depth)
        elif child.tag == _W + "tbl":
            rows = (row for row in child.iter(_W + "tr") if _owner(row) is child and not _is_deleted(row))
            yield from unnested([_docx_row(row, depth) for row in rows])
        elif child.tag in _WRAPPERS and depth < _DEEPEST and not _is_prompt(child):
            yield from _docx_children(child, depth + 1)


def _is_deleted(row) -> bool:
    return row.find(f"{_W}trPr/{_W}del") is not None


def _is_prompt(node) -> bool:
    """Whether a content control still shows the words that ask for its content."""
    return node.tag == _W + "sdt" and node.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def _owner(row):
    """The table a row belongs to, past the wrappers of content controls."""
    node = row.getparent()
    while node is not None and node.tag != _W + "tbl":
        node = node.getparent()
    return node


def _docx_paragraph(paragraph, depth: int) -> Iterator[Line | Table]:
    text, bold = _docx_text(paragraph)
    if text.strip():
        yield Line(text, bold)
    if depth < _DEEPEST:
        for box in _text_boxes(paragraph):
            yield from _docx_children(box, depth + 1)


def _text_boxes(paragraph) -> Iterator:
    """Text frames anchored in a paragraph, each once: Word repeats them in a fallback for old versions."""
    for box in paragraph.iter(_W + "txbxContent"):
        if not any(parent.tag.endswith("}Fallback") for parent in box.iterancestors()):
            yield box


_PIECES = tuple(_W + tag for tag in ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "checkBox", "ddList"))
_UNSEEN = tuple(_W + tag for tag in ("del", "moveFrom", "txbxContent"))
# Boxes of the symbol fonts that forms are ticked with.
_SYMBOLS = dict.fromkeys(("F0FE", "F052", "F054"), "☑") | dict.fromkeys(("F0FD", "F078", "F051", "F053"), "☒")
_SYMBOLS |= dict.fromkeys(("F0A8", "F06F", "F0A3", "F071", "F072"), "☐") | {"F0FC": "✓", "F050": "✓"}


def _docx_text(paragraph) -> tuple[str, bool]:
    parts: list[str] = []
    letters = strong = 0
    run, shown, bold = None, False, False
    for node in paragraph.iter(*_PIECES):
        if run is None or node.getparent() is not run:  # the pieces of a run, thousands maybe, look alike
            run = node.getparent()
            shown, bold = _run_look(run, paragraph)
        if not shown:
            continue
        piece = _docx_piece(node)
        parts.append(piece)
        letters += len(piece)
        strong += len(piece) if bold else 0
    return "".join(parts), strong * 2 > letters > 0


def _run_look(run, paragraph) -> tuple[bool, bool]:
    """Whether what stands directly in an element is text that shows (a tab may also be a stop of a ruler), and whether
    it is bold."""
    parents = [run, *run.iterancestors()]
    inside = parents[: parents.index(paragraph)]
    if not inside or run.tag == _W + "tabs" or any(parent.tag in _UNSEEN or _is_prompt(parent) for parent in inside):
        return False, False
    mark = run.find(f"{_W}rPr/{_W}b")
    bold = mark is not None and mark.get(_W + "val") not in ("0", "false")
    return not _is_unseen(run, parents), bold


def _docx_piece(node) -> str:
    match node.tag.removeprefix(_W):
        case "t":
            return node.text or ""
        case "tab" | "ptab":
            return "\t"
        case "noBreakHyphen":
            return "-"
        case "sym":
            return _SYMBOLS.get(node.get(_W + "char", "").upper(), "")
        case "checkBox":
            ticked = next((tick for tag in ("checked", "default") if (tick := node.find(_W + tag)) is not None), None)
            return "☒ " if ticked is not None and ticked.get(_W + "val") not in ("0", "false") else "☐ "
        case "ddList":
            choices = [entry.get(_W + "val") or "" for entry in node.findall(_W + "listEntry")]
            chosen = node.find(_W + "result")
            at = int(chosen.get(_W + "val")) if chosen is not None and chosen.get(_W + "val", "").isdigit() else 0
            return choices[at] if at < len(choices) else ""
    return "\n"


def _is_unseen(run, parents: list) -> bool:
    """Whether a run is declared hidden, too small to be seen, or of the paper's colour where nothing lies under it."""
    look = run.find(_W + "rPr")
    if look is None:
        return False
    hidden = look.find(_W + "vanish")
    if hidden is not None and hidden.get(_W + "val") not in ("0", "false", "off"):
        return True
    size, colour = look.find(_W + "sz"), look.find(_W + "color")
    if size is not None and (size.get(_W + "val") or "").isdecimal() and int(size.get(_W + "val")) <= _TINY:
        return True
    if colour is None or not _PALE.fullmatch(colour.get(_W + "val") or ""):
        return False
    return look.find(_W + "highlight") is None and not any(map(_has_ground, parents))


def _has_ground(node) -> bool:
    """Whether a run, paragraph, cell or table is shaded; a table's style may be."""
    for kind in ("rPr", "pPr", "tcPr", "tblPr"):
        own = node.find(_W + kind)
        shade = own.find(_W + "shd") if own is not None else None
        if shade is not None and not _PALE.fullmatch(shade.get(_W + "fill") or "ffffff"):
            return True
        if own is not None and own.find(_W + "tblStyle") is not None:
            return True
    return False


def _docx_row(row, depth: int) -> list[Held]:
    skipped = row.find(f"{_W}trPr/{_W}gridBefore")
    cells = [Held(Cell("", count(skipped.get(_W + "val"))))] if skipped is not None else []
    for cell in row.iter(_W + "tc"):
        parents = list(cell.iterancestors())
        if any(parent.tag in (_W + "tc", _W + "txbxContent") for parent in parents[: parents.index(row)]):
            continue  # a cell of a table within a cell: it is taken with the outer one
        span, merged = cell.find(f"{_W}tcPr/{_W}gridSpan"), cell.find(f"{_W}tcPr/{_W}vMerge")
        below = merged is not None and merged.get(_W + "val") != "restart"
        blocks = () if below or depth >= _DEEPEST else tuple(_docx_children(cell, depth + 1))
        cells.append(held(blocks, count(span.get(_W + "val") if span is not None else None)))
    return cells
