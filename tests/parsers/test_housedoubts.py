"""An institution's name that may be a piece of it, or another house's, is never given without a doubt."""

import pytest

from cases.reading import Solicitud
from parsers.letters.assemble import assemble
from parsers.letters.claims import claim
from tests.parsers.letters import DATOS, carta, documento

PERSONA = "\n".join(DATOS.splitlines()[2:])

ANUNCIO = "Para el registro en el sistema de gestión documental remito los datos que se piden en su portal:"


def pedido(nombre: str, membrete: str = "", firma: str = "Mgs. Luis Alberto Mora Díaz\nGERENTE GENERAL") -> Solicitud:
    cuerpo = f"{ANUNCIO}\n\nInstitución: {nombre}\nSiglas: EPAV\n{PERSONA}"
    (request,) = assemble([claim(documento(f"{membrete}\n\n{carta(cuerpo, firma, 'EPAV-GG-2026-0042-O')}"))], None)
    return request


def doubted(request: Solicitud) -> bool:
    return any(problem.campo == "institucion.nombre" for problem in request.problemas)


@pytest.mark.parametrize(
    ("nombre", "membrete"),
    [
        ("Empresa Pública de Agua", "EMPRESA PÚBLICA DE AGUA Y VIVIENDA DE PRUEBA"),
        ("Empresa Municipal de Vivienda", "EMPRESA MUNICIPAL DE VIVIENDA DE PRUEBA"),
        ("Servicio Ecuatoriano de Capacitación", ""),
        ("y Control de Pruebas", ""),
        ("Dirección Distrital", ""),
        ("Consejo Cantonal de Protección de Derechos", ""),
        ("EPAV", ""),
        ("Rosa Elena Paz Mora", ""),
    ],
)
def test_a_name_that_is_no_whole_house_s_is_a_doubt(nombre: str, membrete: str):
    assert doubted(pedido(nombre, membrete))


def test_a_house_that_letterhead_and_signer_share_contradicts_another():
    firma = "Mgs. Luis Alberto Mora Díaz\nGERENTE DEL HOSPITAL BÁSICO DE PRUEBA"
    request = pedido("Agencia de Ensayos", "HOSPITAL BÁSICO DE PRUEBA", firma)
    assert ("institucion.nombre", "conflicto") in [(item.campo, item.codigo) for item in request.problemas]


@pytest.mark.parametrize(
    ("nombre", "membrete"),
    [
        ("Empresa Pública de Agua y Vivienda", "EMPRESA PÚBLICA DE AGUA Y VIVIENDA - EPAV"),
        ("Cuerpo de Bomberos de Prueba", "CUERPO DE BOMBEROS DE PRUEBA DE LA PROVINCIA DE ENSAYO"),
        ("Hospital Básico de Prueba", "HOSPITAL BÁSICO DE PRUEBA DEL MINISTERIO DE ENSAYOS"),
        ("Escuela de Prueba Alta Vista", "MINISTERIO DE ENSAYOS"),
        ("Empresa de Prueba Alta Vista", "EMPRESA DE PRUEBA ALTA VISTA"),
        ("Ensayos Prueba Alta Vista", ""),
    ],
)
def test_a_whole_name_is_not_doubted(nombre: str, membrete: str):
    assert not doubted(pedido(nombre, membrete))


@pytest.mark.parametrize("rest", ["de Derechos de Prueba", "Integral de Prueba"])
def test_a_line_between_two_labels_goes_on_with_the_value_above(rest: str):
    request = pedido(f"Consejo Cantonal de Protección\n{rest}")
    assert request.institucion.nombre == f"Consejo Cantonal de Protección {rest}"
    assert doubted(request) == (rest == "Integral de Prueba")


def test_a_subheading_between_two_labels_is_no_part_of_the_value():
    assert pedido("Consejo de Pruebas Alta Vista\nDatos del registro").institucion.nombre == "Consejo de Pruebas Alta Vista"
