"""Paper: headings, lines and tables for a terminal, or plain and unwrapped for a pipe. What is said on it is spoken when it is put."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click

from minutebook.report import visible
from minutebook.speech import Said, said, speak

GREEN = ("ratified", "adopted", "kept", "in force", "carried", "confirmed", "active")
RED = ("rejected", "rescinded", "departed", "failing", "recalled", "beyond the mandate", "without a mandate", "not named", "overruled")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above others."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a few."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under column heads. Columns in which nothing stands are left out."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self) -> tuple[tuple[str, ...], ...]:
        """Heads and rows without empty columns."""
        filled = [any(row[column] for row in self.rows) for column in range(len(self.heads))]
        return tuple(tuple(cell for cell, kept in zip(row, filled, strict=True) if kept) for row in (self.heads, *self.rows))


Part = Heading | Line | Table


def fact(name: Said, value: str) -> Line:
    """A fact with its name in front."""
    return Line(said("%(name)s: %(value)s", name=name, value=value))


def lasting(first: str, last: str) -> str:
    """A stretch of days in words."""
    return first if first == last or not last else said("%(first)s to %(last)s", first=first, last=last)


def fancy() -> bool:
    """Whether the output goes to a terminal that shows colours, and nobody asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def put(parts: Iterable[Part]) -> None:
    """Print: laid out to the terminal's width, or plain text where there is no terminal."""
    if sys.stdout.isatty():
        _put_rich(parts)
    else:
        click.echo(as_text(parts), nl=False)


def as_text(parts: Iterable[Part]) -> str:
    """Plain text: one line per line and row, columns aligned, an empty line before headings and tables."""
    lines: list[str] = []
    for part in parts:
        if lines and isinstance(part, Heading):
            lines.append("")
        lines.extend(_plain(part))
    return "".join(f"{line}\n" for line in lines)


def _plain(part: Part) -> Iterator[str]:
    if not isinstance(part, Table):
        yield _shown(part.text)
        return
    from rich.cells import cell_len

    cells = [[_shown(cell) for cell in row] for row in part.cells()]
    widths = [max(cell_len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for row in cells:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  " + "  ".join(padded).rstrip()


def _put_rich(parts: Iterable[Part]) -> None:
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    console = Console(highlight=False)
    for place, part in enumerate(parts):
        if isinstance(part, Table):
            heads, *rows = part.cells()
            grid = Grid(box=None, padding=(0, 1), header_style="dim")
            for head in heads:
                grid.add_column(Text(_shown(head)), overflow="fold")
            for row in rows:
                grid.add_row(*(Text(_shown(cell), style=_style(cell)) for cell in row))
            console.print(grid)
        elif isinstance(part, Heading):
            if place:
                console.print()
            console.print(Text(_shown(part.text), style="bold"))
        else:
            console.print(Text(_shown(part.text)))


def _shown(text: str) -> str:
    """A text in the language spoken now, as it may be shown on a terminal."""
    return visible(speak(text))


def _style(cell: str) -> str:
    """The colour of a status, by its English word; the word itself says the same."""
    word = cell.split(",")[0].removesuffix(" with reservations")
    return "green" if word in GREEN else "red" if word in RED else ""
