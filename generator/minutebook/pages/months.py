"""A long history by month and day: what can be told in a word is told for all assemblies of a day together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from minutebook.pages.chronicle import RATIFIES, Line
from minutebook.pages.speech import month_name

LONG, VERY_LONG = 200, 1000
"""With more than LONG lines a history is told by month; with more than VERY_LONG it tells how many did the same on a day, and each
assembly's row tells when."""
_BRIEF: Final = ("rejected", "amended", "deferred", "abstained", "noted")


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what is told line by line, then who did what by its mark, and the count after all of it."""

    day: date
    lines: tuple[Line, ...]
    brief: tuple[tuple[str, tuple[Line, ...]], ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Month:
    """One month, with how many lines it has, and the count before and after it; `named` where its days name who did the same."""

    name: str
    days: tuple[Day, ...]
    number: int
    named: bool
    before: int
    after: int


def months(lines: Sequence[Line]) -> tuple[Month, ...]:
    """The lines of a long history by month; nothing where it is short."""
    return tuple(_months(lines)) if len(lines) > LONG else ()


def _months(lines: Sequence[Line]) -> Iterator[Month]:
    for (year, _month), group in groupby(lines, key=lambda line: (line.day.year, line.day.month)):
        of_month = list(group)
        days = tuple(_day(day, list(found)) for day, found in groupby(of_month, key=lambda line: line.day))
        yield Month(
            f"{month_name(of_month[0].day)} {year}",
            days,
            len(of_month),
            len(lines) <= VERY_LONG,
            of_month[0].before or 0,
            of_month[-1].after or 0,
        )


def _day(day: date, lines: list[Line]) -> Day:
    quick = [line for line in lines if _brief(line)]
    marked = sorted(quick, key=lambda line: line.key)
    brief = tuple((key, tuple(found)) for key, found in groupby(marked, key=lambda line: line.key))
    return Day(day, tuple(line for line in lines if not _brief(line)), brief, lines[0].before or 0, lines[-1].after or 0)


def _brief(line: Line) -> bool:
    """Whether an assembly's row and one word say it all: it ratified and that counted, or it decided nothing that counts."""
    if not line.assembly or line.void or line.falls or any(note.prose for note in line.notes):
        return False
    return (line.key in RATIFIES and (line.after or 0) > (line.before or 0)) or line.key in _BRIEF
