"""The state: everything that is computed as of one day, from the linked records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from minutebook.confederation import Act, Confederation, Groups
from minutebook.problems import Problem
from minutebook.rules.bylaws import bylaw
from minutebook.rules.carrying import Carrying, Course
from minutebook.rules.decisions import Verdict, verdict
from minutebook.rules.force import Standing, acts_upon, standings
from minutebook.rules.ledger import Finding, ledger
from minutebook.rules.mandates import Mandates, MandateState, mandate_state
from minutebook.rules.membership import Membership
from minutebook.rules.positions import Stated, answer, opens_question, positions_at


@dataclass(frozen=True, eq=False)
class State:
    """What the records say on `day`. `confederation` holds the records up to that day; `records` all of them."""

    day: date
    records: Confederation
    confederation: Confederation
    membership: Membership
    mandates_in: Mandates
    courses: Mapping[str, Course]
    verdicts: Mapping[str, Verdict]
    stated: Mapping[str, tuple[Stated, ...]]
    proposals: Mapping[str, Standing]
    mandates: Mapping[str, MandateState]
    ledger: tuple[Finding, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def stated_by(self) -> Groups[Stated]:
        """Positions by the assembly whose delegation took them, in order."""
        return Groups.of((one.assembly, one) for found in self.stated.values() for one in found)

    @cached_property
    def stated_under(self) -> Groups[Stated]:
        """Positions by the mandate they were held against."""
        return Groups.of((one.mandate.record.id, one) for found in self.stated.values() for one in found if one.mandate)

    @cached_property
    def stated_on(self) -> Groups[Stated]:
        """Positions by proposal."""
        return Groups.of((one.proposal, one) for found in self.stated.values() for one in found)


def reckon(confederation: Confederation, day: date) -> State:
    """Everything computed as of a day, the day of reckoning. Only records dated up to it count; notices whatever their date."""
    known = confederation.until(day)
    membership = Membership(known)
    mandates = Mandates(known, day)
    carrying = Carrying(membership, mandates, day)
    courses = carrying.courses()
    verdicts = {act.id: verdict(known, act, day) for act in known.acts}
    stated = _answered(known, {act.id: found for act in known.acts if (found := _positions(mandates, act, day))}, day)
    states = {
        id: mandate_state(mandates, one, _report_days(known, one.record.assembly, one.ended_on), day)
        for id, one in mandates.by_id.items()
    }  # fmt: skip
    lines = ledger(mandates, states, [one for group in stated.values() for one in group], day)
    return State(
        day, confederation, known, membership, mandates, courses, verdicts, stated,
        standings(carrying, courses), states, lines, tuple(_overreaching(membership, courses)),
    )  # fmt: skip


def _positions(mandates: Mandates, act: Act, day: date) -> tuple[Stated, ...]:
    council = mandates.confederation.assemblies[act.assembly].kind == "council"
    return positions_at(mandates, act, day) if council else ()


def _report_days(confederation: Confederation, assembly: str, ended: date | None) -> int | None:
    days: int | None = bylaw(confederation, assembly, "mandates.report_within_days", ended) if ended else None
    return days


def _answered(confederation: Confederation, stated: dict[str, tuple[Stated, ...]], day: date) -> dict[str, tuple[Stated, ...]]:
    """The positions with the answers to the questions they open."""
    same: Groups[Stated] = Groups.of((f"{one.proposal} {one.assembly}", one) for found in stated.values() for one in found)

    def closed(one: Stated) -> Stated:
        if not opens_question(one):
            return one
        return replace(one, answer=answer(confederation, one, same[f"{one.proposal} {one.assembly}"], day))

    return {act: tuple(closed(one) for one in found) for act, found in stated.items()}


def _overreaching(membership: Membership, courses: Mapping[str, Course]) -> list[Problem]:
    """Amendments and repeals that have no effect: of a proposal to another assembly, or with less required than for it."""
    problems: list[Problem] = []
    for course in courses.values():
        for key in ("amends", "repeals"):
            for ref in getattr(course.proposal, key):
                other = courses.get(ref.target)
                if other is None or acts_upon(membership, course, other):
                    continue
                same = course.rule.to == other.rule.to
                code = "requires-less" if same else "target-mismatch"
                message = (
                    f"it requires {course.rule.requires}, and `{ref.target}` required {other.rule.requires}" if same
                    else f"`{ref.target}` is a proposal to {other.rule.to}, this one is to {course.rule.to}"
                )  # fmt: skip
                problems.append(
                    Problem(code, ref.span, f"it cannot change `{ref.target}`: {message}", "has no effect", record=course.proposal.id)
                )
    return problems
