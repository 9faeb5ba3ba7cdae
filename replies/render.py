"""Letters from templates: `letters/<carta>/` holds subject, text and HTML of each; an operator's folder goes first.

Templates are sandboxed, data are only ever data, and a name that a template expects and nobody gave is an error: a
letter with a hole in it must not leave.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, UndefinedError, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cases.errors import NotReady
from cases.gate import MARCA
from replies import words
from replies.cleaning import clean
from replies.rendered import Rendered
from replies.styles import InlineStyles

FOLDER = Path(__file__).parent / "letters"
SHARED = "comun"
PARTS = ("subject.txt.j2", "text.txt.j2", "body.html.j2")
MAX_SUBJECT = 200
# What the frame of every letter asks for, for letters that belong to no case.
_NO_CASE = {
    "caso": "",
    "referencia": "",
    "tipo": "",
    "estado": "",
    "institucion": {"nombre": None, "siglas": None},
    "aiq": {"nombres_apellidos": None, "cargo": None},
    "solicitante": None,
    "oficio": None,
    "vence": None,
    "telefono_mesa": "",
}


@cache
def letters() -> tuple[str, ...]:
    """The names of all letters, sorted."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != SHARED))


def examples(carta: str) -> dict[str, dict[str, Any]]:
    """Complete invented contexts for a letter, by situation: its ``example.json`` over the shared one."""
    common = json.loads((FOLDER / SHARED / "example.json").read_text("utf-8"))
    own = json.loads((FOLDER / carta / "example.json").read_text("utf-8"))
    return {situation: common | datos for situation, datos in own.items()}


def _is_datum(problem: Mapping[str, Any]) -> bool:
    """Whether a problem is about a value that can be written in an answer, rather than a document to attach."""
    return problem["campo"].startswith(("institucion.", "aiq.", "aiq_backup.", "aiq_saliente."))


def _printed(value: Any) -> Any:
    if value is None:
        raise UndefinedError("a null would be written")
    return value


def _environment(override: Path | None) -> ImmutableSandboxedEnvironment:
    folders = [FileSystemLoader(folder, encoding="utf-8") for folder in (override, FOLDER) if folder is not None]
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(folders),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[InlineStyles],
    )
    for filtro in (
        words.fecha_en_palabras,
        words.momento_en_palabras,
        words.cifra,
        words.plural,
        words.enumerar,
        words.parrafos,
    ):
        environment.filters[filtro.__name__] = filtro
    environment.tests["dato"] = _is_datum
    environment.globals["marca"] = MARCA
    return environment


class Renderer:
    """Writes letters. `override_folder` is the operator's: a file there replaces the one of the same path in
    `replies/letters`. Templates are compiled once: a changed file counts from the next start."""

    def __init__(self, override_folder: Path | None = None) -> None:
        self._override = override_folder
        self._environment = _environment(override_folder)

    def render(self, carta: str, context: Mapping[str, Any]) -> Rendered:
        """The letter `carta` for a context as docs/letters.md describes it."""
        given = clean(context)
        data = _NO_CASE | {key: given[key] for key in given if given[key] is not None or key not in _NO_CASE}
        data["vence_en_palabras"] = words.fecha_en_palabras(data["vence"]) if data["vence"] else ""
        subject, text, html = (self._environment.get_template(f"{carta}/{part}").render(data) for part in PARTS)
        return Rendered(" ".join(subject.split())[:MAX_SUBJECT], words.fill(text), html.strip() + "\n")

    def edited_html(self, text: str) -> str:
        """The HTML that goes with a text rewritten by a person: blank lines part paragraphs, line ends stay."""
        paragraphs = [clean(block.strip("\n").split("\n")) for block in text.split("\n\n") if block.strip()]
        template = self._environment.get_template(f"{SHARED}/editada.html.j2")
        return template.render(_NO_CASE, mesa={"nombre": "", "direccion": ""}, parrafos=paragraphs).strip() + "\n"

    def check(self) -> None:
        """Render every letter with its examples; raises NotReady with one sentence for each that fails."""
        problems = [*self._strangers(), *self._broken()]
        if problems:
            raise NotReady(*problems)

    def _strangers(self) -> Iterator[str]:
        folder = self._override
        if folder is None:
            return
        if not folder.is_dir():
            yield f"No existe la carpeta de plantillas {folder}."
            return
        for path in sorted(folder.rglob("*.j2")):
            if not (FOLDER / path.relative_to(folder)).is_file():
                yield f"La plantilla {path} no reemplaza a ninguna: revise su nombre y su carpeta."

    def _broken(self) -> Iterator[str]:
        for carta in letters():
            for situation, context in examples(carta).items():
                try:
                    self.render(carta, context)
                except (TemplateError, ValueError, TypeError, LookupError, ArithmeticError) as error:
                    place = f", {error.name}:{error.lineno}" if hasattr(error, "lineno") else ""
                    yield f"La carta {carta} ({situation}{place}) no se puede escribir: {error}"
                    break
