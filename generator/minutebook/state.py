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
from minutebook.rules.history import Count, counts
from minutebook.rules.lazily import Lazily
from minutebook.rules.ledger import Finding, ledger
from minutebook.rules.mandates import Mandates, MandateState, mandate_state
from minutebook.rules.membership import Membership
from minutebook.rules.positions import Stated, answer, opens_question, positions_at
from minutebook.speech import said


@dataclass(frozen=True, eq=False)
class State:
    """What the records say on `day`. `confederation` holds the records up to that day; `records` all of them.

    Everything else is computed when it is first asked for.
    """

    day: date
    records: Confederation
    confederation: Confederation

    @cached_property
    def membership(self) -> Membership:
        """Who belongs where."""
        return Membership(self.confederation)

    @cached_property
    def mandates_in(self) -> Mandates:
        """The mandates as these records tell them."""
        return Mandates(self.confederation, self.day)

    @cached_property
    def _carrying(self) -> Carrying:
        return Carrying(self.membership, self.mandates_in, self.day)

    @cached_property
    def courses(self) -> Mapping[str, Course]:
        """The course of every proposal up to the day."""
        return self._carrying.courses()

    @cached_property
    def proposals(self) -> Mapping[str, Standing]:
        """Where every proposal stands."""
        return standings(self._carrying, self.courses)

    def counts(self, proposal: str) -> tuple[Count, ...]:
        """How many stood for a proposal at the end of each day. The last asked for is kept, and no other: a page needs it in every
        language in turn, and all of them together would be large."""
        if proposal not in self._counted:
            self._counted.clear()
            self._counted[proposal] = counts(self.membership, self.mandates_in, self.courses[proposal], self.day)
        return self._counted[proposal]

    @cached_property
    def _counted(self) -> dict[str, tuple[Count, ...]]:
        return {}

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """What every decision comes to."""
        acts = self.confederation.acts_by_id
        return Lazily(acts, lambda id: {id: verdict(self.confederation, acts[id], self.day)})

    @cached_property
    def stated(self) -> Mapping[str, tuple[Stated, ...]]:
        """The positions at every decision of a council, with the answers to the questions they open."""
        acts = self.confederation.acts
        found = {act.id: positions for act in acts if (positions := _positions(self.mandates_in, act, self.day))}
        return _answered(self.confederation, found, self.day)

    @cached_property
    def mandates(self) -> Mapping[str, MandateState]:
        """Where every mandate stands."""
        return {
            id: mandate_state(self.mandates_in, one, _report_days(self.confederation, one.record.assembly, one.ended_on), self.day)
            for id, one in self.mandates_in.by_id.items()
        }

    @cached_property
    def ledger(self) -> tuple[Finding, ...]:
        """The public ledger of accountability."""
        return ledger(self.mandates_in, self.mandates, [one for group in self.stated.values() for one in group], self.day)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the records and shows only in the reckoning."""
        return tuple(_overreaching(self.confederation, self.membership, self.courses))

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
    """The state of a day, the day of reckoning. Only records dated up to it count; notices whatever their date."""
    return State(day, confederation, confederation.until(day))


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


def _overreaching(confederation: Confederation, membership: Membership, courses: Mapping[str, Course]) -> list[Problem]:
    """Amendments and repeals that have no effect: of a proposal to another assembly, or with less required than for it."""
    problems: list[Problem] = []
    for proposal in confederation.proposals.values():
        for key in ("amends", "repeals"):
            for ref in getattr(proposal, key):
                course, other = courses[proposal.id], courses.get(ref.target)
                if other is None or acts_upon(membership, course, other):
                    continue
                same = course.rule.to == other.rule.to
                code = "requires-less" if same else "target-mismatch"
                message = said(
                    "it cannot change `%(proposal)s`: it requires %(requires)s, and `%(proposal)s` required %(required)s",
                    proposal=ref.target, requires=course.rule.requires, required=other.rule.requires,
                ) if same else said(
                    "it cannot change `%(proposal)s`: `%(proposal)s` is a proposal to %(other)s, this one is to %(council)s",
                    proposal=ref.target, other=other.rule.to, council=course.rule.to,
                )  # fmt: skip
                problems.append(Problem(code, ref.span, message, said("has no effect"), record=proposal.id))
    return problems
