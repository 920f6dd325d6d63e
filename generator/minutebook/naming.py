"""Naming: where a text names a person, whatever the spelling, and where it may.

A name is found whatever its capitals, however its accents and apostrophes are written, with signs in it that are not seen, and over the
end of one line. It stands by itself: not within another word, nor as a part of a name with a hyphen. Arabic writes short words
together with the name that follows; scripts without blanks between words have no border at all.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from minutebook.checks.names import plain
from minutebook.encoding import legible
from minutebook.files import ENDING

_UNSEEN: Final = "[\u00ad\u200b-\u200f\u2060\ufeff]*"
"""Signs within a word that nobody sees."""

_BETWEEN: Final = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?:>[^\S\n]*){0,3})"
"""What stands between the parts of a name: blanks, or the end of one line, in a quotation with its sign."""

_WAYS: Final = r"\]\([^)\n]{0,1000}\)|://\S{0,1000}"
"""Where a link or a picture leads: other words there would break it, so it stays, and is told."""

_CODE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
"""A letter as YAML may write it between double quotes."""

_MARKUP: Final = re.compile(r"[*_`~\\\u00ad\u200b-\u200f\u2060\ufeff]")
_LONG: Final = 4
"""From how many letters on a part of a name is looked for by itself."""


@dataclass(frozen=True, slots=True)
class Left:
    """A place that may still tell the name: its file, its line (from 1; 0 is the file's own path), and what stands around it."""

    file: str
    line: int
    text: str


def replaced(text: str, names: tuple[str, ...], words: str) -> tuple[str, int]:
    """The text with the words in place of the names, and how many were replaced."""
    times = 0

    def other(found: re.Match[str]) -> str:
        nonlocal times
        if found["way"]:
            return found[0]
        times += 1
        return words

    return _pattern(names).sub(other, text), times


def tells(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text may tell one of the names, or a part of one."""
    return bool(_seek(names).search(_shown(text))) or replaced(text, names, "")[1] > 0


def left(files: Mapping[str, bytes], names: tuple[str, ...]) -> Iterator[Left]:
    """Where something like a name still stands: without its accents, with an ending, in codes, a part of it alone, in a file's path, or in a
    text that is not UTF-8, where nothing is replaced."""
    seek = _seek(names)
    for path, data in files.items():
        if seek.search(plain(path.replace("-", " "))):
            yield Left(path, 0, path)
        text = legible(data) if path.endswith(ENDING) else decoded(data)
        if not seek.search(_shown(text)):
            continue
        for number, line in enumerate(map(str.strip, text.splitlines()), 1):
            if seek.search(_shown(line)):
                words = (one.start() for one in re.finditer(r"\S+", line) if seek.search(_shown(one[0])))
                yield Left(path, number, around(line, next(words, 0)))


def around(line: str, place: int) -> str:
    """Some hundred characters of a line around a place in it."""
    begin = max(0, place - 40)
    part = line[begin : begin + 100].strip()
    return ("… " if begin else "") + part + (" …" if begin + 100 < len(line) else "")


def decoded(data: bytes) -> str:
    """The text of a file; of one that is not UTF-8 none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _shown(text: str) -> str:
    """A text in plain letters, those in place of which YAML, HTML and addresses write codes too, with the signs of Markdown and without."""
    letters = _CODE.sub(lambda code: chr(min(int(code[1] or code[2] or code[3], 16), 0x10FFFF)), text)
    letters = unquote(html.unescape(letters))
    return f"{plain(letters)}\n{plain(_MARKUP.sub('', letters))}"


@lru_cache(maxsize=8)
def _seek(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds, in plain letters, what resembles a name: each of its parts, or the whole where they are short."""
    parts = {part for name in names for part in plain(name).split() if len(part) >= _LONG} or set(map(plain, names))
    return re.compile("|".join(map(re.escape, sorted(parts))))


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds a name that stands by itself, the longest first, as one may be part of another; and before that where links lead."""
    every = sorted({unicodedata.normalize("NFC", name).strip() for name in names}, key=len, reverse=True)
    return re.compile("|".join((f"(?P<way>{_WAYS})", *map(_written, every))), re.IGNORECASE)


def _written(name: str) -> str:
    """A name as it may be written, with the borders that its script has."""
    inner = _BETWEEN.join(_UNSEEN.join(map(_letter, word)) for word in name.split())
    return _border(name[0], _BEFORE) + inner + _border(name[-1], _BEHIND)


_BEFORE: Final = r"(?:(?<![^\W_])|(?<=(?<![^\W_])[\u0648\u0641\u0628\u0644\u0643]))(?<![^\W_][-\u2010\u2011])"
"""No letter before: but Arabic joins 'and', 'then', 'in', 'to' and 'as' to what follows."""
_BEHIND: Final = r"(?![^\W_]|[\u0300-\u036f])(?![-\u2010\u2011][^\W_])"


def _border(letter: str, border: str) -> str:
    """The border beside a letter: none in scripts that write words without blanks between."""
    return "" if unicodedata.east_asian_width(letter) in "WF" else border


def _letter(letter: str) -> str:
    """A letter in one piece or taken apart; an apostrophe in any form, and doubled as YAML has it within single quotes."""
    if letter in "'\u2019\u02bc":
        return "(?:''|['\u2019\u02bc])"
    apart = unicodedata.normalize("NFD", letter)
    return f"(?:{re.escape(letter)}|{re.escape(apart)})" if apart != letter else re.escape(letter)
