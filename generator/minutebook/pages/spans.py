"""A long list by time: a year has a page of its own, and where that were too much for one, each month, each day, each part of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, TypeVar

from minutebook.pages.speech import _, long_date, month_name, short_date
from minutebook.pages.view import Link

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """A stretch of a long list: its address, its name in full and short, and what falls into it, in the order of the list.

    `inner` are the stretches it is divided into, each with a page of its own, where it is too much for one.
    """

    path: str
    name: str
    short: str
    items: tuple[T, ...]
    inner: tuple[Span[T], ...] = ()

    @property
    def link(self) -> Link:
        """The way to its page."""
        return Link(self.short, self.path)

    @property
    def count(self) -> int:
        """How much falls into it."""
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """The page of a span, with the spans beside it and the way to it."""

    span: Span[T]
    beside: tuple[Span[T], ...]
    crumbs: tuple[Link, ...]


def spans(items: Sequence[T], day: Callable[[T], date], path: str, most: int) -> tuple[Span[T], ...]:
    """The years of a list that is in order of its days, each divided as far as it takes to have no more than so much on a page."""
    return tuple(_divided(items, day, path, most, _LEVELS))


def leaves(found: Iterable[Span[T]], crumbs: tuple[Link, ...]) -> Iterator[Leaf[T]]:
    """Every page, each before those it is divided into."""
    beside = tuple(found)
    for span in beside:
        yield Leaf(span, beside, crumbs)
        yield from leaves(span.inner, (*crumbs, Link(span.name, span.path)))


_Level = Callable[[date], tuple[str, str, str]]


def _year(day: date) -> tuple[str, str, str]:
    return f"{day.year}", str(day.year), str(day.year)


def _month(day: date) -> tuple[str, str, str]:
    return f"{day.month:02}", f"{month_name(day)} {day.year}", month_name(day)


def _day(day: date) -> tuple[str, str, str]:
    return f"{day.day:02}", long_date(day), short_date(day)


_LEVELS: tuple[_Level, ...] = (_year, _month, _day)


def _divided(items: Sequence[T], day: Callable[[T], date], path: str, most: int, levels: tuple[_Level, ...]) -> Iterator[Span[T]]:
    level, deeper = levels[0], levels[1:]
    for (own, name, short), group in groupby(items, key=lambda item: level(day(item))):
        found = tuple(group)
        here = f"{path}{own}/"
        inner: Iterator[Span[T]] = iter(())
        if len(found) > most:
            inner = _divided(found, day, here, most, deeper) if deeper else _parts(found, here, name, most)
        yield Span(here, name, short, found, tuple(inner))


def _parts(items: tuple[T, ...], path: str, name: str, most: int) -> Iterator[Span[T]]:
    for number, start in enumerate(range(0, len(items), most), 1):
        words = _("%(name)s, part %(n)d") % {"name": name, "n": number}
        yield Span(f"{path}part-{number}/", words, str(number), items[start : start + most])
