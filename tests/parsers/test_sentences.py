"""Who comes, who leaves and what is said of both, in sentences made of parts that are put together by chance."""

import random
import re
import textwrap
import tomllib
from pathlib import Path

import pytest

from tests.parsers.letters import datos, leida

NEW = (
    ("la Ing. Ana Rosa Mena Cruz", "Ana Rosa Mena Cruz"), ("la servidora Ana Rosa Mena Cruz", "Ana Rosa Mena Cruz"),
    ("la Mgs. María Fernanda de la Torre Paz", "María Fernanda de la Torre Paz"), ("la Sra. EVA MERA SOL", "EVA MERA SOL"),
    ("la funcionaria Mena Cruz Ana Rosa", "Mena Cruz Ana Rosa"), ("la Ing. Ma. Fernanda Gil Ron", "Ma. Fernanda Gil Ron"),
    ("el Ing. Jorge Luis Toral Mena", "Jorge Luis Toral Mena"), ("el señor Pedro Paz Ruiz", "Pedro Paz Ruiz"),
    ("el servidor público Mgs. Luis Mora", "Luis Mora"), ("el Dr. JOSÉ MARÍA LOOR PAZ", "JOSÉ MARÍA LOOR PAZ"),
)  # fmt: skip
OLD = (
    ("el Ing. Carlos Alberto Vera Ríos", "Carlos Alberto Vera Ríos"), ("el señor Carlos Vera Ríos", "Carlos Vera Ríos"),
    ("el servidor Juan José Paredes Loor", "Juan José Paredes Loor"), ("la señora Rosa Paz", "Rosa Paz"),
    ("el Tlgo. PEDRO PABLO MERA LOOR", "PEDRO PABLO MERA LOOR"), ("la Ing. Rosa Elena Paz Mora", "Rosa Elena Paz Mora"),
)  # fmt: skip
ASKED = (
    "solicito a usted se registre como nueva Administradora Institucional Quipux a {p}{d}.",
    "comunico que se ha designado a {p}{d} como Administradora Institucional Quipux.",
    "me permito informar que {p}{d} será la nueva AIQ de la institución.",
    "se designa a {p}{d}, para que ejerza las funciones de Administradora Institucional del Sistema Quipux.",
    "solicito disponer el registro de {p}{d} en calidad de nueva administradora del sistema Quipux.",
    "la nueva Administradora Institucional Quipux es {p}{d}.",
    "designo a {p}{d}, como Administradora del Quipux.",
    "agradeceré se sirva habilitar como Administradora Institucional a {p}{d}.",
    "{p}{d}, asumirá la administración institucional del sistema Quipux a partir de la presente fecha.",
    "se delega como Administradora Institucional Quipux a {p}{d}.",
    "solicito que se otorgue el perfil de Administrador Institucional Quipux a {p}{d}.",
)
DATA = (
    ", con cédula Nro. {ci}, {cg}, correo electrónico {co}, teléfono {te} extensión {ex} y celular {ce}",
    ", portadora de la cédula {ci}, quien ocupa el cargo de {cg}, con correo institucional {co}, teléfono {te}, extensión"
    " {ex} y número de celular {ce}",
    " (C.I. {ci}), {cg} ({co}, telf. {te} ext. {ex}, cel. {ce})",
    ", {cg}, C.C. {ci}, e-mail: {co}, telf.: {te}, ext.: {ex}, cel.: {ce}",
    ", identificada con cédula Nro. {ci}, que desempeña el puesto de {cg} y cuyo correo es {co}; teléfono {te}, ext. {ex};"
    " celular {ce}",
    ", con número de cédula {ci}; cargo: {cg}; correo: {co}; teléfono: {te}; extensión: {ex}; celular: {ce}",
)
LATER = (
    " Sus datos son: cédula {ci}, cargo {cg}, correo {co}, teléfono {te}, extensión {ex}, celular {ce}.",
    " La mencionada servidora tiene cédula de ciudadanía {ci}, ocupa el cargo de {cg}, su correo es {co}, su teléfono {te}"
    " extensión {ex} y su celular {ce}.",
    " Los datos de la servidora son los siguientes: C.I. {ci}; {cg}; {co}; {te} ext. {ex}; {ce}.",
)
BEFORE = (
    "", "En atención al Acuerdo Ministerial Nro. 012-2019, ", "Con base en la normativa vigente, ",
    "Debido a la renuncia de {o}, ", "Por cuanto {o} fue trasladado a otra dependencia, ", "En reemplazo de {o}, ",
    "En virtud de que {o}, quien ejercía la administración institucional, culminó su contrato, ",
    "Toda vez que {o}, responsable del sistema hasta la fecha, ha sido desvinculado, ", "Con motivo de la salida de {o}, ",
    "Considerando que {o} presentó su renuncia, ", "Como es de su conocimiento, {o} se jubiló; por lo que ",
    "Por haber terminado el contrato de {o}, ", "Ante la desvinculación de {o}, ",
)  # fmt: skip
AFTER = (
    "", " {O}, quien venía desempeñando dichas funciones, dejó de laborar en la institución.", " En reemplazo de {o}.",
    " Se solicita además inactivar a {o}, anterior administrador.", " {O} cesó en sus funciones el 30 de abril de 2026.",
    " Cabe indicar que {o}, actual administrador, se acogió a la jubilación.", " El administrador saliente es {o}.",
    " Por tanto, dejará de ser administrador {o}.", " Quien la antecedió en estas funciones fue {o}.",
    " Con esto se deja sin efecto la designación de {o}.", " {O} hará la entrega correspondiente de las claves.",
    " Hasta la presente fecha la administración estuvo a cargo de {o}.", " Sírvase dar de baja el usuario de {o}.",
    " Se agradece a {o} por los servicios prestados como administrador de Quipux.",
)  # fmt: skip
POSTS = ("Analista de Tecnologías 2", "Secretaria General", "Jefa de Sistemas", "Asistente Administrativa 1",
         "Especialista de Gestión Documental y Archivo", "Directora de TIC",
         "Coordinadora de Tecnologías de la Información y Comunicación")  # fmt: skip


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("before", "after"), [(part, "") for part in BEFORE] + [("", part) for part in AFTER])
def test_everybody_has_his_own_data(asked, before, after):
    chance = random.Random(asked + before + after)
    for later in (False, True, False):
        (written, name), (left, leaving), post = chance.choice(NEW), chance.choice(OLD), chance.choice(POSTS)
        phone, mobile = chance.choice(("02 2200200", "(02) 2200-200")), chance.choice(("0991234567", "099 123 4567"))
        said = {"ci": "1712345675", "cg": post, "co": "ana@ipx.gob.ec", "te": phone, "ex": "1234", "ce": mobile}
        request = asked.format(p=written, d="" if later else chance.choice(DATA).format(**said))
        told = chance.choice(LATER).format(**said) if later else ""
        text = _upper(before.format(o=left) + request) + told + after.format(o=left, O=_upper(left))
        text = text.replace(" de el ", " del ").replace(" a el ", " al ")
        truth = {"nombres_apellidos": name, "cedula": "1712345675", "cargo": post, "correo": "ana@ipx.gob.ec",
                 "telefono": "022200200", "extension": "1234", "celular": "0991234567"}  # fmt: skip
        bound = leida(text)
        assert datos(bound) == truth, text
        leaves = {"nombres_apellidos": leaving} if "{" in before + after else {}
        assert datos(bound, "aiq_saliente") == leaves, text


