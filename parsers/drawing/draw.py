"""Letters drawn with what was read marked in place: one HTML file that needs nothing else, for a clerk's glance."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from cases.evidence import Evidence, Finding
from cases.reading import ROTULOS_PERSONA, Reading, Solicitud
from parsers.bounds.documentlimits import DEFAULT_LIMITS, DocumentLimits
from parsers.drawing.drawstyle import STYLE
from parsers.files.documents import open_document
from parsers.mail.sniff import kind_of
from parsers.pages.page import Page

_ROLES = {"aiq": "nuevo", "aiq_saliente": "saliente", "aiq_backup": "respaldo", "institucion": "institucion"}
_GROUPS = (
    ("institucion", "Institución"),
    ("aiq", "Nuevo administrador (AIQ)"),
    ("aiq_saliente", "Administrador saliente"),
    ("aiq_backup", "Administrador de respaldo"),
    ("oficio", "Oficio"),
    ("delegacion", "Delegación"),
    ("respaldo", "Respaldo"),
)
_FIELDS = ROTULOS_PERSONA | {
    "nombre": "Nombre",
    "siglas": "Siglas",
    "numero": "Número",
    "fecha": "Fecha",
    "asunto": "Asunto",
    "firmante": "Firmante",
    "calidad": "Calidad",
    "solicitud": "Solicitud",
    "delegante": "Delegante",
    "delegado": "Delegado",
    "objeto": "Objeto",
}
_OF_SIGNER = {"oficio.firmante.nombre": "Firma", "oficio.firmante.cargo": "Cargo de quien firma"}
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_METHODS = {"texto": "texto", "ocr": "reconocido de imagen", "formulario": "formulario", "cuerpo": "texto del correo"}
_BOLD = ' font-weight="bold"'
_CODES = {"falta": "Falta", "invalido": "No es válido", "dudoso": "Por confirmar", "conflicto": "No coincide"}


def draw(reading: Reading, files: Mapping[str, bytes], limits: DocumentLimits = DEFAULT_LIMITS) -> str:
    """A self-contained HTML page: every document of `files` (by the name that the evidence uses) with its evidence
    marked, beside a list of the values and problems. Only pages with evidence, and each document's first, are drawn.
    """
    requests = (reading.solicitud, *reading.otras)
    evidence = [item for request in requests for item in request.evidencia]
    numbered = {id(item): number for number, item in enumerate(evidence, start=1)}
    sheets = "".join(_document(name, data, evidence, numbered, limits) for name, data in files.items())
    panel = "".join(_request(request, numbered) for request in requests)
    return (
        '<!doctype html><html lang="es"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(reading.archivo)}</title>'
        f"<style>{STYLE}</style></head><body><aside><h1>{escape(reading.archivo)}</h1>"
        f'<p class="tipo">{escape(reading.tipo.replace("_", " "))}</p>{panel}</aside>'
        f"<main>{sheets}</main></body></html>"
    )


def _request(request: Solicitud, numbered: Mapping[int, int]) -> str:
    parts = []
    if request.problemas:
        parts.append(f"<h2>Problemas</h2><ul class=problemas>{''.join(map(_problem, request.problemas))}</ul>")
    for path, title in _GROUPS:
        rows = [item for item in request.evidencia if item.campo.split(".")[0] == path]
        if rows:
            lines = "".join(_value(item, numbered[id(item)]) for item in rows)
            parts.append(f"<h2>{escape(title)}</h2><dl>{lines}</dl>")
    return "".join(parts)


def _problem(finding: Finding) -> str:
    hint = f" <em>¿{escape(finding.sugerencia)}?</em>" if finding.sugerencia else ""
    code = _CODES.get(finding.codigo, finding.codigo)
    return f'<li class="{escape(finding.codigo)}"><b>{escape(code)}</b> {escape(finding.mensaje)}{hint}</li>'


def _value(item: Evidence, number: int) -> str:
    field = item.campo.split(".")[-1]
    label = _OF_SIGNER.get(item.campo) or _FIELDS.get(field, field)
    place = _METHODS[item.metodo] if item.pagina is None else f"{item.adjunto}, pág. {item.pagina}"
    sure = "" if item.confianza >= 0.9 else ' class="dudoso"'
    link = f'<a href="#e{number}">{escape(item.valor)}</a>' if item.caja else escape(item.valor)
    note = f"{place} · {_METHODS[item.metodo]} · {item.confianza:.0%}"
    literal = f" · «{escape(item.literal[:120])}»" if item.literal != item.valor else ""
    return f"<dt>{escape(label)}</dt><dd{sure}>{link}<small>{escape(note)}{literal}</small></dd>"


def _document(
    name: str, data: bytes, evidence: Sequence[Evidence], numbered: Mapping[int, int], limits: DocumentLimits
) -> str:
    own = [item for item in evidence if item.adjunto == name]
    wanted = sorted({1, *(item.pagina for item in own if item.pagina)})
    pages = "".join(
        _sheet(number, shown, size, [item for item in own if item.pagina == number], numbered)
        for number, shown, size in sorted(_pictures(name, data, wanted, limits))
    )
    return f"<section><h2>{escape(name)}</h2>{pages}</section>" if pages else ""


def _sheet(
    number: int, shown: str, size: tuple[float, float], own: Iterable[Evidence], numbered: Mapping[int, int]
) -> str:
    marks = "".join(_mark(item, size, numbered[id(item)]) for item in own if item.caja)
    return f'<figure><figcaption>pág. {number}</figcaption><div class="hoja">{shown}{marks}</div></figure>'


def _mark(item: Evidence, size: tuple[float, float], number: int) -> str:
    """The box as shares of the page, so that it stays in place at any zoom."""
    width, height = size
    x0, y0, x1, y1 = item.caja or (0, 0, 0, 0)
    left, top = 100 * (x0 - 1.5) / width, 100 * (y0 - 1.5) / height
    across, along = 100 * (x1 - x0 + 3) / width, 100 * (y1 - y0 + 3) / height
    parts = item.campo.split(".")
    role = _ROLES.get(parts[0], "otro") + (" dudoso" if item.confianza < 0.9 else "")
    title = escape(f"{_FIELDS.get(parts[-1], parts[-1])}: {item.valor}", quote=True)
    place = f"left:{left:.2f}%;top:{top:.2f}%;width:{across:.2f}%;height:{along:.2f}%"
    return f'<span id="e{number}" class="{role}" style="{place}" title="{title}"></span>'


def _pictures(
    name: str, data: bytes, wanted: Sequence[int], limits: DocumentLimits
) -> list[tuple[int, str, tuple[float, float]]]:
    """(page number, its picture as HTML, its size in points) of the wanted pages; none of what cannot be opened."""
    from parsers.drawing.drawpages import image_pages, pdf_pages

    kind = kind_of(data, name)
    if kind in ("pdf", "imagen"):
        drawn = (pdf_pages if kind == "pdf" else image_pages)(data, wanted, limits)
        return [(number, _image(image), size) for number, image, size in drawn]
    document = open_document(name, data, limits=limits, ocr=False)
    return [(page.number, _typed(page), (page.width, page.height)) for page in document.pages if page.number in wanted]


def _image(image) -> str:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    coded = base64.b64encode(out.getvalue()).decode("ascii")
    return f'<img alt="" src="data:image/jpeg;base64,{coded}">'


def _typed(page: Page) -> str:
    """A page without picture (Word, Excel): its words and rules drawn where the reader has put them."""
    words = "".join(
        f'<text x="{word.box[0]:.0f}" y="{word.box[3] - 2:.0f}" textLength="{word.box[2] - word.box[0]:.0f}"'
        f'{_BOLD if word.bold else ""} lengthAdjust="spacingAndGlyphs">{escape(word.text)}</text>'
        for word in page.words
    )
    rules = "".join(f'<path d="M{r[0]:.0f} {r[1]:.0f}L{r[2]:.0f} {r[3]:.0f}"/>' for r in page.rules)
    size = f"0 0 {page.width:.0f} {page.height:.0f}"
    return f'<svg viewBox="{size}" xmlns="http://www.w3.org/2000/svg">{rules}{words}</svg>'
