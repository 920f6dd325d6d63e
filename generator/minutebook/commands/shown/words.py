"""Words and rows that several kinds of records are shown with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from minutebook.commands.paper import Table
from minutebook.exports.tables import answered, tables
from minutebook.pages.view import Site
from minutebook.pages.wording import tally_words
from minutebook.rules.positions import Stated
from minutebook.state import State

Row = dict[str, Any]


def rows_of(state: State, table: str, wanted: Callable[[Row], bool]) -> list[Row]:
    """Rows of one of the site's data tables."""
    return [dict(row) for row in tables(state)[table] if wanted(row)]


def row_of(state: State, table: str, id: str) -> Row:
    """The row of a record in one of the site's data tables."""
    return next(iter(rows_of(state, table, lambda row: row["id"] == id)), {"id": id})


def iso(day: date | None) -> str:
    """A day as records write it; empty where there is none."""
    return day.isoformat() if day else ""


def joined(*notes: str) -> str:
    """Notes in a row, the empty ones left out."""
    return "; ".join(note for note in notes if note)


def one_line(text: str | None) -> str:
    """A text of a record on one line."""
    return " ".join((text or "").split())


def said(one: Stated) -> str:
    """A position, with what is to be said about it."""
    words = one.position or "not recorded"
    return f"{words}, indicative" if one.indicative else words


def result(one: Stated) -> str:
    """The result of a position held against its mandate, with how it was answered."""
    clause = ""
    if one.claim:
        clause = f"{'upheld' if one.result == 'kept' else 'disowned'} {iso(one.claim.day)}"
    persons = ", ".join(f"{name} {position}" for name, position, _ in one.persons)
    return joined(", ".join(filter(None, (one.result, clause))), answered(one) or "", persons)


def positions_table(found: Iterable[Stated]) -> Table:
    """One row per delegation: what it was told, what it said, the result."""
    rows = []
    for one in found:
        told = " or ".join(one.instructed.instruction.permitted) if one.instructed else ""
        rows.append((one.assembly, ", ".join(one.delegates), told, said(one), result(one)))
    return Table(("assembly", "delegates", "instructed", "said", "result"), tuple(rows))


def tally(votes: Any) -> str:
    """A tally in words."""
    return tally_words(votes)


def named(site: Site, assembly: str) -> str:
    """An assembly by its name and id."""
    name = site.name(assembly)
    return name if name == assembly else f"{name} ({assembly})"
