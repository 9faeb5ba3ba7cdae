"""Every other mail of the mailbox: notices, reports, questions, automatic mail, and what concerns others."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from tests.corpus.layouts import labels, rows
from tests.corpus.mails import QUITO, SOPORTE, Adjunto, Correo, as_html, compose, quote
from tests.corpus.model import Gente, Sample
from tests.corpus.people import Invented, invent
from tests.corpus.pools import Entidad, Pools
from tests.corpus.render_office import xlsx
from tests.corpus.reports import bounce, read_receipt
from tests.corpus.values import fault, written

NADA: dict[str, Any] = {"oficio": None, "aiq": None, "aiq_saliente": None, "aiq_backup": None}


class Escena:
    """One mail's chance: who writes from where and when, in which mail program."""

    def __init__(self, seed: str, pools: Pools) -> None:
        self.rng, self.pools = random.Random(seed), pools
        self.entidad: Entidad = self.rng.choice(pools.entidades)
        self.quien = self.person()
        day = dt.date(2025, 7, 1) + dt.timedelta(days=self.rng.randint(0, 480))
        self.cuando = dt.datetime.combine(day, dt.time(self.rng.randint(6, 20), self.rng.randint(0, 59)), QUITO)
        self.forma = self.rng.choice(("zimbra", "zimbra", "outlook", "gmail", "apple", "thunderbird"))

    def person(self) -> Invented:
        return invent(self.rng, self.pools, self.entidad.dominio)

    def one(self, kind: str, part: str) -> str:
        return self.rng.choice(self.pools.mensajes[kind][part])

    def holes(self, **more: str) -> dict[str, str]:
        """What the templates may name: the writer, the institution, numbers and dates."""
        who, rng = self.quien, self.rng
        siglas = self.entidad.siglas.replace(" ", "-")
        return {
            "nombre": who.completo,
            "titulo": who.titulo,
            "cargo": who.cargo,
            "correo": who.correo,
            "cedula": who.cedula,
            "celular": who.celular,
            "telefono": f"({who.area}) {who.fijo}",
            "extension": who.extension,
            "institucion": self.entidad.nombre,
            "siglas": self.entidad.siglas,
            "otro": self.person().completo,
            "documentos": str(rng.randint(3, 20)),
            "dia": str(rng.randint(1, 28)),
            "fecha": self.cuando.strftime("%Y-%m-%d %H:%M"),
            "numero": f"{siglas}-{self.entidad.areas[0]}-{self.cuando.year}-{rng.randint(1, 999):04d}-O",
        } | more

    def write(self, subject: str, text: str, **changed: Any) -> bytes:
        sign = self.rng.choice(self.pools.firmas_correo).format(**self.holes())
        legal = self.rng.choice(self.pools.avisos_legales)
        body = "\n\n".join(part for part in (text, sign, legal) if part)
        usual: dict[str, Any] = {
            "nombre": self.quien.completo,
            "forma": self.forma,
            "codigo": self.rng.choice(("quoted-printable", "base64", "8bit")),
            "solo_html": self.rng.random() < 0.15,
        }
        return compose(Correo(self.quien.correo, subject, body, self.cuando, **(usual | changed)))


Made = tuple[bytes, dict[str, Any], str]


def _plain(scene: Escena, kind: str, tipo: str, **holes: str) -> Made:
    subject = scene.one(kind, "asuntos").format(**scene.holes(**holes))
    text = scene.one(kind, "textos").format(**scene.holes(**holes))
    return scene.write(subject, text), {"tipo": tipo, **NADA, "remitente": scene.quien.correo}, kind


def _data_lines(scene: Escena, person: Gente) -> str:
    names = labels(scene.rng, scene.pools)
    found = rows(person, names, None, "")
    sep = scene.rng.choice(scene.pools.separadores)
    mark = scene.rng.choice(("", "- ", "• ", "* "))
    return "\n".join(f"{mark}{row.etiqueta}{sep}{row.valor}".rstrip() for row in found)


def _data_table(scene: Escena, person: Gente, text: str) -> str:
    """The text as HTML with the data in a table where ``{datos}`` stands."""
    found = rows(person, labels(scene.rng, scene.pools), None, "")
    cells = "".join(f"<tr><td>{row.etiqueta}</td><td>{row.valor}</td></tr>" for row in found)
    head, tail = text.split("{datos}")
    return as_html(head) + f"<table border='1'>{cells}</table>" + as_html(tail)


