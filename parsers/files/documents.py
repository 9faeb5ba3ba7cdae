"""One attachment in, a `Document` out: what the file really is decides who opens it."""

from __future__ import annotations

from dataclasses import replace

from cases.evidence import Caja, Finding
from parsers.bounds.documentlimits import DEFAULT_LIMITS, DocumentLimits
from parsers.mail.containers import kind_of_archive
from parsers.mail.decoding import turns
from parsers.mail.sniff import kind_of
from parsers.pages.lines import text_lines
from parsers.pages.page import Document, Page
from parsers.pages.upright import tilted

_DOCUMENTS = (".pdf", ".docx", ".odt", ".xlsx", ".ods", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
_SIGNATURES = (".asc", ".sig", ".p7s", ".pgp")


def open_document(
    name: str,
    data: bytes,
    media_type: str = "",
    limits: DocumentLimits = DEFAULT_LIMITS,
    ocr: bool = True,
) -> Document:
    """Open any attachment; never raises. What hinders the reading stands in `problems` under the campo ``adjunto``.

    `media_type` is only believed where the bytes say nothing (plain text). With `ocr` false, pages without usable text
    stay empty and a finding says so.
    """
    return _with_turned(_opened(name, data, media_type, limits, ocr))


def _with_turned(document: Document) -> Document:
    """The document, with a finding where marks in it show its letters in another order."""
    if not any(turns(word.text) for page in document.pages for word in page.words):
        return document
    message = f"El texto de «{document.name}» lleva marcas que cambian el orden en que se ve; verifíquelo."
    return replace(document, problems=(*document.problems, Finding("adjunto", "dudoso", message)))


def _opened(name: str, data: bytes, media_type: str, limits: DocumentLimits, ocr: bool) -> Document:
    kind = kind_of(data, name, media_type)
    if not data.strip(b"\x00 \r\n\t"):
        return _failed(name, kind, f"El archivo «{name}» está vacío.")
    if len(data) > limits.bytes:
        megas = limits.bytes // 1_000_000
        return _failed(name, kind, f"El archivo «{name}» pesa más de {megas} MB y no se lee: envíelo más liviano.")
    match kind:
        case "pdf":
            return _open_pdf(name, data, limits, ocr)
        case "imagen":
            return _open_image(name, data, limits, ocr)
        case "docx" | "odt" | "xlsx" | "ods" | "csv" | "texto" | "html":
            from parsers.files.office import open_office

            return open_office(name, data, kind, limits)
        case "doc" | "xls" | "rtf":
            message = f"El archivo «{name}» está en un formato antiguo que no se lee: envíelo en PDF, DOCX o XLSX."
            return _failed(name, "otro", message)
        case "cifrado":
            message = f"El archivo «{name}» está protegido con contraseña y no se puede leer: envíelo sin contraseña."
            return _failed(name, "otro", message)
        case "zip" if name.lower().endswith((".docx", ".odt", ".xlsx", ".ods")):
            return _failed(name, "otro", f"El archivo «{name}» está dañado y no se puede abrir: envíelo de nuevo.")
        case "otro" if name.lower().endswith(_DOCUMENTS):  # a page of a web site, saved under the letter's name
            message = f"El archivo «{name}» no es lo que su nombre dice y no se puede abrir: envíelo de nuevo."
            return _failed(name, "otro", message)
    # Archives are told where they are opened; a signature beside a file holds no words.
    if kind_of_archive(data) or name.lower().endswith(_SIGNATURES):
        return Document(name, "otro")
    message = f"El archivo «{name}» está en un formato que no se lee: si es parte de lo pedido, envíelo en PDF."
    return Document(name, "otro", problems=(Finding("adjunto", "dudoso", message),))


def _failed(name: str, kind: str, message: str) -> Document:
    return Document(name, kind, problems=(Finding("adjunto", "invalido", message),))


def _open_pdf(name: str, data: bytes, limits: DocumentLimits, ocr: bool) -> Document:
    from parsers.files.pdf import open_pdf

    opened = open_pdf(name, data, limits)
    if not opened.poor:
        return opened.document
    if not ocr:
        return _unread(opened.document, opened.poor)
    from parsers.scans.ocr import read_pdf_pages

    result = read_pdf_pages(opened.data, opened.poor, limits)
    pages = tuple(_merged(page, result.pages.get(page.number)) for page in opened.document.pages)
    return _unread(replace(opened.document, pages=pages), result.unread, result.reason)


def _merged(page: Page, scanned: Page | None) -> Page:
    """What OCR read, with the page's own readable words (a heading or stamp over a scan) in place of its guesses."""
    if scanned is None:
        return page
    if page.method != "texto" or not page.words or page.turned != scanned.turned:
        return scanned
    own = [replace(w, box=tilted(w.box, page.width, page.height, -scanned.skew)) for w in page.words]
    words = own + [word for word in scanned.words if not any(_covers(known.box, word.box) for known in own)]
    ordered = tuple(word for line in text_lines(words) for word in line)
    return replace(scanned, words=ordered, rules=(*page.rules, *scanned.rules), aside=page.aside)


def _covers(box: Caja, other: Caja) -> bool:
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _open_image(name: str, data: bytes, limits: DocumentLimits, ocr: bool) -> Document:
    if not ocr:
        return _unread(Document(name, "imagen"), (1,))
    from parsers.scans.ocr import read_image

    result = read_image(data, limits)
    if not result.pages and result.broken:
        return _failed(name, "imagen", f"La imagen «{name}» está dañada y no se puede abrir: envíela de nuevo.")
    document = Document(name, "imagen", tuple(result.pages[number] for number in sorted(result.pages)))
    return _unread(document, result.unread, result.reason)


def _unread(document: Document, numbers: tuple[int, ...], reason: str = "") -> Document:
    """The document with one finding for the pages that remain pictures, for a person to read."""
    if not numbers:
        return document
    listed = ", ".join(str(number) for number in numbers)
    pages = f"La página {listed}" if len(numbers) == 1 else f"Las páginas {listed}"
    verb = "es una imagen y no se pudo" if len(numbers) == 1 else "son imágenes y no se pudieron"
    message = f"{pages} de «{document.name}» {verb} leer{f' ({reason})' if reason else ''}: una persona debe revisarla."
    return replace(document, problems=(*document.problems, Finding("adjunto", "dudoso", message)))
