"""Answers to our letters as people write them: above, below and inside what they quote, from every mail program."""

from email.message import EmailMessage
from functools import cache

import pytest

from cases.reading import CAMPOS_PERSONA
from parsers.read import read_mail
from replies.render import Renderer, examples

TAG = "[AIQ-2026-00001:7KQ2MXWPRT] Complete su solicitud de cambio de AIQ (MEJ)"
DESK = "soporte@gobiernoelectronico.gob.ec"
ASKED = {
    "cedula": ("Número de cédula del nuevo AIQ", "El número de cédula tiene nueve dígitos y deben ser diez.", "1712345675"),
    "cargo": ("Cargo del nuevo AIQ", "Falta el cargo del nuevo AIQ.", None),
    "telefono": ("Número telefónico y extensión del nuevo AIQ", "Falta el número telefónico y extensión del nuevo AIQ.", "022200200 ext. 1234"),
    "celular": ("Número celular del nuevo AIQ", "Falta el número celular del nuevo AIQ.", "0991234567"),
}  # fmt: skip


@cache
def ours(*campos: str, tipo: str = "solicitud_cambio_aiq", as_html: bool = False) -> str:
    """Our letter that asks for these data."""
    context = dict(examples("observaciones")["datos que faltan"]) | {"tipo": tipo}
    problems = []
    for campo in campos:
        label, message, example = ASKED[campo]
        wrong = campo == "cedula"
        problems.append({"campo": f"aiq.{campo}", "etiqueta": label, "codigo": "invalido" if wrong else "falta", "mensaje": message,
                         "valor": "10•••••400" if wrong else None, "sugerencia": None, "ejemplo": example, "como": None, "dato": True})  # fmt: skip
    rendered = Renderer().render("observaciones", context | {"problemas": problems})
    return rendered.html if as_html else rendered.text


def marked(text: str, mark: str = "> ") -> str:
    return "\n".join((mark + line).rstrip() for line in text.strip().split("\n"))


GMAIL = f"El mar, 1 dic 2026 a las 9:12, Soporte Quipux (<{DESK}>) escribió:\n"
APPLE = f"> El 1 dic 2026, a las 9:12, Soporte Quipux <{DESK}> escribió:\n>\n"
THUNDERBIRD = "El 1/12/2026 a las 9:12, Soporte Quipux escribió:\n"
OUTLOOK = f"De: Soporte Quipux <{DESK}>\nEnviado el: martes, 1 de diciembre de 2026 9:12\nPara: Secretaría <secretaria@mej.gob.ec>\nAsunto: {TAG}\n\n"
ZIMBRA = (
    f'----- Mensaje original -----\nDe: "Soporte Quipux" <{DESK}>\nPara: "Secretaria" <secretaria@mej.gob.ec>\n'
    f"Enviados: Martes, 1 de Diciembre 2026 9:12:07\nAsunto: {TAG}\n\n"
)
FIRMA = "\n\nSaludos cordiales,\nLcda. Ana Torres\nSecretaria General\nTelf. 022 999 999 ext. 7 | Cel. 0998 111 222"


def answer_inside(letter: str, label: str, value: str, behind: str) -> str:
    """A quoted letter with a value behind one of its lines to copy."""
    asked = f"{label}:"
    at = letter.rindex(asked) + len(asked)
    return letter[:at] + behind + value + letter[at:]


def read(text: str, subject: str = f"RE: {TAG}", html: str | None = None, **headers: str):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Secretaría MEJ <secretaria@mej.gob.ec>", DESK, subject
    mail["Message-ID"] = "<1@mej.gob.ec>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    if html is not None:
        mail.set_content(html, subtype="html")
    return read_mail(mail.as_bytes(), "x.eml")


def data_of(reading) -> dict[str, str]:
    person = reading.solicitud.aiq or reading.solicitud.aiq_backup
    return {campo: value for campo in CAMPOS_PERSONA if person and (value := getattr(person, campo))}


LETTER, FOUR = ours("celular"), ours("cedula", "cargo", "telefono", "celular")
LABEL = {campo: said[0] for campo, said in ASKED.items()}
FILLED = {"cedula": "1803279247", "cargo": "Analista de Tecnologías", "telefono": "022744088", "extension": "25", "celular": "0981640552"}
COPIED = (
    f"{LABEL['cedula']}: 1803279247\n{LABEL['cargo']}: Analista de Tecnologías\n{LABEL['telefono']}: 02 2744 088 ext. 25\n"
    f"{LABEL['celular']}: 0981640552"
)
SHORT = "Estimados señores:\nRevisada su solicitud se observa que falta:\n- Número celular\nTeléfono de contacto: 02 2200200"
BULLETS = "Para continuar con el trámite se requiere completar lo siguiente:\n\n- Número de cédula:\n- Cargo:\n- Número telefónico y extensión:\n\nAtentamente,\nSoporte Quipux"


