"""Values beside the wrong labels."""

from tests.parsers.letters import hoja, leida


def doubts(bound):
    return {problem.campo for problem in bound.problems if problem.codigo == "dudoso"}


def test_values_that_slipped_by_one_label_are_all_doubtful():
    bound = leida("""
    Nombres y apellidos: Ana Rosa Mena Cruz
    Cédula: ana@ipx.gob.ec
    Correo: 0991234567
    Celular: 022200200""")
    assert "aiq.nombres_apellidos" in doubts(bound)


def test_one_wrong_value_leaves_the_others_alone():
    bound = leida(hoja([
        ("Nombres y apellidos", "Ana Rosa Mena Cruz"), ("Cédula", "1712345675"), ("Correo", "0991234567"),
    ]))  # fmt: skip
    assert "aiq.nombres_apellidos" not in doubts(bound)


def test_a_house_by_a_persons_name_is_doubtful():
    bound = leida(hoja([
        ("Institución", "Ana Rosa Mena Cruz"), ("Nombres y apellidos", "Ana Rosa Mena Cruz"), ("Cédula", "1712345675"),
    ]))  # fmt: skip
    assert "institucion.nombre" in doubts(bound)
