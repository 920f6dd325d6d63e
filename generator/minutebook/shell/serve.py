"""Serving a site on this machine, built anew whenever a record, a text or the theme changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from minutebook.shell.config import read_config
from minutebook.speech import _


def serve(root: Path, build: Callable[[], Path], host: str = "127.0.0.1", port: int = 8000, tell: Callable[[str], None] = print) -> None:
    """Build, serve what was built, and build again on every change, until interrupted.

    `build` publishes the site and gives its folder; a build that fails says so itself and leaves the site before in place.
    """
    site = build()

    def rebuild() -> None:
        build()

    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(site))
    server.error_handler = lambda code: _page(site / f"{code}.html")
    for path in read_config(root).watched:
        server.watch(str(path))
    try:
        tell(_("Serving %(folder)s at %(address)s; stop with Ctrl+C") % {"folder": site, "address": server.url})
        server.serve()
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def _page(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
