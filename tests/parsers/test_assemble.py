"""Documents claimed, and brought together to requests."""

import pytest

from cases.checks import check
from parsers.files.flow import text_page
from parsers.letters.assemble import assemble, read_backup_notice
from parsers.letters.claims import claim, claims_of
from parsers.pages.page import Document
from tests.parsers.letters import DATOS, carta, documento, hoja

ACUERDO = """ACUERDO MINISTERIAL Nro. IPX-IPX-2025-0012-A
SRA. MGS. ANA MARÍA CEDEÑO LARA
MINISTRA DE PRUEBAS
CONSIDERANDO:
Que, es necesario delegar funciones para agilitar trámites;
En ejercicio de las atribuciones que le confiere la ley,
ACUERDA:
Artículo 1.- Delegar al Director/a de Tecnologías de la Información, para que, a nombre y representación
de la Ministra, suscriba todo oficio relacionado con el sistema Quipux.
Artículo 2.- El delegado informará de sus actos.
Dado en Quito, D.M., a los 12 día(s) del mes de marzo de dos mil veinticinco.
Documento firmado electrónicamente
SRA. MGS. ANA MARÍA CEDEÑO LARA
MINISTRA DE PRUEBAS
"""
MEMO = """Memorando Nro. IPX-GG-2025-0042-M
Quito, D.M., 12 de marzo de 2025
PARA: Ing. Marta Elena Ponce Vera
Directora Administrativa
ASUNTO: {asunto}
De mi consideración:
{texto}
Atentamente,
Raúl Andrés Nieto Sosa
GERENTE GENERAL
"""
DELEGA = MEMO.format(asunto="Delegación", texto="Delego a usted para que suscriba los oficios de la entidad.")
DESIGNA = MEMO.format(
    asunto="Designación", texto="Designo a usted como Administradora Institucional Quipux de la entidad."
)
DIRECTOR = "Mgs. Luis Mora Díaz\nDIRECTOR DE TECNOLOGÍAS DE LA INFORMACIÓN"
DIRECTORA = "Ing. Marta Elena Ponce Vera\nDIRECTORA ADMINISTRATIVA"


def claims(*texts: str):
    return [claim(documento(text, f"{at}.pdf")) for at, text in enumerate(texts)]


def codes(request, tipo="solicitud_cambio_aiq"):
    problems = (*request.problemas, *check(tipo, request))
    return {(item.campo, item.codigo) for item in problems if not item.campo.endswith(".firma")}


def test_each_document_is_claimed_by_one_reader_and_says_why():
    found = claims(carta(), ACUERDO, DELEGA, DESIGNA, "Hoja en blanco")
    assert [item.kind for item in found] == ["oficio", "delegacion", "delegacion", "designacion", "otro"]
    assert all(item.reasons for item in found)


def test_a_complete_letter_of_the_maxima_autoridad_lacks_nothing():
    (request,) = assemble(claims(carta()), None)
    assert codes(request) == set()
    assert request.aiq.cedula == "1712345675" and request.institucion.siglas == "IPX"


def test_a_director_without_delegation_is_told_to_send_it():
    (request,) = assemble(claims(carta(firma=DIRECTOR)), None)
    assert codes(request) == {("delegacion", "falta")}


def test_a_delegation_to_the_post_covers_its_holder():
    (request,) = assemble(claims(carta(firma=DIRECTOR), ACUERDO), None)
    found = request.delegacion
    assert (found.presente, found.adjunto, found.numero, found.fecha) == (
        True,
        "1.pdf",
        "IPX-IPX-2025-0012-A",
        "2025-03-12",
    )
    assert (found.delegante, found.delegado) == ("ANA MARÍA CEDEÑO LARA", "Director/a de Tecnologías de la Información")
    assert "Quipux" in found.objeto and request.oficio.firmante.calidad == "delegado"
    assert codes(request) == set()


