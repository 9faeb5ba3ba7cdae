"""Telephones, extensions, mobiles and e-mail addresses as letters write them, in the contract's form."""

from __future__ import annotations

import re
from functools import lru_cache

from cases.checked import Checked
from cases.identifiers import is_nothing
from cases.text import flat, tidy, words_of

_EXTENSION = re.compile(
    r"[,;(\-/ ]*(?<![a-z])(?:ext(?:ensi[o0]n(?:es)?|ens?|s)?|interno|int|anexo|ip|x)\s?[.:,;#\-)]*\s*"
    r"(?:n[ro°º.]{1,3}\s*|telefonica\s*:?\s*)?"
    r"(?P<list>\d{1,6}(?!\d)(?:\s*(?:[/,;yo\-]|al?)\s*\d{1,6}(?!\d|\s\d))*|[^\d]*$)"
)
_GROUP = re.compile(r"\+?\s?\(?\+?\d[\d\s().\-–]*\d")
_AREA_APART = re.compile(r"(?<!\d)\(?(0[2-7])\)?\s*[\-/.]\s*(?=[2-7]\d)")
_COUNTRY = re.compile(r"^(?:00)?593(?:0(?=\d{8,9}$))?")
_PERSONAL = words_of(
    "gmail.com googlemail.com hotmail.com hotmail.es outlook.com outlook.es outlook.ec yahoo.com yahoo.es yahoo.com.ec"
    " live.com live.es icloud.com msn.com me.com protonmail.com proton.me aol.com gmx.com zoho.com ymail.com"
)
_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"'|/]+@[^\s<>()\[\]:;,\"'|/]+")


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)  # no digits of other scripts, which look like a number and dial none


