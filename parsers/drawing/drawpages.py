"""Pictures of a document's pages, turned the way its evidence was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from parsers.bounds.documentlimits import DocumentLimits
from parsers.scans import rasters
from parsers.scans.rasters import Picture

_DPI = 110
Drawn = tuple[int, Any, tuple[float, float]]  # number, picture (Pillow), size of the upright page in points


def pdf_pages(data: bytes, wanted: Sequence[int], limits: DocumentLimits) -> Iterator[Drawn]:
    """The wanted pages of a PDF; scans are turned by the same look at their picture as when they were read."""
    from parsers.files.pdf import open_pdf

    opened = open_pdf("", data, limits)
    if not opened.document.pages:
        return
    scans = tuple(number for number in wanted if number in opened.poor)
    for picture in rasters.of_pdf(opened.data, scans, limits):
        yield _scan(picture)
    known = {page.number: page.turned for page in opened.document.pages}
    digital = [number for number in wanted if number in known and number not in scans]
    for number, image, width, height in _rendered(opened.data, digital, limits):
        yield number, *_turned(image, width, height, known[number])


def image_pages(data: bytes, wanted: Sequence[int], limits: DocumentLimits) -> Iterator[Drawn]:
    """The wanted frames of an image file."""
    for picture in rasters.of_image(data, limits)[0]:
        if picture.number in wanted:
            yield _scan(picture)


def _rendered(data: bytes, wanted: Sequence[int], limits: DocumentLimits):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        for number in wanted:
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = min(_DPI / 72, (limits.pixels / max(1.0, width * height)) ** 0.5, 2_000 / max(width, height))
            yield number, page.render(scale=scale).to_pil().convert("RGB"), width, height
    finally:
        pdf.close()


def _scan(picture: Picture) -> Drawn:
    from PIL import Image

    from parsers.scans import tesseract
    from parsers.scans.straighten import grey

    pixels = picture.pixels if picture.pixels.ndim == 2 else picture.pixels[:, :, ::-1]
    image = Image.fromarray(pixels)
    factor = _DPI / max(1, picture.dpi)
    small = image.resize((max(1, int(image.width * factor)), max(1, int(image.height * factor))))
    degrees = tesseract.orientation(grey(picture.pixels), picture.dpi) if tesseract.available() else 0
    return picture.number, *_turned(small, picture.width, picture.height, degrees)


def _turned(image, width: float, height: float, degrees: int):
    if degrees:
        image = image.rotate(-degrees, expand=True)
    return image, ((height, width) if degrees in (90, 270) else (width, height))
