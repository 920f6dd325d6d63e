"""Minutes of one meeting: who met, what was decided; in councils the roll, and who said what."""

from __future__ import annotations

from datetime import date as Day
from typing import Any

from minutebook.nodes import Node, Scalar
from minutebook.records.common import (
    ASSEMBLY,
    NAMES,
    PROPOSAL,
    QUOTA,
    Record,
)
from minutebook.records.decision import Decision
from minutebook.shapes import (
    COUNT,
    DATE,
    PROSE,
    TEXT,
    TIME,
    Flag,
    OfScalars,
    Reading,
    Ref,
    RefShape,
    Words,
)
from minutebook.speech import Said, said
from minutebook.structure import Either, ListOf, MapOf, Struct, StructOf, given, structure


@structure
class Delegate(Struct):
    """A person of a delegation on the roll."""

    name: str = given(TEXT, "the delegate's name, as in the mandate", "name: Paul Oriol", required=True)
    from_: Day | None = given(DATE, "the first day present, where it was not the whole meeting", "from: 2026-04-18", key="from")
    until: Day | None = given(DATE, "the last day present, where it was not the whole meeting", "until: 2026-04-18")
    because: str | None = given(PROSE, "why only these days", "because: called home")


@structure
class Delegation(Struct):
    """One line of a council's roll."""

    assembly: Ref | None = given(ASSEMBLY, "the assembly it comes from: the name of its folder", "assembly: roquebelle")
    name: str | None = given(TEXT, "the name of a group that has no folder here; it is in no electorate", "name: Friends of the river")
    delegates: tuple[Delegate, ...] = given(
        ListOf(StructOf(Delegate, scalar="name"), single=True), "who came", "delegates: [Hélène Marchetti, Paul Oriol]", default=()
    )
    mandate: Ref | str | None = given(
        Either((Words(("none",)), RefShape(("mandates",)))), "the mandate they brought, or `none`", "mandate: roquebelle/2026-04-13"
    )
    observer: bool = given(Flag(), "`true`: present without a voice in decisions", "observer: true", default=False)
    quota: str | None = given(QUOTA, "whether the delegation is as the council's rules ask", "quota: met")


@structure
class Statement(Struct):
    """Who said what."""

    assembly: Ref = given(ASSEMBLY, "the assembly whose delegation spoke", "assembly: roquebelle", required=True)
    delegate: str | None = given(TEXT, "who spoke", "delegate: Paul Oriol")
    on: Ref | None = given(PROPOSAL, "the proposal that was spoken on", "on: sarrel-council/water")
    said: str = given(PROSE, "what was said", "said: We were sent to ask for a meter at every spring.", required=True)


@structure
class Ballot(Struct):
    """Decided by ballot or referendum; nobody met."""

    from_: Day | None = given(DATE, "its first day", "from: 2026-05-02", key="from")
    until: Day = given(DATE, "its last day: decisions count from it", "until: 2026-05-09", required=True)


class LooseDate(OfScalars):
    """A date that may be missing its form, because the file's name holds it too: minutes come from many tools."""

    __slots__ = ()

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar) and not DATE.regex.fullmatch(node.text):
            message = said("`%(value)s` is not a date like 2019-01-14; the file's name counts", value=node.text)
            reading.report("date-not-iso", node.span, message, said("the file's name counts"),
                           said("write the date as year-month-day, or leave it out"))  # fmt: skip
            return None
        return DATE.read(node, reading)

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}

    def words(self) -> Said:
        return DATE.words()


@structure
class MinutesRecord(Record):
    """Minutes. Without front matter they are valid too: the date is in the file's name, the title is the first heading."""

    date: Day | None = given(
        LooseDate(), "the day of the meeting; it stands in the file's name already and must agree with it", "date: 2026-03-02"
    )
    until: Day | None = given(DATE, "the last day of a meeting of several days", "until: 2026-03-04")
    starts: str | None = given(TIME, "when it began; required where an assembly met twice in a day", "starts: '18:30'")
    title: str | None = given(TEXT, "a title, where the first heading of the text is not to be it", "title: Spring assembly")
    place: str | None = given(TEXT, "where it met", "place: the school")
    facilitators: tuple[str, ...] = given(
        NAMES, "who facilitated; co-chairs are facilitators", "facilitators: [Zîn D., Baran K.]", default=()
    )
    secretary: tuple[str, ...] = given(NAMES, "who took the minutes", "secretary: Camille R.", default=())
    draft: bool = given(Flag(), "`true` while the text may still change", "draft: true", default=False)
    present: tuple[tuple[str, int], ...] = given(
        MapOf(TEXT, COUNT, scalar_key="total"),
        "how many were present: a number, or a total and totals of groups, never persons",
        "present: {total: 54, women: 28}",
        default=(),
    )
    eligible: int | None = given(COUNT, "how many could have come", "eligible: 210")
    ballot: Ballot | None = given(
        StructOf(Ballot), "decided by ballot or referendum on these days; nobody met", "ballot: {from: 2026-05-02, until: 2026-05-09}"
    )
    delegations: tuple[Delegation, ...] = given(
        ListOf(StructOf(Delegation, scalar="assembly"), parted="delegations"),
        "councils: the roll, one line per delegation",
        "delegations: [{assembly: roquebelle, delegates: [Paul Oriol], mandate: roquebelle/2026-04-13}]",
        default=(),
    )
    decisions: tuple[Decision, ...] = given(
        ListOf(StructOf(Decision), parted="decisions"),
        "what was decided; or write each as a block `::: decision` in the text, where it was taken",
        "decisions: [{on: sarrel-council/water, outcome: adopted, votes: {for: 41, against: 3}}]",
        default=(),
    )
    statements: tuple[Statement, ...] = given(
        ListOf(StructOf(Statement), parted="statements"),
        "councils: who said what; or write each as a block `::: statement` in the text",
        "statements: [{assembly: roquebelle, delegate: Paul Oriol, said: We need a meter at every spring.}]",
        default=(),
    )
    formerly: tuple[str, ...] = given(
        ListOf(TEXT, single=True),
        "ids it had before the file was renamed: old references and addresses still lead here",
        "formerly: 2026-03-03",
        default=(),
    )
    first_day: Day
    last_day: Day

    @property
    def present_total(self) -> int | None:
        """How many were present, where it is recorded."""
        totals = dict(self.present)
        return totals.get("total")
