"""Characters that nobody can see: line breaks that git does not show, changes of direction, control characters."""

from __future__ import annotations

import re
import unicodedata

LINE_BREAKS = "\x85\u2028\u2029"
DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
HIDDEN = re.compile(rf"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{LINE_BREAKS}{DIRECTIONS}\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]")
_DIRECTION = re.compile(f"[{DIRECTIONS}]")


def hidden_kind(char: str) -> str:
    """The problem code for a character that nobody can see."""
    if char in LINE_BREAKS or char == "\r":
        return "hidden-line-break"
    return "hidden-direction" if _DIRECTION.match(char) else "control-character"


def name_of(char: str) -> str:
    """A character by its number and, where it has one, its name: for messages only."""
    name = unicodedata.name(char, "") or {"\r": "carriage return", "\0": "null"}.get(char, "")
    return f"U+{ord(char):04X}" + (f" ({name.lower()})" if name else "")


def without_hidden(text: str) -> str:
    """The text with a replacement character for each hidden one, so that reading can go on; no place moves."""
    return HIDDEN.sub("\ufffd", text)
