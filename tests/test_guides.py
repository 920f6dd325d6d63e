"""The texts around the records: no link in them is dropped, and a translation keeps step with what it translates."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import urlsplit

import pytest

CONTENT = Path(__file__).parents[1] / "content"
TEXTS = {file.relative_to(CONTENT).as_posix(): file.read_text(encoding="utf-8") for file in sorted(CONTENT.rglob("*.md"))}
TRANSLATED = re.compile(r"(.+)\.([a-z]{2,3})\.md")
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
TARGET = re.compile(r"\]\(([^)\s]+)\)")


def targets(text: str) -> list[str]:
    """Where the links of a text lead, without anchors."""
    return sorted(target.split("#")[0] for target in TARGET.findall(CODE.sub("", text)))


def original(file: str) -> str:
    """The text that a text translates; empty where it is none."""
    found = TRANSLATED.fullmatch(file)
    return f"{found[1]}.md" if found and f"{found[1]}.md" in TEXTS else ""


def shape(text: str) -> tuple[list[str], list[int], int, list[str], int]:
    """Headings by their level, rows by their cells, how many points, where links lead, how many examples."""
    words = CODE.sub("", text)
    rows = [row.count("|") for row in re.findall(r"^\|.*", words, re.MULTILINE)]
    points = len(re.findall(r"^ *(?:-|\d\.) ", words, re.MULTILINE))
    return re.findall(r"^(#+) ", words, re.MULTILINE), rows, points, targets(text), len(CODE.findall(text))


@pytest.mark.parametrize("file", TEXTS)
def test_no_link_is_dropped(file: str) -> None:
    """A link out of the folder, or to a text that is not there, is shown as plain words. That addresses answer is shown in test_links."""
    for target in targets(TEXTS[file]):
        if target and not urlsplit(target).scheme:
            path = normpath(target.lstrip("/") if target.startswith("/") else f"{dirname(file)}/{target}".lstrip("/"))
            assert not path.startswith(".."), target
            assert not path.endswith(".md") or path in TEXTS, target


@pytest.mark.parametrize("file", [file for file in TEXTS if original(file)])
def test_a_translation_keeps_step(file: str) -> None:
    """The same headings, rows and points in the same order, so that anchors stay; the same links; as many examples."""
    assert shape(TEXTS[file]) == shape(TEXTS[original(file)])
