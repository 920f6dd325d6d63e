"""A note: a few words with the record they come from."""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.pages.view import Link, Prose


@dataclass(frozen=True, slots=True)
class Note:
    """What there is to add to a row: words, and where they come from; `prose` are the record's own words, `coming` is a meeting to come.

    In a sentence of its own `tail` ends it, and `between` stands between the record and its words.
    """

    text: str
    link: Link | None = None
    prose: Prose | None = None
    coming: bool = False
    between: str = ""
    tail: str = ""
