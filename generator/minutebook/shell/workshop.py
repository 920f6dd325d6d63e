"""The workshop: all that pages are made from, read and reckoned once, and the pages, made by one process or by several at once.

A share of the pages is asked for by values that travel between processes (`Order`, a kind's word, two numbers), and whoever makes it writes
its files into the folder of the new site and tells their sums, or sends back what is in them. A process that was forked off finds
everything reckoned; one that was not reads the records itself. Both make the same bytes.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from secrets import token_hex
from typing import Final, NamedTuple
from weakref import finalize

from minutebook.confederation import Confederation
from minutebook.exports import export_files
from minutebook.exports.moves import Moves, copies
from minutebook.files import Seen, read_tree
from minutebook.load import Known, load
from minutebook.page import Page
from minutebook.pages import KINDS, PageKind
from minutebook.pages.shares import share
from minutebook.problems import Problem
from minutebook.render import Rendering, Sheet
from minutebook.settings import Settings
from minutebook.shell.alike import Traits, traits
from minutebook.shell.config import SiteConfig, read_config
from minutebook.shell.content import Content, clean_content
from minutebook.shell.frame import Frames
from minutebook.shell.keeping import Keeping, Made, edition
from minutebook.shell.pictures import Pictures
from minutebook.shell.pressing import P, pressed
from minutebook.shell.store import Store
from minutebook.state import State, reckon
from minutebook.writing import NewSite, Written, disk_errors

_PR_SET_PDEATHSIG: Final = 1
"""Source: prctl(2)."""


@dataclass(frozen=True, slots=True)
class Order:
    """A site that is to be made: the folder with the records, the configuration, the days, whether it is for a disk, whether there are
    compressed copies, and the folder of the store, if there is one.

    No two builds are one: `build` tells them apart, so that nobody goes on with what was read for another.
    """

    root: Path
    config_file: Path | None
    as_of: date | None
    today: date
    offline: bool
    precompress: bool
    cache: Path | None = None
    build: str = field(default_factory=lambda: token_hex(8))


class Noted(NamedTuple):
    """What is known of a page once it is written: that it may be found by search, and its stub where former addresses lead to it."""

    here: str
    lang: str
    changed: date | None
    found: bool
    led_to: Page | None


class Share(NamedTuple):
    """What became of a share: its files, or their sums where they are written; its pages, and what their frames load and run; what of the
    store it used."""

    files: list[tuple[str, bytes | Written]]
    pages: list[Noted]
    assets: frozenset[str]
    scripts: frozenset[str]
    used: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Before:
    """What was read before: the files, and the records in them."""

    seen: Seen = field(default_factory=dict)
    known: Known = field(default_factory=Known)


class Workshop:
    """Everything that the pages of one site are made from. Each part is read or reckoned when it is first asked for; with what was
    read `before`, only what has changed since is read again, and what is read now is noted there for the next."""

    def __init__(self, order: Order, before: Before | None = None) -> None:
        self.order = order
        self._open = ExitStack()
        finalize(self, self._open.close)  # where nobody closes it, as another order took its place
        self.before = before
        self.site: SiteConfig = read_config(order.root, order.config_file)
        self.settings: Settings = self.site.settings(order.today, order.as_of, order.offline)
        self.tree = read_tree(self.site.root, before.seen if before else None)
        self.pictures = self._open.enter_context(Pictures(self.site.root))

    def close(self) -> None:
        """Let go of the pictures that wait on the disk."""
        self._open.close()

    def reckon_all(self) -> None:
        """Reckon and compile what most pages need, before others are forked off."""
        state = self.state
        _ = [*state.proposals.values(), *state.verdicts.values()], state.mandates, state.ledger
        if self.keeping is None or self.keeping.store.empty:
            self.rendering.compile()
        self.rendering.prepare()

    @cached_property
    def confederation(self) -> Confederation:
        """The records."""
        return load(self.tree, self.pictures.look, self.before.known if self.before else None)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the records and with what lies around them, in order."""
        found = {*self.confederation.problems, *self.state.problems, *self.content.problems(self.site.root)}
        return tuple(sorted(found, key=lambda problem: (problem.span, problem.code, problem.message)))

    @cached_property
    def state(self) -> State:
        """What is computed from them."""
        return reckon(self.confederation, self.settings.as_of)

    @cached_property
    def content(self) -> Content:
        """The texts and files around the records."""
        return clean_content(self.site.content_dir)

    @cached_property
    def frames(self) -> Frames:
        """The frames of pages."""
        return Frames(self.site, self.settings)

    @cached_property
    def exported(self) -> dict[str, bytes]:
        """The data files."""
        return export_files(self.state, self.settings)

    def forget_exported(self) -> None:
        """Hold the data files no longer: they are as large as all the rest."""
        del self.exported

    @cached_property
    def rendering(self) -> Rendering:
        """How pages are rendered. Only the page of the data files asks for their sizes."""
        return Rendering(self.state, self.settings, self.content.texts, _Sizes(self), self.content.pictures)

    @cached_property
    def traits(self) -> Traits:
        """What others must have in common with this process to make the same files."""
        return traits(self.site, self.settings, self.tree, self.confederation, self.content)

    @cached_property
    def keeping(self) -> Keeping | None:
        """What earlier builds made, where it is kept."""
        if self.order.cache is None:
            return None
        common = edition(self.traits.programme, self.traits.settings, repr(self.content.pictures), repr(self.order.precompress))
        return Keeping(Store(self.order.cache), common)

    @property
    def moves(self) -> Moves:
        """What moved."""
        return self.rendering.moves

    def noted(self, page: Page) -> Noted:
        """What is kept of a page."""
        return Noted(page.here, page.lang, page.changed, page.found_by_search, self.rendering.led_to(page))

    def ready(self, files: Iterable[tuple[str, P]]) -> Iterable[tuple[str, P | bytes]]:
        """Files as they are published, with compressed copies where these are wanted."""
        return pressed(files) if self.order.precompress else files

    def files(self, page: Page) -> Iterator[tuple[str, bytes]]:
        """A page in its frame, and the files that come with it."""
        yield page.file, self.frames.fill(page).encode()
        for path, data in page.beside:
            yield path, data
            yield from ((former, data) for former in copies(path, self.moves, self.settings))

    def share(self, new: NewSite | None, kind: str, number: int, of: int) -> Share:
        """Make one of so many shares of the pages of a kind, in the new site; without one they are not written."""
        files: list[tuple[str, bytes | Written]] = []
        pages: list[Noted] = []
        with share(number, of):
            for own, noted in self.pages(KINDS[kind], new):
                files += own
                pages.append(noted)
        used = self.keeping.store.taken() if new and self.keeping else frozenset()
        return Share(files, pages, self.frames.named, self.frames.scripts(), used)

    def pages(self, kind: PageKind, new: NewSite | None) -> Iterator[tuple[Sequence[tuple[str, bytes | Written]], Noted]]:
        """The pages of a kind, each with its files: written into the new site, if one is given."""
        for sheet in self.rendering.sheets(kind):
            yield self._made(sheet, new)

    def _made(self, sheet: Sheet, new: NewSite | None) -> tuple[Sequence[tuple[str, bytes | Written]], Noted]:
        """A page, as it is kept or made anew. What has former addresses is always made, as pages lead to it from there."""
        if new is None:
            page = self.rendering.page(sheet)
            return [*self.ready(self.files(page))], self.noted(page)
        keeping = None if any(self.moves.formers(sheet.view.path)) else self.keeping
        key = keeping.key(sheet) if keeping else None
        if key and keeping and (kept := keeping.bring(key, sheet, new)):
            self.frames.prepare(sheet.kind, sheet.site.settings.language)
            return kept.files, Noted(sheet.view.path, sheet.site.settings.language, kept.changed, kept.found, None)
        page = self.rendering.page(sheet)
        answers = self.rendering.here.answers
        files = [*self.ready(self.files(page))]
        written = tuple((path, new.write(path, data)) for path, data in files)
        if key and keeping:
            keeping.keep(key, sheet, answers, Made(written, page.changed, page.found_by_search), (data for _path, data in files))
        return written, self.noted(page)


class _Sizes(Mapping[str, int]):
    """The bytes of each data file. The files are made when somebody asks: most pages do not."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def __getitem__(self, path: str) -> int:
        return len(self._workshop.exported[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self._workshop.exported)

    def __len__(self) -> int:
        return len(self._workshop.exported)


@lru_cache(maxsize=1)
def workshop(order: Order) -> Workshop:
    """The workshop for an order, opened once in every process."""
    return Workshop(order)


def work(order: Order, new: NewSite, kind: str, number: int, of: int) -> Share:
    """Make a share in whatever process this is. Raises PublishError where the disk refuses."""
    with disk_errors(new.folder):
        return workshop(order).share(new, kind, number, of)


def die_with_parent(parent: int) -> None:
    """Let this process end when the one that forked it off does, however it does: it writes into a folder that the next build clears."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended already
        os._exit(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is asked too, and ends this one
