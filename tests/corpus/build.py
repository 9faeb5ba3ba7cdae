"""Makes one half of the corpus in a folder: the mails, and beside them what must be read (``verdad.jsonl``)."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path

import pypdfium2

from tests.corpus.covering import Proyecto
from tests.corpus.kinds import other_mail
from tests.corpus.mails import Adjunto, compose, zipped
from tests.corpus.model import Sample
from tests.corpus.pools import Pools
from tests.corpus.producers import Hoja, available, draw, scanned
from tests.corpus.requests import request

HALVES = ("desarrollo", "reserva")
TRIALS = ("ensayo", "repaso", "cotejo", "contraste", "tanteo", "sondeo", "vuelta")
FORM_LAYOUTS = ("tabla_lineas", "tabla_sin_lineas", "bloques_tabla", "dos_paginas")
ELSEWHERE = ("solo_correo", "anexo_xlsx", "anexo_docx", "anexo_pdf")
SCANNED = ("platypus", "canvas", "weasyprint", "quipux", "quipux", "columnas")


@dataclass(frozen=True, slots=True)
class Sizes:
    digital: int = 600
    scan: int = 150
    mail: int = 300


def pools_of(half: str) -> Pools:
    return getattr(import_module(f"tests.corpus.{half}"), half.upper())


def _fits(layout: str, producer: str) -> bool:
    if producer == "formulario":
        return layout in FORM_LAYOUTS
    if producer == "columnas":
        return not layout.startswith(("vinetas", "numerada", "prosa", "bloques_lista", *ELSEWHERE))
    return producer != "sin_unicode"


def plan(half: str, sizes: Sizes, seed: int) -> list[Proyecto]:
    """The requests of one half, layouts in turn and producers in turn for each layout."""
    pools, (here, _) = pools_of(half), available()
    rng = random.Random(f"{half}:{seed}")
    layouts = [*pools.disenos]
    turn = {layout: [p for p in here if _fits(layout, p)] + ["quipux"] for layout in layouts}
    for producers in turn.values():
        rng.shuffle(producers)
    found = []
    for number in range(sizes.digital):
        layout = layouts[number % len(layouts)]
        producer = turn[layout][number // len(layouts) % len(turn[layout])]
        found.append(request(f"{half}:{seed}:d{number:04d}", pools, layout, producer))
    paper = [layout for layout in layouts if layout not in ELSEWHERE]
    for number in range(sizes.scan):
        producer = "sin_unicode" if number % 12 == 7 else rng.choice(SCANNED)
        found.append(request(f"{half}:{seed}:s{number:04d}", pools, paper[number % len(paper)], producer, "scan"))
    return found


def _one_page_images(project: Proyecto, pdfs: Sequence[bytes]) -> Proyecto:
    """A letter of several pages is no single image: it becomes a scanned PDF."""
    first = project.hojas[0]
    if first.escaneo is None or first.escaneo.formato not in ("jpg", "png") or len(pypdfium2.PdfDocument(pdfs[0])) == 1:
        return project
    name = first.nombre.rpartition(".")[0] + ".pdf"
    first = replace(first, nombre=name, escaneo=replace(first.escaneo, formato="pdf"))
    truth = project.esperado | {"oficio": project.esperado["oficio"] | {"adjunto": name}}
    return replace(project, hojas=(first, *project.hojas[1:]), esperado=truth)


def _split(flat: Sequence, groups: Sequence[Sequence]) -> Iterator[list]:
    start = 0
    for group in groups:
        yield list(flat[start : start + len(group)])
        start += len(group)


def _mail(project: Proyecto, files: Sequence[bytes], rng: random.Random) -> bytes:
    named = [(sheet.nombre, data) for sheet, data in zip(project.hojas, files, strict=True)]
    if project.en_zip:
        attached: tuple[Adjunto, ...] = (Adjunto("documentos.zip", zipped(named)),)
    else:
        attached = tuple(
            Adjunto(
                name,
                data,
                nombre_en=rng.choice(("2231", "2231", "2047")),
                tipo="application/octet-stream" if rng.random() < 0.12 else None,
            )
            for name, data in named
        )
    inner = compose(replace(project.correo, adjuntos=attached))
    if project.exterior is None:
        return inner
    return compose(replace(project.exterior, adjuntos=(Adjunto("mensaje.eml", inner),)))


def make(half: str, sizes: Sizes, seed: int, say: Callable[[str], None], workers: int = 2) -> Iterator[Sample]:
    """Every sample of one half, in order. The same arguments give the same letters."""
    projects = plan(half, sizes, seed)
    say(f"{half}: dibujando {len(projects)} solicitudes")
    with ProcessPoolExecutor(workers) as pool:
        drawn = draw([sheet for project in projects for sheet in project.hojas], pool)
        apart = list(_split(drawn, [project.hojas for project in projects]))
        projects = [_one_page_images(project, pdfs) for project, pdfs in zip(projects, apart, strict=True)]
        sheets: list[Hoja] = [sheet for project in projects for sheet in project.hojas]
        say(f"{half}: escaneando {sum(1 for sheet in sheets if sheet.escaneo)} hojas")
        files = scanned(sheets, drawn, pool)
    for project, parts in zip(projects, _split(files, [p.hojas for p in projects]), strict=True):
        raw = _mail(project, parts, random.Random(project.nombre))
        yield Sample(project.nombre, project.grupo, project.productor, project.diseno, raw, project.esperado)
    pools = pools_of(half)
    for number in range(sizes.mail if "mensajes" in pools.palabras else 0):
        yield other_mail(f"{half}:{seed}:m{number:04d}", pools)


def _fingerprint(half: str, sizes: Sizes, seed: int) -> str:
    digest = hashlib.sha256(repr((half, asdict(sizes), seed, available())).encode())
    apart = ("test_", "score", *({*HALVES, *TRIALS} - {half}))
    for path in sorted(Path(__file__).parent.glob("*.*")):
        if path.suffix in (".py", ".toml") and not path.name.startswith(apart):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def ensure(half: str, sizes: Sizes, seed: int, root: Path, say: Callable[[str], None]) -> Path:
    """The folder of this half, made now unless the same one is already there."""
    folder = root / f"{half}-{_fingerprint(half, sizes, seed)}"
    if (folder / "verdad.jsonl").exists():
        return folder
    for name in available()[1]:
        say(f"sin {name}: sus cartas se hacen con los demás productores")
    _forget_old(root)
    # Made beside and then renamed, so that two runs at once never see each other's half-made corpus.
    making = folder.with_name(f"{folder.name}.{os.getpid()}")
    making.mkdir(parents=True)
    lines = []
    for sample in make(half, sizes, seed, say):
        name = f"{sample.nombre}.eml"
        (making / name).write_bytes(sample.mensaje)
        lines.append(
            json.dumps(
                {
                    "archivo": name,
                    "grupo": sample.grupo,
                    "productor": sample.productor,
                    "diseno": sample.diseno,
                    "esperado": sample.esperado,
                },
                ensure_ascii=False,
            )
        )
    (making / "verdad.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        making.rename(folder)
    except OSError:
        shutil.rmtree(making)
    return folder


def _forget_old(root: Path, keep: int = 8) -> None:
    """Leaves the newest corpora, and whatever is less than a day old: another run may be reading it."""
    folders = sorted((path for path in root.glob("*-*") if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for old in folders[:-keep]:
        if time.time() - old.stat().st_mtime > 86_400:
            shutil.rmtree(old, ignore_errors=True)
