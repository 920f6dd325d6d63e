"""The tables as files: CSV as RFC 4180 has it and safe to open in a spreadsheet, and JSON with the same names."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from minutebook.exports.schema import SCHEMA
from minutebook.exports.tables import Cell
from minutebook.settings import Settings

_FORMULA = re.compile(r"(^|[;\t\r\n])([ \u00a0]*)(?=[=+\-@\t\r\n＝＋－＠])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Row = Sequence[Cell]


def addressed(name: str, rows: Iterable[Row], settings: Settings) -> Iterator[Row]:
    """The rows with their addresses complete, where the site's own address is known."""
    places = [place for place, column in enumerate(SCHEMA[name].columns) if column.type == "address"]
    for row in rows:
        cells = list(row)
        for place in places:
            address = cells[place]
            if isinstance(address, str) and address:
                cells[place] = settings.address(address) or address
        yield cells


def csv_file(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A table as CSV: UTF-8, lines ended by CR LF, booleans as true and false, empty cells empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def json_file(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A table as JSON: an array of objects, one on each line; empty cells are null."""
    lines = (json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) for row in rows)
    body = ",\n".join(lines)
    return (f"[\n{body}\n]\n" if body else "[]\n").encode()


def _cell(value: Cell) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutral(value) if isinstance(value, str) else value


@lru_cache(4096)
def neutral(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe before what would begin a formula, and no control characters.

    A formula begins with = + - @ (also in their wide forms), a tab or a line break, at the beginning of a cell, or behind
    a semicolon, a tab or a line break, where programmes that split at these begin another cell.
    """
    return _FORMULA.sub(r"\1\2'", _CONTROL.sub("", text))
