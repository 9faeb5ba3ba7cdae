# Whoever writes reading rules does not read this file, nor reserva.toml: the score on this half is honest only then.
"""The reserved half: numbers, dates and layouts of its own; its words are in reserva.toml."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence

from tests.corpus.layouts import Ficha, Fila, Plano
from tests.corpus.letters import MESES, fecha_larga
from tests.corpus.model import Block, Items, Para, Space, Table
from tests.corpus.papers import DIAS
from tests.corpus.pools import load

NOMBRES = ("nombres_apellidos", "nombres", "apellidos")
ALCANZAR = ("correo", "telefono_extension", "telefono", "extension", "celular")
USUAL = (*NOMBRES, "cedula", "cargo", *ALCANZAR)
FONOS = ("telefono_extension", "telefono", "extension")
ORDENES = (
    ("cedula", *NOMBRES, "cargo", "celular", *FONOS, "correo"),
    (*NOMBRES, "cargo", "cedula", "correo", "celular", *FONOS),
    ("cargo", *NOMBRES, "cedula", *FONOS, "celular", "correo"),
    (*NOMBRES, "cedula", "correo", "celular", *FONOS, "cargo"),
    (*NOMBRES, "cargo", "correo", *FONOS, "celular", "cedula"),
    (*NOMBRES, "cedula", "cargo", "celular", "correo", *FONOS),
)
ANCHURAS = {
    "cedula": 0.13,
    "cargo": 0.16,
    "correo": 0.22,
    "telefono": 0.12,
    "telefono_extension": 0.15,
    "extension": 0.07,
    "celular": 0.13,
}


def _base(siglas: str) -> str:
    return siglas.replace(" ", "-")


def _de_quipux(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 3999):04d}-{rng.choice(('O', 'O', 'O', 'OF'))}"
    return number, number


def _sin_ceros(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(10, 999)}-OF"
    return number, number


def _anio_corto_al_final(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{rng.randint(1, 399):03d}-{year % 100}"
    return number, number


def _sin_area(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{rng.randint(1, 499):04d}-{year}"
    return number, number


def _secuencia_y_siglas(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{rng.randint(1, 299):03d}-{_base(siglas)}-{year}"
    return number, number


def _rayas_juntas(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    parts = (*_base(siglas).split("-"), area, f"{year}", f"{rng.randint(1, 999):04d}", "O")
    return "–".join(parts), "-".join(parts)


def _guion_en_renglon(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    head, tail = f"{_base(siglas)}-{area}-{year}", f"-{rng.randint(1, 2999):04d}-O"
    return f"{head}\n{tail}", head + tail


def _area_y_secuencia(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{area}-{rng.randint(1, 599):04d}-{_base(siglas)}-{year}-OF"
    return number, number


def _dia_y_cifra(day: dt.date, city: str) -> str:
    word = {1: "uno", 31: "treinta y uno"}.get(day.day, DIAS[day.day])
    return f"{city}, {word} ({day.day}) de {MESES[day.month - 1]} de {day.year}"


def _all(plan: Plano) -> tuple[Ficha, ...]:
    return (plan.institucion, *plan.personas)


def _given(ficha: Ficha) -> dict[str, str]:
    """What is known of a person, without the word that some write before an extension."""
    return {row.campo: row.valor.removeprefix("Ext. ") for row in ficha.filas if row.valor}


def _full_name(person: Ficha) -> str:
    values = _given(person)
    return values.get("nombres_apellidos") or f"{values['nombres']} {values['apellidos']}"


def _nameless(rows: Sequence[Fila]) -> list[Fila]:
    return [row for row in rows if row.campo not in NOMBRES]


def _role(plan: Plano, person: Ficha) -> str:
    return plan.rng.choice(plan.pools.roles[person.rol])


def _tidy(title: str) -> str:
    return title.rstrip(":. ")


def _inside(text: str) -> str:
    """A value within a sentence, where a full stop at its end would be one too many."""
    return text.rstrip(" .,;")


def _columns(persons: Sequence[Ficha], apart: bool = False) -> tuple[list[str], dict[str, str]]:
    """The fields of the columns that serve all these persons, and their labels; names are told in one column
    unless `apart`."""
    names = {row.campo: row.etiqueta for person in persons for row in person.filas}
    fields = sorted((campo for campo in names if apart or campo not in NOMBRES), key=USUAL.index)
    if "telefono_extension" in fields:
        fields = [campo for campo in fields if campo not in ("telefono", "extension")]
    if apart and persons[0].filas[0].campo == "apellidos":
        fields[:2] = ["apellidos", "nombres"]
    return fields, names


def _cell(person: Ficha, campo: str) -> str:
    values = {row.campo: row.valor for row in person.filas}
    return values.get(campo, values.get("telefono", "") if campo == "telefono_extension" else "")


def _short(plan: Plano) -> Mapping[str, str]:
    """Headings as short as a crowded table needs them."""
    return plan.rng.choice(plan.pools.cortas)


def _contact(words: Mapping[str, str], person: Ficha, joint: str = "\n") -> str:
    return joint.join(f"{words[row.campo]}: {row.valor}" for row in person.filas if row.campo in ALCANZAR and row.valor)


def _ruled(plan: Plano, rows: Sequence[Fila], lines: bool = True, share: float = 0.4) -> Table:
    colon = plan.rng.choice(("", ":"))
    body = tuple((row.etiqueta.rstrip(":") + colon, row.valor) for row in rows)
    return Table(body, lines=lines, widths=(share, 1 - share), size=plan.rng.choice((None, 9.5, 10)))


def _clear(plan: Plano) -> tuple[Fila, ...]:
    """The institution's rows under labels that need no heading above them."""
    whole = plan.rng.choice(plan.pools.entidad_sola)
    return tuple(
        Fila(row.campo, whole, row.valor)
        if row.campo == "institucion" and not any(word in row.etiqueta.lower() for word in ("instit", "entidad"))
        else row
        for row in plan.institucion.filas
    )


