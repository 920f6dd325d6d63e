"""A server on this machine whose pages reload themselves when something has changed.

MkDocs' server writes the script for that into every page, where the page's policy lets it not run: here it is a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_SCRIPT: Final = "/livereload/reload.js"
_ELEMENT: Final = '<script src="%s" data-epoch="%d"></script>'
_CHANGES: Final = {"created", "modified", "moved", "deleted"}
"""What tells of a change; that a file was opened and closed is told too, and every build opens all."""
_RELOAD: Final = b"""(() => {
  const { epoch } = document.currentScript.dataset
  const path = `/livereload/${epoch}/${Date.now()}`
  let asked = null
  const poll = async () => {
    if (asked || document.visibilityState !== "visible") return
    asked = new AbortController()
    let wait = 3000
    try {
      const answer = await fetch(path, { signal: asked.signal })
      if (Number(await answer.text()) > Number(epoch)) return location.reload()
      if (answer.ok) wait = 0
    } catch {}
    asked = null
    setTimeout(poll, wait)
  }
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? poll() : asked?.abort()))
  addEventListener("pagehide", () => asked?.abort())
  poll()
})()
"""

Start = Callable[[str, list[tuple[str, str]]], Any]
"""Begins an answer: its status, its headers (WSGI, PEP 3333)."""


class _Told(FileSystemEventHandler):
    """Hands on what the system tells."""

    def __init__(self, told: Callable[[FileSystemEvent], None]) -> None:
        self._told = told

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Any event."""
        self._told(event)


class ReloadingServer(LiveReloadServer):
    """MkDocs' server with the script in a file, and told of changes by the system."""

    def __init__(self, builder: Callable[[], None], host: str, port: int, root: str, mount_path: str = "/") -> None:
        super().__init__(builder, host, port, root, mount_path)
        observer: Any = Observer()
        self.observer = observer
        self.build_delay = 0.05

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Reload when a file, or any file in a folder, changes. Of a file its folder is watched, as many editors put a new one in its place."""
        file = Path(path)
        within = file.parent if file.is_file() else file
        told = _Told(partial(self._changed, file))
        self._watch_refs[path] = self.observer.schedule(told, str(within), recursive=recursive and within == file)
        self._watched_paths[path] = 1

    def _changed(self, watched: Path, event: FileSystemEvent) -> None:
        ours = any(Path(str(name)).is_relative_to(watched) for name in (event.src_path, event.dest_path) if name)
        if ours and event.event_type in _CHANGES and not event.is_directory:
            with self._rebuild_cond:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()

    def _serve_request(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes] | None:
        if environ["PATH_INFO"] == _SCRIPT:
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Content-Length", str(len(_RELOAD)))])
            return [_RELOAD]
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return answer

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        body, end, rest = content.rpartition(b"</body>")
        return b"".join((body, (_ELEMENT % (_SCRIPT, epoch)).encode(), end, rest)) if end else content
