"""`minutebook check`: what is wrong with the records, and where."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutebook.commands.options import RECORDS, as_of_option, find_root, root_option
from minutebook.speech import _

if TYPE_CHECKING:
    from minutebook.problems import Problem, Span
    from minutebook.report import Form


@click.command(
    "check",
    help="\n\n".join(
        (
            _("Say what is wrong with the records."),
            _("With PATHS (files or folders) only with these; all others are read too, so that references can be followed."),
            _("Exit code: 0 where there is no error (warnings and findings are none), 1 where there is, 2 for a wrong command."),
        )
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help=_("Text for people (default), or for programmes."),
)
@click.option("--findings", is_flag=True, help=_("Also say what the records tell that the public should see, such as reports overdue."))
@root_option
@as_of_option
def command(paths: tuple[Path, ...], form: Form, findings: bool, root: Path | None, as_of: date | None) -> None:
    """Say what is wrong with the records."""
    from minutebook.codes import severity_of
    from minutebook.commands.loading import problems_of_content, read_records, reckoned
    from minutebook.commands.paper import fancy
    from minutebook.problems import Severity
    from minutebook.report import report
    from minutebook.shell.pictures import Pictures

    found_root = find_root(root)
    wanted = tuple(_in_tree(path, found_root) for path in paths)
    files = read_records(found_root)
    with Pictures(found_root) as pictures:
        state = reckoned(found_root, as_of, files, pictures.look)
    problems = [*state.records.problems, *state.problems, *problems_of_content(found_root)]
    problems += [finding.problem for finding in state.ledger] if findings else []
    shown = [
        problem
        for problem in dict.fromkeys(problems)
        if (findings or severity_of(problem.code) is not Severity.FINDING) and _within(problem.span.file, wanted)
    ]
    prefix = _prefix(found_root)
    sources = {prefix + file: data for file, data in files.items() if data is not None}
    text = report(_seen_from_here(shown, prefix), sources, form, form == "text" and fancy())
    click.echo(text, nl=False, color=True)
    if any(severity_of(problem.code) is Severity.ERROR for problem in shown):
        raise SystemExit(1)


def _in_tree(path: Path, root: Path) -> str:
    """A path as records are named: from the root, with slashes. It may be given from here or from the root."""
    for start in (Path.cwd(), root):
        there = start / path
        if os.path.lexists(there):
            inside = os.path.relpath(there.parent.resolve() / there.name if there.is_symlink() else there.resolve(), root)
            break
    else:
        raise click.UsageError(_("There is no file or folder %(path)s") % {"path": path})
    name = Path(inside).as_posix()
    if name == "." or name == RECORDS or name.startswith(f"{RECORDS}/"):
        return "" if name == "." else name
    if name.startswith(".."):
        if os.path.relpath(root, there.resolve()).startswith(".."):
            said = _("%(path)s is not in the confederation at %(root)s; name its folder with --root")
            raise click.UsageError(said % {"path": path, "root": root})
        return ""
    said = _("%(path)s holds no records: those lie in assemblies/")
    if (there / RECORDS).is_dir():
        said = _("%(path)s holds no records: those lie in assemblies/; it is a confederation of its own: --root %(path)s")
    raise click.UsageError(said % {"path": path})


def _within(file: str, wanted: tuple[str, ...]) -> bool:
    """Whether a file is one of those wanted or in a folder that is; nothing wanted is all."""
    return not wanted or any(not one or file == one or file.startswith(f"{one}/") for one in wanted)


def _prefix(root: Path) -> str:
    """What leads from here to the root, where it lies below: services that mark lines need paths from where they call."""
    try:
        below = root.relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return ""
    return "" if below == "." else f"{below}/"


def _seen_from_here(problems: Iterable[Problem], prefix: str) -> list[Problem]:
    def moved(span: Span) -> Span:
        return span._replace(file=prefix + span.file)

    return [
        replace(problem, span=moved(problem.span), related=tuple(replace(one, span=moved(one.span)) for one in problem.related))
        for problem in problems
    ]
