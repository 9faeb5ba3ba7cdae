"""The fifth half that was reserved until its errors were looked at; its words are in vuelta.toml."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from tests.corpus.layouts import Ficha, Fila, Plano, vertical
from tests.corpus.letters import MESES, fecha_larga
from tests.corpus.model import Block, Items, Para, Space, Table
from tests.corpus.papers import DIAS
from tests.corpus.pools import load

ALCANCE = ("correo", "telefono_extension", "telefono", "extension", "celular")
ORDEN = ("nombres_apellidos", "nombres", "apellidos", "cedula", "cargo", *ALCANCE)
SEMANA = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
LLANO = {
    "nombres_apellidos": "Nombres y apellidos",
    "nombres": "Nombres",
    "apellidos": "Apellidos",
    "cedula": "Cédula",
    "cargo": "Cargo",
    "correo": "Correo electrónico",
    "telefono_extension": "Teléfono y extensión",
    "telefono": "Teléfono",
    "extension": "Extensión",
    "celular": "Celular",
}
ABREVIADO = {
    "correo": "correo-e",
    "telefono_extension": "fono",
    "telefono": "fono",
    "extension": "extensión",
    "celular": "móvil",
}
ANCHO = " \u00a0\u00a0\u00a0\u00a0"


def _joined(siglas: str) -> str:
    return siglas.replace(" ", "-")


def _corriente(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_joined(siglas)}-{area}-{year}-{rng.randint(1, 2999):0{rng.choice((4, 4, 4, 3))}d}-O"
    return number, number


def _termina_of(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_joined(siglas)}-{area}-{year}-{rng.randint(1, 899):05d}-{rng.choice(('OF', 'OFI'))}"
    return number, number


def _anio_delante(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{year}-{rng.randint(1, 899):04d}-{_joined(siglas)}-{area}"
    return number, number


def _area_delante(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{area}-{_joined(siglas)}-{rng.randint(1, 599):03d}-{year}-O"
    return number, number


def _letras_menores(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_joined(siglas)}-{area}-{year}-{rng.randint(1, 899):04d}-O"
    return number.lower(), number


def _raya_con_blancos(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    parts = (_joined(siglas), area, f"{rng.randint(1, 299):03d}", f"{year}")
    return " – ".join(parts), "-".join(parts)


def _anio_en_renglon(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    head, tail = f"{_joined(siglas)}-{area}-", f"{year}-{rng.randint(1, 4999):04d}-O"
    return f"{head}\n{tail}", head + tail


def _secuencia_delante(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{rng.randint(1, 699):04d}-{_joined(siglas)}-{area}-{year}"
    return number, number


def _dia_de_semana(day: dt.date, city: str) -> str:
    return f"{city}, {SEMANA[day.weekday()]} {day.day} de {MESES[day.month - 1]} de {day.year}"


def _dia_en_letras(day: dt.date, city: str) -> str:
    word = {1: "primero", 31: "treinta y uno"}.get(day.day, DIAS[day.day])
    return f"{city}, {word} de {MESES[day.month - 1]} de {day.year}"


def _lugar_y_fecha(day: dt.date, city: str) -> str:
    return f"Lugar y fecha: {city}, {day.day} de {MESES[day.month - 1]} de {day.year}"


def _all(plan: Plano) -> tuple[Ficha, ...]:
    return (plan.institucion, *plan.personas)


def _bare(value: str) -> str:
    """The value without the word that some write before an extension."""
    return value.removeprefix("Ext. ")


def _named(person: Ficha) -> str:
    values = {row.campo: row.valor for row in person.filas}
    return values.get("nombres_apellidos") or f"{values['nombres']} {values['apellidos']}"


def _unnamed(person: Ficha) -> list[Fila]:
    return [row for row in person.filas if row.campo not in ("nombres_apellidos", "nombres", "apellidos")]


def _reach(person: Ficha) -> list[Fila]:
    return [row for row in person.filas if row.campo in ALCANCE]


def _head(ficha: Ficha) -> str:
    return ficha.titulo.rstrip(":")


def _role(plan: Plano, person: Ficha) -> str:
    return plan.rng.choice(plan.pools.roles[person.rol])


def _line(plan: Plano, row: Fila) -> str:
    """Label and value on one line where a semicolon stands between the data already."""
    return f"{row.etiqueta}: {row.valor}".rstrip() if ";" in plan.separador else plan.line(row)


def _colon(rows: Sequence[Fila]) -> str:
    """The rows as the lines of a cell, an empty one left out."""
    return "\n".join(f"{row.etiqueta.rstrip(':')}: {row.valor}" for row in rows if row.valor)


def _own_rows(plan: Plano) -> tuple[Fila, ...]:
    """The institution's rows under labels that are clear also without a heading above them."""
    return tuple(
        Fila(row.campo, plan.pools.institucion_clara[0], row.valor)
        if row.campo == "institucion" and not row.etiqueta.lower().startswith(("instituci", "entidad"))
        else row
        for row in plan.institucion.filas
    )


