"""The fourth half that was reserved until its errors were looked at; its words are in tanteo.toml."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from tests.corpus.layouts import ANCHOS, Ficha, Fila, Plano, vertical
from tests.corpus.letters import MESES, fecha_larga
from tests.corpus.model import Block, Break, Items, Para, Space, Table
from tests.corpus.pools import load

CONTACTO = ("correo", "telefono", "extension", "telefono_extension", "celular")
TIPOS = {
    "cedula": "Numérico (10 dígitos)",
    "correo": "Dirección de correo",
    "telefono": "Numérico",
    "telefono_extension": "Numérico",
    "extension": "Numérico",
    "celular": "Numérico (10 dígitos)",
    "siglas": "Texto corto",
}
ANCHOS_MATRIZ = {
    "institucion": 0.2,
    "siglas": 0.11,
    "nombres_apellidos": 0.17,
    "cedula": 0.145,
    "correo": 0.24,
    "celular": 0.145,
}
DURA = "\u00a0"


def _base(siglas: str) -> str:
    return siglas.replace(" ", "-")


def _habitual(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 4999):0{rng.choice((4, 4, 5))}d}-{rng.choice('OOE')}"
    return number, number


def _siglas_dos_veces(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{_base(siglas)}-{year}-{rng.randint(1, 999):04d}-O"
    return number, number


def _area_de_area(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{rng.choice(('UGD', 'USG', 'AP'))}-{year}-{rng.randint(1, 999):04d}-O"
    return number, number


def _secuencia_y_anio(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{rng.randint(1, 399):03d}-{year}-{_base(siglas)}"
    return number, number


def _sin_relleno(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 99)}-O"
    return number, number


def _ofc_delante(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"OFC-{year}-{rng.randint(1, 299):03d}-{_base(siglas)}"
    return number, number


def _secuencia_en_renglon(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    head, tail = f"{_base(siglas)}-{area}-{year}-", f"{rng.randint(1, 9999):04d}-O"
    return f"{head}\n{tail}", head + tail


def _blancos_en_todo(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    parts = (_base(siglas), area, f"{year}", f"{rng.randint(1, 999):03d}")
    return " -".join(parts), "-".join(parts)


def _del_mes_de(day: dt.date, city: str) -> str:
    return f"{city}, a los {day.day} días del mes de {MESES[day.month - 1]} del año {day.year}"


def _every(plan: Plano) -> tuple[Ficha, ...]:
    return (plan.institucion, *plan.personas)


def _lines(plan: Plano, rows: Sequence[Fila]) -> list[str]:
    return [plan.line(row) for row in rows]


def _institution(plan: Plano) -> tuple[Block, ...]:
    return (Para(plan.institucion.titulo, "bold"), *map(Para, _lines(plan, plan.institucion.filas)))


def _bare(value: str) -> str:
    """The value without the word that some write before an extension."""
    return value.removeprefix("Ext. ")


def _named(person: Ficha) -> str:
    values = {row.campo: row.valor for row in person.filas}
    return values.get("nombres_apellidos") or f"{values['nombres']} {values['apellidos']}"


def _contact(rows: Sequence[Fila]) -> list[str]:
    """What reaches the person, in the order and with the short words of a letterhead."""
    short = {"correo": "correo", "telefono": "telf.", "telefono_extension": "telf.", "extension": "ext."}
    return [f"{short.get(row.campo, 'cel.')} {_bare(row.valor)}" for row in rows if row.campo in CONTACTO and row.valor]


def matriz_unica(plan: Plano) -> tuple[Block, ...]:
    """One row of a sheet: institution and person across, under one row of headings."""
    rows = (*plan.institucion.filas, *plan.personas[0].filas)
    weights = [{**ANCHOS, **ANCHOS_MATRIZ}[row.campo] for row in rows]
    widths = tuple(weight / sum(weights) for weight in weights)
    body = (tuple(row.etiqueta for row in rows), tuple(row.valor for row in rows))
    return (Para(plan.personas[0].titulo), Table(body, header=True, widths=widths, size=6.2 * plan.escala))


def por_grupos(plan: Plano) -> tuple[Block, ...]:
    """Under each person two lists: who it is, and where to reach the person."""
    mark = plan.rng.choice(("o", "-", "•", "–"))
    blocks: list[Block] = [Para(plan.institucion.titulo, "bold"), Items(tuple(_lines(plan, plan.institucion.filas)))]
    for ficha in plan.personas:
        reach = [row for row in ficha.filas if row.campo in CONTACTO]
        who = [row for row in ficha.filas if row not in reach]
        blocks.append(Para(ficha.titulo, "bold"))
        for head, part in (("Datos personales:", who), ("Datos de contacto:", reach)):
            blocks += [Para(head), Items(tuple(_lines(plan, part)), mark)]
    return tuple(blocks)


def titulo_y_cabecera(plan: Plano) -> tuple[Block, ...]:
    """A table for each subject: its name in the first row, what the columns hold in the second, then the data."""
    columns = plan.rng.choice((("Campo", "Descripción"), ("DATO", "INFORMACIÓN"), ("Detalle", "Contenido")))
    return tuple(
        Table(
            ((ficha.titulo.rstrip(":").upper(), ""), columns, *((row.etiqueta, row.valor) for row in ficha.filas)),
            header=True,
            widths=(0.42, 0.58),
            size=9.5,
        )
        for ficha in _every(plan)
    )


def casilleros_tres(plan: Plano) -> tuple[Block, ...]:
    """A printed form, three boxes across, each with its label above and the value below."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        cells = [f"{row.etiqueta}\n{row.valor}" for row in ficha.filas]
        cells += [""] * (-len(cells) % 3)
        body = tuple(tuple(cells[n : n + 3]) for n in range(0, len(cells), 3))
        blocks += [Para(ficha.titulo, "bold"), Table(body, widths=(0.34, 0.33, 0.33), size=8.5 * plan.escala)]
    return tuple(blocks)


