"""People named in sentences, each with the part that the words give them."""

import pytest

from tests.parsers.letters import datos, leida


def test_who_leaves_and_who_comes_in_one_sentence():
    bound = leida("""En virtud de la desvinculación de la Ing. María Fernanda Paz Cruz, con C.I. 1710034065, solicito se
registre como nuevo Administrador Institucional Quipux al Mgs. Jorge Luis Toral Mena, con cédula de identidad No.
0912345675, Analista de Tecnologías 2, correo jorge.toral@ipx.gob.ec, teléfono 02-2200200 ext. 1234 y celular
0991234567.""")
    assert datos(bound) == {
        "nombres_apellidos": "Jorge Luis Toral Mena",
        "cedula": "0912345675",
        "cargo": "Analista de Tecnologías 2",
        "correo": "jorge.toral@ipx.gob.ec",
        "telefono": "022200200",
        "extension": "1234",
        "celular": "0991234567",
    }
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "María Fernanda Paz Cruz", "cedula": "1710034065"}


def test_data_in_a_sentence_of_their_own_belong_to_the_new_administrator():
    bound = leida("""Me permito comunicar que el Sr. Pedro Andrés Mora Díaz (C.C. 1712345675), Especialista de TIC, será
el nuevo AIQ en reemplazo del Ing. Carlos Alberto Vera Ríos (C.C. 0912345675). Sus datos de contacto son: correo
electrónico pmora@ipx.gob.ec, teléfono (04) 2-345-678 extensión 45, celular +593 99 123 4567.""")
    assert datos(bound)["nombres_apellidos"] == "Pedro Andrés Mora Díaz"
    assert datos(bound)["celular"] == "0991234567"
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Carlos Alberto Vera Ríos", "cedula": "0912345675"}


def test_the_passive_turns_the_parts_around():
    bound = leida("""El Ing. CARLOS ALBERTO VERA RÍOS, con cédula Nro. 0912345675, quien se desempeñaba como Administrador
Institucional Quipux, será reemplazado por la Lcda. ROSA ELENA PAZ MORA, con cédula Nro. 1712345675.""")
    assert datos(bound)["cedula"] == "1712345675"
    assert datos(bound, "aiq_saliente")["cedula"] == "0912345675"


def test_principal_and_backup_in_one_sentence_are_kept_apart():
    bound = leida("""Solicito se designe como AIQ principal a: Mgs. Jorge Toral Mena, C.I. 0912345675, Analista; y como AIQ
backup a: Ing. Rosa Paz Mora, C.I. 1712345675, Técnica de Soporte.""")
    assert datos(bound) == {"nombres_apellidos": "Jorge Toral Mena", "cedula": "0912345675", "cargo": "Analista"}
    assert datos(bound, "aiq_backup")["cargo"] == "Técnica de Soporte"


def test_whoever_signs_is_nobody_of_the_request():
    bound = leida("""En mi calidad de máxima autoridad del Instituto de Pruebas Documentales (IPD), yo, Luis Alberto Mora
Díaz, con C.I. 0102030400, designo a la Ing. Ana María Loor Cruz, con C.I. 1712345675, Analista de Redes, como
Administradora Institucional Quipux, correo: ana.loor@ipd.gob.ec.""")
    assert datos(bound)["cedula"] == "1712345675"
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas Documentales", "IPD")
    assert set(bound.people) == {"aiq"}


def test_values_that_show_what_they_are_need_no_label():
    bound = leida("""Se solicita el registro de la nueva administradora, Lcda. Eva Mera Sol, cédula 1712345675, Secretaria
Ejecutiva (eva.mera@ipx.gob.ec, 2200-200 ext. 33, 0991234567).""")
    assert datos(bound) == {
        "nombres_apellidos": "Eva Mera Sol",
        "cedula": "1712345675",
        "cargo": "Secretaria Ejecutiva",
        "correo": "eva.mera@ipx.gob.ec",
        "telefono": "2200200",
        "extension": "33",
        "celular": "0991234567",
    }


def test_sentences_behind_a_role_are_read_whole():
    bound = leida("""Administrador saliente: Ing. Carlos Vera Ríos, C.C. 0912345675, Analista de TIC.
Administrador entrante: Lcda. Rosa Paz Mora, C.C. 1712345675, Asistente de TIC, rosa@ipx.gob.ec, 0991234567.""")
    assert datos(bound)["cargo"] == "Asistente de TIC"
    assert datos(bound, "aiq_saliente")["cargo"] == "Analista de TIC"


def test_a_line_that_begins_with_a_label_in_the_middle_of_a_sentence_stays_in_it():
    bound = leida("""En tal virtud me permito designar como nuevo Administrador Institucional Quipux a la Ing. Rosa Paz
Mora, portadora de la cédula 1712345675, quien desempeña el cargo de Asistente, correo institucional
rosa@ipx.gob.ec, número
telefónico 022200200, extensión 15 y número celular 0991234567.""")
    assert datos(bound)["telefono"] == "022200200"
    assert datos(bound)["cargo"] == "Asistente"


