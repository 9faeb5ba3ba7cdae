"""The letters that the law orders, each with the data that docs/letters.md promises to its templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from cases.case import Case
from cases.deadlines import last_day_of
from cases.decision import Letter
from cases.gate import is_machine
from cases.policy import Policy
from cases.reading import Persona
from cases.requirements import label_of, to_answer, would_help
from cases.states import BACKUP, turn
from cases.steps import MODULOS, pending_steps

STRIPPED = ("consulta_derivada", "backup_no_autorizado")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def subject_person(case: Case) -> Persona:
    """The person the case is about: the new backup of a notice, else the new AIQ."""
    person = case.solicitud.aiq_backup if case.tipo == BACKUP else case.solicitud.aiq
    return person or Persona()


def common(case: Case | None, policy: Policy, carta: str = "") -> dict[str, Any]:
    """What every template may use (docs/letters.md), but `referencia` and the words of dates. Letters that may reach
    strangers get no data of the case."""
    mesa = {"nombre": policy.nombre, "direccion": policy.direccion}
    if case is None or carta in STRIPPED:
        return {
            "caso": case.caso if case else "", "tipo": case.tipo if case else "", "estado": "",
            "institucion": {"nombre": None, "siglas": None}, "aiq": {"nombres_apellidos": None, "cargo": None},
            "solicitante": None, "oficio": None, "vence": None, "mesa": mesa,
        }  # fmt: skip
    request, person = case.solicitud, subject_person(case)
    return {
        "caso": case.caso, "tipo": case.tipo, "estado": case.estado,
        "institucion": {"nombre": request.institucion.nombre, "siglas": request.institucion.siglas},
        "aiq": {"nombres_apellidos": person.nombres_apellidos, "cargo": person.cargo},
        "solicitante": case.solicitante,
        "oficio": request.oficio.numero if request.oficio else None,
        "vence": _iso(last_day_of(case)),
        "mesa": mesa,
    }  # fmt: skip


def _now(case: Case, carta: str) -> str:
    """The key of a letter that a clerk's decision orders: a decision taken back and taken again orders it anew."""
    return f"{carta}:{case.actualizado.isoformat()}"


def _to(*addresses: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.lower() for each in addresses if each))


def _copies(main: Iterable[str], *addresses: str | None) -> tuple[str, ...]:
    there = set(main)
    return tuple(each for each in _to(*addresses) if each not in there and not is_machine(each))


def _pending(case: Case, policy: Policy) -> list[dict[str, str]]:
    return [{"paso": each.paso, "texto": each.texto} for each in pending_steps(case, policy)]


def acuse(case: Case, clave: str, policy: Policy, *, por_persona: bool, respuesta: bool = False) -> Letter:
    stated = case.solicitud.oficio.fecha_efectiva if case.solicitud.oficio else None
    earliest = case.hitos.efectiva_desde
    return Letter("acuse", _to(case.solicitante), clave, datos={
        "recibido": _iso(case.hitos.recibido_en),
        "efectiva_desde": _iso(earliest),
        "anticipacion_laborables": policy.anticipacion_laborables,
        "fecha_efectiva": stated,
        "anticipacion_cumplida": stated >= earliest.isoformat() if stated and earliest else None,
        "revision_de_persona": por_persona,
        "respuesta": respuesta,
        "conviene": would_help(case.solicitud),
    })  # fmt: skip


def observaciones(case: Case, clave: str, policy: Policy, settled: Iterable[str] = ()) -> Letter:
    """The one list of what is missing or invalid; an unreadable file with nothing else known has its own letter."""
    problems = to_answer(case.solicitud)
    if _only_unreadable(case):
        documents = [{"adjunto": None, "motivo": each["mensaje"]} for each in problems if each["campo"] == "adjunto"]
        datos = {"documentos": documents, "caduca": _iso(case.hitos.caduca)}
        return Letter("error_lectura", _to(case.solicitante), clave, datos=datos)
    notices = [f.mensaje for f in case.solicitud.problemas if f.campo == "oficio.fecha_efectiva"]
    return Letter("observaciones", _to(case.solicitante), clave, datos={
        "problemas": problems,
        "avisos": notices,
        "caduca": _iso(case.hitos.caduca),
        "recibido": _iso(case.hitos.recibido_en),
        "repetida": case.hitos.observaciones > 1,
        "revalidado": [label_of(campo) for campo in settled],
        "caducidad_laborables": policy.caducidad_laborables,
    })  # fmt: skip


def _only_unreadable(case: Case) -> bool:
    request = case.solicitud
    unread = any(each.campo == "adjunto" for each in request.problemas)
    return unread and request.oficio is None and (request.aiq is None or request.aiq.empty())


def recordatorio(case: Case) -> Letter:
    return Letter("recordatorio", _to(case.solicitante), f"recordatorio:{_iso(case.hitos.preguntado)}", datos={
        "problemas": to_answer(case.solicitud), "caduca": _iso(case.hitos.caduca), "pregunta": case.hitos.pregunta,
    })  # fmt: skip


def caducidad(case: Case) -> Letter:
    datos = {"problemas": to_answer(case.solicitud), "desde": _iso(case.hitos.preguntado)}
    return Letter("caducidad", _to(case.solicitante), f"caducidad:{_iso(case.hitos.caduca)}", datos=datos)


def pregunta(case: Case, texto: str, clave: str) -> Letter:
    datos = {"texto": texto, "caduca": _iso(case.hitos.caduca)}
    return Letter("pregunta", _to(case.solicitante), clave, datos=datos, automatica=False)


def respuesta(case: Case, texto: str, clave: str) -> Letter:
    return Letter("respuesta", _to(case.solicitante), clave, datos={"texto": texto}, automatica=False)


