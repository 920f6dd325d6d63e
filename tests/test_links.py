"""Links: every address on every page answers, down to the anchor; nothing is loaded from another host.

The first is shown by lychee. It asks no other host here, so that what is loaded from where is looked at by ourselves.
"""

from __future__ import annotations

import json
import subprocess
import sysconfig
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

SITE = "http://site/"


class Links(HTMLParser):
    """What a page leads to and loads, and the anchors on it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.leads: set[str] = set()
        self.loads: set[str] = set()
        self.anchors: set[str] = {""}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        led = tag != "link" or ("rel", "canonical") in attrs or ("rel", "alternate") in attrs or ("rel", "schema.DC") in attrs
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src") and value is not None:
                (self.leads if name == "href" and led else self.loads).add(value)


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
        for link in Links(page.read_text("utf-8")).loads
        if not link.startswith("data:")
        and urlsplit(urljoin(SITE + page.relative_to(built).as_posix(), link)).netloc != urlsplit(SITE).netloc
    }
    assert elsewhere == set()
