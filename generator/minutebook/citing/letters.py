"""Letters of the bundled fonts: which texts they can draw, how wide a text is, and where its lines break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final
from unicodedata import combining, decomposition

from fontTools.ttLib import TTFont

from minutebook.theme_path import theme_dir

FAMILY: Final = "Noto Sans"
"""The family of the bundled fonts: Noto Sans with the letters of Noto Sans Arabic."""
_UNSEEN: Final = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORMS: Final = (*range(0xFB50, 0xFDD0), *range(0xFE80, 0xFEFD))
"""Where Unicode has the forms of Arabic letters, each with its letter and how it stands: alone, first, within or last."""


@cache
def font_files() -> list[str]:
    """The bundled fonts, in an order that stays."""
    return [str(path) for path in sorted((theme_dir() / "fonts").glob("*.ttf"))]


@cache
def _advances(bold: bool) -> dict[str, float]:
    """How wide each letter is, in parts of the size."""
    with TTFont(theme_dir() / "fonts" / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf", lazy=True) as font:
        widths, unit = font["hmtx"], font["head"].unitsPerEm
        return {chr(code): widths[glyph][0] / unit for code, glyph in font.getBestCmap().items()}


def drawable(text: str) -> bool:
    """Whether every letter can be drawn. A text with one that cannot is drawn nowhere: an empty box says nothing to anybody."""
    known = _advances(False)
    return all(char in known or char in _UNSEEN for char in text)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is at a size, its Arabic letters joined."""
    known = _advances(bold)
    return size * sum(known.get(form, known.get(char, 1.0)) for char, form in _joined(text) if char not in _UNSEEN)


@cache
def _standing() -> Mapping[str, Mapping[str, str]]:
    """For how a letter stands and the letter, or lam with the alef that follows: its form."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code in _FORMS:
        how, *letters = decomposition(chr(code)).split() or [""]
        text = "".join(chr(int(letter, 16)) for letter in letters)
        if len(text) == 1 or (len(text) == 2 and text[0] == "\u0644" and text[1] in "\u0622\u0623\u0625\u0627"):
            found[how.strip("<>")][text] = chr(code)
    return found


def _joined(text: str) -> Iterator[tuple[str, str]]:
    """Each letter of a text with its form as it stands there; an alef after lam is drawn with it. Signs above and below join nothing."""
    forms = _standing()
    letters = [*(char for char in text if not combining(char)), ""]
    before, place = False, 0
    while char := letters[place]:
        if letters[place + 1] and char + letters[place + 1] in forms["isolated"]:
            char += letters[place + 1]
        place += len(char)
        back, on = before and char in forms["final"], char in forms["initial"]
        ahead = on and letters[place] in forms["final"]
        how = ("medial" if ahead else "final") if back else "initial" if ahead else "isolated"
        yield char, forms[how].get(char, char)
        before = on


def lines(text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
    """A text broken at its spaces into at most so many lines of this room; what does not fit ends in an ellipsis."""
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if width(longer, size, bold=bold) <= room or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    kept = found[:most]
    if len(found) > most:
        kept[-1] += " …"
    return [_cut(line, size, room, bold) for line in kept]


def _cut(line: str, size: float, room: float, bold: bool) -> str:
    """A line shortened until it fits, with an ellipsis at its end."""
    if width(line, size, bold=bold) <= room:
        return line
    line = line.removesuffix(" …")
    while line and width(f"{line}…", size, bold=bold) > room:
        line = line[:-1].rstrip()
    return f"{line}…"
