"""A mail or a single file in, its whole reading out: the one door of this room."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from cases.checks import check
from cases.copies import superiors, without_copy
from cases.evidence import Evidence, Finding
from cases.reading import Cumplimiento, Firma, Reading, Respaldo, Solicitud, Tipo
from parsers.bounds.documentlimits import DEFAULT_LIMITS as DOCUMENTS
from parsers.bounds.documentlimits import DocumentLimits
from parsers.bounds.limits import DEFAULT, Limits
from parsers.kinds import classify
from parsers.mail.bartables import unbarred
from parsers.mail.closings import without_greeting
from parsers.mail.containers import Attachment, expand, media_type_of_file
from parsers.mail.enclosures import Enclosure, enclosures
from parsers.mail.filenames import safe_name, unique_names
from parsers.mail.mime import Desk, Mail, open_mail
from parsers.mail.notices import is_automatic_notice, read_backup_question, read_notice
from parsers.pages.linedup import lined_up
from parsers.pages.upright import evidence_as_seen

if TYPE_CHECKING:
    from parsers.letters.claims import Claim
    from parsers.pages.page import Document, Page
    from parsers.signing.trust import Trust

_DOCUMENTS = (
    ".pdf", ".docx", ".odt", ".xlsx", ".csv", ".p7m", ".zip", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".txt",
)  # fmt: skip
# A request's data stand in the first pages of a mail; what follows would only cost time.
_MAIL_CHARS = 12_000
OWN_ADDRESS = "soporte@gobiernoelectronico.gob.ec"


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What the reader may know besides the mail. `moment` is when it was received (signatures are judged by it);
    `trust` a `parsers.signing.trust.Trust`; `letters` the texts of our letters in the mail's thread, where known;
    `domains` those that others might imitate. With `ocr` false, scans stay unread and a finding says so."""

    moment: datetime | None = None
    trusted_authserv_ids: tuple[str, ...] = ()
    own_addresses: tuple[str, ...] = (OWN_ADDRESS,)
    domains: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    trust: Any = None
    ocr: bool = True
    limits: Limits = DEFAULT
    documents: DocumentLimits = DOCUMENTS

    def desk(self) -> Desk:
        own = tuple(address.lower() for address in self.own_addresses)
        return Desk(own, self.trusted_authserv_ids, self.domains, self.letters)


def reader(settings: Mapping[str, Any]) -> Callable[[bytes, str, datetime | None], Reading]:
    """A reading function for a worker process, from plain values: ``own_addresses``, ``trusted_authserv_ids``,
    ``domains``, ``ocr``, ``trust_folder`` and ``institutions`` (paths), ``limits`` and ``documents`` (numbers by the
    names of `Limits` and `DocumentLimits`), all optional."""
    from parsers.signing.trust import load_trust
    from parsers.words.institutions import know_also

    folder, own = settings.get("trust_folder"), settings.get("institutions")
    if own:
        know_also(Path(own).read_text("utf-8"))
    names = ("own_addresses", "trusted_authserv_ids", "domains")
    lists = {name: tuple(settings[name]) for name in names if name in settings}
    base = ReadingContext(
        trust=load_trust(Path(folder) if folder else None), ocr=settings.get("ocr", True),
        limits=Limits(**settings.get("limits", {})), documents=DocumentLimits(**settings.get("documents", {})), **lists,
    )  # fmt: skip
    return lambda raw, archivo, moment: read_file(archivo, raw, replace(base, moment=moment))


def read_mail(raw: bytes, archivo: str, context: ReadingContext = ReadingContext()) -> Reading:
    """Everything that can be understood of one raw mail; `archivo` is the name it is reported under. Never raises for
    what a mail may hold: what could not be read stands in `problemas`."""
    return _read(open_mail(raw, context.desk(), context.limits), archivo, context)


def read_file(path: str, data: bytes, context: ReadingContext = ReadingContext()) -> Reading:
    """A file by its name and bytes: a mail, or one document read as the only attachment of an empty mail."""
    return _read(open_any(path, data, context), path, context)


def open_any(path: str, data: bytes, context: ReadingContext = ReadingContext()) -> Mail:
    """A file as a mail: itself, or an empty one with the document attached."""
    name = PurePosixPath(path.replace("\\", "/")).name
    suffix = PurePosixPath(name.lower()).suffix
    kind = media_type_of_file(data, "", name)
    is_document = kind not in ("application/octet-stream", "message/rfc822", "text/plain", "text/html")
    if suffix == ".eml" or not (is_document or suffix in _DOCUMENTS):
        return open_mail(data, context.desk(), context.limits)
    return _unpacked(Attachment(safe_name(name, kind), data, kind), context.limits)


