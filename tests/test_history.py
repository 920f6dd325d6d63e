"""Worked history: real mandates and ratifications as records. The computed state equals the facts on every decisive day.

The expected values are the tables of `history/expected.py`; `history/test_facts.py` compares with the facts they were compiled from.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from history.expected import (
    CHARTER,
    COLONIES,
    COUNCIL,
    DAYS_OF_1776,
    DAYS_OF_2019,
    DAYS_OF_THE_ARTICLES,
    INSTRUCTED_IN_JUNE,
    LOCAL,
    MANDATES,
    MARYLAND,
    MET_SINCE_THE_MOTION,
    MOTION,
    PUT,
    RATIFIED,
    SIGNED,
    TEXTS_OF_SAINT_NAZAIRE,
    VOTES,
    around,
    shift,
)  # fmt: skip
from history.reading import ARTICLES, ASSEMBLIES, INDEPENDENCE, LAST_DAY, Row, history, table, the
from minutebook.codes import severity_of
from minutebook.problems import Severity


def figures(row: Row) -> tuple[Any, ...]:
    """A proposal's state, its figures, and when it was carried."""
    return (row["state"], row["needed"], row["electorate"], row["ratified"], row["rejected"], row["undecided"], row["carried_on"])


@pytest.mark.parametrize("name", LAST_DAY)
def test_no_history_has_an_error_or_anything_set_aside(name: str) -> None:
    confederation = history(name)
    assert [one for one in confederation.problems if severity_of(one.code) is Severity.ERROR] == []
    assert confederation.aside == ()
    assert the(table(name, LAST_DAY[name], "findings"), severity="error") == []


# ---------------------------------------------------------------------- independence, 1776


@pytest.mark.parametrize("day", DAYS_OF_1776)
def test_independence_is_carried_on_2_july_and_stands_with_thirteen_from_9_july(day: str) -> None:
    rows = table(INDEPENDENCE, day, "proposals")
    if day < "1776-06-07":
        assert rows == ()
        return
    expected = ("open", 7, 13, 0, 0, 13, "")
    if day >= "1776-07-02":
        expected = ("in force", 7, 13, 12, 0, 1, "1776-07-02")
    if day >= "1776-07-09":
        expected = ("in force", 7, 13, 13, 0, 0, "1776-07-02")
    assert [(row["id"], row["to"], row["proposed"], row["decided_by"], row["requires"]) for row in rows] == [
        (MOTION, "congress", "1776-06-07", "delegations", "majority")
    ]
    assert figures(rows[0]) == expected
    assert rows[0]["in_force_from"] == expected[-1]


def colony_on(colony: str, day: str) -> tuple[str, str, bool, str]:
    """What the facts say of a colony on a day: status, its day, whether it counts, the minutes it rests on."""
    if colony == "new-york" and day >= "1776-07-09":
        return ("ratified", "1776-07-09", True, "new-york/minutes/1776-07-09")
    if day >= "1776-07-02":
        status = "abstained" if colony == "new-york" else "ratified"
        return (status, "1776-07-02", status == "ratified", "congress/minutes/1776-07-02")
    met = MET_SINCE_THE_MOTION.get(colony)
    return ("not recorded" if met and met <= day else "no meeting published", "", False, "")


@pytest.mark.parametrize("day", DAYS_OF_1776)
def test_each_colony_has_its_status(day: str) -> None:
    rows = table(INDEPENDENCE, day, "ratifications")
    found = {row["assembly"]: (row["status"], row["date"], row["counted"], row["minutes"]) for row in rows}
    assert found == ({colony: colony_on(colony, day) for colony in COLONIES} if day >= "1776-06-07" else {})
    assert not any(row["provisional"] for row in rows)


