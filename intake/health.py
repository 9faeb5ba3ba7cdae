"""The mailbox's health: since when it works or fails, where `aiq doctor` looks, and the one alert a failure raises."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cases.decision import Letter
from cases.errors import TryAgain
from intake import post
from intake.desk import Desk
from registry import meta

MAILBOX = "salud_buzon"
EMPTY: dict[str, Any] = {"bien": None, "falla_desde": None, "error": None, "avisado": False}


def mailbox_well(desk: Desk) -> None:
    """Records a round that reached the mailbox; ends a failure, if there was one."""
    with desk.db.write() as tx:
        before = meta.get(tx, MAILBOX, EMPTY)
        meta.put(tx, MAILBOX, EMPTY | {"bien": desk.now().isoformat()})
    if before["falla_desde"]:
        desk.log.info("buzon_recuperado", fallaba_desde=before["falla_desde"])


def mailbox_failed(desk: Desk, error: Exception) -> None:
    """Records a failed round; after `alert_minutes` of failing raises the alert once: a log line and a letter."""
    try:
        _record_failure(desk, error)
    except TryAgain as trouble:
        desk.log.error("sin_base_de_datos", motivo=str(trouble))


def _record_failure(desk: Desk, error: Exception) -> None:
    now = desk.now()
    with desk.db.write() as tx:
        state = EMPTY | meta.get(tx, MAILBOX, EMPTY)
        since = state["falla_desde"] or now.isoformat()
        late = now - datetime.fromisoformat(since) >= timedelta(minutes=desk.settings.mailbox.alert_minutes)
        alert = late and not state["avisado"]
        meta.put(tx, MAILBOX, state | {"falla_desde": since, "error": str(error), "avisado": state["avisado"] or late})
        if alert and desk.settings.desk.operator_address:
            data = {"problemas_del_sistema": [f"El buzón no responde: {error}"], "desde": since}
            letter = Letter("aviso_operador", (desk.settings.desk.operator_address,), f"buzon:{since}", datos=data)
            post.enqueue(desk, tx, [letter], post.Occasion(now))
    log = desk.log.error if alert else desk.log.warning
    log("buzon_sin_respuesta", desde=since, motivo=str(error), alerta=alert)
