"""Letters with several persons, and data that stand where they do not belong."""

from __future__ import annotations

from tests.corpus.layouts import Ficha, Fila, Plano, personas_columnas, personas_filas
from tests.corpus.model import Break, Gente, Items, Para, Table, Valor
from tests.corpus.render_canvas import canvas_pdf
from tests.corpus.render_html import weasyprint_pdf
from tests.corpus.render_reportlab import platypus_pdf
from tests.corpus.stories.base import LABELS, SALUDO, Story, carta, cast, gente, lista, pairs, pedido, tabla

CAMPOS = ("nombres_apellidos", "cedula", "cargo", "correo", "telefono", "extension", "celular")


def ficha(rol: str, person: Gente) -> Ficha:
    return Ficha(rol, tuple(Fila(c, label, value) for c, (label, value) in zip(CAMPOS, pairs(person), strict=True)))


def plano(*fichas: Ficha) -> Plano:
    import random

    from tests.corpus.desarrollo import DESARROLLO

    return Plano(Ficha("institucion", ()), fichas, ": ", DESARROLLO, random.Random("plano"))


def two_persons() -> list[Story]:
    sale, entra, apoya = (gente(cast(f"{rol} dos personas", "SENAE")) for rol in ("saliente", "entrante", "backup"))
    columns = personas_columnas(plano(ficha("aiq_saliente", sale), ficha("aiq", entra)))[1:]
    blocks = (
        *lista(sale, "Datos del Administrador saliente:"),
        *lista(entra, "Datos del nuevo Administrador (entrante):"),
    )
    across = personas_filas(plano(ficha("aiq_backup", apoya), ficha("aiq", entra), ficha("aiq_saliente", sale)))[1:]
    unclear = Table((LABELS, *(tuple(v for _, v in pairs(p)) for p in (sale, entra))), header=True, size=7)
    same = {"aiq_saliente": sale.reading()}
    vague = carta("SENAE", 74, (Para("Los funcionarios relacionados con la administración del sistema son:"), unclear))
    return [
        pedido(
            "saliente-y-entrante-en-columnas",
            (1,),
            "Saliente y entrante en dos columnas de una tabla: los datos de cada uno quedan con su rol.",
            carta("SENAE", 71, columns),
            "SENAE",
            entra,
            46,
            **same,
        ),
        pedido(
            "saliente-y-entrante-en-bloques",
            (1,),
            "Primero los datos del saliente y después los del entrante, con las mismas etiquetas.",
            carta("SENAE", 72, blocks),
            "SENAE",
            entra,
            47,
            producer=canvas_pdf,
            **same,
        ),
        pedido(
            "tres-personas-en-filas",
            (1, 2),
            "Backup, entrante y saliente en filas de una tabla horizontal con celdas que se parten.",
            carta("SENAE", 73, across),
            "SENAE",
            entra,
            48,
            aiq_backup=apoya.reading(),
            **same,
        ),
        _unclear(
            pedido(
                "dos-personas-sin-rol",
                (1,),
                "Dos personas sin decir quién sale y quién entra: nadie se registra solo, decide una persona.",
                vague,
                "SENAE",
                entra,
                49,
                debe=(("aiq*", "dudoso|falta|conflicto"),),
            )
        ),
        pedido(
            "principal-y-backup",
            (2,),
            "Un oficio pide el cambio del principal y, de paso, del backup: dos registros que no se mezclan. El "
            "backup no "
            "necesitaba oficio.",
            carta(
                "SENAE",
                75,
                (
                    *lista(entra, "Datos del Administrador Institucional Quipux principal (nuevo):"),
                    *lista(apoya, "Datos del Administrador Institucional Quipux backup:"),
                ),
            ),
            "SENAE",
            entra,
            50,
            producer=platypus_pdf,
            aiq_backup=apoya.reading(),
        ),
    ]


def _unclear(story: Story) -> Story:
    """Without roles nothing may be said of the persons' values; only the doubt is expected."""
    ((raw, expected),) = story.mensajes
    plain = {key: value for key, value in expected.items() if key != "aiq"}
    plain["problemas"] = {"debe": [["aiq*", "dudoso|falta|conflicto"]], "no_debe": []}
    return Story(story.nombre, story.casos, story.cuento, ((raw, plain),))


