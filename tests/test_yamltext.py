"""Strict YAML: everything is kept exactly as written or refused with its place, and nothing takes long."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minutebook import yamltext
from minutebook.nodes import Mapping, Node, Scalar, Sequence
from minutebook.yamlslow import SlowParser
from minutebook.yamltext import MAX_BYTES, MAX_DEPTH, MAX_VALUES, read_yaml

HOSTILE = Path(__file__).parents[2] / "shared" / "data" / "hostile"

REFUSED = [
    ("a: 1\nb: 2\na: 3\n", "duplicate-field", 3, 1),
    ('a: 1\n"a": 3\n', "duplicate-field", 2, 1),
    ("a: {b: 1, b: 2}\n", "duplicate-field", 1, 11),
    ("a: &x 1\n", "yaml-anchor", 1, 4),
    ("a: *x\n", "yaml-alias", 1, 4),
    ("a: **bold**\n", "yaml-alias", 1, 4),
    ("a:\n  <<: {b: 1}\n", "yaml-merge", 2, 3),
    ("a: !!int 1\n", "yaml-tag", 1, 4),
    ("a: ! b\n", "yaml-tag", 1, 4),
    ("a: !x!y b\n", "yaml-tag", 1, 4),
    ("a: 1\n---\nb: 2\n", "yaml-several-documents", 2, 1),
    ("a: 1\n...\nb: 2\n", "yaml-several-documents", 3, 1),
    ("%YAML 1.1\n---\na: 1\n", "yaml-directive", 1, 1),
    ("# a remark\n%FOO bar\n---\na: 1\n", "yaml-directive", 2, 1),
    ("a: b\u2028c\n", "hidden-line-break", 1, 5),
    ("a: b\u2029c\n", "hidden-line-break", 1, 5),
    ("a: b\u0085c\n", "hidden-line-break", 1, 5),
    ("a: b\rc: d\n", "hidden-line-break", 1, 5),
    ("x: é\na: b\u202ec\n", "hidden-direction", 2, 5),
    ("a: b\u2066c\n", "hidden-direction", 1, 5),
    ("a: b\x00c\n", "control-character", 1, 5),
    ("a: b\x07c\n", "control-character", 1, 5),
    ("a: b\x7fc\n", "control-character", 1, 5),
    ("\ufeffa: b\n", "control-character", 1, 1),
    ("a: b\ufeff\n", "control-character", 1, 5),
    ("a: b\ud800c\n", "control-character", 1, 5),
    ("a:\n\tb: 1\n", "tab-indentation", 2, 1),
    ("a:\n  b\n\tc\n", "tab-indentation", 3, 1),
    ("a: |\n  b\n\tc\n", "tab-indentation", 3, 1),
    ("a: [b,\n\tc]\n", "tab-indentation", 2, 1),
    ('a: "\\ud800"\n', "yaml-escape", 1, 5),
    ('a: "x\\q"\n', "yaml-escape", 1, 6),
    ('a: "\\u202e"\n', "yaml-escape", 1, 5),
    ('a: "b\n  \\L"\n', "yaml-escape", 2, 3),
    ('a: "\\0"\n', "yaml-escape", 1, 5),
    ("[a]: b\n", "field-name", 1, 1),
    ("{a: b}: c\n", "field-name", 1, 1),
    ("? [a]\n: b\n", "field-name", 1, 3),
    ("a:\n  : b\n", "field-name", 2, 3),
    ("{?a: b}\n", "field-name", 1, 3),
    ("title: We met # 3 times\n", "value-cut-off", 1, 15),
    ("- a # b\n", "value-cut-off", 1, 5),
    ("a: [b # c\n  ]\n", "value-cut-off", 1, 7),
    ("a: b\n  c # d\n", "value-cut-off", 2, 5),
    ("a: #3\n", "value-cut-off", 1, 4),
    ('a: "b"# c\n', "value-cut-off", 1, 7),
    ("a: [b,#c\n  d]\n", "value-cut-off", 1, 7),
    ("votes: {for:41, against: 3}\n", "colon-without-blank", 1, 9),
    ("title: Minutes: ordinary\n", "yaml-colon", 1, 15),
    ("title Budget\noutcome: x\n", "colon-missing", 1, 1),
    ("a: b\nc\nd: e\n", "colon-missing", 2, 1),
    ("a: 1\n  b: 2\n", "yaml-indentation", 2, 3),
    ("a:\n  b: 1\n c: 2\n", "yaml-indentation", 3, 2),
    ("a: - b\n", "yaml-indentation", 1, 4),
    ("a: @b\n", "reserved-character", 1, 4),
    ("a: `b`\n", "reserved-character", 1, 4),
    ("a: 'b\n", "yaml-quote-open", 1, 4),
    ('x: 1\na: "b\n', "yaml-quote-open", 2, 4),
    ("a: 'it's'\n", "yaml-broken", 1, 8),
    ("a: {b: 1\n", "yaml-broken", 1, 4),
    ("a: [b}\n", "yaml-broken", 1, 6),
    ("a: " + "[" * 9 + "]" * 9 + "\n", "yaml-too-deep", 1, 11),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED)
def test_refused_with_its_place(text: str, code: str, line: int, column: int) -> None:
    _, problems = read_yaml(text, "assemblies/north/assembly.md")
    assert (code, line, column) in [(p.code, p.span.line, p.span.column) for p in problems]
    assert problems[0].code == code


@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED)
def test_places_count_from_where_the_text_begins_and_do_not_mind_crlf(text: str, code: str, line: int, column: int) -> None:
    _, problems = read_yaml(text.replace("\n", "\r\n"), "f.md", line=10, column=5)
    assert problems[0].code == code
    assert (problems[0].span.line, problems[0].span.column) == (line + 9, column + (4 if line == 1 else 0))


@pytest.mark.parametrize(
    "text",
    [
        "# a remark\na: b\n  # another\nc: d\n",
        'a: "b" # c\n',
        "a: 'b # c'\n",
        "a: [b] # c\n",
        "a: {b: c} # d\n",
        "a: # c\n  - b\n",
        "a: # c\n",
        "a: b#c\n",
        "a: |\n  # not a remark\n",
        "a: |\n  b\n  \tc\n",
        "a: x://y\n",
        "a: \u200bb\u200d\n",
        "a: 2026-02-30\nb: no\nc: 01234\nd: 12:30\ne: 1e3\n",
        "--- \na: b\n",
        "",
        "# only a remark\n",
        "a: b",
    ],
)
def test_accepted(text: str) -> None:
    assert read_yaml(text, "f")[1] == ()


def test_every_scalar_stays_the_text_it_was() -> None:
    node, problems = read_yaml("a: no\nb: 0123\nc: 2026-02-30\nd: ~\ne: 1_000\nf:\ng: ''\n", "f")
    assert not problems
    assert isinstance(node, Mapping)
    said = {name.text: value for name, value in node.entries}
    assert [v.text for v in said.values() if isinstance(v, Scalar)] == ["no", "0123", "2026-02-30", "~", "1_000", "", ""]
    assert [v.plain for v in said.values() if isinstance(v, Scalar)] == [True] * 6 + [False]


def test_spans() -> None:
    node, _ = read_yaml("a: é b\nc:\n  - {d: e}\n  - |\n    f\n    g\n\nh: [\n  i]\n", "f", line=2)
    assert isinstance(node, Mapping)
    values = {name.text: value for name, value in node.entries}
    assert node.span[1:] == (2, 1, 10, 5)
    assert values["a"].span[1:] == (2, 4, 2, 7)
    listed = values["c"]
    assert isinstance(listed, Sequence)
    assert listed.span[1:] == (4, 3, 7, 6)
    assert [item.span[1:] for item in listed.items] == [(4, 5, 4, 11), (5, 5, 7, 6)]
    assert values["h"].span[1:] == (9, 4, 10, 5)


def test_several_problems_at_once() -> None:
    node, problems = read_yaml("a: b # c\nd: &e f\nd: 2\ng: h\u202ei\n", "f")
    assert [p.code for p in problems] == ["value-cut-off", "yaml-anchor", "duplicate-field", "hidden-direction"]
    assert node is not None
    assert problems[2].related[0].span[1:3] == (2, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 40_000, "yaml-too-deep"),
        ("a: " + "[ " * 30_000, "yaml-too-deep"),
        ("- " * 30_000, "yaml-too-deep"),
        ("? " * 30_000, "yaml-too-deep"),
        ("{a: " * 4_000, "yaml-too-deep"),
        ("{a: " * 16_000, "yaml-too-many-values"),
        ("- [\n" * 16_000, "yaml-too-many-values"),
        ("[]," * 20_000, "yaml-too-many-values"),
        ("- a\n" * 16_000, "yaml-too-many-values"),
        ("a: " + "b" * MAX_BYTES, "yaml-too-large"),
        ("a: " + "é" * (MAX_BYTES // 2), "yaml-too-large"),
    ],
)
def test_limits_hold_and_nothing_takes_long(text: str, code: str) -> None:
    begun = time.perf_counter()
    node, problems = read_yaml(text, "f")
    assert time.perf_counter() - begun < 1
    assert node is None
    assert code in [problem.code for problem in problems]


def test_what_lies_within_the_limits_is_read() -> None:
    assert read_yaml("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1), "f")[1] == ()
    assert read_yaml("- a\n" * (MAX_VALUES - 1), "f")[1] == ()
    assert read_yaml("a: |\n  " + "[" * 60 + "\n", "f")[1] == ()


def shown(node: Node | None) -> list[str]:
    if node is None:
        return []
    if isinstance(node, Scalar):
        return [f"=VAL {':' if node.plain else '?'}{node.text}"]
    if isinstance(node, Sequence):
        return ["+SEQ", *(line for item in node.items for line in shown(item)), "-SEQ"]
    inside = [line for entry in node.entries for part in entry for line in shown(part)]
    return ["+MAP", *inside, "-MAP"]


ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "\\": "\\"}


def expected(events: str) -> list[str]:
    """The test suite's events in the form of `shown`."""
    out = []
    for line in events.split("\n"):
        if line.startswith(("+MAP", "+SEQ", "-MAP", "-SEQ")):
            out.append(line[:4])
        elif value := re.match(r"=VAL (?:&\S+ )?(?:<[^>]*> )?(.)(.*)$", line, re.DOTALL):
            text = re.sub(r"\\([ntrb\\])", lambda found: ESCAPED[found[1]], value[2])
            out.append(f"=VAL {':' if value[1] == ':' else '?'}{text}")
    return out


