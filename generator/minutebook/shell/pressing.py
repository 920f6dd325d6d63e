"""Compressed copies beside the files of a site, for servers that send those to browsers instead of compressing anew for each."""

from __future__ import annotations

import gzip
from typing import Final

from minutebook.publish import Files

ENDINGS: Final = frozenset({"html", "css", "js", "json", "csv", "svg", "xml", "atom", "ics", "txt", "bib", "sqlite"})
LEAST: Final = 1_000
"""Files of fewer bytes are sent in one packet anyway."""


def pressed(files: Files) -> Files:
    """The files, each of text followed by its copy in gzip where that is smaller. The same bytes give the same bytes: no time is in it."""
    for path, data in files:
        yield path, data
        if isinstance(data, bytes) and len(data) >= LEAST and path.rpartition(".")[2] in ENDINGS:
            small = gzip.compress(data, 9, mtime=0)
            if len(small) < len(data):
                yield f"{path}.gz", small
