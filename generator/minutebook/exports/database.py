"""The tables as one SQLite file: the same tables and columns, with keys, indexes, and views that answer common questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Final

from minutebook.exports.keys import Tables, foreign_keys
from minutebook.exports.queries import QUERIES
from minutebook.exports.schema import SCHEMA, Column, Table
from minutebook.speech import _

_TYPES: Final = {"whole": "INTEGER", "boolean": "INTEGER"}
_WRITER: Final = slice(96, 100)
"""Where a database's first page names the version of the library that wrote it (https://www.sqlite.org/fileformat2.html)."""


def database(tables: Tables, about: Mapping[str, str]) -> bytes:
    """The tables as the bytes of a SQLite database: the same bytes whenever and wherever the same tables are written.

    Texts and dates (ISO) are TEXT, whole numbers INTEGER, booleans 1 and 0, empty cells NULL; nothing is neutralised, as no database
    runs its cells. `about` is a table of its own: what the book is, and the day of reckoning.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE; PRAGMA foreign_keys = ON;")
        connection.execute("BEGIN")
        for statement in _statements(tables):
            connection.execute(statement)
        connection.executemany('INSERT INTO "about" VALUES (?, ?)', about.items())
        for name in _parents_first():
            marks = ", ".join("?" * len(SCHEMA[name].columns))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', tables[name])  # names are ours, never a record's
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        data = bytearray(connection.serialize())
    data[_WRITER] = bytes(4)
    return bytes(data)


def _parents_first() -> Iterator[str]:
    """The tables, those that others refer to before them."""
    yield from sorted(SCHEMA, key=lambda name: (_depth(name), list(SCHEMA).index(name)))


def _depth(name: str) -> int:
    return 1 + max((_depth(column.refers) for column in SCHEMA[name].columns if column.refers), default=0)


def _statements(tables: Tables) -> Iterator[str]:
    """What makes the tables, the indexes of columns by which rows are looked for, and the views."""
    yield 'CREATE TABLE "about" ("name" TEXT PRIMARY KEY, "value" TEXT)'
    for name in _parents_first():
        yield _table(SCHEMA[name], tables)
    for name, table in SCHEMA.items():
        for column in table.columns:
            if column.refers and column.name != (*table.key, "")[0]:
                yield f'CREATE INDEX "{name}_{column.name}" ON "{name}" ("{column.name}")'
    for query in QUERIES:
        yield f'CREATE VIEW "{query.name}" AS -- {_(query.answers)}{query.sql}'.rstrip()


def _table(table: Table, tables: Tables) -> str:
    """A table; the meaning of each column stands beside it as a comment, which `.schema` shows."""
    lines = [(_column(column, column.name in table.key), _(column.meaning)) for column in table.columns]
    if table.key:
        lines.append((f"PRIMARY KEY ({', '.join(_quoted(name) for name in table.key)})", ""))
    lines += [
        (f"FOREIGN KEY ({_quoted(key.column)}) REFERENCES {_quoted(key.table)} ({_quoted(key.target)})", "")
        for key in foreign_keys(table.name, tables)
    ]
    ends = ["," if number < len(lines) else "" for number in range(1, len(lines) + 1)]
    body = "\n".join(f"  {sql}{end}{f' -- {words}' if words else ''}" for (sql, words), end in zip(lines, ends, strict=True))
    return f"CREATE TABLE {_quoted(table.name)} ( -- {_(table.row)}\n{body}\n)"


def _column(column: Column, key: bool) -> str:
    kind = _TYPES.get(column.type, "TEXT")
    check = f" CHECK ({_quoted(column.name)} IN (0, 1))" if column.type == "boolean" else ""
    return f"{_quoted(column.name)} {kind}{' NOT NULL' if key else ''}{check}"


def _quoted(name: str) -> str:
    """A name in SQL: some of ours (for, from, to) are words of the language."""
    return f'"{name}"'
