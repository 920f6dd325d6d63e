"""Writing: the folder of a new site, while its files are written into it.

What the site before has in the same bytes is not written again: its file gets a second name, in the new folder (a hard link), which takes
a twentieth of the time. Once the new site is published the old one is removed, and each file has one name again. We never open a file of
a site for writing after it was made, so that the old site stays what it was. A file of another user or with other rights than one has that
is made now is written anew, and so is whatever cannot be read.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from minutebook.files import read_file
from minutebook.speech import _

_MOST: Final = 1 << 30
"""Larger files are written anew rather than read."""
_NO_SECOND_NAMES: Final = (errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV)
"""What is told where a disk has no second names for files."""


class PublishError(Exception):
    """Why a site was not published; the old one is untouched. `help` says what to do."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(f"{message}; {help}" if help else message)
        self.message = message
        self.help = help

    def __reduce__(self) -> tuple[type[PublishError], tuple[str, str]]:
        """It is told from one process to another."""
        return (type(self), (self.message, self.help))


class Written(NamedTuple):
    """A file that is in the folder already: the SHA-256 of what is in it, in hexadecimal digits."""

    sum: str


class NewSite:
    """The folder of a site that is being written, and that of the site before, if there is one: several processes can write at once."""

    def __init__(self, folder: Path, before: Path | None = None) -> None:
        self.folder = folder
        self._before = before
        self._folders = {""}
        self._rights: tuple[int, int, int] | None = None
        """Rights, user and group of a file that this process has made."""

    def __reduce__(self) -> tuple[type[NewSite], tuple[Path, Path | None]]:
        """It is told from one process to another."""
        return (type(self), (self.folder, self._before))

    def write(self, path: str, content: bytes) -> Written:
        """Write a file that is not there yet. Raises PublishError where it is, and OSError."""
        self._make_room(path)
        if not self._take_over(path, len(content), lambda found: found == content):
            try:
                with open(self.folder / path, "xb") as file:
                    file.write(content)
                    self._rights = self._rights or _rights(os.fstat(file.fileno()))
            except FileExistsError:
                raise twice(path) from None
        return Written(sha256(content).hexdigest())

    def bring(self, path: str, sum: str) -> bool:
        """Have a file of which only the SHA-256 is known, where the site before has it. Raises PublishError where one is there, and OSError."""
        self._make_room(path)
        return self._take_over(path, None, lambda found: sha256(found).hexdigest() == sum)

    def drop(self, path: str) -> None:
        """Take a file away again. Raises OSError."""
        (self.folder / path).unlink()

    def _make_room(self, path: str) -> None:
        """Make the folder of a file."""
        parent = path.rpartition("/")[0]
        if parent not in self._folders:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._folders.add(parent)

    def _take_over(self, path: str, size: int | None, is_same: Callable[[bytes], bool]) -> bool:
        """Give a file of the site before a name in this one too, where it is the same and has the rights that one would have now."""
        if self._before is None or self._rights is None:
            return False
        found = read_file(self._before, path, _MOST, partial(_fits, self._rights, size))
        if found is None or not is_same(found):
            return False
        try:
            os.link(self._before / path, self.folder / path, follow_symlinks=False)
        except FileExistsError:
            raise twice(path) from None
        except OSError as error:
            if error.errno in _NO_SECOND_NAMES:
                self._before = None
            return False
        return True


def _fits(rights: tuple[int, int, int], size: int | None, told: os.stat_result) -> bool:
    """Whether a file has these rights, and this size if one is given."""
    return _rights(told) == rights and told.st_size <= _MOST and size in (None, told.st_size)


def _rights(told: os.stat_result) -> tuple[int, int, int]:
    return told.st_mode, told.st_uid, told.st_gid


def twice(path: str) -> PublishError:
    """That two files would have one address."""
    return PublishError(_("%(path)s is written twice") % {"path": path}, _("rename one of the records"))


@contextlib.contextmanager
def disk_errors(out: Path) -> Iterator[None]:
    """Tell what the disk refused as a PublishError."""
    try:
        yield
    except OSError as error:
        said = _("%(folder)s could not be written: %(error)s") % {"folder": out, "error": error.strerror}
        mounted = error.errno in (errno.EBUSY, errno.EXDEV)
        help = _("it is where a disk is mounted: name a folder within it") if mounted else _("the site published before is unchanged")
        raise PublishError(said, help) from error
