"""Reports: a delegate's report back to the assembly."""

from __future__ import annotations

from datetime import date as Day

from minutebook.records.common import NAMES, OWN_MANDATE, OWN_MINUTES, Record
from minutebook.shapes import DATE, PROSE, SLUG_SHAPE, TEXT, Ref, RefShape
from minutebook.structure import Either, ListOf, Struct, StructOf, given, structure


@structure
class Dispute(Struct):
    """What the delegate contests in the council's minutes; it is shown beside the item."""

    minutes: Ref = given(RefShape(("minutes",)), "the council's minutes", "minutes: sarrel-council/2026-04-18", required=True)
    decision: str | None = given(SLUG_SHAPE, "the `id` of the decision in them", "decision: water")
    says: str = given(PROSE, "what the delegates contest", "says: We abstained; the minutes have us for it.", required=True)


@structure
class ReportRecord(Record):
    """A report. The body is what the delegates say."""

    mandate: Ref = given(OWN_MANDATE, "the mandate it reports on", "mandate: 2026-04-13", required=True)
    date: Day | None = given(DATE, "the day it was written", "date: 2026-04-21")
    delegates: tuple[str, ...] = given(NAMES, "who reports", "delegates: Hélène Marchetti", default=())
    received: Day | Ref | None = given(
        Either((DATE, OWN_MINUTES)), "the day the assembly heard it, or its own minutes of that day", "received: 2026-04-27"
    )
    disputes: tuple[Dispute, ...] = given(
        ListOf(StructOf(Dispute), parted="disputes"),
        "what the delegates contest in the council's minutes; it is shown beside the item there",
        "disputes: [{minutes: sarrel-council/2026-04-18, decision: water, says: We abstained; the minutes have us for it.}]",
        default=(),
    )
    title: str | None = given(TEXT, "a title, where the first heading of the text is not to be it", "title: From the spring session")
    formerly: tuple[str, ...] = given(
        ListOf(TEXT, single=True),
        "ids it had before the file was renamed: old references and addresses still lead here",
        "formerly: spring",
        default=(),
    )
