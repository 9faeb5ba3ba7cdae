"""A mail's HTML as plain text as text mails write it: quotes with «>», signatures after «-- », aligned tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.mail.decoding import clean_text

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_SPACED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_SKIPPED = frozenset((
    "script", "style", "head", "title", "noscript", "template", "object", "svg", "math", "select", "textarea",
))  # fmt: skip
_SIGNATURE = re.compile(r"\b(gmail_signature|moz-signature|signature|ms-outlook-mobile-signature)\b|__sig_p")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?<![\w-])opacity\s*:\s*(?:0|0?\.0+|0%)\s*(?:;|$|!)|max-height\s*:\s*0(?:px)?\s*(?:;|$|!)"
    r"|font(?:-size)?\s*:[^;]{0,40}?(?<![\d.])(?:0(?:px|pt|em|%)?|[0-2](?:\.\d+)?p[xt]|0?\.\d+r?em)\s*(?:;|$|!)"
    r"|(?<![\w-])(?:left|right|top|text-indent)\s*:\s*-\d{3,}"
)
# Programs write a typed tab within a span of its own in which blanks count.
_TAB_KEPT = re.compile(r"white-space\s*:\s*(pre|pre-wrap|break-spaces)\s*(;|$|!)")
# Print in the paper's colour, where nothing around it has a ground of its own.
_PAPER = r"(?:white|#f[a-f\d](?:f[a-f\d]){2}|#fff|rgba?\(\s*25[0-5]\s*,\s*25[0-5]\s*,\s*25[0-5]\b[^)]*\))"
_PALE = re.compile(_PAPER)
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]{1,40})")
_GROUND = re.compile(r"background(?:-color|-image)?\s*:\s*([^;!]{1,80})")
_NO_GROUND = re.compile(rf"(?:{_PAPER}|none|transparent|initial|inherit|unset|\s)*")
_FOR_OTHERS = re.compile(r"@media[^{]{0,200}(?:print|-width)[^{]{0,200}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"^[\w*]*\.([\w-]{1,80})$")
_INDENT = re.compile(r"border(-\w+)?\s*:\s*(none|0)")
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})")
_TABLE = ("table", "tr", "td", "th")
_LAYOUT_WIDTH = 120
# Tables inside tables are laid out again at every level, and every element costs: both have an end.
_TABLE_DEPTH = 12
_TAG_COST = 3
_LONGEST_STYLE = 50_000


def _has_ground(attrs: dict[str, str], style: str) -> bool:
    """Whether an element lies on a colour or picture of its own."""
    said = [attrs.get("bgcolor") or "", *_GROUND.findall(style)]
    return bool(attrs.get("background")) or any(not _NO_GROUND.fullmatch(each.lower()) for each in said)


def declared_charset(data: bytes) -> str | None:
    """The charset that the document itself names, if any."""
    match = _CHARSET.search(data[:4_096])
    return match[1].decode("ascii", "replace") if match else None


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    nested: bool = False


@dataclass(slots=True)
class _Frame:
    """A stretch of output: the document itself, or the cell that is being read."""

    out: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    mark: str = ""  # of a list's item whose text has not begun


class _Reader:
    """Parser target: receives start, end and text events, keeps lines."""

    def __init__(self, limit: int) -> None:
        self.frames = [_Frame()]
        self.tables: list[_Table] = []
        self.stack: list[tuple[str, str, bool, bool]] = []
        self.grounds = 0
        self.pale = False
        self.unseen: set[str] = set()
        self.lists: list[int | None] = []
        self.skip = self.quote = self.pre = self.tab = 0
        self.room = limit

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        effect = ""
        style = (attrs.get("style") or "").lower()
        self.room -= _TAG_COST
        if self.room < 0 or (tag in _TABLE and len(self.tables) > _TABLE_DEPTH):
            tag = "div"
        ground, before = _has_ground(attrs, style), self.pale
        self.grounds += ground
        if said := [(attrs.get("color") or "").lower(), *_COLOUR.findall(style)]:
            self.pale = next((bool(_PALE.fullmatch(colour.strip())) for colour in reversed(said) if colour), before)
        if self.skip or tag in _SKIPPED or self._is_unseen(attrs, style):
            self.skip += 1
            effect = "skip"
        elif tag == "br":
            self._newline()
        else:
            if tag in _BLOCKS:
                self._newline(soft=True)
            effect = self._open(tag, attrs, style)
        self.stack.append((tag, effect, ground, before))

    def _is_unseen(self, attrs: dict[str, str], style: str) -> bool:
        if "hidden" in attrs or (style and _HIDDEN.search(style)):
            return True
        return bool(self.unseen) and not self.unseen.isdisjoint((attrs.get("class") or "").split())

    def _open(self, tag: str, attrs: dict[str, str], style: str) -> str:
        if tag == "blockquote" and (attrs.get("type") == "cite" or not _INDENT.search(style)):
            self.quote += 1
            return "quote"
        if tag == "table":
            if self.tables:
                self.tables[-1].nested = True
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag in ("td", "th") and self.tables:
            self.frames.append(_Frame())
            return "cell"
        elif tag == "li":
            self.frames[-1].mark = self._bullet()
        elif tag in ("ol", "ul"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "pre":
            self.pre += 1
        elif tag == "hr" and attrs.get("id") == "zwchr":
            self._line("----- Mensaje original -----")
        elif tag in _SPACED:
            self._blank()
        name = f"{attrs.get('class', '')} {attrs.get('id', '')} {attrs.get('data-marker', '')}".lower()
        if name != "  " and _SIGNATURE.search(name):
            self._line("-- ")
        kept = bool(style and _TAB_KEPT.search(style))
        self.tab += kept
        return "tab" if kept else ""

    def _bullet(self) -> str:
        if self.lists and self.lists[-1] is not None:
            self.lists[-1] += 1
            return f"{self.lists[-1]}. "
        return "- "

    def end(self, tag: str) -> None:
        if not self.stack:
            return
        opened, effect, ground, self.pale = self.stack.pop()
        self.grounds -= ground
        if effect == "skip":
            self.skip -= 1
            return
        if opened in _BLOCKS:
            self._newline(soft=True)
        self.tab -= effect == "tab"
        if effect == "quote":
            self.quote -= 1
        elif effect == "cell":
            self._close_cell()
        elif opened == "table" and self.tables:
            self._emit(render_table(self.tables.pop()))
        elif opened in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif opened == "pre":
            self.pre -= 1
        elif opened in _SPACED:
            self._blank()

    def _close_cell(self) -> None:
        cell = self.frames.pop()
        if self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].append("\n".join(cell.out).strip("\n"))
        else:
            self.frames[-1].out.extend(cell.out)

    def data(self, text: str) -> None:
        if self.stack and self.stack[-1][0] == "style":
            self._learn(text[:_LONGEST_STYLE])
        if self.skip or self.room <= 0 or (self.pale and not self.grounds):
            return
        self.room -= len(text)
        if not self.pre:
            blanks = r"[ \r\n]+" if self.tab else r"[ \t\r\n]+"
            self.frames[-1].line.append(re.sub(blanks, " ", text))
            return
        for number, piece in enumerate(text.split("\n")):
            if number:
                self._newline()
            self.frames[-1].line.append(piece)

    def _learn(self, sheet: str) -> None:
        """The classes that a style sheet hides."""
        for selectors, rules in _RULE.findall(_FOR_OTHERS.sub("", sheet)):
            if _HIDDEN.search(rules.lower()):
                names = (_CLASS.match(one.strip()) for one in selectors.split(","))
                self.unseen.update(found[1] for found in names if found)

    def _prefix(self) -> str:
        return "> " * min(self.quote, 9)

    def _line(self, text: str) -> None:
        self._newline(soft=True)
        self.frames[-1].out.append(self._prefix() + text)

    def _newline(self, soft: bool = False) -> None:
        frame = self.frames[-1]
        text = "".join(frame.line)
        frame.line.clear()
        if soft and not text.strip():
            return
        if not self.pre:
            text = re.sub(r" {2,}", " ", text).strip(" ")
        frame.out.append(self._prefix() + frame.mark + text)
        frame.mark = ""

    def _blank(self) -> None:
        out, prefix = self.frames[-1].out, self._prefix().rstrip()
        if not self.frames[-1].mark and out and out[-1].strip() not in ("", prefix):
            out.append(prefix)

    def _emit(self, lines: list[str]) -> None:
        prefix = self._prefix()
        self.frames[-1].out.extend(line if line.startswith(">") else prefix + line for line in lines)

    def close(self) -> str:
        self._newline(soft=True)
        while self.stack:
            self.end(self.stack[-1][0])
        self._newline(soft=True)
        return "\n".join(line for frame in self.frames for line in frame.out)


def render_table(table: _Table) -> list[str]:
    """A table of data with its columns aligned by blanks; a table that only lays out a page as lines, cell by cell."""
    rows = [row for row in table.rows if any(cell.strip() for cell in row)]
    columns = max((len(row) for row in rows), default=0)
    cells = [cell for row in rows for cell in row]
    lays_out = table.nested or any(
        len(line) > _LAYOUT_WIDTH or line.startswith(">") for c in cells for line in c.split("\n")
    )
    if columns < 2 or columns > 14 or lays_out:
        return [line for cell in cells if cell.strip() for line in cell.split("\n")]
    split = [[cell.split("\n") for cell in row] + [[""]] * (columns - len(row)) for row in rows]
    widths = [max(len(line) for row in split for line in row[column]) for column in range(columns)]
    lines = [""]
    for row in split:
        for n in range(max(len(cell) for cell in row)):
            picked = ((cell[n] if n < len(cell) else "").ljust(width) for cell, width in zip(row, widths, strict=True))
            lines.append("   ".join(picked).rstrip())
    return [*lines, ""]


def html_to_text(markup: str, limit: int = 400_000) -> str:
    """Visible text of `markup`, at most `limit` characters; nothing is fetched, scripts and hidden parts are left out.
    Never raises: markup that the library refuses is stripped of its tags."""
    from lxml import etree

    reader = _Reader(limit)
    parser = etree.HTMLParser(target=reader, recover=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        parser.feed(markup[: limit * 12])
        text = parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        text = re.sub(r"<[^>]{0,2000}>", " ", markup[: limit * 4])
    return clean_text(text)[:limit]
