"""The count over time: how many ratifications stood at the end of each day on which that may have changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from minutebook.confederation import Act, Groups
from minutebook.rules.carrying import Course
from minutebook.rules.electorate import electorate
from minutebook.rules.mandates import Mandates
from minutebook.rules.membership import Membership
from minutebook.rules.ratification import Question, ask, own_row, rows
from minutebook.rules.speech import Speech, _spoken
from minutebook.rules.tallies import outcome_of, positions_of

DAY = timedelta(days=1)


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
    """The count at the end of each day on which it may have changed, from the day the proposal was put to today.

    An assembly's own decisions change its own row alone; what concerns all (a new edition, a longer deadline, a change of
    the membership, a vote of delegations) is counted anew.
    """
    own, common = _days(membership, mandates, course, today)
    simple = _simple(membership, course, today)
    found: list[Count] = []
    by = _by_assembly(membership, course)
    standing: frozenset[str] = frozenset()
    entitled: frozenset[str] = frozenset()
    for day in sorted({*own, *common}):
        question = ask(membership, mandates, course.proposal, course.rule, day, _carried(course, day))
        if day in common or not simple or not found:
            table = rows(question)
            entitled = frozenset(row.assembly for row in table)
            standing = frozenset(row.assembly for row in table if row.counted)
        else:
            touched = {act.assembly for act in own[day]} & entitled
            now = {name for name in touched if own_row(question, {name: _speeches(question, by[name], name)}, name).counted}
            standing = (standing - touched) | now
        found.append(Count(day, question.edition, standing, len(entitled)))
    return tuple(found)


def _by_assembly(membership: Membership, course: Course) -> Groups[Act]:
    """The acts that may speak for each assembly: its own, and the ballots of a council."""
    acts = membership.confederation.acts_on[course.proposal.id]
    pairs = [(act.assembly, act) for act in acts]
    for act in acts:
        if act.minutes.ballot and membership.is_council(act.assembly):
            pairs += [(ref.target, act) for ref, _position in positions_of(act.decision) if ref.target]
    return Groups.of(pairs)


def _simple(membership: Membership, course: Course, today: date) -> bool:
    """Whether each row depends on its assembly's decisions alone: no tiers, no delegations, nobody dissolved."""
    rule = course.rule
    if rule.decided_by == "delegations" or rule.electorate == "tiers":
        return False
    names = electorate(membership, rule, today)
    return not any(membership.confederation.successors[name] for name in names)


def _carried(course: Course, day: date) -> date | None:
    """The day on which it was carried, as things stood on a day: a carrying that was undone held until then."""
    for carried, undone in course.undone:
        if carried <= day < undone:
            return carried
    return course.carried if course.carried and course.carried <= day else None


def _days(membership: Membership, mandates: Mandates, course: Course, today: date) -> tuple[Mapping[date, list[Act]], set[date]]:
    """The days with decisions of assemblies on the proposal, or on such decisions; and those that may change every row."""
    confederation = membership.confederation
    proposal, rule = course.proposal, course.rule
    own: dict[date, list[Act]] = {}
    common = {rule.put, today, *(edition.date for edition in proposal.editions), *(day for day, _to in rule.deadlines)}
    for carried, undone in ((course.carried, None), *course.undone):
        common.update(day for day in (carried, undone) if day)
    for act in confederation.acts_on[proposal.id]:
        if act.minutes.ballot and membership.is_council(act.assembly):
            common.add(act.day)
        days = [act.day, *(one.day for one in (*confederation.correcting[act.id], *confederation.revoking[act.id]))]
        met = confederation.day_of(act.decision.condition_met) if act.decision.condition_met else None
        for day in (*days, *((met,) if met else ())):
            own.setdefault(day, []).append(act)
    if rule.decided_by == "delegations":
        for mandate in mandates.by_id.values():
            if mandate.to == rule.to:
                settled = (*confederation.upholding[mandate.record.id], *confederation.disowning[mandate.record.id])
                common.update(act.day for act in settled)
    common.update(_departures(membership, rule.to))
    first = min((rule.put, *own))
    return {day: acts for day, acts in own.items() if day <= today}, {day for day in common if first <= day <= today}


def _departures(membership: Membership, to: str) -> set[date]:
    """The days after which somebody was no longer a member of the council or of one below it, or joined it."""
    found: set[date] = set()
    for record in membership.confederation.assemblies.values():
        if record.id == to or membership.is_council(record.id):
            for member in record.members:
                found.update(day for day in (member.since, member.until and member.until + DAY) if day)
        if record.dissolved:
            found.add(record.dissolved + DAY)
    return found


def _speeches(question: Question, acts: tuple[Act, ...], assembly: str) -> tuple[Speech, ...]:
    """What one assembly decided on the proposal up to the question's day, by these acts."""
    spoken = (
        speech
        for act in acts
        if act.day <= question.day and outcome_of(act.decision) not in ("withdrawn", "")
        for speech in _spoken(question.membership, question.proposal, question.rule, act, question.day)
        if speech.assembly == assembly
    )
    return tuple(sorted(spoken, key=lambda one: (one.day, one.source == "decision", one.act.order)))
