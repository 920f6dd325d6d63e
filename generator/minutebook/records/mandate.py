"""Mandates: who was sent to say what, where, within which limits."""

from __future__ import annotations

from datetime import date as Day

from minutebook.records.common import EDITION, NAMES, OWN_MANDATE, OWN_MINUTES, POSITIONS, PROPOSAL, Record
from minutebook.shapes import DATE, PROSE, TEXT, Ref, RefShape, Words
from minutebook.structure import Either, ListOf, Struct, StructOf, given, structure

CHOSEN_BY = ("election", "rotation", "sortition", "consensus", "volunteers")
INSTRUCTED = Either((Words((*POSITIONS, "free", "refer")), ListOf(Words(POSITIONS))))


@structure
class Instruction(Struct):
    """One instruction: what the delegates are to say on one item, and within which limits."""

    on: tuple[Ref, ...] = given(
        ListOf(PROPOSAL, single=True), "the proposal it is about, or a list of them", "on: sarrel-council/water", default=()
    )
    topic: str | None = given(TEXT, "what it is about, where there is no proposal", "topic: the budget of the coming year")
    edition: int | None = given(EDITION, "which edition of the proposal's text; the latest of the day it was granted without", "edition: 2")
    position: str | tuple[str, ...] | None = given(
        INSTRUCTED,
        "the position to take, or a list of those permitted; `free`: use your judgement; `refer`: no authority, take it "
        "home and vote only indicatively",
        "position: for",
    )
    say: str | None = given(PROSE, "what to say, word for word", "say: We ask for a meter at every spring.")
    accept: str | None = given(PROSE, "what may be accepted besides", "accept: meters at the public springs alone")
    unless: str | None = given(PROSE, "when the position does not hold", "unless: the fee falls on tenants")
    reserves: str | None = given(
        Words(("ratification",)), "`ratification`: what is agreed binds only once the assembly ratifies it", "reserves: ratification"
    )

    @property
    def permitted(self) -> tuple[str, ...]:
        """The positions named or permitted, or the single word free or refer."""
        return self.position if isinstance(self.position, tuple) else (self.position,) if self.position else ()


@structure
class Period(Struct):
    """A stretch of days, its first and last included."""

    from_: Day = given(DATE, "the first day", "from: 2026-04-01", required=True, key="from")
    until: Day = given(DATE, "the last day", "until: 2026-06-30", required=True)


@structure
class Resignation(Struct):
    """A delegate who resigned."""

    name: str = given(TEXT, "who resigned", "name: Paul Oriol", required=True)
    on: Day = given(DATE, "the last day as a delegate", "on: 2026-04-16", required=True)


@structure
class MandateRecord(Record):
    """A mandate. One that adds to or replaces an earlier one takes from it the `delegates`, `to` and `for` it does not say."""

    delegates: tuple[str, ...] = given(
        NAMES,
        "who is sent. Required, unless it `adds_to` or `replaces` an earlier mandate",
        "delegates: [Hélène Marchetti, Paul Oriol]",
        default=(),
    )
    substitutes: tuple[str, ...] = given(NAMES, "who may stand in for them", "substitutes: [Inès Vidal]", default=())
    to: Ref | None = given(
        RefShape(("assemblies",)),
        "the council they are sent to. Required, unless it `adds_to` or `replaces` an earlier mandate",
        "to: sarrel-council",
    )
    for_: tuple[Ref, ...] | Period | None = given(
        Either((StructOf(Period), ListOf(RefShape(("minutes", "notices")), single=True))),
        "the council's meeting it is for: its notice or minutes, a list of them, or a period `{from, until}`. Required, "
        "unless it `adds_to` an earlier mandate",
        "for: sarrel-council/notices/2026-04-18",
        key="for",
    )
    granted: Day | Ref | None = given(
        Either((DATE, OWN_MINUTES)),
        "the day it was granted, or the assembly's own minutes of that day; may be left out where a decision `grants` it",
        "granted: 2026-04-13",
    )
    replaces: Ref | None = given(OWN_MANDATE, "an earlier mandate of the assembly that this one ends", "replaces: 2026-03-02")
    adds_to: Ref | None = given(OWN_MANDATE, "an earlier mandate of the assembly that this one adds instructions to", "adds_to: 2026-04-13")
    chosen_by: str | None = given(Words(CHOSEN_BY), "how the delegates were chosen", "chosen_by: sortition")
    instructions: tuple[Instruction, ...] = given(
        ListOf(StructOf(Instruction)),
        "what the delegates are to say, item by item; they are numbered from 1",
        "instructions: [{on: sarrel-council/water, position: for}, {topic: the budget, position: refer}]",
        default=(),
    )
    ends: Day | None = given(DATE, "its last day, where that is not the meeting's", "ends: 2026-06-30")
    resigned: tuple[Resignation, ...] = given(
        ListOf(StructOf(Resignation), single=True),
        "delegates who resigned, and when",
        "resigned: {name: Paul Oriol, on: 2026-04-16}",
        default=(),
    )
    title: str | None = given(TEXT, "a title, where the first heading of the text is not to be it", "title: Mandate for the spring session")
    formerly: tuple[str, ...] = given(
        ListOf(TEXT, single=True),
        "ids it had before the file was renamed: old references and addresses still lead here",
        "formerly: spring",
        default=(),
    )