def split_phone(text: str, combined: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A written telephone as (numbers' digits, extensions). `combined` says that the label announced an extension
    (``Número telefónico y extensión``), so that a trailing short group is one."""
    plain = flat(tidy(text))
    extensions: list[str] = []
    found = _EXTENSION.search(plain)
    if found:
        extensions = re.findall(r"\d{1,6}", found.group("list"))
        plain = plain[: found.start()] + " ; " + plain[found.end() :]
    if re.fullmatch(r"\s*0\d{1,2}/\d{3,4}/\d{3,4}\s*(?:;\s*)?", plain):  # one number, its groups parted by slashes
        plain = plain.replace("/", " ")
    numbers: list[str] = []
    plain = _AREA_APART.sub(r"\1 ", plain)
    for chunk in re.split(r"[/;,|·•]|\s[oye]\s|(?<=\d{6})\s-\s(?=\d{6})", plain):
        whole, short = _tail(chunk)
        if whole and len(whole) >= 6:
            numbers.append(whole)
            extensions += short
        elif whole and numbers and not extensions and (combined or (len(whole) in (4, 5) and _complete(numbers[-1]))):
            extensions.append(whole)  # ``022200200/1234``; fewer digits may be the end of a second number
    return tuple(numbers), tuple(dict.fromkeys(extensions))


def _tail(chunk: str) -> tuple[str, list[str]]:
    """Digits of one number, and a short group after a number that is already complete (``022200200 1234``)."""
    match = re.search(r"\+?\(?\d[\d\s().\-+]*", chunk)
    if not match:
        return "", []
    written = match.group()
    split = re.fullmatch(r"(.*\d)\)?[\s\-(]+(\d{2,5})\s*\)?\s*", written)
    if split and _complete(_digits(split.group(1))) and not _complete(_digits(written)):
        return _digits(split.group(1)), [split.group(2)]
    return _digits(written), []


def _complete(digits: str) -> bool:
    national = _national(digits)
    return bool(re.fullmatch(r"0[2-7]\d{7}|09\d{8}|[2-7]\d{6}|1800\d{6}", national))


def _national(digits: str) -> str:
    bare = _COUNTRY.sub("", digits)
    if bare != digits:
        return bare if bare.startswith("0") else "0" + bare
    return digits


def _known_to_numbering_plan(national: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(national, "EC"))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=2048)
def check_phone(text: str | None, combined: bool = False) -> Checked:
    """A landline: ``022200200``, or seven digits when no area code was written; extensions are left out."""
    if is_nothing(text) or text is None:
        return Checked()
    numbers, extensions = split_phone(text, combined)
    if not numbers:
        return Checked() if extensions else Checked(tidy(text), "invalido", "El número telefónico no se entiende.")
    values = [_national(number) for number in numbers]
    first, others = values[0], tuple(dict.fromkeys(values[1:]))
    if re.fullmatch(r"0[2-7]\d{7}", first):
        if _known_to_numbering_plan(first):
            return Checked(first, otros=others)
        mensaje = "El número telefónico no consta en el plan de numeración; verifique."
        return Checked(first, "dudoso", mensaje, otros=others)
    if re.fullmatch(r"[2-7]\d{6}", first) or re.fullmatch(r"1[78]00\d{6}", first):
        return Checked(first, otros=others)
    if re.fullmatch(r"09\d{8}", first):
        return Checked(first, "dudoso", "Como teléfono se indicó un número celular; confirme si no hay convencional.")
    return _wrong_phone(first, others)


def _wrong_phone(digits: str, others: tuple[str, ...]) -> Checked:
    meant = None
    if re.fullmatch(r"[2-7]\d{7}", digits) and _known_to_numbering_plan("0" + digits):
        meant = "0" + digits
    elif re.fullmatch(r"0([2-7])\1\d{7}", digits):
        meant = digits[:2] + digits[3:]
    return Checked(digits, "invalido", f"El número telefónico tiene {len(digits)} dígitos; revíselo.", meant, others)


@lru_cache(maxsize=2048)
def check_extension(text: str | None) -> Checked:
    """Extensions of one to six digits, several joined by ``/``; null for none (which is no problem). A telephone number
    beside them is none, and stands in `otros`."""
    if is_nothing(text) or text is None:
        return Checked()
    if phone := next((m for m in _PHONE_BESIDE.finditer(text) if 9 <= len(_digits(m.group())) <= 10), None):
        own = check_extension(text[: phone.start()] + " " + text[phone.end() :])
        message = "Junto a la extensión se leyó un número de teléfono; compárelo con el documento."
        return Checked(own.valor, "dudoso", message, otros=(_digits(phone.group()),))
    groups = re.findall(r"\d+", text)
    if not groups:
        return Checked(None) if is_nothing(re.sub(r"(?i)\bext\w*\W*", "", text)) else Checked(
            tidy(text), "dudoso", "La extensión telefónica no se entiende.")  # fmt: skip
    value = "/".join(dict.fromkeys(groups))
    if any(len(group) > 6 for group in groups):
        return Checked(value, "invalido", "La extensión telefónica tiene demasiados dígitos.")
    return Checked(value)


_PHONE_BESIDE = re.compile(r"(?<!\d)\(?0\d{1,3}\)?(?:[\s.\-]*\d{2,4}){2,3}(?!\d)")


@lru_cache(maxsize=2048)
def check_mobile(text: str | None) -> Checked:
    """A mobile of ten digits from ``09``; the country code is taken off, a missing zero is only suggested."""
    if is_nothing(text) or text is None:
        return Checked()
    numbers, _ = split_phone(text)
    if not numbers:
        raw = tidy(text)
        return Checked(raw, "invalido", "El número celular no se entiende.", _letters_meant(raw))
    if re.search(r"\d[OolI]|[OolI]\d", text):
        return Checked(tidy(text), "invalido", "El número celular contiene letras.", _letters_meant(tidy(text)))
    values = [_national(number) for number in numbers]
    first = next((value for value in values if re.fullmatch(r"09\d{8}", value)), values[0])
    others = tuple(dict.fromkeys(value for value in values if value != first))
    if re.fullmatch(r"09\d{8}", first):
        return Checked(first, otros=others)
    if re.fullmatch(r"9\d{8}", first):
        return Checked(first, "invalido", "Al número celular parece faltarle el cero inicial.", "0" + first, others)
    if re.fullmatch(r"0[2-7]\d{7}|[2-7]\d{6}", first):
        return Checked(first, "invalido", "Como celular se indicó un teléfono convencional.", otros=others)
    return Checked(first, "invalido", f"El celular debe tener diez dígitos y empezar por 09; se leyó {first}.",
                   _letters_meant(tidy(text)), others)  # fmt: skip


def _letters_meant(raw: str) -> str | None:
    meant = _digits(raw.translate(str.maketrans("OolI", "0011")))
    return meant if re.fullmatch(r"09\d{8}", meant) and meant != _digits(raw) else None


def is_personal_domain(address: str) -> bool:
    """Whether the address belongs to a public mail service and not to an institution."""
    return address.rpartition("@")[2].lower() in _PERSONAL


@lru_cache(maxsize=2048)
def check_email(text: str | None) -> Checked:
    """An address in lower case. Of several the institutional one comes first; a personal one alone is flagged, never
    rejected (dossier 4.4). Blanks inside are a suggestion here: only the reader knows where a line was broken."""
    if is_nothing(text) or text is None:
        return Checked()
    raw = re.sub(r"(?i)mailto:", " ", tidy(text)).strip(" .,;:<>()[]\"'")
    addresses = [found.strip(".-_") for found in _ADDRESS.findall(raw)]
    good = list(dict.fromkeys(a.lower() for a in addresses if _well_formed(a)))
    if len(addresses) == 1 and _stray(raw, addresses[0]):
        return Checked(raw.lower(), "invalido", "El correo electrónico contiene espacios o signos ajenos.", _meant(raw))
    if not good:
        return Checked(raw.lower(), "invalido", "El correo electrónico no es una dirección válida.", _meant(raw))
    good.sort(key=is_personal_domain)
    if len(good) > 1:
        mensaje = f"Se indicaron varios correos ({', '.join(good)}); confirme cuál corresponde."
        return Checked(good[0], "dudoso", mensaje, otros=tuple(good[1:]))
    if is_personal_domain(good[0]):
        return Checked(good[0], "dudoso", "El correo es de un servicio personal; confirme si no hay uno institucional.")
    return Checked(good[0])


_LOST_PARTS = re.compile(r"[\w.\-+]*\s*[,.]?\s*(?:gob|ec|com|gov|edu|org|net|[\w\-]*\.(?:gob|ec|com))?[\w.]*")


def _stray(raw: str, address: str) -> bool:
    """Whether what stands around the address looks like lost parts of it (``juan perez@x.ec``, ``a@x.gob ec``)."""
    rest = raw.replace(address, " ", 1).strip()
    return bool(rest) and bool(_LOST_PARTS.fullmatch(rest))


_AT = re.compile(r"\s*[(\[]\s*(?:at|arroba)\s*[)\]]\s*|\s+arroba\s+", re.I)


def _well_formed(address: str) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}", address):
        return False
    if re.search(r"\.(?:gob|fin|go|ed|or)$", address, re.I):  # no domain ends there: the country is missing, or more
        return False
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _meant(raw: str) -> str | None:
    """The address that a usual slip stands for: comma for dot, (at), accents, blanks."""
    guess = flat(_AT.sub("@", raw)).replace(" ", "").replace(",", ".")
    guess = re.sub(r"\.{2,}", ".", guess).strip(".")
    guess = re.sub(r"(?<=\.)(gob|fin)$", r"\1.ec", guess)
    guess = re.sub(r"(gob|com|edu|mil|org|fin)(ec)$", r"\1.\2", guess) if "." not in guess.rpartition("@")[2] else guess
    return guess if guess.count("@") == 1 and _well_formed(guess) and guess != raw else None
