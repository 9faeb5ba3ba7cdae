"""From the words behind a label to the contract's values, each with its check and the words it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cases.checked import Checked
from cases.contacts import check_email, check_extension, check_mobile, check_phone, split_phone
from cases.evidence import Evidence, Finding
from cases.identifiers import check_cedula, check_siglas, is_nothing
from cases.names import looks_like_name, only_rank, strip_titles
from cases.text import flat, slips
from parsers.pages.cells import Cell, cut, line_cells, sureness
from parsers.pages.unwrapped import surely_broken, unwrapped, whole_numbers
from parsers.words.housenames import divided, house_name
from parsers.words.links import ends_open
from parsers.words.posts import like_post
from parsers.words.roles import Rol, role_in, role_of_label


@dataclass(frozen=True, slots=True)
class Hit:
    """One datum read in one place. `campo` has no role yet (``cedula``, ``siglas`` …); `checked` holds the value;
    `cell` the words; `sure` in 0..1 is what the reading itself is worth, words' confidence included."""

    campo: str
    checked: Checked
    cell: Cell
    sure: float = 1.0
    role: Rol | None = None

    @property
    def valor(self) -> str | None:
        return self.checked.valor

    def evidence(self, prefix: str, adjunto: str | None) -> Evidence:
        """The hit as evidence for ``prefix.campo``; places in the mail's own text have no box."""
        first = self.cell.words[0].text if self.cell.words else ""
        return Evidence(
            f"{prefix}.{self.campo}", self.valor or "", self.cell.text or first, adjunto,
            None if adjunto is None else self.cell.page,
            None if self.cell.method == "cuerpo" else tuple(round(x, 1) for x in self.cell.box),  # type: ignore[arg-type]
            self.cell.method, round(self.sure, 3),
        )  # fmt: skip

    def finding(self, prefix: str) -> Finding | None:
        """What is wrong with the value, or that the page was too poor to trust it."""
        problem = self.checked.finding(f"{prefix}.{self.campo}")
        if problem or self.valor is None:
            return problem
        if self.sure < 0.9:
            poor = "El dato se leyó con poca seguridad; compárelo con el documento."
            return Finding(f"{prefix}.{self.campo}", "dudoso", poor)
        return None


def read_value(field: str, cell: Cell, sure: float = 1.0, role: Rol | None = None) -> tuple[Hit, ...]:
    """The data that the words behind a label of `field` (labels.toml) hold; none when they say that there is none."""
    cell = _trimmed(cell, _NEXT_NUMBER if field in TYPED else _NEXT_MARK)
    if cell is not None and field not in TYPED and (stop := cell.text.find("; ")) > 0:
        cell = cut(cell, 0, stop)
    if cell is not None and field in TYPED and (verb := _VERB.match(cell.text)):
        cell = cut(cell, verb.end(), len(cell.text))
    if cell is None or is_nothing(cell.text) or (field in TYPED and _is_stroke(cell)):
        return ()
    found = reader(cell) if (reader := _READERS.get(field)) else []
    return tuple(
        Hit(campo, checked, part, min(_confirmed(sure, campo, checked), sureness(cell, checked.valor or "")), role)
        for campo, checked, part in found
    )


def _confirmed(sure: float, field: str, value: Checked) -> float:
    """How sure the label of a value is: a faultless value of the label's kind makes up for its slips."""
    fits = field in TYPED and field != "extension" and value.codigo is None
    return max(sure, 0.9) if fits and sure >= 0.8 else sure


def _is_stroke(cell: Cell) -> bool:
    """Whether all that stands where a number or an address belongs is a sign or two that an engine made of a stroke."""
    return (
        cell.method == "ocr"
        and all(word.confidence < 0.9 for word in cell.words)
        and len(cell.text) < 3
        and not any(map(str.isdigit, cell.text))
    )


_VERB = re.compile(
    r"(?:correct[oa]\s+|actual\s+)?(?:es|son|corresponde\s+al?)\s+(?:el\s+|la\s+)?", re.I
)  # "su correo es …"


# The numbering of the next datum in the same line (``… Cueva Abarca IV.``).
_NEXT_NUMBER = re.compile(
    r"(?:\s+(?:\(?(?:[IVX]{1,4}|[a-k])\s?[.)\-]+|\(?\d{1,2}\s?\)[.\-]*|\d{1,2}(?:\.\d{1,2})+\.?)"
    r"|(?<=[^\d\s])\s+\d{1,2}\s?[.\-]+)\s*$"  # behind digits, such a number may be the end of a telephone
)


