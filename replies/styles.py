"""The look of the HTML letters: each element's style, written into its tag because webmails drop style sheets."""

from __future__ import annotations

import re

from jinja2.ext import Extension

INK, SOFT, LINE, PAPER, GROUND, LINK = "#1c2733", "#556372", "#d9e0e7", "#ffffff", "#eef2f5", "#0b5394"
FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"

STYLES = {
    "body": f"margin:0;padding:0;background:{GROUND}",
    "div.fondo": f"padding:20px 10px;background:{GROUND}",
    "div.hoja": f"max-width:600px;margin:0 auto;background:{PAPER};border:1px solid {LINE};border-radius:6px;{FONT};"
    f"font-size:16px;line-height:1.5;color:{INK};overflow-wrap:anywhere",
    "div.cabeza": f"padding:16px 24px 12px;border-bottom:1px solid {LINE};font-size:14px;color:{SOFT}",
    "div.cuerpo": "padding:20px 24px 8px",
    "div.pie": f"padding:14px 24px 16px;border-top:1px solid {LINE};font-size:13px;line-height:1.5;color:{SOFT}",
    "div.turno": f"margin:0 0 18px;padding:12px 16px;border-left:4px solid {LINK};background:#e8f1fa",
    "div.turno usted": "margin:0 0 18px;padding:12px 16px;border-left:4px solid #b45309;background:#fdf3e3",
    "div.turno listo": "margin:0 0 18px;padding:12px 16px;border-left:4px solid #15803d;background:#e9f6ec",
    "div.turno cerrado": f"margin:0 0 18px;padding:12px 16px;border-left:4px solid {SOFT};background:{GROUND}",
    "h2": "margin:20px 0 8px;font-size:16px;line-height:1.4",
    "p": "margin:0 0 14px",
    "ul": "margin:0 0 14px;padding:0 0 0 22px",
    "ol": "margin:0 0 14px;padding:0 0 0 22px",
    "li": "margin:0 0 8px",
    "dl": "margin:0 0 14px",
    "dt": f"margin:8px 0 0;font-size:13px;color:{SOFT}",
    "dd": "margin:0",
    "small": f"font-size:14px;color:{SOFT}",
    "code": "font-family:Consolas,Menlo,monospace;font-size:14px",
    "pre": f"margin:0 0 14px;padding:10px 12px;background:{GROUND};border-radius:4px;white-space:pre-wrap;"
    "font-family:Consolas,Menlo,monospace;font-size:14px",
    "a": f"color:{LINK}",
}
_TAG = re.compile(r"<(body|div|h2|p|ul|ol|li|dl|dt|dd|small|code|pre|a)((?: class=\"([\w ]+)\")?)(?=[ >])")


def _styled(match: re.Match[str]) -> str:
    tag, attribute, name = match.groups()
    style = STYLES.get(f"{tag}.{name}" if name else tag)
    return f'<{tag}{attribute} style="{style}"' if style else match.group()


class InlineStyles(Extension):
    """Writes the styles into the HTML templates once, when they are compiled; an operator's templates get them too."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _TAG.sub(_styled, source) if (name or "").endswith(".html.j2") else source
