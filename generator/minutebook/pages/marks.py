"""Marks: votes are squares, silences are circles, positions are tracks. Each is a shape; the word is always written beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

_BOX: Final = "0 0 20 20"
_TRACK: Final = "0 0 30 20"


def _line(path: str, extra: str = "", kind: str = "mb-ln") -> str:
    return f'<path class="{kind}"{extra} d="{path}"/>'


def _solid(path: str) -> str:
    return f'<path class="mb-fi" d="{path}"/>'


_SQUARE: Final = "M2 2h16v16H2z"
_CIRCLE: Final = '<circle class="mb-ln" cx="10" cy="10" r="8"/>'
_POST: Final = _line("M2.5 2v16", kind="mb-ln mb-ln--t")
_STRAIGHT: Final = _line("M4 10h23M21.5 4.8l5.6 5.2-5.6 5.2")
_DASHED: Final = ' stroke-dasharray="3.2 3.2"'

MARKS: Final[dict[str, tuple[str, str]]] = {
    "ratified": (_BOX, _solid("M1 1h18v18H1z") + _line("M4.8 10.3l3.7 3.9 6.8-8.2", kind="mb-ko")),
    "provisional": (
        _BOX,
        _line("M1 1h18v18H1z", ' stroke-dasharray="3.5 2.37"')
        + _solid("M4.2 4.2h11.6v11.6H4.2z")
        + _line("M6.6 10.2l2.5 2.7 4.4-5.6", kind="mb-ko"),
    ),
    "reservations": (_BOX, _line(_SQUARE) + _solid("M2 2l16 16H2z")),
    "conditional": (_BOX, _line(_SQUARE) + _line("M10 2v16", ' stroke-dasharray="2 2"') + _line("M4.4 10.4l1.6 1.8 2-3")),
    "rejected": (_BOX, _line("M2 2h16v16H2zM5.6 5.6l8.8 8.8M14.4 5.6l-8.8 8.8")),
    "amended": (_BOX, _line("M2 2h16v16H2zM5.8 13.6L10 6.4l4.2 7.2")),
    "deferred": (_BOX, _line("M14 6V2H2v16h12v-4M7 10h11.5M15 6.5l3.6 3.5L15 13.5")),
    "abstained": (_BOX, _line("M2 2h16v16H2zM6 10h8")),
    "noted": (_BOX, _line("M2 2h16v16H2zM5.5 7h9M5.5 10.5h9M5.5 14h5")),
    "rescinded": (_BOX, _line("M2 2h16v16H2zM5.4 9.6l3.4 4.2 6-8.4") + _line("M-1 16.5L21 3.5")),
    "withdrawn": (_BOX, _line("M2 2h16v16H2z", ' stroke-dasharray="2 3"') + _line("M-1 16.5L21 3.5")),
    "late": (_BOX, _line("M1.5 0v20", kind="mb-ln mb-ln--t") + _line("M6 3.5h13v13H6zM9 10.2l2.5 2.7 4.4-5.6")),
    "earlier": (_BOX, _line("M6 3.5V1.5h12.5V14H16.5") + _line("M1.5 6H14v12.5H1.5z") + _line("M4.4 12.2l2.4 2.6 4.4-5.2")),
    "adopted": (_BOX, _solid("M1 1h18v18H1z")),
    "submitted": (_BOX, _line("M2 7.5V2h16v5.5M10 6v11M5.4 12.6L10 17.2l4.6-4.6")),
    "part": (_BOX, _line(_SQUARE) + _solid("M2 11h7v7H2z")),
    "withheld": (_BOX, _line(_SQUARE) + _solid("M5 8h10v4H5z")),
    "draft": (_BOX, _line(_SQUARE, _DASHED)),
    "inquorate": (_BOX, _line(_SQUARE, _DASHED) + _line("M5.4 10.2l3.2 3.4 6-7.2")),
    "revoked": (_BOX, _solid("M1 1h18v18H1z") + _line("M-1 16.5L21 3.5", kind="mb-ko") + _line("M-1 19L21 6")),
    "not-recorded": (_BOX, _CIRCLE + '<circle class="mb-fi" cx="10" cy="10" r="3"/>'),
    "minutes-awaited": (_BOX, _CIRCLE + _line("M7.2 5.6h5.6v8.8H7.2z", kind="mb-ln mb-ln--f")),
    "on-agenda": (_BOX, _CIRCLE),
    "no-meeting": (_BOX, '<circle class="mb-ln" cx="10" cy="10" r="8" stroke-dasharray="2 3.03"/>'),
    "overdue": (_BOX, _line("M1.5 0v20", kind="mb-ln mb-ln--t") + '<circle class="mb-ln" cx="12.5" cy="10" r="6.5"/>'),
    "rotation": (_BOX, _line("M4 18V9.5M10 18V9.5M16 18V2", kind="mb-ln mb-ln--t") + _line("M1 6.5h11.5", kind="mb-ln mb-ln--f")),
    "quorum": (_BOX, _line("M4 18v-7M10 18v-7M16 18v-7", ' stroke-dasharray="2 1.5"', "mb-ln mb-ln--t") + _line("M1 5.5h18", kind="mb-ln mb-ln--f")),
    "quota": (_BOX, _solid("M1 7h5v6H1zM7.5 7h5v6h-5z") + _line("M15 8h4v4h-4z", kind="mb-ln mb-ln--f")),
    "too-long": (_BOX, _line("M2 8V3h9v5") + _solid("M1 11.5h18v5H1z")),
    "disputed": (_BOX, _line("M2 3h16v11h-7l-5 4v-4H2z") + _line("M5.5 8.5h9", kind="mb-ln mb-ln--f")),
    "kept": (_TRACK, _POST + _STRAIGHT),
    "departed": (_TRACK, _POST + _line("M16.5 6h12", ' stroke-dasharray="1.5 3"') + _line("M4 6h7l14 10M18.6 17.2l7 -.6-1.4-6.6")),
    "claimed": (_TRACK, _POST + _line("M4 10h7") + _line("M11 10l14-6M18 3l7.2 .8-3.4 6", ' stroke-dasharray="3 2"') + _line("M11 4v12")),
    "changed": (_TRACK, _POST + _line("M4 13h9M16 7h11M21.5 1.8l5.6 5.2-5.6 5.2") + _line("M14.5 16V4", ' stroke-dasharray="2 2"')),
    "divided": (_TRACK, _POST + _line("M4 10h8l13-7M12 10l13 7M19.5 2.2l6 .6-3 5M22.5 12.2l3 5-6 .6")),
    "beyond": (_TRACK, _POST + _line("M14.5 3v14M4 10h23M21.5 4.8l5.6 5.2-5.6 5.2")),
    "without": (_TRACK, _line("M2.5 2v16", ' stroke-dasharray="2.4 3.2"', "mb-ln mb-ln--t") + _line("M9 10h18M21.5 4.8l5.6 5.2-5.6 5.2")),
    "not-named": (_TRACK, _POST + _line("M11 10h16M21.5 4.8l5.6 5.2-5.6 5.2") + _line("M5.5 7l4 6M9.5 7l-4 6")),
    "indicative": (_TRACK, _POST + _line("M6 10h14", ' stroke-dasharray="4 3"') + '<circle class="mb-ln" cx="24.5" cy="10" r="3.6"/>'),
    "silent": (_TRACK, _POST + _line("M4 10h17M22 4.5v11")),
    "absent": (_TRACK, _POST + _line("M8 10h20", ' stroke-dasharray="1.5 3.5"')),
    "unrecorded": (_TRACK, _POST + '<circle class="mb-ln" cx="17" cy="10" r="6"/><circle class="mb-fi" cx="17" cy="10" r="2.2"/>'),
}  # fmt: skip
"""Every mark with its box and shape."""

TURNS: Final = frozenset(("reservations", "deferred", *(key for key, (box, _shape) in MARKS.items() if box == _TRACK)))
"""The marks with a direction: they turn where the interface is written from right to left."""


def is_track(key: str) -> bool:
    """Whether a mark is a track: a position held against its mandate."""
    return MARKS[key][0] == _TRACK


def symbols(keys: Iterable[str]) -> Markup:
    """The shapes of these marks, defined once at the top of a page: a page opened from disk may not load another file's."""
    found = "".join(f'<symbol id="m_{key}" viewBox="{MARKS[key][0]}">{MARKS[key][1]}</symbol>' for key in sorted(set(keys)))
    return Markup(f'<svg width="0" height="0" aria-hidden="true" focusable="false" class="mb-hide">{found}</svg>\n' if found else "")


def mark(key: str) -> Markup:
    """A mark, to stand before its word."""
    classes = "mb-mark" + (" mb-mark--track" if is_track(key) else "") + (" mb-mark--turn" if key in TURNS else "")
    return Markup(f'<svg class="{classes}" aria-hidden="true"><use href="#m_{key}"/></svg>')
