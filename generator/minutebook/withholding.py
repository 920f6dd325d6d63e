"""Withholding a name: wherever it is written, other words take its place, the same ones everywhere.

A person stays one person: the words bear a number, and are in the language of the book. Nothing else of a file changes. What only
resembles the name is left and told, as nobody but a reader can say whom it means. The history of the files keeps the name; only what
is served from now on does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

from minutebook.catalogues import available, catalogue
from minutebook.naming import Left, decoded, left, replaced
from minutebook.speech import N_, _, ngettext

NOTE: Final = "about/withheld.md"
"""The public note, in the folder of the site's own texts."""

# translators: stands in records in place of a person's name; no comma, colon, quotation mark or bracket may stand in it
INSTEAD: Final = N_("name withheld %(number)s")

_BEGIN: Final = N_(
    "Where publishing a name would harm somebody, other words take its place in every record, with a number for each person. "
    "Nothing else of the records changes."
)


@dataclass(frozen=True, slots=True)
class Withheld:
    """What comes of it: the number in the words, the changed files by path, how often the name stood in them, what may be left."""

    number: int
    files: Mapping[str, bytes]
    times: int
    left: tuple[Left, ...]


def withhold(
    files: Mapping[str, bytes], names: Sequence[str], language: str, others: Mapping[str, bytes] = MappingProxyType({})
) -> Withheld:
    """The texts with other words in place of the names of one person, in the `language` of the book.

    Files that are not UTF-8 are left as they are. `others` are files that are served too and changed by hand: what may tell the name in
    them, as in any file's path, is only told.
    """
    number = 1 + max((_highest(decoded(data)) for path, data in files.items() if _counts(path)), default=0)
    words, known = instead(language, number), tuple(names)
    changed: dict[str, bytes] = {}
    times = 0
    for path, data in files.items():
        new, found = replaced(decoded(data), known, words)
        if found:
            changed[path] = new.encode()
            times += found
    return Withheld(number, changed, times, tuple(left({**files, **others, **changed}, known)))


def instead(language: str, number: int) -> str:
    """The words that take the place of a name."""
    return catalogue(language).gettext(INSTEAD) % {"number": number}


def _counts(path: str) -> bool:
    """Whether a number in this file is somebody's: guides only tell what the words look like."""
    return path.startswith("assemblies/") or path.endswith(NOTE)


def _highest(text: str) -> int:
    """The highest number of a name withheld before."""
    return max((int("".join(filter(str.isdigit, words))) for words in _numbers().findall(text)), default=0)


@cache
def _numbers() -> re.Pattern[str]:
    """Finds the number of a name withheld before, in the words of any language."""
    words = {re.escape(catalogue(one).gettext(INSTEAD) % {"number": "#"}).replace(r"\#", r"\d{1,6}") for one in available()}
    return re.compile("|".join(sorted(words)))


def noted(before: str, withheld: Withheld, why: str, day: date) -> str:
    """The public note, a text of the site in the language spoken, with an entry for what was withheld; `before` is the note so far."""
    files = len(withheld.files)
    told = ngettext("%(day)s: “%(words)s” in %(num)d file", "%(day)s: “%(words)s” in %(num)d files", files)
    entry = "- " + told % {"day": day.isoformat(), "words": _(INSTEAD) % {"number": withheld.number}, "num": files}
    reason = " ".join(why.split())
    text = before.rstrip() or f"# {_('Names withheld')}\n\n{_(_BEGIN)}\n"
    return f"{text}\n{entry}: {reason}\n" if reason else f"{text}\n{entry}\n"
