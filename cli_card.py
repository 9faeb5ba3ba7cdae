"""A request as a card for people: each value beside the place it was read in, each problem with what to do, and the
steps of the procedure that are done or open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich.text import Text

from cases.case import Correccion
from cases.checks import earlier_title
from cases.evidence import Evidence, Finding
from cases.reading import CAMPOS_PERSONA, ROTULOS_PERSONA, Firma, Oficio, Persona, Solicitud
from cases.states import PRINCIPAL, is_open
from cases.steps import MODULOS, counted, hours_of, pending_steps
from cases.text import in_figures
from cli_base import clean, console
from cli_next import open_step
from cli_table import Column, table

if TYPE_CHECKING:
    from cases.case import Case, Hitos
    from cases.policy import Policy

ROLES = (("aiq", "Nuevo AIQ"), ("aiq_saliente", "AIQ saliente"), ("aiq_backup", "AIQ backup"))
METHODS = {"texto": "texto", "ocr": "OCR", "formulario": "formulario", "cuerpo": "correo"}
SIGNATURES = {
    "valida": ("firma válida", "green"),
    "alterada": ("firma alterada", "red"),
    "no_reconocida": ("firma íntegra de emisor no reconocido", "yellow"),
    "sin_firma": ("sin firma electrónica", "yellow"),
    "ilegible": ("firma ilegible", "yellow"),
}
QUALITIES = {"maxima_autoridad": "máxima autoridad", "subrogante": "subrogante", "delegado": "delegado",
             "no_determinada": "calidad no determinada"}  # fmt: skip
CODES = {"falta": ("falta", "red"), "invalido": ("no válido", "red"), "dudoso": ("por revisar", "yellow"),
         "conflicto": ("se contradice", "yellow")}  # fmt: skip


def holds_data(request: Solicitud) -> bool:
    """Whether anything of a request was read at all."""
    people = (request.aiq, request.aiq_saliente, request.aiq_backup)
    return bool(request.oficio or request.evidencia or any(person and not person.empty() for person in people))


def print_request(request: Solicitud, corrections: Mapping[str, Correccion]) -> None:
    """The values of a request, role by role."""
    marks = {finding.campo: finding.codigo for finding in request.problemas}
    rows: list[tuple[Any, ...]] = []
    rows += _letter_rows(request, marks, corrections)
    for role, title in ROLES:
        person: Persona | None = getattr(request, role)
        if person is not None and (role == "aiq" or not person.empty()):
            rows.append((Text(title, "bold"), "", ""))
            fields = [(f"{role}.{name}", ROTULOS_PERSONA[name], getattr(person, name)) for name in CAMPOS_PERSONA]
            rows += _rows(fields, request, marks, corrections)
    heads = (Column("Dato"), Column("Valor"), Column("Leído en", most=25))
    table("Lo que dice la solicitud", heads, rows, empty="Sin datos de solicitud.")


def _letter_rows(
    request: Solicitud, marks: Mapping[str, str], corrections: Mapping[str, Correccion]
) -> list[tuple[Any, ...]]:
    fields = [
        ("institucion.nombre", "Institución", request.institucion.nombre),
        ("institucion.siglas", "Siglas", request.institucion.siglas),
    ]
    rows = []
    oficio, delegation = request.oficio, request.delegacion
    if oficio is not None:
        fields += [
            ("oficio.numero", f"{oficio.documento.capitalize()} Nro.", oficio.numero),
            ("oficio.fecha", "Fecha", oficio.fecha),
            ("oficio.asunto", "Asunto", oficio.asunto),
            ("oficio.destinatario", "Dirigido a", _addressee(oficio)),
            ("oficio.firmante.nombre", "Firma", oficio.firmante.nombre),
            ("oficio.firmante.cargo", "Cargo", oficio.firmante.cargo),
        ]
        rows = [("Firma como", QUALITIES[oficio.firmante.calidad], ""),
                ("Firma del oficio", _signature(oficio.firma), oficio.adjunto or "")]  # fmt: skip
    if delegation.presente:
        fields += [
            ("delegacion.numero", "Delegación", delegation.numero),
            ("delegacion.delegante", "Delega", delegation.delegante),
            ("delegacion.delegado", "A", delegation.delegado),
            ("delegacion.objeto", "Para", delegation.objeto),
        ]
        rows.append(("Firma de la delegación", _signature(delegation.firma), delegation.adjunto or ""))
    return _rows(fields, request, marks, corrections) + rows


def _addressee(oficio: Oficio) -> str | None:
    said = ", ".join(part for part in (oficio.destinatario, oficio.destinatario_cargo) if part)
    return f"{said} (con otro título: se acepta)" if earlier_title(oficio) else said or None


def _rows(
    fields: Iterable[tuple[str, str, str | None]],
    request: Solicitud,
    marks: Mapping[str, str],
    corrections: Mapping[str, Correccion],
) -> list[tuple[Any, ...]]:
    return [
        (label, _value(path, value, marks), _where(path, request.evidencia, corrections.get(path)))
        for path, label, value in fields
    ]


def _value(path: str, value: str | None, marks: Mapping[str, str]) -> Text:
    code = marks.get(path)
    if code is None:
        return Text(clean(value or "—"), "green" if value else "dim")
    word, colour = CODES[code]
    return Text(f"{clean(value)} ({word})" if value else word, colour)


def _where(path: str, evidence: Iterable[Evidence], correction: Correccion | None) -> str:
    """The places a value was read in, the clerk's correction first."""
    places = [f"corregido por {correction.quien}"] if correction else []
    for item in evidence:
        if item.campo == path:
            page = f" p. {item.pagina}" if item.pagina else ""
            sure = "" if item.confianza >= 0.9 else f" {item.confianza:.0%}"
            literal = f" «{clean(item.literal)[:40]}»" if item.literal != item.valor else ""
            places.append(f"{item.adjunto or 'correo'}{page} · {METHODS[item.metodo]}{sure}{literal}")
    return "\n".join(places[:3])


