"""The requesting letter and its parts."""

import pytest

from parsers.files.flow import text_page
from parsers.letters.oficio import read_letter
from parsers.pages.page import Document
from tests.parsers.letters import DATOS, FIRMA, carta, documento, hoja


def test_number_date_subject_addressee_and_signer_are_found():
    oficio = read_letter(documento(carta())).oficio
    assert (oficio.numero, oficio.fecha, oficio.ciudad) == ("IPX-GG-2026-0042-O", "2026-03-12", "Quito")
    assert oficio.asunto == "Cambio de administrador Quipux y registro de nuevo servidor en la base de datos"
    assert (oficio.destinatario, oficio.destinatario_cargo) == (
        "Daniela Rocafuerte Aldaz",
        "Subsecretaria de Gobierno Electrónico",
    )
    assert (oficio.firmante.nombre, oficio.firmante.cargo, oficio.firmante.calidad) == (
        "Luis Alberto Mora Díaz",
        "GERENTE GENERAL",
        "maxima_autoridad",
    )
    assert (oficio.referencias, oficio.anexos) == (("IPX-DTI-2026-0011-M",), ("acuerdo_012.pdf",))


def test_a_number_on_the_next_line_is_joined_and_a_temporary_one_is_a_draft():
    assert read_letter(documento(carta(numero="\nIPX-GG-\n2026-0042-O"))).oficio.numero == "IPX-GG-2026-0042-O"
    assert read_letter(documento(carta(numero="IPX-GG-2026-42-TEMP"))).oficio.borrador


def test_a_stamp_above_the_name_is_not_the_signer_and_a_long_post_goes_on():
    firma = """Firmado electrónicamente por:
ANA MARIA
PAZ VERA
Validar únicamente con FirmaEC
Mgs. Luis Alberto Mora Díaz
DIRECTOR DE TECNOLOGÍAS DE LA INFORMACIÓN Y
COMUNICACIÓN, SUBROGANTE"""
    signer = read_letter(documento(carta(firma=firma))).oficio.firmante
    assert signer.nombre == "Luis Alberto Mora Díaz"
    assert signer.cargo == "DIRECTOR DE TECNOLOGÍAS DE LA INFORMACIÓN Y COMUNICACIÓN, SUBROGANTE"
    assert signer.calidad == "no_determinada"


def test_the_house_address_at_the_foot_is_nobody_s_telephone():
    foot = "\nAv. Amazonas N1-23 Telf. 022999999 Celular 0999999999"
    cuerpo = "Designo como nuevo AIQ a la señora Rosa Paz Mora, con cédula 1712345675, Asistente de TIC."
    (record,) = [r for r in read_letter(documento(carta(cuerpo) + foot)).records if r.is_person()]
    assert {hit.campo for hit in record.hits} == {"nombres_apellidos", "cedula", "cargo"}


def test_a_head_repeated_on_the_second_page_does_not_break_the_list():
    first, second = DATOS.splitlines()[:5], DATOS.splitlines()[5:]
    head = "Oficio Nro. IPX-GG-2026-0042-O\nQuito, D.M., 12 de marzo de 2026\n"
    pages = carta("\n".join([*first, "\f" + head + "\n".join(second)]))
    (record,) = [r for r in read_letter(documento(pages)).records if r.is_person()]
    assert {hit.campo for hit in record.hits} >= {"cedula", "correo", "telefono", "celular"}


def test_the_date_of_the_change_is_told_from_the_letter_s_date():
    letter = read_letter(documento(carta("Solicito el cambio de AIQ a partir del 1 de abril de 2026.\n" + DATOS)))
    assert (letter.oficio.fecha, letter.oficio.fecha_efectiva) == ("2026-03-12", "2026-04-01")


def test_a_cited_delegation_is_remembered():
    said = "Actúo en virtud de la delegación conferida mediante Resolución Nro. IPX-GG-2024-0003-R.\n"
    letter = read_letter(documento(carta(said + DATOS)))
    assert (letter.said_delegated, letter.cited) == (True, "IPX-GG-2024-0003-R")


