"""A browser that reads a site page by page and notes whatever is no part of it: nodes, scripts that ran, requests, complaints."""

from __future__ import annotations

import mimetypes
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from .figures import Absent

POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
             "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")  # fmt: skip

HOOKS = """(() => {
  const top = (() => { let one = window; while (one.parent !== one) one = one.parent; return one; })();
  let notes;
  try { notes = top.notes ??= { ran: [], refused: [], broken: [] }; } catch { notes = { ran: [], refused: [], broken: [] }; }
  const page = () => window.audited || location.href;
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = (...said) => { notes.ran.push([page(), name, String(said[0])]); };
  document.addEventListener('securitypolicyviolation', (event) => notes.refused.push([page(), event.effectiveDirective, event.blockedURI]));
  window.addEventListener('error', (event) => { if (event.message) notes.broken.push([page(), event.message]); });
})()"""
"""Whatever a payload would call is noted instead, in any frame of the page."""

DRIVER = """<!doctype html><title>reader</title><script>
  const SCHEME = /^[\\u0000-\\u0020]*([a-z][a-z0-9+.-]*|\\u0000*j[\\s\\S]{0,30}t)\\s*:/i;
  const LEADS = /^(href|src|action|formaction|data|xlink:href|srcdoc|srcset|poster|background|ping|from|to|values|content|cite)$/;
  const sum = (text) => { let one = 0; for (const char of text) one = (one * 31 + char.codePointAt(0)) | 0; return one; };

  /* What a page is made of: the names of its elements and attributes, and of those that can do harm also what they say. */
  function made(page) {
    const found = new Set();
    const walk = (root) => {
      for (const one of root.querySelectorAll('*')) {
        const name = one.localName;
        for (const key of one.getAttributeNames()) if (!key.startsWith('data-pagefind-')) found.add(`attribute ${key}`);
        found.add(name);
        for (const { name: key, value } of one.attributes) {
          if (key.startsWith('on')) found.add(`handler ${name} ${key}`);
          if (key === 'style') found.add(`style ${name} ${value.replace(/[\\d.]+/g, '0')}`);
          const scheme = SCHEME.exec(value);
          if (scheme && LEADS.test(key)) {
            const kind = scheme[1].toLowerCase();
            const led = ['http', 'https', 'mailto', 'tag'].includes(kind) && (name === 'a' || name === 'link');
            if (!led && (name !== 'meta' || one.httpEquiv)) found.add(`address ${name} ${key} ${kind}`);
          }
        }
        if (name === 'script') {
          const from = one.getAttribute('src')?.replace(/^(\\.{1,2}\\/)+/, '');
          found.add(`script ${one.type} ${from || (one.type ? '' : sum(one.textContent))}`);
        }
        if (name === 'script' && /json/.test(one.type)) { try { JSON.parse(one.textContent); } catch { found.add('broken JSON'); } }
        if (name === 'style') found.add(`sheet ${sum(one.textContent)}`);
        if (name === 'meta' && one.httpEquiv) {
          const where = one.httpEquiv === 'refresh' ? one.content.replace(/^0; url=(\\.\\.\\/)+[a-z0-9./-]*$/, 'within') : '';
          found.add(`meta ${one.httpEquiv} ${where}`);
        }
        if (name === 'template') walk(one.content);
      }
    };
    walk(page);
    return found;
  }
  const known = new Set(['attribute data-md-color-switching']);  /* Material's, for an instant */
  async function read(path, learn) {
    const html = await (await fetch(path)).text();
    const strange = [];
    for (const one of made(new DOMParser().parseFromString(html, 'text/html'))) {
      if (known.has(one)) continue;
      if (learn) known.add(one); else strange.push(one);
    }
    return strange;
  }
  const frames = [];
  async function seen(path, place, wait = 10000) {
    const frame = frames[place] ??= document.body.appendChild(document.createElement('iframe'));
    const loaded = new Promise((done) => { frame.onload = () => done('loaded'); setTimeout(() => done('late'), wait); });
    frame.src = path;
    const how = await loaded;
    let strange = [];
    try {
      if (frame.contentWindow.location.pathname !== new URL(path, location.href).pathname) strange.push(`went to ${frame.contentWindow.location.href}`);
      else strange = [...made(frame.contentDocument)].filter((one) => !known.has(one));
    } catch (error) { strange.push(`left the site: ${error}`); }
    if (how === 'late') strange.push('took too long');
    return strange;
  }
  async function learnt(path) { await seen(path, 0); for (const one of made(frames[0].contentDocument)) known.add(one); }
  async function all(paths, work, at_once) {
    const found = [], left = [...paths];
    await Promise.all(Array.from({ length: at_once }, async (_one, place) => {
      for (let path; (path = left.shift()) !== undefined;) {
        const strange = await work(path, place);
        if (strange.length) found.push([path, strange]);
      }
    }));
    return found;
  }
</script><body>"""