def aprobacion(case: Case, policy: Policy, indicaciones: str | None) -> Letter:
    to = _to(case.solicitante)
    datos = {
        "horas": policy.horas_capacitacion,
        "modulos": list(MODULOS.values()),
        "indicaciones": indicaciones,
        "efectiva_desde": _iso(case.hitos.efectiva_desde),
        "pendientes": _pending(case, policy),
    }
    copies = _copies(to, subject_person(case).correo)
    return Letter("aprobacion", to, _now(case, "aprobacion"), copies, datos, automatica=False)


def habilitacion(case: Case, policy: Policy, prorroga: bool) -> Letter:
    to, hitos = _to(subject_person(case).correo), case.hitos
    return Letter(
        "habilitacion", to, _now(case, "habilitacion"), _copies(to, case.solicitante),
        datos={
            "plazo": _iso(hitos.plazo_parametrizacion),
            "dias_calendario": policy.parametrizacion_calendario,
            "habilitado": _iso(hitos.habilitado),
            "ambiente": policy.ambiente_capacitacion,
            "prorroga": prorroga,
        },
        adjuntos=("plantilla_seguimiento",), automatica=False,
    )  # fmt: skip


def recordatorio_plazo(case: Case, today: date) -> Letter:
    plazo, to = case.hitos.plazo_parametrizacion, _to(subject_person(case).correo)
    datos = {"plazo": _iso(plazo), "dias_restantes": max((plazo - today).days, 0) if plazo else None}
    return Letter("recordatorio_plazo", to, f"recordatorio_plazo:{_iso(plazo)}", datos=datos)


def plazo_vencido(case: Case) -> Letter:
    plazo, to = _iso(case.hitos.plazo_parametrizacion), _to(subject_person(case).correo)
    return Letter("plazo_vencido", to, f"plazo_vencido:{plazo}", _copies(to, case.solicitante), datos={"plazo": plazo})


def cumplimiento_recibido(case: Case, clave: str, policy: Policy, *, con_hoja: bool) -> Letter:
    return Letter("cumplimiento_recibido", _to(subject_person(case).correo), clave, datos={
        "fecha": _iso(case.hitos.cumplimiento),
        "tarde": case.hitos.cumplimiento_tarde,
        "plazo": _iso(case.hitos.plazo_parametrizacion),
        "con_hoja": con_hoja,
        "actividades_pendientes": list(case.hitos.actividades_pendientes),
        "pendientes": _pending(case, policy),
    })  # fmt: skip


def registrados(case: Case, today: date, outgoing: Persona | None) -> tuple[Letter, ...]:
    """The three letters of step 5; the outgoing AIQ's only when an address is known."""
    day, new = today.isoformat(), subject_person(case)
    old = outgoing or Persona()
    letters = (
        ("registrado_nuevo", new.correo, {"desde": day, "rol": "principal"}),
        ("registrado_saliente", old.correo, {"hasta": day, "saliente": old.nombres_apellidos}),
        ("registrado_solicitante", case.solicitante, {"desde": day}),
    )
    return tuple(
        Letter(name, _to(to), _now(case, name), datos=datos, automatica=False) for name, to, datos in letters if to
    )


def rechazo(case: Case, motivo: str) -> Letter:
    return _refusal(case, "rechazo", motivo)


def anulacion(case: Case, motivo: str) -> Letter:
    return _refusal(case, "anulacion", motivo)


def _refusal(case: Case, carta: str, motivo: str) -> Letter:
    return Letter(carta, _to(case.solicitante), _now(case, carta), datos={"motivo": motivo}, automatica=False)


def backup_sin_copia(case: Case, clave: str) -> Letter:
    problems = [each for each in to_answer(case.solicitud) if each["campo"] != "copia"]
    datos = {"problemas": problems, "caduca": _iso(case.hitos.caduca)}
    return Letter("backup_sin_copia", _to(case.solicitante), clave, datos=datos)


def backup_no_autorizado(sender: str | None) -> Letter:
    return Letter("backup_no_autorizado", _to(sender), "backup_no_autorizado")


def backup_registrados(case: Case, today: date, principal: str | None, old: Persona | None) -> tuple[Letter, ...]:
    """One letter each for principal, superior, new and old backup, as far as their addresses are known."""
    new = subject_person(case)
    people = (("principal", principal), ("superior", case.hitos.superior), ("nuevo", new.correo),
              ("saliente", old.correo if old else None))  # fmt: skip
    letters, seen = [], set()
    for role, address in people:
        if not address or address.lower() in seen:
            continue
        seen.add(address.lower())
        datos = {"destinatario": role, "desde": today.isoformat(), "saliente": old.nombres_apellidos if old else None}
        letters.append(Letter("backup_registrado", _to(address), f"backup_registrado:{role}", datos=datos))
    return tuple(letters)


def estado_tramite(case: Case, sender: str | None, clave: str, policy: Policy) -> Letter:
    theirs = turn(case) == "institucion"
    return Letter("estado_tramite", _to(sender), clave, datos={
        "turno": turn(case),
        "problemas": to_answer(case.solicitud) if theirs else [],
        "pendientes": _pending(case, policy),
        "caduca": _iso(case.hitos.caduca) if theirs else None,
    })  # fmt: skip


def registro_pendiente(case: Case, sender: str | None, clave: str, policy: Policy) -> Letter:
    return Letter("registro_pendiente", _to(sender), clave, datos={"pendientes": _pending(case, policy)})


def consulta_derivada(sender: str | None, asunto: str | None, clave: str = "consulta_derivada") -> Letter:
    return Letter("consulta_derivada", _to(sender), clave, datos={"asunto": asunto})
