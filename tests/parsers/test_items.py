"""All of one person, or all that reaches one, told in a row: by chance, with every mark, sign and width of the page."""

import random
import textwrap

import pytest

from tests.parsers.letters import datos, leida

NAMES = ("Ana Rosa Mena Cruz", "GIL RON MARÍA ISABEL", "Luis Paz", "María del Carmen Vera de la Torre", "José Ávila-Paz",
         "Leticia Bazurto De la Vega", "Luz Coro", "Amaru Jhon López San Andrés", "Ma. Fernanda Ruiz Ponce")  # fmt: skip
TITLES = ("", "", "Ing. ", "Mgs. ", "Srta. Lcda. ")
POSTS = ("Analista de TIC 2", "Técnico III", "Jefe de Sistemas (E)", "Directora de TIC, Encargada", "Secretaria - Tesorera",
         "Especialista de Tecnologías de la Información y Comunicación", "SERVIDORA PÚBLICA DE SERVICIOS 1",
         "Administrador de Redes", "Coordinador/a de TIC", "Responsable de Documentación y Archivo")  # fmt: skip
CARDS = ("1712345675", "0601234560", "1020304059")
WRITTEN = ("{0}{1}{2}{3}", "{0}{1}{2}-{3}", "{0} {1} {2}{3}", "{0}{1}{2} {3}")
PHONES = ("022200200", "(02) 2200200", "02 220-0200", "+593-2-220-0200", "02-2200 200")
MOBILES = ("0991234567", "099 123-4567", "0991-234-567", "+593 99 123 4567")
ADDRESSES = ("ana_paz@ipx.gob.ec", "A.PAZ89@INSTITUTODEPRUEBAS.GOB.EC")
SAID = {
    "cedula": ("C.I. ", "CI ", "cédula Nro. ", "con C.I. ", "cédula de ciudadanía ", "C.C.: "),
    "cargo": ("cargo ", "cargo: ", "puesto ", "con cargo "),
    "correo": ("correo ", "mail: ", "correo electrónico "),
    "telefono": ("telf. ", "teléfono: ", "tel. "),
    "extension": ("ext. ", "extensión ", "Ext. "),
    "celular": ("cel. ", "celular ", "móvil "),
}
NONE = ("ext. N.A.", "ext. S/N", "ext. No se dispone", "ext. –", "sin extensión")
ROLES = {
    "aiq": ("AIQ entrante (nuevo)", "AIQ DESIGNADO (NUEVO)", "Persona que asume", "Ingresa", "Administrador designado"),
    "aiq_saliente": ("AIQ saliente (actual)", "AIQ al que se reemplaza", "Persona que deja el cargo", "Sale"),
    "aiq_backup": ("Backup del AIQ principal", "AIQ DE BACKUP", "Persona de respaldo (backup)", "Suplente"),
}
HEADS = {"aiq": "Datos del nuevo AIQ:", "aiq_saliente": "DATOS DEL AIQ QUE SE RETIRA", "aiq_backup": "AIQ de respaldo"}
BULLETS = ("• ", "- ", "→ ", "✓ ", "o ", "· ", "{n}. ", "{n}) ", "{a}) ", "{r}. ", "{n}.- ", "({n}) ", "")
SIGNS = (", ", "; ", " - ", " – ", " / ", " | ")
AFTER = ("Sin otro particular por el momento, suscribo.", "Agradeceré que se notifique también a secretaria@ipx.gob.ec.")


def _person(chance: random.Random, name: str, card: str) -> tuple[dict[str, str], str, list[str]]:
    """What is true of a person, the name with its title, and the other data as they are told."""
    written = chance.choice(WRITTEN).format(card[:4], card[4:7], card[7:9], card[9])
    post, address = chance.choice(POSTS), chance.choice(ADDRESSES)
    truth = {"nombres_apellidos": name, "cedula": card, "cargo": post, "correo": address.lower(), "telefono": "022200200"}
    told = {"cedula": written, "cargo": post, "correo": address, "telefono": chance.choice(PHONES),
            "extension": "1234", "celular": chance.choice(MOBILES)}  # fmt: skip
    truth |= {"celular": "0991234567"}
    absent = chance.random() < 0.3
    truth |= {} if absent else {"extension": "1234"}
    parts = [
        chance.choice(NONE) if campo == "extension" and absent else chance.choice(SAID[campo]) + value
        for campo, value in told.items()
    ]
    return truth, chance.choice(TITLES) + name, parts