def _entity(plan: Plano) -> tuple[Block, ...]:
    """The institution above the persons' table: lines, a small table or a list."""
    rows, dice = plan.institucion.filas, plan.rng.random()
    title = Para(plan.institucion.titulo, plan.rng.choice(("normal", "bold")))
    if dice < 0.4:
        return (title, *(Para(plan.line(row)) for row in rows))
    if dice < 0.6:
        return (title, Items(tuple(plan.line(row) for row in rows), plan.rng.choice(("-", "•"))))
    if dice < 0.85:
        return (title, _ruled(plan, rows))
    return tuple(Para(plan.line(row)) for row in _clear(plan))


def _told_entity(plan: Plano) -> str:
    values = [row.valor for row in plan.institucion.filas]
    return values[0] if len(values) == 1 else plan.rng.choice(plan.pools.entidad_dicha).format(*values)


def _told_person(plan: Plano, person: Ficha) -> str:
    """All that is known of a person but the name, as a sentence goes on behind it."""
    words, values = plan.rng.choice(plan.pools.frases_dato), _given(person)
    if not values.get("extension", "0")[0].isdigit():
        values.pop("extension")
    order = plan.rng.choice((USUAL, USUAL, ORDENES[1], ORDENES[3], ORDENES[5]))
    found = [words[campo].format(_inside(values[campo])) for campo in order if campo in values and campo in words]
    if len(found) > 1 and not found[-1].startswith("extensión"):
        found[-1] = f"y {found[-1]}"
    return ", ".join(found)


def filas_a_mi_modo(plan: Plano) -> tuple[Block, ...]:
    """Heading and data for each subject, in an order that the writer found fitting."""
    rng, blocks = plan.rng, []
    order, how = rng.choice(ORDENES), rng.choice(("tabla", "tabla", "suelta", "lineas", "lista"))
    style, mark = rng.choice(("bold", "normal")), rng.choice(("•", "-", "1."))
    for ficha in _all(plan):
        rows = sorted(ficha.filas, key=lambda row: order.index(row.campo) if row.campo in order else 0)
        blocks.append(Para(ficha.titulo, style))
        if how == "lineas":
            blocks += [Para(plan.line(row)) for row in rows]
        elif how == "lista":
            blocks.append(Items(tuple(plan.line(row) for row in rows), mark))
        else:
            blocks.append(_ruled(plan, rows, how == "tabla", rng.choice((0.33, 0.4, 0.45))))
    return tuple(blocks)


