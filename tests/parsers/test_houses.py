"""Whose letter it is when no label says so."""

import pytest

from cases.reading import Solicitud
from parsers.fields.prosehouse import houses_in
from parsers.letters.assemble import assemble
from parsers.letters.claims import claim
from parsers.words.housenames import made_of, whole_name
from tests.parsers.letters import DATOS, carta, documento, leida

PERSONA = "\n".join(DATOS.splitlines()[2:])


def pedido(text: str) -> Solicitud:
    (request,) = assemble([claim(documento(text))], None)
    return request


def dudas(request: Solicitud) -> set[str]:
    return {item.campo for item in request.problemas if item.codigo == "dudoso"}


def test_a_name_that_only_the_letterhead_bears_is_given_and_doubted():
    request = pedido("CUERPO DE BOMBEROS DEL CANTÓN PRUEBA\n\n" + carta(PERSONA, numero="CBCP-JEF-2026-0044-O"))
    assert (request.institucion.nombre, request.institucion.siglas) == ("CUERPO DE BOMBEROS DEL CANTÓN PRUEBA", "CBCP")
    assert dudas(request) >= {"institucion.nombre", "institucion.siglas"}


def test_a_letterhead_of_whose_letters_the_number_is_made_is_sure():
    request = pedido("Cuerpo de Bomberos del Cantón Prueba\n\n" + carta(PERSONA, numero="CBCP-JEF-2026-0044-O"))
    assert (request.institucion.nombre, request.institucion.siglas) == ("Cuerpo de Bomberos del Cantón Prueba", "CBCP")
    assert "institucion.nombre" not in dudas(request)


@pytest.mark.parametrize("label", ["Denominada:", "Casa:", "▪ Razón:"])
def test_a_name_behind_a_label_that_nobody_knows_is_told_by_the_number(label: str):
    text = carta(f"{label} Instituto de Pruebas Xilográficas\n\n{PERSONA}")
    assert pedido(text).institucion.nombre == "Instituto de Pruebas Xilográficas"


def test_a_name_that_letterhead_and_sentence_share_is_sure_and_written_as_the_sentence_has_it():
    cuerpo = "Solicito el cambio del administrador Quipux del GAD Parroquial Rural Agua Mansa.\n\n" + PERSONA
    head = "GOBIERNO AUTÓNOMO DESCENTRALIZADO PARROQUIAL RURAL AGUA MANSA\n\n"
    request = pedido(head + carta(cuerpo, numero="07-2026"))
    assert request.institucion.nombre == "GAD Parroquial Rural Agua Mansa"
    assert "institucion.nombre" not in dudas(request)
    assert request.institucion.siglas is None


@pytest.mark.parametrize(
    "says", ["le hace conocer que", "se dirige a usted y comunica que", "tiene a bien informar que", "les comunica que"]
)
def test_the_house_that_begins_a_sentence_and_speaks_in_it_is_the_writers(says: str):
    text = carta(f"El Patronato Provincial de Pruebas Solidarias {says} la AIQ cambia.\n\n{PERSONA}", numero="0038-2026")
    assert pedido(text).institucion.nombre == "Patronato Provincial de Pruebas Solidarias"


def test_a_letterhead_of_two_lines_is_one_name_where_a_link_holds_them_together():
    head = "EMPRESA PÚBLICA MUNICIPAL DE AGUA POTABLE\nY ALCANTARILLADO DE PRUEBA\nGERENCIA\n\n"
    assert pedido(head + carta(PERSONA)).institucion.nombre == (
        "EMPRESA PÚBLICA MUNICIPAL DE AGUA POTABLE Y ALCANTARILLADO DE PRUEBA"
    )


def test_a_letterhead_without_a_house_s_word_is_told_by_the_siglas_in_the_number():
    head = "Ferrocarriles Andinos del Sur\nTrabajamos por usted\n\n"
    request = pedido(head + carta(PERSONA, numero="FAS-GG-2026-0042-O"))
    assert (request.institucion.nombre, request.institucion.siglas) == ("Ferrocarriles Andinos del Sur", "FAS")
    assert "institucion.siglas" in dudas(request)


def test_the_part_that_signs_is_not_the_house():
    head = "MINISTERIO DE PRUEBAS\nDIRECCIÓN DE TECNOLOGÍAS\n\n"
    assert pedido(head + carta(PERSONA)).institucion.nombre == "MINISTERIO DE PRUEBAS"


