"""The calendar: coming meetings and last days to ratify; past meetings with their minutes, or awaiting them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from minutebook.pages.awaited import Brief, brief
from minutebook.pages.lines import MeetingLine, meeting_line, notice_line
from minutebook.pages.speech import _, month_name
from minutebook.pages.survey import Meeting, Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.rules.force import PENDING

LATELY, LEAST = timedelta(days=92), 30
"""How far back the first page looks, and how many past meetings it shows at least."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What falls on a day: a meeting, or the last day of a proposal."""

    day: date
    meeting: MeetingLine | None = None
    deadline: Brief | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """The entries of a month."""

    name: str
    key: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView(View):
    """The calendar, or the past meetings of one year. `awaited` are past meetings without minutes."""

    coming: tuple[Month, ...]
    past: tuple[Month, ...]
    awaited: tuple[MeetingLine, ...]
    years: tuple[tuple[Link, int], ...]
    year: int
    total: int


def calendar_pages(site: Site) -> Iterator[CalendarView]:
    """The calendar, and a page for every year with past meetings."""
    s = survey(site)
    years = tuple(
        (Link(str(year), f"calendar/{year}/"), sum(1 for _one in found)) for year, found in groupby(s.past, key=lambda one: one.day.year)
    )
    recent = [one for one in s.past if one.day >= s.day - LATELY]
    recent = recent if len(recent) >= LEAST else list(s.past[:LEAST])
    awaited = tuple(meeting_line(s, one) for one in s.past if one.minutes is None and one.notice and not one.notice.cancelled)
    title = _("Calendar")
    yield CalendarView(
        path="calendar/", title=title, description=_("Coming meetings and last days; past meetings with their minutes."),
        coming=_months(_coming(s)), past=_months(_past(s, recent)), awaited=awaited, years=years, year=0, total=len(s.past),
    )  # fmt: skip
    for year, found in groupby(s.past, key=lambda one: one.day.year):
        meetings = tuple(found)
        yield CalendarView(
            path=f"calendar/{year}/", title=_("Meetings of %(year)d") % {"year": year}, crumbs=(Link(title, "calendar/"),),
            coming=(), past=_months(_past(s, meetings)), awaited=(), years=years, year=year, total=len(meetings),
        )  # fmt: skip


def _coming(s: Survey) -> list[Entry]:
    entries = [Entry(one.day, notice_line(s, one)) for one in s.coming]
    for one in s.state.proposals.values():
        if one.state in PENDING and one.deadline and one.deadline >= s.day:
            entries.append(Entry(one.deadline, deadline=brief(s, one)))
    return sorted(entries, key=lambda one: (one.day, one.meeting is None, one.meeting.starts if one.meeting else ""))


def _past(s: Survey, meetings: Iterable[Meeting]) -> list[Entry]:
    return [Entry(one.day, meeting_line(s, one)) for one in meetings]


def _months(entries: Iterable[Entry]) -> tuple[Month, ...]:
    return tuple(
        Month(f"{month_name(date(year, month, 1))} {year}", f"{year}-{month:02}", tuple(found))
        for (year, month), found in groupby(entries, key=lambda one: (one.day.year, one.day.month))
    )
