"""What the desk finds missing or wrong in a request."""

from dataclasses import replace

import pytest

from cases.authority import calidad_of, delegation_need, heads_house
from cases.checks import check, earlier_title
from cases.reading import Delegacion, Firma, Firmante, Institucion, Oficio, Persona, Solicitud

NUEVO = Persona("Rosa Elena Paz Mora", "1712345675", "Analista", "rosa.paz@ipd.gob.ec", "022200200", None, "0991234567")
OFICIO = Oficio(
    numero="IPD-DE-2026-0001-O",
    fecha="2026-03-12",
    firmante=Firmante("Luis Alberto Mora", "DIRECTOR EJECUTIVO", "maxima_autoridad"),
    firma=Firma("valida", "LUIS ALBERTO MORA"),
)
COMPLETA = Solicitud(OFICIO, Institucion("Instituto de Pruebas", "IPD"), NUEVO)


def problems(request: Solicitud, tipo="solicitud_cambio_aiq"):
    return [(item.campo, item.codigo) for item in check(tipo, request)]


def signed_by(cargo: str, **delegation) -> Solicitud:
    signer = Firmante("Luis Alberto Mora", cargo, calidad_of(cargo))
    return replace(COMPLETA, oficio=replace(OFICIO, firmante=signer), delegacion=Delegacion(**delegation))


def test_a_complete_request_has_no_problem_and_an_extension_is_not_required():
    assert problems(COMPLETA) == []


def test_every_datum_of_the_list_that_is_absent_is_named():
    missing = problems(replace(COMPLETA, aiq=None, institucion=Institucion()))
    assert [campo for campo, codigo in missing if codigo == "falta"] == [
        "institucion.nombre",
        "institucion.siglas",
        "aiq.nombres_apellidos",
        "aiq.cedula",
        "aiq.cargo",
        "aiq.correo",
        "aiq.telefono",
        "aiq.celular",
    ]


def test_data_without_an_oficio_ask_for_the_oficio():
    assert problems(replace(COMPLETA, oficio=None)) == [("oficio", "falta")]


def test_a_memorandum_and_a_draft_are_not_the_request():
    assert ("oficio", "invalido") in problems(replace(COMPLETA, oficio=replace(OFICIO, documento="memorando")))
    assert ("oficio", "invalido") in problems(replace(COMPLETA, oficio=replace(OFICIO, borrador=True)))


def test_a_middle_post_needs_its_delegation():
    assert problems(signed_by("DIRECTOR DE TECNOLOGÍAS")) == [("delegacion", "falta")]
    assert problems(signed_by("COORDINADOR ZONAL (E)")) == [("delegacion", "falta")]


def test_who_subrogates_the_maxima_autoridad_needs_none_but_a_person_looks():
    assert problems(signed_by("GERENTE GENERAL (S)")) == [("oficio.firmante", "dudoso")]


def test_an_undetermined_post_goes_to_a_person():
    assert delegation_need("Director") == "persona"
    assert problems(signed_by("Director")) == [("delegacion", "dudoso")]


def test_a_post_known_to_bind_the_institution_needs_no_delegation():
    assert delegation_need("Director", ("Director",)) == "no"


@pytest.mark.parametrize(
    ("cargo", "house"),
    [
        ("DIRECTOR DEL HOSPITAL GENERAL DE PRUEBA", "Hospital General de Prueba"),
        ("Gerente del Hospital General", "Hospital General de Prueba"),
        ("DIRECTORA PROVINCIAL DE PRUEBA DEL CONSEJO", "Consejo - Dirección Provincial de Prueba"),
    ],
)
def test_whoever_heads_just_the_named_house_heads_it(cargo: str, house: str):
    assert heads_house(cargo, house)


@pytest.mark.parametrize("cargo", ["Director de Tecnologías", "Director de Docencia del Hospital General de Prueba"])
def test_whoever_heads_a_part_of_the_house_does_not_head_it(cargo: str):
    assert not heads_house(cargo, "Hospital General de Prueba")


