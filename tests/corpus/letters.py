"""A letter as Quipux prints it, from its parts, together with what must be read of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.corpus.model import Block, Letter, Para, Space, Stamp, Table

MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
SUBSECRETARIO = (
    "Señor Ingeniero",
    "Esteban Quiroga Montúfar",
    "Subsecretario de Gobierno Electrónico",
    "MINISTERIO DE TELECOMUNICACIONES Y DE LA SOCIEDAD DE LA INFORMACIÓN",
    "En su Despacho",
)
QUIPUX_FOOT = ("{n}/{total}", "* Documento firmado electrónicamente por Quipux")


def fecha_larga(day: dt.date) -> str:
    return f"{day.day:02d} de {MESES[day.month - 1]} de {day.year}"


@dataclass(frozen=True, slots=True)
class Firmante:
    """`calidad` is null where two readers of good faith could differ; then nobody is scored on it."""

    nombre: str
    titulo: str
    cargo: str
    calidad: str | None = "maxima_autoridad"


@dataclass(frozen=True, slots=True)
class Carta:
    """The parts of one letter. `numero` is as printed, `numero_leido` as it must be read (null: the same)."""

    numero: str
    fecha: dt.date
    asunto: str
    firmante: Firmante
    datos: tuple[Block, ...]
    numero_leido: str | None = None
    clase: str = "Oficio Nro. "
    fecha_escrita: str | None = None
    ciudad: str = "Quito, D.M."
    destinatario: tuple[str, ...] = SUBSECRETARIO
    apertura: str = "De mi consideración:"
    cierre: tuple[str, ...] = ("Con sentimientos de distinguida consideración.", "Atentamente,")
    marca: str | None = "Documento firmado electrónicamente"
    sello: tuple[str, ...] = ()
    menudo: tuple[str, ...] = ()
    pie: tuple[str, ...] = QUIPUX_FOOT
    agua: str | None = None
    asunto_en_tabla: bool = False
    encabezado_corrido: bool = True

    def header(self) -> tuple[str, ...]:
        return (f"{self.clase}{self.numero}", self.fecha_escrita or f"{self.ciudad}, {fecha_larga(self.fecha)}")

    def _asunto(self) -> Block:
        if self.asunto_en_tabla:
            return Table(((f"Asunto: {self.asunto}", ""),), lines=False, widths=(0.62, 0.38))
        return Para(f"Asunto: {self.asunto}")

    def letter(self, font: str = "Helvetica", size: float = 10.5) -> Letter:
        """The whole document, ready for a producer."""
        memo = self.clase.startswith("Memorando")
        to = (
            (Para("PARA: " + "\n".join(self.destinatario)), Para(f"ASUNTO: {self.asunto.upper()}"))
            if memo
            else (self._asunto(), Para("\n".join(self.destinatario)))
        )
        top = () if self.encabezado_corrido else tuple(Para(line, "right") for line in self.header())
        signed = (Para(self.marca, "italic"),) if self.marca else (Space(40),)
        stamp = (Stamp(self.sello),) if self.sello else ()
        name = f"{self.firmante.titulo} {self.firmante.nombre}".strip()
        blocks: tuple[Block, ...] = (
            *top,
            Space(4),
            *to,
            Space(6),
            *((Para(self.apertura),) if self.apertura else ()),
            *self.datos,
            *map(Para, self.cierre),
            *signed,
            *stamp,
            Para(f"{name}\n{self.firmante.cargo}", "bold"),
            Space(8),
            *(Para(text, "small") for text in self.menudo),
        )
        header = self.header() if self.encabezado_corrido else ()
        return Letter(blocks, header, self.pie, font, size, self.agua)

    def reading(self, adjunto: str) -> dict[str, Any]:
        """The `oficio` of the expected reading."""
        signer: dict[str, Any] = {"nombre": self.firmante.nombre, "cargo": self.firmante.cargo}
        if self.firmante.calidad:
            signer["calidad"] = self.firmante.calidad
        return {
            "numero": self.numero_leido or self.numero,
            "fecha": self.fecha.isoformat(),
            "asunto": self.asunto,
            "adjunto": adjunto,
            "firmante": signer,
        }
