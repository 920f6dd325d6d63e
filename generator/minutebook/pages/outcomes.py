"""How a decision of the minutes is shown: under which word and mark."""

from __future__ import annotations

from typing import Final

from minutebook.confederation import Act
from minutebook.rules.decisions import Verdict
from minutebook.state import State

_MODIFIED: Final = {
    ("adopted", "reservations"): "adopted with reservations", ("adopted", "provisional"): "adopted, provisional",
    ("ratified", "reservations"): "ratified with reservations", ("ratified", "provisional"): "ratified, provisional",
    ("adopted", "conditional"): "conditional", ("ratified", "conditional"): "conditional",
}  # fmt: skip


def deed_key(state: State, act: Act, outcome: str) -> str:
    """What an assembly did by a decision that ended so: a key of OUTCOMES. It ratifies the proposal of another and adopts its own; a council
    puts to the assemblies what they decide, and adopts what its delegations decide."""
    decision = act.decision
    if decision.withheld and not decision.outcome:
        return "withheld"
    if outcome != "adopted" or decision.part:
        return outcome
    proposal = state.confederation.proposal_of(decision)
    if proposal is None:
        return "adopted" if decision.on is None else "ratified"
    if proposal.to.target != act.assembly:
        return "ratified"
    one = state.proposals.get(proposal.id)
    delegated = one is None or one.rule.decided_by == "delegations" or not state.membership.is_council(act.assembly)
    return "adopted" if delegated or (act.minutes.ballot and decision.positions) else "submitted"


def outcome_key(state: State, judged: Verdict) -> str:
    """The word and mark of a decision: a key of OUTCOMES. A condition that is not met goes before reservations, those before provisional."""
    decision = judged.act.decision
    key = deed_key(state, judged.act, judged.outcome)
    modifiers = (
        ("conditional", bool(decision.condition) and not decision.condition_met),
        ("reservations", bool(decision.reservations)),
        ("provisional", judged.provisional),
    )
    modifier = next((name for name, holds in modifiers if holds and not decision.indicative), "")
    return "part" if decision.part else _MODIFIED.get((key, modifier), key)
