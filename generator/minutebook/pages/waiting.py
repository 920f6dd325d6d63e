"""Who is awaited: assemblies that have not decided while their decision can still change something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from minutebook.pages.awaited import by_meeting
from minutebook.pages.groups import Group
from minutebook.pages.rows import RowView, next_notice
from minutebook.pages.view import Link, Site
from minutebook.pages.wording import STATUSES
from minutebook.records import NoticeRecord
from minutebook.rules.force import PENDING, Standing

SOON: Final = 12
"""Of many assemblies that are awaited, so many that meet next are named."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An assembly that has not decided, what its silence refers to, and its next meeting."""

    row: RowView
    notice: NoticeRecord | None
    listed: bool
    late: bool

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell but its name and status."""
        return self.notice is None and not self.row.notes


@dataclass(frozen=True, slots=True)
class WaitingIn:
    """How many of a council's assemblies are awaited; `id` is the fold they stand in."""

    id: str
    council: Link
    number: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """Very many that are awaited: how many by their status, how many by council, and those that meet next with it on the agenda."""

    counts: tuple[tuple[int, str], ...]
    councils: tuple[WaitingIn, ...]
    soonest: tuple[Waiting, ...]


def waiting(site: Site, one: Standing, rows: Iterable[RowView]) -> tuple[Waiting, ...]:
    """Those still to decide, while it can change something: the same, in the same order, as in lists of proposals."""
    found = []
    for view in rows:
        if one.state in PENDING and view.row and view.row.awaited:
            notice = next_notice(site, view.row.assembly)
            listed = notice is not None and any(item.on and item.on.target == one.proposal.id for item in notice.agenda)
            found.append(Waiting(view, notice, listed, bool(notice and one.deadline and notice.day > one.deadline)))
    return tuple(sorted(found, key=lambda item: by_meeting(item.notice.day if item.notice else None, item.row.assembly)))


def may_again(one: Standing, rows: Iterable[RowView]) -> Iterator[RowView]:
    """Those that rejected or rescinded and may still decide again."""
    for view in rows:
        if one.state in ("open", "failing") and view.row and not view.counted and view.row.status in ("rejected", "rescinded"):
            yield view


def awaited(all_: Sequence[Waiting], groups: Iterable[Group]) -> Awaited:
    """Those awaited, of whom there are too many to name each."""
    keys = {item.row.anchor: item.row.key for item in all_}
    counts = Counter(keys.values())
    councils = (
        WaitingIn(group.id, group.council, number)
        for group in groups
        if group.council and (number := sum(view.anchor in keys for view in group.rows))
    )
    called = [(item.notice.day, item.row.assembly.text, item) for item in all_ if item.notice and item.listed and not item.late]
    soonest = sorted(called, key=lambda one: one[:2])[:SOON]
    return Awaited(
        tuple((counts[key], key) for key in STATUSES if counts[key]), tuple(councils), tuple(item for _day, _name, item in soonest)
    )  # fmt: skip
