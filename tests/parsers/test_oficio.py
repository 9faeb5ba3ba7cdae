"""The requesting letter and its parts."""

from parsers.layout import text_page
from parsers.oficio import read_letter
from tests.parsers.letters import DATOS, carta, documento


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
