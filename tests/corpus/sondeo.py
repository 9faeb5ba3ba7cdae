"""A half written without sight of the reading rules, above all for its arrangements; its words are in sondeo.toml."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from tests.corpus.layouts import ANCHOS, Ficha, Fila, Plano
from tests.corpus.letters import MESES, fecha_larga
from tests.corpus.model import Block, Items, Para, Table
from tests.corpus.pools import load

DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
QUIEN = ("nombres_apellidos", "nombres", "apellidos")
TELEFONOS = ("telefono", "telefono_extension", "extension")
CONTACTO = ("correo", *TELEFONOS, "celular")
DURA = "\u00a0"
RAYA = "_" * 26


def _base(siglas: str) -> str:
    return siglas.replace(" ", "-")


def _usual(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 2999):04d}-{rng.choice(('O', 'O', 'OF'))}"
    return number, number


def _secuencia_antes_del_anio(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{rng.randint(1, 499):04d}-{year}"
    return number, number


def _secuencia_primero(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{rng.randint(1, 999):04d}-{area}-{_base(siglas)}-{year}-O"
    return number, number


def _seis_cifras(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 9999):06d}-O"
    return number, number


def _doble_sufijo(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 999):04d}-O-EXT"
    return number, number


def _guiones_largos(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 999):04d}-O"
    return number.replace("-", "–"), number


def _guion_y_blanco(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 999):03d}"
    return number.replace("-", "- "), number


def _partido_tras_siglas(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    head, tail = f"{_base(siglas)}-{area}-", f"{year}-{rng.randint(1, 9999):04d}-O"
    return f"{head}\n{tail}", head + tail


def _con_dia(day: dt.date, city: str) -> str:
    return f"{city}, {DIAS[day.weekday()]}, {day.day:02d} de {MESES[day.month - 1]} del {day.year}"


def _values(person: Ficha) -> dict[str, str]:
    """What is written of somebody, by field, without what stays empty."""
    return {row.campo: row.valor for row in person.filas if row.valor}


def _named(person: Ficha) -> str:
    values = _values(person)
    return values.get("nombres_apellidos") or f"{values['nombres']} {values['apellidos']}"


def _bare(value: str) -> str:
    """A number without the word that some write before it."""
    return value.removeprefix("Ext. ").removeprefix("N° ")


def _move(plan: Plano, person: Ficha, style: int) -> str:
    return plan.pools.movimientos[person.rol][style]


def _every(plan: Plano) -> tuple[Ficha, ...]:
    return (plan.institucion, *plan.personas)


def _rest(person: Ficha) -> list[Fila]:
    """The rows but for the name."""
    return [row for row in person.filas if row.campo not in QUIEN]


def _institution(plan: Plano) -> tuple[Block, ...]:
    """The institution's own lines, or all of it on one."""
    lines = [plan.line(row) for row in plan.institucion.filas]
    if plan.rng.random() < 0.4:
        return (Para(plan.rng.choice((" / ", "   ", "; ")).join(lines).replace("   ", DURA * 3)),)
    return (Para(plan.institucion.titulo, plan.rng.choice(("normal", "bold"))), Para("\n".join(lines)))


def _columns(plan: Plano) -> tuple[list[Fila], list[dict[str, str]]]:
    """The fields of all persons in order, each with its label, and every person's values under these fields."""
    found = {row.campo: row for person in plan.personas for row in person.filas}
    values = [_values(person) for person in plan.personas]
    if "telefono_extension" in found:
        for one in values:
            if "telefono" in one:
                one["telefono_extension"] = one.pop("telefono")
        found.pop("telefono", None)
    order = (*QUIEN, "cedula", "cargo", *CONTACTO)
    return [found[campo] for campo in order if campo in found], values


def _shares(*weights: float) -> tuple[float, ...]:
    return tuple(weight / sum(weights) for weight in weights)


def _called(values: dict[str, str]) -> str:
    """Phone and extension as one says them together."""
    if "telefono_extension" in values or "telefono" not in values:
        return values.get("telefono_extension", "")
    return values["telefono"] + (f" ext. {_bare(values['extension'])}" if "extension" in values else "")


