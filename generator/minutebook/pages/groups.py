"""Rows by council and by status: the roll-up, who has decided what, and who is shown apart and not counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from minutebook.pages.bar import Bar
from minutebook.pages.rows import RowView, row_view, row_views
from minutebook.pages.sentence import is_own
from minutebook.pages.silent import successors
from minutebook.pages.speech import and_list, ngettext
from minutebook.pages.view import Link, Site
from minutebook.pages.wording import method_words, tally_words
from minutebook.rules.electorate import counting_day
from minutebook.rules.force import Standing
from minutebook.rules.ratification import Row, ask, own_row
from minutebook.rules.speech import speeches


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one council, with how many of them count; without a heading where there is only one group.

    `joint` are the successors among them, which fill the row of the assembly they came out of, with that assembly.
    """

    council: Link | None
    ratified: int
    of: int
    rows: tuple[RowView, ...]
    joint: str = ""


def groups(site: Site, one: Standing) -> tuple[Group, ...]:
    """The rows by council: each under the council below `to` that it is a direct member of; those of none, at the end, under `to` itself."""
    views = row_views(site, one)
    membership = site.state.membership
    day = counting_day(one.rule, one.day)
    if one.rule.electorate == "tiers" or is_own(site, one):
        return (Group(None, one.ratified, len(one.rows), views),)
    councils = [*sorted((name for name in membership.below(one.rule.to, day) if membership.is_council(name)), key=site.name), one.rule.to]
    members = {council: membership.members(council, day) for council in councils}
    home = {view.anchor: next((c for c in councils if view.anchor in members[c]), one.rule.to) for view in views if view.depth == 0}
    found: dict[str, list[RowView]] = {council: [] for council in councils}
    council = one.rule.to
    for view in views:
        council = home[view.anchor] if view.depth == 0 else council
        found[council].append(view)
    whole = successors(site, one)
    filled = {council: rows for council, rows in found.items() if rows}
    return tuple(
        Group(
            site.assembly(council) if len(filled) > 1 else None,
            sum(v.counted for v in rows if v.depth == 0),
            sum(v.depth == 0 for v in rows),
            tuple(rows),
            _joint(site, rows, whole),
        )
        for council, rows in filled.items()
    )


def _joint(site: Site, rows: list[RowView], whole: dict[str, str]) -> str:
    """That successors stand in these rows and are not counted on their own."""
    found: dict[str, list[str]] = {}
    for view in rows:
        if view.row and view.row.assembly in whole:
            found.setdefault(whole[view.row.assembly], []).append(site.name(view.row.assembly))
    words = [
        ngettext("%(names)s counts within the row of %(name)s", "%(names)s count within the row of %(name)s", len(names))
        % {"names": and_list(names), "name": site.name(old)}
        for old, names in found.items()
    ]
    return "; ".join(words)


def roll_up(site: Site, one: Standing) -> tuple[Group, ...]:
    """For every council between the one it was put to and the communes: how many of its communes have ratified."""
    membership = site.state.membership
    day = counting_day(one.rule, one.day)
    counted = {row.assembly: row.counted for row in _leaves(one.rows)}
    found = []
    for council in sorted((name for name in membership.below(one.rule.to, day) if membership.is_council(name)), key=site.name):
        communes = [name for name in membership.below(council, day) if name in counted]
        if communes:
            found.append(Group(site.assembly(council), sum(counted[name] for name in communes), len(communes), ()))
    return tuple(found)


def _leaves(rows: tuple[Row, ...]) -> Iterator[Row]:
    for row in rows:
        if row.within:
            yield from _leaves(row.within)
        else:
            yield row


@dataclass(frozen=True, slots=True)
class Share:
    """The assemblies of one status; `told` is how the only one that is asked decided."""

    key: str
    names: tuple[Link, ...]
    told: str = ""


def shares(rows: Iterable[RowView], bar: Bar) -> tuple[Share, ...]:
    """Who has decided what, by status in the order of the bar; nothing where they are too many to be named."""
    named: dict[str, list[RowView]] = {key: [] for _number, key in bar.tally}
    for row in rows:
        if row.depth == 0:
            named[row.key].append(row)
    told = {key: tally_words(found[0].votes) or method_words(found[0].method) for key, found in named.items() if bar.of == 1}
    return () if bar.many else tuple(
        Share(key, tuple(row.assembly for row in found), told.get(key, "")) for key, found in named.items()
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Apart:
    """An assembly that is shown and not counted, with why."""

    view: RowView
    joined: bool


def apart(site: Site, one: Standing) -> tuple[Apart, ...]:
    """Assemblies that joined later, and others that decided on it: shown apart, not counted."""
    state = site.state
    course = state.courses[one.proposal.id]
    question = ask(state.membership, state.mandates_in, one.proposal, one.rule, one.day, course.carried)
    spoken = speeches(state.membership, state.mandates_in, one.proposal, one.rule, one.day)
    inside = {view.anchor for view in row_views(site, one)}
    others = [name for name in spoken if name not in inside and name not in one.apart and name != one.rule.to]
    found = []
    for name in (*(name for name in one.apart if name not in inside), *sorted(others)):
        row = own_row(question, spoken, name)
        found.append(Apart(row_view(site, one, replace(row, counted=False)), name in one.apart))
    return tuple(found)
