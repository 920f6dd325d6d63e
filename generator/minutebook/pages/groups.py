"""Rows by council and by status: the roll-up, who has decided what, and who is shown apart and not counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from minutebook.pages.alphabet import collation, initial
from minutebook.pages.bar import Bar
from minutebook.pages.notes import Note
from minutebook.pages.rows import RowView, row_view, row_views
from minutebook.pages.sentence import is_own
from minutebook.pages.silent import successors
from minutebook.pages.speech import _, and_list, ngettext, semicolon
from minutebook.pages.view import Link, Site
from minutebook.pages.wording import STATUSES, method_words, tally_words
from minutebook.rules.electorate import counting_day
from minutebook.rules.force import Standing
from minutebook.rules.ratification import Row, ask, own_row
from minutebook.rules.speech import speeches

FOLDED: Final = 100
"""With more rows than this, those of each council stand in a fold, by their status."""
STRETCH: Final = 60
"""Where there is no council between, a fold holds about so many rows by the alphabet."""

_Part = tuple[str, Link | None, list[RowView]]


@dataclass(frozen=True, slots=True)
class Alike:
    """The rows of a fold that have the same status."""

    key: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one council, with how many of them count; without a heading where there is only one group.

    `joint` are the successors among them, which fill the row of the assembly they came out of, with that assembly.
    `alike` are the rows of a fold by their status.
    """

    id: str
    council: Link | None
    ratified: int
    rejected: int
    of: int
    rows: tuple[RowView, ...]
    joint: str = ""
    alike: tuple[Alike, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a proposal by council. There may be too many: then they are `folded`, and `told` is what holds for all rows of a status."""

    groups: tuple[Group, ...]
    folded: bool = False
    told: tuple[tuple[str, tuple[Note, ...]], ...] = ()

    @property
    def rows(self) -> Iterator[RowView]:
        """Every row."""
        return (view for group in self.groups for view in group.rows)


def table(site: Site, one: Standing) -> Table:
    """The rows by council: each under the council below `to` that it is a direct member of; those of none, at the end, under `to` itself."""
    views = row_views(site, one)
    whole = successors(site, one)
    if len(views) > FOLDED:
        told, rows = _told_once(views)
        return Table(tuple(_folded(_group(site, part, whole)) for part in _parts(site, one, rows)), True, told)
    parts = [("", None, list(views))] if one.rule.electorate == "tiers" or is_own(site, one) else list(_by_council(site, one, views))
    return Table(tuple(_group(site, (id, heading if len(parts) > 1 else None, rows), whole) for id, heading, rows in parts))


def _parts(site: Site, one: Standing, views: Sequence[RowView]) -> Iterable[_Part]:
    """What stands in each fold: the rows of a council; of tiers those of a member, after the members themselves; else by the alphabet."""
    if one.rule.electorate == "tiers":
        return _by_member(views)
    parts = list(_by_council(site, one, views))
    return parts if len(parts) > 1 else _by_letter(views)


def _by_council(site: Site, one: Standing, views: Iterable[RowView]) -> Iterator[_Part]:
    membership = site.state.membership
    day = counting_day(one.rule, one.day)
    councils = [
        *sorted(
            (name for name in membership.below(one.rule.to, day) if membership.is_council(name)), key=lambda id: collation(site.name(id))
        ),
        one.rule.to,
    ]
    home = {member: council for council in reversed(councils) for member in membership.members(council, day)}
    found: dict[str, list[RowView]] = {council: [] for council in councils}
    council = one.rule.to
    for view in views:
        council = home.get(view.row.assembly if view.row else view.anchor, one.rule.to) if view.depth == 0 else council
        found[council].append(view)
    yield from ((council, site.assembly(council), rows) for council, rows in found.items() if rows)


def _by_member(views: Sequence[RowView]) -> Iterator[_Part]:
    yield "", None, [view for view in views if view.depth == 0]
    member = views[0]
    inner: list[RowView] = []
    for view in (*views[1:], None):
        if view is None or view.depth == 0:
            if inner:
                yield member.row.assembly if member.row else member.anchor, member.assembly, inner
            member, inner = view or member, []
        else:
            inner.append(view)


def _by_letter(views: Iterable[RowView]) -> Iterator[_Part]:
    """Whole letters until there are enough; what stands beneath a row stays with it."""
    rows: list[RowView] = []
    letters: list[str] = []
    number = 0
    letter = ""

    def part() -> _Part:
        words = letters[0] if letters[0] == letters[-1] else _("%(first)s to %(last)s") % {"first": letters[0], "last": letters[-1]}
        return str(number), Link(words), rows

    top = {id(view): initial(view.assembly.text) for view in views if view.depth == 0}
    for view in views:
        new = top.get(id(view), letter)
        if new != letter and len(rows) >= STRETCH:
            number += 1
            yield part()
            rows, letters = [], []
        letter = new
        rows.append(view)
        letters.append(letter)
    if rows:
        number += 1
        yield part()


def _group(site: Site, part: _Part, whole: Mapping[str, str]) -> Group:
    id, heading, rows = part
    top = _top(rows)
    return Group(
        id, heading, sum(view.counted for view in top), sum(bool(view.row and view.row.rejects) for view in top), len(top), tuple(rows),
        _joint(site, rows, whole),
    )  # fmt: skip


def _folded(group: Group) -> Group:
    """A group with its rows by their status, the decisions first."""
    order = tuple(STATUSES)
    rows = sorted(group.rows, key=lambda view: order.index(view.key))
    return replace(group, alike=tuple(Alike(key, tuple(found)) for key, found in groupby(rows, key=lambda view: view.key)))


def _told_once(views: Sequence[RowView]) -> tuple[tuple[tuple[str, tuple[Note, ...]], ...], tuple[RowView, ...]]:
    """What is told of all rows with a status, by status; and the rows without it. In silence the day alone leads to the record."""
    order = tuple(STATUSES)
    of_all: dict[str, list[Note]] = {}
    for view in views:
        plain = [note for note in view.notes if not note.prose and not note.link]
        of_all[view.key] = [note for note in of_all.get(view.key, plain) if note in plain]
    rows = tuple(
        replace(view, notes=() if view.bare else tuple(note for note in view.notes if note not in of_all[view.key])) for view in views
    )  # fmt: skip
    return tuple((key, tuple(of_all[key])) for key in sorted(of_all, key=order.index)), rows


def _top(rows: Sequence[RowView]) -> list[RowView]:
    """The rows that stand beneath no other of them."""
    least = min(view.depth for view in rows)
    return [view for view in rows if view.depth == least]


def _joint(site: Site, rows: list[RowView], whole: Mapping[str, str]) -> str:
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
    return semicolon().join(words)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a council's communes have ratified; `depth` is how many councils stand above it, below the one it was put to."""

    council: Link
    ratified: int
    of: int
    depth: int


def roll_up(site: Site, one: Standing) -> tuple[Share, ...]:
    """For every council between the one it was put to and the communes: how many of its communes have ratified. Each stands once,
    beneath the council it is a member of."""
    membership = site.state.membership
    day = counting_day(one.rule, one.day)
    counted = {row.assembly: row.counted for row in _leaves(site, one.rows)}
    seen: set[str] = set()

    def walk(above: str, depth: int) -> Iterator[Share]:
        inner = (name for name in membership.members(above, day) if membership.is_council(name) and name not in seen)
        for council in sorted(inner, key=lambda id: collation(site.name(id))):
            if council in seen:
                continue
            seen.add(council)
            communes = [name for name in membership.below(council, day) if name in counted]
            if communes:
                yield Share(site.assembly(council), sum(counted[name] for name in communes), len(communes), depth)
            yield from walk(council, depth + 1)

    return tuple(walk(one.rule.to, 0))


def _leaves(site: Site, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of communes, down the tiers; a dissolved one is one, whoever fills its row."""
    for row in rows:
        if row.within and site.state.membership.is_council(row.assembly):
            yield from _leaves(site, row.within)
        else:
            yield row


@dataclass(frozen=True, slots=True)
class ByStatus:
    """The assemblies of one status; `told` is how the only one that is asked decided."""

    key: str
    names: tuple[Link, ...]
    told: str = ""


def by_status(rows: Iterable[RowView], bar: Bar) -> tuple[ByStatus, ...]:
    """Who has decided what, by status in the order of the bar; nothing where they are too many to be named."""
    named: dict[str, list[RowView]] = {key: [] for _number, key in bar.tally}
    for row in rows:
        if row.depth == 0:
            named[row.key].append(row)
    told = {key: tally_words(found[0].votes) or method_words(found[0].method) for key, found in named.items() if bar.of == 1}
    return () if bar.many else tuple(
        ByStatus(key, tuple(row.assembly for row in found), told.get(key, "")) for key, found in named.items()
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Apart:
    """An assembly that is shown and not counted, with why."""

    view: RowView
    joined: bool


def apart(site: Site, one: Standing, inside: Collection[str]) -> tuple[Apart, ...]:
    """Assemblies that joined later, and others that decided on it, besides those that have a row: shown apart, not counted."""
    state = site.state
    course = state.courses[one.proposal.id]
    question = ask(state.membership, state.mandates_in, one.proposal, one.rule, one.day, course.carried)
    spoken = speeches(state.membership, state.mandates_in, one.proposal, one.rule, one.day)
    whole = successors(site, one)
    others = [name for name in spoken if name not in inside and name not in one.apart and name != one.rule.to]
    found = []
    for name in (*(name for name in one.apart if name not in inside), *sorted(others)):
        row = own_row(question, spoken, name)
        found.append(Apart(row_view(site, one, replace(row, counted=False), whole), name in one.apart))
    return tuple(found)
