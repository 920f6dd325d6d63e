"""Links: every address on every page answers, down to the anchor; nothing is loaded from another host."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from minutebook.shell.site import build_site

ROOT = Path(__file__).parents[1]
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
        led = tag != "link" or ("rel", "canonical") in attrs
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src") and value is not None:
                (self.leads if name == "href" and led else self.loads).add(value)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Links]]:
    """The site of this repository's own confederation."""
    out = tmp_path_factory.mktemp("own") / "site"
    assert build_site(ROOT, out, today=date(2026, 11, 24)).published
    return out, {page.relative_to(out).as_posix(): Links(page.read_text("utf-8")) for page in sorted(out.rglob("*.html"))}


def test_every_address_answers(pages: tuple[Path, dict[str, Links]]) -> None:
    out, made = pages
    missing = []
    for name, page in made.items():
        for link in page.leads | page.loads:
            address = urlsplit(urljoin(SITE + name, link))
            if address.netloc != "site":
                continue
            path = unquote(address.path).lstrip("/")
            path += "index.html" if path.endswith("/") or not path else ""
            found = unquote(address.fragment) in made[path].anchors if path in made else (out / path).is_file()
            if not found:
                missing.append(f"{name}: {link}")
    assert missing == []


def test_nothing_is_loaded_from_another_host(pages: tuple[Path, dict[str, Links]]) -> None:
    _, made = pages
    elsewhere = {link for name, page in made.items() for link in page.loads if urlsplit(urljoin(SITE + name, link)).netloc != "site"}
    assert elsewhere == set()
