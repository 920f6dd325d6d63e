"""Illustrations: which pictures records show in their texts, and what is wrong with the others.

A picture lies in the repository beside the records, anywhere under `assemblies/`, and is named from the record's own folder, or from the
root (`/assemblies/…`). Anything else has a note in its place, and the record stands: its words are sound.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from posixpath import dirname, normpath
from typing import Final, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from markdown_it.token import Token

from minutebook.blocks import plain_text, readable, too_long
from minutebook.codes import nearest
from minutebook.confederation import Confederation, Groups
from minutebook.files import ENDING
from minutebook.grammar import PARSER
from minutebook.pictures import Fault, Picture
from minutebook.problems import Problem, Span
from minutebook.records import ProposalRecord, Record
from minutebook.speech import UNSAID, said

Look = Callable[[str], Picture | Fault]
"""Looks into a picture's file by its path, and says how it is shown, or why it is not."""

MAX_TOLD: Final = 20

_ELSEWHERE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_MEANT: Final = re.compile(r"!\[([^\]\n]{0,200})\]\(([^<>\n]{1,200}?\.(?:png|jpe?g|gif|webp|heic|svg))\s*\)", re.IGNORECASE)
_BLANKS: Final = Fault("picture-with-blanks", said("this stands as text, as the name of the picture has blanks"))
_WORDLESS: Final = frozenset({"", "image", "img", "picture", "photo", "alt", "alt text", "image description"})
"""What programmes write where words are to be put."""


class Named(NamedTuple):
    """A picture as a text names it: its address as Markdown has it, its words, where it stands."""

    source: str
    words: str
    span: Span


def illustrations(
    confederation: Confederation, files: Mapping[str, bytes | None], look: Look
) -> tuple[Mapping[str, Mapping[str, Picture]], list[Problem]]:
    """The pictures that are shown, by the id of the record and the address as its text writes it; and the problems with all others.

    `files` are all files under `assemblies/`: a picture is one of them, by its exact name. Of each text the first `MAX_TOLD` problems are told.
    """
    known = _Known(files)
    shown: dict[str, dict[str, Picture]] = {}
    problems: list[Problem] = []
    for record in confederation.all_records:
        own: dict[str, Picture] = {}
        for file, line, body in _texts(record):
            faults: list[tuple[Named, Fault]] = []
            for one in _named(file, line, body):
                found = own.get(one.source) or _found(one, dirname(file), known, look)
                if isinstance(found, Picture):
                    own[one.source] = found
                fault = _wordless(one) if isinstance(found, Picture) else found
                if fault and len(faults) < MAX_TOLD:
                    faults.append((one, fault))
            faults += ((one, _BLANKS) for one in islice(_torn(file, line, body), MAX_TOLD))
            problems += [Problem(fault.code, one.span, fault.message, help=fault.help, record=record.id) for one, fault in faults]
        if own:
            shown[record.id] = own
    return shown, problems


class _Known:
    """The files that may be pictures: by path, however accents are stored; by path whatever the capitals; and by folder."""

    def __init__(self, files: Mapping[str, bytes | None]) -> None:
        self.files = {normalize("NFC", file): file for file, data in files.items() if data is not None and not file.endswith(ENDING)}
        self.alike = {path.casefold(): path for path in self.files}
        self.beside = Groups.of((dirname(path), path.rpartition("/")[2]) for path in self.files)


def _texts(record: Record) -> Iterator[tuple[str, int, str]]:
    """The texts of a record with their files and first lines: its own, those of later editions, translations."""
    yield record.file, record.body_line, record.body
    if isinstance(record, ProposalRecord):
        yield from ((f"{dirname(record.file)}/{one.text}", one.body_line, one.body) for one in record.editions)
    yield from ((one.file, one.body_line, one.body) for one in record.translations)


