"""What each problem means: a page for every code, and their list."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minutebook.codes import CODES
from minutebook.explained import Code
from minutebook.pages.speech import _
from minutebook.pages.view import Link, Site, View

PATH = "about/problems/"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesView(View):
    """The list of problem codes, by how much they weigh."""

    groups: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView(View):
    """One problem code. `now` is how many of it there are in the records today."""

    code: Code
    wrong: str
    right: str
    now: int


def codes(site: Site) -> Iterator[CodesView]:
    """The list of codes."""
    found: dict[str, list[tuple[Link, str]]] = {"error": [], "warning": [], "finding": []}
    for code in CODES.values():
        found[code.severity.value].append((Link(code.code, f"{PATH}{code.code}/"), _(code.title)))
    groups = tuple((severity, tuple(rows)) for severity, rows in found.items())
    yield CodesView(
        path=PATH, title=_("Problems and findings"), description=_("What each means, and what to do about it."),
        crumbs=(Link(_("About"), "about/"),), groups=groups,
    )  # fmt: skip


def code_pages(site: Site) -> Iterator[CodeView]:
    """The page of every code."""
    state = site.state
    now: dict[str, int] = {}
    for problem in (*state.records.problems, *state.problems, *(one.problem for one in state.ledger)):
        now[problem.code] = now.get(problem.code, 0) + 1
    crumbs = (Link(_("About"), "about/"), Link(_("Problems and findings"), PATH))
    for row in CODES.values():
        code = replace(row, title=_(row.title), why=_(row.why), fix=_(row.fix))
        yield CodeView(
            path=f"{PATH}{code.code}/", title=code.title, description=code.why, crumbs=crumbs, code=code, wrong=visible(code.example.wrong),
            right=visible(code.example.right), now=now.get(code.code, 0),
        )  # fmt: skip


def visible(text: str) -> str:
    """A text with every character that cannot be seen, or would change the page, written as its number."""
    return "".join(
        char if char == "\n" or (unicodedata.category(char)[0] != "C" and unicodedata.category(char) not in ("Zl", "Zp")) else _number(char)
        for char in text
    )


def _number(char: str) -> str:
    code = ord(char)
    return f"[byte {code - 0xDC00:02X}]" if 0xDC80 <= code <= 0xDCFF else f"[U+{code:04X}]"