# Behind words, only what ends no cargo or name: ``Analista 2.`` and ``Técnico IV`` keep their numbers.
_NEXT_MARK = re.compile(
    r"\s+(?:(?:[IVX]{1,4}|[a-k]|\d{1,2})\s?(?:\)[.\-]*|\.-+)|\([a-k]\)[.\-]*|\d{1,2}(?:\.\d{1,2})+\.?)\s*$"
)


# How to fill the form in, before what was filled in: ``(como consta en la cédula) Rosa Paz``.
_INSTRUCTION = re.compile(r"[(\[][^()\[\]@]*[a-záéíóúñ]{4}[^()\[\]@]*[)\]]\s*(?=\S)")


# The word or the dash that leads over to the next datum of a list (``…; y``).
_LEADS_ON = re.compile(r"(?<![\s,;])(?:[\s,;]|(?<=[\s,;])[ye]|(?<=\s)[-–])*$")


# The rest of a dotted line that somebody wrote upon.
_LEADERS = re.compile(r"\s*\.{3,}[\s.]*$")
# A value between quotation marks or, where it is no instruction, in brackets.
_QUOTED = re.compile(
    r"(?:(?:[«“\"‘„]|<<)\s*(?P<said>[^«»“”\"„]+?)\s*(?:[»”\"’“]|>>)|\[\s*(?P<boxed>[^\[\]a-záéíóúñ][^\[\]]*?)\s*\])[\s.,;]*"
)


# Before the answer to a question: «R.- Ana Paz», «Resp.: 0991234567».
_ANSWERED = re.compile(r"(?:R\s?(?:\.\s?-|:)|(?i:r(?:es)?p(?:ta|uesta)?)\s?\.?\s?[:\-])\s*(?=\S)")
_BEHIND_VALUES = " ;,|¦/·•_…*\ufffd❖▪➢➤✓✔→●■□◦○►"  # also the mark of the next item


def _trimmed(cell: Cell, next_number: re.Pattern[str]) -> Cell | None:
    if quoted := _QUOTED.fullmatch(cell.text):
        inner = cut(cell, *quoted.span("said" if quoted["said"] else "boxed"))
        return _trimmed(inner, next_number) if inner else None
    text = cell.text
    start = len(text) - len(text.lstrip(" .:;,=-–•*|>→_…·\ufffd"))
    if answered := _ANSWERED.match(text, start):
        start = answered.end()
    if told := _INSTRUCTION.match(text, start):
        start = told.end()
    numbered = next_number.search(text)
    inside = numbered is not None and text.count("(", 0, numbered.start()) > text.count(")", 0, numbered.start())
    end = len((text[: numbered.start()] if numbered and not inside else text).rstrip(_BEHIND_VALUES))
    end = len(_LEADERS.sub("", _LEADS_ON.sub("", text[:end])))
    return cell if start == 0 and end == len(text) else cut(cell, start, end)


_Read = list[tuple[str, Checked, Cell]]


def _part(cell: Cell, start: int, end: int) -> Cell:
    return cut(cell, start, end) or cell


_CEDULA = re.compile(r"(?<![a-z0-9])[\doil][\doil\s.\-]{6,}[\doil](?![a-z0-9])")


def _cedula(cell: Cell) -> _Read:
    plain = flat(cell.text)
    found = _CEDULA.search(plain)
    if found and sum(char.isdigit() for char in found.group()) >= 5:
        part = _part(cell, found.start(), found.end())
        checked = check_cedula(part.text)
        others = {
            other.valor
            for each in _CEDULA.finditer(plain, found.end())
            if (other := check_cedula(each.group())).codigo is None
        }
        if checked.codigo is None and others - {checked.valor}:
            checked = replace(
                checked, codigo="dudoso", mensaje="Se indicaron varias cédulas; confirme cuál corresponde."
            )
        return [("cedula", checked, part)]
    return [("cedula", check_cedula(re.sub(r"^(?i:n[ro°º.]+\s*)", "", cell.text)), cell)]


def _telefono(cell: Cell, combined: bool = False) -> _Read:
    text = unwrapped(cell)
    numbers, extensions = split_phone(text, combined)
    found: _Read = []
    phone = check_phone(text, combined)
    if numbers or not extensions:
        found.append(("telefono", phone, cell))
    if extensions:
        found.append(("extension", check_extension("/".join(extensions)), cell))
    mobiles = [number for number in phone.otros if re.fullmatch(r"09\d{8}", number)]
    if mobiles:
        found.append(("celular_suelto", check_mobile(mobiles[0]), cell))
    return found