def _named(file: str, line: int, body: str) -> Iterator[Named]:
    """The pictures in a text, in its order, found by the parser that also shows it."""
    if "![" not in body or too_long(body):
        return
    lines = body.split("\n")
    starts = [0, *accumulate(len(one) + 1 for one in lines)]
    place = 0
    for rows, token in _images(PARSER.parse(readable(body), {})):
        place = max(place, starts[rows[0]])
        at = body.find(f"![{token.content}]", place, starts[rows[1]])
        row = bisect_right(starts, at) - 1 if at >= 0 else rows[0]
        begin, end = (at, _end(body, at + len(token.content) + 3)) if at >= 0 else (starts[row], starts[row + 1] - 1)
        place = end
        last = min(end, starts[row + 1] - 1)
        span = Span(file, line + row, begin - starts[row] + 1, line + row, last - starts[row] + 1)
        yield Named(str(token.attrs.get("src", "")), plain_text(token.children or []), span)


def _torn(file: str, line: int, body: str) -> Iterator[Named]:
    """What was meant as a picture and stands as text, as its file's name has blanks."""
    if not _MEANT.search(body) or too_long(body):
        return
    lines = body.split("\n")
    for token in PARSER.parse(readable(body), {}):
        text = "".join(
            "\n" if one.type == "softbreak" else one.content for one in token.children or () if one.type in ("text", "softbreak")
        )
        for meant in _MEANT.finditer(text):
            first, behind = token.map or (0, 1)
            row = next((row for row in range(first, min(behind, len(lines))) if meant[0] in lines[row]), first)
            column = max(0, lines[row].find(meant[0]))
            yield Named(meant[2], meant[1], Span(file, line + row, column + 1, line + row, column + len(meant[0]) + 1))


def _images(tokens: Iterable[Token]) -> Iterator[tuple[Sequence[int], Token]]:
    """The pictures among the tokens of a text, each with the lines of the paragraph it stands in: the first, and the one behind it."""
    rows: Sequence[int] = (0, 1)
    for token in tokens:
        rows = token.map or rows
        yield from ((rows, child) for child in token.children or () if child.type == "image")


def _end(body: str, place: int) -> int:
    """Where the picture ends whose words end here: behind its address in brackets."""
    if not body.startswith("(", place):
        return place
    closing = body.find(")", place)
    return closing + 1 if closing >= 0 else place


def _found(one: Named, folder: str, known: _Known, look: Look) -> Picture | Fault:
    """The picture that a text names, or why it is not shown."""
    if _ELSEWHERE.match(one.source):
        return Fault("picture-elsewhere", said("this picture does not lie beside the records; a note stands in its place"))
    paths = _paths(one.source, folder)
    file = next((known.files[path] for path in paths if path in known.files), None)
    return _missing(paths[-1], known) if file is None else look(file)


def _paths(source: str, folder: str) -> list[str]:
    """The paths that an address may mean: as it is written, or without what follows ? or #."""
    written = dict.fromkeys((unquote(source), unquote(re.split("[?#]", source, maxsplit=1)[0])))
    return [normalize("NFC", normpath(one.lstrip("/") if one.startswith("/") else f"{folder}/{one}")) for one in written]


def _missing(path: str, known: _Known) -> Fault:
    """That there is no such file, with the one that is nearly called so."""
    path = path.replace("\\", "/")
    folder, _, name = path.rpartition("/")
    alike = known.alike.get(path.casefold())
    meant = f"/{alike}".removeprefix(f"/{folder}/") if alike else nearest(name[:100], known.beside[folder][:1000])
    help = said("did you mean `%(meant)s`?", meant=meant) if meant else UNSAID
    return Fault("picture-missing", said("there is no picture `%(path)s`", path=path), help)


def _wordless(one: Named) -> Fault | None:
    """A picture without words says nothing to who does not see it; neither does the name of its file."""
    name = unquote(one.source).rsplit("/", 1)[-1]
    if one.words.casefold() not in _WORDLESS and one.words not in (name, name.rpartition(".")[0]):
        return None
    return Fault("picture-without-words", said("nothing tells this picture to those who do not see it"))
