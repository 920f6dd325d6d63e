"""Every kind of page, light and dark, on a phone and on a screen: for everybody to read, without a word to other hosts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from browser.sample import NAMES
from browser.visit import PHONE, SCREEN, Visitor

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES = {"target-size": {"enabled": True}}
"""A rule of these tags that axe leaves out unless asked."""

WIDTHS = {"phone": 390, "narrow phone": 320, "phone at 200 %": 195, "screen": 1440, "screen at 200 %": 720}

_AXE = "(options) => axe.run(document, options).then((found) => found.violations)"

Make = Callable[..., Visitor]


def violations(visitor: Visitor) -> list[str]:
    """What axe finds on the page as it is shown."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "rules": RULES, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = visitor.page.evaluate(_AXE, options)
    return [f"{one['id']}: {node['target'][-1]}: {' '.join(node['failureSummary'].split())}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_a_page_is_accessible_asks_nobody_and_complains_of_nothing(
    name: str, size: tuple[int, int], pages: dict[str, str], visitor: Make
) -> None:
    someone = visitor(size=size)
    found = {}
    for scheme in ("light", "dark"):
        someone.see(scheme)
        someone.open(pages[name])
        someone.page.evaluate(AXE_SCRIPT)
        someone.open_folds()
        someone.scroll(100_000)
        someone.scroll(-100_000)
        found[scheme] = violations(someone)
    assert found == {"light": [], "dark": []}
    assert someone.elsewhere() == []
    assert someone.complaints == []
    assert len(someone.loaded) > 10


@pytest.mark.parametrize("name", NAMES)
def test_nothing_scrolls_sideways(name: str, pages: dict[str, str], visitor: Make) -> None:
    someone = visitor()
    someone.open(pages[name])
    someone.open_folds()
    found = {}
    for where, width in WIDTHS.items():
        someone.resize(width, 800)
        found[where] = someone.outside()
    assert {where: what for where, what in found.items() if what} == {}


def test_the_eye_is_sharp(pages: dict[str, str], visitor: Make) -> None:
    """The checks above find what they are to find. The page's own policy would not let it ask another host."""
    someone = visitor(bypass_csp=True)
    page = someone.open(pages["home"])
    page.evaluate(AXE_SCRIPT)
    page.evaluate("""() => {
      document.querySelector('article').insertAdjacentHTML('beforeend', '<p><img src="/nowhere.png"><b id="wide">too wide and too pale</b></p>');
      document.getElementById('wide').style.cssText = 'display: block; inline-size: 2000px; color: #999';
    }""")
    page.wait_for_load_state("networkidle")
    assert {one.split(":")[0] for one in violations(someone)} >= {"image-alt", "color-contrast"}
    assert any("wide" in one or "sideways" in one for one in someone.outside())
    assert any("404" in one for one in someone.complaints)
    page.evaluate("() => fetch('http://127.0.0.1:9/elsewhere').catch(() => null)")
    assert someone.elsewhere() == ["http://127.0.0.1:9/elsewhere"]


def test_a_table_stays_a_table_on_a_phone(pages: dict[str, str], visitor: Make) -> None:
    someone = visitor()
    page = someone.open(pages["a proposal that is open"])
    table = page.locator(".mb-rows")
    assert table.evaluate("(one) => getComputedStyle(one).display") == "block"
    assert page.get_by_role("columnheader", name="Status").count() == 1
    rows = table.get_by_role("row").filter(has=page.get_by_role("rowheader"))
    assert rows.filter(has=page.get_by_role("cell")).count() == page.locator(".mb-rows tbody tr[id]").count()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if "role" in node]
    assert roles.count("row") >= rows.count() > 1


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_nothing_moves_for_those_who_want_it_still(size: tuple[int, int], pages: dict[str, str], visitor: Make) -> None:
    someone = visitor(size=size, motion="reduce")
    page = someone.open(pages["proposal"])
    someone.scroll(2000)
    someone.scroll(-800)
    assert page.evaluate("() => document.getAnimations().length") == 0