def _institution(plan: Plano) -> tuple[Block, ...]:
    return (Para(plan.institucion.titulo, "bold"), *(Para(plan.line(row)) for row in plan.institucion.filas))


def _told(plan: Plano) -> str:
    """The institution within a sentence."""
    values = [row.valor for row in plan.institucion.filas]
    return values[0] if len(values) == 1 else plan.rng.choice(plan.pools.institucion_dicha).format(*values)


def _fields(persons: Sequence[Ficha]) -> tuple[list[str], dict[str, str]]:
    """The fields that any of the persons has, in order, and their labels."""
    names = {row.campo: row.etiqueta for person in persons for row in person.filas}
    found = sorted(names, key=ORDEN.index)
    if "telefono_extension" in found:
        found = [campo for campo in found if campo not in ("telefono", "extension")]
    if persons[0].filas[0].campo == "apellidos":
        found[:2] = ["apellidos", "nombres"]
    return found, names


def _value(person: Ficha, campo: str) -> str:
    values = {row.campo: row.valor for row in person.filas}
    return values.get(campo, values.get("telefono", "") if campo == "telefono_extension" else "")


def _with_commas(plan: Plano, person: Ficha) -> str:
    """All that is known of a person in one row of words."""
    words = plan.rng.choice(plan.pools.palabras_en_frase)
    found = [f"{words[row.campo]} {_bare(row.valor)}" for row in _unnamed(person) if row.valor]
    return ", ".join((_named(person), *found)).rstrip(".")


def espejo(plan: Plano) -> tuple[Block, ...]:
    """Who leaves at one side, who comes at the other, and what it is in the column between them."""
    pair = [p for p in plan.personas if p.rol != "aiq_backup"]
    pair = pair if len(pair) == 2 else list(plan.personas[:2])
    fields, names = _fields(pair)
    one, other = pair
    body = [(_role(plan, one), plan.rng.choice(plan.pools.dato_en_medio), _role(plan, other))]
    body += [(_value(one, campo), names[campo], _value(other, campo)) for campo in fields]
    blocks: list[Block] = [*_institution(plan), Space(4)]
    blocks.append(Table(tuple(body), header=True, widths=(0.37, 0.26, 0.37), size=8.5 * plan.escala))
    for person in plan.personas:
        if person not in pair:
            blocks += [Para(person.titulo, "bold"), vertical(plan, person.filas, True)]
    return tuple(blocks)


def dos_cuadros(plan: Plano) -> tuple[Block, ...]:
    """Two tables with the same persons: who they are in the first, how to reach them in the second."""
    fields, names = _fields(plan.personas)
    roles = [_role(plan, person) for person in plan.personas]
    blocks: list[Block] = [*_institution(plan)]
    parts = ([c for c in fields if c not in ALCANCE], [c for c in fields if c in ALCANCE])
    for caption, part in zip(plan.rng.choice(plan.pools.dos_titulos), parts, strict=True):
        head = (plan.pools.etiquetas["rol"][0], *(names[campo] for campo in part))
        body = (
            (role, *(_value(person, campo) for campo in part))
            for role, person in zip(roles, plan.personas, strict=True)
        )
        weights = [0.2, *(0.3 if campo == "correo" else 0.2 for campo in part)]
        widths = tuple(weight / sum(weights) for weight in weights)
        table = Table((head, *body), header=True, widths=widths, size=8 * plan.escala)
        blocks += [Para(caption, "bold"), table]
    return tuple(blocks)


