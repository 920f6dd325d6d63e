"""What each problem means: a page for every code, and their list."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from minutebook.codes import CODES
from minutebook.explained import Code
from minutebook.markdown import plain
from minutebook.pages.speech import N_, _
from minutebook.pages.view import Link, Site, View
from minutebook.problems import Severity

PATH = "about/problems/"

GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (N_("Naming a file"), (
        "date-contradicts-name", "bad-id", "misplaced-file", "not-a-record", "bad-path", "starts-missing", "assembly-missing",
        "duplicate-id", "formerly-collision", "empty-record",
    )),
    (N_("Filling in fields"), (
        "missing-field", "unknown-field", "field-ignored", "wrong-value", "wrong-date", "date-not-iso", "duplicate-field",
        "placeholder-left", "names-nearly-equal", "lookalike-names", "several-names", "field-name", "not-in-register",
    )),
    (N_("Colons, quotation marks, blanks"), (
        "yaml-colon", "colon-missing", "colon-without-blank", "yaml-quote-open", "yaml-indentation", "tab-indentation",
        "reserved-character", "value-cut-off", "yaml-escape", "yaml-broken",
    )),
    (N_("Where the fields begin and end"), (
        "missing-front-matter", "front-matter-open", "front-matter-not-fields", "other-front-matter", "block-open", "block-not-fields",
        "unknown-block", "looks-like-facts", "block-inside",
    )),
    (N_("Recording a decision"), (
        "tally-contradicts", "tally-against-default", "votes-exceed-present", "edition-missing", "edition-unknown", "choice-mismatch",
        "decision-before-proposal", "not-earlier",
    )),
    (N_("Naming another record"), ("unknown-reference", "wrong-kind-reference", "reference-set-aside", "not-yours", "cycle")),
    (N_("Sending delegates"), (
        "mandate-elsewhere", "mandates-contradict", "granted-disagrees", "instruction-unknown", "no-decision-basis",
        "roll-without-mandate-record",
    )),
    (N_("Proposals and councils"), (
        "rule-not-yours", "withdraw-not-owner", "requires-less", "target-mismatch", "not-a-council", "not-a-member", "membership-overlap",
    )),
    (N_("Showing a picture"), (
        "picture-missing", "picture-with-blanks", "picture-without-words", "picture-unreadable", "picture-too-large", "picture-elsewhere",
    )),
    (N_("Translating"), ("translation-has-facts", "translation-orphan")),
    (N_("Saving and pasting from other programmes"), (
        "not-utf8", "hidden-in-body", "hidden-line-break", "hidden-direction", "control-character", "file-too-large", "body-too-large",
        "yaml-anchor", "yaml-alias", "yaml-merge", "yaml-tag", "yaml-directive", "yaml-several-documents", "yaml-too-large",
        "yaml-too-deep", "yaml-too-many-values",
    )),
)  # fmt: skip
"""What a secretary was doing, the commonest first, with the problems that arise there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesView(View):
    """The list of problem codes by what a secretary was doing, then the lines of the public ledger. Each row says whether it is a
    warning only."""

    groups: tuple[tuple[str, tuple[tuple[Code, bool], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView(View):
    """One problem code. `now` is how many of it there are in the records today."""

    code: Code
    wrong: str
    right: str
    now: int


def codes(site: Site) -> Iterator[CodesView]:
    """The list of codes."""
    findings = tuple(code.code for code in CODES.values() if code.severity is Severity.FINDING)
    groups = tuple(
        (_(title), tuple((_spoken(CODES[code]), CODES[code].severity is Severity.WARNING) for code in found))
        for title, found in (*GROUPS, (N_("Lines of the public ledger"), findings))
    )
    yield CodesView(
        path=PATH, title=_("Problems"), description=_("What each means, and what to do about it."),
        crumbs=(Link(_("About"), "about/"),), groups=groups,
    )  # fmt: skip


def code_pages(site: Site) -> Iterator[CodeView]:
    """The page of every code."""
    state = site.state
    now: dict[str, int] = {}
    for problem in (*state.records.problems, *state.problems, *(one.problem for one in state.ledger)):
        now[problem.code] = now.get(problem.code, 0) + 1
    crumbs = (Link(_("About"), "about/"), Link(_("Problems"), PATH))
    for code in map(_spoken, CODES.values()):
        yield CodeView(
            path=f"{PATH}{code.code}/", title=plain(code.title), description=code.why, crumbs=crumbs, code=code, wrong=visible(code.example.wrong),
            right=visible(code.example.right), now=now.get(code.code, 0),
        )  # fmt: skip


def _spoken(code: Code) -> Code:
    """A problem code with its words in the language spoken now."""
    return replace(code, title=_(code.title), why=_(code.why), fix=_(code.fix))


def visible(text: str) -> str:
    """A text with every character that cannot be seen, or would change the page, written as its number."""
    return "".join(
        char if char == "\n" or (unicodedata.category(char)[0] != "C" and unicodedata.category(char) not in ("Zl", "Zp")) else _number(char)
        for char in text
    )


def _number(char: str) -> str:
    code = ord(char)
    return f"[byte {code - 0xDC00:02X}]" if 0xDC80 <= code <= 0xDCFF else f"[U+{code:04X}]"
