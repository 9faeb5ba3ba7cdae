"""A raw mail opened: its envelope, the text that was written now, and every file it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cases.evidence import Finding
from cases.reading import Rebote, Sobre
from cases.text import fold
from parsers.bounds.limits import DEFAULT, Limits
from parsers.mail import headers as fields
from parsers.mail.automatic import Envelope, automatic_reasons
from parsers.mail.bodytext import split_body, unflow
from parsers.mail.bounces import read_bounce
from parsers.mail.containers import Attachment, cms_content, expand, media_type_of_file
from parsers.mail.decoding import clean_text, decode_bytes, split_uuencoded, turns
from parsers.mail.filenames import safe_name, unique_names
from parsers.mail.htmltext import declared_charset, html_to_text
from parsers.mail.parts import Headers, Node, media_type_of, parse_tree
from parsers.mail.senders import authentication, suspicions
from parsers.mail.starred import unstarred

_REPORT_PARTS = frozenset((
    "message/delivery-status", "message/global-delivery-status", "message/disposition-notification",
    "message/global-disposition-notification", "message/feedback-report", "message/global-headers",
    "text/rfc822-headers",
))  # fmt: skip
_SIGNATURE_PARTS = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_SIGNED_MAIL = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_NAMED_TEXT = re.compile(r"\.(txt|html?|csv|eml)$", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# What identifies somebody: a cédula, a telephone, an address.
_DATUM = re.compile(rf"(?<![\w@/.\-])\d(?:[.\- ]?\d){{8,12}}(?![\w@/])|{_ADDRESS.pattern}")


_TURNED = "El texto lleva marcas que cambian el orden en que se ve: lo que muestra no es lo que dice; verifíquelo."
_TURNED_IN_HTML = re.compile(
    r"<bdo\b|unicode-bidi\s*:\s*(?:bidi|isolate)-override|&#(?:82(?:35|38|95)|x20(?:2b|2e|67))\b|&rl[eio];", re.I
)
_TWO_TONGUED = (
    "El correo trae datos en su texto simple que no están en su forma con formato, que es la que se ve: "
    "una persona debe leerlo."
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the reader knows of the desk: its `own` addresses, the servers whose Authentication-Results are believed,
    domains that others might imitate, and the texts of our letters in this mail's thread (when known)."""

    own: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail, opened. `text` is all of its visible text, `new_text` what the sender wrote now; `forwarded` is the
    message of a forwarded mail (inline or attached; `inner` is that mail); `answers` stand inside our quoted letter,
    which asks for `asked`; `told` is the new text with the labels of what it answers.
    `report` is entrega, lectura or null. Attachments of all levels, containers opened, each name once."""

    sobre: Sobre = field(default_factory=Sobre)
    text: str = ""
    new_text: str = ""
    told: str = ""
    asked: tuple[str, ...] = ()
    quoted: str = ""
    signature: str = ""
    answers: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    problems: tuple[Finding, ...] = ()
    inner: Mail | None = None
    rebote: Rebote | None = None
    report: str | None = None

    @property
    def content(self) -> str:
        """The text that may hold data: the new one, answers inside our letter, and what was forwarded."""
        inner = self.inner.content if self.inner else ""
        answers = "\n".join(line for line in self.answers if line not in self.told)
        return "\n\n".join(part for part in (self.told, answers, inner) if part)


@dataclass(slots=True)
class _Found:
    """What the walk over the parts collects."""

    texts: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    inner: list[Node] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    two_tongued: bool = False
    turned: bool = False


def open_mail(raw: bytes, desk: Desk = Desk(), limits: Limits = DEFAULT) -> Mail:
    """Opens any bytes as a mail; never raises. What could not be read stands in `problems`."""
    problems: tuple[Finding, ...] = ()
    if len(raw) > limits.mail_bytes:
        raw = raw[: limits.header_bytes]
        problems = (Finding("adjunto", "invalido", "El correo es demasiado grande: solo se leyó su comienzo."),)
    root, stopped = parse_tree(raw, limits)
    for reason in stopped:
        message = f"El correo tiene {reason}: no se leyó todo. Reenvíelo con los documentos adjuntos directamente."
        problems += (Finding("adjunto", "dudoso", message),)
    return _build(root, desk, limits, limits.forwards, problems)


def _build(root: Node, desk: Desk, limits: Limits, forwards: int, problems: tuple[Finding, ...]) -> Mail:
    found = _Found()
    _collect(root, found, limits)
    expanded = expand(found.files, limits, found.texts.append)
    files, inner = _open_inner(found.inner, list(expanded.files), desk, limits, forwards)
    text = "\n\n".join(part.strip("\n") for part in found.texts if part.strip())[: limits.text_chars]
    head = root.headers
    subject = fields.subject(head)
    senders = fields.addresses(head, "from", limits)
    name, sender = senders.boxes[0] if senders.boxes else (None, None)
    is_reply = bool(head.get("in-reply-to") or head.get("references"))
    body = split_body(text, subject, sender, name, desk.own, desk.letters, is_reply)
    if body.forwarded is not None:
        inner = _inline_mail(body.forwarded, body.head, desk, inner)
    if found.two_tongued:
        problems += (Finding("mensaje", "dudoso", _TWO_TONGUED),)
    if found.turned:
        problems += (Finding("mensaje", "dudoso", _TURNED),)
    mail = Mail(
        text=text,
        new_text=body.new_text,
        told=body.told,
        asked=body.asked,
        quoted=body.quoted,
        signature=body.signature,
        answers=body.answers,
        attachments=_named(files),
        problems=(*problems, *expanded.problems),
        inner=inner,
        report=_report_kind(root, found.types),
    )
    letters = sum(not file.inline and not file.media_type.startswith("text/calendar") for file in files)
    envelope = Envelope(
        head, media_type_of(head), frozenset(found.types), sender, subject, body.new_text, letters, tuple(desk.own)
    )
    sobre = _envelope(head, senders, subject, envelope, mail, desk, limits)
    rebote = read_bounce(root, sender, subject, text, limits)
    if rebote is not None and not sobre.automatico:
        sobre = replace(sobre, automatico=("informe de entrega de un servidor de correo",))
    return replace(mail, sobre=sobre, rebote=rebote)


def _envelope(
    head: Headers,
    senders: fields.Addresses,
    subject: str,
    envelope: Envelope,
    mail: Mail,
    desk: Desk,
    limits: Limits,
) -> Sobre:
    sender = envelope.sender
    replies_to = fields.addresses(head, "reply-to", limits).addresses()
    domain = sender.rpartition("@")[2] if sender else None
    return Sobre(
        remitente=sender,
        remitente_nombre=(senders.boxes[0][0] or None) if senders.boxes else None,
        para=fields.addresses(head, "to", limits).addresses(),
        copia=fields.addresses(head, "cc", limits).addresses(),
        responder_a=next(iter(replies_to), None),
        message_id=fields.message_id(head),
        referencias=fields.references(head, limits),
        asunto=subject or None,
        fecha=fields.date(head),
        automatico=automatic_reasons(envelope),
        autenticacion=authentication(head, domain, desk.trusted, len(senders.boxes)),
        sospechas=suspicions(head, senders.boxes, replies_to, desk.own, desk.domains, senders.doubtful),
        reenviado_de=mail.inner.sobre.remitente if mail.inner else None,
    )


def _report_kind(root: Node, types: set[str]) -> str | None:
    kind = (
        fold(root.headers.param("content-type", "report-type") or "") if root.media_type == "multipart/report" else ""
    )
    if "message/disposition-notification" in types or kind == "disposition-notification":
        return "lectura"
    return "entrega" if "message/delivery-status" in types or kind == "delivery-status" else None


def _collect(node: Node, found: _Found, limits: Limits) -> None:
    """Texts, files and inner mails below `node`; recursion is bounded by the tree's depth."""
    found.types.add(node.media_type)
    kind = node.media_type
    if kind == "multipart/alternative" and node.children:
        _choose(node, found, limits)
    elif kind.startswith("multipart/"):
        for child in node.children:
            if kind == "multipart/report" and child.media_type in ("message/rfc822", "message/global"):
                found.types.add(child.media_type)
            elif not (kind == "multipart/signed" and child.media_type in _SIGNATURE_PARTS):
                _collect(child, found, limits)
    elif node.children:
        found.inner.append(node.children[0])
    elif kind in _SIGNED_MAIL and (inside := _signed_mail(node, limits)) is not None:
        _collect(inside, found, limits)
    elif kind not in _REPORT_PARTS:
        _leaf(node, found, limits)