@pytest.mark.parametrize("day", around("1776-07-01", "1776-07-02", "1776-07-09"))
def test_positions_of_1_and_2_july_are_held_against_the_mandates(day: str) -> None:
    rows = table(INDEPENDENCE, day, "positions")
    expected: dict[tuple[str, str], tuple[Any, ...]] = {}
    for colony, (slug, instruction, first, result, answer, second) in VOTES.items():
        mandate = f"{colony}/mandates/{slug}"
        if day >= "1776-07-01":
            answered = answer if day >= "1776-07-02" or not answer else "awaiting since 1776-07-01"
            expected["1776-07-01", colony] = (mandate, instruction, first, True, result, answered)
        if day >= "1776-07-02":
            expected["1776-07-02", colony] = (mandate, instruction, second, False, "kept", "")
    columns = ("mandate", "instruction", "position", "indicative", "result", "answered")
    in_july = [row for row in rows if row["date"] >= "1776-07-01"]
    assert {(row["date"], row["assembly"]): tuple(row[column] for column in columns) for row in in_july} == expected
    assert len(in_july) == len(expected)


@pytest.mark.parametrize("day", around("1776-06-10"))
def test_how_the_instructed_colonies_spoke_on_the_postponement_is_not_recorded(day: str) -> None:
    rows = table(INDEPENDENCE, day, "positions")
    expected = INSTRUCTED_IN_JUNE if day >= "1776-06-10" else ()
    assert [(row["assembly"], row["position"], row["result"]) for row in rows] == [(colony, "", "not recorded") for colony in expected]


def test_both_tallies_of_the_congress() -> None:
    decisions = table(INDEPENDENCE, "1776-07-15", "decisions")
    votes = [row for row in decisions if row["proposal"] == MOTION and row["assembly"] == "congress" and row["for"] != ""]
    assert [(row["date"], row["outcome"], row["for"], row["against"], row["abstain"]) for row in votes] == [
        ("1776-07-01", "adopted", 9, 2, 1),
        ("1776-07-02", "adopted", 12, "", 1),
    ]
    positions = table(INDEPENDENCE, "1776-07-15", "positions")
    for day, tally in {
        "1776-07-01": {"for": 9, "against": 2, "abstain": 1, "divided": 1},
        "1776-07-02": {"for": 12, "abstain": 1},
    }.items():
        assert Counter(row["position"] for row in the(positions, date=day)) == tally


@pytest.mark.parametrize("day", DAYS_OF_1776)
def test_nobody_departed_from_a_mandate(day: str) -> None:
    accusing = {"departed", "beyond-mandate", "without-mandate", "not-named", "claim-awaiting"}
    assert {row["code"] for row in table(INDEPENDENCE, day, "findings")} <= {"indicative-awaiting"}
    assert accusing.isdisjoint(row["code"] for row in table(INDEPENDENCE, day, "findings"))
    assert {row["result"] for row in table(INDEPENDENCE, day, "positions")} <= {"kept", "divided", "not recorded"}


@pytest.mark.parametrize("mandate", MANDATES)
def test_each_mandate_is_granted_holds_and_is_replaced(mandate: str) -> None:
    granted, ended, by = MANDATES[mandate]
    assert the(table(INDEPENDENCE, shift(granted, -1), "mandates"), id=mandate) == []
    expected = {granted: ("active", "", ""), shift(granted, 1): ("active", "", ""), "1776-07-31": ("active", "", "")}
    if ended:
        expected |= {shift(ended, -1): ("active", "", ""), ended: ("active", "", ""), shift(ended, 1): ("replaced", ended, by)}
        expected["1776-07-31"] = ("replaced", ended, by)
    for day, state in expected.items():
        (row,) = the(table(INDEPENDENCE, day, "mandates"), id=mandate)
        assert (row["granted"], row["council"]) == (granted, "congress")
        assert (day, row["status"], row["ended_on"], row["ended_by"]) == (day, *state)


def test_no_other_mandates_than_those_of_the_facts() -> None:
    assert {row["id"] for row in table(INDEPENDENCE, "1776-12-31", "mandates")} == set(MANDATES)


def test_maryland_reserves_ratification_in_january_and_gives_it_up_in_june() -> None:
    mandates = history(INDEPENDENCE).mandates
    january, june = (mandates[f"maryland/mandates/{day}"].instructions[0] for day in ("1776-01-12", "1776-06-28"))
    assert (january.position, january.reserves, bool(january.unless)) == (("against", "abstain"), "ratification", True)
    assert (june.position, june.reserves, june.unless) == ("free", None, None)


