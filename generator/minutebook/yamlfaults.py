"""What can be wrong with YAML text, said in a secretary's words and with its exact place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from minutebook.hidden import HIDDEN, hidden_kind, name_of
from minutebook.nodes import Scalar
from minutebook.problems import Problem, Related, Span
from minutebook.speech import UNSAID, Said, said

_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))")
_NAMED_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b", "N": "\x85", "L": "\u2028"}
_NAMED_ESCAPES |= {"P": "\u2029", "r": "\r"}
_STUCK = re.compile(r"(?:[|>][-+0-9]*|[ \t]*,)?#")
_TIGHT = re.compile(r"[ \t]*(?:- +)*([A-Za-z_][\w-]{0,40}):(?!//)[^\s:]")
_PAIRS = re.compile(r"[ \t]*(?:- +)*([\w-]{1,40}):[ \t]+([\w-]{1,40}: ?\d{1,9}(?:, ?[\w-]{1,40}: ?\d{1,9}){0,9})[ \t]*$")
_NO_BREAK = re.compile(r"([ \t]*(?:- +)*)([A-Za-z_][\w-]{0,40})(?=[ \u00a0\u202f]*:)[ ]*(?::[ ]*)?(?P<odd>[\u00a0\u202f])")
_CURLY = re.compile(r"(?::|-|^)[ \t]+([\u201c-\u201f\u2018-\u201b\u00ab\u2039\u300c])")
_FIELD = re.compile(r"[ \t]*(?:- +)*[\w-]+ *:(?:[ \t\r]|$)")


@dataclass(slots=True)
class Source:
    """A text and where it begins in its file."""

    text: str
    file: str
    line: int
    column: int
    _lines: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        if not self._lines:
            self._lines = [line.removesuffix("\r") for line in self.text.split("\n")]
        return self._lines

    def between(self, start: Any, end: Any) -> Span:
        """The span from one mark of the parser to another."""
        return Span(
            self.file,
            self.line + start.line,
            start.column + (1 if start.line else self.column),
            self.line + end.line,
            end.column + (1 if end.line else self.column),
        )

    def at(self, line: int, column: int, width: int = 1) -> Span:
        """The span of a character, by line and column of the text (from 0)."""
        begin = column + (1 if line else self.column)
        return Span(self.file, self.line + line, begin, self.line + line, begin + width)

    def index(self, index: int, width: int = 1) -> Span:
        """The span of the character with this index."""
        line = self.text.count("\n", 0, index)
        return self.at(line, index - (self.text.rfind("\n", 0, index) + 1), width)

    def block(self, start: Any, end: Any) -> Span:
        """The span of a block of text (`|` or `>`), which ends with its last line that is not empty."""
        line = min(end.line, len(self.lines) - 1)
        if line > start.line and end.column == 0:
            line -= 1
        while line > start.line and not self.lines[line].strip():
            line -= 1
        begin = self.at(start.line, start.column)
        last = self.at(line, len(self.lines[line]))
        return Span(self.file, begin.line, begin.column, last.line, last.column)


def hidden_characters(source: Source, most: int) -> Iterator[Problem]:
    """Line breaks that git does not show, changes of direction and other control characters are refused."""
    for count, found in enumerate(HIDDEN.finditer(source.text)):
        if count == most:
            return
        char = found.group()
        message = said("an invisible character, %(name)s", name=name_of(char))
        yield Problem(hidden_kind(char), source.index(found.start()), message)


def cut_off(source: Source, line: int, column: int, text: str) -> Problem | None:
    """A remark directly after a plain value: `We met # 3 times` would silently become `We met`.

    `field: # remark` without a value is no such case, but `field: #3` is.
    """
    here = source.lines[line] if line < len(source.lines) else ""
    mark = here.find("#", column)
    if mark < 0 or here[column:mark].strip() or (mark == column and mark > 0 and not here[mark - 1].isspace()):
        return None
    if text == "" and here[mark + 1 : mark + 2].strip() in ("", "#"):
        return None
    rest = here[mark:].rstrip()
    return Problem(
        "value-cut-off",
        source.at(line, mark, len(rest)),
        said("the value is cut off by a #"),
        label=said("this would be lost"),
    )


def stuck_remark(source: Source, line: int, column: int) -> Problem | None:
    """A `#` without a blank before it, after a value or its comma: no remark to some readers, and one to others."""
    found = _STUCK.match(source.lines[line] if line < len(source.lines) else "", column)
    if not found:
        return None
    rest = source.lines[line][found.end() - 1 :].rstrip()
    message = said("a # without a blank before it cuts off the rest of the line")
    return Problem("value-cut-off", source.at(line, found.end() - 1, len(rest)), message, label=said("this would be lost"))


def question_mark(source: Source, name: Scalar) -> bool:
    """Whether a name has a `?` before it, which some readers take as a part of the name and others do not."""
    row = name.span.line - source.line
    return source.lines[row][: name.span.column - (1 if row else source.column)].rstrip().endswith("?")


def bad_escapes(source: Source, start: Any, end: Any) -> Iterator[Problem]:
    """Escapes in "…" that stand for hidden characters are refused like the characters themselves."""
    first, last = start.line, min(end.line, len(source.lines) - 1)
    for line in range(first, last + 1):
        written = source.lines[line]
        if "\\" not in written:
            continue
        begin = start.column if line == first else 0
        stop = end.column if line == last else len(written)
        for found in _ESCAPE.finditer(written, begin, stop):
            code = found[1] or found[2] or found[3]
            char = chr(int(code, 16)) if code else _NAMED_ESCAPES.get(found[4], "")
            if char and HIDDEN.match(char):
                message = said("the escape %(escape)s stands for an invisible character, %(name)s", escape=found[0], name=name_of(char))
                yield Problem("yaml-escape", source.at(line, found.start(), len(found[0])), message)


def colon_without_blank(source: Source, name: Scalar) -> bool:
    """Whether a name within braces is really a name and a value without the blank: `{for:41}`."""
    if ":" not in name.text.strip(":"):
        return False
    row = name.span.end_line - source.line
    rest = source.lines[row][name.span.end_column - (1 if row else source.column) :].lstrip()
    return rest[:1] in ("", ",", "}", "#")


def tab_indents(source: Source, free_lines: set[int]) -> Iterator[Problem]:
    """Lines indented with tabs, except inside quoted text and blocks of text, where a tab is text."""
    for row, line in enumerate(source.lines):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and row not in free_lines and line.strip() and not line.strip().startswith("#"):
            yield Problem("tab-indentation", source.at(row, indent.index("\t")), said("the line is indented with a tab"))


# What the parser says, and what that means here. The first row whose words occur in what was being read (context)
# and in what went wrong (problem) holds.
_SAID: tuple[tuple[str, str, str, Said], ...] = (
    ("", "tab character", "tab-indentation", said("the line is indented with a tab")),
    ("directive", "", "yaml-directive", said("a line that begins with %% is not a field")),
    ("an alias", "", "yaml-alias", said("a value that begins with * must stand in quotation marks")),
    ("an anchor", "", "yaml-anchor", said("a value that begins with & must stand in quotation marks")),
    ("tag", "", "yaml-tag", said("a value that begins with ! must stand in quotation marks")),
    ("", "tag handle", "yaml-tag", said("a value that begins with ! must stand in quotation marks")),
    ("quoted scalar", "unexpected end of stream", "yaml-quote-open", said("the quotation mark is never closed")),
    ("quoted scalar", "unexpected document", "yaml-quote-open", said("the quotation mark is never closed")),
    ("", "escape", "yaml-escape", said("a backslash in quotation marks that means nothing readable")),
    ("", "hexdecimal", "yaml-escape", said("a backslash in quotation marks that means nothing readable")),
    ("", "hexadecimal", "yaml-escape", said("a backslash in quotation marks that means nothing readable")),
    ("block scalar", "", "reserved-character", said("a value that begins with | or > must stand in quotation marks")),
    ("", "could not find expected ':'", "colon-missing", said("a line without a colon where a field is expected")),
    ("", "block sequence entries", "yaml-indentation", said("a list with - must begin on a line of its own")),
    ("", "sequence entries are not allowed", "yaml-indentation", said("a list with - must begin on a line of its own")),
    ("", "mapping keys are not allowed", "reserved-character", said("a value that begins with ? needs quotation marks")),
    ("flow sequence", "", "yaml-broken", said("the list in [ ] is not closed, or a comma is missing")),
    ("flow mapping", "", "yaml-broken", said("the fields in { } are not closed, or a comma is missing")),
    ("", "expected '-'", "yaml-indentation", said("the line does not begin in the column of the list above it")),
    ("", "document start", "yaml-several-documents", said("text after the end of the fields")),
    ("", "document", "yaml-several-documents", said("text after the end of the fields")),
)
_AT_CONTEXT = {"yaml-quote-open", "colon-missing", "yaml-alias", "yaml-anchor", "yaml-tag", "yaml-directive"}


def explain(fault: Any, source: Source) -> Problem:
    """What the parser refused, in our words, where it is best put right."""
    context = getattr(fault, "context", None) or ""
    refused = getattr(fault, "problem", None) or ""
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    if mark is None:
        return Problem("yaml-broken", source.at(0, 0), said("the fields cannot be read"))
    for row in range(min(mark.line + 1, len(source.lines))):
        if odd := no_break(source.at(row, 0), source.lines[row]):
            return odd
    line, column = _inside(source, mark.line, mark.column)
    if "mapping values" in refused:
        return _colon(source, line, column)
    if "cannot start any token" in refused:
        return _odd_character(source, line, column)
    if "expected key" in refused or "expected <block end>" in refused:
        return _after_value(source, line, column)
    for being_read, wrong, code, message in _SAID:
        if being_read in context and wrong in refused:
            begun = getattr(fault, "context_mark", None)
            related: tuple[Related, ...] = ()
            if begun is not None and (code in _AT_CONTEXT or not _left(source, mark.line, mark.column)):
                line, column = _inside(source, begun.line, begun.column)
            elif begun is not None and code == "yaml-broken":
                related = (Related(source.at(begun.line, begun.column), said("opened here")),)
            if code == "colon-missing":
                return _no_colon(source, line)
            if code == "yaml-escape":
                return Problem(code, _escape(source, line, column), message)
            return Problem(code, source.at(line, column), message, related=related)
    return Problem("yaml-broken", source.at(line, column), said("the fields cannot be read from here on"))


def _inside(source: Source, line: int, column: int) -> tuple[int, int]:
    """A place within the text: the parser reports what is missing at the end on a line after the last."""
    lines = source.lines
    while line >= len(lines) or (line == len(lines) - 1 and line > 0 and not lines[line].strip()):
        line, column = line - 1, len(lines[line - 1])
    return line, column


def _left(source: Source, line: int, column: int) -> bool:
    """Whether anything is written after a place."""
    return line < len(source.lines) and bool(
        source.lines[line][column:].strip() or any(later.strip() for later in source.lines[line + 1 :])
    )


def _escape(source: Source, line: int, column: int) -> Span:
    """The span of the escape around a place: from its backslash to the last letter or digit."""
    here = source.lines[line]
    begin = max(here.rfind("\\", 0, column + 1), 0)
    end = begin + 2
    while end < len(here) and here[end].isalnum() and end < begin + 6:
        end += 1
    return source.at(line, begin, end - begin if here[begin + 1 : begin + 2] in ("x", "u", "U") else 2)


def _whole(source: Source, line: int) -> Span:
    """The span of what is written on a line."""
    written = source.lines[line]
    indent = len(written) - len(written.lstrip())
    return source.at(line, indent, max(1, len(written.strip())))


def _colon(source: Source, line: int, column: int) -> Problem:
    """A colon where none is expected: the value needs quotes, the line above lacks its colon, or is less indented."""
    here = source.lines[line]
    if line and _FIELD.match(here) and here.find(":") == column:
        above = next((row for row in range(line - 1, -1, -1) if source.lines[row].strip()), None)
        if above is not None:
            before = source.lines[above]
            if tight(before):
                return _no_colon(source, above)
            if len(here) - len(here.lstrip()) > len(before) - len(before.lstrip()):
                return Problem("yaml-indentation", _whole(source, line), said("the line is indented more than its group"))
            if not _FIELD.match(before):
                return _no_colon(source, above)
    message = said("a value that contains a colon must stand in quotation marks")
    curly = _CURLY.search(here[:column])
    pairs = _PAIRS.match(here)
    if pairs:
        help = said("write fields on one line in braces: `%(field)s: {%(fields)s}`", field=pairs[1], fields=pairs[2].strip())
        return Problem("yaml-colon", source.at(line, column), said("several fields on one line must stand in braces"), help=help)
    help = said("the curly mark %(mark)s is none of these: write the straight \" or ' at both ends", mark=curly[1]) if curly else UNSAID
    return Problem("yaml-colon", source.at(line, column), message, help=help)


def tight(text: str) -> str:
    """The name of the field in a text like `draft:true` or `- on:water`, a field but for the blank; empty where it is none."""
    found = _TIGHT.match(text)
    return found[1] if found else ""


def _no_colon(source: Source, line: int) -> Problem:
    """A line that is no field, or would be one with a blank after its colon."""
    span = _whole(source, line)
    if tight(source.lines[line]):
        return blank_missing(span, source.lines[line])
    return Problem("colon-missing", span, said("a line without a colon where a field is expected"))


def no_break(begin: Span, written: str) -> Problem | None:
    """The problem with a line like `draft: true` that has a no-break space beside its colon, which is no blank to YAML; `begin` is where it
    begins."""
    found = _NO_BREAK.match(written)
    if found is None:
        return None
    column = begin.column + found.start("odd")
    span = Span(begin.file, begin.line, column, begin.line, column + 1)
    name, _, value = written[found.start(2) :].partition(":")
    meant = f"{name.strip()}: {value.strip()}" if len(value) < 60 else f"{name.strip()}: \u2026"
    message = said("an invisible character, %(name)s", name=name_of(found["odd"]))
    return Problem("colon-without-blank", span, message, help=said("write `%(meant)s`", meant=meant))


def blank_missing(span: Span, written: str) -> Problem:
    """The problem with a line like `draft:true`."""
    name, _, value = written.strip().removeprefix("- ").strip().partition(":")
    shown = f"{name}: {value}" if len(value) < 60 else f"{name}: \u2026"
    message = said("a blank is missing after the colon of `%(field)s`", field=name)
    return Problem("colon-without-blank", span, message, help=said("write `%(meant)s`", meant=shown))


def _odd_character(source: Source, line: int, column: int) -> Problem:
    """A character that cannot begin a value."""
    char = source.lines[line][column : column + 1]
    if char == "\t":
        return Problem("tab-indentation", source.at(line, column), said("the line is indented with a tab"))
    code = "yaml-directive" if char == "%" and column == 0 else "reserved-character"
    message = said("a value that begins with %(sign)s needs quotation marks", sign=char or said("this"))
    return Problem(code, source.at(line, column), message)


def _after_value(source: Source, line: int, column: int) -> Problem:
    """Something stands where the next field should begin."""
    here = source.lines[line]
    if here[:column].strip():
        message = said("text after the end of the value; put the whole value in quotation marks")
        return Problem("yaml-broken", source.at(line, column), message)
    if here[column : column + 1] == ":":
        return Problem("field-name", source.at(line, column), said("the name of a field must be a word"))
    return Problem("yaml-indentation", _whole(source, line), said("the line does not begin in the column of its group"))
