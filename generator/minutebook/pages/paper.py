"""Paper: the way from a printed page back to the record, in words and as a QR code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import segno
from markupsafe import Markup

from minutebook.pages.view import Site

_MASK: Final = 2
"""A QR code can be read under every mask; to try all eight for the evenest pattern takes five times as long."""

_RUNS: Final = re.compile(rb"\x01+|[\x00\x02]+")
"""Dark modules in a row, or what lies between such: light ones, and ends of rows."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a printed page is found. Where the site's own address is not known, `full` is empty, and there is no code."""

    path: str
    full: str

    @property
    def address(self) -> Markup:
        """The address, else the path, as HTML that breaks after a stroke alone."""
        return Markup("/<wbr>").join((self.full or f"/{self.path}").split("/"))

    @property
    def code(self) -> Markup:
        """The address as a QR code. It is made where it is asked for: once, for a page that shows it."""
        return qr_code(self.full) if self.full else Markup("")


def printed(site: Site, path: str) -> Printed:
    """A path of the site, for paper."""
    return Printed(path, site.settings.address(path))


def qr_code(text: str) -> Markup:
    """A text as a QR code with the quiet zone around it, four modules wide. It can be read though a seventh of it is lost."""
    matrix = segno.make(text, error="m", micro=False, mask=_MASK).matrix
    side = len(matrix) + 8
    return Markup(f'<svg viewBox="0 0 {side} {side}"><path stroke="#000" d="M4 4.5{_strokes(matrix)}"/></svg>')


def _strokes(matrix: Iterable[bytes | bytearray]) -> str:
    """The dark modules as strokes of a path, row by row from the corner, which is dark in every code. (segno's own way takes five times as long.)"""
    rows = b"\2".join(matrix)
    width = rows.index(2)
    return "".join(_stroke(run, width) for run in _RUNS.findall(rows.rstrip(b"\0")))


@cache
def _stroke(run: bytes, width: int) -> str:
    """One stroke, or the way to the next: as far as there are light modules, less the width of each row that ends between."""
    if run[0] == 1:
        return f"h{len(run)}"
    ends = run.count(2)
    return f"m{len(run) - ends * (width + 1)} {ends}"
