"""What a letter is before a producer draws it, and a sample with its expected reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

CAMPOS = ("nombres_apellidos", "cedula", "cargo", "correo", "telefono", "extension", "celular")


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph; `style`: normal · bold · right · center · small · italic. A line feed is a line break."""

    text: str
    style: str = "normal"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `mark` is what stands before each item, ``1.`` counts."""

    texts: tuple[str, ...]
    mark: str = "•"


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the text's width; `header` repeats the first row on every page in bold."""

    rows: tuple[tuple[str, ...], ...]
    lines: bool = True
    header: bool = False
    widths: tuple[float, ...] = ()
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Space:
    points: float = 12


@dataclass(frozen=True, slots=True)
class Stamp:
    """A drawn box that looks like a signature and is none."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """The page ends here."""


Block = Para | Items | Table | Space | Stamp | Break


@dataclass(frozen=True, slots=True)
class Letter:
    """A document: `header` stands right aligned at the top of every page, `footer` at its foot,
    where ``{n}`` and ``{total}`` become page numbers."""

    blocks: tuple[Block, ...]
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    font: str = "Helvetica"
    size: float = 10.5
    watermark: str | None = None


@dataclass(frozen=True, slots=True)
class Valor:
    """One datum as it is written in the letter and as it must be read.

    `esperado` may be a tuple of equally right readings; `problema` is the code that must come (``a|b``: either)."""

    escrito: str | None
    esperado: str | tuple[str | None, ...] | None
    problema: str | None = None


@dataclass(frozen=True, slots=True)
class Gente:
    """A person's data, each a `Valor`; `partes` are (nombres, apellidos) when they can be written apart."""

    nombre: Valor
    cedula: Valor
    cargo: Valor
    correo: Valor
    telefono: Valor
    extension: Valor
    celular: Valor
    partes: tuple[str, str] = ("", "")

    def reading(self) -> dict[str, Any]:
        values = (self.nombre, self.cedula, self.cargo, self.correo, self.telefono, self.extension, self.celular)
        return {campo: valor.esperado for campo, valor in zip(CAMPOS, values, strict=True)}

    def problems(self, rol: str) -> list[list[str]]:
        values = (self.nombre, self.cedula, self.cargo, self.correo, self.telefono, self.extension, self.celular)
        return [[f"{rol}.{c}", v.problema] for c, v in zip(CAMPOS, values, strict=True) if v.problema]


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail with its truth. `grupo`: digital · scan · mail; `productor` and `diseno` name how it was made."""

    nombre: str
    grupo: str
    productor: str
    diseno: str
    mensaje: bytes
    esperado: dict[str, Any] = field(default_factory=dict)
