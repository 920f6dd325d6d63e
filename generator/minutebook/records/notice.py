"""Notices: a meeting that is called."""

from __future__ import annotations

import re
from datetime import date as Day

from minutebook.records.common import PROPOSAL, Record
from minutebook.shapes import DATE, PROSE, TEXT, TIME, Pattern, Ref
from minutebook.structure import ListOf, Struct, StructOf, given, structure


ZONE = Pattern("a time zone like Europe/Paris", re.compile(r"[A-Za-z]+(/[A-Za-z0-9_+-]+)*"))


@structure
class AgendaItem(Struct):
    """One item of the agenda."""

    text: str | None = given(TEXT, "the item in words")
    on: Ref | None = given(PROPOSAL, "the proposal on the agenda", "on: sarrel-council/water")


@structure
class NoticeRecord(Record):
    """A meeting called: when, where, agenda, open to whom."""

    date: Day | None = given(DATE, "the day, if not only in the file's name")
    starts: str | None = given(TIME, "when it begins", "starts: '18:30'")
    ends: str | None = given(TIME, "when it ends")
    timezone: str | None = given(ZONE, "the time zone", "timezone: Europe/Paris")
    place: str | None = given(TEXT, "where")
    online: str | None = given(TEXT, "where to join from afar")
    open_to: str | None = given(TEXT, "who may come", "open_to: all residents")
    agenda: tuple[AgendaItem, ...] = given(ListOf(StructOf(AgendaItem, scalar="text")), "the agenda: words, or `{on: PROPOSAL}`", default=())
    cancelled: str | None = given(PROSE, "why it does not take place")
    moved_to: Day | None = given(DATE, "the day it was moved to")
    title: str | None = given(TEXT, "a title, if the first heading is none")
    formerly: tuple[str, ...] = given(ListOf(TEXT, single=True), "ids it had before", default=())
    first_day: Day

    @property
    def day(self) -> Day:
        """The day of the meeting: the one it was moved to, else its date."""
        return self.moved_to or self.first_day
