"""Whoever alone has a cédula and a telephone in a letter's sentences is who comes, whatever else is said of him."""

from __future__ import annotations

import itertools
import textwrap
from dataclasses import replace

import pytest

from cases.reading import Solicitud
from parsers.files.flow import text_page
from parsers.letters.assemble import assemble, read_backup_notice
from parsers.letters.claims import claim
from parsers.pages.page import Document
from parsers.sentences.plainnames import plain_names
from parsers.sentences.prosenames import mentions_in
from tests.parsers.letters import carta

DATA = "con cédula 1712345675, correo marta.abad@ipx.gob.ec, teléfono 022345678 extensión 14 y celular 0987766554"
# Sentences whose words point to the wrong one, or to nobody; {data} are those of Marta Abad.
TOLD = [
    "Luis Paz Mora ya cumplió su contrato y la que queda en lugar de él es la señora Marta Inés Abad Neira, {data}.",
    "Desde marzo nos acompaña la Ing. Marta Inés Abad Neira, {data}. Agradecemos al Ing. Luis Alberto Paz Mora, a quien la"
    " Ing. Abad releva.",
    "La tarea anterior del Ing. Luis Alberto Paz Mora queda ahora en lugar de él para la Ing. Marta Inés Abad Neira, {data}.",
]


def _read(body: str) -> Solicitud:
    text = carta("\n\n".join(textwrap.fill(part, 90) for part in body.split("\n\n")))
    return assemble([claim(Document("carta.pdf", "pdf", (replace(text_page(text), method="texto"),)))], None)[0]


@pytest.mark.parametrize("told", TOLD)
def test_the_owner_of_the_data_is_who_comes(told: str) -> None:
    request = _read("El Instituto de Pruebas (IPX) pide el cambio del administrador de Quipux. " + told.format(data=DATA))
    assert request.aiq is not None
    assert request.aiq.nombres_apellidos == "Marta Inés Abad Neira"
    assert request.aiq.cedula == "1712345675"
    doubted = any(problem.campo == "aiq" and problem.codigo == "dudoso" for problem in request.problemas)
    assert doubted or request.aiq_saliente is None or "Paz" in (request.aiq_saliente.nombres_apellidos or "")


def test_who_leaves_keeps_his_data_where_the_new_one_has_a_list_of_his_own() -> None:
    request = _read(
        f"El Instituto de Pruebas (IPX) informa que renunció la Ing. Marta Inés Abad Neira, {DATA}.\n\nDatos del nuevo AIQ:"
        "\n\nNombres y apellidos: Luis Alberto Paz Mora\n\nCédula: 0102030400\n\nCargo: Analista\n\nCelular: 0991234567"
    )
    assert request.aiq is not None and request.aiq.nombres_apellidos == "Luis Alberto Paz Mora"
    assert request.aiq_saliente is not None and request.aiq_saliente.cedula == "1712345675"


def test_a_street_s_and_a_parish_s_names_are_nobody() -> None:
    places = ("la parroquia", "la calle", "la avenida", "av.", "el barrio", "la Av.", "el edificio", "la calle Sucre y")
    for place, name in itertools.product(places, ("Antonio Sotomayor", "Isidro Ayora", "Manuela Cañizares Paz")):
        text = f"La Ing. Rosa Elena Mora Paz, con oficina en {place} {name}, atiende desde mayo."
        assert [found.name for found in mentions_in(text, ())] == ["Rosa Elena Mora Paz"], text


def test_names_without_capitals_are_told_by_usual_names() -> None:
    names = ("kevin josue zamora loor", "maria jose cedeño vera", "luis alberto paz mora", "rosa elena guaman")
    leads = ("el nuevo administrador es ", "ahora queda la srta ", "les aviso q cambiamos al sr. ", "")
    tails = (" su cedula es 1712345675", ", ci 1712345675", " con celular 0987766554", " que trabaja en sistemas", "")
    for lead, name, tail in itertools.product(leads, names, tails):
        assert [f"{lead}{name}{tail}"[start:end] for start, end, _ in plain_names(f"{lead}{name}{tail}")] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "en la provincia de santa rosa del carmen el alba llega con la aurora y la flor",
        "mi segundo pedido es justo lo mismo que el salvador del caso dijo",
        "la cruz roja y el santos park son nuestros vecinos",
    ],
)
def test_words_that_are_also_names_are_nobody(text: str) -> None:
    assert plain_names(text) == []


