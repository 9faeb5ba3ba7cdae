"""Commands on respaldos: the requests as lists and one by one, new ones by hand or from an export."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import cli_respaldos_work as work
from cli_base import Invocation, clean, console, json_option, pass_invocation, print_json, refuse
from cli_respaldos_work import DAY, who_option
from cli_table import Column, table
from cli_words import Group

if TYPE_CHECKING:
    from cases.respaldos import SolicitudRespaldo
    from cases.respaldos_rules import PoliticaRespaldos

STATES = ("en_edicion", "enviada", "aprobada", "rechazada", "detenida", "atendida", "finalizada", "eliminada")
COLOURS = {
    "enviada": "cyan", "aprobada": "blue", "atendida": "green", "detenida": "bold magenta", "rechazada": "red",
    "eliminada": "dim", "finalizada": "dim",
}  # fmt: skip
HEADS = ("Solic.", "Fecha Solic.", "Solicitante", "Perfil", "Fecha Desde", "Fecha Hasta", "Estado Solic.", "Cant.")
BELOW = {"Fecha Solic.": "Solicitante", "Perfil": "Solicitante", "Fecha Hasta": "Fecha Desde"}


@click.group(cls=Group)
def respaldos() -> None:
    """Solicitudes de respaldo de documentos: de la solicitud al enlace vencido."""


@respaldos.command("list")
@click.option("--desde", type=DAY, help="Solicitadas desde este día.")
@click.option("--hasta", type=DAY, help="Solicitadas hasta este día.")
@click.option("--numero", help="N° de solicitud.")
@click.option("--estado", type=click.Choice(STATES), help=f"Estado de la solicitud: {', '.join(STATES)}.")
@click.option("--correo", help="Correo del solicitante.")
@click.option("--page", type=click.IntRange(1, 10**9), default=1, show_default=True, help="Página.")
@click.option("--size", type=click.IntRange(1, 10**9), help="Solicitudes por página (20; en JSON y CSV, todas).")
@click.option("--csv", "as_csv", is_flag=True, help="Imprime CSV.")
@json_option
@pass_invocation
def list_requests(
    invocation: Invocation, page: int, size: int | None, as_csv: bool, as_json: bool, **filters: Any
) -> None:
    """Las solicitudes con los filtros de «Mis solicitudes», las más recientes primero."""
    from intake.respaldos import request_json, rules
    from registry import respaldos as store

    size = size or (None if as_json or as_csv else 20)
    with invocation.store() as (settings, db), db.read() as tx:
        politica = rules(settings)
        rows, total = store.listing(tx, _filter(politica, **filters), page=page, size=size)
    if as_json:
        print_json([request_json(row, politica) for row in rows])
    elif as_csv:
        _print_csv([HEADS, *(_listed(row, politica) for row in rows)])
    else:
        pages = max(1, -(-total // size)) if size else 1
        title = f"No. de registros encontrados: {total} · Página {page}/{pages}"
        _print_table(rows, politica, title)


def _filter(politica: PoliticaRespaldos, desde: date | None, hasta: date | None, **others: Any) -> Any:
    """Days as given, local, both included."""
    from intake.respaldos_import import end_of
    from registry.respaldos import Filtro

    start = datetime(desde.year, desde.month, desde.day, tzinfo=politica.zona) if desde else None
    return Filtro(desde=start, hasta=end_of(hasta, politica.zona) if hasta else None, **others)


def _listed(row: SolicitudRespaldo, politica: PoliticaRespaldos) -> tuple[object, ...]:
    """A row as the guide's illustration 6 shows it."""
    from cases.respaldos import SOLICITUD, stamp

    asked = stamp(row.fecha_solicitud, politica.zona) if row.fecha_solicitud else ""
    return (row.numero, asked, row.persona, row.perfil or "", row.desde or "", row.hasta or "", SOLICITUD[row.estado],
            "" if row.documentos is None else row.documentos)  # fmt: skip


def _print_table(rows: list[SolicitudRespaldo], politica: PoliticaRespaldos, title: str) -> None:
    """The guide's columns."""
    from rich.text import Text

    drawn = []
    for row in rows:
        *cells, state, count = _listed(row, politica)
        drawn.append((*cells, Text(str(state), COLOURS.get(row.estado, "")), count))
    heads = [Column(head, BELOW.get(head, "")) for head in HEADS]
    table(title, heads, drawn, empty="No hay solicitudes de respaldo.")


def _print_csv(rows: list[tuple[object, ...]]) -> None:
    import csv

    from intake.tablefile import safe_cell

    csv.writer(sys.stdout, lineterminator="\n").writerows([[safe_cell(str(cell)) for cell in row] for row in rows])


@respaldos.command()
@click.argument("numero")
@json_option
@pass_invocation
def show(invocation: Invocation, numero: str, as_json: bool) -> None:
    """Una solicitud entera con su Recorrido."""
    from intake.respaldos import rules, whole_json
    from registry import respaldos as store

    with invocation.store() as (settings, db), db.read() as tx:
        whole = whole_json(tx, store.needed(tx, numero), rules(settings))
    if as_json:
        print_json(whole)
        return
    _print_request(whole)


LABELS = (
    ("persona", "Solicitante"), ("cedula", "Cédula"), ("puesto", "Puesto"), ("area", "Área"),
    ("institucion", "Institución"), ("perfil", "Perfil"), ("correo", "Correo"), ("activo", "Usuario activo"),
    ("documento", "Documento"), ("presentada_por", "Presentada por"), ("fecha_solicitud", "Fecha Solic."),
    ("desde", "Fecha Inicio"), ("hasta", "Fecha Fin"), ("documentos", "Cant."), ("desvinculacion", "Desvinculación"),
    ("comentario", "Comentario"), ("ejecucion", "Ejecución"), ("generado", "Generado"), ("vence", "Vigente hasta"),
    ("enlace", "Enlace"), ("partes", "Partes"),
)  # fmt: skip


