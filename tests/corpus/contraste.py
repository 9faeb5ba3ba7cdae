"""The third half that was reserved until its errors were looked at; its words are in contraste.toml."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from tests.corpus.layouts import ANCHOS, Ficha, Fila, Plano
from tests.corpus.letters import MESES, fecha_larga
from tests.corpus.model import Block, Items, Para, Table
from tests.corpus.pools import load

FRASES = {
    "institucion": "La institución que realiza este pedido es {}",
    "siglas": "Las siglas institucionales son {}",
    "nombres_apellidos": "La persona designada se llama {}",
    "nombres": "Los nombres de la persona designada son {}",
    "apellidos": "Sus apellidos son {}",
    "cedula": "Su número de cédula es {}",
    "cargo": "El cargo que desempeña es {}",
    "correo": "Su correo electrónico es {}",
    "telefono": "El teléfono de su oficina es {}",
    "extension": "La extensión que le corresponde es {}",
    "telefono_extension": "El teléfono de su oficina es {}",
    "celular": "Su número de celular es {}",
}
AYUDAS = {
    "institucion": "nombre completo, sin abreviar",
    "siglas": "las que constan en Quipux",
    "nombres_apellidos": "tal como constan en la cédula",
    "nombres": "tal como constan en la cédula",
    "apellidos": "tal como constan en la cédula",
    "cedula": "10 dígitos",
    "cargo": "según la acción de personal o el contrato",
    "correo": "cuenta a la que se enviará la plantilla de seguimiento",
    "telefono": "con el código de la provincia",
    "extension": "si la tiene",
    "telefono_extension": "con el código de la provincia",
    "celular": "para coordinar la capacitación",
}
GRUPOS = {"cargo": "Puesto", "correo": "Contacto", "celular": "Contacto"} | dict.fromkeys(
    ("telefono", "extension", "telefono_extension"), "Contacto"
)
CORTAS = {
    "cedula": "C.I. ",
    "correo": "E-mail: ",
    "telefono": "Telf. ",
    "telefono_extension": "Telf. ",
    "extension": "Ext. ",
    "celular": "Cel. ",
}


def _base(siglas: str) -> str:
    return siglas.replace(" ", "-")


def _corriente(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 5999):04d}-{rng.choice(('O', 'O', 'OF'))}"
    return number, number


def _distrital(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    district = f"{rng.randint(1, 24):02d}D{rng.randint(1, 9):02d}"
    number = f"{_base(siglas)}-{district}-{area}-{year}-{rng.randint(1, 9999):05d}-O"
    return number, number


def _sin_tipo(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 999):04d}"
    return number, number


def _con_cierre(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{rng.randint(1, 999):03d}-{_base(siglas)}-{area}-{year}"
    return f"{number}.-", number


def _tipo_en_renglon(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 9999):04d}"
    return f"{number}-\nOF", f"{number}-OF"


def _anio_corto(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year % 100}-{rng.randint(1, 999):04d}-O"
    return number, number


def _tipo_delante(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"OF-{_base(siglas)}-{area}-{year}-{rng.randint(1, 999):03d}"
    return number, number


def _ordinal(day: dt.date, city: str) -> str:
    return f"{city}, {'1ro.' if day.day == 1 else day.day} de {MESES[day.month - 1]} de {day.year}"


def _every(plan: Plano) -> tuple[Ficha, ...]:
    return (plan.institucion, *plan.personas)


def _lines(plan: Plano, rows: Sequence[Fila]) -> list[str]:
    return [plan.line(row) for row in rows]


def _institution(plan: Plano) -> tuple[Block, ...]:
    return (Para(plan.institucion.titulo), *map(Para, _lines(plan, plan.institucion.filas)))


def _bare(value: str) -> str:
    """The value without the word for what it is that some people write before it."""
    return value.removeprefix("C.C. ").removeprefix("Nro. ").removeprefix("Ext. ")


def lista_verificacion(plan: Plano) -> tuple[Block, ...]:
    """A checklist: what is asked for, the mark that it is met, and only then the datum."""
    mark = plan.rng.choice(("X", "SÍ", "Cumple"))
    blocks: list[Block] = []
    for ficha in _every(plan):
        body = tuple((row.etiqueta, mark if row.valor else "", row.valor) for row in ficha.filas)
        head = ("Requisito", "Cumple" if mark == "X" else "Revisión", "Detalle")
        blocks += [Para(ficha.titulo, "bold"), Table((head, *body), header=True, widths=(0.34, 0.2, 0.46), size=9.5)]
    return tuple(blocks)


def tarjeta_visita(plan: Plano) -> tuple[Block, ...]:
    """As on a visiting card: name and cargo without any label, the rest with the shortest ones."""
    values = {row.campo: row.valor for row in plan.personas[0].filas if row.valor}
    name = values.get("nombres_apellidos") or f"{values['nombres']} {values['apellidos']}"
    contact = [f"{short}{_bare(values[campo])}" for campo, short in CORTAS.items() if campo in values]
    card = "\n".join((name, *((values["cargo"],) if "cargo" in values else ()), *contact))
    return (*_institution(plan), Para(plan.personas[0].titulo, "bold"), Para(card))


def _sentence(row: Fila) -> str:
    if row.campo == "extension" and not any(map(str.isdigit, row.valor)):
        return "No tiene extensión telefónica."
    return FRASES[row.campo].format(_bare(row.valor)).rstrip(".") + "."


def frase_por_dato(plan: Plano) -> tuple[Block, ...]:
    """A list in which a whole sentence gives each datum."""
    mark = plan.rng.choice(("-", "•", "1.", "–"))
    blocks: list[Block] = []
    for ficha in _every(plan):
        told = tuple(_sentence(row) for row in ficha.filas if row.valor)
        blocks += [Para(ficha.titulo, "bold"), Items(told, mark)]
    return tuple(blocks)


def digitos_en_cuadros(plan: Plano) -> tuple[Block, ...]:
    """A printed form with a square for each digit of cédula and mobile."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        blocks.append(Para(ficha.titulo, "bold"))
        for row in ficha.filas:
            digits = [char for char in _bare(row.valor) if char.isalnum()]
            if row.campo not in ("cedula", "celular") or len(digits) not in (0, 9, 10):
                blocks.append(Table(((row.etiqueta, row.valor),), widths=(0.34, 0.66), size=9.5))
                continue
            squares = (*digits, *[""] * (10 - len(digits)))
            blocks.append(Table(((row.etiqueta, *squares),), widths=(0.34, *(0.066,) * 10), size=9.5))
    return tuple(blocks)


