"""Chromium and the demonstration, served on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.sample import sample
from browser.visit import Visitor
from minutebook.pages import Site
from served import Served, served

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def chromium(tool: Callable[..., str]) -> Iterator[Browser]:
    path = tool("chromium", "chromium-browser", "google-chrome", package="chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[Served]:
    with served(built) as server:
        yield server


@pytest.fixture(scope="session")
def pages(book: Site, built: Path) -> dict[str, str]:
    """The path of every page that is looked at, by its name in the sample."""
    return sample(book, built)


@pytest.fixture
def visitor(chromium: Browser, server: Served) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors: each has a browser of its own that has seen nothing yet."""
    visitors = []

    def make(**wishes: object) -> Visitor:
        visitors.append(Visitor(chromium, server, **wishes))
        return visitors[-1]

    yield make
    for one in visitors:
        one.leave()
