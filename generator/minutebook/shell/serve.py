"""Serving a site on this machine: every page is made when it is looked at, from the records as they are then.

Nothing is written. What only a whole build has, such as the index for searching, is built apart when somebody asks for it.
"""

from __future__ import annotations

import gc
import mimetypes
import posixpath
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote, urlsplit

from minutebook.page import file_of
from minutebook.shell.asked import OF_ALL, Asked
from minutebook.shell.config import read_config
from minutebook.shell.reloading import ReloadingServer, Start
from minutebook.speech import _

Look = Callable[[], Asked]
"""Reads the records as they are now."""
Whole = Callable[[Asked], Path]
"""Builds the whole site of what was read, and gives its folder."""
Say = Callable[[Exception], None]
"""Says why a page cannot be made."""


class Server(ReloadingServer):
    """Answers with the files of what was read last; reads again on every change."""

    def __init__(self, look: Look, whole: Whole, say: Say, host: str, port: int) -> None:
        super().__init__(self._look_again, host, port, "")
        self._look = look
        self._whole = whole
        self._say = say
        self._host = host
        self._one_page = Lock()
        self._one_build = Lock()
        self._asked = look()
        self._built: tuple[Asked, Path | Exception] | None = None
        self.error_handler = lambda code: self._file("404.html")
        self.listens: Callable[[], None] = lambda: None

    def _build_loop(self) -> None:
        """What lasts as long as the server does: it listens now, and is told of changes."""
        self.listens()
        loop: Callable[[], None] = super()._build_loop
        loop()

    def _look_again(self) -> None:
        with self._one_page:
            self._asked = self._look()

    def _file(self, path: str) -> bytes | None:
        """What a file of the site holds."""
        if OF_ALL.fullmatch(path):
            return self._of_all(path)
        with self._one_page:
            return self._asked.file(path)

    def _of_all(self, path: str) -> bytes | None:
        """A file that only the whole site has: it is built once for what was read. Pages can be looked at meanwhile."""
        with self._one_build:
            if self._built is None or self._built[0] is not self._asked:
                self._built = self._asked, _tried(self._whole, self._asked)
            built = self._built[1]
            if isinstance(built, Exception):
                raise built
            file = built / path
            return file.read_bytes() if file.is_file() else None

    def _serve_request(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes] | None:
        try:
            return self._answer(environ, start_response)
        except Exception as fault:  # the server goes on whatever a page did not foresee
            self._say(fault)
            start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
            return [f"{fault}\n".encode()]

    def _answer(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes] | None:
        if not _meant(environ.get("HTTP_HOST", ""), self._host):  # a page from elsewhere that had its name lead here
            start_response("403 Forbidden", [("Content-Type", "text/plain")])
            return [b"this is another host\n"]
        asked = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if asked.startswith("/livereload/"):
            return super()._serve_request(environ, start_response)
        with self._epoch_cond:  # while the records are read again, those before are not shown any more
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            epoch = self._visible_epoch
        path = posixpath.normpath(asked).lstrip("/")
        if asked.endswith("/") and path not in ("", "."):
            path += "/"
        data = self._file(file_of("" if path == "." else path))
        if data is None:
            if asked.endswith("/") or self._file(f"{path}/index.html") is None:
                return None
            start_response("302 Found", [("Location", quote(asked) + "/")])
            return []
        if path.endswith(("/", ".html")) or not path:
            data = self._inject_js_into_html(data, epoch)
        kind = mimetypes.guess_type(file_of(path))[0] or "application/octet-stream"
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(data)))])
        return [data]


def _tried(whole: Whole, asked: Asked) -> Path | Exception:
    try:
        return whole(asked)
    except Exception as fault:  # it is told to everyone who asks, until something changes
        return fault


def _meant(host: str, listening: str) -> bool:
    """Whether a request is meant for this server: one that only this machine can reach goes by no other name."""
    if not _is_here(listening):
        return True
    name = urlsplit(f"//{host}").hostname or ""
    return name == listening or _is_here(name)


def _is_here(name: str) -> bool:
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def serve(
    root: Path, look: Look, whole: Whole, say: Say, host: str = "127.0.0.1", port: int = 8000, tell: Callable[[str], None] = print
) -> None:
    """Serve the site of the records in `root`, read again on every change, until interrupted.

    `look` reads them; where it cannot, later on, it says so itself and gives what it read before. `say` is told what went wrong with a page.
    """
    server = Server(look, whole, say, host, port)
    server.listens = lambda: tell(_("Serving %(folder)s at %(address)s; stop with Ctrl+C") % {"folder": root, "address": server.url})
    gc.freeze()  # whoever saves a file would wait while Python looks for loops among all that was read at first
    for path in read_config(root).watched:
        server.watch(str(path))
    try:
        server.serve()
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        gc.unfreeze()
