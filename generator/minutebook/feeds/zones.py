"""Time zones as calendars describe them (RFC 5545, 3.6.5): each change of offset, at the hour that clocks showed before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)


@lru_cache(maxsize=64)
def described(name: str, first: int, last: int) -> Timezone:
    """A time zone for the years from `first` to `last`, as far as dates go: how it begins, then every change, each in a part of its own, as
    not every programme reads lists of them.

    The hour of a change is in the offset before it, as the standard asks: Paris goes over to summer time at two o'clock, and back at three.
    """
    there = ZoneInfo(name)
    start = datetime(max(first, 2), 1, 1, tzinfo=UTC)
    end = datetime(min(last + 1, date.max.year), 1, 1, tzinfo=UTC)
    found = Timezone()
    found.add("TZID", name)
    found.add_component(_part(there, start, start))
    for change in _changes(there, start, end):
        found.add_component(_part(there, change - _SECOND, change))
    return found


def _part(there: ZoneInfo, before: datetime, after: datetime) -> TimezoneDaylight | TimezoneStandard:
    """What holds after a moment that still had the offset from before."""
    then = after.astimezone(there)
    part = TimezoneDaylight() if then.dst() else TimezoneStandard()
    part.add("DTSTART", _clock(there, before, after))
    part.add("TZOFFSETFROM", _offset(there, before))
    part.add("TZOFFSETTO", _offset(there, after))
    part.add("TZNAME", then.tzname() or "")
    return part


def _clock(there: ZoneInfo, before: datetime, moment: datetime) -> datetime:
    """What a clock showed at a moment that still had the offset from before."""
    return (moment + _offset(there, before)).replace(tzinfo=None)


def _offset(there: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(there).utcoffset() or timedelta()


def _changes(there: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments between two at which the offset or the name of the time changes; at most one a day is found."""
    day = start
    while day < end:
        following = day + _DAY
        if _state(there, day) != _state(there, following):
            low, high = day, following
            while high - low > _SECOND:
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if _state(there, middle) == _state(there, day) else (low, middle)
            yield high
        day = following


def _state(there: ZoneInfo, moment: datetime) -> tuple[timedelta, str | None]:
    then = moment.astimezone(there)
    return then.utcoffset() or timedelta(), then.tzname()
