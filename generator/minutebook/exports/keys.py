"""Which columns of this book's tables lead to rows of others: keys that databases and data packages may rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutebook.exports.schema import SCHEMA
from minutebook.exports.tables import Cell

Row = Sequence[Cell]
Tables = Mapping[str, Sequence[Row]]
"""Every table by its name: its rows, with the cells in the order of its columns."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column of a table in which every id that is filled in is that of a row in another."""

    column: str
    table: str
    target: str


def foreign_keys(name: str, tables: Tables) -> tuple[ForeignKey, ...]:
    """The columns of a table that may be declared as foreign keys, in their order.

    A column that could be one (`Column.refers`) is one where all its ids resolve in this book: a record may
    name what was set aside, and a key that does not hold would keep programmes from reading the table at all.
    """
    return tuple(
        ForeignKey(column.name, column.refers, SCHEMA[column.refers].key[0])
        for place, column in enumerate(SCHEMA[name].columns)
        if column.refers and {row[place] for row in tables[name]} <= {None, *_ids(column.refers, tables)}
    )


def _ids(name: str, tables: Tables) -> set[Cell]:
    return {row[0] for row in tables[name]}
