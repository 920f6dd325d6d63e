"""Asked: the files of a site, each made when somebody asks for it. What is asked for is the same as a build would publish."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from minutebook.citing import schema_files
from minutebook.exports import address_files
from minutebook.exports.moves import with_copies
from minutebook.feeds import feed_files
from minutebook.pages import PAGES
from minutebook.pages.shares import only
from minutebook.pages.survey import survey
from minutebook.pages.view import Site
from minutebook.problems import Problem
from minutebook.publish import MANIFEST
from minutebook.render import Sheet
from minutebook.shell.workshop import Before, Order, Workshop

OF_ALL: Final = re.compile(
    rf"(?:pagefind/.*|sitemap(?:-\d+)?\.xml|robots\.txt|headers/(?:nginx\.conf|Caddyfile)|_headers|\.htaccess|{re.escape(MANIFEST)})"
)
"""The files that are made from all pages: only a whole build has them."""
_INDEX: Final = "index.html"


class Asked:
    """The files of the site that a workshop makes."""

    def __init__(self, shop: Workshop) -> None:
        self.shop = shop

    def file(self, path: str) -> bytes | None:
        """What a file of the site holds, by its path from the root; None where there is none, or only a whole build has it."""
        if path in (_INDEX, "404.html") or path.endswith(f"/{_INDEX}"):
            return self._page(*self._split(path.removesuffix(_INDEX)))
        if OF_ALL.fullmatch(path):
            return None
        tables: tuple[Callable[[str], bytes | None], ...] = (
            self._theme, self.shop.content.files.get, lambda path: self._others.get(path), self._beside,
            lambda path: self._pictures.get(path), lambda path: self._exported.get(path), lambda path: self._feeds.get(path),
        )  # fmt: skip
        return next((data for find in tables if (data := find(path)) is not None), None)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the records and with what lies around them."""
        return self.shop.problems

    def _split(self, path: str) -> tuple[Site, str]:
        """The site in whose language's folder a path lies, and the rest of it."""
        first, *others = self.shop.rendering.sites
        site = next((one for one in others if path.startswith(one.settings.tree)), first)
        return site, path.removeprefix(site.settings.tree)

    def _sheet(self, site: Site, here: str) -> Sheet | None:
        """The page at a path of the site in one language, before it is rendered."""
        with only(here):
            found = (one for kind in PAGES if kind.may_lie(here) for one in self.shop.rendering.sheets(kind, site))
            return next((one for one in found if one.view.path == here), None)

    def _page(self, site: Site, here: str) -> bytes | None:
        """A page, or the one that leads on from a former address."""
        rendering, frames = self.shop.rendering, self.shop.frames
        if sheet := self._sheet(site, here):
            return frames.fill(rendering.page(sheet)).encode()
        now = self.shop.moves.present(here)
        sheet = self._sheet(site, now) if now != here else None
        stood = rendering.led_to(rendering.page(sheet)) if sheet else None
        path = site.settings.within(here)
        return next((frames.fill(one).encode() for one in rendering.moved([stood] if stood else []) if one.path == path), None)

    def _beside(self, path: str) -> bytes | None:
        """A file that comes with a page, in the same folder."""
        site, here = self._split(path)
        here = self.shop.moves.present(here)
        sheet = self._sheet(site, here[: here.rfind("/") + 1])
        return dict(sheet.comes.files).get(site.settings.tree + here) if sheet else None

    def _theme(self, path: str) -> bytes | None:
        """A file of the theme: our own, or one that the frame of a page names."""
        if not self.shop.frames.named:
            self._page(self.shop.rendering.sites[0], "")
        return self.shop.frames.asset(path)

    @cached_property
    def _others(self) -> Mapping[str, bytes]:
        """The schema of facts, and by what addresses are found."""
        settings = self.shop.settings
        return self._copied([*schema_files(settings), *address_files(self.shop.state.confederation, settings, {})])

    @cached_property
    def _pictures(self) -> Mapping[str, bytes]:
        return dict(self.shop.pictures.files(self.shop.state.confederation))

    @cached_property
    def _exported(self) -> Mapping[str, bytes]:
        return self._copied(self.shop.exported.items())

    @cached_property
    def _feeds(self) -> Mapping[str, bytes]:
        return self._copied(feed_files(self.shop.state, self.shop.settings))

    def _copied(self, files: Iterable[tuple[str, bytes]]) -> Mapping[str, bytes]:
        return dict(with_copies(files, self.shop.moves, self.shop.settings))


def look(root: Path, as_of: date | None, today: date, before: Asked | None = None) -> Asked:
    """Read the records in `root` as they are now; what was read `before` is not read again, and what was reckoned from it is let go. Raises
    ConfigError and OSError."""
    survey.cache_clear()
    shop = Workshop(Order(root, None, as_of, today, offline=False, precompress=False), before.shop.before if before else Before())
    _ = shop.problems
    return Asked(shop)
