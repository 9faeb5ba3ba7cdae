"""What the sender wrote now is told from quotes, signatures, disclaimers and banners, whatever his mail program."""

import pytest

from parsers.mail.bodytext import split_body, unflow
from parsers.mail.htmltext import html_to_text

OWN = ("soporte@gobiernoelectronico.gob.ec",)
LETTER = """Estimada institución:

Para continuar necesitamos los siguientes datos:

- Número de cédula:
- Número celular:

Saludos cordiales,
Soporte Quipux
Teléfono: 022200200"""
SAID = "Estimados, remito el dato solicitado.\n\nNúmero celular: 0995087712"


def body(text, subject="RE: Datos pendientes", **known):
    known = {"own": OWN, "sender": "ana.perez@msp.gob.ec", "sender_name": "Ana María Pérez", "is_reply": True} | known
    return split_body(text, subject, **known)


def quoted(text, mark="> "):
    return "\n".join(mark + line for line in text.split("\n"))


HEADS = {
    "zimbra": '----- Mensaje original -----\nDe: "Soporte Quipux" <soporte@gobiernoelectronico.gob.ec>\nPara: "Ana" <ana.perez@msp.gob.ec>\n'
    'CC: "Jefe" <jefe@msp.gob.ec>\nEnviados: Viernes, 13 de Noviembre 2026 9:01:07\nAsunto: Datos pendientes\n',
    "zimbra nuevo": 'De: "Soporte Quipux" <soporte@gobiernoelectronico.gob.ec>\nPara: "Ana" <ana.perez@msp.gob.ec>\n'
    "Enviados: Viernes, 13 de Noviembre 2026 9:01:07\nAsunto: Datos pendientes\n",
    "outlook": "________________________________\nDe: Soporte Quipux <soporte@gobiernoelectronico.gob.ec>\nEnviado: viernes, 13 de noviembre de 2026 9:01\n"
    "Para: Ana <ana.perez@msp.gob.ec>\nAsunto: Datos pendientes\n",
    "outlook sin raya": "De: Soporte Quipux <soporte@gobiernoelectronico.gob.ec> \nEnviado el: viernes, 13 de noviembre de 2026 9:01\n"
    "Para: Ana <ana.perez@msp.gob.ec>\nCC: Jefe <jefe@msp.gob.ec>;\n Otra <otra@msp.gob.ec>\nAsunto: Datos pendientes\n",
    "outlook negrilla": "*De:* Soporte Quipux [mailto:soporte@gobiernoelectronico.gob.ec] \n*Enviado el:* viernes\n*Para:* Ana\n*Asunto:* Datos\n",
    "outlook viejo": "-----Mensaje original-----\nDe: Soporte Quipux [mailto:soporte@gobiernoelectronico.gob.ec]\nEnviado el: viernes\nPara: Ana\nAsunto: Datos\n",
    "outlook inglés": "From: Soporte Quipux <soporte@gobiernoelectronico.gob.ec>\nSent: Friday, November 13, 2026 9:01 AM\nTo: Ana\nSubject: Datos\n",
    "gmail": "El vie, 13 nov 2026 a las 9:01, Soporte Quipux (<soporte@gobiernoelectronico.gob.ec>) escribió:\n",
    "gmail partido": "El vie, 13 nov 2026 a las 9:01, Soporte Quipux (<\nsoporte@gobiernoelectronico.gob.ec>) escribió:\n",
    "gmail nuevo": "El vie, 13 de nov de 2026, 9:01 a. m., Soporte Quipux <soporte@gobiernoelectronico.gob.ec>\nescribió:\n",
    "apple": "El 13 nov 2026, a las 09:01, Soporte Quipux <soporte@gobiernoelectronico.gob.ec> escribió:\n",
    "thunderbird": "El 13/11/2026 a las 9:01, Soporte Quipux escribió:\n",
    "yahoo": "    El viernes, 13 de noviembre de 2026, 09:01:07 GMT-5, Soporte Quipux <soporte@gobiernoelectronico.gob.ec> escribió:\n",
    "inglés": "On Fri, Nov 13, 2026 at 9:01 AM Soporte Quipux <soporte@gobiernoelectronico.gob.ec> wrote:\n",
    "roundcube": "El 2026-11-13 09:01, Soporte Quipux escribió:\n",
}
MARKED = ("gmail", "gmail partido", "gmail nuevo", "apple", "thunderbird", "inglés", "roundcube")


@pytest.mark.parametrize("form", HEADS)
def test_only_the_new_text_is_new(form):
    found = body(
        f"{SAID}\n\nSaludos,\nAna María Pérez\nTelf. 022999999\n\n{HEADS[form]}\n{quoted(LETTER, '> ' if form in MARKED else '')}"
    )
    assert found.new_text == SAID
    assert "022999999" in found.signature
    assert "Número de cédula:" in found.quoted
    assert found.answers == ()
    assert found.forwarded is None


