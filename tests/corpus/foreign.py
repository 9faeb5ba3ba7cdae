"""Letters written one by one by writers who did not know the reading rules: HTML of their own in ajenas/*.toml.

    python benchmarks/accuracy.py --ajenas norte,sur [--scans] [--one-in N] [--show-errors]     reads them and prints the score
    python benchmarks/accuracy.py --ajenas norte,sur --variantes SEED [--cambio NAME]     reads a variant of each (variants.py)

Each collection holds `[[carta]]` entries: the mail (de, nombre, copia, asunto, fecha, texto, forma), its sheets (`hojas`:
name, producer `por`, its `html`, `filas` or `texto`, perhaps `escaneo`), and what must be read (`espera`, as in the
contract, null written as ""; `problemas.debe` and `problemas.no_debe` are lists of [campo, código]).
"""

from __future__ import annotations

import hashlib
import json
import random
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.corpus.mails import Adjunto, Correo, compose
from tests.corpus.model import Sample
from tests.corpus.render_html import Chromium
from tests.corpus.render_office import libreoffice_files, libreoffice_pdfs, xlsx
from tests.corpus.scans import Escaneo, one_scanner, scan
from tests.corpus.variants import variants

FOLDER = Path(__file__).with_name("ajenas")
DRAWN_BY = ("foreign", "scans", "variants", "sources", "swaps", "others", "noise", "redrawn")
# Nobody who writes reading rules looks at it: it is for the score alone.
RESERVED = frozenset({"bosque", "roble", "nogal", "molle"})
_AS_WRITER = ("--infilter=HTML (StarWriter)",)
_PAPER = frozenset({"weasyprint", "chromium", "libreoffice"})  # what a scanner could have had before it


@dataclass(frozen=True, slots=True)
class Choice:
    """Which mails of the collections: each `one_in`-th; with `scans` the digital letters on paper only; with a `seed`
    a variant of each request, with this `change` or any that it allows."""

    scans: bool = False
    one_in: int = 1
    seed: int | None = None
    change: str | None = None


def _weasyprint(pages: Sequence[str]) -> list[bytes]:
    from weasyprint import HTML

    return [HTML(string=page).write_pdf() for page in pages]


def _chromium(pages: Sequence[str]) -> list[bytes]:
    with Chromium() as browser:
        return [browser.printed(page, preferCSSPageSize=True, printBackground=True) for page in pages]


def _named(pages: Sequence[str]) -> list[tuple[str, bytes]]:
    whole = (page if "<meta charset" in page else f"<meta charset='utf-8'>{page}" for page in pages)
    return [(f"h{number}.html", page.encode()) for number, page in enumerate(whole)]


def _odt(pages: Sequence[str]) -> list[bytes]:
    return libreoffice_files(_named(pages), "odt", _AS_WRITER)


def _docx(pages: Sequence[str]) -> list[bytes]:
    return libreoffice_files([(f"h{number}.odt", data) for number, data in enumerate(_odt(pages))], "docx")


def _office(pages: Sequence[str]) -> list[bytes]:
    return libreoffice_pdfs([(f"h{number}.odt", data) for number, data in enumerate(_odt(pages))])


PRODUCERS: dict[str, Callable[[Sequence[str]], list[bytes]]] = {
    "weasyprint": _weasyprint,
    "chromium": _chromium,
    "libreoffice": _office,
    "docx": _docx,
    "odt": _odt,
}


def _draw(sheets: Sequence[dict[str, Any]]) -> list[bytes]:
    """Every sheet as its producer draws it and its scanner gives it back, in order."""
    drawn: dict[int, bytes] = {}
    by_producer: dict[str, list[int]] = defaultdict(list)
    for number, sheet in enumerate(sheets):
        if "filas" in sheet:
            drawn[number] = xlsx(sheet["filas"])
        elif "html" in sheet:
            by_producer[sheet.get("por", "weasyprint")].append(number)
        else:
            drawn[number] = sheet["texto"].encode()
    for producer, numbers in by_producer.items():
        pages = PRODUCERS[producer]([sheets[number]["html"] for number in numbers])
        drawn |= dict(zip(numbers, pages, strict=True))
    return [_scanned(sheet, drawn[number], number) for number, sheet in enumerate(sheets)]


def _scanned(sheet: dict[str, Any], data: bytes, seed: int) -> bytes:
    return scan(data, Escaneo(**sheet["escaneo"]), random.Random(seed)) if "escaneo" in sheet else data


