"""Proposals: a text and its ratification rule. The body is the text to be ratified, exactly."""

from __future__ import annotations

from datetime import date as Day

from minutebook.records.common import (
    ASSEMBLY, BINDS, DECIDED_BY, DECISION, EDITION, ELECTORATE, ELECTORATE_ON, PROPOSAL, REQUIRES, RESCISSION, THRESHOLD,
    VOTES_RULE, Record,
)  # fmt: skip
from minutebook.shapes import DATE, PROSE, TEXT, Ref, RefShape, Words
from minutebook.structure import Either, ListOf, Struct, StructOf, given, structure

KINDS = ("resolution", "call", "charter", "budget", "rule", "admission", "suspension", "recall")


@structure
class Deadline(Struct):
    """The last day to ratify; extended where a later one is given."""

    to: Day = given(DATE, "the last day", required=True)
    by: Ref | None = given(DECISION, "the decision that extended it: it holds from that day, always without one")


@structure
class Edition(Struct):
    """A later text of the same proposal, in its own file beside it. Consent never moves to it by itself."""

    id: int = given(EDITION, "its number, from 2", "id: 2", required=True)
    date: Day = given(DATE, "its day", required=True)
    by: Ref | None = given(DECISION, "the decision it came out of")
    text: str = given(TEXT, "the name of the file with the text", "text: call.2.md", required=True)
    body: str = ""


@structure
class ProposalRecord(Record):
    """A proposal and the rule by which it is decided. What is not stated follows the council's `rules.ratification` of the day it was put."""

    title: str = given(TEXT, "its title", "title: Water of the valley", required=True)
    to: Ref = given(ASSEMBLY, "the assembly or council whose members it would bind", "to: sarrel-council", required=True)
    proposed: Day | Ref = given(Either((DATE, RefShape(("minutes",)))), "a date, or the full id of the minutes in which it was put", "proposed: 2026-02-07", required=True)
    kind: str = given(Words(KINDS), "what sort of proposal", "kind: charter", default="resolution")
    decided_by: str | None = given(DECIDED_BY, "`assemblies` ratify it, or `delegations` decide it at the council under their mandates")
    requires: str | int | None = given(REQUIRES, "how many must ratify: a share of the electorate, a count, or `none`: open for adoption", "requires: two-thirds")
    electorate: str | tuple[Ref, ...] | None = given(ELECTORATE, "who is counted: every commune below `to`, its direct members, tiers of councils, or a list")
    electorate_on: str | Day | None = given(ELECTORATE_ON, "the membership of which day is counted")
    binds: str | None = given(BINDS, "whom it binds once carried: all the electorate, or only those that ratify")
    votes: str | None = given(VOTES_RULE, "a second majority, of individual votes summed over assemblies")
    turnout: str | int | None = given(THRESHOLD, "how many of the electorate must have decided")
    deadline: tuple[Deadline, ...] = given(ListOf(StructOf(Deadline, scalar="to"), single=True), "the last day to ratify, or a list where it was extended", "deadline: 2026-06-30", default=())
    rescission: str | None = given(RESCISSION, "whether a ratification may be taken back until it is carried")
    rule_by: Ref | None = given(DECISION, "the council's minutes that set another rule for this proposal")
    amends: tuple[Ref, ...] = given(ListOf(PROPOSAL, single=True), "proposals whose text it changes once carried", default=())
    repeals: tuple[Ref, ...] = given(ListOf(PROPOSAL, single=True), "proposals it ends once carried", default=())
    instead_of: tuple[Ref, ...] = given(ListOf(PROPOSAL, single=True), "rivals, of which one can be carried", default=())
    builds_on: tuple[Ref, ...] = given(ListOf(PROPOSAL, single=True), "proposals it follows from", default=())
    in_force: Day | None = given(DATE, "the day it takes effect, if not the day it is carried")
    expires: Day | None = given(DATE, "its last day in force")
    topics: tuple[str, ...] = given(ListOf(TEXT, single=True), "topics it belongs to", default=())
    summary: str | None = given(PROSE, "one or two sentences for readers in a hurry")
    editions: tuple[Edition, ...] = given(ListOf(StructOf(Edition)), "later texts of the same proposal", default=())
    formerly: tuple[str, ...] = given(ListOf(TEXT, single=True), "ids it had before", default=())
