"""The files of `content/`: guides and other pages around the records, and their pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path


def read_content(folder: Path) -> Mapping[str, bytes]:
    """All files of a folder by path, sorted. Symbolic links and hidden files are passed over: nothing outside is published."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(_files(folder))}


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield Path(entry.path)