def rol_al_final(plan: Plano) -> tuple[Block, ...]:
    """A numbered row for each person; the last column tells who comes and who leaves."""
    fields, _ = _columns(plan.personas)
    words = _short(plan)
    number, part = plan.rng.choice(plan.pools.cabeza_numero), plan.rng.choice(plan.pools.etiquetas["rol"])
    body = [(number, words["nombres_apellidos"], *(words[campo] for campo in fields), part)]
    for n, person in enumerate(plan.personas, 1):
        cells = (_cell(person, campo) for campo in fields)
        body.append((str(n), _full_name(person), *cells, _role(plan, person)))
    weights = (0.06, 0.17, *(ANCHURAS[campo] for campo in fields), 0.13)
    widths = tuple(weight / sum(weights) for weight in weights)
    return (*_entity(plan), Space(3), Table(tuple(body), header=True, widths=widths, size=6.6 * plan.escala))


def todo_horizontal(plan: Plano) -> tuple[Block, ...]:
    """A table of two rows for the institution and another for each person, headings above and data below."""
    rng, short = plan.rng, plan.rng.random() < 0.6
    words, style = _short(plan), rng.choice(("bold", "normal"))
    blocks: list[Block] = []
    for ficha in _all(plan):
        rows = ficha.filas
        person = ficha.rol != "institucion"
        head = tuple(words[row.campo] if short and person else row.etiqueta for row in rows)
        weights = [{**ANCHURAS, "siglas": 0.1}.get(row.campo, 0.17 if person else 0.3) for row in rows]
        widths = tuple(weight / sum(weights) for weight in weights)
        size = 7.2 if person else 9
        table = Table((head, tuple(row.valor for row in rows)), header=True, widths=widths, size=size * plan.escala)
        blocks += [Para(ficha.titulo, style), table]
    return tuple(blocks)


def entidad_en_cada_fila(plan: Plano) -> tuple[Block, ...]:
    """A row for each person, and in each of them the institution again."""
    words, entity = _short(plan), _clear(plan)
    part = plan.rng.choice(plan.pools.etiquetas["rol"])
    head = (*(row.etiqueta for row in entity), part, words["nombres_apellidos"], words["cedula"], words["cargo"])
    body = [(*head, plan.rng.choice(plan.pools.cabeza_contacto))]
    for person in plan.personas:
        who = (_full_name(person), _cell(person, "cedula"), _cell(person, "cargo"))
        body.append((*(row.valor for row in entity), _role(plan, person), *who, _contact(words, person)))
    weights = ((0.17, 0.11), (0.19,))[len(entity) == 1] + (0.12, 0.15, 0.12, 0.13, 0.26)
    widths = tuple(weight / sum(weights) for weight in weights)
    return (Table(tuple(body), header=True, widths=widths, size=7 * plan.escala),)


def saliente_junto_a_entrante(plan: Plano) -> tuple[Block, ...]:
    """Two persons side by side, each with labels of his own; who else there is stands below."""
    one, other = plan.personas[:2]
    fields, names = _columns((one, other), apart=True)
    body = [(_role(plan, one), "", _role(plan, other), "")]
    body += [(names[campo], _cell(one, campo), names[campo], _cell(other, campo)) for campo in fields]
    widths = plan.rng.choice(((0.18, 0.32, 0.18, 0.32), (0.2, 0.3, 0.2, 0.3)))
    blocks: list[Block] = [*_entity(plan), Space(4)]
    blocks.append(Table(tuple(body), header=True, widths=widths, size=8 * plan.escala))
    for person in plan.personas[2:]:
        blocks += [Para(person.titulo, "bold"), _ruled(plan, person.filas)]
    return tuple(blocks)


def nombrada_y_tabla(plan: Plano) -> tuple[Block, ...]:
    """A sentence names the new person and a table gives all data, the name again among them."""
    rng, person = plan.rng, plan.personas[0]
    post = _given(person).get("cargo")
    name = _full_name(person) + (f", {post}," if post and rng.random() < 0.5 else "")
    said = Para(rng.choice(plan.pools.se_nombra).format(nombre=name, institucion=_told_entity(plan)))
    if rng.random() < 0.5:
        return (said, _ruled(plan, (*_clear(plan), *person.filas), rng.random() < 0.8))
    return (said, *_entity(plan), Para(person.titulo, "bold"), _ruled(plan, person.filas, rng.random() < 0.8))


