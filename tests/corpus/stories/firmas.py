"""Letters with real signatures of invented certificates, and letters that only look signed.

Signing uses fresh keys, so these mails are new bytes each time: they are written only when absent or named.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.corpus.letters import Carta, Firmante
from tests.corpus.mails import Adjunto
from tests.corpus.people import Invented
from tests.corpus.render_reportlab import platypus_pdf
from tests.corpus.stories.base import ENTIDAD, Story, carta, cast, envia, esperado, gente, hora, lista
from tests.firmas import authority
from tests.firmas.make import BCE, envelope, repaint, sign, update

SELLO = (
    "Firmado electrónicamente por:",
    "{nombre}",
    "Validar únicamente con FirmaEC",
    "Razón: ",
    "Fecha: 2026-11-12T10:11:12-05:00",
)


def certificate(who: Invented) -> authority.Party:
    """A public servant's certificate of an authority that nobody has been told to trust."""
    root = authority.authority("Raíz inventada", "Autoridad inventada")
    first, _, second = who.apellidos.partition(" ")
    data = {
        "cedula": who.cedula,
        "nombres": who.nombres.upper(),
        "apellido1": first.upper(),
        "apellido2": second.upper(),
    }
    return authority.person(root, BCE, data)


def boss(siglas: str, printed: str | None = None) -> tuple[Firmante, Invented]:
    who = cast(f"firma {siglas}", siglas)
    return Firmante(printed or who.completo, "Mgs.", ENTIDAD[siglas].maxima[0]), who


def told(
    letter: Carta, siglas: str, person: Any, firma: dict[str, Any], adjunto: str = "oficio.pdf", **more: Any
) -> dict[str, Any]:
    plain = esperado(letter, siglas, person, adjunto, **more)
    return plain | {"oficio": plain["oficio"] | {"firma": firma}}


def unsigned() -> list[Story]:
    stories = []
    for nombre, caso, siglas, sello, cuento in (
        (
            "firmado-solo-en-palabras",
            17,
            "BCE",
            (),
            "Dice «Documento firmado electrónicamente» pero el PDF no lleva firma: se pide el original.",
        ),
        (
            "sello-dibujado",
            18,
            "HEP",
            SELLO,
            "El sello de FirmaEC es un dibujo: no hay firma criptográfica. Igual que el anterior.",
        ),
    ):
        signer, who = boss(siglas)
        nuevo = gente(cast(f"caso {caso}", siglas))
        drawn = tuple(line.format(nombre=who.completo.upper()) for line in sello)
        letter = carta(siglas, caso, lista(nuevo), signer, sello=drawn)
        raw = envia(platypus_pdf(letter.letter()), cast(f"secretaria {siglas}", siglas), hora(9, caso))
        stories.append(Story(nombre, (caso,), cuento, ((raw, told(letter, siglas, nuevo, {"estado": "sin_firma"})),)))
    return stories


def signed() -> list[Story]:
    signer, who = boss("CJ")
    turned, same = boss("SENAE", f"{boss('SENAE')[1].apellidos} {boss('SENAE')[1].nombres}")
    other, third = cast("asistente CJ", "CJ"), cast("firma SNP", "SNP")
    a, b, c, d = (gente(cast(f"caso {n}", s)) for n, s in ((19, "CJ"), (20, "CJ"), (33, "SENAE"), (330, "SNP")))
    by_other, changed = carta("CJ", 190, lista(a), signer), carta("CJ", 200, lista(b), signer)
    order = carta("SENAE", 330, lista(c), turned)
    wrapped = carta("SNP", 340, lista(d), replace(boss("SNP")[0]))
    pdfs = [platypus_pdf(letter.letter()) for letter in (by_other, changed, order, wrapped)]
    mails = (
        envia(sign(pdfs[0], certificate(other)), cast("secretaria CJ", "CJ"), hora(9, 25)),
        envia(update(sign(pdfs[1], certificate(who)), repaint), cast("secretaria CJ", "CJ"), hora(9, 26)),
        envia(sign(pdfs[2], certificate(same)), cast("secretaria SENAE", "SENAE"), hora(9, 27)),
        envia(
            b"",
            cast("secretaria SNP", "SNP"),
            hora(9, 28),
            adjuntos=(Adjunto("oficio.pdf.p7m", envelope(pdfs[3], certificate(third))),),
        ),
    )
    unknown = {"estado": "no_reconocida"}
    enveloped = told(wrapped, "SNP", d, unknown | {"cedula": third.cedula})
    enveloped["oficio"]["adjunto"] = ["oficio.pdf.p7m", "oficio.pdf"]
    return [
        Story(
            "firma-de-otra-persona",
            (19,),
            "La firma es íntegra pero de la asistente, no de quien firma el texto: se señala. Su emisor no está entre "
            "los de "
            "confianza.",
            (
                (
                    mails[0],
                    told(
                        by_other,
                        "CJ",
                        a,
                        unknown | {"cedula": other.cedula},
                        debe=(("oficio.firma*", "conflicto|dudoso|invalido"),),
                    ),
                ),
            ),
        ),
        Story(
            "cambiado-tras-la-firma",
            (20,),
            "El PDF se cambió después de firmado: la firma solo cubre la primera versión.",
            (
                (
                    mails[1],
                    told(
                        changed, "CJ", b, {"estado": "alterada"}, debe=(("oficio.firma*", "invalido|dudoso|conflicto"),)
                    )
                    | {"aiq": {"nombres_apellidos": b.nombre.esperado}},
                ),
            ),
        ),
        Story(
            "apellidos-antes-que-nombres",
            (33,),
            "El firmante se imprime con apellidos primero y el certificado con nombres primero: es la misma persona.",
            (
                (
                    mails[2],
                    told(
                        order,
                        "SENAE",
                        c,
                        unknown | {"cedula": same.cedula},
                        no_debe=(("oficio.firma", "conflicto"), ("oficio.firmante", "conflicto")),
                    ),
                ),
            ),
        ),
        Story(
            "oficio-en-p7m",
            (),
            "Quipux guarda el oficio firmado como .pdf.p7m: se abre el sobre y se lee el PDF de adentro.",
            ((mails[3], enveloped),),
        ),
    ]


def stories() -> list[Story]:
    return [*unsigned(), *signed()]
