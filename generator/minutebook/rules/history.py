"""The count over time: how many ratifications stood at the end of each day on which that may have changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minutebook.rules.carrying import Course
from minutebook.rules.decisions import edition_on
from minutebook.rules.mandates import Mandates
from minutebook.rules.membership import Membership
from minutebook.rules.rolling import Rolling


@dataclass(frozen=True, slots=True)
class Count:
    """The count at the end of a day: on which edition, which assemblies stand and count, of how many."""

    day: date
    edition: int
    standing: frozenset[str]
    of: int

    @property
    def number(self) -> int:
        """How many stand."""
        return len(self.standing)


def counts(membership: Membership, mandates: Mandates, course: Course, today: date) -> tuple[Count, ...]:
    """The count at the end of each day on which it may have changed, from the day the proposal was put to today."""
    rolling = Rolling(membership, mandates, course.proposal, course.rule)
    found: list[Count] = []
    for day in _days(mandates, course, rolling, today):
        carried = _carried(course, day)
        table = rolling.rows(day, carried)
        standing = frozenset(row.assembly for row in table if row.counted)
        found.append(Count(day, edition_on(course.proposal, carried or day), standing, len(table)))
    return tuple(found)


def _carried(course: Course, day: date) -> date | None:
    """The day on which it was carried, as things stood on a day: a carrying that was undone held until then."""
    for carried, undone in course.undone:
        if carried <= day < undone:
            return carried
    return course.carried if course.carried and course.carried <= day else None


def _days(mandates: Mandates, course: Course, rolling: Rolling, today: date) -> list[date]:
    """The days that may change the count: of decisions, of what concerns all, of carrying, and of claims settled."""
    confederation = mandates.confederation
    days = {*rolling.own, *rolling.common, today}
    for carried, undone in ((course.carried, None), *course.undone):
        days.update(day for day in (carried, undone) if day)
    if course.rule.decided_by == "delegations":
        for mandate in mandates.by_id.values():
            if mandate.to == course.rule.to:
                settled = (*confederation.upholding[mandate.record.id], *confederation.disowning[mandate.record.id])
                days.update(act.day for act in settled)
    first = min((course.rule.put, *rolling.own))
    return sorted(day for day in days if first <= day <= today)
