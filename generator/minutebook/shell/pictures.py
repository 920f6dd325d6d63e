"""The files of pictures: read when a record shows one, encoded anew, and kept until the site is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Final

from minutebook.confederation import Confederation
from minutebook.files import read_file
from minutebook.pictures import MAX_BYTES, Fault, Picture
from minutebook.reencoding import address_of, broken, encode

_IN_MEMORY: Final = 64 * 1024 * 1024


class Pictures(AbstractContextManager["Pictures"]):
    """The pictures beside the records in a folder. Each file is looked into once; what is made of it waits on the disk where it is much."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._looked: dict[str, Picture | Fault] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self._kept = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 closed by __exit__

    def look(self, file: str) -> Picture | Fault:
        """How the picture in a file is shown, or why it is not."""
        if file not in self._looked:
            self._looked[file] = self._read(file)
        return self._looked[file]

    def files(self, confederation: Confederation) -> Iterator[tuple[str, bytes]]:
        """The pictures that these records show, by their paths from the site's root; each once."""
        for address in sorted({one.address for one in confederation.shown_pictures}):
            begin, size = self._places[address]
            self._kept.seek(begin)
            yield address, self._kept.read(size)

    def __exit__(self, *error: object) -> None:
        self._kept.close()

    def _read(self, file: str) -> Picture | Fault:
        data = read_file(self._root, file, MAX_BYTES + 1)
        if data is None:
            return broken()
        encoded = encode(data)
        if isinstance(encoded, Fault):
            return encoded
        address = address_of(data, encoded)
        if address not in self._places:
            self._places[address] = self._kept.seek(0, 2), len(encoded.data)
            self._kept.write(encoded.data)
        return Picture(address, encoded.width, encoded.height)
