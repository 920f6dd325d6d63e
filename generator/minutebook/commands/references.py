"""Which record is meant by what was typed: an id as in records, the path of its file, its address on the site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from minutebook.commands.options import RECORDS, home
from minutebook.entry import place_of
from minutebook.linking import Index, decisions_known
from minutebook.problems import Problem, whole_file
from minutebook.records import FOLDERS, MinutesRecord, Record
from minutebook.records.decision import Decision
from minutebook.shapes import Ref, RefShape
from minutebook.speech import _, said, speak

if TYPE_CHECKING:
    from minutebook.confederation import Confederation
    from minutebook.state import State

ANY: Final = RefShape(("assemblies", *FOLDERS))


def meant(state: State, text: str, root: Path) -> tuple[Record, Decision | None]:
    """The record of a reference and, where it names one, the decision in it.

    Only minutes have parts of which something is to be said by itself; with other records what stands behind the sign #
    is a place on their page, and the whole is shown.
    """
    reference, _, part = text.partition("#")
    record = _record(state, _as_id(reference, root), root)
    return record, _decision(state, record, part.strip()) if isinstance(record, MinutesRecord) and part.strip() else None


def _decision(state: State, minutes: MinutesRecord, part: str) -> Decision:
    """A decision by its id, or `decision-N` by its number; where there is none, those that there are."""
    for one in minutes.decisions:
        if part in (one.anchor, f"decision-{one.number}"):
            return one
    known = decisions_known([one.anchor for one in minutes.decisions])
    if not minutes.decisions:
        known = said("these minutes mark no decision that can be shown")
    none = _("`%(minutes)s` has no decision `%(decision)s`; %(known)s") % {"minutes": minutes.id, "decision": part, "known": speak(known)}
    aside = _("set aside: %(part)s, %(place)s; `minutebook check %(file)s` says why")
    lost = [
        "  " + aside % {"part": speak(one.part), "place": f"{one.span.file}:{one.span.line}", "file": one.span.file}
        for one in state.records.aside
        if one.record == minutes.id and one.part
    ]
    raise click.ClickException("\n".join((none, *lost)))


def _record(state: State, reference: str, root: Path) -> Record:
    """The record of a reference; whatever else it leads to is said, with what to write instead."""
    records = state.records
    ids = _ids(records)
    index = Index(frozenset(ids), _aside(records), records.aliases, {})
    here = home(root)
    ref = Ref(_full(reference, records, ids, here), whole_file(""), ANY)
    found, problem = index.resolve(ref, (here,), "")
    if problem:
        raise click.ClickException(_said(records, problem))
    record = state.confederation.record(found.target)
    if record is None:
        later = _("%(record)s is dated after %(day)s, the day of reckoning; name a later one with --as-of")
        raise click.ClickException(later % {"record": found.target, "day": state.day})
    return record


def _as_id(text: str, root: Path) -> str:
    """A path, an address or an id, as an id."""
    plain = text.strip()
    for start in (Path.cwd(), root):
        path = Path(os.path.realpath(start / plain))
        if plain and os.path.exists(path) and path.is_relative_to(root / RECORDS):
            plain = path.relative_to(root).as_posix()
            break
    if f"{RECORDS}/" in plain:
        plain = plain[plain.index(f"{RECORDS}/") :]
        if plain.endswith(".md"):
            place = place_of(plain)
            plain = plain if isinstance(place, Problem) else place.id
        plain = plain.removeprefix(f"{RECORDS}/")
    return plain.rstrip("/").removesuffix(".md")


def _full(name: str, records: Confederation, ids: tuple[str, ...], here: str) -> str:
    """A name as a full id, where only one record has it: first in the assembly we are in, then anywhere.

    A meeting that was called and held is one: its minutes are meant.
    """
    owner, slash, slug = name.rpartition("/")
    if name in ids or owner.count("/"):
        return name
    ending = f"/{slug}"
    everywhere = [one for one in ids if one.endswith(ending)]
    within = f"{records.aliases.get(owner, owner)}/" if slash else f"{here}/"
    found = [one for one in everywhere if one.startswith(within)]
    found = found if found or slash else everywhere
    held = {one for one in found if "/minutes/" in one}
    found = [one for one in found if one.replace("/notices/", "/minutes/") not in held or one in held]
    if len(found) > 1:
        listed = ", ".join(found[:10]) + (" …" if len(found) > 10 else "")
        several = _("`%(name)s` could mean several records; write the full id: %(ids)s")
        raise click.ClickException(several % {"name": name, "ids": listed})
    return found[0] if found else name


def _ids(confederation: Confederation) -> tuple[str, ...]:
    tables = (
        confederation.assemblies, confederation.minutes, confederation.mandates, confederation.proposals,
        confederation.reports, confederation.notices,
    )  # fmt: skip
    return tuple(one for table in tables for one in table)


def _aside(confederation: Confederation) -> frozenset[str]:
    return frozenset(one.record for one in confederation.aside if one.record and not one.part)


def _said(confederation: Confederation, problem: Problem) -> str:
    """A problem of a reference in a few lines; of a record that is set aside, why it is."""
    if problem.code != "reference-set-aside":
        return speak(said("%(message)s; %(help)s", message=problem.message, help=problem.help) if problem.help else problem.message)
    lost = problem.message.split("`")[1]
    why = [f"  {one.span.file}:{one.span.line}: {speak(one.message)}" for one in confederation.problems if one.record == lost]
    return "\n".join((_("%(record)s is set aside, because it cannot be trusted as written") % {"record": lost}, *why))
