"""`minutebook new`: a record to begin with, valid as it stands, with every field it may need explained."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from minutebook.commands.options import RECORDS, Day, find_root, home, root_option, today

if TYPE_CHECKING:
    from minutebook.commands.drafting import Draft
    from minutebook.commands.drafts import Desk

F = TypeVar("F", bound=Callable[..., Any])
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_PATH = re.compile(r"^[./~]|\.\./|\\|/$|^assemblies/")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_LONGEST = 200
_WEEK = timedelta(days=7)


class Id(click.ParamType[str]):
    """A name that becomes an id and an address."""

    name = "NAME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id, or a usage error."""
        if value and not _ID.fullmatch(value):
            self.fail(f"{value!r} is an id and an address: lower-case letters a-z, digits and hyphens only", param, ctx)
        if len(value) > _LONGEST:
            self.fail(f"a name of {len(value)} letters is too long for a file; {_LONGEST} at most", param, ctx)
        return str(value)


class Time(click.ParamType[str]):
    """A time of the day."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time, or a usage error."""
        if value and not _TIME.fullmatch(value):
            self.fail(f"{value!r} is not a time like 18:30", param, ctx)
        return str(value)


@click.group("new")
def command() -> None:
    """Write a new record, valid as it stands, with its fields explained.

    ASSEMBLY is the id of the assembly whose record it is; it may be left out in that assembly's folder,
    or where there is only one. A file that is there already is never touched.
    """


def _record(function: F) -> F:
    """What all but assemblies take."""
    for decorate in (
        root_option,
        click.option("--slug", type=Id(), default="", help="A name for the file, or what stands in it behind the date."),
        click.option("--date", "day", type=Day(), help="The day of the record; without, today (a notice: in a week)."),
        click.argument("assembly", required=False, default=""),
    ):
        function = decorate(function)
    return function


@command.command("minutes")
@_record
@click.option("--starts", type=Time(), default="", help="When the meeting began, like 18:30.")
def new_minutes(assembly: str, day: date | None, slug: str, root: Path | None, starts: str) -> None:
    """Minutes of a meeting, as a draft."""
    from minutebook.commands import drafts

    desk, found = _desk(assembly, day or today(), slug, root)
    _write(found, drafts.minutes(desk, starts))


@command.command("mandate")
@_record
@click.option("--to", type=Id(), default="", help="The council; without, the only one the assembly is a member of.")
@click.option(
    "--for", "meeting", default="", metavar="REF", help="The council's notice or minutes; without, its next meeting that is called."
)
@click.option("--delegate", "delegates", multiple=True, metavar="NAME", help="Who is sent; once for each.")
def new_mandate(assembly: str, day: date | None, slug: str, root: Path | None, to: str, meeting: str, delegates: tuple[str, ...]) -> None:
    """A mandate: who is sent to say what."""
    from minutebook.commands import drafts

    desk, found = _desk(assembly, day or today(), slug, root)
    _write(found, drafts.mandate(desk, to, meeting, delegates))


@command.command("proposal")
@_record
@click.option("--title", default="", help="Its title; the file is named for it.")
@click.option(
    "--to", type=Id(), default="", help="The assembly or council whose members it would bind; without, the assembly's only council."
)
def new_proposal(assembly: str, day: date | None, slug: str, root: Path | None, title: str, to: str) -> None:
    """A proposal: a text to be ratified."""
    from minutebook.commands import drafts

    desk, found = _desk(assembly, day or today(), slug, root)
    _write(found, drafts.proposal(desk, title, to))


@command.command("report")
@_record
@click.option("--mandate", default="", metavar="REF", help="The mandate it reports on; without, the latest that has no report.")
def new_report(assembly: str, day: date | None, slug: str, root: Path | None, mandate: str) -> None:
    """A report: a delegate's report back."""
    from minutebook.commands import drafts

    desk, found = _desk(assembly, day or today(), slug, root)
    _write(found, drafts.report(desk, mandate))


@command.command("notice")
@_record
@click.option("--starts", type=Time(), default="", help="When the meeting begins, like 18:30.")
@click.option("--place", default="", help="Where it meets; without, the assembly's own place.")
def new_notice(assembly: str, day: date | None, slug: str, root: Path | None, starts: str, place: str) -> None:
    """A notice: a meeting that is called."""
    from minutebook.commands import drafts

    desk, found = _desk(assembly, day or today() + _WEEK, slug, root)
    _write(found, drafts.notice(desk, starts, place))


