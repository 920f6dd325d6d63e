"""Positions: what each delegation said at a council, held against its mandate, and how its assembly answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minutebook.confederation import Act, Confederation
from minutebook.records.decision import Position
from minutebook.records.minutes import Delegation
from minutebook.rules.bylaws import default_method
from minutebook.rules.decisions import edition_of, edition_on, takes_effect, verdict
from minutebook.rules.mandates import Instructed, Mandate, Mandates
from minutebook.rules.tallies import positions_of, stated_method
from minutebook.shapes import Ref

PASSIVE = ("silent", "absent", "excused")
_SIDES = {"for": "for", "against": "against", "block": "against", "abstain": "abstain"}
_DECIDED = {"adopted": "for", "rejected": "against", "rescinded": "against"}


@dataclass(frozen=True, slots=True)
class Answer:
    """How an open question was closed: `confirmed` or `overruled` by an act, or `awaiting` since a day."""

    word: str
    since: date
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """One delegation's position on a proposal, and the result; `position` is empty where nothing is recorded.

    `persons` are the delegates' own positions with each one's result, where the minutes give them;
    `claim` is the decision that upheld or disowned a claim.
    """

    act: Act
    proposal: str
    assembly: str
    delegates: tuple[str, ...]
    mandate: Mandate | None
    instructed: Instructed | None
    position: str
    indicative: bool
    result: str
    reserved: bool = False
    persons: tuple[tuple[str, str, str], ...] = ()
    claim: Act | None = None
    answer: Answer | None = None


def positions_at(mandates: Mandates, act: Act, day: date) -> tuple[Stated, ...]:
    """Every position recorded at a council's decision, and what is not recorded though a mandate instructs on it.

    In a ballot of assemblies the positions are their own decisions: no mandate is needed and there is no result.
    """
    decision, council = act.decision, act.assembly
    if decision.on is None or not decision.on.target:
        return ()
    roll = {one.assembly.target: one for one in act.minutes.delegations if one.assembly and one.assembly.target}
    given = list(_expanded(mandates, act, roll))
    ballot = act.minutes.ballot is not None
    found = [_stated(mandates, act, assembly, position, roll.get(assembly), day, ballot) for assembly, position in given]
    if not ballot:
        named = {assembly for assembly, _ in given}
        for assembly in mandates.sent_on(council, act.day):
            if assembly not in named:
                missing = _unrecorded(mandates, act, assembly, roll.get(assembly))
                found += [missing] if missing else []
    return tuple(sorted(found, key=lambda one: one.assembly))


def _expanded(mandates: Mandates, act: Act, roll: dict[str, Delegation]) -> Iterable[tuple[str, Position]]:
    """The positions by assembly, with `others` as every mandated delegation that is not named."""
    positions = positions_of(act.decision)
    named = {ref.target for ref, _ in positions}
    for ref, position in positions:
        if ref.target == "others":
            sent = mandates.sent_on(act.assembly, act.day)
            came = {name for name, one in roll.items() if not one.observer}
            yield from ((name, position) for name in sent if name not in named and (not roll or name in came))
        elif ref.target:
            yield ref.target, position


def _mandate(mandates: Mandates, act: Act, assembly: str, delegation: Delegation | None) -> Mandate | None:
    named = delegation.mandate.target if delegation and isinstance(delegation.mandate, Ref) else ""
    return mandates.in_force(assembly, act.assembly, act.day, named)


def _names(act: Act, delegation: Delegation | None) -> tuple[str, ...]:
    """Who of a delegation was there on the day of the decision."""
    if delegation is None:
        return ()
    there = [one.name for one in delegation.delegates if (one.from_ or act.day) <= act.day <= (one.until or act.day)]
    return tuple(there or [one.name for one in delegation.delegates])


def _stated(
    mandates: Mandates, act: Act, assembly: str, position: Position, delegation: Delegation | None, day: date, ballot: bool
) -> Stated:
    confederation = mandates.confederation
    proposal = act.decision.on.target if act.decision.on else ""
    names = _names(act, delegation)
    indicative = position.indicative or act.decision.indicative
    if ballot:
        return Stated(act, proposal, assembly, names, None, None, position.position, indicative, "")
    mandate = _mandate(mandates, act, assembly, delegation)
    instructed, changed = _instruction(confederation, act, mandate)
    result, claim = _result(confederation, act, mandate, instructed, changed, position, names, indicative, day)
    changed = result == "text changed"
    reserved = instructed is not None and instructed.instruction.reserves == "ratification"
    return Stated(
        act, proposal, assembly, names, mandate, instructed, position.position, indicative or changed, result, reserved,
        _persons(confederation, act, instructed, position, indicative), claim,
    )  # fmt: skip


def _unrecorded(mandates: Mandates, act: Act, assembly: str, delegation: Delegation | None) -> Stated | None:
    mandate = _mandate(mandates, act, assembly, delegation)
    instructed, _ = _instruction(mandates.confederation, act, mandate)
    if instructed is None or act.decision.on is None:
        return None
    return Stated(act, act.decision.on.target, assembly, _names(act, delegation), mandate, instructed, "", False, "not recorded")


def _instruction(confederation: Confederation, act: Act, mandate: Mandate | None) -> tuple[Instructed | None, bool]:
    """The instruction on the decision's proposal and edition; else the latest on an earlier one, with True for a changed text.

    An instruction without an edition is on the latest of the day it was granted; one on a later edition than the position is none.
    """
    proposal = confederation.proposal_of(act.decision)
    if mandate is None or proposal is None:
        return None, False
    edition = edition_of(proposal, act)
    earlier: list[tuple[int, int, Instructed]] = []
    for one in mandate.instructions:
        if any(ref.target == proposal.id for ref in one.instruction.on) and (one.since or act.day) <= act.day:
            on = one.instruction.edition or edition_on(proposal, one.since or act.day)
            if on <= edition:
                earlier.append((on, one.number, one))
    if not earlier:
        return None, False
    on, _, found = max(earlier, key=lambda entry: entry[:2])
    return found, on < edition


def _has_block(confederation: Confederation, act: Act) -> bool:
    """Whether the method knows a block: consensus and unanimity do."""
    method = stated_method(act.decision) or default_method(confederation, act.assembly, act.day)
    return method in ("consensus", "unanimity")


def _permits(instructed: Instructed, position: str, indicative: bool, block: bool) -> bool:
    """Whether an instruction names or permits a position. Where the method has no block, block and against are one."""
    permitted = instructed.instruction.permitted
    if permitted == ("free",):
        return True
    if permitted == ("refer",):
        return indicative or position == "abstain"
    if block:
        return position in permitted
    return _SIDES.get(position) in {_SIDES[one] for one in permitted}


def _result(
    confederation: Confederation, act: Act, mandate: Mandate | None, instructed: Instructed | None, changed: bool,
    position: Position, names: tuple[str, ...], indicative: bool, day: date,
) -> tuple[str, Act | None]:  # fmt: skip
    """The result of a position: the first that fits, in the order in which they are asked here."""
    if position.position in PASSIVE:
        return (position.position if instructed else ""), None
    if position.position == "divided":
        return "divided", None
    if mandate is None:
        return ("indicative" if indicative else "without a mandate"), None
    if names and not any(_same(confederation, act, mandate, name) for name in names):
        return "not named", None
    if position.under is not None:
        claim = _claim(confederation, mandate, act, day)
        if claim is None:
            return "claimed", None
        return ("kept" if any(ref.target == mandate.record.id for ref in claim.decision.upholds) else "departed"), claim
    if changed:
        return "text changed", None
    if instructed is None or not instructed.instruction.permitted:
        return ("indicative" if indicative else "beyond the mandate"), None
    kept = _permits(instructed, position.position, indicative, _has_block(confederation, act))
    return ("kept" if kept else "departed"), None


def _same(confederation: Confederation, act: Act, mandate: Mandate, name: str) -> bool:
    """Whether a name on the roll is one of the mandate's. An assembly's ids for people stand for their names."""
    people = dict(confederation.assemblies[mandate.record.assembly].people)
    named = {people.get(one, one) for one in (*mandate.delegates, *mandate.substitutes)}
    return people.get(name, name) in named


def _claim(confederation: Confederation, mandate: Mandate, act: Act, day: date) -> Act | None:
    """The assembly's latest decision that upholds or disowns what was claimed under a mandate."""
    acts = (*confederation.upholding[mandate.record.id], *confederation.disowning[mandate.record.id])
    answers = [one for one in acts if one.day >= act.day and takes_effect(confederation, one, day)]
    return max(answers, key=lambda one: one.order) if answers else None


