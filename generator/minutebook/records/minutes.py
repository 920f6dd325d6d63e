"""Minutes of one meeting: who met, what was decided; in councils the roll, and who said what."""

from __future__ import annotations

from datetime import date as Day
from typing import Any

from minutebook.records.common import (
    ASSEMBLY, DECISION, EDITION, METHOD, NAMES, OWN_MANDATE, OWN_MINUTES, PROPOSAL, QUOTA, Record,
)  # fmt: skip
from minutebook.nodes import Node, Scalar
from minutebook.shapes import (
    COUNT, DATE, PROSE, SLUG_SHAPE, TEXT, TIME, Flag, OfScalars, Reading, Ref, RefShape, Words,
)  # fmt: skip
from minutebook.structure import Either, ListOf, MapOf, Struct, StructOf, given, structure

OUTCOMES = ("adopted", "rejected", "rescinded", "amended", "deferred", "abstained", "noted", "withdrawn")
OUTCOME = Words(OUTCOMES, also=(("ratified", "adopted"),))
STATED = ("for", "against", "abstain", "block", "divided", "absent", "excused", "silent")
STATED_POSITION = Words(STATED)


@structure
class Votes(Struct):
    """A tally of persons."""

    for_: int | None = given(COUNT, "for", "for: 41", key="for")
    against: int | None = given(COUNT, "against", "against: 3")
    abstain: int | None = given(COUNT, "abstaining", "abstain: 10")
    blocked: int | None = given(COUNT, "blocking")
    not_voting: int | None = given(COUNT, "present and not voting")


@structure
class Position(Struct):
    """What one delegation stated."""

    position: str = given(STATED_POSITION, "what it stated", "position: for", required=True)
    indicative: bool = given(Flag(), "true: said to take the temperature, waits for the assembly", default=False)
    under: int | None = given(COUNT, "the number of the instruction under whose clause the delegate acted", "under: 2")
    by: tuple[tuple[str, str], ...] = given(MapOf(TEXT, STATED_POSITION), "each delegate's own position", default=())


POSITIONS_MAP = MapOf(RefShape(("assemblies",), besides=("others",)), StructOf(Position, scalar="position"))


@structure
class Stage(Struct):
    """One stage of a decision, where a first one failed."""

    method: str = given(METHOD, "its method", "method: consensus", required=True)
    outcome: str = given(OUTCOME, "its outcome", "outcome: rejected", required=True)
    votes: Votes | None = given(StructOf(Votes), "its tally")
    positions: tuple[tuple[Ref, Position], ...] = given(POSITIONS_MAP, "its positions", default=())


@structure
class Elects(Struct):
    """What a choice elects to."""

    office: str = given(TEXT, "the office", "office: co-chair", required=True)
    until: Day | None = given(DATE, "the last day of the term")


@structure
class Choice(Struct):
    """A choice between several: proposals or names, by vote or by lot."""

    between: tuple[Ref, ...] = given(ListOf(RefShape(("proposals",), or_name=True)), "proposals or names", required=True)
    votes: tuple[tuple[str, int], ...] = given(MapOf(TEXT, COUNT), "votes for each", default=())
    chosen: tuple[str, ...] = given(NAMES, "who or what was chosen", default=())
    elects: Elects | None = given(StructOf(Elects), "an election")
    seed: str | None = given(TEXT, "the text a lot was drawn with, so that anyone can draw again")


@structure
class Correction(Struct):
    """What corrects an earlier decision: the original stays in view, the correction counts from its own day."""

    minutes: Ref = given(OWN_MINUTES, "its own earlier minutes", "minutes: 2026-03-02", required=True)
    decision: str | None = given(SLUG_SHAPE, "the id of the decision in them")
    outcome: str | None = given(OUTCOME, "the right outcome")
    votes: Votes | None = given(StructOf(Votes), "the right tally")
    text: str | None = given(PROSE, "what is corrected, in words")


@structure
class Decision(Struct):
    """What a meeting decided on one item."""

    id: str | None = given(SLUG_SHAPE, "its anchor and address; required to be referred to", "id: water")
    on: Ref | None = given(PROPOSAL, "the proposal it decides", "on: sarrel-council/water")
    text: str | None = given(PROSE, "what was decided, where there is no proposal")
    edition: int | None = given(EDITION, "which edition of the text; required where there are two or more")
    part: str | None = given(TEXT, "a part of the proposal: it never speaks for the whole")
    outcome: str | None = given(OUTCOME, "how it ended", "outcome: adopted")
    method: str | None = given(METHOD, "how it was decided, if not by the assembly's default")
    stages: tuple[Stage, ...] = given(ListOf(StructOf(Stage)), "where a first stage failed; the last decides", default=())
    votes: Votes | None = given(StructOf(Votes), "the tally", "votes: {for: 41, against: 3, abstain: 10}")
    indicative: bool = given(Flag(), "true: takes the temperature, decides nothing", default=False)
    reservations: str | None = given(PROSE, "adopted with these reservations; counts")
    condition: str | None = given(PROSE, "adopted on this condition; counts once it is met")
    condition_met: Ref | None = given(DECISION, "the minutes that say the condition is met")
    withheld: str | None = given(PROSE, "why part of this item is not published")
    choice: Choice | None = given(StructOf(Choice), "a choice between several")
    grants: tuple[Ref, ...] = given(ListOf(OWN_MANDATE, single=True), "a mandate it grants", default=())
    recalls: tuple[Ref, ...] = given(ListOf(OWN_MANDATE, single=True), "a mandate it recalls", default=())
    upholds: tuple[Ref, ...] = given(ListOf(OWN_MANDATE, single=True), "a mandate whose delegate rightly claimed a clause", default=())
    disowns: tuple[Ref, ...] = given(ListOf(OWN_MANDATE, single=True), "a mandate whose delegate wrongly claimed a clause", default=())
    because: str | None = given(PROSE, "why")
    approves: tuple[Ref, ...] = given(ListOf(OWN_MINUTES, single=True), "its own earlier minutes that it approves", default=())
    corrects: tuple[Correction, ...] = given(ListOf(StructOf(Correction), single=True), "corrections of earlier minutes", default=())
    revokes: tuple[Ref, ...] = given(
        ListOf(RefShape(("minutes",), own=True, decision=True), single=True), "an earlier decision of its own, as `DATE#id`", default=()
    )
    positions: tuple[tuple[Ref, Position], ...] = given(POSITIONS_MAP, "councils: one per delegation; `others:` for every mandated delegation not named", "positions: {roquebelle: for, others: for}", default=())
    block: bool = False

    @property
    def anchor(self) -> str:
        """Its id, or `decision-N` by its number in the minutes."""
        return self.id or f"decision-{self.number}"