def _extension(cell: Cell) -> _Read:
    numbers = _THOUSAND.sub(r"\1\2", whole_numbers(cell))
    if not any(map(str.isdigit, cell.text)):
        return []
    if phoned := _OF_NUMBER.search(flat(cell.text)):  # ``9109 del 022116855``
        apart = [cut(cell, 0, phoned.start()), cut(cell, phoned.end(), len(cell.text))]
        return [hit for part, read in zip(apart, (_extension, _telefono), strict=True) if part for hit in read(part)]
    checked = check_extension(numbers)
    if checked.codigo is None and _is_torn(cell, checked.valor):
        checked = replace(checked, codigo="dudoso", mensaje="La extensión estaba en dos líneas; verifíquela.")
    found: _Read = [("extension", checked, cell)]
    # A number that lost its label.
    mobiles = [check_mobile(number) for number in checked.otros if number.startswith("09")]
    return found + [("celular_suelto", replace(m, codigo="dudoso", mensaje=checked.mensaje), cell) for m in mobiles]


_OF_NUMBER = re.compile(r"\s(?:del|de la|al|-|/)\s(?:\D{3,20}\s)?(?=\(?\+?0?[\d\s()\-]{8,}$)")
_THOUSAND = re.compile(r"^\s*(\d) (\d{3})\s*$")  # ``1 345``: one number with its thousands apart


def _is_torn(cell: Cell, value: str | None) -> bool:
    """Whether a line's digits may be the rest of the number above them: there are fewer."""
    lines = [line.text for line in line_cells(cell)] if cell.starts else []
    digits = all(line.isdigit() for line in lines)
    return bool(lines) and digits and "/" in (value or "") and len(lines[-1]) < len(lines[0])


def _celular(cell: Cell) -> _Read:
    return [("celular", check_mobile(cell.text), cell)]


_REMARK = re.compile(r"\s*\((?!at\)|arroba\))[^()@]*\)", re.I)


def _correo(cell: Cell) -> _Read:
    lines = [line.text for line in line_cells(cell)]
    text = _REMARK.sub("", " ".join(lines)).rstrip(" .-–—*")
    checked = check_email(text)
    if len(lines) > 1 and not _only_addresses(text):
        joined = check_email("".join(_REMARK.sub("", line) for line in lines))
        if joined.codigo in (None, "dudoso"):
            note = "El correo estaba partido en dos líneas y se unió; verifíquelo."
            sure = all(surely_broken(cell, at) for at in cell.starts)
            checked = joined if sure else replace(joined, codigo="dudoso", mensaje=joined.mensaje or note)
    return [("correo", checked, cell)]


def _only_addresses(text: str) -> bool:
    tokens = re.split(r"[\s;,/|]+(?:y\s+|o\s+)?", text.strip(" .;,"))
    return all(check_email(token).codigo in (None, "dudoso") for token in tokens if token)


def _nombre(cell: Cell, campo: str = "nombres_apellidos") -> _Read:
    value = strip_titles(_without_label_words(cell.text))
    if not value or is_nothing(value):
        return []
    if (behind := _BEHIND.search(value)) and (only_rank(behind["said"]) or role_in(behind["said"])):
        value = strip_titles(value[: behind.start()])
    good = looks_like_name(value) if campo == "nombres_apellidos" else bool(re.fullmatch(r"[^\W\d_][\w'’. \-]*", value))
    note = "Lo leído no parece un nombre completo; verifíquelo."
    return [(campo, Checked(value) if good else Checked(value, "dudoso", note), cell)]


_BEHIND = re.compile(r"\s*\((?P<said>[^()\d@]{2,40})\)$")  # a title or a role in parentheses


def _without_label_words(text: str) -> str:
    """A name without the end of a wrapped label before it (``AIQ Nelson Bravo``, ``designado(a) Zoila Vaca``)."""
    match = _LABEL_END.match(text)
    return text[match.end() :] if match and text[match.end()].isupper() else text


_LABEL_END = re.compile(
    r"(?:(?:del?\s+)?(?:aiq|quipux|administrador|designad[oa]|funcionari[oa]|servidor|complet[oa]s|responsable"
    r"|entrante|saliente)(?:a|\s?\(\s?[ao]s?\s?\)|/a)?\s+)+(?=\S)",
    re.I,
)