def _wrapped(text: str, width: int, hang: str) -> str:
    return "\n".join(
        textwrap.wrap(text, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    )


def _assert_read(text: str, truth: dict[str, dict[str, str]]) -> None:
    bound = leida(text)
    assert {role: datos(bound, role) for role in truth} == truth, text


def _people(chance: random.Random) -> list[tuple[str, dict[str, str], str, list[str]]]:
    roles = chance.sample(list(ROLES), chance.choice((2, 3)))
    names = chance.sample(NAMES, len(roles))
    return [(role, *_person(chance, name, card)) for role, name, card in zip(roles, names, CARDS, strict=False)]


def _letter(chance: random.Random, items: list[str], mark: str) -> str:
    width, hang = chance.choice((60, 72, 80, 92)), chance.choice(("", "  ", "    "))
    begun = [mark.format(n=at + 1, a="abc"[at], r=("I", "II", "III")[at]) for at in range(len(items))]
    lines = [_wrapped(begin + item, width, hang) for begin, item in zip(begun, items, strict=True)]
    return "\n".join(["Administradores:", *lines, _wrapped(chance.choice(AFTER), width, "")])


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("mark", BULLETS)
def test_a_person_in_a_row_is_read_whatever_parts_the_data(mark, sign):
    chance = random.Random(mark + sign)
    for _ in range(2):
        people = _people(chance)
        end = chance.choice(("", ".", ";"))
        items = [
            chance.choice(ROLES[role]) + chance.choice((": ", ".- ", " – ")) + sign.join([name, *parts]) + end
            for role, _, name, parts in people
        ]
        _assert_read(_letter(chance, items, mark), {role: truth for role, truth, *_ in people})


@pytest.mark.parametrize("sign", SIGNS[:2])
@pytest.mark.parametrize("mark", BULLETS)
def test_a_person_whose_part_stands_behind_the_name(mark, sign):
    chance = random.Random(sign + mark)
    people = _people(chance)
    how = chance.choice(("{name} ({role})", "{name}, {role}", "{name} – {role}"))
    called = {role: chance.choice(ROLES[role]).replace("(", "").replace(")", "") for role in ROLES}
    items = [sign.join([how.format(name=name, role=called[role]), *parts]) for role, _, name, parts in people]
    _assert_read(_letter(chance, items, mark), {role: truth for role, truth, *_ in people})


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("called", ["Contactos", "Contacto", "Datos de contacto", "MEDIOS DE CONTACTO"])
def test_one_line_tells_all_that_reaches_a_person(called, sign):
    chance = random.Random(called + sign)
    people, width = _people(chance), chance.choice((60, 72, 80, 92))
    lines = []
    for role, truth, name, (_, _, *reach) in people:
        lines += [HEADS[role], f"Nombres y apellidos: {name}", f"Cédula: {truth['cedula']}", f"Cargo: {truth['cargo']}"]
        lines.append(_wrapped(f"{called}: {sign.join(reach)}", width, ""))
    _assert_read("\n".join([*lines, AFTER[0]]), {role: truth for role, truth, *_ in people})


SPELT = ("Cédula", "Cargo", "Correo electrónico", "Teléfono", "Extensión", "Celular")
COUNTS = ("{a}) ", "{a}. ", "{r}. ", "{n}.- ", "o ", "")


@pytest.mark.parametrize("how", ["{name} ({role})", "{role} – {name}", "{role}: {name}", "{name} – {role}"])
@pytest.mark.parametrize("count", COUNTS)
def test_a_name_with_its_part_is_the_title_over_its_data(count, how):
    chance = random.Random(count + how)
    lines = []
    people = _people(chance)
    for at, (role, truth, name, _) in enumerate(people):
        called = chance.choice(ROLES[role]).replace("(", "").replace(")", "")
        begun = count.format(n=at + 1, a="abc"[at], r=("I", "II", "III")[at])
        lines.append(begun + how.format(name=name, role=called))
        order = ("cedula", "cargo", "correo", "telefono", "extension", "celular")
        lines += [f"- {label}: {truth.get(campo, 'N.A.')}" for label, campo in zip(SPELT, order, strict=True)]
    _assert_read("\n".join([*lines, AFTER[0]]), {role: truth for role, truth, *_ in people})


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("grouped", [False, True])
def test_titles_may_be_counted_by_letters_and_their_data_stand_in_groups(grouped, count):
    chance = random.Random(count)
    order = ("nombres_apellidos", "cedula", "cargo", "correo", "telefono", "extension", "celular")
    lines = []
    people = _people(chance)
    for at, (role, truth, *_) in enumerate(people):
        lines.append(count.format(n=at + 1, a="abc"[at], r=("I", "II", "III")[at]) + HEADS[role])
        for label, campo in zip(("Nombres y apellidos", *SPELT), order, strict=True):
            if grouped and campo in ("nombres_apellidos", "correo"):
                lines.append("Datos personales:" if campo == "nombres_apellidos" else "Datos de contacto:")
            lines.append(f"· {label} = {truth.get(campo, 'S/N')}")
    _assert_read("\n".join([*lines, AFTER[0]]), {role: truth for role, truth, *_ in people})


def test_the_longest_line_of_a_list_ends_before_the_next_sentence():
    bound = leida(f"""Datos del nuevo AIQ:
Nombres y apellidos: Luis Paz
Cédula: 1712345675
Cargo: Especialista de Tecnologías de la Información y Comunicación
{AFTER[0]}""")
    assert datos(bound)["cargo"] == "Especialista de Tecnologías de la Información y Comunicación"


def test_a_dash_within_a_post_is_no_mark_behind_its_label():
    bound = leida("AIQ entrante: Luz Coro, C.I. 1712345675, cargo Secretaria - Tesorera, correo a@ipx.gob.ec")
    assert datos(bound)["cargo"] == "Secretaria - Tesorera"


ORDER = ("nombres_apellidos", "cedula", "cargo", "correo", "telefono", "extension", "celular")
OWNERS = {"aiq": "entrante", "aiq_saliente": "saliente", "aiq_backup": "backup"}


@pytest.mark.parametrize("how", ["{who} {value}", "{value} ({who})", "AIQ {who}: {value}"])
@pytest.mark.parametrize("sign", [", ", "; ", " / "])
def test_one_line_may_tell_a_datum_of_everybody(sign, how):
    chance = random.Random(sign + how)
    for width in (60, 80, 92):
        people = _people(chance)
        lines = []
        for label, campo in zip(("Nombres y apellidos", *SPELT), ORDER, strict=True):
            values = [how.format(who=OWNERS[role], value=truth[campo]) for role, truth, *_ in people if campo in truth]
            lines += [_wrapped(f"- {label}: {sign.join(values)}", width, "  ")] if values else []
        _assert_read("\n".join([*lines, AFTER[1]]), {role: truth for role, truth, *_ in people})


@pytest.mark.parametrize("mark", BULLETS)
def test_parts_may_stand_in_parentheses(mark):
    chance = random.Random(mark)
    people = _people(chance)
    items = []
    for role, truth, name, (card, _, *reach) in people:
        called = chance.choice(ROLES[role]).replace("(", "").replace(")", "")
        items.append(
            chance.choice((
                f"{called}: {name} ({card}), {truth['cargo']} ({'; '.join(reach)})",
                f"{called}: {name}, {card}, cargo {truth['cargo']}. Contacto: {'; '.join(reach)}.",
                f"{name}, {card}, {truth['cargo']}, {', '.join(reach)} ({called})",
            ))
        )  # fmt: skip
    _assert_read(_letter(chance, items, mark), {role: truth for role, truth, *_ in people})


def test_values_of_several_people_in_one_place_leave_a_doubt():
    bound = leida("Datos del nuevo AIQ:\nNombres y apellidos: Ana Paz Ruiz\nCédula: 1712345675 y 0601234560")
    assert any(problem.campo == "aiq.cedula" and problem.codigo == "dudoso" for problem in bound.problems)


@pytest.mark.parametrize("title", ["ANTECEDENTES", "Motivación", "A. JUSTIFICACIÓN", "I. Antecedentes"])
@pytest.mark.parametrize("begun", ["Mediante memorando se dispuso", "Con fecha reciente se hizo", "Conforme a lo publicado sigue"])
def test_a_title_with_the_sentence_below_it_is_nobodys_name(begun, title):
    bound = leida(f"""{title}
{begun} la actualización de los administradores.
TERCERO.- DATOS DEL ADMINISTRADOR QUE INGRESA
Nombres y apellidos: Ana Paz Ruiz
Cédula: 1712345675""")
    assert datos(bound)["nombres_apellidos"] == "Ana Paz Ruiz"
    assert set(bound.people) == {"aiq"}


@pytest.mark.parametrize("heads", [HEADS, {"aiq": "Nuevo administrador",
    "aiq_saliente": "Administrador Institucional Quipux que cesa en funciones",
    "aiq_backup": "DATOS DEL ADMINISTRADOR DE RESPALDO"}])  # fmt: skip
@pytest.mark.parametrize("label", ["", "correo ", "E-mail: "])
def test_a_card_may_tell_its_address_without_a_label(label, heads):
    chance = random.Random(label)
    for _ in range(4):
        people = _people(chance)
        lines = []
        for role, truth, name, (card, _, _, phone, extension, mobile) in people:
            lines += [heads[role], name, truth["cargo"], card, f"{phone} {extension}", mobile, label + truth["correo"]]
            lines += [""] * chance.choice((0, 1))
        _assert_read("\n".join([*lines, AFTER[0]]), {role: truth for role, truth, *_ in people})


def _listed(truth: dict[str, str], mark: str, bullet: str) -> list[str]:
    """A person's data, a line for each."""
    pairs = zip(("Nombres y apellidos", *SPELT), ORDER, strict=True)
    return [f"{bullet}{label}{mark}{truth[campo]}" for label, campo in pairs if campo in truth]


ANNOUNCED = {
    "aiq": ("Solicito que se registre como nuevo Administrador", "Institucional Quipux a la siguiente persona:"),
    "aiq_saliente": ("Asimismo, solicito que se desactive al administrador", "saliente, cuyos datos son:"),
    "aiq_backup": ("De igual manera, se designa como AIQ", "backup a:"),
}


@pytest.mark.parametrize("mark", [": ", " = ", " - ", ".- "])
@pytest.mark.parametrize("bullet", ["", "- ", "❖ ", "o "])
def test_whose_a_list_is_may_be_told_by_its_last_line(bullet, mark):
    chance = random.Random(bullet + mark)
    people = _people(chance)
    lines = []
    for at, (role, truth, *_) in enumerate(people):
        lines += [f"Administrador {at + 1}:", *_listed(truth, mark, bullet)]
        lines.append(f"{bullet}Calidad en Quipux{mark}AIQ {OWNERS[role]}")
    _assert_read("\n".join([*lines, AFTER[0]]), {role: truth for role, truth, *_ in people})


@pytest.mark.parametrize("mark", [": ", " = ", ".- "])
@pytest.mark.parametrize("bullet", ["", "- ", "❖ "])
def test_a_sentence_of_two_lines_or_a_title_between_drawn_lines_heads_a_list(bullet, mark):
    chance = random.Random(bullet + mark)
    people = _people(chance)
    told, drawn = [], []
    for role, truth, *_ in people:
        told += [*ANNOUNCED[role], *_listed(truth, mark, bullet), ""]
        drawn += ["==========", HEADS[role].rstrip(":"), "==========", *_listed(truth, mark, bullet)]
    for lines in (told, drawn):
        _assert_read("\n".join([*lines, AFTER[0]]), {role: truth for role, truth, *_ in people})


@pytest.mark.parametrize("how", ["Datos de {name} ({role}):", "Datos de {name}, {role}:", "Información de {name} – {role}"])
@pytest.mark.parametrize("named", [False, True])
def test_a_title_may_name_whose_data_follow(named, how):
    chance = random.Random(how)
    people = _people(chance)
    lines = []
    for role, truth, name, _ in people:
        lines.append(how.format(name=name, role=f"AIQ {OWNERS[role]}"))
        lines += _listed(truth if named else {k: v for k, v in truth.items() if k != ORDER[0]}, ": ", "- ")
    _assert_read("\n".join([*lines, AFTER[0]]), {role: truth for role, truth, *_ in people})


def test_a_label_left_blank_does_not_take_the_next_title():
    bound = leida("""Información del AIQ saliente:
Nombres y apellidos: Ana Paz Ruiz
Celular:
Información del AIQ backup:
Nombres y apellidos: Luz Coro""")
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Ana Paz Ruiz"}
    assert datos(bound, "aiq_backup") == {"nombres_apellidos": "Luz Coro"}


def test_a_line_of_a_sentence_is_no_item():
    bound = leida("""Datos del nuevo administrador, que reemplaza al ingeniero Álvaro Renato
Pupiales Fuertes, y acogió mi propuesta de encargar esa tarea al tecnólogo Cristhian Josué
Benalcázar Ipiales, Asistente de Informática, con cédula 1712345675.""")
    assert "Pupiales Fuertes" not in (datos(bound).get("nombres_apellidos"), datos(bound, "aiq_saliente").get("x"))


def test_what_a_post_does_not_hold_leaves_a_doubt():
    bound = leida("AIQ entrante: Ana Paz Ruiz, C.I. 1712345675, cargo Analista de TIC, Dirección Administrativa, cel. 0991234567")
    assert datos(bound)["cargo"] == "Analista de TIC, Dirección Administrativa"
    assert [problem.campo for problem in bound.problems if problem.codigo == "dudoso"] == ["aiq.cargo"]


def test_a_number_that_may_be_two_things_is_told_by_the_other():
    bound = leida("AIQ entrante: Ana Paz Ruiz, 1712345675, 0921365979, a@ipx.gob.ec")
    assert (datos(bound)["cedula"], datos(bound)["celular"]) == ("1712345675", "0921365979")


def test_an_area_in_parentheses_is_no_number_of_an_item():
    bound = leida("Datos del nuevo AIQ:\nNombres: Ana Paz Ruiz\nCédula: 1712345675\nCorreo: ana@ipx.gob.ec\n(02) 3138-749")
    assert datos(bound)["telefono"] == "023138749"