def cuadro_con_fuente(plan: Plano) -> tuple[Block, ...]:
    """Numbered tables as in a report, and under each of them who made it."""
    rng, pools = plan.rng, plan.pools
    maker = f"{rng.choice(pools.mujeres)} {' '.join(rng.sample(pools.apellidos, 2))}"
    source = rng.choice(pools.elaborado).format(titulo=rng.choice(pools.titulos_mujer), nombre=maker)
    word = rng.choice(("Tabla", "Cuadro Nro.", "TABLA N°"))
    blocks: list[Block] = []
    for number, ficha in enumerate(_every(plan), 1):
        body = tuple((row.etiqueta, row.valor) for row in ficha.filas)
        caption = f"{word} {number}. {ficha.titulo.rstrip(':')}"
        blocks += [Para(caption, "center"), Table(body, widths=(0.4, 0.6), size=9.5), Para(source, "small"), Space(8)]
    return tuple(blocks)


def por_capitulos(plan: Plano) -> tuple[Block, ...]:
    """A letter in chapters: what went before, the data, what is asked for."""
    rng = plan.rng
    marks = rng.choice((("1.", "2.", "3.", "4.", "5.", "6."), ("I.", "II.", "III.", "IV.", "V.", "VI.")))
    chapters = [("ANTECEDENTES", [rng.choice(plan.pools.rellenos)])]
    chapters += [(ficha.titulo.rstrip(":").upper(), _lines(plan, ficha.filas)) for ficha in _every(plan)]
    chapters.append(("PETICIÓN", ["Por lo expuesto, solicito que se atienda el cambio indicado en este oficio."]))
    return tuple(
        block
        for mark, (head, lines) in zip(marks, chapters, strict=False)
        for block in (Para(f"{mark} {head}", "bold"), *map(Para, lines))
    )


def romanos(plan: Plano) -> tuple[Block, ...]:
    """Items counted in small roman numbers, anew under each heading."""
    end = plan.rng.choice((".", ")"))
    blocks: list[Block] = []
    for ficha in _every(plan):
        counted = zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"), _lines(plan, ficha.filas), strict=False)
        blocks += [Para(ficha.titulo, "bold"), *(Para(f"{number}{end} {line}") for number, line in counted)]
    return tuple(blocks)


def rol_y_detalle(plan: Plano) -> tuple[Block, ...]:
    """A row for each person: what the person is at the left, all lines of data in the cell at the right."""
    body = tuple((plan.rng.choice(plan.pools.roles[p.rol]), "\n".join(_lines(plan, p.filas))) for p in plan.personas)
    table = Table((("Administrador", "Datos"), *body), header=True, widths=(0.27, 0.73), size=9 * plan.escala)
    return (*_institution(plan), table)


