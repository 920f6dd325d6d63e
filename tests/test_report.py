"""Reporters: the shape people read, and the forms programmes read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.codes import CODES
from minutebook.problems import Problem, Related, Span, whole_file
from minutebook.report import report

FILE = "assemblies/north/minutes/2026-03-02.md"
OTHER = "assemblies/north/mandates/m-014.md"


def problem(line: int, column: int, end: int, label: str = "", **more: Any) -> Problem:
    span = Span(FILE, line, column, line, end)
    return Problem("departed", span, "the position is not the instructed one", label=label, **more)


def text_of(source: str, *problems: Problem) -> list[str]:
    return report(problems, {FILE: source.encode()}, "text").split("\n")


def test_the_shape() -> None:
    shown = problem(
        3,
        12,
        17,
        "ended 2026-02-28",
        related=(Related(Span(OTHER, 5, 1, 5, 2), ""), Related(Span(OTHER, 7, 1, 7, 2), "granted here")),
        help="renew the mandate, or record the position as indicative",
    )
    assert report([shown], {FILE: b"---\na: b\n  mandate: m-014\n---\n"}, "text") == (
        "finding[departed]: the position is not the instructed one\n"
        "  assemblies/north/minutes/2026-03-02.md:3:12\n"
        "   3 |   mandate: m-014\n"
        "     |            ^^^^^ ended 2026-02-28 (assemblies/north/mandates/m-014.md:5)\n"
        "   = see: granted here (assemblies/north/mandates/m-014.md:7)\n"
        "   = help: renew the mandate, or record the position as indicative\n"
        "\n"
        "1 finding in 1 file\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "carets"),
    [
        ("on: call", 5, 9, "on: call", "    ^^^^"),
        ("title: 会議 x", 8, 10, "title: 会議 x", "       ^^^^"),
        ("title: 会議 x", 11, 12, "title: 会議 x", "            ^"),
        ("a: e\u0301e\u0301 b", 7, 8, "a: e\u0301e\u0301 b", "   " + "  " + "^"),
        ("a:\tb", 4, 5, "a:  b", "    ^"),
        ("a: \x1b[31mb", 4, 5, "a: <U+001B>[31mb", "   ^^^^^^^^"),
        ("a: b\u202ec", 5, 6, "a: b<U+202E>c", "    ^^^^^^^^"),
        ("on:", 4, 4, "on:", "   ^"),
        ("on: x", 5, 99, "on: x", "    ^"),
        ("עברית: x", 1, 6, "עברית: x", "^ «עברית»"),
    ],
)
def test_carets_stand_under_the_place(line: str, column: int, end: int, shown: str, carets: str) -> None:
    assert text_of(line, problem(1, column, end))[2:4] == [f"   1 | {shown}", f"     | {carets}"]


def test_a_long_line_is_cut_around_the_place() -> None:
    _, _, line, carets, *_ = text_of("a" * 300 + "here" + "b" * 300, problem(1, 301, 305))
    begin = carets.index("^")
    assert line[begin : begin + 4] == "here"
    assert carets[begin:] == "^^^^"
    assert len(line) < 140
    assert line.endswith("…")


def test_order_and_summary() -> None:
    problems = [
        Problem("missing-field", Span("b.md", 1, 1, 1, 1), "x"),
        Problem("field-ignored", Span("a.md", 10, 1, 10, 2), "x"),
        Problem("departed", Span("a.md", 9, 4, 9, 5), "x"),
        Problem("missing-field", Span("a.md", 9, 3, 9, 5), "x"),
    ]
    lines = report(problems, {}, "text").split("\n")
    places = [line.strip() for line in lines if line.startswith("  ") and ".md:" in line]
    assert places == ["a.md:9:3", "a.md:9:4", "a.md:10:1", "b.md:1:1"]
    assert lines[-2] == "2 errors, 1 warning, 1 finding in 2 files"
    assert report([], {}, "text") == "no problems\n"


def test_a_whole_file_has_no_excerpt_and_the_code_advises() -> None:
    shown = report([Problem("missing-field", whole_file(FILE), "`name` is missing")], {FILE: b"x"}, "text")
    assert shown.split("\n")[1:3] == [f"  {FILE}:1:1", f"   = help: {CODES['missing-field'].fix}"]


def test_color_only_when_asked_for() -> None:
    assert "\x1b[" in report([problem(1, 1, 2)], {FILE: b"x"}, "text", color=True)
    assert "\x1b" not in report([problem(1, 1, 2)], {FILE: b"x"}, "text")


def test_github_commands_are_escaped() -> None:
    strange = Problem("departed", Span("a,b:c%.md", 2, 3, 2, 5), "100 %\r\n::error::x", help="do")
    assert report([strange], {}, "github") == (
        "::notice file=a%2Cb%3Ac%25.md,line=2,endLine=2,col=3,endColumn=5,title=finding[departed]"
        "::100 %25<U+000D><U+000A>::error::x%0Ahelp: do\n"
    )


def test_json() -> None:
    said = json.loads(report([problem(1, 1, 2, related=(Related(whole_file(OTHER), "there"),))], {}, "json"))
    assert said["summary"] == {"errors": 0, "warnings": 0, "findings": 1}
    [row] = said["problems"]
    assert (row["code"], row["severity"], row["file"], row["line"], row["end_column"], row["assembly"]) == (
        "departed",
        "finding",
        FILE,
        1,
        2,
        "north",
    )
    assert row["related"][0]["file"] == OTHER


def test_sarif() -> None:
    spaced = Problem("missing-field", whole_file("assemblies/a b/ü.md"), "x", related=(Related(whole_file(OTHER), ""),))
    said = json.loads(report([spaced, problem(3, 5, 4)], {}, "sarif"))
    assert said["version"] == "2.1.0"
    [run] = said["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning", "note"}
    first, second = run["results"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "missing-field"
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "assemblies/a%20b/%C3%BC.md"
    assert first["relatedLocations"][0]["message"]["text"]
    assert second["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 5,
        "endLine": 3,
        "endColumn": 5,
    }


@given(st.text(max_size=80), st.integers(1, 90), st.integers(0, 90), st.text(max_size=20))
def test_nothing_that_a_terminal_obeys_is_ever_written(line: str, column: int, width: int, words: str) -> None:
    span = Span(words, 1, column, 1, column + width)
    shown = Problem("departed", span, words, label=words, help=words, related=(Related(span, words),))
    for form in ("text", "json", "github", "sarif"):
        out = report([shown], {words: line.encode("utf-8", "replace")}, form)
        assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in out if char != "\n")
        assert not any(char in out for char in "\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067\u2068\ufeff")
        out.encode("utf-8")
