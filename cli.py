"""The command `aiq`: finds the command asked for, runs it, and turns errors into one clear line and an exit code."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from cases.errors import Conflict, NotReady, Refused, TryAgain
from cli_base import NOT_READY, REFUSED, Invocation, clean

# name: (module:attribute, one line of help). The modules are heavy, so they are imported when their command runs.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("cli_run:demo", "Recorre todo el camino con servidores propios y correos de ejemplo."),
    "run": ("cli_run:run", "Recoge correo, lo lee, decide, responde y despierta lo que vence."),
    "parse": ("cli_parse:parse", "Lee correos o documentos y muestra lo que dicen."),
    "queue": ("cli_cases:queue", "Casos que esperan a la mesa (o todos)."),
    "show": ("cli_cases:show", "Un caso: datos, dónde se leyó cada uno, revisiones, historia y cartas."),
    "review": ("cli_review:review", "Recorre los casos en espera y pregunta qué hacer con cada uno."),
    "approve": ("cli_clerk:approve", "Aprueba la solicitud de un caso."),
    "reject": ("cli_clerk:reject", "Rechaza un caso con su motivo."),
    "ask": ("cli_clerk:ask", "Pregunta algo a la institución."),
    "correct": ("cli_clerk:correct", "Corrige un dato; lo leído se conserva."),
    "training": ("cli_clerk:training", "Registra sesiones de capacitación."),
    "enable": ("cli_clerk:enable", "Habilita el ambiente de capacitación y envía la plantilla."),
    "complete": ("cli_clerk:complete", "Anota el informe de cumplimiento de la plantilla."),
    "register": ("cli_clerk:register", "Registra al nuevo AIQ."),
    "attend": ("cli_clerk:attend", "Da por atendida una consulta."),
    "annul": ("cli_clerk:annul", "Anula un caso con su motivo."),
    "note": ("cli_clerk:note", "Deja una nota en un caso."),
    "registry": ("cli_registry:registry", "La base de instituciones y AIQ."),
    "messages": ("cli_mail:messages", "Cada correo recibido y qué fue de él."),
    "outbox": ("cli_mail:outbox", "Cada carta y qué fue de ella."),
    "respaldos": ("cli_respaldos:respaldos", "Solicitudes de respaldo de documentos."),
    "stats": ("cli_stats:stats", "Cifras de la mesa en la terminal."),
    "report": ("cli_stats:report", "Las mismas cifras como página HTML."),
    "audit": ("cli_audit:audit", "El registro de quién hizo qué."),
    "calendar": ("cli_audit:calendar", "El calendario de días laborables."),
    "trust": ("cli_trust:trust", "Los emisores de certificados en que se confía."),
    "db": ("cli_run:db", "La base de datos: versión y actualización del esquema."),
    "doctor": ("cli_run:doctor", "Revisa que todo esté listo y sano."),
    "config": ("cli_run:config", "La configuración en vigor."),
}


class LazyGroup(click.Group):
    """Knows its commands by name and help line; imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Órdenes"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), envvar="AIQ_CONFIG", help="Archivo TOML.")
@click.option("--debug", is_flag=True, help="Muestra la traza completa de los errores.")
@click.version_option(package_name="aiq-desk", prog_name="aiq", message="%(prog)s %(version)s")
@click.pass_context
def aiq(ctx: click.Context, config: Path | None, debug: bool) -> None:
    """Mesa de entrada del buzón de soporte Quipux: cambios de AIQ y respaldos."""
    ctx.obj = Invocation(config, debug)


def main() -> None:
    """Runs the command line; exit codes: 0 done, 1 refused, 2 wrong usage, 3 not ready."""
    debug = "--debug" in sys.argv
    try:
        aiq.main(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
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
    told = f"{type(error).__name__}: {clean(error)}"
    click.echo(f"Error del programa ({told}); repita con --debug para ver la traza.", err=True)
    return REFUSED


if __name__ == "__main__":
    main()
