"""Sample requests: a digital oficio made by reportlab, in a mail as an institution sends it. All people are invented."""

from __future__ import annotations

import io
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from tests.support.desks import MORNING

NAMES = ("Andrea Salomé", "Bolívar Iván", "Carmen Lucía", "Diego Fabián", "Elena Paola", "Fausto René", "Gloria Inés",
         "Hugo Marcelo", "Irene Beatriz", "Jorge Luis")  # fmt: skip
SURNAMES = ("Andrango Pilco", "Bermeo Ruales", "Cajas Montalvo", "Delgado Proaño", "Espín Guaña", "Freire Lozada",
            "Granda Tufiño", "Herrera Ochoa", "Iza Pachacama", "Jácome Viteri")  # fmt: skip


def cedula(number: int) -> str:
    """A well-formed cédula of nobody: province 17, check digit computed."""
    digits = f"17{number % 6}{number:06d}"[:9]
    total = 0
    for place, digit in enumerate(digits):
        double = int(digit) * (2 if place % 2 == 0 else 1)
        total += double - 9 if double > 9 else double
    return digits + str(-total % 10)


def person(number: int) -> dict[str, str]:
    name = f"{NAMES[number % 10]} {SURNAMES[number // 10 % 10]}"
    return {
        "Nombres y apellidos": name,
        "Número de cédula": cedula(number),
        "Cargo": "Analista de Gestión Documental",
        "Correo electrónico": f"aiq{number}@inst{number}.gob.ec",
        "Número telefónico y extensión": f"(02) 22{number:05d} ext. {1000 + number}",
        "Número celular": f"09{90000000 + number}",
    }


def oficio(number: int, *, leave_out: tuple[str, ...] = (), signer: str = "GERENTE GENERAL", **values: str) -> bytes:
    """The PDF of a request by institution INST<number>; `leave_out` names labels that are missing."""
    paper = io.BytesIO()
    page = canvas.Canvas(paper, pagesize=A4, invariant=1)
    write_oficio(page, number, leave_out=leave_out, signer=signer, **values)
    page.save()
    return paper.getvalue()


def write_oficio(page: canvas.Canvas, number: int, *, leave_out: tuple[str, ...] = (),
                 signer: str = "GERENTE GENERAL", statement: str = "", **values: str) -> None:  # fmt: skip
    """Writes the request on a page that may hold other things; `statement` is a sentence below the data."""
    data = {**person(number), **{label: value for label, value in values.items() if label in person(number)}}
    data = {"Nombre": f"Instituto de Pruebas Número {number}", "Siglas": f"INST{number}", **data}
    place = 790
    listed = [(label, value) for label, value in data.items() if label not in leave_out]
    for line, step in _lines(number, signer, listed, statement):
        page.drawString(72, place, line)
        place -= step


def _lines(number: int, signer: str, data: list[tuple[str, str]], statement: str) -> list[tuple[str, int]]:
    head = [
        (f"Oficio Nro. INST{number}-GG-2026-{number:04d}-O", 16),
        ("Quito, D.M., 10 de marzo de 2026", 24),
        ("Asunto: Solicitud de cambio de Administrador Institucional Quipux", 24),
        ("Señor", 14),
        ("Subsecretario de Gobierno Electrónico", 14),
        ("En su Despacho", 24),
        ("De mi consideración:", 20),
        ("Solicito el cambio del Administrador Institucional Quipux (AIQ) con estos datos:", 20),
    ]
    foot = [
        ("Con sentimientos de distinguida consideración.", 20),
        ("Atentamente,", 40),
        ("Mgs. Teresa Amparo Villagómez Rueda", 14),
        (signer, 14),
    ]
    said = [("", 4), (statement, 20)] if statement else []
    return [*head, *((f"- {label}: {value}", 16) for label, value in data), *said, *foot]


def request(number: int, *, text: str = "Adjunto el oficio. Saludos cordiales.", **options: object) -> bytes:
    """The whole mail with its oficio attached, the same bytes each time."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"Secretaría General <secretaria@inst{number}.gob.ec>"
    mail["To"] = "soporte@gobiernoelectronico.gob.ec"
    mail["Subject"] = f"Cambio de AIQ de INST{number}"
    mail["Date"] = format_datetime(MORNING)
    mail["Message-ID"] = f"<solicitud-{number}@inst{number}.gob.ec>"
    mail.set_content(text)
    mail.add_attachment(oficio(number, **options), maintype="application", subtype="pdf", filename="oficio.pdf")  # type: ignore[arg-type]
    mail.set_boundary(f"=_limite_{number}")
    return mail.as_bytes()