def nombre_por_titulo(plan: Plano) -> tuple[Block, ...]:
    """The person's name is the heading, what the person is behind it, the other data below."""
    rng = plan.rng
    blocks: list[Block] = [*_institution(plan)]
    form = rng.choice(("{nombre} ({rol})", "{rol} – {nombre}", "{nombre}\n{rol}"))
    lines, ruled = rng.random() < 0.5, rng.random() < 0.6
    for person in plan.personas:
        rest = _unnamed(person)
        below = [Para(plan.line(row)) for row in rest] if lines else [vertical(plan, rest, ruled)]
        blocks += [Para(form.format(nombre=_named(person), rol=_role(plan, person)), "bold"), *below]
    return tuple(blocks)


def mitades(plan: Plano) -> tuple[Block, ...]:
    """A sheet in two halves: the institution at the left, the person at the right."""
    person = plan.personas[0]
    cells = tuple("\n".join(plan.line(row) for row in ficha.filas) for ficha in (plan.institucion, person))
    lines = plan.rng.random() < 0.75
    head = (_head(plan.institucion), _head(person))
    return (Table((head, cells), lines=lines, header=True, widths=(0.42, 0.58), size=9 * plan.escala),)


def casilleros_codigo(plan: Plano) -> tuple[Block, ...]:
    """A form whose boxes carry a code before the label, two of them across."""
    blocks: list[Block] = []
    for letter, hundred, ficha in zip("ABCD", (100, 200, 300, 400), _all(plan), strict=False):
        cells = [cell for n, row in enumerate(ficha.filas, 1) for cell in (f"{hundred + n}  {row.etiqueta}", row.valor)]
        cells += [""] * (-len(cells) % 4)
        body = tuple(tuple(cells[n : n + 4]) for n in range(0, len(cells), 4))
        blocks.append(Para(f"{plan.pools.seccion[0]} {letter}. {_head(ficha).upper()}", "bold"))
        blocks.append(Table(body, widths=(0.22, 0.28, 0.22, 0.28), size=8.5 * plan.escala))
    return tuple(blocks)


def sale_en_frase(plan: Plano) -> tuple[Block, ...]:
    """The new person's data stand in a table, those of everybody else in a sentence with commas."""
    tables: list[Block] = []
    sentences: list[Block] = []
    for person in plan.personas:
        if person.rol == "aiq":
            tables += [Para(person.titulo, "bold"), vertical(plan, person.filas, plan.rng.random() < 0.7)]
        else:
            told = plan.rng.choice(plan.pools.frases_otro[person.rol])
            sentences.append(Para(told.format(datos=_with_commas(plan, person))))
    rest = (*sentences, *tables) if plan.personas[0].rol == "aiq_saliente" else (*tables, *sentences)
    return (*_institution(plan), *rest)


def renglones_llenos(plan: Plano) -> tuple[Block, ...]:
    """A form of one column whose rows hold one datum or two, each behind its label."""
    wholes = (("nombres_apellidos",), ("nombres", "apellidos"), ("cedula", "celular"), ("cargo",))
    groups = (("institucion",), ("siglas",), *wholes, ("telefono", "extension"), ("telefono_extension",), ("correo",))
    blocks: list[Block] = []
    for ficha in _all(plan):
        rows = {row.campo: row for row in ficha.filas}
        lines = [[_line(plan, rows[campo]) for campo in group if campo in rows] for group in groups]
        body = tuple((ANCHO.join(line),) for line in lines if line)
        blocks += [Para(ficha.titulo, "bold"), Table(body, widths=(1.0,), size=9.5 * plan.escala)]
    return tuple(blocks)


def literales_corridos(plan: Plano) -> tuple[Block, ...]:
    """A numbered paragraph for each subject, and within it the data by letters, one behind the other."""
    blocks: list[Block] = []
    for number, ficha in enumerate(_all(plan), 1):
        told = "; ".join(
            f"{letter}) {_line(plan, row)}" for letter, row in zip("abcdefghij", ficha.filas, strict=False)
        )
        blocks.append(Para(f"{number}. {_head(ficha)}: {told.rstrip('.')}."))
    return tuple(blocks)


