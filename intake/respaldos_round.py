"""Respaldos in the rounds: reminders, expiries and removals that are due, and archives whose day has come."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cases.errors import Conflict, Refused, TryAgain
from cases.respaldos import CambioRespaldo
from cases.respaldos_answers import base_name
from cases.respaldos_life import due, expiry, recipient, reminded, reminder
from cases.respaldos_moves import move
from intake import backup_folders, backups
from intake.backup_documents import has_index
from intake.respaldos import keep, rules, send, system, tell_state
from intake.respaldos_make import TooFew, generate
from registry import respaldos as store

if TYPE_CHECKING:
    from intake.desk import Desk


@dataclass(slots=True)
class Done:
    """What a round did for respaldos; `generados` counts only when it waited for them."""

    recordados: int = 0
    expirados: int = 0
    generados: int = 0


def respaldos_round(desk: Desk) -> Done:
    """What a round does for respaldos. Making them may take minutes: while round follows round it goes on in a thread
    of its own, which ends with `desk.stop`; a single round waits for it."""
    done = life_round(desk)
    if not desk.lasting:
        done.generados = making_round(desk)
    elif desk.settings.respaldos.source is not None and (desk.making is None or not desk.making.is_alive()):
        desk.making = threading.Thread(target=_make_beside, args=(desk,), name="respaldos")
        desk.making.start()
    return done


def life_round(desk: Desk) -> Done:
    """Reminders and expiries that are due, then the folders that no request names any more. Quick."""
    politica, done = rules(desk.settings), Done()
    with desk.db.read() as tx:
        ending = store.ending(tx, desk.now() + timedelta(days=politica.aviso_calendario))
    for request in ending:
        try:
            _live(desk, request.numero, done)
        except Conflict:
            continue  # somebody else is at it; the next round looks again
        except TryAgain:
            raise
        except Exception:
            # One request that meets a bug must not keep the others waiting.
            desk.log.exception("respaldo_fallido", respaldo=request.numero)
    tidy(desk)
    return done


def tidy(desk: Desk) -> None:
    """Removes the download folders that no request names any more; a folder in trouble does not stop a round."""
    try:
        backup_folders.sweep(desk.settings.respaldos.folder, lambda: _folders(desk))
    except OSError as error:
        desk.log.error("carpeta_de_respaldos", motivo=str(error))


def _folders(desk: Desk) -> set[str]:
    with desk.db.read() as tx:
        return store.folders(tx)


def _live(desk: Desk, numero: str, done: Done) -> None:
    politica, now = rules(desk.settings), desk.now()
    with desk.db.write() as tx:
        request = store.needed(tx, numero, lock=True)
        what = due(request, now, politica)
        if what is None:
            return
        to = recipient(request, next(iter(store.aiqs(tx, request)), None))
        if what == "recordar":
            keep(desk, tx, reminded(request, now), "sistema", "recordar")
            if to is not None:
                send(desk, tx, reminder(request, to, politica))
            done.recordados += 1
            return
        change = move(request, "expirada", system(now))
        assert isinstance(change, CambioRespaldo)
        saved = keep(desk, tx, change, "sistema", "expirar")
        if to is not None and not saved.en_quipux:
            send(desk, tx, expiry(saved, to, politica))
        done.expirados += 1


def making_round(desk: Desk) -> int:
    """Makes the respaldos whose day has come and whose documents lie complete in the folder of exports, one after the
    other; returns how many. What stands in the way of one stops it for a person and not the others."""
    source = desk.settings.respaldos.source
    if source is None:
        return 0
    with desk.db.read() as tx:
        waiting = store.to_make(tx, desk.now().astimezone(desk.policy.zona).date())
    made = 0
    for request in waiting:
        if desk.stop.is_set():
            break
        # A number that is no plain file name could point at somebody else's folder: those are made by command.
        if base_name(request.numero) == f"respaldo_{request.numero}":
            made += _make_one(desk, request.numero, source / request.numero)
    return made


def _make_one(desk: Desk, numero: str, folder: Path) -> bool:
    try:
        if not has_index(folder):
            return False
        generate(desk, numero, folder, system(desk.now()))
    except (backups.Stopped, backup_folders.Busy):
        return False
    except (TryAgain, Conflict, OSError) as error:
        desk.log.error("respaldo_pendiente", respaldo=numero, motivo=str(error))
        return False
    except Refused as error:
        desk.log.error("respaldo_detenido", respaldo=numero, motivo=str(error))
        _stop_for_person(desk, numero, error)
        return False
    return True


def _stop_for_person(desk: Desk, numero: str, why: Refused) -> None:
    """Too few documents: rejected, and the user is told to download them by hand. Anything else: stopped, with why."""
    with desk.db.write() as tx:
        request = store.needed(tx, numero, lock=True)
        if isinstance(why, TooFew):
            comment = f"Son {why.count} documentos: la descarga se hace manualmente."
            change = move(request, "rechazada", system(desk.now()), comment, documentos=why.count)
        else:
            change = move(request, "detenida", system(desk.now()), str(why))
        if isinstance(change, CambioRespaldo):
            saved = keep(desk, tx, change, "sistema", "detener")
            if isinstance(why, TooFew):
                tell_state(desk, tx, saved)


def _make_beside(desk: Desk) -> None:
    try:
        making_round(desk)
    except TryAgain as error:
        desk.log.warning("respaldos_aplazados", motivo=str(error))
    except Exception:
        desk.log.exception("respaldos_fallaron")
