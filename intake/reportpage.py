"""The desk's figures as one self-contained HTML page: bars drawn by the browser, readable without them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from html import escape
from typing import Any

from cases.requirements import label_of
from cases.text import in_figures

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --bar: #2f6fb3; --back: #fff; --line: #dde3ea; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edf3; --soft: #9aa7b8; --bar: #6aa5e3; --back: #12171e; --line: #2a333f; }
}
body { font: 16px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--back);
       margin: 0 auto; padding: 1.5rem; max-width: 60rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { color: var(--soft); margin: .25rem 0 0; }
table { border-collapse: collapse; width: 100%; }
td { padding: .2rem .5rem .2rem 0; border-bottom: 1px solid var(--line); }
td:first-child { width: 38%; overflow-wrap: anywhere; } td:last-child { width: 4.5rem; text-align: right; }
.bar { background: var(--bar); height: .8rem; border-radius: 2px; }
@media (max-width: 40rem) { td:first-child { width: 45%; } body { padding: 1rem; } }
"""


def page(figures: dict[str, Any], desk_name: str, charts: Iterable[tuple[str, str]], zone: tzinfo) -> str:
    """The whole page, its moment by the desk's clock; every text from outside is escaped."""
    moment = datetime.fromisoformat(figures["cuando"]).astimezone(zone)
    sections = [_section(title, figures[name]) for name, title in charts]
    days = {state: times["mediana"] for state, times in figures["dias_por_paso"].items()}
    sections.append(_section("Días en cada estado (mediana)", days))
    return (
        f'<!doctype html><html lang="es"><head><meta charset="utf-8"><title>{escape(desk_name)}: cifras</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        f"<h1>{escape(desk_name)}</h1><p>Cifras al {moment:%Y-%m-%d %H:%M}</p>"
        f"{''.join(sections)}</body></html>"
    )


def _section(title: str, values: dict[str, float]) -> str:
    if not values:
        return ""
    most = max(values.values()) or 1
    rows = "".join(
        f'<tr><td>{escape(_worded(name))}</td><td><div class="bar" style="width:{100 * value / most:.1f}%"></div></td>'
        f"<td>{in_figures(value)}</td></tr>"
        for name, value in values.items()
    )
    return f"<h2>{escape(title)}</h2><table>{rows}</table>"


def _worded(name: object) -> str:
    """A datum by its label, anything else by the program's name for it in plain words."""
    text = str(name)
    return label_of(text) if "." in text else text.replace("_", " ")
