"""Pieces of a search: what Pagefind makes of some pages of a site, as plain values that can be kept, and put together by `searchfiles`.

A piece knows nothing of others: its pages have numbers of its own. Nothing in it depends on other pages, as long as each page says its
language; to those that do not, Pagefind gives the language of most others.

Pagefind's engine (WebAssembly) reads lists in CBOR (RFC 8949), which Pagefind writes compressed and after a mark. How it lays out its
files is covered by no promise: so this needs exactly VERSION, and stops at any other and at anything that is not as expected.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import cbor2
import orjson

VERSION: Final = "1.5.2"
"""The version of Pagefind whose files are read."""
FORMAT: Final = 1
"""Counted on whenever the same pages give another piece: when pieces are laid out anew, or pages are made ready otherwise (`searchpages`)."""
MARK: Final = b"pagefind_dcd"

_ENTRY: Final = "pagefind-entry.json"
UNREADABLE: Final = (LookupError, TypeError, ValueError, OSError, EOFError, zlib.error, cbor2.CBORDecodeError)
"""What is raised where data are not laid out as expected."""


class StrangeFileError(ValueError):
    """A file of Pagefind's that is missing or not laid out as VERSION has it; `path` names it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Page(NamedTuple):
    """A page: its address on the site, how many words it has, and what is shown of it (JSON, compressed, as Pagefind has it)."""

    url: str
    length: int
    fragment: bytes


class Word(NamedTuple):
    """A word, its form where it is written otherwise (else ""), and the pages it is on; for each of them, in CBOR, the places where the word
    stands in the text, and those in what is told of the page."""

    text: str
    form: str
    pages: list[int]
    places: list[bytes]
    told: list[bytes]


class Value(NamedTuple):
    """A value of a filter and the pages that have it."""

    label: str
    value: str
    pages: list[int]


class Spoken(NamedTuple):
    """What a piece holds in one language: which engine it needs, what is told of pages (title …), the pages, words and values."""

    engine: str
    fields: list[str]
    pages: list[Page]
    words: list[Word]
    values: list[Value]


Piece = Mapping[str, Spoken]
"""What some pages hold, by the tags of their languages."""


def piece_of(written: Mapping[str, bytes]) -> Piece:
    """The piece that Pagefind wrote, from all its files by their paths. Raises StrangeFileError."""
    languages = _read(written, _ENTRY, _languages)
    return {tag: _spoken(written, hash, engine) for tag, (hash, engine) in sorted(languages.items())}


def engine_of(written: Mapping[str, bytes], name: str) -> bytes:
    """The engine of a name, not compressed. Raises StrangeFileError."""
    return bytes(_read(written, f"wasm.{name}.pagefind", _engine))


def engine_from(data: bytes) -> bytes:
    """A compressed engine, where it is one. Raises one of UNREADABLE."""
    _engine(unpacked(data))
    return data


def from_bytes(data: bytes) -> Piece:
    """A piece from what `to_bytes` gave. Raises one of UNREADABLE where it is anything else."""
    return {tag: _again(*spoken) for tag, spoken in dict(cbor2.loads(data)).items()}


def to_bytes(piece: Piece) -> bytes:
    """A piece in CBOR."""
    return cbor2.dumps(piece)


def _again(engine: str, fields: list[str], pages: list[Any], words: list[Any], values: list[Any]) -> Spoken:
    return Spoken(engine, fields, [Page(*one) for one in pages], [Word(*one) for one in words], [Value(*one) for one in values])


def _spoken(written: Mapping[str, bytes], hash: str, engine: str) -> Spoken:
    pages, chunks, filters, fields = _read(written, f"pagefind.{hash}.pf_meta", _meta)
    return Spoken(
        engine,
        fields,
        [_page(written, f"fragment/{name}.pf_fragment", length) for name, length in pages],
        [word for name in chunks for word in _read(written, f"index/{name}.pf_index", _words)],
        sorted(value for name in filters for value in _read(written, f"filter/{name}.pf_filter", _values)),  # Pagefind's order is by chance
    )


def _page(written: Mapping[str, bytes], path: str, length: int) -> Page:
    return Page(_read(written, path, _url), length, written[path])


def _read(written: Mapping[str, bytes], path: str, shape: Callable[[Any], Any]) -> Any:
    """What a file holds, where `shape` finds it to be as expected."""
    try:
        return shape(_READERS[path.rpartition(".")[2]](written[path]))
    except UNREADABLE as error:
        raise StrangeFileError(path) from error


def unpacked(data: bytes) -> bytes:
    """What is in a compressed file of a search. Raises ValueError, OSError, EOFError and zlib.error."""
    body = gzip.decompress(data)
    if not body.startswith(MARK):
        raise ValueError(body[: len(MARK)])
    return body.removeprefix(MARK)


def _cbor(data: bytes) -> Any:
    return cbor2.loads(unpacked(data))


_READERS: Final[dict[str, Callable[[bytes], Any]]] = {
    "json": orjson.loads, "pagefind": unpacked, "pf_fragment": lambda data: orjson.loads(unpacked(data)),
    "pf_meta": _cbor, "pf_index": _cbor, "pf_filter": _cbor,
}  # fmt: skip
"""How files are read, by the ends of their names."""


def _languages(found: Any) -> dict[str, tuple[str, str]]:
    """The list of each language, and its engine: a language without one of its own has that for any."""
    if found["version"] != VERSION:
        raise ValueError(found["version"])
    return {tag: (known["hash"], known["wasm"] or "unknown") for tag, known in found["languages"].items()}


def _engine(found: bytes) -> bytes:
    if not found.startswith(b"\0asm"):
        raise ValueError(found[:4])
    return found


def _url(found: Any) -> str:
    return _text(found["url"])


def _meta(found: Any) -> tuple[list[tuple[str, int]], list[str], list[str], list[str]]:
    """Pages (fragment, number of words), chunks, filters and fields of a language; orders in which to sort are not used."""
    version, pages, chunks, filters, _sorts, fields = found
    if version != VERSION:
        raise ValueError(version)
    return (
        [(_text(name), _number(length)) for name, length in pages],
        [_text(name) for _from, _to, name in chunks],
        [_text(name) for _label, name in filters],
        [_text(field) for field in fields],
    )


def _values(found: Any) -> list[Value]:
    """A filter: its label, then its values with their pages."""
    label, values = found
    return [Value(_text(label), _text(value), [_number(page) for page in pages]) for value, pages in values]


def _words(found: Any) -> list[Word]:
    """Words, each with its pages, and how else it is written with the pages of that."""
    (words,) = found
    return [
        _word(_text(text), _text(form), there)
        for text, pages, others in words
        for form, there in (("", _list(pages)), *others)
        if there
    ]  # fmt: skip


def _word(text: str, form: str, found: Any) -> Word:
    """A word with its pages: how much further on each is, where the word stands in its text, and where in what is told of it."""
    word, page = Word(text, form, [], [], []), 0
    for further, places, told in found:
        page += _number(further)
        word.pages.append(page)
        word.places.append(cbor2.dumps(_list(places)))
        word.told.append(cbor2.dumps(_list(told)))
    return word


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise TypeError(found)
    return found


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError(found)
    return found


def _number(found: Any) -> int:
    if not isinstance(found, int):
        raise TypeError(found)
    return found