def tres_celdas_persona(plan: Plano) -> tuple[Block, ...]:
    """A row for each person, its data in three cells: who, in which post, how to reach the person."""
    body: list[tuple[str, ...]] = [(plan.pools.etiquetas["rol"][0], "Identificación", "Puesto", "Contacto")]
    for ficha in plan.personas:
        parts = (
            [row for row in ficha.filas if row.campo not in (*CONTACTO, "cargo")],
            [row for row in ficha.filas if row.campo == "cargo"],
            [row for row in ficha.filas if row.campo in CONTACTO],
        )
        cells = ("\n".join(f"{row.etiqueta.rstrip(':')}: {row.valor}" for row in part) for part in parts)
        body.append((plan.rng.choice(plan.pools.roles[ficha.rol]), *cells))
    widths = (0.16, 0.29, 0.22, 0.33)
    return (*_institution(plan), Table(tuple(body), header=True, widths=widths, size=8 * plan.escala))


def vineta_por_persona(plan: Plano) -> tuple[Block, ...]:
    """A list in which each item is a person, all data in a row behind what the person is."""
    told = []
    for ficha in plan.personas:
        values = {row.campo: row.valor for row in ficha.filas if row.valor}
        parts = [_named(ficha)]
        parts += [f"C.I. {values['cedula']}"] if "cedula" in values else []
        parts += [f"cargo {values['cargo']}"] if "cargo" in values else []
        parts += _contact(ficha.filas)
        told.append(f"{plan.rng.choice(plan.pools.roles[ficha.rol])}: {', '.join(parts)}")
    return (
        *_institution(plan),
        Para("Administradores:", "bold"),
        Items(tuple(told), plan.rng.choice(("•", "-", "1."))),
    )


def con_formato(plan: Plano) -> tuple[Block, ...]:
    """A form that tells beside each label of what kind its value is to be."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        body = tuple((row.etiqueta, TIPOS.get(row.campo, "Texto"), row.valor) for row in ficha.filas)
        table = Table((("Campo", "Tipo de dato", "Respuesta"), *body), header=True, widths=(0.33, 0.22, 0.45), size=9.5)
        blocks += [Para(ficha.titulo, "bold"), table]
    return tuple(blocks)


def institucion_en_frase(plan: Plano) -> tuple[Block, ...]:
    """A sentence names the institution; the person's data stand in a table."""
    rows = plan.institucion.filas
    if len(rows) == 2:
        phrase = plan.rng.choice(plan.pools.prosa_institucion)
        told: tuple[Block, ...] = (Para(phrase.format(institucion=rows[0].valor, siglas=rows[1].valor)),)
    else:
        told = _institution(plan)
    person = plan.personas[0]
    return (*told, Para(person.titulo, "bold"), vertical(plan, person.filas, plan.rng.random() < 0.7))


def frase_y_lista(plan: Plano) -> tuple[Block, ...]:
    """A sentence tells who the person is; only what reaches the person stands in a list."""
    person = plan.personas[0]
    values = {row.campo: row.valor for row in person.filas if row.valor}
    told = f"Se ha designado como nuevo Administrador Institucional Quipux a {_named(person)}"
    told += f", con cédula de ciudadanía {values['cedula']}" if "cedula" in values else ""
    told += f", quien ocupa el puesto de {values['cargo']}" if "cargo" in values else ""
    reach = tuple(plan.line(row) for row in person.filas if row.campo in CONTACTO)
    mark = plan.rng.choice(("•", "-", "–"))
    return (*_institution(plan), Para(f"{told}. Sus datos de contacto son los siguientes:"), Items(reach, mark))