def test_a_table_of_names_takes_the_roles_that_the_sentence_above_it_gives():
    bound = leida("""Comunico la designación del Tlgo. Marco Antonio Vera Luna como Administrador Institucional Quipux
principal, y de la Sra. Lucía Beatriz Cano Ruiz como Administradora de respaldo, conforme el siguiente detalle:

Nombre        Marco Antonio Vera Luna     Lucía Beatriz Cano Ruiz
Cédula        1712345675                  0912345675
Correo        marco.vera@ipn.gob.ec       lucia.cano@ipn.gob.ec""")
    assert datos(bound)["cedula"] == "1712345675"
    assert datos(bound, "aiq_backup")["correo"] == "lucia.cano@ipn.gob.ec"


def test_data_behind_a_name_in_a_sentence_are_that_person_s():
    bound = leida("""Se designa al Sr. Juan Pablo Ríos Vela como Administrador Institucional Quipux, cuyos datos son los
siguientes:
Cédula: 1712345675
Cargo: Especialista
Celular: 0991234567""")
    assert datos(bound) == {
        "nombres_apellidos": "Juan Pablo Ríos Vela",
        "cedula": "1712345675",
        "cargo": "Especialista",
        "celular": "0991234567",
    }


def test_a_number_that_may_be_a_cedula_or_a_mobile_is_not_taken_for_sure():
    bound = leida("AIQ actual: Marta Paz Cruz, 0912345675\nAIQ nuevo: Juan Pablo Ríos Vela, 1712345675")
    assert datos(bound, "aiq_saliente")["cedula"] == "0912345675"
    assert [(item.campo, item.codigo) for item in bound.problems] == [("aiq_saliente.cedula", "dudoso")]


def test_data_before_the_only_name_are_his():
    bound = leida("""Al correo rosa@ipx.gob.ec, al teléfono (06) 271-0220 ext. 412 o al celular 0991 234 567 podrán dirigir
los asuntos del sistema, pues la nueva Administradora Institucional, con cédula 1712345675 y cargo de Analista
Administrativa, es la señora Ing. Rosa Elena Paz Mora.""")
    assert datos(bound) == {
        "nombres_apellidos": "Rosa Elena Paz Mora",
        "cedula": "1712345675",
        "cargo": "Analista Administrativa",
        "correo": "rosa@ipx.gob.ec",
        "telefono": "062710220",
        "extension": "412",
        "celular": "0991234567",
    }


def test_labels_in_a_sentence_may_be_parted_from_their_values_by_commas():
    bound = leida("""La nueva Administradora Institucional Quipux es doña Rosa Elena Paz Mora; su cédula, la 1712345675; su
función, Tesorera; su correo, rosa@ipx.gob.ec; su teléfono, el 2-200-200, anexo 2; su celular, el 0991-234-567.""")
    assert datos(bound) == {
        "nombres_apellidos": "Rosa Elena Paz Mora",
        "cedula": "1712345675",
        "cargo": "Tesorera",
        "correo": "rosa@ipx.gob.ec",
        "telefono": "2200200",
        "extension": "2",
        "celular": "0991234567",
    }


def test_a_post_before_the_name_is_his():
    bound = leida("""Se ha confiado la administración del Quipux a su Analista de Soporte, Ing. Rosa Elena Paz Mora, de
cédula 1712345675.""")
    assert datos(bound)["cargo"] == "Analista de Soporte"


def test_a_sheet_of_data_outweighs_a_name_in_the_antecedents():
    bound = leida("""1. El Ing. Tito Mora Ruiz (cédula 0912345675) fue registrado como administrador institucional.

Nombres y apellidos: Rosa Elena Paz Mora
Cédula: 1712345675
Cargo: Analista de Facturación
Correo: rosa@ipx.gob.ec""")
    assert datos(bound)["nombres_apellidos"] == "Rosa Elena Paz Mora"


def test_a_line_with_a_colon_tells_whose_data_stand_below_it():
    bound = leida("""Le solicito registrar como nuevo Administrador Institucional Quipux a:

Sr. Jorge Luis Toral Mena / C.C. 0912345675 / Responsable de Archivo / jorge.toral@ipx.gob.ec

Quien reemplaza a:

Srta. Rosa Elena Paz Mora / C.C. 1712345675 / Secretaria""")
    assert datos(bound)["cedula"] == "0912345675"
    assert datos(bound, "aiq_saliente")["cedula"] == "1712345675"


def test_the_boss_is_nobody_of_the_request():
    bound = leida("""Notifico como nuevo AIQ de respaldo a la Ing. Rosa Elena Paz Mora, cédula 1712345675, con copia a mi
jefa inmediata, Ing. Mónica Alexandra Landeta Vera, Directora Administrativa.""")
    assert datos(bound, "aiq_backup")["nombres_apellidos"] == "Rosa Elena Paz Mora"


def test_lines_set_wide_are_one_paragraph_still():
    text = """Solicito se proceda al cambio para lo cual he designado como nueva AIQ a la Ing. Rosa
Elena Paz Mora, servidora de esta institución desde hace varios años, con cédula de
ciudadanía Nro. 1712345675, quien desempeña el cargo de Analista de Desarrollo y podrá ser
contactada en el correo rosa@ipx.gob.ec, en el teléfono (03) 2892-118 o en el celular
0995 88 12 40."""
    bound = leida("\n\n".join(text.splitlines()))
    assert datos(bound)["cedula"] == "1712345675"
    assert datos(bound)["celular"] == "0995881240"


