"""How heavy pages are, as a browser gets them: compressed."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from browser.sample import NAMES
from browser.visit import Visitor
from served import Served

FIRST, NEXT = 150_000, 25_000
"""Bytes that a first visit may cost, scripts and styles included, and each page after it."""

Make = Callable[..., Visitor]


@pytest.mark.parametrize("name", NAMES)
def test_a_first_visit_and_the_next_page(name: str, pages: dict[str, str], visitor: Make, server: Served) -> None:
    someone = visitor()
    server.sent.clear()
    page = someone.open(pages[name])
    page.wait_for_load_state("networkidle")
    assert len(server.sent) > 5
    assert sum(size for _, size in server.sent) <= FIRST
    server.sent.clear()
    someone.open(pages["assemblies" if name == "home" else "home"])
    page.wait_for_load_state("networkidle")
    assert [path for path, _ in server.sent] == ["/assemblies/" if name == "home" else "/"]
    assert sum(size for _, size in server.sent) <= NEXT


def test_no_page_is_too_heavy(built: Path) -> None:
    heavy = {
        page.relative_to(built).as_posix(): size
        for page in built.rglob("*.html")
        if (size := len(gzip.compress(page.read_bytes(), 6))) > NEXT
    }
    assert heavy == {}
