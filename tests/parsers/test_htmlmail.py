"""Replies and forwards in the HTML of the mail programs seen here are taken apart like plain ones."""

import pytest

from parsers.mail.mime import Desk, Mail, open_mail

DESK = Desk(own=("soporte@gobiernoelectronico.gob.ec",))
US = "Soporte Quipux &lt;soporte@gobiernoelectronico.gob.ec&gt;"

REPLIES = {
    "outlook": f"""<html xmlns:o="x"><head><style><!-- p{{margin:0}} --></style></head><body><div class=WordSection1>
<p class=MsoNormal>El celular es 0991234567<o:p></o:p></p><p class=MsoNormal>Saludos cordiales,<o:p></o:p></p>
<table border=0><tr><td><img src="cid:1"></td><td><p>Ing. Ana Pérez</p><p>Telf: (02) 3814400 | Cel: 0998877665</p></td></tr></table>
<div><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>De:</b> {US} <br><b>Enviado el:</b> viernes<br>
<b>Para:</b> Ana<br><b>Asunto:</b> Datos pendientes</p></div></div><p>Estimada institución:</p><ul><li>Número celular:</li></ul></body>""",
    "outlook en la web": f"""<div class="elementToProof">El celular es 0991234567</div><div id="Signature"><p>Ana Pérez</p>
<p>Telf 022999999</p></div><div id="appendonsend"></div><hr tabindex="-1"><div id="divRplyFwdMsg"><b>De:</b> {US}<br>
<b>Enviado:</b> viernes<br><b>Para:</b> Ana<br><b>Asunto:</b> Datos</div><div>Estimada institución</div>""",
    "zimbra": f"""<div>El celular es 0991234567</div><div data-marker="__SIG_PRE__"><div>Ana Pérez<br>Telf. 022999999</div></div>
<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>De: </b>{US}<br><b>Para: </b>"Ana"<br>
<b>Enviados: </b>Viernes<br><b>Asunto: </b>Datos<br></div><div data-marker="__QUOTED_TEXT__"><p>- Número celular:</p></div>""",
    "gmail": f"""<div dir="ltr">El celular es 0991234567<div class="gmail_signature"><b>Ana Pérez</b><div>Tel 022999999</div></div></div><br>
<div class="gmail_quote"><div class="gmail_attr">El vie, 13 nov 2026 a las 9:01, {US} escribió:<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid"><div>Número celular:</div></blockquote></div>""",
    "yahoo": f"""<div>El celular es 0991234567</div><div class="yahoo_quoted"><div>El viernes, 13 de noviembre de 2026, 09:01:07 GMT-5,
{US} escribió:</div><div>Número celular:</div></div>""",
    "teléfono": f"""<div>El celular es 0991234567<br><br>Obtener <a href="https://x.y">Outlook para Android</a></div><hr>
<div id="divRplyFwdMsg"><b>From:</b> {US}<br><b>Sent:</b> Friday<br><b>To:</b> Ana<br><b>Subject:</b> x</div>hola""",
}
HEAD = "<b>De: </b>Luis Mora &lt;luis.mora@msp.gob.ec&gt;<br><b>Asunto: </b>Cambio<br><b>Para: </b>ana@msp.gob.ec<br><b>CC: </b>jefe@msp.gob.ec<br>"
FORWARDS = {
    "zimbra": f'<div>Reenvío.</div><hr id="zwchr"><div>{HEAD}</div><p>Cédula: 1712345675</p>',
    "gmail": f'<div>Reenvío.</div><div class="gmail_quote">---------- Forwarded message ---------<br>{HEAD}<br>Cédula: 1712345675</div>',
    "apple": f'Reenvío.<blockquote type="cite"><div>Inicio del mensaje reenviado:</div><br><div>{HEAD}</div>Cédula: 1712345675</blockquote>',
    "outlook": f"<p>Reenvío.</p><div style='border-top:solid'><p>{HEAD}</p></div><p>Cédula: 1712345675</p>",
}