OLDER = "De: Ana <secretaria@mej.gob.ec>\nEnviado: lunes\nPara: Soporte\nAsunto: Solicitud\n\nCédula: 180327924\nCelular: 0999999999\n"
QUESTION = "Por favor indíquenos: ¿cuál es el número celular del nuevo AIQ?\n\nResponda a este correo, encima de este texto."


def inside_all(letter: str, behind: str) -> str:
    values = {"cedula": "1803279247", "cargo": "Analista de Tecnologías", "telefono": "02 2744 088 ext. 25", "celular": "0981640552"}
    for campo, value in values.items():
        letter = answer_inside(letter, LABEL[campo], value, behind)
    return letter


def unmarked_values(letter: str) -> str:
    """Marked lines of our letter, the values between them without a mark."""
    values = ("1803279247", "Analista de Tecnologías", "02 2744 088 ext. 25", "0981640552")
    text = marked(inside_all(letter, "\n"))
    for value in values:
        text = text.replace(f"\n> {value}", f"\n{value}", 1)
    return text


CELULAR = {"celular": "0981640552"}
ANSWERS = {
    "from the phone, one sentence": (
        f"Buenos dias, el celular de la señorita Rosero es 0981 640 552\n\nEnviado desde mi iPhone\n\n{APPLE}{marked(LETTER)}", CELULAR),
    "a bare number from the phone": (f"0981640552\n\nEnviado desde mi Samsung Galaxy\n\n{GMAIL}{marked(LETTER)}", CELULAR),
    "copied lines above, Outlook": (f"Estimados, remito lo solicitado.\n\n{COPIED}{FIRMA}\n\n{OUTLOOK}{FOUR}", FILLED),
    "copied lines below thanks": (f"Muchas gracias por su pronta respuesta.\n\n{COPIED}\n\nGracias,\nAna Torres\n\n{ZIMBRA}{FOUR}", FILLED),
    "thanks alone in the first line": (f"Gracias.\n\n{COPIED}{FIRMA}\n\n{GMAIL}{marked(FOUR)}", FILLED),
    "filled in behind the labels, Gmail": (f"Respondo abajo.\n\n{GMAIL}{marked(inside_all(FOUR, ' '))}", FILLED),
    "under the labels without a mark, Gmail": (f"Respondo en cada punto:\n\n{GMAIL}{unmarked_values(FOUR)}\n\nSaludos,\nAna Torres", FILLED),
    "filled in behind the labels, Outlook": (f"Ver respuestas abajo.{FIRMA}\n\n{OUTLOOK}{inside_all(FOUR, ' ')}", FILLED),
    "under the labels, Outlook": (f"Ver respuestas en rojo.{FIRMA}\n\n{OUTLOOK}{inside_all(FOUR, chr(10))}", FILLED),
    "numbered like our points": (
        f"Estimados:\n\n1. 1803279247\n2. Analista de Tecnologías\n3. 022744088 ext 25\n4. 0981640552{FIRMA}\n\n{OUTLOOK}{FOUR}", FILLED),
    "numbered in sentences": (
        "Buenas tardes, respondo:\n1) La cédula correcta es 1803279247.\n2) El cargo es Analista de Tecnologías.\n3) El teléfono es 022744088 ext. 25.\n"
        f"4) El celular es 0981640552.{FIRMA}\n\n{GMAIL}{marked(FOUR)}", FILLED),
    "below everything, Thunderbird": (f"{THUNDERBIRD}{marked(FOUR)}\n\n{COPIED}\n\nAtentamente,\nAna Torres", FILLED),
    "without colons, from the phone": (
        f"Cedula 1803279247 cargo Analista de Tecnologías telefono 022744088 ext 25 celular 0981640552\n\nEnviado desde mi iPhone\n\n{APPLE}{marked(FOUR)}", FILLED),
    "in our numbered points": (
        GMAIL + marked(FOUR).replace("> 4. Falta el número celular del nuevo AIQ.", "> 4. Falta el número celular del nuevo AIQ.\n0981640552")
        .replace("> 2. Falta el cargo del nuevo AIQ.", "> 2. Falta el cargo del nuevo AIQ.\nAnalista de Tecnologías"),
        {"cargo": "Analista de Tecnologías", "celular": "0981640552"}),
    "behind our point in its line": (
        OUTLOOK + FOUR.replace("4. Falta el número celular del nuevo AIQ.", "4. Falta el número celular del nuevo AIQ. R: 0981640552"), CELULAR),
    "only the post": (f"Analista de Tecnologías{FIRMA}\n\n{OUTLOOK}{ours('cargo')}", {"cargo": "Analista de Tecnologías"}),
    "the post in a sentence": (f"El cargo es Analista de Tecnologías.{FIRMA}\n\n{OUTLOOK}{ours('cargo')}", {"cargo": "Analista de Tecnologías"}),
    "above older mails": (f"El celular es 0981640552{FIRMA}\n\n{OUTLOOK}{LETTER}\n\n{OLDER}", CELULAR),
    "above older mails, marked": (
        f"El celular es 0981640552\n\n{GMAIL}{marked(LETTER)}\n>\n> El lun, 30 nov 2026 a las 9:12, Ana (<a@mej.gob.ec>) escribió:\n{marked(OLDER, '>> ')}",
        CELULAR),
    "one paragraph": (
        "En respuesta a su correo, los datos son: cédula 1803279247, cargo Analista de Tecnologías, teléfono 022744088 ext. 25, celular "
        f"0981640552.{FIRMA}\n\n{OUTLOOK}{FOUR}", FILLED),
    "what it should say": (f"Donde dice cédula 180327924 debe decir 1803279247.{FIRMA}\n\n{OUTLOOK}{ours('cedula')}", {"cedula": "1803279247"}),
    "the writer's name before it": (
        OUTLOOK + FOUR.replace("4. Falta el número celular del nuevo AIQ.", "4. Falta el número celular del nuevo AIQ.\n[Ana Torres] 0981640552"), CELULAR),
    "another mark than usual": (f"0981640552\n\n{GMAIL}{marked(LETTER, '| ')}", CELULAR),
    "called an answer, below": (
        GMAIL + marked(ours("cargo")).replace("> Cargo del nuevo AIQ:", "> Cargo del nuevo AIQ:\nRespuesta: Analista de Tecnologías"),
        {"cargo": "Analista de Tecnologías"}),
    "called an answer, behind": (
        GMAIL + marked(ours("cargo")).replace("> Cargo del nuevo AIQ:", "> Cargo del nuevo AIQ: R= Analista de Tecnologías"),
        {"cargo": "Analista de Tecnologías"}),
    "our points copied above": (
        f"1. Número de cédula del nuevo AIQ\nR: 1803279247\n\n2. Cargo del nuevo AIQ\nR: Analista de Tecnologías{FIRMA}\n\n{OUTLOOK}{FOUR}",
        {"cedula": "1803279247", "cargo": "Analista de Tecnologías"}),
    "capitals and stars": (
        "BUENOS DIAS\n\n* CEDULA: 1803279247\n* CARGO: ANALISTA DE TECNOLOGIAS\n* CELULAR: 0981640552\n\nGRACIAS\n\nANA TORRES\nCEL 0998111222\n\n"
        f"{OUTLOOK}{FOUR}", {"cedula": "1803279247", "cargo": "ANALISTA DE TECNOLOGIAS", "celular": "0981640552"}),
    "to a question of the desk": (f"0981640552\n\nEnviado desde mi iPhone\n\n{APPLE}{marked(QUESTION)}", CELULAR),
    "an office's signature without a greeting": (
        f"Por disposición de la Gerente, el celular es 0981640552\n\nSecretaría de Gerencia\nTelf. 052630200 ext 100 / Cel. 0980000001\n\n{OUTLOOK}{LETTER}",
        CELULAR),
    "a signature without a greeting": (
        f"El celular es 0981640552\n\nIng. Byron Tene\nJefe de Sistemas\nTel. 03 2 940 210 ext. 130 | Cel. 0998 220 145\n\n{OUTLOOK}{LETTER}", CELULAR),
}  # fmt: skip


