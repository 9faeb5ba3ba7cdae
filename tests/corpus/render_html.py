"""Letters by way of HTML: WeasyPrint, a print in the manner of Quipux, and headless Chromium over its pipe."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from html import escape

from tests.corpus.model import Block, Break, Items, Letter, Para, Space, Stamp, Table

FAMILIES = {
    "Helvetica": "'Liberation Sans', Arial, sans-serif",
    "Times": "'Liberation Serif', serif",
    "Narrow": "'Liberation Sans Narrow', sans-serif",
    "DejaVu": "'DejaVu Sans', sans-serif",
    "DejaVuSerif": "'DejaVu Serif', serif",
    "Roman": "'Nimbus Roman', 'Liberation Serif', serif",
    "Courier": "'Liberation Mono', monospace",
    "Condensed": "'DejaVu Sans Condensed', sans-serif",
    "Century": "'C059', serif",
    "Nimbus": "'Nimbus Sans', sans-serif",
    "Noto": "'Noto Sans', sans-serif",
    "NotoSerif": "'Noto Serif', serif",
    "Display": "'Noto Sans Display', sans-serif",
    "SerifCondensed": "'DejaVu Serif Condensed', serif",
    "Mono": "'DejaVu Sans Mono', monospace",
    "Bookman": "'URW Bookman', serif",
    "Palatino": "'P052', serif",
    "Gothic": "'URW Gothic', sans-serif",
}

CSS = """
body { font-family: %(family)s; font-size: %(size)spt; line-height: 1.3; margin: 0 }
p { margin: 0 0 7pt 0; text-align: left }
p.bold { font-weight: bold } p.right { text-align: right } p.center { text-align: center; font-weight: bold }
p.small { font-size: 7.5pt; margin: 0 } p.italic { font-style: italic; color: #2040a0 }
table { border-collapse: collapse; margin: 4pt 0 9pt 0; width: 100%%; table-layout: fixed }
td, th { padding: 3pt 5pt; vertical-align: top; text-align: left; overflow-wrap: anywhere }
table.lines td, table.lines th { border: 0.6pt solid #333 } th { font-weight: bold }
ul { list-style: none; margin: 2pt 0 8pt 0; padding-left: 16pt } li { margin-bottom: 3pt }
div.stamp { border: 0.8pt solid #888; padding: 4pt; width: 150pt; font-size: 7pt; font-family: monospace }
div.water { position: fixed; top: 45%%; left: 10%%; font-size: 70pt; color: #dddddd; transform: rotate(-35deg) }
"""

PAGE = """
@page { size: A4; margin: %(top)s 58pt 62pt 64pt;
  @top-right { content: element(head) } @bottom-center { content: element(foot) } }
#head { position: running(head); text-align: right; font-weight: bold; font-size: 9.5pt } #head p, #foot p { margin: 0 }
#foot { position: running(foot); text-align: center; font-size: 7.5pt; color: #444 }
.n::before { content: counter(page) } .t::before { content: counter(pages) }
"""


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _table(block: Table) -> str:
    size = f" style='font-size:{block.size}pt'" if block.size else ""
    columns = "".join(f"<col style='width:{100 * w:.1f}%'>" for w in block.widths)
    head, body = "", list(block.rows)
    if block.header:
        head = "<thead><tr>" + "".join(f"<th>{_lines(c)}</th>" for c in body.pop(0)) + "</tr></thead>"
    rows = "".join("<tr>" + "".join(f"<td>{_lines(c)}</td>" for c in row) + "</tr>" for row in body)
    return f"<table class='{'lines' if block.lines else ''}'{size}>{columns}{head}<tbody>{rows}</tbody></table>"


def _block(block: Block) -> str:
    match block:
        case Para(text, style):
            return f"<p class='{style}'>{_lines(text)}</p>"
        case Items(texts, mark):
            marks = [f"{n}." if mark == "1." else mark for n in range(1, len(texts) + 1)]
            return "<ul>" + "".join(f"<li>{m} {_lines(t)}</li>" for m, t in zip(marks, texts, strict=True)) + "</ul>"
        case Table():
            return _table(block)
        case Space(points):
            return f"<div style='height:{points}pt'></div>"
        case Stamp(lines):
            return "<div class='stamp'>" + "<br>".join(escape(line) for line in lines) + "</div>"
        case Break():
            return "<div style='break-after: page'></div>"


def _body(letter: Letter) -> str:
    water = f"<div class='water'>{escape(letter.watermark)}</div>" if letter.watermark else ""
    return water + "".join(_block(block) for block in letter.blocks)


def _style(letter: Letter) -> str:
    return CSS % {"family": FAMILIES.get(letter.font, FAMILIES["Helvetica"]), "size": letter.size}


def weasyprint_pdf(letter: Letter) -> bytes:
    """The letter as WeasyPrint draws it, its header and footer running on every page."""
    from weasyprint import HTML

    head = "".join(f"<p>{_lines(line)}</p>" for line in letter.header)
    foot = "".join(f"<p>{_lines(line)}</p>" for line in letter.footer)
    foot = foot.replace("{n}", "<span class='n'></span>").replace("{total}", "<span class='t'></span>")
    page = PAGE % {"top": f"{48 + 14 * sum(1 + h.count(chr(10)) for h in letter.header)}pt"}
    html = (
        f"<html lang='es'><style>{page}{_style(letter)}</style><body><div id='head'>{head}</div>"
        f"<div id='foot'>{foot}</div>{_body(letter)}</body></html>"
    )
    return HTML(string=html).write_pdf()


class Chromium:
    """One headless browser that prints many letters; absent browser: `available` is false."""

    program = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
    available = program is not None

    def __enter__(self) -> Chromium:
        self._profile = tempfile.TemporaryDirectory(prefix="corpus-chromium-")
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        # The browser wants the pipes as descriptors 3 and 4.
        command = (
            f"exec 3<&{to_browser} 4>&{from_browser}; exec {self.program} --headless --no-sandbox --disable-gpu "
            f"--remote-debugging-pipe --user-data-dir={self._profile.name} about:blank"
        )
        self._process = subprocess.Popen(
            ["bash", "-c", command],
            pass_fds=(to_browser, from_browser),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._rest, self._id = b"", 0
        target = self._call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self._frame = self._call("Page.getFrameTree", {}, self._session)["frameTree"]["frame"]["id"]
        return self

    def __exit__(self, *error: object) -> None:
        os.close(self._out)
        self._process.terminate()
        self._process.wait(20)
        os.close(self._in)
        shutil.rmtree(self._profile.name, ignore_errors=True)

    def _message(self) -> dict:
        while b"\0" not in self._rest:
            piece = os.read(self._in, 1 << 20)
            if not piece:
                raise RuntimeError("el navegador terminó antes de tiempo")
            self._rest += piece
        raw, self._rest = self._rest.split(b"\0", 1)
        return json.loads(raw)

    def _call(self, method: str, params: dict, session: str | None = None) -> dict:
        self._id += 1
        call = {"id": self._id, "method": method, "params": params} | ({"sessionId": session} if session else {})
        data = json.dumps(call).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        while True:
            answer = self._message()
            if answer.get("id") == self._id:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def pdf(self, letter: Letter) -> bytes:
        html = (
            f"<html lang='es'><meta charset='utf-8'><style>{_style(letter)}</style><body>{_body(letter)}</body></html>"
        )
        head = "".join(f"<div>{_lines(line)}</div>" for line in letter.header)
        foot = "".join(f"<div>{_lines(line)}</div>" for line in letter.footer)
        foot = foot.replace("{n}", "<span class='pageNumber'></span>")
        foot = foot.replace("{total}", "<span class='totalPages'></span>")
        box = (
            "<div style='font-size:{size}px;width:100%;padding:0 "
            "60px;text-align:{align};font-family:sans-serif'>{text}</div>"
        )
        return self.printed(
            html,
            displayHeaderFooter=True,
            printBackground=True,
            paperWidth=8.27,
            paperHeight=11.69,
            marginTop=0.6 + 0.17 * len(letter.header),
            marginBottom=0.8,
            marginLeft=0.9,
            marginRight=0.8,
            headerTemplate=box.format(size=10, align="right", text=head),
            footerTemplate=box.format(size=8, align="center", text=foot),
        )

    def printed(self, html: str, **options: object) -> bytes:
        """A page as the browser prints it; `options` are those of its Page.printToPDF."""
        self._call("Page.setDocumentContent", {"frameId": self._frame, "html": html}, self._session)
        return base64.b64decode(self._call("Page.printToPDF", dict(options), self._session)["data"])


def chromium_pdfs(letters: Iterable[Letter]) -> list[bytes]:
    with Chromium() as browser:
        return [browser.pdf(letter) for letter in letters]
