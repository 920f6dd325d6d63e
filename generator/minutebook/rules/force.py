"""The proposal: its state on a day, its figures, from when and until when it is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from minutebook.confederation import Act
from minutebook.records import ProposalRecord
from minutebook.rules.carrying import Carrying, Course
from minutebook.rules.conditions import Condition, conditions, hold
from minutebook.rules.electorate import electorate, joined_later
from minutebook.rules.lazily import Lazily
from minutebook.rules.membership import Membership
from minutebook.rules.ratification import Row, ask, rows
from minutebook.rules.ruling import Ruling
from minutebook.rules.tallies import needed

DAY = timedelta(days=1)
PENDING = ("open", "failing", "provisionally carried", "open for adoption")
"""The states in which decisions still change something."""


@dataclass(frozen=True)
class Standing:
    """Where a proposal stands on a day, with the arithmetic and the records it rests on."""

    proposal: ProposalRecord
    rule: Ruling
    day: date
    state: str
    edition: int
    rows: tuple[Row, ...]
    apart: tuple[str, ...]
    conditions: tuple[Condition, ...]
    carried_on: date | None
    lapsed_on: date | None
    in_force_from: date | None
    in_force_until: date | None
    deadline: date | None
    provisional: bool
    withdrawn: Act | None
    rival: str
    repealed_by: str
    undone: tuple[tuple[date, date], ...]

    @property
    def needed(self) -> int | None:
        """How many must ratify; None where it is open for adoption."""
        return self.conditions[0].need

    @cached_property
    def asked(self) -> frozenset[str]:
        """The assemblies that have a row."""
        return frozenset(row.assembly for row in self.rows)

    @cached_property
    def ratified(self) -> int:
        """How many stand and count."""
        return sum(row.counted for row in self.rows)

    @cached_property
    def rejected(self) -> int:
        """How many stand rejected."""
        return sum(row.rejects for row in self.rows)

    @property
    def undecided(self) -> int:
        """The electorate less ratified less rejected."""
        return len(self.rows) - self.ratified - self.rejected

    @property
    def in_force(self) -> bool:
        """Whether it is in force on the day."""
        if self.in_force_from is None or self.in_force_from > self.day:
            return False
        return self.in_force_until is None or self.day <= self.in_force_until


def own_commune(membership: Membership, course: Course) -> bool:
    """Whether it is a commune's proposal to itself: carried by its own decision, and rescinded by it."""
    return course.proposal.assembly == course.rule.to and not membership.is_council(course.rule.to)


def standings(carrying: Carrying, courses: Mapping[str, Course]) -> Mapping[str, Standing]:
    """Every proposal on the day up to which they were followed, when it is asked for."""
    runs = Lazily(courses, lambda id: {id: _runs(carrying, courses[id])})
    return Lazily(courses, lambda id: {id: _standing(carrying, courses, runs, courses[id])})


def _runs(carrying: Carrying, course: Course) -> tuple[date | None, date | None]:
    """The first day in force (the later of `in_force` and carrying), and the last before a commune rescinded its own proposal.

    Adopted again, its own proposal is in force again from that day.
    """
    if course.carried is None:
        return None, None
    begins, ends = course.carried, None
    if own_commune(carrying.membership, course):
        for day in sorted(one for one in carrying.turns(course.proposal, course.rule) if one > course.carried):
            counted = any(row.counted for row in carrying.rows(course, day, course.carried))
            if counted and ends:
                begins, ends = day, None
            elif not counted:
                ends = ends or day - DAY
    return max(course.proposal.in_force or date.min, begins), ends


def requires_less(membership: Membership, by: Course, of: Course) -> bool:
    """Whether one proposal asks for less than another, counted over its own electorate."""
    size = len(electorate(membership, by.rule, by.rule.put))
    return (needed(by.rule.requires, size) or 0) < (needed(of.rule.requires, size) or 0)


def acts_upon(membership: Membership, by: Course, of: Course) -> bool:
    """Whether a proposal may amend or repeal another: to the same assembly, and with no less required."""
    return by.rule.to == of.rule.to and not requires_less(membership, by, of)