def resumen_y_detalle(plan: Plano) -> tuple[Block, ...]:
    """A small table tells who comes for whom; under it the data of each."""
    rng = plan.rng
    body = [(row.etiqueta, row.valor) for row in _clear(plan)]
    body += [(_role(plan, person), _full_name(person)) for person in plan.personas]
    blocks: list[Block] = [Table(tuple(body), widths=(0.38, 0.62), size=9.5), Space(4)]
    again, lines = rng.random() < 0.6, rng.random() < 0.3
    for person in plan.personas:
        rows = person.filas if again else _nameless(person.filas)
        told = [Para(plan.line(row)) for row in rows] if lines else [_ruled(plan, rows)]
        blocks += [Para(person.titulo, "bold"), *told]
    return tuple(blocks)


def punto_seguido(plan: Plano) -> tuple[Block, ...]:
    """A paragraph for each subject; a full stop behind every datum."""
    apart = plan.rng.random() < 0.4
    blocks: list[Block] = []
    for ficha in _all(plan):
        told = " ".join(f"{row.etiqueta.rstrip(':')}: {_inside(row.valor)}." for row in ficha.filas if row.valor)
        if apart:
            blocks += [Para(ficha.titulo, "bold"), Para(told)]
        else:
            blocks.append(Para(f"{_tidy(ficha.titulo)}. {told}"))
    return tuple(blocks)


def cuadro_y_contactos(plan: Plano) -> tuple[Block, ...]:
    """A table tells who they are; how to reach each of them is listed below it."""
    rng, pools = plan.rng, plan.pools
    roles = {person.rol: _role(plan, person) for person in plan.personas}
    words = _short(plan)
    body = [(rng.choice(pools.etiquetas["rol"]), words["nombres_apellidos"], words["cedula"], words["cargo"])]
    for person in plan.personas:
        body.append((roles[person.rol], _full_name(person), _cell(person, "cedula"), _cell(person, "cargo")))
    table = Table(tuple(body), header=True, widths=(0.22, 0.31, 0.2, 0.27), size=9 * plan.escala)
    joint = rng.choice((", ", "; ", " - "))
    listed = tuple(f"{roles[person.rol]}: {_contact(words, person, joint)}" for person in plan.personas)
    return (*_entity(plan), Space(3), table, Para(rng.choice(pools.titulo_contactos)), Items(listed, rng.choice("•-*")))


def descripcion_detalle(plan: Plano) -> tuple[Block, ...]:
    """One table under two headings; every label says of whom it is."""
    rng, pools = plan.rng, plan.pools
    words = rng.choice(pools.claras)
    rows = [*((row.etiqueta, row.valor) for row in _clear(plan))]
    person = plan.personas[0]
    order = rng.choice((USUAL, USUAL, *ORDENES))
    told = sorted(person.filas, key=lambda row: order.index(row.campo))
    if person.filas[0].campo == "apellidos":
        told = [*person.filas[:2], *(row for row in told if row.campo not in NOMBRES)]
    mine = [(words[row.campo], row.valor) for row in told]
    rows = rows + mine if rng.random() < 0.75 else mine + rows
    if rng.random() < 0.4:
        rows.insert(0, rng.choice(pools.fila_tramite))
    return (Table((rng.choice(pools.dos_cabezas), *rows), header=True, widths=(0.43, 0.57), size=9.5 * plan.escala),)


def una_sola_oracion(plan: Plano) -> tuple[Block, ...]:
    """Institution and person in one long sentence, as many write it who were never told of tables."""
    person = plan.personas[0]
    text = plan.rng.choice(plan.pools.oracion)
    holes = {"institucion": _told_entity(plan), "nombre": _full_name(person), "datos": _told_person(plan, person)}
    return (Para(text.format(**holes)),)


def en_ordinales(plan: Plano) -> tuple[Block, ...]:
    """Paragraphs that open with PRIMERO, SEGUNDO and so on: the institution, then each person in a sentence."""
    rng, pools = plan.rng, plan.pools
    marks = rng.choice(pools.ordinales_escritos)
    told = [rng.choice(pools.entidad_ordinal).format(_told_entity(plan))]
    for person in plan.personas:
        said = rng.choice(pools.persona_ordinal[person.rol])
        told.append(said.format(nombre=_full_name(person), datos=_told_person(plan, person)))
    return tuple(Para(f"{mark} {text}") for mark, text in zip(marks, told, strict=False))


