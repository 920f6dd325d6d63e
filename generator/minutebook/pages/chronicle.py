"""The history of a proposal: everything that was decided on it, the earlier decisions too, each with the count after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from minutebook.confederation import Act
from minutebook.pages.notes import Note
from minutebook.pages.sentence import is_own
from minutebook.pages.silent import successors
from minutebook.pages.speech import _, comma
from minutebook.pages.view import Link, Prose, Site
from minutebook.pages.wording import day_words, method_words, tally_words, void_words
from minutebook.rules.decisions import verdict
from minutebook.rules.force import Standing
from minutebook.rules.history import Count
from minutebook.rules.speech import Speech, speeches
from minutebook.rules.tallies import outcome_of, positions_of

RATIFIES: Final = ("ratified", "provisional", "reservations")
"""The marks of decisions by which the count rises."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: on a day somebody did something. `key` is its mark, `before` and `after` the count around it;
    `common` that it concerns every assembly's row: an edition, a vote of delegations, a ballot."""

    day: date
    who: Link | None
    words: str
    key: str = ""
    record: Link | None = None
    notes: tuple[Note, ...] = ()
    assembly: str = ""
    void: bool = False
    before: int | None = None
    after: int | None = None
    order: int = 0
    common: bool = False
    turn: str = ""

    @property
    def falls(self) -> bool:
        """Whether the count fell."""
        return self.before is not None and self.after is not None and self.after < self.before


def verbs() -> dict[str, str]:
    """What an assembly does by each outcome, in the language spoken."""
    return {
        "adopted": _("ratifies"), "own": _("adopts it"), "own rescinded": _("rescinds it"),
        "council": _("adopts it"), "submitted": _("puts it to the assemblies"),
        "rejected": _("rejects it"), "rescinded": _("takes back its ratification"), "amended": _("sends it back with amendments"),
        "deferred": _("puts it off"), "abstained": _("abstains"), "noted": _("takes note of it"), "withdrawn": _("withdraws it"),
        "part": _("adopts a part of it"), "": _("takes it up; no outcome is recorded"),
    }  # fmt: skip


def chronicle(site: Site, one: Standing, counts: tuple[Count, ...]) -> tuple[Line, ...]:
    """All lines, in order, with the count after each."""
    lines = sorted((*_acts(site, one), *turns(site, one)), key=lambda line: (line.day, line.order))
    whole = successors(site, one)
    return tuple(_within(site, line, whole) for line in _counted(lines, counts))


def _within(site: Site, line: Line, whole: dict[str, str]) -> Line:
    """A successor's line says why the count stays as it is."""
    if line.assembly not in whole or line.void or line.key not in RATIFIES or line.before != line.after:
        return line
    words = _("The count stays: it is within the row of %(name)s, which is filled when all its successors agree.")
    return replace(line, notes=(*line.notes, Note(words % {"name": site.name(whole[line.assembly])})))


def _counted(lines: list[Line], counts: tuple[Count, ...]) -> Iterator[Line]:
    """The lines with the count before and after each: a day's changes are told where their assembly acts, the rest at its last line."""
    standing: set[str] = set()
    by_day = {count.day: count.standing for count in counts}
    for place, line in enumerate(lines):
        target = by_day.get(line.day, standing)
        last = place + 1 == len(lines) or lines[place + 1].day != line.day
        before = len(standing)
        if last or line.common:
            standing = set(target)
        elif line.assembly in target:
            standing.add(line.assembly)
        else:
            standing.discard(line.assembly)
        yield replace(line, before=before, after=len(standing))


def putter(site: Site, one: Standing) -> str:
    """Who put a proposal: the assembly in whose minutes it was put, else the one whose folder holds it."""
    put = one.proposal.proposed
    minutes = None if isinstance(put, date) else site.state.confederation.minutes.get(put.target)
    return minutes.assembly if minutes else one.proposal.assembly


def turns(site: Site, one: Standing) -> tuple[Line, ...]:
    """What happened to the proposal itself: that it was put, and what changed for all. `turn` says which of these a line tells."""
    return (*_put(site, one), *_turns(site, one))


def _put(site: Site, one: Standing) -> Iterator[Line]:
    proposal = one.proposal
    put = proposal.proposed
    record = None if isinstance(put, date) else site.link(put.target) if put.target else None
    yield Line(one.rule.put, site.assembly(putter(site, one)), _("puts the proposal"), record=record, order=0, turn="put")


def _acts(site: Site, one: Standing) -> Iterator[Line]:
    state = site.state
    confederation = state.confederation
    spoken = speeches(state.membership, state.mandates_in, one.proposal, one.rule, one.day)
    by_act: dict[tuple[str, str], Speech] = {(speech.act.id, name): speech for name, found in spoken.items() for speech in found}
    for place, act in enumerate(confederation.acts_on[one.proposal.id], 10):
        ballot = act.minutes.ballot and positions_of(act.decision) and state.membership.is_council(act.assembly)
        if ballot:
            yield _of_council(site, one, act, place, _("holds a ballot of its members"))
        elif act.assembly == one.rule.to and not is_own(site, one):
            delegations = one.rule.decided_by == "delegations"
            words = verbs()
            word = (
                words["council" if delegations else "submitted"]
                if outcome_of(act.decision) == "adopted"
                else words[outcome_of(act.decision)]
            )
            yield _of_council(site, one, act, place, word)
        else:
            yield _of_assembly(site, one, act, by_act.get((act.id, act.assembly)), place)
        for fix in (*confederation.correcting[act.id], *confederation.revoking[act.id]):
            word = _("corrects its minutes") if fix in confederation.correcting[act.id] else _("revokes its decision")
            when = day_words(act.day, site.day)
            yield Line(
                fix.day,
                site.assembly(fix.assembly),
                word,
                "",
                site.link(fix.id),
                (Note(_("Of %(day)s.") % {"day": when}),),
                fix.assembly,
                order=5,
            )


