"""Links: every address on every page answers, down to the anchor; nothing is loaded from another host.

The first is shown by lychee. It asks no other host here, so that what is loaded from where is looked at by ourselves.
"""

from __future__ import annotations

import json
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml.html import HTMLParser, document_fromstring

SITE = "http://site/"


_LEADING = "[@rel='canonical' or @rel='alternate' or @rel='schema.DC']"


class Links:
    """What a page leads to and loads, and the anchors on it."""

    def __init__(self, html: str | bytes) -> None:
        written = html.encode() if isinstance(html, str) else html
        page = document_fromstring(written.strip() or b"<html></html>", parser=HTMLParser(encoding="utf-8"))

        def all_of(path: str) -> Iterator[str]:
            return iter(page.xpath(path, smart_strings=False))  # which would hold the whole page

        self.anchors = {"", *all_of("//@id")}
        self.leads = {*all_of(f"//*[not(self::link)]/@href | //link{_LEADING}/@href")}
        self.loads = {*all_of(f"//@src | //link[not(self::*{_LEADING})]/@href")}


def test_links_of_all_sorts_are_seen() -> None:
    html = """<!doctype html><html><head><link rel="canonical" href="c"><link rel="stylesheet" href="s.css"><script src="j.js"></script></head>
    <body id="top"><p id="p">ö<a href="#p" id="a">x</a><img src="i.png"><svg><use href="#m"></use></svg></body></html>"""
    found = Links(html.encode())
    assert found.anchors == {"", "top", "p", "a"}
    assert found.leads == {"c", "#p", "#m"}
    assert found.loads == {"s.css", "j.js", "i.png"}


def test_every_address_answers(built: Path) -> None:
    lychee = Path(sysconfig.get_path("scripts")) / "lychee"
    ways = (
        "--offline",
        "--include-fragments",
        "--index-files",
        "index.html",
        "--root-dir",
        str(built),
        "--no-progress",
        "--format",
        "json",
    )
    told = subprocess.run([lychee, *ways, str(built)], capture_output=True, text=True, check=False)
    found = json.loads(told.stdout)
    assert found["error_map"] == {}
    assert found["errors"] == 0
    assert found["successful"] > 50_000
    assert told.returncode == 0


def test_nothing_is_loaded_from_another_host(built: Path) -> None:
    elsewhere = {
        (page.name, link)
        for page in built.rglob("*.html")
        for link in Links(page.read_bytes()).loads
        if not link.startswith("data:")
        and urlsplit(urljoin(SITE + page.relative_to(built).as_posix(), link)).netloc != urlsplit(SITE).netloc
    }
    assert elsewhere == set()