# In what quality the writer speaks, before he names anybody.
SPEAKS = (
    "Compareciendo en calidad de {}, y a nombre de la institución, ", "Actuando en calidad de {}, ", "En calidad de {}, ",
    "En mi condición de {}, ", "Como {} y a nombre de la institución, ", "Quien suscribe, {}, ", "El suscrito, {}, ",
    "En ejercicio de mis funciones de {}, ", "Comparezco en calidad de {} y ", "En representación de la entidad y en calidad de {}, ",
    "Interviniendo como {}, ", "Con la calidad de {} que ostento, ", "Siendo {}, ",
)  # fmt: skip
QUALITIES = ("apoderada especial de la Gerencia General", "Gerente General", "Directora Administrativa", "representante legal",
             "delegada de la máxima autoridad", "Rectora subrogante")  # fmt: skip


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("speaks", SPEAKS)
def test_the_quality_in_which_the_writer_speaks_is_nobodys_cargo(speaks, quality):
    text = speaks.format(quality) + (
        "solicito el registro del Administrador Institucional Quipux en la persona del señor Jorge Toral Mena, titular de la"
        " cédula No. 1712345675 y Asistente de Archivo de esta empresa, correo jtoral@ipx.gob.ec, celular 0991234567."
    )
    assert datos(leida(text)) == {"nombres_apellidos": "Jorge Toral Mena", "cedula": "1712345675",
                                  "cargo": "Asistente de Archivo", "correo": "jtoral@ipx.gob.ec",
                                  "celular": "0991234567"}, text  # fmt: skip


