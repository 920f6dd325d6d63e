"""One file: its bytes become front matter, blocks, body and heading, with all that is wrong and where.

Nothing is interpreted here: what a field may hold is for the records to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import dedent
from typing import NamedTuple

from minutebook import blocks as block_rule
from minutebook.codes import nearest, severity_of
from minutebook.encoding import is_utf16, not_utf8
from minutebook.hidden import name_of
from minutebook.nodes import Mapping, Node, Scalar
from minutebook.problems import Problem, Severity, Span, whole_file
from minutebook.speech import said
from minutebook.yamlfaults import blank_missing, no_break, tight
from minutebook.yamltext import read_yaml

MAX_FILE = 1024 * 1024
MAX_NOTES = 20

_FENCE = re.compile(r"---[ \t]*$")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_FIELD = re.compile(r"""(?:[A-Za-z_][\w .\u00a0\u202f-]{0,60}|"[^"\n]+"|'[^'\n]+'|[\[{].*[\]}]) ?:(?:\s|$)""")
_LISTED = re.compile(r"- (?:title|date|name|decisions|delegates|mandate):\s")
_RECORD_FIELD = re.compile(r"(?:title|date|name|kind|decisions|delegates|mandate|to|present|proposed):(?:\s|$)")
_TIGHT_NAMES = frozenset(
    ("title", "date", "name", "kind", "decisions", "delegates", "mandate", "to", "present", "proposed", "draft", "place", "starts")
)
_UNOPENED = re.compile(r"[a-z_]+:(?:\s|$)|- |#")
_OUTCOME = re.compile(r"[ \t]*outcome[ \t]*:(?:\s|$)")
_COMMENT = re.compile(r"\s*<!--(.*?)-->[ \t]*\n?", re.DOTALL)
_COMMENT_FIELD = re.compile(r"\s*[A-Za-z][\w -]*[:=]")

_NO_FIELDS = {"decision": said("the decision holds no fields"), "statement": said("the statement holds no fields")}

# Where a line like the beginning of a block was taken for text: what is said, and what helps.
_UNREAD = {
    "loose": (
        said("this looks like a decision or a statement and is not read"),
        said("write `::: decision` on a line of its own, from its beginning"),
    ),
    "comment": (said("a block between `<!--` and `-->` is hidden and not read"), said("move the block out of the comment")),
    "code": (
        said("a block indented by four blanks is shown as text and not read"),
        said("begin the block's lines at the beginning of the line"),
    ),
}


