"""assembly.md: who an assembly is, its rules, and for a council its members."""

from __future__ import annotations

from datetime import date as Day

from minutebook.records.common import (
    ASSEMBLY,
    BINDS,
    DECIDED_BY,
    DECISION,
    ELECTORATE,
    ELECTORATE_ON,
    MAJORITY,
    NAMES,
    QUOTA,
    REQUIRES,
    RESCISSION,
    THRESHOLD,
    VOTES_RULE,
    Record,
)
from minutebook.shapes import COUNT, DATE, DAYS, LANGUAGE, PROSE, TEXT, Ref, Share, Words
from minutebook.structure import Either, ListOf, MapOf, Struct, StructOf, given, structure


@structure
class Suspension(Struct):
    """A member's suspension: it stays in the number, and what it decides meanwhile is shown and not counted."""

    from_: Day | None = given(DATE, "the first day of the suspension", "from: 2026-03-01", required=True, key="from")
    until: Day | None = given(DATE, "its last day; leave it out while the suspension lasts", "until: 2026-06-30")
    by: Ref | None = given(DECISION, "the council's decision that suspended it", "by: 2026-02-28#suspension")
    ended_by: Ref | None = given(DECISION, "the council's decision that took it back", "ended_by: 2026-06-30#readmission")


@structure
class Member(Struct):
    """An assembly that sends a delegation to this council."""

    assembly: Ref = given(ASSEMBLY, "the member's id: the name of its folder", "assembly: roquebelle", required=True)
    since: Day | None = given(DATE, "its first day as a member; without, it was always one", "since: 2025-05-17")
    until: Day | None = given(DATE, "its last day as a member, once it has left", "until: 2026-08-31")
    by: Ref | None = given(DECISION, "the council's decision that admitted it or let it go", "by: 2025-05-17#admission")
    suspended: tuple[Suspension, ...] = given(
        ListOf(StructOf(Suspension), single=True),
        "when it was suspended: it stays in the number, and what it decides meanwhile is shown and not counted",
        "suspended: {from: 2026-03-01, until: 2026-06-30}",
        default=(),
    )


@structure
class DelegationRule(Struct):
    """What each delegation is to look like."""

    seats: int | None = given(COUNT, "how many delegates each assembly sends", "seats: 2")
    quota: str | None = given(PROSE, "what each delegation is to look like, in words", "quota: one woman and one man")


@structure
class MandatesRule(Struct):
    """The limits of mandates."""

    max_consecutive: int | None = given(COUNT, "how many terms in a row one person may be sent to the same council", "max_consecutive: 2")
    max_days: int | None = given(DAYS, "how many days a mandate for a period may last", "max_days: 90")
    report_within_days: int | None = given(
        DAYS, "within how many days after a mandate ends the delegates report back", "report_within_days: 14"
    )


@structure
class RatificationRule(Struct):
    """How proposals to this council are decided; each is explained with proposals."""

    decided_by: str | None = given(
        DECIDED_BY,
        "who decides proposals to this council: `assemblies` ratify them, or `delegations` vote at the council; `assemblies` without",
        "decided_by: assemblies",
    )
    requires: str | int | None = given(
        REQUIRES, "how many of those counted must ratify; more than half (`majority`) without", "requires: two-thirds"
    )
    electorate: str | tuple[Ref, ...] | None = given(
        ELECTORATE,
        "who is counted: every commune below the council (`communes`), its direct members (`members`), or `tiers` of "
        "councils; `communes` without, and `members` where delegations decide",
        "electorate: communes",
    )
    electorate_on: str | Day | None = given(
        ELECTORATE_ON,
        "the membership of which day is counted: the day the proposal was `put`, `each_day`'s own, or a date; `put` without",
        "electorate_on: put",
    )
    binds: str | None = given(
        BINDS, "whom a proposal binds once carried: `all` who are counted, or only the `ratifying`; `all` without", "binds: all"
    )
    votes: str | None = given(
        VOTES_RULE, "a second majority besides: of all persons who voted, summed over the assemblies", "votes: majority"
    )
    turnout: str | int | None = given(THRESHOLD, "how many of those counted must have decided at all, either way", "turnout: 1/2")
    deadline_days: int | None = given(
        DAYS, "how many days after a proposal was put assemblies may ratify it; no deadline without", "deadline_days: 120"
    )
    rescission: str | None = given(
        RESCISSION,
        "whether an assembly may take its ratification back until the proposal is carried (`allowed`), or that is "
        "`not_counted`; `allowed` without",
        "rescission: allowed",
    )


