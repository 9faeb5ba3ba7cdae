"""Number, date and subject of a letter, in every form and order that offices give a head."""

import random

import pytest

from parsers.letters.oficio import read_letter
from tests.parsers.letters import DATOS, documento

CALLED = (
    "Oficio Nro. {}", "Oficio No. {}", "Oficio N° {}", "OFICIO Nº {}", "Oficio Nro.: {}", "OFICIO No: {}", "Of. Nro. {}",
    "Oficio {}", "OFICIO CIRCULAR Nro. {}", "Nro. {}", "Oficio-{}", "Oficio # {}", "Oficio Núm. {}", "Oficio  Nro.  {}",
    "Oficio N.º {}", "Of. {}", "OFICIO: {}", "N° de Oficio: {}", "Oficio Número {}",
)  # fmt: skip
NUMBERS = ("IPX-GG-2026-0042-O", "GADMLP-A-2026-015", "0123-IPX-GG-2026", "IPX-2026-0042", "042-2026-IPX", "IPX.GG.2026.042",
           "IPX-GG-DTIC-2026-0042-O", "A-2026-0042", "0042-GG-IPX-EP-2026", "IPX/GG/2026/042")  # fmt: skip
DATES = (
    "Quito, D.M., 12 de marzo de 2026", "Quito D.M., 12 de marzo del 2026", "Loja, marzo 12 de 2026", "Cuenca, 12/03/2026",
    "Santo Domingo de los Tsáchilas, 12 de marzo de 2026", "Fecha: 12 de marzo de 2026", "12 de marzo de 2026",
    "Quito, a 12 de marzo de 2026", "Quito, jueves 12 de marzo de 2026", "QUITO, 12 DE MARZO DE 2026", "Fecha: 2026-03-12",
    "Quito, 12-03-2026", "Quito, marzo 12, 2026", "Quito, doce de marzo de dos mil veintiséis", "Quito, 12 mar. 2026",
    "La Prueba, 12 de marzo 2026",
)  # fmt: skip
ABOUT = ("Asunto: {}", "ASUNTO: {}", "Asunto.- {}", "Asunto : {}", "Ref.: {}", "REF: {}", "Asunto - {}", "Asunto:\n{}",
         "Referencia: {}", "Objeto: {}", "ASUNTO.- {}", "Tema: {}", "Asunto {}")  # fmt: skip
SUBJECTS = (
    "Cambio de administrador Quipux", "Designación del Administrador Institucional Quipux del Instituto de Pruebas",
    "CAMBIO DE ADMINISTRADOR INSTITUCIONAL QUIPUX (AIQ)", "Solicitud de cambio de AIQ - IPX", "Actualización de AIQ",
    "Cambio de administrador institucional del sistema de gestión\ndocumental Quipux y registro del nuevo servidor",
)  # fmt: skip
ADDRESSEES = (
    "Señora Magíster\nDaniela Rocafuerte Aldaz\nSubsecretaria de Gobierno Electrónico\nEn su Despacho",
    "Señor Subsecretario\nDE GOBIERNO ELECTRÓNICO\nPresente.-",
    "Ing. Pedro Paz Ruiz\nSUBSECRETARIO DE GOBIERNO ELECTRÓNICO\n"
    "MINISTERIO DE TELECOMUNICACIONES Y DE LA SOCIEDAD DE LA INFORMACIÓN\nEn su despacho.-",
    "Señores\nSUBSECRETARÍA DE GOBIERNO ELECTRÓNICO\nQuito",
    "PARA: Ing. Pedro Paz\nSubsecretario de Gobierno Electrónico",
)
SALUTATIONS = ("De mi consideración:", "De mis consideraciones:", "Señor Subsecretario:", "Reciba un cordial saludo.", "")
LETTERHEADS = (
    "", "INSTITUTO DE PRUEBAS\n", "REPÚBLICA DEL ECUADOR\nINSTITUTO DE PRUEBAS\n", "“Año de la prueba documental”\n",
    "INSTITUTO DE PRUEBAS\nGERENCIA GENERAL\nAv. Pruebas 123 y Ensayo. Telf. 022200200\n",
)  # fmt: skip
CLOSE = f"Solicito el registro:\n{DATOS}\n\nAtentamente,\n\nMgs. Luis Alberto Mora Díaz\nGERENTE GENERAL\n"


@pytest.mark.parametrize("order", ["nda>", "dna>", "nd>a", "dn>a", "n>da", "d>na"])
@pytest.mark.parametrize("called", CALLED)
def test_a_head_is_read_whatever_its_forms_and_their_order(called, order):
    chance = random.Random(called + order)
    for _ in range(5):
        number, date, subject = chance.choice(NUMBERS), chance.choice(DATES), chance.choice(SUBJECTS)
        parts = {
            "n": called.format(number),
            "d": date,
            "a": chance.choice(ABOUT).format(subject),
            ">": f"\n{chance.choice(ADDRESSEES)}\n",
        }
        head = chance.choice(LETTERHEADS) + chance.choice(("\n", "\n\n")).join(parts[part] for part in order)
        text = f"{head}\n\n{chance.choice(SALUTATIONS)}\n\n{CLOSE}"
        oficio = read_letter(documento(text)).oficio
        wanted = (number, "2026-03-12", subject.replace("\n", " "))
        assert (oficio.numero, oficio.fecha, oficio.asunto) == wanted, text
