"""What a page may load, run and send, said in the page itself: its Content-Security-Policy.

A browser then runs no script and applies no style but those the generator put there, whatever else got into the page, and asks no
other host for anything. Scripts and styles within a page are named by their SHA-256. https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Final

ENGINE: Final = "'wasm-unsafe-eval'"
"""Lets a page run the engine of the search, which is WebAssembly. No other page may."""

_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_OWN: Final = "'self'"
_DISK: Final = "'self' file:"
"""A site on a disk has no host: not every browser counts its files as the page's own."""

_SOURCES: Final[Mapping[str, str]] = {
    "default-src": "'none'",
    "script-src": "{own}{scripts}",
    "style-src": "{own}{styles}",
    "img-src": "{own} data:",
    "connect-src": "{own}",
    "form-action": "{own}",
    "base-uri": "'none'",
}
"""What may be loaded, from where. Pictures within the stylesheet (`data:`) are the theme's icons."""


def scripts_in(html: str) -> tuple[str, ...]:
    """The scripts written out in a page. They are looked for before anything of a record is put into it."""
    return tuple(_SCRIPT.findall(html))


def policy(scripts: Iterable[str] = (), styles: Collection[str] = (), engine: bool = False, disk: bool = False) -> str:
    """A policy that lets run what these sources name, besides the site's own files."""
    own = _DISK if disk else _OWN
    named = "".join(f" {one}" for one in (*([ENGINE] if engine else []), *scripts))
    filled = {"own": own, "scripts": named, "styles": "".join(f" {one}" for one in styles)}
    return "; ".join(f"{what} {where.format(**filled)}" for what, where in _SOURCES.items())


@lru_cache(maxsize=256)
def source(text: str) -> str:
    """How a policy names a script or a style by what is in it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
