"""Serving a site on this machine: every page is made when it is looked at, from the records as they are then.

Nothing is written. What only a whole build has, such as the index for searching, is built apart when somebody asks for it.
"""

from __future__ import annotations

import mimetypes
import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from minutebook.page import file_of
from minutebook.shell.asked import OF_ALL, Asked
from minutebook.shell.config import read_config
from minutebook.shell.reloading import ReloadingServer, Start
from minutebook.speech import _

Look = Callable[[], Asked]
"""Reads the records as they are now."""
Whole = Callable[[], Path]
"""Builds the whole site of the records as they are now, and gives its folder."""
Say = Callable[[Exception], None]
"""Says why a page cannot be made."""


class Server(ReloadingServer):
    """Answers with the files of what was read last; reads again on every change."""

    def __init__(self, look: Look, whole: Whole, say: Say, host: str, port: int) -> None:
        super().__init__(self._look_again, host, port, "")
        self._look = look
        self._whole = whole
        self._say = say
        self._one_at_a_time = Lock()
        self._asked = look()
        self._built: Path | None = None
        self.error_handler = lambda code: self._file("404.html")

    def _look_again(self) -> None:
        with self._one_at_a_time:
            self._asked = self._look()
            self._built = None

    def _file(self, path: str) -> bytes | None:
        """What a file of the site holds."""
        with self._one_at_a_time:
            if not path.startswith(OF_ALL):
                return self._asked.file(path)
            self._built = self._built or self._whole()
            file = self._built / path
            return file.read_bytes() if file.is_file() else None

    def _serve_request(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes] | None:
        try:
            return self._answer(environ, start_response)
        except Exception as fault:  # the server goes on whatever a page did not foresee
            self._say(fault)
            start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
            return [f"{fault}\n".encode()]

    def _answer(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes] | None:
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


def serve(
    root: Path, look: Look, whole: Whole, say: Say, host: str = "127.0.0.1", port: int = 8000, tell: Callable[[str], None] = print
) -> None:
    """Serve the site of the records in `root`, read again on every change, until interrupted.

    `look` reads them; where it cannot, later on, it says so itself and gives what it read before. `say` is told what went wrong with a page.
    """
    server = Server(look, whole, say, host, port)
    for path in read_config(root).watched:
        server.watch(str(path))
    try:
        tell(_("Serving %(folder)s at %(address)s; stop with Ctrl+C") % {"folder": root, "address": server.url})
        server.serve()
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
