"""The procedure as two tables: what each state means and waits for, and every move between them with its reason."""

# ruff: noqa: E501  (a table is read by its lines)

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cases.case import Case, Estado, TipoCaso

Turno = Literal["institucion", "mesa", "aiq", "nadie"]
Quien = Literal["mensaje", "plazo", "funcionario"]

PRINCIPAL: TipoCaso = "solicitud_cambio_aiq"
BACKUP: TipoCaso = "aviso_cambio_backup"
ATENCION: TipoCaso = "atencion"


@dataclass(frozen=True, slots=True)
class Estancia:
    """One state of one kind of case: whose turn it is, by which letters people learn of it (none: `sin_carta` says
    why), which deadline runs (none: `sin_plazo` says why) and where that comes from."""

    turno: Turno
    cartas: tuple[str, ...] = ()
    plazo: str | None = None
    sin_carta: str | None = None
    sin_plazo: str | None = None
    fuente: str = "dossier 2.1"


@dataclass(frozen=True, slots=True)
class Paso:
    """One allowed move. `de` is null for a new case; `por` says what happens, `cartas` what may leave with it."""

    tipo: TipoCaso
    de: Estado | None
    a: Estado
    quien: Quien
    por: str
    cartas: tuple[str, ...] = ()
    fuente: str = "dossier 2.1"


_ASKED = "recordatorio a los 5 días laborables, caducidad a los 15 (configurables)"
_PASSING = "es de paso: el mismo mensaje la lleva adelante"
_STAFF = "la resuelve la mesa; la norma no le fija plazo"
_END = "es final"

ESTANCIAS: dict[tuple[TipoCaso, Estado], Estancia] = {
    (PRINCIPAL, "recibida"): Estancia("mesa", sin_carta=_PASSING, sin_plazo=_PASSING),
    (PRINCIPAL, "observada"): Estancia(
        "institucion", ("observaciones", "error_lectura", "pregunta"), _ASKED, fuente="dossier (a) 9, 16, 17, 21"
    ),
    (PRINCIPAL, "en_revision"): Estancia(
        "mesa", ("acuse",), "7 días laborables desde la recepción: hasta entonces debe estar resuelta", fuente="S0 paso 2"
    ),
    (PRINCIPAL, "en_capacitacion"): Estancia(
        "mesa", ("aprobacion",), sin_plazo="la norma fija 12 horas, no una fecha; la mesa convoca", fuente="S0 paso 3"
    ),
    (PRINCIPAL, "en_parametrizacion"): Estancia(
        "aiq", ("habilitacion",), "5 días calendario, aviso el día anterior", fuente="S0 paso 4"
    ),
    (PRINCIPAL, "por_registrar"): Estancia("mesa", ("cumplimiento_recibido",), sin_plazo=_STAFF, fuente="S0 paso 5"),
    (PRINCIPAL, "registrada"): Estancia(
        "nadie", ("registrado_nuevo", "registrado_saliente", "registrado_solicitante"), sin_plazo=_END, fuente="S0 paso 5"
    ),
    (PRINCIPAL, "rechazada"): Estancia("nadie", ("rechazo",), sin_plazo=_END),
    (PRINCIPAL, "caducada"): Estancia(
        "nadie", ("caducidad",), sin_plazo="es final, salvo respuesta tardía, que una persona mira"
    ),
    (PRINCIPAL, "anulada"): Estancia("nadie", ("anulacion",), sin_plazo=_END),
    (BACKUP, "recibida"): Estancia("mesa", sin_carta=_PASSING, sin_plazo=_PASSING),
    (BACKUP, "observada"): Estancia(
        "institucion", ("backup_sin_copia", "observaciones", "pregunta"), _ASKED, fuente="S0 nota; dossier (a) 41"
    ),
    (BACKUP, "en_revision"): Estancia(
        "mesa", ("acuse", "backup_no_autorizado"), sin_plazo=_STAFF, fuente="S0 nota; dossier (a) 42, 43"
    ),
    (BACKUP, "registrada"): Estancia("nadie", ("backup_registrado",), sin_plazo=_END, fuente="S0 nota"),
    (BACKUP, "rechazada"): Estancia("nadie", ("rechazo",), sin_plazo=_END),
    (BACKUP, "caducada"): Estancia(
        "nadie", ("caducidad",), sin_plazo="es final, salvo respuesta tardía, que una persona mira"
    ),
    (BACKUP, "anulada"): Estancia("nadie", ("anulacion",), sin_plazo=_END),
    (ATENCION, "recibida"): Estancia(
        "mesa", sin_carta="los avisos de Quipux nunca se contestan", fuente="dossier 9.1, (a) 38",
        sin_plazo="espera el documento que la mesa baja de Quipux o que llega por correo",
    ),
    (ATENCION, "observada"): Estancia("institucion", ("pregunta",), _ASKED),
    (ATENCION, "en_revision"): Estancia(
        "mesa", ("consulta_derivada",), sin_plazo="la norma no fija plazo a las consultas", fuente="dossier 2.3, 9.2"
    ),
    (ATENCION, "atendida"): Estancia("nadie", ("respuesta",), sin_plazo=_END),
    (ATENCION, "caducada"): Estancia(
        "nadie", ("caducidad",), sin_plazo="es final, salvo respuesta tardía, que una persona mira"
    ),
    (ATENCION, "anulada"): Estancia(
        "nadie", sin_carta="no pide nada a nadie: se anula lo que no era para la mesa", sin_plazo=_END
    ),
}  # fmt: skip


