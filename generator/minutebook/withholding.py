"""Withholding a name: wherever it is written, other words take its place, the same ones everywhere.

A person stays one person: the words bear a number, and are in the language of the book. Nothing else of a file changes. What only
resembles the name is left and told, as nobody but a reader can say whom it means. The history of the files keeps the name; only what
is served from now on does not.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from minutebook.catalogues import available, catalogue
from minutebook.checks.names import plain
from minutebook.speech import N_, _, ngettext

NOTE: Final = "about/withheld.md"
"""The public note, in the folder of the site's own texts."""

# translators: stands in records in place of a person's name; no comma, colon, quotation mark or bracket may stand in it
INSTEAD: Final = N_("name withheld %(number)s")

_BEGIN: Final = N_(
    "Where publishing a name would harm somebody, other words take its place in every record, with a number for each person. "
    "Nothing else of the records changes."
)
_CODE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
"""A letter as YAML may write it between double quotes."""

_LONG: Final = 4
"""From how many letters on a part of a name is looked for by itself."""


@dataclass(frozen=True, slots=True)
class Left:
    """A place that may still tell the name: its file, its line (from 1; 0 is the file's own path), and what stands around it."""

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


def withhold(
    files: Mapping[str, bytes], names: Sequence[str], language: str, others: Mapping[str, bytes] = MappingProxyType({})
) -> Withheld:
    """The texts with other words in place of the names of one person, in the `language` of the book.

    A name is found whatever its capitals, however its accents are stored, and across the end of a line. Files that are not UTF-8
    are left as they are. `others` are files that are served too and changed by hand: what may tell the name in them is only told.
    """
    before = (
        int("".join(filter(str.isdigit, words)))
        for path, data in files.items()
        if path.startswith("assemblies/") or path.endswith(NOTE)
        for words in _numbers().findall(_text(data))
    )
    number = 1 + max(before, default=0)
    pattern, words = _pattern(names), instead(language, number)
    changed: dict[str, bytes] = {}
    times = 0
    for path, data in files.items():
        new, found = pattern.subn(words, _text(data))
        if found:
            changed[path] = new.encode()
            times += found
    return Withheld(number, changed, times, tuple(_left({**files, **others, **changed}, names)))


def tells(text: str, names: Sequence[str]) -> bool:
    """Whether a text may tell one of the names, or a part of one."""
    return bool(_pattern(names).search(text) or _seek(names).search(plain(text)))


def around(line: str, place: int) -> str:
    """Some hundred characters of a line around a place in it."""
    begin = max(0, place - 40)
    part = line[begin : begin + 100].strip()
    return ("… " if begin else "") + part + (" …" if begin + 100 < len(line) else "")


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


def _seek(names: Sequence[str]) -> re.Pattern[str]:
    """Finds, in plain letters, what resembles a name: each of its parts, or the whole where they are short."""
    parts = {part for name in names for part in plain(name).split() if len(part) >= _LONG} or set(map(plain, names))
    return re.compile("|".join(map(re.escape, sorted(parts))))


def _left(files: Mapping[str, bytes], names: Sequence[str]) -> Iterator[Left]:
    """Where something like the name still stands: without its accents, with an ending, in codes, a part of it alone, or in a file's path."""
    seek = _seek(names)
    for path, data in files.items():
        if seek.search(plain(path.replace("-", " "))):
            yield Left(path, 0, path)
        text = _text(data)
        if not seek.search(plain(_decoded(text))):
            continue
        for number, line in enumerate(map(str.strip, text.splitlines()), 1):
            if seek.search(plain(_decoded(line))):
                words = (one.start() for one in re.finditer(r"\S+", line) if seek.search(plain(_decoded(one[0]))))
                yield Left(path, number, around(line, next(words, 0)))


def _decoded(line: str) -> str:
    """A line with the letters in place of the codes by which YAML, HTML and addresses may write them."""
    letters = _CODE.sub(lambda code: chr(min(int(code[1] or code[2] or code[3], 16), 0x10FFFF)), line)
    return unquote(html.unescape(letters))


def noted(before: str, withheld: Withheld, why: str, day: date, names: Mapping[str, str]) -> str:
    """The public note, a text of the site in the language spoken, with an entry for what was withheld; `before` is the note so far,
    `names` are those of the assemblies by id."""
    files = len(withheld.files)
    where = ", ".join(f"[{_literal(names.get(id, id))}](../assemblies/{id}/)" for id in _assemblies(withheld.files))
    told = ngettext("%(day)s: “%(words)s” in %(num)d file", "%(day)s: “%(words)s” in %(num)d files", files)
    entry = "- " + told % {"day": day.isoformat(), "words": _(INSTEAD) % {"number": withheld.number}, "num": files}
    reason = " ".join(why.split())
    text = before.rstrip() or f"# {_('Names withheld')}\n\n{_(_BEGIN)}\n"
    return "".join((text, "\n", entry, f" ({where})" if where else "", f": {reason}" if reason else "", "\n"))


def _literal(name: str) -> str:
    """A name that Markdown takes as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#&|~!])", r"\\\1", name)


def _assemblies(paths: Iterable[str]) -> list[str]:
    """The ids of the assemblies whose records these are."""
    return sorted({parts[1] for path in paths if (parts := path.split("/"))[0] == "assemblies" and len(parts) > 2})
