"""Checks of what can be taken for another assembly: names and ids that look the same, whatever letters they are made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from confusable_homoglyphs.confusables import confusables_data

from minutebook.checks.names import plain
from minutebook.confederation import Confederation
from minutebook.problems import Problem, Related
from minutebook.speech import said

_IN_IDS: Final = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"))
"""What looks alike among the small letters and digits of ids."""


def look(name: str) -> str:
    """What a name looks like: two of one look can be taken for one another.

    Accents, capitals and punctuation do not count, and letters of different scripts that look the same are one letter.
    Source: Unicode Technical Standard 39, Security Mechanisms, and its table of confusable characters.
    """
    folded = plain(name)
    return folded if folded.isascii() else plain("".join(map(_first, folded)))


@lru_cache(maxsize=4096)
def _first(letter: str) -> str:
    """The first of all letters that look like this one, the plainest before others."""
    if letter.isascii():
        return letter
    alike = {letter, *_like(letter)}
    for one in tuple(alike):
        alike.update(_like(one) if len(one) == 1 else ())
    single = {form.casefold() for one in alike if len(form := unicodedata.normalize("NFKC", one)) == 1 and form.isalnum()}
    return min(single or {letter}, key=lambda one: (not one.isascii(), one.isdigit(), one))


@cache
def _like(letter: str) -> frozenset[str]:
    """The letters that Unicode counts as looking like one."""
    return frozenset(str(one["c"]) for one in confusables_data.get(letter, ()))


def look_of_id(id: str) -> str:
    """What an id looks like."""
    for one, other in _IN_IDS:
        id = id.replace(one, other)
    return id


def alike_among_assemblies(confederation: Confederation) -> Iterable[Problem]:
    """Two assemblies whose names or ids look the same can be taken for one another."""
    names: dict[str, str] = {}
    ids: dict[str, str] = {}
    for id, record in confederation.assemblies.items():
        key = look(record.name)
        if key and key in names:
            other = confederation.assemblies[names[key]]
            yield Problem(
                "lookalike-names",
                record.mark("name"),
                said("`%(name)s` can be taken for `%(other)s` (%(id)s)", name=record.name, other=other.name, id=other.id),
                said("looks like another assembly"),
                said("add the place to one of the names"),
                (Related(other.mark("name"), said("the other assembly")),),
                id,
            )
        elif look_of_id(id) in ids:
            other = confederation.assemblies[ids[look_of_id(id)]]
            yield Problem(
                "lookalike-names",
                record.mark("name"),
                said("`%(name)s` can be taken for `%(other)s` (%(id)s)", name=id, other=other.id, id=other.name),
                said("looks like another assembly"),
                said("give one of the folders another name, and put the former one under `formerly:`"),
                (Related(other.mark("name"), said("the other assembly")),),
                id,
            )
        names.setdefault(key, id)
        ids.setdefault(look_of_id(id), id)