def decimales(plan: Plano) -> tuple[Block, ...]:
    """Paragraphs with numbers of two levels, as reports have them."""
    blocks: list[Block] = []
    end = plan.rng.choice((".", ""))
    for section, ficha in enumerate(_every(plan), 1):
        blocks.append(Para(f"{section}. {ficha.titulo}", "bold"))
        blocks += [Para(f"{section}.{n}{end} {plan.line(row)}") for n, row in enumerate(ficha.filas, 1)]
    return tuple(blocks)


def una_columna(plan: Plano) -> tuple[Block, ...]:
    """A table of one column: each cell a line with its label."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        blocks.append(Table(((ficha.titulo,), *((line,) for line in _lines(plan, ficha.filas))), header=True))
    return tuple(blocks)


def rejilla(plan: Plano) -> tuple[Block, ...]:
    """Boxes, three across, label and value on the same line of each."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        cells = _lines(plan, ficha.filas)
        cells += [""] * (-len(cells) % 3)
        body = tuple(tuple(cells[n : n + 3]) for n in range(0, len(cells), 3))
        blocks += [Para(ficha.titulo, "bold"), Table(body, widths=(0.34, 0.33, 0.33), size=8.5 * plan.escala)]
    return tuple(blocks)


def agrupadas(plan: Plano) -> tuple[Block, ...]:
    """Two labels share a line, and after the colon their two values."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        blocks.append(Para(ficha.titulo, "bold"))
        rows = [row for row in ficha.filas if row.valor]
        for pair in (rows[n : n + 2] for n in range(0, len(rows), 2)):
            labels, values = [row.etiqueta.rstrip(":") for row in pair], [row.valor for row in pair]
            if any("/" in text for text in (*labels, *values)):
                blocks += [Para(f"{row.etiqueta.rstrip(':')}: {row.valor}") for row in pair]
            else:
                blocks.append(Para(f"{' / '.join(labels)}: {' / '.join(values)}"))
    return tuple(blocks)


def fichas_lado(plan: Plano) -> tuple[Block, ...]:
    """The persons side by side, all lines of each in one cell under what he is."""
    heads = tuple(plan.rng.choice(plan.pools.roles[p.rol]) for p in plan.personas)
    cells = tuple("\n".join(_lines(plan, p.filas)) for p in plan.personas)
    widths = (1 / len(heads),) * len(heads)
    return (*_institution(plan), Table((heads, cells), header=True, widths=widths, size=8.5 * plan.escala))


def rol_en_cada_fila(plan: Plano) -> tuple[Block, ...]:
    """One table; what the person is stands again in every row of his."""
    body: list[tuple[str, ...]] = [("Administrador", "Dato", "Información")]
    for ficha in plan.personas:
        role = plan.rng.choice(plan.pools.roles[ficha.rol])
        body += [(role, row.etiqueta, row.valor) for row in ficha.filas]
    return (*_institution(plan), Table(tuple(body), header=True, widths=(0.25, 0.32, 0.43), size=9))


def con_instrucciones(plan: Plano) -> tuple[Block, ...]:
    """A form that tells under each label how it is to be filled; the column of the answers is the narrow one."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        body = tuple((f"{row.etiqueta}\n({AYUDAS[row.campo]})", row.valor) for row in ficha.filas)
        blocks += [Para(ficha.titulo, "bold"), Table(body, widths=(0.56, 0.44), size=9)]
    return tuple(blocks)


