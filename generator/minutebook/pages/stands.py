"""Positions: where each delegation stood at a council, beside its mandate, with the result and its reason in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minutebook.confederation import Act
from minutebook.exports.addresses import address
from minutebook.pages.speech import _
from minutebook.pages.view import Link, Prose, Site
from minutebook.pages.wording import day_words, position_word, positions_word
from minutebook.records import MinutesRecord
from minutebook.records.mandate import Instruction
from minutebook.rules.positions import Stated
from minutebook.rules.terms import person

ACTIVE = ("for", "against", "block", "abstain")


@dataclass(frozen=True, slots=True)
class InstructionView:
    """An instruction: the positions it permits, and its other words."""

    number: int
    positions: str
    refers: bool
    free: bool
    say: Prose
    accept: Prose
    unless: Prose
    reserves: bool
    edition: int | None
    link: Link | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """What a delegation contests, with its report."""

    says: Prose
    report: Link
    assembly: Link
    stated_by: str


@dataclass(frozen=True, slots=True)
class StandView:
    """One delegation's position with everything that belongs beside it."""

    assembly: Link
    delegates: tuple[Link, ...]
    mandate: Link | None
    instruction: InstructionView | None
    position: str
    indicative: bool
    reserved: bool
    result: str
    reason: str
    persons: tuple[tuple[str, str, str], ...]
    answer: str
    answered_in: Link | None
    awaiting: bool
    claim: Note | None
    ended: Note | None
    record: Link
    said: tuple[tuple[str, Prose], ...]
    disputes: tuple[Dispute, ...]
    stated: Stated


@dataclass(frozen=True, slots=True)
class Note:
    """A few words with their record."""

    text: str
    link: Link


@dataclass(frozen=True, slots=True)
class Tallies:
    """The tallies of a council's vote: binding positions as they were stated, those with the indicative ones, and the binding ones
    that a mandate covers. `mandated` is false in a ballot, where assemblies decide themselves and need no mandate."""

    binding: tuple[tuple[str, int], ...]
    everyone: tuple[tuple[str, int], ...]
    covered: tuple[tuple[str, int], ...]
    mandated: bool

    @property
    def differ(self) -> bool:
        """Whether any position was indicative."""
        return self.binding != self.everyone

    @property
    def uncovered(self) -> bool:
        """Whether a binding position was stated that no mandate covers."""
        return self.mandated and self.binding != self.covered


def tallies(stated: Iterable[Stated]) -> Tallies:
    """How many delegations stood where."""
    found = [one for one in stated if one.position in ACTIVE]
    binding = Counter(one.position for one in found if not one.indicative)
    everyone = Counter(one.position for one in found)
    covered = Counter(one.position for one in found if not one.indicative and one.result == "kept")
    return Tallies(_listed(binding), _listed(everyone), _listed(covered), any(one.result for one in found))