def test_the_signer_s_post_names_his_house():
    firma = "Mgs. Luis Alberto Mora Díaz\nDIRECTOR EJECUTIVO DE LA AGENCIA DE PRUEBAS Y ENSAYOS"
    assert pedido(carta(PERSONA, firma)).institucion.nombre == "AGENCIA DE PRUEBAS Y ENSAYOS"


def test_a_house_that_is_only_spoken_of_and_the_addressee_s_own_are_nobody_s():
    cuerpo = "Según la norma que expidió el Ministerio del Trabajo, remito los datos.\n\n" + PERSONA
    assert pedido(carta(cuerpo)).institucion.nombre is None


def test_what_a_label_gives_stays():
    request = pedido("MINISTERIO DE ENSAYOS\n\n" + carta())
    assert (request.institucion.nombre, request.institucion.siglas) == ("Instituto de Pruebas", "IPX")


@pytest.mark.parametrize(
    ("text", "name", "siglas"),
    [
        ("en la Empresa Pública Terminal Norte (siglas TN-EP). Gracias", "Empresa Pública Terminal Norte", "TN-EP"),
        ("La Unidad Educativa “Rosa Blanca” (UERB) solicita", "Unidad Educativa “Rosa Blanca”", "UERB"),
        ("Se denomina Empresa Pública Los Andes, EP, y sus siglas son EPLA.", "Empresa Pública Los Andes, EP", "EPLA"),
        ("que la Agencia de Control, cuyas siglas en el sistema son ACON, pide", "Agencia de Control", "ACON"),
        ("del Hospital de Especialidades N.° 1 (HE1). Comunico", "Hospital de Especialidades N.° 1", "HE1"),
        ("el AIQ de Vías del Ecuador Empresa Pública, siglas VEEP:", "Vías del Ecuador Empresa Pública", "VEEP"),
        ("Por el Ministerio de Mares, MM, la Escuela de Pesca (EPE) designa", "Escuela de Pesca", "EPE"),
        ("del Banco de Peces, en adelante «BAPE», comunico", "Banco de Peces", "BAPE"),
        ("Institución: Banco de Peces; siglas: BAPE. Para el registro adjunto los datos.", "Banco de Peces", "BAPE"),
    ],
)
def test_a_sentence_tells_name_and_siglas_in_many_ways(text: str, name: str, siglas: str):
    found = leida(text).institution
    assert (found.nombre, found.siglas) == (name, siglas)


def test_a_kind_of_house_names_none_and_a_name_ends_with_its_sentence():
    assert houses_in("REGISTRO DE NUEVO ADMINISTRADOR") == []
    assert [named.name for named in houses_in("La Empresa Pública pide. Del Ministerio de Salud Pública. El jefe")] == [
        "Ministerio de Salud Pública"
    ]


def test_a_motto_in_quotes_behind_a_name_is_not_its_end():
    (named,) = houses_in("GAD MUNICIPAL DE PRUEBA «Tierra del mejor camarón»")
    assert named.name == "GAD MUNICIPAL DE PRUEBA"


def test_siglas_are_made_of_a_name_whatever_its_legal_form():
    assert made_of("ASTIX EP", "Astilleros Ixtal") == 0
    assert made_of("MSP", "Agencia de Control") is None


def test_a_label_in_capitals_behind_a_name_is_not_its_end():
    (named,) = houses_in("Empresa Pública de Aseo de Prueba NOMBRE DE LA INSTITUCIÓN")
    assert named.name == "Empresa Pública de Aseo de Prueba"


@pytest.mark.parametrize("line", ["EMAPAX EP", "EMPRESA PÚBLICA DE ASEO DE PRUEBA"])
def test_the_house_below_a_signer_s_post_is_no_part_of_it(line: str):
    firma = f"Mgs. Luis Alberto Mora Díaz\nGERENTE GENERAL\n{line}"
    request = pedido(carta(PERSONA, firma, "EMAPAX-GG-2026-0042-O"))
    assert request.oficio.firmante.cargo == "GERENTE GENERAL"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("del Honorable Gobierno Provincial de Prueba pide", "Honorable Gobierno Provincial de Prueba"),
        ("de la Subzona de Policía Prueba No. 6 (SZP)", "Subzona de Policía Prueba No. 6"),
        ("la Dirección Distrital 17D99 Prueba solicita", "Dirección Distrital 17D99 Prueba"),
        ("al Gobierno Municipal de Prueba El Gobierno Provincial", "Gobierno Municipal de Prueba"),
        ("el Gobierno Municipal de El Tambo pide", "Gobierno Municipal de El Tambo"),
        ("La Empresa Pública de Aseo de Prueba, EPAP, pide", "Empresa Pública de Aseo de Prueba"),
        ("GERENTE DEL HOSPITAL BÁSICO DE PRUEBA, SUBROGANTE", "HOSPITAL BÁSICO DE PRUEBA"),
        ("BRIGADA DE INFANTERÍA No. 99 Quito", "BRIGADA DE INFANTERÍA No. 99"),
        ("Banco de Prueba B.P. RUC", "Banco de Prueba B.P."),
    ],
)
def test_a_name_ends_where_siglas_labels_posts_and_the_next_house_begin(text: str, name: str):
    assert houses_in(text)[0].name == name


