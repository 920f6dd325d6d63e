"""Files: front matter, blocks, heading; whatever the bytes are, a document and located problems come out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.codes import CODES, nearest, severity_of
from minutebook.document import MAX_FILE, Document, read_document, spoilt
from minutebook.explained import Code, reading
from minutebook.markdown import render
from minutebook.nodes import Mapping, Scalar
from minutebook.problems import Severity

MINUTES = Path(__file__).parents[2] / "shared" / "data" / "minutes"
FILE = "assemblies/north/minutes/2019-01-14.md"
TOO_BIG_TO_WRITE_OUT = {"file-too-large", "body-too-large", "yaml-too-large", "yaml-too-many-values"}


def read(text: str) -> Document:
    return read_document(FILE, text.encode())


def fields(node: Mapping | None) -> dict[str, str]:
    return {name.text: value.text for name, value in node.entries if isinstance(value, Scalar)} if node else {}


def places(document: Document) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.span.line, problem.span.column) for problem in document.problems]


@pytest.mark.parametrize(
    ("text", "front", "body", "line"),
    [
        ("---\ntitle: x\n---\nbody\n", {"title": "x"}, "body\n", 4),
        ("---\ntitle: x\n...\nbody", {"title": "x"}, "body", 4),
        ("---  \r\ntitle: x\r\n--- \r\nbody\r\n", {"title": "x"}, "body\n", 4),
        ("\ufeff---\ntitle: x\n---\nbody", {"title": "x"}, "body", 4),
        ("\n\n---\ntitle: x\n---\nbody", {"title": "x"}, "body", 6),
        ("---\n{title: x}\n---\n", {"title": "x"}, "", 4),
        ("---\n---\nbody", {}, "body", 3),
        ("---\n# Minutes\n\nprose\n---\nmore", {}, "---\n# Minutes\n\nprose\n---\nmore", 1),
        ("---\nWe met.\n---\n", {}, "---\nWe met.\n---\n", 1),
        ("---\n\nWe met.\n", {}, "---\n\nWe met.\n", 1),
        ("We met.\n---\n", {}, "We met.\n---\n", 1),
        ("---", {}, "---", 1),
        ("", {}, "", 1),
    ],
)
def test_front_matter_and_body(text: str, front: dict[str, str], body: str, line: int) -> None:
    document = read(text)
    assert (fields(document.front), document.body, document.body_line) == (front, body, line)
    assert document.problems == ()


@pytest.mark.parametrize(
    ("text", "found", "body"),
    [
        ("---\ntitle: x\nWe met.\n", ("front-matter-open", 1, 1), ""),
        ("title: x\ndecisions:\n  - on: y\n---\nbody", ("front-matter-open", 1, 1), "body"),
        ("---\n- title: x\n---\nbody", ("front-matter-not-fields", 2, 1), "body"),
        ("\n---\ntitle: a: b\n---\nbody", ("yaml-colon", 3, 9), "body"),
        ("+++\ntitle = 'x'\n+++\nbody", ("other-front-matter", 1, 1), "body"),
        ("<!-- TITLE: AG -->\n<!-- SUBTITLE: x -->\nbody", ("other-front-matter", 1, 1), "body"),
        ("body\x07\n", ("hidden-in-body", 1, 5), "body\x07\n"),
        ("---\na: b\n---\nbody\n41 \u202efor\n", ("hidden-in-body", 5, 4), "body\n41 \u202efor\n"),
        ("one\rtwo\n", ("hidden-line-break", 1, 4), "one\rtwo\n"),
        ("x" * (MAX_FILE + 1), ("file-too-large", 1, 1), ""),
        ("a\n" * 12_000, ("body-too-large", 1, 1), "a\n" * 12_000),
    ],
)
def test_what_is_wrong_with_a_file(text: str, found: tuple[str, int, int], body: str) -> None:
    document = read(text)
    assert places(document) == [found]
    assert document.body == body


def test_a_comment_that_holds_no_fields_stays_in_the_body() -> None:
    assert read("<!-- a remark -->\nbody").body == "<!-- a remark -->\nbody"


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"caf\xe9", 1, 4),
        ("é\nü".encode() + b"\xff", 2, 2),
        ("Minutes".encode("utf-16"), 1, 1),
        (b"\xed\xa0\x80", 1, 1),
        ("---\npresent: 20\n".encode("utf-16-le"), 1, 1),
        ("Minutes".encode("utf-16-be"), 1, 1),
    ],
)
def test_bytes_that_are_no_text(data: bytes, line: int, column: int) -> None:
    document = read_document(FILE, data)
    assert places(document) == [("not-utf8", line, column)]
    assert (document.front, document.body, document.blocks) == (None, "", ())


@pytest.mark.parametrize(
    ("text", "line", "column", "meant"),
    [
        ("---\npresent: 54\nplace:\u00a0the mill\n---\n", 3, 7, "place: the mill"),
        ("---\npresent:\u202f54\nplace\u00a0: the mill\n---\n", 2, 9, "present: 54"),
        ("---\nplace:\u00a0the mill\n---\n", 2, 7, "place: the mill"),
        ("# A\n\n::: decision\non: water\noutcome: \u00a0adopted: yes\n:::\n", 5, 10, "outcome: adopted: yes"),
        ("# A\n\n::: decision\noutcome:\u00a0adopted\n:::\n", 4, 9, "outcome: adopted"),
    ],
)
def test_a_blank_that_is_none_is_named(text: str, line: int, column: int, meant: str) -> None:
    document = read(text)
    assert places(document) == [("colon-without-blank", line, column)]
    (problem,) = document.problems
    assert "no-break space" in str(problem.message)
    assert str(problem.help) == f"write `{meant}`"


def test_fields_may_be_indented_as_far_as_each_other() -> None:
    """Whoever takes away the sign # of a comment and leaves the blank behind it."""
    document = read("---\n# The place\n place: the mill\n\n# How many\n present: 54\n---\n# Minutes\n")
    assert document.front
    assert [key.text for key, _value in document.front.entries] == ["place", "present"]
    assert places(document) == []
    assert document.front.entries[0][0].span[1:3] == (3, 2)
    prose = read("---\nWe met at the mill.\n  present: nearly all\n---\n")
    assert prose.front is None