def test_whoever_was_moved_is_leaving():
    bound = leida("""Por cuanto el señor Mayr. Fabricio Andrade Luna, cédula 0912345675, ha sido trasladado, designo como
nueva AIQ a la Ing. Rosa Elena Paz Mora, cédula 1712345675.""")
    assert datos(bound)["cedula"] == "1712345675"
    assert datos(bound, "aiq_saliente")["cedula"] == "0912345675"


def test_who_leaves_does_not_get_the_data_of_a_new_administrator_left_unnamed():
    bound = leida("""Por la renuncia presentada por el Ing. Tito Mora Ruiz, hasta la fecha administrador de Quipux,
comunico que se ha designado en tal calidad a la , portadora de la cédula No. 1712345675, quien se desempeña como Analista
de Archivo, con correo rosa.paz@ipx.gob.ec y celular 0991234567.""")
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Tito Mora Ruiz"}
    assert datos(bound)["cedula"] == "1712345675" and datos(bound)["cargo"] == "Analista de Archivo"
    assert "nombres_apellidos" not in datos(bound)


def test_whoever_signed_another_document_is_not_the_new_administrator():
    bound = leida("""Solicito registrar al nuevo administrador. Con memorando suscrito por el Ing. Tito Mora Ruiz,
Director de Tecnologías, cuyo teléfono es el (02) 220 0200 ext. 5, se conoció la necesidad.""")
    assert datos(bound) == {}


def test_a_sheet_without_a_name_outweighs_somebody_named_in_passing():
    bound = leida("""Será nuevo administrador lo que indicó el Ing. Tito Mora Ruiz, Director de Redes, teléfono 022345678.

Nombres y apellidos: N/A
Cédula: 1712345675
Cargo: Analista de Facturación
Correo: rosa@ipx.gob.ec
Teléfono: 022200200""")
    assert datos(bound)["cedula"] == "1712345675" and "nombres_apellidos" not in datos(bound)


def test_a_comma_for_the_last_stop_of_an_address_is_not_passed_over():
    bound = leida(
        "Nueva AIQ es Rosa Elena Paz Mora, con cédula 1712345675, correo rosa.paz@ipx.edu,ec y celular 0991234567."
    )
    assert datos(bound)["correo"] == "rosa.paz@ipx.edu,ec"
    assert [p.codigo for p in bound.problems if p.campo == "aiq.correo"] == ["invalido"]


def test_a_label_with_a_slip_in_it_is_no_sure_value():
    bound = leida("""Institución: Instituto de Pruebas Sgilas: IPX
Nombres y apellidos: Rosa Elena Paz Mora
Cédula: 1712345675
Cargo: Ceular""")
    told = {problem.campo for problem in bound.problems if problem.codigo == "dudoso"}
    assert {"institucion.nombre", "aiq.cargo"} <= told


def test_who_was_the_backup_until_now_is_the_new_administrator():
    bound = leida("""Se ha designado AIQ principal a la Ing. Rosa Elena Paz Mora, cédula 1712345675, celular 0991234567,
quien hasta ahora se desempeñaba como respaldo.""")
    assert datos(bound)["cedula"] == "1712345675" and datos(bound, "aiq_backup") == {}


ELLA = "Rosa Elena Paz Mora"
SUS_DATOS = "con cédula 1712345675, correo rosa.paz@ipx.gob.ec, teléfono 022200200 ext. 5 y celular 0991234567"


@pytest.mark.parametrize(
    "sentence",
    [
        "El sistema pasa a ser de la Ing. {ella}, Analista, {datos}, y que deje de serlo la señora Ana Luz Brito Roa.",
        "La Ing. {ella}, Analista, {datos}, asumirá las funciones que cumplía la Tlga. Ana Luz Brito Roa.",
        "{ella}, Analista, {datos}, será la nueva AIQ. Dar de baja al usuario de Ana Luz Brito Roa, anterior administradora.",
        "Sírvase sustituir a Ana Luz Brito Roa por {ella}, Analista, {datos}.",
        "Solicito el cambio de AIQ de Ana Luz Brito Roa a {ella}, Analista, {datos}.",
        "Que se reemplace a la administradora Ana Luz Brito Roa con {ella}, Analista, {datos}.",
        "{ella}, Analista, {datos}, remplaza en esta función a Ana Luz Brito Roa, quien pasa a otra unidad.",
        "La responsabilidad que tenía a su cargo Ana Luz Brito Roa la asume {ella}, Analista, {datos}.",
        "Terminó el contrato de Ana Luz Brito Roa, por lo que la administración pasa a {ella}, Analista, {datos}.",
        "Dispuse que la Lcda. Ana Luz Brito Roa entregue la administración y que la reciba {ella}, Analista, {datos}.",
        "Quien administraba el sistema, la Abg. Ana Luz Brito Roa, dejó la institución. Regístrese a {ella}, Analista, {datos}.",
        "Designo a {ella}, Analista, {datos}. Ana Luz Brito Roa queda liberada de esa tarea.",
    ],
)
def test_who_leaves_is_told_in_many_ways(sentence: str):
    bound = leida(sentence.format(ella=ELLA, datos=SUS_DATOS))
    assert datos(bound)["nombres_apellidos"] == ELLA
    assert (datos(bound)["cedula"], datos(bound)["cargo"]) == ("1712345675", "Analista")
    assert datos(bound, "aiq_saliente")["nombres_apellidos"] == "Ana Luz Brito Roa"


