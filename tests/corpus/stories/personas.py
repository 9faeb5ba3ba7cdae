"""Letters with several persons, and data that stand where they do not belong."""

from __future__ import annotations

from tests.corpus.layouts import Ficha, Fila, Plano, personas_columnas, personas_filas
from tests.corpus.model import Break, Gente, Para, Table, Valor
from tests.corpus.render_canvas import canvas_pdf
from tests.corpus.render_reportlab import platypus_pdf
from tests.corpus.stories.base import LABELS, SALUDO, Story, carta, cast, gente, lista, pairs, pedido, tabla

CAMPOS = ("nombres_apellidos", "cedula", "cargo", "correo", "telefono", "extension", "celular")


def ficha(rol: str, person: Gente) -> Ficha:
    return Ficha(rol, tuple(Fila(c, label, value) for c, (label, value) in zip(CAMPOS, pairs(person), strict=True)))


def plano(*fichas: Ficha) -> Plano:
    import random

    from tests.corpus.desarrollo import DESARROLLO

    return Plano(Ficha("institucion", ()), fichas, ": ", DESARROLLO, random.Random("plano"))


def three() -> tuple[Gente, Gente, Gente]:
    """The outgoing AIQ, the new one and the backup of one institution."""
    sale, entra, apoya = (gente(cast(f"{rol} dos personas", "SENAE")) for rol in ("saliente", "entrante", "backup"))
    return sale, entra, apoya


def told_apart() -> list[Story]:
    sale, entra, apoya = three()
    columns = personas_columnas(plano(ficha("aiq_saliente", sale), ficha("aiq", entra)))[1:]
    blocks = (
        *lista(sale, "Datos del Administrador saliente:"),
        *lista(entra, "Datos del nuevo Administrador (entrante):"),
    )
    across = personas_filas(plano(ficha("aiq_backup", apoya), ficha("aiq", entra), ficha("aiq_saliente", sale)))[1:]
    same = {"aiq_saliente": sale.reading()}
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
    ]


def mixed() -> list[Story]:
    sale, entra, apoya = three()
    unclear = Table((LABELS, *(tuple(v for _, v in pairs(p)) for p in (sale, entra))), header=True, size=7)
    vague = carta("SENAE", 74, (Para("Los funcionarios relacionados con la administración del sistema son:"), unclear))
    return [
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


def stories() -> list[Story]:
    return [*told_apart(), *mixed(), *misplaced()]
