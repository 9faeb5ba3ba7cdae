"""Names, cédulas and cargos in running sentences: whatever leads to them and goes on behind them."""

from __future__ import annotations

import random
import textwrap

import pytest

from tests.parsers.letters import datos, leida

TITLES = (
    "la Ing.", "el Econ.", "la Lcda.", "el Tnlgo.", "la Mgs.", "la Ing. Mgs.", "el Abg.", "la Sra.", "la servidora",
    "el funcionario", "el Sr. Ing.", "la señora ingeniera", "el Tlgo.", "la Psic. Cl.", "la Dra.", "el Ing. Civ.",
    "la Od.", "el Md.", "la Arq.", "el Lic.", "la CPA.", "el Capt.", "la Srta.", "la compañera",
    "la servidora pública Ing.", "el Sgop.", "la magíster", "el economista", "la analista", "la Obst.",
    "el Ing. en Sistemas", "la Tec.", "el Prof.", "la Mtr.", "el Phd.",
)  # fmt: skip
NAMES = (
    "Ana Rosa Mena Cruz", "Ana Mena", "María Fernanda de la Torre Paz", "Luis del Pozo Barrezueta",
    "María del Carmen Loor Vélez", "Juan José Ponce y Carrión", "MARÍA DE LOS ÁNGELES PAZ RUIZ", "Mena Cruz Ana Rosa",
    "Jean Pierre Loor Mera", "Sisa Anrango", "José San Martín Vaca", "Rosa Ma. Vera Loor", "Ximena D'Ambrosio Ríos",
    "Inti Yupanqui Quishpe Cando", "Carlos Von Buchwald Pons", "ANDRÉS DEL SALTO VERA", "Gonzalo A. Mora Ruiz",
    "Mónica Ibáñez-Calle Toro", "Washington Stalin Cueva de la Cruz",
)  # fmt: skip
BEHIND_NAMES = (
    "", ", MSc.", ", Mgs.", ", PhD.", " PhD", ", Mgtr.", " MSc.",
)  # fmt: skip
CEDULAS = (
    ", con cédula de ciudadanía Nro. {ci}", ", con C.I. {ci}", ", C.C. No. {ci}",
    ", portadora de la cédula de identidad número {ci}", ", identificada con el número {ci}",
    ", con documento de identidad {ci}", ", con número de identificación {ci}",
    ", cuyo número de cédula corresponde al {ci}", ", NUI {ci}", ", de cédula {ci}", " (cédula {ci})", " - CI: {ci}",
    ", ced. {ci}", ", titular de la cédula No. {ci}", ", portador de la cédula de ciudadanía {ci}",
    ", con cédula de identidad y ciudadanía Nro. {ci}", ", cédula de ciudadanía N.º {ci}",
    ", con número único de identificación {ci}", ", con cédula {ci}", ", quien porta la cédula {ci}",
    ", identificado mediante cédula Nro. {ci}", ", número de cédula: {ci}", ", con cédula ciudadanía # {ci}",
    ", cédula Nº{ci}", ", CI.{ci}",
)  # fmt: skip
CARGOS = (
    ", {cg}{run}", ", quien se desempeña como {cg}{run}", ", que ocupa el cargo de {cg}{run}",
    ", cuyo cargo es {cg}{run}", ", en funciones de {cg}{run}", ", quien labora como {cg}{run}",
    ", con el cargo de {cg}{run}", ", quien ejerce las funciones de {cg}{run}",
    ", cuyo puesto institucional es {cg}{run}", ", cuyo puesto es el de {cg}{run}",
    ", quien presta sus servicios como {cg}{run}", ", con nombramiento de {cg}{run}",
    ", servidora con el puesto de {cg}{run}", ", quien ostenta el cargo de {cg}{run}", ", actual {cg}{run}",
    ", quien actualmente se desempeña en calidad de {cg}{run}", ", contratada como {cg}{run}",
    ", quien cumple las funciones de {cg}{run}", ", que trabaja como {cg}{run}", ", cargo: {cg}{run}",
    ", con la función de {cg}{run}", ", bajo el cargo de {cg}{run}", ", quien desempeña el puesto de {cg}{run}",
    ", quien funge como {cg}{run}", ", con denominación de puesto {cg}{run}",
)  # fmt: skip
POSTS = (
    "Analista de Sistemas", "Analista de Tecnologías de la Información 2", "Secretaria General",
    "Jefa de Talento Humano y Archivo", "Asistente Administrativa", "Técnico en Archivo",
    "Directora de Planificación, Proyectos y Cooperación", "Servidor Público 5",
    "Analista de la Dirección de Tecnologías", "Responsable de la Unidad de TIC",
    "Especialista de Gestión Documental y Archivo", "Prosecretaria (E)",
    "Coordinador General Administrativo Financiero", "Secretaria - Tesorera", "Bibliotecaria",
    "Analista 3 de Redes y Comunicaciones", "Jefe de Sistemas",
)  # fmt: skip
# What goes on behind a cargo and is no part of it.
BEHIND_POSTS = (
    "", " en la Dirección de Tecnologías", " en la Unidad de Planificación", " de esta entidad",
    " de esta institución", " de nuestra institución", " de este Gobierno Municipal",
    " en el Departamento de Sistemas", " del Instituto de Pruebas (IDP)", " desde 2021",
    " con nombramiento permanente", " bajo la modalidad de contrato ocasional", " a tiempo completo",
    " de la institución", " en esta entidad", " desde el 1 de enero de 2024", " bajo régimen LOSEP",
    " en el área de sistemas", " en la matriz", " con más de cinco años de experiencia",
    " según acción de personal Nro. 012-2026", " de manera permanente", " en nuestra institución",
)  # fmt: skip
CONTACTS = (
    ", correo {co}, teléfono {te} extensión {ex} y celular {ce}",
    " y con correo institucional {co}, teléfono {te} ext. {ex} y celular {ce}",
    "; correo: {co}; teléfono: {te}; ext.: {ex}; celular: {ce}", ", e-mail {co}, telf. {te} ext. {ex}, cel. {ce}",
    ", con dirección de correo electrónico {co}, número telefónico {te}, extensión {ex}, y número de celular {ce}",
    ", a quien se puede escribir a {co} o llamar al {te} ext. {ex} y al {ce}",
)  # fmt: skip
ASKED = (
    "Solicito que se registre como Administrador Institucional Quipux a {p}.", "Se designa como AIQ a {p}.",
    "Comunico que {p}, será quien administre el Quipux de la institución.",
    "Para el efecto se ha nombrado nuevo Administrador Institucional a {p}.", "La nueva persona responsable es {p}.",
    "Solicito el registro, como nuevo AIQ, de {p}.",
)  # fmt: skip
TRUTH = {"cedula": "1712345675", "correo": "ana@ipx.gob.ec", "telefono": "022200200", "extension": "25", "celular": "0991234567"}
TOLD = {"ci": "1712345675", "co": "ana@ipx.gob.ec", "te": "02 2200200", "ex": "25", "ce": "0991234567"}


