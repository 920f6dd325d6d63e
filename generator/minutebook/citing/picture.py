"""Card images: what a link to a page looks like where people share it, drawn at build with the bundled fonts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import resvg_py
from markupsafe import Markup

from minutebook.citing.face import BAD, GOOD, OPEN, Face
from minutebook.citing.letters import FAMILY, drawable, font_files, lines, width

WIDTH, HEIGHT, FILE = 1200, 630, "card.png"
_EDGE: Final = 72
_ROOM: Final = WIDTH - 2 * _EDGE
_COLOURS: Final = {GOOD: "#125230", BAD: "#8f1a16", OPEN: "#4c2380"}
_INK, _SOFT, _PAPER, _RULE = "#15171a", "#43474d", "#fdfdfa", "#c5c7c0"

_SVG: Final = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
    '<rect width="{wide}" height="{high}" fill="{paper}"/><rect width="{wide}" height="18" fill="{look}"/>{inside}</svg>'
)
_TEXT: Final = Markup(
    '<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}" font-family="{family}">{text}</text>'
)
_RECT: Final = Markup('<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="{fill}"/>')


def can_be_drawn(face: Face) -> bool:
    """Whether the bundled fonts have every letter: else the page has no picture."""
    return all(map(drawable, (face.title, face.stamp, face.told, face.site, face.day)))


def picture_file(face: Face, rtl: bool) -> bytes:
    """The PNG, mirrored where the interface is written from right to left. The same face always gives the same bytes: no font of the machine
    is looked at."""
    svg = drawing(face, rtl)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=font_files(), font_family=FAMILY))


def drawing(face: Face, rtl: bool) -> str:
    """The picture as SVG, mirrored where the interface is written from right to left."""
    inside = Markup("").join(_inside(face, rtl))
    return str(_SVG.format(wide=WIDTH, high=HEIGHT, paper=_PAPER, look=_COLOURS[face.look], inside=inside))


def _inside(face: Face, rtl: bool) -> Iterator[Markup]:
    look = _COLOURS[face.look]
    yield _line(face.site, 92, 30, rtl, fill=_SOFT)
    title = lines(face.title, 60, _ROOM, 3, bold=True)
    y = 102
    for line in title:
        y += 74
        yield _line(line, y, 60, rtl, weight=700, own=face.title_dir == "rtl")
    wide = width(face.stamp, 32, bold=True) + 36
    yield _RECT.format(x=WIDTH - _EDGE - wide if rtl else _EDGE, y=y + 30, wide=wide, high=54, fill=look)
    yield _line(face.stamp, y + 66, 32, rtl, weight=700, fill=_PAPER, edge=_EDGE + 18)
    y += 92
    if face.bar and face.bar[2]:
        have, _need, of = face.bar
        part = _ROOM * have / of
        y += 34
        yield _RECT.format(x=_EDGE, y=y - 20, wide=_ROOM, high=20, fill=_RULE)
        yield _RECT.format(x=WIDTH - _EDGE - part if rtl else _EDGE, y=y - 20, wide=part, high=20, fill=look)
    for line in lines(face.told, 32, _ROOM, min(3, (HEIGHT - 90 - y) // 44)):
        y += 46
        yield _line(line, y, 32, rtl)
    yield _line(face.day, HEIGHT - 40, 28, rtl, fill=_SOFT)


def _line(
    text: str, y: float, size: int, rtl: bool, *, weight: int = 400, fill: str = _INK, edge: float = _EDGE, own: bool | None = None
) -> Markup:
    """One line from the edge at which the interface begins; `own` is whether its text runs from right to left, where that is another way.

    A renderer takes every line to run from left to right, so a line that does not is embedded (RLE … PDF).
    """
    told = f"\u202b{text}\u202c" if (rtl if own is None else own) else text
    x, anchor = (WIDTH - edge, "end") if rtl else (edge, "start")
    return _TEXT.format(x=x, y=y, size=size, weight=weight, fill=fill, anchor=anchor, family=FAMILY, text=told)