# Who leaves, told by what happened to him; his cargo stands behind his name.
LEFT = (
    "El Instituto ha utilizado el sistema Quipux bajo la administración de {o}, cuyo retiro se hará efectivo el 15 de mayo.",
    "El cambio obedece a que {o}, cumplió su contrato el 28 de febrero.", "{O}, cede el lugar a su reemplazo.",
    "Deja la administración {o}, promovido a otra función.", "El puesto de administrador lo deja {o}.",
    "{O}, pasó a labores operativas.", "{O}, fue promovido a otra función.", "{O}, terminó sus funciones en marzo.",
)
# How somebody is reached; no word in it makes him the alternate.
REACHED = (
    "Las notificaciones pueden dirigirse a {co}. También se la encuentra en el teléfono {te}, extensión {ex}, o en el celular"
    " número {ce}.",
    "Recibe correo en {co} y, de manera alterna, en ana.mena88@gmail.com. Su teléfono es {te}, extensión {ex}; su celular, {ce}.",
    "Su correo es {co}. Sus números son {te}, extensión {ex}, y {ce}.",
    "Las comunicaciones se dirigirán a {co}; las llamadas, al {te}, extensión {ex}, o al {ce}.",
)


@pytest.mark.parametrize("reached", REACHED)
@pytest.mark.parametrize("left", LEFT)
def test_who_left_is_told_by_what_happened_and_whoever_comes_keeps_his_data(left, reached):
    old = "el señor Tito Ramón Cevallos Intriago, Jefe de Sistemas"
    comes = "Solicito que conste como Administradora Institucional la ingeniera Ana Rosa Mena Cruz, Técnica de Soporte, con cédula"
    comes += " 1712345675. " + reached.format(co="ana@ipx.gob.ec", te="02 2200 200", ex="25", ce="0991 234 567")
    left = left.format(o=old, O=_upper(old))
    for text in (f"{left} {comes}", f"{comes} {left}", f"{left}\n\n{comes}", f"{comes}\n\n{left}"):
        bound = leida(text)
        assert datos(bound) == {"nombres_apellidos": "Ana Rosa Mena Cruz", "cedula": "1712345675",
                                "cargo": "Técnica de Soporte", "correo": "ana@ipx.gob.ec", "telefono": "022200200",
                                "extension": "25", "celular": "0991234567"}, text  # fmt: skip
        assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Tito Ramón Cevallos Intriago",
                                                "cargo": "Jefe de Sistemas"}, text  # fmt: skip


@pytest.mark.parametrize("mark", ["C.C.", "C.I.", "C. C.", "CI", "CC", "C.I"])
def test_the_mark_of_the_cedula_in_the_next_line_is_no_part_of_a_name(mark):
    text = f"Servidor que se designa: Lcdo. Luis Antonio Toral Mena\n{mark} 1712345675\nSu cargo es Analista de TIC"
    assert datos(leida(text))["nombres_apellidos"] == "Luis Antonio Toral Mena"


@pytest.mark.parametrize("gives", ["cede el lugar a", "cedió su puesto a", "fue promovido a otra función y cede el lugar a"])
def test_who_gives_up_his_place_leaves_and_whoever_gets_it_comes(gives):
    bound = leida(f"El ingeniero Germán Paz Auquilla, Jefe de TIC, {gives} la ingeniera Eva Mera Sol, con cédula 1712345675.")
    assert datos(bound) == {"nombres_apellidos": "Eva Mera Sol", "cedula": "1712345675"}
    assert datos(bound, "aiq_saliente")["nombres_apellidos"] == "Germán Paz Auquilla"


