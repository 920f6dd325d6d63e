"""Delegates: who was sent by an assembly or stood on a council's roll for it, each with an address that stays.

A name's address is its letters in ASCII without accents ('Zîn Aldar' is `zin-aldar`). A name with letters that have
no such form has `delegate-` and eight digits drawn from the name, since a transliteration would be a guess.
Where two names of an assembly would have one address, the one recorded first keeps it and the other adds four such digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from minutebook.exports.addresses import address
from minutebook.rules.mandates import MandateState
from minutebook.rules.terms import person
from minutebook.state import State

_LETTERS: Final = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i", "ħ": "h", "ŋ": "ng",
        "’": "", "'": "", "ʻ": "", "ʼ": "", "·": "",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person as one assembly names them, and the address of their page."""

    assembly: str
    name: str
    slug: str

    @property
    def path(self) -> str:
        """The address of the delegate's page."""
        return f"{address(self.assembly)}delegates/{self.slug}/"


def slug(text: str, word: str = "delegate") -> str:
    """An address for a name or a topic: ASCII letters, digits and hyphens."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    if not re.search(r"[a-z]", bare) or any(char.isalpha() and not char.isascii() for char in bare):
        return f"{word}-{digits(text, 8)}"
    return re.sub(r"[^a-z0-9]+", "-", bare)[:60].strip("-")


def digits(text: str, count: int) -> str:
    """So many hexadecimal digits that follow from a text alone."""
    return sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:count]


def slugs(names: Iterable[str], word: str = "delegate") -> dict[str, str]:
    """An address for each name; the first of those that would share one keeps it."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for name in names:
        own = slug(name, word)
        if own in taken:
            own = f"{own}-{digits(name, 4)}"
        taken.add(own)
        found[name] = own
    return found


def delegates(state: State) -> Mapping[str, Mapping[str, Delegate]]:
    """The delegates of every assembly by name, in the order of their first day in the records."""
    first: dict[tuple[str, str], date] = {}

    def seen(assembly: str, name: str, day: date | None) -> None:
        key = (assembly, person(state.confederation, assembly, name))
        first[key] = min(first.get(key, date.max), day or date.max)

    for mandate in state.mandates_in.by_id.values():
        for name in (*mandate.delegates, *mandate.substitutes):
            seen(mandate.record.assembly, name, mandate.granted or mandate.first)
    for minutes in state.confederation.minutes.values():
        for delegation in minutes.delegations:
            if delegation.assembly and delegation.assembly.target:
                for one in delegation.delegates:
                    seen(delegation.assembly.target, one.name, minutes.last_day)
    named: dict[str, list[str]] = {}
    for assembly, name in sorted(first, key=lambda key: (key[0], first[key], key[1])):
        named.setdefault(assembly, []).append(name)
    return {
        assembly: {name: Delegate(assembly, name, own) for name, own in slugs(names).items()}
        for assembly, names in sorted(named.items())
    }  # fmt: skip


def names_of(state: State, mandate: MandateState) -> tuple[str, ...]:
    """The delegates of a mandate by the names they are shown with."""
    record = mandate.mandate.record
    return tuple(person(state.confederation, record.assembly, name) for name in mandate.mandate.delegates)