@dataclass(frozen=True, slots=True)
class Block:
    """A decision or a statement written where it was taken, in the body.

    `index` counts the blocks of the body from 0, whatever their name; a block whose fields cannot be read
    has no fields (and a problem says so) but keeps its place.
    """

    name: str
    fields: Mapping
    span: Span
    index: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `body` has `\\n` at the end of its lines and begins on `body_line` of the file."""

    file: str
    front: Mapping | None
    body: str
    body_line: int
    blocks: tuple[Block, ...]
    heading: str | None
    problems: tuple[Problem, ...]


def read_document(file: str, data: bytes) -> Document:
    """The document in a file. Whatever the bytes are, the answer is a document and its problems."""
    if len(data) > MAX_FILE:
        message = said("the file has %(bytes)s bytes; a record may have %(most)s", bytes=f"{len(data):,}", most=f"{MAX_FILE:,}")
        return _unreadable(file, Problem("file-too-large", whole_file(file), message))
    if is_utf16(data):
        return _unreadable(file, not_utf8(file, data, 0))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _unreadable(file, not_utf8(file, data, fault.start))
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    head = _split(file, text)
    outline = block_rule.outline(head.body)
    problems = [*head.problems]
    if block_rule.too_long(head.body):
        message = said("the text is longer than a record may be, and is not read")
        problems.append(Problem("body-too-large", Span(file, head.line, 1, head.line, 1), message))
    found = _blocks(file, head, outline, problems)
    problems.extend(_colon_lines(file, head, outline))
    problems.extend(_unseen(file, head, found))
    return Document(file, head.front, head.body, head.line, found, outline.heading, tuple(sorted(problems, key=lambda p: p.span)))


def spoilt(node: Node, problems: Iterable[Problem]) -> bool:
    """Whether an error lies within a node, so that what it says cannot be trusted."""
    span = node.span
    begin, end = (span.line, span.column), (span.end_line, span.end_column)
    return any(
        begin <= (problem.span.line, problem.span.column) <= end and severity_of(problem.code) is Severity.ERROR
        for problem in problems
        if problem.span.file == span.file
    )


def _unreadable(file: str, problem: Problem) -> Document:
    return Document(file, None, "", 1, (), None, (problem,))


class _Head(NamedTuple):
    """What stands above the body, and the body."""

    front: Mapping | None
    body: str
    line: int
    problems: tuple[Problem, ...]


def _split(file: str, text: str) -> _Head:
    """The front matter and the body. Empty lines above the front matter are allowed."""
    stripped = text.lstrip(" \t\n")
    skipped = text.count("\n", 0, len(text) - len(stripped))
    lines = text.split("\n")
    first = lines[skipped] if skipped < len(lines) else ""
    if first.startswith("---") and _FENCE.match(first):
        return _yaml(file, text, lines, skipped)
    if first.rstrip() == "+++":
        return _toml(file, text, lines, skipped)
    if stripped.startswith("<!--"):
        return _comments(file, text, skipped)
    if _RECORD_FIELD.match(first):
        return _unopened(file, text, lines, skipped)
    return _Head(None, text, 1, ())


def _yaml(file: str, text: str, lines: list[str], opening: int) -> _Head:
    """Front matter between two lines `---`; or a body that merely begins with such a line, as a rule across the page.

    It is front matter if the first thing below the line is a field, or half the lines down to the next `---` are.
    """
    closing = next((row for row in range(opening + 1, len(lines)) if _END.match(lines[row])), None)
    if closing is None:
        if not _fields(lines[opening + 1 : opening + 40], first_only=True):
            return _Head(None, text, 1, ())
        span = Span(file, opening + 1, 1, opening + 1, len(lines[opening]) + 1)
        problem = Problem("front-matter-open", span, said("the front matter that begins here is never closed"))
        return _Head(None, "", len(lines), (problem,))
    inside = lines[opening + 1 : closing]
    if not _fields(inside):
        if any(line.strip() for line in inside):
            return _Head(None, text, 1, ())
        return _Head(None, "\n".join(lines[closing + 1 :]), closing + 2, ())
    node, problems = read_yaml("\n".join(inside), file, opening + 2)
    if not isinstance(node, Mapping) and not problems:
        place = node.span if node else Span(file, opening + 1, 1, opening + 1, 4)
        problems = (_fieldless(node) or Problem("front-matter-not-fields", place, said("the front matter is not a set of fields")),)
    front = node if isinstance(node, Mapping) else None
    return _Head(front, "\n".join(lines[closing + 1 :]), closing + 2, problems)


def _fieldless(node: Node | None) -> Problem | None:
    """What is wrong where fields are one text to YAML, because none has a blank after its colon."""
    if not isinstance(node, Scalar) or not node.plain:
        return None
    if odd := no_break(node.span, node.text):
        return odd
    if not tight(node.text):
        return None
    span = node.span
    first = node.text.split()[0]
    return blank_missing(Span(span.file, span.line, span.column, span.line, span.column + len(first)), first)


def _unopened(file: str, text: str, lines: list[str], first: int) -> _Head:
    """Fields of a record at the top of the file, closed by `---` but without that line above them."""
    closing = next((row for row in range(first + 1, len(lines)) if _END.match(lines[row])), None)
    inside = lines[first:closing] if closing is not None else []
    if closing is None or any(line and not line[0].isspace() and not _UNOPENED.match(line) for line in inside):
        return _Head(None, text, 1, ())
    span = Span(file, first + 1, 1, first + 1, len(lines[first]) + 1)
    problem = Problem("front-matter-open", span, said("the line --- above the front matter is missing"))
    return _Head(None, "\n".join(lines[closing + 1 :]), closing + 2, (problem,))


def _fields(lines: list[str], first_only: bool = False) -> bool:
    """Whether lines are meant as fields rather than as prose between two rules across the page. All may be indented, as far as each other."""
    written = dedent("\n".join(line for line in lines if line.strip() and not line.lstrip().startswith("#"))).split("\n")
    written = [line for line in written if line]
    if not written:
        return False
    if _FIELD.match(written[0]) or _LISTED.match(written[0]) or written[0].startswith(("%", "{")):
        return True
    if tight(written[0]) in _TIGHT_NAMES:
        return True
    at_margin = [line for line in written if not line[0].isspace() and not line.startswith(("-", "]", "}"))]
    fields = sum(bool(_FIELD.match(line)) for line in at_margin)
    return not first_only and 0 < len(at_margin) <= fields * 2


def _toml(file: str, text: str, lines: list[str], opening: int) -> _Head:
    """Front matter of other tools between two lines `+++`: left out of the body, and not read."""
    closing = next((row for row in range(opening + 1, len(lines)) if lines[row].rstrip() == "+++"), None)
    if closing is None:
        return _Head(None, text, 1, ())
    span = Span(file, opening + 1, 1, opening + 1, 4)
    problem = Problem("other-front-matter", span, said("the fields between the lines +++ (TOML) are not read"))
    return _Head(None, "\n".join(lines[closing + 1 :]), closing + 2, (problem,))


def _comments(file: str, text: str, skipped: int) -> _Head:
    """Fields of other tools in HTML comments at the top: left out of the body, and not read."""
    end = 0
    while found := _COMMENT.match(text, end):
        written = [line for line in found[1].split("\n") if line.strip()]
        if not written or not all(_COMMENT_FIELD.match(line) for line in written):
            break
        end = found.end()
    if not end:
        return _Head(None, text, 1, ())
    column = text.index("<!--") - (text.rfind("\n", 0, text.index("<!--")) + 1) + 1
    span = Span(file, skipped + 1, column, skipped + 1, column + 4)
    problem = Problem("other-front-matter", span, said("the fields in the HTML comment are not read"))
    return _Head(None, text[end:], text.count("\n", 0, end) + 1, (problem,))


def _blocks(file: str, head: _Head, outline: block_rule.Outline, problems: list[Problem]) -> tuple[Block, ...]:
    """The blocks of the body with their fields; what is wrong in them is added to the problems."""
    if not outline.blocks:
        return ()
    lines = head.body.split("\n")
    found = []
    for index, (name, begin, end) in enumerate(outline.blocks):
        first, last = head.line + begin, head.line + end - 1
        span = Span(file, first, 1, last, len(lines[end - 1]) + 1)
        node, wrong = read_yaml("\n".join(lines[begin + 1 : end - 1]), file, first + 1)
        problems.extend(wrong)
        if not isinstance(node, Mapping):
            if not wrong:
                place = node.span if node else Span(file, first, 1, first, len(lines[begin]) + 1)
                problems.append(_fieldless(node) or Problem("block-not-fields", place, _NO_FIELDS[name]))
            node = Mapping((), span)
        found.append(Block(name, node, span, index))
    return tuple(found)


def _colon_lines(file: str, head: _Head, outline: block_rule.Outline) -> list[Problem]:
    """Lines of colons that look like a block and are none."""
    lines = head.body.split("\n") if outline.faults else []
    problems = []
    for fault in outline.faults:
        row = head.line + fault.line
        column = max(lines[fault.line].find(fault.words[:2]), 0) + 1
        span = Span(file, row, column, row, column + len(fault.words))
        if fault.kind == "open":
            problems.append(Problem("block-open", span, said("the block that begins here is never closed")))
        elif fault.kind == "inside":
            message = said("a block inside a list or a quotation is shown as text and not read")
            problems.append(Problem("block-inside", span, message))
        elif fault.kind in _UNREAD:
            message, help = _UNREAD[fault.kind]
            problems.append(Problem("looks-like-facts", span, message, help=help))
        else:
            problems.extend(_misspelt(span, fault.words, lines[fault.line + 1 : fault.line + 4]))
    return problems


def _misspelt(span: Span, words: str, below: list[str]) -> list[Problem]:
    """A block name that is nearly a known one, or is followed by something; any other is left alone, unless an outcome stands just below."""
    written = words.lstrip(":").split()
    meant = nearest(written[0], block_rule.BLOCK_NAMES) if written else None
    if meant is None:
        message, help = _UNREAD["loose"]
        return [Problem("looks-like-facts", span, message, help=help)] if any(map(_OUTCOME.match, below)) else []
    if written[0] == meant:
        message = said("nothing may stand after `::: %(block)s` on its line; the block is not read", block=meant)
    else:
        message = said("`%(word)s` is no block; did you mean `%(block)s`?", word=written[0], block=meant)
    return [Problem("unknown-block", span, message, help=said("write `::: %(block)s`, with nothing after it on the line", block=meant))]


def _unseen(file: str, head: _Head, found: tuple[Block, ...]) -> list[Problem]:
    """Characters in the body that nobody can see; those inside blocks are reported with the block's fields."""
    problems = []
    for match in block_rule.unseen(head.body):
        row = head.line + head.body.count("\n", 0, match.start())
        if any(block.span.line <= row <= block.span.end_line for block in found):
            continue
        column = match.start() - head.body.rfind("\n", 0, match.start())
        code = "hidden-line-break" if match.group() == "\r" else "hidden-in-body"
        message = said("an invisible character, %(name)s", name=name_of(match.group()))
        problems.append(Problem(code, Span(file, row, column, row, column + 1), message))
        if len(problems) == MAX_NOTES:
            break
    return problems