def test_a_letterhead_of_four_lines_is_one_name():
    head = "EMPRESA PÚBLICA MUNICIPAL\nDE GESTIÓN INTEGRAL\nDE DESECHOS SÓLIDOS\nDE PRUEBA\nGERENCIA\n\n"
    assert pedido(head + carta(PERSONA)).institucion.nombre == (
        "EMPRESA PÚBLICA MUNICIPAL DE GESTIÓN INTEGRAL DE DESECHOS SÓLIDOS DE PRUEBA"
    )


@pytest.mark.parametrize("label", ["Instituto de Pruebas, INPRU", "Instituto de Pruebas Siglas INPRU"])
def test_siglas_behind_a_labelled_name_are_no_part_of_it(label: str):
    found = pedido(carta(f"Institución: {label}\n{PERSONA}")).institucion
    assert (found.nombre, found.siglas) == ("Instituto de Pruebas", "INPRU")


def test_a_gerente_named_with_the_house_s_siglas_heads_it():
    firma = "Ing. Luis Alberto Mora Díaz\nGERENTE DE EPAGUA-P"
    cuerpo = f"Institución: Empresa Pública de Agua de Prueba\nSiglas: EPAGUA-P\n{PERSONA}"
    assert pedido(carta(cuerpo, firma)).oficio.firmante.calidad == "maxima_autoridad"


@pytest.mark.parametrize(
    ("membrete", "nombre"),
    [
        ("GOBIERNO AUTÓNOMO\nDESCENTRALIZADO PARROQUIAL RURAL\nAGUA MANSA DE PRUEBA", "GOBIERNO AUTÓNOMO DESCENTRALIZADO"
         " PARROQUIAL RURAL AGUA MANSA DE PRUEBA"),
        ("MANCOMUNIDAD MUNICIPAL\n“PUEBLOS\nDE PRUEBA”", "MANCOMUNIDAD MUNICIPAL “PUEBLOS DE PRUEBA”"),
        ("HOSPITAL GENERAL DE PRUEBA\nGERENCIA HOSPITALARIA", "HOSPITAL GENERAL DE PRUEBA"),
        ("EMPRESA PÚBLICA – EMPRESA DE ASEO DE PRUEBA", "EMPRESA PÚBLICA – EMPRESA DE ASEO DE PRUEBA"),
        ("DIRECCIÓN DISTRITAL 17D99 – SALUD", "DIRECCIÓN DISTRITAL 17D99 – SALUD"),
    ],
)  # fmt: skip
def test_the_lines_of_a_letterhead_are_a_name_as_far_as_they_go_on(membrete: str, nombre: str):
    assert pedido(f"{membrete}\n\n{carta(PERSONA)}").institucion.nombre == nombre


def test_a_unit_at_the_right_edge_below_a_house_is_no_part_of_its_name():
    head = f"{'Hospital General de Prueba':>90}\n{'Gerencia':>90}\n\n"
    firma = "Dra. Ana Luisa Mora Díaz\nGERENTE DEL HOSPITAL GENERAL DE PRUEBA"
    request = pedido(head + carta(PERSONA, firma))
    assert request.institucion.nombre == "Hospital General de Prueba"
    assert "institucion.nombre" not in dudas(request)


def test_a_letterhead_beside_the_number_goes_on_below_it():
    left, right = ("EMPRESA PÚBLICA MUNICIPAL", "DE AGUA DE PRUEBA", "DE SAN ENSAYO"), ("Oficio Nro. EPMAP-2026-0042-O", "")
    head = f"{left[0]:<60}{right[0]}\n{left[1]:<60}Quito, 12 de marzo de 2026\n{left[2]}\n\n"
    rest = carta(PERSONA).split("\n", 2)[2]
    assert pedido(head + rest).institucion.nombre == " ".join(left)


