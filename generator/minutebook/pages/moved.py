"""Pages at former addresses: each says that the page has moved, and leads on. They work on any server, and on a disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from minutebook.exports.moves import Moves
from minutebook.page import NOT_FOUND_BY_SEARCH, Page, relative
from minutebook.pages.speech import _
from minutebook.pages.view import Link, Site, View


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView(View):
    """A former address, and the page that stands elsewhere now."""

    now: Link


def moved_pages(site: Site, moved: Moves, stood: Iterator[Page]) -> Iterator[MovedView]:
    """A page for every former address of every page of one language, in the order of those pages."""
    settings = site.settings
    for page in stood:
        for former in moved.formers(page.here):
            way = relative(settings.within(former), page.path, settings.offline)
            yield MovedView(
                path=former,
                title=_("This page has moved"),
                moved_to=page.here,
                now=Link(page.title, page.here, page.title_lang, apart=True),
                head=f'{NOT_FOUND_BY_SEARCH}\n      <meta http-equiv="refresh" content="0; url={escape(way)}">',
            )
