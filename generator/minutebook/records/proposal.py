"""Proposals: a text and its ratification rule. The body is the text to be ratified, exactly."""

from __future__ import annotations

from datetime import date as Day

from minutebook.records.common import (
    ASSEMBLY,
    BINDS,
    DECIDED_BY,
    DECISION,
    EDITION,
    ELECTORATE,
    ELECTORATE_ON,
    PROPOSAL,
    REQUIRES,
    RESCISSION,
    THRESHOLD,
    VOTES_RULE,
    Record,
)
from minutebook.shapes import DATE, PROSE, TEXT, Ref, RefShape, Words
from minutebook.structure import Either, ListOf, Struct, StructOf, given, structure

KINDS = ("resolution", "call", "charter", "budget", "rule", "admission", "suspension", "recall")


@structure
class Deadline(Struct):
    """The last day to ratify; extended where a later one is given."""

    to: Day = given(DATE, "the last day to ratify", "to: 2026-09-30", required=True)
    by: Ref | None = given(
        DECISION,
        "the decision that extended it: it holds from that day, and always where there is none",
        "by: sarrel-council/2026-06-20#extension",
    )


@structure
class Edition(Struct):
    """A later text of the same proposal, in its own file beside it. Consent never moves to it by itself."""

    id: int = given(EDITION, "its number, from 2; the text in the proposal's own file is edition 1", "id: 2", required=True)
    date: Day = given(DATE, "the day from which it is the text", "date: 2026-03-14", required=True)
    by: Ref | None = given(DECISION, "the decision it came out of", "by: sarrel-council/2026-03-14#water")
    text: str = given(TEXT, "the name of the file with the text, beside the proposal's", "text: water.2.md", required=True)
    body: str = ""
    body_line: int = 1


@structure
class ProposalRecord(Record):
    """A proposal and the rule by which it is decided.

    What is not stated follows the council's `rules.ratification` of the day it was put.
    """

    title: str = given(TEXT, "its title", "title: Water of the valley", required=True)
    to: Ref = given(ASSEMBLY, "the assembly or council whose members it would bind", "to: sarrel-council", required=True)
    proposed: Day | Ref = given(
        Either((DATE, RefShape(("minutes",)))),
        "the day it was put, or the full id of the minutes in which it was",
        "proposed: 2026-02-07",
        required=True,
    )
    kind: str = given(Words(KINDS), "what sort of proposal it is", "kind: charter", default="resolution")
    decided_by: str | None = given(
        DECIDED_BY,
        "`assemblies` ratify it, or `delegations` decide it at the council under their mandates; as the council's rules "
        "say without, and `assemblies` where they are silent",
        "decided_by: assemblies",
    )
    requires: str | int | None = given(
        REQUIRES,
        "how many must ratify: a share of those counted, a count, or `none` (open for adoption: it binds whoever "
        "ratifies); as the council's rules say without, and more than half where they are silent",
        "requires: two-thirds",
    )
    electorate: str | tuple[Ref, ...] | None = given(
        ELECTORATE,
        "who is counted: every commune below `to` (`communes`), its direct members (`members`), `tiers` (a council counts "
        "once enough of its own members ratified), or a list of ids; as the council's rules say without, and `communes` "
        "where they are silent (`members` where delegations decide)",
        "electorate: communes",
    )
    electorate_on: str | Day | None = given(
        ELECTORATE_ON,
        "the membership of which day is counted: the day it was `put`, `each_day`'s own, or a date; as the council's rules "
        "say without, and `put` where they are silent",
        "electorate_on: put",
    )
    binds: str | None = given(
        BINDS,
        "whom it binds once carried: `all` who are counted, or only the `ratifying`; as the council's rules say without, "
        "and `all` where they are silent",
        "binds: all",
    )
    votes: str | None = given(
        VOTES_RULE, "a second majority besides: of all persons who voted, summed over the assemblies", "votes: majority"
    )
    turnout: str | int | None = given(THRESHOLD, "how many of those counted must have decided at all, either way", "turnout: 1/2")
    deadline: tuple[Deadline, ...] = given(
        ListOf(StructOf(Deadline, scalar="to"), single=True),
        "the last day to ratify, or a list `[{to, by}]` where it was extended; as the council's rules say without, and "
        "none where they are silent",
        "deadline: 2026-06-30",
        default=(),
    )
    rescission: str | None = given(
        RESCISSION,
        "whether an assembly may take its ratification back until the proposal is carried (`allowed`), or that is "
        "`not_counted`; as the council's rules say without, and `allowed` where they are silent",
        "rescission: allowed",
    )
    rule_by: Ref | None = given(
        DECISION,
        "the council's decision that set another rule for this proposal. Who proposes does not write the rule",
        "rule_by: sarrel-council/2026-02-07#rule",
    )
    amends: tuple[Ref, ...] = given(
        ListOf(PROPOSAL, single=True), "proposals whose text it changes once carried", "amends: sarrel-council/charter", default=()
    )
    repeals: tuple[Ref, ...] = given(
        ListOf(PROPOSAL, single=True), "proposals that it ends once carried", "repeals: sarrel-council/old-water", default=()
    )
    instead_of: tuple[Ref, ...] = given(
        ListOf(PROPOSAL, single=True),
        "its rivals: of them and this one, only one can be carried",
        "instead_of: sarrel-council/water-two",
        default=(),
    )
    builds_on: tuple[Ref, ...] = given(
        ListOf(PROPOSAL, single=True), "proposals it follows from", "builds_on: sarrel-council/charter", default=()
    )
    in_force: Day | None = given(DATE, "the day it takes effect, where that is not the day it is carried", "in_force: 2027-01-01")
    expires: Day | None = given(DATE, "its last day in force", "expires: 2028-12-31")
    topics: tuple[str, ...] = given(ListOf(TEXT, single=True), "the topics it belongs to", "topics: [water, commons]", default=())
    summary: str | None = given(
        PROSE, "one or two sentences for readers in a hurry", "summary: Who owns the water, and who keeps the channels."
    )
    editions: tuple[Edition, ...] = given(
        ListOf(StructOf(Edition)),
        "later texts of the same proposal, each in its own file beside it. Consent never moves to a later text by itself",
        "editions: [{id: 2, date: 2026-03-14, text: water.2.md}]",
        default=(),
    )
    formerly: tuple[str, ...] = given(
        ListOf(TEXT, single=True),
        "ids it had before the file was renamed: old references and addresses still lead here",
        "formerly: wells",
        default=(),
    )
