"""Mails of the AIQ procedure that bring no oficio: backup notices, reports, answers, requests in words."""

from __future__ import annotations

import datetime as dt

from tests.corpus.layouts import labels, rows
from tests.corpus.mails import SOPORTE, Adjunto, Correo, as_html, compose, quote
from tests.corpus.model import Gente
from tests.corpus.render_office import xlsx
from tests.corpus.scene import Escena, Made
from tests.corpus.values import fault, written


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