BODY = """---
title: General assembly
---
# The *call*, line `by` line

We went through it.
::: decision
on: council/call
outcome: adopted
:::

- an item
  ::: decision
  on: in-a-list
  :::
- another
::: statement
said: out of the list
:::

> quoted
> ::: decision
> on: in-a-quote
> :::

```
::: decision
on: in-code
:::
```

    ::: decision
    on: in-indented-code
    :::

<!--
::: decision
on: commented-out
:::
-->

:::: decision
text: |
  a line
  :::
outcome: noted
::::
::: warning
another tool's
:::
"""


def test_blocks_are_read_at_the_top_level_alone() -> None:
    document = read(BODY)
    assert [(block.name, block.index, fields(block.fields)) for block in document.blocks] == [
        ("decision", 0, {"on": "council/call", "outcome": "adopted"}),
        ("statement", 1, {"said": "out of the list"}),
        ("decision", 2, {"text": "a line\n:::\n", "outcome": "noted"}),
    ]
    assert [block.span[1:] for block in document.blocks] == [(7, 1, 10, 4), (17, 1, 19, 4), (42, 1, 47, 5)]
    assert document.blocks[0].fields.entries[0][1].span[1:] == (8, 5, 8, 17)
    assert places(document) == [
        ("block-inside", 13, 3),
        ("block-inside", 22, 3),
        ("looks-like-facts", 32, 5),
        ("looks-like-facts", 37, 1),
    ]
    assert document.heading == "The call, line by line"


