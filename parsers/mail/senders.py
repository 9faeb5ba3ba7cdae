"""Whether a mail's sender is who he seems to be: the receiving server's word on it, and signs of disguise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from cases.text import fold
from parsers.mail.decoding import decode_words
from parsers.mail.parts import Headers

Authentication = Literal["autenticado", "fallido", "sin_dato"]
_RESULT = re.compile(r"(?:^|;)\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)(?![\w-])([^;]*)", re.IGNORECASE)
_PROPERTY = re.compile(r"\b(header\.d|header\.i|smtp\.mailfrom|header\.from)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63})+)")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b-\u200d\u2060\ufeff]")
_DOMAIN = re.compile(r"@([\w-]{1,63}(?:\.[\w-]{1,63})+)")
_FOLDED = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s", "8": "b", "i": "l", "|": "l"})
_SECOND_LEVEL = {"gob", "gov", "com", "edu", "org", "net", "mil", "fin", "info", "med", "pro", "k12", "co", "ac", "gub"}
_NO_GOVERNMENT = {"ce", "cc", "co", "ek", "eu", "me", "io", "tv"}  # gob.co and its like are anybody's
_WEBMAIL = {
    "gmail.com", "hotmail.com", "outlook.com", "outlook.es", "hotmail.es", "live.com", "yahoo.com", "yahoo.es",
    "icloud.com", "msn.com", "protonmail.com", "proton.me",
}  # fmt: skip
_OFFICE = re.compile(
    r"\b(soporte quipux|quipux|gobierno electronico|mintel|subsecretaria|ministerio|secretaria|presidencia)\b"
)


def authentication(
    headers: Headers, domain: str | None, trusted: Sequence[str], senders: int = 1
) -> Authentication:
    """What the topmost Authentication-Results says, if one of the `trusted` servers wrote it; a header further down,
    or of any other server, is the sender's own word. DMARC decides; without it a pass of DKIM or SPF counts only for
    the domain of From. Nobody can vouch for a mail with two From fields or several `senders` in one."""
    values = headers.all("authentication-results")
    if not values or not trusted or not domain:
        return "sin_dato"
    if len(headers.all("from")) > 1 or senders > 1:
        return "fallido"
    text = _without_comments(values[0])
    server, _, results = text.partition(";")
    if server.strip().lower().split(" ")[0] not in {name.lower() for name in trusted}:
        return "sin_dato"
    found: list[tuple[str, str, bool]] = []
    clear = _names_only(headers.get("from") or "", domain)
    for method, outcome, rest in _RESULT.findall(";" + results):
        found.append((method.lower(), outcome.lower(), _aligned(rest, method.lower(), domain, clear)))
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


def _names_only(value: str, domain: str) -> bool:
    """Whether From, as it was sent, holds addresses of this domain and of no other: then the server that checked it
    and we who read it cannot have taken different ones."""
    written, read = (
        {organization(found) for found in _DOMAIN.findall(text)} for text in (value, _straight(decode_words(value)))
    )
    return written <= read == {organization(domain)} and bool(written)


def _aligned(properties: str, method: str, domain: str, clear: bool) -> bool:
    """Whether the result is for the domain of From. DMARC always is; where the server does not name the domain, From
    must be `clear`."""
    wanted = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",), "dmarc": ("header.from",)}[method]
    told = [(name.lower(), value) for name, value in _PROPERTY.findall(properties) if name.lower() in wanted]
    if method == "dmarc" and not told:
        return clear
    # The domain that signed, where it is told: whom the signature speaks of (header.i) is the signer's to choose.
    first = [value for name, value in told if name == wanted[0]] or [value for _, value in told]
    return any(organization(value.rpartition("@")[2]) == organization(domain) for value in first)


def organization(domain: str) -> str:
    """The registered part of a domain as far as names of Ecuador's form tell: msp.gob.ec of correo.msp.gob.ec."""
    labels = domain.lower().strip(".").split(".")
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


