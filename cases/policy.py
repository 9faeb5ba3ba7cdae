"""The desk's adjustable rules: numbers and switches that an operator may set, with their defaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import Literal
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Policy:
    """Days are named working (`laborables`) or calendar (`calendario`). `sin_autenticacion` says what happens to mails
    that would change the registry and of which no trusted server vouches: persona (default) or aceptar.
    `repreguntas` is how often the program asks an institution before a person takes over; `acusar_consultas` whether
    questions that a person must read are acknowledged, at most `consultas_por_remitente_dia` times per address."""

    direccion: str = "soporte@gobiernoelectronico.gob.ec"
    nombre: str = "Soporte Quipux"
    zona: ZoneInfo = field(default_factory=lambda: ZoneInfo("America/Guayaquil"))
    direcciones_propias: tuple[str, ...] = ()
    anticipacion_laborables: int = 7
    recordatorio_laborables: int = 5
    caducidad_laborables: int = 15
    parametrizacion_calendario: int = 5
    parametrizacion_gracia_calendario: int = 0
    aviso_plazo_calendario: int = 1
    horas_capacitacion: float = 12.0
    hora_corte: time = time(17, 0)
    fin_de_semana_pasa_al_siguiente: bool = True
    sin_autenticacion: Literal["persona", "aceptar"] = "persona"
    por_remitente_hora: int = 10
    por_caso_hora: int = 6
    total_hora: int = 500
    consultas_por_remitente_dia: int = 3
    repreguntas: int = 3
    acusar_consultas: bool = True
    ambiente_capacitacion: str = "cap.gestiondocumental.gob.ec"