def _signed_mail(node: Node, limits: Limits) -> Node | None:
    """The mail inside an S/MIME envelope, its signature unchecked; null when the envelope holds a document."""
    content = cms_content(node.data())
    if not content or not re.match(rb"(?i)\s*(content-type|mime-version|content-transfer-encoding):", content[:200]):
        return None
    root, _ = parse_tree(content, replace(limits, depth=limits.depth // 4))
    return root


def _choose(node: Node, found: _Found, limits: Limits) -> None:
    """Of several forms of one text the plain one, unless it is empty or lost a table; files of all forms."""
    forms: list[tuple[str, list[str]]] = []
    for child in node.children:
        own = _Found(files=found.files, inner=found.inner, types=found.types)
        _collect(child, own, limits)
        found.two_tongued |= own.two_tongued
        found.turned |= own.turned
        forms.append((child.media_type, own.texts))
    plain = next((texts for kind, texts in forms if kind == "text/plain" and any(t.strip() for t in texts)), None)
    rich = next(
        (texts for kind, texts in reversed(forms) if kind != "text/plain" and any(t.strip() for t in texts)), None
    )
    tables = any(b"<table" in child.body.lower() for part in node.children for child in part.walk() if _is_html(child))
    if plain is None or (rich and (tables or len("".join(plain)) * 4 < len("".join(rich)))):
        plain = rich
    found.two_tongued |= plain is not rich and _says_more(plain or [], rich or [], node)
    found.texts.extend(plain or [])


def _says_more(plain: list[str], rich: list[str], node: Node) -> bool:
    """Whether the plain form holds a number or an address that the other one, which mail programs show, does not have.
    """
    shown = re.sub(r"[\s.\-]", "", "".join(rich)).lower()
    data = {re.sub(r"[\s.\-]", "", found).lower() for text in plain for found in _DATUM.findall(text[:20_000])}
    lacking = [datum for datum in data if datum not in shown]
    if not rich or not lacking:
        return False
    # Addresses of links stand in the markup only.
    markup = b"".join(child.data() for part in node.children for child in part.walk() if _is_html(child))
    bare = re.sub(r"[\s.\-]", "", decode_bytes(markup)).lower()
    return any(datum not in bare for datum in lacking)


def _is_html(node: Node) -> bool:
    return node.media_type == "text/html" and len(node.body) < 2_000_000


def _leaf(node: Node, found: _Found, limits: Limits) -> None:
    disposition = fold((node.headers.get("content-disposition") or "").partition(";")[0])
    name = node.headers.param("content-disposition", "filename") or node.headers.param("content-type", "name")
    data = node.data()
    is_text = node.media_type in ("text/plain", "text/html", "text/enriched", "text/x-amp-html", "text/x-markdown")
    if (
        is_text
        and disposition != "attachment"
        and not (name and _NAMED_TEXT.search(name))
        and b"%PDF-" not in data[:64]
    ):
        _text(node, data, found, limits)
        return
    if not data and not name:
        return
    kind = media_type_of_file(data, node.media_type, name or "")
    inline = disposition == "inline" or (disposition != "attachment" and bool(node.headers.get("content-id")))
    found.files.append(Attachment(safe_name(name, kind), data, kind, "", inline))


def _text(node: Node, data: bytes, found: _Found, limits: Limits) -> None:
    charset = node.headers.param("content-type", "charset")
    data = data[: limits.text_chars * 16]
    if node.media_type == "text/html":
        markup = decode_bytes(data, charset or declared_charset(data))
        found.turned |= turns(markup) or _TURNED_IN_HTML.search(markup) is not None
        found.texts.append(html_to_text(markup, limits.text_chars))
        return
    if node.media_type == "text/x-amp-html":
        return
    if b"\nbegin " in data or data.startswith(b"begin "):
        files, data = split_uuencoded(data)
        for name, content in files[: limits.attachments]:
            kind = media_type_of_file(content, "", name)
            found.files.append(Attachment(safe_name(name, kind), content, kind))
    text = decode_bytes(data[: limits.text_chars * 4], charset)
    found.turned |= turns(text)
    text = clean_text(text)[: limits.text_chars]
    if fold(node.headers.param("content-type", "format") or "") == "flowed":
        text = unflow(text, fold(node.headers.param("content-type", "delsp") or "") == "yes")
    looks_html = text[:400].lstrip()[:14].lower().startswith(("<html", "<!doctype html"))
    found.texts.append(html_to_text(text, limits.text_chars) if looks_html else unstarred(text))


def _open_inner(
    nodes: list[Node], files: list[Attachment], desk: Desk, limits: Limits, forwards: int
) -> tuple[list[Attachment], Mail | None]:
    """Mails inside this one: the first is the forwarded mail, the files of all are this mail's files too."""
    kept: list[Attachment] = []
    roots = list(nodes)
    for file in files:
        if file.media_type == "message/rfc822" and forwards > 0:
            roots.append(parse_tree(file.data, limits)[0])
        else:
            kept.append(file)
    if forwards <= 0:
        return kept, None
    first: Mail | None = None
    for root in roots[:20]:
        inner = _build(root, desk, limits, forwards - 1, ())
        origin = f"mensaje adjunto «{(inner.sobre.asunto or 'sin asunto')[:60]}»"
        kept += [
            replace(file, origin=f"{origin} > {file.origin}" if file.origin else origin) for file in inner.attachments
        ]
        first = first or inner
    return kept[: limits.attachments], first


def _inline_mail(text: str, head: dict[str, str], desk: Desk, inner: Mail | None, depth: int = 3) -> Mail:
    """The mail that was forwarded as text, as far as its head tells."""
    written = {name: _ADDRESS.findall(value.lower()) for name, value in head.items()}
    sender = next(iter(written.get("de", [])), None)
    name = re.sub(r"<[^>]*>|\[[^\]]*\]|\"", " ", head.get("de", "")).strip(" '") or None
    if name and "@" in name:
        name = None
    subject = head.get("asunto", "").strip()
    body = split_body(text, subject, sender, name, desk.own, desk.letters, False)
    if body.forwarded is not None and depth > 0:
        inner = _inline_mail(body.forwarded, body.head, desk, inner, depth - 1)
    sobre = Sobre(
        remitente=sender,
        remitente_nombre=name,
        para=tuple(dict.fromkeys(written.get("para", []))),
        copia=tuple(dict.fromkeys(written.get("copia", []))),
        asunto=subject or None,
    )
    return Mail(
        sobre, text, body.new_text, body.told, body.asked, body.quoted, body.signature, body.answers, inner=inner
    )


def _named(files: list[Attachment]) -> tuple[Attachment, ...]:
    names = unique_names([file.name for file in files])
    return tuple(
        file if file.name == name else replace(file, name=name) for file, name in zip(files, names, strict=True)
    )
