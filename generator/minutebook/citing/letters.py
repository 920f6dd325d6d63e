"""Letters of the bundled fonts: which of them a text needs, how wide it is, and where its lines break."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final

from fontTools.ttLib import TTFont

from minutebook.theme_path import theme_dir

FAMILIES: Final = ("Noto Sans", "Noto Sans Arabic")
"""The families in the order in which they are asked for a letter."""
_UNSEEN: Final = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def font_files() -> list[str]:
    """The bundled fonts, in an order that stays."""
    return [str(path) for path in sorted((theme_dir() / "fonts").glob("*.ttf"))]


@cache
def _advances(family: str) -> dict[int, float]:
    """How wide each letter of a family is, in parts of the size: of the bold cut, the wider of the two."""
    name = family.replace(" ", "") + "-Bold.ttf"
    with TTFont(theme_dir() / "fonts" / name, lazy=True) as font:
        widths, letters, unit = font["hmtx"], font.getBestCmap(), font["head"].unitsPerEm
        return {code: widths[glyph][0] / unit for code, glyph in letters.items()}


def family_of(char: str) -> str:
    """The family a letter is drawn from; empty where none has it. What is not seen needs none."""
    if char in _UNSEEN:
        return FAMILIES[0]
    return next((family for family in FAMILIES if ord(char) in _advances(family)), "")


def drawable(text: str) -> bool:
    """Whether every letter can be drawn. A text with one that cannot is drawn nowhere: an empty box says nothing to anybody."""
    return all(map(family_of, text))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The text in runs of one family each."""
    yield from ((family, "".join(chars)) for family, chars in groupby(text, key=family_of))


def width(text: str, size: float) -> float:
    """How wide a text is at a size. Arabic letters are measured as they stand alone, which is never less."""
    return size * sum(_advances(family_of(char)).get(ord(char), 0) for char in text if char not in _UNSEEN)


def lines(text: str, size: float, room: float, most: int) -> list[str]:
    """A text broken at its spaces into at most so many lines of this room; what does not fit ends in an ellipsis."""
    words, found = text.split(), [""]
    for word in words:
        longer = f"{found[-1]} {word}".strip()
        if width(longer, size) <= room or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    kept = found[:most]
    if len(found) > most:
        kept[-1] += " …"
    return [_cut(line, size, room) for line in kept]


def _cut(line: str, size: float, room: float) -> str:
    """A line shortened until it fits, with an ellipsis at its end."""
    if width(line, size) <= room:
        return line
    line = line.removesuffix(" …")
    while line and width(f"{line}…", size) > room:
        line = line[:-1].rstrip()
    return f"{line}…"
