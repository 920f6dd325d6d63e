"""One decision: whether it is quorate and provisional, whether it was corrected or revoked, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minutebook.confederation import Act, Confederation
from minutebook.records import MinutesRecord, ProposalRecord
from minutebook.records.decision import Votes
from minutebook.rules.bylaws import bylaw, default_method
from minutebook.rules.tallies import outcome_of, share, stated_method, votes_of


@dataclass(frozen=True, slots=True)
class Quorum:
    """The quorum of a meeting: how many were needed and present; `met` is None where it is not recorded, true where none is asked for."""

    needed: int | None
    present: int | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision as it counts on a day, with what it rests on.

    `outcome` and `votes` are those of the last correction where there is one; the original stays in the minutes.
    """

    act: Act
    outcome: str
    method: str
    votes: Votes | None
    quorum: Quorum
    provisional: bool
    corrected_by: Act | None
    revoked_by: Act | None

    @property
    def valid(self) -> bool:
        """Quorate and not revoked. A quorum that is not recorded does not stand in the way."""
        return self.quorum.met is not False and self.revoked_by is None

    @property
    def whole(self) -> bool:
        """Whether it decides, and on the whole: not indicative, not on a part."""
        return not self.act.decision.indicative and not self.act.decision.part


def quorum_of(confederation: Confederation, minutes: MinutesRecord) -> Quorum:
    """Present at least the quorum of its day; a share is of `eligible`, rounded up."""
    rule = bylaw(confederation, minutes.assembly, "quorum", minutes.last_day)
    present = minutes.present_total
    if rule is None:
        return Quorum(None, present, True)
    if isinstance(rule, str):
        a, b = share(rule)
        if minutes.eligible is None:
            return Quorum(None, present, None)
        rule = -(-a * minutes.eligible // b)
    return Quorum(rule, present, None if present is None else present >= rule)


def takes_effect(confederation: Confederation, act: Act, day: date) -> bool:
    """Whether what a decision does (approve, correct, revoke, grant, recall, uphold, disown) holds on a day."""
    if act.day > day or act.decision.indicative or outcome_of(act.decision) != "adopted":
        return False
    return quorum_of(confederation, act.minutes).met is not False and revoked_by(confederation, act, day) is None


def revoked_by(confederation: Confederation, act: Act, day: date) -> Act | None:
    """The decision that revoked this one, by a day. A revocation that was itself revoked revokes nothing."""
    later = (one for one in confederation.revoking[act.id] if one.order > act.order)
    return next((one for one in later if takes_effect(confederation, one, day)), None)


def approved_on(confederation: Confederation, minutes: MinutesRecord) -> date | None:
    """The day on which the assembly approved these minutes, or None."""
    acts = confederation.approving[minutes.id]
    return next((act.day for act in acts if act.minutes.id != minutes.id and takes_effect(confederation, act, act.day)), None)


def is_provisional(confederation: Confederation, minutes: MinutesRecord, day: date) -> bool:
    """A draft; or the rule of its day is `approved_next` and no later decision had approved it by the day."""
    if minutes.draft:
        return True
    if bylaw(confederation, minutes.assembly, "minutes", minutes.last_day) != "approved_next":
        return False
    approved = approved_on(confederation, minutes)
    return approved is None or approved > day


def verdict(confederation: Confederation, act: Act, day: date) -> Verdict:
    """A decision as it counts on a day. A correction counts from the day of its own minutes."""
    decision = act.decision
    outcome, votes, corrected = outcome_of(decision), votes_of(decision), None
    for one in confederation.correcting[act.id]:
        if takes_effect(confederation, one, day):
            for fix in one.decision.corrects:
                if fix.minutes.target == act.minutes.id and fix.decision == decision.anchor:
                    outcome, votes, corrected = fix.outcome or outcome, fix.votes or votes, one
    method = stated_method(decision) or default_method(confederation, act.assembly, act.day)
    return Verdict(
        act, outcome, method, votes, quorum_of(confederation, act.minutes),
        is_provisional(confederation, act.minutes, day), corrected, revoked_by(confederation, act, day),
    )  # fmt: skip


def edition_on(proposal: ProposalRecord, day: date) -> int:
    """The number of the latest edition on a day."""
    return max((edition.id for edition in proposal.editions if edition.date <= day), default=1)


def edition_of(proposal: ProposalRecord, act: Act) -> int:
    """The edition a decision is on: as stated; without, edition 1 (it must be stated once there are two)."""
    return act.decision.edition or 1
