"""Masks for personal data (LOPDP): what logs and third parties may see of a cédula, a telephone or a mobile."""

from __future__ import annotations

import re

_DOT = "•"
_LONG_NUMBER = re.compile(r"(?<![\w@./\-])\+?\d(?:[\s.\-()]{0,2}\d){6,14}(?![\w@])")
_MASKED_FIELDS = ("cedula", "telefono", "celular")


def mask(value: str | None) -> str | None:
    """The first two and last three digits of a number, dots between (``17•••••675``); all dots when it is too short."""
    if not value:
        return value
    digits = re.sub(r"\D", "", value)
    if len(digits) < 7:
        return _DOT * max(len(value), 4)
    return digits[:2] + _DOT * (len(digits) - 5) + digits[-3:]


def mask_field(campo: str, valor: str | None) -> str | None:
    """`valor` masked when the field (``aiq.cedula``) holds a number of a person, as it is otherwise."""
    return mask(valor) if campo.rpartition(".")[2] in _MASKED_FIELDS else valor


def _personal(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    # A calendar date has eight digits too; it says nothing about a person.
    if re.fullmatch(r"(?:19|20)\d\d[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ](?:19|20)\d\d", match.group()):
        return match.group()
    return mask(digits) or ""


def mask_text(text: str) -> str:
    """A sentence with every cédula, RUC and telephone number in it masked; dates, oficio and case numbers stay."""
    return _LONG_NUMBER.sub(_personal, text)
