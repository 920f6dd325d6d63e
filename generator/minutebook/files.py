"""The records' files: the only place that reads them from disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

RECORDS = "assemblies"
ENDING = ".md"

Seen = dict[str, tuple[tuple[int, int, int, int], bytes]]
"""What files held when they were last read, by path, with what the system told of them: times of writing and of change, size, number."""


def read_tree(root: Path, seen: Seen | None = None) -> Mapping[str, bytes | None]:
    """All files under `assemblies/` by path ('assemblies/north/minutes/2026-03-02.md'), sorted: Markdown as bytes, others as no bytes.

    Only regular files in real folders are read. Of a symbolic link, a device, a folder with a file's name, and of
    whatever the system does not let us open, the value is None, so that nothing outside the tree can be published and
    nobody wonders where it went. Hidden files and folders (`.git`, editors' leftovers) are passed over.
    With `seen` a file of which the system tells the same as when it was last read is not read again, and what is read is noted there.
    Raises FileNotFoundError where there is no `assemblies/` folder, and OSError where that folder cannot be read.
    """
    base = root / RECORDS
    if not base.is_dir():
        raise FileNotFoundError(base)
    seen = {} if seen is None else seen
    with os.scandir(base):
        found = dict(sorted(_walk(base, RECORDS, seen)))
    for gone in seen.keys() - found.keys():
        del seen[gone]
    return found


def read_file(root: Path, file: str, most: int, fits: Callable[[os.stat_result], bool] = lambda told: True) -> bytes | None:
    """The bytes of a regular file by its path, but no more than `most`; None where it cannot be read, and where what the system tells of it
    does not fit. It is never a link that is followed."""
    try:
        handle = os.open(root / file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        told = os.fstat(handle)
        if not (stat.S_ISREG(told.st_mode) and fits(told)):
            return None
        with open(handle, "rb", closefd=False) as opened:
            return opened.read(min(most, told.st_size))  # room is made for all that is asked for
    except OSError:
        return None
    finally:
        os.close(handle)


def _walk(folder: Path, path: str, seen: Seen) -> list[tuple[str, bytes | None]]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError:
        return [(path, None)]
    found: list[tuple[str, bytes | None]] = []
    for entry in listed:
        here = f"{path}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            found += [(here, None)] if entry.name.endswith(ENDING) else []
            found += _walk(Path(entry.path), here, seen)
        else:
            found.append((here, _content(entry, here, seen)))
    return found


def _content(entry: os.DirEntry[str], path: str, seen: Seen) -> bytes | None:
    """The bytes of a Markdown file, none of a file of another sort, and None of what is no regular file or cannot be opened."""
    try:
        told = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(told.st_mode):
            return None
        if not entry.name.endswith(ENDING):
            return b""
        sign = told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino
        before = seen.get(path)
        data = before[1] if before and before[0] == sign else Path(entry.path).read_bytes()
        seen[path] = sign, data
        return data
    except OSError:
        return None
