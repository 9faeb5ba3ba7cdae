"""Mails that are themselves the letter: with a heading of number and date, or naming both as their own in a sentence."""

import random
from email.message import EmailMessage

import pytest

from parsers.read import read_mail

ADDRESSED = (
    "Señor Subsecretario de Gobierno Electrónico\nPresente\n\n", "Señores\nSubsecretaría de Gobierno Electrónico\nCiudad.-\n\n",
    "Señora Magíster\nDaniela Rocafuerte Aldaz\nSubsecretaria de Gobierno Electrónico\nEn su Despacho\n\n",
    "Estimado señor Subsecretario de Gobierno Electrónico:\n\n", "Señor Subsecretario de Gobierno Electrónico:\n\n",
)  # fmt: skip
HEADED = (
    "OFICIO No. {n}\nCuenca, {d}\n\n", "Cuenca, {d}\n\nOficio Nro. {n}\n\n", "Of. Nro. {n}\nCuenca, a {d}\n\n",
    "Oficio: {n}\nFecha: {d}\n\n", "Número de oficio: {n}\nFecha: {d}\n\n",
)  # fmt: skip
OWN = (
    "Mediante el presente Oficio Nro. {n}, de fecha {d}, solicito", "Por medio del presente oficio No. {n} de {d}, solicito",
    "Con Oficio Nro. {n}, de {d}, que usted lee en este mismo correo, solicito",
    "El presente correo hace las veces de Oficio Nro. {n}, de {d}. Solicito con él",
    "Sírvase tener este correo como Oficio N° {n}, fechado el {d}, con el que solicito",
    "A través del presente, signado con el número {n} y de fecha {d}, solicito",
    "Este mensaje constituye el oficio número {n} de {d}; en él solicito",
    "Con fecha {d}, y mediante este oficio Nro. {n}, solicito", "Mediante este oficio (Nro. {n}, de {d}) solicito",
    "El Oficio Nro. {n}, de {d}, cuyo texto consta en este correo, tiene por objeto solicitar",
    "La presente comunicación, numerada como Oficio Nro. {n} y fechada {d}, solicita",
    "El presente, Oficio Nro. {n} de {d}, solicita",
)
CITED = (
    "Mediante Oficio Nro. {n}, de {d}, solicitamos", "En alcance al Oficio Nro. {n}, de {d}, solicito",
    "Adjunto el presente Oficio Nro. {n}, de {d}, en que solicito", "En respuesta a su Oficio Nro. {n}, de {d}, solicito",
)  # fmt: skip
ASKS = " el cambio de administrador institucional de Quipux.\n\n"
DATA = (
    "Se designa a la Ing. Ana Rosa Mena Cruz, con cédula 1712345675, Analista de Sistemas, correo ana.mena@ipx.gob.ec, teléfono"
    " 02 2200 200 extensión 12 y celular 0991234567.\n\n"
)
CLOSED = ("Atentamente,\n\n", "Con un saludo cordial,\n\n", "Agradezco su gestión.\n\n", "Cordialmente,\n\n")
SIGNED = ("Ing. Pilar Quijije Anchundia\nCOORDINADORA TÉCNICA\n", "Subinsp. Pilar Quijije Anchundia\nCOMANDANTE\n\nCuerpo de Agentes\n",
          "Dra. Pilar Quijije Anchundia, PhD.\nRECTORA\nUniversidad de Pruebas\n")  # fmt: skip


def _oficio(text: str):
    mail = EmailMessage()
    mail["From"], mail["To"] = "Pilar Quijije <pquijije@abc.gob.ec>", "soporte@gobiernoelectronico.gob.ec"
    mail["Subject"] = "Cambio de administrador Quipux"
    mail.set_content(text)
    return read_mail(mail.as_bytes(), "correo.eml").solicitud.oficio


@pytest.mark.parametrize("way", [*HEADED, *OWN, *CITED])
def test_a_mail_is_the_letter_whose_number_it_calls_its_own(way):
    chance = random.Random(way)
    for number, date in (("ABC-GG-2026-0087-O", "12 de agosto de 2026"), ("044-ABC-2026", "12/08/2026")):
        told, addressed = way.format(n=number, d=date), chance.choice(ADDRESSED)
        begins = f"{told}{addressed}Solicito" if way in HEADED else addressed + told
        text = begins + ASKS + DATA + chance.choice(CLOSED) + chance.choice(SIGNED)
        oficio = _oficio(text)
        if way in CITED:
            assert oficio is None, text
        else:
            read = oficio and (oficio.numero, oficio.fecha, oficio.firmante.nombre)
            assert read == (number, "2026-08-12", "Pilar Quijije Anchundia"), text
            assert oficio.firmante.cargo in ("COORDINADORA TÉCNICA", "COMANDANTE", "RECTORA"), text


@pytest.mark.parametrize("post", ["Asistente Administrativa (es su cargo)", "Asistente Administrativa", "Asistente Administrativa (cargo)"])
@pytest.mark.parametrize("marks", ["-----", "•••••", ("a)", "b)", "c)", "d)", "e)")])
def test_a_list_without_labels_has_the_cargo_in_an_item_of_its_own(post, marks):
    items = ("Sra. Nancy Paz Mora", "cédula 1712345675", post, "npaz@ipx.gob.ec", "02 2200 200 ext. 3")
    listed = "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Pilar Paz <pp@ipx.gob.ec>", "Cambio de administrador Quipux"
    mail.set_content(f"Solicito el cambio de administrador institucional de Quipux. Quien entra es:\n\n{listed}\n")
    assert read_mail(mail.as_bytes(), "correo.eml").solicitud.aiq.cargo == "Asistente Administrativa"
