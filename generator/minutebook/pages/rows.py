"""Assembly by assembly: one row each, what it rests on, and why it counts or not; grouped by council."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from minutebook.exports.addresses import address
from minutebook.pages.sentence import is_own
from minutebook.pages.speech import _
from minutebook.pages.view import Link, Prose, Site
from minutebook.pages.wording import day_words, outcome_word, status_key, void_words
from minutebook.records import NoticeRecord
from minutebook.records.decision import Votes
from minutebook.rules.force import Standing
from minutebook.rules.ratification import Row
from minutebook.rules.speech import Speech


@dataclass(frozen=True, slots=True)
class Note:
    """What there is to add to a row: words, and where they come from; `prose` are the record's own words, `coming` is a meeting to come."""

    text: str
    link: Link | None = None
    prose: Prose | None = None
    coming: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """One assembly's row. `anchor` is its own address; `method` stands where there is no tally; `inner` are members of tiers."""

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


def row_views(site: Site, one: Standing) -> tuple[RowView, ...]:
    """The rows of a proposal, members of tiers and successors beneath theirs. Each anchor is given once."""
    seen: set[str] = set()
    found: list[RowView] = []
    for row in one.rows:
        for view in _with_inner(site, one, row, 0):
            anchor = view.anchor if view.anchor not in seen else ""
            seen.add(view.anchor)
            found.append(replace(view, anchor=anchor))
    return tuple(found)


def _with_inner(site: Site, one: Standing, row: Row, depth: int) -> Iterator[RowView]:
    yield replace(row_view(site, one, row), depth=depth)
    for inner in row.within:
        yield from _with_inner(site, one, inner, depth + 1)


def row_view(site: Site, one: Standing, row: Row) -> RowView:
    """One row."""
    own = is_own(site, one)
    speech = row.speech
    link = _record(site, row)
    through = speech.source if speech and speech.source != "decision" else ""
    day = row.day or _meeting_day(site, row)
    present = speech.act.minutes.present_total if speech and speech.source == "decision" else None
    method = row.method if row.votes is None or row.votes.for_ is None else ""
    return RowView(
        site.assembly(row.assembly), row.assembly, status_key(row, own=own), row.counted, day, row.votes, method, present, link,
        tuple(_notes(site, one, row)), translated_names(site, row.assembly), through=through, row=row,
    )  # fmt: skip


def translated_names(site: Site, assembly: str) -> tuple[Link, ...]:
    """An assembly's name in its other languages."""
    record = site.state.records.assemblies.get(assembly)
    named = [one for one in (record.translations if record else ()) if one.name and record and one.name != record.name]
    return tuple(Link(str(one.name), "", one.language, apart=True) for one in named)


def _meeting_day(site: Site, row: Row) -> date | None:
    meeting = site.state.confederation.record(row.meeting) if row.meeting else None
    if isinstance(meeting, NoticeRecord):
        return meeting.day
    return getattr(meeting, "last_day", None)


def _record(site: Site, row: Row) -> Link | None:
    """The record a row rests on: the decision, else the minutes or notice of its silence."""
    if row.speech:
        draft = row.speech.act.minutes.draft
        return site.link(row.speech.act.id, _("Draft") if draft else _("Minutes"))
    if not row.meeting:
        return None
    notice = row.meeting in site.state.confederation.notices
    return site.link(row.meeting, _("Notice") if notice else _("Minutes"))


def _notes(site: Site, one: Standing, row: Row) -> Iterator[Note]:
    """Why it counts or not, what it reserves, what it said before."""
    yield from _of_status(site, one, row)
    if row.within and row.speech is None:
        words = _("By its members’ own ratifications.") if row.assembly in _councils(site) else _("By the assemblies that came out of it.")
        if row.status in ("ratified", "rejected"):
            yield Note(words)
    speech = row.speech
    if speech:
        yield from _of_speech(site, one, row, speech)
    others = [past for past in row.history if past is not speech]
    for past in others[-4:]:
        yield _earlier(site, one, past)
    if len(others) > 4:
        yield Note(_("More in the history."), Link(_("History"), f"{address(one.proposal.id)}#_history"))
    membership = site.state.membership
    if membership.suspended(row.assembly, one.rule.to, site.day):
        yield Note(_("Suspended: what it decides meanwhile is shown and not counted."))


def _councils(site: Site) -> frozenset[str]:
    return frozenset(id for id, record in site.state.confederation.assemblies.items() if record.kind == "council")


def _of_status(site: Site, one: Standing, row: Row) -> Iterator[Note]:
    today = site.day
    when = day_words(row.day, today) if row.day else ""
    meeting = _meeting_day(site, row)
    met = day_words(meeting, today) if meeting else ""
    match row.status:
        case "late":
            yield Note(_("Not counted: decided after the last day."))
        case "earlier edition":
            yield Note(
                _("Not counted: it decided on edition %(old)d, since replaced by edition %(new)d.")
                % {"old": row.edition, "new": one.edition}
            )
        case "not recorded" if met:
            yield Note(
                _("It met on %(day)s; its minutes mark no decision that counts on it:") % {"day": met},
                site.link(row.meeting, _("read them")),
            )
            yield from _next(site, one, row.assembly)
        case "minutes awaited":
            yield Note(_("Called to meet on %(day)s; no minutes have come.") % {"day": met})
        case "on the agenda":
            yield Note(_("It is on the agenda of %(day)s.") % {"day": met})
        case "rescinded" | "rejected" | "conditional" if row.counted:
            yield Note(_("Shown, and not counted against its ratification, which stands."))
        case "deferred" | "amended" | "abstained" | "noted":
            yield Note(_("Not counted: it decides nothing yet."))
            yield from _next(site, one, row.assembly)
    if row.counted and row.provisional and row.speech:
        draft = row.speech.act.minutes.draft
        yield Note(
            _("Counts provisionally: the minutes are a draft.") if draft else _("Counts provisionally: the minutes are not yet approved.")
        )
    if row.counted and one.carried_on and row.day and row.day > one.carried_on:
        yield Note(_("Acceded after it was carried, on %(day)s.") % {"day": when})


def next_notice(site: Site, assembly: str) -> NoticeRecord | None:
    """The next meeting an assembly calls, from the day of reckoning on."""
    called = (one for one in site.state.confederation.notices_of[assembly] if not one.cancelled and one.day >= site.day)
    return next(called, None)


def _next(site: Site, one: Standing, assembly: str) -> Iterator[Note]:
    """The next meeting, while it can still change something."""
    notice = next_notice(site, assembly)
    if notice and one.state in ("open", "failing", "open for adoption", "provisionally carried"):
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


def _earlier(site: Site, one: Standing, past: Speech) -> Note:
    """Another decision of the assembly, with the reason where it counts for nothing."""
    word = outcome_word("ratified" if past.outcome == "adopted" and not is_own(site, one) else past.outcome)
    many = len(one.proposal.editions) > 0
    words = {"word": word, "edition": past.edition, "day": day_words(past.day, site.day)}
    text = _("Also: %(word)s (edition %(edition)d)") if many else _("Also: %(word)s")
    reason = void_words(past.void) if past.void else ""
    return Note(text % words + ",", site.link(past.act.id, str(words["day"])), Prose(reason) if reason else None)
