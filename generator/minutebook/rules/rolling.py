"""The rows of a proposal from day to day: what one day changes for one assembly is reckoned for that assembly alone."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from minutebook.confederation import Act, Groups
from minutebook.records import ProposalRecord
from minutebook.rules.electorate import counting_day, electorate, tier_members
from minutebook.rules.mandates import Mandates
from minutebook.rules.membership import Membership
from minutebook.rules.ratification import Question, Row, ask, council_row, own_row
from minutebook.rules.ruling import Ruling
from minutebook.rules.speech import Speech, speeches, spoken_by
from minutebook.rules.tallies import outcome_of, positions_of


class Rolling:
    """The rows on one day after another, each asked for in its turn.

    They say who counts, rejects and has decided; whether that is provisional is for `ratification.rows` to say, because
    minutes are approved on any day. A decision changes the rows of its assembly, of those that this one came out of, and
    under tiers of the councils above them. A new edition, a longer deadline, a change of the membership, a ballot, and
    what delegations decide is counted anew.
    """

    def __init__(self, membership: Membership, mandates: Mandates, proposal: ProposalRecord, rule: Ruling) -> None:
        self.membership = membership
        self.mandates = mandates
        self.proposal = proposal
        self.rule = rule
        self.own = _own_days(membership, proposal)
        self.common = _common_days(membership, proposal, rule)
        self._simple = rule.decided_by != "delegations"
        self._acts = _by_assembly(membership, proposal)
        self._own_days, self._common_days = sorted(self.own), sorted(self.common)
        self._last: tuple[date, date | None] | None = None
        self._spoken: dict[str, tuple[Speech, ...]] = {}
        self._known: dict[str, Row] = {}
        self._rows: dict[str, Row] = {}

    def rows(self, day: date, carried: date | None) -> tuple[Row, ...]:
        """The rows at the end of a day, of a proposal carried on a day or not yet."""
        question = ask(self.membership, self.mandates, self.proposal, self.rule, day, carried)
        if self._last is None or not self._simple or day < self._last[0] or carried != self._last[1] or self._turned(day):
            self._spoken = speeches(self.membership, self.mandates, self.proposal, self.rule, day)
            self._known.clear()
            self._rows = {name: self._row(question, name) for name in electorate(self.membership, self.rule, day)}
        else:
            touched = self._touched(day)
            self._spoken.update((name, self._speeches(name, day)) for name in touched)
            changed = self._depending(touched, day)
            for name in changed:
                self._known.pop(name, None)
            self._rows.update((name, self._row(question, name)) for name in changed & self._rows.keys())
        self._last = (day, carried)
        return tuple(self._rows.values())

    def _row(self, question: Question, name: str) -> Row:
        """The row of one assembly as `ratification.rows` has it, from those known."""
        if name not in self._known:
            row = own_row(question, self._spoken, name)
            if self.rule.electorate == "tiers" and self.membership.is_council(name):
                below = tier_members(self.membership, self.rule, name, question.day)
                row = council_row(question, row, tuple(self._row(question, one) for one in below))
            self._known[name] = row
        return self._known[name]

    def _depending(self, touched: set[str], day: date) -> set[str]:
        """Assemblies with all whose rows are made of theirs: those they came out of, and under tiers the councils above."""
        assemblies = self.membership.confederation.assemblies
        found, waiting = set(touched), list(touched)
        while waiting:
            record = assemblies.get(waiting.pop())
            before = {ref.target for ref in record.succeeds} - found if record else set()
            found |= before
            waiting += before
        if self.rule.electorate == "tiers":
            then = counting_day(self.rule, day)
            councils = (name for name, row in self._known.items() if row.within)
            found |= {name for name in councils if any(one in self.membership.below(name, then) for one in found)}
        return found

    def _turned(self, day: date) -> bool:
        """Whether something that concerns all happened since the last day asked for."""
        since = self._last[0] if self._last else date.min
        return bisect_right(self._common_days, since) != bisect_right(self._common_days, day)

    def _touched(self, day: date) -> set[str]:
        """The assemblies whose own decisions changed since the last day asked for, and on the day itself."""
        since = self._last[0] if self._last else date.min
        days = self._own_days[max(0, bisect_right(self._own_days, since) - 1) : bisect_right(self._own_days, day)]
        return {name for one in days for name in self.own[one]}

    def _speeches(self, assembly: str, day: date) -> tuple[Speech, ...]:
        """What one assembly decided on the proposal up to a day."""
        spoken = (
            speech
            for act in self._acts[assembly]
            if act.day <= day and outcome_of(act.decision) not in ("withdrawn", "")
            for speech in spoken_by(self.membership, self.proposal, self.rule, act, day)
            if speech.assembly == assembly
        )
        return tuple(sorted(spoken, key=lambda one: one.order))


def _by_assembly(membership: Membership, proposal: ProposalRecord) -> Groups[Act]:
    """The acts that may speak for each assembly: its own, and the ballots of a council."""
    acts = membership.confederation.acts_on[proposal.id]
    pairs = [(act.assembly, act) for act in acts]
    for act in acts:
        if act.minutes.ballot and membership.is_council(act.assembly):
            pairs += [(ref.target, act) for ref, _position in positions_of(act.decision) if ref.target]
    return Groups.of(pairs)


def _own_days(membership: Membership, proposal: ProposalRecord) -> dict[date, set[str]]:
    """The days that change what an assembly decided on the proposal, with its assemblies."""
    own: dict[date, set[str]] = {}
    for act in membership.confederation.acts_on[proposal.id]:
        for day in _days_of(membership, act):
            own.setdefault(day, set()).add(act.assembly)
    return own


def _days_of(membership: Membership, act: Act) -> set[date]:
    """The days of a decision, and of those that correct, revoke or fulfil it."""
    confederation = membership.confederation
    met = confederation.day_of(act.decision.condition_met) if act.decision.condition_met else None
    others = (*confederation.correcting[act.id], *confederation.revoking[act.id])
    return {act.day, *(one.day for one in others), *((met,) if met else ())}


def _common_days(membership: Membership, proposal: ProposalRecord, rule: Ruling) -> set[date]:
    """The days that may change every row. A ballot speaks for all that took part in it, and so does whatever becomes of it."""
    acts = membership.confederation.acts_on[proposal.id]
    balloted = (act for act in acts if act.minutes.ballot and membership.is_council(act.assembly))
    ballots = {day for act in balloted for day in _days_of(membership, act)}
    return {rule.put, *(edition.date for edition in proposal.editions), *(day for day, _to in rule.deadlines), *membership.turns, *ballots}
