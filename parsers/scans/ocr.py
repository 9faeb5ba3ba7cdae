"""Pages that are pictures, read by two engines; what both read alike counts as read, the rest as doubtful."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np

from parsers.bounds.budget import BUDGET
from parsers.bounds.documentlimits import DEFAULT_LIMITS, DocumentLimits
from parsers.pages.lines import text_lines
from parsers.pages.page import Page, Word
from parsers.scans import rapid, rasters, straighten, tesseract
from parsers.scans.addressdoubts import doubt_addresses
from parsers.scans.agreement import AGREED, combine, single, split
from parsers.scans.baselines import hugged, level
from parsers.scans.crossed import doubt_crossed
from parsers.scans.lineends import joined_addresses
from parsers.scans.mendedlabels import with_mended_labels
from parsers.scans.overlooked import doubt_unread_marks
from parsers.scans.penstrokes import without_strokes
from parsers.scans.rasters import Picture
from parsers.scans.seen import Seen
from parsers.scans.strays import without_strays
from parsers.scans.worddoubts import doubt_words

# Processor time of the whole process: on a busy machine a page takes longer, not more.
Clock = Callable[[], float]
_POLL = 0.5  # seconds
_AT_ONCE = 2  # pages
_PATIENCE = 8  # seconds on the wall that Tesseract may take for one of the processor


@dataclass(frozen=True, slots=True)
class OcrResult:
    """`pages` by number; `unread` are the pages that stay pictures and `reason` says why (Spanish)."""

    pages: dict[int, Page] = field(default_factory=dict)
    unread: tuple[int, ...] = ()
    reason: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class _Prepared:
    ink: np.ndarray
    lines: tuple[tuple[int, int, int, int], ...]
    skew: float
    turned: int
    picture: Picture


def engines() -> tuple[str, ...]:
    """Which engines this machine has: tesseract, rapidocr."""
    found = (("tesseract", tesseract.available()), ("rapidocr", rapid.available()))
    return tuple(name for name, there in found if there)


def read_pdf_pages(
    data: bytes, numbers: tuple[int, ...], limits: DocumentLimits = DEFAULT_LIMITS, clock: Clock = time.process_time
) -> OcrResult:
    """OCR of the pages of `numbers` (from 1), at most `limits.ocr_pages` and `limits.ocr_seconds`."""
    if not engines():
        return OcrResult({}, numbers, "no hay programa de reconocimiento de texto instalado")
    wanted = numbers[: limits.ocr_pages]
    pages, slow = _read(rasters.of_pdf(data, wanted, limits), limits, clock)
    unread = tuple(number for number in numbers if number not in pages)
    return OcrResult(pages, unread, _reason(unread, slow, len(numbers) > len(wanted)))


def read_image(data: bytes, limits: DocumentLimits = DEFAULT_LIMITS, clock: Clock = time.process_time) -> OcrResult:
    """OCR of an image file; pictures of the size of a logo give no page and no complaint."""
    # Already the opening of a large scan takes memory beyond an ordinary mail's.
    BUDGET.for_ocr()
    found, broken = rasters.of_image(data, limits)
    numbers = tuple(picture.number for picture in found)
    if not found or not engines():
        return OcrResult({}, numbers, "no hay programa de reconocimiento de texto instalado" if found else "", broken)
    pages, slow = _read(found, limits, clock)
    unread = tuple(number for number in numbers if number not in pages)
    return OcrResult(pages, unread, _reason(unread, slow, False))


def _reason(unread: tuple[int, ...], slow: bool, many: bool) -> str:
    if not unread:
        return ""
    return "se agotó el tiempo" if slow else "son demasiadas" if many else "no se distingue el texto"


def _read(found: Iterable[Picture], limits: DocumentLimits, clock: Clock) -> tuple[dict[int, Page], bool]:
    """Pages by number, and whether the time ran out. While RapidOCR recognises one page, Tesseract reads the next.

    More than two pages at a time would be no faster, each engine being there once, and would take memory.
    """
    BUDGET.for_ocr()
    if tesseract.available():
        tesseract.load()
    end = clock() + limits.ocr_seconds
    pages: dict[int, Page] = {}
    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="ocr")
    second = ThreadPoolExecutor(1, thread_name_prefix="ocr-rapid")
    running: deque[tuple[int, Future]] = deque()
    try:
        for picture in found:
            if clock() > end:
                return pages, True
            pale = replace(picture, pixels=straighten.grey(picture.pixels))
            running.append((picture.number, pool.submit(_page, pale, second, end, clock)))
            if len(running) > _AT_ONCE and not _finish(running, pages, end, clock):
                return pages, True
        while running:
            if not _finish(running, pages, end, clock):
                return pages, True
        return pages, False
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        second.shutdown(wait=False, cancel_futures=True)


def _finish(running: deque[tuple[int, Future]], pages: dict[int, Page], end: float, clock: Clock) -> bool:
    """Waits for the oldest page; false when the time ran out over it."""
    number, job = running.popleft()
    page = _in_time(job, end, clock)
    if page is not None and page.words:
        pages[number] = page
    return page is not None


def _in_time(job: Future, end: float, clock: Clock):
    """The job's result, or null when the clock passes `end` first."""
    while True:
        try:
            return job.result(timeout=_POLL)
        except TimeoutError:
            if clock() > end:
                return None