def test_a_letter_of_the_municipality_with_its_number_below_the_date():
    text = f"""GOBIERNO AUTÓNOMO DESCENTRALIZADO MUNICIPAL DE PRUEBA

                                          Prueba, 5 de enero del 2026
                                          Oficio No. 036 -2026-GADMP-A
Magíster
Andrea Salas Vera
SUBSECRETARIA DE GOBIERNO ELECTRÓNICO Y REGISTRO CIVIL
Ciudad.-
De mi consideración:
{DATOS}
Atentamente,

Ing. Pedro Luis Sarango Paz
ALCALDE DEL CANTÓN PRUEBA
GAD MUNICIPAL DE PRUEBA
"""
    oficio = read_letter(documento(text)).oficio
    assert (oficio.numero, oficio.fecha) == ("036-2026-GADMP-A", "2026-01-05")
    assert (oficio.firmante.nombre, oficio.firmante.cargo) == ("Pedro Luis Sarango Paz", "ALCALDE DEL CANTÓN PRUEBA")


def test_every_value_says_where_it_was_read():
    letter = read_letter(documento(carta()))
    number = next(item for item in letter.evidence if item.campo == "oficio.numero")
    assert (number.adjunto, number.pagina, number.literal) == ("oficio.pdf", 1, "IPX-GG-2026-0042-O")
    words = text_page(carta()).words
    assert number.caja[1] == round(next(w for w in words if w.text == "IPX-GG-2026-0042-O").box[1], 1)


def test_an_empty_document_is_read_as_nothing():
    letter = read_letter(documento(""))
    assert letter.oficio.numero is None and letter.records == []


def test_the_year_a_house_was_founded_is_not_the_letter_s_date():
    head = "GAD PARROQUIAL DE PRUEBA\nCreada el 12 de octubre de 1948\nRegistro Oficial de 3 de mayo de 2012\n"
    assert read_letter(documento(head + carta())).oficio.fecha == "2026-03-12"


def test_a_letter_dated_like_an_act_has_its_date_at_the_foot():
    text = carta("Con la delegación de 3 de noviembre de 2025 solicito el cambio.\n" + DATOS)
    text = text.replace("Quito, D.M., 12 de marzo de 2026\n", "").replace(
        "Con sentimientos", "Dado en Quito, a los siete días del mes de abril de dos mil veintiséis.\nCon sentimientos"
    )
    assert read_letter(documento(text)).oficio.fecha == "2026-04-07"


def test_an_accreditation_in_the_letterhead_is_not_the_letter_s_number():
    head = "UNIVERSIDAD DE PRUEBA\nAcreditada con Resolución Nro. 173-SE-33-ACE-2020\n"
    assert read_letter(documento(head + carta())).oficio.numero == "IPX-GG-2026-0042-O"


def test_the_act_that_founded_the_house_is_not_the_letter_s_number_though_it_begins_a_line():
    head = "JUNTA DE AGUA DE PRUEBA\nAcuerdo Ministerial 2003-117 - Prueba, Cotopaxi\n"
    assert read_letter(documento(head + carta())).oficio.numero == "IPX-GG-2026-0042-O"


def test_a_letterhead_of_many_lines_does_not_push_the_number_out_of_sight():
    head = "EMPRESA PÚBLICA\nDE GESTIÓN\nDE DESECHOS\nDE PRUEBA\nCalle Larga y Bolívar\nTel. 072 255 131\n"
    text = head + carta().replace("De mi consideración:\n", "").replace("En su Despacho\n", "")
    assert read_letter(documento(text)).oficio.numero == "IPX-GG-2026-0042-O"


def test_a_letter_may_bear_number_and_date_below_the_signature():
    first, dated, rest = carta().split("\n", 2)
    oficio = read_letter(documento(rest.split("Referencias:")[0] + f"{first}\n{dated}\nlm/ab\n")).oficio
    assert (oficio.numero, oficio.fecha) == ("IPX-GG-2026-0042-O", "2026-03-12")
    assert read_letter(documento(rest.replace("- IPX-DTI-2026-0011-M", f"- {first}"))).oficio.numero is None


def test_heading_and_received_stamp_in_frames_side_by_side_are_told_apart():
    heading = "BOMBEROS DE PRUEBA\nPrueba, 25 de febrero de 2026\nOficio Nro. CBP-021-2026"
    page = hoja([(heading, "Trámite 000781\n26 FEB 2026\nRecibido")], "De mi consideración:", DATOS, "Atentamente,")
    oficio = read_letter(Document("oficio.pdf", "pdf", (page,))).oficio
    assert (oficio.numero, oficio.fecha) == ("CBP-021-2026", "2026-02-25")


def test_the_initials_of_who_typed_it_are_no_part_of_the_subject():
    lines = carta().replace(" y registro de nuevo servidor en\nla base de datos\n", "\nLM/ab\n")
    assert read_letter(documento(lines)).oficio.asunto == "Cambio de administrador Quipux"