def celda_contacto(plan: Plano) -> tuple[Block, ...]:
    """A table of two columns whose last row holds all that reaches the person."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        reach = [row for row in ficha.filas if row.campo in CONTACTO]
        body = [(row.etiqueta, row.valor) for row in ficha.filas if row not in reach]
        if reach:
            body.append(("Contacto", "\n".join(f"{row.etiqueta.rstrip(':')}: {row.valor}" for row in reach)))
        blocks += [Para(ficha.titulo, "bold"), Table(tuple(body), widths=(0.34, 0.66))]
    return tuple(blocks)


def hoja_siguiente(plan: Plano) -> tuple[Block, ...]:
    """The data stand on a sheet of their own after the first one, under a title of that sheet."""
    blocks: list[Block] = [
        Para(plan.rng.choice(plan.pools.rellenos)),
        Para("La información requerida consta en la siguiente hoja, que forma parte de este oficio."),
        Break(),
        Para("FICHA DE INFORMACIÓN PARA EL CAMBIO DE AIQ", "center"),
    ]
    lines = plan.rng.random() < 0.6
    for ficha in _every(plan):
        blocks += [Para(ficha.titulo, "bold"), vertical(plan, ficha.filas, lines)]
    return tuple(blocks)


def alineada_blancos(plan: Plano) -> tuple[Block, ...]:
    """Typed on one block, blanks before the colons so that these stand about under each other."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        width = max(len(row.etiqueta) for row in ficha.filas) + 2
        lines = (f"{row.etiqueta.rstrip(':').ljust(width).replace('  ', DURA * 2)}: {row.valor}" for row in ficha.filas)
        blocks += [Para(ficha.titulo, "bold"), Para("\n".join(line.rstrip() for line in lines))]
    return tuple(blocks)


def recuadro(plan: Plano) -> tuple[Block, ...]:
    """One frame around everything, the headings in capitals among the lines."""
    parts = ("\n".join([ficha.titulo.upper(), *_lines(plan, ficha.filas)]) for ficha in _every(plan))
    return (Table((("\n\n".join(parts),),), widths=(1.0,), size=9.5 * plan.escala),)


def formulario_continuo(plan: Plano) -> tuple[Block, ...]:
    """One form of four columns: rows with a subject's name, and under them two pairs of label and value a row."""
    body: list[tuple[str, ...]] = []
    for ficha in _every(plan):
        cells = [cell for row in ficha.filas for cell in (row.etiqueta, row.valor)]
        cells += [""] * (-len(cells) % 4)
        body.append((ficha.titulo.rstrip(":"), "", "", ""))
        body += [tuple(cells[n : n + 4]) for n in range(0, len(cells), 4)]
    return (Table(tuple(body), widths=(0.2, 0.3, 0.2, 0.3), size=8.5 * plan.escala),)


def renglon_contacto(plan: Plano) -> tuple[Block, ...]:
    """A line for each datum, but one line for all that reaches the person."""
    blocks: list[Block] = [*_institution(plan)]
    for ficha in plan.personas:
        who = [row for row in ficha.filas if row.campo not in CONTACTO]
        reach = plan.rng.choice((" / ", "; ", " - ")).join(_contact(ficha.filas))
        blocks += [Para(ficha.titulo, "bold"), *map(Para, _lines(plan, who)), Para(f"Contactos: {reach}")]
    return tuple(blocks)


TANTEO = load(
    "tanteo",
    numeros=(
        *(_habitual,) * 7,
        _siglas_dos_veces,
        _siglas_dos_veces,
        _area_de_area,
        _secuencia_y_anio,
        _sin_relleno,
        _ofc_delante,
        _secuencia_en_renglon,
        _blancos_en_todo,
    ),
    fechas=(
        *(lambda d, c: f"{c}, {fecha_larga(d)}",) * 4,
        lambda d, c: f"{c}, {d.day} de {MESES[d.month - 1]} {d.year}",
        lambda d, c: f"{c}, {d.day:02d} {MESES[d.month - 1]} {d.year}",
        lambda d, c: f"{c}; {d.day} de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{c}, {d:%d-%m-%Y}",
        lambda d, c: f"{c.upper()}, {d.day} DE {MESES[d.month - 1].upper()} DE {d.year}",
        lambda d, c: f"{c}\nFecha: {d.day} de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{d.day:02d} de {MESES[d.month - 1]} de {d.year}",
        _del_mes_de,
    ),
    propios={
        layout.__name__: layout
        for layout in (
            matriz_unica,
            por_grupos,
            titulo_y_cabecera,
            casilleros_tres,
            cuadro_con_fuente,
            por_capitulos,
            romanos,
            rol_y_detalle,
            tres_celdas_persona,
            vineta_por_persona,
            con_formato,
            institucion_en_frase,
            frase_y_lista,
            celda_contacto,
            hoja_siguiente,
            alineada_blancos,
            recuadro,
            formulario_continuo,
            renglon_contacto,
        )
    },
)