def _told(values: dict[str, str], words: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A phrase for each datum that is there."""
    known = values | {"llamada": _called(values)}
    for campo, phrase in words:
        if known.get(campo):
            yield phrase.format(_bare(known[campo]).rstrip(".;"))


def por_dato_y_rol(plan: Plano) -> tuple[Block, ...]:
    """A row for each datum; in its cell what it was, what it is now, and what it is for the one who stands in."""
    style = plan.rng.randint(0, 2)
    fields, values = _columns(plan)
    body = [(row.etiqueta, row.valor) for row in plan.institucion.filas]
    for row in fields:
        told = (
            f"{_move(plan, p, style).capitalize()}: {v[row.campo]}"
            for p, v in zip(plan.personas, values, strict=True)
            if row.campo in v
        )
        body.append((row.etiqueta, "\n".join(told)))
    return (Table((("Dato", "Detalle"), *body), header=True, widths=(0.32, 0.68), size=9.5 * plan.escala),)


def firmas_en_fila(plan: Plano) -> tuple[Block, ...]:
    """Written on lines as at the foot of a deed: the datum above, what it is below, two on a row."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        rows = [*ficha.filas]
        body: list[tuple[str, ...]] = []
        for pair in (rows[n : n + 2] for n in range(0, len(rows), 2)):
            ends = ("",) * (2 - len(pair))
            body.append((*(row.valor for row in pair), *ends))
            body.append((*(f"{RAYA}\n{row.etiqueta}" for row in pair), *ends))
        blocks += [Para(ficha.titulo, "bold"), Table(tuple(body), lines=False, widths=(0.5, 0.5), size=9.5)]
    return tuple(blocks)


def solicitud_con_casillas(plan: Plano) -> tuple[Block, ...]:
    """A printed request: what is asked for is ticked, the data stand on underscores."""
    no, yes = plan.rng.choice((("[  ]", "[X]"), ("(   )", "( X )"), ("[__]", "[ x ]")))

    def filled(row: Fila) -> Para:
        gap = "_" * max(4, 40 - len(row.valor))
        return Para(f"{row.etiqueta}: __ {row.valor} {gap}" if row.valor else f"{row.etiqueta}: {'_' * 36}")

    kinds = ((no, "Implementación de Quipux"), (yes, "Cambio de AIQ principal"), (no, "Cambio de AIQ backup"))
    ticked = (DURA * 4).join(f"{mark} {kind}" for mark, kind in kinds)
    blocks: list[Block] = [Para(f"Tipo de trámite:\n{ticked}".replace("[  ]", f"[{DURA * 2}]"))]
    for ficha in _every(plan):
        blocks += [Para(ficha.titulo, "bold"), *map(filled, ficha.filas)]
    return tuple(blocks)


def considerandos(plan: Plano) -> tuple[Block, ...]:
    """A letter that argues like a resolution: the data stand in its recitals."""
    inst, person = _values(plan.institucion), plan.personas[0]
    values = _values(person)
    sigla = f", con siglas {inst['siglas']}," if "siglas" in inst else ""
    who = _told(values, (("cedula", "con cédula de identidad {}"), ("cargo", "que tiene el cargo de {}")))
    reach = [
        *_told(
            values,
            (("correo", "el correo electrónico {}"), ("llamada", "el teléfono {}"), ("celular", "el celular {}")),
        )
    ]
    lines = [
        f"Que, la institución denominada {inst['institucion']}{sigla} utiliza el Sistema de Gestión Documental Quipux;",
        f"Que, se ha escogido como nuevo Administrador Institucional Quipux a {', '.join((_named(person), *who))};",
        f"Que, para las notificaciones a esta persona se señalan {', '.join(reach)};" if reach else "",
        "Por lo expuesto, solicito a usted que se tome nota del cambio.",
    ]
    return tuple(Para(line) for line in lines if line)


def cabecera_que_enumera(plan: Plano) -> tuple[Block, ...]:
    """The headings tell what stands in each cell and in which order; the cells hold the bare data."""
    head = (
        plan.pools.etiquetas["rol"][0],
        "Servidor o servidora\n(nombres y apellidos, cédula, cargo)",
        "Contacto\n(correo, teléfono y extensión, celular)",
    )
    body = []
    for person in plan.personas:
        values = _values(person)
        who = (_named(person), values.get("cedula", "—"), values.get("cargo", "—"))
        reach = (values.get("correo", "—"), _called(values) or "—", values.get("celular", "—"))
        body.append((plan.rng.choice(plan.pools.roles[person.rol]), "\n".join(who), "\n".join(reach)))
    table = Table((head, *body), header=True, widths=(0.2, 0.4, 0.4), size=9 * plan.escala)
    return (*_institution(plan), table)


def valor_y_nota(plan: Plano) -> tuple[Block, ...]:
    """A list in which each datum comes first and in parentheses what it is."""
    mark = plan.rng.choice(("•", "-", "–", "+"))
    blocks: list[Block] = []
    for ficha in _every(plan):
        told = tuple(f"{row.valor or '________'} ({row.etiqueta})" for row in ficha.filas)
        blocks += [Para(ficha.titulo, plan.rng.choice(("normal", "bold"))), Items(told, mark)]
    return tuple(blocks)


def barras(plan: Plano) -> tuple[Block, ...]:
    """A table that lost its frame: a line of headings and a line for each person, bars between the cells."""
    fields, values = _columns(plan)
    rows = [[plan.pools.etiquetas["rol"][1], *(row.etiqueta for row in fields)]]
    for person, one in zip(plan.personas, values, strict=True):
        rows.append([_move(plan, person, 2), *(one.get(row.campo, "-") for row in fields)])
    return (*_institution(plan), *(Para(" | ".join(row)) for row in rows))


def cuestionario(plan: Plano) -> tuple[Block, ...]:
    """Questions and answers, counted through."""
    before, joint = plan.rng.choice((("R.: ", "\n"), ("Respuesta: ", "\n"), ("", " "), ("R/ ", "\n"), ("", "\n")))
    rows = [row for ficha in _every(plan) for row in ficha.filas]
    if rows[0].etiqueta == "Institución" and "(" in rows[0].valor:
        asked = {rows[0].campo: "¿Cuál es el nombre de la institución y cuáles son sus siglas?"}
    else:
        asked = {}
    asked = {row.campo: plan.rng.choice(plan.pools.preguntas[row.campo]) for row in rows} | asked
    return tuple(
        Para(f"{number}. {asked[row.campo]}{joint}{before}{row.valor}".rstrip()) for number, row in enumerate(rows, 1)
    )


def rol_una_vez(plan: Plano) -> tuple[Block, ...]:
    """Three columns: whose datum it is, told only beside the first of them; what it is; the datum."""
    body: list[tuple[str, str, str]] = []
    for ficha in _every(plan):
        whose = "Institución" if ficha.rol == "institucion" else plan.rng.choice(plan.pools.roles[ficha.rol])
        body += [(whose if n == 0 else "", row.etiqueta, row.valor) for n, row in enumerate(ficha.filas)]
    return (Table(tuple(body), widths=(0.22, 0.3, 0.48), size=9 * plan.escala),)


def altas_y_bajas(plan: Plano) -> tuple[Block, ...]:
    """A row for each movement of persons; all that reaches them in the last cell."""
    fields, _ = _columns(plan)
    names = {row.campo: row.etiqueta for row in fields}
    head = ("Movimiento", names.get("nombres_apellidos", "Servidor"), names.get("cedula", "Cédula"))
    body = [(*head, names.get("cargo", "Cargo"), "Datos de contacto")]
    words = (("correo", "{}"), ("llamada", "Telf. {}"), ("celular", "Cel. {}"))
    for person in plan.personas:
        values = _values(person)
        reach = "\n".join(_told(values, words))
        move = _move(plan, person, 0)
        body.append((move, _named(person), values.get("cedula", ""), values.get("cargo", ""), reach))
    widths = _shares(0.14, 0.2, 0.16, 0.19, 0.31)
    return (*_institution(plan), Table(tuple(body), header=True, widths=widths, size=8 * plan.escala))


def linea_por_tema(plan: Plano) -> tuple[Block, ...]:
    """Three lines for each person: who it is, in which post, how to reach the person; notes in parentheses."""
    mark = plan.rng.choice(("-", "•", "»"))
    words = (("correo", "{} (correo)"), ("llamada", "{} (oficina)"), ("celular", "{} (celular)"))
    blocks: list[Block] = [*_institution(plan)]
    for person in plan.personas:
        values = _values(person)
        lines = [f"Identidad: {_named(person)}" + "".join(_told(values, (("cedula", " (cédula {})"),)))]
        lines += [f"Puesto: {values['cargo']}"] if "cargo" in values else []
        reach = ", ".join(_told(values, words))
        lines += [f"Medios de contacto: {reach}"] if reach else []
        blocks += [Para(person.titulo, "bold"), Items(tuple(lines), mark)]
    return tuple(blocks)


def datos_juntos(plan: Plano) -> tuple[Block, ...]:
    """Labels that name two or three data at once, and the data in the same order in one cell."""
    groups = ((*QUIEN, "cedula"), ("cargo", "correo"), (*TELEFONOS, "celular"))
    joint = plan.rng.choice(("\n", "\n", " – "))
    body: list[tuple[str, str]] = []
    for ficha in _every(plan):
        parts = (
            [[*ficha.filas]]
            if ficha.rol == "institucion"
            else [[row for row in ficha.filas if row.campo in group] for group in groups]
        )
        for part in filter(None, parts):
            body.append((" / ".join(row.etiqueta for row in part), joint.join(row.valor or "—" for row in part)))
    return (Para(plan.personas[0].titulo), Table(tuple(body), widths=(0.42, 0.58), size=10))


def llamadas(plan: Plano) -> tuple[Block, ...]:
    """A sentence names the persons, each with the number of a note; the notes hold their data."""
    phrase = {
        "aiq_saliente": "deja de administrar Quipux {}",
        "aiq": "la función de nuevo AIQ la asume {}",
        "aiq_backup": "como AIQ backup queda {}",
    }
    named = [f"{phrase[p.rol].format(_named(p))} ({n})" for n, p in enumerate(plan.personas, 1)]
    notes = [
        "; ".join(f"{row.etiqueta}: {row.valor}".rstrip("; ") for row in _rest(person) if row.valor)
        for person in plan.personas
    ]
    return (
        *_institution(plan),
        Para(f"Pongo en su conocimiento que {'; '.join(named[:-1])}{' y ' if named[1:] else ''}{named[-1]}."),
        *(Para(f"({number}) {note}.") for number, note in enumerate(notes, 1)),
    )


def relato_de_relevo(plan: Plano) -> tuple[Block, ...]:
    """Running text: a paragraph for each person of the relief."""
    inst = _values(plan.institucion)
    sigla = f" (siglas: {inst['siglas']})" if "siglas" in inst else ""
    words = (
        *(("cedula", "con cédula {}"), ("cargo", "cargo {}"), ("correo", "correo electrónico {}")),
        *(("llamada", "teléfono {}"), ("celular", "celular {}")),
    )
    blocks: list[Block] = [
        Para(f"El relevo que se informa tiene lugar en la institución {inst['institucion']}{sigla}.")
    ]
    for person in plan.personas:
        start = plan.rng.choice(plan.pools.relatos[person.rol])
        data = ", ".join(_told(_values(person), words))
        blocks.append(Para(start.format(quien=f"{_named(person)}, {data}") + "."))
    return tuple(blocks)


def antes_y_ahora(plan: Plano) -> tuple[Block, ...]:
    """A column for each stage of the change; every cell holds label and value, the like beside the like."""
    words = {"aiq_saliente": "ANTES", "aiq": "AHORA", "aiq_backup": "BACKUP DESDE AHORA"}
    fields, values = _columns(plan)
    body = [tuple(f"{row.etiqueta}: {one.get(row.campo, '')}".rstrip() for one in values) for row in fields]
    head = tuple(words[person.rol] for person in plan.personas)
    return (*_institution(plan), Table((head, *body), header=True, widths=_shares(*[1] * len(head)), size=9))


def cuadro_partido(plan: Plano) -> tuple[Block, ...]:
    """A table too wide for the sheet, cut in two: who they are, and how to reach them, the name in both."""
    fields, values = _columns(plan)
    who = [row for row in fields if row.campo in ("cedula", "cargo")]
    reach = [row for row in fields if row.campo in CONTACTO]
    names = [_named(person) for person in plan.personas]
    label = next((row.etiqueta for row in fields if row.campo == "nombres_apellidos"), "Nombres y apellidos")
    roles = [plan.rng.choice(plan.pools.roles[person.rol]) for person in plan.personas]

    def cells(part: Sequence[Fila]) -> list[tuple[str, ...]]:
        return [tuple(one.get(row.campo, "") for row in part) for one in values]

    first = [(plan.pools.etiquetas["rol"][0], label, *(row.etiqueta for row in who))]
    first += [(role, name, *rest) for role, name, rest in zip(roles, names, cells(who), strict=True)]
    second = [(label, *(row.etiqueta for row in reach))]
    second += [(name, *rest) for name, rest in zip(names, cells(reach), strict=True)]
    wide = {**ANCHOS, "correo": 0.27, "extension": 0.12}
    return (
        *_institution(plan),
        Table(
            tuple(first),
            header=True,
            widths=_shares(0.16, 0.22, *(ANCHOS[row.campo] for row in who)),
            size=8.5 * plan.escala,
        ),
        Table(
            tuple(second), header=True, widths=_shares(0.2, *(wide[row.campo] for row in reach)), size=8.5 * plan.escala
        ),
    )


def nombre_en_titulo(plan: Plano) -> tuple[Block, ...]:
    """Each heading holds role and name; under it the other data."""
    joint = plan.rng.choice((": ", " – ", "\n"))
    blocks: list[Block] = [*_institution(plan)]
    for person in plan.personas:
        blocks.append(Para(f"{plan.rng.choice(plan.pools.roles[person.rol])}{joint}{_named(person)}", "bold"))
        lines = tuple(plan.line(row) for row in _rest(person))
        blocks.append(Items(lines, "•") if plan.rng.random() < 0.5 else Para("\n".join(lines)))
    return tuple(blocks)


def nombres_de_cabecera(plan: Plano) -> tuple[Block, ...]:
    """The persons' names head the columns, what they are in parentheses below; the labels stand at the left."""
    fields, values = _columns(plan)
    head = ("Datos", *(f"{_named(p)}\n({plan.rng.choice(plan.pools.roles[p.rol])})" for p in plan.personas))
    body = [(row.etiqueta, *(one.get(row.campo, "") for one in values)) for row in fields if row.campo not in QUIEN]
    widths = _shares(0.26, *[0.74 / len(plan.personas)] * len(plan.personas))
    return (*_institution(plan), Table((head, *body), header=True, widths=widths, size=8.5))


def valor_a_la_izquierda(plan: Plano) -> tuple[Block, ...]:
    """Two columns the other way about: the datum, and at its right what it is."""
    head = plan.rng.choice((("Información", "Corresponde a"), ("DATO REGISTRADO", "CAMPO"), ("Contenido", "Concepto")))
    blocks: list[Block] = []
    for ficha in _every(plan):
        body = tuple((row.valor, row.etiqueta) for row in ficha.filas)
        blocks += [Para(ficha.titulo, "bold"), Table((head, *body), header=True, widths=(0.58, 0.42), size=9.5)]
    return tuple(blocks)


def hoja_pegada(plan: Plano) -> tuple[Block, ...]:
    """Cells of a worksheet pasted as they were: an empty column, empty rows, the colons in a column of their own."""
    body: list[tuple[str, ...]] = []
    for ficha in _every(plan):
        body += [("", ficha.titulo.rstrip(":").upper(), "", ""), *(("", r.etiqueta, ":", r.valor) for r in ficha.filas)]
        body.append(("", "", "", ""))
    return (Table(tuple(body[:-1]), lines=plan.rng.random() < 0.5, widths=(0.05, 0.37, 0.05, 0.53), size=9.5),)


def tabla_y_frase(plan: Plano) -> tuple[Block, ...]:
    """A table tells who it is; a sentence below, how to reach the person."""
    person = plan.personas[0]
    words = (("correo", "el correo {}"), ("llamada", "el número convencional {}"), ("celular", "el celular {}"))
    reach = [*_told(_values(person), words)]
    listed = f"{', '.join(reach[:-1])} y {reach[-1]}" if reach[1:] else "".join(reach)
    told = f"Para contactar con esta persona sírvanse utilizar {listed}." if reach else ""
    who = [row for row in (*plan.institucion.filas, *person.filas) if row.campo not in CONTACTO]
    table = Table(tuple((row.etiqueta, row.valor) for row in who), widths=(0.4, 0.6))
    return (Para(person.titulo, "bold"), table, *((Para(told),) if told else ()))


def con_aclaraciones(plan: Plano) -> tuple[Block, ...]:
    """Label and datum on a line, behind some of them a remark in parentheses."""
    remarks = {campo: plan.rng.choice(options) for campo, options in plan.pools.aclaraciones.items()}
    listed = plan.rng.random() < 0.5
    blocks: list[Block] = []
    for ficha in _every(plan):
        lines = []
        for row in ficha.filas:
            remark = (
                f" ({remarks[row.campo]})" if row.valor and row.campo in remarks and plan.rng.random() < 0.7 else ""
            )
            lines.append(plan.line(row) + remark)
        blocks.append(Para(ficha.titulo, "bold"))
        blocks += [Items(tuple(lines), "–")] if listed else map(Para, lines)
    return tuple(blocks)


def enumeracion_legal(plan: Plano) -> tuple[Block, ...]:
    """One paragraph a subject, the data as lettered clauses with semicolons between them."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        lines = [f"{row.etiqueta}: {row.valor}".rstrip("; ") for row in ficha.filas]
        clauses = [f"{letter}) {line}" for letter, line in zip("abcdefghij", lines, strict=False)]
        whole = "; ".join(clauses[:-1]) + ("; y, " if clauses[1:] else "") + clauses[-1]
        blocks.append(Para(f"{ficha.titulo.rstrip(':')}: {whole}."))
    return tuple(blocks)


SONDEO = load(
    "sondeo",
    numeros=(
        *(_usual,) * 7,
        _secuencia_antes_del_anio,
        _secuencia_primero,
        _seis_cifras,
        _doble_sufijo,
        _guiones_largos,
        _guion_y_blanco,
        _partido_tras_siglas,
    ),
    fechas=(
        *(lambda d, c: f"{c}, {fecha_larga(d)}",) * 4,
        _con_dia,
        lambda d, c: f"{c}, {d.day} de {MESES[d.month - 1]} del año {d.year}",
        lambda d, c: f"Lugar y fecha: {c}, {d.day} de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{c}, {d.day:02d}/{MESES[d.month - 1]}/{d.year}",
        lambda d, c: f"{c}, {d.day:02d}.{MESES[d.month - 1][:3]}.{d.year}",
        lambda d, c: f"{c} - {MESES[d.month - 1]} {d.day:02d}, {d.year}",
        lambda d, c: f"{c}, a {d:%d / %m / %Y}",
        lambda d, c: f"{c}, {MESES[d.month - 1].capitalize()} {d.day:02d} del año {d.year}",
    ),
    propios={
        layout.__name__: layout
        for layout in (
            por_dato_y_rol,
            firmas_en_fila,
            solicitud_con_casillas,
            considerandos,
            cabecera_que_enumera,
            valor_y_nota,
            barras,
            cuestionario,
            rol_una_vez,
            altas_y_bajas,
            linea_por_tema,
            datos_juntos,
            llamadas,
            relato_de_relevo,
            antes_y_ahora,
            cuadro_partido,
            nombre_en_titulo,
            nombres_de_cabecera,
            valor_a_la_izquierda,
            hoja_pegada,
            tabla_y_frase,
            con_aclaraciones,
            enumeracion_legal,
        )
    },
)