def opened(markup: str, subject: str) -> Mail:
    head = f"From: Ana Pérez <ana.perez@msp.gob.ec>\nSubject: {subject}\nContent-Type: text/html; charset=utf-8\n\n"
    return open_mail((head + markup).encode(), DESK)


@pytest.mark.parametrize("program", REPLIES)
def test_a_reply_holds_what_was_written_now(program):
    mail = opened(REPLIES[program], "RE: Datos pendientes")
    assert mail.new_text == "El celular es 0991234567"
    assert "Telf" not in mail.content
    assert mail.answers == ()


@pytest.mark.parametrize("program", FORWARDS)
def test_a_forward_is_read_through_with_its_sender_and_copies(program):
    mail = opened(FORWARDS[program], "RV: Cambio")
    assert mail.new_text == "Reenvío."
    assert mail.inner.new_text == "Cédula: 1712345675"
    assert (mail.sobre.reenviado_de, mail.inner.sobre.copia) == ("luis.mora@msp.gob.ec", ("jefe@msp.gob.ec",))


def test_answers_in_colour_inside_our_letter_are_found():
    head = f"<p><b>De:</b> {US}<br><b>Enviado el:</b> viernes<br><b>Para:</b> Ana<br><b>Asunto:</b> Datos</p>"
    letter = "<ul><li>Número de cédula: <span style='color:red'>1712345675</span></li><li>Número celular:</li></ul>"
    assert opened(f"<p>Ver abajo.</p>{head}{letter}", "RE: Datos").answers == ("- Número de cédula: 1712345675",)


SHOWN = "<p>Siglas: MSP</p>"
UNSEEN = (
    '<p style="color:#ffffff">{}</p>', '<font color=white>{}</font>', '<p hidden>{}</p>', '<p style="opacity:0">{}</p>',
    '<p style="font-size:1px">{}</p>', '<p style="position:absolute;left:-9999px">{}</p>', '<p style="max-height:0">{}</p>',
    '<style>.x, p.y{{display:none}}</style><p class="a x">{}</p>', '<div style="color:white"><span>{}</span></div>',
    '<p style="background:#fff;color:#fefefe">{}</p>', '<p style="COLOR: rgb(255, 255, 255)">{}</p>',
)
SEEN = (
    '<table bgcolor="#003366"><tr><td style="color:#fff">{}</td></tr></table>', '<p style="background:navy;color:white">{}</p>',
    '<div style="color:white"><span style="color:black">{}</span></div>', '<p style="font-size:11.0pt;margin-left:-300px">{}</p>',
    '<style>@media print{{.x{{display:none}}}}</style><p class=x>{}</p>', '<p style="opacity:0.9;line-height:0">{}</p>',
    '<style>.y{{display:none}}</style><p class=x>{}</p>', '<p style="color:#f5f0f0;background-image:url(a)">{}</p>',
)


@pytest.mark.parametrize("markup", UNSEEN)
def test_what_a_mail_program_does_not_show_is_not_read(markup):
    assert opened(SHOWN + markup.format("1712345675") + SHOWN, "Cambio").text.split() == ["Siglas:", "MSP"] * 2


@pytest.mark.parametrize("markup", SEEN)
def test_what_a_mail_program_shows_is_read_whatever_its_style(markup):
    assert "1712345675" in opened(SHOWN + markup.format("1712345675"), "Cambio").text


TWO_FORMS = """From: ana@msp.gob.ec
Subject: Datos
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain

Cédula: 1712345675, correo rosa@msp.gob.ec
--b
Content-Type: text/html; charset=utf-8

<p>{}</p>
--b--
"""


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("Cédula: 171.234.567-5, correo <a href='mailto:rosa@msp.gob.ec'>Rosa</a>", 0),
        ("Cédula: 1704567890, correo rosa@msp.gob.ec", 1),
        ("Cédula: 1712345675, correo luis@msp.gob.ec", 1),
    ],
)
def test_data_that_only_the_form_holds_that_nobody_sees_are_told(shown, told):
    found = open_mail(TWO_FORMS.format(shown).encode(), DESK).problems
    assert [problem.campo for problem in found] == ["mensaje"] * told
