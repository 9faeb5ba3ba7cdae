"""What Quipux's own notices tell about a request: recorded, never answered (dossier 3.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.reading import AvisoQuipux
from cases.respaldos import ACOMPANA, CambioRespaldo, Paso, SolicitudRespaldo, read_state
from cases.respaldos_answers import FactsRespaldo
from cases.respaldos_life import end_of_validity
from cases.respaldos_moves import BY_ACTION
from cases.respaldos_rules import PoliticaRespaldos

# How far a request has come: notices may arrive late or twice, and nothing goes back by them.
_PROGRESS = ("en_edicion", "enviada", "aprobada", "detenida", "rechazada", "atendida", "finalizada", "eliminada")


def record_notice(
    aviso: AvisoQuipux, facts: FactsRespaldo, politica: PoliticaRespaldos, now: datetime
) -> CambioRespaldo | None:
    """The request as the notice tells it, new when its number was not known, only noted when the desk makes it itself;
    null when the notice names none, or says again what stands in the Recorrido already."""
    if not aviso.solicitud:
        return None
    solicitud = facts.solicitud or SolicitudRespaldo(aviso.solicitud, en_quipux=True)
    cuando = _moment(aviso.fecha, politica) or now
    solicitud = _advanced(solicitud, aviso, cuando, politica)
    action = BY_ACTION["descarga_solicitada"].texto if aviso.descarga_solicitada else "Aviso de Quipux"
    comment = f"Según el aviso de Quipux: {aviso.estado}" if aviso.estado else ""
    step = Paso(cuando, action, "Quipux", "", solicitud.estado, solicitud.respaldo, comment)
    if step in facts.recorrido:
        return None
    return CambioRespaldo(solicitud, (step,))


def _advanced(
    solicitud: SolicitudRespaldo, aviso: AvisoQuipux, cuando: datetime, politica: PoliticaRespaldos
) -> SolicitudRespaldo:
    told = read_state(aviso.estado)
    if not solicitud.en_quipux:
        # The desk makes this one itself: a mail, which anybody can write, does not end it.
        return solicitud
    if told is None or _PROGRESS.index(told) <= _PROGRESS.index(solicitud.estado):
        return solicitud
    solicitud = replace(solicitud, estado=told, respaldo=ACOMPANA[told])
    if told != "atendida":
        return solicitud
    # The notice's own number of days counts (dossier 3.2), from its date.
    end = end_of_validity(cuando, aviso.dias or politica.dias_descarga, politica)
    return replace(solicitud, generado=cuando, vence=end)


def _moment(text: str | None, politica: PoliticaRespaldos) -> datetime | None:
    """The notice's date, local and to the minute (``2017-07-31 20:47``), as an aware moment."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=politica.zona)
