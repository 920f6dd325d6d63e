"""Words and rows that several kinds of records are shown with. Sentences are said here, and spoken where they are put on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from typing import Any, Final

from minutebook.commands.paper import Table
from minutebook.exports.tables import tables
from minutebook.pages.view import Site
from minutebook.pages.wording import tally_words
from minutebook.rules.positions import Stated
from minutebook.speech import N_, UNSAID, Said, marked, said, said_many
from minutebook.state import State

Row = dict[str, Any]

WORDS: Final = (
    # states of proposals and mandates
    N_("withdrawn"), N_("repealed"), N_("expired"), N_("provisionally carried"), N_("carried"), N_("in force"), N_("set aside"),
    N_("lapsed"), N_("open for adoption"), N_("failing"), N_("open"), N_("granted"), N_("active"), N_("fulfilled"), N_("reported"),
    N_("recalled"), N_("resigned"), N_("replaced"),
    # outcomes and methods
    N_("adopted"), N_("ratified"), N_("rejected"), N_("rescinded"), N_("amended"), N_("deferred"), N_("abstained"), N_("noted"),
    N_("withheld"), N_("consensus"), N_("majority"), N_("two-thirds"), N_("three-quarters"), N_("unanimity"), N_("referendum"),
    N_("acclamation"), N_("sortition"),
    # positions, what they come to, how questions are answered
    N_("for"), N_("against"), N_("abstain"), N_("block"), N_("divided"), N_("absent"), N_("excused"), N_("silent"), N_("free"),
    N_("refer"), N_("kept"), N_("departed"), N_("claimed"), N_("text changed"), N_("beyond the mandate"), N_("without a mandate"),
    N_("not named"), N_("indicative"), N_("not recorded"), N_("confirmed"), N_("overruled"),
)  # fmt: skip
"""The words of the rules, as they stand in tables."""


def rows_of(state: State, table: str, wanted: Callable[[Row], bool]) -> list[Row]:
    """Rows of one of the site's data tables."""
    return [dict(row) for row in tables(state)[table] if wanted(row)]


def row_of(state: State, table: str, id: str) -> Row:
    """The row of a record in one of the site's data tables."""
    return next(iter(rows_of(state, table, lambda row: row["id"] == id)), {"id": id})


def iso(day: date | None) -> str:
    """A day as records write it; empty where there is none."""
    return day.isoformat() if day else ""


def word(key: str) -> Said:
    """A word of the rules, to be spoken; of what is none (a share like 3/5), itself."""
    return marked(key) if key else UNSAID


def joined(*notes: str) -> str:
    """Notes in a row, the empty ones left out."""
    return reduce(lambda first, then: said("%(first)s; %(then)s", first=first, then=then), filter(None, notes)) if any(notes) else ""


def together(*texts: str) -> str:
    """Several in a row, the empty ones left out."""
    return reduce(lambda first, then: said("%(first)s, %(then)s", first=first, then=then), filter(None, texts)) if any(texts) else ""


def either(texts: Iterable[str]) -> str:
    """Several of which one is meant: 'for or abstain'."""
    first, *others = (word(one) for one in texts or ("",))
    return reduce(lambda first, last: said("%(first)s or %(last)s", first=first, last=last), others, first)


def one_line(text: str | None) -> str:
    """A text of a record on one line."""
    return " ".join((text or "").split())


def position(one: Stated) -> str:
    """A position, with what is to be said about it."""
    return together(word(one.position or "not recorded"), said("indicative") if one.indicative else "")


def result(one: Stated) -> str:
    """The result of a position held against its mandate, with how it was answered."""
    clause = ""
    if one.claim:
        day = iso(one.claim.day)
        clause = said("upheld %(day)s", day=day) if one.result == "kept" else said("disowned %(day)s", day=day)
    persons = (said("%(name)s %(position)s", name=name, position=word(position)) for name, position, _ in one.persons)
    return joined(together(word(one.result), clause), _answer(one), together(*persons))


def _answer(one: Stated) -> str:
    """How the question that a position opened was answered."""
    if one.answer and one.answer.word == "awaiting":
        return said("awaiting since %(day)s", day=one.answer.since)
    return word(one.answer.word) if one.answer else ""


def positions_table(found: Iterable[Stated]) -> Table:
    """One row per delegation: what it was told, what it said, the result."""
    rows = []
    for one in found:
        told = either(one.instructed.instruction.permitted) if one.instructed else ""
        rows.append((one.assembly, ", ".join(one.delegates), told, position(one), result(one)))
    return Table((said_many("assembly", "assemblies", 1), said("delegates"), said("instructed"), said("said"), said("result")), tuple(rows))


def tally(votes: Any) -> str:
    """A tally in words."""
    return tally_words(votes)


def named(site: Site, assembly: str) -> str:
    """An assembly by its name and id."""
    name = site.name(assembly)
    return name if name == assembly else f"{name} ({assembly})"