def test_a_delegation_on_the_pages_behind_the_letter_is_read_as_an_act_of_its_own():
    file = documento(carta(firma=DIRECTOR) + "\f" + ACUERDO)
    letter, act = claims_of(file)
    assert (letter.kind, act.kind, act.document.pages[0].number) == ("oficio", "delegacion", 2)
    (request,) = assemble([letter, act], None)
    assert (request.delegacion.numero, request.delegacion.fecha) == ("IPX-IPX-2025-0012-A", "2025-03-12")
    assert request.oficio.firmante.calidad == "delegado"


def test_a_letter_of_two_pages_is_one_document():
    assert [item.kind for item in claims_of(documento(carta() + "\fAnexo\n" + DATOS))] == ["oficio"]


def test_a_delegation_to_the_titular_of_a_direccion_covers_its_director():
    titular = ACUERDO.replace("al Director/a de Tecnologías", "a la o el titular de la Dirección de Tecnologías")
    (request,) = assemble(claims(carta(firma=DIRECTOR), titular), None)
    assert request.delegacion.delegado == "titular de la Dirección de Tecnologías de la Información"
    assert codes(request) == set()


def test_an_answer_in_a_sentence_brings_only_what_was_missing():
    (request,) = assemble([], text_page("La cédula correcta es 1712345675 y el celular es 0991234567.\n\nSaludos,"))
    assert (request.aiq.cedula, request.aiq.celular, request.aiq.cargo) == ("1712345675", "0991234567", None)


@pytest.mark.parametrize(("said", "codigo"), [
    ("Esta delegación regirá hasta el 31 de enero de 2026.", "invalido"),
    ("El presente acuerdo tendrá vigencia hasta el 31 de enero de 2026.", "invalido"),
    ("El titular hará uso de vacaciones hasta el 31 de enero de 2026.", "dudoso"),
])  # fmt: skip
def test_a_delegation_whose_own_term_is_over_goes_back_and_another_end_is_a_doubt(said, codigo):
    old = ACUERDO.replace("El delegado informará de sus actos.", said)
    (request,) = assemble(claims(carta(firma=DIRECTOR), old), None)
    assert codes(request) == {("delegacion.fecha", codigo)}


def test_a_memorandum_to_usted_delegates_to_its_addressee():
    (request,) = assemble(claims(carta(firma=DIRECTORA), DELEGA), None)
    assert request.delegacion.delegado == "Marta Elena Ponce Vera, Directora Administrativa"
    assert codes(request) == set()


def test_an_appointment_of_the_administrator_is_no_delegation():
    (request,) = assemble(claims(carta(firma=DIRECTORA), DESIGNA), None)
    assert not request.delegacion.presente
    assert ("delegacion", "falta") in codes(request)


def test_a_memorandum_in_place_of_the_oficio_is_read_and_refused():
    (request,) = assemble(claims(carta().replace("Oficio Nro.", "Memorando Nro.")), None)
    assert request.oficio.documento == "memorando" and request.aiq.cedula == "1712345675"
    assert ("oficio", "invalido") in codes(request)


def test_data_only_in_the_mail_complete_the_letter_but_a_signature_does_not():
    mail = text_page(f"Adjunto el oficio.\n\n{DATOS}\n\nSaludos,\nIng. Luis Vera\nTelf. 022333444\nCel. 0987654321")
    (request,) = assemble(claims(carta("Los datos constan en el correo.")), mail)
    assert (request.aiq.telefono, request.aiq.celular) == ("022200200", "0991234567")
    assert codes(request) == set()


def test_data_without_any_letter_ask_for_the_oficio():
    (request,) = assemble([], text_page(DATOS))
    assert request.oficio is None and codes(request) == {("oficio", "falta")}


def test_a_place_that_disagrees_is_a_conflict_and_the_letter_counts():
    mail = text_page(DATOS.replace("1712345675", "0102030400"))
    (request,) = assemble(claims(carta()), mail)
    assert request.aiq.cedula == "1712345675"
    assert ("aiq.cedula", "conflicto") in codes(request)
    assert {e.valor for e in request.evidencia if e.campo == "aiq.cedula"} == {"1712345675", "0102030400"}


