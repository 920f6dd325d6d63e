"""Blocks in the body: `::: decision` … `:::`, found by one Markdown parser for reading and for showing alike.

A block stands at the top level of the body. What stands in code, in a list or in a quotation is text; so is every
other line of colons. Because `markdown` shows the tokens of this same parser, what is read as a decision and what
is shown as one cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from itertools import islice, pairwise
from typing import Any, NamedTuple

from markdown_it.token import Token

from minutebook.grammar import PARSER, TOKEN, Fault

BLOCK_NAMES = ("decision", "statement")
MAX_BODY = 192 * 1024
MAX_LINES = 10_000
MAX_HEADING = 1_000
MAX_ALIKE = 200

_UNSEEN = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_COLONS = r"[:\uff1a](?:[ \t]{0,3}[:\uff1a]){1,9}[ \t]{0,9}"
_LIKE = re.compile(
    rf"^[ \t]*({_COLONS}(?:decision|statement)s?\b.*)$|(?:(?<=\s)|(?=:::))({_COLONS}(?:decision|statement)s?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_COLON_TWICE = re.compile(r"[:\uff1a][ \t]{0,3}[:\uff1a]")
"""What everything like the beginning of a block has; few other texts do."""
_EXAMPLE = re.compile(
    r"^(?:votes: \{for: 41, against: 3, abstain: 10\}|positions: \{(?:[\w-]+: for, )*others: abstain\})\n:::$", re.MULTILINE
)
_HEADING_LIKE = re.compile(r"^ {0,3}(?:#{1,6}(?:[ \t]|$)|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)


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


def too_long(body: str) -> bool:
    """Whether a body is longer than a text that people read: it is not looked into, and shown as it is written."""
    return len(body) > MAX_BODY or body.count("\n") > MAX_LINES


def unseen(text: str) -> list[re.Match[str]]:
    """The characters that `readable` replaces."""
    return list(_UNSEEN.finditer(text))


def outline(body: str) -> Outline:
    """What a body is made of. A body without anything like `:::` is not parsed for blocks, only up to its first heading."""
    if too_long(body):
        return Outline((), (), None)
    alike = list(islice(_LIKE.finditer(body), MAX_ALIKE)) if _COLON_TWICE.search(body) else []
    if ":::" not in body and not alike:
        return Outline((), (), first_heading(body))
    env: dict[str, Any] = {}
    tokens = _structure(body, env)
    blocks = tuple((token.info, *_lines(token)) for token in tokens if token.type == TOKEN)
    faults: dict[int, Fault] = env.get("faults", {})
    if alike:
        read = {row for _, begin, end in blocks for row in range(begin, end)}
        faults = {fault.line: fault for fault in _unread(body, alike, tokens, read)} | faults
    return Outline(blocks, tuple(sorted(faults.values(), key=lambda fault: fault.line)), _heading(tokens, env))


def _unread(body: str, alike: Sequence[re.Match[str]], tokens: Sequence[Token], read: set[int]) -> Iterator[Fault]:
    """Lines like the beginning of a block that begin none: mistyped (`loose`), in a `comment`, or indented as `code`.

    What stands in fenced code is meant as text, and the example in a draft's comment is nobody's decision.
    """
    indented, fenced = (_rows(tokens, kind) for kind in ("code_block", "fence"))
    comments = list(_comments(body))
    for found in alike:
        place = found.start(1) if found[1] else found.start(2)
        row = body.count("\n", 0, place)
        if row in read or row in fenced:
            continue
        around = next((body[begin:end] for begin, end in comments if begin < place < end), "")
        if _EXAMPLE.search(around):
            continue
        yield Fault("comment" if around else "code" if row in indented else "loose", row, (found[1] or found[2]).rstrip())


def _comments(body: str) -> Iterator[tuple[int, int]]:
    """Where each HTML comment begins and ends."""
    end = 0
    while (begin := body.find("<!--", end)) >= 0 and (end := body.find("-->", begin + 4)) >= 0:
        yield begin, end


def _rows(tokens: Sequence[Token], kind: str) -> set[int]:
    """The lines of all tokens of a kind."""
    return {row for token in tokens if token.type == kind for row in range(*_lines(token))}


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
    if found is None or "[" in found or "<!--" in body[:end]:
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
            PARSER.inline.parse(inline.content[:MAX_HEADING], PARSER, env, words)
            text = plain_text(words)
            if text:
                return text
    return None
