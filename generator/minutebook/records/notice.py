"""Notices: a meeting that is called."""

from __future__ import annotations

import re
from datetime import date as Day

from minutebook.records.common import PROPOSAL, Record
from minutebook.shapes import DATE, PROSE, TEXT, TIME, Pattern, Ref
from minutebook.speech import said
from minutebook.structure import ListOf, Struct, StructOf, given, structure

ZONE = Pattern(said("a time zone like Europe/Paris"), re.compile(r"[A-Za-z]+(/[A-Za-z0-9_+-]+)*"))


@structure
class AgendaItem(Struct):
    """One item of the agenda."""

    text: str | None = given(TEXT, "the item in words", "text: Repair of the school roof")
    on: Ref | None = given(PROPOSAL, "the proposal on the agenda", "on: sarrel-council/water")


@structure
class NoticeRecord(Record):
    """A meeting called: when, where, agenda, open to whom."""

    date: Day | None = given(
        DATE, "the day of the meeting; it stands in the file's name already and must agree with it", "date: 2026-05-04"
    )
    starts: str | None = given(TIME, "when it begins", "starts: '18:30'")
    ends: str | None = given(TIME, "when it ends", "ends: '21:00'")
    timezone: str | None = given(ZONE, "the time zone, for calendars", "timezone: Europe/Paris")
    place: str | None = given(TEXT, "where it meets", "place: the school")
    online: str | None = given(TEXT, "where to join from afar", "online: https://meet.example.org/sarrel")
    open_to: str | None = given(TEXT, "who may come", "open_to: all residents")
    agenda: tuple[AgendaItem, ...] = given(
        ListOf(StructOf(AgendaItem, scalar="text")),
        "the agenda, item by item: words, or `{on: PROPOSAL}`",
        "agenda: [Repair of the school roof, {on: sarrel-council/water}]",
        default=(),
    )
    cancelled: str | None = given(PROSE, "why the meeting does not take place", "cancelled: The road is closed by snow.")
    moved_to: Day | None = given(DATE, "the day it was moved to", "moved_to: 2026-05-11")
    title: str | None = given(TEXT, "a title, where the first heading of the text is not to be it", "title: Spring assembly")
    formerly: tuple[str, ...] = given(
        ListOf(TEXT, single=True),
        "ids it had before the file was renamed: old references and addresses still lead here",
        "formerly: 2026-05-03",
        default=(),
    )
    first_day: Day

    @property
    def day(self) -> Day:
        """The day of the meeting: the one it was moved to, else its date."""
        return self.moved_to or self.first_day
