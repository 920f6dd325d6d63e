"""The files of a search: pieces put together, in few bytes, and in the same bytes for the same pages however they were divided.

Whoever searches needs an engine and a list of all pages before the first result, so what they need is kept small here:

- the engine is compressed anew, by zopfli;
- words lie in chunks of a few kilobytes, not of 30;
- pages are known by their number, in the order of their addresses, so that the list of a language holds nothing of a page but how long
  it is.

`theme/assets/seek.js` searches in them. In the folder of the index there is, beside the engines of Pagefind (`wasm.LANGUAGE.pagefind`):

    pagefind-entry.json            {"version": Pagefind's, "languages": {"en": {"folder": "en_…", "wasm": "en", "pages": their number}}}
    en_…/meta.pf_meta              the list of a language, in JSON: {"pages": [the number of words of each], "fields": [what is told of
                                   a page: its title …], "filters": [their names], "words": [where each chunk begins]}
    en_…/NUMBER.pf_index           a chunk of words: CBOR, as Pagefind has it
    en_…/NUMBER.pf_filter          the values of a filter, with their pages: CBOR, as Pagefind has it
    en_…/NUMBER.pf_fragment        what is shown of a page: JSON, as Pagefind has it

The folder of a language bears a name of what is in it, so files of two editions are never read together. Words are ordered as scripts in
a browser compare them (by UTF-16); a chunk begins at the shortest text that comes after all words of the chunk before, the first at "".
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from operator import add
from typing import Any, Final

import cbor2
import zopfli.gzip

from minutebook.searchpieces import MARK, VERSION, Piece, Spoken

Places = list[tuple[int, bytes]]
"""The pages of a word, by their numbers, and where it stands on each."""

_CHUNK: Final = 9_000
"""How many bytes of CBOR a chunk holds: some four kilobytes when compressed. A word is never divided."""
_NONE: Final = cbor2.dumps([])
_LIST: Final = 4 << 5
"""The type of a list in CBOR."""


def search_files(pieces: Iterable[Piece], engines: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a search, by their paths in the folder of the index; none where nothing can be found.

    `engines` are those that the pieces need, by their names, pressed.
    """
    spoken: dict[str, list[Spoken]] = defaultdict(list)
    for piece in pieces:
        for tag, part in piece.items():
            spoken[tag].append(part)
    languages = {}
    found: dict[str, bytes] = {}
    for tag, parts in sorted(spoken.items()):
        files, pages = _language(parts)
        folder, name = f"{tag}_{_name(files)}", parts[0].engine
        languages[tag] = {"folder": folder, "wasm": name, "pages": pages}
        found |= {f"{folder}/{path}": data for path, data in files.items()}
        found[f"wasm.{name}.pagefind"] = engines[name]
    return found | {"pagefind-entry.json": _json({"version": VERSION, "languages": languages})} if found else {}


def pressed(body: bytes) -> bytes:
    """As small as can be, which takes a second: for an engine, which every search needs and no page changes."""
    return bytes(zopfli.gzip.compress(MARK + body, numiterations=5))


def _language(parts: Sequence[Spoken]) -> tuple[dict[str, bytes], int]:
    """The files of a language by their names, and the number of its pages."""
    found = {}
    pages = sorted((page, part, place) for part, one in enumerate(parts) for place, page in enumerate(one.pages))
    numbers = [[0] * len(one.pages) for one in parts]
    for number, (page, part, place) in enumerate(pages):
        numbers[part][place] = number
        found[f"{number}.pf_fragment"] = page.fragment
    filters = _filters(parts, numbers)
    for number, (label, values) in enumerate(filters):
        found[f"{number}.pf_filter"] = _packed(cbor2.dumps([label, values]))
    fields = sorted(set(chain.from_iterable(one.fields for one in parts)))
    starts = []
    for number, (start, chunk) in enumerate(_chunks(_words(parts, numbers, fields))):
        starts.append(start)
        found[f"{number}.pf_index"] = _packed(_listed([_listed(chunk)]))
    lengths = [page.length for page, _, _ in pages]
    meta = {"pages": lengths, "fields": fields, "filters": [label for label, _ in filters], "words": starts}
    found["meta.pf_meta"] = _packed(_json(meta))
    return found, len(pages)


