"""Which names and ids can be taken for one another."""

from __future__ import annotations

import pytest

from minutebook.checks.lookalikes import drawn, look, look_of_id
from minutebook.load import load

SAME = [
    ("Kaniya Sor", "Kani\u0443a Sor"),  # a Cyrillic u
    ("Saltmarsh", "\u0405\u0430ltmarsh"),  # Cyrillic dze and a
    ("Roquebelle", "R\u03bfquebelle"),  # a Greek omicron
    ("Gund\u00ea N\u00fb", "Gunde Nu"),
    ("\u00d6lberg", "OLBERG"),
    ("Rive-Basse", "Rive Basse"),
    ("Salt", "\uff33\uff21\uff2c\uff34"),  # full width
    ("\u0628\u0627\u0628 \u0627\u0644\u0645\u0627\u0621", "\u0628\u0627\u0628 \u0627\u0644\u0645\u0623\u0621"),  # alef with a hamza
]
HIDDEN = [
    "Com\u00admercy",
    "Com\u200bmercy",
    "Com\u200dmercy",
    "Com\u2060mercy",
    "Com\u200emercy",
    "Commercy\u3164",
    "\U0001d402ommercy",
    "COMMERCY",
]
APART = [
    ("\u30ab\u30ef", "\u30ac\u30ef"),
    ("\u30cf\u30ca", "\u30d1\u30ca"),
    ("Berg", "Burg"),
    ("North", "South"),
    ("\u674e", "\u91cc"),
    ("Col 1", "Col 2"),
    ("\u0413\u043e\u0440\u0430", "\u0420\u0435\u043a\u0430"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_look_the_same(one: str, other: str) -> None:
    assert look(one) == look(other)


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_not_seen_does_not_count(name: str) -> None:
    assert look(name) == look("Commercy")


@pytest.mark.parametrize(
    ("one", "other"), [("Commercy", "Cornmercy"), ("Lille", "LiIle"), ("Kiel", "Kie1"), ("Wasser", "VVasser"), ("Ost", "0st")]
)
def test_these_are_drawn_the_same(one: str, other: str) -> None:
    assert drawn(one) == drawn(other)
    assert len(found(a=one, b=other)) == 2


@pytest.mark.parametrize(("one", "other"), APART)
def test_these_do_not(one: str, other: str) -> None:
    assert look(one) != look(other)
    assert drawn(one) != drawn(other)


@pytest.mark.parametrize(("one", "other"), [("barn", "bam"), ("north-1", "north-l"), ("co1", "col"), ("v0rne", "vome")])
def test_ids_that_look_the_same(one: str, other: str) -> None:
    assert look_of_id(one) == look_of_id(other)


def found(**names: str) -> list[str]:
    tree = {f"assemblies/{id}/assembly.md": f"---\nname: {name}\nkind: commune\n---\n".encode() for id, name in names.items()}
    return [str(problem.message) for problem in load(tree).problems if problem.code == "lookalike-names"]


def test_each_pair_is_told_in_both_files() -> None:
    assert found(north="North", south="South") == []
    assert found(north="North", other="N\u043erth") == [
        "`North` can be taken for `N\u043erth` (other)",
        "`N\u043erth` can be taken for `North` (north)",
    ]
    assert found(north="North", n0rth="The North") == [
        "`n0rth` can be taken for `north` (North)",
        "`north` can be taken for `n0rth` (The North)",
    ]
    assert len(found(north="North", n0rth="North")) == 2
    assert len(found(a="North", b="North", c="North")) == 4