@pytest.mark.parametrize("behind", [", IPC, ha resuelto el cambio", ", en adelante IPC, está por cambiar de administrador"])
def test_siglas_behind_a_comma_are_said_where_the_house_acts(behind: str):
    request = pedido(carta(f"El Instituto de Pruebas de Corrosión{behind}.\n\n{PERSONA}", numero="001-2026"))
    assert (request.institucion.nombre, request.institucion.siglas) == ("Instituto de Pruebas de Corrosión", "IPC")


def test_siglas_with_stops_behind_a_name_are_no_part_of_it():
    text = f"El Servicio de Rentas Marinas S.R.M. comunica el cambio.\n\n{PERSONA}"
    assert pedido(carta(text, numero="SRM-2026-0042-O")).institucion.nombre == "Servicio de Rentas Marinas"


def test_words_in_capitals_behind_a_comma_are_no_siglas_of_a_house_that_is_only_named():
    request = pedido(carta(f"Según el Instituto de Pruebas de Corrosión, ISO, norma vigente.\n\n{PERSONA}", numero="001-2026"))
    assert request.institucion.siglas is None


def test_data_in_a_sentence_part_at_a_semicolon():
    text = "Solicito el cambio. Institución: Prefectura de Ensayo; siglas: GADPE. Nuevo administrador: nombres y apellidos: Rosa"
    request = pedido(f"PREFECTURA\n\n{carta(f'{text} Elena Paz Mora; cédula: 1712345675.')}")
    assert (request.institucion.nombre, request.institucion.siglas) == ("Prefectura de Ensayo", "GADPE")


def test_a_house_named_with_its_siglas_is_not_the_letter_s_where_the_number_is_another_s():
    text = "El Ministerio de Ensayos (MENS) pidió los datos. El Museo de la Sal Quemada designa a su administrador."
    request = pedido(carta(f"{text}\n\n{PERSONA}", numero="MSQ-2026-0042-O"))
    assert (request.institucion.nombre, request.institucion.siglas) == ("Museo de la Sal Quemada", "MSQ")
    assert "institucion.siglas" in dudas(request)


def test_the_last_word_of_a_name_is_not_its_siglas():
    firma = "Mgs. Luis Alberto Mora Díaz\nMINISTRO DE MAREAS"
    request = pedido(f"MINISTERIO DE MAREAS\n\n{carta(PERSONA, firma, 'MM-2026-0042-O')}")
    assert request.institucion.siglas == "MM"


def test_a_line_nearly_a_label_ends_the_name_above_that_cannot_end_there():
    text = carta(PERSONA.replace("Nombres", "Institución = Banco de Tejidos y\nCélulas\nSiglas = BTC\nNombres", 1))
    assert pedido(text).institucion.nombre == "Banco de Tejidos y Células"


def test_a_name_that_begins_above_its_label_is_read_whole():
    lines = f"{'':<30}Agencia de Control de la\n{'Institución':<30}Cuarentena de Prueba\n{'Siglas':<30}ACCP\n"
    assert pedido(carta(lines + PERSONA)).institucion.nombre == "Agencia de Control de la Cuarentena de Prueba"


def test_a_sentence_above_a_label_is_not_the_name_that_stands_between_them():
    sentence = "Pongo en su conocimiento la designación de los administradores\ndel sistema Quipux de esta entidad y sus respaldos."
    person = "\n".join("\n".join(reversed(line.split(": "))) for line in DATOS.splitlines()[2:])
    lines = f"{sentence}\nI. INSTITUCIÓN\nBanco de Ensayos\nNombre de la institución\nBDE\nSiglas\n{person}"
    request = pedido(carta(lines))
    assert (request.institucion.nombre, request.aiq and request.aiq.cedula) == ("Banco de Ensayos", "1712345675")
    assert not any(item.campo == "institucion.nombre" for item in request.problemas)


