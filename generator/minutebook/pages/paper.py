"""Paper: the way from a printed page back to the record, in words and as a QR code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from markupsafe import Markup
from zxingcpp import BarcodeFormat, create_barcode

from minutebook.page import uri
from minutebook.pages.view import Site

_RUNS: Final = re.compile(rb"\x00+|[\xff\n]+")
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
        """The address as a QR code, in letters that every reader takes for the same. It is made where it is asked for: once, for a page that shows it."""
        return qr_code(uri(self.full)) if self.full else Markup("")


def printed(site: Site, path: str) -> Printed:
    """A path of the site, for paper."""
    return Printed(path, site.settings.address(path))


def qr_code(text: str) -> Markup:
    """A text in ASCII as a QR code with the quiet zone around it, four modules wide. It can be read though a seventh of it is lost."""
    picture: Any = create_barcode(text, BarcodeFormat.QRCode, ec_level="M").to_image(add_quiet_zones=False)
    width, _height = picture.shape
    strokes = _strokes(memoryview(picture).tobytes(), width)
    return Markup(f'<svg viewBox="0 0 {width + 8} {width + 8}"><path stroke="#000" d="M4 4.5{strokes}"/></svg>')


def _strokes(modules: bytes, width: int) -> str:
    """The dark modules (zero; light ones are 255) as strokes of a path, row by row from the corner, which is dark in every code."""
    rows = b"\n".join(modules[start : start + width] for start in range(0, len(modules), width))
    return "".join(_stroke(run, width) for run in _RUNS.findall(rows.rstrip(b"\xff")))


@cache
def _stroke(run: bytes, width: int) -> str:
    """One stroke, or the way to the next: as far as there are light modules, less the width of each row that ends between."""
    if not run[0]:
        return f"h{len(run)}"
    ends = run.count(b"\n")
    return f"m{len(run) - ends * (width + 1)} {ends}"
