"""Pages as pictures for OCR: rendered from a PDF, or the frames of an image file."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from parsers.bounds.budget import BUDGET
from parsers.bounds.documentlimits import DocumentLimits
from parsers.bounds.processlimits import MB

A4_LONG = 842.0  # points
_LONG_INCHES = A4_LONG / 72
_SMALLEST = 200  # pixels: smaller pictures are logos and buttons
_START_OF_SCAN = b"\xff\xda"
_DRAWING = 200 * MB  # for one page: its picture, and the pictures in it as they are unpacked
_SEE_THROUGH = ("RGBA", "LA", "PA")
_MOST_PASSES = 200  # of a progressive JPEG: ten are usual, each costs time for the whole picture


@dataclass(frozen=True, slots=True)
class Picture:
    """`pixels` as a viewer shows them (grey or BGR); `width` and `height` of the page in points."""

    number: int
    pixels: np.ndarray
    width: float
    height: float
    dpi: int


def of_pdf(data: bytes, numbers: tuple[int, ...], limits: DocumentLimits) -> Iterator[Picture]:
    """The pages of `numbers`, one at a time; a page that cannot be drawn is left out.

    Pages are drawn so that the long side has as many pixels as A4 at `limits.ocr_dpi`: many scanners write one point
    per pixel, and their pages are metres long. Annotations (stamps of signatures) are not drawn.
    """
    import pypdfium2

    start = data.find(b"%PDF-", 0, 4096)
    pdf = pypdfium2.PdfDocument(data[start:] if start > 0 else data)
    try:
        for number in numbers:
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = _scale(width, height, limits)
            try:
                with BUDGET.at_most(_DRAWING):
                    bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False)
            except (pypdfium2.PdfiumError, MemoryError, ValueError):
                continue
            pixels = bitmap.to_numpy()[:, :, :3].copy()
            yield Picture(number, pixels, width, height, round(72 * scale * max(width, height) / _ruler(width, height)))
    finally:
        pdf.close()


def _ruler(width: float, height: float) -> float:
    """The long side a page is taken to have: its own when it is a usual size of paper, else that of A4."""
    longest = max(width, height)
    return longest if 0.6 * A4_LONG < longest < 1.5 * A4_LONG else A4_LONG


def _scale(width: float, height: float, limits: DocumentLimits) -> float:
    scale = limits.ocr_dpi / 72 * _ruler(width, height) / max(width, height)
    return min(scale, (limits.pixels / max(1.0, width * height)) ** 0.5)


def of_image(data: bytes, limits: DocumentLimits) -> tuple[list[Picture], bool]:
    """(the frames as pages, whether the file is damaged or too large); logos give no page."""
    from PIL import Image, ImageOps, ImageSequence

    if data.startswith(b"\xff\xd8") and data.count(_START_OF_SCAN) > _MOST_PASSES:
        return [], True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data)) as image:
                image.draft(None, _enough(image.size, limits))
                if image.width * image.height * _copies(image) > 5 * limits.pixels:
                    return [], True
                pictures: list[Picture] = []
                for frame in ImageSequence.Iterator(image):
                    if len(pictures) >= limits.ocr_pages:
                        break
                    if min(frame.size) >= _SMALLEST:
                        upright = ImageOps.exif_transpose(frame) or frame
                        pictures.append(_picture(len(pictures) + 1, upright, limits))
                return pictures, False
    except Exception:  # Pillow's readers raise whatever the damaged format meets
        return [], True


def _copies(image) -> int:
    """Bytes for each pixel while the picture is made ready; one that lets something through is laid on white."""
    return len(image.getbands()) * (2 if image.mode in _SEE_THROUGH else 1)


def _enough(size: tuple[int, int], limits: DocumentLimits) -> tuple[int, int]:
    """The size that is needed of a picture: JPEG can be unpacked smaller at once, a photograph in an eighth of the
    memory."""
    factor = limits.ocr_dpi * _LONG_INCHES / max(size)
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def _picture(number: int, frame, limits: DocumentLimits) -> Picture:
    from PIL import Image

    longest = max(frame.size)
    target = min(limits.ocr_dpi * _LONG_INCHES, limits.pixels**0.5)
    if frame.mode in _SEE_THROUGH or "transparency" in frame.info:
        paper = Image.new("RGBA", frame.size, "white")
        paper.alpha_composite(frame.convert("RGBA"))
        frame = paper
    frame = frame.convert("L" if frame.mode in ("1", "L", "I;16", "I") else "RGB")
    factor = min(target / longest, 3.0)
    if not 0.8 < factor < 1.25:
        frame = frame.resize((max(1, round(frame.width * factor)), max(1, round(frame.height * factor))), Image.LANCZOS)
    points = A4_LONG / max(frame.size)
    pixels = np.asarray(frame)
    if pixels.ndim == 3:
        pixels = np.ascontiguousarray(pixels[:, :, ::-1])
    return Picture(number, pixels, frame.width * points, frame.height * points, round(max(frame.size) / _LONG_INCHES))