@pytest.mark.parametrize(
    "sentence",
    [
        "Designo a {ella}, Analista, {datos}, quien dejará sus funciones de archivo.",
        "{ella}, Analista, {datos}, quien venía desempeñándose como backup, pasa a ser la administradora principal.",
        "El Ing. Ana Luz Brito Roa, Directora Administrativa, solicitó designar a {ella}, Analista, {datos}.",
        "Para el registro correspondiente informo que la nueva administradora es {ella}, Analista, {datos}.",
        "El compañero que llevaba el Quipux ya no trabaja aquí: encargo el sistema a {ella}, Analista, {datos}.",
    ],
)
def test_whoever_comes_is_not_taken_for_who_leaves(sentence: str):
    bound = leida(sentence.format(ella=ELLA, datos=SUS_DATOS))
    assert (datos(bound)["nombres_apellidos"], datos(bound)["cedula"]) == (ELLA, "1712345675")
    assert datos(bound, "aiq_saliente") == {}


def test_a_surname_behind_a_title_is_the_person_named_before():
    bound = leida(f"""Con oficio de 2024 se registró al Ing. Tito Cano Rea como administrador institucional de esta empresa.

El Ing. Cano (cédula 0912345675) cesó en sus funciones de Jefe de Catastro.

Solicito registrar como nueva Administradora Institucional a {ELLA}, {SUS_DATOS}.""")
    assert datos(bound, "aiq_saliente") == {
        "nombres_apellidos": "Tito Cano Rea",
        "cedula": "0912345675",
        "cargo": "Jefe de Catastro",
    }
    assert datos(bound)["nombres_apellidos"] == ELLA


@pytest.mark.parametrize(
    ("sentence", "cargo"),
    [
        ("Encargo el sistema a nuestra secretaria tesorera la señora {ella} {datos}.", "secretaria tesorera"),
        ("En su lugar lo hará la Ing. {ella}, que es nuestra Especialista de Redes y cuya cédula es la 1712345675.",
         "Especialista de Redes"),
        ("Designo a la Ing. {ella}, Analista Administrativa de la Mancomunidad para la Gestión Integral de Residuos "
         "Sólidos de los Cantones Prueba y Ensayo del Norte, {datos}.", "Analista Administrativa"),
        ("{ella} cumple las funciones de Analista de TIC y ejercerá la administración; sus datos: cédula 1712345675.",
         "Analista de TIC"),
        ("Designo a la Ing. {ella}, Analista de Tecnologías 2 de este Instituto, {datos}.", "Analista de Tecnologías 2"),
        ("Designo a la Ing. {ella}, Jefa de Archivo de nuestra Institución, {datos}.", "Jefa de Archivo"),
        ("Designo a la Ing. {ella}, quien se desempeña como Secretaria General de la empresa y tiene cédula 1712345675.",
         "Secretaria General"),
        ("Designo a la Ing. {ella}, Técnica de Redes del municipio, {datos}.", "Técnica de Redes"),
        ("Designo a la Ing. {ella}, Directora del Hospital de Pruebas, {datos}.", "Directora del Hospital de Pruebas"),
        ("Designo a la Ing. {ella}, Jefa de Sistemas (E), {datos}.", "Jefa de Sistemas (E)"),
        ("Designo a la Ing. {ella}, Jefa de Sistemas (Encargada), {datos}.", "Jefa de Sistemas (Encargada)"),
        ("Designo a la Ing. {ella} (Jefa de Sistemas), {datos}.", "Jefa de Sistemas"),
        ("Designo a la Ing. {ella}, quien cumple el rol de Coordinadora de Archivo, {datos}.", "Coordinadora de Archivo"),
        ("Designo a la Ing. {ella}, Analista de Redes que ingresó en enero, {datos}.", "Analista de Redes"),
    ],
)  # fmt: skip
def test_a_cargo_ends_before_the_article_the_verb_and_the_house(sentence: str, cargo: str):
    assert datos(leida(sentence.format(ella=ELLA, datos=SUS_DATOS)))["cargo"] == cargo


def test_a_dash_or_a_note_s_star_behind_an_address_is_no_part_of_it():
    for mark in ("–.", "-,", "**."):
        assert (
            datos(leida(f"Designo AIQ a {ELLA}, correo –rosa.paz@ipx.gob.ec{mark}"))["correo"] == "rosa.paz@ipx.gob.ec"
        )


def test_the_words_of_a_house_are_nobody_whatever_the_sentence_names():
    text = """La Agencia de Regulación, Control y Vigilancia Sanitaria, ha designado administrador de respaldo.
Administrador de respaldo
Nombres y apellidos: Jenny Marlene Bohórquez Cedeño
Cédula: 1303904740"""
    assert leida(text).people["aiq_backup"].nombres_apellidos == "Jenny Marlene Bohórquez Cedeño"
    assert not leida(text).problems


