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
from minutebook.speech import _, ngettext, speak

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
            said = _("%(name)r is an id and an address: lower-case letters a-z, digits and hyphens only")
            self.fail(said % {"name": value}, param, ctx)
        if len(value) > _LONGEST:
            said = ngettext(
                "a name of %(num)d letter is too long for a file; %(most)s at most",
                "a name of %(num)d letters is too long for a file; %(most)s at most", len(value),
            )  # fmt: skip
            self.fail(said % {"num": len(value), "most": _LONGEST}, param, ctx)
        return str(value)


class Time(click.ParamType[str]):
    """A time of the day."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time, or a usage error."""
        if value and not _TIME.fullmatch(value):
            self.fail(_("%(value)r is not a time like 18:30") % {"value": value}, param, ctx)
        return str(value)


@click.group(
    "new",
    help="\n\n".join(
        (
            _("Write a new record, valid as it stands, with its fields explained."),
            _(
                "ASSEMBLY is the id of the assembly whose record it is; it may be left out in that assembly's folder, "
                "or where there is only one. A file that is there already is never touched."
            ),
        )
    ),
)
def command() -> None:
    """Write a new record, valid as it stands, with its fields explained."""


def _record(function: F) -> F:
    """What all but assemblies take."""
    for decorate in (
        root_option,
        click.option("--slug", type=Id(), default="", help=_("A name for the file, or what stands in it behind the date.")),
        click.option("--date", "day", type=Day(), help=_("The day of the record; without, today (a notice: in a week).")),
        click.argument("assembly", required=False, default=""),
    ):
        function = decorate(function)
    return function


@command.command("minutes", help=_("Minutes of a meeting, as a draft."))
@_record
@click.option("--starts", type=Time(), default="", help=_("When the meeting began, like 18:30."))
def new_minutes(assembly: str, day: date | None, slug: str, root: Path | None, starts: str) -> None:
    """Minutes of a meeting, as a draft."""
    from minutebook.commands import drafts

    desk, found = _desk(assembly, day or today(), slug, root)
    _write(found, drafts.minutes(desk, starts))


@command.command("mandate", help=_("A mandate: who is sent to say what."))
@_record
@click.option("--to", type=Id(), default="", help=_("The council; without, the only one the assembly is a member of."))
@click.option(
    "--for", "meeting", default="", metavar="REF", help=_("The council's notice or minutes; without, its next meeting that is called.")
)
@click.option("--delegate", "delegates", multiple=True, metavar="NAME", help=_("Who is sent; once for each."))
def new_mandate(assembly: str, day: date | None, slug: str, root: Path | None, to: str, meeting: str, delegates: tuple[str, ...]) -> None:
    """A mandate: who is sent to say what."""
    from minutebook.commands import drafts

    desk, found = _desk(assembly, day or today(), slug, root)
    _write(found, drafts.mandate(desk, to, meeting, delegates))


@command.command("proposal", help=_("A proposal: a text to be ratified."))
@_record
@click.option("--title", default="", help=_("Its title; the file is named for it."))
@click.option(
    "--to", type=Id(), default="", help=_("The assembly or council whose members it would bind; without, the assembly's only council.")
)
def new_proposal(assembly: str, day: date | None, slug: str, root: Path | None, title: str, to: str) -> None:
    """A proposal: a text to be ratified."""
    from minutebook.commands import drafts

    desk, found = _desk(assembly, day or today(), slug, root)
    _write(found, drafts.proposal(desk, title, to))


@command.command("report", help=_("A report: a delegate's report back."))
@_record
@click.option("--mandate", default="", metavar="REF", help=_("The mandate it reports on; without, the latest that has no report."))
def new_report(assembly: str, day: date | None, slug: str, root: Path | None, mandate: str) -> None:
    """A report: a delegate's report back."""
    from minutebook.commands import drafts

    desk, found = _desk(assembly, day or today(), slug, root)
    _write(found, drafts.report(desk, mandate))


@command.command("notice", help=_("A notice: a meeting that is called."))
@_record
@click.option("--starts", type=Time(), default="", help=_("When the meeting begins, like 18:30."))
@click.option("--place", default="", help=_("Where it meets; without, the assembly's own place."))
def new_notice(assembly: str, day: date | None, slug: str, root: Path | None, starts: str, place: str) -> None:
    """A notice: a meeting that is called."""
    from minutebook.commands import drafts

    desk, found = _desk(assembly, day or today() + _WEEK, slug, root)
    _write(found, drafts.notice(desk, starts, place))


