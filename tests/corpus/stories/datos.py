"""The same letter of one institution, in which a single datum is written in a way that is hard or wrong."""

from __future__ import annotations

from typing import Any

from tests.corpus.model import Items, Para, Table, Valor
from tests.corpus.people import Invented
from tests.corpus.stories.base import LABELS, Story, carta, cast, gente, lista, pairs, pedido

VALIDA = (("aiq.cedula", "invalido"),)


def wrong(text: str, problema: str = "invalido") -> Valor:
    """Stands as it was read, and a problem says so."""
    return Valor(text, text, problema)


# Story, case, what it tells, the cédula as written and read, what must not be said of it.
CEDULAS: tuple[tuple[str, int, str, Valor, tuple[tuple[str, str], ...]], ...] = (
    ("cedula-de-nueve-digitos", 21, "La cédula llegó con nueve dígitos: se perdió el cero inicial. Se sugiere 0102030400, "
     "no se corrige.", wrong("102030400"), ()),
    ("cedula-con-puntos", 22, "Cédula escrita 171.234.567-5: es válida.", Valor("171.234.567-5", "1712345675"), VALIDA),
    ("cedula-tercer-digito-seis", 23, "Tercer dígito 6 con verificador correcto: existe, es válida.",
     Valor("1761234564", "1761234564"), VALIDA),
    ("cedula-de-relleno", 24, "2222222222 pasa el dígito verificador pero es de relleno.", wrong("2222222222"), ()),
    ("cedula-digito-equivocado", 24, "1234567890 no cumple el dígito verificador.", wrong("1234567890"), ()),
    ("ruc-en-lugar-de-cedula", 25, "En la cédula pusieron un RUC: se pide confirmar, nunca se corta en silencio.",
     wrong("1712345675001"), ()),
    ("letra-o-por-cero", 35, "La cédula trae una letra O en lugar de un cero: se sugiere, no se corrige.",
     wrong("O912345675", "invalido|dudoso"), ()),
)  # fmt: skip


def one(story: str, caso: int, cuento: str, secuencia: int, who: Invented, no_debe: Any = (), **datum: Valor) -> Story:
    """The usual letter with one datum changed."""
    person = gente(who, **datum)
    letter = carta("INEC", secuencia, lista(person))
    return pedido(story, (caso,), cuento, letter, "INEC", person, secuencia - 367, no_debe=no_debe)


def cedulas() -> list[Story]:
    return [
        one(nombre, caso, cuento, 421 + n, cast(f"valores {nombre}", "INEC"), no_debe, cedula=cedula)
        for n, (nombre, caso, cuento, cedula, no_debe) in enumerate(CEDULAS)
    ]


def phones() -> list[Story]:
    a, b, c = (cast(f"valores {n}", "INEC") for n in (26, 28, 29))
    both = "0912345675 sirve como cédula y como celular: manda la etiqueta; el mismo número en ambas se observa."
    absent = "«Ext.: N/A» es una respuesta: la extensión queda vacía y no se pide."
    abroad = Valor(f"+593 {c.celular[1:3]} {c.celular[3:6]} {c.celular[6:]}", c.celular)
    doubtful, same = Valor("0912345675", "0912345675", "dudoso|conflicto|invalido"), Valor("0912345675", "0912345675")
    return [
        one("celular-que-parece-cedula", 26, both, 428, a, cedula=doubtful, celular=same),
        one("sin-extension", 28, absent, 429, b, (("aiq.extension", "invalido"),), extension=Valor("N/A", None)),
        one("celular-internacional", 29, "El celular está escrito +593 99 123 4567.", 430, c, celular=abroad),
        _combined(cast("valores 27", "INEC")),
    ]


def _combined(who: Invented) -> Story:
    person = gente(who, telefono=Valor("x", who.area + who.fijo), extension=Valor("y", "1234/1235"))
    both = f"({who.area}) {who.fijo[:4]}-{who.fijo[4:]} Ext: 1234/1235"
    values = (who.completo, who.cedula, who.cargo, who.correo, both, who.celular)
    labels = (*LABELS[:4], "Número telefónico y extensión", LABELS[-1])
    lines = tuple(f"{label}: {value}" for label, value in zip(labels, values, strict=True))
    data = (Para("Información del nuevo Administrador institucional:"), Items(lines, "•"))
    cuento = "Una sola etiqueta oficial para dos datos, con dos extensiones."
    return pedido("telefono-y-extensiones-juntos", (27,), cuento, carta("INEC", 431, data), "INEC", person, 64)


def mails_and_names() -> list[Story]:
    a, b, c = (cast(f"valores {n}", "INEC") for n in (31, 32, 34))
    two = Valor(f"{a.correo}; {a.nombres[:3].lower()}99@gmail.com", a.correo)
    private = Valor("aiq.inec.2026@gmail.com", "aiq.inec.2026@gmail.com")
    titled = Valor(f"Srta. Mgs. {c.completo.upper()}, PhD", c.completo.upper())
    gmail = "Solo un correo de Gmail: se acepta y se señala; no hay prohibición publicada."
    titles = "Títulos antes y después del nombre se quitan; el nombre queda como está escrito."
    return [
        one("dos-correos", 31, "Dos correos: el institucional es el principal.", 432, a, correo=two),
        one("correo-personal", 32, gmail, 433, b, (("aiq.correo", "invalido"),), correo=private),
        one("titulo-en-el-nombre", 34, titles, 434, c, nombre=titled),
        _broken_email(cast("valores 30", "INEC")),
    ]


def _broken_email(who: Invented) -> Story:
    long = "administracion.gestiondocumental@estadisticaycensos.gob.ec"
    person = gente(who, correo=Valor(long, long))
    widths = (0.17, 0.14, 0.17, 0.15, 0.13, 0.1, 0.14)
    narrow = Table((LABELS, tuple(v for _, v in pairs(person))), header=True, widths=widths, size=7.5)
    cuento = "El correo se parte en varias líneas de una celda angosta: se une."
    return pedido("correo-partido-en-la-celda", (30,), cuento, carta("INEC", 435, (narrow,)), "INEC", person, 68)


def stories() -> list[Story]:
    return [*cedulas(), *phones(), *mails_and_names()]
