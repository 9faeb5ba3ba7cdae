"""The data and conditions of a request as one table: their names, an example, how to send them, and the source."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from cases.deadlines import in_words
from cases.evidence import Finding
from cases.masking import mask_field, mask_text
from cases.reading import Solicitud

_IN_THE_ANSWER = "Escríbalo en su respuesta a este correo, en una línea con su nombre."


@dataclass(frozen=True, slots=True)
class Requisito:
    """One row. `palabras` name it within a sentence, `etiqueta` in a list; `como` says how it is sent."""

    campo: str
    etiqueta: str
    palabras: str
    obligatorio: bool
    ejemplo: str | None
    como: str
    fuente: str


INSTITUCION: tuple[Requisito, ...] = (
    Requisito("nombre", "Nombre de la institución", "el nombre de la institución", True,
              "Ministerio de Ejemplo", _IN_THE_ANSWER, "S0 paso 2, Datos de la institución: Nombre"),
    Requisito("siglas", "Siglas de la institución", "las siglas de la institución", True,
              "MEJ", _IN_THE_ANSWER, "S0 paso 2, Datos de la institución: Siglas"),
)  # fmt: skip

PERSONA: tuple[Requisito, ...] = (
    Requisito("nombres_apellidos", "Nombres y apellidos", "los nombres y apellidos", True,
              "Ana María Pérez Díaz", _IN_THE_ANSWER, "S0 paso 2: Nombres y apellidos"),
    Requisito("cedula", "Número de cédula", "el número de cédula", True,
              "1712345675", "Escriba los diez dígitos en su respuesta.", "S0 paso 2: Número de cédula"),
    Requisito("cargo", "Cargo", "el cargo", True,
              "Analista de Tecnologías", _IN_THE_ANSWER, "S0 paso 2: Cargo"),
    Requisito("correo", "Correo electrónico", "el correo electrónico", True,
              "ana.perez@institucion.gob.ec", _IN_THE_ANSWER, "S0 paso 2: Correo electrónico"),
    Requisito("telefono", "Número telefónico", "el número telefónico", True,
              "02 2200200 ext. 1234", "Escriba el número con su código de provincia y la extensión, si la hay.",
              "S0 paso 2: Número telefónico y extensión"),
    Requisito("extension", "Extensión telefónica", "la extensión telefónica", False,
              "1234", _IN_THE_ANSWER, "S0 paso 2: Número telefónico y extensión; dossier (a) 28: puede no haberla"),
    Requisito("celular", "Número celular", "el número celular", True,
              "0991234567", "Escriba los diez dígitos en su respuesta.", "S0 paso 2: Número celular"),
)  # fmt: skip

_RESEND_LETTER = "Adjunte a su respuesta el archivo PDF original, tal como lo entregó Quipux o FirmaEC."
_RESEND_SCAN = (
    "El documento llegó escaneado: si se firmó electrónicamente, adjunte a su respuesta el archivo PDF original, tal "
    "como lo entregó Quipux o FirmaEC; si se firmó a mano, no hace falta."
)
CONDICIONES: tuple[Requisito, ...] = (
    Requisito("oficio", "Oficio de solicitud", "el oficio de solicitud", True, None,
              "Adjunte el oficio firmado por la máxima autoridad o su delegado, dirigido al Subsecretario de "
              "Gobierno Electrónico.", "S0 paso 2"),
    Requisito("oficio.firma", "Firma electrónica del oficio", "la firma del oficio", False, None, _RESEND_LETTER,
              "dossier 7.1"),
    Requisito("delegacion", "Documento de la delegación", "el documento oficial de la delegación", False, None,
              "Adjunte el documento oficial de la delegación, debidamente firmado.", "S0 paso 2, delegado"),
    Requisito("delegacion.firma", "Firma de la delegación", "la firma de la delegación", False, None, _RESEND_LETTER,
              "S0 paso 2: debidamente firmado"),
    Requisito("adjunto", "Archivo adjunto", "el archivo adjunto", False, None,
              "Envíelo de nuevo en PDF, sin contraseña.", "dossier 9.3"),
    Requisito("copia", "Copia al jefe inmediato", "la copia al jefe inmediato", True, None,
              "Responda a este correo con copia (CC) a su jefe inmediato.", "S0 nota"),
)  # fmt: skip

PERSONAS = {
    "aiq": "del nuevo AIQ",
    "aiq_saliente": "del AIQ saliente",
    "aiq_backup": "del nuevo AIQ de respaldo (backup)",
}
_ROWS = {row.campo: row for row in CONDICIONES} | {f"institucion.{row.campo}": row for row in INSTITUCION}
# Data of the documents that belong to a condition and are corrected one by one.
_OTHER_DATA = {
    "oficio.numero": "Número del oficio", "oficio.fecha": "Fecha del oficio", "oficio.asunto": "Asunto del oficio",
    "oficio.firmante.nombre": "Nombre de quien firma", "oficio.firmante.cargo": "Cargo de quien firma",
    "oficio.firmante.calidad": "Calidad de quien firma", "delegacion.numero": "Número de la delegación",
    "delegacion.fecha": "Fecha de la delegación", "delegacion.delegante": "Quien delega",
    "delegacion.delegado": "A quien se delega", "delegacion.objeto": "Objeto de la delegación",
    "solicitante": "Correo de quien lo solicita",
}  # fmt: skip
_PERSON_ROWS = {row.campo: row for row in PERSONA}


def row_of(campo: str) -> Requisito | None:
    """The row that a finding's path belongs to; ``oficio.fecha`` and the like fall to ``oficio``."""
    head, _, name = campo.partition(".")
    if head in PERSONAS and name:
        return _PERSON_ROWS.get(name)
    return _ROWS.get(campo) or _ROWS.get(head)