def _signature(firma: Firma) -> Text:
    words, colour = SIGNATURES[firma.estado]
    holder = " · ".join(part for part in (firma.nombre, firma.entidad) if part)
    return Text(f"{words}{': ' + clean(holder) if holder else ''}", colour)


def print_findings(findings: Iterable[Finding]) -> None:
    """Each problem with its sentence and the suggestion beside it."""
    out = console()
    for finding in findings:
        word, colour = CODES[finding.codigo]
        hint = f" ¿{clean(finding.sugerencia)}?" if finding.sugerencia else ""
        out.print(Text.assemble(("● ", colour), (f"{finding.campo} ({word}): ", "bold"), clean(finding.mensaje), hint))


def print_steps(case: Case, policy: Policy) -> None:
    """The steps of a change of AIQ, done in green and open in yellow; nothing for other kinds of cases."""
    if case.tipo != PRINCIPAL:
        return
    out, done = console(), recorded(case, policy)
    lacking = [open_step(step) for step in pending_steps(case, policy)] if is_open(case) else []
    if done or lacking:
        out.print("\nPasos del trámite", style="bold")
    for text in done:
        out.print(Text.assemble(("· ", "green"), clean(text)))
    for text in lacking:
        out.print(Text.assemble(("○ ", "yellow"), clean(text)))


def recorded(case: Case, policy: Policy) -> list[str]:
    """What the procedure has recorded so far, a line for each fact."""
    hitos, lines = case.hitos, []
    if hitos.efectiva_desde:
        lines.append(f"{'Rige' if case.estado == 'registrada' else 'Puede regir'} desde {hitos.efectiva_desde}")
    if hitos.aprobado:
        lines.append(f"Solicitud aprobada: {hitos.aprobado}")
    if hitos.usuario_creado_por:
        lines.append(f"Usuario en producción creado por: {hitos.usuario_creado_por}")
    if hitos.capacitacion:
        lines.append(f"Capacitación: {in_figures(hours_of(hitos))} h de {in_figures(policy.horas_capacitacion)} "
                     f"({_modules(hitos)})")  # fmt: skip
    if hitos.habilitado:
        lines.append(f"Ambiente habilitado: {hitos.habilitado}, plazo hasta {hitos.plazo_parametrizacion}")
    if hitos.cumplimiento:
        late = ", fuera de plazo" if hitos.cumplimiento_tarde else ""
        lines.append(f"Cumplimiento informado: {hitos.cumplimiento}{late}")
    return lines


def _modules(hitos: Hitos) -> str:
    hours = {name: sum(each.horas for each in counted(hitos) if each.modulo == module)
             for module, name in MODULOS.items()}  # fmt: skip
    return "; ".join(f"{name} {in_figures(number)}" for name, number in hours.items())
