"""The mails that are measured: plain questions, and requests with an oficio of 200 kB. All people are invented."""

from __future__ import annotations

import io
import random
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from tests.support import letters
from tests.support.desks import MORNING

PICTURE_SIDE = 256
_PARAGRAPH = (
    "Por medio del presente solicitamos su gentil ayuda con el sistema de gestión documental. Varios compañeros de la "
    "institución tienen dificultades al reasignar documentos desde la bandeja de recibidos, y quisiéramos saber qué "
    "configuración conviene revisar. "
)


def plain(number: int) -> bytes:
    """About 2 kB of text, in quoted-printable, from a sender of its own; each says something else."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{letters.person(number)['Nombres y apellidos']} <persona{number}@entidad{number}.gob.ec>"
    mail["To"] = "soporte@gobiernoelectronico.gob.ec"
    mail["Subject"] = f"Consulta {number} sobre la bandeja de documentos"
    mail["Date"] = format_datetime(MORNING)
    mail["Message-ID"] = f"<consulta-{number}@entidad{number}.gob.ec>"
    words = " ".join(letters.NAMES[(number // 10**place) % 10] for place in range(5))
    mail.set_content(f"Buenos días:\n\n{_PARAGRAPH * 6}\n\nReferencia interna: {words}.\n\nSaludos cordiales.\n",
                     cte="quoted-printable")  # fmt: skip
    return mail.as_bytes()


@cache
def _picture(side: int) -> ImageReader:
    from PIL import Image

    return ImageReader(Image.frombytes("RGB", (side, side), random.Random(1).randbytes(side * side * 3)))


def with_pdf(number: int, side: int = PICTURE_SIDE) -> bytes:
    """A whole request whose one-page PDF carries a logo that does not compress (256 pixels wide: 200 kB)."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"Secretaría General <secretaria@inst{number}.gob.ec>"
    mail["To"] = "soporte@gobiernoelectronico.gob.ec"
    mail["Subject"] = f"Cambio de AIQ de INST{number}"
    mail["Date"] = format_datetime(MORNING)
    mail["Message-ID"] = f"<solicitud-{number}@inst{number}.gob.ec>"
    mail.set_content("Adjunto el oficio. Saludos cordiales.")
    mail.add_attachment(_oficio(number, side), maintype="application", subtype="pdf", filename="oficio.pdf")
    return mail.as_bytes()


def _oficio(number: int, side: int) -> bytes:
    rl_config.useA85 = 0
    paper = io.BytesIO()
    page = canvas.Canvas(paper, invariant=1, pageCompression=1)
    page.drawImage(_picture(side), 480, 770, 50, 50)
    letters.write_oficio(page, number)
    page.save()
    return paper.getvalue()


KINDS = {"sencillo": (plain, 1000), "pdf": (with_pdf, 200)}