def _of_council(site: Site, one: Standing, act: Act, place: int, words: str) -> Line:
    delegated = one.rule.decided_by == "delegations" or act.minutes.ballot is not None
    judged = verdict(site.state.confederation, act, site.day)
    notes = [Note(_("Not valid: the quorum was not met."))] if judged.quorum.met is False else []
    if act.decision.indicative:
        notes.append(Note(_("Indicative: it decides nothing.")))
    return Line(
        act.day, site.assembly(act.assembly), words, "", site.link(act.id), tuple(notes), "", bool(notes), order=place, common=delegated
    )


def _of_assembly(site: Site, one: Standing, act: Act, speech: Speech | None, place: int) -> Line:
    judged = speech.verdict if speech else verdict(site.state.confederation, act, site.day)
    own = is_own(site, one)
    outcome = judged.outcome
    words = verbs()[{"adopted": "own", "rescinded": "own rescinded"}.get(outcome, outcome) if own else outcome]
    if act.decision.part and outcome == "adopted":
        words = verbs()["part"]
    if one.proposal.editions and speech:
        words += " " + _("(edition %(n)d)") % {"n": speech.edition}
    how = tally_words(judged.votes) or method_words(judged.method)
    if how:
        words += comma() + how
    key = "part" if act.decision.part else {"adopted": "ratified", "": "noted"}.get(outcome, outcome)
    if key == "ratified":
        key = (
            "provisional"
            if judged.provisional
            else "reservations"
            if act.decision.reservations
            else "conditional"
            if speech and speech.conditional
            else key
        )
    return Line(
        act.day, site.assembly(act.assembly), words, key, site.link(act.id), tuple(_notes(site, act, speech, judged.provisional)),
        act.assembly, bool(speech and speech.void), order=place,
    )  # fmt: skip


def _notes(site: Site, act: Act, speech: Speech | None, provisional: bool) -> Iterator[Note]:
    if speech and speech.void:
        yield Note(void_words(speech.void))
    if provisional:
        yield Note(_("Draft minutes.") if act.minutes.draft else _("Minutes not yet approved."))
    if speech and speech.conditional:
        yield Note(_("On a condition not yet met."))
    if act.decision.because:
        yield Note(_("Reason:"), prose=site.prose(act.decision.because, act.minutes))
    if act.decision.part:
        yield Note(_("Part:"), prose=Prose(act.decision.part, site.language(act.assembly), act.minutes.id))


def _turns(site: Site, one: Standing) -> Iterator[Line]:
    """What changed for all: editions, longer deadlines, carrying, lapsing, the end."""
    today = site.day
    for edition in one.proposal.editions:
        if edition.date <= today:
            record = (
                site.link(f"{edition.by.target}{'#' + edition.by.part if edition.by.part else ''}")
                if edition.by and edition.by.target
                else None
            )
            words = _("Edition %(new)d replaces the one before. What was decided on that one no longer counts.") % {"new": edition.id}
            yield Line(edition.date, None, words, record=record, order=500, common=True, turn="edition")
    for one_deadline in one.proposal.deadline:
        if one_deadline.by and one_deadline.by.target:
            given = site.state.confederation.day_of(one_deadline.by)
            if given and given <= today:
                words = _("The last day is put off to %(day)s.") % {"day": day_words(one_deadline.to, today)}
                yield Line(given, None, words, record=site.link(one_deadline.by.target), order=501, turn="extended")
    own = is_own(site, one)
    for carried, undone in one.undone:
        yield Line(carried, None, _("Carried, provisionally."), order=900, turn="carried provisionally")
        words = _("The carrying is undone: the minutes it rested on were corrected before they were approved.")
        yield Line(undone, None, words, order=901, turn="undone")
    if one.carried_on and one.state == "provisionally carried":
        yield Line(one.carried_on, None, _("Carried, provisionally."), order=902, turn="carried provisionally")
    elif one.carried_on:
        words = _("Adopted, and so decided.") if own else _("Carried: the conditions hold.")
        yield Line(one.carried_on, None, words, order=902, turn="carried")
    if one.lapsed_on and one.state == "lapsed":
        yield Line(one.lapsed_on, None, _("Lapsed: the last day is past."), order=903, turn="lapsed")
    if one.in_force_from and one.in_force_from != one.carried_on and one.in_force_from <= today:
        yield Line(one.in_force_from, None, _("In force from this day."), order=904, turn="in force")
    if one.in_force_until and one.in_force_until < today:
        words = _("Last day in force.")
        record = site.proposal(one.repealed_by) if one.repealed_by and one.repealed_by != one.proposal.id else None
        yield Line(one.in_force_until, None, words, record=record, order=905, turn="ended")


def falls(lines: tuple[Line, ...]) -> Iterator[tuple[date, str]]:
    """The days on which the count fell by a decision of an assembly, with who."""
    for line in lines:
        if line.falls and line.who and line.assembly:
            yield line.day, line.who.text + comma() + _("%(before)s → %(after)s") % {"before": line.before, "after": line.after}
