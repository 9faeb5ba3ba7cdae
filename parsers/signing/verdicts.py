"""From what a signature check found to the desk's word for it, with the sentences of its report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal

from cases.reading import EstadoFirma, Firma
from parsers.signing.holders import Holder

Motivo = Literal[
    "rota", "contenido", "notas", "cobertura", "emisor", "caducado", "aun_no", "revocado", "uso", "algoritmo", "cadena"
]

_ECUADOR = timezone(timedelta(hours=-5))
_ESTADO: dict[Motivo | None, EstadoFirma] = {
    None: "valida",
    "rota": "alterada",
    "contenido": "alterada",
    "notas": "alterada",
    "cobertura": "alterada",
}
_SENTENCE: dict[Motivo | None, str] = {
    None: "Firma válida: el documento está íntegro y el emisor del certificado es reconocido.",
    "rota": "Firma dañada: el documento no es el que se firmó.",
    "contenido": "El documento fue modificado después de la firma.",
    "notas": "Después de la firma se añadieron notas u otros elementos; las páginas firmadas no cambiaron.",
    "cobertura": "La firma no cubre el documento entero.",
    "emisor": "El documento está íntegro, pero el emisor del certificado no consta entre los reconocidos.",
    "caducado": "El documento está íntegro, pero el certificado ya había caducado.",
    "aun_no": "El documento está íntegro, pero el certificado todavía no estaba vigente.",
    "revocado": "El documento está íntegro, pero el certificado había sido revocado.",
    "uso": "El documento está íntegro, pero el certificado no es para firmar documentos.",
    "algoritmo": "El documento está íntegro, pero la firma usa un algoritmo que ya no es seguro.",
    "cadena": "El documento está íntegro, pero la cadena de certificados no se pudo comprobar.",
}

_CLOCK = {
    True: "Hora de firma según el equipo del firmante", False: "El equipo del firmante declara una hora imposible"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. `declared` is the signer's own clock, `stamped` a trusted timestamp, `at` the moment for which
    the certificate was judged; `root` is the name of the trusted root that its chain leads to, also when the
    certificate is not accepted for another reason; `revocation` and `later` (what was appended) are sentences;
    `credible` is false when the signer's clock tells a time after reception or before the certificate."""

    motivo: Motivo | None
    holder: Holder
    since: datetime
    until: datetime
    declared: datetime | None = None
    stamped: datetime | None = None
    at: datetime | None = None
    root: str | None = None
    revocation: str | None = None
    later: str | None = None
    credible: bool = True


def firma(checked: Checked) -> Firma:
    """The desk's value: what is broken or changed is `alterada`, what is intact and not trusted `no_reconocida`."""
    holder = checked.holder
    signed = checked.stamped or (checked.declared if checked.credible else None)
    return Firma(
        estado=_ESTADO.get(checked.motivo, "no_reconocida"),
        nombre=holder.nombre,
        cedula=holder.cedula,
        entidad=holder.entidad if checked.root else holder.organizacion,
        detalle=tuple(_report(checked)),
        motivo=checked.motivo,
        fecha=signed.astimezone(_ECUADOR).isoformat(timespec="seconds") if signed else None,
    )


def _report(checked: Checked) -> list[str]:
    holder = checked.holder
    whose = f"Titular según el certificado: {holder.nombre or 'sin nombre'}"
    whose += f", cédula {holder.cedula}" if holder.cedula else ""
    whose += f", {holder.cargo}" if holder.cargo else ""
    told = [_SENTENCE[checked.motivo], f"{whose}."]
    told.append(f"Emitido por {holder.emisor}, vigente del {_day(checked.since)} al {_day(checked.until)}.")
    if checked.root:
        told.append(f"La cadena llega a la raíz reconocida {checked.root}.")
    if checked.stamped:
        told.append(f"Sello de tiempo reconocido: {_moment(checked.stamped)}.")
    elif checked.declared:
        said = _CLOCK[checked.credible]
        told.append(f"{said}: {_moment(checked.declared)}; sin sello de tiempo.")
    if checked.at and checked.root:
        told.append(f"Vigencia comprobada para el {_moment(checked.at)}.")
    told += [sentence for sentence in (checked.root and checked.revocation, checked.later) if sentence]
    return told


def _day(moment: datetime) -> str:
    return moment.astimezone(_ECUADOR).strftime("%Y-%m-%d")


def _moment(moment: datetime) -> str:
    return moment.astimezone(_ECUADOR).strftime("%Y-%m-%d %H:%M (UTC−5)")