def label_of(campo: str) -> str:
    """How a list calls the datum: ``Número de cédula del nuevo AIQ``."""
    head, _, name = campo.partition(".")
    row = row_of(campo)
    if campo in _OTHER_DATA:
        return _OTHER_DATA[campo]
    if row is None:
        return {"aiq": "Nuevo AIQ", "institucion": "Institución", "calendario": "Calendario", "mensaje": "Mensaje",
                "remitente": "Remitente"}.get(head, campo)  # fmt: skip
    return f"{row.etiqueta} {PERSONAS[head]}" if head in PERSONAS and name else row.etiqueta


def value_of(request: Solicitud, campo: str) -> str | None:
    """The text that stands in the request under a path of the contract, or null."""
    value: object = request
    for name in campo.split("."):
        value = getattr(value, name, None)
    return value if isinstance(value, str) else None


_SIGNATURES = ("oficio.firma", "delegacion.firma")


def blocking(finding: Finding) -> bool:
    """Whether the institution must answer before a person can decide. An attachment that cannot be opened blocks only
    together with what is then missing."""
    return finding.codigo in ("falta", "invalido") and finding.campo != "adjunto"


def _order(finding: Finding) -> tuple[int, int]:
    heads = ("copia", "adjunto", "oficio", "delegacion", "institucion", "aiq", "aiq_backup", "aiq_saliente")
    head, _, name = finding.campo.partition(".")
    names = [row.campo for row in (*INSTITUCION, *PERSONA)]
    return (heads.index(head) if head in heads else len(heads), names.index(name) if name in names else len(names))


def problem_json(finding: Finding, request: Solicitud) -> dict[str, str | None]:
    """One problem as the letters take it (docs/letters.md): numbers of persons masked, an example, how to send it."""
    row, value = row_of(finding.campo), value_of(request, finding.campo)
    return {
        "campo": finding.campo,
        "etiqueta": label_of(finding.campo),
        "codigo": finding.codigo,
        "mensaje": mask_text(finding.mensaje),
        "valor": _as_read(finding.campo, value),
        "sugerencia": mask_field(finding.campo, finding.sugerencia),
        "ejemplo": row.ejemplo if row else None,
        "como": row.como if row else _IN_THE_ANSWER,
    }


def _as_read(campo: str, value: str | None) -> str | None:
    """A value as a letter tells it: numbers of persons masked, days in words."""
    if value and campo.endswith(".fecha"):
        with suppress(ValueError):
            return in_words(date.fromisoformat(value))
    return mask_field(campo, value)


def would_help(request: Solicitud) -> list[dict[str, str | None]]:
    """What the institution may send while a person judges: the original of a document whose signature could not be
    verified (dossier, cases 17 and 18). Nothing waits for it."""
    asked = {f.campo: f for f in request.problemas if f.campo in _SIGNATURES and f.codigo == "dudoso"}
    return [problem_json(each, request) | _if_signed_so(each.campo, request) for each in asked.values()]


def _if_signed_so(campo: str, request: Solicitud) -> dict[str, str | None]:
    """Of a scan nobody knows yet whether it was signed by hand, and no original of Quipux is taken for granted
    (dossier, case 51)."""
    document = campo.removesuffix("firma")
    ways = {item.metodo for item in request.evidencia if item.campo.startswith(document)}
    return {"como": _RESEND_SCAN} if ways == {"ocr"} else {}


def to_answer(request: Solicitud) -> list[dict[str, str | None]]:
    """What the institution still has to send, in the order of the published list."""
    asked = [each for each in request.problemas if blocking(each)]
    unreadable = [each for each in request.problemas if each.campo == "adjunto"] if asked else []
    return [problem_json(each, request) for each in sorted([*unreadable, *asked], key=_order)]
