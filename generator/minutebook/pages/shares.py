"""Shares: the pages of a kind divided among those who make them at the same time, or only those asked for.

A kind whose pages are many asks `mine` which of its records are its own to show; without a share all are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Share:
    """One of so many shares; or, where a path is asked for, only what has a page there."""

    number: int = 0
    of: int = 1
    path: str | None = None


_ALL: Final = _Share()
_SHARE: ContextVar[_Share] = ContextVar("share", default=_ALL)


@contextmanager
def share(number: int, of: int) -> Iterator[None]:
    """Within this, one of so many shares is made: numbers begin at 0."""
    token = _SHARE.set(_Share(number, of))
    try:
        yield
    finally:
        _SHARE.reset(token)


@contextmanager
def only(path: str) -> Iterator[None]:
    """Within this, one page is made: that at a path of the site, without a language's folder."""
    token = _SHARE.set(_Share(path=path))
    try:
        yield
    finally:
        _SHARE.reset(token)


def mine(items: Iterable[T], place: Callable[[T], str | tuple[str, ...]], below: bool = False) -> Iterator[T]:
    """Those of the items that are in the share made now: every so manieth, as neighbours cost alike.

    `place` gives the address of an item's page or pages, or the folder they lie `below`; where one page is asked for, only the item
    that has it is taken.
    """
    now = _SHARE.get()
    if now.path is not None:
        path = now.path
        return (item for item in items if _lies(path, place(item), below))
    return islice(items, now.number, None, now.of)


def _lies(path: str, place: str | tuple[str, ...], below: bool) -> bool:
    """Whether a path is an item's, or lies below it."""
    if below:
        return path.startswith(place)
    return path == place if isinstance(place, str) else path in place
