"""What speaks for an assembly on a proposal: its own decisions, its position in a ballot, a position kept under a mandate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minutebook.confederation import Act, Confederation
from minutebook.records import ProposalRecord
from minutebook.rules.decisions import Verdict, edition_of, verdict
from minutebook.rules.mandates import Mandates
from minutebook.rules.membership import Membership
from minutebook.rules.positions import positions_at
from minutebook.rules.ruling import Ruling
from minutebook.rules.tallies import outcome_of, positions_of

FINAL = ("adopted", "rejected", "rescinded")
"""The outcomes that stand: only these replace one another."""
_AS_DECISION = {"for": "adopted", "against": "rejected", "block": "rejected", "abstain": "abstained"}


@dataclass(frozen=True, slots=True)
class Speech:
    """One decision of an assembly on a proposal, or one position that stands as its decision.

    `source` is `decision`, `ballot` or `position`; `met` is the day a condition was met (None: none set, or not met);
    `void` says why it counts for nothing, empty where it counts.
    """

    assembly: str
    verdict: Verdict
    outcome: str
    edition: int
    source: str
    met: date | None = None
    void: str = ""

    @property
    def act(self) -> Act:
        """The decision itself."""
        return self.verdict.act

    @property
    def day(self) -> date:
        """The last day of the meeting."""
        return self.verdict.act.day

    @property
    def conditional(self) -> bool:
        """Adopted on a condition that is not met."""
        return self.outcome == "adopted" and bool(self.act.decision.condition) and self.met is None

    @property
    def since(self) -> date:
        """The day from which an adoption counts: its own, or that on which its condition was met."""
        return max(self.day, self.met) if self.met else self.day

    @property
    def order(self) -> tuple[date, bool, tuple[date, str, str, int]]:
        """By day; a position or ballot of a day before the assembly's own decision of that day."""
        return (self.day, self.source == "decision", self.act.order)


def void_reason(speech_verdict: Verdict, membership: Membership, assembly: str, to: str) -> str:
    """Why a decision counts for nothing: one word of the confederation's, empty where it counts."""
    act = speech_verdict.act
    if speech_verdict.quorum.met is False:
        return "inquorate"
    if speech_verdict.revoked_by:
        return "revoked"
    if act.decision.indicative:
        return "indicative"
    if act.decision.part:
        return "part"
    if not membership.belongs(assembly, to, act.day):
        return "not a member"
    return "" if membership.active(assembly, to, act.day) else "suspended"


def speeches(
    membership: Membership, mandates: Mandates, proposal: ProposalRecord, rule: Ruling, day: date
) -> dict[str, tuple[Speech, ...]]:
    """All that assemblies decided on a proposal up to a day, by assembly, in order, whether it counts or not.

    Withdrawals are the proposer's and speak of the proposal, not of an assembly's consent.
    """
    confederation = membership.confederation
    found: dict[str, list[Speech]] = {}
    for act in confederation.acts_on[proposal.id]:
        if act.day <= day and outcome_of(act.decision) not in ("withdrawn", ""):
            for speech in spoken_by(membership, proposal, rule, act, day):
                found.setdefault(speech.assembly, []).append(speech)
    if rule.decided_by == "delegations":
        for speech in _positions(membership, mandates, proposal, rule, day):
            found.setdefault(speech.assembly, []).append(speech)
    return {assembly: tuple(sorted(spoken, key=lambda one: one.order)) for assembly, spoken in found.items()}


def spoken_by(membership: Membership, proposal: ProposalRecord, rule: Ruling, act: Act, day: date) -> Iterable[Speech]:
    """A decision as its assembly's own; a council's ballot of assemblies as theirs."""
    confederation = membership.confederation
    judged = verdict(confederation, act, day)
    edition = edition_of(proposal, act)
    positions = positions_of(act.decision)
    if act.minutes.ballot and positions and membership.is_council(act.assembly):
        for ref, position in positions:
            if ref.target and position.position in _AS_DECISION:
                void = void_reason(judged, membership, ref.target, rule.to)
                yield Speech(ref.target, judged, _AS_DECISION[position.position], edition, "ballot", void=void)
        return
    void = void_reason(judged, membership, act.assembly, rule.to)
    yield Speech(act.assembly, judged, judged.outcome, edition, "decision", _met(confederation, act, day), void)


def _met(confederation: Confederation, act: Act, day: date) -> date | None:
    """The day on which a condition was met, by a day; what names no condition has none to meet."""
    met = confederation.day_of(act.decision.condition_met) if act.decision.condition and act.decision.condition_met else None
    return met if met and met <= day else None


def council_vote(membership: Membership, proposal: ProposalRecord, rule: Ruling, day: date) -> Verdict | None:
    """The council's latest decision on the whole that is adopted or rejected, records positions, is quorate and not indicative.

    It replaces the council's earlier votes.
    """
    confederation = membership.confederation
    found = None
    for act in confederation.acts_on[proposal.id]:
        if act.assembly == rule.to and act.day <= day and not act.minutes.ballot and positions_of(act.decision):
            judged = verdict(confederation, act, day)
            if judged.valid and judged.whole and judged.outcome in ("adopted", "rejected"):
                found = judged
    return found


def _positions(membership: Membership, mandates: Mandates, proposal: ProposalRecord, rule: Ruling, day: date) -> Iterable[Speech]:
    """Decided by delegations: binding positions that are kept stand as their assemblies' decisions of that day.

    A mandate that reserves ratification gives none: it counts from the assembly's own ratification.
    """
    vote = council_vote(membership, proposal, rule, day)
    if vote is None:
        return
    edition = edition_of(proposal, vote.act)
    for stated in positions_at(mandates, vote.act, day):
        counts = stated.result == "kept" and not stated.indicative and not stated.reserved
        if counts and stated.position in _AS_DECISION:
            void = void_reason(vote, membership, stated.assembly, rule.to)
            yield Speech(stated.assembly, vote, _AS_DECISION[stated.position], edition, "position", void=void)
