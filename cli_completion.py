"""The command `aiq completion`: the script that makes a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from cli_words import Command

SHELLS = ("bash", "zsh", "fish")


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Escribe el autocompletado para su terminal: bash, zsh o fish.

    \b
    bash:  aiq completion bash > ~/.local/share/bash-completion/completions/aiq
    zsh:   aiq completion zsh > «una carpeta de $fpath»/_aiq
    fish:  aiq completion fish > ~/.config/fish/completions/aiq.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"No hay autocompletado para {shell}.")
    click.echo(found(ctx.find_root().command, {}, "aiq", "_AIQ_COMPLETE").source())
