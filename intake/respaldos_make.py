"""Making one respaldo: the documents checked, the archive made and offered, the notice sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cases.decision import Refusal
from cases.errors import Conflict, Refused, TryAgain
from cases.respaldos import SolicitudRespaldo
from cases.respaldos_answers import base_name
from cases.respaldos_life import generated, notice, recipient
from cases.respaldos_moves import Acto, move
from intake import backup_folders, backups
from intake.backup_documents import Coleccion, collect
from intake.owner import dead
from intake.respaldos import keep, rules, send, system
from registry import meta
from registry import respaldos as store

if TYPE_CHECKING:
    from intake.desk import Desk

LEASE, RENEWED = timedelta(minutes=10), timedelta(minutes=1)
LEASE_NAME = "respaldos"


class TooFew(Refused):
    """Fewer documents than a respaldo is generated for."""

    def __init__(self, numero: str, count: int, minimum: int) -> None:
        super().__init__(
            f"hay {count} documentos en el rango y el respaldo se genera desde {minimum}: rechace la solicitud para "
            f"que se descarguen manualmente (aiq respaldos reject {numero})"
        )
        self.count = count


def generate(
    desk: Desk, numero: str, folder: Path, acto: Acto, *, progress: backups.Progreso = lambda phase, n, count: None
) -> SolicitudRespaldo:
    """Makes a request's archive from a folder of documents, offers it and sends the notice.

    Raises Refused (what stands in the way), TryAgain (disk, space), Stopped. Killed at any line, it offers nothing and
    may be called again: an archive that no request names is removed by the next round."""
    found = collect_for(desk, numero, folder)
    root = desk.settings.respaldos.folder
    with _Lease(desk) as lease, backup_folders.hold(root, base_name(numero)) as work:
        running = _begin(desk, numero, found, acto)
        assert running.carpeta is not None
        made = backups.build(
            work, running.carpeta, base_name(numero), found.documentos,
            part_bytes=desk.settings.respaldos.parte_mb << 20, now=desk.now(),
            progress=lease.renewing(progress), stop=desk.stop.is_set,
        )  # fmt: skip
        try:
            return _finish(desk, running, made, Acto(desk.now(), acto.usuario, acto.area))
        except BaseException:
            backup_folders.remove(root, made.carpeta)
            raise


def collect_for(desk: Desk, numero: str, folder: Path) -> Coleccion:
    """The request's documents in a folder; raises Refused when they are not complete, or too few for a respaldo."""
    with desk.db.read() as tx:
        request = store.needed(tx, numero)
    if isinstance(refusal := move(request, "en_ejecucion", system(desk.now())), Refusal):
        raise Refused(refusal.motivo)
    found = collect(folder, request.desde, request.hasta)
    if found.faltan:
        raise Refused(f"faltan {len(found.faltan)} documentos que el índice nombra; el primero: {found.faltan[0]}")
    minimum = desk.settings.respaldos.minimo_documentos
    if len(found.documentos) < minimum:
        raise TooFew(numero, len(found.documentos), minimum)
    return found


def _begin(desk: Desk, numero: str, found: Coleccion, acto: Acto) -> SolicitudRespaldo:
    """«Respaldo en ejecución»: the folder's name is kept before the folder exists, so that none is ever nameless."""
    with desk.db.write() as tx:
        request = store.needed(tx, numero, lock=True)
        change = move(
            request, "en_ejecucion", acto, carpeta=backup_folders.folder_name(desk.secret()),
            documentos=len(found.documentos),
        )  # fmt: skip
        if isinstance(change, Refusal):
            raise Refused(change.motivo)
        return keep(desk, tx, change, acto.usuario, "generar")


def _finish(desk: Desk, running: SolicitudRespaldo, made: backups.Archivo, acto: Acto) -> SolicitudRespaldo:
    """«Respaldo generado» and the notice, together; Conflict when staff stopped, moved or deleted it meanwhile."""
    politica = rules(desk.settings)
    with desk.db.write() as tx:
        request = store.needed(tx, running.numero, lock=True)
        to = recipient(request, next(iter(store.aiqs(tx, request)), None))
        change = generated(
            request, acto, politica, carpeta=made.carpeta, partes=made.partes, documentos=made.documentos,
            comentario="" if to else "Sin correo registrado al cual avisar.",
        )  # fmt: skip
        if isinstance(change, Refusal) or request.carpeta != running.carpeta:
            raise Conflict(f"la solicitud {running.numero} cambió mientras se generaba su respaldo")
        saved = keep(desk, tx, change, acto.usuario, "generado")
        if to is not None:
            send(desk, tx, notice(saved, to, politica))
    log = desk.log.info if to else desk.log.warning
    log("respaldo_generado", respaldo=saved.numero, documentos=made.documentos, partes=len(made.partes))
    return saved


class _Lease:
    """Only one process makes respaldos at a time, on whatever machine; a dead one's turn passes on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._taken: datetime | None = None

    def __enter__(self) -> _Lease:
        if not self._take():
            raise backup_folders.Busy("otro proceso está generando un respaldo; intente cuando termine")
        return self

    def __exit__(self, *_: object) -> None:
        with self._desk.db.write() as tx:
            meta.take_lease(tx, LEASE_NAME, self._desk.owner, self._desk.now(), timedelta())

    def _take(self) -> bool:
        now = self._desk.now()
        with self._desk.db.write() as tx:
            self._desk.db.lock(tx, LEASE_NAME)
            meta.drop_leases(tx, dead(meta.lease_owners(tx)))
            taken = meta.take_lease(tx, LEASE_NAME, self._desk.owner, now, LEASE)
        self._taken = now
        return taken

    def renewing(self, progress: backups.Progreso) -> backups.Progreso:
        """The same progress, which now and then renews the lease; raises TryAgain when it was lost."""

        def heard(phase: backups.Fase, documents: int, count: int) -> None:
            progress(phase, documents, count)
            if self._taken is not None and self._desk.now() - self._taken > RENEWED and not self._take():
                raise TryAgain("otro proceso tomó el turno de generar respaldos")

        return heard