@command.command("assembly")
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(["commune", "council"]),
    default="commune",
    show_default=True,
    help="A popular assembly, or a council to which assemblies send delegations.",
)
@click.option("--members", multiple=True, metavar="IDS", help="Of a council: the ids of its members, like north,south.")
@click.option("--slug", type=Id(), default="", help="Its id: the name of its folder and part of every address.")
@root_option
def new_assembly(name: str, kind: str, members: tuple[str, ...], slug: str, root: Path | None) -> None:
    """An assembly: a popular assembly, or with --kind council a council of delegations. NAME is its name, or its id.

    Its members must be there already: a council is written after them.
    """
    from minutebook.commands import drafting, drafts
    from minutebook.commands.loading import read_records
    from minutebook.load import load

    words = " ".join(name.split())
    if not words:
        raise click.UsageError("An assembly needs a name")
    if _PATH.search(words):
        raise click.UsageError(f"{words!r} is a path; name the assembly alone, and the confederation's folder with --root")
    listed = [one for group in members for one in re.split(r"[\s,]+", group) if one]
    if listed and kind != "council":
        raise click.UsageError("Only a council has members that are assemblies; add --kind council")
    called = words.replace("-", " ").title() if _ID.fullmatch(words) else words
    id = slug or drafting.slug(words)
    if not id:
        raise click.UsageError(f"{words!r} has no letters a-z for an id; give one with --slug")
    found = _begun(root)
    known = load(read_records(found)).assemblies.values() if (found / RECORDS).is_dir() else ()
    communes = [one.id for one in known if one.kind == "commune"]
    _write(found, drafts.assembly(called, id, kind, listed, communes))


def _begun(root: Path | None) -> Path:
    """The confederation's folder, which for a first assembly need hold nothing yet."""
    here = root or Path.cwd()
    if not os.path.isdir(here):
        raise click.UsageError(f"There is no folder {here}")
    if root or not any((folder / RECORDS).is_dir() for folder in (here, *here.parents)):
        return here.resolve()
    return find_root(None)


def _desk(assembly: str, day: date, slug: str, root: Path | None) -> tuple[Desk, Path]:
    """Everything read, and the assembly found, for a record of a day."""
    from minutebook.codes import nearest
    from minutebook.commands.drafts import Desk
    from minutebook.commands.loading import reckoned

    found = find_root(root)
    state = reckoned(found, day)
    known = state.records.assemblies
    wanted = assembly or home(found) or (next(iter(known)) if len(known) == 1 else "")
    wanted = state.records.aliases.get(wanted, wanted)
    if not wanted:
        listed = f": {', '.join(known)}" if len(known) <= 20 else ""
        raise click.UsageError(
            f"Which assembly? Name it by its id{listed}"
            if known
            else "There is no assembly yet; begin with: minutebook new assembly NAME (a council: with --kind council)"
        )
    if wanted not in known:
        meant = nearest(wanted, known)
        raise click.UsageError(f"There is no assembly {wanted!r}" + (f"; did you mean {meant!r}?" if meant else ""))
    return Desk(state, known[wanted], day, slug), found


def _write(root: Path, draft: Draft) -> None:
    """Write a draft where nothing is yet, unless the record would not pass a check there."""
    path = root / draft.file
    shown = os.path.relpath(path)
    if os.path.lexists(path):
        raise click.ClickException(f"{shown} is there already and was not touched; choose another name with --slug, or another --date")
    problems = _problems(root, draft)
    if any(weight == "error" for weight, _ in problems):
        said = "".join(f"\n  {message}" for _, message in problems)
        raise click.ClickException(f"{shown} was not written, because it would not be valid:{said}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(draft.text)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    click.echo(shown)
    for _, message in problems:
        click.echo(message, err=True)
    if draft.fill:
        click.echo(f"Written. Now replace what stands under {' and '.join(f'`{key}`' for key in draft.fill)}.", err=True)
    for words in draft.told:
        click.echo(words, err=True)


def _problems(root: Path, draft: Draft) -> list[tuple[str, str]]:
    """What a check would say of the draft in its place, besides what is still to be replaced in it, which is said apart."""
    from minutebook.codes import severity_of
    from minutebook.commands.loading import read_records
    from minutebook.load import load

    there = read_records(root) if (root / RECORDS).is_dir() else {}
    found = load({**there, draft.file: draft.text.encode()}).problems
    return [
        (severity_of(one.code).value, f"{severity_of(one.code)}[{one.code}]: {one.message}" + (f"; {one.help}" if one.help else ""))
        for one in found
        if one.span.file == draft.file and one.code != "placeholder-left"
    ]