def _prose(scene: Escena, person: Gente) -> str:
    parts = scene.pools.prosa_backup
    holes = {
        "nombre": person.nombre.escrito,
        "cedula": person.cedula.escrito,
        "cargo": person.cargo.escrito,
        "correo": (person.correo.escrito or "").rstrip("."),
        "telefono": person.telefono.escrito,
        "extension": person.extension.escrito,
        "celular": person.celular.escrito,
    }
    return scene.rng.choice(parts).format(**holes)


def backup(scene: Escena) -> Made:
    """The notice of a new backup: list, prose or HTML table; with copy or not; sometimes a datum missing."""
    rng = scene.rng
    style = rng.choice(("lista", "lista", "prosa", "tabla"))
    who = scene.person()
    person = written(rng, scene.pools, who, titled=0.1, table=style != "prosa")
    debe: list[list[str]] = []
    if style != "prosa" and rng.random() < 0.2:
        person = fault(rng, who, person)
        debe = person.problems("aiq_backup")
    subject = scene.one("backup", "asuntos").format(**scene.holes())
    text = scene.one("backup", "textos").format(**scene.holes(datos="{datos}"))
    boss = (scene.person().correo,) if rng.random() < 0.75 else ()
    truth = {
        "tipo": "aviso_cambio_backup",
        "oficio": None,
        "aiq": None,
        "aiq_backup": person.reading(),
        "institucion": {"nombre": scene.entidad.nombre, "siglas": scene.entidad.siglas},
        "remitente": scene.quien.correo,
        "copia": list(boss),
        "problemas": {"debe": debe, "no_debe": [["delegacion", "falta"]]},
    }
    if style == "tabla":
        html = _data_table(scene, person, text)
        raw = scene.write(
            subject, text.format(datos=_data_lines(scene, person)), html=html, copia=boss, solo_html=True, forma="gmail"
        )
    else:
        data = _data_lines(scene, person) if style == "lista" else _prose(scene, person)
        raw = scene.write(subject, text.format(datos=data), copia=boss)
    return raw, truth, f"backup_{style}"


def request_in_text(scene: Escena) -> Made:
    """A request without its oficio: the data in the mail, and nothing signed."""
    person = written(scene.rng, scene.pools, scene.person())
    subject = scene.one("solicitud_texto", "asuntos").format(**scene.holes())
    text = scene.one("solicitud_texto", "textos").format(**scene.holes(datos=_data_lines(scene, person)))
    truth = {
        "tipo": "solicitud_cambio_aiq",
        "oficio": None,
        "aiq": person.reading(),
        "aiq_backup": None,
        "institucion": {"nombre": scene.entidad.nombre, "siglas": scene.entidad.siglas},
        "remitente": scene.quien.correo,
        "problemas": {"debe": [["oficio*", "falta"]], "no_debe": []},
    }
    return scene.write(subject, text), truth, "solicitud_en_texto"


def backup_forwarded(scene: Escena) -> Made:
    """The same notice as a colleague forwards it; the outer sender is not the principal."""
    person = written(scene.rng, scene.pools, scene.person())
    inner = scene.one("backup", "textos").format(**scene.holes(datos=_data_lines(scene, person)))
    principal, forwarder = scene.quien, scene.person()
    style = scene.rng.choice(("zimbra", "outlook", "apple"))
    subject = scene.one("backup", "asuntos").format(**scene.holes())
    quoted = quote(
        inner + f"\n\n{principal.completo}",
        principal.correo,
        principal.completo,
        SOPORTE,
        subject,
        scene.cuando - dt.timedelta(hours=3),
        style,
    )
    scene.quien = forwarder
    raw = scene.write(
        f"{scene.rng.choice(('RV: ', 'Fwd: ', 'Rv: '))}{subject}",
        f"Se reenvía para su conocimiento.\n\n{quoted}",
        solo_html=False,
    )
    truth = {"tipo": "aviso_cambio_backup", "aiq": None, "aiq_backup": person.reading(), "remitente": forwarder.correo}
    return raw, truth, "backup_reenviado"


def completion(scene: Escena) -> Made:
    """The report that the follow-up sheet is done, with the sheet or without."""
    subject = scene.one("cumplimiento", "asuntos").format(**scene.holes())
    text = scene.one("cumplimiento", "textos").format(**scene.holes())
    attached: tuple[Adjunto, ...] = ()
    if scene.rng.random() < 0.65:
        done = [("Nro.", "Actividad", scene.rng.choice(("Realizada", "Cumplida", "Estado")), "Observación")]
        done += [
            (n, a, scene.rng.choice(("Sí", "SI", "Cumplido", "X")), "")
            for n, a in enumerate(scene.pools.actividades, 1)
        ]
        attached = (Adjunto(scene.rng.choice(scene.pools.archivos_plantilla), xlsx(done, "Seguimiento")),)
    raw = scene.write(subject, text, adjuntos=attached)
    return raw, {"tipo": "informe_cumplimiento", "aiq_backup": None, "remitente": scene.quien.correo}, "cumplimiento"


