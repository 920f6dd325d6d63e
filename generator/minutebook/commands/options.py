"""What several commands take: the confederation's folder, the day of reckoning."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from minutebook.speech import _

RECORDS = "assemblies"
LAST_YEAR: Final = 9000
"""No day of a later year is taken: beyond it calendars end, and a last day to ratify could not be counted."""

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A date as people and records write it: 2026-06-30."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            if len(value) != len("2026-06-30"):
                raise ValueError(value)
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(_("%(value)r is not a date like 2026-06-30") % {"value": value}, param, ctx)
        if day.year > LAST_YEAR:
            said = _("%(value)s is too far away: the last year that can be reckoned is %(year)s")
            self.fail(said % {"value": value, "year": LAST_YEAR}, param, ctx)
        return day


def root_option(function: F) -> F:
    """`--root DIR`."""
    said = _("The folder that holds assemblies/; without, this folder or the first one above it that does.")
    return click.option("--root", type=click.Path(path_type=Path), metavar="DIR", help=said)(function)


def as_of_option(function: F) -> F:
    """`--as-of DATE`."""
    said = _("The day of reckoning: only records dated up to it count. Without, the one in mkdocs.yml, else today.")
    return click.option("--as-of", type=Day(), metavar="DATE", help=said)(function)


def today() -> date:
    """Today. Below the command line no clock is read."""
    return date.today()


def find_root(root: Path | None) -> Path:
    """The confederation's folder: the one given, else the first from here upwards that holds `assemblies/`."""
    here = Path.cwd()
    tried = [root] if root else [here, *here.parents]
    for folder in tried:
        if os.path.isdir(folder / RECORDS):  # False, too, for what can be no folder's name
            return folder.resolve()
    where = _("%(folder)s has no folder assemblies/.") if root else _("Neither %(folder)s nor a folder above it has a folder assemblies/.")
    what = _("That is where the records of a confederation lie, one folder per assembly.")
    begin = _("Name another folder with --root, or begin one: %(command)s (a council of delegations: with --kind council)")
    command = "minutebook new assembly NAME" + (f" --root {root}" if root else "")
    raise click.UsageError(" ".join((where % {"folder": root or here}, what, begin % {"command": command})))


def home(root: Path) -> str:
    """The id of the assembly in whose folder we are, or empty."""
    try:
        parts = Path.cwd().resolve().relative_to(root / RECORDS).parts
    except ValueError:
        return ""
    return parts[0] if parts else ""