def test_two_bodies_of_pennsylvania_speak_within_ten_days_and_one_counts() -> None:
    decisions = table(INDEPENDENCE, "1776-07-01", "decisions")
    spoke = [
        (row["date"], row["assembly"]) for row in decisions if row["assembly"].startswith("pennsylvania") and row["date"] >= "1776-06-01"
    ]
    assert sorted(spoke) == [("1776-06-14", "pennsylvania"), ("1776-06-24", "pennsylvania-conference")]
    assert the(table(INDEPENDENCE, "1776-07-15", "ratifications"), assembly="pennsylvania-conference") == []


# ---------------------------------------------------------------------- the Articles of Confederation


@pytest.mark.parametrize("day", DAYS_OF_THE_ARTICLES)
def test_the_articles_need_all_thirteen_and_are_carried_by_the_last(day: str) -> None:
    rows = table(ARTICLES, day, "proposals")
    if day < "1777-11-15":
        assert rows == ()
        return
    ratified = sum(when <= day for when in (*RATIFIED.values(), SIGNED))
    carried = day >= SIGNED
    assert [(row["id"], row["decided_by"], row["requires"]) for row in rows] == [(CHARTER, "assemblies", "unanimity")]
    assert figures(rows[0]) == ("in force" if carried else "open", 13, 13, ratified, 0, 13 - ratified, SIGNED if carried else "")


@pytest.mark.parametrize(("day", "count"), [("1778-03-10", 9), ("1778-12-31", 11), ("1779-12-31", 12), ("1781-02-02", 12), (SIGNED, 13)])
def test_how_many_states_had_ratified(day: str, count: int) -> None:
    (row,) = table(ARTICLES, day, "proposals")
    assert row["ratified"] == count
    assert len(the(table(ARTICLES, day, "ratifications"), counted=True)) == count


@pytest.mark.parametrize("day", DAYS_OF_THE_ARTICLES)
def test_each_state_has_its_status(day: str) -> None:
    expected = {
        state: ("ratified", when, True, f"{state}/minutes/{when}") if when <= day else ("no meeting published", "", False, "")
        for state, when in RATIFIED.items()
    }
    since, status = [entry for entry in MARYLAND.items() if entry[0] <= day][-1] if day >= "1777-11-15" else ("", "")
    decided = min(since, "1781-02-02") if since > "1777-11-15" else ""
    expected["maryland"] = (status, decided, status == "ratified", f"maryland/minutes/{decided}" if decided else "")
    rows = table(ARTICLES, day, "ratifications")
    found = {row["assembly"]: (row["status"], row["date"], row["counted"], row["minutes"]) for row in rows}
    assert found == (expected if since else {})


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("1778-12-14", {}),
        ("1778-12-15", {"1778-12-15": ("active", "")}),
        ("1781-02-01", {"1778-12-15": ("active", "")}),
        ("1781-02-02", {"1778-12-15": ("active", ""), "1781-02-02": ("granted", "")}),
        ("1781-02-03", {"1778-12-15": ("replaced", "1781-02-02"), "1781-02-02": ("granted", "")}),
        ("1781-02-28", {"1778-12-15": ("replaced", "1781-02-02"), "1781-02-02": ("granted", "")}),
        ("1781-03-01", {"1778-12-15": ("replaced", "1781-02-02"), "1781-02-02": ("active", "")}),
        ("1781-03-02", {"1778-12-15": ("replaced", "1781-02-02"), "1781-02-02": ("fulfilled", "1781-03-01")}),
    ],
)
def test_maryland_binds_its_delegates_not_to_ratify_and_then_to_sign(day: str, states: dict[str, tuple[str, str]]) -> None:
    rows = table(ARTICLES, day, "mandates")
    assert {row["id"]: (row["status"], row["ended_on"]) for row in rows} == {f"maryland/mandates/{slug}": s for slug, s in states.items()}
    signed = [
        (row["date"], row["assembly"], row["instruction"], row["position"], row["result"]) for row in table(ARTICLES, day, "positions")
    ]
    assert signed == ([(SIGNED, "maryland", "for", "for", "kept")] if day >= SIGNED else [])


