"""Tallies: what a method asks of a count of votes, and how many of an electorate are needed. Whole numbers only."""

from __future__ import annotations

from minutebook.records.decision import Decision, Position, Votes
from minutebook.shapes import Ref


def share(text: str) -> tuple[int, int]:
    """A share `a/b` as its two numbers."""
    a, b = text.split("/")
    return int(a), int(b)


def needed(requires: str | int | None, of: int) -> int | None:
    """How many of `of` are needed: more than half, a share rounded up, all, or a count; None where nothing is required."""
    match requires:
        case None | "none":
            return None
        case int():
            return requires
        case "majority":
            return of // 2 + 1
        case "unanimity":
            return of
        case "two-thirds":
            return -(-2 * of // 3)
        case "three-quarters":
            return -(-3 * of // 4)
        case text:
            a, b = share(text)
            return -(-a * of // b)


def carries(method: str, votes: Votes) -> bool | None:
    """Whether a tally carries by a method; None where the method has no tally or none is recorded.

    Of those for and against, abstentions aside. Consensus: nobody blocks, nobody is against.
    Unanimity: nobody against, blocking or abstaining. Zero to zero carries nothing.
    """
    yes, no = votes.for_ or 0, votes.against or 0
    blocked, abstaining = votes.blocked or 0, votes.abstain or 0
    if votes.for_ is None and votes.against is None and votes.blocked is None:
        return None
    match method:
        case "referendum" | "acclamation" | "sortition":
            return None
        case "consensus":
            return no == 0 and blocked == 0 and votes.for_ != 0
        case "unanimity":
            return no == 0 and blocked == 0 and abstaining == 0 and votes.for_ != 0
    return sums_carry(method, yes, no)


def sums_carry(method: str, yes: int, no: int) -> bool:
    """Whether so many for and against carry by a share: majority, two-thirds, three-quarters or `a/b`."""
    if yes + no == 0:
        return False
    match method:
        case "majority":
            return yes > no
        case "two-thirds":
            return yes >= 2 * no
        case "three-quarters":
            return yes >= 3 * no
    a, b = share(method)
    return yes * b >= a * (yes + no)


def outcome_of(decision: Decision) -> str:
    """How a decision ended: as stated, else as its last stage; what records no outcome and is not withheld was adopted."""
    if decision.outcome:
        return decision.outcome
    if decision.stages:
        return decision.stages[-1].outcome
    return "" if decision.withheld else "adopted"


def votes_of(decision: Decision) -> Votes | None:
    """The tally: the decision's own, else its last stage's."""
    return decision.votes or (decision.stages[-1].votes if decision.stages else None)


def stated_method(decision: Decision) -> str | None:
    """The method stated: the last stage's, else the decision's own."""
    return decision.stages[-1].method if decision.stages else decision.method


def positions_of(decision: Decision) -> tuple[tuple[Ref, Position], ...]:
    """The positions: the last stage's where it records any, else the decision's own."""
    return (decision.stages[-1].positions if decision.stages else ()) or decision.positions
