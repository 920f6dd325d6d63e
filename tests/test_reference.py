"""The rules against an independent, naive reckoning of them, on random confederations.

`HYPOTHESIS_PROFILE=thorough` tries many more of them.
"""

from __future__ import annotations

import datetime
import os
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from minutebook.codes import severity_of
from minutebook.exports.tables import tables
from minutebook.load import load
from minutebook.problems import Severity
from minutebook.rules.ratification import Row, ask, rows
from minutebook.rules.rolling import Rolling
from minutebook.state import reckon
from reference import naive
from reference.smaller import as_of, smallest
from reference.world_common import day as day_number
from reference.worlds import days, make_world, to_files, worlds

KEYS = {
    "proposals": ("id",),
    "ratifications": ("proposal", "assembly"),
    "decisions": ("id",),
    "mandates": ("id",),
    "positions": ("minutes", "proposal", "assembly"),
}
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
REPORTS: dict[str, str] = {}
Tables = dict[str, dict[tuple[Any, ...], dict[str, Any]]]


def tries(number: int) -> settings:
    """So many examples, or many times more when thorough."""
    return settings(
        max_examples=number * 60 if THOROUGH else number,
        deadline=None,
        derandomize=not THOROUGH,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )


def keyed(rows: dict[str, list[dict[str, Any]]]) -> Tables:
    """The rows of each table by what tells them apart; empty cells alike, addresses left out."""
    found: Tables = {}
    for table, key in KEYS.items():
        found[table] = {}
        for row in rows[table]:
            name = tuple(row[column] for column in key)
            while name in found[table]:
                name = (*name, "again")
            cells = {column: None if cell == "" else cell for column, cell in row.items()}
            found[table][name] = {c: cell for c, cell in cells.items() if c != "url"}
    return found


def computed(files: dict[str, bytes], day: datetime.date) -> Tables:
    """The tables that the generator computes."""
    return keyed(tables(reckon(load(files), day)))


def differences(world: dict[str, Any], day: datetime.date) -> list[str]:
    """Where the generator and the naive reckoning differ, a line each."""
    expected = keyed(naive.tables(world, day))
    got = computed(to_files(world), day)
    lines = []
    for table in KEYS:
        for name in sorted({*expected[table], *got[table]}, key=str):
            mine, theirs = expected[table].get(name), got[table].get(name)
            if mine is None or theirs is None:
                lines.append(f"{table} {name}: {'unexpected' if mine is None else 'missing'} row")
                continue
            for column, cell in mine.items():
                found = theirs.get(column, "no such column")
                if cell != found or isinstance(cell, bool) != isinstance(found, bool):
                    lines.append(f"{table} {name} {column}: expected {cell!r}, got {found!r}")
    return lines


def errors(world: dict[str, Any]) -> list[str]:
    """The problems for which something would be set aside."""
    problems = load(to_files(world)).problems
    return [str(problem) for problem in problems if severity_of(problem.code) is Severity.ERROR]


def report(world: dict[str, Any], day: datetime.date) -> str:
    """The differences that are left in a world as small as possible, and its files."""

    def shows(smaller: dict[str, Any]) -> bool:
        """Whether the smaller world is still right, and still shows a difference."""
        return bool(differences(smaller, day)) and not errors(smaller)

    small = smallest(world, shows, seconds=float(os.environ.get("REFERENCE_SECONDS", "40")))
    texts = [f"--- {path}\n{text.decode()}" for path, text in sorted(to_files(small).items())]
    return "\n".join([f"as of {day}:", *differences(small, day), *texts])


@given(worlds(), days())
@tries(150)
def test_the_generator_reckons_as_the_naive_reference_does(world: dict[str, Any], day: datetime.date) -> None:
    """Every row of every table agrees, on any day."""
    assert not errors(world)
    lines = "\n".join(differences(world, day))
    if lines:
        if lines not in REPORTS:  # a failure is tried again: the long search is made once
            REPORTS[lines] = report(world, day)
        pytest.fail(REPORTS[lines], pytrace=False)


@given(worlds(), days(), st.randoms())
@tries(25)
def test_the_order_of_files_changes_nothing(world: dict[str, Any], day: datetime.date, chance: random.Random) -> None:
    """The same files in another order give the same tables."""
    files = list(to_files(world).items())
    chance.shuffle(files)
    assert computed(dict(files), day) == computed(to_files(world), day)


@given(worlds(), days())
@tries(25)
def test_later_records_change_nothing_about_an_earlier_day(world: dict[str, Any], day: datetime.date) -> None:
    """Without the records dated after the day, notices excepted, the tables are the same."""
    assert computed(to_files(as_of(world, day)), day) == computed(to_files(world), day)


