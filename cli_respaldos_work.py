"""Commands that work on respaldos: approve, schedule, make, stop and end them."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli_base import Invocation, clean, console, json_option, pass_invocation, print_json, progress
from cli_words import Command

if TYPE_CHECKING:
    from cases.decision import Refusal
    from cases.respaldos import CambioRespaldo, SolicitudRespaldo
    from cases.respaldos_moves import Acto
    from intake.desk import Desk

WEEKDAYS = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")


class _Day(click.ParamType):
    name = "AAAA-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"«{value}» no es una fecha AAAA-MM-DD.", param, ctx)


DAY = _Day()


def who_option(command: Any) -> Any:
    text = "Quién lo hace (por defecto, el usuario del sistema)."
    return click.option("--quien", envvar="AIQ_USER", default=getpass.getuser, help=text)(command)


@contextmanager
def opened(invocation: Invocation) -> Iterator[Desk]:
    """The whole desk, for commands that write letters."""
    from intake.desk import open_desk

    desk = open_desk(invocation.settings())
    try:
        yield desk
    finally:
        desk.close()


def acto(desk: Desk, quien: str) -> Acto:
    from cases.respaldos_moves import Acto
    from intake.respaldos import AREA

    return Acto(desk.now(), quien, AREA)


def say(desk: Desk, saved: SolicitudRespaldo, as_json: bool) -> None:
    """The request as it stands now, in JSON or in one line."""
    from cases.respaldos import RESPALDO, SOLICITUD
    from intake.respaldos import request_json, rules

    if as_json:
        print_json(request_json(saved, rules(desk.settings)))
        return
    line = f"Solicitud {clean(saved.numero)}: {SOLICITUD[saved.estado]} / {RESPALDO[saved.respaldo]}"
    if saved.estado == "aprobada" and saved.ejecucion:
        line += f" · ejecución {saved.ejecucion}"
    if saved.estado == "atendida" and saved.vence:
        line += f" · vigente hasta {saved.vence.astimezone(desk.policy.zona):%Y-%m-%d %H:%M}"
    console().print(line, soft_wrap=True)


def _do(
    invocation: Invocation, numero: str, quien: str, action: str, as_json: bool,
    change: Callable[[Desk, Any, SolicitudRespaldo, Acto], CambioRespaldo | Refusal], *, tell: bool = True,
) -> None:  # fmt: skip
    from intake.respaldos import act
    from intake.respaldos_round import tidy

    with opened(invocation) as desk:
        doing = acto(desk, quien)
        with desk.db.write() as tx:
            saved = act(
                desk, tx, numero, quien, action, lambda request: change(desk, tx, request, doing), tell=tell
            )
        tidy(desk)
        say(desk, saved, as_json)


def _agenda(desk: Desk, tx: Any) -> Any:
    from intake.respaldos import agenda, rules

    politica = rules(desk.settings)
    return agenda(tx, politica, desk.calendar, desk.now().astimezone(politica.zona).date())


def _simple(
    name: str, accion: Any, text: str, *, reason: bool = False, tell: bool = True, **values: Any
) -> click.Command:
    """A command that makes one move of the table, with a comment where the table asks for one."""
    needed: dict[str, Any] = {"required": True} if reason else {"default": ""}

    @click.command(name, cls=Command, help=text)
    @click.argument("numero")
    @click.option("--comentario", help="El motivo, para el Recorrido.", **needed)
    @who_option
    @json_option
    @pass_invocation
    def command(invocation: Invocation, numero: str, comentario: str, quien: str, as_json: bool) -> None:
        from cases.respaldos_moves import move

        _do(invocation, numero, quien, name, as_json,
            lambda desk, tx, request, doing: move(request, accion, doing, comentario, **values), tell=tell)  # fmt: skip

    return command


@click.command(cls=Command)
@click.argument("numero")
@who_option
@json_option
@pass_invocation
def approve(invocation: Invocation, numero: str, quien: str, as_json: bool) -> None:
    """Aprueba una solicitud y le da día de ejecución."""
    from cases.respaldos_schedule import approve as law

    _do(invocation, numero, quien, "aprobar", as_json,
        lambda desk, tx, request, doing: law(request, _agenda(desk, tx), doing), tell=False)  # fmt: skip


@click.command(cls=Command)
@click.argument("numero")
@click.argument("dia", type=DAY)
@click.option("--comentario", default="", help="El motivo, para el Recorrido.")
@click.option("--forzar", is_flag=True, help="Aunque ese día ya esté completo.")
@who_option
@json_option
@pass_invocation
def reschedule(
    invocation: Invocation, numero: str, dia: date, comentario: str, forzar: bool, quien: str, as_json: bool
) -> None:
    """Cambia el día de ejecución; también reanuda lo detenido."""
    from cases.respaldos_schedule import reschedule as law

    def change(desk: Desk, tx: Any, request: SolicitudRespaldo, doing: Acto) -> CambioRespaldo | Refusal:
        return law(request, dia, comentario, _agenda(desk, tx), doing, forzar=forzar)

    _do(invocation, numero, quien, "calendarizar", as_json, change)


@click.command(cls=Command)
@click.argument("numero")
@click.option("--from", "folder", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Carpeta con los documentos; un indice.csv (archivo, fecha) elige los del rango.")  # fmt: skip
@who_option
@json_option
@pass_invocation
def generate(invocation: Invocation, numero: str, folder: Path, quien: str, as_json: bool) -> None:
    """Genera el respaldo, lo ofrece para descarga y avisa."""
    from intake.respaldos_make import collect_for
    from intake.respaldos_make import generate as make

    with opened(invocation) as desk:
        found = collect_for(desk, numero, folder)
        if found.ajenos:
            first = clean(found.ajenos[0])
            progress(f"No se incluyen {len(found.ajenos)} archivos ajenos o enlaces; el primero: {first}")
        if found.fuera_de_rango:
            progress(f"Fuera del rango: {found.fuera_de_rango} documentos.")
        with _bars(found.bytes, len(found.documentos)) as heard:
            saved = make(desk, numero, folder, acto(desk, quien), progress=heard)
        say(desk, saved, as_json)


@contextmanager
def _bars(total: int, documents: int) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for writing and one for checking, on stderr."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<10}"), BarColumn(), DownloadColumn(), TextColumn("{task.fields[n]}"),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=console(to_stderr=True)) as drawn:
        bars = {
            phase: drawn.add_task(text, total=total, n=f"0/{documents} documentos")
            for phase, text in (("escribir", "Escribiendo"), ("verificar", "Verificando"))
        }
        yield lambda phase, n, count: drawn.update(bars[phase], completed=count, n=f"{n}/{documents} documentos")


@click.command(cls=Command)
@click.option("--days", type=click.IntRange(1, 120), default=15, show_default=True, help="Cuántos días laborables.")
@json_option
@pass_invocation
def calendar(invocation: Invocation, days: int, as_json: bool) -> None:
    """La carga de respaldos por día laborable."""
    from datetime import UTC, datetime

    from intake.desk import load_calendar
    from intake.respaldos import load_ahead, rules

    with invocation.store() as (settings, db), db.read() as tx:
        politica = rules(settings)
        today = datetime.now(UTC).astimezone(politica.zona).date()
        rows = load_ahead(tx, politica, load_calendar(settings.procedure.feriados), today, days)
    if as_json:
        print_json([{"dia": day, "respaldos": count, "capacidad": room} for day, count, room in rows])
        return
    _chart(rows, today)


def _chart(rows: list[tuple[date, int, int]], today: date) -> None:
    from rich.text import Text

    out, widest = console(), max((max(count, room) for _, count, room in rows), default=1)
    scale = min(1.0, 40 / widest)
    out.print("Respaldos por día laborable (█ programados, ░ libres)")
    for day, count, room in rows:
        used, free = round(count * scale), round(max(0, room - count) * scale)
        colour = "red" if count > room else "yellow" if count == room else "green"
        name = WEEKDAYS[day.weekday()]
        mark = " ← hoy" if day == today else ""
        line = Text(f"{name} {day} ").append("█" * used, colour).append("░" * free, "dim")
        out.print(line.append(f" {count}/{room}{mark}"), soft_wrap=True)


COMMANDS = (
    approve, reschedule, generate, calendar,
    _simple("reject", "rechazada", "Rechaza una solicitud con su motivo.", reason=True),
    _simple("stop", "detenida", "Detiene un respaldo aprobado; «reschedule» lo reanuda.", reason=True),
    _simple("delete", "eliminada", "Elimina una solicitud y su archivo.", reason=True),
    _simple("downloaded", "descargada", "Anota que el respaldo fue descargado.", tell=False),
    _simple("finish", "finalizada", "Da por terminada una solicitud ya descargada.", tell=False),
    _simple("remove-file", "archivo_eliminado", "Elimina el archivo antes de que venza.", reason=True),
    _simple("inactivate", "inactivada", "Anota que el usuario fue inactivado: el aviso y la descarga son del AIQ.",
            tell=False, activo=False),
)  # fmt: skip
