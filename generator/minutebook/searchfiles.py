"""The files of a search: those that Pagefind writes, made into fewer bytes, and into the same bytes for the same pages.

Pagefind's engine (WebAssembly) reads lists in CBOR (RFC 8949), which Pagefind writes compressed and after a mark. Whoever searches needs
the engine and a list of all pages before the first result, so what they need is kept small here:

- the engine and the list are compressed anew, by zopfli;
- words lie in chunks of a few kilobytes, not of 30;
- pages are known by their number, so that the list of a language holds nothing of a page but how long it is;
- values of filters, which Pagefind writes in an order drawn anew on every run, stand in order.

`theme/assets/seek.js` searches in them. In the folder of the index there is, beside the engines of Pagefind (`wasm.LANGUAGE.pagefind`):

    pagefind-entry.json            {"version": Pagefind's, "languages": {"en": {"folder": "en_…", "wasm": "en", "pages": their number}}}
    en_…/meta.pf_meta              the list of a language, in JSON: {"pages": [the number of words of each], "fields": [what is told of
                                   a page: its title …], "filters": [their names], "words": [where each chunk begins]}
    en_…/NUMBER.pf_index           a chunk of words: CBOR, as Pagefind has it
    en_…/NUMBER.pf_filter          the values of a filter, with their pages: CBOR, as Pagefind has it
    en_…/NUMBER.pf_fragment        what is shown of a page: JSON, as Pagefind has it

The folder of a language bears a name of what is in it, so files of two editions are never read together. Words are ordered as scripts in
a browser compare them (by UTF-16); a chunk begins at the shortest text that comes after all words of the chunk before, the first at "".

All of this stands on how Pagefind lays out its files, which no promise of Pagefind covers: so this needs exactly VERSION, and stops at
any other and at anything that is not as expected.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

import cbor2
import zopfli.gzip

VERSION: Final = "1.5.2"
"""The version of Pagefind whose files these are."""

_ENTRY: Final = "pagefind-entry.json"
_MARK: Final = b"pagefind_dcd"
_CHUNK: Final = 5_000
"""How many letters and numbers a chunk holds: some four kilobytes of compressed CBOR. A word is never divided."""


class StrangeFileError(ValueError):
    """A file of Pagefind's that is missing or not laid out as VERSION has it; `path` names it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def search_files(written: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a search, by their paths in the folder of the index, from all that Pagefind wrote, by their paths there.

    Raises StrangeFileError.
    """
    languages = {}
    found: dict[str, bytes] = {}
    for tag, (old, engine) in sorted(_read(written, _ENTRY, _languages).items()):
        files, pages = _language(written, old)
        folder = f"{tag}_{_name(files)}"
        languages[tag] = {"folder": folder, "wasm": engine, "pages": pages}
        found |= {f"{folder}/{name}": data for name, data in files.items()}
        path = f"wasm.{engine}.pagefind"
        found[path] = _pressed(_read(written, path, _engine))
    found[_ENTRY] = _json({"version": VERSION, "languages": languages})
    return found


def _language(written: Mapping[str, bytes], old: str) -> tuple[dict[str, bytes], int]:
    """The files of a language by their names, and the number of its pages."""
    pages, chunks, filters, fields = _read(written, f"pagefind.{old}.pf_meta", _meta)
    found = {}
    for number, (name, _) in enumerate(pages):
        if (path := f"fragment/{name}.pf_fragment") not in written:
            raise StrangeFileError(path)
        found[f"{number}.pf_fragment"] = written[path]
    for number, (_, name) in enumerate(filters):
        found[f"{number}.pf_filter"] = _packed(cbor2.dumps(_read(written, f"filter/{name}.pf_filter", _filter)))
    words = [word for name in chunks for word in _read(written, f"index/{name}.pf_index", _words)]
    starts = []
    for number, (start, chunk) in enumerate(_chunks(sorted(words, key=lambda word: _order(word[0])))):
        starts.append(start)
        found[f"{number}.pf_index"] = _packed(cbor2.dumps([chunk]))
    meta = {"pages": [length for _, length in pages], "fields": fields, "filters": [label for label, _ in filters], "words": starts}
    found["meta.pf_meta"] = _pressed(_json(meta))
    return found, len(pages)


def _chunks(words: Iterable[list[Any]]) -> Iterator[tuple[str, list[Any]]]:
    """Chunks of ordered words: where each begins, and its words."""
    start, size = "", 0
    chunk: list[Any] = []
    for word in words:
        more = _size(word)
        if chunk and size + more > _CHUNK:
            yield start, chunk
            start, size, chunk = _start(word[0], chunk[-1][0]), 0, []
        chunk.append(word)
        size += more
    if chunk:
        yield start, chunk


def _start(word: str, before: str) -> str:
    """The shortest beginning of a word that comes after the word before."""
    return next(word[:end] for end in range(1, len(word) + 1) if not before.startswith(word[:end]))


def _size(word: list[Any]) -> int:
    """How many letters and numbers a word takes, and the same word written otherwise."""
    text, pages, *others = word  # what is written otherwise has no others
    return (
        len(text) + sum(2 + len(places) + len(told) for _, places, told in pages) + sum(_size(other) for found in others for other in found)
    )


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
    return gzip.compress(_MARK + body, 9, mtime=0)


@lru_cache(16)
def _pressed(body: bytes) -> bytes:
    """As small as can be, which takes a second for an engine: every search needs it, and `serve` makes it again and again."""
    return bytes(zopfli.gzip.compress(_MARK + body, numiterations=5))


def _read(written: Mapping[str, bytes], path: str, shape: Callable[[Any], Any]) -> Any:
    """What a file holds, in JSON or compressed (an engine, or CBOR), where `shape` finds it to be as expected."""
    try:
        data = written[path]
        if path.endswith(".json"):
            return shape(json.loads(data))
        body = gzip.decompress(data)
        if not body.startswith(_MARK):
            raise ValueError(body[:12])
        body = body.removeprefix(_MARK)
        return shape(body if path.endswith(".pagefind") else cbor2.loads(body))
    except (LookupError, TypeError, ValueError, OSError, EOFError, zlib.error, cbor2.CBORDecodeError) as error:
        raise StrangeFileError(path) from error


def _languages(found: Any) -> dict[str, tuple[str, str]]:
    """The list of each language, and its engine: a language without one of its own has that for any."""
    if found["version"] != VERSION:
        raise ValueError(found["version"])
    return {tag: (known["hash"], known["wasm"] or "unknown") for tag, known in found["languages"].items()}


def _engine(found: bytes) -> bytes:
    if not found.startswith(b"\0asm"):
        raise ValueError(found[:4])
    return found


def _meta(found: Any) -> tuple[list[tuple[str, int]], list[str], list[tuple[str, str]], list[str]]:
    """Pages (fragment, number of words), chunks, filters (label, file) and fields of a language; orders in which to sort are not used."""
    version, pages, chunks, filters, _sorts, fields = found
    if version != VERSION:
        raise ValueError(version)
    return (
        [(_text(name), _number(length)) for name, length in pages],
        [_text(name) for _from, _to, name in chunks],
        sorted((_text(label), _text(name)) for label, name in filters),
        [_text(field) for field in fields],
    )


def _filter(found: Any) -> list[Any]:
    """A filter: its label, then its values with their pages."""
    label, values = found
    return [_text(label), sorted([_text(value), [_number(page) for page in pages]] for value, pages in values)]


def _words(found: Any) -> list[list[Any]]:
    """Words, each with its pages, and how else it is written with the pages of that."""
    (words,) = found
    for word, pages, others in words:
        _text(word)
        _pages(pages)
        for other, there in others:
            _text(other)
            _pages(there)
    return list(words)


def _pages(found: Any) -> None:
    """Pages of a word: how much further on each is, where the word stands in its text, and where in what is told of it."""
    for page, places, told in found:
        _number(page)
        if not (isinstance(places, list) and isinstance(told, list)):
            raise TypeError(found)


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError(found)
    return found


def _number(found: Any) -> int:
    if not isinstance(found, int):
        raise TypeError(found)
    return found