@pytest.mark.parametrize("behind", BEHIND_POSTS)
def test_values_end_where_something_else_begins(behind: str) -> None:
    chance = random.Random(behind)
    for _ in range(25):
        title, name, mark, post = (chance.choice(parts) for parts in (TITLES, NAMES, BEHIND_NAMES, POSTS))
        cedula, cargo = chance.choice(CEDULAS).format(**TOLD), chance.choice(CARGOS).format(cg=post, run=behind)
        if behind.endswith("(IDP)") and cargo.startswith(", cargo:"):
            continue
        data = "".join(chance.sample((cedula, cargo), 2)) + chance.choice(CONTACTS).format(**TOLD)
        asked = chance.choice(ASKED).format(p=f"{title} {name}{mark}{data}").replace(" de el ", " del ").replace(" a el ", " al ")
        read = datos(leida(textwrap.fill(asked, 92)))
        assert read == {"nombres_apellidos": name, "cargo": post, **TRUTH}, asked


@pytest.mark.parametrize("said", ["se hará cargo de Quipux", "estará a cargo de Talento Humano"])
def test_what_somebody_is_in_charge_of_is_no_cargo(said: str) -> None:
    read = datos(leida(f"Desde mayo la Ing. Ana Mena Cruz, con cédula 1712345675, será la AIQ; {said} la coordinación."))
    assert "cargo" not in read