def _repeal(
    membership: Membership, courses: Mapping[str, Course], runs: Mapping[str, tuple[date | None, date | None]], course: Course
) -> tuple[date | None, str]:  # fmt: skip
    """The last day before a repeal, and the proposal that repeals: the earliest, if it is not before this one was carried."""
    found: list[tuple[date, str]] = []
    own = runs[course.proposal.id][1]
    if own:
        found.append((own, course.proposal.id))
    for id in membership.confederation.repealing[course.proposal.id]:
        other, begins = courses[id], runs[id][0]
        if begins and course.carried and begins - DAY >= course.carried and acts_upon(membership, other, course):
            found.append((begins - DAY, other.proposal.id))
    return min(found) if found else (None, "")


def _dated(carrying: Carrying, course: Course, table: tuple[Row, ...], day: date) -> tuple[Row, ...]:
    """The rows of tiers with the day from which each council's has held without a break, whether or not it was a member already.

    A commune's row keeps its own day, or that on which the last of its successors agreed.
    """
    if course.rule.electorate != "tiers":
        return table
    councils = (row for row in table if carrying.membership.is_council(row.assembly))
    open_rows = {row.assembly: row for row in councils if row.within and not row.shown and row.status in ("ratified", "rejected")}
    dated: dict[str, Row] = {}
    days = sorted(one for one in carrying.turns(course.proposal, course.rule) | carrying.changes(course) if course.rule.put <= one <= day)
    for turn in reversed(days):
        carried = course.carried if course.carried and turn >= course.carried else None
        question = ask(carrying.membership, carrying.mandates, course.proposal, course.rule, turn, carried)
        then = {row.assembly: row for row in rows(question, tuple(open_rows))} if open_rows else {}
        for name, row in list(open_rows.items()):
            if then[name].status == row.status and not then[name].shown:
                dated[name] = replace(row, day=turn)
            else:
                del open_rows[name]
    return tuple(dated.get(row.assembly, row) for row in table)


def _standing(
    carrying: Carrying, courses: Mapping[str, Course], runs: Mapping[str, tuple[date | None, date | None]], course: Course
) -> Standing:  # fmt: skip
    proposal, rule, membership, day = course.proposal, course.rule, carrying.membership, carrying.day
    question = ask(membership, carrying.mandates, proposal, rule, day, course.carried)
    table = _dated(carrying, course, rows(question), day)
    deadline = rule.deadline(day)
    until, repealed_by = _repeal(membership, courses, runs, course)
    expires = proposal.expires
    last = min((one for one in (until, expires) if one), default=None) if course.carried else None
    provisional = bool(course.carried) and hold(rule, table) and not hold(rule, table, firm=True)
    lapsed = deadline + DAY if deadline and deadline < day and not course.carried else None
    standing = Standing(
        proposal, rule, day, "", question.edition, table, joined_later(membership, rule, day), conditions(rule, table),
        course.carried, lapsed, runs[proposal.id][0], last, deadline, provisional, course.withdrawn, course.rival,
        repealed_by if until and day > until else "", tuple(course.undone),
    )  # fmt: skip
    return _with_state(standing, until, expires)


def _with_state(standing: Standing, repeal: date | None, expires: date | None) -> Standing:
    """The state: the first of these that holds."""
    need = standing.needed
    day = standing.day
    carried = standing.carried_on is not None
    ended = min((one for one in (repeal, expires) if one), default=None)
    states = (
        ("withdrawn", standing.withdrawn is not None),
        ("expired", carried and expires is not None and day > expires and expires == ended),
        ("repealed", carried and repeal is not None and day > repeal),
        ("provisionally carried", carried and standing.provisional),
        ("carried", carried and standing.in_force_from is not None and day < standing.in_force_from),
        ("in force", carried),
        ("set aside", bool(standing.rival)),
        ("lapsed", standing.lapsed_on is not None),
        ("open for adoption", need is None),
        ("failing", need is not None and len(standing.rows) - standing.rejected < need),
        ("open", True),
    )
    return replace(standing, state=next(state for state, holds in states if holds))
