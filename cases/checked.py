"""A value after its check: normalised when it is good, as it was read when it is not."""

from __future__ import annotations

from dataclasses import dataclass

from cases.evidence import Codigo, Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """`valor` is null when nothing was written (blank, S/N, N/A, dashes). `codigo` is null when all is well.
    `sugerencia` may be meant and is never applied; `otros` are further values found beside the first."""

    valor: str | None = None
    codigo: Codigo | None = None
    mensaje: str = ""
    sugerencia: str | None = None
    otros: tuple[str, ...] = ()

    def finding(self, campo: str) -> Finding | None:
        """The problem to report under `campo`, or null."""
        return Finding(campo, self.codigo, self.mensaje, self.sugerencia) if self.codigo else None