def test_what_is_called_the_subject_goes_before_a_reference():
    referred = carta().replace("Asunto: Cambio", "REF.: Trámite en curso\nAsunto: Cambio")
    assert read_letter(documento(referred)).oficio.asunto.startswith("Cambio de administrador Quipux")


def test_a_rank_between_name_and_post_does_not_hide_who_signs_without_a_formula():
    text = carta(firma="Marcelo Iván Pazmiño Tobar\nGeneral de Brigada\nDIRECTOR GENERAL DEL IPX")
    text = text.replace("Con sentimientos de distinguida consideración.\nAtentamente,\n", "DIOS, PATRIA Y LIBERTAD\n\n")
    signer = read_letter(documento(text)).oficio.firmante
    assert (signer.nombre, signer.cargo) == ("Marcelo Iván Pazmiño Tobar", "DIRECTOR GENERAL DEL IPX")


def test_a_number_without_hyphens_counts_behind_its_heading():
    assert read_letter(documento(carta(numero="917012026OPLN001244"))).oficio.numero == "917012026OPLN001244"


@pytest.mark.parametrize("label", ["Asunto:", "Asunto.-", "ASUNTO :", "Ref.:", "Tema:"])
def test_a_subject_is_read_without_its_label(label: str):
    text = carta().replace("Asunto: Cambio de administrador Quipux y", f"{label} Cambio de administrador Quipux y")
    subject = read_letter(documento(text)).oficio.asunto
    assert subject == "Cambio de administrador Quipux y registro de nuevo servidor en la base de datos"


def test_a_subject_ends_where_its_next_word_would_have_had_room():
    subject = "Asunto: Cambio de administrador Quipux y registro de nuevo servidor en\nla base de datos\n"
    body = "Solicito registrar al nuevo administrador del sistema Quipux de nuestra institución\n"
    letter = read_letter(documento(carta().replace(subject, "Asunto: Cambio de AIQ\n\n" + body)))
    assert letter.oficio.asunto == "Cambio de AIQ"
    close = read_letter(documento(carta().replace(subject, "Asunto: Cambio de AIQ\n" + body)))
    assert close.oficio.asunto == "Cambio de AIQ"


def test_an_act_s_number_within_the_letterhead_is_a_doubt_where_no_line_begins_with_one():
    text = "UNIVERSIDAD DE PRUEBA\nAcreditada con Resolución Nro. 173-SE-33-ACE-2020\n" + carta().partition("\n")[2]
    (number,) = [item for item in read_letter(documento(text)).evidence if item.campo == "oficio.numero"]
    assert (number.valor, number.confianza < 0.9) == ("173-SE-33-ACE-2020", True)


@pytest.mark.parametrize(
    "firma",
    [
        "ABNEGACIÓN Y DISCIPLINA\n\nMayor (B) Luis Alberto Mora Díaz\nJEFE DE BOMBEROS",
        "CPNV-EMS Luis Alberto Mora Díaz\nJEFE DE BOMBEROS",
        "Tcrnl. (SP) Luis Alberto Mora Díaz\nJEFE DE BOMBEROS",
        "Luis Alberto Mora Díaz\nCrnl. de E.M.\nJEFE DE BOMBEROS",
        "f) Ing. Luis Alberto Mora Díaz, JEFE DE BOMBEROS",
        "Ing. Luis Alberto Mora Díaz - JEFE DE BOMBEROS",
        "Nombre: Ing. Luis Alberto Mora Díaz\nCargo: JEFE DE BOMBEROS",
    ],
)
def test_ranks_mottoes_and_posts_in_the_same_line_do_not_hide_the_signer(firma: str):
    signer = read_letter(documento(carta(firma=firma))).oficio.firmante
    assert (signer.nombre, signer.cargo) == ("Luis Alberto Mora Díaz", "JEFE DE BOMBEROS")


def test_a_farewell_at_the_end_of_a_paragraph_opens_the_signature():
    text = carta().replace("consideración.\nAtentamente,", "consideración. Atentamente,")
    assert read_letter(documento(text)).oficio.firmante.nombre == "Luis Alberto Mora Díaz"


def test_a_name_over_a_post_signs_a_letter_that_takes_no_leave():
    text = carta(DATOS.replace("Cédula", "C.C."), "\n\nLuis Alberto Mora Díaz\nPresidente de la Junta")
    text = text.replace("Con sentimientos de distinguida consideración.\nAtentamente,", "Le agradezco.")
    signer = read_letter(documento(text)).oficio.firmante
    assert (signer.nombre, signer.cargo) == ("Luis Alberto Mora Díaz", "Presidente de la Junta")


