"""Pictures as pages show them, and what keeps a file from being shown. What is in a file, `reencoding` says."""

from __future__ import annotations

from typing import Final, NamedTuple

from minutebook.speech import UNSAID, Said

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_PIXELS: Final = 16_000_000
MAX_PIXELS_OF_JPEG: Final = 50_000_000
"""The largest file and picture that are looked into. A JPEG file is decoded small; any other has to be decoded whole, in a few bytes for
each pixel, before it can be made smaller."""

MAX_LENGTH: Final = 20_000
"""The longest side of a picture that is looked into, in pixels."""

MAX_SIDE: Final = 1_600
"""How wide and how high a picture is published at most, in pixels."""


class Picture(NamedTuple):
    """A picture that is published: its path from the site's root, its width and height in pixels."""

    address: str
    width: int
    height: int


class Fault(NamedTuple):
    """Why a file is not shown: the problem's code, what is wrong, what helps."""

    code: str
    message: Said
    help: Said = UNSAID
