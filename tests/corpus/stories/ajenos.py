"""Mails that are no change of AIQ: respaldos, implementation, support; and one that is, in spite of its looks."""

from __future__ import annotations

from typing import Any

from tests.corpus.mails import Correo, compose
from tests.corpus.model import Valor
from tests.corpus.render_html import weasyprint_pdf
from tests.corpus.stories.base import Story, carta, cast, envia, esperado, gente, hora, lista

NADA: dict[str, Any] = {"aiq": None, "oficio": None}
OTRO: dict[str, Any] = {"tipo": "otro", **NADA}
RESPALDO: dict[str, Any] = {"tipo": "consulta_respaldo", **NADA, "respaldo": {"solicitud": None}}

# Story, case, what it tells, subject, text with the writer's {nombre} and {cedula}, expected reading.
CORREOS: tuple[tuple[str, int, str, str, str, dict[str, Any]], ...] = (
    ("pedido-de-implementacion", 52, "Una entidad pide la implementación de Quipux (RUC, dirección, primer AIQ): no es un cambio.",
     "Solicitud de implementación del sistema Quipux",
     "Estimados, el Cuerpo de Bomberos requiere la implementación del sistema Quipux.\n\nNombre: Cuerpo de Bomberos de "
     "Pujilí\nRUC: 0560012340001\nSigla: CBP\nDirección: Calle Rocafuerte y Sucre\nNúmero telefónico: 032723456\n"
     "Administrador propuesto: {nombre}, cédula {cedula}", OTRO),
    ("exservidor-pide-respaldo", 53, "Un ex servidor pide su respaldo: se lo dirige al AIQ de su institución.", "Respaldo de documentos",
     "Estimados, trabajé en el Ministerio del Trabajo hasta septiembre y solicito el respaldo de mis documentos de Quipux. "
     "Mi cédula es {cedula}.", RESPALDO),
    ("respaldo-de-veinte-documentos", 54, "Con 20 documentos se descarga a mano; el respaldo se genera desde 21.", "Solicitud de respaldo",
     "Buenos días, dejo la institución el viernes y necesito el respaldo de mis 20 documentos en Quipux.", RESPALDO),
    ("respaldo-vencido", 56, "El enlace venció al cuarto día de generado: hace falta una nueva solicitud.",
     "No puedo descargar el respaldo",
     "Estimados, la solicitud de respaldo No. 60233 se generó el 2026-11-11 y el enlace ya no funciona.",
     RESPALDO | {"respaldo": {"solicitud": "60233"}}),
    ("soporte-antes-del-registro", 57, "El nuevo AIQ pide soporte antes de estar registrado: se le dice qué pasos le faltan.",
     "Ayuda con permisos",
     "Estimados, soy el nuevo administrador institucional Quipux del Ministerio del Trabajo y no puedo dar permisos a un "
     "usuario. ¿Me pueden ayudar?", OTRO),
)  # fmt: skip


def written() -> list[Story]:
    stories = []
    for nombre, caso, cuento, asunto, texto, expected in CORREOS:
        who = cast(f"caso {caso}", "MDT")
        body = texto.format(nombre=who.completo, cedula=who.cedula) + f"\n\n{who.completo}\nCelular {who.celular}"
        raw = compose(Correo(who.correo, asunto, body, hora(9, caso - 47), who.completo))
        stories.append(Story(nombre, (caso,), cuento, ((raw, expected),)))
    return stories


def download_notice() -> Story:
    text = (
        "Estimado:\n\nEquipo de Soporte\n\nSe ha solicitado la descarga del respaldo de un usuario inactivo.\n\n"
        f"Solicitante: {cast('caso 55', 'MDT').completo}\nMotivo: El servidor fue desvinculado.\n\nSaludos cordiales,\n\n"
        "Soporte Quipux.\n\nNota: Este mensaje fue enviado automáticamente por el sistema, por favor no lo responda.\n"
    )
    subject = "Quipux:  - Solicitud para Descarga de Respaldo 60417"
    raw = compose(Correo("no-reply@gestiondocumental.gob.ec", subject, text, hora(9, 8), "Quipux"))
    cuento = "Aviso automático que sí es trabajo para la mesa, aunque venga de un remitente que no se responde."
    expected = {"tipo": "aviso_quipux", "respaldo": {"solicitud": "60417"}, **NADA}
    return Story("aviso-descarga-de-respaldo", (55,), cuento, ((raw, expected),))


def odd_mails() -> list[Story]:
    """No subject and base64 HTML in an old charset: the letter inside is what counts. And a mail with nothing."""
    who, quien = cast("asunto debil", "EPMAPS"), cast("secretaria EPMAPS", "EPMAPS")
    nuevo = gente(who, cargo=Valor("Analista de TIC", "Analista de TIC"))
    letter, name = carta("EPMAPS", 777, lista(nuevo)), "Designación año 2026.pdf"
    form = {"forma": "gmail", "juego": "windows-1252", "codigo": "base64", "solo_html": True}
    raw = envia(weasyprint_pdf(letter.letter()), quien, hora(9, 14), name, asunto="", texto="Adjunto.", **form)
    empty = compose(Correo(quien.correo, "", "", hora(9, 15), quien.completo))
    cuento = "Sin asunto y casi sin texto, en HTML y windows-1252, con el oficio adjunto: es una solicitud."
    return [
        Story("asunto-vacio", (), cuento, ((raw, esperado(letter, "EPMAPS", nuevo, name)),)),
        Story("correo-vacio", (), "Un correo sin nada: se anota y lo mira una persona.", ((empty, OTRO),)),
    ]


def stories() -> list[Story]:
    return [*written(), download_notice(), *odd_mails()]