def test_what_somebody_was_is_not_what_he_becomes():
    text = """Se designa AIQ principal a la Ing. Rosa Elena Paz Mora, con cédula 1712345675, quien hasta ahora se
desempeñaba como respaldo. Como respaldo queda el Ing. Juan Vera Lema Toro, con cédula 0102030400."""
    people = leida(text).people
    assert {role: person.cedula for role, person in people.items()} == {"aiq": "1712345675", "aiq_backup": "0102030400"}


@pytest.mark.parametrize(
    "said",
    [
        "por cuanto el servidor Carlos Alberto Vera Ríos, actual administrador, cesa en funciones el 17 de julio",
        "por cuanto el Ing. Carlos Alberto Vera Ríos, administrador institucional, pasará a cumplir funciones en otra entidad",
        "en reemplazo del señor Sgos. de Policía Carlos Alberto Vera Ríos",
        "ya que el Ing. Carlos Alberto Vera Ríos, que venía cumpliendo como Administrador Institucional Quipux de la"
        " Universidad Técnica Estatal Luis Vargas Torres de Pruebas, ha sido trasladado",
    ],
)
def test_who_leaves_is_named_in_passing(said):
    bound = leida(f"""Solicito el registro de la nueva administradora, {said}. La nueva administradora es la Lcda. Eva
Mera Sol, cédula 1712345675, Secretaria Ejecutiva.""")
    assert datos(bound, "aiq_saliente")["nombres_apellidos"] == "Carlos Alberto Vera Ríos"
    assert datos(bound)["cedula"] == "1712345675"


def test_what_somebody_will_do_besides_is_no_part_of_the_cargo():
    bound = leida("""Se designa a la Ing. Eva Mera Sol como administradora, con cédula 1712345675. La Ing. Mera ocupa el
cargo de Analista de Minería y Cartera y atenderá sus llamadas en el teléfono 032 888 118.""")
    assert datos(bound)["cargo"] == "Analista de Minería y Cartera"


@pytest.mark.parametrize(
    "words",
    [
        "en virtud de la renuncia presentada por el señor {a}, ex Administrador Institucional Quipux, se ha resuelto designar "
        "en su reemplazo a la Ing. {b}, Analista de TIC",
        "ante la salida del señor {a} se nombra en su reemplazo a la Ing. {b}, Analista de TIC",
        "por renuncia del señor {a}, quien se desempeñaba como AIQ, se designó como su reemplazo a la Ing. {b}, Analista de TIC",
        "por la desvinculación del señor {a}, designo en su relevo a la Ing. {b}, Analista de TIC",
        "el anterior AIQ, señor {a}, renunció, y su reemplazo es la Ing. {b}, Analista de TIC",
        "la Ing. {b}, Analista de TIC, reemplazó al señor {a} como AIQ",
    ],
)
def test_in_whose_place_somebody_comes_is_told_from_who_takes_it(words):
    named = {"a": "Tito Gustavo Mora Ruiz", "b": "Yuliana Elizabeth Brito Roa"}
    bound = leida(f"El Instituto de Pruebas (IPX) informa que {words.format_map(named)}.")
    assert datos(bound) == {"nombres_apellidos": named["b"], "cargo": "Analista de TIC"}
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": named["a"]}


def test_the_cargo_that_a_signer_gives_himself_is_not_the_new_administrators():
    bound = leida("""El suscrito, Presidente del Gobierno Autónomo Descentralizado Parroquial Rural San Pablo de Pruebas
(GADPSPP), solicita el registro de la señora Wilma Narcisa Pachala Lema como administradora del sistema Quipux.

La señora Pachala es portadora de la cédula No. 1712345675 y se la puede contactar al celular 0989 330 571.""")
    assert datos(bound) == {
        "nombres_apellidos": "Wilma Narcisa Pachala Lema",
        "cedula": "1712345675",
        "celular": "0989330571",
    }


ASCENSO = """{said} Como respaldo queda la Srta. Evelyn Monserrath Bonifaz Guadalupe, con cédula 0102030400."""


@pytest.mark.parametrize(
    "said",
    [
        "El Ing. Luis Gonzalo Cepeda Ruiz, con cédula 1712345675, quien venía desempeñando la función de administrador de"
        " respaldo, pasará a ser el administrador principal.",
        "El Ing. Luis Gonzalo Cepeda Ruiz, cédula 1712345675, hasta ahora administrador de respaldo, asume como principal.",
        "El administrador de respaldo, Ing. Luis Gonzalo Cepeda Ruiz, cédula 1712345675, pasa a ser el principal.",
        "Se designa al actual backup, Ing. Luis Gonzalo Cepeda Ruiz, cédula 1712345675, como administrador principal.",
        "El Ing. Luis Gonzalo Cepeda Ruiz, cédula 1712345675, deja de ser backup y pasa a ser el administrador principal.",
        "Quien era el administrador de respaldo, el Ing. Luis Gonzalo Cepeda Ruiz, cédula 1712345675, será desde hoy el"
        " administrador principal.",
        "Solicito promover de administrador de respaldo a administrador principal al Ing. Luis Gonzalo Cepeda Ruiz,"
        " cédula 1712345675.",
        "El Ing. Luis Gonzalo Cepeda Ruiz, cédula 1712345675, AIQ suplente, será en adelante el titular.",
        "Por renuncia del titular, el administrador de respaldo, Ing. Luis Gonzalo Cepeda Ruiz, cédula 1712345675, asume"
        " la administración principal.",
    ],
)
def test_the_backup_who_becomes_the_principal_is_the_new_administrator(said):
    people = leida(ASCENSO.format(said=said)).people
    assert {role: person.cedula for role, person in people.items()} == {"aiq": "1712345675", "aiq_backup": "0102030400"}
    assert people["aiq"].cargo is None