def backup_question(scene: Escena) -> Made:
    number = str(scene.rng.randint(4000, 99999))
    kind = scene.rng.choice(
        ("respaldo_estado", "respaldo_vencido", "respaldo_partes", "respaldo_exservidor", "respaldo_pocos")
    )
    raw, truth, _ = _plain(scene, kind, "consulta_respaldo", solicitud=number)
    named = "{solicitud}" in "".join(scene.pools.mensajes[kind]["textos"] + scene.pools.mensajes[kind]["asuntos"])
    written_number = number.encode() in _visible(raw)
    return raw, truth | {"respaldo": {"solicitud": number if named and written_number else None}}, kind


def _visible(raw: bytes) -> bytes:
    from email import message_from_bytes
    from email.header import decode_header, make_header

    message = message_from_bytes(raw)
    bodies = b"".join(part.get_payload(decode=True) or b"" for part in message.walk())
    return bodies + str(make_header(decode_header(message["Subject"] or ""))).encode()


def quipux_notice(scene: Escena) -> Made:
    """An automatic notice of Quipux about a document, or about an account."""
    accion = scene.rng.choice(
        (
            "Documento Recibido",
            "Documento Recibido",
            "Documento Reasignado",
            "Documento Informado",
            "Documento Comentado",
            "Documento Firmado",
            "Tarea Asignada",
            "Tarea Finalizada",
        )
    )
    asunto = scene.rng.choice(scene.pools.asuntos)
    text = (
        f"Estimado(a):\n\n{scene.quien.titulo} {scene.quien.completo}\n{scene.quien.cargo}\n\nHa recibido un "
        f"documento en el sistema de "
        f"gestión documental Quipux.\n\nFecha: {scene.cuando:%Y-%m-%d %H:%M}\nNo. de Documento: "
        f"{scene.holes()['numero']}\nAsunto: {asunto}\n"
        f"Remitente: {scene.person().completo}\n\nSaludos cordiales,\n\nSoporte Quipux.\n\nNota: Este mensaje fue "
        f"enviado automáticamente por "
        f"el sistema, por favor no lo responda.\nSi tiene alguna inquietud respecto a este mensaje, comuníquese con "
        f"{SOPORTE}"
    )
    subject = f"Quipux: {accion}  - {asunto}"
    if scene.rng.random() < 0.2:
        subject = scene.rng.choice(
            ("Quipux: Cambio de contraseña.", "Quipux: Actualización de datos.", "Quipux: Subrogacion de Puesto.")
        )
    raw = compose(
        Correo(
            "no-reply@gestiondocumental.gob.ec",
            subject,
            text,
            scene.cuando,
            "Quipux",
            solo_html=scene.rng.random() < 0.6,
            forma="thunderbird",
        )
    )
    return raw, {"tipo": "aviso_quipux", **NADA}, "aviso_quipux"


def quipux_backup_notice(scene: Escena) -> Made:
    """Quipux tells of a respaldo: ready, approved, or asked for by an inactive user's AIQ."""
    number = str(scene.rng.randint(4000, 99999))
    if scene.rng.random() < 0.35:
        subject = f"Quipux:  - Solicitud para Descarga de Respaldo {number}"
        text = (
            f"Estimado:\n\nEquipo de Soporte\n\nSe ha solicitado la descarga del respaldo.\n\nSolicitante: "
            f"{scene.quien.completo}\nMotivo: Usuario inactivo\n"
        )
    else:
        subject = f"Quipux:  - Solicitud de Respaldo {number}"
        text = (
            f"Estimado(a):\n\n{scene.quien.titulo} {scene.quien.completo}\n{scene.quien.cargo}\n\nLa generación de "
            f"respaldos ha sido realizada.\n\n"
            f"Información de la solicitud:\n\nFecha: {scene.cuando:%Y-%m-%d %H:%M}\nNo. de solicitud: {number}\nFecha "
            f"de solicitud: "
            f"{scene.cuando - dt.timedelta(days=4):%Y-%m-%d %H:%M}\nEstado: Atendida\n\nRecuerde que tiene 4 días "
            f"para descargar su respaldo.\n"
        )
    text += (
        "\nSaludos cordiales,\n\nSoporte Quipux.\n\nNota: Este mensaje fue enviado automáticamente por el "
        "sistema, por favor no lo responda.\n"
    )
    raw = compose(
        Correo("no-reply@gestiondocumental.gob.ec", subject, text, scene.cuando, "Quipux", forma="thunderbird")
    )
    return raw, {"tipo": "aviso_quipux", **NADA, "respaldo": {"solicitud": number}}, "aviso_respaldo"


