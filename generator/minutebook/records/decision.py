"""Decisions: what a meeting decided on one item, by which method, with which tally or positions."""

from __future__ import annotations

from datetime import date as Day

from minutebook.records.common import (
    DECISION,
    EDITION,
    METHOD,
    NAMES,
    OWN_MANDATE,
    OWN_MINUTES,
    PROPOSAL,
)
from minutebook.shapes import (
    COUNT,
    DATE,
    PROSE,
    SLUG_SHAPE,
    TEXT,
    Flag,
    Ref,
    RefShape,
    Words,
)
from minutebook.structure import ListOf, MapOf, Struct, StructOf, given, structure

OUTCOMES = ("adopted", "rejected", "rescinded", "amended", "deferred", "abstained", "noted", "withdrawn")
OUTCOME = Words(OUTCOMES, also=(("ratified", "adopted"),))
STATED = ("for", "against", "abstain", "block", "divided", "absent", "excused", "silent")
STATED_POSITION = Words(STATED)


@structure
class Votes(Struct):
    """A tally of persons."""

    for_: int | None = given(COUNT, "how many were for", "for: 41", key="for")
    against: int | None = given(COUNT, "how many were against", "against: 3")
    abstain: int | None = given(COUNT, "how many abstained", "abstain: 10")
    blocked: int | None = given(COUNT, "how many blocked, where the method knows a block", "blocked: 0")
    not_voting: int | None = given(COUNT, "how many were present and did not vote", "not_voting: 2")


@structure
class Position(Struct):
    """What one delegation stated."""

    position: str = given(
        STATED_POSITION, "what the delegation stated; `divided` where its own delegates split", "position: for", required=True
    )
    indicative: bool = given(
        Flag(), "`true`: said to take the temperature; it binds nobody and waits for the assembly", "indicative: true", default=False
    )
    under: int | None = given(
        COUNT, "the number of the instruction under whose clause (`unless`, `accept` or a topic) the delegates acted", "under: 2"
    )
    by: tuple[tuple[str, str], ...] = given(
        MapOf(TEXT, STATED_POSITION),
        "each delegate's own position, where they differ",
        "by: {Paul Oriol: for, Hélène Marchetti: against}",
        default=(),
    )


POSITIONS_MAP = MapOf(RefShape(("assemblies",), besides=("others",)), StructOf(Position, scalar="position"))


@structure
class Stage(Struct):
    """One stage of a decision, where a first one failed."""

    method: str = given(METHOD, "how this stage was to decide", "method: consensus", required=True)
    outcome: str = given(OUTCOME, "how this stage ended", "outcome: rejected", required=True)
    votes: Votes | None = given(StructOf(Votes), "the tally of this stage", "votes: {for: 38, blocked: 2}")
    positions: tuple[tuple[Ref, Position], ...] = given(
        POSITIONS_MAP, "councils: what each delegation stated in this stage", "positions: {roquebelle: for, kaniya-sor: block}", default=()
    )


@structure
class Elects(Struct):
    """What a choice elects to."""

    office: str = given(TEXT, "the office that is filled", "office: co-chair", required=True)
    until: Day | None = given(DATE, "the last day of the term", "until: 2026-12-31")


@structure
class Choice(Struct):
    """A choice between several: proposals or names, by vote or by lot."""

    between: tuple[Ref, ...] = given(
        ListOf(RefShape(("proposals",), or_name=True)),
        "the proposals or names to choose between",
        "between: [Zîn D., Baran K., Paul Oriol]",
        required=True,
    )
    votes: tuple[tuple[str, int], ...] = given(
        MapOf(TEXT, COUNT), "how many votes each received", "votes: {Zîn D.: 31, Baran K.: 22, Paul Oriol: 9}", default=()
    )
    chosen: tuple[str, ...] = given(NAMES, "who or what was chosen", "chosen: [Zîn D., Baran K.]", default=())
    elects: Elects | None = given(
        StructOf(Elects), "the choice is an election to this office", "elects: {office: co-chair, until: 2026-12-31}"
    )
    seed: str | None = given(
        TEXT, "the text a lot was drawn with, so that anyone can draw again", "seed: the first headline of the morning"
    )


@structure
class Correction(Struct):
    """What corrects an earlier decision: the original stays in view, the correction counts from its own day."""

    minutes: Ref = given(OWN_MINUTES, "its own earlier minutes", "minutes: 2026-03-02", required=True)
    decision: str | None = given(SLUG_SHAPE, "the `id` of the decision in them", "decision: water")
    outcome: str | None = given(OUTCOME, "the right outcome", "outcome: adopted")
    votes: Votes | None = given(StructOf(Votes), "the right tally", "votes: {for: 42, against: 3, abstain: 9}")
    text: str | None = given(PROSE, "what is corrected, in words", "text: One vote had been counted twice.")


