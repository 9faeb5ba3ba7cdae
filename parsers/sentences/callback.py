"""Numbers and addresses that only tell whom to call about a letter («cualquier cosa me llaman al …»): nobody's data."""

from __future__ import annotations

import re

_VERB = (
    r"(?:llam(?:ar|en|an|e|ada)|contact(?:ar|en|an|e)|comuni(?:car|quen|que|can)|ubic(?:ar|an|en)|localiz(?:ar|an)"
    r"|escrib(?:ir|an|en|a)|timbr(?:ar|en))"
)
# That the writer himself is to be called, by which way, and the number or address; over text without accents.
_CALLED = re.compile(
    rf"(?:\b(?:me|nos) (?:(?:pued|podr|deb)\w+ )?{_VERB}|\b{_VERB}(?:me|nos|se)"
    rf"|\b(?:cualquier|dudas?|inquietud\w*|novedad\w*|informacion)\b[^.;\n]{{0,60}}?\b{_VERB}(?:se)?|\b{_VERB}(?:se)?)"
    r"(?P<self> conmigo| con (?:nosotros|la suscrita|el suscrito))?,? (?:al?|a los|a mi|en el|por el|por|mediante el)\b"
    r"(?: (?!y\b|cedula)[a-z.]{2,12}){0,4}[ :.#]*"
    r"(?P<value>\+?\(?\d[\d\s().+/-]{5,18}\d(?:,? ?ext\w*[. ]*\d{1,6})?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
_SIGN = re.compile(r"[@\d]")  # of every number and address
# … and not somebody who is spoken of («se la puede contactar al …»).
_HIM = re.compile(r"\bl[aoe]s? (?:(?:pued|podr|deb)\w+ )?$|\b(?:pued|podr)\w+ $")


def calls(plain: str) -> list[tuple[int, int]]:
    """The places of such numbers and addresses in a text without accents."""
    if not _SIGN.search(plain):
        return []
    return [
        found.span("value")
        for found in _CALLED.finditer(plain)
        if not _HIM.search(plain, max(0, found.start() - 24), found.start())
    ]


def without_calls(plain: str) -> str:
    """The text without such numbers and addresses."""
    for start, end in reversed(calls(plain)):
        plain = plain[:start] + plain[end:]
    return plain
