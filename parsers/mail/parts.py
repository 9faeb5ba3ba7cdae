"""The tree of a mail's parts, cut from its bytes by boundaries without recursion and within limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from parsers.bounds.limits import Limits
from parsers.mail.decoding import decode_bytes, decode_transfer, decode_words

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]?(.*)", re.DOTALL)
_KNOWN = re.compile(rb"(?im)^(from|to|subject|date|content-type|mime-version|message-id|received|return-path)[ \t]*:")
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]+)\s*/\s*([\w.+-]+)")
_NESTED = ("message/rfc822", "message/global", "message/news")


class Headers:
    """Header fields in their order; names in lower case, values unfolded, raw 8-bit text read, words not decoded."""

    __slots__ = ("fields", "first")

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        self.fields = fields
        self.first = dict(reversed(fields))

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.fields if key == name] if name in self.first else []

    def get(self, name: str) -> str | None:
        return self.first.get(name)

    def text(self, name: str) -> str | None:
        """The first field of that name with its encoded words read."""
        value = self.get(name)
        return None if value is None else decode_words(value).strip()

    def param(self, name: str, parameter: str) -> str | None:
        """A parameter of a structured field (RFC 2231 continuations and charsets read), or null."""
        value = self.get(name)
        if value is None or parameter not in value.lower():
            return None
        message = Message()
        message[name] = value.replace("\n", " ").replace("\r", " ")[:8_192]
        try:
            found = message.get_param(parameter, header=name, unquote=True)
        except (ValueError, TypeError, UnicodeError, IndexError):
            return None
        if isinstance(found, tuple):
            charset, _, text = found
            return decode_bytes(text.encode("latin-1", "replace"), charset)
        return decode_words(found) if found else None


@dataclass(slots=True)
class Node:
    """One part. `body` is raw (still transfer-encoded) and empty for containers; a message/rfc822 has one child."""

    headers: Headers
    media_type: str
    body: bytes = b""
    children: list[Node] = field(default_factory=list)

    def data(self) -> bytes:
        return decode_transfer(self.body, self.headers.get("content-transfer-encoding"))

    def walk(self) -> Iterator[Node]:
        """This part and all below it, in reading order, without recursion."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


def read_headers(block: bytes, limits: Limits) -> tuple[Headers, int]:
    """Fields of a header block and how many bytes of it they took: lines that are no header end it, unless known
    fields still follow (a stray line)."""
    fields: list[tuple[str, str]] = []
    current: list[bytes] = []
    position = 0
    last_known = max((match.start() for match in _KNOWN.finditer(block)), default=-1)

    def close() -> None:
        match = _FIELD.match(b"".join(current)) if current else None
        if match:
            value = decode_bytes(match[2][: limits.field_chars]).strip()
            fields.append((match[1].decode("ascii").lower(), value))
        current.clear()

    # A carriage return alone ends no line for a mail server: a field behind one is text, whatever it calls itself.
    for line in _LINE.findall(block):
        bare = line.rstrip(b"\r\n").replace(b"\r", b" ")
        if line[:1] in b" \t" and current:
            current.append(b" " + bare.lstrip())
        elif _FIELD.match(bare):
            close()
            current.append(bare)
        elif bare and last_known < position and not (position == 0 and bare.startswith((b"From ", b">From "))):
            break
        position += len(line)
    close()
    return Headers(fields), position


# One search for both: each of them alone runs to the mail's end where its lines end the other way.
_BLANK_LINE = re.compile(rb"\n\r?\n")


