"""PDF in, words with places out; pages whose text cannot be believed are named for OCR."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as raw

from cases.evidence import Finding
from parsers import preflight, textquality
from parsers.documentlimits import DEFAULT_LIMITS, DocumentLimits
from parsers.page import Document, Page, Word
from parsers.pdfrules import covered, read_drawing
from parsers.pdfwords import read_words
from parsers.upright import Turn

_DRAFT = re.compile(r"^(borrador|draft|temp|temporal|no\s*oficial)$", re.I)
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
        inside = preflight.look_inside(data, limits) if _has_structure(pdf) else preflight.Inside()
        pages, poor, draft = _pages(pdf, limits)
        problems = _problems(name, pdf, pages, poor, inside, limits)
    finally:
        pdf.close()
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


def _has_structure(pdf) -> bool:
    """Whether pypdf has anything to look for: fillable fields (a signature alone is none) or embedded files."""
    if raw.FPDFDoc_GetAttachmentCount(pdf) > 0:
        return True
    return raw.FPDF_GetFormType(pdf) != raw.FORMTYPE_NONE


def _pages(pdf, limits: DocumentLimits) -> tuple[tuple[Page, ...], tuple[int, ...], bool]:
    pages: list[Page] = []
    poor: list[int] = []
    draft = False
    left = limits.words
    for index in range(min(len(pdf), limits.pages)):
        try:
            page, good, marked = read_page(pdf[index], index + 1, limits, left)
        except pypdfium2.PdfiumError:
            page, good, marked = Page(index + 1, 595.0, 842.0, ()), False, False
        pages.append(page)
        draft |= marked
        left = max(0, left - len(page.words))
        if not good:
            poor.append(index + 1)
    return tuple(pages), tuple(poor), draft


def read_page(page, number: int, limits: DocumentLimits, most_words: int) -> tuple[Page, bool, bool]:
    """(page, whether its text layer is usable, whether it bears a draft mark)."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    text_page = page.get_textpage()
    try:
        rotation = page.get_rotation()
        text = read_words(text_page, (box.left, box.bottom, box.right, box.top), rotation, most_words)
    finally:
        text_page.close()
    drawing = read_drawing(page, text.turn, limits.objects)
    good = textquality.usable(text.raw, text.words, text.hidden, covered(drawing, text.turn))
    if not good and not text.words and not drawing.pictures and drawing.paths < 20:
        good = True  # an empty sheet: nothing that OCR could find
    readable = good or textquality.readable(text.raw)
    words, marks = _without_watermark(text.words if readable else ())
    draft = any(_DRAFT.match(word.text) for word in (*text.aside, *marks))
    method, shown = "texto", words
    if not good and not words and text.hidden:
        method, shown = "ocr", tuple(replace(word, confidence=_UNSURE) for word in text.hidden)
    turned = (text.turn.degrees - rotation) % 360
    read = Page(number, text.turn.width, text.turn.height, shown, method, drawing.rules, (*text.aside, *marks), turned)
    return read, good, draft


def _without_watermark(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Draft marks written huge across an upright page are apart from the text that they cross."""
    marks = tuple(word for word in words if word.box[3] - word.box[1] > 36 and _DRAFT.match(word.text))
    return (tuple(word for word in words if word not in marks), marks) if marks else (words, ())


def _problems(name: str, pdf, pages, poor, inside, limits: DocumentLimits) -> tuple[Finding, ...]:
    found = []
    if len(pdf) == 0 or (not poor and not inside.fields and not inside.embedded and not any(p.words for p in pages)):
        found.append(Finding("adjunto", "invalido", f"El archivo «{name}» está vacío: no contiene texto ni imágenes."))
    if len(pdf) > limits.pages:
        message = f"El archivo «{name}» tiene {len(pdf)} páginas; solo se leyeron las primeras {limits.pages}."
        found.append(Finding("adjunto", "dudoso", message))
    return tuple(found)


def page_turn(page, turned: int) -> Turn:
    """The turn that makes a PDFium page upright the way its `Page` was read."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return Turn((box.left, box.bottom, box.right, box.top), page.get_rotation() + turned)