AUTOMATIC: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Re: ", (("Auto-Submitted", "auto-replied (zimbra; vacation)"), ("Precedence", "bulk"), ("Return-Path", "<>"))),
    ("Respuesta automática: ", (("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"))),
    ("Automatic reply: ", (("X-Auto-Response-Suppress", "DR, OOF, AutoReply"), ("Auto-Submitted", "auto-generated"))),
    ("Fuera de oficina: ", (("X-Autoreply", "yes"), ("Precedence", "auto_reply"))),
    ("Re: ", (("X-Autorespond", "1"), ("Auto-Submitted", "auto-replied"))),
)


def automatic(scene: Escena) -> Made:
    """Vacation replies and read receipts, some of which look like answers."""
    truth = {"tipo": "respuesta_automatica", **NADA}
    if scene.rng.random() < 0.25:
        style = scene.rng.choice(("zimbra", "outlook", "borrado"))
        return read_receipt(scene.quien.correo, scene.quien.completo, scene.cuando, style), truth, "acuse_lectura"
    prefix, headers = scene.rng.choice(AUTOMATIC)
    subject = prefix + "Solicitud de cambio de AIQ: datos pendientes [AIQ-2026-00012]"
    text = scene.one("vacaciones", "textos").format(**scene.holes())
    return scene.write(subject, text, cabeceras=headers, solo_html=False), truth, "respuesta_automatica"


def bounced(scene: Escena) -> Made:
    code = scene.rng.choice(("550 5.1.1", "552 5.2.2", "421 4.4.1", "554 5.7.1", "550 5.4.4"))
    raw = bounce(
        scene.quien.correo, scene.cuando, code, scene.rng.choice(("postfix", "postfix", "exchange", "gmail", "texto"))
    )
    return raw, {"tipo": "rebote", **NADA}, "rebote"


def other(scene: Escena) -> Made:
    kind = scene.rng.choice([name for name in scene.pools.mensajes if name.startswith("otro_")])
    return _plain(scene, kind, "otro")


def answer(scene: Escena) -> Made:
    """An answer to our letter with the missing data above the quote, or between its lines."""
    rng, nuevo = scene.rng, scene.person()
    letter = rng.choice(scene.pools.observaciones)
    label = rng.choice(scene.pools.etiquetas["celular"][:2])
    ours = (
        "soporte@gobiernoelectronico.gob.ec",
        "Soporte Quipux",
        scene.quien.correo,
        "Datos pendientes",
        scene.cuando - dt.timedelta(days=1),
    )
    style = rng.choice(("zimbra", "outlook", "gmail"))
    if rng.random() < 0.3:
        filled = letter.replace("Número celular:", f"Número celular: {nuevo.celular}").replace(
            "Número de cédula:", f"Número de cédula: {nuevo.cedula}"
        )
        text, cedula = quote(filled, *ours, style), nuevo.cedula
    else:
        text = (
            f"{scene.one('respuesta', 'textos')}\n\n{label}: "
            f"{nuevo.celular}\n\nSaludos,\n\n{quote(letter, *ours, style)}"
        )
        cedula = None
    mail = Correo(
        scene.quien.correo,
        "RE: Solicitud de cambio de AIQ: datos pendientes [AIQ-2026-00012]",
        text,
        scene.cuando,
        scene.quien.completo,
        forma=scene.forma,
        respuesta_a="<carta-00012.7f3a@gobiernoelectronico.gob.ec>",
    )
    truth = {
        "tipo": "solicitud_cambio_aiq",
        "oficio": None,
        "aiq": {"celular": nuevo.celular, "cedula": cedula, "telefono": None, "correo": None},
    }
    return compose(mail), truth, "respuesta_datos"


KINDS: tuple[tuple[Callable[[Escena], Made], int], ...] = (
    (backup, 20),
    (backup_forwarded, 4),
    (completion, 12),
    (backup_question, 15),
    (quipux_notice, 11),
    (quipux_backup_notice, 5),
    (automatic, 10),
    (bounced, 6),
    (other, 18),
    (answer, 7),
    (request_in_text, 4),
)


def other_mail(seed: str, pools: Pools) -> Sample:
    """One mail that is no request with an oficio. The seed is the whole of its chance."""
    scene = Escena(seed, pools)
    maker = scene.rng.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS])[0]
    raw, truth, kind = maker(scene)
    return Sample(seed.replace(":", "-"), "mail", "correo", kind, raw, truth)
