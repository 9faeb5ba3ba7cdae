"""In what quality somebody signs, by the printed post and the house."""

import pytest

from cases.authority import calidad_of, delegation_need, heads_house
from cases.names import only_rank, strip_titles

HEADS = [
    ("GERENTE", "Hospital del Cantón Prueba"),
    ("Gerenta", "Empresa Pública Municipal de Prueba"),
    ("SEÑORA ALCALDESA", "GAD Municipal de Prueba"),
    ("PRIMER JEFE", "Cuerpo de Bomberos de Prueba"),
    ("COMANDANTE DEL CUERPO DE BOMBEROS DE PRUEBA", "Cuerpo de Bomberos de Prueba"),
    ("SUPERINTENDENTA DE PRUEBAS", "Superintendencia de Pruebas"),
    ("FISCALA GENERAL DEL ESTADO", "Fiscalía General del Estado"),
    ("AUDITORA GENERAL DEL ESTADO", "Auditoría General del Estado"),
    ("Contralmirante COMANDANTE GENERAL DE LA ARMADA", "Armada del Ecuador"),
    ("General de Brigada COMANDANTE DE LA BRIGADA No. 99 “PRUEBA”", "Brigada No. 99 Prueba"),
    ("COMANDANTE DE LA SUBZONA PRUEBA No. 99", "Comando de la Subzona Prueba No. 99"),
    ("GERENTA GENERAL", "Empresa Pública de Agua de Prueba"),
    ("GERENTE EPAPRU", "Empresa Pública de Agua de Prueba"),
    ("DIRECTORA DEL EPAPRU", "Instituto de Pruebas"),
    ("General Inspector COMANDANTE GENERAL DE LA POLICÍA NACIONAL", "Policía Nacional"),
    ("DIRECTOR NACIONAL DEL INSTITUTO NACIONAL DE PRUEBAS", "Instituto Nacional de Pruebas"),
    ("COORDINADOR DE LA MANCOMUNIDAD DE PRUEBA", "Mancomunidad de Prueba"),
    ("DIRECTORA DISTRITAL 99D01", "Dirección Distrital 99D01 Prueba - Ensayo"),
    ("DIRECTOR DISTRITAL", "Dirección Distrital 99D01 Prueba - Ensayo"),
    ("DIRECTOR DISTRITAL 99D01", "Distrito de Pruebas 99D01 Ensayo"),
    ("SECRETARIA GENERAL DE PRUEBAS", "Secretaría General de Pruebas de la Presidencia"),
    ("GERENTE GENERAL DE LA EMPRESA PÚBLICA DE DESARROLLO TECNOLÓGICO", "Empresa Pública de Desarrollo Tecnológico"),
    ("DIRECTOR GENERAL DEL SERVICIO NACIONAL DE ATENCIÓN A PRUEBAS", "Servicio Nacional de Atención a Pruebas"),
]
SUBROGATES = [
    "AUDITOR GENERAL DEL ESTADO, SUBROGANTE",
    "DEFENSORA GENERAL, SUBROGANTE",
    "VICEALCALDESA - ALCALDESA SUBROGANTE",
    "VICEMINISTRA DE PRUEBAS, MINISTRA SUBROGANTE",
    "Gerente de Operaciones (E) Gerente General Subrogante",
    "CONCEJAL / ALCALDE (S)",
]
OF_A_HOSPITAL = ["GERENTE (S)", "Gerente, Subrogante", "GERENTE ( S )"]
MIDDLE = [
    "VICEALCALDESA",
    "DIRECTOR GENERAL DE TALENTO HUMANO",
    "DIRECTORA DE TECNOLOGÍAS (S)",
    "COORDINADORA ZONAL 3 - SALUD (S)",
    "SEGUNDO JEFE DEL CUERPO DE BOMBEROS",
    "SUBDIRECTOR GENERAL",
    "DIRECTOR NACIONAL DE TALENTO HUMANO DEL INSTITUTO DE PRUEBAS",
    "DIRECTOR PROVINCIAL DEL EPAPRU",
    "JEFE DE DESPACHO DE LA ALCALDESA SUBROGANTE",
    "PRESIDENTE DEL COMITÉ DE TRANSPARENCIA",
    "SECRETARIO GENERAL",
    "PROSECRETARIO GENERAL",
    "ADMINISTRADORA DEL CENTRO DE SALUD",
]


def quality(cargo: str, nombre: str | None = None) -> str:
    return calidad_of(cargo, (cargo,) if heads_house(cargo, nombre, "EPAPRU") else ())


@pytest.mark.parametrize(("cargo", "nombre"), HEADS)
def test_the_head_of_the_house_binds_it(cargo: str, nombre: str):
    assert quality(cargo, nombre) == "maxima_autoridad"


@pytest.mark.parametrize("cargo", SUBROGATES)
def test_of_two_posts_the_acted_one_counts(cargo: str):
    assert quality(cargo) == "subrogante"


@pytest.mark.parametrize("cargo", OF_A_HOSPITAL)
def test_who_acts_as_the_manager_of_a_hospital_subrogates(cargo: str):
    assert quality(cargo, "Hospital del Cantón Prueba") == "subrogante"
    assert quality(cargo, "Ministerio de Pruebas") == "no_determinada"


@pytest.mark.parametrize("cargo", MIDDLE)
def test_whoever_heads_only_a_part_does_not_bind_the_house(cargo: str):
    assert quality(cargo, "Instituto de Pruebas") == "no_determinada"
    assert delegation_need(cargo) != "no"


def test_a_delegate_stays_one_whoever_delegates():
    assert quality("DIRECTORA ADMINISTRATIVA, DELEGADA DEL ALCALDE (S)") == "delegado"


@pytest.mark.parametrize("line", ["General de Brigada", "CPNV-EMC", "TCRN. DE E.M.C.", "Teniente Coronel (B)"])
def test_a_rank_is_no_post(line: str):
    assert only_rank(line)


def test_the_commander_in_chief_is_a_post():
    assert not only_rank("COMANDANTE GENERAL")


@pytest.mark.parametrize("rank", ["Capitán de Navío", "Contralmirante", "Tcrn. de E.M.C.", "CPCB-SS", "General de Brigada"])
def test_a_rank_is_no_part_of_a_name(rank: str):
    assert strip_titles(f"{rank} Rosa Paz Mora") == "Rosa Paz Mora"
