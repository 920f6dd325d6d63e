"""The demonstration, built once for all tests that look at the finished site, and the tools such tests need."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from minutebook.files import read_tree
from minutebook.load import load
from minutebook.pages import Site
from minutebook.shell.config import read_config
from minutebook.shell.content import read_content
from minutebook.shell.site import build_site
from minutebook.state import reckon

os.environ["LANGUAGE"] = "en"  # tests read what is said in English, whatever this machine is set to
ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    out = tmp_path_factory.mktemp("demonstration") / "site"
    assert build_site(ROOT, out, today=DAY).published
    return out


@pytest.fixture(scope="session")
def book() -> Site:
    """What the pages are made from."""
    config = read_config(ROOT)
    texts = {path: data for path, data in read_content(config.content_dir).items() if path.endswith(".md")}
    return Site(reckon(load(read_tree(ROOT)), DAY), config.settings(DAY), texts)


@pytest.fixture(scope="session")
def tool() -> Callable[..., str]:
    """Finds a programme under one of its names. Where tests run for everybody (`CI` is set) it must be there; at home it is told how to get it."""

    def find(*names: str, package: str) -> str:
        found = next((path for name in names if (path := shutil.which(name))), None)
        if found is None and os.environ.get("CI"):
            pytest.fail(f"{names[0]} is missing: .ci/tools installs it")
        if found is None:
            pytest.skip(f"{names[0]} is missing; on Debian and Ubuntu: sudo apt install {package}")
        return found

    return find