def _listed(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((position, counted[position]) for position in ACTIVE if counted[position])


def results(stated: Iterable[Stated]) -> tuple[tuple[int, str], ...]:
    """How many positions had which result."""
    counted = Counter(one.result for one in stated if one.result)
    return tuple((number, result) for result, number in counted.most_common())


def instruction_view(site: Site, number: int, one: Instruction, mandate: str) -> InstructionView:
    """An instruction, ready to be shown; `mandate` is the page it stands on."""
    record = site.state.confederation.mandates.get(mandate)
    permitted = one.permitted

    def prose(text: str | None) -> Prose:
        return site.prose(text, record) if record else Prose(text or "")

    link = Link(_("instruction %(n)d") % {"n": number}, f"{address(mandate)}#_i{number}") if record else None
    words = positions_word(permitted) if permitted else ""
    return InstructionView(
        number, words, permitted == ("refer",), permitted == ("free",), prose(one.say), prose(one.accept), prose(one.unless),
        one.reserves == "ratification", one.edition, link,
    )  # fmt: skip


def reason(site: Site, one: Stated) -> str:
    """Why the result is what it is, in words."""
    day = day_words(one.act.day, site.day)
    permitted = one.instructed.instruction.permitted if one.instructed else ()
    match one.result:
        case "kept" if one.claim:
            return _("The delegate acted under a clause of the instruction; the assembly said that this was right.")
        case "departed" if one.claim:
            return _("The delegate acted under a clause of the instruction; the assembly said that it did not apply.")
        case "kept" if permitted == ("free",):
            return _("The instruction leaves the position to the delegates.")
        case "kept" if permitted == ("refer",):
            return _("Indicative, or an abstention, as the instruction allows.")
        case "kept" if len(permitted) > 1:
            return _("The position is one of those permitted.")
        case "kept":
            return _("The position is the one instructed.")
        case "departed" if permitted == ("refer",):
            return _("The instruction gives no authority: only an indicative position or an abstention was permitted.")
        case "departed" if one.instructed and one.instructed.instruction.unless:
            return _("The position is not among those the instruction names, and its exception was not claimed.")
        case "departed":
            return _("The position is not among those the instruction names.")
        case "claimed":
            return _("The delegate acted under a clause of the instruction. Whether rightly, the assembly has not yet said.")
        case "text changed":
            return _("The position is on a later edition than the instruction: it counts as indicative and waits for the assembly.")
        case "beyond the mandate":
            return _("A binding position, and no instruction on this proposal.")
        case "without a mandate":
            return _("A binding position, and no mandate in force on %(day)s.") % {"day": day}
        case "not named":
            return _("None of those on the roll is named in the mandate in force, nor as a substitute.")
        case "indicative":
            return _("Indicative, and no instruction covers it: it waits for the assembly.")
        case "divided":
            return _("The delegation’s own delegates split.")
        case "silent":
            return _("Present, with an instruction, and recorded as silent.")
        case "absent":
            return _("Recorded as absent, with an instruction.")
        case "excused":
            return _("Recorded as excused, with an instruction.")
        case "not recorded":
            return _("An instruction was given, and the minutes record nothing of the delegation on this item.")
    return ""


def delegate_links(site: Site, assembly: str, names: Iterable[str]) -> tuple[Link, ...]:
    """Delegates by name, with their pages."""
    found = site.delegates.get(assembly, {})
    shown = [person(site.state.confederation, assembly, name) for name in names]
    return tuple(Link(name, found[name].path if name in found else "", "", apart=True) for name in shown)


def stand_view(site: Site, one: Stated) -> StandView:
    """One position."""
    answer, answered_in, awaiting = _answer(site, one)
    mandate = site.state.mandates.get(one.mandate.record.id) if one.mandate else None
    ended = None
    if mandate and mandate.status == "recalled" and mandate.mandate.recall:
        recall = mandate.mandate.recall
        ended = Note(_("Recalled on %(day)s") % {"day": day_words(recall.day, site.day)}, Link("", address(recall.id)))
    elif one.mandate is None and not one.act.minutes.ballot:
        ended = _last_mandate(site, one)
    instructed = one.instructed
    return StandView(
        site.assembly(one.assembly), delegate_links(site, one.assembly, one.delegates or (one.mandate.delegates if one.mandate else ())),
        site.link(one.mandate.record.id, _("mandate")) if one.mandate else None,
        instruction_view(site, instructed.number, instructed.instruction, instructed.mandate.id if not instructed.mandate.adds_to else one.mandate.record.id)
        if instructed and one.mandate else None,
        one.position, one.indicative, one.reserved, one.result, reason(site, one),
        tuple((name, position_word(position), result) for name, position, result in one.persons),
        answer, answered_in, awaiting, _claim(site, one), ended,
        site.link(one.act.id, day_words(one.act.day, site.day)), tuple(said(site, one.act, one.assembly)),
        tuple(disputes(site, one.act, one.assembly)), one,
    )  # fmt: skip


def _claim(site: Site, one: Stated) -> Note | None:
    """What the assembly said of a claim: it acts on the claim, and decides nothing on the proposal."""
    if one.claim is None:
        return None
    exception = one.instructed is not None and bool(one.instructed.instruction.unless)
    if one.result == "kept":
        words = _("The exception applied: its assembly agreed on") if exception else _("The clause applied: its assembly agreed on")
    else:
        words = _("Its assembly disagreed on")
    return Note(words, site.link(one.claim.id, day_words(one.claim.day, site.day)))


def _last_mandate(site: Site, one: Stated) -> Note | None:
    """How the last mandate of an assembly without one had ended."""
    for mandate in reversed(site.state.mandates_in.between(one.assembly, one.act.assembly)):
        if mandate.cut and mandate.cut < one.act.day:
            words = {"recalled": _("Recalled on %(day)s"), "resigned": _("Resigned on %(day)s"), "replaced": _("Replaced on %(day)s")}[
                mandate.how
            ]
            return Note(words % {"day": day_words(mandate.cut, site.day)}, Link("", address(mandate.record.id)))
    return None


def _answer(site: Site, one: Stated) -> tuple[str, Link | None, bool]:
    """How the assembly answered an indicative position, or since when it is awaited."""
    if one.answer is None:
        return "", None, False
    if one.answer.word == "awaiting":
        return _("Its assembly has still to answer"), None, True
    words = _("Confirmed by its assembly") if one.answer.word == "confirmed" else _("Overruled by its assembly")
    return words, site.link(one.answer.act.id, day_words(one.answer.since, site.day)) if one.answer.act else None, False


def said(site: Site, act: Act, assembly: str) -> Iterator[tuple[str, Prose]]:
    """What an assembly's delegates said on the item, by the minutes."""
    on = act.decision.on.target if act.decision.on else ""
    for one in act.minutes.statements:
        if one.assembly.target == assembly and one.on and one.on.target == on and on:
            yield person(site.state.confederation, assembly, one.delegate) if one.delegate else "", site.prose(one.said, act.minutes)


def disputes(site: Site, act: Act, assembly: str = "") -> Iterator[Dispute]:
    """What delegates contest about a decision in their reports, or those of one assembly."""
    if act.decision.id:
        found = contested(site, act.minutes, act.decision.id)
        yield from (one for one in found if not assembly or one.stated_by == assembly)


def contested(site: Site, minutes: MinutesRecord, decision: str | None) -> Iterator[Dispute]:
    """What delegates contest about a decision of these minutes, or without one about the minutes."""
    for report in dict.fromkeys(one.id for one in site.disputes[f"{minutes.id}#{decision or ''}"]):
        record = site.state.confederation.reports[report]
        for one in record.disputes:
            if one.minutes.target == minutes.id and one.decision == decision:
                yield Dispute(site.prose(one.says, record), site.link(report, _("report")), site.assembly(record.assembly), record.assembly)