def entre_parentesis(plan: Plano) -> tuple[Block, ...]:
    """A sentence that names the person; every other datum stands in brackets with its word."""
    person = plan.personas[0]
    values = {row.campo: _bare(row.valor) for row in person.filas if row.valor}
    who = [f"{LLANO[c].lower()}: {values[c]}" for c in ("cedula", "cargo") if c in values]
    desk = [f"{LLANO[c].lower()}: {values[c]}" for c in ("telefono_extension", "telefono", "extension") if c in values]
    away = [f"{LLANO[c].lower()}: {values[c]}" for c in ("celular", "correo") if c in values]
    holes = [f" ({'; '.join(part)})" if part else "" for part in (who, desk, away)]
    text = plan.rng.choice(plan.pools.frase_parentesis).format(*holes, nombre=_named(person), institucion=_told(plan))
    return (Para(text),)


def institucion_despues(plan: Plano) -> tuple[Block, ...]:
    """The person's data first; of which institution it all is comes last."""
    lines = plan.rng.random() < 0.5
    mark = plan.rng.choice(("•", "–", "1."))
    blocks: list[Block] = []
    for ficha in (*plan.personas, plan.institucion):
        listed = Items(tuple(plan.line(row) for row in ficha.filas), mark)
        blocks += [Para(ficha.titulo, "bold"), vertical(plan, ficha.filas, True) if lines else listed]
    return tuple(blocks)


def etiqueta_doble(plan: Plano) -> tuple[Block, ...]:
    """A table in which one cell asks for two data and the next one gives both, in the same order."""
    groups = (("cedula", "cargo"), ("telefono", "extension"), ("correo", "celular"), ("nombres", "apellidos"))
    blocks: list[Block] = []
    for ficha in _all(plan):
        rows = {row.campo: row for row in ficha.filas}
        body: list[tuple[str, str]] = []
        done: set[str] = set()
        for row in ficha.filas:
            pair = next((group for group in groups if group[0] == row.campo and group[1] in rows), (row.campo,))
            parts = [rows[campo] for campo in pair]
            if done & set(pair) or not all(part.valor and "/" not in part.valor + part.etiqueta for part in parts):
                parts = [row]
            if row.campo not in done:
                body.append((" / ".join(p.etiqueta for p in parts), " / ".join(_bare(p.valor) for p in parts)))
                done |= {part.campo for part in parts}
        blocks += [Para(ficha.titulo, "bold"), Table(tuple(body), widths=(0.42, 0.58), size=9.5)]
    return tuple(blocks)


def nombres_en_cabecera(plan: Plano) -> tuple[Block, ...]:
    """A column for each person, headed by what the person is and by the name; the other data in rows below."""
    persons = plan.personas
    fields, names = _fields(persons)
    head = ("", *(f"{_role(plan, person)}\n{_named(person)}" for person in persons))
    body = ((names[c], *(_value(person, c) for person in persons)) for c in fields if not c.startswith(("nom", "ape")))
    widths = (0.22,) + (0.78 / len(persons),) * len(persons)
    return (*_institution(plan), Table((head, *body), header=True, widths=widths, size=8 * plan.escala))


def segunda_fila_contacto(plan: Plano) -> tuple[Block, ...]:
    """Two rows for each person: who it is under the headings, and how to reach the person with its words."""
    fields, names = _fields(plan.personas)
    who = [campo for campo in fields if campo not in ALCANCE]
    body: list[tuple[str, ...]] = [(plan.pools.etiquetas["rol"][0], *(names[campo] for campo in who))]
    for person in plan.personas:
        body.append((_role(plan, person), *(_value(person, campo) for campo in who)))
        parts = (("correo",), ("telefono_extension", "telefono", "extension"), ("celular",))
        cells = [_colon([row for row in person.filas if row.campo in part]) for part in parts]
        body.append((plan.pools.contacto[0], *([""] * (len(who) - 3)), *cells))
    widths = (0.18,) + (0.82 / len(who),) * len(who)
    return (*_institution(plan), Table(tuple(body), header=True, widths=widths, size=8 * plan.escala))


def con_punto_y_coma(plan: Plano) -> tuple[Block, ...]:
    """A list that is one sentence: its items end in semicolons, the last but one in «y», the last in a full stop."""
    mark = plan.rng.choice(("•", "-", "1."))
    blocks: list[Block] = []
    for ficha in _all(plan):
        lines = [_line(plan, row) for row in ficha.filas]
        ends = [";"] * (len(lines) - 2) + (["; y,"] if len(lines) > 1 else []) + ["."]
        told = tuple(line.rstrip(".") + end for line, end in zip(lines, ends, strict=True))
        blocks += [Para(ficha.titulo), Items(told, mark)]
    return tuple(blocks)