# ---------------------------------------------------------------------- the Assemblies of Assemblies, 2019


@pytest.mark.parametrize("day", DAYS_OF_2019)
def test_every_text_is_open_for_adoption_and_never_carried(day: str) -> None:
    rows = table(ASSEMBLIES, day, "proposals")
    assert {row["id"]: (row["proposed"], row["requires"]) for row in rows} == {id_: (put, "none") for id_, put in PUT.items() if put <= day}
    assert {figures(row) for row in rows} <= {("open for adoption", "", 6, 0, 0, 6, "")}


@pytest.mark.parametrize("day", DAYS_OF_2019)
def test_what_local_assemblies_decided_is_not_invented(day: str) -> None:
    rows = table(ASSEMBLIES, day, "ratifications")
    silent = {(id_, local, "no meeting published", "", False) for id_, put in PUT.items() if put <= day for local in LOCAL}
    assert {(row["proposal"], row["assembly"], row["status"], row["date"], row["counted"]) for row in rows} == silent
    assert len(rows) == len(silent)


@pytest.mark.parametrize("day", DAYS_OF_2019)
def test_the_meetings_and_what_they_agreed_to(day: str) -> None:
    expected = {
        "call": ("2019-01-27", "adopted", 300),
        **dict.fromkeys(TEXTS_OF_SAINT_NAZAIRE, ("2019-04-07", "adopted", 700)),
        "axes": ("2019-06-30", "adopted", 650),
        "strike": ("2019-11-03", "adopted", 500),
        "permanence": ("2019-11-03", "noted", 500),
    }
    rows = table(ASSEMBLIES, day, "decisions")
    found = {row["id"].partition("#")[2]: (row["date"], row["outcome"], row["present"]) for row in rows}
    assert found == {id_: cells for id_, cells in expected.items() if cells[0] <= day}


def test_votes_in_saint_nazaire_are_indicative() -> None:
    decisions = history(ASSEMBLIES).minutes[f"{COUNCIL}/minutes/2019-04-05"].decisions
    assert [(one.indicative, one.outcome, one.votes) for one in decisions] == [(True, "adopted", None)] * 5


@pytest.mark.parametrize(
    ("day", "status", "ended"),
    [
        ("2019-10-31", "", ""), ("2019-11-01", "active", ""), ("2019-11-02", "active", ""), ("2019-11-03", "active", ""),
        ("2019-11-04", "fulfilled", "2019-11-03"), ("2019-11-16", "fulfilled", "2019-11-03"), ("2019-11-17", "fulfilled", "2019-11-03"),
        ("2019-11-18", "fulfilled", "2019-11-03"),
    ],
)  # fmt: skip
def test_the_mandate_of_pres_d_arenes_holds_for_the_fourth_assembly(day: str, status: str, ended: str) -> None:
    rows = table(ASSEMBLIES, day, "mandates")
    assert [(row["assembly"], row["status"], row["ended_on"]) for row in rows] == ([("pres-d-arenes", status, ended)] if status else [])


@pytest.mark.parametrize("day", around("2019-11-03", "2019-11-17"))
def test_what_the_delegate_of_pres_d_arenes_said_is_not_recorded_and_the_dispute_is_shown(day: str) -> None:
    rows = table(ASSEMBLIES, day, "positions")
    columns = ("proposal", "assembly", "instruction", "position", "result")
    unrecorded = (f"{COUNCIL}/proposals/permanent-assembly", "pres-d-arenes", "against", "", "not recorded")
    assert [tuple(row[column] for column in columns) for row in rows] == ([unrecorded] if day >= "2019-11-03" else [])
    findings = [(row["code"], row["record"]) for row in table(ASSEMBLIES, day, "findings")]
    assert findings == ([("disputed", "pres-d-arenes/reports/2019-11-17")] if day >= "2019-11-17" else [])
