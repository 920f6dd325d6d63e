"""What a text gives away: fields that were meant and not read, nothing at all, what a draft left; several names in one."""

from __future__ import annotations

import pytest

from minutebook.checks.texts import PLACEHOLDERS
from minutebook.commands import drafts
from minutebook.load import load

PATH = "assemblies/north/minutes/2026-03-20.md"
ASSEMBLY = {"assemblies/north/assembly.md": b"---\nname: North\nkind: commune\n---\n"}


def codes(text: str) -> list[str]:
    return [problem.code for problem in load({**ASSEMBLY, PATH: text.encode()}).problems]


@pytest.mark.parametrize("fence", ["--", "----", " ---", "\u2013\u2013\u2013", "\u2014", "\u2014-", "\u2212\u2212\u2212", "\n  ----  "])
def test_fields_below_what_is_nearly_a_line_of_three_hyphens(fence: str) -> None:
    assert codes(f"{fence}\npresent: 31\n{fence}\n\nWe met.\n") == ["looks-like-facts"]


@pytest.mark.parametrize("text", ["----\n\nWe met.\n", "-----\n- present: 31\n", "We met.\n\n----\nPresent: Ada\n", "***\nPresent: Ada\n"])
def test_a_rule_across_the_page_is_none(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "found"), [("", ["empty-record"]), ("\n \n", ["empty-record"]), ("---\npresent: 3\n---\n", []), ("x", [])]
)
def test_minutes_without_a_word(text: str, found: list[str]) -> None:
    assert codes(text) == found


def test_what_a_draft_says_is_known() -> None:
    assert {drafts.DELEGATE, drafts.TITLE} < PLACEHOLDERS


@pytest.mark.parametrize(
    ("names", "several"),
    [
        ("Anna K., Ben L.", True),
        ("[Anna K., Ben L.]", False),
        ("Anna K.; Ben L.", True),
        ("Anna et Ben", True),
        ("Anna & Ben", True),
        ("Z\u00een D. \u00fb Baran K.", True),
        ("\u0644\u064a\u0644\u0649 \u0648 \u0633\u0627\u0631\u0629", True),
        ("\u0644\u064a\u0644\u0649\u060c \u0633\u0627\u0631\u0629", True),
        ("Jos\u00e9 Ortega y Gasset", False),
        ("Anders Andersen", False),
        ("'Anna K.,'", False),
        ("Claudette Etienne", False),
    ],
)
def test_two_names_in_one(names: str, several: bool) -> None:
    assert codes(f"---\nfacilitators: {names}\n---\nx") == (["several-names"] if several else [])


@pytest.mark.parametrize(
    ("fields", "meant"),
    [
        ("outcome: accepted", "adopted"),
        ("outcome: Adopted", "adopted"),
        ("outcome: passed", "adopted"),
        ("outcome: yes", "adopted"),
        ("outcome: \u201cadopted\u201d", "adopted"),
        ("outcome: refused", "rejected"),
        ("outcome: no", "rejected"),
        ("outcome: postponed", "deferred"),
        ("outcome: withdraw", "withdrawn"),
        ("outcome: banana", ""),
        ("outcome: adopted\nmethod: unanimous", "unanimity"),
        ("outcome: adopted\nindicative: yes", "true"),
        ("outcome: adopted\nindicative: 'true'", "true"),
        ("outcome: adopted\nindicative: perhaps", ""),
        ("outcome: adopted\nvotes: for 3, against 1", "{for: 3, against: 1}"),
        ("outcome: adopted\nvotes: 3 for and 1 against", "{for: 3, against: 1}"),
        ("outcome: adopted\nvotes: for:3 against:1", "{for: 3, against: 1}"),
        ("outcome: adopted\nvotes: for 3, nobody else", ""),
        ("outcome: adopted\nvotes: {for: 3 hands}", "3"),
        ("outcome: adopted\nvotes: {for: 2-3}", ""),
    ],
)
def test_what_was_probably_meant(fields: str, meant: str) -> None:
    """Help in words: an everyday word or a slip is answered with what is to be written; nothing is read so."""
    found = load({**ASSEMBLY, PATH: f"::: decision\ntext: The well\n{fields}\n:::\n".encode()})
    (problem,) = found.problems
    assert (problem.code, problem.help) == ("wrong-value", f"write `{meant}`" if meant else "")
    assert found.minutes["north/minutes/2026-03-20"].decisions == ()
