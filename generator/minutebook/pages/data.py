"""The data page: every table as CSV and JSON, each column explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.exports.schema import SCHEMA, TYPES, Table
from minutebook.pages.speech import _
from minutebook.pages.view import Link, Site, View


@dataclass(frozen=True, slots=True)
class Download:
    """A table with its files."""

    table: Table
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView(View):
    """The data page."""

    downloads: tuple[Download, ...]
    types: dict[str, str]


def data(site: Site) -> Iterator[DataView]:
    """The data page."""
    downloads = tuple(
        Download(table, (Link(f"{table.name}.csv", f"data/{table.name}.csv"), Link(f"{table.name}.json", f"data/{table.name}.json")))
        for table in SCHEMA.values()
    )  # fmt: skip
    yield DataView(
        path="data/",
        title=_("Data"),
        description=_("Every table as CSV and JSON, each column explained."),
        downloads=downloads,
        types=dict(TYPES),
    )
