"""Publishing: a finished site takes the place of the old one in one step, or nothing changes at all.

The new site is written beside the old one, in `.NAME.new` within the same folder, then everything is forced to disk,
and only then do the two change places. Linux exchanges two folders in one indivisible step (`renameat2` with
`RENAME_EXCHANGE`), so a visitor sees wholly the old site or wholly the new, even when the machine loses power.
Elsewhere the old site is first renamed to `.NAME.old` and the new one takes its name: for that instant there is none,
and a publication killed within it is completed by the next one. Symbolic links are not used: a site can be copied
or served from where it lies. Whatever fails before the exchange (a full disk, a collision, a kill) leaves the old
site as it was; what lies about is removed by the next publication, which a lock keeps from running twice at once.

A list of all files with their SHA-256 (`minutebook.sha256`, to be checked with `sha256sum --check`) is part of every site.
It is also how a folder is known to be ours: one that holds anything not on its list is never replaced.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from minutebook.speech import _, ngettext
from minutebook.writing import NewSite, PublishError, Written, disk_errors, twice

MANIFEST = "minutebook.sha256"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


Files = Iterable[tuple[str, bytes | Written]]
"""Paths from the site's root with what is in the files, or with the sums of those that are written."""


def publish(
    files: Files,
    out: Path,
    finish: Callable[[NewSite], Files] = lambda new: (),
    begin: Callable[[NewSite], AbstractContextManager[None]] = lambda new: contextlib.nullcontext(),
) -> int:
    """Write `files` to the folder `out` in place of the site there; gives their number.

    `begin` is given the new site before the first of them is asked for, and gives what lasts while it is written: others can write into it
    meanwhile, and must have stopped when that ends. `finish` is given the new site with all of them, before anybody is served from it, and
    gives what is left: what others wrote, what is made from the whole.
    Raises PublishError when two files would have the same address, when `out` holds anything that is no site of ours,
    and when the disk refuses. What `files` and `finish` themselves raise passes through. In every case the old site stays.
    """
    out = Path(os.path.realpath(out))
    new, old = (out.with_name(f".{out.name}.{end}") for end in ("new", "old"))
    with disk_errors(out):
        out.parent.mkdir(parents=True, exist_ok=True)
    with _lock(out.with_name(f".{out.name}.lock"), out):
        with disk_errors(out):
            _refuse_foreign(old)
            _recover(out, old)
            _refuse_foreign(out)
            _remove(new)
        try:
            with disk_errors(out):
                new.mkdir()
            site = NewSite(new, out)
            with begin(site):
                count = _write(_whole(files, finish, site), site, out)
            with disk_errors(out):
                _flush(new)
                _refuse_foreign(out)
                _switch(new, out, old)
                _flush(out.parent)
        finally:
            _remove(new)
            _remove(old)
    return count


def _whole(files: Files, finish: Callable[[NewSite], Files], new: NewSite) -> Iterator[tuple[str, bytes | Written]]:
    """All files, then what is made from them once they are written."""
    yield from files
    yield from finish(new)


def _write(files: Files, new: NewSite, out: Path) -> int:
    """Write all files and the manifest."""
    taken: dict[str, str] = {}
    _claim(MANIFEST, taken)
    sums: list[tuple[str, str]] = []
    for path, content in files:
        _claim(path, taken)
        with disk_errors(out):
            written = content if isinstance(content, Written) else new.write(path, content)
        sums.append((path, written.sum))
    with disk_errors(out), open(new.folder / MANIFEST, "xb") as file:
        file.writelines(f"{digest}  {path}\n".encode() for path, digest in sorted(sums))
    return len(sums)


def _claim(path: str, taken: dict[str, str]) -> None:
    """Take an address for one file. On many disks and servers addresses that differ only in capitals, and a file
    and a folder of one name, are the same; so they are here."""
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or not path.isprintable() or "\\" in path:
        raise PublishError(_("%(path)r is no address within the site") % {"path": path})
    for end in range(1, len(parts) + 1):
        here = "/".join(parts[:end]) + ("/" if end < len(parts) else "")
        key = unicodedata.normalize("NFC", here.rstrip("/")).casefold()
        before = taken.get(key)
        if before is None:
            taken[key] = here
        elif before == path:
            raise twice(path)
        elif before != here:
            said = _("%(one)s and %(other)s have the same address") % {"one": before, "other": here}
            raise PublishError(said, _("rename one of the records"))


def _refuse_foreign(out: Path) -> None:
    """Raise when `out` is neither missing nor empty nor a site that holds only what its manifest lists."""
    if not out.exists():
        return
    if not out.is_dir():
        raise PublishError(_("%(folder)s is a file") % {"folder": out}, _("name a folder for the site"))
    found = set(_files(out))
    if not found and not any(out.iterdir()):
        return
    if MANIFEST not in found:
        said = _("%(folder)s is not empty and holds no site of Minutebook") % {"folder": out}
        raise PublishError(said, _("name another folder, or empty it yourself"))
    listed = {line[66:] for line in (out / MANIFEST).read_text("utf-8", "replace").splitlines()}
    strangers = sorted(found - listed - {MANIFEST})
    if strangers:
        names, more = ", ".join(strangers[:3]), len(strangers) - 3
        if more > 0:
            names = ngettext("%(names)s and %(num)d more", "%(names)s and %(num)d more", more) % {"names": names, "num": more}
        said = _("%(folder)s holds files that Minutebook did not write: %(names)s") % {"folder": out, "names": names}
        raise PublishError(said, _("move them away; what belongs on the site goes into the content folder"))


def _files(folder: Path) -> Iterator[str]:
    """The paths of everything in a folder that is no folder itself."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{entry.name}/")
                else:
                    yield below + entry.name


@contextlib.contextmanager
def _lock(path: Path, out: Path) -> Iterator[None]:
    """Hold the lock of one site. The system lets go of it when the process dies, however it dies."""
    while True:
        with disk_errors(out):
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _same_file(handle, path):
                break
            os.close(handle)
        except BlockingIOError:
            os.close(handle)
            raise PublishError(_("another build is writing %(folder)s") % {"folder": out}, _("wait for it to end")) from None
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _same_file(handle: int, path: Path) -> bool:
    """Whether the file that was locked is still the one of that name: the holder before removes it as it ends."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _recover(out: Path, old: Path) -> None:
    """Bring back the old site if a publication was killed between its two renames; remove what others left."""
    if old.exists() and not out.exists():
        old.rename(out)
    _remove(old)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _switch(new: Path, out: Path, old: Path) -> None:
    """Let the new site take the place of the old."""
    if not out.exists():
        new.rename(out)
    elif not _exchange(new, out):
        out.rename(old)
        try:
            new.rename(out)
        except OSError:
            old.rename(out)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code), str(other))


def _flush(folder: Path) -> None:
    """Force everything written so far to disk: the whole file system at once, as one file at a time takes minutes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if syncfs is None:
            os.sync()
        elif syncfs(handle) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)