def vinetas_anidadas(plan: Plano) -> tuple[Block, ...]:
    """A list whose items are the subjects, and under each a list of its data."""
    outer, inner = plan.rng.choice((("•", "o"), ("•", "-"), ("-", "*"), ("»", "–"), ("*", "1.")))
    blocks: list[Block] = []
    for ficha in _all(plan):
        blocks += [Items((ficha.titulo,), outer), Items(tuple(plan.line(row) for row in ficha.filas), inner)]
    return tuple(blocks)


def rol_en_una_fila(plan: Plano) -> tuple[Block, ...]:
    """A column for each person under a mere number; one of the rows tells what the person is."""
    rng, pools, persons = plan.rng, plan.pools, plan.personas
    fields, names = _columns(persons, apart=True)
    rows = [(names[campo], *(_cell(person, campo) for person in persons)) for campo in fields]
    part = (rng.choice(pools.etiquetas["rol"]), *(_role(plan, person) for person in persons))
    unit = (rng.choice(pools.cabeza_unidad), *(rng.choice(pools.unidades) for _ in persons))
    rows.insert(rng.choice((0, len(rows))), part)
    if rng.random() < 0.5:
        rows.insert(len(rows) - 1, unit)
    word = rng.choice(pools.persona_numerada)
    head = (rng.choice(pools.dos_cabezas)[0], *(word.format(n) for n in range(1, len(persons) + 1)))
    widths = (0.23,) + (0.77 / len(persons),) * len(persons)
    return (*_entity(plan), Space(3), Table((head, *rows), header=True, widths=widths, size=8 * plan.escala))


def formulario_interno(plan: Plano) -> tuple[Block, ...]:
    """The office's own form: its code on top, counted sections, remarks at the end."""
    rng, pools = plan.rng, plan.pools
    name, code = rng.choice(pools.formularios)
    blocks: list[Block] = [Table(((name, code),), widths=(0.7, 0.3), size=9)]
    counts = rng.choice((("1.", "2.", "3.", "4."), ("I.", "II.", "III.", "IV."), ("A)", "B)", "C)", "D)")))
    wide = rng.random() < 0.35
    for count, ficha in zip(counts, _all(plan), strict=False):
        title = _tidy(ficha.titulo)
        blocks.append(Para(f"{count} {title.upper() if counts[0] == 'I.' else title}", "bold"))
        cells = [f"{row.etiqueta.rstrip(':')}: {row.valor}".rstrip() for row in ficha.filas]
        cells += [""] * (len(cells) % 2)
        pairs = tuple(tuple(cells[n : n + 2]) for n in range(0, len(cells), 2))
        blocks.append(Table(pairs, widths=(0.5, 0.5), size=9) if wide else _ruled(plan, ficha.filas))
    blocks += [Space(4), Table((rng.choice(pools.fila_observacion),), widths=(0.3, 0.7), size=9)]
    return tuple(blocks)


def entidad_en_columnas(plan: Plano) -> tuple[Block, ...]:
    """A column for each person; the first rows tell the institution in every column."""
    fields, names = _columns(plan.personas, apart=True)
    persons = plan.personas
    rows = [(row.etiqueta, *(row.valor for _ in persons)) for row in _clear(plan)]
    mine = [(names[campo], *(_cell(person, campo) for person in persons)) for campo in fields]
    rows = rows + mine if plan.rng.random() < 0.7 else mine + rows
    head = (plan.rng.choice(plan.pools.dos_cabezas)[0], *(_role(plan, person) for person in persons))
    widths = (0.22,) + (0.78 / len(persons),) * len(persons)
    return (Table((head, *rows), header=True, widths=widths, size=8 * plan.escala),)


