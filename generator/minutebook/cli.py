"""The command line: `minutebook COMMAND`. Each command is loaded only when it is called for."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from minutebook import __version__
from minutebook.commands import COMMANDS


class Commands(click.Group):
    """The commands of the table, imported by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table: what is used most comes first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a name, or None."""
        if name not in COMMANDS:
            return None
        found = import_module(f"minutebook.commands.{name}").command
        return found if isinstance(found, click.Command) else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a misspelt command is told what was probably meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from minutebook.codes import nearest

            meant = nearest(args[0], COMMANDS)
            ctx.fail(f"There is no command {args[0]!r}" + (f"; did you mean {meant!r}?" if meant else "."))
        return super().resolve_command(ctx, args)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="minutebook", message="%(prog)s %(version)s")
def cli() -> None:
    """Committed records of a confederation of assemblies become its public minute book."""


def main() -> None:
    """The command `minutebook`. What a terminal cannot show is written as its number; a fault of the program is one line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli()
    except Exception as fault:  # the last resort: whatever a command did not foresee
        from minutebook.commands.faults import leave

        leave(fault)
