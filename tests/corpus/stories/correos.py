"""Mails whose difficulty lies in who sends them, when, and in answer to what."""

from __future__ import annotations

from typing import Any

from tests.corpus.mails import SOPORTE, Adjunto, Correo, compose, quote
from tests.corpus.model import Gente
from tests.corpus.people import Invented
from tests.corpus.render_html import weasyprint_pdf
from tests.corpus.render_office import xlsx
from tests.corpus.stories.base import Story, carta, cast, envia, esperado, gente, hora, lista, pairs, pedido
from tests.corpus.stories.primeras import ACTIVIDADES, OBSERVACION


def texto(person: Gente) -> str:
    return "\n".join(f"{label}: {value}" for label, value in pairs(person))


def aviso(person: Gente, firma: str) -> str:
    return (
        f"Estimados:\n\nNotifico el cambio del Administrador Institucional Quipux backup de la Universidad Técnica de "
        f"Ambato (UTA):\n\n{texto(person)}\n\n"
        f"Atentamente,\n{firma}\n"
    )


SUBJECT = "Cambio de AIQ backup - Universidad Técnica de Ambato"


def told(sender: Invented, nuevo: Gente, **more: Any) -> dict[str, Any]:
    return {
        "tipo": "aviso_cambio_backup",
        "aiq": None,
        "oficio": None,
        "remitente": sender.correo,
        "aiq_backup": nuevo.reading(),
        "institucion": {"nombre": "Universidad Técnica de Ambato", "siglas": "UTA"},
    } | more


def backups() -> list[Story]:
    principal, backup, jefe, colega = (cast(f"{rol} UTA", "UTA") for rol in ("principal", "backup", "jefe", "colega"))
    nuevo, boss = gente(backup), (jefe.correo,)
    text, own = aviso(nuevo, principal.completo), aviso(nuevo, backup.completo)
    alone = compose(Correo(principal.correo, SUBJECT, text, hora(8, 56), principal.completo))
    himself = compose(Correo(backup.correo, SUBJECT, own, hora(8, 57), backup.completo, copia=boss))
    sent = (principal.correo, principal.completo, SOPORTE, SUBJECT, hora(7, 40), "zimbra", jefe.correo)
    outside = f"Reenvío para el trámite.\n\n{colega.completo}\nTelf. 032998877\n\n{quote(text, *sent)}"
    forwarded = compose(Correo(colega.correo, f"RV: {SUBJECT}", outside, hora(8, 58), colega.completo))
    no_copy = "El aviso llega sin copia al jefe inmediato: se pide reenviarlo con copia; el registro no cambia."
    by_himself = "El aviso lo envía el propio backup: no está autorizado, decide una persona."
    by_colleague = (
        "Un colega reenvía el aviso del principal: remitente y copia del original son solo lo que el texto dice; decide "
        "una persona."
    )
    return [
        Story("backup-sin-copia", (41,), no_copy, ((alone, told(principal, nuevo, copia=[])),)),
        Story("backup-enviado-por-el-backup", (42,), by_himself, ((himself, told(backup, nuevo, copia=[*boss])),)),
        Story("backup-reenviado", (43,), by_colleague, ((forwarded, told(colega, nuevo)),)),
    ]


def answers() -> list[Story]:
    quien, nuevo = cast("secretaria MDT", "MDT"), cast("caso 40", "MDT")
    ours = (SOPORTE, "Soporte Quipux", quien.correo, "Datos pendientes", hora(9, 1, 13))
    filled = OBSERVACION.replace("cédula:", f"cédula: {nuevo.cedula}").replace("celular:", f"celular: {nuevo.celular}")
    inside = compose(
        Correo(
            quien.correo,
            "RE: Datos pendientes [AIQ-2026-00009]",
            "Respondo en el mismo texto.\n\n" + quote(filled, *ours, "gmail"),
            hora(8, 59),
            quien.completo,
            forma="gmail",
            respuesta_a="<carta-00009.7f3a@gobiernoelectronico.gob.ec>",
        )
    )
    empty = compose(
        Correo(
            quien.correo,
            "RE: Datos pendientes [AIQ-2026-00010]",
            "Estimados, en el transcurso del día envío los datos.\n\n" + quote(OBSERVACION, *ours, "zimbra"),
            hora(9, 0),
            quien.completo,
            respuesta_a="<carta-00010.7f3a@gobiernoelectronico.gob.ec>",
        )
    )
    return [
        Story(
            "respuesta-entre-lineas",
            (40,),
            "Las respuestas están dentro de nuestra carta citada, junto a las etiquetas: se encuentran por lo que "
            "cambia.",
            (
                (
                    inside,
                    {
                        "tipo": "solicitud_cambio_aiq",
                        "aiq": {"cedula": nuevo.cedula, "celular": nuevo.celular, "telefono": None},
                    },
                ),
            ),
        ),
        Story(
            "respuesta-sin-datos",
            (40,),
            "La carta citada trae todas las etiquetas vacías: nada de eso es una respuesta.",
            ((empty, {"tipo": "solicitud_cambio_aiq|otro", "aiq": None}),),
        ),
    ]