def chromium() -> str:
    """The browser's programme."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        raise Absent("there is no Chromium; on Debian and Ubuntu: sudo apt install chromium")
    return found


@contextmanager
def browsing() -> Iterator[Any]:
    """A Chromium that can reach this machine alone."""
    from playwright.sync_api import sync_playwright  # 0.3 s that only these measurements need

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def serving(
    folder: Path, change: Callable[[bytes], bytes] = lambda html: html, pages: dict[str, bytes] | None = None, bare: bool = False
) -> Iterator[str]:
    """Serve a folder, its pages changed on the way, and some pages besides; `bare` without its styles; gives the address."""
    own = {"/reader": DRIVER.encode(), **(pages or {})}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            status, kind = 200, "text/html"
            data = own.get(path)
            if data is None:
                file = folder / path.lstrip("/")
                try:
                    file = file / "index.html" if path.endswith("/") else file
                    if not (file.resolve().is_relative_to(folder.resolve()) and file.is_file()):
                        file, status = folder / "404.html", 404
                except (OSError, ValueError):
                    file, status = folder / "404.html", 404
                if not file.exists():
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                data = file.read_bytes()
                data = change(data) if kind == "text/html" else b"" if bare and kind == "text/css" else data
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store" if kind == "text/html" else "max-age=3600")
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A browser that hangs up is nothing to tell."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def stripped(html: bytes) -> bytes:
    """A page without its policy, so that escaping alone must hold."""
    return POLICY.sub(b"", html)


def paths_of(site: Path) -> list[str]:
    """The addresses of all pages of a built site."""
    return sorted(f"/{one.relative_to(site).as_posix().removesuffix('index.html')}" for one in site.rglob("*.html"))


class Reader:
    """A page of the browser that reads others, and what it noted."""

    def __init__(self, browser: Any, address: str) -> None:
        self.address = address
        self.elsewhere: list[str] = []
        self.dialogs: list[str] = []
        self._context = browser.new_context(service_workers="block", accept_downloads=False)
        self._context.add_init_script(HOOKS)
        self.page = self._context.new_page()
        self.page.set_default_timeout(120_000)
        self.page.on("request", self._asked)
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        self.page.goto(f"{address}/reader")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "about:", "blob:")):
            self.elsewhere.append(request.url)

    def learn(self, paths: list[str]) -> None:
        """Take what these pages are made of for granted."""
        self.page.evaluate(
            "async (paths) => { for (const one of paths) await read(one, true); for (const one of paths) await learnt(one); }", paths
        )

    def read(self, paths: list[str], at_once: int = 4) -> list[tuple[str, list[str]]]:
        """What is strange in pages as they are parsed."""
        found: list[tuple[str, list[str]]] = self.page.evaluate(
            "([paths, at_once]) => all(paths, (one) => read(one), at_once)", [paths, at_once]
        )
        return found

    def visit(self, paths: list[str], at_once: int = 4) -> list[tuple[str, list[str]]]:
        """What is strange in pages once they are loaded and all their scripts have run."""
        found: list[tuple[str, list[str]]] = self.page.evaluate("([paths, at_once]) => all(paths, seen, at_once)", [paths, at_once])
        return found

    def notes(self) -> dict[str, list[Any]]:
        """What ran, what the policy refused, what broke, what was asked of other hosts; and begin anew."""
        taken: dict[str, list[Any]] = self.page.evaluate(
            "() => { const one = notes; notes = { ran: [], refused: [], broken: [] }; window.notes = notes; return one; }"
        )
        taken["elsewhere"], self.elsewhere = self.elsewhere, []
        taken["dialogs"], self.dialogs = self.dialogs, []
        return taken

    def cookies(self) -> list[Any]:
        """What the pages told the browser to keep."""
        return [*self._context.cookies()]

    def leave(self) -> None:
        self._context.close()


os.environ.setdefault("LANGUAGE", "en")
