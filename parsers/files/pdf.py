"""PDF in, words with places out; pages whose text cannot be believed are named for OCR."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as raw

from cases.evidence import Finding, Metodo
from parsers.bounds.documentlimits import DEFAULT_LIMITS, DocumentLimits
from parsers.files import preflight, textquality
from parsers.files.pdfnotes import read_notes
from parsers.files.pdfrules import covered, read_drawing
from parsers.files.pdfwords import place_words, read_words
from parsers.files.unseen import unseen
from parsers.pages.lines import text_lines
from parsers.pages.page import Document, Page, Word

_DRAFT = re.compile(r"^(borrador|draft|temp|temporal|no\s*oficial)$", re.I)
_FEW_SHAPES = 20
_TELLING = re.compile(r"[^\W_]{2}")
_UNSURE = 0.6  # confidence of somebody else's OCR layer


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """`document` holds what the text layer says; `poor` are the numbers of the pages that OCR should read instead;
    `data` is what PDFium can open (the file itself, or a copy without encryption)."""

    document: Document
    poor: tuple[int, ...] = ()
    data: bytes = b""


def open_pdf(name: str, data: bytes, limits: DocumentLimits = DEFAULT_LIMITS) -> OpenedPdf:
    """Read a PDF's text layer, rules, form fields and embedded files. Never raises: what hinders is a finding."""
    if preflight.is_bomb(data, limits):
        return _failed(name, f"El archivo «{name}» se expande de forma anormal al abrirlo y no se lee.")
    pdf, data, hindrance = _load(data, limits)
    if pdf is None:
        return _failed(name, hindrance.format(name=name))
    try:
        sheets = _sheets(pdf, limits, preflight.has_layers(data))
        wanted = raw.FPDFDoc_GetAttachmentCount(pdf) > 0 or any(sheet.fillable for sheet in sheets)
        inside = preflight.look_inside(data, limits) if wanted else preflight.Inside()
        poor = tuple(sheet.page.number for sheet in sheets if not sheet.good)
        problems = _problems(name, pdf, sheets, inside, limits)
    finally:
        pdf.close()
    pages, draft = tuple(sheet.page for sheet in sheets), any(sheet.draft for sheet in sheets)
    document = Document(name, "pdf", pages, inside.fields, (), problems, inside.embedded, draft)
    return OpenedPdf(document, poor, data)


def _failed(name: str, message: str) -> OpenedPdf:
    return OpenedPdf(Document(name, "pdf", problems=(Finding("adjunto", "invalido", message),)))


_PROTECTED = "El archivo «{name}» está protegido con contraseña y no se puede leer: envíelo sin contraseña."
_BROKEN = "El archivo «{name}» está dañado o incompleto y no se puede abrir: envíelo de nuevo."


def _load(data: bytes, limits: DocumentLimits):
    """(PDFium document, its bytes, "") or (None, data, why not), with pypdf's opinion where PDFium refuses."""
    try:
        return _opened(data), data, ""
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
    copy = preflight.rewritten(data, limits)
    if copy is not None:
        try:
            return _opened(copy), copy, ""
        except pypdfium2.PdfiumError:
            return None, data, _BROKEN
    return None, data, _PROTECTED if locked or b"/Encrypt" in data else _BROKEN


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    start = data.find(b"%PDF-", 0, 4096)
    return pypdfium2.PdfDocument(data[start:] if start > 0 else data)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page as its text layer tells it: `good` is false where OCR should read it, `draft` where it bears a mark;
    `unseen` begins what it holds that nobody sees."""

    page: Page
    good: bool = True
    draft: bool = False
    fillable: bool = False
    unseen: str = ""


def _sheets(pdf, limits: DocumentLimits, layered: bool) -> list[_Sheet]:
    sheets: list[_Sheet] = []
    left = limits.words
    for index in range(min(len(pdf), limits.pages)):
        try:
            sheet = _read_page(pdf[index], index + 1, limits, left, layered)
        except pypdfium2.PdfiumError:
            sheet = _Sheet(Page(index + 1, 595.0, 842.0, ()))
        sheets.append(sheet)
        left = max(0, left - len(sheet.page.words))
    return sheets


def _read_page(page, number: int, limits: DocumentLimits, most_words: int, layered: bool) -> _Sheet:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    rotation = page.get_rotation()
    text_page = page.get_textpage()
    try:
        placed = place_words(text_page, (box.left, box.bottom, box.right, box.top), rotation, most_words)
        drawing = read_drawing(page, placed.turn, limits.objects)
        text = read_words(placed, unseen(page, text_page, placed, drawing, layered))
    finally:
        text_page.close()
    typed, fillable = read_notes(page, text.turn)
    good = textquality.usable(text.raw, text.words, text.hidden, covered(drawing, text.turn))
    good = good and not textquality.unread_picture(text.words, drawing.pictures, text.turn.width, text.turn.height)
    if not good and not text.words and not drawing.pictures and drawing.paths < _FEW_SHAPES:
        good = True  # an empty sheet: nothing that OCR could find
    words, marks = _without_watermark(text.words if good or textquality.readable(text.raw) else ())
    draft = any(_DRAFT.match(word.text) for word in (*text.aside, *marks))
    method: Metodo = "texto"
    if not good and not words and text.hidden:
        method, words = "ocr", tuple(replace(word, confidence=_UNSURE) for word in text.hidden)
    if typed:
        words = tuple(word for line in text_lines((*words, *typed)) for word in line)
    turned = (text.turn.degrees - rotation) % 360
    aside = (*text.aside, *marks)
    read = Page(number, text.turn.width, text.turn.height, words, method, drawing.rules, aside, turned)
    # Under a picture that carries the page it is what some scanner's program read there.
    said = " ".join(word.text for word in text.unseen) if good else ""
    return _Sheet(read, good, draft, fillable, said if _TELLING.search(said) else "")


def _without_watermark(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Draft marks written huge across an upright page are apart from the text that they cross."""
    marks = tuple(word for word in words if word.box[3] - word.box[1] > 36 and _DRAFT.match(word.text))
    return (tuple(word for word in words if word not in marks), marks) if marks else (words, ())


def _problems(name: str, pdf, sheets: list[_Sheet], inside, limits: DocumentLimits) -> tuple[Finding, ...]:
    found = []
    holds = inside.fields or inside.embedded or any(sheet.page.words or not sheet.good for sheet in sheets)
    if not holds and raw.FPDF_GetFormType(pdf) in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        message = f"El archivo «{name}» es un formulario dinámico que no se puede leer: imprímalo a PDF y envíelo."
        found.append(Finding("adjunto", "invalido", message))
    elif not holds:
        found.append(Finding("adjunto", "invalido", f"El archivo «{name}» está vacío: no contiene texto ni imágenes."))
    if len(pdf) > limits.pages:
        message = f"El archivo «{name}» tiene {len(pdf)} páginas; solo se leyeron las primeras {limits.pages}."
        found.append(Finding("adjunto", "dudoso", message))
    for sheet in sheets:
        if sheet.unseen:
            said = sheet.unseen if len(sheet.unseen) <= 80 else sheet.unseen[:79] + "…"
            where = f"La página {sheet.page.number} de «{name}» contiene texto que no se ve («{said}»)"
            message = f"{where}: no se tomó en cuenta, una persona debe revisarla."
            found.append(Finding("adjunto", "dudoso", message))
    return tuple(found)