def misplaced() -> list[Story]:
    pie, mitad, partido = (cast(f"caso {n}", s) for n, s in ((3, "CNEL EP"), (4, "CJ"), (5, "SNP")))
    sin_fijo = gente(pie, telefono=Valor(None, None, "falta"), extension=Valor(None, None))
    foot = (
        "Dirección: Av. Nahim Isaías s/n. Teléfono: (04) 2598-080 ext. 100. Celular: 0999888777. info@cnel.gob.ec",
        "{n}/{total}",
        "* Documento generado por Quipux",
    )
    every = (("Nombre", "Consejo de la Judicatura"), ("Siglas", "CJ"), *pairs(gente(mitad)))
    cut = (
        SALUDO,
        Para("Información requerida:"),
        Table(every[:4], widths=(0.4, 0.6)),
        Break(),
        Table(every[4:], widths=(0.4, 0.6)),
    )
    return [
        pedido(
            "telefono-solo-en-el-pie",
            (3,),
            "El oficio no trae el teléfono del AIQ; en el pie de página están la central y un celular de la "
            "institución, que "
            "no son suyos.",
            carta("CNEL EP", 19, lista(sin_fijo), pie=foot),
            "CNEL EP",
            sin_fijo,
            51,
            producer=platypus_pdf,
        ),
        pedido(
            "encabezado-en-medio-de-la-tabla",
            (4,),
            "La tabla sigue en la segunda página, y entre sus filas quedan el pie y el encabezado repetido.",
            carta("CJ", 660, cut, solo_datos=True),
            "CJ",
            gente(mitad),
            52,
        ),
        pedido(
            "numero-partido",
            (5,),
            "El número del oficio se parte después de un guion y sigue en la línea siguiente.",
            carta(
                "SNP",
                12,
                tabla(gente(partido)),
                numero="SNP-CGAF-\n2026-00012-OF",
                numero_leido="SNP-CGAF-2026-00012-OF",
            ),
            "SNP",
            gente(partido),
            53,
        ),
    ]


