"""assembly.md: who an assembly is, its rules, and for a council its members."""

from __future__ import annotations

from datetime import date as Day

from minutebook.records.common import (
    ASSEMBLY, BINDS, DECIDED_BY, DECISION, ELECTORATE, ELECTORATE_ON, MAJORITY, NAMES, QUOTA, REQUIRES, RESCISSION,
    THRESHOLD, VOTES_RULE, Record,
)  # fmt: skip
from minutebook.shapes import COUNT, DATE, LANGUAGE, PROSE, TEXT, Ref, Share, Words
from minutebook.structure import Either, ListOf, MapOf, Struct, StructOf, given, structure


@structure
class Suspension(Struct):
    """A member's suspension: it stays in the number, and what it decides meanwhile is shown and not counted."""

    from_: Day | None = given(DATE, "its first day", "from: 2026-03-01", required=True, key="from")
    until: Day | None = given(DATE, "its last day")
    by: Ref | None = given(DECISION, "the decision that suspends")
    ended_by: Ref | None = given(DECISION, "the decision that readmits")


@structure
class Member(Struct):
    """An assembly that sends a delegation to this council."""

    assembly: Ref = given(ASSEMBLY, "the member's id", "assembly: roquebelle", required=True)
    since: Day | None = given(DATE, "its first day as a member")
    until: Day | None = given(DATE, "its last day as a member")
    by: Ref | None = given(DECISION, "the decision that admitted it or let it go")
    suspended: tuple[Suspension, ...] = given(ListOf(StructOf(Suspension), single=True), "when it was suspended", default=())


@structure
class DelegationRule(Struct):
    """What each delegation is to look like."""

    seats: int | None = given(COUNT, "how many delegates", "seats: 2")
    quota: str | None = given(PROSE, "in words, for example one woman and one man")


@structure
class MandatesRule(Struct):
    """The limits of mandates."""

    max_consecutive: int | None = given(COUNT, "how many terms in a row one person may hold", "max_consecutive: 2")
    max_days: int | None = given(COUNT, "how many days a mandate may last")
    report_within_days: int | None = given(COUNT, "how many days after its end a report is due")


@structure
class RatificationRule(Struct):
    """How proposals to this council are decided; each is explained with proposals."""

    decided_by: str | None = given(DECIDED_BY, "who decides")
    requires: str | int | None = given(REQUIRES, "how many must ratify")
    electorate: str | tuple[Ref, ...] | None = given(ELECTORATE, "who is counted")
    electorate_on: str | Day | None = given(ELECTORATE_ON, "the membership of which day")
    binds: str | None = given(BINDS, "whom it binds once carried")
    votes: str | None = given(VOTES_RULE, "a second majority, of individual votes")
    turnout: str | int | None = given(THRESHOLD, "how many must have decided")
    deadline_days: int | None = given(COUNT, "how many days after it was put")
    rescission: str | None = given(RESCISSION, "whether a ratification may be taken back before it is carried")


@structure
class Rules(Struct):
    """An assembly's rules from one day on. Each rule holds until a later mapping has the same key."""

    since: Day | None = given(DATE, "the day from which these hold", "since: 2026-01-01")
    by: Ref | None = given(DECISION, "the decision that set them")
    quorum: str | int | None = given(Either((COUNT, Share())), "how many must be present: a number, or a share of `eligible`", "quorum: 15")
    decides_by: str | None = given(MAJORITY, "the default method of decisions; `majority` without", "decides_by: consensus")
    minutes: str | None = given(Words(("as_published", "approved_next")), "`approved_next`: decisions are provisional until later minutes approve these")
    delegation: DelegationRule | None = given(StructOf(DelegationRule), "what each delegation is to look like")
    mandates: MandatesRule | None = given(StructOf(MandatesRule), "the limits of mandates")
    ratification: RatificationRule | None = given(StructOf(RatificationRule), "councils: how proposals to it are decided")


@structure
class Office(Struct):
    """An office and who holds it."""

    title: str = given(TEXT, "the office", "title: co-chair", required=True)
    held_by: tuple[str, ...] = given(NAMES, "who holds it", "held_by: [Zîn D., Baran K.]", required=True)
    since: Day | None = given(DATE, "the first day")
    until: Day | None = given(DATE, "the last day")
    chosen_by: str | None = given(TEXT, "how they were chosen")
    by: Ref | None = given(DECISION, "the decision")
    quota: str | None = given(QUOTA, "whether the quota is met")


@structure
class Secretary(Struct):
    """Who may commit this assembly's records."""

    name: str = given(TEXT, "a name", "name: Camille R.", required=True)
    key: str | None = given(TEXT, "the public key commits are signed with")
    since: Day | None = given(DATE, "the first day")
    until: Day | None = given(DATE, "the last day")
    by: Ref | None = given(DECISION, "the decision")


@structure
class AssemblyRecord(Record):
    """Who an assembly is. A commune is a popular assembly of residents or members, a council is made of delegations."""

    name: str = given(TEXT, "its name", "name: Kaniya Sor", required=True)
    kind: str = given(Words(("commune", "council")), "commune or council", "kind: commune", required=True)
    members: tuple[Member, ...] = given(
        ListOf(StructOf(Member, scalar="assembly"), parted="members"), "councils: the assemblies that send delegations", default=()
    )
    place: str | None = given(TEXT, "where it is")
    language: str | None = given(LANGUAGE, "the language it writes in; sets the direction of its pages", "language: kmr")
    languages: tuple[str, ...] = given(ListOf(LANGUAGE, single=True), "all languages spoken in it", default=())
    founded: Day | None = given(DATE, "its first day")
    dissolved: Day | None = given(DATE, "its last day")
    contact: str | None = given(PROSE, "how to reach it")
    meets: str | None = given(PROSE, "when and where it usually meets")
    people: tuple[tuple[str, str], ...] = given(
        MapOf(TEXT, TEXT), "ids for people whose names collide or change", "people: {cr: Camille R.}", default=()
    )
    succeeds: tuple[Ref, ...] = given(ListOf(ASSEMBLY, single=True), "assemblies it came out of: a split, a merger", default=())
    rules: tuple[Rules, ...] = given(ListOf(StructOf(Rules), single=True), "its rules, or a list of them with `since`", default=())
    offices: tuple[Office, ...] = given(ListOf(StructOf(Office), parted="offices"), "its offices", default=())
    secretaries: tuple[Secretary, ...] = given(
        ListOf(StructOf(Secretary), parted="secretaries"), "who may commit its records", default=()
    )
    formerly: tuple[str, ...] = given(ListOf(TEXT, single=True), "ids it had before: old references resolve", default=())