_GLUED = re.compile(r"[;@]|\s\|\s|[A-ZÁÉÍÓÚÑ]{4}[a-záéíóúñ]{2}|[a-záéíóúñ]{3}\.[a-z]{3}|\d{5}")


_LABEL_WORDS = ("nombre", "nombres", "siglas", "cedula", "correo", "celular", "telefono", "apellidos", "institucion")
_MISSPELT = frozenset(slip for word in _LABEL_WORDS for slip in slips(word))


def _holds_label(value: str) -> bool:
    """Whether a value of words holds what looks like another label: one before a colon, or one with a slip in it."""
    words = flat(value).split()
    return any(word.endswith(":") and len(word) > 3 for word in words[1:]) or (
        bool(words) and words[0].strip(":") in _MISSPELT
    )


# What long words end in that are one word (Telecomunicaciones, Transversalización), and what cargos begin with.
_LONG_END = re.compile(r"(?:cion|ciones|dad|dades|logia|logico|logica|mente|mental|mentales)$")
_POST_WORD = re.compile(
    r"(?:analista|asistente|asesora?|tecnic[oa]|jef[ea]|directora?|secretari[oa]|coordinadora?|especialista|responsable"
    r"|administradora?|gerente|auxiliar|servidora?)\w"
)


def _glued(word: str) -> bool:
    """Whether so long a word is two that lost their blank."""
    plain = flat(word)
    return bool(_POST_WORD.match(plain)) or not _LONG_END.search(plain) or len(plain) > 22


# The branch of the State that a house belongs to, under «Función»: nobody's post.
_BRANCH = re.compile(
    r"(?:funcion )?(?:(?:ejecutiva|legislativa|judicial|electoral)(?: del estado)?"
    r"|(?:de )?transparencia(?: y control(?: social)?)?)"
).fullmatch


def _cargo(cell: Cell) -> _Read:
    value = unwrapped(cell).strip(" .,;:")
    if not value or is_nothing(value) or _BRANCH(flat(value)):
        return []
    odd = len(value.split()) > 16 or not re.search(r"[^\W\d_]{3}", value) or _GLUED.search(value)
    odd = odd or ends_open(value) or re.search(r"[A-ZÁÉÍÓÚÑ]{3} [A-ZÁÉÍÓÚÑ]$", value)
    odd = odd or any(_glued(word) for word in re.findall(r"[^\W\d_]{18,}", value)) or _holds_label(value)
    return [
        (
            "cargo",
            Checked(value, "dudoso", "Lo leído no parece un cargo; verifíquelo.") if odd else Checked(value),
            cell,
        )
    ]


def check_house(text: str) -> Checked:
    """An institution's name as it stands, with a doubt where another label is in it."""
    value = house_name(text)
    return Checked(value, "dudoso", _NO_HOUSE) if _holds_label(value) else Checked(value)


_NO_HOUSE = "Lo leído no parece el nombre de una institución."


# Where a house's name in a sentence ends: its siglas are told in words, or the next sentence begins.
_NAME_ENDS = re.compile(
    r"[,;]?\s+(?:(?:y|con|de|en|cuyas|sus|las?|su|siendo)\s+)*[Ss]iglas?\b(?:\s+(?:son|es))?[\s:]*"
    r"(?P<siglas>[A-Z][A-Z0-9.&\-]{1,14}(?![\wáéíóúñ]))?"
    r"|(?<=[a-záéíóúñ]{4})(?<!Ltda)\.\s+(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+ )"
    r"|(?<=[A-ZÁÉÍÓÚÑ]{3})(?<!LTDA)(?<!CIA)(?<!CÍA)\.\s+(?=[A-ZÁÉÍÓÚÑ]{2,}\s+[A-ZÁÉÍÓÚÑ])"
)  # fmt: skip


_LEADS_ON = re.compile(r"(?i)[,;]?(?:\s+(?:y|con|cuyas|sus|siendo|las?|su))+$")  # to the siglas behind it
_ARTICLE = re.compile(r"^(?:el|la|EL|LA)\s+(?=[A-ZÁÉÍÓÚÑ])")