def _mail(letter: dict[str, Any], files: Sequence[bytes]) -> bytes:
    attached = tuple(
        Adjunto(sheet["nombre"], data, en_linea=sheet.get("en_linea", False))
        for sheet, data in zip(letter.get("hojas", ()), files, strict=True)
    )
    known = {name: letter[name] for name in ("nombre", "html", "solo_html") if name in letter}
    return compose(
        Correo(
            letter["de"],
            letter["asunto"],
            letter["texto"],
            letter["fecha"],
            copia=tuple(letter.get("copia", ())),
            adjuntos=attached,
            forma=letter.get("forma", "zimbra"),
            **known,
        )
    )


def letters(collection: str) -> list[dict[str, Any]]:
    return tomllib.loads((FOLDER / f"{collection}.toml").read_text(encoding="utf-8"))["carta"]


def _with_nulls(truth: Any) -> Any:
    """TOML has no null: an empty text stands for it."""
    match truth:
        case dict():
            return {name: _with_nulls(part) for name, part in truth.items()}
        case list():
            return [_with_nulls(part) for part in truth]
    return None if truth == "" else truth


def _widened(truth: dict[str, Any]) -> dict[str, Any]:
    """An unfit or later delegation needs a problem at `delegacion` or under it (README): whoever wrote the letter may
    have named only the whole."""
    for problem in truth.get("problemas", {}).get("debe", []):
        if problem[0] == "delegacion" and "falta" not in problem[1]:
            problem[0] = "delegacion*"
    return truth


def samples(collection: str, choice: Choice = Choice()) -> Iterator[Sample]:
    """The mails of one collection with their truth."""
    named = [(f"{collection}-{number:03d}", letter) for number, letter in enumerate(letters(collection))]
    if choice.seed is not None:
        named = list(variants(named, choice.seed, choice.change))
    if choice.scans:
        named = [(name, _on_paper(letter, name)) for name, letter in named if _is_paper(letter)]
    named = named[:: choice.one_in]
    drawn = iter(_draw([sheet for _, letter in named for sheet in letter.get("hojas", ())]))
    for name, letter in named:
        files = [next(drawn) for _ in letter.get("hojas", ())]
        sheets = letter.get("hojas") or [{}]
        producer = sheets[0].get("por", "weasyprint" if "html" in sheets[0] else "cuerpo")
        scanned = sheets[0].get("escaneo")
        if scanned:
            producer = f"escaneo{scanned.get('puntos', 200)}"
        truth = _widened(_with_nulls(letter["espera"]))
        yield Sample(name, letter["grupo"], producer, letter["diseno"], _mail(letter, files), truth)


def _is_paper(letter: dict[str, Any]) -> bool:
    """Whether a digital letter came as PDF alone, so that it could as well have come from a scanner."""
    sheets = letter.get("hojas", ())
    printed = all("html" in sheet and sheet.get("por", "weasyprint") in _PAPER for sheet in sheets)
    return letter["grupo"] == "digital" and bool(sheets) and printed


def _on_paper(letter: dict[str, Any], name: str) -> dict[str, Any]:
    """The letter with all its sheets from one scanner, chosen by its name. A scan changes nothing in what is right."""
    scanner = {"escaneo": asdict(one_scanner(name))}
    return letter | {"grupo": "scan", "hojas": [sheet | scanner for sheet in letter["hojas"]]}


def ensure(collections: Sequence[str], root: Path, say: Callable[[str], None], choice: Choice = Choice()) -> Path:
    """A folder with the mails of these collections and what must be read of them (``verdad.jsonl``), made now unless
    the same one is already there."""
    digest = hashlib.sha256(repr(choice).encode())
    sources = [Path(__file__).with_name(f"{name}.py") for name in DRAWN_BY]
    for path in (*sources, *(FOLDER / f"{name}.toml" for name in collections)):
        digest.update(path.read_bytes())
    folder = root / f"ajenas-{digest.hexdigest()[:12]}"
    if not (folder / "verdad.jsonl").exists():
        say(f"dibujando las cartas de {', '.join(collections)}")
        folder.mkdir(parents=True, exist_ok=True)
        lines = [_kept(sample, folder) for name in collections for sample in samples(name, choice)]
        say(f"{len(lines)} de {sum(len(letters(name)) for name in collections)} cartas")
        (folder / "verdad.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _kept(sample: Sample, folder: Path) -> str:
    name = f"{sample.nombre}.eml"
    (folder / name).write_bytes(sample.mensaje)
    line = {"archivo": name, "grupo": sample.grupo, "productor": sample.productor, "diseno": sample.diseno}
    return json.dumps(line | {"esperado": sample.esperado}, ensure_ascii=False)
