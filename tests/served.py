"""A built site on loopback, compressed as web servers send it; it keeps account of what was sent."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

COMPRESSED = ("text/", "application/json", "application/javascript", "image/svg+xml")


@dataclass
class Served:
    """Where a site is served, and what was sent: path and bytes, compressed, without the headers."""

    address: str
    sent: list[tuple[str, int]] = field(default_factory=list)


@cache
def _body(file: Path, compressed: bool) -> bytes:
    data = file.read_bytes()
    return gzip.compress(data, 6, mtime=0) if compressed else data


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder while the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            file = folder / path.lstrip("/")
            file = file / "index.html" if path.endswith("/") else file
            found = file.resolve().is_relative_to(folder.resolve()) and file.is_file()
            file = file if found else folder / "404.html"
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            compressed = kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", "")
            body = _body(file, compressed)
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-cache" if kind == "text/html" else "max-age=31536000")
            if compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)
            record.sent.append((path, len(body)))

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    record = Served(f"http://127.0.0.1:{server.server_address[1]}/")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield record
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
