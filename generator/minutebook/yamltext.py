"""Strict YAML: from text to located nodes.

Every scalar stays the text it was written as. What one reader of a record could take otherwise than another
(duplicate fields, anchors, merge keys, tags, hidden line breaks, values cut off by `#`) is refused with its place.
`yamlfaults` says how; this module walks the parser's events.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from minutebook import yamlfaults
from minutebook.hidden import without_hidden
from minutebook.nodes import Mapping, Node, Scalar, Sequence
from minutebook.problems import Problem, Related, Span
from minutebook.speech import Said, said
from minutebook.yamlfaults import Source

MAX_BYTES = 64 * 1024
MAX_DEPTH = 8
MAX_VALUES = 5_000
MAX_PROBLEMS = 50
TOO_DEEP = said("lists and fields stand more than %(most)s levels deep", most=MAX_DEPTH)
TOO_MANY = said("the fields hold more than %(most)s values", most=f"{MAX_VALUES:,}")

_MANY_OPENERS = re.compile(r"(?:[\[{]\s*){64}")
_TAB_INDENT = re.compile(r"^ *\t[ \t]*[^ \t\r\n#]", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*%")


def _event_parser() -> Callable[[str], Any]:
    """PyYAML's C parser, or where that is missing its slow one: both give the same events."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        from minutebook.yamlslow import SlowParser

        return SlowParser
    return CParser


EventParser = _event_parser()
Read = tuple[Node | None, tuple[Problem, ...]]


def read_yaml(text: str, file: str, line: int = 1, column: int = 1) -> Read:
    """The node written in `text`, which begins at `line` and `column` of `file`, and all that is wrong with it.

    Text that cannot be read as a whole (broken, too large, too deep) gives no node. Otherwise the node is given
    even if there are problems, so that an error in one decision can set aside that decision alone: whoever uses
    the node must set aside each part in which an error lies (`document.spoilt` tells).
    """
    if not text.endswith("\n"):
        text += "\n"
    source = Source(text, file, line, column)
    refused = _limits(source)
    if refused:
        return None, (refused,)
    problems = list(yamlfaults.hidden_characters(source, MAX_PROBLEMS))
    faulty_lines = {problem.span.line for problem in problems}
    clean = without_hidden(text) if problems else text
    directive = _DIRECTIVE.match(clean)
    if directive:
        place = source.at(clean.count("\n", 0, directive.end()), 0)
        return None, (*problems, Problem("yaml-directive", place, said("a line that begins with %% is not a field")))
    walk = _Walk(Source(clean, file, line, column), problems)
    try:
        node = walk.document(EventParser(clean))
    except yaml.YAMLError as fault:
        found = yamlfaults.explain(fault, walk.source)
        if found.span.line not in faulty_lines:
            problems.append(found)
        return None, _in_order(problems)
    except (ValueError, RecursionError, OverflowError) as fault:
        message = said("the fields cannot be read: %(fault)s", fault=type(fault).__name__)
        return None, _in_order([*problems, Problem("yaml-broken", source.at(0, 0), message)])
    if _TAB_INDENT.search(clean):
        problems.extend(yamlfaults.tab_indents(walk.source, walk.free_lines))
    return node, _in_order(problems)


def _limits(source: Source) -> Problem | None:
    """What must not reach the parser at all: its work and its memory could grow without bounds."""
    text = source.text
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return Problem("yaml-too-large", source.at(0, 0), said("the fields are longer than 64 KB"))
    opened = _MANY_OPENERS.search(text)
    if opened:
        place = source.index(opened.start())
        return Problem("yaml-too-deep", place, TOO_DEEP)
    if text.count("[") + text.count("{") > MAX_VALUES:
        return Problem("yaml-too-many-values", source.at(0, 0), TOO_MANY)
    return None


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.span)[:MAX_PROBLEMS])


@dataclass(slots=True)
class _Open:
    """A list or a set of fields that is being read."""

    start: Any
    flow: bool
    items: list[Node]
    entries: list[tuple[Scalar, Node]]
    names: dict[str, Scalar] | None
    key: Scalar | None = None
    no_key: bool = False