def _header_end(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """(end of the header block, start of the body)."""
    if raw.startswith(b"\n", start):
        return start, start + 1
    if raw.startswith(b"\r\n", start):
        return start, start + 2
    found = _BLANK_LINE.search(raw, start, end)
    return (found.start() + 1, found.end()) if found else (end, end)


def _open(raw: bytes, start: int, end: int, limits: Limits, default: str) -> tuple[Node, int]:
    stop, body = _header_end(raw, start, end)
    block = raw[start : min(stop, start + limits.header_bytes)]
    headers, used = read_headers(block, limits)
    if used < len(block):
        body = start + used
    return Node(headers, media_type_of(headers, default)), body


def media_type_of(headers: Headers, default: str = "text/plain") -> str:
    """The declared type in lower case; nonsense becomes `default` or octets."""
    value = headers.get("content-type")
    if value is None or not value.strip():
        return default
    match = _MEDIA_TYPE.match(value)
    if match:
        return f"{match[1]}/{match[2]}".lower()
    return "text/plain" if value.strip().lower().startswith("text") else default


def _spans(raw: bytes, start: int, end: int, boundary: bytes, limit: int) -> list[tuple[int, int]]:
    """Where the parts lie between the boundary's lines; a missing closing line ends with the container."""
    spans: list[tuple[int, int]] = []
    begin = None
    for at, after, closes in _boundary_lines(b"--" + boundary, raw, start, end):
        if begin is not None:
            spans.append((begin, max(begin, at - (2 if raw[at - 2 : at] == b"\r\n" else 1))))
        if closes or len(spans) >= limit:
            return spans
        begin = min(after + 1, end)
    if begin is not None:
        spans.append((begin, end))
    return spans


_REST_OF_LINE = re.compile(rb"(--)?[^\S\n]{0,200}(?=\n|\Z)")


def _boundary_lines(mark: bytes, raw: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it closes) of each line; in one search, which does not stop at every likeness within one."""
    first = _REST_OF_LINE.match(raw, start + len(mark), end) if raw.startswith(mark, start, end) else None
    if first:
        yield start, first.end(), bool(first[1])
    for match in re.compile(rb"\n" + re.escape(mark) + _REST_OF_LINE.pattern).finditer(raw, start, end):
        yield match.start() + 1, match.end(), bool(match[1])


def _boundary(node: Node, raw: bytes, start: int, end: int) -> bytes | None:
    declared = node.headers.param("content-type", "boundary")
    if declared:
        return declared.strip().encode("utf-8", "surrogateescape")
    first = re.compile(rb"(?m)^--([^\s-][^\r\n]{2,120}?)[ \t]*\r?$").search(raw, start, min(end, start + 20_000))
    return first[1] if first else None


def parse_tree(raw: bytes, limits: Limits) -> tuple[Node, tuple[str, ...]]:
    """The mail's parts and, in Spanish, which limits cut the reading short."""
    if b"\n" not in raw[: limits.header_bytes] and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    stopped: dict[str, None] = {}
    root, body = _open(raw, 0, len(raw), limits, "text/plain")
    count = 1
    stack = [(root, raw, body, len(raw), 1)]
    while stack:
        node, source, start, end, depth = stack.pop()
        if not node.media_type.startswith("multipart/") and node.media_type not in _NESTED:
            node.body = source[start:end]
            continue
        if depth >= limits.depth or count >= limits.parts:
            stopped["anidamiento excesivo" if depth >= limits.depth else "demasiadas partes"] = None
            node.media_type = "application/octet-stream"
            continue
        opened = _children(node, source, start, end, limits, limits.parts - count)
        count += len(opened)
        if count >= limits.parts:
            stopped["demasiadas partes"] = None
        node.children = [child for child, *_ in opened]
        stack.extend((child, buffer, begin, stop, depth + 1) for child, buffer, begin, stop in opened)
    return root, tuple(stopped)


def _children(
    node: Node, source: bytes, start: int, end: int, limits: Limits, room: int
) -> list[tuple[Node, bytes, int, int]]:
    """The parts of a container, opened as far as their headers; a container without any becomes text."""
    if node.media_type in _NESTED:
        encoding = (node.headers.get("content-transfer-encoding") or "").strip().lower()
        if encoding in ("base64", "quoted-printable"):
            source = decode_transfer(source[start:end], encoding)
            start, end = 0, len(source)
        while source[start : start + 1] in (b"\r", b"\n"):
            start += 1
        child, body = _open(source, start, end, limits, "text/plain")
        return [(child, source, body, end)]
    boundary = _boundary(node, source, start, end)
    spans = _spans(source, start, end, boundary, room) if boundary else []
    if not spans:
        node.media_type = "text/plain"
        node.body = source[start:end]
    default = "message/rfc822" if node.media_type == "multipart/digest" else "text/plain"
    opened = []
    for begin, stop in spans:
        child, body = _open(source, begin, stop, limits, default)
        opened.append((child, source, body, stop))
    return opened