def _page(picture: Picture, second: ThreadPoolExecutor, end: float, clock: Clock) -> Page | None:
    """One page in grey; null when the time ran out, a page without words when it holds no text."""
    if not straighten.legible(picture.pixels):
        return Page(picture.number, picture.width, picture.height, (), "ocr")
    degrees = tesseract.orientation(picture.pixels, picture.dpi) if tesseract.available() else 0
    ready = _prepare(picture, degrees)
    words = _words(ready, second, end, clock)
    if words is not None and _is_babble(words):  # capitals look much the same from below
        turned = _prepare(picture, (degrees + 180) % 360)
        again = _words(turned, second, end, clock)
        if again is not None and _agreed(again) > _agreed(words):
            ready, words = turned, again
    return None if words is None else _as_page(ready, words)


def _words(ready: _Prepared, second: ThreadPoolExecutor, end: float, clock: Clock) -> list[Seen] | None:
    """What the engines read on a prepared page; null when the time ran out."""

    def late() -> bool:
        return clock() > end

    dpi = ready.picture.dpi
    lifted = without_strokes(ready.ink, dpi)
    other = second.submit(rapid.read, lifted, dpi, late) if rapid.available() else None
    first: list[Seen] | None = []
    if tesseract.available():
        first = tesseract.read(lifted, dpi, max(1, int(_PATIENCE * 1000 * (end - clock()))))
    segments = _in_time(other, end, clock) if other else []
    if first is None or segments is None:
        return None
    if other is None or not tesseract.available():
        return single(first or [word for segment in segments for word in split(segment)])
    with tesseract.line_reader(lifted, dpi, late) as again:
        further = rapid.further_reader(lifted, ready.ink, late)
        words = doubt_words(doubt_addresses(combine(hugged(first, lifted), segments, again, further)))
    words = doubt_crossed(without_strays(words, lifted, dpi), lifted, ready.ink)
    return doubt_unread_marks(words, ready.ink, ready.lines)


def _agreed(words: list[Seen]) -> int:
    return sum(word.confidence >= AGREED for word in words)


def _is_babble(words: list[Seen]) -> bool:
    """Whether two engines hardly agree on a word of a page: it stands on its head."""
    return len(engines()) == 2 and len(words) > 20 and _agreed(words) < 0.2 * len(words)


def _prepare(picture: Picture, degrees: int) -> _Prepared:
    straight = straighten.straighten(straighten.turned(picture.pixels, degrees), picture.dpi)
    return _Prepared(straight.ink, straight.lines, straight.skew, degrees, picture)


def _as_page(ready: _Prepared, seen: list[Seen]) -> Page:
    picture = ready.picture
    sideways = ready.turned in (90, 270)
    width, height = (picture.height, picture.width) if sideways else (picture.width, picture.height)
    across, along = width / ready.ink.shape[1], height / ready.ink.shape[0]

    def points(box):
        return tuple(round(side * factor, 2) for side, factor in zip(box, (across, along, across, along), strict=True))

    words = [Word(item.text, points(item.box), item.confidence) for item in level(seen)]
    lines = with_mended_labels(joined_addresses(text_lines(words)))
    ordered = tuple(word for line in lines for word in line)
    rules = tuple(points(box) for box in ready.lines)
    skew = ready.skew if abs(ready.skew) >= 0.1 else 0.0
    return Page(picture.number, width, height, ordered, "ocr", rules, (), ready.turned, skew)