def _print_request(whole: dict[str, Any]) -> None:
    """The form's data, then the Recorrido of the guide's illustration 5."""
    from rich.padding import Padding
    from rich.text import Text

    from cases.respaldos import RESPALDO, SOLICITUD

    out, state = console(), f"{SOLICITUD[whole['estado']]} / {RESPALDO[whole['estado_respaldo']]}"
    out.print(f"Solicitud {clean(whole['numero'])}: {state}", style="bold")
    shown = {**whole, "persona": " ".join(whole[part] for part in ("titulo", "nombre", "apellido") if whole[part])}
    for name, label in LABELS:
        if shown[name] not in (None, "", []):
            out.print(f"{label:>16}: {clean(_worded(shown[name]))}", soft_wrap=True)
    out.print(f"\nRecorrido de la Solicitud No. {clean(whole['numero'])}", style="bold")
    for line in whole["recorrido"]:
        state = f"{line['estado']} / {line['estado_respaldo']}"
        out.print(f"{line['fecha']}  {clean(line['accion'])} → {state}", soft_wrap=True)
        by = ", ".join(filter(None, (line["usuario"], line["area"])))
        said = f"{by}: {line['comentario']}" if line["comentario"] else by
        if line["calendario"]:
            said += f" (calendario {line['calendario']})"
        out.print(Padding(Text(clean(said), "dim"), (0, 0, 0, 4), expand=False))


def _worded(value: Any) -> str:
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return ", ".join(value) if isinstance(value, list) else str(value)


@respaldos.command()
@click.option("--numero", help="Número que le dio Quipux, tal como es (sin él se asigna uno de la mesa).")
@click.option("--cedula", required=True, help="Cédula del servidor.")
@click.option("--apellido", required=True, help="Apellidos del servidor.")
@click.option("--nombre", required=True, help="Nombres del servidor.")
@click.option("--titulo", help="Tratamiento y título abreviados: «Srta. Mgs.».")
@click.option("--institucion", required=True, help="Nombre de la institución.")
@click.option("--area", required=True, help="Área en la que trabaja.")
@click.option("--puesto", required=True, help="El puesto de este usuario: se pide un respaldo por cada uno.")
@click.option("--perfil", default="Normal", show_default=True, help="Perfil del usuario en Quipux.")
@click.option("--correo", help="Correo del servidor, adonde irá el aviso.")
@click.option("--correo-area", help="Correo del área, que también puede preguntar.")
@click.option("--desde", type=DAY, required=True, help="Inicio del rango de documentos.")
@click.option("--hasta", type=DAY, required=True, help="Fin del rango de documentos.")
@click.option("--puesto-desde", "cargo_desde", type=DAY, help="Desde cuándo ocupa el puesto.")
@click.option("--puesto-hasta", "cargo_hasta", type=DAY, help="Hasta cuándo lo ocupó.")
@click.option("--documentos", type=click.IntRange(0, 10**9), help="Cuántos documentos son, si se sabe.")
@click.option("--desvinculacion", is_flag=True, help="Declara que el servidor está en proceso de desvinculación.")
@click.option("--inactivo", is_flag=True, help="El usuario ya está inactivo: pide el AIQ.")
@click.option("--documento", help="Número Quipux del documento con el que pidió el exservidor.")
@click.option("--presentada-por", help="Correo del AIQ registrado que la presenta.")
@click.option("--comentario", default="", help="Comentario, para el Recorrido.")
@click.option("--approve", "approve_now", is_flag=True, help="La aprueba y calendariza enseguida.")
@who_option
@json_option
@pass_invocation
def new(
    invocation: Invocation, inactivo: bool, approve_now: bool, quien: str, as_json: bool, **fields: Any
) -> None:
    """Registra una solicitud de respaldo y la envía."""
    from intake.respaldos_new import enter

    with work.opened(invocation) as desk:
        fields["activo"] = not inactivo
        saved, warnings = enter(desk, fields, work.acto(desk, quien), approve_now=approve_now)
        for warning in warnings:
            click.echo(f"aviso: {clean(warning)}", err=True)
        work.say(desk, saved, as_json)


@respaldos.command("import")
@click.argument("file", metavar="ARCHIVO", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--desvinculacion", is_flag=True, help="Declara que todos están en proceso de desvinculación.")
@who_option
@json_option
@pass_invocation
def import_requests(invocation: Invocation, file: Path, desvinculacion: bool, quien: str, as_json: bool) -> None:
    """Toma las solicitudes de un CSV o XLSX exportado de Quipux: todas o ninguna."""
    from cases.reading import to_plain
    from intake.respaldos_import import import_file

    with work.opened(invocation) as desk:
        report = import_file(desk, file, work.acto(desk, quien), declared=desvinculacion)
    if as_json:
        print_json(to_plain(report))
    else:
        rows = [(row.fila, row.numero, row.resultado, "; ".join(row.problemas + row.avisos)) for row in report]
        heads = ("Fila", "Solic.", "Resultado", "Por qué")
        table(f"{len(report)} filas", heads, rows, empty="El archivo no trae filas.")
    if wrong := sum(bool(row.problemas) for row in report):
        raise refuse(f"No se importó nada: {wrong} filas tienen problemas.")


for command in work.COMMANDS:
    respaldos.add_command(command)
