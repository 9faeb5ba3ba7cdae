"""Labels that nobody listed are understood by their words."""

from __future__ import annotations

import pytest

from cases.text import flat
from parsers.words.labels import full_label, label_at_start, labels_inside
from parsers.words.labelwords import is_label

WHOLE = {
    "Cargo que desempeña en la entidad": "cargo",
    "Número único de identificación": "cedula",
    "CÉDULA DE CIUDADANÍA Nro.": "cedula",
    "Correo electrónico oficial del servidor": "correo",
    "Teléfono de oficina y número de extensión": "telefono_extension",
    "Celular/WhatsApp": "celular",
    "Teléfono - Extensión": "telefono_extension",
    "Siglas con las que se identifica": "siglas",
    "Nombre de la entidad u organismo": "institucion",
    "Nombre y apellidos del responsable": "nombres_apellidos",
    "Primer y segundo apellido": "apellidos",
    "Nombres y appellidos": "nombres_apellidos",
}


@pytest.mark.parametrize(("text", "field"), WHOLE.items())
def test_a_label_of_known_words_is_understood_whole(text: str, field: str) -> None:
    label = full_label(text)
    assert label is not None and label.field == field


@pytest.mark.parametrize(
    "text", ["Analista de Tecnologías", "Ministerio del Trabajo", "MSP", "Nombre del proyecto", "Correa Luna Ana"]
)
def test_a_value_is_no_label(text: str) -> None:
    assert not is_label(flat(text))


def test_a_whole_column_of_labels_is_not_one_label() -> None:
    assert not is_label(flat("Nombres y apellidos Cédula Cargo Correo"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Cargo – Administradora de Sistemas", "Administradora de Sistemas"),
        ("Denominación de la entidad. Registro de la Propiedad", "Registro de la Propiedad"),
        ("Telf. Celular. 0991234567", "0991234567"),
        ("Cargo que consta en la acción de personal: Analista", "Analista"),
    ],
)
def test_the_value_begins_behind_the_last_word_of_the_label(text: str, value: str) -> None:
    label = label_at_start(text)
    assert label is not None and text[label.end :] == value


def test_somebody_else_s_datum_is_told_apart() -> None:
    label = label_at_start("Correo del jefe inmediato: jefe@entidad.gob.ec")
    assert label is not None and label.field == "otro"


def test_data_in_a_sentence_are_found_by_the_words_before_them() -> None:
    text = "puede ser contactado al correo a@b.gob.ec, al número fijo (02) 2200-300 extensión 12 y al móvil 0991234567"
    assert [label.field for label in labels_inside(text)] == ["correo", "telefono", "extension", "celular"]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Cargo / Director de TIC", "cargo", "Director de TIC"),
        ("Nombres y apellidos del nuevo AIQ / Lic. Ana Paz", "nombres_apellidos", "Lic. Ana Paz"),
        ("Nuevo AIQ / Cargo: Analista de Redes", "cargo", "Analista de Redes"),
    ],
)
def test_a_slash_parts_a_label_from_its_value_or_whose_datum_it_is_from_the_datum(text: str, field: str, value: str):
    label = label_at_start(text)
    assert label is not None and label.strong
    assert (label.field, text[label.end :]) == (field, value)


def test_a_slash_between_two_labels_parts_neither_from_a_value() -> None:
    label = label_at_start("Cédula / Cargo")
    assert label is not None and not label.strong


@pytest.mark.parametrize("text", ["Documental Quipux - Agencia de Pruebas", "Sustitución del administrador: Quipux"])
def test_a_word_that_only_resembles_a_label_s_head_is_none(text: str) -> None:
    assert label_at_start(text) is None


@pytest.mark.parametrize(
    ("label", "value", "field"),
    [
        ("Nombre de la compañera que asume", "Ana Paz Ruiz", "nombre"),
        ("Los dos apellidos", "Paz Ruiz", "apellidos"),
        ("Institución (nombre oficial)", "Instituto de Pruebas", "institucion"),
        ("Nombre del ministerio", "Ministerio del Trabajo", "institucion"),
        ("Institución a la que corresponde el cambio", "Hospital Básico de Alausí", "institucion"),
        ("Siglas con las que se generan los documentos", "HBA", "siglas"),
        ("Nombres y apellidos conforme cédula", "Ana Paz Ruiz", "nombres_apellidos"),
        ("Teléfono personal (celular)", "0991234567", "celular"),
        ("Celular para coordinar la inducción", "0991234567", "celular"),
    ],
)
def test_words_that_no_label_has_are_forgiven_before_a_value_of_its_kind(label: str, value: str, field: str) -> None:
    for mark in (": ", " -> ", " · "):
        found = label_at_start(label + mark + value)
        assert found is not None and (found.field, (label + mark + value)[found.end :]) == (field, value), mark


@pytest.mark.parametrize(
    "text", ["Institución que nos solicita lo siguiente: que se registre", "Nombre con que firma: 12"]
)
def test_before_a_value_of_another_kind_they_are_none(text: str) -> None:
    found = label_at_start(text)
    assert found is None or not found.strong


@pytest.mark.parametrize(("text", "field"), [("Teléfono de planta", "telefono"), ("Celular de emergencia", "celular")])
def test_a_cell_may_begin_with_the_datum_and_say_more_of_it(text: str, field: str) -> None:
    found = full_label(text)
    assert found is not None and found.field == field
    assert full_label(f"{text} 022345678") is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Extensión del puesto", "extension"),
        ("Cargo que tiene en la entidad", "cargo"),
        ("Correo electrónico para avisos", "correo"),
        ("Entidad solicitante del cambio", "institucion"),
        ("Persona que se designa", "administrador"),
        ("Iniciales de la institución", "siglas"),
    ],
)
def test_a_cell_of_a_table_tells_more_of_its_datum(text: str, field: str) -> None:
    found = full_label(text)
    assert found is not None and found.field == field