def test_what_is_read_as_a_block_is_shown_as_a_card_and_nothing_else_is() -> None:
    html = render(read(BODY).body, cards=["<i>0</i>", "", "<i>2</i>"])
    assert [html.count(f"<i>{number}</i>") for number in range(3)] == [1, 0, 1]
    assert all(word in html for word in ("in-a-list", "in-a-quote", "in-code", "in-indented-code"))
    assert not any(word in html for word in ("council/call", "commented-out", "a line"))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("::: decison", "unknown-block"),
        (":::decisions", "unknown-block"),
        ("::: Decision", "unknown-block"),
        ("::: décision", "unknown-block"),
        ("::: statment", "unknown-block"),
        ("::: decision {.x}", "unknown-block"),
        ("::: warning", None),
        ("::: note", None),
        (":::", None),
        ("::: {.callout}", None),
        (":: decision", "looks-like-facts"),
        (":: decision Water", "looks-like-facts"),
        (": : : decision", "looks-like-facts"),
        ("\uff1a\uff1a\uff1a decision", "looks-like-facts"),
        ("std:: decisive", None),
        ("Agenda: decision", None),
        ("We spoke of a block ::: decision and others", None),
    ],
)
def test_near_misses(line: str, found: str | None) -> None:
    assert places(read(f"# Minutes\n\n{line}\non: call\n:::\n")) == ([(found, 3, 1)] if found else [])


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("We said yes. ::: decision\non: call\n:::\n", [("looks-like-facts", 3, 14)]),
        ("> :: decision\n", [("looks-like-facts", 3, 3)]),
        ("```\n:: decision\n    ::: decision\n```\n", []),
        ("::: decision\ntext: one\nx-note: 'Not a\n  ::: decision'\n:::\n", []),
        ("<!-- outside of these arrows:\n::: decision\nvotes: {for: 41, against: 3, abstain: 10}\n:::\n-->\n", []),
        ("<!-- outside of these arrows:\n::: decision\nvotes: {for: 12, against: 0}\n:::\n-->\n", [("looks-like-facts", 4, 1)]),
        ("<!-- never closed\n\n::: decision\ntext: one\n:::\n", []),
    ],
)
def test_what_is_like_a_block_and_is_none(body: str, found: list[tuple[str, int, int]]) -> None:
    """Told wherever a line like a block's first is not read as one, but in fenced code and in the example of a draft."""
    assert places(read(f"# Minutes\n\n{body}")) == found


@pytest.mark.parametrize(
    "text",
    [
        "---\ndraft:true\n---\nWe met.\n",
        "---\ndraft:true\npresent:31\n---\nWe met.\n",
        "::: decision\non:water\n:::\n",
        "::: decision\non:water\noutcome:adopted\n:::\n",
    ],
)
def test_fields_without_blanks_after_their_colons_are_no_prose(text: str) -> None:
    assert places(read(text)) == [("colon-without-blank", 2, 1)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x14\x00\xff", "Word"),
        (b"%PDF-1.7\n\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"ab\x00\xff", "no text"),
        (b"R\xe9union", "the byte 0xE9"),
    ],
)
def test_a_file_that_is_no_text_is_told_as_that(data: bytes, words: str) -> None:
    (problem,) = read_document(FILE, data).problems
    assert problem.code == "not-utf8"
    assert words in problem.message


@pytest.mark.parametrize("text", [":" * 190_000, ": " * 95_000, "<!--\n" * 9_000 + "::: decision\n", ":: decision\n" * 9_000])
def test_looking_for_lines_like_blocks_takes_no_long(text: str) -> None:
    begun = time.perf_counter()
    read(text)
    assert time.perf_counter() - begun < 2


def test_an_unclosed_block_is_an_error_and_stays_visible() -> None:
    text = "a\n\n::: decision\non: one\n\n::: decision\non: two\n:::\n\n::: statement\nsaid: three\n"
    document = read(text)
    assert places(document) == [("block-open", 3, 1), ("block-open", 10, 1)]
    assert [fields(block.fields) for block in document.blocks] == [{"on": "two"}]
    assert "on: one" in render(document.body, cards=[""])


