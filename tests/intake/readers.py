"""Readers for the tests of the reading process: one behaves, the others do what a hostile letter may cause."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from cases.evidence import Evidence
from cases.reading import Reading, Sobre, Solicitud
from parsers.bounds.budget import BUDGET


def well(raw: bytes, archivo: str, moment: datetime | None) -> Reading:
    proofs = tuple(Evidence(f"aiq.campo{n}", "1712345675", "171234567-5", "oficio.pdf", 1, (1.0, 2.0, 3.0, 4.0))
                   for n in range(12))  # fmt: skip
    return Reading(archivo, "otro", Sobre(asunto=raw.decode(), fecha=moment.isoformat() if moment else None),
                   Solicitud(evidencia=proofs))  # fmt: skip


def _told(raw: bytes, archivo: str, moment: datetime | None, value: object) -> Reading:
    return well(str(value).encode(), archivo, moment)


def _spin(*_: Any) -> Reading:
    while True:
        pass


def _spin_in_ocr(*_: Any) -> Reading:
    BUDGET.for_ocr()
    BUDGET.for_ocr()
    return _spin()


def _sleep(*_: Any) -> Reading:
    return time.sleep(3600)  # type: ignore[func-returns-value]


def _eat(*_: Any) -> Reading:
    return len(bytearray(4 << 30))  # type: ignore[return-value]


def _crash(*_: Any) -> Reading:
    return ctypes.string_at(0)  # type: ignore[return-value]


def _recurse(*_: Any) -> Reading:
    return _recurse()


def _connect(raw: bytes, archivo: str, moment: datetime | None) -> Reading:
    return _tried(raw, archivo, moment, lambda: socket.create_connection(("127.0.0.1", 9), 1))


def _run(raw: bytes, archivo: str, moment: datetime | None) -> Reading:
    return _tried(raw, archivo, moment, lambda: os.posix_spawn("/bin/true", ["true"], {}))


def _fork(raw: bytes, archivo: str, moment: datetime | None) -> Reading:
    return _tried(raw, archivo, moment, os.fork)


def _leave(raw: bytes, archivo: str, moment: datetime | None) -> Reading:
    return _tried(raw, archivo, moment, os.setsid)


def _open(raw: bytes, archivo: str, moment: datetime | None) -> Reading:
    mode, _, path = raw.decode().partition(" ")
    return _tried(raw, archivo, moment, lambda: Path(path).open(mode).close())


def _environment(raw: bytes, archivo: str, moment: datetime | None) -> Reading:
    return _told(raw, archivo, moment, sorted(os.environ))


def _pid(raw: bytes, archivo: str, moment: datetime | None) -> Reading:
    return _told(raw, archivo, moment, os.getpid())


def _linger(raw: bytes, archivo: str, moment: datetime | None) -> Reading:
    threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
    return _told(raw, archivo, moment, os.getpid())


def _shout(raw: bytes, archivo: str, moment: datetime | None) -> Reading:
    print("una biblioteca habla", flush=True)
    sys.stderr.write("y se queja\x1b[31m\n")
    return well(raw, archivo, moment)


def _tried(raw: bytes, archivo: str, moment: datetime | None, what: Callable[[], object]) -> Reading:
    try:
        what()
    except OSError as refused:
        return _told(raw, archivo, moment, type(refused).__name__)
    return _told(raw, archivo, moment, "se pudo")


WAYS = {
    "gira": _spin, "gira en ocr": _spin_in_ocr, "duerme": _sleep, "come": _eat, "cae": _crash, "recurre": _recurse,
    "conecta": _connect, "ejecuta": _run, "se bifurca": _fork, "se va": _leave, "abre": _open, "entorno": _environment, "pid": _pid, "grita": _shout, "deja algo": _linger,
}  # fmt: skip


def by_name(context: Mapping[str, Any]) -> Callable[[bytes, str, datetime | None], Reading]:
    """What happens is the name of the mail's file; unknown names are read well."""
    return lambda raw, archivo, moment: WAYS.get(archivo, well)(raw, archivo, moment)
