"""Whether the values of a list or a table's row are those of their labels, taken together."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.fields.prosevalues import bare_values

_MAY_BE = {
    "cedula": {"cedula", "celular"},
    "celular": {"celular", "telefono", "cedula"},
    "telefono": {"telefono", "celular", "extension"},
    "telefono_extension": {"telefono", "celular", "extension"},
    "extension": {"extension"},
    "correo": {"correo"},
}
_FEWEST = 2


def kind_of(text: str) -> str | None:
    """What a text shows itself to be, where it is one value and nothing else."""
    found = next(bare_values(text), None)
    return found[0] if found and found[2] - found[1] > 0.8 * len(text.strip()) else None


def slipped(answers: Iterable[tuple[str, str]]) -> bool:
    """Whether of these (datum asked for, text found) several are plainly another datum's: then the values stand beside
    the wrong labels, and those that might be right are no surer than they."""
    kinds = ((field, kind_of(text)) for field, text in answers if field != "otro")
    return sum(kind is not None and kind not in _MAY_BE.get(field, ()) for field, kind in kinds) >= _FEWEST