def test_two_letters_are_two_requests_and_the_same_twice_is_one():
    other = carta(DATOS.replace("IPX", "IQX"), numero="IQX-GG-2026-0007-O")
    assert [r.institucion.siglas for r in assemble(claims(carta(), other), None)] == ["IPX", "IQX"]
    assert len(assemble(claims(carta(), carta()), None)) == 1


def test_a_backup_notice_gives_the_new_backup_and_not_the_writer():
    text = """En mi calidad de Administrador Institucional Quipux principal del Instituto de Pruebas (IPX) notifico el
cambio del administrador backup, con los siguientes datos:

Nombres y apellidos: Rosa Elena Paz Mora
Cédula: 1712345675
Cargo: Asistente de TIC
Correo: rosa.paz@ipx.gob.ec
Teléfono: 022200200
Celular: 0991234567

Atentamente,
Luis Vera Cruz
C.C. 0912345675"""
    request = read_backup_notice([], text_page(text))
    assert (request.aiq_backup.cedula, request.aiq, request.institucion.siglas) == ("1712345675", None, "IPX")
    assert codes(request, "aviso_cambio_backup") == set()
    assert all(not item.campo.startswith("aiq.") for item in request.evidencia)


def test_where_mail_and_letter_disagree_the_value_is_the_letter_s():
    letter = carta("""El Instituto de Pruebas (IPX) comunica que la Ing. Rosa Elena Paz Mora, con cédula 1712345675,
Analista de Archivo, asume la administración institucional del sistema Quipux.
Correo: rosa.paz@ipx.gob.ec.
Teléfono: 02 2200 200 ext. 14.
Celular: 0993 115 827.""")
    mail = text_page("Nombre: Rosa Elena Paz Mora\nCédula: 1712345675\nCelular: 0993 115 872")
    (request,) = assemble(claims(letter), mail)
    assert request.aiq.celular == "0993115827"
    assert ("aiq.celular", "conflicto") in codes(request)


ACCION = """RED DE PRUEBAS
ACCIÓN DE PERSONAL
Nro. RIP-TH-0145-2026                         Fecha: 3 de marzo de 2026

EXPLICACIÓN: La Coordinadora Ejecutiva, en uso de sus atribuciones, RESUELVE delegar al Director de Tecnologías de la
Información la suscripción de las solicitudes de cambio de administrador del sistema Quipux.

Ing. Rita Janeth Ochoa Tandazo
COORDINADORA EJECUTIVA
"""


def test_an_accion_de_personal_that_delegates_is_one_where_its_number_stands_below_its_heading():
    (request,) = assemble(claims(carta(firma=DIRECTOR), ACCION), None)
    found = request.delegacion
    assert (found.presente, found.numero, found.fecha) == (True, "RIP-TH-0145-2026", "2026-03-03")
    assert codes(request) == set()


@pytest.mark.parametrize(
    "heading",
    [
        "RESOLUCIÓN RECTORAL No. IPX-R-2025-0087",
        "Resolución Gerencial Nro. IPX-R-2025-0087",
        "RESOLUCIÓN DE LA ALCALDÍA Nº IPX-R-2025-0087",
        "Resolución de Gerencia General No. IPX-R-2025-0087",
        "RESOLUCIÓN EJECUTIVA No. IPX-R-2025-0087",
    ],
)
def test_an_act_on_the_page_behind_the_letter_is_one_whoever_s_resolution_it_is(heading):
    act = f"""{heading}
EL RECTOR
CONSIDERANDO:
Que, el Estatuto faculta al Rector para delegar atribuciones administrativas;
RESUELVE:
Artículo único.- Delegar al Director de Tecnologías de la Información para que suscriba los trámites del sistema Quipux.
Dada en Quito, el 1 de diciembre de 2025.
Dr. Ítalo Fernando Mejía Chamorro
RECTOR
"""
    (request,) = assemble(claims_of(documento(carta(firma=DIRECTOR) + "\f" + act)), None)
    assert (request.delegacion.numero, request.delegacion.fecha) == ("IPX-R-2025-0087", "2025-12-01")
    assert request.oficio.firmante.calidad == "delegado"


