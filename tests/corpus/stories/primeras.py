"""The plain mails of a morning: complete requests, one with a datum missing, its answer, notices and reports."""

from __future__ import annotations

from dataclasses import replace

from tests.corpus.mails import Adjunto, Correo, compose, quote
from tests.corpus.model import Para, Valor
from tests.corpus.render_canvas import canvas_pdf
from tests.corpus.render_office import xlsx
from tests.corpus.render_reportlab import platypus_pdf
from tests.corpus.stories.base import Story, carta, cast, gente, hora, lista, pedido, tabla

OBSERVACION = """Estimada institución:

Hemos recibido su solicitud de cambio de AIQ. Para continuar necesitamos los siguientes datos:

- Número de cédula:
- Número celular:

Puede responder a este correo con los datos indicados.

Saludos cordiales,
Soporte Quipux
Subsecretaría de Gobierno Electrónico · Teléfono: 022200200
"""
ACTIVIDADES = (
    "Datos de la institución",
    "Áreas y siglas",
    "Usuarios",
    "Jefes de área",
    "Permisos",
    "Numeración por tipo documental",
    "Plantillas y membrete",
    "Listas de envío",
    "Carpetas virtuales",
    "Subrogación de prueba",
    "Documento de prueba",
    "Respaldos",
    "Reporte de cumplimiento",
)


def requests() -> list[Story]:
    uno, dos, tres, cuatro = (cast(f"nuevo {n}", s) for n, s in ((1, "MSP"), (2, "EPMAPS"), (3, "UTA"), (4, "MDT")))
    prosa = Para(
        f"Por lo expuesto, designo como nuevo Administrador Institucional Quipux al servidor {tres.titulo} "
        f"{tres.completo}, con cédula "
        f"de ciudadanía Nro. {tres.cedula}, {tres.cargo}, correo electrónico {tres.correo}, teléfono "
        f"{tres.area}{tres.fijo} ext. "
        f"{tres.extension}, celular {tres.celular}."
    )
    falta = gente(cuatro, celular=Valor(None, None, "falta"))
    return [
        pedido(
            "solicitud-lista-completa",
            (),
            "Oficio de Quipux con la lista de datos publicada, firmado por la máxima autoridad. Está completo: "
            "acuse y revisión.",
            carta("MSP", 1204, lista(gente(uno))),
            "MSP",
            gente(uno),
            31,
            no_debe=(("delegacion", "falta"),),
        ),
        pedido(
            "solicitud-tabla-completa",
            (),
            "Los datos en una tabla con líneas; firma el Gerente General de una empresa pública.",
            carta("EPMAPS", 87, tabla(gente(dos))),
            "EPMAPS",
            gente(dos),
            36,
            producer=platypus_pdf,
            no_debe=(("delegacion", "falta"),),
        ),
        pedido(
            "solicitud-en-prosa",
            (),
            "Los datos van dentro de una frase; firma la Rectora de una universidad.",
            carta("UTA", 311, (prosa,)),
            "UTA",
            gente(tres),
            42,
            producer=canvas_pdf,
            no_debe=(("delegacion", "falta"),),
        ),
        pedido(
            "solicitud-sin-celular",
            (),
            "Falta el número celular: se pide ese dato y ningún otro.",
            carta("MDT", 530, lista(falta)),
            "MDT",
            falta,
            44,
        ),
    ]


def answer() -> Story:
    """The missing datum comes by answering our letter."""
    quien, nuevo = cast("secretaria MDT", "MDT"), cast("nuevo 4", "MDT")
    quoted = quote(
        OBSERVACION,
        "soporte@gobiernoelectronico.gob.ec",
        "Soporte Quipux",
        quien.correo,
        "Datos pendientes",
        hora(9, 1, 13),
        "outlook",
    )
    text = (
        f"Estimados, remito el dato solicitado.\n\nNúmero celular: "
        f"{nuevo.celular}\n\nSaludos,\n{quien.completo}\n\n{quoted}"
    )
    raw = compose(
        Correo(
            quien.correo,
            "RE: Solicitud de cambio de AIQ: datos pendientes [AIQ-2026-00004]",
            text,
            hora(8, 2),
            quien.completo,
            forma="outlook",
            respuesta_a="<carta-00004.7f3a@gobiernoelectronico.gob.ec>",
        )
    )
    return Story(
        "respuesta-con-celular",
        (),
        "Respuesta a nuestra carta de observaciones: trae el celular. Las etiquetas citadas de nuestra propia "
        "carta no son respuestas, ni el teléfono de nuestro pie.",
        (
            (
                raw,
                {
                    "tipo": "solicitud_cambio_aiq",
                    "aiq": {"celular": nuevo.celular, "telefono": None, "cedula": None},
                    "remitente": quien.correo,
                },
            ),
        ),
    )