@dataclass(slots=True)
class _Walk:
    """One walk over the events of a text, which notes every problem and goes on while it can."""

    source: Source
    problems: list[Problem]
    free_lines: set[int] = field(default_factory=set)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    values: int = 0
    remarks: bool = False

    def document(self, parser: Any) -> Node | None:
        """The one document of the text; None where it is empty, too deep or holds too many values."""
        documents = 0
        self.remarks = "#" in self.source.text
        while True:
            event = parser.get_event()
            if event is None:
                return self.root
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if not self.opened(event, kind is yaml.MappingStartEvent):
                    return None
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.closed(event)
            elif kind is yaml.AliasEvent:
                self.note("yaml-alias", event, said("a value that begins with * stands for a value from elsewhere"))
                self.add(Scalar("", self.source.between(event.start_mark, event.end_mark)))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    place = self.source.between(event.start_mark, event.end_mark)
                    message = said("a second set of fields begins here")
                    self.problems.append(Problem("yaml-several-documents", place, message))
                    return self.root
            if self.values > MAX_VALUES:
                place = self.source.between(event.start_mark, event.start_mark)
                self.problems.append(Problem("yaml-too-many-values", place, TOO_MANY))
                return None

    def note(self, code: str, event: Any, message: Said) -> None:
        """A problem with the value of an event, at its beginning."""
        span = self.source.between(event.start_mark, event.end_mark)
        if span.end_line > span.line:
            span = self.source.at(event.start_mark.line, event.start_mark.column)
        self.problems.append(Problem(code, span, message))

    def properties(self, event: Any) -> None:
        """Anchors and tags are refused wherever they stand."""
        if event.anchor is not None:
            self.note("yaml-anchor", event, said("&%(anchor)s names a value for use elsewhere", anchor=event.anchor))
        if event.tag is not None:
            self.note("yaml-tag", event, said("a value that begins with ! is given a programming type"))

    def scalar(self, event: Any) -> None:
        """A text, a number or nothing: always kept as written."""
        self.values += 1
        start, end, text, style = event.start_mark, event.end_mark, event.value, event.style
        if event.anchor is not None or event.tag is not None:
            self.properties(event)
        plain = style is None or style == ""
        if plain:
            cut = yamlfaults.cut_off(self.source, end.line, end.column, text) if self.remarks else None
            if cut:
                self.problems.append(cut)
            span = self.source.between(start, end)
            stuck = yamlfaults.stuck_remark(self.source, end.line, end.column) if self.remarks and text else None
        else:
            quoted = style in "'\""
            span = self.source.between(start, end) if quoted else self.source.block(start, end)
            if end.line > start.line:
                self.free_lines.update(range(start.line + 1, end.line + 1))
            mark = end if quoted else start
            stuck = yamlfaults.stuck_remark(self.source, mark.line, mark.column) if self.remarks else None
            if style == '"':
                self.problems.extend(yamlfaults.bad_escapes(self.source, start, end))
        if stuck:
            self.problems.append(stuck)
        self.add(Scalar(text, span, plain))

    def opened(self, event: Any, mapping: bool) -> bool:
        """A list or a set of fields begins; False where it stands too deep."""
        self.values += 1
        if len(self.stack) >= MAX_DEPTH:
            self.note("yaml-too-deep", event, TOO_DEEP)
            return False
        if event.anchor is not None or event.tag is not None:
            self.properties(event)
        self.stack.append(_Open(event.start_mark, bool(event.flow_style), [], [], {} if mapping else None))
        return True

    def closed(self, event: Any) -> None:
        """A list or a set of fields ends: with its bracket, or else with its last value."""
        done = self.stack.pop()
        if done.flow and self.remarks:
            stuck = yamlfaults.stuck_remark(self.source, event.end_mark.line, event.end_mark.column)
            if stuck:
                self.problems.append(stuck)
        if done.flow or not (done.items or done.entries):
            span = self.source.between(done.start, event.end_mark if done.flow else done.start)
        else:
            last = done.entries[-1][1] if done.entries else done.items[-1]
            begin = self.source.between(done.start, done.start)
            span = Span(begin.file, begin.line, begin.column, last.span.end_line, last.span.end_column)
        if done.names is None:
            self.add(Sequence(tuple(done.items), span))
        else:
            self.add(Mapping(tuple(done.entries), span))

    def add(self, node: Node) -> None:
        """Put a finished node where it belongs: at the top, into a list, as a field's name or as its value."""
        if not self.stack:
            self.root = node
            return
        place = self.stack[-1]
        if place.names is None:
            place.items.append(node)
        elif place.no_key:
            place.no_key = False
        elif place.key is not None:
            place.entries.append((place.key, node))
            place.key = None
        else:
            self.name(place, place.names, node)

    def name(self, place: _Open, names: dict[str, Scalar], node: Node) -> None:
        """The name of a field: a plain word, once. The value of a name that cannot be one is left out."""
        if not isinstance(node, Scalar) or (node.text == "" and node.plain):
            message = said("the name of a field must be a word")
            self.problems.append(Problem("field-name", node.span, message))
            place.no_key = True
            return
        if "?" in self.source.text and yamlfaults.question_mark(self.source, node):
            message = said("a ? before the name of a field")
            self.problems.append(Problem("field-name", node.span, message))
        if node.plain and node.text == "<<":
            self.problems.append(Problem("yaml-merge", node.span, said("<< would copy fields from elsewhere")))
        first = names.setdefault(node.text, node)
        if first is not node:
            message = said("the field `%(field)s` stands twice", field=node.text)
            related = (Related(first.span, said("first here")),)
            self.problems.append(Problem("duplicate-field", node.span, message, related=related))
            place.no_key = True
            return
        place.key = node
        if place.flow and node.plain and yamlfaults.colon_without_blank(self.source, node):
            message = said("a blank is missing after the colon in `%(field)s`", field=node.text)
            self.problems.append(Problem("colon-without-blank", node.span, message))