@pytest.mark.parametrize("form", HEADS)
def test_answers_written_into_our_letter_are_found(form):
    filled = LETTER.replace("celular:", "celular: 0995087712").replace("cédula:", "cédula:\n1712345675")
    found = body(f"Respondo abajo.\n\n{HEADS[form]}\n{quoted(filled, '> ' if form in MARKED else '')}")
    assert "0995087712" in " ".join(found.answers)
    assert "cédula: 1712345675" in " ".join(found.answers)
    assert "022200200" not in " ".join(found.answers)


def test_answers_between_marked_lines_are_new_text_and_answers():
    lines = [f"> {line}" if line else ">" for line in LETTER.split("\n")]
    lines.insert(5, "1712345675")
    found = body(HEADS["gmail"] + "\n".join(lines))
    assert found.new_text == "1712345675"
    assert found.answers == ("Número de cédula: 1712345675",)


def test_with_our_letter_at_hand_every_foreign_line_is_an_answer():
    filled = LETTER.replace("- Número celular:", "- Número celular:\nEs el cero nueve nueve cinco")
    found = body(f"Ver abajo\n\n{HEADS['outlook']}\n{filled}", letters=(LETTER,))
    assert found.answers == ("Es el cero nueve nueve cinco",)


def test_labels_in_somebody_elses_quote_are_no_answers():
    head = HEADS["outlook"].replace("soporte@gobiernoelectronico.gob.ec", "otro@msp.gob.ec")
    assert body(f"Hola\n\n{head}\nNúmero celular: 0995087712").answers == ()


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nDe: Luis Mora <luis.mora@msp.gob.ec>\nDate: vie, 13 nov 2026\nSubject: Cambio\nTo: Ana\n",
        '----- Mensaje reenviado -----\nDe: "Luis Mora" <luis.mora@msp.gob.ec>\nPara: "Ana" <ana@msp.gob.ec>\nEnviados: Viernes\nAsunto: Cambio\n',
        "Inicio del mensaje reenviado:\n\nDe: Luis Mora <luis.mora@msp.gob.ec>\nAsunto: Cambio\nFecha: 13 nov\nPara: Ana\n",
        "________________________________\nDe: Luis Mora <luis.mora@msp.gob.ec>\nEnviado: viernes\nPara: Ana\nAsunto: Cambio\n",
        "-------- Mensaje reenviado --------\nAsunto: \tCambio\nFecha: \tvie\nDe: \tLuis Mora <luis.mora@msp.gob.ec>\nPara: \tana@msp.gob.ec\n",
    ],
)
def test_a_forwarded_mail_is_content_with_its_own_sender(head):
    found = body(f"Para su atención.\n\n{head}\nCédula: 1712345675", "RV: Cambio", is_reply=False)
    assert found.new_text == "Para su atención."
    assert found.forwarded == "Cédula: 1712345675"
    assert "luis.mora@msp.gob.ec" in found.head["de"]


def test_our_own_letter_forwarded_back_is_a_quote():
    assert body(f"Ver\n\n{HEADS['outlook']}\n{LETTER}", "RV: Datos", is_reply=False).forwarded is None


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAna Pérez\nTelf. 022999999",
        "Atentamente,\n\nIng. Ana Pérez\nDIRECTORA DE TIC\nTeléfono: 022999999 ext. 12",
        "Saludos cordiales.\nAna\nCel. 0999999999",
        "Con un cordial saludo,\nAna",
        "Cordialmente\n\n*Ana Pérez*\nwww.msp.gob.ec",
        "Ana María Pérez\nAnalista\n(02) 299-9999",
        "Enviado desde mi iPhone",
        "Obtener Outlook para Android<https://aka.ms/x>",
        "Muchas gracias,\nAna",
        "Atte.\nAna Pérez",
        "____________________\nIng. Ana María Pérez Ruiz\nMinisterio de Pruebas\nTelf: (02) 299 9999\nCédula: 1712345675",
        "----------\nAna María Pérez Ruiz\nAnalista",
        "Atentamente,\nIng. Ana María Pérez Ruiz\nMinisterio de Pruebas\nCédula: 1712345675",
    ],
)
def test_the_signature_block_is_not_the_message(signature):
    found = body(f"{SAID}\n\n{signature}", "Datos", is_reply=False)
    assert found.new_text == SAID
    assert signature.split("\n")[-1].strip() in found.signature


def test_a_rule_over_data_begins_no_signature():
    data = "Nombres: Luis Mora Paz\nCédula: 1712345675\nCargo: Analista"
    assert body(f"{SAID}\n\n__________\n{data}", "Datos", is_reply=False).new_text.endswith(data)


def test_data_below_the_greeting_are_still_the_message():
    text = "Remito los datos.\n\nSaludos,\nAna Pérez\nTelf. 022999999\n\nNombres y apellidos: Luis Mora\nCédula: 1712345675\nCelular: 0991234567"
    found = body(text)
    assert "1712345675" in found.new_text
    assert "0991234567" in found.new_text
    assert "022999999" not in found.new_text


