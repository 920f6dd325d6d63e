"""This repository's own confederation: without errors, and everything that the rules know happens in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from minutebook.codes import severity_of
from minutebook.exports.tables import tables
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.problems import Severity
from minutebook.records.decision import OUTCOMES
from minutebook.records.mandate import CHOSEN_BY
from minutebook.records.proposal import KINDS
from minutebook.state import State, reckon

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 24)

STATUSES = {
    "ratified", "ratified with reservations", "conditional", "rejected", "rescinded", "late", "amended", "deferred", "abstained",
    "noted", "earlier edition", "not recorded", "minutes awaited", "on the agenda", "no meeting published",
}  # fmt: skip
STATES = {
    "withdrawn", "carried", "in force", "expired", "repealed", "provisionally carried", "set aside", "lapsed", "failing", "open",
    "open for adoption",
}  # fmt: skip
MANDATES = {"granted", "active", "fulfilled", "reported", "recalled", "resigned", "replaced", "expired"}
RESULTS = {
    "kept", "departed", "claimed", "text changed", "beyond the mandate", "without a mandate", "not named", "indicative", "divided",
    "silent", "absent", "excused", "not recorded",
}  # fmt: skip
METHODS = {"consensus", "majority", "two-thirds", "three-quarters", "unanimity", "referendum", "acclamation", "sortition"}
FINDINGS = {
    "departed", "beyond-mandate", "without-mandate", "not-named", "claim-awaiting", "indicative-awaiting", "report-overdue", "disputed",
    "minutes-not-approved", "inquorate", "rotation-exceeded",
}  # fmt: skip


@cache
def state() -> State:
    return reckon(load(read_tree(ROOT)), DAY)


@cache
def rows() -> dict[str, list[dict[str, Any]]]:
    return tables(state())


def values(table: str, column: str) -> set[Any]:
    return {row[column] for row in rows()[table]}


def decisions() -> Iterable[Any]:
    return (act.decision for act in state().confederation.acts)


def test_it_has_no_errors_and_nothing_is_set_aside() -> None:
    confederation = state().records
    assert [problem for problem in confederation.problems if severity_of(problem.code) is Severity.ERROR] == []
    assert state().problems == ()
    assert confederation.aside == ()


def test_it_is_as_large_as_life() -> None:
    confederation = state().records
    kinds = [record.kind for record in confederation.assemblies.values()]
    assert kinds.count("commune") >= 16
    assert kinds.count("council") >= 4
    assert confederation.files >= 200
    days = [minutes.last_day for minutes in confederation.minutes.values()]
    assert (max(days) - min(days)).days > 540
    assert {record.language for record in confederation.assemblies.values()} >= {"fr", "ar", "kmr", "en"}


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("ratifications", "status", STATUSES),
        ("proposals", "state", STATES),
        ("proposals", "kind", set(KINDS) - {"recall"}),
        ("proposals", "decided_by", {"assemblies", "delegations"}),
        ("mandates", "status", MANDATES),
        ("positions", "result", RESULTS),
        ("positions", "position", {"for", "against", "abstain", "divided", "absent", "excused", "silent"}),
        ("decisions", "outcome", set(OUTCOMES)),
        ("decisions", "method", METHODS),
        ("findings", "code", FINDINGS),
    ],
)
def test_every_word_of_the_rules_occurs(table: str, column: str, expected: set[str]) -> None:
    assert expected <= values(table, column)


def test_questions_are_confirmed_overruled_and_open() -> None:
    answers = {str(cell).split(" since")[0] for cell in values("positions", "answered")}
    assert {"confirmed", "overruled", "awaiting"} <= answers


def test_claims_are_upheld_disowned_and_open() -> None:
    claims = [one for found in state().stated.values() for one in found if one.claim]
    assert {"kept", "departed"} <= {one.result for one in claims}


@pytest.mark.parametrize(
    "field",
    ["stages", "reservations", "condition", "condition_met", "withheld", "choice", "grants", "recalls", "upholds", "disowns", "approves",
     "corrects", "revokes", "part", "indicative", "positions"],
)  # fmt: skip
def test_every_kind_of_decision_is_taken(field: str) -> None:
    assert any(getattr(decision, field) for decision in decisions())


def test_somebody_blocks_a_first_stage() -> None:
    stages = [stage for decision in decisions() for stage in decision.stages]
    assert any(position.position == "block" for stage in stages for _, position in stage.positions)


def test_elections_lots_referenda_and_fractions() -> None:
    choices = [decision.choice for decision in decisions() if decision.choice]
    assert any(choice.elects and not choice.seed for choice in choices)
    assert any(choice.seed for choice in choices)
    assert any(minutes.ballot for minutes in state().confederation.minutes.values())
    assert any("/" in str(method) for method in values("decisions", "method"))


def test_the_forms_of_proposals() -> None:
    proposals = state().records.proposals.values()
    for field in ("editions", "amends", "repeals", "instead_of", "votes", "turnout", "in_force", "expires", "rule_by", "builds_on"):
        assert any(getattr(one, field) for one in proposals), field
    rules = [standing.rule for standing in state().proposals.values()]
    assert {rule.electorate for rule in rules if isinstance(rule.electorate, str)} == {"communes", "members", "tiers"}
    assert any(len(rule.deadlines) > 1 for rule in rules)
    assert any(rule.binds == "ratifying" for rule in rules)
    assert any(rule.rescission == "not_counted" for rule in rules)


def test_what_happens_to_assemblies_and_mandates() -> None:
    confederation = state().records
    members = [member for one in confederation.assemblies.values() for member in one.members]
    assert any(member.suspended and member.suspended[0].ended_by for member in members)
    assert any(one.succeeds for one in confederation.assemblies.values())
    assert any(one.dissolved for one in confederation.assemblies.values())
    assert any(one.formerly for one in confederation.assemblies.values()) or any(one.formerly for one in confederation.proposals.values())
    assert {one.chosen_by for one in confederation.mandates.values()} >= set(CHOSEN_BY)
    assert any(one.adds_to for one in confederation.mandates.values())
    assert any(one.cancelled for one in confederation.notices.values())
    assert any(one.moved_to for one in confederation.notices.values())
    assert any(one.disputes for one in confederation.reports.values())
    assert any(one.draft for one in confederation.minutes.values())
    languages = {translation.language for record in confederation.minutes.values() for translation in record.translations}
    assert {"en", "fr", "ar"} <= languages


def test_a_rescission_before_and_after_carrying() -> None:
    before = after = False
    for standing in state().proposals.values():
        for row in standing.rows:
            for speech in row.history:
                if speech.outcome == "rescinded" and not speech.void:
                    carried = standing.carried_on
                    after = after or (carried is not None and speech.day > carried)
                    before = before or carried is None or speech.day <= carried
    assert before
    assert after
