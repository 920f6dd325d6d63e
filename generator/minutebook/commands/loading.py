"""Reading the records for a command that looks at them and publishes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutebook.commands.options import today
from minutebook.commands.progress import Progress
from minutebook.speech import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minutebook.state import State


def read_records(root: Path) -> Mapping[str, bytes | None]:
    """The files under `assemblies/`; what the system does not let us read is said in one line."""
    from minutebook.files import read_tree

    try:
        return read_tree(root)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error


def day_of_reckoning(root: Path, as_of: date | None) -> date:
    """The day given, else the one the site is reckoned for, else today; so that a figure here is the figure on the site."""
    if as_of or not (root / "mkdocs.yml").is_file():
        return as_of or today()
    from minutebook.shell.config import ConfigError, read_config

    try:
        return read_config(root).settings(today()).as_of
    except ConfigError as error:
        click.echo(_("%(error)s; reckoned for today") % {"error": error}, err=True)
        return today()


def reckoned(root: Path, as_of: date | None, files: Mapping[str, bytes | None] | None = None) -> State:
    """The state of a day."""
    from minutebook.load import load
    from minutebook.state import reckon

    day = day_of_reckoning(root, as_of)
    with Progress(_("reading records")) as progress:
        confederation = load(read_records(root) if files is None else files)
        progress(_("reckoning"))
        return reckon(confederation, day)
