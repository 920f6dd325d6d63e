"""Calendars as iCalendar (RFC 5545, RFC 7986): meetings and last days, of everybody and of each assembly.

The UID of a meeting or last day follows its record through renames; SEQUENCE counts what was changed since it was called.
DTSTAMP is the day it became known as it is, no later than the day of reckoning: there is no clock here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event
from icalendar.prop import vDuration, vText

from minutebook.exports.addresses import address
from minutebook.feeds.events import agenda
from minutebook.feeds.feed import full_address
from minutebook.feeds.ids import first_id, uid
from minutebook.feeds.tell import about
from minutebook.feeds.zones import described
from minutebook.pages.chronicle import putter
from minutebook.pages.clocks import clock
from minutebook.pages.follow import CALENDAR, called
from minutebook.pages.sentence import sentence
from minutebook.pages.speech import _, apart, language, long_date
from minutebook.pages.survey import Survey
from minutebook.pages.view import Site
from minutebook.pages.wording import state_word, uncapital
from minutebook.records import NoticeRecord
from minutebook.rules.force import PENDING, Standing

_YEAR: Final = timedelta(days=365)
_DAY: Final = timedelta(days=1)
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_WEB: Final = re.compile(r"https?://[^\s\x00-\x20\x7f\"<>\\^`{|}]+")
"""An address on the web that can stand in a calendar as it is. It may have letters of any script; programmes take them."""


def calendars(survey: Survey) -> Iterator[tuple[str, bytes]]:
    """Every calendar in the language spoken, with its path: what comes, and what was up to a year ago."""
    since = survey.day - _YEAR
    notices = [one for one in survey.state.confederation.notices.values() if one.day >= since]
    due = [one for one in survey.state.proposals.values() if one.deadline and one.deadline >= since]
    yield _calendar(survey, "", "", notices, due)
    for id in survey.state.confederation.assemblies:
        own = [one for one in notices if one.assembly == id]
        asked = [one for one in due if id in one.asked or id == one.rule.to]
        yield _calendar(survey, address(id), survey.site.name(id), own, asked)


def _calendar(survey: Survey, folder: str, name: str, notices: Iterable[NoticeRecord], due: Iterable[Standing]) -> tuple[str, bytes]:
    settings = survey.site.settings
    notices = sorted(notices, key=lambda one: (one.day, one.starts or "", one.id))
    events = [_meeting(survey, one) for one in notices]
    events += [_last_day(survey, one, notices) for one in sorted(due, key=lambda one: (one.deadline or date.max, one.proposal.id))]
    path = f"{settings.tree}{folder}{CALENDAR}"
    found = Calendar()
    found.add("PRODID", f"-//Minutebook//Minutebook//{language().upper()}")
    found.add("VERSION", "2.0")
    for key in ("NAME", "X-WR-CALNAME"):
        found.add(key, vText(_clean(called(survey.site, name))), {"LANGUAGE": language()})
    found.add("URL", full_address(settings, folder or "calendar/"))
    found.add("SOURCE", settings.site_url + path, {"VALUE": "URI"})
    for key in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        found.add(key, vDuration(_DAY), {"VALUE": "DURATION"} if key == "REFRESH-INTERVAL" else {})
    days = [one.day for one in notices] or [survey.day]
    for key in sorted({known.key for one in notices if one.starts and (known := clock(survey.site, one.assembly, one.timezone))}):
        found.add_component(described(key, min(days).year - 1, max(days).year + 1))
    for event in events:
        found.add_component(event)
    return path, found.to_ical(sorted=False)


def _meeting(survey: Survey, record: NoticeRecord) -> Event:
    """A meeting. Moved, it keeps its UID; cancelled, it stays to be seen. Without an hour it takes the day, without a zone every reader's.
    Its title says who meets; what the notice is called, which often has its day, stands in the description."""
    site = survey.site
    tongue, name = site.language(record.assembly), site.name(record.assembly)
    named = _("Cancelled: %(title)s") % {"title": name} if record.cancelled else _("%(name)s meets") % {"name": name}
    lines = [apart(site.title(record))] if record.title or record.heading else []
    if record.moved_to and not record.cancelled:
        lines.append(f"{_('Moved from')} {long_date(record.first_day)}.")
    found = _event(
        survey, first_id(survey.state.confederation, record.id), address(record.id), named, [*lines, *about(survey, record)],
        sequence=bool(record.moved_to) + bool(record.cancelled) + len(record.formerly), known=record.first_day,
    )  # fmt: skip
    found.add("STATUS", "CANCELLED" if record.cancelled else "CONFIRMED")
    starts, ends = _at(site, record, record.starts), _at(site, record, record.ends)
    if starts is None:
        _all_day(found, record.day)
    else:
        found.add("DTSTART", starts)
        if ends:
            found.add("DTEND", ends if ends > starts else ends + _DAY)
    if record.place or record.online:
        found.add("LOCATION", _clean(record.place or record.online or ""), {"LANGUAGE": tongue} if record.place and tongue else {})
    if record.online and _WEB.fullmatch(record.online):
        found.add("CONFERENCE", record.online, {"VALUE": "URI"})
    return found


def _last_day(survey: Survey, one: Standing, notices: Iterable[NoticeRecord]) -> Event:
    """The last day of a proposal: a day nobody is busy on. It belongs to the session that put the proposal, and to the meetings that have
    it on their agenda, as far as these are in the calendar. What is settled before it is cancelled; its title says what it came to."""
    confederation, proposal = survey.state.confederation, one.proposal
    day = one.deadline or date.max
    told = [known for known, last in one.rule.deadlines if last == day and known <= survey.day]
    extended = sum(one.rule.put < known <= survey.day for known, _last in one.rule.deadlines)
    found = _event(
        survey, f"{first_id(confederation, proposal.id)}?last-day", address(proposal.id),
        _("Last day:") + " " + _ended(apart(survey.site.proposal(proposal.id).text), one), [sentence(survey.site, one).text],
        sequence=extended + _settled(one), known=max((one.rule.put, *told)),
    )  # fmt: skip
    _all_day(found, day)
    found.add("STATUS", "CANCELLED" if _settled(one) else "CONFIRMED")
    found.add("TRANSP", "TRANSPARENT")
    for notice in notices:
        session = notice.assembly == putter(survey.site, one) and notice.day == one.rule.put
        if session or proposal.id in agenda(survey, notice):
            related = uid(survey.site.settings, first_id(confederation, notice.id))
            found.add("RELATED-TO", related, {"RELTYPE": "PARENT" if session else "SIBLING"})
    return found


def _ended(title: str, one: Standing) -> str:
    """A proposal's title, and what became of it as far as that is settled: 'Water (carried)'."""
    if one.state in PENDING:
        return title
    return _("%(what)s (%(word)s)") % {"what": title, "word": uncapital(state_word(one.state))}