def _persons(
    confederation: Confederation, act: Act, instructed: Instructed | None, position: Position, indicative: bool
) -> tuple[tuple[str, str, str], ...]:
    """Each delegate's own position, held against the instruction."""
    block = _has_block(confederation, act)

    def result(own: str) -> str:
        if own in (*PASSIVE, "divided") or instructed is None or not instructed.instruction.permitted:
            return ""
        return "kept" if _permits(instructed, own, indicative, block) else "departed"

    return tuple((name, own, result(own)) for name, own in position.by)


def opens_question(stated: Stated) -> bool:
    """Whether a position waits for the assembly: an indicative one, or one on a changed text. Claims have no answer of this kind."""
    active = stated.position in _SIDES
    return active and stated.indicative and not (stated.result == "claimed" or stated.claim)


def answer(confederation: Confederation, stated: Stated, later: Iterable[Stated], day: date) -> Answer:
    """The first after that day: the assembly's valid standing decision on the whole, on any edition, or a binding position that was kept.

    Adopted is for; rejected and rescinded are against and block. Any decision overrules an indicative abstention.
    `later` are the assembly's other positions on the same proposal.
    """
    side = _SIDES[stated.position]
    closing: list[tuple[date, bool, str, Act]] = []
    for act in confederation.acts_on[stated.proposal]:
        if not stated.act.day < act.day <= day:
            continue
        decided = _own_side(confederation, act, stated.assembly, day)
        if decided:
            closing.append((act.day, False, decided, act))
    for one in later:
        if stated.act.day < one.act.day <= day and one.result == "kept" and not one.indicative and one.position in _SIDES:
            closing.append((one.act.day, True, _SIDES[one.position], one.act))
    if not closing:
        return Answer("awaiting", stated.act.day)
    when, _, closed, act = min(closing, key=lambda entry: (entry[0], entry[1], entry[3].order))
    return Answer("confirmed" if closed == side else "overruled", when, act)


def _own_side(confederation: Confederation, act: Act, assembly: str, day: date) -> str:
    """The side an assembly took by a valid standing decision of its own, in its minutes or in a council's ballot of assemblies."""
    judged = verdict(confederation, act, day)
    if not (judged.valid and judged.whole):
        return ""
    if act.minutes.ballot and positions_of(act.decision):
        sides = (_SIDES.get(one.position, "") for ref, one in positions_of(act.decision) if ref.target == assembly)
        side = next(sides, "")
        return "" if side == "abstain" else side
    return _DECIDED.get(judged.outcome, "") if act.assembly == assembly else ""
