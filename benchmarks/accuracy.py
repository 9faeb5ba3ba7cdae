"""How well letters are read: makes one half of the corpus, has `aiq parse --json` read it, and prints the score.

python benchmarks/accuracy.py --half reserva
python benchmarks/accuracy.py --ajenas norte,sur        (letters written by hand, tests/corpus/ajenas/)
python benchmarks/accuracy.py --ajenas norte,sur --scans --one-in 5        (some of them as a scanner gives them back)
python benchmarks/accuracy.py --ajenas norte,sur --variantes 1      (each with one change, tests/corpus/variants.py)
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
CORPORA = ROOT / "var" / "corpus"
sys.path.insert(0, str(ROOT))

from tests.corpus import foreign  # noqa: E402
from tests.corpus.build import HALVES, TRIALS, Sizes, ensure  # noqa: E402
from tests.corpus.score import Juicio, Nota, grade  # noqa: E402
from tests.corpus.variants import CHANGES  # noqa: E402

GRUPOS = ("digital", "escaneo ≥ 200", "escaneo < 200", "correo")
METAS = {"digital": 0.995, "escaneo ≥ 200": 0.97}
SILENCIO, TIPOS, FALTAS, DELEGACION = 0.001, 0.99, 0.005, 0.99


@dataclass(frozen=True, slots=True)
class Leida:
    """One sample with its answer judged; `nota` is null when nothing was answered."""

    muestra: dict[str, Any]
    nota: Nota | None

    @property
    def grupo(self) -> str:
        kind, producer = self.muestra["grupo"], self.muestra["productor"]
        if kind != "scan":
            return {"digital": "digital", "mail": "correo"}[kind]
        return "escaneo < 200" if producer.startswith("escaneo1") else "escaneo ≥ 200"


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=(*HALVES, *TRIALS), default="reserva")
    parser.add_argument("--ajenas", type=lambda text: text.split(","), help="these collections instead of a half")
    parser.add_argument("--scans", action="store_true", help="with --ajenas: their digital letters drawn as scans")
    parser.add_argument("--one-in", type=int, default=1, help="with --ajenas: only each N-th letter")
    parser.add_argument("--variantes", type=int, metavar="SEED", help="a variant of each of these, by chance")
    parser.add_argument("--cambio", choices=CHANGES, help="only variants with this change")
    parser.add_argument("--kind", choices=("digital", "scan", "mail"), help="only this kind")
    parser.add_argument("--n", type=int, help="how many of each kind (default: 600 digital, 150 scan, 300 mail)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--show-errors", action="store_true", help="list every error (not of reserva)")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes of aiq at a time")
    parser.add_argument("--aiq", default=str(ROOT / ".venv/bin/aiq"), help="the program to be measured")
    found = parser.parse_args(given)
    if found.variantes is not None and not found.ajenas:
        parser.error("--variantes pide --ajenas")
    if found.cambio and found.variantes is None:
        parser.error("--cambio pide --variantes")
    if found.show_errors and (foreign.RESERVED & {*found.ajenas} if found.ajenas else found.half == "reserva"):
        parser.error("los errores de la mitad reservada no se muestran: las reglas se escriben sin verlos")
    return found


def sizes(kind: str | None, n: int | None) -> Sizes:
    usual = {"digital": 600, "scan": 150, "mail": 300}
    return Sizes(**{name: (n or size) if kind in (None, name) else 0 for name, size in usual.items()})


def _parse(program: str, files: Sequence[Path]) -> list[dict[str, Any] | None]:
    """The answers of one process; null for every file without its line."""
    command = [shutil.which(program) or program, "parse", "--json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    answers = []
    for line in done.stdout.splitlines():
        try:
            answers.append(json.loads(line))
        except ValueError:
            continue
    if len(answers) == len(files):
        return answers
    sys.stderr.write(done.stderr[-2000:])
    by_name = {Path(str(answer.get("archivo"))).name: answer for answer in answers}
    return [by_name.get(path.name) for path in files]


def read_all(folder: Path, samples: list[dict[str, Any]], program: str, jobs: int, chunk: int = 40) -> list[Leida]:
    """Every sample read by the program, in chunks of files."""
    groups = [samples[start : start + chunk] for start in range(0, len(samples), chunk)]
    with ThreadPoolExecutor(jobs) as pool:
        answers = pool.map(lambda group: _parse(program, [folder / s["archivo"] for s in group]), groups)
        flat = [answer for part in answers for answer in part]
    return [
        Leida(sample, grade(sample["esperado"], answer) if answer is not None else None)
        for sample, answer in zip(samples, flat, strict=True)
    ]


def rate(parts: Iterable[bool]) -> tuple[int, int]:
    """How many are true, of how many."""
    found = list(parts)
    return sum(found), len(found)


def _data(readings: Iterable[Leida]) -> list[Juicio]:
    """What was judged, without the data that are neither in the letter nor in the answer: they would gild the rate."""
    every = (juicio for reading in readings if reading.nota for juicio in reading.nota.datos)
    return [juicio for juicio in every if juicio.esperado is not None or juicio.leido is not None]


def figures(readings: Sequence[Leida]) -> dict[str, tuple[int, int]]:
    """The counts of one set of readings: (how many, of how many)."""
    data = _data(readings)
    notes = [reading.nota for reading in readings if reading.nota]
    valued = [j for j in data if j.esperado is not None]
    return {
        "datos exactos": rate(j.bien for j in data),
        "mal y callado": rate(j.estado == "callado" for j in data),
        "mal y avisado": rate(j.estado == "avisado" for j in data),
        "no leídos": rate(j.estado == "ausente" for j in data),
        "«falta» falsa": rate(j.falta_falsa for j in valued),
        "dudas de más": rate(j.duda_demas for j in valued),
        "tipo": rate(n.tipo.bien for n in notes),
        "delegación": rate(n.delegacion for n in notes if n.delegacion is not None),
        "sobre y calidad": rate(j.bien for n in notes for j in n.sobre),
        "problemas no dichos": (sum(len(n.callados) for n in notes), len(notes)),
        "problemas indebidos": (sum(len(n.indebidos) for n in notes), len(notes)),
        "correos con dudas de más": rate(any(j.duda_demas for j in n.datos) for n in notes),
        "sin respuesta": rate(reading.nota is None for reading in readings),
    }


def percent(part: tuple[int, int]) -> str:
    return f"{part[0] / part[1]:.2%}" if part[1] else "·"


def goal(name: str, group: str, part: tuple[int, int]) -> str:
    """Green where the aim is met, red where not, plain where there is none."""
    if not part[1]:
        return percent(part)
    least = {"datos exactos": METAS.get(group), "tipo": TIPOS, "delegación": DELEGACION}.get(name)
    most = {"mal y callado": SILENCIO, "«falta» falsa": FALTAS}.get(name)
    if least is None and most is None:
        return percent(part)
    met = part[0] / part[1] >= least if least is not None else part[0] / part[1] <= most
    return f"[{'green' if met else 'red'}]{percent(part)}[/]"


def by(readings: Iterable[Leida], key: str) -> dict[str, list[Leida]]:
    groups: dict[str, list[Leida]] = defaultdict(list)
    for reading in readings:
        groups[reading.grupo if key == "grupo" else reading.muestra[key]].append(reading)
    return groups


def summary(readings: Sequence[Leida]) -> Table:
    groups = by(readings, "grupo")
    table = Table("", *(f"{name} ({len(groups[name])})" for name in GRUPOS if name in groups), title="Resumen")
    counted = {name: figures(groups[name]) for name in GRUPOS if name in groups}
    for row in next(iter(counted.values()), {}):
        table.add_row(row, *(goal(row, name, found[row]) for name, found in counted.items()))
    return table


def per_field(readings: Sequence[Leida]) -> Table:
    groups = {name: _data(part) for name, part in by(readings, "grupo").items()}
    names = [name for name in GRUPOS if name in groups]
    table = Table("dato", *names, "mal y callado", title="Exactos por dato")
    for campo in dict.fromkeys(j.campo for part in groups.values() for j in part):
        cells = [percent(rate(j.bien for j in groups[name] if j.campo == campo)) for name in names]
        silent = sum(j.estado == "callado" for part in groups.values() for j in part if j.campo == campo)
        table.add_row(campo, *cells, str(silent))
    return table


def per_key(readings: Sequence[Leida], key: str, title: str) -> Table:
    table = Table(key, "cartas", "datos exactos", "mal y callado", "no leídos", "tipo", "delegación", title=title)
    for name, part in sorted(by(readings, key).items()):
        found = figures(part)
        cells = [percent(found[c]) for c in ("datos exactos", "mal y callado", "no leídos", "tipo", "delegación")]
        table.add_row(name, str(len(part)), *cells)
    return table


def _right(nota: Nota) -> set[str]:
    return {juicio.campo for juicio in (*nota.datos, *nota.sobre) if juicio.bien}


def _broken(original: Nota, nota: Nota) -> Nota:
    """What was right of the original, as it is judged in its variant."""
    right = _right(original)
    return replace(
        nota,
        datos=tuple(juicio for juicio in nota.datos if juicio.campo in right),
        sobre=tuple(juicio for juicio in nota.sobre if juicio.campo in right),
        delegacion=nota.delegacion if original.delegacion else None,
        callados=tuple(told for told in nota.callados if told not in original.callados),
        indebidos=tuple(told for told in nota.indebidos if told not in original.indebidos),
    )


def broken(originals: Sequence[Leida], readings: Sequence[Leida]) -> list[Leida]:
    """The readings of variants, each with that alone which was read right of its original."""
    notes = {reading.muestra["archivo"]: reading.nota for reading in originals if reading.nota}
    return [
        Leida(reading.muestra, _broken(notes[reading.muestra["archivo"]], reading.nota))
        for reading in readings
        if reading.nota and reading.muestra["archivo"] in notes
    ]


def per_change(held: Sequence[Leida]) -> Table:
    """Of the data that held in the originals, how many do not in the variants, by the change that was made."""
    states = ("callado", "avisado", "ausente")
    headings = ("cambio", "cartas", "datos", *states, "«falta» falsa", "problemas no dichos")
    table = Table(*headings, title="Rotos por cambio")
    for change, part in [*sorted(by(held, "diseno").items()), ("todos", list(held))]:
        data = _data(part)
        counts = [sum(j.estado == state for j in data) for state in states]
        false = sum(j.falta_falsa for j in data)
        told = sum(len(r.nota.callados) for r in part)
        table.add_row(change, *map(str, (len(part), len(data), *counts, false, told)))
    return table


def errors(readings: Iterable[Leida], console: Console) -> None:
    """Every wrong datum of the half that may be looked at."""
    for reading in readings:
        sample, nota = reading.muestra, reading.nota
        where = f"{sample['archivo']} ({sample['productor']}, {sample['diseno']})"
        if nota is None:
            console.print(f"[red]sin respuesta[/] {where}", highlight=False)
            continue
        wrong = [j for j in (*nota.datos, *nota.sobre, nota.tipo) if not j.bien]
        lines = [f"  {j.estado:8} {j.campo}: {j.leido!r} en vez de {j.esperado!r}" for j in wrong]
        lines += [f"  duda de más {j.campo}: {j.leido!r}" for j in nota.datos if j.duda_demas]
        lines += [f"  delegación {sample['esperado'].get('delegacion')}"] if nota.delegacion is False else []
        lines += [f"  no dicho {p}" for p in nota.callados] + [f"  indebido {p}" for p in nota.indebidos]
        if lines:
            console.print(where, *lines, sep="\n", highlight=False, markup=False, soft_wrap=True)


def as_json(readings: Sequence[Leida], seconds: float) -> dict[str, Any]:
    groups = by(readings, "grupo")
    fields = {
        name: {campo: rate(j.bien for j in _data(part) if j.campo == campo) for campo in {j.campo for j in _data(part)}}
        for name, part in groups.items()
    }
    return {
        "segundos": round(seconds, 1),
        "grupos": {name: figures(part) for name, part in groups.items()},
        "datos": fields,
        "disenos": {name: figures(part) for name, part in by(readings, "diseno").items()},
        "productores": {name: figures(part) for name, part in by(readings, "productor").items()},
    }


def _letters(options: argparse.Namespace) -> tuple[Path, str]:
    """The folder of the letters to be read, and what they are called."""
    say = Console(stderr=True).print
    if options.ajenas:
        choice = foreign.Choice(options.scans, options.one_in, options.variantes, options.cambio)
        kind = "" if options.variantes is None else f" en variantes de la semilla {options.variantes}"
        name = f"Cartas ajenas{kind}{' escaneadas' * options.scans}: {', '.join(options.ajenas)}"
        return foreign.ensure(options.ajenas, CORPORA, say, choice), name
    folder = ensure(options.half, sizes(options.kind, options.n), options.seed, CORPORA, say)
    return folder, f"Mitad «{options.half}», semilla {options.seed}"


def _truths(folder: Path, kind: str | None) -> list[dict[str, Any]]:
    samples = [json.loads(line) for line in (folder / "verdad.jsonl").read_text(encoding="utf-8").splitlines()]
    return [sample for sample in samples if kind in (None, sample["grupo"])]


def _held(options: argparse.Namespace, readings: Sequence[Leida]) -> list[Leida]:
    """The readings of the variants, with the data alone that are read right of their originals."""
    folder = foreign.ensure(options.ajenas, CORPORA, Console(stderr=True).print)
    names = {reading.muestra["archivo"] for reading in readings}
    samples = [sample for sample in _truths(folder, options.kind) if sample["archivo"] in names]
    return broken(read_all(folder, samples, options.aiq, options.jobs), readings)


def main(given: Sequence[str] | None = None) -> int:
    options = arguments(given)
    console = Console(stderr=False, width=None if sys.stdout.isatty() else 130)
    if shutil.which(options.aiq) is None:
        sys.stderr.write(f"no se encuentra {options.aiq}: instale el programa (make demo) o dé --aiq\n")
        return 3
    folder, name = _letters(options)
    samples = _truths(folder, options.kind)
    start = time.monotonic()
    readings = read_all(folder, samples, options.aiq, options.jobs)
    seconds = time.monotonic() - start
    if samples and all(reading.nota is None for reading in readings):
        sys.stderr.write(f"{options.aiq} no contestó nada: vea el error de arriba\n")
        return 3
    console.print(f"{name}: {len(samples)} correos leídos en {seconds:.0f} s")
    requests = [reading for reading in readings if reading.muestra["grupo"] != "mail"]
    console.print(summary(readings), per_field(readings))
    console.print(
        per_key(requests, "diseno", "Solicitudes por diseño"),
        per_key(requests, "productor", "Solicitudes por productor"),
    )
    console.print(per_key([r for r in readings if r.muestra["grupo"] == "mail"], "diseno", "Otros correos"))
    held = _held(options, readings) if options.variantes is not None else []
    if held:
        console.print(per_change(held))
    if options.show_errors:
        errors(held or readings, console)
    if options.json:
        options.json.write_text(
            json.dumps(as_json(readings, seconds), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
