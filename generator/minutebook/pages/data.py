"""The data page: every file offered with its size, each column explained with an example from this book, and how the tables hang together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.exports.listed import SCDL, WHOLE
from minutebook.exports.queries import QUERIES, Query
from minutebook.exports.schema import SCHEMA, TYPES, Column, Table
from minutebook.exports.tables import Cell, table_rows
from minutebook.pages.dataset import dataset
from minutebook.pages.speech import _, ngettext
from minutebook.pages.view import Link, Site, View


@dataclass(frozen=True, slots=True)
class File:
    """A file that is offered: where, how large in words (empty where that is not known), and what it is."""

    link: Link
    size: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A table with its files, how many rows it has, and an example for each column."""

    table: Table
    files: tuple[File, ...]
    rows: int
    columns: tuple[tuple[Column, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView(View):
    """The data page. `whole` are the files that hold everything; `referring` the columns that lead to another table's rows."""

    whole: tuple[File, ...]
    downloads: tuple[Download, ...]
    types: dict[str, str]
    queries: tuple[Query, ...]
    referring: tuple[tuple[Table, Column, Table], ...]


def data(site: Site) -> Iterator[DataView]:
    """The data page."""
    whole = tuple(_file(site, f"data/{path}", _(what)) for path, what in WHOLE.items())
    local = tuple(_file(site, path, _(SCDL)) for path in sorted(site.files) if path.startswith("data/scdl/"))
    yield DataView(
        path="data/",
        title=_("Data"),
        description=_(
            "Everything this book computes, to download: tables, a database, a data package, one archive. Each column is explained."
        ),
        head=dataset(site, [(one.link.to, one.what) for one in (*whole, *local)]),
        whole=(*whole, *local),
        downloads=tuple(_download(site, table) for table in SCHEMA.values()),
        types=dict(TYPES),
        queries=QUERIES,
        referring=tuple((table, column, SCHEMA[column.refers]) for table in SCHEMA.values() for column in table.columns if column.refers),
    )


def _file(site: Site, path: str, what: str = "") -> File:
    return File(Link(path.removeprefix("data/"), path), size_words(site.files[path]) if path in site.files else "", what)


def size_words(size: int) -> str:
    """A number of bytes in words: in bytes, kilobytes of 1,000 bytes or megabytes of 1,000 of these, rounded up."""
    if size < 1000:
        return ngettext("%(num)d byte", "%(num)d bytes", size) % {"num": size}
    if size < 1_000_000:
        return _("%(number)d kB") % {"number": -(-size // 1000)}
    return _("%(number)d MB") % {"number": -(-size // 1_000_000)}


def _download(site: Site, table: Table) -> Download:
    """A table with the row of which most is filled in as its example; what that leaves empty comes from the first row that has it."""
    rows = table_rows(site.state)[table.name]
    fullest = max(rows, key=lambda row: sum(cell not in (None, "") for cell in row), default=())
    found = tuple((column, _example(site, column, place, (fullest, *rows))) for place, column in enumerate(table.columns))
    files = tuple(_file(site, f"data/{table.name}.{kind}") for kind in ("csv", "json"))
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
