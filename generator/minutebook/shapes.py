"""Shapes: what a field may hold. Each reads a node, tells its JSON Schema, and says itself in words.

A shape never raises for a user's mistake: it reports into the `Reading` and returns `FAILED`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol

from minutebook import everyday
from minutebook.nodes import Node, Scalar
from minutebook.problems import Problem, Span
from minutebook.speech import N_, UNSAID, Said, said, verbatim

FAILED: Final = type("Failed", (), {"__repr__": lambda self: "FAILED"})()
"""What a shape returns when the node cannot be read; the reason is among the reading's problems."""

SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_DATE: Final = re.compile(r"[12]\d{3}-\d{2}-\d{2}")
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_NUMBER: Final = re.compile(r"0|[1-9]\d{0,8}")
_SHARE: Final = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference as written, and the id it resolves to (empty until linked, or where it leads to nothing published).

    `part` is the id of a decision behind `#`.
    """

    text: str
    span: Span
    shape: RefShape
    target: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A part of a record, or a whole one, that cannot be trusted as written and is not counted.

    `part` is empty for the whole record, else for example `decisions 3`, or the field it stands in;
    `mentions` are the references under `on`, so that the proposals it may concern can say so.
    """

    record: str
    span: Span
    part: str
    mentions: tuple[str, ...]


_ITEMS: Final = {
    "members": N_("members %(number)s"), "offices": N_("offices %(number)s"), "secretaries": N_("secretaries %(number)s"),
    "delegations": N_("delegations %(number)s"), "decisions": N_("decisions %(number)s"), "statements": N_("statements %(number)s"),
    "disputes": N_("disputes %(number)s"),
}  # fmt: skip


def numbered(field: str, number: int) -> Said:
    """An item of a list in a record, by the list's field and the item's number: `decisions 3`."""
    return Said((_ITEMS[field],), {"number": number})


@dataclass(slots=True)
class Reading:
    """What one file's reading collects: problems, and items that are set aside.

    `faults` are the places of errors in the text itself: whatever they lie in cannot be trusted. They are taken
    from the list with the item that is set aside for them; what is left spoils the whole record.
    """

    record: str
    problems: list[Problem] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    faults: list[Span] = field(default_factory=list)

    def take_faults(self, span: Span, before: Span | None = None) -> bool:
        """Whether the text has errors in a span or behind it on its last line, before the next one; they are answered for from here on."""
        begins, ends = (span.line, span.column), (before.line, before.column) if before else (span.end_line + 1, 0)
        inside = [fault for fault in self.faults if begins <= (fault.line, fault.column) < ends]
        self.faults = [fault for fault in self.faults if fault not in inside]
        return bool(inside)

    def report(self, code: str, span: Span, message: Said, label: Said = UNSAID, help: Said = UNSAID) -> Any:
        """Add a problem; returns FAILED so that a shape can end with it."""
        self.problems.append(Problem(code, span, message, label, help, record=self.record))
        return FAILED

    def refuse(self, code: str, span: Span, message: Said, label: Said = UNSAID, help: Said = UNSAID) -> None:
        """Add a problem for which nothing of the record can be trusted."""
        self.report(code, span, message, label, help)
        self.faults.append(span)


