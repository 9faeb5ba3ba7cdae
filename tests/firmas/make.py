"""Makes the signed, altered and merely stamped letters of tests/fixtures/firmas, with what must be said of each.

    python -m tests.firmas.make [FOLDER]
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import cms, pem
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.firmas import authority as ca

FOLDER = Path(__file__).parents[1] / "fixtures" / "firmas"
BCE = "1.3.6.1.4.1.37947.3"
SECURITY_DATA = "1.3.6.1.4.1.37746.3"
ANA = {"cedula": "1712345675", "nombres": "ANA MARÍA", "apellido1": "PÉREZ", "apellido2": "DEL POZO",
       "cargo": "MINISTRA", "institucion": "MINISTERIO DE PRUEBAS"}  # fmt: skip
LUIS = {"cedula": "0102030400", "nombres": "LUIS", "apellido1": "TOAPANTA", "apellido2": "QUISHPE"}


def letter(signer: str = "Ana María Pérez del Pozo", stamp: bool = False) -> bytes:
    """A short oficio, one page; with `stamp`, the drawn box that looks like a signature."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    lines = ["Oficio Nro. MDP-DM-2026-0042-O", "Quito, D.M., 20 de noviembre de 2026", "",
             "Asunto: Cambio de Administrador Institucional Quipux", "", "De mi consideración:", "",
             "Solicito registrar como nuevo administrador institucional a:",
             "Nombres y apellidos: Rosa Elena Guamán Chicaiza", "Cédula: 0912345675", "Cargo: Analista",
             "Correo electrónico: rosa.guaman@pruebas.gob.ec", "",
             "Atentamente,", "Documento firmado electrónicamente", "", signer, "MINISTRA"]  # fmt: skip
    for number, line in enumerate(lines):
        canvas.drawString(72, 770 - 18 * number, line)
    if stamp:
        canvas.rect(72, 400, 220, 50)
        canvas.drawString(80, 432, "Firmado electrónicamente por:")
        canvas.drawString(80, 412, signer.upper())
    canvas.save()
    return out.getvalue()


def sign(
    pdf: bytes, party: ca.Party, field: str = "Firma1", stamper: DummyTimeStamper | None = None, **options: Any
) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if writer.prev.encrypted:
        writer.encrypt("")
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", **options)
    return signers.sign_pdf(writer, meta, signer=party.signer(), timestamper=stamper, bytes_reserved=16384).getvalue()


def update(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The PDF with one more revision appended."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def repaint(writer: IncrementalPdfFileWriter) -> None:
    """Another cédula over the page."""
    text = b"q 1 1 1 rg 70 600 300 14 re f 0 g BT /F1 12 Tf 72 608 Td (Cedula: 1712345675) Tj ET Q"
    reference = writer.add_object(generic.StreamObject(stream_data=text))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), reference])
    writer.update_container(page)


def annotate(writer: IncrementalPdfFileWriter) -> None:
    """A registry clerk's note beside the letter."""
    note = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Text"),
        pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (500, 780, 520, 800))),
        pdf_name("/Contents"): generic.TextStringObject("Recibido 10:15"),
    })  # fmt: skip
    page = writer.root["/Pages"]["/Kids"][0]
    present = list(page.get("/Annots", ()))
    page["/Annots"] = generic.ArrayObject([*present, writer.add_object(note)])
    writer.update_container(page)


def encrypted(pdf: bytes) -> bytes:
    """Opened by anybody, changed only with a password."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt("", "clave", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def form() -> bytes:
    """A letter with one fillable field, still empty."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawString(72, 770, "Cédula del nuevo administrador:")
    canvas.acroForm.textfield(name="cedula", x=260, y=762, width=150, height=20)
    canvas.save()
    return out.getvalue()


def fill(writer: IncrementalPdfFileWriter) -> None:
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/FT"] == "/Tx":
            field["/V"] = generic.TextStringObject("1712345675")
            writer.update_container(field)


def empty_field(writer: IncrementalPdfFileWriter) -> None:
    fields.append_signature_field(writer, fields.SigFieldSpec("Firma1"))


def envelope(content: bytes, party: ca.Party, detached: bool = False) -> bytes:
    attributes = PdfCMSSignedAttributes(signing_time=_now())
    signer = party.signer()
    return asyncio.run(
        signer.async_sign_general_data(content, "sha256", detached=detached, signed_attr_settings=attributes)
    ).dump()


def co_signed(first: bytes, second: bytes) -> bytes:
    """One envelope with the signers of two over the same content."""
    one, other = cms.ContentInfo.load(first), cms.ContentInfo.load(second)
    signed = one["content"]
    for part in ("signer_infos", "certificates"):
        signed[part] = [*signed[part], *other["content"][part]]
    return one.dump(force=True)


def _now() -> datetime:
    return datetime.now(tz=UTC).replace(microsecond=0)


