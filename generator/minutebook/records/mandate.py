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

    on: tuple[Ref, ...] = given(ListOf(PROPOSAL, single=True), "the proposal, or a list of them", "on: sarrel-council/water", default=())
    topic: str | None = given(TEXT, "a topic, where there is no proposal")
    edition: int | None = given(EDITION, "which edition of the text")
    position: str | tuple[str, ...] | None = given(
        INSTRUCTED, "the position to take; a list of those permitted; `free`: use your judgement; `refer`: take it home, vote only indicatively", "position: for"
    )
    say: str | None = given(PROSE, "what to say, word for word")
    accept: str | None = given(PROSE, "what may be accepted")
    unless: str | None = given(PROSE, "when the position does not hold")
    reserves: str | None = given(Words(("ratification",)), "what is agreed binds only once the assembly ratifies")

    @property
    def permitted(self) -> tuple[str, ...]:
        """The positions named or permitted, or the single word free or refer."""
        return self.position if isinstance(self.position, tuple) else (self.position,) if self.position else ()


@structure
class Period(Struct):
    """A stretch of days, its first and last included."""

    from_: Day = given(DATE, "the first day", required=True, key="from")
    until: Day = given(DATE, "the last day", required=True)


@structure
class Resignation(Struct):
    """A delegate who resigned."""

    name: str = given(TEXT, "who", required=True)
    on: Day = given(DATE, "the day", required=True)


@structure
class MandateRecord(Record):
    """A mandate. With `adds_to` it brings more instructions to an earlier one; `delegates` and `for` are then that one's."""

    delegates: tuple[str, ...] = given(NAMES, "who is sent (required, but with `adds_to`)", "delegates: [Hélène Marchetti, Paul Oriol]", default=())
    substitutes: tuple[str, ...] = given(NAMES, "who may stand in", default=())
    to: Ref | None = given(RefShape(("assemblies",)), "the council (required, but with `adds_to`)", "to: sarrel-council")
    for_: tuple[Ref, ...] | Period | None = given(
        Either((StructOf(Period), ListOf(RefShape(("minutes", "notices")), single=True))),
        "its minutes or notice it is for, a list of them, or `{from, until}` (required, but with `adds_to`)", "for: sarrel-council/notices/2026-04-18", key="for",
    )
    granted: Day | Ref | None = given(Either((DATE, OWN_MINUTES)), "a date or its own minutes; may be left out where a decision `grants` it")
    replaces: Ref | None = given(OWN_MANDATE, "an earlier mandate of its own that this one ends")
    adds_to: Ref | None = given(OWN_MANDATE, "an earlier mandate of its own that this one adds instructions to")
    chosen_by: str | None = given(Words(CHOSEN_BY), "how the delegates were chosen", "chosen_by: sortition")
    instructions: tuple[Instruction, ...] = given(ListOf(StructOf(Instruction)), "what to say, numbered from 1", default=())
    ends: Day | None = given(DATE, "its last day, if not the meeting's")
    resigned: tuple[Resignation, ...] = given(ListOf(StructOf(Resignation), single=True), "delegates who resigned", default=())
    title: str | None = given(TEXT, "a title, if the first heading is none")
    formerly: tuple[str, ...] = given(ListOf(TEXT, single=True), "ids it had before", default=())
