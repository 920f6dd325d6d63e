"""Compressed copies beside the files of a site, for servers that send those to browsers instead of compressing anew for each."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from minutebook.writing import Written

P = TypeVar("P", bound=bytes | Written)
ENDINGS: Final = frozenset({"html", "css", "js", "json", "csv", "svg", "xml", "atom", "ics", "txt", "bib", "sqlite"})
LEAST: Final = 1_000
"""Files of fewer bytes are sent in one packet anyway."""


def pressed(files: Iterable[tuple[str, P]]) -> Iterator[tuple[str, P | bytes]]:
    """The files, each of text followed by its copy in gzip where that is smaller. The same bytes give the same bytes: no time is in it."""
    for path, data in files:
        yield path, data
        if isinstance(data, bytes) and len(data) >= LEAST and path.rpartition(".")[2] in ENDINGS:
            small = gzip.compress(data, 9, mtime=0)
            if len(small) < len(data):
                yield f"{path}.gz", small
