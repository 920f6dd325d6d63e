"""Assembly by assembly: one row each, what it rests on, and why it counts or not; grouped by council."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from minutebook.exports.addresses import address
from minutebook.pages.alphabet import collation
from minutebook.pages.cards import arithmetic
from minutebook.pages.notes import Note
from minutebook.pages.sentence import is_own
from minutebook.pages.silent import (
    closed_on,
    filled_later,
    past_word,
    silence,
    successor_notes,
    successors,
    void_note,
)  # fmt: skip
from minutebook.pages.speech import _, ngettext
from minutebook.pages.view import Link, Site
from minutebook.pages.wording import day_words, status_key, uncapital
from minutebook.records import NoticeRecord
from minutebook.records.decision import Votes
from minutebook.rules.force import PENDING, Standing
from minutebook.rules.ratification import RATIFIED, Row
from minutebook.rules.silence import SILENCES
from minutebook.rules.speech import Speech


@dataclass(frozen=True, slots=True)
class RowView:
    """One assembly's row. `anchor` is its own address; `method` stands where there is no tally; `depth` is more than 0 for members of
    tiers and for successors; `bare` says that there is nothing to tell but which kind of silence it is."""

    assembly: Link
    anchor: str
    key: str
    counted: bool
    day: date | None
    votes: Votes | None
    method: str
    present: int | None
    record: Link | None
    notes: tuple[Note, ...]
    others: tuple[Link, ...]
    depth: int = 0
    through: str = ""
    row: Row | None = None
    bare: bool = False


def row_views(site: Site, one: Standing) -> tuple[RowView, ...]:
    """The rows of a proposal by name, members of tiers and successors beneath theirs. Each anchor is given once."""
    whole = successors(site, one)
    seen: set[str] = set()
    found: list[RowView] = []
    for row in in_order(site, one.rows):
        for view in _with_inner(site, one, row, whole, 0):
            anchor = view.anchor if view.anchor not in seen else ""
            seen.add(view.anchor)
            found.append(replace(view, anchor=anchor))
    return tuple(found)


def in_order(site: Site, rows: Iterable[Row]) -> list[Row]:
    """Rows by the names of their assemblies."""
    return sorted(rows, key=lambda row: (collation(site.name(row.assembly)), row.assembly))


def _with_inner(site: Site, one: Standing, row: Row, whole: Mapping[str, str], depth: int) -> Iterator[RowView]:
    yield replace(row_view(site, one, row, whole), depth=depth)
    for inner in in_order(site, row.within):
        yield from _with_inner(site, one, inner, whole, depth + 1)


def row_view(site: Site, one: Standing, row: Row, whole: Mapping[str, str]) -> RowView:
    """One row; `whole` are the assemblies that came out of others, with the one whose row each fills."""
    own = is_own(site, one)
    speech = row.speech
    silent = silence(site, one, row) if row.status in SILENCES else None
    link = silent.record if silent else _record(site, row)
    through = speech.source if speech and speech.source != "decision" else ""
    day = silent.day if silent else row.day
    if silent and filled_later(site, one, row):
        day, link = None, None
    present = speech.act.minutes.present_total if speech and speech.source == "decision" else None
    method = row.method if row.votes is None or row.votes.for_ is None else ""
    notes = tuple(_notes(site, one, row, silent.notes if silent else (), whole))
    bare = silent is not None and not row.history and not row.within and all(note.coming or note in silent.notes for note in notes)
    return RowView(
        site.assembly(row.assembly), row.assembly, status_key(row, own=own), row.counted, day, row.votes, method, present, link,
        notes, translated_names(site, row.assembly), through=through, row=row, bare=bare,
    )  # fmt: skip


def translated_names(site: Site, assembly: str) -> tuple[Link, ...]:
    """An assembly's name in its other languages."""
    record = site.state.records.assemblies.get(assembly)
    if record is None:
        return ()
    names = [(record.name, record.language or ""), *((one.name, one.language) for one in record.translations if one.name)]
    return tuple(Link(name, "", lang, apart=True) for name, lang in dict(names).items() if name != site.name(assembly))


def _record(site: Site, row: Row) -> Link | None:
    """The record a row rests on: the decision."""
    if row.speech is None:
        return None
    return site.link(row.speech.act.id, _("Draft") if row.speech.act.minutes.draft else _("Minutes"))


def _notes(site: Site, one: Standing, row: Row, silent: tuple[Note, ...], whole: Mapping[str, str]) -> Iterator[Note]:
    """Why it counts or not, what it reserves, what it said before."""
    if row.assembly in whole:
        yield Note(_("Within the row of %(name)s, not counted on its own.") % {"name": site.name(whole[row.assembly])})
    if filled_later(site, one, row):
        yield from successor_notes(site, row)
        silent = silent if any(one.void for one in row.history) else ()
    elif row.within and row.speech is None and row.status in ("ratified", "rejected"):
        yield Note(_("By its members’ own ratifications."))
    yield from silent
    yield from _of_status(site, one, row)
    speech = row.speech
    if speech:
        yield from _of_speech(site, one, row, speech)
    others = [past for past in row.history if past is not speech and not (past.void and row.status in SILENCES)]
    for past in others[-4:]:
        yield _earlier(site, one, past)
    if len(others) > 4:
        yield Note(_("More in the history."), Link(_("History"), f"{address(one.proposal.id)}#_history"))
    membership = site.state.membership
    if membership.suspended(row.assembly, one.rule.to, site.day):
        yield Note(_("Suspended: what it decides meanwhile is shown and not counted."))


