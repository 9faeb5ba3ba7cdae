"""Numbers that name things: cédula, siglas, numbers of official documents; and what "nothing" looks like."""

from __future__ import annotations

import re
from functools import lru_cache

from stdnum.ec import ci
from stdnum.exceptions import InvalidChecksum, InvalidComponent

from cases.checked import Checked
from cases.text import fold, tidy

_NOTHING = frozenset(
    {"", "sn", "na", "nd", "s n", "n a", "n d", "no aplica", "no tiene", "no posee", "no dispone", "ninguno", "ninguna"}
    | {"sin extension", "sin ext", "no ext", "sin numero", "sin telefono", "sin dato", "sin datos", "no disponible"}
    | {"no existe", "no cuenta", "no hay", "null", "none", "vacio", "no asignado", "no asignada", "por asignar"}
    | {"no registra", "no se dispone", "no se tiene", "no se registra", "no corresponde"}
)
_DUMMIES = frozenset(str(digit) * 10 for digit in range(10))
_PROVINCES = frozenset(f"{n:02d}" for n in range(1, 25)) | {"30"}
_LOOKALIKES = str.maketrans("OoQDIlíÍ|!SsBZzGg", "00001111115582266")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_FILLED = re.compile(r"x{3,}|0{1,4}")
_SEPARATORS = re.compile(r"[\s.\-_·,'’]+")


def is_nothing(text: str | None) -> bool:
    """Whether an answer says that there is none (``S/N``, ``N/A``, dashes, an empty or dotted cell)."""
    if text is None:
        return True
    words = _NOT_WORD.sub(" ", fold(text)).strip()
    return words in _NOTHING or bool(_FILLED.fullmatch(words.replace(" ", "")))


@lru_cache(maxsize=2048)
def check_cedula(text: str | None) -> Checked:
    """A cédula as written: ten digits when blanks, dots and hyphens are all that stood between them (dossier 4.1)."""
    if text is None or is_nothing(text):
        return Checked()
    raw = tidy(text).strip(" .,;:")
    digits = _SEPARATORS.sub("", raw)
    if not digits.isdecimal():
        return _cedula_with_letters(raw, digits)
    if len(digits) == 10:
        return _ten_digits(digits)
    if len(digits) == 9 and _ten_digits("0" + digits).codigo is None:
        mensaje = "La cédula tiene nueve dígitos; parece faltar el cero inicial."
        return Checked(digits, "invalido", mensaje, "0" + digits)
    if len(digits) == 13:
        short = digits[:10] if _ten_digits(digits[:10]).codigo is None else None
        return Checked(digits, "invalido", "Se indicó un RUC (13 dígitos) en lugar de la cédula.", short)
    return Checked(digits, "invalido", f"La cédula debe tener diez dígitos y se leyeron {len(digits)}.")


def _ten_digits(digits: str) -> Checked:
    if digits in _DUMMIES:
        return Checked(digits, "invalido", "El número de cédula no corresponde a una persona.")
    if digits[:2] not in _PROVINCES:
        return Checked(digits, "invalido", f"La cédula empieza por {digits[:2]}, que no es código de provincia.")
    try:
        ci.validate(digits)
    except InvalidChecksum:
        return Checked(digits, "invalido", "El dígito verificador de la cédula no es correcto; verifique el número.")
    except InvalidComponent:
        return Checked(digits, "dudoso", "El tercer dígito de la cédula es poco usual; verifique el número.")
    return Checked(digits)


def _cedula_with_letters(raw: str, digits: str) -> Checked:
    meant = digits.translate(_LOOKALIKES)
    good = meant.isdecimal() and len(meant) == 10 and _ten_digits(meant).codigo is None
    return Checked(raw, "invalido", "La cédula contiene caracteres que no son dígitos.", meant if good else None)


def check_siglas(text: str | None) -> Checked:
    """Siglas as written, without quotes and parentheses; letters, digits, ``-``, ``.`` and blanks (dossier 4.5)."""
    if is_nothing(text) or text is None:
        return Checked()
    value = tidy(text).strip(" \"'“”«»()[]:;,")
    if value.endswith(".") and value.count(".") == 1:
        value = value[:-1]
    if len(value) > 25 or len(value.split()) > 4 or not re.fullmatch(r"[\w\-. &/]+", value):
        return Checked(value, "dudoso", "Las siglas leídas no parecen siglas; verifique.")
    return Checked(value)


def siglas_key(text: str | None) -> str:
    """Siglas for comparison: upper case, letters and digits only."""
    return re.sub(r"[^0-9A-Z]", "", fold(text or "").upper())


def same_siglas(one: str | None, other: str | None) -> bool:
    """Whether two spellings are the same siglas (``CFN-B.P.`` and ``CFN BP``)."""
    return bool(siglas_key(one)) and siglas_key(one) == siglas_key(other)
