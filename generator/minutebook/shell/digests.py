"""Digests: a sum of all that a page shows, so that a page whose sum is known need not be made again.

Everything is taken in by value, part by part: two pages with the same sum show the same. What has no value of its own (a table of the
whole book, a file that is open) is refused, and such a page is always made.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

from markupsafe import Markup

from minutebook.confederation import Groups
from minutebook.pages.view import Site
from minutebook.records.common import Record, Translation
from minutebook.state import State

_PLAIN: Final = frozenset({str, bytes, int, float, bool, type(None), tuple, list, dict, date, Markup})
_SHARED: Final = ("minutebook.records", "minutebook.rules", "minutebook.confederation")
"""Of the parts defined here the sum stands for the whole: many pages show the same record or standing."""

_UNSHOWN: Final = frozenset({"body", "body_line"})
"""What of a record is left out: a page that shows its text has that in its view (`Prose`), and all others that name the record need not be
made again where a word of it changed."""


class NoValueError(Exception):
    """A part of a page that has no value of its own; the text names its type."""


class Digests:
    """Sums of what pages show. What many pages of one day share is summed once."""

    def __init__(self) -> None:
        self._state: State | None = None
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, site: Site, value: object) -> str:
        """The SHA-256 of a value that is made of plain data, in hexadecimal digits; `site` is that of the day it is of. Raises NoValueError."""
        if site.state is not self._state:
            self._state = site.state
            self._known.clear()
        return self._sum(value).hex()

    def shared(self, value: object) -> bytes:
        """The sum of a part that others share; it is kept, so that its place in memory is that of no other."""
        found = self._known.get(id(value))
        if found is None:
            found = self._known[id(value)] = value, self._sum(value)
        return found[1]

    def _sum(self, value: object) -> bytes:
        text = io.BytesIO()
        _Values(text, self, value).dump(value)
        return sha256(text.getbuffer()).digest()


class _Values(pickle.Pickler):
    """Writes a value part by part. Pickle's own way to write a part that came before by a reference to it is off, as it would tell equal
    values apart by how they lie in memory. What is written is never read."""

    def __init__(self, file: io.BytesIO, digests: Digests, whole: object) -> None:
        super().__init__(file, 5)
        self.fast = True
        self._digests = digests
        self._whole = whole

    def reducer_override(self, part: Any) -> Any:
        """A part that is no plain value of Python's: the name of its type, with its parts in order."""
        kind = type(part)
        if kind in _PLAIN or part is _written:
            return NotImplemented
        if kind not in _PARTS:
            _PARTS[kind] = _parts(kind)
        told, shared = _PARTS[kind]
        if shared and part is not self._whole:
            return _written, (kind.__qualname__, self._digests.shared(part))
        return _written, (kind.__qualname__, told(part))


def _written(*_: object) -> None:
    """Stands for whatever was written."""


def _parts(kind: type) -> tuple[Callable[[Any], Any], bool]:
    """How the parts of a type's values are told, and whether pages share these values. Raises NoValueError."""
    if kind is Site:
        return (lambda site: (site.day, site.settings.language)), False
    if kind is MappingProxyType:
        return dict, False
    if issubclass(kind, type):
        return (lambda one: one.__qualname__), False
    if issubclass(kind, str):
        return (lambda text: (str(text), getattr(text, "_made", None))), False  # `Said` remembers what it was made of
    if issubclass(kind, Enum):
        return (lambda one: one.name), False
    if issubclass(kind, tuple):
        return tuple, False
    if is_dataclass(kind) and kind is not State and kind is not Groups:
        unshown = _UNSHOWN if issubclass(kind, Record | Translation) else ()
        names = [field.name for field in fields(kind) if field.name not in unshown]
        told = attrgetter(*names) if names else (lambda _: ())
        return told, kind.__module__.startswith(_SHARED)
    raise NoValueError(kind.__qualname__)


_PARTS: Final[dict[type, tuple[Callable[[Any], Any], bool]]] = {}