@pytest.mark.parametrize(
    "said",
    [
        "El Sr. Edwin Patricio Toa Masa dejó de ser administrador backup por cambio de área. En su lugar queda",
        "El Sr. Edwin Patricio Toa Masa ya no actúa como respaldo. Lo reemplaza",
        "Cesa en funciones como AIQ suplente el Sr. Edwin Patricio Toa Masa. Como respaldo queda",
        "Por renuncia del administrador de respaldo, Sr. Edwin Patricio Toa Masa, ocupará el respaldo",
        "Doy de baja como backup al Sr. Edwin Patricio Toa Masa y registro como backup a",
        "En reemplazo del anterior AIQ de respaldo, Sr. Edwin Patricio Toa Masa, designo como respaldo a",
    ],
)
def test_a_backup_who_leaves_is_nobody_and_whoever_takes_the_place_is_the_backup(said):
    bound = leida(f"""Designo administrador institucional al Ing. Luis Gonzalo Cepeda Ruiz, con cédula 1712345675. {said}
la Srta. Evelyn Monserrath Bonifaz Guadalupe, con cédula 0102030400.""")
    assert {role: person.cedula for role, person in bound.people.items()} == {
        "aiq": "1712345675",
        "aiq_backup": "0102030400",
    }
    assert not bound.problems


def test_whoever_a_new_backup_replaces_is_not_the_outgoing_administrator():
    bound = leida("""Designo AIQ al Ing. Luis Gonzalo Cepeda Ruiz, cédula 1712345675, en reemplazo de la Ing. Rosa Amelia
Pinto Vaca; y como administradora de respaldo a la Srta. Evelyn Monserrath Bonifaz Guadalupe, cédula 0102030400, en
reemplazo del Sr. Edwin Patricio Toa Masa.""")
    assert datos(bound, "aiq_saliente")["nombres_apellidos"] == "Rosa Amelia Pinto Vaca"
    assert not bound.problems


@pytest.mark.parametrize(
    "said",
    [
        "solicito que la Ing. Eva Mera Sol, cédula 1712345675, reemplace en la administración institucional al Ing. Carlos"
        " Alberto Vera Ríos, cuyo nombramiento concluyó el 31 de julio",
        "por el pase del señor SGOP-IF Carlos Alberto Vera Ríos al Comando Norte, el cargo de administrador será ocupado por"
        " la señora CBOP-IF Eva Mera Sol, cédula 1712345675",
        "por el cambio administrativo del Lcdo. Carlos Alberto Vera Ríos, el Quipux queda con la Ing. Eva Mera Sol, cédula"
        " 1712345675",
    ],
)
def test_who_replaces_whom_and_who_moves_on(said):
    bound = leida(f"Comunico que {said}.")
    assert datos(bound)["nombres_apellidos"] == "Eva Mera Sol"
    assert datos(bound, "aiq_saliente")["nombres_apellidos"] == "Carlos Alberto Vera Ríos"


def test_a_cargo_ends_where_the_part_of_the_administrator_follows():
    bound = leida("""Se aceptó la renuncia del Ing. Carlos Alberto Vera Ríos, Jefe de Planificación y administrador
institucional del Quipux. Por ello la administración pasa a la Ing. Eva Mera Sol, cédula 1712345675, Jefa de Redes y
responsable del Quipux.""")
    assert (datos(bound, "aiq_saliente")["cargo"], datos(bound)["cargo"]) == ("Jefe de Planificación", "Jefa de Redes")


@pytest.mark.parametrize(
    ("said", "extension"),
    [
        ("extensiones 21, 22 y 25; celular 098 400 6127", "21/22/25"),
        ("ext. 21, 22, 25, celular 098 400 6127", "21/22/25"),
        ("exts. 21/22 y 0984006127", "21/22"),
        ("ext. 21 - 22 y 25, 0984006127", "21/22/25"),
        ("extensión 21 o 22 y celular 0984006127", "21/22"),
        ("ext. 21 y 098 400 6127", "21"),
        ("ext. 21, 2 de mayo, celular 0984006127", "21"),
    ],
)
def test_several_extensions_are_told_in_a_sentence(said, extension):
    bound = leida(f"La nueva administradora es la Ing. Eva Mera Sol, cédula 1712345675, teléfono 022729-855, {said}.")
    assert (datos(bound)["extension"], datos(bound)["celular"]) == (extension, "0984006127")