@structure
class Rules(Struct):
    """An assembly's rules from one day on. Each rule holds until a later mapping has the same key."""

    since: Day | None = given(DATE, "the day from which these rules hold; without, they always held", "since: 2026-01-01")
    by: Ref | None = given(DECISION, "the assembly's decision that set them", "by: 2025-12-14#rules")
    quorum: str | int | None = given(
        Either((COUNT, Share())),
        "how many must be present for a decision to be valid: a number, or a share of `eligible` in the minutes; none without",
        "quorum: 15",
    )
    decides_by: str | None = given(MAJORITY, "how it decides where the minutes name no method; `majority` without", "decides_by: consensus")
    minutes: str | None = given(
        Words(("as_published", "approved_next")),
        "`approved_next`: decisions are provisional until later minutes approve these; `as_published`: they are not; "
        "`as_published` without",
        "minutes: approved_next",
    )
    delegation: DelegationRule | None = given(
        StructOf(DelegationRule),
        "how many delegates, and what each delegation is to look like",
        "delegation: {seats: 2, quota: one woman and one man}",
    )
    mandates: MandatesRule | None = given(
        StructOf(MandatesRule), "the limits of the mandates it gives", "mandates: {max_consecutive: 2, report_within_days: 14}"
    )
    ratification: RatificationRule | None = given(
        StructOf(RatificationRule), "councils: how proposals to it are decided", "ratification: {requires: two-thirds, deadline_days: 120}"
    )


@structure
class Office(Struct):
    """An office and who holds it."""

    title: str = given(TEXT, "the office", "title: co-chair", required=True)
    held_by: tuple[str, ...] = given(NAMES, "who holds it", "held_by: [Zîn D., Baran K.]", required=True)
    since: Day | None = given(DATE, "the first day of the term", "since: 2026-01-11")
    until: Day | None = given(DATE, "the last day of the term", "until: 2026-12-31")
    chosen_by: str | None = given(TEXT, "how they were chosen, in words", "chosen_by: election")
    by: Ref | None = given(DECISION, "the assembly's decision that chose them", "by: 2026-01-11#co-chairs")
    quota: str | None = given(
        QUOTA, "whether what the assembly asks of its offices (for example one woman and one man) is met", "quota: met"
    )


@structure
class Secretary(Struct):
    """Who may commit this assembly's records."""

    name: str = given(TEXT, "the secretary's name", "name: Camille R.", required=True)
    key: str | None = given(
        TEXT, "the public key with which the secretary signs commits", "key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleOfAKey camille"
    )
    since: Day | None = given(DATE, "the first day of the term", "since: 2026-01-11")
    until: Day | None = given(DATE, "the last day of the term", "until: 2026-12-31")
    by: Ref | None = given(DECISION, "the assembly's decision that chose the secretary", "by: 2026-01-11#secretary")


@structure
class AssemblyRecord(Record):
    """Who an assembly is. A commune is a popular assembly of residents or members, a council is made of delegations."""

    name: str = given(TEXT, "the assembly's name, as people say it", "name: Kaniya Sor", required=True)
    kind: str = given(
        Words(("commune", "council")),
        "`commune`: a popular assembly of residents or members; `council`: made of delegations",
        "kind: commune",
        required=True,
    )
    members: tuple[Member, ...] = given(
        ListOf(StructOf(Member, scalar="assembly"), parted="members"),
        "councils: the assemblies that send delegations. Only this list makes a member",
        "members: [roquebelle, kaniya-sor]",
        default=(),
    )
    place: str | None = given(TEXT, "where it is", "place: Upper Sarrel")
    language: str | None = given(LANGUAGE, "the language it writes in; sets the direction of its pages", "language: kmr")
    languages: tuple[str, ...] = given(ListOf(LANGUAGE, single=True), "all languages spoken in it", "languages: [kmr, ar, fr]", default=())
    founded: Day | None = given(DATE, "its first day", "founded: 2025-03-21")
    dissolved: Day | None = given(DATE, "its last day, once it has ended", "dissolved: 2026-08-31")
    contact: str | None = given(PROSE, "how to reach it", "contact: Letters to the reading room, 3 Mill Lane")
    meets: str | None = given(PROSE, "when and where it usually meets", "meets: Every first Monday at 18.30 in the school")
    people: tuple[tuple[str, str], ...] = given(
        MapOf(TEXT, TEXT),
        "short ids for people whose names collide or change; the id may then be written for the name",
        "people: {cr: Camille R.}",
        default=(),
    )
    succeeds: tuple[Ref, ...] = given(
        ListOf(ASSEMBLY, single=True), "the assemblies it came out of, after a split or a merger", "succeeds: old-town", default=()
    )
    rules: tuple[Rules, ...] = given(
        ListOf(StructOf(Rules), single=True),
        "its rules; or a list of them, each with `since`, where they were changed",
        "rules: {quorum: 15, decides_by: consensus}",
        default=(),
    )
    offices: tuple[Office, ...] = given(
        ListOf(StructOf(Office), parted="offices"),
        "its offices and who holds them",
        "offices: [{title: co-chair, held_by: [Zîn D., Baran K.], since: 2026-01-11}]",
        default=(),
    )
    secretaries: tuple[Secretary, ...] = given(
        ListOf(StructOf(Secretary), parted="secretaries"),
        "who may commit its records",
        "secretaries: [{name: Camille R., since: 2026-01-11}]",
        default=(),
    )
    formerly: tuple[str, ...] = given(
        ListOf(TEXT, single=True),
        "ids it had before it was renamed: old references and addresses still lead here",
        "formerly: upper-town",
        default=(),
    )