def _rows(tipo: TipoCaso, *rows: tuple[Estado | None, Estado, Quien, str, tuple[str, ...], str]) -> tuple[Paso, ...]:
    return tuple(Paso(tipo, *row) for row in rows)


_BACKUP_DONE = ("backup_registrado",)
_REGISTERED = ("registrado_nuevo", "registrado_saliente", "registrado_solicitante")

PASOS: tuple[Paso, ...] = (
    *_rows(
        PRINCIPAL,
        (None, "recibida", "mensaje", "llega la solicitud", (), "S0 paso 2"),
        ("recibida", "observada", "mensaje", "faltan datos o no son válidos", ("observaciones", "error_lectura"), "S0 paso 2"),
        ("recibida", "en_revision", "mensaje", "está completa, o algo lo debe juzgar una persona", ("acuse",), "S0 paso 2"),
        ("observada", "observada", "mensaje", "la respuesta no trae todo", ("observaciones", "consulta_derivada"), "dossier (a) 40"),
        ("observada", "en_revision", "mensaje", "la respuesta completa la solicitud, o la carta rebotó", ("acuse",), "S0 paso 2"),
        ("observada", "observada", "plazo", "pasó la mitad del tiempo sin respuesta", ("recordatorio",), "configurable"),
        ("observada", "caducada", "plazo", "nadie respondió", ("caducidad",), "configurable"),
        ("observada", "en_revision", "funcionario", "un funcionario corrige lo que faltaba", (), "S0 paso 2"),
        ("observada", "en_capacitacion", "funcionario", "un funcionario acepta lo observado y aprueba", ("aprobacion",), "S0 paso 3"),
        ("observada", "observada", "funcionario", "un funcionario pregunta algo más", ("pregunta",), "dossier 4"),
        ("observada", "rechazada", "funcionario", "no procede", ("rechazo",), "dossier 6"),
        ("observada", "anulada", "funcionario", "se deja sin efecto", ("anulacion",), "dossier 2.1"),
        ("caducada", "en_revision", "mensaje", "llega una respuesta tardía", ("acuse",), "dossier 2.1"),
        ("en_revision", "observada", "mensaje", "llega el oficio anunciado con datos que faltan", ("observaciones",), "dossier (a) 38"),
        ("en_revision", "en_revision", "plazo", "venció el plazo de la mesa", (), "S0 paso 2"),
        ("en_revision", "en_capacitacion", "funcionario", "un funcionario aprueba", ("aprobacion",), "S0 paso 3"),
        ("en_revision", "observada", "funcionario", "un funcionario pregunta", ("pregunta",), "dossier 4"),
        ("en_revision", "rechazada", "funcionario", "no procede", ("rechazo",), "dossier 6"),
        ("en_revision", "anulada", "funcionario", "se deja sin efecto", ("anulacion",), "dossier 2.1"),
        ("en_capacitacion", "en_parametrizacion", "funcionario", "se habilita el ambiente", ("habilitacion",), "S0 paso 4"),
        ("en_capacitacion", "rechazada", "funcionario", "no procede", ("rechazo",), "dossier 2.1"),
        ("en_capacitacion", "anulada", "funcionario", "se deja sin efecto", ("anulacion",), "dossier 2.1"),
        ("en_parametrizacion", "por_registrar", "mensaje", "el AIQ informa el cumplimiento", ("cumplimiento_recibido",), "S0 paso 4"),
        ("en_parametrizacion", "por_registrar", "funcionario", "un funcionario anota el cumplimiento", ("cumplimiento_recibido",), "S0 paso 4"),
        ("en_parametrizacion", "en_parametrizacion", "plazo", "el plazo está por vencer o venció", ("recordatorio_plazo", "plazo_vencido"), "S0 paso 4"),
        ("en_parametrizacion", "en_parametrizacion", "funcionario", "se concede un nuevo plazo", ("habilitacion",), "dossier (a) 47"),
        ("en_parametrizacion", "rechazada", "funcionario", "no procede", ("rechazo",), "dossier 2.1"),
        ("en_parametrizacion", "anulada", "funcionario", "se deja sin efecto", ("anulacion",), "dossier 2.1"),
        ("por_registrar", "registrada", "funcionario", "todos los pasos están cumplidos; con él, el AIQ de respaldo del mismo oficio si la mesa lo dice", (*_REGISTERED, "backup_registrado"), "S0 paso 5"),
        ("por_registrar", "en_parametrizacion", "funcionario", "quedaron actividades: se concede otro plazo", ("habilitacion",), "S0 paso 4"),
        ("por_registrar", "rechazada", "funcionario", "no procede", ("rechazo",), "dossier 2.1"),
        ("por_registrar", "anulada", "funcionario", "se deja sin efecto", ("anulacion",), "dossier 2.1"),
    ),
    *_rows(
        BACKUP,
        (None, "recibida", "mensaje", "llega el aviso", (), "S0 nota"),
        ("recibida", "observada", "mensaje", "sin copia al jefe inmediato, o faltan datos", ("backup_sin_copia", "observaciones"), "dossier (a) 41"),
        ("recibida", "en_revision", "mensaje", "lo debe juzgar una persona", ("acuse", "backup_no_autorizado"), "dossier (a) 42, 43"),
        ("recibida", "registrada", "mensaje", "del principal registrado, con copia a su superior conocido", _BACKUP_DONE, "S0 nota"),
        ("observada", "observada", "mensaje", "la respuesta no trae todo", ("backup_sin_copia", "observaciones", "consulta_derivada"), "dossier (a) 41"),
        ("observada", "en_revision", "mensaje", "lo debe juzgar una persona", ("acuse", "backup_no_autorizado"), "dossier (a) 42"),
        ("observada", "registrada", "mensaje", "reenviado con copia al superior conocido", _BACKUP_DONE, "S0 nota"),
        ("observada", "observada", "plazo", "pasó la mitad del tiempo sin respuesta", ("recordatorio",), "configurable"),
        ("observada", "caducada", "plazo", "nadie respondió", ("caducidad",), "configurable"),
        ("observada", "en_revision", "funcionario", "un funcionario corrige lo que faltaba", (), "S0 nota"),
        ("observada", "registrada", "funcionario", "un funcionario acepta lo observado", _BACKUP_DONE, "S0 nota"),
        ("observada", "observada", "funcionario", "un funcionario pregunta algo más", ("pregunta",), "dossier 4"),
        ("observada", "rechazada", "funcionario", "no procede", ("rechazo",), "dossier (a) 42"),
        ("observada", "anulada", "funcionario", "se deja sin efecto", ("anulacion",), "dossier 2.1"),
        ("caducada", "en_revision", "mensaje", "llega una respuesta tardía", ("acuse",), "dossier 2.1"),
        ("en_revision", "observada", "mensaje", "la respuesta no trae todo", ("backup_sin_copia", "observaciones"), "dossier (a) 41"),
        ("en_revision", "registrada", "mensaje", "el principal lo confirma con copia a su superior conocido", _BACKUP_DONE, "S0 nota"),
        ("en_revision", "registrada", "funcionario", "un funcionario confirma al superior", _BACKUP_DONE, "S0 nota"),
        ("en_revision", "observada", "funcionario", "un funcionario pregunta", ("pregunta",), "dossier 4"),
        ("en_revision", "rechazada", "funcionario", "no procede", ("rechazo",), "dossier (a) 42"),
        ("en_revision", "anulada", "funcionario", "se deja sin efecto", ("anulacion",), "dossier 2.1"),
    ),
    *_rows(
        ATENCION,
        (None, "recibida", "mensaje", "llega una consulta, o Quipux anuncia un documento", (), "dossier 9.1"),
        ("recibida", "en_revision", "mensaje", "es una consulta o un pedido para la mesa", ("consulta_derivada",), "dossier 2.3"),
        ("recibida", "atendida", "funcionario", "se atendió", ("respuesta",), "dossier 9.1"),
        ("recibida", "anulada", "funcionario", "no era para la mesa", (), "dossier 9.1"),
        ("en_revision", "en_revision", "mensaje", "quien preguntó escribe de nuevo", (), "dossier 9.2"),
        ("en_revision", "atendida", "funcionario", "se atendió", ("respuesta",), "dossier 9.2"),
        ("en_revision", "observada", "funcionario", "un funcionario pregunta", ("pregunta",), "dossier 9.2"),
        ("en_revision", "anulada", "funcionario", "no era para la mesa", (), "dossier 9.2"),
        ("observada", "en_revision", "mensaje", "llega la respuesta", (), "dossier 9.2"),
        ("observada", "observada", "plazo", "pasó la mitad del tiempo sin respuesta", ("recordatorio",), "configurable"),
        ("observada", "caducada", "plazo", "nadie respondió", ("caducidad",), "configurable"),
        ("observada", "observada", "funcionario", "un funcionario pregunta algo más", ("pregunta",), "dossier 9.2"),
        ("observada", "atendida", "funcionario", "se atendió", ("respuesta",), "dossier 9.2"),
        ("observada", "anulada", "funcionario", "no era para la mesa", (), "dossier 9.2"),
        ("atendida", "en_revision", "mensaje", "quien preguntó escribe de nuevo", (), "dossier 9.2"),
        ("caducada", "en_revision", "mensaje", "llega una respuesta tardía", (), "dossier 9.2"),
    ),
)  # fmt: skip

CERRADOS: tuple[Estado, ...] = ("registrada", "rechazada", "caducada", "anulada", "atendida")
_ALLOWED = frozenset((paso.tipo, paso.de, paso.a) for paso in PASOS)


def allowed(tipo: TipoCaso, de: Estado | None, a: Estado) -> bool:
    """Whether the tables know this move; staying where one is (a note) always is."""
    return de == a or (tipo, de, a) in _ALLOWED


def is_open(case: Case) -> bool:
    return case.estado not in CERRADOS


def turn(case: Case) -> Turno:
    """Whose turn it is now."""
    return ESTANCIAS[case.tipo, case.estado].turno


def waits_for_staff(case: Case) -> bool:
    """Whether the clerk's queue shows the case: it is the desk's turn, the new AIQ's term ended without a report, or a
    mail of it waits to be read."""
    overdue = is_open(case) and case.vence_que == "plazo_vencido"
    return turn(case) == "mesa" or overdue or any(finding.campo == "mensaje" for finding in case.solicitud.problemas)
