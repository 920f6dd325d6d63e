"""Keeping: pages that need not be made again, as nothing that they show has changed.

A page is known by the sum of all it shows (its view, how it is found, what lies beside it), of the programme, the configuration and the day.
With its files is kept what was asked of the book while it was rendered, and the answers: it is used only where these are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Final, NamedTuple

import cbor2

from minutebook.render import Sheet
from minutebook.shell.digests import Digests, NoValueError
from minutebook.shell.store import Store
from minutebook.templates import Question, answer
from minutebook.writing import NewSite, Written

_UNREADABLE: Final = (cbor2.CBORDecodeError, ValueError, TypeError, LookupError, NoValueError)


class Made(NamedTuple):
    """What became of a page: its files with their sums; the day on which what it shows changed last; whether search engines may list it."""

    files: tuple[tuple[str, Written], ...]
    changed: date | None
    found: bool


class Keeping:
    """The pages of one build that are kept in a store. `edition` is a sum of all that pages of this build have in common."""

    def __init__(self, store: Store, edition: str) -> None:
        self.store = store
        self._edition = edition
        self._digests = Digests()

    def key(self, sheet: Sheet) -> str | None:
        """By what a page is known; None where it cannot be told."""
        shown = (self._edition, sheet.kind.kind, sheet.site.settings.language, sheet.view, sheet.found, sheet.comes)
        try:
            return self._digests.of(sheet.of, shown)
        except NoValueError:
            return None

    def bring(self, key: str, sheet: Sheet, new: NewSite) -> Made | None:
        """Put the files of a page that is kept into the new site, from the site before or from the store. None where it must
        be made. Raises what `NewSite.write` does."""
        found = self.store.get(key)
        if found is None:
            return None
        try:
            files, answers, changed, listed = cbor2.loads(found)
            made = Made(
                tuple((str(path), Written(str(name))) for path, name in files),
                date.fromisoformat(changed) if changed else None,
                bool(listed),
            )
            if made.files[0][0] != sheet.file or not all(map(_within, (path for path, _written in made.files))):
                return None
            if not all(self._digests.of(sheet.of, answer(sheet.of, tuple(question))) == told for question, told in answers):
                return None
        except _UNREADABLE:
            return None
        return made if self._bring(made.files, new) else None

    def _bring(self, files: Iterable[tuple[str, Written]], new: NewSite) -> bool:
        """Put files into the new site, from the site before or from the store; where one is in neither, none."""
        brought: list[str] = []
        for path, written in files:
            self.store.use(written.sum)
            if not new.bring(path, written.sum):
                data = self.store.file(written.sum)
                if data is None:
                    for one in brought:
                        new.drop(one)
                    return False
                new.write(path, data)
            brought.append(path)
        return True

    def keep(self, key: str, sheet: Sheet, answers: Mapping[Question, Any], made: Made, contents: Iterable[bytes]) -> None:
        """Keep a page that was made, with what is in its files."""
        try:
            told = [[list(question), self._digests.of(sheet.of, answered)] for question, answered in answers.items()]
        except NoValueError:
            return
        for (_path, written), data in zip(made.files, contents, strict=True):
            self.store.keep(written.sum, data)
        changed = made.changed.isoformat() if made.changed else ""
        self.store.put(key, cbor2.dumps([[[path, written.sum] for path, written in made.files], told, changed, made.found]))


def _within(path: str) -> bool:
    """Whether a path leads to a file within a folder."""
    return path.isprintable() and not any(part in ("", ".", "..") for part in path.split("/"))


def edition(*parts: str) -> str:
    """The sum of these."""
    return sha256("\0".join(parts).encode()).hexdigest()
