"""The same pages give the same search index, byte by byte.

Pagefind 1.5 writes the values of a filter, and the filters of a language, in an order drawn anew on every run; files are named by what
is in them, so the names of both change too. Here they are put in the order of their bytes and named anew. The files are CBOR
(RFC 8949): a byte with the type in its upper three bits, a length, then what it holds. Nothing else in them is touched; a file that
is not as expected is left as Pagefind wrote it, which any browser reads as well.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

_MARK: Final = b"pagefind_dcd"
_FILTER: Final = re.compile(r"filter/(?P<name>.+_)(?P<hash>[0-9a-f]+)\.pf_filter")
_META: Final = re.compile(r"pagefind\.(?P<name>.+_)(?P<hash>[0-9a-f]+)\.pf_meta")
_TEXT, _ARRAY = 3, 4


def steady(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index by their paths in its folder, in an order that follows from the pages alone."""
    found = dict(files)
    pairs: dict[bytes, bytes] = {}
    for path in sorted(files):
        if (named := _FILTER.fullmatch(path)) and (body := _sorted(gzip.decompress(files[path]))):
            name = _named(named, body)
            found[f"filter/{name}.pf_filter"] = _packed(body, found.pop(path))
            label = body[len(_MARK) + 1 : _after(body, len(_MARK) + 1)]
            pairs[_pair(label, named["name"] + named["hash"])] = _pair(label, name)
    for path in sorted(files):
        if named := _META.fullmatch(path):
            body = _reordered(gzip.decompress(files[path]), pairs)
            name = _named(named, body)
            found[f"pagefind.{name}.pf_meta"] = _packed(body, found.pop(path))
            entry = found["pagefind-entry.json"]
            found["pagefind-entry.json"] = entry.replace((named["name"] + named["hash"]).encode(), name.encode())
    return found


def _named(old: re.Match[str], body: bytes) -> str:
    """A name as long as the one before, from what the file holds."""
    return old["name"] + sha256(body).hexdigest()[: len(old["hash"])]


def _packed(body: bytes, before: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0) if gzip.decompress(before) != body else before


def _pair(label: bytes, name: str) -> bytes:
    """A filter as the list of a language has it: its label and the name of its file (of fewer than 24 bytes)."""
    return b"\x82" + label + bytes([0x60 + len(name)]) + name.encode()


def _sorted(body: bytes) -> bytes:
    """A filter (label, then pairs of a value and its pages) with its values in order; empty where it is something else."""
    try:
        start = _after(body, len(_MARK) + 1)
        kind, number, place = _head(body, start)
        values = []
        for _ in range(number):
            end = _after(body, place)
            values.append(body[place:end])
            place = end
    except (IndexError, ValueError):
        return b""
    as_expected = body.startswith(_MARK + b"\x82") and kind == _ARRAY and place == len(body)
    return body[: _head(body, start)[2]] + b"".join(sorted(values)) if as_expected else b""


def _reordered(body: bytes, pairs: Mapping[bytes, bytes]) -> bytes:
    """The list of a language's files with its filters in order, by their new names."""
    there = sorted((body.find(old), old) for old in pairs if old in body)
    run = b"".join(old for _, old in there)
    if not there or run not in body:
        return body
    return body.replace(run, b"".join(sorted(pairs[old] for _, old in there)))


def _head(body: bytes, place: int) -> tuple[int, int, int]:
    """What begins at a place: its type, its number, and where its content begins."""
    kind, short = divmod(body[place], 32)
    if short < 24:
        return kind, short, place + 1
    if short > 27:
        raise ValueError(short)
    size = 1 << (short - 24)
    return kind, int.from_bytes(body[place + 1 : place + 1 + size]), place + 1 + size


def _after(body: bytes, place: int) -> int:
    """Where what begins at a place has ended: a number, a text or a list."""
    kind, number, place = _head(body, place)
    if kind == _TEXT:
        return place + number
    if kind == _ARRAY:
        for _ in range(number):
            place = _after(body, place)
    elif kind:
        raise ValueError(kind)
    return place