@pytest.mark.parametrize("way", ANSWERS)
@pytest.mark.parametrize("subject", [f"RE: {TAG}", "Re: datos del administrador"])
def test_an_answer_is_read_wherever_it_stands(way: str, subject: str):
    text, expected = ANSWERS[way]
    reading = read(text, subject)
    assert (reading.tipo, data_of(reading)) == ("solicitud_cambio_aiq", expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Buenos dias, el celular de la señorita Rosero es 0981 640 552\n\nEnviado desde mi iPhone\n\n{APPLE}{marked(SHORT)}", CELULAR),
        (
            f"Estimados, respondo en cada punto:\n\n{GMAIL}"
            + marked(BULLETS)
            .replace("cédula:", "cédula:\n1803279247\n>")
            .replace("Cargo:", "Cargo:\nDocente con funciones de coordinación\n>")
            .replace("extensión:", "extensión:\n03 2 744 088 ext. 25\n>")
            + "\n\nSaludos,\nPsic. Daniela Freire",
            {"cedula": "1803279247", "cargo": "Docente con funciones de coordinación", "telefono": "032744088", "extension": "25"},
        ),
    ],
)  # fmt: skip
def test_letters_that_a_colleague_wrote_by_hand_are_answered_too(text: str, expected: dict[str, str]):
    reading = read(text, "RE: Observación a su solicitud")
    assert (reading.tipo, data_of(reading)) == ("solicitud_cambio_aiq", expected)