def hostile(name: str) -> Any:
    path = HOSTILE / name
    if not path.is_file():
        pytest.skip(f"the hostile texts do not lie beside the repository ({path})")
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("parser", ["fast", "slow"])
def test_the_yaml_test_suite_is_kept_exactly_or_refused(parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = hostile("yaml-test-suite/cases.json")
    if parser == "slow":
        monkeypatch.setattr(yamltext, "EventParser", SlowParser)
    kept = 0
    for case in cases:
        node, problems = read_yaml(case["yaml"], "f")
        assert all(problem.span.line >= 1 and problem.span.column >= 1 for problem in problems)
        if not problems and not case["must_fail"]:
            assert shown(node) == expected(case["events"]), case["id"]
            kept += 1
    assert kept > 140


@pytest.mark.parametrize(
    "form",
    [
        lambda text: "a: " + text,
        lambda text: "a: '" + text.replace("'", "''") + "'",
        lambda text: "a: " + json.dumps(text, ensure_ascii=False),
        lambda text: "a: |2-\n  " + text.replace("\n", "\n  "),
        lambda text: f"- {text}",
    ],
    ids=["plain", "single", "double", "block", "list"],
)
def test_naughty_strings_are_kept_exactly_or_refused(form: Any) -> None:
    for text in hostile("blns/blns.json"):
        node, problems = read_yaml(form(text), "f")
        if problems or node is None:
            continue
        value = node.entries[0][1] if isinstance(node, Mapping) else node
        if isinstance(value, Scalar) and (not value.plain or form("x") == "a: x"):
            written = form(text)
            if written == f"a: {text}" and not value.plain:
                continue  # the naughty string is itself quoted YAML
            assert value.text == (text.strip(" \t") if value.plain else text)


def slow(text: str) -> tuple[Node | None, list[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamltext, "EventParser", SlowParser)
        node, problems = read_yaml(text, "f")
    return node, [problem.code for problem in problems]


@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED)
def test_without_the_c_parser_the_same_texts_are_refused(text: str, code: str, line: int, column: int) -> None:
    assert slow(text)[1]


def test_without_the_c_parser_the_same_nodes_are_read() -> None:
    text = "a: é b\nc:\n  - {d: e}\n  - |\n    f\n    g\n\nh: [\n  i]\nj: 'k'\nl:\n"
    assert slow(text) == (read_yaml(text, "f")[0], [])


pieces = st.sampled_from(
    [*"abc:-?[]{},#&*!|>'\"%@` \n\t", ": ", "- ", " #", "\n  ", "\r\n", "\u2028", "\\u", "é", "<<: ", "---\n", "\ud800"]
)


@given(st.lists(pieces, max_size=40).map("".join))
def test_any_text_gives_a_node_or_located_problems(text: str) -> None:
    node, problems = read_yaml(text, "f")
    lines = text.count("\n") + 2
    assert all(1 <= problem.span.line <= lines and problem.span.column >= 1 for problem in problems)
    if node is None and not problems:
        bare = [line.split("#")[0].strip(" \t\r") for line in text.split("\n")]
        assert all(line in ("", "---", "...") for line in bare)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60))
