"""The proposal: its state on a day, its figures, from when and until when it is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from minutebook.confederation import Act
from minutebook.records import ProposalRecord
from minutebook.rules.carrying import Course
from minutebook.rules.conditions import Condition, conditions, hold
from minutebook.rules.decisions import verdict
from minutebook.rules.electorate import electorate, joined_later
from minutebook.rules.mandates import Mandates
from minutebook.rules.membership import Membership
from minutebook.rules.ratification import Row, ask, rows
from minutebook.rules.ruling import Ruling
from minutebook.rules.tallies import needed

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
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

    @property
    def ratified(self) -> int:
        """How many stand and count."""
        return sum(row.counted for row in self.rows)

    @property
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


def standings(membership: Membership, mandates: Mandates, courses: Mapping[str, Course], day: date) -> dict[str, Standing]:
    """Every proposal on a day."""
    found: dict[str, Standing] = {}
    force = {id: _begins(membership, course, day) for id, course in courses.items()}
    for id, course in courses.items():
        found[id] = _standing(membership, mandates, courses, force, course, day)
    return found


def _last_adoption(membership: Membership, course: Course, day: date) -> tuple[date | None, date | None]:
    """Of a commune's own proposal after carrying: the day it was adopted again, and the day it was rescinded, if that is later."""
    again: date | None = course.carried
    rescinded: date | None = None
    for act in membership.confederation.acts_on[course.proposal.id]:
        if course.carried is None or not course.carried < act.day <= day or act.assembly != course.rule.to:
            continue
        judged = verdict(membership.confederation, act, day)
        if judged.valid and judged.whole and judged.outcome == "rescinded":
            rescinded = rescinded or act.day
        elif judged.valid and judged.whole and judged.outcome == "adopted" and rescinded:
            again, rescinded = act.day, None
    return again, rescinded


def _begins(membership: Membership, course: Course, day: date) -> date | None:
    """The first day in force: the later of `in_force` and carrying (or being adopted again)."""
    if course.carried is None:
        return None
    since = _last_adoption(membership, course, day)[0] if own_commune(membership, course) else course.carried
    return max(course.proposal.in_force or date.min, since or course.carried)


def requires_less(membership: Membership, by: Course, of: Course) -> bool:
    """Whether one proposal asks for less than another, counted over its own electorate."""
    size = len(electorate(membership, by.rule, by.rule.put))
    return (needed(by.rule.requires, size) or 0) < (needed(of.rule.requires, size) or 0)


def acts_upon(membership: Membership, by: Course, of: Course) -> bool:
    """Whether a proposal may amend or repeal another: to the same assembly, and with no less required."""
    return by.rule.to == of.rule.to and not requires_less(membership, by, of)


def _repeal(
    membership: Membership, courses: Mapping[str, Course], force: Mapping[str, date | None], course: Course
) -> tuple[date | None, str]:
    """The last day before a repeal, and the proposal that repeals: the earliest, if it is not before this one was carried."""
    found: list[tuple[date, str]] = []
    for other in courses.values():
        begins = force[other.proposal.id]
        touches = any(ref.target == course.proposal.id for ref in other.proposal.repeals)
        if touches and begins and course.carried and begins - DAY >= course.carried and acts_upon(membership, other, course):
            found.append((begins - DAY, other.proposal.id))
    return min(found) if found else (None, "")


def _standing(
    membership: Membership, mandates: Mandates, courses: Mapping[str, Course], force: Mapping[str, date | None],
    course: Course, day: date,
) -> Standing:  # fmt: skip
    proposal, rule = course.proposal, course.rule
    question = ask(membership, mandates, proposal, rule, day, course.carried)
    table = rows(question)
    deadline = rule.deadline(day)
    begins = force[proposal.id]
    until, repealed_by = _repeal(membership, courses, force, course)
    rescinded = _last_adoption(membership, course, day)[1] if own_commune(membership, course) else None
    if rescinded and (until is None or rescinded - DAY < until):
        until, repealed_by = rescinded - DAY, proposal.id
    expires = proposal.expires
    last = min((one for one in (until, expires) if one), default=None) if course.carried else None
    provisional = bool(course.carried) and any(row.counted and row.provisional for row in table) and not hold(rule, table, firm=True)
    lapsed = deadline + DAY if deadline and deadline < day and not course.carried else None
    standing = Standing(
        proposal, rule, day, "", question.edition, table, joined_later(membership, rule, day), conditions(rule, table),
        course.carried, lapsed, begins, last, deadline, provisional, course.withdrawn, course.rival,
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
        ("repealed", carried and repeal is not None and day > repeal and repeal == ended),
        ("expired", carried and expires is not None and day > expires),
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
