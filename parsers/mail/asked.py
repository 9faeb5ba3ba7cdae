"""What our quoted letter asks for, point by point, and the words of an answer put under the point that they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cases.text import fold
from parsers.words.posts import like_person, like_post

_LABELLED = re.compile(
    r"^\W*(?:\d{1,2}\s*[.)-]\s*)?(?P<label>[a-z][a-z .,/()°º#-]{1,70}?)\s*(?:[:=]|\s-\s|\t|\s{3,})\s*(?P<value>\S.*)$"
)
LABELS = re.compile(
    r"\b(nombres?|apellidos?|cedula|identificacion|ci|cargo|puesto|correo|e-?mail|telefono|telefonico|telf?|extension|ext"
    r"|celular|movil|siglas?|institucion|entidad)\b"
)
BARE_VALUE = re.compile(r"^\W*(\d{10}|\d{6,9}-\d|0\d[\d\s-]{6,11}|[\w.+-]+@[\w-]+(\.[\w-]+)+)\W*$")
_NO_VALUE = re.compile(
    r"^\W*(falta|faltante|pendiente|no (se )?(consta|indica|legible|valid)|invalid|verifi|debe|por favor|ejemplo|"
    r"sin dato|_+|\.{3,}|\[)"
)
_POINT = re.compile(r"^\W*(?P<number>\d{1,2})\s*[.)]+\s+(?P<words>\S.*)$")
_BULLET = re.compile(r"^[\s>]*[-•*·–]\s+(?P<words>\S.*)$")
# The data that may be asked for, as the labels to read an answer by; the first that a point names counts.
_DATA = (
    (re.compile(r"\bcedula\b"), "Cédula"),
    (re.compile(r"\b(?:celular|movil)\b"), "Celular"),
    (re.compile(r"(?<!por )(?<!este )(?<!un )(?<!al )\bcorreo\b|\be-?mail\b"), "Correo"),
    (re.compile(r"\btelefon(?:o|os|ico)\b|\btelf\b"), "Teléfono y extensión"),
    (re.compile(r"\bextension\b"), "Extensión"),
    (re.compile(r"\b(?:cargo|puesto)\b"), "Cargo"),
    (re.compile(r"\bsiglas\b"), "Siglas"),
    (re.compile(r"\bnombre de la (?:institucion|entidad)\b"), "Nombre de la institución"),
    (re.compile(r"\b(?:nombres?|apellidos)\b"), "Nombres y apellidos"),
)
_BACKUP = re.compile(r"back ?-?up|respaldo")
# How the lines of our own letters begin that stand below a point.
_OURS = re.compile(
    r"^\W*(?:escrib|por ejemplo|leimos|quiso decir|adjunt|envi|respond|copie|como responder|no hace falta|ademas|si "
    r"|para |atentamente|tramite|falta|revisa|le toca|gracias|sirvase)"
)
_MARK = r"(?:r(?:ta|esp|espuesta|/)?\s*[.:)=-]+|[-=–]+>|→)\s*"
_REPLY_MARK = re.compile(rf"[.:?]\s*{_MARK}(?P<value>\S.*)$")
_MARKED = re.compile(rf"^\W*{_MARK}(?=\S)", re.I)
_LAST_WORDS = re.compile(r"[.:]\s+(?P<value>[^.:]*\d[\d\s-]{5,}|\S+@\S+)$")
_SENTENCE = re.compile(r"\b(?:gracias|quedo|adjunt\w+|remit\w+|envi\w+|estimad\w+|salud\w+|favor|tengo|esta|estamos)\b")
# What tells a point that asks for something from a sentence that only notes it: it begins with the datum, or says so.
_NAMES_IT = re.compile(
    r"(?:el |la |los |las |su |sus )?(?:(?:numero|nro\.?|no\.?) (?:de )?)?(?:cedula|celular|movil|correo|e-?mail"
    r"|telef\w*|telf|extension|cargo|puesto|siglas|nombres?|apellidos)\b"
)
_WANTS = re.compile(r"\bfalt\w+|\bindi(?:que|car)|\bpendiente|\bcomplet|\bcorrij|\benvie|\benviar\b|\bverifi")
_EXTENSION = re.compile(r"\bext(?:ension)?\b")
_WORDS = 12
_LONGEST = 300


@dataclass
class Asked:
    """The labels that a letter of ours asks for, in order, and those of its numbered points."""

    labels: list[str] = field(default_factory=list)
    points: dict[str, str] = field(default_factory=dict)


def is_blank_label(line: str) -> bool:
    """Whether a line is a label that waits for its value."""
    text = fold(line)
    return len(text) < 90 and text.rstrip().endswith(":") and "," not in text and bool(LABELS.search(text))


def is_filled(line: str) -> bool:
    """Whether a line is a label of ours with a value behind it."""
    match = _LABELLED.match(fold(line))
    if not match or not LABELS.search(match["label"]) or _NO_VALUE.match(match["value"]):
        return False
    value = match["value"]
    if len(value) > 120 or len(match["label"].split()) > 7:
        return False
    return bool(re.search(r"\d{4}|@", value)) or (len(value.split()) >= 1 and not value.endswith((".", ":")))


def _datum(words: str) -> str | None:
    """The label of the datum that a point names."""
    text = fold(words)
    label = next((label for pattern, label in _DATA if pattern.search(text)), None)
    return f"{label} del AIQ backup" if label and _BACKUP.search(text) else label


def _label_of(line: str) -> tuple[bool, str | None]:
    """Whether a line of our letter begins a point, and the label that it asks for."""
    if is_blank_label(line):
        return True, re.sub(r"^[\s>]*(?:[-•*·–]|\d{1,2}[.)]+)?\s*", "", line).rstrip(" :")
    point = _POINT.match(line) or _BULLET.match(line)
    if not point:
        return False, None
    head = re.split(r"[.;:]", fold(point["words"]))[0]
    named = _NAMES_IT.match(head) and len(head.split()) <= 8
    return True, _datum(head) if named or _WANTS.search(head) else None


def asked_in(letter: Sequence[str]) -> Asked:
    """What a letter of ours asks for."""
    asked = Asked()
    for line in letter:
        _, label = _label_of(line)
        if not label:
            continue
        point = _POINT.match(line)
        if point:
            asked.points.setdefault(point["number"], label)
        if _datum(label) not in map(_datum, asked.labels):
            asked.labels.append(label)
    asked.labels = asked.labels or list(dict.fromkeys(_told_in_sentences(letter)))
    return asked


def _told_in_sentences(letter: Sequence[str]) -> Iterator[str]:
    """What a letter without points asks for (``¿Cuál es el celular del nuevo AIQ?``)."""
    whole = " ".join(line.strip() for line in letter)
    if _BACKUP.search(fold(whole)) and "aiq" not in fold(whole):  # the backups of documents
        return
    for sentence in re.split(r"(?<=[.?!;])\s+", whole):
        asks = len(sentence.split()) < 30 and ("?" in sentence or _WANTS.search(fold(sentence)))
        if asks and (label := _datum(sentence)):
            yield label


def answers_within(letter: Sequence[str]) -> list[str]:
    """The answers that were written into our letter without any mark, each with its label: behind a label or a point,
    or in the line below it. What else might be one, only who knows the letter can tell."""
    asked = {_datum(label) for label in asked_in(letter).labels}
    found: list[str] = []
    label: str | None = None
    near = False
    for line in letter:
        if not line.strip():
            near = False
            continue
        begins, own = _label_of(line)
        if is_filled(line) and _datum(line.partition(":")[0]) in asked:  # others were in the letter that we sent
            found.append(_without_mark(line))
        elif begins:
            if own and (value := _behind(line)):
                found.append(f"{own}: {value}")
        elif label and (BARE_VALUE.match(line) or (near and _free_answer(line) and _may_answer(line, label))):
            found.append(f"{label}: {_MARKED.sub('', line.strip())}")
        else:
            near = near and line.startswith("  ")
            label = label if near else None
            continue
        label, near = own, begins
    return found


def _without_mark(line: str) -> str:
    """A label with its value, without the words that call it an answer (``Cargo: R= Analista``)."""
    label, colon, value = line.strip().partition(":")
    return f"{label}: {_MARKED.sub('', value.strip())}" if colon else line.strip()


def _behind(line: str) -> str | None:
    """What was written behind a point in its own line (``Falta el cargo. R: Analista``)."""
    text = fold(line)
    if len(text) > _LONGEST or len(text) != len(line):
        return None
    match = _REPLY_MARK.search(text) or _LAST_WORDS.search(text)
    return line[match.start("value") :].strip() if match else None


def _free_answer(line: str) -> bool:
    """Whether a line right below a point is not ours: few words, no sentence, no label."""
    text = fold(line)
    few = len(text.split()) <= _WORDS and not text.endswith((".", ":", ","))
    return few and ":" not in text and not line.startswith(("  ", "(")) and not _OURS.match(text)


def answers_between(lines: Sequence[tuple[str, bool]]) -> list[tuple[str, str]]:
    """The lines that were written between those of our letter, given as (line, whether it is the letter's): as they
    stand, and with the label of the point above them."""
    found: list[tuple[str, str]] = []
    label, paragraph = None, True
    for line, letters in lines:
        if letters:
            begins, own = _label_of(line)
            if begins:
                label = own
            elif line.strip() and paragraph:
                label = None
            paragraph = not line.strip()
        elif line.strip():
            alone = label is not None and not is_filled(line) and _may_answer(line, label)
            found.append((line.strip(), f"{label}: {_MARKED.sub('', line.strip())}" if alone else _without_mark(line)))
            label, paragraph = None, True
    return found


def under_points(text: str, asked: Asked) -> str:
    """A text in which what answers a numbered point of ours, or the only datum that we asked for, has its label."""
    lines = text.split("\n")
    numbered = [_POINT.match(line) for line in lines]
    for at, point in enumerate(numbered):
        label = asked.points.get(point["number"]) if point else None
        if point and label and not _labelled(point["words"]) and _may_answer(point["words"], label):
            lines[at] = f"{label}: {point['words']}"
    for at, line in enumerate(lines):
        marked = _MARKED.match(line)
        above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), None) if marked else None
        label = _datum(lines[above]) if above is not None else None
        if marked and label and above is not None:  # the question was copied above its answer
            lines[above], lines[at] = "", f"{label}: {line[marked.end() :]}"
    written = [at for at, line in enumerate(lines) if line.strip()]
    if len(written) == 1 and len(asked.labels) == 1 and _is_value(lines[written[0]], asked.labels[0]):
        lines[written[0]] = f"{asked.labels[0]}: {lines[written[0]].strip()}"
    return "\n".join(lines)


def _labelled(words: str) -> bool:
    """Whether words name a datum themselves; the extension stands within a telephone's value."""
    return bool(LABELS.search(_EXTENSION.sub(" ", fold(words))))


def _bare_datum(label: str) -> str:
    return (_datum(label) or "").removesuffix(" del AIQ backup")


def _may_answer(words: str, label: str) -> bool:
    """Whether words can be a value of a label at all, and no sentence about something else."""
    datum = _bare_datum(label)
    if datum in ("Cédula", "Celular", "Teléfono y extensión", "Extensión"):
        return bool(re.search(r"\d", words))
    return "@" in words if datum == "Correo" else not _SENTENCE.search(fold(words))


def _is_value(line: str, label: str) -> bool:
    """Whether a line is nothing but a value that the label may have."""
    text = fold(line).strip(" .")
    if _labelled(text) or len(text.split()) > _WORDS or not _may_answer(text, label):
        return False
    datum = _bare_datum(label)
    if datum == "Cargo":
        return like_post(line)
    if datum == "Nombres y apellidos":
        return like_person(line.strip(" ."))
    if datum == "Siglas":
        return len(text.split()) == 1 and line.strip().isupper()
    if datum == "Extensión":
        return re.fullmatch(r"\D{0,6}\d{1,6}", text) is not None
    return bool(BARE_VALUE.match(line) or re.match(r"^\W*\+?\(?\d[\d\s().+/-]{6,}(?:ext\w*\W*\d{1,6})?\W*$", text))
