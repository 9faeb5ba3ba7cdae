"""Paragraphs and tables of a Writer file, in the order a reader sees them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

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
    sight = Sight.of(document)
    headers = [_odt_children(header, 0, sight) for header in _odt_headers(document)]
    return [*once(headers), *_odt_children(document.text, 0, sight)]


def _odt_headers(document) -> list:
    """The headers of all kinds of pages; those of first pages come first, and alone where nothing else differs."""
    pages = [page for page in document.masterstyles.childNodes if _kind(page) == "master-page"]
    found = [part for page in pages for part in page.childNodes if _kind(part) in ("header", "header-first")]
    shown = [part for part in found if part.getAttrNS(STYLENS, "display") != "false"]
    return sorted(shown, key=lambda part: _kind(part) != "header-first")[:_MOST_PAGES]


Look = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the text of an element looks like: what the styles around it say, the innermost last (`own`)."""

    looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    own: Look = field(default_factory=dict)

    @classmethod
    def of(cls, document) -> Sight:
        """That of a document, before any element. A style looks as its parent does unless it says otherwise."""
        looks: dict[tuple[str, str], Look] = {}
        for styles in (document.styles, document.automaticstyles):
            for style in styles.childNodes:
                if _kind(style) == "style":
                    family, parent = style.getAttrNS(STYLENS, "family"), style.getAttrNS(STYLENS, "parent-style-name")
                    looks[family, style.getAttrNS(STYLENS, "name")] = looks.get((family, parent), {}) | _look(style)
        return cls(looks)

    def below(self, node) -> Sight:
        """That of what stands in an element."""
        family = _FAMILIES.get(_kind(node), "graphic")
        name = node.getAttrNS(_NAMED_IN.get(family, TEXTNS), "style-name")
        told = self.looks.get((family, name))
        return replace(self, own=self.own | told) if told else self

    @property
    def unseen(self) -> bool:
        """Whether nobody sees the text: not shown, too small, or of the paper's colour where nothing lies under it."""
        look = self.own
        if look.get("display") == "none" or _TINY.fullmatch(look.get("font-size", "")):
            return True
        return "background-color" not in look and _PALE.fullmatch(look.get("color", "")) is not None


_FAMILIES = {"p": "paragraph", "h": "paragraph", "span": "text", "section": "section", "table": "table",
             "table-row": "table-row", "table-cell": "table-cell"}  # fmt: skip
_NAMED_IN = {"table": TABLENS, "table-row": TABLENS, "table-cell": TABLENS, "graphic": DRAWNS}
_PALE = re.compile(r"(?i)#(?:f[c-f]){3}")
_TINY = re.compile(r"[01](?:\.\d+)?pt|2(?:\.0+)?pt")


def _look(style) -> Look:
    look: Look = {}
    for part in style.childNodes:
        told = {key[1]: str(value) for key, value in part.attributes.items()} if part.attributes else {}
        if _kind(part) == "text-properties":
            look |= {key: told[key] for key in ("display", "color", "font-size") if key in told}
        ground = told.get("background-color", "transparent")
        if not (ground == "transparent" or _PALE.fullmatch(ground)) or told.get("fill", "none") != "none":
            look["background-color"] = ground
    return look


def _is_hidden(node, kind: str) -> bool:
    """Whether a section, a text or a paragraph is declared hidden; one with a condition is when the program that wrote
    it found so."""
    if kind not in ("section", "hidden-text", "hidden-paragraph"):
        return False
    told = node.getAttrNS(TEXTNS, "is-hidden")
    if kind == "section":
        display = node.getAttrNS(TEXTNS, "display")
        return display == "none" or (display == "condition" and told == "true")
    return told == "true"


def _kind(node) -> str:
    return getattr(node, "qname", ("", ""))[1]


def _odt_children(parent, depth: int, sight: Sight) -> Iterator[Line | Table]:
    for child in parent.childNodes:
        kind = _kind(child)
        if _is_hidden(child, kind):
            continue
        if kind in ("p", "h"):
            boxes: list = []
            if (text := odf_text(child, sight, boxes=boxes)).strip():
                yield Line(text)
            for box in boxes if depth < _DEEPEST else ():
                yield from _odt_children(box, depth + 1, sight.below(child).below(box))
        elif kind == "table":
            yield from unnested(list(_odt_rows(child, depth, sight.below(child))))
        elif kind not in ("tracked-changes", "sequence-decls", "forms") and depth < _DEEPEST and child.childNodes:
            yield from _odt_children(child, depth + 1, sight.below(child))


def _odt_rows(table, depth: int, sight: Sight) -> Iterator[list[Held]]:
    for child in table.childNodes:
        kind = _kind(child)
        if kind == "table-row":
            yield _odt_row(child, depth, sight.below(child))
        elif kind in ("table-header-rows", "table-rows", "table-row-group") and depth < _DEEPEST:
            yield from _odt_rows(child, depth + 1, sight)


def _odt_row(row, depth: int, sight: Sight) -> list[Held]:
    """A row's cells. What a cell to the left covers is its own; what one above covers is an empty cell."""
    cells: list[Held] = []
    owned = 0
    for child in row.childNodes:
        repeated = count(child.getAttrNS(TABLENS, "number-columns-repeated"))
        if _kind(child) == "table-cell":
            span = count(child.getAttrNS(TABLENS, "number-columns-spanned"))
            blocks = tuple(_odt_children(child, depth + 1, sight.below(child))) if depth < _DEEPEST else ()
            cells += [held(blocks, span)] * repeated
            owned = span - 1
        elif _kind(child) == "covered-table-cell":
            cells += [Held(Cell())] * max(0, repeated - owned)
            owned = max(0, owned - repeated)
    return cells[:_WIDEST]


def odf_text(node, sight: Sight, depth: int = 0, boxes: list | None = None) -> str:
    """Text under an ODF element, with its coded blanks, tabs and breaks; notes of reviewers and what nobody sees left
    out (`sight` is that around the element). Text frames are put into `boxes`, where given."""
    if node.nodeType == node.TEXT_NODE:
        return "" if sight.unseen else node.data
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
    if kind in ("annotation", "note") or _is_odt_prompt(node, kind) or _is_hidden(node, kind) or depth > 4 * _DEEPEST:
        return ""
    marks = (each for each in node.childNodes if _kind(each) == "hidden-paragraph")
    if any(_is_hidden(mark, "hidden-paragraph") for mark in marks):
        return ""
    within = sight.below(node)
    pieces = [odf_text(child, within, depth + 1, boxes) for child in node.childNodes]
    return ("\n" if kind in ("list-item", "text-box") else "").join(pieces)


def _is_box(node) -> bool:
    """Whether a drawing holds paragraphs: a text frame, or a shape with text."""
    return node.qname[0] == DRAWNS and any(_kind(child) in ("p", "h", "list", "table") for child in node.childNodes)


def _is_odt_prompt(node, kind: str) -> bool:
    """Whether a content control still shows the words that ask for its content."""
    return kind == "content-control" and any(
        name[1] == "showing-place-holder" and value == "true" for name, value in node.attributes.items()
    )
