"""The rows of a proposal from day to day: what one day changes for one assembly is reckoned for that assembly alone."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from minutebook.confederation import Act, Groups
from minutebook.records import ProposalRecord
from minutebook.rules.electorate import electorate
from minutebook.rules.mandates import Mandates
from minutebook.rules.membership import Membership
from minutebook.rules.ratification import Row, ask, own_row, rows
from minutebook.rules.ruling import Ruling
from minutebook.rules.speech import Speech, spoken_by
from minutebook.rules.tallies import outcome_of, positions_of


class Rolling:
    """The rows on one day after another, each asked for in its turn.

    They say who counts, rejects and has decided; whether that is provisional is for `ratification.rows` to say, because
    minutes are approved on any day. A new edition, a longer deadline, a change of the membership, a ballot, and whatever
    is not each assembly's own (tiers, delegations, successors) is counted anew.
    """

    def __init__(self, membership: Membership, mandates: Mandates, proposal: ProposalRecord, rule: Ruling, today: date) -> None:
        self.membership = membership
        self.mandates = mandates
        self.proposal = proposal
        self.rule = rule
        self.own = _own_days(membership, proposal)
        self.common = _common_days(membership, proposal, rule)
        self._simple = _simple(membership, rule, today)
        self._acts = _by_assembly(membership, proposal)
        self._own_days, self._common_days = sorted(self.own), sorted(self.common)
        self._last: tuple[date, date | None] | None = None
        self._rows: dict[str, Row] = {}

    def rows(self, day: date, carried: date | None) -> tuple[Row, ...]:
        """The rows at the end of a day, of a proposal carried on a day or not yet."""
        question = ask(self.membership, self.mandates, self.proposal, self.rule, day, carried)
        if self._last is None or not self._simple or day < self._last[0] or carried != self._last[1] or self._turned(day):
            self._rows = {row.assembly: row for row in rows(question)}
        else:
            for name in self._touched(day):
                if name in self._rows:
                    history = self._speeches(name, day)
                    self._rows[name] = own_row(question, {name: history}, name)
        self._last = (day, carried)
        return tuple(self._rows.values())

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


def _simple(membership: Membership, rule: Ruling, today: date) -> bool:
    """Whether each row depends on its assembly's decisions alone: no tiers, no delegations, nobody dissolved."""
    if rule.decided_by == "delegations" or rule.electorate == "tiers":
        return False
    names = electorate(membership, rule, today)
    return not any(membership.confederation.successors[name] for name in names)
