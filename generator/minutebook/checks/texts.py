"""Checks of what a text gives away: facts that were meant and not read, nothing at all, and what a draft left to be replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from minutebook.confederation import Confederation
from minutebook.problems import Problem, Span
from minutebook.records import MinutesRecord
from minutebook.speech import N_, _, said

PLACEHOLDERS: Final = frozenset({N_("Name of a delegate"), N_("Title of the proposal"), N_("What was decided")})
"""What `minutebook new` writes for somebody to replace."""

_ODD_FENCE: Final = re.compile(r"[ \t]*(?:[-\u2010-\u2015\u2212]{2,80}|[\u2010-\u2015\u2212\u2e3a\u2e3b])[ \t]*$")
_STRAY: Final = re.compile(
    r"^(?:(?P<fields>---)[ \t]*\n\s*(?:present|draft|decisions|date|place|secretary|facilitators|eligible|starts|until|delegations)"
    r"|:::[ \t]*\n[ \t]*(?:on|outcome|votes|method))[ \t]*:(?=[ \t]|$)",
    re.MULTILINE,
)
MAX_STRAY: Final = 5
"""So many such places are told of one text."""
_FIELD: Final = re.compile(r"[ \t]*[A-Za-z][\w-]{0,40}[ \t]*:(?:[ \t]|$)")


def placeholder(text: str) -> str:
    """One of these in the language spoken now. Outside English it stands between ‹ and ›, so that it is known whatever the language."""
    there = _(text)
    return text if there == text else f"‹{there}›"


def _is_placeholder(text: str) -> bool:
    return text in PLACEHOLDERS or (text.startswith("‹") and text.endswith("›"))


def fields_are_between_three_hyphens(confederation: Confederation) -> Iterable[Problem]:
    """Minutes whose first line is nearly `---`, with a field below, have fields that were meant and are not read."""
    for record in confederation.minutes.values():
        if record.marks or record.body_line > 1:
            continue
        written = [(row, line) for row, line in enumerate(record.body.split("\n")[:40]) if line.strip()][:2]
        if len(written) < 2:
            continue
        (row, fence), (_, below) = written
        if _ODD_FENCE.match(fence) and _FIELD.match(below):
            yield Problem(
                "looks-like-facts",
                Span(record.file, row + 1, 1, row + 1, len(fence.rstrip()) + 1),
                said("fields seem to begin here, and are not read"),
                said("not exactly `---`"),
                said("write exactly three hyphens `---` from the beginning of the line, above the fields and below them"),
                record=record.id,
            )


def facts_are_where_they_are_read(confederation: Confederation) -> Iterable[Problem]:
    """Fields of minutes below a line `---` within the text, and those of a decision below a line of colons without a name, are facts that
    were meant and are not read."""
    for record in confederation.minutes.values():
        body = record.body
        for found in islice(_STRAY.finditer(body), MAX_STRAY) if "---" in body or ":::" in body else ():
            row = record.body_line + body.count("\n", 0, found.start())
            fields = found["fields"] is not None
            yield Problem(
                "looks-like-facts",
                Span(record.file, row, 1, row, len(found[0].split("\n", 1)[0].rstrip()) + 1),
                said("fields seem to begin here, and are not read")
                if fields
                else said("this looks like a decision or a statement and is not read"),
                help=said("If a field matters here, write it between two lines `---` at the top of the file as `field: value`.")
                if fields
                else said("write `::: decision` on a line of its own, from its beginning"),
                record=record.id,
            )


def minutes_say_something(confederation: Confederation) -> Iterable[Problem]:
    """Minutes without a word and without any front matter are probably a file that was begun and not written."""
    for record in confederation.minutes.values():
        if not record.body.strip() and record.body_line == 1:
            help = said("write what was discussed and decided, or remove the file")
            yield Problem("empty-record", record.span.start, said("these minutes are empty"), help=help, record=record.id)


def nothing_is_left_of_a_draft(confederation: Confederation) -> Iterable[Problem]:
    """What a draft says in place of a name, a title or a text has to be replaced."""
    for text, span, record in _written(confederation):
        if _is_placeholder(text):
            message = said("`%(text)s` was left from the draft", text=text)
            help = said("write what is meant in its place")
            yield Problem("placeholder-left", span, message, said("still to be replaced"), help, record=record)


def _written(confederation: Confederation) -> Iterator[tuple[str, Span, str]]:
    """What stands where a draft has something to be replaced: the text, its place and its record."""
    for mandate in confederation.mandates.values():
        for key, names in (("delegates", mandate.delegates), ("substitutes", mandate.substitutes)):
            yield from ((name, mandate.mark(key), mandate.id) for name in names)
    for proposal in confederation.proposals.values():
        yield proposal.title, proposal.mark("title"), proposal.id
    for minutes in confederation.minutes.values():
        yield from _decided(minutes)


def _decided(minutes: MinutesRecord) -> Iterator[tuple[str, Span, str]]:
    for decision in minutes.decisions:
        if decision.text:
            yield decision.text, decision.mark("text"), minutes.id
