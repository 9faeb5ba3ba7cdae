"""Every letter written out with invented data, to be looked at: ``python -m replies.examples FOLDER``."""

from __future__ import annotations

import html
import sys
import unicodedata
from pathlib import Path

from replies.render import Renderer, examples, letters

_INDEX = """<!DOCTYPE html>
<html lang="es-EC"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Cartas de la mesa</title>
<style>body{{font:16px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}}td,th{{padding:.3rem .8rem;
text-align:left;vertical-align:top;border-bottom:1px solid #8884}}</style></head>
<body><h1>Cartas de la mesa</h1><p>Con datos inventados. Cada fila: carta, situación y asunto.</p>
<table><tr><th>Carta</th><th>Situación</th><th>Asunto</th><th></th></tr>
{rows}
</table></body></html>
"""


def _file_name(carta: str, situation: str) -> str:
    plain = unicodedata.normalize("NFKD", situation).encode("ascii", "ignore").decode()
    return f"{carta}-{'-'.join(''.join(c if c.isalnum() else ' ' for c in plain).split())}"


def write_examples(folder: Path, renderer: Renderer) -> int:
    """Writes each letter's situations as HTML and text, and ``index.html``; returns how many letters were written."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for carta in letters():
        for situation, context in examples(carta).items():
            rendered, name = renderer.render(carta, context), _file_name(carta, situation)
            (folder / f"{name}.html").write_text(rendered.html, "utf-8")
            (folder / f"{name}.txt").write_text(f"Asunto: {rendered.subject}\n\n{rendered.text}", "utf-8")
            rows.append(
                f'<tr><td>{carta}</td><td>{html.escape(situation)}</td><td>{html.escape(rendered.subject)}</td>'
                f'<td><a href="{name}.html">HTML</a> · <a href="{name}.txt">texto</a></td></tr>'
            )
    (folder / "index.html").write_text(_INDEX.format(rows="\n".join(rows)), "utf-8")
    return len(rows)


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        print("uso: python -m replies.examples CARPETA [PLANTILLAS_PROPIAS]", file=sys.stderr)
        return 2
    override = Path(arguments[1]) if len(arguments) == 2 else None
    written = write_examples(Path(arguments[0]), Renderer(override))
    print(f"{written} cartas en {Path(arguments[0]) / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
