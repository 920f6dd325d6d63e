"""The data tables, with exactly the columns that are promised: stable names, one row each, values in the words of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from minutebook.codes import severity_of
from minutebook.confederation import Groups
from minutebook.exports.addresses import address
from minutebook.problems import Problem
from minutebook.records.decision import Votes
from minutebook.rules.positions import Stated
from minutebook.rules.terms import person
from minutebook.state import State

Cell = str | int | bool | None
Rows = Iterable[tuple[Cell, ...]]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _list(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None


def _tally(votes: Votes | None) -> tuple[int | None, int | None, int | None]:
    return (votes.for_, votes.against, votes.abstain) if votes else (None, None, None)


def _assemblies(state: State) -> Rows:
    councils = (id for id, record in state.confederation.assemblies.items() if record.kind == "council")
    member_of = Groups.of((member, council) for council in councils for member in state.membership.members(council, state.day))
    for id, one in state.confederation.assemblies.items():
        yield (id, one.name, one.kind, one.place, one.language, _list(member_of[id]), _day(one.founded), _day(one.dissolved), address(id))


def _proposals(state: State) -> Rows:
    for id, one in state.proposals.items():
        rule, lapsed = one.rule, one.lapsed_on if one.state == "lapsed" else None
        yield (
            id, one.proposal.title, rule.to, _day(rule.put), one.proposal.kind, rule.decided_by, str(rule.requires), one.needed,
            len(one.rows), one.ratified, one.rejected, one.undecided, one.state, _day(one.carried_on), _day(lapsed),
            _day(one.in_force_from), _day(one.in_force_until), _day(one.deadline), address(id),
        )  # fmt: skip


def _ratifications(state: State) -> Rows:
    for id, one in state.proposals.items():
        for row in one.rows:
            minutes = row.speech.act.minutes.id if row.speech else None
            yield (
                id, row.assembly, row.status, _day(row.day), row.edition, *_tally(row.votes), row.method or None,
                row.provisional, row.counted, minutes, f"{address(id)}#{row.assembly}",
            )  # fmt: skip


def _counts(state: State) -> Rows:
    for id in state.courses:
        before = None
        for count in state.counts(id):
            if count.number != before:
                yield (id, _day(count.day), count.edition, count.number, count.of)
            before = count.number


def _decisions(state: State) -> Rows:
    for verdict in state.verdicts.values():
        act = verdict.act
        yield (
            act.id, act.assembly, act.minutes.id, _day(act.day), act.decision.on.target or None if act.decision.on else None,
            verdict.outcome or None, verdict.method or None, *_tally(verdict.votes), verdict.votes.blocked if verdict.votes else None,
            act.minutes.present_total, verdict.quorum.met, verdict.provisional, address(act.id),
        )  # fmt: skip


def _mandates(state: State) -> Rows:
    for id, one in state.mandates.items():
        mandate = one.mandate
        assembly = mandate.record.assembly
        names = _list(person(state.confederation, assembly, name) for name in mandate.delegates)
        yield (
            id, assembly, mandate.to, names, _day(mandate.granted), _day(mandate.first), _day(mandate.last), one.status,
            _day(one.ended_on), one.ended_by or None, address(id),
        )  # fmt: skip


def _positions(state: State) -> Rows:
    for found in state.stated.values():
        for one in found:
            permitted = one.instructed.instruction.permitted if one.instructed else ()
            yield (
                one.act.assembly, one.act.minutes.id, _day(one.act.day), one.proposal, one.assembly, _list(one.delegates),
                one.mandate.record.id if one.mandate else None, _list(permitted), one.position or None, one.indicative,
                one.result or None, answered(one), address(one.act.id),
            )  # fmt: skip


def answered(one: Stated) -> str | None:
    """`confirmed`, `overruled` or `awaiting since DATE`; nothing where no question is open."""
    if one.answer is None:
        return None
    return f"awaiting since {one.answer.since}" if one.answer.word == "awaiting" else one.answer.word


def _findings(state: State) -> Rows:
    def row(problem: Problem, assembly: str) -> tuple[Cell, ...]:
        where = address(problem.record) if problem.record else None
        return (
            problem.code,
            severity_of(problem.code).value,
            problem.record or problem.span.file,
            problem.span.line,
            assembly or None,
            problem.message,
            where,
        )

    for problem in (*state.records.problems, *state.problems):
        yield row(problem, problem.assembly)
    for finding in state.ledger:
        yield row(finding.problem, finding.assembly)


TABLES: Final[dict[str, tuple[tuple[str, ...], Callable[[State], Rows]]]] = {
    "assemblies": (("id", "name", "kind", "place", "language", "member_of", "founded", "dissolved", "url"), _assemblies),
    "proposals": (
        ("id", "title", "to", "proposed", "kind", "decided_by", "requires", "needed", "electorate", "ratified", "rejected",
         "undecided", "state", "carried_on", "lapsed_on", "in_force_from", "in_force_until", "deadline", "url"), _proposals),
    "ratifications": (
        ("proposal", "assembly", "status", "date", "edition", "for", "against", "abstain", "method", "provisional", "counted",
         "minutes", "url"), _ratifications),
    "counts": (("proposal", "date", "edition", "ratified", "electorate"), _counts),
    "decisions": (
        ("id", "assembly", "minutes", "date", "proposal", "outcome", "method", "for", "against", "abstain", "blocked", "present",
         "quorate", "provisional", "url"), _decisions),
    "mandates": (
        ("id", "assembly", "council", "delegates", "granted", "from", "until", "status", "ended_on", "ended_by", "url"), _mandates),
    "positions": (
        ("council", "minutes", "date", "proposal", "assembly", "delegates", "mandate", "instruction", "position", "indicative",
         "result", "answered", "url"), _positions),
    "findings": (("code", "severity", "record", "line", "assembly", "message", "url"), _findings),
}  # fmt: skip
"""Every table: its columns in their order, and the function that gives its rows."""


@lru_cache(maxsize=1)
def table_rows(state: State) -> Mapping[str, tuple[tuple[Cell, ...], ...]]:
    """The rows of every table by its name: made once, for the files and for the page that explains them in every language."""
    return {name: tuple(rows(state)) for name, (_, rows) in TABLES.items()}


def tables(state: State) -> dict[str, list[dict[str, Cell]]]:
    """All tables of a state, each a list of rows by column. Dates are ISO text, empty cells None."""
    rows = table_rows(state)
    return {name: [dict(zip(columns, row, strict=True)) for row in rows[name]] for name, (columns, _) in TABLES.items()}
