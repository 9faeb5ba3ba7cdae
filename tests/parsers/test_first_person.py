"""Whoever writes that he is the new administrator, and answers with what the writer calls his own."""

from email.message import EmailMessage

import pytest

from parsers.read import read_mail
from tests.parsers.letters import datos, leida

HERS = {"nombres_apellidos": "Priscila Noemí Astudillo Quizhpe", "cedula": "1712345675", "cargo": "Analista de TIC",
        "correo": "pastudillo@ipx.gob.ec", "telefono": "022200200", "extension": "12", "celular": "0991234567"}  # fmt: skip
APPOSED = "con cédula 1712345675, Analista de TIC, correo pastudillo@ipx.gob.ec, teléfono 02 2200 200 ext. 12, celular 0991234567"
TOLD = (
    "Mi cédula es 1712345675, trabajo como Analista de TIC, me pueden escribir a pastudillo@ipx.gob.ec o llamar al 0991234567;"
    " mi teléfono es 02 2200 200 ext. 12."
)
WRITES = (
    f"Yo, Priscila Noemí Astudillo Quizhpe, {APPOSED}, seré quien administre el Quipux desde hoy.",
    f"Quien suscribe, Priscila Noemí Astudillo Quizhpe, {APPOSED}, ha sido designada administradora institucional Quipux.",
    f"La suscrita, Priscila Noemí Astudillo Quizhpe, {APPOSED}, asume la administración del Quipux.",
    f"Me presento: Priscila Noemí Astudillo Quizhpe, {APPOSED}, y desde hoy administro el sistema Quipux.",
    f"Soy Priscila Noemí Astudillo Quizhpe, nueva AIQ del Instituto de Pruebas (IPX). {TOLD}",
    f"Me llamo Priscila Noemí Astudillo Quizhpe y desde ayer soy la nueva administradora de Quipux, porque la compañera"
    f" Dayana Lisbeth Cedeño Bravo pasó a otra área. {TOLD}",
)


@pytest.mark.parametrize("text", WRITES)
def test_whoever_writes_that_he_comes_is_who_comes(text):
    assert datos(leida(text)) == HERS


def test_whoever_writes_otherwise_has_no_part():
    text = f"Yo, Dayana Lisbeth Cedeño Bravo, Rectora, designo como AIQ a la Ing. Priscila Noemí Astudillo Quizhpe, {APPOSED}."
    assert datos(leida(text)) == HERS


@pytest.mark.parametrize(
    ("said", "read", "sure"),
    [
        ("buenos dias mi correo institucional es pas@ipx.gob.ec y mi celular 0967 554 038 saludos", ("pas@ipx.gob.ec", "0967554038"), False),
        ("Mi número de celular es ahora 0963 018 847.", (None, "0963018847"), False),
        ("Las siglas del Instituto de Pruebas son IPX y el correo de la Lcda. Paz es paz@ipx.gob.ec", ("paz@ipx.gob.ec", None), True),
        ("Las siglas son IPX. Cualquier cosa me llaman al 0991234567.", (None, None), True),
    ],
)  # fmt: skip
def test_what_the_writer_calls_his_own_answers_with_a_doubt(said, read, sure):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@ipx.gob.ec", "soporte@gobiernoelectronico.gob.ec", "RE: Complete su solicitud de AIQ"
    mail.set_content(f"{said}\n\nEl lun, 9 nov 2026 a las 9:00, Soporte escribió:\n> - Correo electrónico del nuevo AIQ:\n> - Celular:\n")
    request = read_mail(mail.as_bytes(), "m.eml").solicitud
    person = request.aiq if request else None
    assert ((person.correo, person.celular) if person else (None, None)) == read
    doubts = {problem.campo for problem in (request.problemas if request else ()) if problem.codigo == "dudoso"}
    assert sure or doubts >= {campo for campo, value in zip(("aiq.correo", "aiq.celular"), read, strict=True) if value}


@pytest.mark.parametrize("said", ["y el teléfono 0991 447 820", "con teléfono 0991447820", "quien contesta el teléfono 0991-447-820"])
def test_a_mobile_called_a_telephone_is_a_mobile(said):
    bound = leida(f"El nuevo administrador es el Ing. Luis Fabián Cueva Pozo, con cédula 1712345675, {said}.")
    assert (datos(bound).get("telefono"), datos(bound).get("celular")) == (None, "0991447820")
