"""The data page: every table as CSV and JSON, each column explained with an example from this book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.exports.schema import SCHEMA, TYPES, Column, Table
from minutebook.exports.tables import TABLES, Cell
from minutebook.pages.speech import _
from minutebook.pages.view import Link, Site, View


@dataclass(frozen=True, slots=True)
class Download:
    """A table with its files, how many rows it has, and an example for each column."""

    table: Table
    files: tuple[Link, ...]
    rows: int
    columns: tuple[tuple[Column, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView(View):
    """The data page."""

    downloads: tuple[Download, ...]
    types: dict[str, str]


def data(site: Site) -> Iterator[DataView]:
    """The data page."""
    yield DataView(
        path="data/",
        title=_("Data"),
        description=_("Every table as CSV and JSON, each column explained."),
        downloads=tuple(_download(site, table) for table in SCHEMA.values()),
        types=dict(TYPES),
    )


def _download(site: Site, table: Table) -> Download:
    """A table with the row of which most is filled in as its example; what that leaves empty comes from the first row that has it."""
    rows = [tuple(row) for row in TABLES[table.name][1](site.state)]
    fullest = max(rows, key=lambda row: sum(cell not in (None, "") for cell in row), default=())
    found = tuple((column, _example(site, column, place, (fullest, *rows))) for place, column in enumerate(table.columns))
    files = tuple(Link(f"{table.name}.{kind}", f"data/{table.name}.{kind}") for kind in ("csv", "json"))
    return Download(table, files, len(rows), found)


def _example(site: Site, column: Column, place: int, rows: tuple[tuple[Cell, ...], ...]) -> str:
    """The first value of a column as the files write it; where this book has none, an invented one."""
    value = next((row[place] for row in rows if row and row[place] not in (None, "")), None)
    if value is None:
        return column.example
    if isinstance(value, bool):
        return "true" if value else "false"
    words = str(value)
    return site.settings.address(words) or words if column.type == "address" else words
