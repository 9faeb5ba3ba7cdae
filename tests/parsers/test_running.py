"""Data without a mark between label and value: run on in a sentence, told one by one, as on a visiting card, or two
labels before one colon."""

import random
import textwrap

import pytest

from tests.parsers.letters import datos, leida

NAMES = ("Ana Rosa Mena Cruz", "MENA CRUZ ANA ROSA", "María del Carmen Vera de la Torre", "Ing. Luis Paz Gil")
POSTS = ("Analista de TIC 2", "Técnico III", "JEFE DE SISTEMAS (E)", "Especialista de Gestión Documental y Archivo")
HOUSES = (("Instituto de Pruebas", "IPX"), ("Consejo Cantonal de Protección, Cuidado y Amparo", "CCPCA"),
          ("Gobierno Autónomo Descentralizado Municipal de Santa Elena", "GADMSE"))  # fmt: skip
PHONES = ("022200200", "(02) 2200-200", "(02) - 2200200", "02 220 0200", "+59322200200")
MOBILES = ("0991234567", "099 123 4567", "+593-99-123-4567")
LABELS = {
    "nombres_apellidos": ("nombres y apellidos", "nombre completo del AIQ", "nombre de la servidora o servidor",
                          "apellidos y nombres (como en la cédula)"),
    "cedula": ("cédula", "número de cédula", "C.I. Nº", "CI / CC", "nro. de documento (cédula)", "documento de identidad"),
    "cargo": ("cargo", "cargo que ocupa", "puesto institucional que ocupa", "cargo / Función", "denominación del puesto"),
    "correo": ("correo", "correo electrónico", "correo electrónico para notificaciones", "e-mail institucional"),
    "telefono": ("teléfono", "teléfono de oficina", "número convencional", "telf. institucional"),
    "extension": ("extensión", "ext.", "núm. de extensión", "extensión N.º"),
    "celular": ("celular", "número celular", "celular del contacto", "telf. móvil"),
}  # fmt: skip
SUBJECTS = {
    "nombres_apellidos": ("La persona designada se llama", "El nuevo administrador es", "El nombre de la persona es"),
    "cedula": ("Su número de cédula es", "La cédula de la servidora es"),
    "cargo": ("El cargo que desempeña es", "Su puesto es"),
    "correo": ("Su correo electrónico es", "El correo al que se le puede escribir es"),
    "telefono": ("El teléfono de su oficina es", "Su número convencional es"),
    "extension": ("La extensión que le corresponde es", "Su extensión es"),
    "celular": ("Su número de celular es", "El celular con el que cuenta es"),
}
HEADS = ("Datos del nuevo administrador", "Servidora o servidor que recibe la administración:", "NUEVO AIQ",
         "Sobre el nuevo administrador")  # fmt: skip


def _person(chance: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """What is written of somebody, and what must be read."""
    name, post = chance.choice(NAMES), chance.choice(POSTS)
    written = {"nombres_apellidos": name, "cedula": "1712345675", "cargo": post, "correo": "ana@ipx.gob.ec",
               "telefono": chance.choice(PHONES), "extension": "1234", "celular": chance.choice(MOBILES)}  # fmt: skip
    truth = written | {"nombres_apellidos": name.removeprefix("Ing. "), "telefono": "022200200", "celular": "0991234567"}
    return written, truth


def _wrapped(text: str, chance: random.Random) -> str:
    return textwrap.fill(text, chance.choice((70, 90, 110)), break_on_hyphens=False, break_long_words=False)


def _sentence(written: dict[str, str], chance: random.Random) -> str:
    told = [f"{chance.choice(LABELS[field])} {value}" for field, value in written.items()]
    return _wrapped("Los datos son: " + ", ".join(told) + ".", chance)


def _items(written: dict[str, str], chance: random.Random) -> str:
    mark = chance.choice(("- ", "• ", "", "1. "))
    return "\n".join(f"{mark}{chance.choice(SUBJECTS[field])} {value}." for field, value in written.items())


def _card(written: dict[str, str], chance: random.Random) -> str:
    short = {"cedula": "C.I. ", "correo": "E-mail: ", "telefono": "Telf. ", "extension": "Ext. ", "celular": "Cel. "}
    order = ("nombres_apellidos", "cargo", *short)
    return "\n".join(short.get(field, "") + written[field] for field in order)


def _pairs(written: dict[str, str], chance: random.Random) -> str:
    rows = list(written.items())
    labels = {field: LABELS[field][at].capitalize() for field, at in zip(written, (0, 0, 1, 0, 0, 2, 1), strict=True)}
    pairs = [rows[at : at + 2] for at in range(0, len(rows), 2)]
    lines = [" / ".join(labels[f] for f, _ in pair) + ": " + " / ".join(v for _, v in pair) for pair in pairs]
    return "\n\n".join(_wrapped(line, chance) for line in lines)


def _shuffled(written: dict[str, str], chance: random.Random) -> dict[str, str]:
    return dict(chance.sample(list(written.items()), len(written)))


@pytest.mark.parametrize("layout", [_sentence, _items, _card, _pairs])
@pytest.mark.parametrize("seed", range(12))
def test_a_person_is_read_without_marks(layout, seed):
    chance = random.Random(f"{layout.__name__}{seed}")
    written, truth = _person(chance)
    if layout is not _card:
        written = _shuffled(written, chance)
    text = f"{chance.choice(HEADS)}\n{layout(written, chance)}\n\nAgradezco su atención."
    assert datos(leida(text)) == truth, text


@pytest.mark.parametrize("seed", range(12))
def test_a_house_is_read_without_marks(seed):
    chance = random.Random(seed)
    name, siglas = chance.choice(HOUSES)
    told = (f"Los datos son: nombre de la institución {name}, siglas {siglas}.",
            f"Nombre de la institución / Siglas: {name} / {siglas}",
            f"- La institución que realiza este pedido es {name}.\n- Las siglas institucionales son {siglas}.")  # fmt: skip
    written, truth = _person(chance)
    text = f"Datos de la institución\n{chance.choice(told)}\n\nNuevo AIQ\n{_items(written, chance)}"
    bound = leida(text)
    assert (bound.institution.nombre, bound.institution.siglas) == (name, siglas), text
    assert datos(bound) == truth, text


@pytest.mark.parametrize(
    "said",
    [
        "El motivo del cambio es la salida del servidor.\nEl objetivo de la institución es servir.\n",
        "La institución es responsable, la cédula del firmante es otra y el cargo es de libre remoción.\n",
    ],
)
def test_sentences_that_tell_no_datum_stay_sentences(said):
    assert datos(leida(f"{said}\nNuevo AIQ:\nCédula: 1712345675")) == {"cedula": "1712345675"}


@pytest.mark.parametrize(("left", "right"), [("______ ", " ______"), ("[ ", " ]"), ("« ", " »"), ("“", "”"), ("<< ", " >>")])
def test_what_stands_around_a_value_is_no_part_of_it(left, right):
    written, truth = _person(random.Random(left))
    lines = [f"{LABELS[field][0].capitalize()}: {left}{value}{right}" for field, value in written.items()]
    assert datos(leida("Datos del nuevo administrador:\n" + "\n".join(lines))) == truth


def test_labels_that_a_narrow_column_broke_before_their_dash_are_a_list_and_no_sentence():
    text = (
        "Nombres y\napellidos - Ana\nRosa Mena Cruz\nCédula -\n1712345675\nCargo - Analista\nde TIC 2\n"
        "Correo electrónico\n-\nana.mena@ipx.gob.ec"
    )
    assert datos(leida(text))["cedula"] == "1712345675"
