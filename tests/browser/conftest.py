"""The demonstration on loopback, and those who look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.sample import sample
from browser.visit import Visitor
from minutebook.pages import Site
from served import Served, served


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[Served]:
    """The built site, served."""
    with served(built) as server:
        yield server


@pytest.fixture(scope="session")
def pages(book: Site, built: Path) -> dict[str, str]:
    """The path of every page that is looked at, by its name in the sample."""
    return sample(book, built)


@pytest.fixture
def visitor(chromium: Any, server: Served) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors: each has a browser that has seen nothing yet."""
    visitors = []

    def make(**wishes: Any) -> Visitor:
        visitors.append(Visitor(chromium, server, **wishes))
        return visitors[-1]

    yield make
    for one in visitors:
        one.leave()
