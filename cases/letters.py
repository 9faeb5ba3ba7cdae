"""The letters that the law orders, each with the data that docs/letters.md promises to its templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cases.case import Case
from cases.deadlines import last_day_of
from cases.decision import Letter
from cases.letter_parts import addressed, iso, ordered_now, pending, subject_person
from cases.policy import Policy
from cases.requirements import blocking, label_of, to_answer, would_help
from cases.states import turn
from cases.threads import without_tag

STRIPPED = ("consulta_derivada", "backup_no_autorizado")


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
        "vence": iso(last_day_of(case)),
        "mesa": mesa,
    }  # fmt: skip


def acuse(case: Case, clave: str, policy: Policy, *, por_persona: bool, respuesta: bool = False) -> Letter:
    stated = case.solicitud.oficio.fecha_efectiva if case.solicitud.oficio else None
    earliest = case.hitos.efectiva_desde
    if respuesta and earliest and earliest <= case.actualizado.astimezone(policy.zona).date():
        earliest = None  # past: nothing is left to be told of it
    complete = bool(case.hitos.pedidos) and not any(blocking(each) for each in case.solicitud.problemas)
    return Letter("acuse", addressed(case.solicitante), clave, datos={
        "recibido": None if respuesta else iso(case.hitos.recibido_en),
        "efectiva_desde": iso(earliest),
        "anticipacion_laborables": policy.anticipacion_laborables,
        "fecha_efectiva": stated,
        "anticipacion_cumplida": stated >= earliest.isoformat() if stated and earliest else None,
        "revision_de_persona": por_persona,
        "respuesta": respuesta,
        "completa": respuesta and complete,
        "conviene": would_help(case.solicitud),
    })  # fmt: skip


def observaciones(case: Case, clave: str, policy: Policy, settled: Iterable[str] = ()) -> Letter:
    """The one list of what is missing or invalid; an unreadable file with nothing else known has its own letter."""
    problems = to_answer(case.solicitud)
    if _only_unreadable(case):
        documents = [{"adjunto": None, "motivo": each["mensaje"]} for each in problems if each["campo"] == "adjunto"]
        datos = {"documentos": documents, "caduca": iso(case.hitos.caduca)}
        return Letter("error_lectura", addressed(case.solicitante), clave, datos=datos)
    notices = [f.mensaje for f in case.solicitud.problemas if f.campo == "oficio.fecha_efectiva"]
    return Letter("observaciones", addressed(case.solicitante), clave, datos={
        "problemas": problems,
        "avisos": notices,
        "caduca": iso(case.hitos.caduca),
        "recibido": iso(case.hitos.recibido_en),
        "repetida": case.hitos.observaciones > 1,
        "revalidado": [label_of(campo) for campo in settled],
        "caducidad_laborables": policy.caducidad_laborables,
    })  # fmt: skip


def _only_unreadable(case: Case) -> bool:
    request = case.solicitud
    unread = any(each.campo == "adjunto" for each in request.problemas)
    return unread and request.oficio is None and (request.aiq is None or request.aiq.empty())


def recordatorio(case: Case) -> Letter:
    hitos = case.hitos
    datos = {"problemas": to_answer(case.solicitud), "caduca": iso(hitos.caduca), "pregunta": hitos.pregunta}
    return Letter("recordatorio", addressed(case.solicitante), f"recordatorio:{iso(hitos.preguntado)}", datos=datos)


def caducidad(case: Case) -> Letter:
    datos = {"problemas": to_answer(case.solicitud), "desde": iso(case.hitos.preguntado)}
    return Letter("caducidad", addressed(case.solicitante), f"caducidad:{iso(case.hitos.caduca)}", datos=datos)


def pregunta(case: Case, texto: str, clave: str) -> Letter:
    datos = {"texto": texto, "caduca": iso(case.hitos.caduca)}
    return Letter("pregunta", addressed(case.solicitante), clave, datos=datos, automatica=False)


def respuesta(case: Case, texto: str, clave: str) -> Letter:
    return Letter("respuesta", addressed(case.solicitante), clave, datos={"texto": texto}, automatica=False)


def rechazo(case: Case, motivo: str) -> Letter:
    return _refusal(case, "rechazo", motivo)


def anulacion(case: Case, motivo: str) -> Letter:
    return _refusal(case, "anulacion", motivo)


def _refusal(case: Case, carta: str, motivo: str) -> Letter:
    key = ordered_now(case, carta)
    return Letter(carta, addressed(case.solicitante), key, datos={"motivo": motivo}, automatica=False)


def backup_sin_copia(case: Case, clave: str) -> Letter:
    problems = [each for each in to_answer(case.solicitud) if each["campo"] != "copia"]
    datos = {"problemas": problems, "caduca": iso(case.hitos.caduca)}
    return Letter("backup_sin_copia", addressed(case.solicitante), clave, datos=datos)


def backup_no_autorizado(sender: str | None) -> Letter:
    return Letter("backup_no_autorizado", addressed(sender), "backup_no_autorizado")


def estado_tramite(case: Case, sender: str | None, clave: str, policy: Policy) -> Letter:
    theirs = turn(case) == "institucion"
    return Letter("estado_tramite", addressed(sender), clave, datos={
        "turno": turn(case),
        "problemas": to_answer(case.solicitud) if theirs else [],
        "pendientes": pending(case, policy),
        "caduca": iso(case.hitos.caduca) if theirs else None,
    })  # fmt: skip


def registro_pendiente(case: Case, sender: str | None, clave: str, policy: Policy) -> Letter:
    return Letter("registro_pendiente", addressed(sender), clave, datos={"pendientes": pending(case, policy)})


def consulta_derivada(sender: str | None, asunto: str | None, clave: str = "consulta_derivada") -> Letter:
    return Letter("consulta_derivada", addressed(sender), clave, datos={"asunto": without_tag(asunto)})