@structure
class Delegate(Struct):
    """A person of a delegation on the roll."""

    name: str = given(TEXT, "the name", "name: Paul Oriol", required=True)
    from_: Day | None = given(DATE, "the first day", key="from")
    until: Day | None = given(DATE, "the last day")
    because: str | None = given(PROSE, "why only these days")


@structure
class Delegation(Struct):
    """One line of a council's roll."""

    assembly: Ref | None = given(ASSEMBLY, "the assembly it comes from", "assembly: roquebelle")
    name: str | None = given(TEXT, "a group without a folder: its name; it is in no electorate")
    delegates: tuple[Delegate, ...] = given(ListOf(StructOf(Delegate, scalar="name"), single=True), "who came", default=())
    mandate: Ref | str | None = given(Either((Words(("none",)), RefShape(("mandates",)))), "the mandate they held, or `none`")
    observer: bool = given(Flag(), "true: present without a voice in decisions", default=False)
    quota: str | None = given(QUOTA, "whether the quota is met")


@structure
class Statement(Struct):
    """Who said what."""

    assembly: Ref = given(ASSEMBLY, "the delegation's assembly", required=True)
    delegate: str | None = given(TEXT, "who spoke")
    on: Ref | None = given(PROPOSAL, "the proposal spoken on")
    said: str = given(PROSE, "what was said", required=True)


@structure
class Ballot(Struct):
    """Decided by ballot or referendum; nobody met."""

    from_: Day | None = given(DATE, "its first day", key="from")
    until: Day = given(DATE, "its last day: decisions count from it", required=True)


class LooseDate(OfScalars):
    """A date that may be missing its form, because the file's name holds it too: minutes come from many tools."""

    __slots__ = ()

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar) and not DATE.regex.fullmatch(node.text):
            reading.report("date-not-iso", node.span, f"`{node.text}` is not a date like 2019-01-14; the file's name counts",
                           "the file's name counts", "write the date as year-month-day, or leave it out")  # fmt: skip
            return None
        return DATE.read(node, reading)

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}

    def words(self) -> str:
        return DATE.words()


@structure
class MinutesRecord(Record):
    """Minutes. Without front matter they are valid too: the date is in the file's name, the title is the first heading."""

    date: Day | None = given(LooseDate(), "the day, if not only in the file's name", "date: 2026-03-02")
    until: Day | None = given(DATE, "the last day of a meeting of several days")
    starts: str | None = given(TIME, "when it began; required where an assembly met twice in a day", "starts: '18:30'")
    title: str | None = given(TEXT, "a title, if not the first heading")
    place: str | None = given(TEXT, "where")
    facilitators: tuple[str, ...] = given(NAMES, "who facilitated; co-chairs are facilitators", default=())
    secretary: tuple[str, ...] = given(NAMES, "who took the minutes", default=())
    draft: bool = given(Flag(), "true while the text may still change", default=False)
    present: tuple[tuple[str, int], ...] = given(MapOf(TEXT, COUNT, scalar_key="total"), "how many: a number, or totals", "present: {total: 54, women: 28}", default=())
    eligible: int | None = given(COUNT, "how many could have come")
    ballot: Ballot | None = given(StructOf(Ballot), "decided by ballot or referendum, nobody met")
    delegations: tuple[Delegation, ...] = given(ListOf(StructOf(Delegation, scalar="assembly"), parted="delegations"), "councils: the roll", default=())
    decisions: tuple[Decision, ...] = given(ListOf(StructOf(Decision), parted="decisions"), "what was decided", default=())
    statements: tuple[Statement, ...] = given(ListOf(StructOf(Statement), parted="statements"), "councils: who said what", default=())
    formerly: tuple[str, ...] = given(ListOf(TEXT, single=True), "ids it had before", default=())
    first_day: Day
    last_day: Day

    @property
    def present_total(self) -> int | None:
        """How many were present, where it is recorded."""
        totals = dict(self.present)
        return totals.get("total")
