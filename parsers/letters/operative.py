"""The sentence by which an act delegates: to whom and what, in whatever order and words it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.text import flat
from parsers.words.posts import like_person, like_post

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Operative:
    """Where delegate and object stand in the text; `to_reader`: the delegate is whom the document is addressed to."""

    who: Span
    what: Span
    to_reader: bool = False


# «Delegar», «Delégase», «se delega», «delegándole», «he delegado» …
_VERB = r"(?:(?:he|hemos) delegado|deleg(?:ar|ase|uese|o|amos|a|an|ando|andose)(?P<clitic>les?|l[ao]s?)?)"
# … or somebody who is given the signing: «autorizo a … para que firme», «encargo a … la firma de los oficios».
_FOR_ME = r"(?:en mi (?:nombre|representacion)|a (?:mi )?nombre(?: de [\w ]{4,40})?),?"
_SIGNING = (
    rf"(?:(?:para|a|de) (?:que )?(?:,? ?{_FOR_ME} )?(?:firm|suscrib|me represent)|(?:la )?(?:firma|suscripcion) de"
    r"|delegacion\b)"
)
_SIGNS_FOR = (
    r"(?:(?:he|hemos) )?(?:autoriz|facult|encarg|encomiend|encomend|conced|confier|confer|otorg|transfier|transfer"
    r"|doy(?= (?:poder|facultad|delegaci|autoriza)))\w{0,5}"
    rf"(?=[^;:.]{{0,40}}? (?:al?|a la|en) (?:[^;:]{{3,160}}?\b)?{_SIGNING})"
)
# … or a delegation, a power of attorney that is given: «otorgar delegación», «confiere poder especial».
_GIVEN = (
    r"(?:otorg|confier|confer|confir|conced|dispon|extend|extiend)\w{0,6}(?P<reader> a usted)?(?:,? \w+mente,?)?"
    r"(?: (?:la|una|su))? (?:delegacion|poder)\b(?! (?:que|conferid|otorgad|contenid|constante))"
    r"(?:,? (?:y )?(?:especial|general|ampli[oa]|suficiente|bastante|expresa|formal|de firma"
    r"|cual en derecho se requiere))*"
)
# … or somebody who is made a delegate: «queda usted delegada», «designar como delegado de la máxima autoridad a …».
_MADE = (
    r"(?P<made>queda(?:ra)? usted|usted queda(?:ra)?|queda(?:ra)?)(?: \w+mente)?"
    r" (?:autorizad[oa] y )?delegad[oa]\b"
    r"|(?:design|nombr)\w{1,6}(?: en calidad de| como)? (?:su |mi )?delegad[oa]\b"
)
_ACT = re.compile(rf"\b(?P<to>(?:se )?le )?\b(?:{_VERB}|{_GIVEN}|{_MADE})(?!\w)")
# Asked only where nothing says «delegar»; of its own the words of an act have no clitic and name no reader.
_SIGNING_ACT = re.compile(rf"\b(?P<to>)(?P<clitic>)(?P<reader>)(?P<made>)(?:{_SIGNS_FOR})(?!\w)")
_WHOEVER = r"quien(?:es)? (?:ejerzan?|ocupen?|desempenen?)(?: (?:el cargo|las funciones|el puesto) del?)?"
_TO = re.compile(
    r"\b(?:(?:a|en) (?P<reader>usted)\b"
    r"|(?:a la o el|al o la|a la o al|al? ?/ ?a la|al ?/ ?la|a la ?/ ?el|a la ?/ ?al|a l[ao]s y l[ao]s"
    rf"|a {_WHOEVER}|(?:a|en) favor (?:del?(?: l[ao]s y l[ao]s| la o el| la| los| las)?|de {_WHOEVER})"
    r"|en la persona del?(?: la)?"
    r"|al|a l[ao]s?|a el|en el|en l[ao]s?|a)\s+)"
)
_WHOSE = re.compile(r"del?\b")  # «delegado de la máxima autoridad» says whose, not what
_ARTICLE = re.compile(r"(?:el|la|los|las) ")
_ADVERB = re.compile(r"(?:\s*,?\s*(?:\w+mente|por escrito|tambien|asimismo)\b)*\s*,?\s*")
_OBJECT = re.compile(
    r"[,;]?\s*\b(?:y\s+deleg\w+\b"
    r"|para\s+que|para\s+\w+[aei]r\b|para\s+(?:la|el|los|las)\b|la\s+(?:facultad|atribuci|suscripci|firma"
    r"|autorizaci|competencia|representaci|administraci|gesti)"
    r"|las\s+(?:facultades|atribuciones|competencias|funciones|siguientes)|el\s+ejercicio|los\s+(?:siguientes"
    r"|procesos|procedimientos)|que\s+(?:a\s+nombre|en\s+mi|en\s+su|suscriba|firme|ejerza)"
    r"|a\s+fin\s+de|con\s+el\s+(?:fin|objeto)\s+de|a\s+nombre\s+y|suscrib|ejerza|el\s+(?:cumplimiento|conocimiento|tramite))"
)
_DESK = re.compile(r"subsecretari[ao](?: de estado)?(?: de|[ -])? ?gobierno electronico")
# The delegate stands before what he is given: «La Directora … queda facultada para suscribir», «dispongo que … firme
# por delegación», or behind it: «los oficios que, por delegación mía, firme …».
_GETS = re.compile(
    r"\b(?:queda(?:ra)?|esta(?:ra)?|es|sera|fue|ha sido) (?:\w+mente )?(?:facultad|autorizad)[oa](?: \w+mente)?"
    rf" (?:para|a) (?:que )?(?:{_FOR_ME} )?(?:firm|suscrib|represent)\w*"
    r"|\b(?:actuara|comparecera|firmara|suscribira)(?: \w+mente)? (?:como|en calidad de) (?:mi |su )?delegad[oa]"
    r"|\bcuenta con mi (?:expresa )?delegacion para (?:firmar|suscribir)"
    r"|\b(?:firm[ea]|firmara|suscrib[ea]|suscribira),? (?:por delegacion|a mi nombre|en mi (?:nombre|representacion))"
)
_SIGNED_BY = re.compile(r"\bpor (?:mi )?delegacion(?: mia)?,? (?:que )?(?:firm|suscrib)\w+ ")
_BEGINS_CLAUSE = re.compile(r"(?:^|[.;:]\s+|\bque,?\s+)(?:(?:el|la|los|las)\s+)?")
_SENTENCE = re.compile(r"[.;](?=\s+(?:art|[a-z]{4,}|de conformidad)|\s*$)")
_SHORTENED = re.compile(
    r"\b(?:ing|mgs|mgtr|dr|dra|sr|sra|srta|abg|econ|lcd[oa]|lic|msc|tlg[oa]|arq|ab|eco|nro|no|art)$"
)
# Behind these words an act decides; what stands before them only gives its reasons.
_DECIDES = re.compile(
    r"\b(?:a ?c ?u ?e ?r ?d ?a|r ?e ?s ?u ?e ?l ?v ?e|e ?x ?p ?i ?d ?e|dispone|decreta)\s*:"
)


def find_operative(text: str) -> Operative | None:
    """The first operative sentence (behind ACUERDA / RESUELVE, if there is one); null when the text delegates nothing
    and only speaks of a delegation that was made."""
    plain = re.sub(r"\s", " ", flat(text))
    begin = max((m.end() for m in _DECIDES.finditer(plain)), default=0)
    for act in (_ACT, _SIGNING_ACT):
        found = next(_operatives(text, plain, begin, act), None)
        if found or (begin and (found := next(_operatives(text, plain, 0, act), None))):
            return found
    return next(_around(text, plain, begin), None)


def _around(text: str, plain: str, begin: int) -> Iterator[Operative]:
    """Delegates who stand before what they are given, or at the very end behind it."""
    for given in _GETS.finditer(plain, begin):
        clauses = _BEGINS_CLAUSE.finditer(plain, max(begin, given.start() - 220), given.start())
        starts = [clause.end() for clause in clauses]
        start = next((at for at in reversed(starts) if _is_delegate(text[at : given.start()])), None)
        if start is not None:
            yield Operative((start, given.start()), (given.start(), _sentence_end(plain, given.end())))
    for signed in _SIGNED_BY.finditer(plain, begin):
        named = _ARTICLE.match(plain, signed.end())
        start, end = named.end() if named else signed.end(), _sentence_end(plain, signed.end())
        if _is_delegate(text[start:end]):
            yield Operative((start, end), (signed.start(), signed.end()))


def _operatives(text: str, plain: str, begin: int, pattern: re.Pattern[str]) -> Iterator[Operative]:
    for act in pattern.finditer(plain, begin):
        found = _of(text, plain, act)
        if found:
            yield found


def _of(text: str, plain: str, act: re.Match[str]) -> Operative | None:
    """Who and what of one act of delegating: the delegate directly behind its words, else behind the object."""
    at = act.end()
    stop = _sentence_end(plain, at)
    if act["to"] or act["clitic"] or act["reader"] or "usted" in (act["made"] or ""):
        return Operative((act.start(), at), (at, stop), to_reader=True)
    behind = _ADVERB.match(plain, at)
    first = behind.end() if behind else at
    if act["made"]:  # «queda delegado el Director …»
        named = _ARTICLE.match(plain, first)
        end = _delegate_end(plain, named.end(), stop) if named else 0
        return Operative((named.end(), end), (end, stop)) if named and _is_delegate(text[named.end() : end]) else None
    direct = _TO.match(plain, first)
    for to in _TO.finditer(plain, first, stop):
        if to["reader"]:
            what = (to.end(), stop) if to is direct or to.start() == first else (first, to.start())
            return Operative(to.span("reader"), what, to_reader=True)
        end = _delegate_end(plain, to.end(), stop)
        if _is_delegate(text[to.end() : end]):
            between = to.start() - first > 8 and not _WHOSE.match(plain, first)
            return Operative((to.end(), end), (first, to.start()) if between else (end, stop))
    if direct and not direct["reader"]:
        end = _delegate_end(plain, direct.end(), stop)
        return Operative((direct.end(), end), (end, stop))
    return None


_CALLED = re.compile(
    r"(?:(?:el|la|los|las)\s+)?(?:titular(?:es)?|servidor\w*|funcionari\w+|quien(?:es)?|senor\w*)\b"
)


def _is_delegate(who: str) -> bool:
    """Whether what stands behind «al», «a la» is somebody: a person, a post, or several of one post."""
    first = re.sub(r"^\s*(?:el|la|los|las)\s+", "", who.split(",")[0].strip(" .:;"))
    plain = flat(first)
    if not first or _DESK.search(plain):
        return False
    if _CALLED.match(plain) or like_post(first) or like_person(first) or (first[:1].islower() and _titled(first)):
        return True
    head, _, rest = plain.partition(" ")
    return like_post(f"{re.sub(r'e?s$', '', head)} {rest}") or like_post(f"{re.sub(r's$', '', head)} {rest}")


def _titled(text: str) -> bool:
    """Whether a title in small letters stands before a name (``ingeniera Ana Paz``)."""
    _, _, name = text.partition(" ")
    return name[:1].isupper() and like_person(name)


def _delegate_end(plain: str, start: int, stop: int) -> int:
    limit = min(stop, start + 220)
    found = _OBJECT.search(plain, start, limit)
    return found.start() if found else limit


def _sentence_end(plain: str, start: int) -> int:
    for stop in _SENTENCE.finditer(plain[start:]):
        if not _SHORTENED.search(plain[max(0, start + stop.start() - 5) : start + stop.start()]):
            return start + stop.start()
    return min(len(plain), start + 600)
