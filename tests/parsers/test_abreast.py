"""Columns of text side by side."""

from tests.parsers.letters import datos, leida

LUIS = {"nombres_apellidos": "Luis Alberto Mora Paz", "cedula": "1304567890", "celular": "0987654321"}


def test_two_people_side_by_side_keep_their_own_data():
    bound = leida("""
    Administrador saliente                    Administrador entrante
    Nombres: Luis Alberto Mora Paz            Nombres: Ana Rosa Mena Cruz
    Cédula: 1304567890                        Cédula: 1712345675
    Celular: 0987654321                       Cargo: Analista de TIC
                                              Celular: 0991234567""")
    assert datos(bound, "aiq_saliente") == LUIS
    assert datos(bound)["celular"] == "0991234567"


def test_a_heading_within_one_column_is_that_columns_alone():
    bound = leida("""
    Institución                               Administrador nuevo
    Nombre: Instituto de Pruebas              Nombres: Ana Rosa Mena Cruz
    Siglas: IPX                               Cédula: 1712345675
    Administrador anterior                    Cargo: Analista de TIC
    Nombres: Luis Alberto Mora Paz            Correo: ana@ipx.gob.ec
    Cédula: 1304567890                        Celular: 0991234567""")
    assert datos(bound, "aiq_saliente") == {name: LUIS[name] for name in ("nombres_apellidos", "cedula")}
    assert datos(bound)["correo"] == "ana@ipx.gob.ec"
    assert bound.institution.siglas == "IPX"


def test_a_heading_alone_on_its_line_is_that_of_the_columns_under_it():
    bound = leida("""
    AIQ saliente
    Nombres: Luis Alberto Mora Paz            Celular: 0987654321
    Cédula: 1304567890                        Correo: luis@ipx.gob.ec

    AIQ entrante

    Nombres: Ana Rosa Mena Cruz               Celular: 0991234567
    Cédula: 1712345675                        Correo: ana@ipx.gob.ec""")
    assert datos(bound, "aiq_saliente") == {**LUIS, "correo": "luis@ipx.gob.ec"}
    assert datos(bound)["celular"] == "0991234567"


def test_data_beside_running_text_are_not_broken_by_it():
    bound = leida("""
    La parroquia no cuenta con personal       Datos del nuevo administrador
    propio en la capital de la provincia      Nombres: Ana Rosa Mena Cruz
    y por tal motivo solicito que se nos      Cédula: 1712345675
    permita seguir los cursos virtuales       Cargo: Analista de TIC
    que ofrece la Subsecretaría               Celular: 0991234567""")
    assert datos(bound) == {
        "nombres_apellidos": "Ana Rosa Mena Cruz", "cedula": "1712345675", "cargo": "Analista de TIC",
        "celular": "0991234567",
    }  # fmt: skip


def test_a_name_broken_by_its_column_is_whole():
    bound = leida("""
    Nombres y apellidos: Ana Rosa Mena   Correo: ana@ipx.gob.ec
    Cruz                                 Celular: 0991234567
    Cédula: 1712345675                   Ext.: 15""")
    assert datos(bound)["nombres_apellidos"] == "Ana Rosa Mena Cruz"


def test_the_marks_of_a_list_are_no_column_of_text():
    bound = leida("""
    AIQ saliente
    •     Nombres: Luis Alberto Mora Paz
    •     Cédula: 1304567890
    •     Celular: 0987654321
    AIQ entrante
    •     Nombres: Ana Rosa Mena Cruz
    •     Cédula: 1712345675
    •     Celular: 0991234567""")
    assert datos(bound, "aiq_saliente") == LUIS
    assert datos(bound)["celular"] == "0991234567"
