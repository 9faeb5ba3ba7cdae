"""Why a file or a server cannot be used, in Spanish, as every message to a person says it."""

from __future__ import annotations

import errno
import re

_REASONS = {
    errno.ENOENT: "no existe esa carpeta o archivo", errno.EACCES: "falta el permiso", errno.EPERM: "falta el permiso",
    errno.EISDIR: "es una carpeta", errno.ENOTDIR: "una parte de la ruta no es una carpeta",
    errno.EEXIST: "ya existe algo con ese nombre, que no es una carpeta",
    errno.ENOSPC: "no queda espacio en el disco", errno.EDQUOT: "se agotó la cuota del disco",
    errno.EROFS: "el disco es de solo lectura", errno.EIO: "el disco no se puede leer o escribir",
    errno.ENAMETOOLONG: "el nombre es demasiado largo", errno.EMFILE: "hay demasiados archivos abiertos",
    errno.ECONNREFUSED: "nadie atiende en ese puerto", errno.ETIMEDOUT: "no contestó a tiempo",
    errno.EHOSTUNREACH: "no hay camino hasta ese servidor", errno.ENETUNREACH: "no hay red hasta ese servidor",
    errno.ECONNRESET: "cortó la conexión", errno.EPIPE: "cortó la conexión", errno.ECONNABORTED: "cortó la conexión",
}  # fmt: skip
# By name and not by class: only who opens connections has these modules at hand.
_BY_NAME = {
    "gaierror": "no se encuentra un servidor con ese nombre", "TimeoutError": "no contestó a tiempo",
    "SMTPServerDisconnected": "cortó la conexión",
    "SMTPNotSupportedError": "no ofrece STARTTLS o usuarios (revise port, security y user)",
}  # fmt: skip
_TLS = {
    "WRONG_VERSION_NUMBER": "no habla TLS en ese puerto (revise port y security)",
    "NO_CERTIFICATE_OR_CRL_FOUND": "no contiene certificados",
}
_SQLITE = {
    "unable to open database file": "no se puede abrir el archivo",
    "file is not a database": "el archivo no es una base de datos",
    "database or disk is full": "no queda espacio en el disco",
    "disk I/O error": "el disco no se puede leer o escribir",
    "database is locked": "otro programa la tiene ocupada",
    "attempt to write a readonly database": "falta el permiso de escribir en ella",
    "database disk image is malformed": "el archivo está dañado; restaure la copia",
}


def trouble(error: BaseException) -> str:
    """The system's reason in Spanish where it is a common one, else in the words that came with it."""
    name, number = type(error).__name__, getattr(error, "errno", None)
    if name == "SSLCertVerificationError":
        return f"su certificado no es de confianza ({getattr(error, 'verify_message', '') or error})"
    told = str(error).strip().partition("\n")[0]
    known = _BY_NAME.get(name) or _TLS.get(getattr(error, "reason", None) or "") or _REASONS.get(number or 0)
    return known or _SQLITE.get(told) or getattr(error, "strerror", None) or told or "error del sistema"


def toml_trouble(error: ValueError) -> str:
    """Where a file stops being TOML, or that it is no text at all."""
    if isinstance(error, UnicodeDecodeError):
        return "no es un texto en UTF-8"
    place = re.search(r"line (\d+), column (\d+)", str(error))
    return f"revise la línea {place[1]}, columna {place[2]}" if place else "algo falta al final"