@pytest.mark.parametrize(
    "said",
    [
        "la entonces Secretaría Técnica de Lagunas (STL) se transformó en {now}",
        "la Empresa de Lagunas y Canales (EMLC) pasó a denominarse {now}",
        "la ex Secretaría Técnica de Lagunas (STL), hoy {now}",
        "el antiguo Instituto de Lagunas (ILAG) es ahora {now}",
        "la fusión por absorción del Instituto de Lagunas (ILAG) y de la Empresa de Canales (EMC) dio origen a {now}",
        "{now}, antes denominado Instituto de Lagunas (ILAG), sigue su curso",
        "el Instituto de Lagunas (ILAG) cambió su denominación a {now}",
        "la extinta Secretaría Técnica de Lagunas (STL) y el extinto Instituto de Lagunas (ILAG) forman {now}",
    ],
)
def test_a_house_that_is_no_more_is_not_the_letter_s(said: str):
    now = "el Servicio Nacional de Aguas Quietas (SENAQ)"
    text = carta(f"Como es de su conocimiento, {said.format(now=now)}.\n\n{PERSONA}", numero="SENAQ-DG-2026-0044-O")
    institution = pedido(text).institucion
    assert (institution.nombre, institution.siglas) == ("Servicio Nacional de Aguas Quietas", "SENAQ")


def test_a_house_that_acts_today_is_no_former_one():
    body = "La administración es del Servicio Nacional de Aguas Quietas (SENAQ). Ahora la tiene otra persona."
    assert pedido(carta(f"{body}\n\n{PERSONA}")).institucion.siglas == "SENAQ"


@pytest.mark.parametrize("office", ["Presidencia", "Gerencia General", "Dirección Ejecutiva", "Secretaría General"])
def test_an_office_before_a_house_is_no_part_of_its_name(office: str):
    body = f"La {office} del Consejo Nacional de Aguas Quietas (CNAQ) designó al nuevo administrador."
    institution = pedido(carta(f"{body}\n\n{PERSONA}", numero="CNAQ-P-2026-0044-O")).institucion
    assert (institution.nombre, institution.siglas) == ("Consejo Nacional de Aguas Quietas", "CNAQ")


def test_a_direction_whose_own_letters_the_siglas_are_keeps_its_name():
    body = "La Dirección Provincial del Consejo de Aguas (DPCA) solicita el registro del nuevo administrador."
    institution = pedido(carta(f"{body}\n\n{PERSONA}", numero="DPCA-2026-0044-O")).institucion
    assert (institution.nombre, institution.siglas) == ("Dirección Provincial del Consejo de Aguas", "DPCA")


@pytest.mark.parametrize(
    "said",
    [
        "la Empresa Municipal de Agua de Prueba (EMAP) pasó a denominarse Instituto de Pruebas (IPX)",
        "la Empresa Municipal de Agua de Prueba (EMAP) cambió su denominación a Instituto de Pruebas (IPX)",
        "la Empresa Municipal de Agua de Prueba (EMAP), hoy Instituto de Pruebas (IPX), pide el cambio",
        "la antigua Empresa Municipal de Agua de Prueba (EMAP) es ahora el Instituto de Pruebas, de siglas IPX",
        "el Instituto de Pruebas Xilográficas, IPX, que funciona en las instalaciones del Ministerio de Pruebas (MDP), pide",
        "este organismo, adscrito al Ministerio de Pruebas (MDP), es el Instituto de Pruebas (IPX) y pide",
    ],
)
def test_a_former_name_and_a_host_are_not_the_asking_house(said: str):
    request = pedido(carta(f"Comunico que {said} registrar al nuevo administrador Quipux.\n\n{PERSONA}"))
    assert request.institucion.nombre in ("Instituto de Pruebas", "Instituto de Pruebas Xilográficas")
    assert request.institucion.siglas == "IPX"


@pytest.mark.parametrize("said", ["Quito, D.M., 12 de marzo", "la Dirección de Obras, CAD, firmó"])
def test_between_commas_only_siglas_of_the_names_letters_are_the_house_s(said: str):
    request = pedido(carta(f"El memorando del Ministerio del Ensayo, {said}.\n\n{DATOS}"))
    assert (request.institucion.nombre, request.institucion.siglas) == ("Instituto de Pruebas", "IPX")


def test_the_document_that_follows_a_house_is_no_part_of_its_name():
    named = houses_in("lo dispuesto por la Secretaría de Educación del Litoral en el Memorando Nro. 12")
    assert [house.name for house in named] == ["Secretaría de Educación del Litoral"]
    assert houses_in("SECRETARÍA TÉCNICA") == []


def test_a_name_ends_before_its_bare_siglas_and_whoever_stands_behind_them():
    assert whole_name("Empresa Pública Terminales del Sol EPTS Evelyn Tamara Blacio") == "Empresa Pública Terminales del Sol"
    assert whole_name("Corporación Nacional de Electricidad CNEL EP") == "Corporación Nacional de Electricidad CNEL EP"
    assert whole_name("Gobierno Autónomo Descentralizado GAD Municipal") == "Gobierno Autónomo Descentralizado GAD Municipal"