@pytest.mark.parametrize("label", ["Servidor público: Luis Mora", "Nro. de cédula: 1712345675", "Entidad: Ministerio"])
def test_a_form_below_the_greeting_begins_with_any_label_that_no_signature_has(label):
    found = body(f"Remito el oficio.\n\nGracias,\n\n{label}\nCelular: 0991234567\n\nAna Pérez\nTelf. 022999999")
    assert label in found.new_text and "0991234567" in found.new_text
    assert "022999999" not in found.new_text


@pytest.mark.parametrize(
    "disclaimer",
    [
        "La información contenida en este e-mail es confidencial y está dirigida a su destinatario. Llame al 022999999.",
        "AVISO LEGAL: este mensaje y sus adjuntos...\nTeléfono 022999999",
        "Antes de imprimir este correo piense en el medio ambiente. 022999999",
        "NOTA DE DESCARGO: La información es de uso oficial. 022999999",
        "CONFIDENTIALITY NOTICE: This message is intended only for the addressee 022999999",
    ],
)
def test_a_disclaimer_is_not_the_message(disclaimer):
    assert body(f"{SAID}\n\n{disclaimer}", "Datos", is_reply=False).new_text == SAID


def test_a_gateways_banner_is_not_the_message():
    assert body(f"[EXTERNO]\nPRECAUCIÓN: este correo se originó fuera de la institución.\n{SAID}").new_text == SAID


def test_a_mail_without_quotes_keeps_all_its_text():
    text = "Solicito el cambio.\n\nDe: enero a marzo\nAsunto pendiente: ninguno\n\nCédula: 1712345675"
    assert body(text, "Cambio", is_reply=False).new_text == text


def test_soft_line_breaks_are_joined():
    assert (
        unflow("Nombres y apellidos: Ana \nMaría Pérez\n-- \nfirma")
        == "Nombres y apellidos: Ana María Pérez\n-- \nfirma"
    )


def test_html_keeps_tables_lists_and_quotes_readable():
    markup = (
        "<style>p{color:red}</style><p>Datos:</p><table><tr><td>Cédula</td><td>1712345675</td></tr><tr><td>Celular</td>"
        "<td>0991234567</td></tr></table><ul><li>uno</li></ul><div style='display:none'>oculto</div>"
        "<blockquote type='cite'>cita<br>dos</blockquote>"
    )
    lines = [line for line in html_to_text(markup).split("\n") if line.strip()]
    assert lines == ["Datos:", "Cédula    1712345675", "Celular   0991234567", "- uno", "> cita", "> dos"]


@pytest.mark.parametrize(
    "greeting", ["Reciban un cordial saludo.", "Un cordial saludo,", "Saludos cordiales", "Con un atento saludo:"]
)
def test_a_greeting_that_opens_the_mail_does_not_end_it(greeting):
    found = body(f"Estimados:\n\n{greeting}\n\n{SAID}\n\nAtentamente,\nAna\nTelf. 022999999", "Datos", is_reply=False)
    assert found.new_text.endswith(SAID)
    assert "022999999" in found.signature


def test_a_mail_that_is_only_a_signature_has_no_text():
    assert body("Saludos,\nAna María Pérez\nTelf. 022999999", "Oficio", is_reply=False).new_text == ""


def test_a_name_over_a_post_at_the_end_is_the_writer_who_takes_no_leave():
    block = "Cap. (B) Jhon Briones Mora\nJefe del Cuerpo de Bomberos\nTelf. 05 244 2102"
    found = body(f"El celular es el 0989415530.\n\nAgradezco su gentileza.\n\n{block}", sender="jefatura@cb.gob.ec",
                 sender_name=None)  # fmt: skip
    assert found.signature.startswith("Cap.") and "244" not in found.new_text


@pytest.mark.parametrize(
    "signature",
    [
        "Abg. Luis Mero\nAsistente registral - 0998 001 122",
        "Luis Alberto Mero Vera\nTelf. 052930440 ext. 12\nCel: 0998001122\nluis@ipx.gob.ec",
        "Ing. Luis Mero, Mgs.\nDIRECTOR DE TIC\nInstituto de Pruebas\n+593 99 800 1122",
    ],
)
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_a_name_over_a_post_or_telephone_signs_a_mail_that_only_carries_a_letter(signature, blank):
    said = "Estimados, en archivo adjunto encontrarán el formulario. Quedo atento."
    found = body(said + blank + signature, "Oficio", is_reply=False, sender="mesa@ipx.gob.ec", sender_name=None)
    assert (found.new_text, found.signature) == (said, signature)


@pytest.mark.parametrize(
    "said",
    [
        "Adjunto el oficio. El nuevo administrador es:\n\nIng. Luis Mero Vera\nAnalista de TIC\n0998001122",
        "Adjunto el oficio con el nuevo administrador.\n\nIng. Luis Mero Vera\nAnalista de TIC\n1712345675\n0998001122",
        "Adjunto el oficio.\n\nNombres   Luis Mero Vera\nCargo     Analista de TIC\nCelular   0998001122",
    ],
)
def test_a_person_s_data_at_the_end_of_a_mail_are_no_signature(said):
    assert body(said, "Oficio", is_reply=False, sender="mesa@ipx.gob.ec", sender_name=None).new_text == said