class Shape(Protocol):
    """What every shape can do."""

    def takes(self, node: Node) -> bool:
        """Whether it could hold a node of this sort at all, whatever stands in it."""

    def read(self, node: Node, reading: Reading) -> Any:
        """The value of a node, or FAILED."""

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of what may be written."""

    def words(self) -> Said:
        """What may be written, in a few words for people."""


class OfScalars:
    """A shape that holds scalars alone."""

    __slots__ = ()

    def takes(self, node: Node) -> bool:
        return isinstance(node, Scalar)


def wrong(reading: Reading, node: Node, shape: Shape, code: str = "wrong-value") -> Any:
    """Report that a node cannot be held by a field of this shape."""
    words = shape.words()
    message = said("this value is not %(what)s", what=words)
    if isinstance(node, Scalar) and len(node.text) < 60:
        message = said("`%(value)s` is not %(what)s", value=node.text, what=words)
    label, help = said("expected %(what)s", what=words), UNSAID
    if isinstance(node, Scalar) and (meant := meaning_of(node, shape)):
        label = said("without quotation marks") if meant == node.text else said("did you mean `%(meant)s`?", meant=meant)
        help = said("write `%(meant)s`", meant=meant)
    return reading.report(code, node.span, message, label, help)


def meaning_of(node: Scalar, shape: Shape) -> str:
    """What was very probably meant by a value that a shape cannot hold, as it is to be written; empty where that is not clear."""
    text = node.text.strip()
    if options := _options(shape):
        return everyday.likely(text, options)
    if isinstance(shape, Flag):
        return everyday.flag(text)
    if isinstance(shape, Pattern) and shape.value is int:
        return everyday.number(text)
    return "" if isinstance(shape, OfScalars) else everyday.tally(text)


def _options(shape: Shape) -> tuple[str, ...]:
    """The words that a shape takes, also where it takes something else besides."""
    if isinstance(shape, Words):
        return shape.options
    return tuple(word for one in getattr(shape, "shapes", ()) for word in _options(one))


def is_nothing(node: Node) -> bool:
    """Whether a node is an empty value: `title:` with nothing behind it."""
    return isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Pattern(OfScalars):
    """A one-line text of a given form, converted by `value`."""

    name: Said
    regex: re.Pattern[str]
    value: Callable[[str], Any] = str
    code: str = "wrong-value"

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar) and self.regex.fullmatch(node.text):
            try:
                return self.value(node.text)
            except ValueError:
                return wrong(reading, node, self, self.code)
        return wrong(reading, node, self, self.code)

    def schema(self) -> dict[str, Any]:
        kind = "integer" if self.value is int else "string"
        return {"type": kind} | ({} if kind == "integer" else {"pattern": f"^(?:{self.regex.pattern})$"})

    def words(self) -> Said:
        return self.name


@dataclass(frozen=True, slots=True)
class Text(OfScalars):
    """Words as written. `prose` is shown as Markdown. A list of lines is not a text."""

    prose: bool = False

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar) and node.text.strip():
            return node.text.strip()
        return wrong(reading, node, self)

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}

    def words(self) -> Said:
        return said("a text (Markdown)") if self.prose else said("a text")


_NEARLY_A_DATE: Final = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}|\d{1,2}(?:\.|er|º)? (?:de )?[^\W\d_]{3,}\.? (?:de )?\d{4}")


def nearly_a_date(text: str) -> bool:
    """Whether a text is a date however it is written: 2026-5-14, 14.05.2026, 14 mai 2026."""
    return bool(_NEARLY_A_DATE.fullmatch(text.strip()))


DATE: Final = Pattern(said("a date like 2019-01-14"), _DATE, date.fromisoformat, "wrong-date")
TIME: Final = Pattern(said("a time like 18:30"), _TIME)
COUNT: Final = Pattern(said("a whole number"), _NUMBER, int)
SOME: Final = Pattern(said("a whole number from 1"), re.compile(r"[1-9]\d{0,8}"), int)
DAYS: Final = Pattern(said("a number of days, at most 9999"), re.compile(r"0|[1-9]\d{0,3}"), int)
SLUG_SHAPE: Final = Pattern(said("an id of lower-case letters a-z, digits and hyphens"), SLUG, str, "bad-id")
LANGUAGE: Final = Pattern(said("a language tag like fr or kmr"), re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"))
TEXT: Final = Text()
PROSE: Final = Text(prose=True)


@dataclass(frozen=True, slots=True)
class Words(OfScalars):
    """One of a closed list of words; `also` are other spellings, each with the word it stands for."""

    options: tuple[str, ...]
    also: tuple[tuple[str, str], ...] = ()

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar):
            word = dict(self.also).get(node.text, node.text)
            if word in self.options:
                return word
        return wrong(reading, node, self)

    def schema(self) -> dict[str, Any]:
        return {"enum": [*self.options, *(word for word, _ in self.also)]}

    def words(self) -> Said:
        *first, last = [*self.options, *(word for word, _ in self.also)]
        return said("%(first)s or %(last)s", first=", ".join(first), last=last) if first else verbatim(last)


@dataclass(frozen=True, slots=True)
class Share(OfScalars):
    """A share `a/b` of at most one, kept as written."""

    def read(self, node: Node, reading: Reading) -> Any:
        match = _SHARE.fullmatch(node.text) if isinstance(node, Scalar) else None
        if match and int(match[1]) <= int(match[2]):
            return match[0]
        return wrong(reading, node, self)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{_SHARE.pattern})$"}

    def words(self) -> Said:
        return said("a share like 3/5")


@dataclass(frozen=True, slots=True)
class Flag(OfScalars):
    """`true` or `false`, and no other word."""

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        return wrong(reading, node, self)

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def words(self) -> Said:
        return said("%(first)s or %(last)s", first="true", last="false")


@dataclass(frozen=True, slots=True)
class RefShape(OfScalars):
    """A reference to a record of one of these kinds.

    `own`: only to the same assembly's; `decision`: a decision may follow behind `#`;
    `or_name`: a plain name that leads to no record is allowed; `besides`: words that are allowed too.
    """

    kinds: tuple[str, ...]
    own: bool = False
    decision: bool = False
    or_name: bool = False
    besides: tuple[str, ...] = ()

    def read(self, node: Node, reading: Reading) -> Any:
        if not isinstance(node, Scalar) or not node.text.strip() or "\n" in node.text:
            return wrong(reading, node, self)
        if self.or_name:
            return Ref(node.text.strip(), node.span, self)
        text, _, part = node.text.strip().partition("#")
        return Ref(plain_id(text), node.span, self, part=part)

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number"]}

    def words(self) -> Said:
        id, _ = _LEADS_TO[self.kinds, self.own, self.decision]
        if self.or_name:
            return said("%(id)s, a name", id=id)
        return said("%(id)s, %(words)s", id=id, words=", ".join(f"`{word}`" for word in self.besides)) if self.besides else id

    def target(self) -> Said:
        """What the reference leads to, in a few words for people."""
        return _LEADS_TO[self.kinds, self.own, self.decision][1]


def plain_id(text: str) -> str:
    """An id, of a text that is one, or the address of a record's page, or the path of its file."""
    return text.strip("/").removeprefix("assemblies/").removesuffix(".md").removesuffix("/assembly")


_LEADS_TO: Final = {
    (("assemblies",), False, False): (said("the id of an assembly"), said("an assembly")),
    (("minutes",), False, False): (said("the id of minutes"), said("minutes")),
    (("minutes",), True, False): (said("the id of minutes of its own"), said("minutes of its own")),
    (("minutes",), False, True): (
        said("the id of minutes or of a decision in them (`DATE#id`)"), said("minutes or of a decision in them (`DATE#id`)"),
    ),
    (("minutes",), True, True): (
        said("the id of minutes of its own or of a decision in them (`DATE#id`)"),
        said("minutes of its own or of a decision in them (`DATE#id`)"),
    ),
    (("minutes", "notices"), False, False): (said("the id of minutes or a notice"), said("minutes or a notice")),
    (("mandates",), False, False): (said("the id of a mandate"), said("a mandate")),
    (("mandates",), True, False): (said("the id of a mandate of its own"), said("a mandate of its own")),
    (("proposals",), False, False): (said("the id of a proposal"), said("a proposal")),
}  # fmt: skip
"""The words for a reference and for what it leads to, by its kinds, whether they are its own, and whether a decision may follow."""
