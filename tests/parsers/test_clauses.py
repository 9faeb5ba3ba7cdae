"""Requests in running sentences whose parts are put together by chance: who comes, who leaves, who stands in, their data
in any order and wording, and somebody named for another reason."""

import random
import textwrap

import pytest

from tests.parsers.letters import datos, leida

PEOPLE = (
    ("la", "Ing.", "Priscila Noemí Astudillo Quizhpe"), ("el", "señor", "Segundo Rafael Chicaiza Pilatuña"),
    ("la", "Tnlga.", "MARCIA JANETH TITUAÑA SIMBAÑA"), ("el", "", "Wilmer Fabricio Guamán Yuquilema"),
    ("la", "compañera", "Dayana Lisbeth Cedeño Bravo"), ("el", "Dr.", "Hólger Vinicio Llerena Sánchez"),
    ("el", "", "JORGE RICARDO DE LA CUEVA PONCE"), ("la", "Abg.", "Ruth Nataly Sarango Jumbo"),
)  # fmt: skip
POSTS = ("Analista de Soporte Técnico 2", "Jefe de Sistemas", "Secretaria General", "Responsable de la Unidad de TIC")
DATA = {
    "cedula": ("con cédula de ciudadanía {}", "C.C. {}", "portadora de la C.C. Nro. {}", "cuya cédula es la {}",
               "que porta la cédula No. {}", "con C.I. # {}", "cedulado con el número {}"),
    "cargo": ("que se desempeña como {}", "quien labora en calidad de {}", "el mismo que ejerce como {}", "de cargo {}",
              "que hace las veces de {}", "cuya denominación de puesto es {}", "actual {}", "mismo que cumple funciones de {}"),
    "correo": ("a quien se puede escribir a {}", "localizable en {}", "cuyo correo electrónico es {}", "mail: {}",
               "con usuario de correo {}", "{}"),
    "telefono": ("con extensión {1} del teléfono {0}", "telf. {0} (ext. {1})", "con línea fija {0} y extensión {1}",
                 "quien contesta en la extensión {1} del {0}", "teléfono de contacto {0} ext: {1}"),
    "celular": ("cel. {}", "cuyo celular es el {}", "a quien se llama al celular {}", "con teléfono móvil {}"),
}  # fmt: skip
AGAIN = "{Of} consigno los datos: cédula: {cedula}; cargo: {cargo}; correo {correo}; teléfono {telefono}, extensión {extension}; cel. {celular}."
# {N} comes, {O} leaves, {B} is the backup; a star stands where data may follow.
ASKED = (
    "Sírvase incorporar en la base de administradores institucionales a {N*}.",
    "Con el antecedente expuesto, quien administrará Quipux en esta dependencia será {N*}.",
    "La persona que se hará responsable del Quipux es {N*}.", "Doy a conocer a {N*} como administrador institucional.",
    "Le hago llegar el nombre de quien tendrá a cargo el sistema Quipux: {N*}.",
    "El titular de la administración Quipux es {N*}. En su ausencia actuará como backup {B*}.",
    "Como AIQ actuará {N*}, y de suplente {B*}.", "Comunico que {N*} queda de principal y {B*} queda de backup.",
    "Quien administrará el sistema es {N*}; la persona que lo reemplazará en vacaciones es {B*}.",
    "Para la administración institucional designo a {N*} y, para que lo subrogue, a {B*}.",
    "El backup continúa siendo {B*}. Como nuevo administrador principal designo a {N*}.",
    "Nombro administrador institucional a {N*}. Cuando falte, lo cubrirá como respaldo {B*}.",
    "Designo a {N*} como AIQ; {B*} será quien lo reemplace en sus ausencias.",
    "{N*} sucede a {O} como administrador principal y {B*} es su respaldo.",
    "Renunció {O}. Lo sucede {N*}. Como administrador de respaldo actuará {B*}.",
    "Solicito registrar a {N*} en lugar de {O}, con {B*} como backup.", "Cámbiese a {O*} por {N*}.",
    "Sale {O}. Entra {N*}.", "El administrador que deja el cargo es {O*} y el que lo toma es {N*}.",
    "La administración institucional pasa de manos de {O} a las de {N*}.", "Entra como AIQ {N*}. Sale {O*}.",
    "Me permito comunicar que {N*} es el nuevo administrador institucional. {O} dejó de laborar con nosotros.",
    "{O*} entrega la administración de Quipux a {N*}.", "{N*} reemplaza a {O*}.", "Reemplazar: {O*}. Registrar: {N*}.",
    "Para reemplazar a {N*}, nuevo AIQ, en sus vacaciones, hemos escogido a {B*}.", "El backup de {N*}, nuevo AIQ, es {B*}.",
    "{N*} y {B*} administrarán el Quipux como principal y backup, en su orden.", "{N*} reemplaza a {O} y {B*} será el backup.",
    "Deja de ser AIQ {O}. En adelante: AIQ, {N*}; respaldo, {B*}.", "Que se elimine a {O} y se ponga a {N*} de administrador.",
    "{O} se jubiló. Para AIQ designo a {N*} y para suplirlo a {B*}.", "Concluyó su encargo {O*}, a quien sustituye {N*}.",
    "Pido que {O*} sea retirado de la base y que en ella se inscriba a {N*}.", "Ya no es AIQ {O*}. El AIQ es {N*}.",
    "{B*} quedará como backup de {N*}, que es el nuevo administrador.", "{N*} entra por {O}; {B*} entra como backup.",
    "Quien sustituye a {N*}, nuevo AIQ, cuando este falta es {B*}.", "Cesa {O}, asume {N*} y respalda {B*}.",
    "{N*} es el nuevo AIQ, {O*} es el anterior.", "{O*} ya no será AIQ, lo será {N*}.",
    "Hasta diciembre administró {O}. Este año lo hará {N*}.", "{O} pasó a la Jefatura de Compras y {N*} asumió la administración.",
)  # fmt: skip
OTHERS = (
    "", "", "De ser necesario coordinar la capacitación con {X}.", "El pedido cuenta con el visto bueno de {X}.",
    "{X} consta como delegado de la máxima autoridad.", "Lo expuesto fue informado por {X}, Jefe de Talento Humano.",
    "Como testigo de la entrega estuvo {X}.", "Mayor información con {X}, celular 0990001112.",
    "Cualquier inquietud será atendida por {X} al teléfono 042 555 111.", "Su jefe inmediato es {X}.",
)  # fmt: skip
ROLES = {"N": "aiq", "O": "aiq_saliente", "B": "aiq_backup"}
CEDULAS = ("1712345675", "1710034065", "0102030400")