def letters_of(path: str, data: bytes, context: ReadingContext = ReadingContext()) -> dict[str, bytes]:
    """The files that are read as letters, by the name that evidence uses for them."""
    found, _ = enclosures(open_any(path, data, context).attachments, context.limits, _trust(context), context.moment)
    return {item.file.name: item.file.data for item in found}


def _unpacked(only: Attachment, limits: Limits) -> Mail:
    opened = expand([only], limits, lambda text: None)
    return Mail(attachments=opened.files, problems=opened.problems)


@dataclass(frozen=True, slots=True)
class _Opened:
    """The documents of a mail, claimed, and the files they were read from by name."""

    claims: tuple[Claim, ...] = ()
    files: Mapping[str, Enclosure] = field(default_factory=dict)
    problems: tuple[Finding, ...] = ()


def _read(mail: Mail, archivo: str, context: ReadingContext) -> Reading:
    notice = read_notice(mail)
    silent = mail.rebote is not None or mail.report == "lectura" or (notice is not None and is_automatic_notice(mail))
    opened = _Opened() if silent else _open_documents(mail, context)
    tipo, reasons = classify(mail, opened.claims, notice)
    sobre = mail.sobre
    if notice is not None and is_automatic_notice(mail):
        sobre = replace(sobre, automatico=(*sobre.automatico, "aviso automático de Quipux"))
    reading = Reading(
        archivo=archivo,
        tipo=tipo,
        sobre=sobre,
        aviso=notice,
        rebote=mail.rebote,
        razones=reasons,
        texto_nuevo=mail.new_text,
        pie=mail.signature[:2000],
        adjuntos=tuple(file.name for file in mail.attachments),
    )
    return _completed(reading, mail, opened, context)


def _completed(reading: Reading, mail: Mail, opened: _Opened, context: ReadingContext) -> Reading:
    """The reading with what its kind asks for."""
    match reading.tipo:
        case "solicitud_cambio_aiq":
            return _requests(reading, mail, opened, context)
        case "aviso_cambio_backup":
            return _backup(reading, mail, opened, context)
        case "informe_cumplimiento":
            house = _reporting_house(mail, opened)
            done = replace(reading, cumplimiento=_fulfilment(opened.claims), solicitud=house)
        case "consulta_respaldo":
            done = replace(reading, respaldo=read_backup_question(mail))
        case "aviso_quipux" if reading.aviso is not None and reading.aviso.solicitud:
            done = replace(reading, respaldo=Respaldo(reading.aviso.solicitud, "solicitud"))
        case _:
            done = reading
    evidence = (*done.solicitud.evidencia, *_number_evidence(done, mail))
    return done.with_request(problemas=_of_files(mail, opened), evidencia=evidence)


def _open_documents(mail: Mail, context: ReadingContext) -> _Opened:
    """Every file that can be a letter, opened and claimed. Pictures that lie inside the text are only read when no
    other document is the letter: they cost seconds and are mostly decoration."""
    found, problems = enclosures(mail.attachments, context.limits, _trust(context), context.moment)
    if not found:
        return _Opened(problems=problems)
    from parsers.files.documents import open_document
    from parsers.letters.claims import claims_of

    queue = list(found)
    start = time.process_time()
    claims: list[Claim] = []
    files: dict[str, Enclosure] = {}
    while queue and len(files) < context.limits.documents:
        item = queue.pop(0)
        if item.file.inline and item.file.media_type.startswith("image/") and _has_letter(claims):
            continue
        # OCR's time is for the whole mail.
        left = max(0.0, context.documents.ocr_seconds - (time.process_time() - start))
        bounds = replace(context.documents, ocr_seconds=left)
        document = open_document(item.file.name, item.file.data, item.file.media_type, bounds, context.ocr)
        files[item.file.name] = item
        claims += claims_of(document)
        queue += _embedded(document, item, files)
    if queue:
        problems += (Finding("adjunto", "dudoso", "El correo trae demasiados documentos: no se leyeron todos."),)
    return _Opened(tuple(claims), files, problems)


def _has_letter(claims: Sequence[Claim]) -> bool:
    return any(claim.kind == "oficio" for claim in claims)


def _embedded(document: Document, parent: Enclosure, files: Mapping[str, Enclosure]) -> list[Enclosure]:
    """Files that a PDF carries inside (portfolios), under names of their own."""
    out = []
    for name, data in document.embedded:
        kind = media_type_of_file(data, "", name)
        name = unique_names([*files, safe_name(name, kind)])[-1]
        out.append(Enclosure(Attachment(name, data, kind, parent.file.name)))
    return out


def _trust(context: ReadingContext) -> Trust:
    from parsers.signing.trust import load_trust

    return context.trust if context.trust is not None else load_trust(None)