def encabezado_doble(plan: Plano) -> tuple[Block, ...]:
    """A table across with two rows of headings: groups above, labels below."""
    rows = plan.personas[0].filas
    groups = [GRUPOS.get(row.campo, "Identificación") for row in rows]
    top = tuple(group if n == 0 or groups[n - 1] != group else "" for n, group in enumerate(groups))
    weights = [ANCHOS[row.campo] for row in rows]
    table = (top, tuple(row.etiqueta for row in rows), tuple(row.valor for row in rows))
    widths = tuple(weight / sum(weights) for weight in weights)
    size = 7.5 * plan.escala
    return (*_institution(plan), Para(plan.personas[0].titulo), Table(table, header=True, widths=widths, size=size))


def con_datos_de_mas(plan: Plano) -> tuple[Block, ...]:
    """The institution's own form, which tells much that nobody asked for, the boss's name among it."""
    rng, pools = plan.rng, plan.pools
    boss = f"{rng.choice(pools.mujeres)} {' '.join(rng.sample(pools.apellidos, 2))}"
    more = {
        "institucion": [
            ("RUC de la institución", f"{rng.randint(1, 24):02d}6{rng.randint(0, 9999999):07d}001"),
            ("Provincia / Cantón", rng.choice(pools.lugares)),
            ("Dirección", rng.choice(pools.direcciones)),
        ],
        "aiq": [
            ("Unidad administrativa", rng.choice(pools.unidades)),
            ("Modalidad laboral", rng.choice(("Nombramiento permanente", "Contrato ocasional", "Código de Trabajo"))),
            ("Fecha de ingreso", f"{rng.randint(2008, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(10, 28)}"),
            ("Jefe inmediato", boss),
        ],
    }
    blocks: list[Block] = []
    for ficha in (plan.institucion, plan.personas[0]):
        body = [(row.etiqueta, row.valor) for row in ficha.filas]
        for extra in rng.sample(more[ficha.rol], 2 if ficha.rol == "institucion" else 3):
            body.insert(rng.randint(1, len(body)), extra)
        blocks += [Para(ficha.titulo, "bold"), Table(tuple(body), widths=(0.4, 0.6))]
    return tuple(blocks)