def _said(chance: random.Random, truth: dict[str, str]) -> str:
    order = chance.sample(list(DATA), chance.choice((5, 5, 3)))
    parts = []
    for field in order:
        values = (truth[field], truth["extension"]) if field == "telefono" else (truth[field],)
        parts.append(chance.choice(DATA[field]).format(*values))
    for field in DATA.keys() - order:
        truth.pop(field)
        truth.pop("extension" if field == "telefono" else "", None)
    mark = chance.choice((", ", "; "))
    return f" ({mark.join(parts)})" if chance.random() < 0.15 else f", {mark.join(parts)},"


def _request(chance: random.Random, asked: str) -> tuple[str, dict[str, dict[str, str]]]:
    people = dict(zip("NOBX", chance.sample(PEOPLE, 4), strict=True))
    truth: dict[str, dict[str, str]] = {}
    later = ""
    for at, key in enumerate("NOB"):
        article, title, name = people[key]
        person = f"{article} {title} {name}" if title else name
        own = {"nombres_apellidos": name, "cedula": CEDULAS[at], "cargo": chance.choice(POSTS), "correo": f"x{at}@ipx.gob.ec",
               "telefono": f"02250{at}200", "extension": f"12{at}4", "celular": f"098765432{at}"}  # fmt: skip
        if f"{{{key}*}}" in asked:
            tells_later = chance.random() < 0.3
            of = f"De {person}".replace("De el ", "Del ")
            later += " " + AGAIN.format(Of=of, **own) if tells_later else ""
            said = "" if tells_later else _said(chance, own)
            asked = asked.replace(f"{{{key}*}}", person + said)
        elif f"{{{key}}}" in asked:
            asked = asked.replace(f"{{{key}}}", person)
            own = {"nombres_apellidos": name}
        else:
            continue
        truth[ROLES[key]] = own
    article, title, name = people["X"]
    other = chance.choice(OTHERS).format(X=f"{article} {title} {name}" if title else name)
    text = f"{asked[:1].upper()}{asked[1:]}{later} {other[:1].upper()}{other[1:]}"
    for wrong, right in ((" de el ", " del "), (" a el ", " al "), (",.", "."), (",;", ";"), (",,", ","), (" ,", ",")):
        text = text.replace(wrong, right)
    return textwrap.fill(text.strip(), 95), truth


@pytest.mark.parametrize("asked", ASKED)
def test_everybody_has_his_part_and_his_data(asked):
    for number in range(12):
        text, truth = _request(random.Random(f"{asked}{number}"), asked)
        bound = leida(text)
        for role in ROLES.values():
            assert datos(bound, role) == truth.get(role, {}), text
