"""Texts and editions: the text that is asked for, the earlier ones, and word by word what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from markupsafe import Markup, escape

from minutebook.markdown import plain
from minutebook.pages.view import Link, Prose, Site
from minutebook.records import ProposalRecord

_WORDS: Final = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_MOST_WORDS: Final = 2000


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph of both editions, with what was taken out and put in; one of them is empty where all of it is new or gone."""

    before: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class EditionView:
    """One edition. `changes` are against the edition before it; `same` says that nothing in the text changed."""

    number: int
    day: date
    by: Link | None
    text: Prose
    asked: bool
    before: int
    changes: tuple[Change, ...]


def editions(site: Site, proposal: ProposalRecord, put: date, asked: int) -> tuple[EditionView, ...]:
    """The editions up to the day of reckoning, the latest first."""
    listed: list[tuple[int, date, Link | None, str]] = [(1, put, None, proposal.body)]
    for edition in sorted(proposal.editions, key=lambda one: one.id):
        if edition.date <= site.day:
            target = f"{edition.by.target}{'#' + edition.by.part if edition.by.part else ''}" if edition.by and edition.by.target else ""
            listed.append((edition.id, edition.date, site.link(target) if target else None, edition.body))
    found = []
    for place, (number, day, by, body) in enumerate(listed):
        before = listed[place - 1] if place else None
        changed = tuple(changes(before[3], body)) if before else ()
        found.append(EditionView(number, day, by, site.prose(body, proposal), number == asked, before[0] if before else 0, changed))
    return tuple(reversed(found))


def changes(before: str, after: str) -> Iterator[Change]:
    """The paragraphs that differ, word by word; those that are the same are left out."""
    old, new = _paragraphs(before), _paragraphs(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = max(i2 - i1, j2 - j1)
        for step in range(pairs):
            first = old[i1 + step] if i1 + step < i2 else ""
            second = new[j1 + step] if j1 + step < j2 else ""
            yield _words(first, second)


def _paragraphs(text: str) -> list[str]:
    """A text's paragraphs and items, without markup."""
    parts = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)", text)
    return [words for part in parts if (words := plain(part))]


def _words(before: str, after: str) -> Change:
    """Two paragraphs with what differs between them marked."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return Change(_marked("del", before), _marked("ins", after))
    left, right = Markup(""), Markup("")
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.35:
        return Change(_marked("del", before), _marked("ins", after))
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        first, second = "".join(old[i1:i2]), "".join(new[j1:j2])
        left += escape(first) if tag == "equal" else _marked("del", first)
        right += escape(second) if tag == "equal" else _marked("ins", second)
    return Change(left, right)


def _marked(tag: str, text: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), text) if text else Markup("")