def test_sentences_without_a_subject_go_on_about_the_person_before_them():
    bound = leida("""Le hago llegar la información de la nueva administradora institucional:

Se llama Ing. Eva Mera Sol.

Se identifica con la cédula 1712345675. Labora como Analista de Redes.

Recibe correspondencia en eva.mera@ipx.gob.ec. Contesta en el teléfono 052 526 189. Reemplaza al Sr. Luis Gonzalo Cepeda
Ruiz, que está en el continente. La respalda el Tlgo. Edwin Patricio Toa Masa, con cédula 0102030400.""")
    assert datos(bound) == {
        "nombres_apellidos": "Eva Mera Sol",
        "cedula": "1712345675",
        "cargo": "Analista de Redes",
        "correo": "eva.mera@ipx.gob.ec",
        "telefono": "052526189",
    }
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Luis Gonzalo Cepeda Ruiz"}
    assert datos(bound, "aiq_backup") == {"nombres_apellidos": "Edwin Patricio Toa Masa", "cedula": "0102030400"}


def test_a_numbered_title_is_no_label_that_waits_for_the_sentence_below():
    bound = leida("""3. Nueva Administradora Institucional
Con base en lo señalado en los párrafos anteriores, comunico que la servidora que ejercerá como Administradora
Institucional Quipux (AIQ) es la Ing. Eva Mera Sol. Su
número de cédula es 1712345675; ocupa el puesto de Analista de Redes; su correo electrónico institucional es
eva.mera@ipx.gob.ec.""")
    assert datos(bound) == {
        "nombres_apellidos": "Eva Mera Sol",
        "cedula": "1712345675",
        "cargo": "Analista de Redes",
        "correo": "eva.mera@ipx.gob.ec",
    }


@pytest.mark.parametrize(
    "lead",
    [
        "Como Coordinadora Zonal 3 y delegada del Director General, solicito que",
        "Como Secretaria General, por delegación del Rector, me permito solicitar que",
        "En calidad de Directora Administrativa de esta entidad, pongo en su conocimiento que",
        "En mi condición de Gerente General, comunico a usted que",
    ],
)
def test_the_post_in_which_somebody_writes_is_not_the_new_administrators(lead):
    bound = leida(f"{lead} la Ing. Eva Mera Sol, cédula 1712345675, será la nueva administradora institucional.")
    assert "cargo" not in datos(bound)


def test_where_somebody_serves_is_no_cargo():
    bound = leida("""Se designó como administradora institucional a la Ing. Eva Mera Sol, servidora de esta Secretaría
General, cédula 1712345675.""")
    assert "cargo" not in datos(bound)


@pytest.mark.parametrize(
    "said",
    [
        "en reemplazo de la Ing. Ana Luz Brito Roa, servidora que desde el lunes pasará a otra entidad",
        "en reemplazo de la Ing. Ana Luz Brito Roa, docente que actuaba como administradora",
        "en reemplazo de la administradora actual, Ing. Ana Luz Brito Roa",
        "función que tenía la secretaria anterior señora Ana Luz Brito Roa",
        "tarea que estuvo bajo la dirección de la Sra. Ana Luz Brito Roa",
        "por la salida de la Ing. Ana Luz Brito Roa, responsable hasta el momento de la administración del Quipux",
    ],
)
def test_words_for_the_part_somebody_had_are_no_cargo(said: str):
    bound = leida(f"Designo administradora del sistema a {ELLA}, Analista, {SUS_DATOS}, {said}.")
    assert datos(bound)["cargo"] == "Analista"
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Ana Luz Brito Roa"}


@pytest.mark.parametrize(
    "said",
    [
        "La servidora que la antecedió, Ing. Ana Luz Cortez, pasó a Obras Públicas.",
        "Toma la posta del Mgs. Ana Luz Cortez, designado en 2023.",
        "La administración institucional estuvo bajo la responsabilidad de la Ing. Ana Luz Cortez.",
        "Hago el pedido en virtud de que la Mgs. Ana Luz Cortez concluyó su comisión de servicios.",
    ],
)
def test_whoever_went_before_is_told_in_a_sentence_behind(said: str):
    bound = leida(f"La nueva administradora del sistema es la Ing. {ELLA}, {SUS_DATOS}. {said}")
    assert datos(bound)["nombres_apellidos"] == ELLA
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Ana Luz Cortez"}


def test_an_address_made_of_somebodys_names_tells_whose_the_paragraph_is():
    bound = leida(f"""2. Designo como administradora del sistema a la Ing. {ELLA}, cédula 1712345675.

3. Para notificar se consignan: rosa.paz@ipx.gob.ec; teléfono 022200200, extensiones 5 y 6; celular 0991234567.""")
    assert (datos(bound)["correo"], datos(bound)["celular"]) == ("rosa.paz@ipx.gob.ec", "0991234567")


@pytest.mark.parametrize(
    "said",
    [
        "Sale la Ing. Rosa Elena Mera Paz.",
        "Deja el cargo la Licenciada Rosa Elena Mera Paz.",
        "Cesa la Lcda. Rosa Elena Mera Paz.",
        "La persona a quien sustituye es la Ing. Rosa Elena Mera Paz.",
        "Servidora a la que reemplaza: Ing. Rosa Elena Mera Paz",
    ],
)
def test_a_sentence_of_its_own_names_who_leaves(said):
    bound = leida(f"""La administración del Quipux se confía al Ing. Luis Gonzalo Cepeda Ruiz, cédula 1712345675.
{said}""")
    assert datos(bound) == {"nombres_apellidos": "Luis Gonzalo Cepeda Ruiz", "cedula": "1712345675"}
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Rosa Elena Mera Paz"}


