"""Letters with real signatures of invented certificates, and letters that only look signed.

Signing uses fresh keys, so these mails are new bytes each time: they are written only when absent or named.
"""

from __future__ import annotations

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


UNKNOWN = {"estado": "no_reconocida"}


def doubtful() -> list[Story]:
    """Whole but somebody else's; the signer's but changed afterwards."""
    signer, who = boss("CJ")
    helper, clerk = cast("asistente CJ", "CJ"), cast("secretaria CJ", "CJ")
    a, b = gente(cast("caso 19", "CJ")), gente(cast("caso 20", "CJ"))
    first, second = carta("CJ", 190, lista(a), signer), carta("CJ", 200, lista(b), signer)
    by_other = sign(platypus_pdf(first.letter()), certificate(helper))
    changed = update(sign(platypus_pdf(second.letter()), certificate(who)), repaint)
    problem = (("oficio.firma*", "conflicto|dudoso|invalido"),)
    strange = told(first, "CJ", a, UNKNOWN | {"cedula": helper.cedula}, debe=problem)
    broken = told(second, "CJ", b, {"estado": "alterada"}, debe=problem)
    broken["aiq"] = {"nombres_apellidos": b.nombre.esperado}  # the cédula is painted over
    other = "La firma es íntegra pero de la asistente, no de quien firma el texto: se señala."
    later = "El PDF se cambió después de firmado: la firma solo cubre la primera versión."
    return [
        Story("firma-de-otra-persona", (19,), other, ((envia(by_other, clerk, hora(9, 25)), strange),)),
        Story("cambiado-tras-la-firma", (20,), later, ((envia(changed, clerk, hora(9, 26)), broken),)),
    ]


def surname_first() -> Story:
    who = boss("SENAE")[1]
    signer, _ = boss("SENAE", f"{who.apellidos} {who.nombres}")
    nuevo = gente(cast("caso 33", "SENAE"))
    letter = carta("SENAE", 330, lista(nuevo), signer)
    raw = envia(sign(platypus_pdf(letter.letter()), certificate(who)), cast("secretaria SENAE", "SENAE"), hora(9, 27))
    same = (("oficio.firma", "conflicto"), ("oficio.firmante", "conflicto"))
    expected = told(letter, "SENAE", nuevo, UNKNOWN | {"cedula": who.cedula}, no_debe=same)
    cuento = "El firmante se imprime con apellidos primero y el certificado con nombres primero: es la misma persona."
    return Story("apellidos-antes-que-nombres", (33,), cuento, ((raw, expected),))


def enveloped() -> Story:
    signer, who = boss("SNP")
    nuevo = gente(cast("caso 330", "SNP"))
    letter = carta("SNP", 340, lista(nuevo), signer)
    file = Adjunto("oficio.pdf.p7m", envelope(platypus_pdf(letter.letter()), certificate(who)))
    raw = envia(b"", cast("secretaria SNP", "SNP"), hora(9, 28), adjuntos=(file,))
    expected = told(letter, "SNP", nuevo, UNKNOWN | {"cedula": who.cedula})
    expected["oficio"]["adjunto"] = ["oficio.pdf.p7m", "oficio.pdf"]
    cuento = "Quipux guarda el oficio firmado como .pdf.p7m: se abre el sobre y se lee el PDF de adentro."
    return Story("oficio-en-p7m", (), cuento, ((raw, expected),))


def stories() -> list[Story]:
    return [*unsigned(), *doubtful(), surname_first(), enveloped()]