def _requests(reading: Reading, mail: Mail, opened: _Opened, context: ReadingContext) -> Reading:
    """One request for each oficio, its signatures verified and its values checked."""
    from parsers.letters.assemble import assemble

    requests = assemble(opened.claims, _mail_page(mail), _whole_page(mail)) or (Solicitud(),)
    done = [_finished(request, reading.tipo, opened, context) for request in requests]
    first = replace(done[0], problemas=(*done[0].problemas, *_of_files(mail, opened)))
    return replace(reading, solicitud=first, otras=tuple(done[1:]))


def _backup(reading: Reading, mail: Mail, opened: _Opened, context: ReadingContext) -> Reading:
    from parsers.letters.assemble import read_backup_notice

    request = read_backup_notice(opened.claims, _mail_page(mail))
    done = _finished(request, reading.tipo, opened, context)
    problems = (*done.problemas, *_copy(reading, done, context), *_of_files(mail, opened))
    return replace(reading, solicitud=replace(done, problemas=problems))


def _copy(reading: Reading, request: Solicitud, context: ReadingContext) -> tuple[Finding, ...]:
    """What is wrong with the notice's copy; a forwarded one's copies are another mail's."""
    if reading.sobre.reenviado_de:
        return ()
    own, new = context.desk().own, request.aiq_backup
    copies, addressed = superiors(reading.sobre, new.correo if new else None, lambda address: address.lower() in own)
    return () if copies else (without_copy(addressed),)


def _mail_page(mail: Mail) -> Page | None:
    from parsers.files.flow import text_page
    from parsers.forms.unstacked import unstacked

    text = unbarred(without_greeting(mail.content[:_MAIL_CHARS]))
    return text_page("\n".join(lined_up(unstacked(text.split("\n"))))) if text.strip() else None


def _whole_page(mail: Mail) -> Page | None:
    """The mail's text with what was taken for its signature: a letter that is copied there ends in its signer's."""
    from parsers.files.flow import text_page

    text = f"{mail.content}\n\n{mail.signature}"[:_MAIL_CHARS]
    return text_page(text) if _NUMBERED.search(text) else None


# The words without which no mail is itself a numbered letter.
_NUMBERED = re.compile(r"\bof(?:icio\b|\.)|\b(?:sign|numer|identific|registr)ad[oa]\b", re.I)


def _finished(request: Solicitud, tipo: Tipo, opened: _Opened, context: ReadingContext) -> Solicitud:
    """The request with its documents' signatures and every problem, each said once."""
    oficio, delegation = request.oficio, request.delegacion
    if oficio is not None and oficio.adjunto:
        oficio = replace(oficio, firma=_signature(oficio.adjunto, oficio.firmante.nombre, opened, context))
    if delegation.adjunto:
        delegation = replace(delegation, firma=_signature(delegation.adjunto, delegation.delegante, opened, context))
    evidence = evidence_as_seen(request.evidencia, (claim.document for claim in opened.claims))
    request = replace(request, oficio=oficio, delegacion=delegation, evidencia=evidence)
    problems = dict.fromkeys((*request.problemas, *check(tipo, request)))
    return replace(request, problemas=tuple(problems))


def _signature(name: str, printed: str | None, opened: _Opened, context: ReadingContext) -> Firma:
    """The signature that stands for a document: that of its envelope, or the best of those inside the PDF."""
    from parsers.signing.signatures import choose, verify_pdf

    item = opened.files.get(name)
    if item is None:
        return Firma()
    inside = (
        verify_pdf(item.file.data, _trust(context), context.moment) if item.file.data[:1_024].find(b"%PDF") >= 0 else ()
    )
    return choose((*(item.firmas or ()), *inside), printed)


def _reporting_house(mail: Mail, opened: _Opened) -> Solicitud:
    from parsers.letters.assemble import read_reporting_house

    return read_reporting_house(opened.claims, _mail_page(mail))


def _fulfilment(claims: Sequence[Claim]) -> Cumplimiento:
    """What a completion report's sheet says; without a sheet only that it was reported."""
    from parsers.letters.seguimiento import read_sheet

    sheet = next((claim.document for claim in claims if claim.kind == "seguimiento"), None)
    return read_sheet(sheet) if sheet is not None else Cumplimiento()


def _of_files(mail: Mail, opened: _Opened) -> tuple[Finding, ...]:
    """What hindered the reading of the mail's files, each said once."""
    of_documents = (problem for claim in opened.claims for problem in claim.document.problems)
    return tuple(dict.fromkeys((*mail.problems, *opened.problems, *of_documents)))


def _number_evidence(reading: Reading, mail: Mail) -> tuple[Evidence, ...]:
    number = reading.respaldo.solicitud
    if not number:
        return ()
    lines = (line.strip() for line in (*mail.content.split("\n"), mail.sobre.asunto or "") if number in line)
    return (Evidence("respaldo.solicitud", number, next(lines, number)[:200], metodo="cuerpo"),)
