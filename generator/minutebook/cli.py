"""The command line: `minutebook COMMAND`. Each command is loaded only when it is called for."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import ExitStack, suppress
from importlib import import_module
from typing import Final

import click

from minutebook import __version__
from minutebook.commands import COMMANDS
from minutebook.commands.tongue import Tongue, take_over, wanted
from minutebook.speech import _, speaking

COLLECT: Final = (50_000, 20, 100)
"""After how many new objects Python looks for loops among them, and how often among older ones: a build makes very many objects that
stay and few loops, so that a fifth of its time would go into looking."""


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

            if meant := nearest(args[0], COMMANDS):
                ctx.fail(_("There is no command %(name)r; did you mean %(meant)r?") % {"name": args[0], "meant": meant})
            ctx.fail(_("There is no command %(name)r.") % {"name": args[0]})
        return super().resolve_command(ctx, args)


def commands() -> click.Command:
    """The command `minutebook`, with its help in the language spoken now."""

    @click.command(
        cls=Commands,
        help=_("Committed records of a confederation of assemblies become its public minute book."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @click.option("--lang", type=Tongue(), metavar="TAG", expose_value=False,
                  help=_("The language to speak, like fr; without, the one this machine is set to, else English."))  # fmt: skip
    @click.version_option(__version__, prog_name="minutebook", message="%(prog)s %(version)s")
    def cli() -> None:
        """All commands."""

    return cli


cli: Final = commands()
"""The command in English."""


def main() -> None:
    """The command `minutebook`. What a terminal cannot show is written as its number; a fault of the programme is one line."""
    gc.set_threshold(*COLLECT)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    with ExitStack() as tongue:
        try:
            tag = wanted(sys.argv[1:], os.environ)
            command = cli
            if tag != "en":
                from minutebook.catalogues import catalogue

                take_over()
                tongue.enter_context(speaking(tag, catalogue(tag)))
                command = commands()
            command()
        except Exception as fault:  # the last resort: whatever a command did not foresee
            from minutebook.commands.faults import leave

            leave(fault)


def run() -> None:
    """The command from a shell. What was read is not taken apart at the end, which takes seconds with a large book: the system does it at once."""
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # whoever read it may have gone
                stream.flush()
    os._exit(code)
