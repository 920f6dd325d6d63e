"""Withholding a name: wherever it is written, other words take its place, the same ones everywhere.

A person stays one person: the words bear a number. Nothing else of a file changes. What only resembles the name is left and told,
as nobody but a reader can say whom it means. The history of the files keeps the name; only what is served from now on does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from minutebook.catalogues import available, catalogue
from minutebook.checks.names import plain
from minutebook.speech import N_, _, ngettext

# translators: stands in records in place of a person's name; no comma, colon, quotation mark or bracket may stand in it
INSTEAD: Final = N_("name withheld %(number)s")

_BEGIN: Final = N_(
    "Where publishing a name would harm somebody, other words take its place in every record, with a number for each person. "
    "Nothing else of the records changes."
)
_LANGUAGE: Final = re.compile(r"\A---\s*\n(?:.*\n)*?language:[ \t]*[\"']?([A-Za-z][\w-]*)")
_LONG: Final = 4
"""From how many letters on a part of a name is looked for by itself."""


@dataclass(frozen=True, slots=True)
class Left:
    """A place that may still tell the name: its file, its line (from 1; 0 is the file's own path), and what stands there."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """What comes of it: the number in the words, the changed files by path, how often the name stood in them, what may be left."""

    number: int
    files: Mapping[str, bytes]
    times: int
    left: tuple[Left, ...]


def withhold(files: Mapping[str, bytes], names: Sequence[str], language: str) -> Withheld:
    """The texts with other words in place of the names of one person, in the language of each; `language` is that of texts that name none.

    A name is found whatever its capitals, however its accents are stored, and across the end of a line. Files that are not UTF-8
    are left as they are.
    """
    before = (int("".join(filter(str.isdigit, words))) for data in files.values() for words in _numbers().findall(_text(data)))
    number = 1 + max(before, default=0)
    pattern = _pattern(names)
    changed: dict[str, bytes] = {}
    times = 0
    for path, data in files.items():
        text = _text(data)
        own = _LANGUAGE.match(text)
        words = instead(own[1] if own else language, number)
        new, found = pattern.subn(words, text)
        if found:
            changed[path] = new.encode()
            times += found
    return Withheld(number, changed, times, tuple(_left({**files, **changed}, names)))


def instead(language: str, number: int) -> str:
    """The words that take the place of a name."""
    return catalogue(language).gettext(INSTEAD) % {"number": number}


@cache
def _numbers() -> re.Pattern[str]:
    """Finds the number of a name withheld before, in the words of any language."""
    words = {re.escape(catalogue(one).gettext(INSTEAD) % {"number": "#"}).replace(r"\#", r"\d+") for one in available()}
    return re.compile("|".join(sorted(words)))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Finds a name that stands by itself; the longest first, as one may be part of another."""
    found = (r"\s+".join("".join(map(_letter, word)) for word in unicodedata.normalize("NFC", name).split()) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(found, key=len, reverse=True))})(?!\w|[\u0300-\u036f])", re.IGNORECASE)


def _letter(letter: str) -> str:
    """A letter in one piece or taken apart."""
    apart = unicodedata.normalize("NFD", letter)
    return f"(?:{re.escape(letter)}|{re.escape(apart)})" if apart != letter else re.escape(letter)


def _left(files: Mapping[str, bytes], names: Sequence[str]) -> Iterator[Left]:
    """Where something like the name still stands: without its accents, with an ending, a part of it alone, or in a file's path."""
    parts = {part for name in names for part in plain(name).split() if len(part) >= _LONG} or set(map(plain, names))
    seek = re.compile("|".join(map(re.escape, sorted(parts))))
    for path, data in files.items():
        if seek.search(plain(path.replace("-", " "))):
            yield Left(path, 0, path)
        text = _text(data)
        if not seek.search(plain(text)):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if seek.search(plain(line)):
                yield Left(path, number, line.strip())


def noted(before: str, withheld: Withheld, why: str, day: date) -> str:
    """The public note, a text of the site in the language spoken, with an entry for what was withheld; `before` is the note so far."""
    files = len(withheld.files)
    where = ", ".join(f"[{id}](../assemblies/{id}/)" for id in _assemblies(withheld.files))
    told = ngettext("%(day)s: “%(words)s” in %(num)d file", "%(day)s: “%(words)s” in %(num)d files", files)
    entry = "- " + told % {"day": day.isoformat(), "words": _(INSTEAD) % {"number": withheld.number}, "num": files}
    reason = " ".join(why.split())
    text = before.rstrip() or f"# {_('Names withheld')}\n\n{_(_BEGIN)}\n"
    return "".join((text, "\n", entry, f" ({where})" if where else "", f": {reason}" if reason else "", "\n"))


def _assemblies(paths: Iterable[str]) -> list[str]:
    """The ids of the assemblies whose records these are."""
    return sorted({parts[1] for path in paths if (parts := path.split("/"))[0] == "assemblies" and len(parts) > 2})