def test_a_name_that_neither_title_nor_post_confirms_is_a_doubt():
    letter = read_letter(documento(carta(firma="Luis Alberto Mora Díaz")))
    sure = {item.campo: item.confianza for item in letter.evidence}
    assert sure["oficio.firmante.nombre"] < 0.9 < sure["oficio.numero"]


def test_a_line_below_the_post_that_calls_the_signer_a_delegate_is_told_apart():
    firma = "Econ. Rómulo Icaza Mora\nINTENDENTE GENERAL\nDelegado de la Superintendente"
    signer = read_letter(documento(carta(firma=firma))).oficio.firmante
    assert (signer.cargo, signer.calidad) == ("INTENDENTE GENERAL", "delegado")
    one = read_letter(documento(carta(firma=firma.replace("Delegado de la S", "DELEGADO DE LA S").upper())))
    assert one.oficio.firmante.cargo == "INTENDENTE GENERAL DELEGADO DE LA SUPERINTENDENTE"


@pytest.mark.parametrize(
    "small",
    ["Elab.: N. Tixe Rev.: P. Ordóñez (ext. 105)", "Elaborado por: Ana Paz", "Revisado: Luis Mora", "Aprob./ M. Vera"],
)
def test_who_drafted_a_letter_is_no_part_of_its_signer_s_post(small):
    letter = read_letter(documento(carta(firma=f"{FIRMA}\n{small}")))
    assert letter.oficio.firmante.cargo == "GERENTE GENERAL"


def test_a_subject_called_by_a_short_word_and_a_date_below_its_place():
    text = carta().replace("Asunto:", "As.:").replace("Quito, D.M., 12", "Oficio del Instituto de Pruebas · Quito,\n12")
    letter = read_letter(documento(text))
    assert letter.oficio.asunto.startswith("Cambio de administrador Quipux")
    assert letter.oficio.fecha == "2026-03-12"
    assert all(item.confianza > 0.9 for item in letter.evidence if item.campo == "oficio.fecha")


def test_a_number_broken_into_the_subject_is_a_doubt():
    text = carta().replace("Asunto: Cambio de administrador Quipux y registro de nuevo servidor en\nla base de datos",
                           "Asunto: Cambio de administrador del Oficio Nro. IPX-")  # fmt: skip
    reading = read_letter(documento(text))
    assert any(found.campo == "oficio.asunto" and found.confianza < 0.9 for found in reading.evidence)


@pytest.mark.parametrize("titled", ["Sres.\nSUBSECRETARÍA DE GOBIERNO ELECTRÓNICO", "Ing. Octavio Yerovi Plaza\nSUBSECRETARIO"])
def test_an_addressee_right_below_the_subject_is_no_part_of_it(titled: str):
    text = carta().replace("y registro de nuevo servidor en\nla base de datos", "")
    text = text.replace("Señora Magíster\nDaniela Rocafuerte Aldaz\nSubsecretaria de Gobierno Electrónico", titled)
    assert read_letter(documento(text)).oficio.asunto == "Cambio de administrador Quipux"


def test_a_letter_may_greet_with_the_words_that_another_takes_leave_with():
    text = carta().replace("De mi consideración:", "Un cordial saludo.")
    signer = read_letter(documento(text)).oficio.firmante
    assert (signer.nombre, signer.cargo) == ("Luis Alberto Mora Díaz", "GERENTE GENERAL")


@pytest.mark.parametrize(
    ("greeting", "farewell"),
    [("Saludos cordiales:", "Atentamente,"), ("De mi consideración:", "Con respeto,"), ("Un cordial saludo.", "Con aprecio,")],
)
def test_letters_greet_and_take_leave_in_many_ways(greeting, farewell):
    text = carta().replace("De mi consideración:", greeting).replace("Atentamente,", farewell)
    signer = read_letter(documento(text)).oficio.firmante
    assert (signer.nombre, signer.cargo) == ("Luis Alberto Mora Díaz", "GERENTE GENERAL")


def test_our_own_house_right_below_the_subject_is_the_addressee():
    text = carta().replace("Señora Magíster\nDaniela Rocafuerte Aldaz\n", "")
    text = text.replace("Subsecretaria de Gobierno Electrónico", "Subsecretaría de Gobierno Electrónico - Estado")
    assert read_letter(documento(text)).oficio.asunto.endswith("la base de datos")