# Who leaves, named in passing before the request or behind it; {a} is his cargo or his cédula in apposition.
IN_PASSING = (
    "Dado que {o}{a}, dejó de prestar sus servicios, ", "Por cuanto {o}{a}, deja de ejercer la administración, ",
    "Toda vez que {o}{a}, culmina sus funciones el 30 de abril, ", "En razón de que terminó la relación laboral con {o}{a}, ",
    "Luego de que {o}{a}, se desvinculara de la institución, ", "Al no contar ya con los servicios de {o}{a}, ",
    "Como {o}{a}, no continúa en la institución, ", "Finalizada la gestión de {o}{a}, ", "Por no estar ya en funciones {o}{a}, ",
    "Por encontrarse {o}{a}, en comisión de servicios, ", "En sucesión de {o}{a}, ", "Como reemplazo de {o}{a}, ",
    "Por retiro voluntario de {o}{a}, ", "Ya que no se renovó el contrato de {o}{a}, ", "Con la partida de {o}{a}, a otra institución, ",
    "Puesto que {o}{a}, cambió de unidad y pasó a prestar servicios en otra, ", "Como {o}{a}, ya no se encuentra en la institución, ",
    "En vista de que {o}{a}, no puede continuar con la administración, ", "Por cuanto {o}{a}, fue ascendido a otra función, ",
)
PASSED = (
    "Se deja constancia de que {o}{a}, ejerció la administración hasta marzo.", "La administración la tenía {o}{a}, por encargo.",
    "Pido retirar el acceso de administrador que mantiene {o}{a}, en el sistema.", "Con ello concluye la gestión de {o}{a}.",
    "Sírvase retirar los permisos de administrador a {o}{a}, por haber concluido su encargo.", "{O}{a}, dejará esas funciones.",
    "Por tanto, ya no actuará como administrador {o}{a}, desde hoy.", "El administrador que sale es {o}{a}, por traslado.",
    "{O}{a}, no continuará en dichas funciones.", "Ocupará el lugar que deja {o}{a}, desde mayo.", "{O}{a}, fue reubicado en Loja.",
    "En la base de datos figura todavía {o}{a}, lo cual pido corregir.", "La cuenta de {o}{a}, deberá cerrarse.",
    "Dejo sin efecto el oficio con que se designó a {o}{a}, en el año 2022.", "Se servirá deshabilitar a {o}{a}, por su renuncia.",
    "{O}{a}, entregará la documentación y las claves a la nueva administradora.", "El titular hasta hoy, {o}{a}, culmina su gestión.",
)  # fmt: skip
BESIDE = (
    "", "", "Por disposición de la Lcda. Norma Pazmiño Vela, Gerente General, ", "El jefe inmediato es la Lcda. Norma Pazmiño Vela. ",
    "De acuerdo con el informe de la Lcda. Norma Pazmiño Vela, Directora de Talento Humano, ",
    "Según memorando suscrito por la Lcda. Norma Pazmiño Vela, Directora de Talento Humano, ",
)  # fmt: skip


@pytest.mark.parametrize("said", [*IN_PASSING, *PASSED])
def test_who_leaves_is_known_though_named_in_passing(said):
    chance = random.Random(said)
    new = "la ingeniera Ana Rosa Mena Cruz, con cédula 1712345675, Técnica de Soporte, correo ana@ipx.gob.ec"
    asks = ("solicito se registre como nueva Administradora Institucional Quipux a {}.", "pido registrar a {} como AIQ.",
            "se nombra Administradora Institucional Quipux a {}.")  # fmt: skip
    for apposed, more in (("", {}), (", Jefe de Sistemas", {"cargo": "Jefe de Sistemas"}), (", con cédula 1710034065", {"cedula": "1710034065"})):
        left, leaving = chance.choice(OLD)
        told, ask = said.format(o=left, O=_upper(left), a=apposed), chance.choice(asks).format(new)
        if said in IN_PASSING:
            text = _upper(told + ask)
        else:
            beside = chance.choice(BESIDE)
            ask = ask if beside.endswith(", ") else _upper(ask)
            text = beside + ask + chance.choice((" ", "\n\n")) + told
        text = text.replace(" de el ", " del ").replace(" a el ", " al ").replace(",.", ".")
        bound = leida(text)
        assert datos(bound) == {"nombres_apellidos": "Ana Rosa Mena Cruz", "cedula": "1712345675", "cargo": "Técnica de Soporte",
                                "correo": "ana@ipx.gob.ec"}, text  # fmt: skip
        assert datos(bound, "aiq_saliente") == {"nombres_apellidos": leaving, **more}, text


