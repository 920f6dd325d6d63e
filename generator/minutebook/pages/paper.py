"""Paper: the way from a printed page back to the record, in words and as a QR code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import segno
from markupsafe import Markup

from minutebook.pages.view import Site

_MASK: Final = 2
"""A QR code can be read under every mask; to try all eight for the evenest pattern takes five times as long."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a printed page is found: its address, as HTML that breaks after a stroke alone, and the same as a QR code.

    Where the site's own address is not known, it is the path, and there is no code.
    """

    address: Markup
    code: Markup


def printed(site: Site, path: str) -> Printed:
    """A path of the site, for paper."""
    full = site.settings.address(path)
    return Printed(Markup("/<wbr>").join((full or f"/{path}").split("/")), qr_code(full) if full else Markup(""))


def qr_code(text: str) -> Markup:
    """A text as a QR code with the quiet zone around it. It can be read though a seventh of it is lost."""
    code = segno.make(text, error="m", micro=False, mask=_MASK)
    return Markup(code.svg_inline(omitsize=True, svgclass=None, lineclass=None))
