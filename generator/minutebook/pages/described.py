"""What a page is of, for programmes: JSON-LD in a script element, which no browser runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

CONTEXT: Final = "https://schema.org"
"""Whose terms they are."""
_SAFE: Final = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"})
"""What a script element could end with, or a browser take for markup: within JSON it only stands in texts, where it may be escaped."""


def element(terms: Mapping[str, Any]) -> Markup:
    """The script element with the terms of which something is known. A script of this type is data and is never run."""
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(script_safe({"@context": CONTEXT, **known(terms)})))


def known(terms: Mapping[str, Any]) -> dict[str, Any]:
    """The terms of which something is known."""
    return {name: value for name, value in terms.items() if value}


def script_safe(value: object) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or begins another."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_SAFE)
