"""Carrying: the day on which a proposal was carried, withdrawn, or set aside by a rival that was carried first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from minutebook.confederation import Act, Confederation, Groups
from minutebook.records import ProposalRecord
from minutebook.rules.conditions import hold
from minutebook.rules.decisions import is_provisional, quorum_of, takes_effect, verdict
from minutebook.rules.lazily import Lazily
from minutebook.rules.mandates import Mandates
from minutebook.rules.membership import Membership
from minutebook.rules.ratification import Row, ask, rows
from minutebook.rules.rolling import Rolling
from minutebook.rules.ruling import Ruling, ruling


@dataclass(slots=True)
class Course:
    """The course of one proposal up to a day. `undone` are the days of carryings undone, each with the day that undid it."""

    proposal: ProposalRecord
    rule: Ruling
    carried: date | None = None
    withdrawn: Act | None = None
    rival: str = ""
    undone: list[tuple[date, date]] = field(default_factory=list)


class Carrying:
    """Follows proposals from day to day, rivals together, because of rivals only one can be carried."""

    def __init__(self, membership: Membership, mandates: Mandates, day: date) -> None:
        self.membership = membership
        self.mandates = mandates
        self.confederation = membership.confederation
        self.day = day

    def courses(self) -> Mapping[str, Course]:
        """The course of every proposal: followed with its rivals, as they decide on each other, when one of them is asked for."""
        groups = {proposal.id: group for group in rival_groups(self.confederation.proposals.values()) for proposal in group}
        return Lazily(groups, lambda id: {course.proposal.id: course for course in self._follow(groups[id])})

    def _follow(self, group: Sequence[ProposalRecord]) -> list[Course]:
        courses = [Course(proposal, ruling(self.confederation, proposal)) for proposal in group]
        turns = {course.proposal.id: self.turns(course.proposal, course.rule) for course in courses}
        fixes = {course.proposal.id: self._corrections(course) for course in courses}
        rolling = {
            course.proposal.id: Rolling(self.membership, self.mandates, course.proposal, course.rule) for course in courses
        }  # fmt: skip
        for day in sorted(set().union(*turns.values())):
            for course in courses:
                if course.carried and day in fixes[course.proposal.id]:
                    self._undo(course, day)
            for course in courses:
                if day in turns[course.proposal.id]:
                    self._step(course, courses, day, rolling[course.proposal.id])
        for course in courses:
            course.rival = "" if course.carried else _carried_rival(course, courses)
            if course.carried is None:
                course.withdrawn = self._withdrawal(course, self.day)
        return courses

    def _step(self, course: Course, courses: list[Course], day: date, rolling: Rolling) -> None:
        """Carry a proposal at the end of a day, if the conditions hold, the deadline is not past and no rival was first."""
        if course.carried or _carried_rival(course, courses) or self._withdrawal(course, day):
            return
        deadline = course.rule.deadline(day)
        if deadline is not None and day > deadline:
            return
        if hold(course.rule, rolling.rows(day, None)):
            course.carried = day

    def changes(self, course: Course) -> set[date]:
        """The days on which a membership begins or ends, or a new edition comes."""
        return {*self.membership.turns, *(edition.date for edition in course.proposal.editions)}

    def rows(self, course: Course, day: date, carried: date | None) -> tuple[Row, ...]:
        """The rows of a proposal on a day, as if it were carried on a day, or not."""
        return rows(ask(self.membership, self.mandates, course.proposal, course.rule, day, carried))

    def _undo(self, course: Course, day: date) -> None:
        """Corrected no later than the day they are approved, minutes undo a carrying that was provisional until then and no longer holds."""
        if course.carried is None or course.carried >= day or not self._corrected_in_time(course, day):
            return
        before = self.rows(course, day - timedelta(days=1), course.carried)
        provisional = hold(course.rule, before) and not hold(course.rule, before, firm=True)
        if provisional and not hold(course.rule, self.rows(course, day, course.carried)):
            course.undone.append((course.carried, day))
            course.carried = None

    def _corrections(self, course: Course) -> set[date]:
        """The days on which decisions on the proposal are corrected."""
        acts = self.confederation.acts_on[course.proposal.id]
        return {fix.day for act in acts for fix in self.confederation.correcting[act.id]}

    def _corrected_in_time(self, course: Course, day: date) -> bool:
        """Whether minutes that were provisional until then are corrected on a day."""
        for act in self.confederation.acts_on[course.proposal.id]:
            fixes = self.confederation.correcting[act.id]
            corrected = any(fix.day == day and takes_effect(self.confederation, fix, day) for fix in fixes)
            if corrected and is_provisional(self.confederation, act.minutes, day - timedelta(days=1)):
                return True
        return False

    @cached_property
    def _proposers(self) -> Groups[Act]:
        """The decisions on each proposal of the assembly whose folder holds it."""
        proposals = self.confederation.proposals.values()
        pairs = ((one.id, act) for one in proposals for act in self.confederation.acts_on[one.id] if act.assembly == one.assembly)
        return Groups.of(pairs)

    def _withdrawal(self, course: Course, day: date) -> Act | None:
        """The decision by which the assembly whose folder holds the proposal has withdrawn it by a day."""
        for act in self._proposers[course.proposal.id]:
            if act.day <= day:
                judged = verdict(self.confederation, act, day)
                if judged.outcome == "withdrawn" and judged.valid and judged.whole:
                    return act
        return None

    def turns(self, proposal: ProposalRecord, rule: Ruling) -> set[date]:
        """The days at whose end the count is taken: those with a valid decision on the proposal, or one that corrects or
        revokes such a decision, upholds or disowns a mandate to its council, or is the `condition_met` of one."""
        confederation = self.confederation
        days: set[date] = set()
        for act in confederation.acts_on[proposal.id]:
            changing = (act, *confederation.correcting[act.id], *confederation.revoking[act.id])
            days.update(one.day for one in changing if quorum_of(confederation, one.minutes).met is not False)
            met = confederation.day_of(act.decision.condition_met) if act.decision.condition_met else None
            if met:
                days.add(met)
        days.update(_claims_settled(confederation, rule.to))
        return {day for day in days if day <= self.day}


def _claims_settled(confederation: Confederation, council: str) -> Iterable[date]:
    """The days on which assemblies upheld or disowned mandates to a council."""
    for mandate in confederation.mandates.values():
        if mandate.to and mandate.to.target == council:
            for act in (*confederation.upholding[mandate.id], *confederation.disowning[mandate.id]):
                if quorum_of(confederation, act.minutes).met is not False:
                    yield act.day


def _rivals(course: Course, courses: list[Course]) -> list[Course]:
    own = {ref.target for ref in course.proposal.instead_of}
    return [
        other for other in courses
        if other is not course
        and (other.proposal.id in own or course.proposal.id in {ref.target for ref in other.proposal.instead_of})
    ]  # fmt: skip


def _carried_rival(course: Course, courses: list[Course]) -> str:
    """The id of a rival that is carried; rivals are mutual."""
    return next((other.proposal.id for other in _rivals(course, courses) if other.carried), "")


def rival_groups(proposals: Iterable[ProposalRecord]) -> list[list[ProposalRecord]]:
    """Proposals that are rivals, directly or through others, together; each group by id."""
    listed = sorted(proposals, key=lambda one: one.id)
    known = {one.id for one in listed}
    group = {one.id: one.id for one in listed}

    def root(id: str) -> str:
        while group[id] != id:
            id = group[id]
        return id

    for one in listed:
        for ref in one.instead_of:
            if ref.target in known:
                first, second = sorted((root(one.id), root(ref.target)))
                group[second] = first
    groups: dict[str, list[ProposalRecord]] = {}
    for one in listed:
        groups.setdefault(root(one.id), []).append(one)
    return list(groups.values())