def _filters(parts: Sequence[Spoken], numbers: Sequence[Sequence[int]]) -> list[tuple[str, list[tuple[str, list[int]]]]]:
    """The filters with their values and the pages that have them, all in order."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for part, numbered in zip(parts, numbers, strict=True):
        for label, value, pages in part.values:
            found[label][value] += map(numbered.__getitem__, pages)
    return [(label, [(value, sorted(pages)) for value, pages in sorted(values.items())]) for label, values in sorted(found.items())]


def _words(parts: Sequence[Spoken], numbers: Sequence[Sequence[int]], fields: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The words in order, each with what the engine reads of it."""
    found: dict[str, dict[str, Places]] = defaultdict(lambda: defaultdict(list))
    for part, numbered in zip(parts, numbers, strict=True):
        moved = _moves([fields.index(field) for field in part.fields])
        for text, form, pages, places, told in part.words:
            found[text][form] += zip(map(numbered.__getitem__, pages), map(add, places, map(moved, told)), strict=True)
    for text in sorted(found, key=_order):
        forms = found[text]
        own, others = _pages(forms.pop("", [])), [_listed([cbor2.dumps(form), _pages(forms[form])]) for form in sorted(forms)]
        yield text, _listed([cbor2.dumps(text), own, _listed(others)])


def _moves(numbers: Sequence[int]) -> Callable[[bytes], bytes]:
    """Gives what changes places in what is told of a page, where its fields get other numbers. Among the places, a number below zero says
    in which field those after it are."""
    if numbers == list(range(len(numbers))):
        return lambda told: told
    return lambda told: (
        told if told == _NONE else cbor2.dumps([-1 - numbers[-1 - place] if place < 0 else place for place in cbor2.loads(told)])
    )


def _pages(found: Places) -> bytes:
    """The pages of a word: how much further on each is, and where the word stands on it."""
    found.sort()
    before, body = 0, []
    for page, places in found:
        body.append(_PAGE + cbor2.dumps(page - before) + places)
        before = page
    return _listed(body)


def _listed(items: Sequence[bytes]) -> bytes:
    """A list in CBOR, of what is in CBOR already. Its length is written as a number is, but for the type."""
    head = cbor2.dumps(len(items))
    return bytes([head[0] | _LIST]) + head[1:] + b"".join(items)


_PAGE: Final = _listed([b"", b"", b""])
"""What a page of a word begins with: a list of three."""


def _chunks(words: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, list[bytes]]]:
    """Chunks of ordered words: where each begins, and its words."""
    start, size, last = "", 0, ""
    chunk: list[bytes] = []
    for text, word in words:
        if chunk and size + len(word) > _CHUNK:
            yield start, chunk
            start, size, chunk = _start(text, last), 0, []
        chunk.append(word)
        size += len(word)
        last = text
    if chunk:
        yield start, chunk


def _start(word: str, before: str) -> str:
    """The shortest beginning of a word that comes after the word before."""
    return next(word[:end] for end in range(1, len(word) + 1) if not before.startswith(word[:end]))


def _order(word: str) -> bytes:
    return word.encode("utf-16-be")


def _name(files: Mapping[str, bytes]) -> str:
    """A name for what is in files."""
    told = sha256()
    for name, data in sorted(files.items()):
        told.update(f"{name} {len(data)} ".encode() + data)
    return told.hexdigest()[:10]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _packed(body: bytes) -> bytes:
    """Compressed, but for the last hundredth, which would take as long again."""
    return gzip.compress(MARK + body, 6, mtime=0)
