"""Blocks in the body: `::: decision` … `:::`, found by one Markdown parser for reading and for showing alike.

A block stands at the top level of the body. What stands in code, in a list or in a quotation is text; so is every
other line of colons. Because `markdown` shows the tokens of this same parser, what is read as a decision and what
is shown as one cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.paragraph import paragraph
from markdown_it.token import Token

BLOCK_NAMES = ("decision", "statement")
TOKEN = "record_block"
MAX_LEVEL = 40

_OPENING = re.compile(r":{3,}[ \t]*(?:(decision|statement)[ \t]*)?$")
_ANY_NAME = re.compile(r":{3,}[ \t]*([^\s{:]+)")
_UNSEEN = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_HEADING_LIKE = re.compile(r"^ {0,3}(?:#{1,6}(?:[ \t]|$)|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)


class Fault(NamedTuple):
    """A line of colons that is not a block though it looks like one: `open`, `inside` or `name`, and its words."""

    kind: str
    line: int
    words: str


class Outline(NamedTuple):
    """The blocks of a body (name, first line, line after the last; from 0), its faults, and its first heading."""

    blocks: tuple[tuple[str, int, int], ...]
    faults: tuple[Fault, ...]
    heading: str | None


def readable(text: str) -> str:
    """The text as it is parsed and shown: one kind of line end, and a visible character for each unseen one.

    No line and no column moves by this, except that CRLF becomes LF.
    """
    return _UNSEEN.sub("\ufffd", text.replace("\r\n", "\n") if "\r" in text else text)


def unseen(text: str) -> list[re.Match[str]]:
    """The characters that `readable` replaces."""
    return list(_UNSEEN.finditer(text))


def outline(body: str) -> Outline:
    """What a body is made of. A body without `:::` is not parsed for blocks, only up to its first heading."""
    if ":::" not in body:
        return Outline((), (), first_heading(body))
    env: dict[str, Any] = {}
    tokens = _structure(body, env)
    blocks = tuple((token.info, *_lines(token)) for token in tokens if token.type == TOKEN)
    faults = tuple(sorted(env.get("faults", {}).values(), key=lambda fault: fault.line))
    return Outline(blocks, faults, _heading(tokens, env))


def first_heading(body: str) -> str | None:
    """The plain text of the first heading at the top level of a body, or None.

    Only the lines up to the first one that looks like a heading are parsed; if it is none (a line of a list of
    commands in code, say), the whole body is.
    """
    likely = _HEADING_LIKE.search(body)
    if not likely:
        return None
    end = body.find("\n", likely.end())
    env: dict[str, Any] = {}
    tokens = _structure(body[: end if end >= 0 else len(body)], env)
    found = _heading(tokens, env)
    if found is None or "[" in found:
        env = {}
        found = _heading(_structure(body, env), env)
    return found


def plain_text(tokens: Sequence[Token]) -> str:
    """The words in inline tokens, without any markup; a picture is its description."""
    parts: list[str] = []
    for token in tokens:
        if token.children:
            parts.append(plain_text(token.children))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return " ".join("".join(parts).split())


def _structure(body: str, env: MutableMapping[str, Any]) -> list[Token]:
    tokens: list[Token] = []
    PARSER.block.parse(readable(body), PARSER, env, tokens)
    return tokens


def _lines(token: Token) -> tuple[int, int]:
    begin, end = token.map or (0, 0)
    return begin, end


def _heading(tokens: Sequence[Token], env: MutableMapping[str, Any]) -> str | None:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0:
            words: list[Token] = []
            PARSER.inline.parse(inline.content, PARSER, env, words)
            text = plain_text(words)
            if text:
                return text
    return None


def _fault(state: StateBlock, kind: str, line: int, words: str) -> None:
    state.env.setdefault("faults", {})[line] = Fault(kind, line, words)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule for a block: a line of three or more colons with its name, up to a line of as many colons."""
    begin = state.bMarks[start] + state.tShift[start]
    source = state.src
    if not source.startswith(":::", begin) or state.is_code_block(start):
        return False
    line = source[begin : state.eMarks[start]]
    opening = _OPENING.match(line)
    if not opening:
        words = _ANY_NAME.match(line)
        if words:
            _fault(state, "name", start, line.strip())
        return False
    name = opening[1]
    if name is None:
        return False
    if silent:
        return True
    if state.level > 0:
        _fault(state, "inside", start, line.strip())
        return False
    colons = len(line) - len(line.lstrip(":"))
    for row in range(start + 1, end):
        first = state.bMarks[row] + state.tShift[row]
        if not source.startswith(":::", first) or state.is_code_block(row):
            continue
        found = _OPENING.match(source[first : state.eMarks[row]])
        if found and found[1]:
            break
        if found and found.end() >= colons and len(found[0].rstrip()) >= colons:
            token = state.push(TOKEN, "", 0)
            token.info, token.markup, token.map = name, ":" * colons, [start, row + 1]
            token.content = state.getLines(start, row + 1, 0, False)
            state.line = row + 1
            return True
    _fault(state, "open", start, line.strip())
    return False


def _flat(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Beyond a depth that no minutes need, lists and quotations in one another are shown as they are written."""
    return state.level >= MAX_LEVEL and not silent and paragraph(state, start, end, silent)


def _parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough, without HTML."""
    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False, "maxNesting": 100})
    parser.block.ruler.before("table", "flat", _flat)
    parser.block.ruler.before("table", TOKEN, _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return parser


PARSER = _parser()
"""The one parser; it keeps nothing between two texts."""