def todo_del_nuevo(plan: Plano) -> tuple[Block, ...]:
    """One list without headings: every label says itself of whom it is."""
    tails = plan.rng.choice(plan.pools.coletillas)
    body = [(row.etiqueta, row.valor) for row in _own_rows(plan)]
    body += [(f"{LLANO[row.campo]} {tails[p.rol]}", row.valor) for p in plan.personas for row in p.filas]
    if plan.rng.random() < 0.6:
        return (Table(tuple(body), lines=plan.rng.random() < 0.7, widths=(0.45, 0.55), size=9.5),)
    mark = plan.rng.choice(("•", "-", "1."))
    return (Items(tuple(plan.line(Fila("", label, value)) for label, value in body), mark),)


def orden_propio(plan: Plano) -> tuple[Block, ...]:
    """One table with institution and person mixed, in an order that the office made for itself."""
    rows = [*_own_rows(plan), *plan.personas[0].filas]
    orders = (
        ("nombres_apellidos", "nombres", "apellidos", "cargo", "institucion", "siglas", "cedula", "celular"),
        ("cedula", "nombres_apellidos", "nombres", "apellidos", "correo", "celular", "cargo", "institucion", "siglas"),
        ("siglas", "institucion", "cargo", "nombres_apellidos", "nombres", "apellidos", "cedula", "telefono"),
    )
    order = plan.rng.choice(orders)
    rows.sort(key=lambda row: order.index(row.campo) if row.campo in order else len(order))
    return (Para(plan.personas[0].titulo, "bold"), vertical(plan, rows, plan.rng.random() < 0.75))


def formulario_opciones(plan: Plano) -> tuple[Block, ...]:
    """A form with boxes to be ticked before the data."""
    yes, no = plan.rng.choice((("[X]", "[  ]"), ("( X )", "(    )"), ("X", "__"), ("[x]", "[ ]")))
    asked = tuple(
        (name, ANCHO.join(f"{yes if n == chosen else no} {option}" for n, option in enumerate(options)))
        for name, chosen, options in plan.pools.opciones
    )
    blocks: list[Block] = [Table(asked, widths=(0.3, 0.7), size=9)]
    for ficha in _all(plan):
        blocks += [Para(ficha.titulo, "bold"), vertical(plan, ficha.filas, True)]
    return tuple(blocks)


def segun_vigencia(plan: Plano) -> tuple[Block, ...]:
    """A row for each person; until when or from when the person has the part tells who comes and who leaves."""
    times = plan.rng.choice(plan.pools.vigencias)
    _, names = _fields(plan.personas)
    labels = [names.get("nombres_apellidos", LLANO["nombres_apellidos"]), names["cedula"], names["cargo"]]
    body: list[tuple[str, ...]] = [(times["titulo"], *labels, plan.pools.contacto[1])]
    for person in plan.personas:
        cells = (_named(person), _value(person, "cedula"), _value(person, "cargo"), _colon(_reach(person)))
        body.append((times[person.rol], *cells))
    widths = (0.17, 0.19, 0.15, 0.18, 0.31)
    return (*_institution(plan), Table(tuple(body), header=True, widths=widths, size=7.5 * plan.escala))


def nombre_centrado(plan: Plano) -> tuple[Block, ...]:
    """As in a certificate: the sentence stops, the name stands alone in the middle, and the sentence goes on."""
    person = plan.personas[0]
    values = {row.campo: _bare(row.valor) for row in person.filas if row.valor}
    before, holder, after = plan.rng.choice(plan.pools.certificado)
    told = [f"{holder} {values['cedula']}"] if "cedula" in values else []
    told += [f"que desempeña el cargo de {values['cargo']}"] if "cargo" in values else []
    reach = ", ".join(f"{ABREVIADO[row.campo]} {_bare(row.valor)}" for row in _reach(person) if row.valor)
    text = f"{', '.join(told)}{after}{reach.rstrip('.')}."
    return (Para(before.format(institucion=_told(plan))), Para(_named(person), "center"), Para(text))


def todo_en_una_fila(plan: Plano) -> tuple[Block, ...]:
    """One row of large cells: the institution in the first, each person in one of the others."""
    head = (_head(plan.institucion), *(_role(plan, person) for person in plan.personas))
    cells = (_colon(plan.institucion.filas), *(_colon(person.filas) for person in plan.personas))
    widths = (0.22,) + (0.78 / len(plan.personas),) * len(plan.personas)
    return (Table((head, cells), header=True, widths=widths, size=7.5 * plan.escala),)


