"""`minutebook build`: the records become the site."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutebook.commands.options import as_of_option, find_root, root_option, today
from minutebook.commands.progress import Progress
from minutebook.speech import _, ngettext

if TYPE_CHECKING:
    from minutebook.problems import Problem
    from minutebook.shell.site import BuildResult


@click.command(
    "build",
    help="\n\n".join(
        (
            _("Build the site from the records."),
            _("A record that cannot be trusted as written is set aside and shown as such; the rest is published."),
            _("Exit code: 0 published, 1 not published, 2 for a wrong command or configuration."),
        )
    ),
)
@root_option
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help=_("Where the site goes; without, as mkdocs.yml says, else ROOT/site.")
)
@as_of_option
@click.option("--strict", is_flag=True, help=_("Publish nothing when a record has an error."))
@click.option("--offline", is_flag=True, help=_("Make a site that is read from a disk or a memory stick, without a server."))
@click.option("--precompress", is_flag=True, help=_("Put a copy in gzip beside every larger file of text, for servers that send those."))
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N",
    help=_("How many processes make pages; without, one for each processor, and for a small book only one."),
)  # fmt: skip
@click.option(
    "--cache", type=click.Path(path_type=Path), metavar="DIR",
    help=_("Keep there what the next build need not make again. Whoever can write there can change the site; it can be removed at any time."),
)  # fmt: skip
@click.option(
    "--executor", metavar="WORD:ADDRESS",
    help=_("Whose workers make pages instead: dask:tcp://HOST:8786 are those of a Dask cluster that find the same records at the same path."),
)  # fmt: skip
def command(
    root: Path | None, out: Path | None, as_of: date | None, strict: bool, offline: bool, precompress: bool, jobs: int | None,
    executor: str | None, cache: Path | None,
) -> None:  # fmt: skip
    """Build the site from the records."""
    found = find_root(root)
    out = Path(os.path.realpath(out)) if out else None
    if out and not out.name:
        said = _("%(folder)s is the root of the disk; name a folder for the site with --out, like --out site")
        raise click.UsageError(said % {"folder": out})
    result = build(found, out, as_of, strict or None, offline, jobs, precompress, executor, cache)
    if not result.published:
        from minutebook.commands.paper import fancy
        from minutebook.report import report

        click.echo(report(serious(result.problems), result.sources, "text", fancy()), nl=False, color=True)
        raise click.ClickException(_("nothing was published: this build is strict, and records have errors"))
    said = ngettext(
        "%(num)d page and %(files)d other files as of %(day)s in %(folder)s",
        "%(num)d pages and %(files)d other files as of %(day)s in %(folder)s", result.pages,
    )  # fmt: skip
    click.echo(said % {"num": result.pages, "files": result.files - result.pages, "day": result.as_of, "folder": result.out})
    if wrong := counted(result.problems):
        click.echo(_("%(problems)s; `minutebook check` says where") % {"problems": wrong}, err=True)


def build(
    root: Path,
    out: Path | None,
    as_of: date | None,
    strict: bool | None,
    offline: bool = False,
    jobs: int | None = None,
    precompress: bool = False,
    executor: str | None = None,
    cache: Path | None = None,
) -> BuildResult:
    """One build, with progress; whatever stops it is said in one line."""
    from minutebook.shell.config import ConfigError
    from minutebook.shell.site import build_site
    from minutebook.writing import PublishError

    try:
        with Progress(_("reading records")) as progress:
            return build_site(
                root, out, as_of, strict, progress, today=today(), offline=offline, jobs=jobs, precompress=precompress, executor=executor, cache=cache,
            )  # fmt: skip
    except ConfigError as error:
        raise click.UsageError(str(error)) from error
    except PublishError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}" if error.filename else str(error)) from error


def serious(problems: tuple[Problem, ...]) -> list[Problem]:
    """Errors and warnings, without findings."""
    from minutebook.codes import severity_of
    from minutebook.problems import Severity

    return [problem for problem in problems if severity_of(problem.code) is not Severity.FINDING]


def counted(problems: tuple[Problem, ...]) -> str:
    """How many errors and warnings there are, in words; empty where there are none."""
    from minutebook import report

    return report.counted(Counter(map(report.severity, serious(problems))))