@pytest.mark.parametrize(
    ("post", "whom"),
    [
        ("QUE DESEMPEÑA", "SERVIDOR AL QUE REEMPLAZA"),
        ("Se desempeña como", "Funcionaria a quien sustituye"),
        ("Cargo que desempeña", "AIQ a quien reemplaza"),
    ],
)
def test_a_list_whose_last_label_tells_whom_the_new_one_replaces(post, whom):
    bound = leida(f"""Traslado a usted los datos para el cambio de administrador del sistema Quipux:

* Apellidos y nombres de la servidora: Mera Sol Eva María
* Documento (C.C.): 1712345675
* {post}: Responsable de Admisiones
* Dirección electrónica: eva.mera@ipx.gob.ec
* Móvil: 0990-411-726

{whom}: Ing. Vera Ríos Carlos Alberto.""")
    assert datos(bound) == {
        "nombres_apellidos": "Mera Sol Eva María",
        "cedula": "1712345675",
        "cargo": "Responsable de Admisiones",
        "correo": "eva.mera@ipx.gob.ec",
        "celular": "0990411726",
    }
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Vera Ríos Carlos Alberto"}
    assert not bound.problems


@pytest.mark.parametrize("said", ["mi jefe inmediata, Ing. Gina Portero", "la Ing. Gina Portero", "mi jefa, la Mgs. Gina Portero"])
def test_whoever_gets_a_copy_comes_into_no_part(said):
    bound = leida(f"""Notifico el cambio del administrador de respaldo, con copia a {said}:

- Nombres y apellidos: Jessenia Katherine Molina Tapuy
- Número de cédula: 1501192932
- Cargo: Asistente de Tecnologías""")
    assert "Gina Portero" not in {person.nombres_apellidos for person in bound.people.values()}


def test_items_that_are_sentences_tell_of_whoever_the_first_names():
    bound = leida("""En cumplimiento del procedimiento vigente informo que:

a. La institución se denomina Gobierno Autónomo Descentralizado Municipal de Pruebas y sus siglas son GADMP.

b. La administradora entrante se llama Ana Rosa Mena Cruz.

c. Su número de cédula de ciudadanía es 1712345675.

d. Ejerce el cargo de Técnica de Planificación Territorial.

e. Atiende en el número telefónico 02 2 200 200, extensión 210.

f. Su número celular es el 0991 234 567.""")
    assert datos(bound) == {
        "nombres_apellidos": "Ana Rosa Mena Cruz",
        "cedula": "1712345675",
        "cargo": "Técnica de Planificación Territorial",
        "telefono": "022200200",
        "extension": "210",
        "celular": "0991234567",
    }


def test_the_mark_of_a_cedula_is_no_houses_siglas():
    bound = leida("La nueva AIQ es la Ing. Ana Mena Cruz, Analista en la Dirección de Tecnologías - CI: 1712345675.")
    assert bound.institution.siglas is None


def test_whoever_has_a_part_keeps_it_where_only_his_surname_stands_beside_another_s():
    bound = leida(
        "La magíster Diana Carolina Orbe Salas, hasta hoy administradora de respaldo, asume como administradora "
        "principal. Su cédula es 1712345675 y su correo dorbe@ipx.gob.ec.\n\n"
        "El lugar de respaldo que la magíster Orbe deja vacante lo ocupará el ingeniero Lenin Guachamín Cóndor, con "
        "cédula 1710034065 y correo lguachamin@ipx.gob.ec."
    )
    assert datos(bound)["correo"] == "dorbe@ipx.gob.ec"
    assert datos(bound, "aiq_backup") == {
        "nombres_apellidos": "Lenin Guachamín Cóndor", "cedula": "1710034065", "correo": "lguachamin@ipx.gob.ec",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("el cambio de administrador del Registro Municipal de la Propiedad de Prueba RMPP ya que el ing Luis Mora", ("Registro Municipal de la Propiedad de Prueba", "RMPP")),
        ("les pido cambiar el administrador del quipux del GAD Municipal de Arajuno GADMIPA ahora es Ana Mena", ("GAD Municipal de Arajuno", "GADMIPA")),
        ("Las siglas que usa el Conservatorio Superior de Prueba en el Quipux son CSPX.", ("Conservatorio Superior de Prueba", "CSPX")),
    ],
)  # fmt: skip
def test_siglas_stand_bare_behind_their_house_or_are_told_of_it_before(text, house):
    found = leida(text).institution
    assert (found.nombre, found.siglas) == house


def test_what_the_writer_does_is_no_part_of_a_cargo():
    bound = leida("Como Gerente de la Empresa Pública de Prueba comunico que el Lic. Luis Mora deja de administrar el Quipux.")
    assert "cargo" not in datos(bound, "aiq_saliente")


def test_an_address_of_initials_and_a_surname_is_his_whose_they_are():
    bound = leida(
        "La responsabilidad pasa al Ing. Cristhian David Farinango Paz. Su cédula es 1712345675.\n\n"
        "Para las notificaciones sírvase usar la dirección cdfarinango@ipx.edu.ec. Atiende en el 022200200, extensión 12."
    )
    assert datos(bound)["correo"] == "cdfarinango@ipx.edu.ec" and datos(bound)["extension"] == "12"
