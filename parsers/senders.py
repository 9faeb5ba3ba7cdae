"""Whether a mail's sender is who he seems to be: the receiving server's word on it, and signs of disguise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from cases.text import fold
from parsers.parts import Headers

Authentication = Literal["autenticado", "fallido", "sin_dato"]
_RESULT = re.compile(r"(?:^|;)\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)(?![\w-])([^;]*)", re.IGNORECASE)
_PROPERTY = re.compile(r"\b(header\.d|header\.i|smtp\.mailfrom|header\.from)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63})+)")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b-\u200d\u2060\ufeff]")
_FOLDED = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s", "8": "b", "i": "l", "|": "l"})
_SECOND_LEVEL = {"gob", "gov", "com", "edu", "org", "net", "mil", "fin", "info", "med", "pro", "k12", "co", "ac", "gub"}
_WEBMAIL = {
    "gmail.com", "hotmail.com", "outlook.com", "outlook.es", "hotmail.es", "live.com", "yahoo.com", "yahoo.es",
    "icloud.com", "msn.com", "protonmail.com", "proton.me",
}  # fmt: skip
_OFFICE = re.compile(
    r"\b(soporte quipux|quipux|gobierno electronico|mintel|subsecretaria|ministerio|secretaria|presidencia)\b"
)


def authentication(headers: Headers, domain: str | None, trusted: Sequence[str]) -> Authentication:
    """What the topmost Authentication-Results says, if one of the `trusted` servers wrote it; a header further down,
    or of any other server, is the sender's own word. DMARC decides; without it a pass of DKIM or SPF counts only for
    the domain of From. Nobody can vouch for a mail with two From fields."""
    values = headers.all("authentication-results")
    if not values or not trusted or not domain:
        return "sin_dato"
    if len(headers.all("from")) > 1:
        return "fallido"
    text = _without_comments(values[0])
    server, _, results = text.partition(";")
    if server.strip().lower().split(" ")[0] not in {name.lower() for name in trusted}:
        return "sin_dato"
    found: list[tuple[str, str, bool]] = []
    for method, outcome, rest in _RESULT.findall(";" + results):
        found.append((method.lower(), outcome.lower(), _aligned(rest, method.lower(), domain)))
    dmarc = {outcome for method, outcome, _ in found if method == "dmarc"}
    if dmarc & {"fail", "permerror"}:
        return "fallido"
    if any(outcome == "pass" and same for _, outcome, same in found):
        return "autenticado"
    return "fallido" if any(outcome in ("fail", "softfail", "policy") for _, outcome, _ in found) else "sin_dato"


def _without_comments(value: str) -> str:
    """Neither comments nor what stands in quotes: both can repeat the sender's own words."""
    out, depth, quoted, escaped = [], 0, False, False
    for char in value[:8_192]:
        if escaped or (char == "\\" and (quoted or depth)):
            escaped = not escaped
            continue
        quoted ^= char == '"' and not depth
        depth += char == "(" and not quoted
        if not depth and not quoted:
            out.append(char)
        depth -= char == ")" and not quoted and depth > 0
    return " ".join("".join(out).split())


def _aligned(properties: str, method: str, domain: str) -> bool:
    wanted = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",), "dmarc": ("header.from",)}[method]
    values = [
        value.rpartition("@")[2].lower() for name, value in _PROPERTY.findall(properties) if name.lower() in wanted
    ]
    if method == "dmarc" and not values:
        return True
    return any(organization(value) == organization(domain) for value in values)


def organization(domain: str) -> str:
    """The registered part of a domain as far as names of Ecuador's form tell: msp.gob.ec of correo.msp.gob.ec."""
    labels = domain.lower().strip(".").split(".")
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


def suspicions(
    headers: Headers,
    senders: Sequence[tuple[str, str]],
    reply_to: str | None,
    own: Sequence[str] = (),
    known_domains: Sequence[str] = (),
) -> tuple[str, ...]:
    """Spanish sentences about the sender; none is a proof. `senders` are (name, address) of From as it stands."""
    found: list[str] = []
    if len(senders) > 1 or len(headers.all("from")) > 1:
        found.append("El correo declara más de un remitente.")
    if not senders:
        found.append("El remitente (From) falta o no se puede leer.")
    for name, address in senders[:1]:
        found += _name_suspicions(name, address, own)
        found += _domain_suspicions(address, own, known_domains)
        if reply_to and organization(reply_to.rpartition("@")[2]) != organization(address.rpartition("@")[2]):
            found.append(f"Pide responder a otro dominio: {reply_to}.")
    if any(_DIRECTION.search(value) for name in ("from", "reply-to", "sender") for value in headers.all(name)):
        found.append("El remitente contiene caracteres invisibles o que cambian la dirección del texto.")
    return tuple(dict.fromkeys(found))


def _name_suspicions(name: str, address: str, own: Sequence[str]) -> list[str]:
    domain = address.rpartition("@")[2]
    named = [match[0].lower() for match in _ADDRESS.finditer(name)]
    found = [f"El nombre visible muestra otra dirección: {other}." for other in named[:1] if other != address.lower()]
    ours = organization(domain) in {organization(o.rpartition("@")[2]) for o in own}
    outside = not ours and not domain.lower().endswith(".gob.ec")
    text = fold(name)
    if outside and re.search(r"\b(soporte|mesa de servicios)\b.*\b(quipux|gobierno electronico|sge)\b|^quipux$", text):
        found.append("Se presenta como esta mesa, pero escribe desde otro dominio.")
    elif organization(domain) in _WEBMAIL and _OFFICE.search(text):
        found.append(f"Se presenta como una institución, pero escribe desde {domain}.")
    return found


def _domain_suspicions(address: str, own: Sequence[str], known: Sequence[str]) -> list[str]:
    domain = address.rpartition("@")[2].lower()
    if not address.isascii() or domain.startswith("xn--") or ".xn--" in domain:
        return [f"La dirección usa letras de otros alfabetos o parecidas: {address}."]
    if re.search(r"\b(gob|gov|mil|edu)\.ec\.", domain + " ") or re.search(
        r"(gob|gov)[-_]?ec\b(?!$)|[.-](gob|gov)-ec\.|[^.](gob|gov)\.ec$", domain
    ):
        return [f"El dominio {domain} imita a uno de gobierno."]
    if re.search(r"\.(g0b|qob|gob\.ce|gob\.cc|gob\.ek|gob\.co|gob\.eс|gop\.ec|gb\.ec)$", domain):
        return [f"El dominio {domain} imita a uno de gobierno."]
    ours = {organization(o.rpartition("@")[2]) for o in own} | {organization(d) for d in known}
    mine = organization(domain)
    like = next((other for other in sorted(ours) if mine != other and _looks_like(mine, other)), None)
    return [f"El dominio {domain} se parece a {like}, pero no es el mismo."] if like else []


def _looks_like(one: str, other: str) -> bool:
    """Same when look-alike characters are folded, or one edit apart in a long name."""
    a, b = (_skeleton(domain) for domain in (one, other))
    if a == b:
        return True
    name_a, name_b = one.split(".")[0], other.split(".")[0]
    if len(name_b) < 8 or abs(len(name_a) - len(name_b)) > 2:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(name_a, name_b, score_cutoff=2) <= (2 if len(name_b) > 14 else 1)


def _skeleton(domain: str) -> str:
    text = unicodedata.normalize("NFKD", domain.lower()).replace("rn", "m").replace("vv", "w").replace("-", "")
    return text.translate(_FOLDED)
