"""Rendering: views and templates become pages. Only this module and `templates` know Jinja."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from minutebook.catalogues import catalogue
from minutebook.citing import Beside, beside
from minutebook.confederation import Groups
from minutebook.exports.moves import moves
from minutebook.page import Page, file_of, relative
from minutebook.pages import KINDS, MOVED, PageKind
from minutebook.pages.found import Found, found
from minutebook.pages.marks import symbols
from minutebook.pages.moved import moved_pages
from minutebook.pages.speech import direction, language, speaking
from minutebook.pages.view import Link, Site, View, tongue
from minutebook.pictures import Picture
from minutebook.settings import Settings
from minutebook.state import State
from minutebook.templates import make_environment

_USED: Final = re.compile(r'href="#m_([a-z-]+)"')
_SPACE: Final = re.compile(r"\n[ \t]*(?=\n)")
_KEPT: Final = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it is rendered: the row of the table it is shown by, all that it shows, the site in whose language, how it is found by
    search, and what comes with it."""

    kind: PageKind
    view: View
    site: Site
    found: Found | None
    comes: Beside

    @property
    def file(self) -> str:
        """The file it is written to, from the site's root."""
        return file_of(self.site.settings.within(self.view.path))

    @property
    def of(self) -> Site:
        """The site of the day it is of."""
        return self.view.then.site if self.view.then else self.site


class Rendering:
    """How the pages of one site are made: its state in every language, its templates.

    `content` are the texts around the records, by path, and `pictures` the pictures with them; `files` the data files by path, with the
    bytes that each has.
    """

    def __init__(
        self, state: State, settings: Settings, content: Mapping[str, bytes], files: Mapping[str, int] = MappingProxyType({}),
        pictures: Mapping[str, Picture] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self.sites = [Site(state, settings.speaking(language), content, files=files, pictures=pictures) for language in settings.languages]
        self.environment, self.here = make_environment(self.sites[0])
        self.moves = moves(state.confederation)

    def compile(self) -> None:
        """Compile all templates."""
        for name in self.environment.list_templates(filter_func=lambda name: name.startswith("records/")):
            self.environment.get_template(name)

    def prepare(self) -> None:
        """Reckon what is the same for all pages."""
        for site in self.sites:
            _ = site.delegates, site.shows_past and site.past

    def sheets(self, kind: PageKind, site: Site | None = None) -> Iterator[Sheet]:
        """The pages of a kind, before they are rendered; with `site`, only those in its language. The languages take turns, so that what is
        reckoned for a page is reckoned once for all of them."""
        turns = zip_longest(*(_sheets(kind, kind.views(one), one) for one in ([site] if site else self.sites)))
        yield from (sheet for sheets in turns for sheet in sheets if sheet)

    def page(self, sheet: Sheet) -> Page:
        """A page, rendered."""
        view, site = sheet.view, sheet.site
        here, settings = self.here, site.settings
        with speaking(settings.language, catalogue(settings.language)):
            here.show(view, sheet.of, sheet.found)
            html = self.environment.get_template(f"records/{sheet.kind.template}").render(view=view)
            return _page(sheet.kind, view, html, settings, sheet.comes)

    def led_to(self, page: Page) -> Page | None:
        """What must be known of a page to which former addresses lead; None where there are none."""
        return replace(page, content="", head="", beside=()) if any(self.moves.formers(page.here)) else None

    def moved(self, stood: Iterable[Page]) -> Iterator[Page]:
        """The pages at former addresses, that lead on to these."""
        by_language: Groups[Page] = Groups.of((page.lang, page) for page in stood)
        for site in self.sites:
            own = by_language[site.settings.language]
            yield from map(self.page, _sheets(MOVED, moved_pages(site, self.moves, iter(own)), site))


def _sheets(kind: PageKind, views: Iterator[View], site: Site) -> Iterator[Sheet]:
    """The pages of a kind in one language, before they are rendered; the views are made in that language."""
    words = catalogue(site.settings.language)
    while True:
        with speaking(site.settings.language, words):
            view = next(views, None)
            if view is None:
                return
            sought = None if view.then or site.settings.offline else found(site, kind.kind, view.path)
            sheet = Sheet(KINDS.get(view.shown_as, kind), view, site, sought, beside(site, view))
        yield sheet


def _page(kind: PageKind, view: View, html: str, settings: Settings, comes: Beside) -> Page:
    """A page with the symbols of just the marks it uses, without the empty lines that templates leave."""
    parts = _KEPT.split(html)
    parts[::2] = [_SPACE.sub("", part) for part in parts[::2]]
    html = "".join(parts)
    used = dict.fromkeys(_USED.findall(html))
    return Page(
        settings.within(view.path), kind.kind, view.full_title, str(symbols(used)) + html, view.description, language(), direction(language()),
        kind.section, "\n".join(filter(None, (_head(view, settings), comes.head))), view.moved_to or view.path,
        tongue(Link(view.title, lang=view.title_lang))[0], comes.files, settings.within(view.moved_to) if view.moved_to else "", view.changed,
    )  # fmt: skip


def _head(view: View, settings: Settings) -> str:
    """What the view puts into the page's head, and where it can be followed."""
    link = Markup('<link rel="alternate" type="{}" title="{}" href="{}">')
    here = settings.within(view.path)
    return "\n".join([*filter(None, [view.head]), *(link.format(one.type, one.title, relative(here, one.path)) for one in view.follow)])
