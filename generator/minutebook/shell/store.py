"""A store: a folder in which a build finds what earlier ones made, by sums of what it was made from and of what is in it.

It is only ever a cache. What is found is looked at before it is used: a file that is damaged, or is not what its name says, is as if it were
not there, and so is what the disk does not give or take. The store has its own copies, which are never written to again, and nothing but
what it put there is removed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Final

from minutebook.files import read_file

TAG: Final = "CACHEDIR.TAG"
_TOLD: Final = b"Signature: 8a477f597d28d172789f06886806bc55\n# What minutebook build need not make again. It can be removed at any time.\n"
"""What tells programmes that save copies to pass a folder over, and us that it is ours. https://bford.info/cachedir/"""

_SUM: Final = 32
_MOST: Final = 1 << 30
_NAME: Final = re.compile("[0-9a-f]{64}")
_VALUES, _FILES, _NEW = "values", "files", "new"


def is_ours(folder: Path) -> bool:
    """Whether a store may lie in a folder: there is none, it is empty, or a store of ours lies there."""
    if not os.path.lexists(folder):
        return True
    return folder.is_dir() and (not any(folder.iterdir()) or read_file(folder, TAG, _MOST) == _TOLD)


class Store:
    """What is kept in a folder: values by a key, 64 hexadecimal digits, and files by the SHA-256 of what is in them. The names of all that
    is in use are noted, so that the rest can be removed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[str] = set()
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / TAG).write_bytes(_TOLD)
            (folder / ".gitignore").write_bytes(b"*\n")
            for sort in (_VALUES, _FILES, _NEW):
                (folder / sort).mkdir(exist_ok=True)

    @property
    def empty(self) -> bool:
        """Whether nothing is kept yet."""
        return next(self._all(), None) is None

    def get(self, key: str) -> bytes | None:
        """What was put under a key."""
        data = self._read(_VALUES, key) or b""
        return data[_SUM:] if _told(key, data[_SUM:]) == data[:_SUM] else None

    def put(self, key: str, data: bytes) -> None:
        """Keep a value."""
        self._write(_VALUES, key, _told(key, data) + data)

    def file(self, name: str) -> bytes | None:
        """What is in a file that is kept, by the SHA-256 of it."""
        data = self._read(_FILES, name)
        return data if data is not None and sha256(data).hexdigest() == name else None

    def keep(self, name: str, data: bytes) -> None:
        """Keep what is in a file, by its SHA-256."""
        self._write(_FILES, name, data)

    def use(self, name: str) -> None:
        """Note that something is still in use, without looking at it."""
        self._used.add(name)

    def taken(self) -> frozenset[str]:
        """The names used since this was asked before."""
        used, self._used = frozenset(self._used), set()
        return used

    def prune(self, used: Collection[str]) -> None:
        """Remove all but what is named: nothing is kept of what is no longer shown."""
        for path in self._all():
            if path.name not in used:
                with suppress(OSError):
                    path.unlink()
        for name in _names(self.folder / _NEW):
            with suppress(OSError):
                (self.folder / _NEW / name).unlink()

    def _all(self) -> Iterator[Path]:
        for sort in (_VALUES, _FILES):
            for shelf in _names(self.folder / sort):
                yield from (self.folder / sort / shelf / name for name in _names(self.folder / sort / shelf) if _NAME.fullmatch(name))

    def _read(self, sort: str, name: str) -> bytes | None:
        self.use(name)
        return read_file(self.folder, f"{sort}/{name[:2]}/{name}", _MOST)

    def _write(self, sort: str, name: str, data: bytes) -> None:
        """Put a file in its place at once, in place of what may be there."""
        self.use(name)
        new, place = self.folder / _NEW / token_hex(16), self.folder / sort / name[:2] / name
        try:
            with open(new, "xb") as file:
                file.write(data)
            place.parent.mkdir(exist_ok=True)
            new.replace(place)
        except OSError:
            with suppress(OSError):
                new.unlink()


def _names(folder: Path) -> list[str]:
    """What lies in a folder; nothing where there is none."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _told(key: str, data: bytes) -> bytes:
    """By what a value is known to be whole, and the one asked for."""
    return sha256(key.encode() + data).digest()