def _institucion(cell: Cell) -> _Read:
    ends = _NAME_ENDS.search(cell.text)
    if ends and ends.start():
        said = _part(cell, *ends.span("siglas")) if ends["siglas"] else None
        hits = _institucion(_part(cell, 0, ends.start()))
        return [*hits, *([("siglas_sueltas", check_siglas(said.text), said)] if said else [])]
    value = _ARTICLE.sub("", _LEADS_ON.sub("", house_name(unwrapped(cell))))
    name, siglas = divided(value)
    if siglas:
        start = cell.text.rfind(siglas)
        part = _part(cell, start, start + len(siglas)) if start >= 0 else cell
        return [("nombre", check_house(name), cell), ("siglas_sueltas", check_siglas(siglas), part)]
    odd = not re.search(r"[^\W\d_]{3}", value) or "@" in value or ends_open(value) or len(value.split()) > 22
    odd = odd or _holds_label(value)
    return [
        (
            "nombre",
            Checked(value, "dudoso", _NO_HOUSE) if odd else Checked(value),
            cell,
        )
    ]


# Siglas that end a sentence: «siglas: GADPE. Para el registro …».
_NEXT_SENTENCE = re.compile(
    r"(?P<own>\W?[A-Z][A-Z0-9.&\- ]{1,19})\.\s+(?!(?:EP|SA|BP)\b)(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:\s|$)|[AEY]\s)"
)
_ARE = re.compile(r"(?i)\W*(?:son|es)\b[\s:]*")  # «CUYAS SIGLAS SON IPX»


def _siglas(cell: Cell) -> _Read:
    if (told := _ARE.match(cell.text)) and told.end() < len(cell.text):
        cell = _part(cell, told.end(), len(cell.text))
    behind = _NEXT_SENTENCE.match(cell.text)
    own = _part(cell, 0, behind.end("own")) if behind else cell
    if _ARE.fullmatch(own.text):
        return []
    checked = check_siglas(own.text)
    if own.starts and checked.codigo is None and _TORN_SIGLAS.fullmatch(own.text):  # in a column narrower than they are
        checked = replace(checked, codigo="dudoso", mensaje="Las siglas estaban en dos líneas; verifíquelas.")
    return [("siglas", checked, own)]


_TORN_SIGLAS = re.compile(r"[A-Z]{2,} [A-Z]{1,2}")


def _rol(cell: Cell) -> _Read:
    return [("rol", Checked(role_in(cell.text)), cell)] if role_in(cell.text) else []


_READERS = {
    "cedula": _cedula,
    "telefono": _telefono,
    "telefono_extension": lambda cell: _telefono(cell, combined=True),
    "extension": _extension,
    "celular": _celular,
    "correo": _correo,
    "nombres_apellidos": _nombre,
    "nombre": lambda cell: _nombre(cell, "nombre_solo"),
    "apellidos": lambda cell: _nombre(cell, "apellidos"),
    "administrador": lambda cell: _rol(cell) or _nombre(cell),
    "cargo": _cargo,
    "institucion": _institucion,
    "siglas": _siglas,
    "rol": _rol,
    "rol_o_cargo": lambda cell: ((not like_post(cell.text) or role_of_label(cell.text)) and _rol(cell)) or _cargo(cell),
}
TYPED = {
    "cedula": re.compile(r"\d[\doil\s.\-]{5,}"),
    "telefono": re.compile(r"\d[\d\s()\-./]{4,}"),
    "telefono_extension": re.compile(r"\d[\d\s()\-./]{4,}"),
    "celular": re.compile(r"\d[\d\s()\-./]{4,}"),
    "extension": re.compile(r"\d"),
    "correo": re.compile(r"@|\(at\)|arroba|gob|\.ec\b"),
}


def can_be(field: str, text: str) -> bool:
    """Whether a text may be a value of the field at all: digits for numbers, words for names."""
    if is_nothing(text):
        return True
    plain = flat(text)
    pattern = TYPED.get(field)
    if pattern:
        return bool(pattern.search(plain))
    if "@" in plain or re.fullmatch(r"[\d\s().+\-/]+", plain):
        return False
    if field in ("nombres_apellidos", "administrador"):
        part = field == "administrador" and len(text.split()) <= 8 and role_in(text) is not None  # no sentence about it
        return part or looks_like_name(strip_titles(_LEADS_ON.sub("", text)))
    if field == "siglas":
        return len(text.split()) <= 3 and len(text) <= 25 and any(char.isupper() for char in text)
    return bool(re.search(r"[^\W\d_]{2}", text))
