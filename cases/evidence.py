"""What was read and where, and what is wrong with it: the two values that every room speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Metodo = Literal["texto", "ocr", "formulario", "cuerpo"]
Codigo = Literal["falta", "invalido", "dudoso", "conflicto"]
Caja = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value as read in one place.

    `campo` is a path of the contract (``aiq.cedula``); `valor` is normalised, `literal` the words as they stand in the
    document. `adjunto` names the attachment (null: the mail's own text), `pagina` counts from 1, `caja` is
    (x0, y0, x1, y1) in PDF points with the origin at the top left of the upright page. `confianza` lies in 0..1.
    """

    campo: str
    valor: str
    literal: str
    adjunto: str | None = None
    pagina: int | None = None
    caja: Caja | None = None
    metodo: Metodo = "texto"
    confianza: float = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is missing, wrong, doubtful or contradictory; told to the sender or shown to staff.

    `codigo`: falta · invalido · dudoso (low confidence, or a person must judge) · conflicto (two places disagree).
    `mensaje` is a Spanish sentence for the person who must act; `sugerencia` a value that may be meant, never applied.
    """

    campo: str
    codigo: Codigo
    mensaje: str
    sugerencia: str | None = None
