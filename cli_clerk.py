"""Commands that decide on a case: one decision of staff each, recorded with who and when."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli_base import Invocation, clean, json_option, pass_invocation, print_json, refuse
from cli_table import table
from cli_words import Command

if TYPE_CHECKING:
    from cases.case import Case
    from cases.policy import Policy
    from intake.clerk import Done, Law

DAY = click.DateTime(["%Y-%m-%d"])
MODULES = click.Choice(["entrada", "salida", "administracion"])


def decision_options(command: Any) -> Any:
    """The options of every command that decides: --json, --preview and --hold, gathered into one argument."""

    @functools.wraps(command)
    def gathered(*args: Any, as_json: bool, preview: bool, hold: float, version: int | None, **values: Any) -> Any:
        return command(*args, how=How(as_json, preview, timedelta(minutes=hold), version), **values)

    seen = "Solo si el caso sigue en esta versión («aiq show --json» la dice): avisa si otro lo cambió."
    gathered = click.option("--version", type=int, help=seen)(gathered)

    help_text = "Minutos que las cartas esperan antes de salir (para editarlas: «aiq outbox edit»)."
    gathered = click.option("--hold", type=click.FloatRange(0), default=0.0, help=help_text)(gathered)
    gathered = click.option("--preview", is_flag=True, help="Muestra qué pasaría y qué carta saldría; no hace nada.")(
        gathered
    )
    return json_option(gathered)


@dataclass(frozen=True, slots=True)
class How:
    """How a decision is to be taken and told."""

    as_json: bool
    preview: bool
    hold: timedelta
    version: int | None = None


def _decided(invocation: Invocation, number: str, action: str, law: Law, how: How) -> None:
    """Applies one command, or only shows it, and says how the case stands after it."""
    from intake.clerk import decide
    from intake.views import case_json

    done = decide(invocation.settings(), number, action, law, version=how.version, preview=how.preview, hold=how.hold)
    if how.as_json:
        print_json(case_json(done.case))
        return
    click.echo(_stands(done.case) + (" (vista previa: nada se guardó)" if how.preview else ""))
    if how.preview:
        from cli_mail import print_letter

        for letter in done.letters:
            print_letter(letter)
        return
    _follows(done, how.hold, invocation.settings().policy())


def _follows(done: Done, hold: timedelta, policy: Policy) -> None:
    """What was done, the letters that it wrote, the steps that an approved change still lacks, and what comes next."""
    from cases.states import is_open
    from cases.steps import pending_steps
    from cli_next import next_step, open_step

    click.echo(clean(f"  {done.motivo}"))
    when = f"dentro de {hold / timedelta(minutes=1):g} min" if hold else "en la próxima ronda"
    for letter in done.letters:
        if letter["estado"] == "en_cola":
            told = f"  carta {letter['id']} ({letter['carta']}) a {', '.join(letter['para'])}, {when}"
        else:
            told = f"  carta {letter['id']} ({letter['carta']}): {letter['estado']}, {letter['error']}"
        click.echo(clean(told))
    if done.case.hitos.aprobado and is_open(done.case):
        for step in pending_steps(done.case, policy):
            click.echo(clean(f"  falta: {open_step(step)}"))
    if following := next_step(done.case):
        click.echo(f"  sigue: {following}")


def _stands(case: Case) -> str:
    from cases.deadlines import deadline

    due = f", vence {ends:%Y-%m-%d}" if (ends := deadline(case)) else ""
    return f"{case.caso}: {case.estado}{due}"


@click.command(cls=Command)
@click.argument("caso")
@click.option("--indicaciones", help="Indicaciones sobre la capacitación, para la carta.")
@click.option("--aceptar", multiple=True, metavar="CAMPO", help="Da por bueno un dato faltante o no válido.")
@click.option("--usuario-creado-por", help="Quién creó el usuario en producción (AIQ saliente o backup).")
@decision_options
@pass_invocation
def approve(
    invocation: Invocation,
    caso: str,
    indicaciones: str | None,
    aceptar: tuple[str, ...],
    usuario_creado_por: str | None,
    how: How,
) -> None:
    """Aprueba la solicitud: el nuevo AIQ pasa a capacitación; un backup queda registrado."""
    from cases import clerk

    def law(*situation: Any) -> Any:
        return clerk.approve(
            *situation, indicaciones=indicaciones, aceptar=aceptar, usuario_creado_por=usuario_creado_por
        )

    _decided(invocation, caso, "aprobar", law, how)


@click.command(cls=Command)
@click.argument("caso")
@click.option("--motivo", required=True, help="El motivo, que se comunica a quien solicitó.")
@decision_options
@pass_invocation
def reject(invocation: Invocation, caso: str, motivo: str, how: How) -> None:
    """Rechaza un caso con su motivo."""
    from cases import clerk

    _decided(invocation, caso, "rechazar", lambda *situation: clerk.reject(*situation, motivo=motivo), how)


@click.command(cls=Command)
@click.argument("caso")
@click.option("--texto", required=True, help="La pregunta, tal como la leerá la institución.")
@decision_options
@pass_invocation
def ask(invocation: Invocation, caso: str, texto: str, how: How) -> None:
    """Pregunta algo a quien solicitó; el plazo de respuesta corre de nuevo."""
    from cases import clerk

    _decided(invocation, caso, "preguntar", lambda *situation: clerk.ask(*situation, texto=texto), how)


@click.command(cls=Command)
@click.argument("caso")
@click.argument("campo")
@click.argument("valor", required=False)
@click.option("--aceptar", is_flag=True, help="Da por bueno lo leído sin cambiarlo.")
@click.option("--motivo", default="", help="Por qué.")
@decision_options
@pass_invocation
def correct(
    invocation: Invocation, caso: str, campo: str, valor: str | None, aceptar: bool, motivo: str, how: How
) -> None:
    """Corrige un dato (aiq.cedula, institucion.siglas…); lo leído se conserva. Sin VALOR, el dato no existe."""
    from cases import clerk

    def law(*situation: Any) -> Any:
        if aceptar:
            return clerk.accept(*situation, campo=campo, motivo=motivo)
        return clerk.correct(*situation, campo=campo, valor=valor, motivo=motivo)

    _decided(invocation, caso, "aceptar" if aceptar else "corregir", law, how)


@click.command(cls=Command)
@click.argument("caso", required=False)
@click.option("--fecha", type=DAY, help="Día de la sesión (por defecto, hoy).")
@click.option("--horas", type=float, help="Horas de la sesión.")
@click.option("--modulo", type=MODULES, help="Módulo de la sesión.")
@click.option("--resultado", default="aprobado", show_default=True, help="Cómo terminó la sesión.")
@click.option("--asistencia", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="CSV o XLSX de un curso entero: cedula, fecha, horas, modulo, resultado.")  # fmt: skip
@decision_options
@pass_invocation
def training(
    invocation: Invocation,
    caso: str | None,
    fecha: datetime | None,
    horas: float | None,
    modulo: str | None,
    resultado: str,
    asistencia: Path | None,
    how: How,
) -> None:
    """Registra una sesión de capacitación de un caso, o la asistencia de un curso entero."""
    if asistencia is not None:
        _attendance(invocation, asistencia, how.as_json)
        return
    if caso is None or horas is None or modulo is None:
        raise click.UsageError("Indique CASO, --horas y --modulo, o bien --asistencia ARCHIVO.")
    from cases import clerk_steps

    def law(*situation: Any) -> Any:
        day = fecha.date() if fecha else _today(*situation)
        return clerk_steps.training(*situation, fecha=day, horas=horas, modulo=modulo, resultado=resultado)

    _decided(invocation, caso, "capacitacion", law, how)


def _today(_case: Any, _facts: Any, calendar: Any, _policy: Any, now: datetime, *_: Any) -> date:
    return calendar.local(now)


def _attendance(invocation: Invocation, path: Path, as_json: bool) -> None:
    from intake.attendance import record_course

    reports = record_course(invocation.settings(), path)
    if as_json:
        print_json([{"fila": each.row, "cedula": each.cedula, "caso": each.caso, "problema": each.problem}
                    for each in reports])  # fmt: skip
    else:
        rows = [(each.row, each.cedula, each.caso, each.problem or "anotada") for each in reports]
        table("Asistencia", ("Fila", "Cédula", "Caso", "Resultado"), rows, empty="El archivo no tiene filas.")
    if any(each.problem for each in reports):
        raise refuse("Nada se anotó: corrija las filas señaladas.")


@click.command(cls=Command)
@click.argument("caso")
@click.option("--prorroga", is_flag=True, help="Concede otro plazo a quien ya lo tuvo.")
@decision_options
@pass_invocation
def enable(invocation: Invocation, caso: str, prorroga: bool, how: How) -> None:
    """Habilita el ambiente de capacitación: envía la plantilla y empiezan los días calendario."""
    from cases import clerk_steps

    _decided(invocation, caso, "habilitar",
             lambda *situation: clerk_steps.enable(*situation, prorroga=prorroga), how)  # fmt: skip


@click.command(cls=Command)
@click.argument("caso")
@click.option("--fecha", type=DAY, help="Día en que cumplió (por defecto, hoy).")
@click.option("--pendiente", multiple=True, help="Actividad que quedó abierta (repetible).")
@decision_options
@pass_invocation
def complete(
    invocation: Invocation, caso: str, fecha: datetime | None, pendiente: tuple[str, ...], how: How
) -> None:
    """Anota el informe de cumplimiento de la plantilla, si llegó por otra vía."""
    from cases import clerk_steps

    def law(*situation: Any) -> Any:
        return clerk_steps.report(*situation, fecha=fecha.date() if fecha else None, pendientes=pendiente)

    _decided(invocation, caso, "cumplimiento", law, how)


@click.command(cls=Command)
@click.argument("caso")
@click.option("--creado-por", required=True, help="Quién lo creó: el AIQ saliente o, si no pudo, el de respaldo.")
@decision_options
@pass_invocation
def user(invocation: Invocation, caso: str, creado_por: str, how: How) -> None:
    """Anota quién creó en producción el usuario del nuevo AIQ, en cuanto se sepa."""
    from cases import clerk_steps

    _decided(invocation, caso, "usuario", lambda *situation: clerk_steps.user_created(*situation, por=creado_por), how)


@click.command(cls=Command)
@click.argument("caso")
@click.option("--usuario-creado-por", help="Quién creó el usuario en producción (AIQ saliente o backup).")
@click.option("--con-backup", is_flag=True, help="Registra también al AIQ de respaldo que nombra el mismo oficio.")
@decision_options
@pass_invocation
def register(
    invocation: Invocation, caso: str, usuario_creado_por: str | None, con_backup: bool, how: How
) -> None:
    """Registra al nuevo AIQ; si falta algún paso, dice cuál y sale con 1."""
    from cases import clerk_steps

    def law(*situation: Any) -> Any:
        return clerk_steps.register(*situation, usuario_creado_por=usuario_creado_por, con_backup=con_backup)

    _decided(invocation, caso, "registrar", law, how)


@click.command(cls=Command)
@click.argument("caso")
@click.option("--motivo", required=True, help="Por qué, que se comunica a quien solicitó.")
@decision_options
@pass_invocation
def annul(invocation: Invocation, caso: str, motivo: str, how: How) -> None:
    """Anula un caso (se retiró, se abrió por error)."""
    from cases import clerk

    _decided(invocation, caso, "anular", lambda *situation: clerk.cancel(*situation, motivo=motivo), how)


@click.command(cls=Command)
@click.argument("caso")
@click.argument("texto")
@decision_options
@pass_invocation
def note(invocation: Invocation, caso: str, texto: str, how: How) -> None:
    """Deja una nota para los colegas; lo que esperaba lectura queda leído."""
    from cases import clerk

    _decided(invocation, caso, "anotar", lambda *situation: clerk.note(*situation, texto=texto), how)


@click.command(cls=Command)
@click.argument("caso")
@click.option("--texto", help="Respuesta que se envía a quien escribió.")
@decision_options
@pass_invocation
def attend(invocation: Invocation, caso: str, texto: str | None, how: How) -> None:
    """Da por atendida una consulta, con o sin respuesta."""
    from cases import clerk

    _decided(invocation, caso, "atender", lambda *situation: clerk.attend(*situation, texto=texto), how)
