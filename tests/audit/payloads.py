"""The payloads: texts made to run a script in somebody's page."""

from __future__ import annotations

import json

from .figures import hostile


def payloads() -> list[str]:
    """Every payload once: of files that hold one a line each line, of the others the whole."""
    folder = hostile("xss")
    found: list[str] = [*json.loads((folder / "own-markdown.json").read_text("utf-8"))]
    found += [case["payload"] for case in json.loads((folder / "dompurify" / "expect.json").read_text("utf-8"))]
    found += (folder / "markdown-it-py" / "xss.md").read_text("utf-8").splitlines()
    for path in sorted((folder / "payloadsallthethings").glob("*.txt")):
        found += path.read_text("utf-8", "replace").splitlines()
    found += [path.read_text("utf-8") for path in sorted((folder / "payloadsallthethings" / "svg").glob("*.svg"))]
    return [text for text in dict.fromkeys(found) if text.strip() and len(text) < 8_000]
