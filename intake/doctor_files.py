"""What `aiq doctor` finds of the operator's own files and folders: calendar, letters, institutions, signatures."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from cases.errors import NotReady
from intake import desk as desk_module
from intake.archive import open_archive
from intake.settings import Settings
from intake.trustfolder import check_trust, list_trust


class Check(NamedTuple):
    """One thing looked at; `detail` says what was found or what to do."""

    name: str
    state: Literal["bien", "aviso", "mal"]
    detail: str


def calendar(settings: Settings) -> Check:
    table = desk_module.load_calendar(settings.procedure.feriados)
    today = datetime.now(settings.policy().zona).date()
    warnings = table.warnings(today)
    return Check("calendario", "aviso" if warnings else "bien", "; ".join(warnings) or f"versión {table.version}")


def archive(settings: Settings) -> Check:
    told = list(open_archive(settings.archive).condition())
    return Check("archivo de correos", "mal" if len(told) > 1 else "bien", "; ".join(told))


def letters(settings: Settings) -> Check:
    from replies.attachments import load_activities
    from replies.render import Renderer

    Renderer(settings.replies.templates).check()
    load_activities(settings.replies.activities)
    if not settings.replies.enabled:
        return Check("cartas", "aviso", "[replies] enabled = false: no sale ninguna carta")
    if settings.replies.dry_run:
        return Check("cartas", "aviso", "[replies] dry_run = true: las cartas se escriben y no salen")
    return Check("cartas", "bien", "todas las plantillas se componen")


def institutions(settings: Settings) -> Check:
    own = desk_module.check_institutions(settings.procedure.instituciones)
    return Check("instituciones", "bien", f"las del programa y {own} propias" if own else "las del programa")


def signatures(settings: Settings) -> Check:
    folder = settings.reading.trust
    if folder is None:
        untrusted = "[reading] trust sin valor: ninguna firma se reconoce y todo oficio firmado va a una persona"
        return Check("firmas", "aviso", untrusted)
    told = check_trust(folder, datetime.now(UTC))
    return Check("firmas", "aviso" if told else "bien", " ".join(told) or f"{len(list_trust(folder))} en {folder}")


def downloads(settings: Settings) -> Check:
    """The folder that respaldos are offered from; it is made with the first one."""
    folder = settings.respaldos.folder.absolute()
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise NotReady(f"[respaldos] folder: no se puede escribir en {there}")
    return Check("carpeta de respaldos", "bien", str(folder))