def backup() -> Story:
    principal, nuevo, jefe = cast("nuevo 1", "MSP"), cast("backup 1", "MSP"), cast("jefe 1", "MSP")
    text = (
        "Estimados señores de soporte:\n\nEn mi calidad de Administrador Institucional Quipux principal del "
        "Ministerio de Salud Pública (MSP) "
        "notifico el cambio del administrador backup:\n\n"
        + "\n".join(
            (
                f"Nombres y apellidos: {nuevo.completo}",
                f"Número de cédula: {nuevo.cedula}",
                f"Cargo: {nuevo.cargo}",
                f"Correo electrónico: {nuevo.correo}",
                f"Número telefónico y extensión: {nuevo.area}{nuevo.fijo} ext. {nuevo.extension}",
                f"Número celular: {nuevo.celular}",
            )
        )
        + f"\n\nMi jefe inmediato va en copia.\n\nAtentamente,\n{principal.completo}\n{principal.cargo}\nCel. "
        f"{principal.celular}\n"
    )
    raw = compose(
        Correo(
            principal.correo, "Cambio de AIQ backup - MSP", text, hora(8, 5), principal.completo, copia=(jefe.correo,)
        )
    )
    return Story(
        "backup-con-copia",
        (),
        "Aviso de cambio de AIQ backup del principal, con copia a su jefe inmediato. El celular del remitente no es "
        "del nuevo backup.",
        (
            (
                raw,
                {
                    "tipo": "aviso_cambio_backup",
                    "remitente": principal.correo,
                    "copia": [jefe.correo],
                    "aiq": None,
                    "institucion": {"nombre": "Ministerio de Salud Pública", "siglas": "MSP"},
                    "aiq_backup": gente(nuevo).reading(),
                },
            ),
        ),
    )


def completion() -> Story:
    quien = cast("nuevo 2", "EPMAPS")
    sheet = xlsx(
        [("Nro.", "Actividad", "Realizada", "Observación")] + [(n, a, "Sí", "") for n, a in enumerate(ACTIVIDADES, 1)],
        "Seguimiento",
    )
    raw = compose(
        Correo(
            quien.correo,
            "Informe de cumplimiento de la plantilla de seguimiento - EPMAPS",
            "Estimados,\n\nInformo que se han cumplido todas las actividades de parametrización en el ambiente de "
            "capacitación. Adjunto la "
            f"plantilla de seguimiento.\n\nSaludos,\n{quien.completo}\nAIQ EPMAPS\nCelular {quien.celular}\n",
            hora(8, 9),
            quien.completo,
            adjuntos=(Adjunto("Plantilla de seguimiento.xlsx", sheet),),
        )
    )
    return Story(
        "informe-de-cumplimiento",
        (),
        "El nuevo AIQ informa que cumplió la plantilla de seguimiento y la adjunta llena.",
        ((raw, {"tipo": "informe_cumplimiento", "remitente": quien.correo}),),
    )


def small() -> list[Story]:
    quien = cast("usuario 1", "SENAE")
    respaldo = compose(
        Correo(
            quien.correo,
            "Consulta sobre mi respaldo",
            "Buenos días:\n\nSolicité el respaldo de mis documentos en Quipux y deseo saber "
            f"en qué estado está la solicitud No. 58213.\n\nGracias,\n{quien.completo}\n{quien.cargo}\n",
            hora(8, 14),
            quien.completo,
        )
    )
    clave = compose(
        Correo(
            quien.correo,
            "No puedo ingresar a Quipux",
            "Estimados, olvidé mi contraseña y el sistema Quipux no me permite ingresar. Favor su "
            f"ayuda.\n\n{quien.completo}\nTelf. {quien.area}{quien.fijo}",
            hora(8, 16),
            quien.completo,
            forma="gmail",
        )
    )
    otro = {"aiq": None, "oficio": None, "institucion": {"nombre": None, "siglas": None}}
    return [
        Story(
            "consulta-de-respaldo",
            (),
            "Pregunta por el estado de una solicitud de respaldo.",
            ((respaldo, {"tipo": "consulta_respaldo", "respaldo": {"solicitud": "58213"}, "aiq": None}),),
        ),
        Story(
            "clave-olvidada",
            (),
            "Un usuario olvidó su contraseña: no es un trámite de AIQ.",
            ((clave, {"tipo": "otro"} | otro),),
        ),
    ]


def automatic() -> list[Story]:
    quien = cast("secretaria MDT", "MDT")
    base = Correo(
        quien.correo,
        "Re: Solicitud de cambio de AIQ: datos pendientes [AIQ-2026-00004]",
        "Me encuentro de vacaciones hasta el 23 de noviembre. Para asuntos urgentes comunicarse al 0998765432.\n",
        hora(8, 20),
        quien.completo,
    )
    auto = compose(
        replace(
            base,
            cabeceras=(
                ("Auto-Submitted", "auto-replied (zimbra; vacation)"),
                ("Precedence", "bulk"),
                ("Return-Path", "<>"),
            ),
        )
    )
    from tests.corpus.reports import bounce, read_receipt

    leido = read_receipt(quien.correo, quien.completo, hora(8, 22), "zimbra")
    rebote = bounce("analista.sistemas@ministeriodetelecom.gob.ec", hora(8, 24), "550 5.1.1", "postfix")
    return [
        Story(
            "vacaciones-zimbra",
            (44,),
            "Respuesta automática de vacaciones de Zimbra, con asunto «Re:» y sin decirlo en el texto: no es una "
            "respuesta, no se contesta y el plazo sigue corriendo.",
            ((auto, {"tipo": "respuesta_automatica", "aiq": None}),),
        ),
        Story(
            "acuse-de-lectura",
            (45,),
            "Acuse de lectura de Zimbra: solo se anota.",
            ((leido, {"tipo": "respuesta_automatica", "aiq": None}),),
        ),
        Story(
            "rebote-buzon-inexistente",
            (),
            "Informe de entrega fallida: el buzón no existe. Se enlaza con la carta que rebotó.",
            ((rebote, {"tipo": "rebote", "aiq": None}),),
        ),
    ]


def stories() -> list[Story]:
    return [*requests(), answer(), backup(), completion(), *small(), *automatic()]