def cada_cual_a_su_modo(plan: Plano) -> tuple[Block, ...]:
    """Pasted together from several hands: every subject is arranged in another manner."""
    rng = plan.rng
    manners = rng.sample(("lineas", "tabla", "lista", "numeros", "fila", "encima"), len(_all(plan)))
    blocks: list[Block] = []
    for manner, ficha in zip(manners, _all(plan), strict=True):
        rows, told = ficha.filas, tuple(plan.line(row) for row in ficha.filas)
        blocks.append(Para(ficha.titulo, rng.choice(("bold", "normal"))))
        if manner == "lineas":
            blocks.append(Para("\n".join(told)))
        elif manner == "tabla":
            blocks.append(_ruled(plan, rows))
        elif manner == "lista":
            blocks.append(Items(told, rng.choice("•-")))
        elif manner == "numeros":
            blocks.append(Items(told, "1."))
        elif manner == "encima":
            cells = [f"{row.etiqueta.rstrip(':')}:\n{row.valor}".rstrip() for row in rows]
            cells += [""] * (-len(cells) % 3)
            body = tuple(tuple(cells[n : n + 3]) for n in range(0, len(cells), 3))
            blocks.append(Table(body, widths=(0.36, 0.28, 0.36), size=8.5 * plan.escala))
        else:
            weights = [{**ANCHURAS, "siglas": 0.1}.get(row.campo, 0.18) for row in rows]
            widths = tuple(weight / sum(weights) for weight in weights)
            words = _short(plan)
            head = tuple(words.get(row.campo, row.etiqueta) for row in rows)
            body = (head, tuple(row.valor for row in rows))
            blocks.append(Table(body, header=True, widths=widths, size=7.2 * plan.escala))
    return tuple(blocks)


def fila_telefonos(plan: Plano) -> tuple[Block, ...]:
    """Label and datum on each row of a table, but all telephones of a person in one of its cells."""
    rng, pools = plan.rng, plan.pools
    words, label, joint = rng.choice(pools.en_telefonos), rng.choice(pools.telefonos_juntos), rng.choice(("\n", " / "))
    blocks: list[Block] = []
    for ficha in _all(plan):
        rows = [row for row in ficha.filas if row.campo not in (*FONOS, "celular")]
        values = _given(ficha)
        fixed = values.get("telefono_extension", values.get("telefono"))
        if fixed and "extension" in values:
            fixed += words["extension"].format(values["extension"])
        parts = [words["telefono"].format(fixed)] if fixed else []
        parts += [words["celular"].format(values["celular"])] if "celular" in values else []
        if parts:
            rows.insert(rng.choice((len(rows), len(rows) - 1)), Fila("", label, joint.join(parts)))
        blocks += [Para(ficha.titulo, "bold"), _ruled(plan, rows, share=0.35)]
    return tuple(blocks)


RESERVA = load(
    "reserva",
    numeros=(
        *(_de_quipux,) * 9,
        _sin_ceros,
        _anio_corto_al_final,
        _sin_area,
        _secuencia_y_siglas,
        _rayas_juntas,
        _guion_en_renglon,
        _area_y_secuencia,
    ),
    fechas=(
        *(lambda d, c: f"{c}, {fecha_larga(d)}",) * 5,
        lambda d, c: f"{c}, {MESES[d.month - 1]} {d.day} del {d.year}",
        lambda d, c: f"{c}, {d.day} de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{c}, {d.day} {MESES[d.month - 1][:3]}. {d.year}",
        lambda d, c: f"{d.day} de {MESES[d.month - 1]} de {d.year}, {c}",
        lambda d, c: f"{c}: {d.day:02d} de {MESES[d.month - 1]} del {d.year}",
        lambda d, c: f"Fecha: {d.day} de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{c} (Ecuador), {d.day} de {MESES[d.month - 1]} de {d.year}",
        _dia_y_cifra,
    ),
    propios={
        layout.__name__: layout
        for layout in (
            filas_a_mi_modo,
            rol_al_final,
            todo_horizontal,
            entidad_en_cada_fila,
            saliente_junto_a_entrante,
            nombrada_y_tabla,
            resumen_y_detalle,
            punto_seguido,
            cuadro_y_contactos,
            descripcion_detalle,
            una_sola_oracion,
            en_ordinales,
            vinetas_anidadas,
            rol_en_una_fila,
            formulario_interno,
            entidad_en_columnas,
            cada_cual_a_su_modo,
            fila_telefonos,
        )
    },
)