def test_a_delegation_that_is_only_cited_still_has_to_be_sent():
    cited = signed_by("SUBSECRETARIO DE CALIDAD", citada="MSP-MSP-2024-0001-A")
    assert problems(cited) == [("delegacion", "falta")]


def test_a_delegation_is_looked_at_for_date_person_and_object():
    good = {"presente": True, "firma": Firma("valida"), "fecha": "2025-01-10"}
    apt = "suscribir oficios y comunicaciones institucionales"
    cargo = "DIRECTOR ADMINISTRATIVO"
    assert problems(signed_by(cargo, delegado="Director/a Administrativo/a", objeto=apt, **good)) == []
    late = good | {"fecha": "2026-04-01"}
    assert problems(signed_by(cargo, delegado="Director Administrativo", objeto=apt, **late)) == [
        ("delegacion.fecha", "invalido")
    ]
    assert problems(signed_by(cargo, delegado="Ana Paz", objeto="procesos de contratación pública", **good)) == [
        ("delegacion.delegado", "dudoso"),
        ("delegacion.objeto", "dudoso"),
    ]


def test_a_signature_of_somebody_else_and_a_broken_one_are_told_apart():
    other = replace(OFICIO, firma=Firma("valida", "ANA PAZ"))
    broken = replace(OFICIO, firma=Firma("alterada"))
    assert problems(replace(COMPLETA, oficio=other)) == [("oficio.firma", "conflicto")]
    assert problems(replace(COMPLETA, oficio=broken)) == [("oficio.firma", "invalido")]


def test_whoever_designates_himself_is_flagged():
    assert ("aiq", "dudoso") in problems(replace(COMPLETA, aiq=replace(NUEVO, nombres_apellidos="Mora Luis Alberto")))


def test_a_district_whose_code_stands_in_the_number_is_no_other_house():
    request = replace(COMPLETA, institucion=replace(COMPLETA.institucion, siglas="DD13D17"),
                      oficio=replace(COMPLETA.oficio, numero="MINEDEC-CZ4-13D17-2026-0482-O"))  # fmt: skip
    assert problems(request) == []


def test_a_number_that_begins_with_other_siglas_is_a_doubt():
    request = replace(COMPLETA, institucion=Institucion("Ministerio X", "MXYZ"))
    assert problems(request) == [("institucion.siglas", "dudoso")]


def test_one_number_as_cedula_and_mobile_is_a_doubt():
    request = replace(COMPLETA, aiq=replace(NUEVO, cedula="0912345675", celular="0912345675"))
    assert problems(request) == [("aiq.cedula", "dudoso")]


def test_a_backup_notice_asks_only_for_the_new_backup():
    assert problems(Solicitud(aiq_backup=NUEVO), "aviso_cambio_backup") == []
    assert ("aiq_backup.celular", "falta") in problems(
        Solicitud(aiq_backup=replace(NUEVO, celular=None)), "aviso_cambio_backup"
    )


@pytest.mark.parametrize(("post", "elsewhere"), [
    ("Subsecretario de Gobierno Electrónico", False), ("SUBSECRETARIO DE TECNOLOGÍAS DE LA INFORMACIÓN", False),
    ("Ministra de Telecomunicaciones y de la Sociedad de la Información", False), ("Ministro", False), (None, False),
    ("Ministro de Salud Pública", True), ("Director Administrativo Financiero", True), ("Contralor General del Estado", True),
])  # fmt: skip
def test_a_letter_to_another_house_is_for_a_person_and_an_old_title_is_not(post, elsewhere):
    found = problems(replace(COMPLETA, oficio=replace(OFICIO, destinatario_cargo=post)))
    assert found == [("oficio.destinatario", "dudoso")] * elsewhere


@pytest.mark.parametrize(("post", "other"), [
    ("Subsecretaria de Gobierno Electrónico y Registro Civil", False), (None, False), ("Ministro de Salud Pública", False),
    ("Subsecretario de Tecnologías de la Información", True), ("Ministro", True),
])  # fmt: skip
def test_an_old_title_of_the_addressee_is_noted(post, other):
    assert earlier_title(replace(OFICIO, destinatario_cargo=post)) is other