@given(worlds(), days())
@tries(25)
def test_figures_agree_with_rows(world: dict[str, Any], day: datetime.date) -> None:
    """Electorate, ratified and undecided are those of the rows."""
    found = computed(to_files(world), day)
    for (proposal,), figures in found["proposals"].items():
        rows = [row for name, row in found["ratifications"].items() if name[0] == proposal]
        counted = sum(row["counted"] for row in rows)
        rejected = sum(row["status"] == "rejected" and not row["counted"] for row in rows)
        assert (len(rows), counted) == (figures["electorate"], figures["ratified"])
        assert figures["rejected"] <= rejected
        assert figures["undecided"] == len(rows) - counted - figures["rejected"]
        if figures["needed"] is None:
            assert figures["carried_on"] is None


@given(worlds(), days(), st.integers(1, 30))
@tries(25)
def test_carrying_is_final(world: dict[str, Any], day: datetime.date, later: int) -> None:
    """What is carried stays carried since the same day, unless it was only provisionally so."""
    files = to_files(world)
    now = computed(files, day)["proposals"]
    then = computed(files, day + datetime.timedelta(days=later))["proposals"]
    for name, figures in now.items():
        final = figures["carried_on"] and figures["state"] != "provisionally carried"
        if final and then[name]["carried_on"] != figures["carried_on"]:
            assert provisional_meanwhile(files, name, day, later)


def provisional_meanwhile(files: dict[str, bytes], name: tuple[Any, ...], day: datetime.date, later: int) -> bool:
    """Whether a proposal became only provisionally carried on one of the next days."""
    confederation = load(files)
    for offset in range(later):
        rows = keyed(tables(reckon(confederation, day + datetime.timedelta(days=offset))))
        if rows["proposals"][name]["state"] == "provisionally carried":
            return True
    return False


def told(rows: tuple[Row, ...]) -> list[tuple[Any, ...]]:
    """What rows say of who counts, rejects and has decided, and since when; those within them too."""
    return [(row.assembly, row.counted, row.rejects, row.standing, row.reached, told(row.within)) for row in rows]


@given(worlds(), days())
@tries(60)
def test_rows_rolled_from_day_to_day_are_those_counted_anew(world: dict[str, Any], day: datetime.date) -> None:
    """On every day on which one may change, asked for in turn."""
    state = reckon(load(to_files(world)), day)
    for course in state.courses.values():
        rolling = Rolling(state.membership, state.mandates_in, course.proposal, course.rule)
        for turn in sorted(one for one in {*rolling.own, *rolling.common, day} if course.rule.put <= one <= day):
            anew = rows(ask(state.membership, state.mandates_in, course.proposal, course.rule, turn, None))
            assert told(rolling.rows(turn, None)) == told(anew)


def test_what_becomes_of_a_ballot_is_counted_that_day() -> None:
    """A ballot spoke against for one assembly; when it is revoked, what that assembly had decided itself stands again. (One of the ten
    thousand confederations of `make audit` showed that it did not.)"""
    member = "---\nname: {0}\nkind: commune\n---\n"
    decision = "---\npresent: 20\ndecisions:\n- {{on: council/water, outcome: ratified{0}}}\n---\nWe met.\n"
    files = {
        "east/assembly.md": member.format("East"),
        "west/assembly.md": member.format("West"),
        "council/assembly.md": "---\nname: Council\nkind: council\nmembers: [east, west]\n---\n",
        "council/proposals/water.md": "---\ntitle: Water\nto: council\nproposed: 2026-03-05\n---\nFree.\n",
        "east/minutes/2026-03-05.md": decision.format(""),
        "council/minutes/2026-03-06.md": "---\nballot: {from: 2026-03-06, until: 2026-03-07}\ndecisions:\n- {on: council/water, outcome: adopted, "
        "positions: {east: against}}\n---\nWe voted.\n",
        "council/minutes/2026-03-08.md": "---\ndecisions:\n- {outcome: adopted, revokes: council/minutes/2026-03-06#decision-1}\n---\nWe met.\n",
        "west/minutes/2026-03-08.md": decision.format(""),
    }
    tree = {f"assemblies/{path}": text.encode() for path, text in files.items()}
    states = [computed(tree, datetime.date(2026, 3, day))["proposals"][("council/proposals/water",)] for day in (7, 8)]
    assert [(one["state"], one["ratified"], one["carried_on"]) for one in states] == [("failing", 0, None), ("in force", 2, "2026-03-08")]


@pytest.mark.parametrize("seed", range(20))
def test_random_confederations_are_without_errors(seed: int) -> None:
    """Nothing in them would be set aside, so that every record is compared."""
    assert not errors(make_world(seed, 2 + seed % 6, seed % 4, 1 + seed % 4))


def test_the_naive_reference_stands_by_itself() -> None:
    """It gives every table, with the columns of the data files, for a day before and after all."""
    world = make_world(7, 5, 2, 4)
    for offset in (-3, 40, 90):
        found = naive.tables(world, day_number(offset))
        assert list(found) == ["proposals", "ratifications", "decisions", "mandates", "positions"]