def suspicions(
    headers: Headers,
    senders: Sequence[tuple[str, str]],
    replies_to: Sequence[str],
    own: Sequence[str] = (),
    known_domains: Sequence[str] = (),
    doubtful: bool = False,
) -> tuple[str, ...]:
    """Spanish sentences about the sender; none is a proof. `senders` are (name, address) of From as it stands,
    `doubtful` when that could not be told for sure."""
    found: list[str] = []
    if len(senders) > 1 or len(headers.all("from")) > 1:
        found.append("El correo declara más de un remitente.")
    if not senders:
        found.append("El remitente (From) falta o no se puede leer.")
    elif doubtful:
        found.append("El remitente (From) está mal escrito: puede leerse de varias maneras.")
    for name, address in senders[:1]:
        found += _name_suspicions(name, address, own)
        found += _domain_suspicions(address, own, known_domains)
        home = organization(address.rpartition("@")[2])
        away = [other for other in replies_to if organization(other.rpartition("@")[2]) != home]
        found += [f"Pide responder a otro dominio: {other}." for other in away[:1]]
    named = [value for name in ("from", "reply-to", "sender") for value in headers.all(name)]
    if any(_DIRECTION.search(decode_words(value)) for value in named):
        found.append("El remitente contiene caracteres invisibles o que cambian la dirección del texto.")
    return tuple(dict.fromkeys(found))


def _name_suspicions(name: str, address: str, own: Sequence[str]) -> list[str]:
    domain = address.rpartition("@")[2]
    named = [match[0].lower() for match in _ADDRESS.finditer(_straight(name))]
    found = [f"El nombre visible muestra otra dirección: {other}." for other in named[:1] if other != address.lower()]
    ours = organization(domain) in {organization(o.rpartition("@")[2]) for o in own}
    outside = not ours and not domain.lower().endswith(".gob.ec")
    text = fold(name)
    if outside and re.search(r"\b(soporte|mesa de servicios)\b.*\b(quipux|gobierno electronico|sge)\b|^quipux$", text):
        found.append("Se presenta como esta mesa, pero escribe desde otro dominio.")
    elif organization(domain) in _WEBMAIL and _OFFICE.search(text):
        found.append(f"Se presenta como una institución, pero escribe desde {domain}.")
    return found


def _straight(name: str) -> str:
    """The name with signs that only look like those of an address, or stand apart, as an address has them."""
    return re.sub(r"\s*([@.])\s*", r"\1", unicodedata.normalize("NFKC", name))


def _domain_suspicions(address: str, own: Sequence[str], known: Sequence[str]) -> list[str]:
    domain = address.rpartition("@")[2].lower()
    if not address.isascii() or domain.startswith("xn--") or ".xn--" in domain:
        return [f"La dirección usa letras de otros alfabetos o parecidas: {address}."]
    if re.search(r"\b(gob|gov|mil|edu)\.ec\.", domain + " ") or re.search(
        r"(gob|gov)[-_]?ec\b(?!$)|[.-](gob|gov)-ec\.|[^.](gob|gov)\.ec$", domain
    ):
        return [f"El dominio {domain} imita a uno de gobierno."]
    if _nearly_government(domain.split(".")):
        return [f"El dominio {domain} imita a uno de gobierno."]
    ours = {organization(o.rpartition("@")[2]) for o in own} | {organization(d) for d in known}
    mine = organization(domain)
    like = next((other for other in sorted(ours) if mine != other and _looks_like(mine, other)), None)
    return [f"El dominio {domain} se parece a {like}, pero no es el mismo."] if like else []


def _nearly_government(labels: list[str]) -> bool:
    """msp.qob.ec, msp.g0b.ec, msp.gob.com; not msp.gob.pe, which is another country's."""
    if len(labels) < 3 or labels[-2:] == ["gob", "ec"]:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    if labels[-1] == "ec":
        return labels[-2] not in _SECOND_LEVEL and DamerauLevenshtein.distance(labels[-2], "gob") == 1
    return labels[-2] == "gob" and (len(labels[-1]) > 2 or labels[-1] in _NO_GOVERNMENT)


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