def flip(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data and len(old) == len(new)
    return data.replace(old, new, 1)


class Cast:
    """The authorities and people of the story."""

    def __init__(self) -> None:
        day = timedelta(days=1)
        self.now = _now()
        self.root = ca.authority("Raíz de pruebas", "Autoridad de pruebas")
        self.bce = ca.authority("AC Subordinada BCE de pruebas", "Banco de pruebas", self.root)
        self.security = ca.authority("AC Security de pruebas", "Seguridad de pruebas", self.root)
        self.stranger = ca.authority("Raíz desconocida", "Nadie")
        self.ana = ca.person(self.bce, BCE, ANA)
        self.luis = ca.person(self.security, SECURITY_DATA, LUIS)
        self.unknown = ca.person(self.stranger, BCE, ANA)
        self.expired = ca.person(self.bce, BCE, ANA, since=self.now - 700 * day, until=self.now - 30 * day)
        self.early = ca.person(self.bce, BCE, ANA, since=self.now + 30 * day, until=self.now + 700 * day)
        self.ending = ca.person(self.bce, BCE, ANA, since=self.now - 300 * day, until=self.now + 20 * day)
        self.revoked = ca.person(self.bce, BCE, ANA)
        self.plain = ca.person(self.security, None, LUIS, serial="IDCEC-0102030400")
        self.civil = ca.registro_civil_person(self.security, LUIS)
        self.clock = ca.time_authority(self.root)

    def stamper(self) -> DummyTimeStamper:
        store = self.clock.signer().cert_registry
        return DummyTimeStamper(
            self.clock.asn1_certificate(), self.clock.asn1_key(), certs_to_embed=store, fixed_dt=self.now
        )

    def long_term(self) -> dict[str, Any]:
        """Settings that embed certificates, revocation lists and timestamps for ever."""
        since, until = self.now - timedelta(days=1), self.now + timedelta(days=6)
        lists = [pem.unarmor(ca.revocation_list(issuer, {}, since, until))[2] for issuer in (self.root, self.bce)]
        known = ValidationContext(
            trust_roots=[self.root.asn1_certificate()], other_certs=[self.bce.asn1_certificate()], crls=lists
        )
        return {"validation_context": known, "embed_validation_info": True, "use_pades_lta": True,
                "subfilter": fields.SigSeedSubFilter.PADES}  # fmt: skip

    def trust(self) -> dict[str, bytes]:
        lists = {self.revoked.certificate.serial_number: self.now - timedelta(days=5)}
        return {
            "raiz.pem": self.root.pem,
            "intermedios.pem": self.bce.pem + self.security.pem,
            "bce.crl": ca.revocation_list(self.bce, lists, self.now - timedelta(days=1), self.now + timedelta(days=6)),
        }


def documents(cast: Cast) -> dict[str, bytes]:
    plain, good = letter(), sign(letter(), cast.ana)
    certified = sign(letter(), cast.ana, certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES)
    wrapped = envelope(plain, cast.ana)
    return {
        "firmado.pdf": good,
        "pades.pdf": sign(letter(), cast.ana, subfilter=fields.SigSeedSubFilter.PADES),
        "certificado.pdf": certified,
        "dos_firmas.pdf": sign(good, cast.luis, "Firma2"),
        "segunda_desconocida.pdf": sign(good, cast.unknown, "Firma2"),
        "sello_de_tiempo.pdf": sign(letter(), cast.ana, stamper=cast.stamper()),
        "sello_y_caducado.pdf": sign(letter(), cast.ending, stamper=cast.stamper()),
        "sin_sello_y_caducado.pdf": sign(letter(), cast.ending),
        "largo_plazo.pdf": sign(letter(), cast.ana, stamper=cast.stamper(), **cast.long_term()),
        "alterado.pdf": flip(good, b"/Author (anonymous)", b"/Author (ANONYMOUS)"),
        "cambiado.pdf": update(good, repaint),
        "anotado.pdf": update(good, annotate),
        "formulario_llenado.pdf": update(sign(form(), cast.ana), fill),
        "campo_vacio.pdf": update(letter(), empty_field),
        "caducado.pdf": sign(letter(), cast.expired),
        "aun_no.pdf": sign(letter(), cast.early),
        "revocado.pdf": sign(letter(), cast.revoked),
        "desconocido.pdf": sign(letter(), cast.unknown),
        "otra_persona.pdf": sign(letter(), cast.luis),
        "solo_sujeto.pdf": sign(letter("Luis Toapanta Quishpe"), cast.plain),
        "registro_civil.pdf": sign(letter("Luis Toapanta Quishpe"), cast.civil),
        "solo_sello.pdf": letter(stamp=True),
        "sin_firma.pdf": plain,
        "cortado.pdf": good[:-100],
        "sobre.pdf.p7m": wrapped,
        "sobre_base64.p7m": base64.encodebytes(wrapped),
        "sobre_pem.p7m": b"-----BEGIN PKCS7-----\n" + base64.encodebytes(wrapped) + b"-----END PKCS7-----\n",
        "sobre_alterado.p7m": flip(wrapped, b"/Author (anonymous)", b"/Author (ANONYMOUS)"),
        "sobre_doble.p7m": envelope(wrapped, cast.luis),
        "sobre_dos_firmantes.p7m": co_signed(wrapped, envelope(plain, cast.luis)),
        "sobre_desconocido.p7m": envelope(plain, cast.unknown),
        "sobre_de_firmado.p7m": envelope(good, cast.luis),
        "aparte.p7s": envelope(plain, cast.ana, detached=True),
        "aparte.pdf": plain,
    }


def main(folder: Path = FOLDER) -> None:
    cast = Cast()
    (folder / "confianza").mkdir(parents=True, exist_ok=True)
    for name, content in documents(cast).items():
        (folder / name).write_bytes(content)
    for name, content in cast.trust().items():
        (folder / "confianza" / name).write_bytes(content)
    (folder / "momento.json").write_text(json.dumps({"momento": (cast.now + timedelta(hours=1)).isoformat()}) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
