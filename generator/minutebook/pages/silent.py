"""Silence in words: what an assembly without a status did record, and the last meeting at which it could still have decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from minutebook.pages.notes import Note
from minutebook.pages.sentence import is_own
from minutebook.pages.speech import N_, _, comma
from minutebook.pages.view import Link, Site
from minutebook.pages.wording import capital, day_words, outcome_word, tally_words, uncapital
from minutebook.records import MinutesRecord, NoticeRecord
from minutebook.rules.force import PENDING, Standing
from minutebook.rules.ratification import Row
from minutebook.rules.speech import Speech

_VOID: Final = {
    "inquorate": N_("without a quorum."),
    "revoked": N_("and revoked since."),
    "indicative": N_("as an indication only."),
    "suspended": N_("while suspended."),
    "joining": N_("before it joined."),
    "not a member": N_("while it was no member."),
}
"""Why a decision does not count, as the end of a sentence that says so, and what was decided and when."""

_TRANSITIVE: Final = ("adopted", "rejected", "rescinded", "deferred")


@dataclass(frozen=True, slots=True)
class Silence:
    """What a row in silence refers to: its day and record, if any, and its notes."""

    day: date | None
    record: Link | None
    notes: tuple[Note, ...]


def closed_on(site: Site, one: Standing) -> date | None:
    """The day on which a proposal closed, that day included: withdrawn, set aside, lapsed or carried. None while decisions on it
    still change something, as for one that is in force only where it is ratified."""
    if one.state in PENDING or (one.rule.binds == "ratifying" and one.in_force):
        return None
    if one.state == "withdrawn" and one.withdrawn:
        return one.withdrawn.day
    if one.state == "set aside":
        rival = site.state.proposals.get(one.rival)
        return rival.carried_on if rival else None
    return one.deadline if one.state == "lapsed" else one.carried_on


def silence(site: Site, one: Standing, row: Row) -> Silence:
    """What is said of an assembly that has decided nothing that counts: what it did decide, else the meeting its silence refers to."""
    void = [speech for speech in row.history if speech.void]
    if void:
        last = void[-1]
        record = site.link(last.act.id, _("Draft") if last.act.minutes.draft else _("Minutes"))
        return Silence(last.day, record, tuple(void_note(site, one, speech) for speech in void[-4:]))
    closed = closed_on(site, one)
    meeting = site.state.confederation.record(row.meeting) if row.meeting else None
    if closed and meeting and _day(meeting) > closed:
        before = _last_before(site, one, row.assembly, closed) if row.status == "not recorded" else None
        if before is None:
            return _nothing(one)
        carried = _("The last meeting before it was carried was on %(day)s; its minutes mark no decision on it:")
        ended = _("The last meeting before it closed was on %(day)s; its minutes mark no decision on it:")
        return _met(site, before, carried if one.carried_on else ended)
    if isinstance(meeting, MinutesRecord):
        return _met(site, meeting, _("It met on %(day)s; its minutes mark no decision on it:"))
    if isinstance(meeting, NoticeRecord):
        words = {
            "minutes awaited": _("Called to meet on %(day)s; no minutes have come."),
            "on the agenda": _("It is on the agenda of %(day)s."),
        }[row.status]
        return Silence(meeting.day, site.link(meeting.id, _("Notice")), (Note(words % {"day": day_words(meeting.day, site.day)}),))
    return _nothing(one) if closed else Silence(None, None, ())


def _nothing(one: Standing) -> Silence:
    words = _("No decision before it was carried.") if one.carried_on else _("No decision before it closed.")
    return Silence(None, None, (Note(words),))


def _day(meeting: object) -> date:
    return meeting.last_day if isinstance(meeting, MinutesRecord) else meeting.day if isinstance(meeting, NoticeRecord) else date.min


def _last_before(site: Site, one: Standing, assembly: str, closed: date) -> MinutesRecord | None:
    met = site.state.confederation.minutes_of[assembly]
    return next((held for held in reversed(met) if not held.ballot and one.rule.put <= held.last_day <= closed), None)


def _met(site: Site, minutes: MinutesRecord, words: str) -> Silence:
    note = Note(words % {"day": day_words(minutes.last_day, site.day)}, site.link(minutes.id, _("read them")))
    return Silence(minutes.last_day, site.link(minutes.id, _("Draft") if minutes.draft else _("Minutes")), (note,))


def void_note(site: Site, one: Standing, speech: Speech) -> Note:
    """A decision that counts for nothing, in a sentence that says so first: what was decided, when, with which tally, and why."""
    reason = speech.void
    if reason == "not a member" and site.state.membership.belongs(speech.assembly, one.rule.to, site.day):
        reason = "joining"
    words = uncapital(past_word(site, one, speech.outcome))
    tally = tally_words(speech.verdict.votes) if speech.source == "decision" else ""
    edition = " " + _("(edition %(n)d)") % {"n": speech.edition} if one.proposal.editions else ""
    link = site.link(speech.act.id, day_words(speech.day, site.day))
    told = comma() + tally if tally else ""
    if reason == "part":
        part = site.prose(speech.act.decision.part, speech.act.minutes)
        words = _("adopted") if speech.outcome == "adopted" else words
        whole = _("%(word)s a part of it on") if speech.outcome in _TRANSITIVE else _("dealt with a part of it, %(word)s, on")
        words = _("No decision on the whole: %(words)s") % {"words": whole % {"word": words} + edition}
        return Note(words, link, part, between=" (", tail=f"){told}.")
    words = _("No decision that counts: %(words)s") % {"words": _("%(word)s on") % {"word": words + edition}}
    return Note(words, link, tail=told + (comma() if tally else " ") + _(_VOID[reason]))


def past_word(site: Site, one: Standing, outcome: str) -> str:
    """What an assembly did, as the beginning of a sentence: 'Ratified', 'Rejected'."""
    return capital(outcome_word("ratified" if outcome == "adopted" and not is_own(site, one) else outcome))


def successors(site: Site, one: Standing) -> dict[str, str]:
    """The assemblies that came out of a dissolved one that has a row, by their id, with the one whose row they fill."""
    found: dict[str, str] = {}
    waiting = [row for row in one.rows if row.within and not site.state.membership.is_council(row.assembly)]
    while waiting:
        row = waiting.pop()
        found |= {inner.assembly: row.assembly for inner in row.within}
        waiting += [inner for inner in row.within if inner.within]
    return found


def filled_later(site: Site, one: Standing, row: Row) -> bool:
    """Whether it is the row of an assembly dissolved before the proposal closed, which its successors fill."""
    if not row.within or site.state.membership.is_council(row.assembly):
        return False
    record, closed = site.state.confederation.assemblies.get(row.assembly), closed_on(site, one)
    return not (record and record.dissolved and closed and record.dissolved >= closed)


def successor_notes(site: Site, row: Row) -> Iterator[Note]:
    """A dissolved assembly's row: since when, and what each of its successors has decided."""
    record = site.state.confederation.assemblies.get(row.assembly)
    if record and record.dissolved:
        yield Note(_("Dissolved on %(day)s.") % {"day": day_words(record.dissolved, site.day)})
    told = comma().join(_successor(site, inner) for inner in row.within)
    yield Note(_("Its row is filled when all its successors agree: %(each)s.") % {"each": told})


def _successor(site: Site, row: Row) -> str:
    words = {"name": site.name(row.assembly), "day": day_words(row.day, site.day) if row.day else ""}
    if row.counted:
        return (_("%(name)s has ratified (%(day)s)") if row.day else _("%(name)s has ratified")) % words
    if row.rejects:
        return _("%(name)s has rejected (%(day)s)") % words
    return _("%(name)s not yet") % words
