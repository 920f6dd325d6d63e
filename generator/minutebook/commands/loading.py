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

    from minutebook.illustrations import Look
    from minutebook.problems import Problem
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


def reckoned(root: Path, as_of: date | None, files: Mapping[str, bytes | None] | None = None, look: Look | None = None) -> State:
    """The state of a day; `look` looks into pictures, where something is to be said of them."""
    from minutebook.load import load
    from minutebook.state import reckon

    day = day_of_reckoning(root, as_of)
    with Progress(_("reading records")) as progress:
        confederation = load(read_records(root) if files is None else files, look)
        progress(_("reckoning"))
        return reckon(confederation, day)


def problems_of_content(root: Path) -> list[Problem]:
    """What is wrong with the pictures around the records; nothing where the configuration does not say where these lie."""
    if not any((root / name).exists() for name in ("mkdocs.yml", "content")):
        return []
    from minutebook.shell.config import ConfigError, read_config
    from minutebook.shell.content import clean_content

    try:
        return list(clean_content(read_config(root).content_dir).problems(root))
    except ConfigError:
        return []
