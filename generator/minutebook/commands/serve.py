"""`minutebook serve`: the site on this machine, its pages made when they are looked at."""

from __future__ import annotations

import signal
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutebook.commands import faults
from minutebook.commands.build import counted
from minutebook.commands.options import as_of_option, find_root, root_option, today
from minutebook.speech import _, ngettext

if TYPE_CHECKING:
    from minutebook.shell.asked import Asked


@click.command(
    "serve",
    help="\n\n".join(
        (
            _(
                "Serve the site on this machine. Every page is made when it is looked at, and reloads itself when a record, a text or the theme changes."
            ),
            _("Nothing is written; `minutebook build` writes the pages to stay."),
        )
    ),
)
@root_option
@as_of_option
@click.option("--host", default="127.0.0.1", show_default=True, help=_("The address to listen on."))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help=_("The port to listen on."))
def command(root: Path | None, as_of: date | None, host: str, port: int) -> None:
    """Serve the site on this machine."""
    from minutebook.shell.serve import serve
    from minutebook.shell.whole import build_apart

    found = find_root(root)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it, the folder is thrown away
    with tempfile.TemporaryDirectory(prefix="minutebook_") as scrap:

        def whole(asked: Asked) -> Path:
            click.echo(_("building the whole site, for what is made from all pages"))
            return build_apart(found, asked.shop.settings.as_of, Path(scrap))

        try:
            serve(found, Looking(found, as_of), whole, _say, host, port, click.echo)
        except OSError as error:
            raise click.ClickException(f"{host}:{port}: {error.strerror}") from error


class Looking:
    """Reads the records again and again; what they cannot be read for is said, and once they could be, what was read before is given."""

    def __init__(self, root: Path, as_of: date | None) -> None:
        self._root = root
        self._as_of = as_of
        self._last: Asked | None = None

    def __call__(self) -> Asked:
        from minutebook.shell.asked import look

        try:
            asked = look(self._root, self._as_of, today(), self._last)
        except Exception as fault:  # while somebody writes, the server goes on whatever reading did not foresee
            if self._last is None:
                raise _told(fault) from fault
            _say(fault)
            return self._last
        if self._last:
            self._last.shop.close()
        self._last = asked
        confederation = asked.shop.confederation
        said = ngettext("%(num)d file of records as of %(day)s", "%(num)d files of records as of %(day)s", confederation.files)
        said %= {"num": confederation.files, "day": asked.shop.settings.as_of}
        if wrong := counted(asked.problems):
            said = _("%(built)s; %(problems)s: `minutebook check` says where") % {"built": said, "problems": wrong}
        click.echo(said)
        return asked


def _told(fault: Exception) -> Exception:
    """A fault as the command line says it."""
    from minutebook.shell.config import ConfigError
    from minutebook.writing import PublishError

    if isinstance(fault, ConfigError):
        return click.UsageError(str(fault))
    if isinstance(fault, OSError):
        return click.ClickException(f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault))
    return click.ClickException(str(fault)) if isinstance(fault, PublishError) else fault


def _say(fault: Exception) -> None:
    """Say what went wrong, and go on."""
    told = _told(fault)
    if isinstance(told, click.ClickException):
        told.show()
    else:
        faults.say(told)