@pytest.mark.parametrize("address", ["amena@ipx.gob.ec", "ana.mena@ipx.gob.ec", "a.mena@ipx.gob.ec"])
def test_a_paragraph_that_names_nobody_is_of_whom_its_address_is_made(address):
    lines = "Señor Subsecretario\nde Gobierno Electrónico\nQuito, Distrito Metropolitano\nEn su Despacho\n\n"
    text = (
        f"{lines}Solicito que conste como Administradora Institucional la ingeniera Ana Rosa Mena Cruz, con cédula 1712345675.\n\n"
        f"Las notificaciones pueden dirigirse a {address}. También se la encuentra en el teléfono 05 2690 111, extensión 25."
    )
    told = datos(leida(text))
    assert (told.get("correo"), told.get("telefono"), told.get("extension")) == (address, "052690111", "25")
    house = datos(leida(text.replace(address, "alcaldia@ipx.gob.ec")))
    assert house.get("correo") is None


SAID = tomllib.loads(Path(__file__).with_name("quien_sale.toml").read_text(encoding="utf-8"))
GREETING = (
    "Reciba un cordial saludo de quienes conformamos el Instituto de Pruebas (IPX), institución que utiliza el Sistema de"
    " Gestión Documental Quipux desde hace varios años en todas sus dependencias."
)
COMES = ("la Ing. Ana Rosa Mena Cruz", "la servidora Ana Rosa Mena Cruz", "la Sra. ANA ROSA MENA CRUZ")
HERS = (", con cédula 1712345675, Técnica de Soporte, correo ana@ipx.gob.ec", " (C.I. 1712345675), Técnica de Soporte, ana@ipx.gob.ec",
        ", portadora de la cédula 1712345675, Técnica de Soporte, con correo ana@ipx.gob.ec", "")  # fmt: skip
HERS_LATER = "Los datos de la nueva administradora son: cédula 1712345675, cargo Técnica de Soporte, correo ana@ipx.gob.ec."


def _said(said: str, left: str, chance: random.Random, hers: str) -> str:
    comes = chance.choice(COMES)
    for mark, name in (("o", left), ("n", comes + hers)):
        said = said.replace(f"{{{mark}}}", name).replace(f"{{{mark.upper()}}}", _upper(name))
    said = re.sub(f"({re.escape(hers)}) " if hers else "$^", r"\1, ", said) if hers else said
    said = said.replace(" de el ", " del ").replace(" a el ", " al ").replace(",,", ",")
    parts = [GREETING, said] if hers else [GREETING, said, HERS_LATER]
    return "\n\n".join(textwrap.fill(part, 92) for part in parts)


@pytest.mark.parametrize("said", SAID["sale"])
def test_who_leaves_is_known_however_an_office_says_it(said):
    chance = random.Random(said)
    for hers in HERS:
        left, leaving = chance.choice([one for one in OLD if one[0].startswith("el")])
        text = _said(said, left, chance, hers)
        bound = leida(text)
        told = datos(bound)
        assert told.pop("nombres_apellidos").title() == "Ana Rosa Mena Cruz", text
        assert told == {"cedula": "1712345675", "cargo": "Técnica de Soporte", "correo": "ana@ipx.gob.ec"}, text
        assert datos(bound, "aiq_saliente") == {"nombres_apellidos": leaving}, text


@pytest.mark.parametrize("said", SAID["otro"])
def test_who_signs_approves_or_is_asked_does_not_leave(said):
    chance = random.Random(said)
    for hers in HERS:
        text = _said(said, chance.choice([one for one in OLD if one[0].startswith("el")])[0], chance, hers)
        bound = leida(text)
        assert datos(bound, "aiq_saliente") == {}, text
        assert datos(bound)["nombres_apellidos"].title() == "Ana Rosa Mena Cruz", text
