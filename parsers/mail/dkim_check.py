"""Our own check of DKIM, for mailboxes whose server does not vouch for senders; keys come through whoever calls."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from cases.reading import Reading
from parsers.mail.senders import organization

MAX_SIGNATURES = 5
_TAG = re.compile(rb"(?:^|;)\s*([a-z]+)\s*=\s*([^;]*)")
_HEADER_BYTES = 262_144
_CHANGED = "el correo no es el que se firmó"

# The TXT record of a name (``sel._domainkey.example.org``), null when there is none.
Resolver = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Dkim:
    """`dominios` signed the mail as it is; those of `fallidos` have signatures that prove nothing, `fallas` says why
    (Spanish)."""

    dominios: tuple[str, ...] = ()
    fallidos: tuple[str, ...] = ()
    fallas: tuple[str, ...] = ()

    def result(self, from_address: str | None) -> Literal["autenticado", "fallido", "sin_dato"]:
        """For the address in From: vouched for by a domain of the same organisation, refuted by it, or neither."""
        mine = organization((from_address or "").rpartition("@")[2])
        if mine and mine in map(organization, self.dominios):
            return "autenticado"
        return "fallido" if mine in map(organization, self.fallidos) else "sin_dato"


def vouched(reading: Reading, raw: bytes, keys: Mapping[str, bytes | None]) -> Reading:
    """The reading with what DKIM says of its sender, where no server of ours said anything; `keys` by DNS name."""
    sobre = reading.sobre
    if sobre.autenticacion != "sin_dato":
        return reading
    found = check_dkim(raw, keys.get)
    result = found.result(sobre.remitente)
    doubts = found.fallas if result == "fallido" else ()
    return replace(reading, sobre=replace(sobre, autenticacion=result, sospechas=(*sobre.sospechas, *doubts)))


def key_names(raw: bytes) -> tuple[str, ...]:
    """The DNS names whose TXT records `check_dkim` would ask for: where reading has no network, look them up before."""
    names = []
    for field in _signatures(raw):
        tags = _tags(field)
        domain, selector = (tags.get(tag, b"").decode("ascii", "replace") for tag in (b"d", b"s"))
        name = f"{selector}._domainkey.{domain}".lower()
        if re.fullmatch(r"[a-z0-9._-]{1,250}", name):
            names.append(name)
    return tuple(dict.fromkeys(names))


def check_dkim(raw: bytes, resolve: Resolver) -> Dkim:
    """Every signature of a mail, at most five. A signature over part of the body, by an outdated algorithm, or of a
    mail with two From fields proves nothing: others could have added what we would read."""
    domains, failed, reasons = [], [], []
    for place, field in enumerate(_signatures(raw)):
        domain = _tags(field).get(b"d", b"").decode("ascii", "replace").strip().lower()
        failure = _weakness(raw, field) or _verify(raw, place, resolve)
        if failure:
            failed.append(domain)
            reasons.append(f"La firma DKIM de {domain[:100] or 'un dominio sin nombre'} no vale: {failure}.")
        else:
            domains.append(domain)
    return Dkim(tuple(dict.fromkeys(domains)), tuple(dict.fromkeys(failed)), tuple(reasons))


def _verify(raw: bytes, place: int, resolve: Resolver) -> str | None:
    import dkim

    found: list[bytes | None] = []

    def text_record(name: bytes | str, timeout: float = 0) -> bytes | None:
        plain = name.decode("ascii", "replace") if isinstance(name, bytes) else name
        found.append(resolve(plain.rstrip(".").lower()))
        return found[-1]

    quiet = logging.getLogger("parsers.dkim")
    quiet.addHandler(logging.NullHandler())
    quiet.propagate = False
    try:
        good = dkim.DKIM(raw, logger=quiet, minkey=1024).verify(idx=place, dnsfunc=text_record)
    except (dkim.DKIMException, ValueError, TypeError, KeyError, IndexError, AttributeError) as trouble:
        return _CHANGED if "body hash mismatch" in str(trouble) else "está mal formada"
    if found == [None]:
        return "la clave no está publicada"
    return None if good else _CHANGED


def _weakness(raw: bytes, field: bytes) -> str | None:
    tags = _tags(field)
    if b"l" in tags:
        return "cubre solo parte del texto"
    if not tags.get(b"a", b"").strip().lower().endswith(b"-sha256"):
        return "usa un algoritmo que ya no es seguro"
    if len(_fields(raw, b"from")) != 1 or len(_fields(raw, b"subject")) > 1:
        return "el correo repite campos que la firma cubre una sola vez"
    return None


def _signatures(raw: bytes) -> list[bytes]:
    return _fields(raw, b"dkim-signature")[:MAX_SIGNATURES]


def _fields(raw: bytes, name: bytes) -> list[bytes]:
    """The values of the mail's own fields of that name, unfolded; only the first 256 kB of headers are looked at."""
    head = re.split(rb"\r?\n\r?\n", raw[:_HEADER_BYTES], maxsplit=1)[0]
    lines = re.split(rb"\r?\n(?![ \t])", head)
    return [line.partition(b":")[2] for line in lines if line.partition(b":")[0].strip().lower() == name]


def _tags(field: bytes) -> dict[bytes, bytes]:
    return {name: re.sub(rb"\s+", b"", value) for name, value in _TAG.findall(field)}
