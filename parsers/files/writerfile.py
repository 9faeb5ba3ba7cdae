"""Paragraphs and tables of a Writer file, in the order a reader sees them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from odf.namespaces import DRAWNS, STYLENS, TABLENS, TEXTNS

from parsers.files.flow import Cell, Line, Table
from parsers.files.nested import Held, count, held, once, unnested

_DEEPEST = 12
_MOST_PAGES = 50
_WIDEST = 64


def odt_blocks(data: bytes) -> list[Line | Table]:
    """Page headers first (each text once), then the body; frames come where they are anchored. Footers and hidden text
    are left out."""
    from odf.opendocument import load

    document = load(io.BytesIO(data))
    hidden = _hidden_styles(document)
    headers = [_odt_children(header, 0, hidden) for header in _odt_headers(document)]
    return [*once(headers), *_odt_children(document.text, 0, hidden)]


def _odt_headers(document) -> list:
    """The headers of all kinds of pages; those of first pages come first, and alone where nothing else differs."""
    pages = [page for page in document.masterstyles.childNodes if _kind(page) == "master-page"]
    found = [part for page in pages for part in page.childNodes if _kind(part) in ("header", "header-first")]
    shown = [part for part in found if part.getAttrNS(STYLENS, "display") != "false"]
    return sorted(shown, key=lambda part: _kind(part) != "header-first")[:_MOST_PAGES]


def _hidden_styles(document) -> frozenset[str]:
    """The names of the styles whose text is not shown."""
    names = set()
    for styles in (document.automaticstyles, document.styles):
        for style in styles.childNodes:
            parts = style.childNodes if _kind(style) == "style" else ()
            if any(_kind(part) == "text-properties" and part.getAttrNS(TEXTNS, "display") == "none" for part in parts):
                names.add(style.getAttrNS(STYLENS, "name"))
    return frozenset(names)


def _kind(node) -> str:
    return getattr(node, "qname", ("", ""))[1]


def _odt_children(parent, depth: int, hidden: frozenset[str]) -> Iterator[Line | Table]:
    for child in parent.childNodes:
        kind = _kind(child)
        if kind in ("p", "h"):
            boxes: list = []
            if (text := odf_text(child, hidden=hidden, boxes=boxes)).strip():
                yield Line(text)
            for box in boxes if depth < _DEEPEST else ():
                yield from _odt_children(box, depth + 1, hidden)
        elif kind == "table":
            yield from unnested(list(_odt_rows(child, depth, hidden)))
        elif kind not in ("tracked-changes", "sequence-decls", "forms") and depth < _DEEPEST and child.childNodes:
            yield from _odt_children(child, depth + 1, hidden)


def _odt_rows(table, depth: int, hidden: frozenset[str]) -> Iterator[list[Held]]:
    for child in table.childNodes:
        kind = _kind(child)
        if kind == "table-row":
            yield _odt_row(child, depth, hidden)
        elif kind in ("table-header-rows", "table-rows", "table-row-group") and depth < _DEEPEST:
            yield from _odt_rows(child, depth + 1, hidden)


def _odt_row(row, depth: int, hidden: frozenset[str]) -> list[Held]:
    """A row's cells. What a cell to the left covers is its own; what one above covers is an empty cell."""
    cells: list[Held] = []
    owned = 0
    for child in row.childNodes:
        repeated = count(child.getAttrNS(TABLENS, "number-columns-repeated"))
        if _kind(child) == "table-cell":
            span = count(child.getAttrNS(TABLENS, "number-columns-spanned"))
            blocks = tuple(_odt_children(child, depth + 1, hidden)) if depth < _DEEPEST else ()
            cells += [held(blocks, span)] * repeated
            owned = span - 1
        elif _kind(child) == "covered-table-cell":
            cells += [Held(Cell())] * max(0, repeated - owned)
            owned = max(0, owned - repeated)
    return cells[:_WIDEST]


def odf_text(node, depth: int = 0, hidden: frozenset[str] = frozenset(), boxes: list | None = None) -> str:
    """Text under an ODF element, with its coded blanks, tabs and breaks; notes of reviewers and what a style of
    `hidden` hides left out. Text frames are put into `boxes`, where given."""
    if node.nodeType == node.TEXT_NODE:
        return node.data
    kind = _kind(node)
    match kind:
        case "s":
            return " " * count(node.getAttrNS(TEXTNS, "c"))
        case "tab":
            return "\t"
        case "line-break":
            return "\n"
    if boxes is not None and _is_box(node):
        boxes.append(node)
        return ""
    unseen = kind in ("annotation", "note") or _is_odt_prompt(node, kind)
    if unseen or depth > 4 * _DEEPEST or (kind == "span" and node.getAttrNS(TEXTNS, "style-name") in hidden):
        return ""
    pieces = [odf_text(child, depth + 1, hidden, boxes) for child in node.childNodes]
    return ("\n" if kind in ("list-item", "text-box") else "").join(pieces)


def _is_box(node) -> bool:
    """Whether a drawing holds paragraphs: a text frame, or a shape with text."""
    return node.qname[0] == DRAWNS and any(_kind(child) in ("p", "h", "list", "table") for child in node.childNodes)


def _is_odt_prompt(node, kind: str) -> bool:
    """Whether a content control still shows the words that ask for its content."""
    return kind == "content-control" and any(
        name[1] == "showing-place-holder" and value == "true" for name, value in node.attributes.items()
    )
