"""Checks of what can be taken for another assembly: names and ids that look the same, whatever letters they are made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from confusable_homoglyphs.confusables import confusables_data

from minutebook.checks.names import bare, plain
from minutebook.confederation import Confederation
from minutebook.problems import Problem, Related
from minutebook.records import AssemblyRecord
from minutebook.speech import Said, said

_IN_IDS: Final = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"))
"""What looks alike among the small letters and digits of ids."""

_IN_NAMES: Final = (("rn", "m"), ("vv", "w"), ("VV", "W"), ("0", "O"), ("1", "l"), ("I", "l"), ("|", "l"))
"""What looks alike in names, where there are capitals too."""


def look(name: str) -> str:
    """What a name looks like: two of one look can be taken for one another.

    Accents, capitals, punctuation and what is not seen do not count, and letters of different scripts that look the same are one letter.
    Source: Unicode Technical Standard 39, Security Mechanisms, and its table of confusable characters.
    """
    folded = plain(name)
    return folded if folded.isascii() else plain("".join(map(_first, folded)))


def drawn(name: str) -> str:
    """What a name looks like by the strokes of its letters, as in many typefaces I and l, or rn and m, are one."""
    seen = bare(name)
    for one, other in _IN_NAMES:
        seen = seen.replace(one, other)
    return plain(seen)


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
    """Two assemblies whose names or ids look the same can be taken for one another. It is told in the files of both."""
    first: dict[tuple[str, str], AssemblyRecord] = {}
    for record in confederation.assemblies.values():
        kinds = ((_NAMES, look(record.name)), (_STROKES, drawn(record.name)), (_IDS, look_of_id(record.id)))
        other, kind = next(((first[key], key[0]) for key in kinds if key[1] and key in first), (None, ""))
        if other:
            yield _alike(record, other, kind)
            yield _alike(other, record, kind)
        for key in kinds:
            first.setdefault(key, record)


def _alike(record: AssemblyRecord, other: AssemblyRecord, kind: str) -> Problem:
    """That one assembly looks like another, by its name or its id."""
    own, theirs, whose, help = _TOLD[kind](record, other)
    return Problem(
        "lookalike-names",
        record.mark("name"),
        said("`%(name)s` can be taken for `%(other)s` (%(id)s)", name=own, other=theirs, id=whose),
        said("looks like another assembly"),
        help,
        (Related(other.mark("name"), said("the other assembly")),),
        record.id,
    )


_NAMES, _STROKES, _IDS = "names", "strokes", "ids"
_TOLD: Final[Mapping[str, Callable[[AssemblyRecord, AssemblyRecord], tuple[str, str, str, Said]]]] = {
    **dict.fromkeys((_NAMES, _STROKES), lambda one, other: (one.name, other.name, other.id, said("add the place to one of the names"))),
    _IDS: lambda one, other: (
        one.id, other.id, other.name, said("give one of the folders another name, and put the former one under `formerly:`"),
    ),
}  # fmt: skip
"""What is told of two that look alike: what this one is called and the other, which that is, what helps."""
