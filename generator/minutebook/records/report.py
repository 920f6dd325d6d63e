"""Reports: a delegate's report back to the assembly."""

from __future__ import annotations

from datetime import date as Day

from minutebook.records.common import NAMES, OWN_MANDATE, OWN_MINUTES, Record
from minutebook.shapes import DATE, PROSE, SLUG_SHAPE, TEXT, Ref, RefShape
from minutebook.structure import Either, ListOf, Struct, StructOf, given, structure


@structure
class Dispute(Struct):
    """What the delegate contests in the council's minutes; it is shown beside the item."""

    minutes: Ref = given(RefShape(("minutes",)), "the council's minutes", required=True)
    decision: str | None = given(SLUG_SHAPE, "the id of the decision in them")
    says: str = given(PROSE, "what the delegate contests", required=True)


@structure
class ReportRecord(Record):
    """A report. The body is what the delegates say."""

    mandate: Ref = given(OWN_MANDATE, "the mandate it reports on", "mandate: 2026-04-13", required=True)
    date: Day | None = given(DATE, "the day it was written")
    delegates: tuple[str, ...] = given(NAMES, "who reports", default=())
    received: Day | Ref | None = given(Either((DATE, OWN_MINUTES)), "the minutes in which the assembly heard it")
    disputes: tuple[Dispute, ...] = given(ListOf(StructOf(Dispute), parted="disputes"), "what the delegate contests", default=())
    title: str | None = given(TEXT, "a title, if the first heading is none")
    formerly: tuple[str, ...] = given(ListOf(TEXT, single=True), "ids it had before", default=())
