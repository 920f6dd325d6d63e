"""Reading a worked history: its records, and its tables on a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from minutebook.confederation import Confederation
from minutebook.exports.tables import tables
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.state import reckon

HISTORY = Path(__file__).parent
INDEPENDENCE, ARTICLES, ASSEMBLIES = "independence-1776", "articles-of-confederation", "assemblies-of-assemblies-2019"
LAST_DAY = {INDEPENDENCE: "1776-12-31", ARTICLES: "1781-12-31", ASSEMBLIES: "2019-12-31"}

Row = dict[str, Any]


@cache
def history(name: str) -> Confederation:
    """A worked history, loaded as a build loads it."""
    return load(read_tree(HISTORY / name))


@cache
def table(name: str, day: str, key: str) -> tuple[Row, ...]:
    """A table on a day, its cells as text; numbers and booleans stay."""
    rows = tables(reckon(history(name), date.fromisoformat(day)))[key]
    return tuple({column: "" if cell is None else cell for column, cell in row.items()} for row in rows)


def the(rows: tuple[Row, ...], **wanted: Any) -> list[Row]:
    """The rows with these cells."""
    return [row for row in rows if all(row[column] == cell for column, cell in wanted.items())]