def values() -> list[Story]:
    """One way of writing each, told by its name."""

    def one(nombre: str, caso: int, cuento: str, secuencia: int, minute: int, person: Gente, **more) -> Story:
        return pedido(nombre, (caso,), cuento, carta("INEC", secuencia, lista(person)), "INEC", person, minute, **more)

    c = {n: cast(f"valores {n}", "INEC") for n in range(21, 36)}
    dotted, mobile = cast("punteada", "INEC", cedula="1712345675"), c[29].celular
    return [
        one(
            "cedula-de-nueve-digitos",
            21,
            "La cédula llegó con nueve dígitos: se perdió el cero inicial. Se sugiere 0102030400, no se corrige.",
            421,
            54,
            gente(c[21], cedula=Valor("102030400", "102030400", "invalido")),
        ),
        one(
            "cedula-con-puntos",
            22,
            "Cédula escrita 171.234.567-5: es válida.",
            422,
            55,
            gente(dotted, cedula=Valor("171.234.567-5", "1712345675")),
            no_debe=(("aiq.cedula", "invalido"),),
        ),
        one(
            "cedula-tercer-digito-seis",
            23,
            "Tercer dígito 6 con verificador correcto: existe, es válida.",
            423,
            56,
            gente(c[23], cedula=Valor("1761234564", "1761234564")),
            no_debe=(("aiq.cedula", "invalido"),),
        ),
        one(
            "cedula-de-relleno",
            24,
            "2222222222 pasa el dígito verificador pero es de relleno.",
            424,
            57,
            gente(c[24], cedula=Valor("2222222222", "2222222222", "invalido")),
        ),
        one(
            "cedula-digito-equivocado",
            24,
            "1234567890 no cumple el dígito verificador.",
            425,
            58,
            gente(cast("valores 24b", "INEC"), cedula=Valor("1234567890", "1234567890", "invalido")),
        ),
        one(
            "ruc-en-lugar-de-cedula",
            25,
            "En la cédula pusieron un RUC: se pide confirmar, nunca se corta en silencio.",
            426,
            59,
            gente(c[25], cedula=Valor("1712345675001", "1712345675001", "invalido")),
        ),
        one(
            "celular-que-parece-cedula",
            26,
            "0912345675 sirve como cédula y como celular: manda la etiqueta; el mismo número en ambas se observa.",
            427,
            60,
            gente(
                c[26],
                cedula=Valor("0912345675", "0912345675", "dudoso|conflicto|invalido"),
                celular=Valor("0912345675", "0912345675"),
            ),
        ),
        _combined(c[27], 428, 61),
        one(
            "sin-extension",
            28,
            "«Ext.: N/A» es una respuesta: la extensión queda vacía y no se pide.",
            429,
            62,
            gente(c[28], extension=Valor("N/A", None)),
            no_debe=(("aiq.extension", "invalido"),),
        ),
        one(
            "celular-internacional",
            29,
            "El celular está escrito +593 99 123 4567.",
            430,
            63,
            gente(c[29], celular=Valor(f"+593 {mobile[1:3]} {mobile[3:6]} {mobile[6:]}", mobile)),
        ),
        _broken_email(c[30], 431, 64),
        one(
            "dos-correos",
            31,
            "Dos correos: el institucional es el principal.",
            432,
            65,
            gente(c[31], correo=Valor(f"{c[31].correo}; {c[31].nombres[:3].lower()}99@gmail.com", c[31].correo)),
        ),
        one(
            "correo-personal",
            32,
            "Solo un correo de Gmail: se acepta y se señala; no hay prohibición publicada.",
            433,
            66,
            gente(c[32], correo=Valor("aiq.inec.2026@gmail.com", "aiq.inec.2026@gmail.com")),
            no_debe=(("aiq.correo", "invalido"),),
        ),
        one(
            "titulo-en-el-nombre",
            34,
            "Títulos antes y después del nombre se quitan; el nombre queda como está escrito.",
            434,
            67,
            gente(c[34], nombre=Valor(f"Srta. Mgs. {c[34].completo.upper()}, PhD", c[34].completo.upper())),
        ),
        one(
            "letra-o-por-cero",
            35,
            "La cédula trae una letra O en lugar de un cero: se sugiere, no se corrige.",
            435,
            68,
            gente(c[35], cedula=Valor("O912345675", "O912345675", "invalido|dudoso")),
        ),
    ]


def _combined(who, secuencia: int, minute: int) -> Story:
    person = gente(who, telefono=Valor("x", who.area + who.fijo), extension=Valor("y", "1234/1235"))
    data = (
        Para("Información del nuevo Administrador institucional:"),
        Items(
            (
                f"Nombres y apellidos: {who.completo}",
                f"Número de cédula: {who.cedula}",
                f"Cargo: {who.cargo}",
                f"Correo electrónico: {who.correo}",
                f"Número telefónico y extensión: ({who.area}) {who.fijo[:4]}-{who.fijo[4:]} Ext: 1234/1235",
                f"Número celular: {who.celular}",
            ),
            "•",
        ),
    )
    return pedido(
        "telefono-y-extensiones-juntos",
        (27,),
        "Una sola etiqueta oficial para dos datos, con dos extensiones.",
        carta("INEC", secuencia, data),
        "INEC",
        person,
        minute,
    )


def _broken_email(who, secuencia: int, minute: int) -> Story:
    long = "administracion.gestiondocumental@estadisticaycensos.gob.ec"
    person = gente(who, correo=Valor(long, long))
    narrow = Table(
        (LABELS, tuple(v for _, v in pairs(person))),
        header=True,
        widths=(0.17, 0.14, 0.17, 0.15, 0.13, 0.1, 0.14),
        size=7.5,
    )
    return pedido(
        "correo-partido-en-la-celda",
        (30,),
        "El correo se parte en varias líneas de una celda angosta: se une.",
        carta("INEC", secuencia, (narrow,)),
        "INEC",
        person,
        minute,
        producer=weasyprint_pdf,
    )


def stories() -> list[Story]:
    return [*two_persons(), *misplaced(), *values()]
