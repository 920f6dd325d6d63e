"""The index for searching: Pagefind reads the pages that are about to be published and makes files of them that a browser searches in.

Pages mark what is searched themselves (`data-pagefind-body`: the words of the record, see `pages/found.py`); each language has an
index of its own. https://pagefind.app/docs/indexing/

Pages are divided into pieces by their paths alone, and Pagefind reads each piece by itself, as many at a time as there are processors: a
piece whose pages are as they were is not read again where it was kept. How pages are divided is not to be seen in the files.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import orjson
from pagefind.service import get_executable

from minutebook.searchfiles import pressed, search_files
from minutebook.searchpages import SOUGHT, ready
from minutebook.searchpieces import (
    FORMAT,
    UNREADABLE,
    VERSION,
    Piece,
    StrangeFileError,
    engine_from,
    engine_of,
    from_bytes,
    piece_of,
    to_bytes,
)
from minutebook.speech import _
from minutebook.writing import PublishError

FOLDER: Final = "pagefind"
"""Where the index lies on the site."""
PIECE: Final = 250
"""How many pages a piece holds at most, about: fewer are read again where one changed, more are read faster the first time."""

Value = TypeVar("Value")


class Kept(Protocol):
    """What outlasts a build: it gives just what was put there, or nothing. Several threads use it at the same time."""

    def get(self, key: str) -> bytes | None:
        """What was put under a key, 64 hexadecimal digits; None where there is nothing."""

    def put(self, key: str, data: bytes) -> None:
        """Keep something under a key."""


class Nothing:
    """Keeps nothing."""

    def get(self, key: str) -> None:
        """There is nothing."""

    def put(self, key: str, data: bytes) -> None:
        """It is not kept."""


def index(folder: Path, kept: Kept | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of the index of a finished site, by their paths in it. A site in which nothing can be found has none.

    Raises PublishError where Pagefind is missing, cannot be run or fails, and where its files are not as expected.
    """
    keeping = Nothing() if kept is None else kept
    parts = _divided(_sums(folder))
    with ThreadPoolExecutor(_processors()) as hands:
        made = hands.map(lambda context, part: context.run(_piece, folder, part, keeping), [copy_context() for _ in parts], parts)
        pieces = list(made)
        names = sorted({spoken.engine for piece in pieces for spoken in piece.values()})
        engines = hands.map(lambda context, name: context.run(_engine, name, keeping), [copy_context() for _ in names], names)
        files = search_files(pieces, dict(zip(names, engines, strict=True)))
    yield from ((f"{FOLDER}/{path}", data) for path, data in sorted(files.items()))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sums(folder: Path) -> dict[str, str]:
    """The sums of the pages that can be found, by their paths."""
    return {
        path.relative_to(folder).as_posix(): sha256(page).hexdigest()
        for path in folder.rglob("*.html")
        if SOUGHT in (page := path.read_bytes())
    }


def _divided(sums: Mapping[str, str]) -> list[dict[str, str]]:
    """The sums of each piece. A page stays in its piece until there are twice as many pages."""
    number = 1
    while len(sums) > number * PIECE:
        number *= 2
    parts: list[dict[str, str]] = [{} for _ in range(number)]
    for path, sum in sorted(sums.items()):
        parts[int.from_bytes(sha256(path.encode()).digest()[:4]) % number][path] = sum
    return [part for part in parts if part]


def _piece(folder: Path, part: Mapping[str, str], kept: Kept) -> Piece:
    """The piece of some pages, as it was kept, else made by Pagefind."""

    def make() -> bytes:
        return to_bytes(_read(piece_of, ((path, ready((folder / path).read_bytes())) for path in part)))

    told = "".join(f"{sum} {path}\n" for path, sum in part.items())
    return _once(kept, f"piece {FORMAT} of {VERSION}\n{told}", make, from_bytes)


def _engine(name: str, kept: Kept) -> bytes:
    """The engine of a name, as it was kept, else pressed: Pagefind writes it beside a page in its language."""
    return _once(kept, f"engine {name} of {VERSION}", lambda: _new_engine(name), engine_from)


@lru_cache(16)
def _new_engine(name: str) -> bytes:
    page = f'<html lang="{name}"><body>{name}</body></html>'
    return pressed(_read(lambda written: engine_of(written, name), [("index.html", page)]))


def _once(kept: Kept, what: str, make: Callable[[], bytes], read: Callable[[bytes], Value]) -> Value:
    """What was kept of something, else what is made of it now and kept. What cannot be read, whoever put it there, is made anew."""
    key = sha256(what.encode()).hexdigest()
    data = kept.get(key)
    if data is not None:
        with suppress(*UNREADABLE):
            return read(data)
    data = make()
    kept.put(key, data)
    return read(data)


def _read(reading: Callable[[Mapping[str, bytes]], Value], pages: Iterable[tuple[str, str]]) -> Value:
    """What is read from the files that Pagefind makes of pages."""
    try:
        return reading(_run(pages))
    except StrangeFileError as error:
        raise _failed(_("%(file)s is not as Pagefind %(version)s writes it") % {"file": error.path, "version": VERSION}) from error


def _run(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """The files that Pagefind makes of pages, by their paths. Its service takes pages as they are, so that none is copied to a disk."""
    programme = get_executable()
    if programme is None:
        raise _failed(_("there is no Pagefind"))
    with tempfile.TemporaryFile() as errors:
        try:
            service = subprocess.Popen([programme, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        except OSError as error:
            raise _failed(f"{programme}: {error.strerror}") from error
        try:
            _ask(service, type="NewIndex", config=None)
            for path, page in pages:
                _ask(service, type="AddFile", index_id=0, file_path=path, url=None, file_contents=page)
            files = _ask(service, type="GetFiles", index_id=0)["files"]
        except (BrokenPipeError, EOFError) as error:
            code = service.wait()
            errors.seek(0)
            told = errors.read().decode(errors="replace").strip().splitlines()
            raise _failed(told[-1] if told else _("Pagefind ended with %(code)s") % {"code": code}) from error
        finally:
            service.kill()
            service.communicate()
    return {file["path"]: b64decode(file["content"]) for file in files}


def _ask(service: subprocess.Popen[bytes], **asked: Any) -> Any:
    """What the service answers: JSON in Base64, up to a comma, as it is asked. Raises BrokenPipeError or EOFError where it has ended."""
    assert service.stdin is not None
    assert service.stdout is not None
    service.stdin.write(b64encode(orjson.dumps({"message_id": 0, "payload": asked})) + b",")
    service.stdin.flush()
    answer = bytearray()
    while not answer.endswith(b","):
        data = os.read(service.stdout.fileno(), 1 << 20)
        if not data:
            raise EOFError
        answer += data
    told = orjson.loads(b64decode(answer[:-1]))["payload"]
    if told["type"] == "Error":
        raise _failed(told["message"])
    return told


def _failed(why: str) -> PublishError:
    said = _("the index for searching could not be made: %(error)s") % {"error": why}
    help = _("`pip install --force-reinstall 'pagefind[bin]==%(version)s'` brings Pagefind back; the site published before is unchanged")
    return PublishError(said, help % {"version": VERSION})
