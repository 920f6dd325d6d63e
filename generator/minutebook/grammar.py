"""The Markdown of records: CommonMark with tables and strikethrough, without HTML, and with blocks of ours.

One parser serves reading and showing. Its limits keep any text, however hostile, from taking long: beyond a depth
or a number of cells that no minutes need, text is shown as it is written.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import validateLink
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import blockquote as markdown_quote
from markdown_it.rules_block import table as markdown_table
from markdown_it.rules_block.paragraph import paragraph
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

TOKEN = "record_block"
MAX_LEVEL = 16
MAX_QUOTES = 5
MAX_COLUMNS = 60
MAX_CELLS = 20_000
MAX_ADDRESS = 2_000
MAX_BRACKETS = 500

_OPENING = re.compile(r":{3,}[ \t]*(?:(decision|statement)[ \t]*)?$")
_ANY_NAME = re.compile(r":{3,}[ \t]*[^\s{:]")


class Fault(NamedTuple):
    """A line of colons that is not a block though it looks like one, and its words.

    The parser finds `open`, `inside` and `name`; `loose`, `comment` and `code` are what it took for text.
    """

    kind: str
    line: int
    words: str


def _line(state: StateBlock, row: int) -> str:
    return state.src[state.bMarks[row] + state.tShift[row] : state.eMarks[row]]


def _fault(state: StateBlock, kind: str, row: int) -> None:
    state.env.setdefault("faults", {})[row] = Fault(kind, row, _line(state, row).strip())


def _record_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of three or more colons with the block's name, up to a line of as many colons; at the top level only."""
    if not state.src.startswith(":::", state.bMarks[start] + state.tShift[start]) or state.is_code_block(start):
        return False
    line = _line(state, start)
    opening = _OPENING.match(line)
    if not opening and _ANY_NAME.match(line):
        _fault(state, "name", start)
    if not opening or opening[1] is None:
        return False
    if silent:
        return True
    if state.level > 0:
        _fault(state, "inside", start)
        return False
    colons = len(line) - len(line.lstrip(":"))
    for row in range(start + 1, end):
        if not state.src.startswith(":::", state.bMarks[row] + state.tShift[row]) or state.is_code_block(row):
            continue
        found = _OPENING.match(_line(state, row))
        if found and found[1]:
            break
        if found and len(found[0].rstrip()) >= colons:
            token = state.push(TOKEN, "", 0)
            token.info, token.markup, token.map = opening[1], ":" * colons, [start, row + 1]
            token.content = state.getLines(start, row + 1, 0, False)
            state.line = row + 1
            return True
    _fault(state, "open", start)
    return False


def _comment_end(env: Any, source: str, begin: int) -> int:
    """Where the HTML comment that begins here ends, or -1; that there is none is remembered."""
    if begin > env.get("no_comment_after", len(source)):
        return -1
    end = source.find("-->", begin + 4)
    if end < 0:
        env["no_comment_after"] = begin
        return -1
    return end + 3


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment on lines of its own, `<!-- … -->`, is left out; a block that is commented out is not read."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.level > 0 or not state.src.startswith("<!--", begin) or state.is_code_block(start):
        return False
    stop = _comment_end(state.env, state.src, begin)
    row = start
    while row < end and state.eMarks[row] < stop:
        row += 1
    if stop < 0 or row >= end or state.src[stop : state.eMarks[row]].strip():
        return False
    if not silent:
        state.line = row + 1
    return True


def _inline_comment(state: StateInline, silent: bool) -> bool:
    """A comment within a line is left out, too."""
    if not state.src.startswith("<!--", state.pos):
        return False
    env: dict[str, Any] = state.env.setdefault("comments", {})
    if env.get("text") is not state.src:
        env.clear()
        env["text"] = state.src
    stop = _comment_end(env, state.src, state.pos)
    if stop < 0 or stop > state.posMax:
        return False
    state.pos = stop
    return True


def _flat(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lists and quotations very deep in one another are shown as they are written."""
    return state.level >= MAX_LEVEL and not silent and paragraph(state, start, end, silent)


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A quotation, unless it stands in too many others: each looks at every line below it."""
    depth = state.env.get("quotes", 0)
    if silent or depth >= MAX_QUOTES:
        return silent and markdown_quote(state, start, end, True)
    state.env["quotes"] = depth + 1
    try:
        return markdown_quote(state, start, end, False)
    finally:
        state.env["quotes"] = depth


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, unless it is wider than any page, or all tables together have more cells than anyone reads.

    Short rows are filled up with empty cells, so a few bytes could otherwise become a page of millions.
    """
    second = state.bMarks[start + 1] + state.tShift[start + 1]
    if start + 2 > end or not state.src.startswith(("|", "-", ":"), second):
        return False
    columns = state.src.count("|", state.bMarks[start], state.eMarks[start]) + 1
    rows = (MAX_CELLS - state.env.get("cells", 0)) // columns
    if columns > MAX_COLUMNS or rows < 1:
        return False
    done = markdown_table(state, start, min(end, start + 2 + rows), silent)
    if done and not silent:
        state.env["cells"] = state.env.get("cells", 0) + columns * (state.line - start)
    return done


def _tame_brackets(state: StateCore) -> None:
    """Hundreds of opening brackets in one paragraph are no links: they are shown as they are written."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > MAX_BRACKETS:
            token.content = token.content.replace("[", "&#91;")


class _Parser(MarkdownIt):
    """Links longer than any real address are text."""

    def validateLink(self, url: str) -> bool:
        return len(url) <= MAX_ADDRESS and validateLink(url)


def _parser() -> MarkdownIt:
    parser = _Parser("js-default", {"html": False, "linkify": False, "typographer": False, "maxNesting": MAX_LEVEL + 8})
    block, interrupting = parser.block.ruler, ["paragraph", "reference", "blockquote", "list"]
    block.at("table", _table, {"alt": ["paragraph", "reference"]})
    block.at("blockquote", _quote, {"alt": interrupting})
    block.before("table", "flat", _flat)
    block.before("table", TOKEN, _record_block, {"alt": interrupting})
    block.before("table", "comment", _comment, {"alt": interrupting})
    parser.inline.ruler.before("autolink", "comment", _inline_comment)
    parser.core.ruler.before("inline", "tame_brackets", _tame_brackets)
    return parser


PARSER = _parser()
"""The one parser; it keeps nothing between two texts."""
