"""Paragraphs and tables of a Word or Writer file, in the order a reader sees them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from parsers.flow import Cell, Line, Table
from parsers.nested import Held, unnested

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 12
_MOST_SECTIONS = 50


def docx_blocks(data: bytes) -> list[Line | Table]:
    """Page headers first (each text once), then the body. Deleted text of tracked changes is left out; footers too:
    they hold the institution's switchboard, not the letter."""
    import docx

    document = docx.Document(io.BytesIO(data))
    blocks: list[Line | Table] = []
    seen: set[str] = set()
    for section in islice(document.sections, _MOST_SECTIONS):
        for block in _docx_children(section.header._element, 0):
            text = block.text if isinstance(block, Line) else repr(block.rows)
            if text not in seen:
                seen.add(text)
                blocks.append(block)
    blocks.extend(_docx_children(document.element.body, 0))
    return blocks


def _docx_children(parent, depth: int) -> Iterator[Line | Table]:
    for child in parent:
        if child.tag == _W + "p":
            yield from _docx_paragraph(child, depth)
        elif child.tag == _W + "tbl":
            yield from unnested([_docx_row(row, depth) for row in child.iter(_W + "tr") if _owner(row) is child])
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "smartTag") and depth < _DEEPEST:
            yield from _docx_children(child, depth + 1)


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


def _docx_text(paragraph) -> tuple[str, bool]:
    parts: list[str] = []
    letters = strong = 0
    for node in paragraph.iter(_W + "t", _W + "tab", _W + "br", _W + "cr", _W + "noBreakHyphen"):
        parents = list(node.iterancestors())
        inside = parents[: parents.index(paragraph)]
        if any(parent.tag in (_W + "del", _W + "txbxContent") for parent in inside):
            continue
        kind = node.tag.removeprefix(_W)
        piece = (node.text or "") if kind == "t" else {"tab": " ", "noBreakHyphen": "-"}.get(kind, "\n")
        parts.append(piece)
        mark = inside[0].find(f"{_W}rPr/{_W}b") if inside else None
        letters += len(piece)
        strong += len(piece) if mark is not None and mark.get(_W + "val") not in ("0", "false") else 0
    return "".join(parts), strong * 2 > letters > 0


def _docx_row(row, depth: int) -> list[Held]:
    cells: list[Held] = []
    for cell in row.iter(_W + "tc"):
        parents = list(cell.iterancestors())
        if any(parent.tag == _W + "tc" for parent in parents[: parents.index(row)]):
            continue  # a cell of a table within a cell: it is taken with the outer one
        lines = [_docx_text(paragraph) for paragraph in cell.iter(_W + "p")]
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        below = merged is not None and merged.get(_W + "val") != "restart"
        text = "" if below else "\n".join(text for text, _ in lines if text.strip())
        bold = any(bold for text, bold in lines if text.strip())
        nested = depth < _DEEPEST and next(cell.iter(_W + "tbl"), None) is not None
        blocks = tuple(_docx_children(cell, depth + 1)) if nested else ()
        cells.append(Held(Cell(text, _count(span.get(_W + "val") if span is not None else None), bold), blocks))
    return cells


def _count(value: str | None) -> int:
    """A repetition or span from a file: a whole number in reasonable bounds."""
    return min(max(int(value), 1), 64) if value and value.isdigit() else 1


def odt_blocks(data: bytes) -> list[Line | Table]:
    """Body of a Writer file; frames come where they are anchored."""
    from odf.opendocument import load

    return list(_odt_children(load(io.BytesIO(data)).text, 0))


def _odt_children(parent, depth: int) -> Iterator[Line | Table]:
    for child in parent.childNodes:
        kind = getattr(child, "qname", ("", ""))[1]
        if kind in ("p", "h"):
            if (text := odf_text(child)).strip():
                yield Line(text)
        elif kind == "table":
            yield from unnested(list(_odt_rows(child, depth)))
        elif kind not in ("tracked-changes", "sequence-decls", "forms") and depth < _DEEPEST and child.childNodes:
            yield from _odt_children(child, depth + 1)


def _odt_rows(table, depth: int) -> Iterator[list[Held]]:
    for child in table.childNodes:
        kind = getattr(child, "qname", ("", ""))[1]
        if kind == "table-row":
            yield [_odt_cell(cell, depth) for cell in child.childNodes if cell.qname[1] == "table-cell"]
        elif kind in ("table-header-rows", "table-rows", "table-row-group") and depth < _DEEPEST:
            yield from _odt_rows(child, depth + 1)


def _odt_cell(cell, depth: int) -> Held:
    text = "\n".join(odf_text(child) for child in cell.childNodes)
    nested = depth < _DEEPEST and _holds_table(cell)
    blocks = tuple(_odt_children(cell, depth + 1)) if nested else ()
    return Held(Cell(text, _count(cell.getAttribute("numbercolumnsspanned"))), blocks)


def _holds_table(node, depth: int = 0) -> bool:
    if depth > _DEEPEST:
        return False
    kinds = ((child, getattr(child, "qname", ("", ""))[1]) for child in node.childNodes)
    return any(kind == "table" or _holds_table(child, depth + 1) for child, kind in kinds)


def odf_text(node, depth: int = 0) -> str:
    """Text under an ODF element, with its coded blanks, tabs and breaks; notes of reviewers left out."""
    if node.nodeType == node.TEXT_NODE:
        return node.data
    kind = getattr(node, "qname", ("", ""))[1]
    if kind in ("s", "tab"):
        return " "
    if kind == "line-break":
        return "\n"
    if kind in ("annotation", "note") or depth > 4 * _DEEPEST:
        return ""
    pieces = [odf_text(child, depth + 1) for child in node.childNodes]
    return ("\n" if kind in ("list-item", "text-box") else "").join(pieces)