def same_letter() -> Story:
    """The notice of Quipux, then the PDF by mail, then the same forwarded by somebody else."""
    nuevo, quien, colega = gente(cast("caso 38", "INEC")), cast("secretaria INEC", "INEC"), cast("colega INEC", "INEC")
    letter = carta("INEC", 412, lista(nuevo), numero="INEC-DIRAD-2026-0412-O")
    pdf = weasyprint_pdf(letter.letter())
    notice = compose(
        Correo(
            "quipux@gestiondocumental.gob.ec",
            f"Quipux: Documento Recibido  - {letter.asunto}",
            "Estimado(a):\n\nSr. Ing. Esteban Quiroga Montúfar\nSubsecretario de Gobierno Electrónico\n\nHa recibido "
            "un documento en el sistema de gestión "
            f"documental Quipux.\n\nFecha: 2026-11-13 16:22\nNo. de Documento: {letter.numero}\nAsunto: "
            f"{letter.asunto}\nRemitente: {letter.firmante.titulo} "
            f"{letter.firmante.nombre}\n\nSaludos cordiales,\n\nSoporte Quipux.\n\nNota: Este mensaje fue enviado "
            f"automáticamente por el sistema, por favor no lo "
            "responda.\n",
            hora(8, 17),
            "Quipux",
        )
    )
    first = envia(pdf, quien, hora(9, 2))
    again = compose(
        Correo(
            colega.correo,
            "RV: Solicitud de cambio de AIQ",
            "Reenvío.",
            hora(9, 40),
            colega.completo,
            forma="outlook",
            adjuntos=(Adjunto("mensaje.eml", first),),
        )
    )
    plain = esperado(letter, "INEC", nuevo)
    return Story(
        "aviso-quipux-y-despues-el-pdf",
        (38,),
        "Primero avisa Quipux, sin archivo: se abre un caso que espera el PDF y nunca se responde. Después llega el "
        "PDF y luego alguien lo reenvía: mismo número, un solo caso.",
        (
            (notice, {"tipo": "aviso_quipux", "aiq": None}),
            (first, plain | {"remitente": quien.correo}),
            (again, plain | {"remitente": colega.correo}),
        ),
    )


def completions() -> list[Story]:
    sheet = xlsx(
        [("Nro.", "Actividad", "Realizada"), *((n, a, "Sí") for n, a in enumerate(ACTIVIDADES, 1))], "Seguimiento"
    )
    partial = xlsx(
        [("Nro.", "Actividad", "Realizada"), *((n, a, "Sí" if n < 11 else "No") for n, a in enumerate(ACTIVIDADES, 1))],
        "Seguimiento",
    )

    def report(name: str, when: Any, text: str, data: bytes = sheet) -> bytes:
        who = cast(name, "CENTROSUR")
        return compose(
            Correo(
                who.correo,
                "Informe de cumplimiento de la plantilla de seguimiento",
                f"Estimados,\n\n{text}\n\n{who.completo}",
                when,
                who.completo,
                adjuntos=(Adjunto("plantilla_seguimiento.xlsx", data),),
            )
        )

    done = {"tipo": "informe_cumplimiento", "aiq_backup": None}
    return [
        Story(
            "cumplimiento-a-ultima-hora",
            (46,),
            "Llega el quinto día a las 23:50 de Guayaquil, que en UTC ya es el sexto: está a tiempo.",
            ((report("cumplimiento 46", hora(23, 50, 17), "Adjunto la plantilla de seguimiento cumplida."), done),),
        ),
        Story(
            "cumplimiento-en-domingo",
            (47,),
            "El plazo de cinco días calendario vence un domingo: cuenta literal, se dice la fecha; la gracia es un "
            "ajuste y no se "
            "extiende en silencio.",
            ((report("cumplimiento 47", hora(19, 5, 15), "Informo que se han cumplido todas las actividades."), done),),
        ),
        Story(
            "cumplimiento-sin-capacitacion",
            (58,),
            "Informa que cumplió la plantilla, con dos actividades abiertas, y su capacitación de 12 horas no consta: "
            "no "
            "se registra, se dice qué falta.",
            (
                (
                    report(
                        "cumplimiento 58",
                        hora(9, 4),
                        "Informo el cumplimiento de la plantilla; aún no recibo la capacitación.",
                        partial,
                    ),
                    done,
                ),
            ),
        ),
    ]


def dates() -> list[Story]:
    sabado, feriado = gente(cast("caso 48", "EPMAPS")), gente(cast("caso 49", "SB"))
    return [
        pedido(
            "recibido-en-sabado",
            (48,),
            "El oficio llega un sábado: cuenta desde el siguiente día laborable, según el ajuste.",
            carta("EPMAPS", 481, lista(sabado)),
            "EPMAPS",
            sabado,
            0,
            mail={"fecha": hora(10, 30, 14)},
        ),
        pedido(
            "antes-del-feriado-de-noviembre",
            (49,),
            "Recibido el viernes 30 de octubre de 2026: el séptimo día laborable es el jueves 12 de noviembre, por el "
            "feriado del 2 y 3.",
            carta("SB", 491, lista(feriado), fecha=hora(0, 0).date().replace(month=10, day=29)),
            "SB",
            feriado,
            0,
            mail={"fecha": hora(9, 15).replace(month=10, day=30)},
        ),
    ]


def stories() -> list[Story]:
    return [*backups(), *answers(), same_letter(), *completions(), *dates()]