def test_an_answer_about_a_backup_is_a_notice():
    letter = ours("cargo", tipo="aviso_cambio_backup").replace("nuevo AIQ", "nuevo AIQ backup")
    reading = read(f"Cargo del nuevo AIQ backup: Analista de Tecnologías{FIRMA}\n\n{OUTLOOK}{letter}", "RE: dato")
    assert (reading.tipo, data_of(reading)) == ("aviso_cambio_backup", {"cargo": "Analista de Tecnologías"})


def test_our_letter_quoted_as_html_is_filled_in_too():
    letter = ours("cedula", "cargo", "telefono", "celular", as_html=True)
    for campo, value in (("cedula", "1803279247"), ("cargo", "Analista de Tecnologías"), ("celular", "0981640552")):
        letter = answer_inside(letter, LABEL[campo], f"<span style='color:red'>{value}</span>", " ")
    head = "<div><b>De:</b> Soporte Quipux &lt;" + DESK + "&gt;<br><b>Enviado:</b> martes<br><b>Para:</b> Ana<br><b>Asunto:</b> Complete</div>"
    reading = read("", html=f"<html><body><p>Respuestas en rojo</p><hr>{head}{letter}</body></html>")
    assert data_of(reading) == {"cedula": "1803279247", "cargo": "Analista de Tecnologías", "celular": "0981640552"}


def test_answers_between_pieces_of_a_quote_in_html_are_read():
    quote = "<blockquote class='gmail_quote'><ol><li>{}</li></ol></blockquote>"
    head = "<div class='gmail_attr'>" + GMAIL.strip().replace("<", "&lt;").replace(">", "&gt;") + "</div>"
    pieces = quote.format("Falta el cargo del nuevo AIQ.") + "<div>Analista de Tecnologías</div>"
    pieces += quote.format("Falta el número celular del nuevo AIQ.") + "<div>0981640552</div>"
    reading = read("", "RE: dato", f"<html><body><div>Respondo</div>{head}{pieces}</body></html>")
    assert data_of(reading) == {"cargo": "Analista de Tecnologías", "celular": "0981640552"}


@pytest.mark.parametrize(
    ("carta", "situation", "text", "tipo"),
    [
        ("habilitacion", "primera vez", "Informo que cumplí todas las actividades de la plantilla. Mi celular es 0981640552.", "informe_cumplimiento"),
        ("respaldo_no_disponible", "sin número", "El número de mi solicitud de respaldo es 4534678.", "consulta_respaldo"),
        ("respaldo_como_solicitar", "corriente", "Gracias, mi número es 0981640552.", "otro"),
        ("acuse", "solicitud completa", "Gracias, mi número es 0981640552.", "otro"),
    ],
)  # fmt: skip
def test_an_answer_to_a_letter_that_asks_for_no_datum_is_no_request(carta: str, situation: str, text: str, tipo: str):
    letter = Renderer().render(carta, examples(carta)[situation]).text
    assert read(f"{text}{FIRMA}\n\n{OUTLOOK.replace(TAG, 'Soporte')}{letter}", "RE: Soporte").tipo == tipo


NOTHING = {
    "thanks": f"Muchas gracias, quedo atenta.{FIRMA}\n\n{OUTLOOK}{FOUR}",
    "thanks, marked quote": f"Gracias, enseguida lo enviamos.{FIRMA}\n\n{GMAIL}{marked(FOUR)}",
    "thanks and an unannounced signature": f"Recibido, gracias.\n\nIng. Byron Tene\nJefe de Sistemas\nTel. 03 2 940 210 | Cel. 0998 220 145\n\n{OUTLOOK}{FOUR}",
    "numbered enclosures": f"1. Adjunto el oficio corregido.\n2. Adjunto la delegación.{FIRMA}\n\n{OUTLOOK}{FOUR}",
    "a word under a point": GMAIL + marked(FOUR).replace("> 2. Falta el cargo del nuevo AIQ.", "> 2. Falta el cargo del nuevo AIQ.\nSe adjunta."),
    "a question": f"¿A qué correo envío la delegación?{FIRMA}\n\n{OUTLOOK}{FOUR}",
    "whom to call": f"Estamos en eso. Cualquier cosa me llaman al 0998 220 145.{FIRMA}\n\n{GMAIL}{marked(FOUR)}",
}


@pytest.mark.parametrize("way", NOTHING)
def test_what_brings_no_data_gives_nobody_the_writers_own(way: str):
    reading = read(NOTHING[way], "RE: datos del administrador")
    assert (reading.tipo, data_of(reading)) == ("otro", {})