@structure
class Decision(Struct):
    """What a meeting decided on one item."""

    id: str | None = given(
        SLUG_SHAPE, "a short name for this decision: its address on the page, and how other records refer to it", "id: water"
    )
    on: Ref | None = given(PROPOSAL, "the proposal it decides", "on: sarrel-council/water")
    text: str | None = given(
        PROSE, "what was decided, in words, where there is no proposal", "text: The well is cleaned on the first Sunday in May."
    )
    edition: int | None = given(EDITION, "which edition of the proposal's text; required once there are two or more", "edition: 2")
    part: str | None = given(
        TEXT,
        "the part of the proposal it is about, for example one line of a budget: it never speaks for the whole",
        "part: line 4, repairs",
    )
    outcome: str | None = given(
        OUTCOME,
        "how it ended; required where `on` names a proposal. `amended`: sent back with amendments; `rescinded`: takes an "
        "earlier adoption back",
        "outcome: adopted",
    )
    method: str | None = given(METHOD, "how it was decided, where not by the assembly's default", "method: two-thirds")
    stages: tuple[Stage, ...] = given(
        ListOf(StructOf(Stage)),
        "where a first stage failed, each stage in its order; the last decides",
        "stages: [{method: consensus, outcome: rejected}, {method: two-thirds, outcome: adopted}]",
        default=(),
    )
    votes: Votes | None = given(StructOf(Votes), "the tally", "votes: {for: 41, against: 3, abstain: 10}")
    indicative: bool = given(Flag(), "`true`: takes the temperature of the meeting and decides nothing", "indicative: true", default=False)
    reservations: str | None = given(
        PROSE, "adopted with these reservations; it counts", "reservations: The fee is not to fall on tenants."
    )
    condition: str | None = given(
        PROSE, "adopted on this condition; it counts only once the condition is met", "condition: The springs above the road are included."
    )
    condition_met: Ref | None = given(DECISION, "the minutes that say the condition is met", "condition_met: 2026-04-20")
    withheld: str | None = given(
        PROSE, "why part of this item is not published; the item itself stays visible as withheld", "withheld: names of persons"
    )
    choice: Choice | None = given(
        StructOf(Choice),
        "a choice between several, by vote or by lot, for example an election",
        "choice: {between: [Zîn D., Baran K.], votes: {Zîn D.: 31, Baran K.: 22}, chosen: Zîn D.}",
    )
    grants: tuple[Ref, ...] = given(
        ListOf(OWN_MANDATE, single=True), "the mandate it grants, in the assembly's own `mandates/`", "grants: 2026-04-13", default=()
    )
    recalls: tuple[Ref, ...] = given(
        ListOf(OWN_MANDATE, single=True),
        "the mandate of its own that it recalls; write why under `because`",
        "recalls: 2026-04-13",
        default=(),
    )
    upholds: tuple[Ref, ...] = given(
        ListOf(OWN_MANDATE, single=True),
        "the mandate whose delegates rightly acted under one of its clauses",
        "upholds: 2026-04-13",
        default=(),
    )
    disowns: tuple[Ref, ...] = given(
        ListOf(OWN_MANDATE, single=True),
        "the mandate whose delegates wrongly said that they acted under one of its clauses",
        "disowns: 2026-04-13",
        default=(),
    )
    because: str | None = given(PROSE, "why", "because: The delegates did not say what they were sent to say.")
    approves: tuple[Ref, ...] = given(
        ListOf(OWN_MINUTES, single=True), "its own earlier minutes that it approves", "approves: 2026-03-02", default=()
    )
    corrects: tuple[Correction, ...] = given(
        ListOf(StructOf(Correction), single=True),
        "corrections of its own earlier minutes",
        "corrects: {minutes: 2026-03-02, decision: water, votes: {for: 42, against: 3, abstain: 9}}",
        default=(),
    )
    revokes: tuple[Ref, ...] = given(
        ListOf(RefShape(("minutes",), own=True, decision=True), single=True),
        "an earlier decision of its own that it ends, as `DATE#id`",
        "revokes: 2026-03-02#market",
        default=(),
    )
    positions: tuple[tuple[Ref, Position], ...] = given(
        POSITIONS_MAP,
        "councils: what each delegation stated; `others:` for every delegation with a mandate that is not named",
        "positions: {roquebelle: for, others: for}",
        default=(),
    )
    block: bool = False

    @property
    def anchor(self) -> str:
        """Its id, or `decision-N` by its number in the minutes."""
        return self.id or f"decision-{self.number}"