def _of_status(site: Site, one: Standing, row: Row) -> Iterator[Note]:
    today = site.day
    when = day_words(row.day, today) if row.day else ""
    match row.status:
        case "late":
            yield Note(_("Not counted: decided after the last day."))
        case "earlier edition":
            yield Note(
                _("Not counted: it decided on edition %(old)d, since replaced by edition %(new)d.")
                % {"old": row.edition, "new": one.edition}
            )
        case "not recorded" | "no meeting published" if not filled_later(site, one, row):
            yield from _next(site, one, row.assembly)
        case "rescinded" | "rejected" | "conditional" if row.counted:
            yield Note(_("Shown, and not counted against its ratification, which stands."))
        case "deferred" | "amended" | "abstained" | "noted":
            yield Note(_("Not counted: it decides nothing.") if closed_on(site, one) else _("Not counted: it decides nothing yet."))
            yield from _next(site, one, row.assembly)
    if row.provisional and row.speech:
        yield Note(_provisional(row, row.speech))
    if row.status in RATIFIED and row.counted and one.carried_on and row.day and row.day > one.carried_on:
        yield Note(_("Acceded after it was carried, on %(day)s.") % {"day": when})


def _provisional(row: Row, speech: Speech) -> str:
    if speech.act.minutes.draft:
        return _("Counts provisionally: the minutes are a draft.") if row.counted else _("Provisional: the minutes are a draft.")
    return (
        _("Counts provisionally: the minutes are not yet approved.") if row.counted else _("Provisional: the minutes are not yet approved.")
    )


def next_notice(site: Site, assembly: str) -> NoticeRecord | None:
    """The next meeting an assembly calls, from the day of reckoning on."""
    called = (one for one in site.state.confederation.notices_of[assembly] if not one.cancelled and one.day >= site.day)
    return next(called, None)


def _next(site: Site, one: Standing, assembly: str) -> Iterator[Note]:
    """The next meeting, while it can still change something; on pages of the past, what was called then is not known."""
    notice = next_notice(site, assembly)
    if notice and one.state in PENDING and not site.present:
        listed = any(item.on and item.on.target == one.proposal.id for item in notice.agenda)
        words = _("Next meeting, with it on the agenda:") if listed else _("Next meeting:")
        yield Note(words, site.link(notice.id, day_words(notice.day, site.day)), coming=True)


def _of_speech(site: Site, one: Standing, row: Row, speech: Speech) -> Iterator[Note]:
    """What comes with the decision that gives the status."""
    today = site.day
    decision = speech.act.decision
    if speech.source == "position":
        yield Note(
            _("By its delegation, under its mandate:"),
            site.link(speech.act.id, _("position at %(council)s") % {"council": site.name(speech.act.assembly)}),
        )
    elif speech.source == "ballot":
        yield Note(_("Its own vote in the ballot of assemblies."))
    elif speech.source == "decision":
        yield from _against_its_tally(row, speech)
        if decision.reservations:
            yield Note(_("Reservation:"), prose=site.prose(decision.reservations, speech.act.minutes))
        if decision.condition and speech.met:
            yield Note(
                _("Its condition was met on %(day)s:") % {"day": day_words(speech.met, today)},
                prose=site.prose(decision.condition, speech.act.minutes),
            )
        elif decision.condition:
            yield Note(_("Counts once this condition is met:"), prose=site.prose(decision.condition, speech.act.minutes))
        if decision.because and row.status in ("rejected", "rescinded", "deferred", "amended"):
            yield Note(_("Reason:"), prose=site.prose(decision.because, speech.act.minutes))
    if speech.verdict.corrected_by:
        fix = speech.verdict.corrected_by
        yield Note(_("Corrected:"), site.link(fix.id, day_words(fix.day, today)))
    if speech.verdict.quorum.met is None:
        yield Note(_("Quorum not recorded."))


def _against_its_tally(row: Row, speech: Speech) -> Iterator[Note]:
    """Who blocked; and why it was rejected with more for than against, where nobody did."""
    votes = row.votes
    if votes and votes.blocked:
        yield Note(ngettext("%(n)d blocked.", "%(n)d blocked.", votes.blocked) % {"n": votes.blocked})
    elif votes and row.status == "rejected" and (votes.for_ or 0) > (votes.against or 0):
        told = arithmetic(speech.verdict)
        if told:
            yield Note(told)


def _earlier(site: Site, one: Standing, past: Speech) -> Note:
    """Another decision of the assembly, with the reason where it counts for nothing."""
    if past.void:
        return void_note(site, one, past)
    words = past_word(site, one, past.outcome)
    if one.proposal.editions:
        words += " " + _("(edition %(n)d)") % {"n": past.edition}
    return Note(_("Also: %(word)s,") % {"word": uncapital(words)}, site.link(past.act.id, day_words(past.day, site.day)))