def test_a_faulty_block_keeps_its_place_and_spoils_itself_alone() -> None:
    document = read("::: decision\non: *x\n:::\n\n::: decision\n:::\n\n::: decision\non: y\n:::\n")
    assert places(document) == [("yaml-alias", 2, 5), ("block-not-fields", 5, 1)]
    assert [block.index for block in document.blocks] == [0, 1, 2]
    assert [spoilt(block.fields, document.problems) for block in document.blocks] == [True, True, False]


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("# One\n# Two\n", "One"),
        ("```\n# no\n```\n\n## yes ##\n", "yes"),
        ("~~~\n# no\n", None),
        ("    # no\n\nYes\n===\n", "Yes"),
        ("- # in a list\n\n# top\n", "top"),
        ("> # quoted\n\n# top\n", "top"),
        ("- item\n---\n\n# top\n", "top"),
        ("First\nheading\n---\n", "First heading"),
        ("#no\n#\n# [yes][1] & **no** <b>\n\n[1]: x\n", "yes & no <b>"),
        ("<!--\n# no\n-->\n# yes\n", "yes"),
        ("![A house](x.png) # no\n\n# ![yes](y.png)\n", "yes"),
        ("no heading", None),
        ("a | b\n--|--\n1 | 2\n", None),
    ],
)
def test_the_first_heading(body: str, heading: str | None) -> None:
    assert read(body).heading == heading
    assert read(body + "\n::: note\n").heading == heading


@pytest.mark.parametrize("row", reading.ROWS, ids=lambda row: row.code)
def test_the_examples_of_reading_show_exactly_their_problem(row: Code) -> None:
    def found(text: str) -> list[str]:
        return [problem.code for problem in read_document(FILE, text.encode("utf-8", "surrogateescape")).problems]

    assert found(row.example.wrong) == ([] if row.code in TOO_BIG_TO_WRITE_OUT else [row.code])
    assert found(row.example.right) == []


def test_every_code_is_explained() -> None:
    for code, row in CODES.items():
        assert code == row.code
        assert all((row.title, row.why, row.fix, row.example.wrong, row.example.right)), code
        assert row.title[0].isupper() or row.title[0] in "`&"
        assert not row.title.endswith("."), code
        assert row.why.endswith("."), code
        assert row.fix.endswith("."), code
        assert row.example.wrong != row.example.right
        assert code == code.lower()
        assert severity_of(code) in Severity


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("decisons", "decisions"),
        ("Outcome", "outcome"),
        ("outcmoe", "outcome"),
        ("moved-to", "moved_to"),
        ("movedTo", "moved_to"),
        ("dat", "date"),
        ("no", None),
        ("tittle", "title"),
        *(
            (word, None)
            for word in ["layout", "author", "tags", "keywords", "lang", "subject", "categories", "order", "tab", "breaks", "private"]
        ),
        ("", None),
    ],
)
def test_nearest(word: str, meant: str | None) -> None:
    known = "decisions outcome moved_to date on title language languages place present statements topics text under agenda"
    assert nearest(word, known.split()) == meant


def real_minutes() -> list[Path]:
    if not MINUTES.is_dir():
        pytest.skip(f"the real minutes do not lie beside the repository ({MINUTES})")
    return sorted(MINUTES.rglob("*.md"))


def test_real_minutes_are_read_without_an_error_and_shown_in_time() -> None:
    for path in real_minutes():
        document = read_document(FILE, path.read_bytes())
        assert [p for p in document.problems if severity_of(p.code) is Severity.ERROR] == [], path
        begun = time.perf_counter()
        html = render(document.body)
        assert time.perf_counter() - begun < 1, path
        assert html or not document.body.strip(), path


parts = st.sampled_from(
    [
        "---\n",
        "+++\n",
        "::: decision\n",
        ":::\n",
        "::: decison\n",
        "on: x\n",
        "# H\n",
        "> ",
        "- ",
        "```\n",
        "<!--",
        "-->",
        "a: b # c\n",
        "\r",
        "\n",
        "\ufeff",
        "\u2028",
        "\x00",
        "é",
        "[",
        "|a|b|\n|-|-|\n",
        "    ",
        "\t",
        ": ",
        "&x",
    ]
)


@given(st.lists(parts, max_size=30).map("".join))
def test_any_text_gives_a_document_and_its_blocks_are_what_is_shown(text: str) -> None:
    document = read(text)
    assert all(p.span.line >= 1 and p.span.column >= 1 for p in document.problems)
    assert all(p.code in CODES for p in document.problems)
    html = render(document.body, cards=[f"<!--card {block.index}-->" for block in document.blocks])
    assert [html.count(f"<!--card {block.index}-->") for block in document.blocks] == [1] * len(document.blocks)
    assert 'class="mb-source"' not in html


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document(data: bytes) -> None:
    document = read_document(FILE, data)
    assert all(problem.span.file == FILE for problem in document.problems)
