"""`minutebook serve`: the site on this machine, built anew on every change."""

from __future__ import annotations

import signal
import tempfile
from datetime import date
from pathlib import Path

import click

from minutebook.commands import faults
from minutebook.commands.build import build, counted
from minutebook.commands.options import as_of_option, find_root, root_option
from minutebook.speech import _, ngettext


@click.command(
    "serve",
    help="\n\n".join(
        (
            _("Serve the site on this machine, built anew whenever a record, a text or the theme changes."),
            _("The pages lie in a folder that is thrown away at the end; `minutebook build` writes them to stay."),
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

    found = find_root(root)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it, the folder is thrown away
    with tempfile.TemporaryDirectory(prefix="minutebook_") as scrap:
        site = Path(scrap) / "site"
        first = True

        def make() -> Path:
            nonlocal first
            try:
                result = build(found, site, as_of, strict=False)
                said = ngettext("%(num)d page as of %(day)s", "%(num)d pages as of %(day)s", result.pages)
                said %= {"num": result.pages, "day": result.as_of}
                if wrong := counted(result.problems):
                    said = _("%(built)s; %(problems)s: `minutebook check` says where") % {"built": said, "problems": wrong}
                click.echo(said)
            except click.ClickException as error:
                if first:
                    raise
                error.show()
            except Exception as fault:  # while somebody writes, the server goes on whatever a build did not foresee
                if first:
                    raise
                faults.say(fault)
            first = False
            return site

        try:
            serve(found, make, host, port, click.echo)
        except OSError as error:
            raise click.ClickException(f"{host}:{port}: {error.strerror}") from error
