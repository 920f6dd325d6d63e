"""The demonstration, built once for all tests that look at the finished site, and the programmes such tests need."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

import messages
from minutebook.cli import COLLECT
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.pages import Site
from minutebook.shell.config import read_config
from minutebook.shell.content import read_content
from minutebook.shell.site import build_site
from minutebook.state import reckon

gc.set_threshold(*COLLECT)
os.environ["LANGUAGE"] = "en"  # tests read what is said in English, whatever this machine is set to
ROOT = Path(__file__).parents[1]
OpenWithin = Callable[[Path], list[str]]
DAY = date(2026, 11, 24)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def _once(factory: pytest.TempPathFactory, path: str, *, offline: bool = False) -> Path:
    """Build the demonstration into a folder that all processes of this run of tests share; the first to come builds it."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    out = base / path
    with (base / f"{path.split('/')[0]}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            assert build_site(ROOT, out, today=DAY, offline=offline).published
    return out


@pytest.fixture
def open_within() -> OpenWithin:
    """What this process holds open in a folder: what is open elsewhere comes and goes with whatever ran before."""

    def told(folder: Path) -> list[str]:
        links = []
        for number in os.listdir("/proc/self/fd"):
            with suppress(FileNotFoundError):  # the handle of this very listing
                links.append(os.readlink(f"/proc/self/fd/{number}"))
        return [link for link in links if link.startswith(str(folder))]

    return told


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """With `-n auto` one more than there are processors, as tests wait for browsers, other programmes and the disk."""
    return 1 + (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own confederation."""
    return _once(tmp_path_factory, "demonstration/site")


@pytest.fixture(scope="session")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same to be read without a server, in a folder such as people make on a stick."""
    return _once(tmp_path_factory, "offline/Clé de l’été 1/دفتر #2", offline=True)


@pytest.fixture(scope="session")
def book() -> Site:
    """What the pages of today are made from."""
    config = read_config(ROOT)
    texts = {path: data for path, data in read_content(config.content_dir).items() if path.endswith(".md")}
    return Site(reckon(load(read_tree(ROOT)), DAY), config.settings(DAY), texts)


@pytest.fixture(scope="session")
def collected() -> Catalog:
    """The texts that translators are given, with the places where each is said."""
    return messages.collected()


@pytest.fixture(scope="session")
def tool() -> Callable[..., str]:
    """Finds a programme by one of its names. Where CI is set it must be there; elsewhere the tests that need it are passed over."""

    def find(*names: str, package: str) -> str:
        found = next((path for name in names if (path := shutil.which(name))), None)
        if found is None and os.environ.get("CI"):
            pytest.fail(f"there is no {names[0]}; .ci/tools installs it")
        if found is None:
            pytest.skip(f"there is no {names[0]}; on Debian and Ubuntu: sudo apt install {package}")
        return found

    return find


@pytest.fixture(scope="session")
def chromium(tool: Callable[..., str]) -> Iterator[Any]:
    """A browser of Playwright's: Debian's, as it ships none itself."""
    from playwright.sync_api import sync_playwright  # 0.3 s that only these tests need

    path = tool("chromium", "chromium-browser", "google-chrome", package="chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()