def test_quoted_text_is_kept_or_refused(text: str) -> None:
    written = yaml.dump({"a": text}, allow_unicode=True)
    node, problems = read_yaml(written, "f")
    if not problems:
        assert isinstance(node, Mapping)
        value = node.get("a")
        assert isinstance(value, Scalar)
        assert value.text == text


@pytest.mark.parametrize(
    ("text", "line", "help"),
    [
        ("title: x\ndraft:true\n", 2, "write `draft: true`"),
        ("draft:true\ntitle: x\n", 1, "write `draft: true`"),
        ("decisions:\n  - on:water\n    outcome: adopted\n", 2, "write `on: water`"),
        ("votes:\n  for:3\n  against: 1\n", 2, "write `for: 3`"),
    ],
)
def test_a_colon_without_its_blank_is_told_as_that(text: str, line: int, help: str) -> None:
    node, (problem,) = read_yaml(text, "x.md")
    assert (node, problem.code, problem.span.line, problem.help) == (None, "colon-without-blank", line, help)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: \u201cMinutes: ordinary\u201d\n", "curly mark \u201c"),
        ("title: \u2018Minutes: ordinary\u2019\n", "curly mark \u2018"),
        ("votes: for: 3, against: 1\n", "`votes: {for: 3, against: 1}`"),
        ("title: Minutes: ordinary\n", ""),
    ],
)
def test_help_with_a_colon_in_a_value(text: str, words: str) -> None:
    _, (problem,) = read_yaml(text, "x.md")
    assert problem.code == "yaml-colon"
    assert words in problem.help
    assert bool(words) is bool(problem.help)
