"""What the data tables hold: each table and column explained once, for the data page, the data package and the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from minutebook.speech import N_


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its values are (a key of `TYPES`), what they mean, an example, and the table whose ids it holds."""

    name: str
    type: str
    meaning: str
    example: str
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, what one row is, its columns in their order, and the columns by which each row is told from all others."""

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()


TYPES: Final = {
    "id": N_("an id"),
    "text": N_("text"),
    "word": N_("one of a closed list of words"),
    "list": N_("several, joined with “; ”"),
    "whole": N_("a whole number"),
    "boolean": N_("true or false"),
    "date": N_("a date, year-month-day"),
    "address": N_("an address"),
}
"""What the values of a column are, in words."""

_URL = N_("where it is shown: a full address where the site's own is known, else from the site's root")


def _columns(*rows: tuple[str, str, str, str] | tuple[str, str, str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


_ASSEMBLIES = Table(
    "assemblies",
    N_("Assemblies"),
    N_("One row for each assembly, dissolved ones too."),
    _columns(
        ("id", "id", N_("the assembly's id: the name of its folder"), "roquebelle"),
        ("name", "text", N_("its name"), "Roquebelle"),
        ("kind", "word", N_("`commune`: a popular assembly; `council`: made of delegations"), "commune"),
        ("place", "text", N_("where it is"), "Upper Sarrel"),
        ("language", "text", N_("the language it writes in, as a BCP 47 tag"), "fr"),
        (
            "member_of",
            "list",
            N_("the councils it is a direct member of on the date at the top of the page"),
            "upper-sarrel; sarrel-council",
        ),
        ("founded", "date", N_("its first day"), "2021-10-03"),
        ("dissolved", "date", N_("its last day; empty while it exists"), "2025-12-31"),
        ("url", "address", _URL, "assemblies/roquebelle/"),
    ),
    ("id",),
)
_PROPOSALS = Table(
    "proposals",
    N_("Proposals"),
    N_("One row for each proposal put up to the date at the top of the page. All figures are of that day, after carrying too."),
    _columns(
        ("id", "id", N_("the proposal's id"), "sarrel-council/proposals/water"),
        ("title", "text", N_("its title"), "Water of the valley, held in common"),
        ("to", "id", N_("the assembly or council whose members it would bind"), "sarrel-council", "assemblies"),
        ("proposed", "date", N_("the day it was put"), "2026-02-07"),
        ("kind", "word", N_("resolution, call, charter, budget, rule, admission, suspension or recall"), "charter"),
        ("decided_by", "word", N_("`assemblies` ratify it; or `delegations` decide it at the council under their mandates"), "assemblies"),
        ("requires", "text", N_("how many must ratify: a share of the electorate, a count, or `none`: open for adoption"), "two-thirds"),
        ("needed", "whole", N_("that many assemblies; empty where it is open for adoption"), "9"),
        ("electorate", "whole", N_("how many assemblies are counted"), "13"),
        ("ratified", "whole", N_("how many ratifications stand and count"), "7"),
        ("rejected", "whole", N_("how many stand rejected"), "1"),
        ("undecided", "whole", N_("the electorate less ratified less rejected"), "5"),
        (
            "state",
            "word",
            N_(
                "withdrawn, carried, in force, expired, repealed, provisionally carried, set aside, lapsed, failing, open, or open for adoption"
            ),
            "open",
        ),
        ("carried_on", "date", N_("the first day on which all conditions held"), "2026-06-12"),
        ("lapsed_on", "date", N_("the day after the last deadline, if it was not carried by then"), "2026-07-01"),
        ("in_force_from", "date", N_("its first day in force"), "2026-06-12"),
        ("in_force_until", "date", N_("its last day in force, where there is one"), "2027-12-31"),
        ("deadline", "date", N_("the last day to ratify, as extended"), "2026-06-30"),
        ("url", "address", _URL, "assemblies/sarrel-council/proposals/water/"),
    ),
    ("id",),
)
_RATIFICATIONS = Table(
    "ratifications",
    N_("Ratifications"),
    N_("One row for each proposal and each assembly of its electorate: the status on the date at the top of the page."),
    _columns(
        ("proposal", "id", N_("the proposal"), "sarrel-council/proposals/water", "proposals"),
        ("assembly", "id", N_("the assembly"), "dara-jor", "assemblies"),
        (
            "status",
            "word",
            N_(
                "what the assembly decided, or what kind of silence there is: `not recorded`, `minutes awaited`, `on the agenda`, `no meeting published`"
            ),
            "ratified",
        ),
        ("date", "date", N_("the last day of the meeting that gives the status; empty in silence"), "2026-05-11"),
        ("edition", "whole", N_("the edition of the text it is on"), "2"),
        ("for", "whole", N_("persons for"), "52"),
        ("against", "whole", N_("persons against"), "9"),
        ("abstain", "whole", N_("persons abstaining"), "4"),
        ("method", "text", N_("the method of the decision: the last stage's, else the assembly's default of that day"), "majority"),
        ("provisional", "boolean", N_("whether it rests on minutes that are a draft or not yet approved"), "false"),
        ("counted", "boolean", N_("whether it stands in the proposal's number on the date at the top of the page"), "true"),
        ("minutes", "id", N_("the minutes that give the status"), "dara-jor/minutes/2026-05-11"),
        (
            "url",
            "address",
            N_("its row on the proposal's page: a full address where the site's own is known, else from the site's root"),
            "assemblies/sarrel-council/proposals/water/#dara-jor",
        ),
    ),
    ("proposal", "assembly"),
)
_COUNTS = Table(
    "counts",
    N_("Counts over time"),
    N_("One row for each day on which the number of ratifications standing on a proposal changed, and for the day it was put: its curve."),
    _columns(
        ("proposal", "id", N_("the proposal"), "sarrel-council/proposals/water", "proposals"),
        ("date", "date", N_("the day from whose end the number stands"), "2026-05-11"),
        ("edition", "whole", N_("the edition of the text that is counted that day"), "2"),
        ("ratified", "whole", N_("how many ratifications stand and count at the end of the day"), "7"),
        ("electorate", "whole", N_("how many assemblies are counted that day"), "13"),
    ),
    ("proposal", "date"),
)
_DECISIONS = Table(
    "decisions",
    N_("Decisions"),
    N_("One row for each decision ever recorded, those that count for nothing too."),
    _columns(
        ("id", "id", N_("the minutes' id, #, and the decision's own"), "dara-jor/minutes/2026-05-11#water"),
        ("assembly", "id", N_("whose decision it is"), "dara-jor", "assemblies"),
        ("minutes", "id", N_("the minutes it stands in"), "dara-jor/minutes/2026-05-11"),
        ("date", "date", N_("the last day of the meeting or ballot: the day from which it counts"), "2026-05-11"),
        ("proposal", "id", N_("the proposal it decides, where it decides one"), "sarrel-council/proposals/water", "proposals"),
        (
            "outcome",
            "word",
            N_("adopted, rejected, rescinded, amended, deferred, abstained, noted or withdrawn; as corrected; empty where it is withheld"),
            "adopted",
        ),
        ("method", "text", N_("how it was decided: the last stage's method, else the assembly's default of that day"), "majority"),
        ("for", "whole", N_("persons for, as corrected"), "52"),
        ("against", "whole", N_("persons against"), "9"),
        ("abstain", "whole", N_("persons abstaining"), "4"),
        ("blocked", "whole", N_("persons blocking"), "0"),
        ("present", "whole", N_("how many were present at the meeting"), "65"),
        ("quorate", "boolean", N_("whether the quorum of its day was met; empty where that is not recorded"), "true"),
        ("provisional", "boolean", N_("whether the minutes are a draft or not yet approved"), "false"),
        ("url", "address", _URL, "assemblies/dara-jor/minutes/2026-05-11/#water"),
    ),
    ("id",),
)
_MANDATES = Table(
    "mandates",
    N_("Mandates"),
    N_("One row for each mandate granted up to the date at the top of the page; those that add instructions to another have their own."),
    _columns(
        ("id", "id", N_("the mandate's id"), "roquebelle/mandates/2026-04-13"),
        ("assembly", "id", N_("who gave it"), "roquebelle", "assemblies"),
        ("council", "id", N_("where to"), "sarrel-council", "assemblies"),
        ("delegates", "list", N_("who was sent"), "Hélène Marchetti; Paul Oriol"),
        ("granted", "date", N_("the day it was granted; empty where that is not recorded"), "2026-04-13"),
        ("from", "date", N_("the first day of its meetings or period"), "2026-04-18"),
        ("until", "date", N_("the last day of its meetings or period"), "2026-07-12"),
        ("status", "word", N_("granted, active, fulfilled, expired, reported, recalled, resigned or replaced"), "recalled"),
        ("ended_on", "date", N_("the last day it held, once it has ended"), "2026-05-11"),
        (
            "ended_by",
            "id",
            N_("the minutes of the recall, the mandate that replaced it, the report, or the council's minutes that fulfilled it"),
            "roquebelle/minutes/2026-05-11",
        ),
        ("url", "address", _URL, "assemblies/roquebelle/mandates/2026-04-13/"),
    ),
    ("id",),
)
_POSITIONS = Table(
    "positions",
    N_("Positions"),
    N_(
        "One row for each position a delegation stated on a proposal at a council, "
        "and for each of which nothing is recorded though its mandate instructs on it."
    ),
    _columns(
        ("council", "id", N_("the council"), "sarrel-council", "assemblies"),
        ("minutes", "id", N_("its minutes"), "sarrel-council/minutes/2026-04-18"),
        ("date", "date", N_("the last day of the meeting"), "2026-04-18"),
        ("proposal", "id", N_("the proposal"), "sarrel-council/proposals/water", "proposals"),
        ("assembly", "id", N_("whose delegation it is"), "roquebelle", "assemblies"),
        ("delegates", "list", N_("who of it was there"), "Hélène Marchetti; Paul Oriol"),
        ("mandate", "id", N_("the mandate in force that day; empty where there was none"), "roquebelle/mandates/2026-04-13", "mandates"),
        (
            "instruction",
            "list",
            N_("the positions the mandate names or permits, or `free`, or `refer`; empty where it says nothing on it"),
            "against",
        ),
        (
            "position",
            "word",
            N_("for, against, abstain, block, divided, absent, excused or silent; empty where nothing is recorded"),
            "for",
        ),
        ("indicative", "boolean", N_("whether it was said to take the temperature and waits for the assembly"), "false"),
        (
            "result",
            "word",
            (
                N_(
                    "the position held against the mandate: kept, departed, claimed, text changed, beyond the mandate, without a mandate, "
                    "not named, indicative, divided, silent, absent, excused or not recorded"
                )
            ),
            "departed",
        ),
        (
            "answered",
            "text",
            N_(
                "what the assembly answered to an open question: `confirmed`, `overruled`, or `awaiting since` a day; empty where none is open"
            ),
            "awaiting since 2026-04-18",
        ),
        (
            "url",
            "address",
            N_("the decision in the council's minutes: a full address where the site's own is known, else from the site's root"),
            "assemblies/sarrel-council/minutes/2026-04-18/#water",
        ),
    ),
)
_FINDINGS = Table(
    "findings",
    N_("Problems, and lines of the public ledger"),
    N_("One row for each error, warning and finding. An error sets a record or a part of it aside; "
    "a finding is a right record that tells something the public should see."),
    _columns(
        ("code", "word", N_("the stable code of the problem; each is explained on a page of its own"), "departed"),
        ("severity", "word", N_("error, warning or finding"), "finding"),
        ("record", "id", N_("the record it stands in, else the file"), "sarrel-council/minutes/2026-04-18"),
        ("line", "whole", N_("the line in the file"), "42"),
        ("assembly", "id", N_("the assembly it concerns"), "roquebelle", "assemblies"),
        ("message", "text", N_("what is the matter, in one sentence"), "roquebelle: Hélène Marchetti, Paul Oriol departed from the mandate"),
        ("url", "address", N_("the record's address: a full one where it is known, else from the site's root"), "assemblies/roquebelle/"),
    ),
)  # fmt: skip

SCHEMA: Final[dict[str, Table]] = {
    table.name: table for table in (_ASSEMBLIES, _PROPOSALS, _RATIFICATIONS, _COUNTS, _DECISIONS, _MANDATES, _POSITIONS, _FINDINGS)
}
"""Every table by its name. The names and columns are stable: more may be added, none is renamed."""
