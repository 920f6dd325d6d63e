"""All pages of a site as they are rendered, before they stand in their frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from minutebook.page import Page
from minutebook.pages import PAGES
from minutebook.render import Rendering
from minutebook.settings import Settings
from minutebook.state import State


def render_site(
    state: State, settings: Settings, content: Mapping[str, bytes], files: Mapping[str, int] = MappingProxyType({})
) -> Iterator[Page]:
    """Every page, in the order of the table of pages; those that lead on from former addresses come last."""
    rendering = Rendering(state, settings, content, files)
    stood = []
    for kind in PAGES:
        for page in map(rendering.page, rendering.sheets(kind)):
            stood += [led] if (led := rendering.led_to(page)) else []
            yield page
    yield from rendering.moved(stood)