@pytest.mark.parametrize(
    ("before", "now"),
    [("ADMINISTRADOR ANTERIOR", "ADMINISTRADOR ACTUAL"), ("Administradora saliente:", "Administradora actual:")],
)
def test_beside_who_was_it_before_the_present_one_is_the_new_one(before: str, now: str) -> None:
    request = _read(
        f"El Instituto de Pruebas (IPX) comunica el cambio.\n\n{before}\n\nNombres: Luis Alberto Paz Mora\n\nCédula: 0102030400"
        f"\n\n{now}\n\nNombres: Marta Inés Abad Neira\n\nCédula: 1712345675\n\nCelular: 0987766554"
    )
    assert request.aiq is not None and request.aiq.nombres_apellidos == "Marta Inés Abad Neira"
    assert request.aiq_saliente is not None and request.aiq_saliente.nombres_apellidos == "Luis Alberto Paz Mora"


@pytest.mark.parametrize(
    "text",
    [
        "El Instituto de Pruebas Andinas, identificado como IPA, solicita el cambio.",
        "El Instituto de Pruebas Andinas –en adelante IPA– le saluda.",
        "Escribo como Director del Instituto de Pruebas Andinas. Nuestras siglas son IPA.",
        "Los datos son: Nombre: Instituto de Pruebas Andinas. Siglas: IPA.",
        "Las siglas del Instituto de Pruebas Andinas son IPA.",
        "EL INSTITUTO DE PRUEBAS ANDINAS CON SIGLAS IPA SOLICITA EL CAMBIO.",
        "POR MEDIO DE LA PRESENTE EL INSTITUTO DE PRUEBAS ANDINAS, CON SIGLAS IPA, LE SOLICITA EL CAMBIO.",
        "YO, ROSA ELVIRA MORA PAZ, EN CALIDAD DE DIRECTORA DEL INSTITUTO DE PRUEBAS ANDINAS, DE SIGLAS IPA, SOLICITO.",
        "Pido el cambio de administrador del Instituto de Pruebas Andinas “IPA”, por renuncia.",
        "Solicito actualizar la administración de Quipux del Instituto de Pruebas Andinas, IPA: los datos siguen.",
    ],
)
def test_siglas_are_told_in_many_ways(text: str) -> None:
    request = _read(text)
    assert ((request.institucion.nombre or "").upper(), request.institucion.siglas) == (
        "INSTITUTO DE PRUEBAS ANDINAS", "IPA",
    )  # fmt: skip


NEW = "con cédula 1712345675, correo marta.abad@ipx.gob.ec y celular 0987766554"


def _notice(text: str) -> Solicitud:
    return read_backup_notice([], text_page(textwrap.fill(text, 90)))


@pytest.mark.parametrize("verb", ["fue reemplazado por", "fue sustituido por", "ha sido reemplazado por"])
def test_a_former_backup_who_is_only_named_is_not_the_new_one(verb: str) -> None:
    request = _notice(
        f"Comunico que el Sr. Luis Alberto Paz Mora, que hacía de administrador de respaldo, {verb} la Ing. Marta Inés Abad"
        f" Neira, {NEW}."
    )
    assert request.aiq_backup is not None and request.aiq_backup.nombres_apellidos == "Marta Inés Abad Neira"
    assert request.aiq_backup.cedula == "1712345675"


def test_a_backup_whom_a_sentence_names_with_his_data_is_no_doubt() -> None:
    request = _notice(f"Mi nuevo backup es la Ing. Marta Inés Abad Neira, {NEW}. Luis Alberto Paz Mora deja de serlo.")
    assert request.aiq_backup is not None and request.aiq_backup.nombres_apellidos == "Marta Inés Abad Neira"
    assert not [problem for problem in request.problemas if problem.campo == "aiq_backup"]


@pytest.mark.parametrize("begins", ["Puede ser localizado en", "También responde en", "Además atiende en", "Puede ser contactado en"])
def test_a_paragraph_may_go_on_about_who_was_named_above(begins: str) -> None:
    request = _read(
        "El Instituto de Pruebas (IPX) designa nuevo Administrador Institucional Quipux al ingeniero Luis Alberto Paz Mora."
        f" Su cédula es la 1712345675.\n\n{begins} el celular 0987766554 y en la dirección electrónica luis.paz@ipx.gob.ec."
    )
    assert request.aiq is not None
    assert (request.aiq.celular, request.aiq.correo) == ("0987766554", "luis.paz@ipx.gob.ec")