@command.command(
    "assembly",
    help="\n\n".join(
        (
            _("An assembly: a popular assembly, or with --kind council a council of delegations. NAME is its name, or its id."),
            _("Its members must be there already: a council is written after them."),
        )
    ),
)
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(["commune", "council"]),
    default="commune",
    show_default=True,
    help=_("A popular assembly, or a council to which assemblies send delegations."),
)
@click.option("--members", multiple=True, metavar="IDS", help=_("Of a council: the ids of its members, like north,south."))
@click.option("--slug", type=Id(), default="", help=_("Its id: the name of its folder and part of every address."))
@root_option
def new_assembly(name: str, kind: str, members: tuple[str, ...], slug: str, root: Path | None) -> None:
    """An assembly: a popular assembly, or a council of delegations."""
    from minutebook.commands import drafting, drafts
    from minutebook.commands.loading import read_records
    from minutebook.load import load

    words = " ".join(name.split())
    if not words:
        raise click.UsageError(_("An assembly needs a name"))
    if _PATH.search(words):
        said = _("%(name)r is a path; name the assembly alone, and the confederation's folder with --root")
        raise click.UsageError(said % {"name": words})
    listed = [one for group in members for one in re.split(r"[\s,]+", group) if one]
    if listed and kind != "council":
        raise click.UsageError(_("Only a council has members that are assemblies; add --kind council"))
    called = words.replace("-", " ").title() if _ID.fullmatch(words) else words
    id = slug or drafting.slug(words)
    if not id:
        raise click.UsageError(_("%(name)r has no letters a-z for an id; give one with --slug") % {"name": words})
    found = _begun(root)
    known = load(read_records(found)).assemblies.values() if (found / RECORDS).is_dir() else ()
    communes = [one.id for one in known if one.kind == "commune"]
    _write(found, drafts.assembly(called, id, kind, listed, communes))


def _begun(root: Path | None) -> Path:
    """The confederation's folder, which for a first assembly need hold nothing yet."""
    here = root or Path.cwd()
    if not os.path.isdir(here):
        raise click.UsageError(_("There is no folder %(folder)s") % {"folder": here})
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
        said = _("Which assembly? Name it by its id: %(ids)s") if len(known) <= 20 else _("Which assembly? Name it by its id")
        if not known:
            said = _("There is no assembly yet; begin with: minutebook new assembly NAME (a council: with --kind council)")
        raise click.UsageError(said % {"ids": ", ".join(known)})
    if wanted not in known:
        meant = nearest(wanted, known)
        said = _("There is no assembly %(id)r; did you mean %(meant)r?") if meant else _("There is no assembly %(id)r")
        raise click.UsageError(said % {"id": wanted, "meant": meant})
    return Desk(state, known[wanted], day, slug), found


def _write(root: Path, draft: Draft) -> None:
    """Write a draft where nothing is yet, unless the record would not pass a check there."""
    path = root / draft.file
    shown = os.path.relpath(path)
    if os.path.lexists(path):
        said = _("%(file)s is there already and was not touched; choose another name with --slug, or another --date")
        raise click.ClickException(said % {"file": shown})
    problems = _problems(root, draft)
    if any(error for error, words in problems):
        said = _("%(file)s was not written, because it would not be valid:") % {"file": shown}
        raise click.ClickException(said + "".join(f"\n  {words}" for error, words in problems))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(draft.text)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    click.echo(shown)
    for _error, words in problems:
        click.echo(words, err=True)
    for field in draft.fill:
        click.echo(_("Written. Now replace what stands under `%(field)s`.") % {"field": field}, err=True)
    for words in draft.told:
        click.echo(words, err=True)


def _problems(root: Path, draft: Draft) -> list[tuple[bool, str]]:
    """What a check would say of the draft in its place, each with whether it is an error; what is still to be replaced is said apart."""
    from minutebook.codes import severity_of
    from minutebook.commands.loading import read_records
    from minutebook.load import load
    from minutebook.problems import Severity
    from minutebook.report import weight

    there = read_records(root) if (root / RECORDS).is_dir() else {}
    found = load({**there, draft.file: draft.text.encode()}).problems
    return [
        (
            severity_of(one.code) is Severity.ERROR,
            f"{weight(severity_of(one.code))}[{one.code}]: {'; '.join(filter(None, (speak(one.message), speak(one.help))))}",
        )
        for one in found
        if one.span.file == draft.file and one.code != "placeholder-left"
    ]
