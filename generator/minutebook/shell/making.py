"""Making: all files of a site, in the order in which one needs the other, some by other processes meanwhile."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Final

from minutebook.citing import schema_files
from minutebook.exports import address_files
from minutebook.exports.headers import headers_files
from minutebook.exports.moves import with_copies
from minutebook.exports.sitemap import Listed, note
from minutebook.feeds import feed_files
from minutebook.indexing import index
from minutebook.pages import PAGES, PageKind
from minutebook.publish import Files
from minutebook.shell.alike import is_as_started
from minutebook.shell.hands import Hands
from minutebook.shell.workshop import Noted, Share, Workshop
from minutebook.speech import _
from minutebook.writing import NewSite, disk_errors

Progress = Callable[[str, int], None]
"""Told what is being done ('reading records', 'writing pages') and how many are done."""

SHARES: Final = 16
"""Into so many shares the pages of a kind are divided: more than there are hands, so that nobody waits long for the last."""


class Making:
    """The files of one site. `hands` are those who make the kinds of pages that are many; without any, all is made here."""

    def __init__(self, shop: Workshop, hands: Hands | None, progress: Progress) -> None:
        self.pages: list[Noted] = []
        self._shop = shop
        self._hands = hands
        self._progress = progress
        self._new: NewSite | None = None
        self._used: set[str] = set()
        self._asked: deque[Future[Share]] = deque()
        self._assets: set[str] = set()
        self._scripts: set[str] = set()

    @contextmanager
    def begin(self, new: NewSite) -> Iterator[None]:
        """Others make their shares while this lasts; where it ends before they do, those who write into the new site stop first."""
        self._new = new
        self._ask(new)
        try:
            yield
        except BaseException:
            if self._hands:
                self._hands.stop(self._asked)
            raise

    def _ask(self, new: NewSite) -> None:
        if self._hands:
            for kind in (kind.kind for kind in PAGES if kind.shared):
                for place in range(SHARES):
                    self._asked.append(self._hands.ask(new, kind, place, SHARES))

    def files(self) -> Files:
        """What is made here: pages and data files."""
        yield from self._pages()
        yield from self._shop.ready(self._data())

    def _pages(self) -> Files:
        for kind in PAGES:
            if not (kind.shared and self._hands):
                for files, page in self._here(kind):
                    yield from files
                    self._note(page)

    def _here(self, kind: PageKind) -> Iterator[tuple[Files, Noted]]:
        """The pages of a kind that are made here, written into the new site."""
        assert self._new
        pages = self._shop.pages(kind, self._new)
        while True:
            with disk_errors(self._new.folder):
                found = next(pages, None)
            if found is None:
                return
            yield found

    def _data(self) -> Files:
        yield from self._with_copies(self._shop.exported.items())
        self._shop.forget_exported()
        yield from self._with_copies(feed_files(self._shop.state, self._shop.settings))
        yield from self._shop.pictures.files(self._shop.state.confederation)

    def finish(self, new: NewSite) -> Files:
        """What the others made, then what is made from the whole; last the index for searching, from the files that are there. A site on a
        disk has none: a browser lets no script read files there."""
        while self._hands and self._asked:
            share = self._hands.bring(self._asked[0])
            self._asked.popleft()
            yield from share.files
            for page in share.pages:
                self._note(page)
            self._assets |= share.assets
            self._scripts |= share.scripts
            self._used |= share.used
        if self._hands:
            self._hands.leave()
        yield from self._shop.ready(self._rest(new))

    def _rest(self, new: NewSite) -> Files:
        """Pages that lead on, what names all pages, and what their frames need; the index."""
        shop, settings, content = self._shop, self._shop.settings, self._shop.content
        for page in shop.rendering.moved(one.led_to for one in self.pages if one.led_to):
            yield from shop.files(page)
            self._note(shop.noted(page))
        found: dict[str, Listed] = {}
        for one in self.pages:
            if one.found:
                note(one.here, one.lang, one.changed, found)
        others = [*schema_files(settings), *address_files(shop.state.confederation, settings, found)]
        others += [] if settings.offline else headers_files(shop.frames.scripts() | self._scripts)
        yield from self._with_copies((path, data) for path, data in others if path not in content.files)
        theme = shop.frames.assets(self._assets)
        yield from theme.items()
        yield from ((path, data) for path, data in content.files.items() if path not in theme)
        if not settings.offline:
            self._progress(_("indexing for the search"), 0)
            yield from index(new.folder, shop.keeping.store if shop.keeping else None)

    def _with_copies(self, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        return with_copies(files, self._shop.moves, self._shop.settings)

    def prune(self) -> None:
        """Keep nothing that this site did not need; and nothing at all where the programme was changed while it ran, as what is kept would be
        taken for what the other makes."""
        if self._shop.keeping:
            used = self._used | self._shop.keeping.store.taken()
            self._shop.keeping.store.prune(used if is_as_started() else ())

    def _note(self, page: Noted) -> None:
        self.pages.append(page)
        self._progress(_("writing pages"), len(self.pages))