def _settled(one: Standing) -> bool:
    """Whether a last day means nothing more: the proposal is carried, withdrawn or set aside, and did not lapse."""
    return one.state not in (*PENDING, "lapsed")


def _event(survey: Survey, id: str, to: str, title: str, lines: list[str], *, sequence: int, known: date) -> Event:
    """What all events have. Its link stands in the description too: few programmes show the other."""
    settings = survey.site.settings
    link, spoken = full_address(settings, to), {"LANGUAGE": language()}
    found = Event()
    found.add("UID", uid(settings, id))
    found.add("DTSTAMP", datetime.combine(min(known, survey.day), time(), UTC))
    found.add("SEQUENCE", sequence)
    found.add("SUMMARY", _clean(title), spoken)
    found.add("DESCRIPTION", _clean("\n".join((*lines, link))), spoken)
    found.add("URL", link)
    return found


def _all_day(event: Event, day: date) -> None:
    event.add("DTSTART", day)
    if day < date.max:
        event.add("DTEND", day + _DAY)


def _at(site: Site, record: NoticeRecord, hour: str | None) -> datetime | None:
    """An hour of the meeting's day: in its time zone, or floating where none is known."""
    return datetime.combine(record.day, time.fromisoformat(hour), clock(site, record.assembly, record.timezone)) if hour else None


def _clean(text: str) -> str:
    """A text without control characters."""
    return _CONTROL.sub("", text)