def respuestas_r(plan: Plano) -> tuple[Block, ...]:
    """The published list of what is asked for, point by point, and under each point its answer."""
    word = plan.rng.choice(plan.pools.respuesta_corta)
    blocks: list[Block] = []
    for ficha in _all(plan):
        blocks.append(Para(ficha.titulo, "bold"))
        blocks += [Para(f"{n}. {row.etiqueta}\n{word} {row.valor}".rstrip()) for n, row in enumerate(ficha.filas, 1)]
    return tuple(blocks)


def tema_por_persona(plan: Plano) -> tuple[Block, ...]:
    """A column for each person and a row for each theme, whose cells hold several data."""
    themes = plan.rng.choice(plan.pools.temas)
    short = plan.rng.choice(("C.I.", "Cédula:", "CI:"))
    rows: list[tuple[str, ...]] = [("", *(_role(plan, person) for person in plan.personas))]
    who = []
    for person in plan.personas:
        number = _value(person, "cedula")
        who.append(f"{_named(person)}\n{short} {number}" if number else _named(person))
    rows.append((themes[0], *who))
    rows.append((themes[1], *(_value(person, "cargo") for person in plan.personas)))
    rows.append((themes[2], *(_colon(_reach(person)) for person in plan.personas)))
    widths = (0.19,) + (0.81 / len(plan.personas),) * len(plan.personas)
    return (*_institution(plan), Table(tuple(rows), header=True, widths=widths, size=8 * plan.escala))


def detalle_en_celda(plan: Plano) -> tuple[Block, ...]:
    """A table of three rows whose cells are told in words: which institution, who, how to reach the person."""
    person = plan.personas[0]
    words = plan.rng.choice(plan.pools.palabras_en_frase)
    names = plan.rng.choice(plan.pools.tres_detalles)
    who = [f"{words[row.campo]} {row.valor}" for row in _unnamed(person) if row.campo not in ALCANCE and row.valor]
    reach = [f"{words[row.campo]} {_bare(row.valor)}" for row in _reach(person) if row.valor]
    contact = f"{'; '.join(reach).rstrip('.')}."
    cells = (f"{_told(plan)}.", f"{', '.join((_named(person), *who))}.", contact[:1].upper() + contact[1:])
    body = tuple(zip(names[1:], cells, strict=True))
    return (Table(((names[0], plan.pools.detalle[0]), *body), header=True, widths=(0.3, 0.7), size=9.5 * plan.escala),)


VUELTA = load(
    "vuelta",
    numeros=(
        *(_corriente,) * 8,
        _termina_of,
        _termina_of,
        _anio_delante,
        _area_delante,
        _letras_menores,
        _raya_con_blancos,
        _anio_en_renglon,
        _secuencia_delante,
    ),
    fechas=(
        *(lambda d, c: f"{c}, {fecha_larga(d)}",) * 4,
        lambda d, c: f"{c}, a {d.day} de {MESES[d.month - 1]} del {d.year}",
        lambda d, c: f"{c} – {d.day} de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{c}, {d.day}-{MESES[d.month - 1][:3]}-{d.year}",
        lambda d, c: f"{c}, {d:%d.%m.%Y}",
        lambda d, c: f"{c}, {d.day} de {MESES[d.month - 1].capitalize()} de {d.year}.",
        lambda d, c: f"{MESES[d.month - 1].capitalize()} {d.day:02d}, {d.year}",
        _dia_de_semana,
        _dia_en_letras,
        _lugar_y_fecha,
    ),
    propios={
        layout.__name__: layout
        for layout in (
            espejo,
            dos_cuadros,
            nombre_por_titulo,
            mitades,
            casilleros_codigo,
            sale_en_frase,
            renglones_llenos,
            literales_corridos,
            entre_parentesis,
            institucion_despues,
            etiqueta_doble,
            nombres_en_cabecera,
            segunda_fila_contacto,
            con_punto_y_coma,
            todo_del_nuevo,
            orden_propio,
            formulario_opciones,
            segun_vigencia,
            nombre_centrado,
            todo_en_una_fila,
            respuestas_r,
            tema_por_persona,
            detalle_en_celda,
        )
    },
)
