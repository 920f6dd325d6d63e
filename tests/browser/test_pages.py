"""Every kind of page, light and dark, on a phone and on a screen."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browser.sample import NAMES
from browser.visit import PHONE, SCREEN, Visitor

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ENABLED = ("target-size",)
"""Rules of these tags that axe leaves out unless asked."""

WIDTHS = {"phone": 390, "narrow phone": 320, "screen": 1440, "screen at 200 %": 720, "phone at 200 %": 195}

_AXE = "(options) => axe.run(document, options).then((found) => found.violations)"

every_page = pytest.mark.parametrize("name", NAMES)
Make = Callable[..., Visitor]


def _violations(visitor: Visitor) -> list[str]:
    options = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {rule: {"enabled": True} for rule in ENABLED}, "resultTypes": ["violations"]}
    return [
        f"{one['id']}: {node['target'][-1]}: {node['failureSummary']}".replace("\n", " ")
        for one in visitor.page.evaluate(_AXE, options)
        for node in one["nodes"]
    ]  # fmt: skip


@every_page
def test_axe_finds_nothing(name: str, pages: dict[str, str], visitor: Make) -> None:
    someone = visitor()
    page = someone.open(pages[name])
    page.evaluate(AXE_SCRIPT)
    someone.open_folds()
    found = {}
    for size in (PHONE, SCREEN):
        someone.resize(*size)
        for scheme in ("light", "dark"):
            someone.see(scheme)
            found[f"{size[0]} {scheme}"] = _violations(someone)
    assert {where: what for where, what in found.items() if what} == {}, json.dumps(found, indent=1)


@every_page
def test_nothing_scrolls_sideways(name: str, pages: dict[str, str], visitor: Make) -> None:
    someone = visitor()
    someone.open(pages[name])
    someone.open_folds()
    found = {}
    for where, width in WIDTHS.items():
        someone.resize(width, 800)
        found[where] = someone.outside()
    assert {where: what for where, what in found.items() if what} == {}


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_only_this_host_is_asked_and_nothing_is_complained_of(
    name: str, scheme: str, size: tuple[int, int], pages: dict[str, str], visitor: Make
) -> None:
    someone = visitor(scheme=scheme, size=size)
    page = someone.open(pages[name])
    someone.open_folds()
    page.mouse.wheel(0, 100_000)
    page.wait_for_load_state("networkidle")
    assert someone.elsewhere() == []
    assert someone.complaints == []
    assert len(someone.loaded) > 5
