"""Mails and files drawn with what was read of them, in the same killable process that reads."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from cases.errors import Refused
from cases.troubles import trouble
from intake.archive import open_archive
from intake.desk import make_reader
from intake.reader import ReaderFailed
from intake.settings import Settings
from registry import journal
from registry.database import Database

DRAWER = "parsers.picture:drawer"
DRAWN_KINDS = ("solicitud_cambio_aiq", "aviso_cambio_backup", "informe_cumplimiento")


def draw_file(settings: Settings, path: Path) -> str:
    """The HTML page of one file; raises Refused when it cannot be read or drawn."""
    try:
        return _draw(settings, path.read_bytes(), str(path))
    except OSError as error:
        raise Refused(f"no se puede leer {path}: {trouble(error)}") from error


def draw_case(settings: Settings, db: Database, whole: dict[str, Any]) -> str:
    """The HTML page of the newest mail that brought a case's data (`whole` as `views.whole_case` gives it)."""
    mails = [row for row in whole["mensajes"] if row["tipo"] in DRAWN_KINDS and row["resultado"] == "procesado"]
    if not mails:
        raise Refused(f"El caso {whole['caso']} no tiene documentos que dibujar.")
    with db.read() as tx:
        row = journal.one(tx, mails[-1]["id"])
    assert row is not None
    return _draw(settings, open_archive(settings.archive).load(row["sha256"]), f"{whole['caso']}.eml")


def _draw(settings: Settings, raw: bytes, name: str) -> str:
    with closing(make_reader(settings, 1, factory=DRAWER)) as pool:
        try:
            return pool.ask(raw, name)
        except ReaderFailed as error:
            raise Refused(f"No se pudo dibujar: {error.reason}") from error
