"""A printed letter as a scanner or a telephone gives it back."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter, ImageFont


@dataclass(frozen=True, slots=True)
class Escaneo:
    """`giro` in degrees, `ruido` the standard deviation in grey levels, `calidad` of the JPEG, `sombra` the depth of
    an uneven background in grey levels, `vuelta` 0/90/180/270 of the whole page, `formato` pdf · jpg · png · tif,
    `umbral` the grey level that parts black from white (0: the scan stays grey)."""

    puntos: int = 200
    giro: float = 0.0
    ruido: float = 0.0
    calidad: int = 75
    sombra: int = 0
    borroso: float = 0.0
    sello: bool = False
    rubrica: bool = False
    vuelta: int = 0
    formato: str = "pdf"
    umbral: int = 0


def pages(pdf: bytes, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    try:
        return [page.render(scale=dpi / 72, grayscale=True, may_draw_forms=True).to_pil() for page in document]
    finally:
        document.close()


def _stamp(image: Image.Image, dpi: int, rng: random.Random) -> None:
    """A round stamp over whatever stands there."""
    draw = ImageDraw.Draw(image)
    width, height = image.size
    radius = int(dpi * 0.62)
    x, y = rng.randint(width // 4, 3 * width // 4), rng.randint(height // 2, int(height * 0.8))
    for shrink in (0, int(dpi * 0.06)):
        draw.ellipse(
            (x - radius + shrink, y - radius + shrink, x + radius - shrink, y + radius - shrink),
            outline=120,
            width=max(2, dpi // 70),
        )
    font = ImageFont.load_default(dpi // 9)
    draw.text((x - radius * 0.7, y - dpi * 0.1), rng.choice(("RECIBIDO", "SECRETARÍA", "ARCHIVO")), fill=120, font=font)


def _scribble(image: Image.Image, dpi: int, rng: random.Random) -> None:
    """A signature by hand, low on the page."""
    draw = ImageDraw.Draw(image)
    x, y = dpi * 1.1, image.size[1] * rng.uniform(0.55, 0.75)
    points = []
    for _ in range(26):
        x += rng.uniform(-0.02, 0.13) * dpi
        points.append((x, y + rng.uniform(-0.25, 0.2) * dpi))
    draw.line(points, fill=70, width=max(2, dpi // 80), joint="curve")


def _page(image: Image.Image, scan: Escaneo, rng: random.Random) -> Image.Image:
    if scan.sello:
        _stamp(image, scan.puntos, rng)
    if scan.rubrica:
        _scribble(image, scan.puntos, rng)
    if scan.giro:
        image = image.rotate(scan.giro, Image.Resampling.BICUBIC, expand=False, fillcolor=255)
    if scan.borroso:
        image = image.filter(ImageFilter.GaussianBlur(scan.borroso * scan.puntos / 200))
    grey = np.asarray(image, dtype=np.float32)
    noise = np.random.default_rng(rng.getrandbits(32))
    if scan.sombra:
        down, across = np.linspace(0, 1, grey.shape[0])[:, None], np.linspace(0, 1, grey.shape[1])[None, :]
        grey = grey - scan.sombra * (0.6 * across + 0.4 * (1 - down))
    if scan.ruido:
        grey = grey + noise.normal(0, scan.ruido, grey.shape).astype(np.float32)
    if scan.umbral:
        grey = np.where(grey < scan.umbral, 0, 255)
    image = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    return image.rotate(scan.vuelta, expand=True) if scan.vuelta else image


def scan(pdf: bytes, how: Escaneo, rng: random.Random) -> bytes:
    """All pages for pdf and tif, the first page for jpg and png."""
    images = [_page(image, how, rng) for image in pages(pdf, how.puntos)]
    out = io.BytesIO()
    resolution = (how.puntos, how.puntos)
    match how.formato:
        case "jpg":
            images[0].save(out, "JPEG", quality=how.calidad, dpi=resolution)
        case "png":
            images[0].save(out, "PNG", dpi=resolution, optimize=True)
        case "tif":
            images[0].save(out, "TIFF", save_all=True, append_images=images[1:], compression="tiff_lzw", dpi=resolution)
        case _:
            return _pdf(images, how)
    return out.getvalue()


def _pdf(images: list[Image.Image], how: Escaneo) -> bytes:
    """A PDF that holds only images, made without a date so that it is the same every time."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for image in images:
        jpeg = io.BytesIO()
        image.save(jpeg, "JPEG", quality=how.calidad)
        width, height = (side * 72 / how.puntos for side in image.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def random_scan(rng: random.Random, dpis: tuple[int, ...] = (150, 200, 200, 250, 300)) -> Escaneo:
    """One scanner, chosen by chance: from clean to bad, never unreadable for a clerk."""
    return Escaneo(
        puntos=rng.choice(dpis),
        giro=round(rng.uniform(-2.5, 2.5), 2) if rng.random() < 0.8 else 0.0,
        ruido=rng.choice((0, 4, 8, 12)),
        calidad=rng.randint(35, 80),
        sombra=rng.choice((0, 0, 25, 50, 70)),
        borroso=rng.choice((0, 0, 0.4, 0.7)),
        sello=rng.random() < 0.3,
        rubrica=rng.random() < 0.6,
        vuelta=rng.choice((0,) * 8 + (90, 180, 270)),
        formato=rng.choice(("pdf",) * 7 + ("jpg", "png", "tif")),
    )


def one_scanner(name: str) -> Escaneo:
    """The scanner of the letter of this name, always the same: 200 dpi and more, one in five in black and white."""
    rng = random.Random(name)
    scanner = random_scan(rng, (200, 250, 300))
    if rng.random() < 0.2:  # black and white swallows what lies in the shadow
        scanner = replace(scanner, umbral=150, sombra=min(scanner.sombra, 50))
    return replace(scanner, formato="pdf")