def test_a_clause_with_its_own_verb_is_no_cargo() -> None:
    bound = leida("Ya que el Ing. Luis Vera Ríos no puede seguir como AIQ, la máxima autoridad ha resuelto encargar dicha función a la"
                  " Ing. Eva Mera Sol, con cédula 1712345675.")  # fmt: skip
    assert datos(bound) == {"nombres_apellidos": "Eva Mera Sol", "cedula": "1712345675"}
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Luis Vera Ríos"}


HOUSES = (
    ("el", "Ministerio de Educación, Deporte y Cultura", "MINEDEC"),
    ("la", "Empresa Pública Municipal de Movilidad, Tránsito y Transporte de Cuenca", "EMOV EP"),
    ("la", "Superintendencia de Compañías, Valores y Seguros", "SCVS"),
    ("la", "Agencia de Regulación y Control de las Telecomunicaciones", "ARCOTEL"),
    ("el", "Instituto Nacional de Estadística y Censos", "INEC"),
    ("la", "Secretaría de Educación Superior, Ciencia, Tecnología e Innovación", "SENESCYT"),
    ("el", "Gobierno Autónomo Descentralizado Parroquial Rural de San José de Minas", "GADPRSJM"),
    ("el", "Consejo de Participación Ciudadana y Control Social", "CPCCS"),
    ("el", "Ministerio de Ambiente, Agua y Transición Ecológica", "MAATE"),
    ("la", "Empresa Pública de Agua Potable, Alcantarillado y Aseo de Daule", "EPAPAD"),
    ("el", "Ministerio de Producción, Comercio Exterior, Inversiones y Pesca", "MPCEIP"),
    ("la", "Universidad Técnica Luis Vargas Torres de Esmeraldas", "UTLVTE"),
    ("el", "Cuerpo de Bomberos del Cantón Santo Domingo", "CBSD"),
    ("el", "Patronato de Amparo Social San José", "PASSJ"),
    ("la", "Dirección Distrital 08D01 Esmeraldas – Río Verde – Salud", "DD08D01"),
    ("el", "Hospital General Docente de Calderón", "HGDC"),
)
OF_HOUSES = (
    "{A} {h} ({s}) solicita el cambio de su Administrador Institucional Quipux.",
    "En representación {d} {h} ({s}), solicito el cambio del AIQ.",
    "Solicito el registro del nuevo Administrador Institucional Quipux {d} {h} ({s}), conforme lo siguiente.",
    "{A} {h}, con siglas {s}, ha designado nuevo administrador.",
    "{A} {h}, en adelante {s}, requiere el cambio de AIQ.",
    "{A} {h} - {s}, comunica el cambio de AIQ.",
    "Como máxima autoridad {d} {h} ({s}), designo nuevo administrador de esta entidad.",
    "Reciba un saludo de quienes hacemos {a} {h} ({s}), institución usuaria de Quipux.",
    "La institución es {a} {h}, cuyas siglas son {s}.",
    "Por medio del presente, {a} {h}, {s}, solicita el cambio del AIQ.",
    "El nuevo AIQ {d} {h} ({s}) será quien se indica, de esta entidad.",
    "La entidad se denomina {h} y sus siglas son {s}.",
)


@pytest.mark.parametrize(("article", "house", "siglas"), HOUSES)
def test_a_house_is_named_whole_whatever_its_sentence_says_of_it(article: str, house: str, siglas: str) -> None:
    for said in OF_HOUSES:
        of = "del" if article == "el" else "de la"
        text = textwrap.fill(said.format(a=article, A=article.title(), d=of, h=house, s=siglas), 92)
        read = leida(f"{text}\n\nLa administradora es la Ing. Ana Mena Cruz, con cédula 1712345675, Analista de TIC.").institution
        assert (read.nombre or "").replace("-", "–") == house.replace("-", "–"), text
        assert read.siglas == siglas, text