def enmarcados(plan: Plano) -> tuple[Block, ...]:
    """A typed form: every value on a drawn line, in brackets or in quotes."""
    left, right = plan.rng.choice((("______ ", " ______"), ("[ ", " ]"), ("« ", " »"), ("“", "”")))
    blocks: list[Block] = []
    for ficha in _every(plan):
        blocks.append(Para(ficha.titulo, "bold"))
        blocks += [Para(f"{row.etiqueta.rstrip(':')}: {left}{row.valor}{right}") for row in ficha.filas]
    return tuple(blocks)


def _lower(label: str) -> str:
    label = label.rstrip(":")
    if label.isupper() and len(label) > 5:
        return label.lower()
    return label if label[:2].isupper() or label[1:2] == "." else label[:1].lower() + label[1:]


def oracion_etiquetas(plan: Plano) -> tuple[Block, ...]:
    """One sentence for each subject: the labels run on in it, only commas between the data."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        told = [f"{_lower(row.etiqueta)} {row.valor.rstrip('.')}" for row in ficha.filas if row.valor]
        blocks += [Para(ficha.titulo, "bold"), Para("Los datos son: " + ", ".join(told) + ".")]
    return tuple(blocks)


def tres_bloques(plan: Plano) -> tuple[Block, ...]:
    """Three columns: the institution, who the person is, and where to reach the person."""
    person = plan.personas[0].filas
    reach = [row for row in person if GRUPOS.get(row.campo) == "Contacto"]
    parts = (plan.institucion.filas, [row for row in person if row not in reach], reach)
    head = ("Institución", plan.rng.choice(plan.pools.roles["aiq"]), "Datos de contacto")
    cells = tuple("\n".join(_lines(plan, part)) for part in parts)
    return (Table((head, cells), header=True, widths=(0.31, 0.34, 0.35), size=8.5 * plan.escala),)


def alternadas(plan: Plano) -> tuple[Block, ...]:
    """A table of one column whose rows are label and value in turn."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        body = tuple((cell,) for row in ficha.filas for cell in (row.etiqueta, row.valor))
        blocks += [Para(ficha.titulo, "bold"), Table(body, widths=(0.8,), size=9.5)]
    return tuple(blocks)


def bandas(plan: Plano) -> tuple[Block, ...]:
    """Labels in bold above their values, some three across, without any line drawn."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        blocks.append(Para(ficha.titulo))
        for part in filter(None, (ficha.filas[:3], ficha.filas[3:])):
            weights = [ANCHOS.get(row.campo, 0.3) for row in part]
            band = (tuple(row.etiqueta for row in part), tuple(row.valor for row in part))
            widths = tuple(weight / sum(weights) for weight in weights)
            blocks.append(Table(band, lines=False, header=True, widths=widths, size=8.5 * plan.escala))
    return tuple(blocks)


CONTRASTE = load(
    "contraste",
    numeros=(
        *(_corriente,) * 7,
        _distrital,
        _sin_tipo,
        _sin_tipo,
        _con_cierre,
        _tipo_en_renglon,
        _anio_corto,
        _tipo_delante,
    ),
    fechas=(
        *(lambda d, c: f"{c}, {fecha_larga(d)}",) * 3,
        _ordinal,
        lambda d, c: f"{c}, {d.day:02d} de {MESES[d.month - 1]}, {d.year}",
        lambda d, c: f"{c}, {MESES[d.month - 1].capitalize()} {d.day:02d}, {d.year}",
        lambda d, c: f"{c}, {d.day:02d}-{MESES[d.month - 1]}-{d.year}",
        lambda d, c: f"{c}, {d.day:02d}/{MESES[d.month - 1][:3].upper()}/{d.year}",
        lambda d, c: f"Lugar y fecha: {c}, {fecha_larga(d)}",
        lambda d, c: f"{c}, el {d.day} de {MESES[d.month - 1]} del año {d.year}",
    ),
    propios={
        layout.__name__: layout
        for layout in (
            lista_verificacion,
            tarjeta_visita,
            frase_por_dato,
            digitos_en_cuadros,
            decimales,
            una_columna,
            rejilla,
            agrupadas,
            fichas_lado,
            rol_en_cada_fila,
            con_instrucciones,
            encabezado_doble,
            con_datos_de_mas,
            enmarcados,
            oracion_etiquetas,
            tres_bloques,
            alternadas,
            bandas,
        )
    },
)