def test_the_head_of_a_house_who_signs_by_the_delegation_that_names_him_is_a_delegate():
    said = "Por delegación de la Coordinadora Ejecutiva de la Red, conferida en la Resolución Nro. IPX-R-2025-0087, remito:\n"
    letter = carta(said + DATOS, firma="Mgs. Luis Mora Díaz\nDIRECTOR DEL INSTITUTO")
    act = ACUERDO.replace("Director/a de Tecnologías de la Información", "Mgs. Luis Mora Díaz")
    assert assemble(claims(letter), None)[0].oficio.firmante.calidad == "maxima_autoridad"
    assert assemble(claims(letter, act), None)[0].oficio.firmante.calidad == "delegado"


SIN_CELULAR = "\n".join(DATOS.splitlines()[:-1])


@pytest.mark.parametrize("vacio", ["Celular:", "Celular: ____________", "Celular: N/A", "Número celular: —"])
@pytest.mark.parametrize("mail", ["0998001122", "Dirección de Archivo\nCel. 0998001122"])
def test_a_label_left_empty_in_the_letter_is_not_answered_by_a_number_of_nobody_s(vacio, mail):
    (request,) = assemble(claims(carta(f"{SIN_CELULAR}\n{vacio}")), text_page(mail))
    assert request.aiq.celular is None
    assert ("aiq.celular", "falta") in codes(request)


@pytest.mark.parametrize("cells", [("Nombres", "Cédula", "Cargo", "Celular")])
def test_an_empty_cell_of_a_table_is_not_answered_by_a_number_of_nobody_s(cells):
    page = hoja("Solicito el cambio del administrador:", [cells, ("Rosa Elena Paz Mora", "1712345675", "Asistente de TIC", "")])
    document = Document("anexo.pdf", "pdf", (page,))
    (request,) = assemble(claims_of(document), text_page("Cel. 0998001122"))
    assert request.aiq.celular is None


def test_a_datum_that_the_mail_s_words_give_to_the_new_administrator_fills_the_gap():
    said = "Adjunto el oficio, que omitió el celular de la nueva administradora, y es el siguiente:\n\nCelular: 0998001122"
    (request,) = assemble(claims(carta(SIN_CELULAR)), text_page(said))
    assert request.aiq.celular == "0998001122"
    assert ("aiq.celular", "dudoso") not in codes(request)


def test_a_datum_of_nobody_s_in_the_mail_is_a_doubt():
    (request,) = assemble(claims(carta(SIN_CELULAR)), text_page("Adjunto oficio.\n\nDirección de Archivo\nCel. 0998001122"))
    assert ("aiq.celular", "dudoso") in codes(request)


def test_numbers_that_stand_a_second_time_in_the_letter_under_nobody_s_name_are_a_doubt():
    contact = "CONTACTO\nTeléfono: 022999999\nCelular: 0999999999\nDatos del nuevo administrador:\n"
    (request,) = assemble(claims(carta(contact + DATOS)), None)
    assert {("aiq.telefono", "dudoso"), ("aiq.celular", "dudoso")} <= codes(request)


@pytest.mark.parametrize(
    ("text", "nombre"),
    [
        ("Como Gerente de la Empresa Pública Mercado de Prueba comunico que la nueva AIQ es", "Empresa Pública Mercado de Prueba"),
        ("La Empresa Pública Mercado de Prueba trabaja con el Instituto Nacional de Ensayos. La nueva AIQ es", None),
        ("Secretaría IPX. La nueva AIQ es", None),
    ],
)  # fmt: skip
def test_the_only_institution_that_a_request_without_a_letter_names_is_its_own_with_a_doubt(text, nombre):
    page = text_page(f"{text} la Ing. Ana Mena Cruz, cédula 1712345675, correo ana.mena@ipx.gob.ec.")
    (request,) = assemble([], page)
    assert request.institucion.nombre == nombre
    said = [(problem.campo, problem.codigo) for problem in request.problemas]
    assert (("institucion.nombre", "dudoso") in said) == (nombre is not None)
