"""The command `aiq`: finds the command asked for, runs it, and turns errors into one clear line and an exit code."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from cases.errors import Conflict, NotReady, Refused, TryAgain
from cases.troubles import trouble
from cli_base import NOT_READY, REFUSED, Invocation, clean, put_off_garbage
from cli_words import Group, speak_spanish

speak_spanish()

# Section: {name: (module:attribute, one line of help)}. Modules are heavy: each is imported when its command runs.
SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "Para empezar": {
        "demo": ("cli_demo:demo", "Recorre todo el camino con correos y servidores de ejemplo."),
        "parse": ("cli_parse:parse", "Lee correos o documentos y muestra lo que dicen."),
        "completion": ("cli_completion:completion", "Escribe el autocompletado para su terminal."),
    },
    "El trabajo de cada día": {
        "queue": ("cli_cases:queue", "Los casos que esperan a la mesa (o todos)."),
        "show": ("cli_cases:show", "Un caso entero: datos, revisiones, historia y cartas."),
        "review": ("cli_review:review", "Recorre los casos en espera y pregunta qué hacer."),
    },
    "Una decisión sobre un caso": {
        "approve": ("cli_clerk:approve", "Aprueba la solicitud."),
        "ask": ("cli_clerk:ask", "Pregunta algo a la institución."),
        "correct": ("cli_clerk:correct", "Corrige un dato; lo leído se conserva."),
        "reject": ("cli_clerk:reject", "Rechaza el caso con su motivo."),
        "training": ("cli_clerk:training", "Anota sesiones de capacitación."),
        "enable": ("cli_clerk:enable", "Habilita el ambiente de capacitación y envía la plantilla."),
        "complete": ("cli_clerk:complete", "Anota el informe de cumplimiento de la plantilla."),
        "user": ("cli_clerk:user", "Anota quién creó en producción el usuario del nuevo AIQ."),
        "register": ("cli_clerk:register", "Registra al nuevo AIQ."),
        "attend": ("cli_clerk:attend", "Da por atendida una consulta."),
        "annul": ("cli_clerk:annul", "Anula el caso con su motivo."),
        "note": ("cli_clerk:note", "Deja una nota en el caso."),
    },
    "Lo que guarda la mesa": {
        "registry": ("cli_registry:registry", "La base de instituciones y AIQ."),
        "messages": ("cli_mail:messages", "Cada correo recibido y qué fue de él."),
        "outbox": ("cli_mail:outbox", "Cada carta y qué fue de ella."),
        "respaldos": ("cli_respaldos:respaldos", "Las solicitudes de respaldo de documentos."),
        "stats": ("cli_stats:stats", "Las cifras de la mesa en la terminal."),
        "report": ("cli_stats:report", "Las mismas cifras como página HTML."),
        "audit": ("cli_audit:audit", "El registro de quién hizo qué."),
    },
    "Para el operador": {
        "run": ("cli_run:run", "Recoge correo, lo lee, decide, responde y vigila plazos."),
        "doctor": ("cli_run:doctor", "Revisa que todo esté listo y sano."),
        "config": ("cli_run:config", "La configuración en vigor."),
        "db": ("cli_run:db", "La base de datos: versión y actualización del esquema."),
        "calendar": ("cli_audit:calendar", "El calendario de días laborables."),
        "trust": ("cli_trust:trust", "Los emisores de certificados en que se confía."),
    },
}
COMMANDS = {name: entry for section in SECTIONS.values() for name, entry in section.items()}


class LazyGroup(Group):
    """Knows its commands by name and help line; imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            # Click proposes names from the commands that are already imported: here there are none.
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(f"{name:<10}", line) for name, (_, line) in commands.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), envvar="AIQ_CONFIG",
              help="Archivo de configuración (o la variable AIQ_CONFIG).")  # fmt: skip
@click.option("--debug", is_flag=True, help="Muestra la traza completa de los errores.")
@click.version_option(package_name="aiq-desk", prog_name="aiq", message="%(prog)s %(version)s")
@click.pass_context
def aiq(ctx: click.Context, config: Path | None, debug: bool) -> None:
    """Mesa de entrada del buzón de soporte Quipux: cambios de AIQ y respaldos.

    Cada orden explica las suyas: «aiq queue --help».
    """
    ctx.obj = Invocation(config, debug)


def main() -> None:
    """Runs the command line; exit codes: 0 done, 1 refused, 2 wrong usage, 3 not ready."""
    debug = "--debug" in sys.argv
    put_off_garbage()
    try:
        _refuse_no_text(sys.argv[1:])
        aiq.main(prog_name="aiq", standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        if isinstance(error, click.exceptions.NoSuchOption) and error.option_name in ("--config", "--debug"):
            click.echo(f"{error.option_name} va antes de la orden: aiq {error.option_name} …", err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrumpido.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if debug:
            raise
        sys.exit(_explain(error))


def _refuse_no_text(arguments: list[str]) -> None:
    """Bytes that are no UTF-8 are allowed in the name of a file that is there, and nowhere else: no letter and no
    database could hold them."""
    for place, argument in enumerate(arguments, 1):
        if any("\ud800" <= each <= "\udfff" for each in argument) and not Path(argument).exists():
            raise click.UsageError(f"El argumento {place} no es texto en UTF-8.")


def _explain(error: Exception) -> int:
    """One line for the person who must act, and the exit code."""
    if isinstance(error, NotReady):
        for problem in error.problems:
            click.echo(f"No está listo: {clean(problem)}", err=True)
        return NOT_READY
    if isinstance(error, TryAgain):
        click.echo(f"No se puede por ahora: {clean(error)}", err=True)
        return NOT_READY
    if isinstance(error, Refused | Conflict):
        click.echo(clean(error), err=True)
        return REFUSED
    if isinstance(error, OSError) and error.filename is not None:
        click.echo(f"No se puede usar {clean(error.filename)}: {trouble(error)}.", err=True)
        return REFUSED
    told = f"{type(error).__name__}: {clean(error)}"
    click.echo(f"Error del programa ({told}); repita con --debug para ver la traza.", err=True)
    return REFUSED


if __name__ == "__main__":
    main()
