"""Marks, states and a bar within the texts of `content/`, shown as they look on the pages: `{mark ratified}`, `{state open}`, `{bar}`.

What stands in code is left as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup, escape

from minutebook.pages.bar import Bar, Box
from minutebook.pages.marks import MARKS, is_track, mark
from minutebook.pages.speech import _
from minutebook.pages.wording import MANDATE_STATES, STATES

_TAG: Final = re.compile(r"(<code\b.*?</code>|<[^>]*>)", re.DOTALL)
_NAMED: Final = re.compile(r"\{(mark|state|mandate) ([a-z -]+)\}")
_BAR: Final = "<p>{bar}</p>"
_WORDS: Final = {"state": STATES, "mandate": MANDATE_STATES}

_BOXES: Final = ("ratified", "ratified", "provisional", "on the agenda", "not recorded", "rejected")


def samples(html: str) -> Iterator[Markup | Bar]:
    """A text in pieces: its HTML with every mark and state that it names in their places, and a bar wherever it asks for one."""
    for place, piece in enumerate(html.split(_BAR)):
        if place:
            yield _sample()
        parts = _TAG.split(piece)
        parts[::2] = [_NAMED.sub(_shown, part) for part in parts[::2]]
        yield Markup("".join(parts))  # the HTML comes from the renderer of Markdown, the rest from tables of ours


def _shown(found: re.Match[str]) -> str:
    """A mark in its colour, or the stamp of a state; what is neither stays as it was written."""
    kind, key = found.groups()
    if kind == "mark":
        if key not in MARKS:
            return found[0]
        colour = "res" if is_track(key) else "st"
        return f'<span class="mb-sample" data-{colour}="{key}">{mark(key)}</span>'
    if key not in _WORDS[kind]:
        return found[0]
    look, word = _WORDS[kind][key]
    return f'<span class="mb-stamp mb-stamp--s" data-state="{look}">{escape(_(word))}</span>'


def _sample() -> Bar:
    """Six assemblies of which four are needed: three count, one more is missing."""
    boxes = tuple(Box(key, "in" if place < 3 else "missing" if place < 4 else "out", start=place) for place, key in enumerate(_BOXES))
    label = _("An example: of six communes three have ratified, one of them provisionally; four are needed.")
    return Bar(boxes, 4, 3, 1, len(boxes), label, (), many=False)
