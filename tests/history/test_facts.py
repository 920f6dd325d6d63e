"""The worked histories against the compiled facts themselves, where these lie beside the repository; skipped elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from history.expected import COUNCIL
from history.reading import ARTICLES, ASSEMBLIES, INDEPENDENCE, history, table, the

FACTS = Path(__file__).parents[3] / "shared" / "data" / "history"


def facts(name: str) -> Any:
    path = FACTS / name
    if not path.exists():
        pytest.skip("the compiled facts do not lie beside the repository (../shared/data/history)")
    return json.loads(path.read_text(encoding="utf-8"))


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


KINDS = {  # what an instruction of this kind says of a position for
    "forbids": lambda permitted: permitted == ("against",),
    "conditional": lambda permitted: "for" not in permitted and permitted != ("free",),
    "no_authority": lambda permitted: permitted == ("refer",),
    "free": lambda permitted: permitted == ("free",),
    "permits": lambda permitted: permitted == ("free",) or {"for", "against", "abstain"} == set(permitted),
    "directs": lambda permitted: permitted == ("for",),
}


def test_the_tables_of_1776_are_the_facts() -> None:
    known = facts("mandates_1776.json")
    expected = known["expected"]
    assert expected["carried_on"] == "1776-07-02"
    for day, count in expected["for_after"].items():
        positions = the(table(INDEPENDENCE, day, "positions"), date=day, position="for")
        (row,) = table(INDEPENDENCE, day, "proposals")
        assert count == (row["ratified"] or len(positions))
    for vote in known["votes"][:2]:
        rows = the(table(INDEPENDENCE, vote["date"], "positions"), date=vote["date"])
        said = {slug(colony): {"abstained": "abstain"}.get(word, word) for colony, word in vote["by_colony"].items()}
        assert {row["assembly"]: row["position"] for row in rows} == said
    for entry in known["mandate_in_force_against_vote"]:
        colony, held = slug(entry["colony"]), entry["mandate_on_1_july"]["date"]
        rows = [row for row in table(INDEPENDENCE, "1776-07-02", "positions") if row["assembly"] == colony and row["date"] >= "1776-07-01"]
        assert {row["mandate"] for row in rows} == {f"{colony}/mandates/{held}"}


def test_every_instruction_of_the_facts_is_on_record() -> None:
    confederation = history(INDEPENDENCE)
    decided = {(row["assembly"], row["date"]) for row in table(INDEPENDENCE, "1776-12-31", "decisions")}
    for known in facts("mandates_1776.json")["mandates"]:
        colony, day = slug(known["colony"]), known["date"]
        folder = f"{colony}-conference" if known.get("rival_body") else colony
        mandate = confederation.mandates.get(f"{folder}/mandates/{day}")
        if mandate is None:  # refused, renewed, or declared by a body that sends nobody: a decision and no new mandate
            assert (folder, day) in decided
            continue
        assert KINDS[known["kind"]](mandate.instructions[0].permitted), (folder, day)
        assert bool(known.get("reservation_of_ratification")) == (mandate.instructions[0].reserves == "ratification")
        if "replaces" in known:
            assert mandate.replaces
            assert mandate.replaces.target == f"{folder}/mandates/{known['replaces']}"


def test_the_tables_of_the_articles_are_the_facts() -> None:
    known = facts("articles_of_confederation.json")
    dates = {slug(entry["state"]): entry["date"] for entry in known["ratifications"]}
    rows = table(ARTICLES, "1781-12-31", "ratifications")
    assert {row["assembly"]: row["date"] for row in rows} == dates
    for day, count in known["expected"]["count_on"].items():
        assert table(ARTICLES, day, "proposals")[0]["ratified"] == count
    (charter,) = table(ARTICLES, "1781-12-31", "proposals")
    assert (charter["carried_on"], charter["needed"], charter["electorate"]) == (
        known["expected"]["carried_on"], known["rule"]["required"], known["rule"]["of"],
    )  # fmt: skip
    assert charter["proposed"] == known["proposal"]["adopted_by_congress"]
    signed = {entry["date"] for entry in known["delegates_signing"]}
    assert signed <= {row["date"] for row in the(table(ARTICLES, "1781-12-31", "decisions"), assembly="congress")}


def test_the_meetings_of_2019_are_the_facts() -> None:
    known = facts("gilets_jaunes_facts.json")["assemblies"]
    minutes = [one for one in history(ASSEMBLIES).minutes.values() if one.assembly == COUNCIL]
    assert [(str(one.first_day), str(one.last_day)) for one in minutes] == [(entry["start"], entry["end"]) for entry in known]
    for one, entry in zip(minutes, known, strict=True):
        assert one.present_total in {count["n"] for count in entry["people"]}
    assert [len(one.decisions) for one in minutes[:2]] == [known[0]["adopted"], known[1]["adopted"][0]["n"]]
    points = history(ASSEMBLIES).mandates["pres-d-arenes/mandates/2019-11-01"].instructions
    assert [one.position for one in points] == [point["instruction"] for point in known[3]["mandate_example"]["points"]]
