"""The calendar: coming meetings and last days to ratify; past meetings with their minutes, or awaiting them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from minutebook.pages.awaited import Brief, brief
from minutebook.pages.follow import followed
from minutebook.pages.lines import MeetingLine, meeting_line, notice_line
from minutebook.pages.spans import Leaf, Span, leaves, spans
from minutebook.pages.speech import _, month_name
from minutebook.pages.survey import Meeting, Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.records import NoticeRecord
from minutebook.rules.force import PENDING, Standing

LATELY, LEAST, MOST = timedelta(days=92), 30, 120
"""How far back the first page looks, how many past meetings it shows at least, and how many of anything at most."""
MANY = 300
"""The most on any other page: a year, a month or a day with more is divided."""


Dated = tuple[date, NoticeRecord | Standing]
"""A meeting that is called or a proposal whose last day comes, with its day."""


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
    """The calendar, or a stretch of one of its lists. `awaited` are past meetings without minutes. What does not fit on the first page
    stands in full on the pages of `coming_spans` and `awaited_spans`; `spans` are the years of past meetings, or the pages beside."""

    first: bool
    coming: tuple[Month, ...]
    past: tuple[Month, ...]
    awaited: tuple[MeetingLine, ...]
    spans: tuple[Span[Meeting], ...] | tuple[Span[Dated], ...]
    coming_spans: tuple[Span[Dated], ...]
    awaited_spans: tuple[Span[Meeting], ...]


def calendar_pages(site: Site) -> Iterator[CalendarView]:
    """The calendar, and a page for every year with past meetings; with very many meetings also of those to come and those awaited."""
    s = survey(site)
    recent = [one for one in s.past if one.day >= s.day - LATELY][:MOST]
    recent = recent if len(recent) >= LEAST else list(s.past[:LEAST])
    awaited = tuple(one for one in s.past if one.minutes is None and one.notice and not one.notice.cancelled)
    coming = _coming(s)
    years = spans(s.past, _day, "calendar/", MANY)
    more_coming = spans(coming, lambda one: one[0], "calendar/coming/", MANY) if len(coming) > MOST else ()
    more_awaited = spans(awaited, _day, "calendar/awaited/", MANY) if len(awaited) > MOST else ()
    title = _("Calendar")
    yield CalendarView(
        path="calendar/", title=title, description=_("Coming meetings and last days; past meetings with their minutes."), first=True,
        coming=_months(_entries(s, coming[:MOST])), past=_months(_past(s, recent)), awaited=_awaited(s, awaited[:MOST]), spans=years,
        coming_spans=more_coming, awaited_spans=more_awaited, follow=followed(site, "", feeds=False, calendar=True),
    )  # fmt: skip
    top = (Link(title, "calendar/"),)
    for past in leaves(years, top):
        held = () if past.span.inner else past.span.items
        yield _stretch(past, _("Meetings of %(time)s") % {"time": past.span.name}, past=_months(_past(s, held)))
    for soon in leaves(more_coming, top):
        called = () if soon.span.inner else soon.span.items
        yield _stretch(soon, _("Coming in %(time)s") % {"time": soon.span.name}, coming=_months(_entries(s, called)))
    for late in leaves(more_awaited, top):
        missing = () if late.span.inner else late.span.items
        yield _stretch(late, _("Minutes awaited of %(time)s") % {"time": late.span.name}, awaited=_awaited(s, missing))


def _stretch(
    leaf: Leaf[Meeting] | Leaf[Dated], title: str, *, coming: tuple[Month, ...] = (), past: tuple[Month, ...] = (),
    awaited: tuple[MeetingLine, ...] = (),
) -> CalendarView:  # fmt: skip
    """The page of a stretch of one list."""
    return CalendarView(
        path=leaf.span.path, title=title, crumbs=leaf.crumbs, first=False, coming=coming, past=past, awaited=awaited,
        spans=leaf.span.inner or leaf.beside, coming_spans=(), awaited_spans=(),
    )  # fmt: skip


def _day(meeting: Meeting) -> date:
    return meeting.day


def _coming(s: Survey) -> list[Dated]:
    """The meetings called and the last days to come, in order, a day's meetings first."""
    found: list[Dated] = [(one.day, one) for one in s.coming]
    waiting = (one for one in s.state.proposals.values() if one.state in PENDING and one.deadline and one.deadline >= s.day)
    found += [(one.deadline, one) for one in waiting if one.deadline]
    return sorted(
        found, key=lambda one: (one[0], isinstance(one[1], Standing), "" if isinstance(one[1], Standing) else one[1].starts or "")
    )


def _entries(s: Survey, found: Iterable[Dated]) -> Iterator[Entry]:
    for day, one in found:
        yield Entry(day, deadline=brief(s, one)) if isinstance(one, Standing) else Entry(day, notice_line(s, one))


def _awaited(s: Survey, meetings: Iterable[Meeting]) -> tuple[MeetingLine, ...]:
    return tuple(meeting_line(s, one) for one in meetings)


def _past(s: Survey, meetings: Iterable[Meeting]) -> list[Entry]:
    return [Entry(one.day, meeting_line(s, one)) for one in meetings]


def _months(entries: Iterable[Entry]) -> tuple[Month, ...]:
    return tuple(
        Month(f"{month_name(date(year, month, 1))} {year}", f"{year}-{month:02}", tuple(found))
        for (year, month), found in groupby(entries, key=lambda one: (one.day.year, one.day.month))
    )
