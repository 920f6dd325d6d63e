"""By keyboard alone: everything is reached in order, is seen where it is reached, and can be left again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from browser.test_pages import violations
from browser.visit import PHONE, SCREEN, Visitor

Make = Callable[..., Visitor]

SIZES = pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
PAGES = pytest.mark.parametrize("name", ["home", "a proposal that is open"])

# What has the focus, and what is wrong with it: out of sight, without an outline, or behind something else.
_FOCUS = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const shown = one.matches('.md-option') ? one.nextElementSibling : one;
  const words = `<${one.tagName.toLowerCase()}> ${(one.getAttribute('aria-label') || one.textContent).trim().replace(/\\s+/g, ' ').slice(0, 40)}`;
  const box = shown.getClientRects()[0], style = getComputedStyle(shown), wrong = [];
  if (!box || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) wrong.push('out of sight');
  else {
    const hit = document.elementFromPoint(Math.max(0, box.left) + Math.min(4, box.width / 2), (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2);
    if (!hit || !(shown.contains(hit) || hit.contains(shown))) wrong.push(`behind ${hit && hit.outerHTML.slice(0, 60)}`);
  }
  if (style.outlineStyle === 'none') wrong.push('no outline');
  if (!one.dataset.number) one.dataset.number = String(window.count = (window.count || 0) + 1);
  return { words, wrong, number: Number(one.dataset.number) };
}"""

# Everything a keyboard should reach: links, fields, buttons and folds that are shown; of the switch for light and dark, one of its three.
_REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((one) => one.matches('.md-skip, .md-option:first-of-type') || one.checkVisibility({ visibilityProperty: true, opacityProperty: true })).length"""


def _walk(someone: Visitor, key: str) -> tuple[int, list[str]]:
    """Press a key until the focus comes round; how many had it, and what was wrong with them."""
    seen: set[int] = set()
    faults = []
    while True:
        someone.page.keyboard.press(key)
        focus = someone.page.evaluate(_FOCUS)
        if focus is None or focus["number"] in seen:
            return len(seen), faults
        seen.add(focus["number"])
        faults += [f"{focus['words']}: {wrong}" for wrong in focus["wrong"]]


@SIZES
@PAGES
def test_everything_is_reached_seen_and_left(name: str, size: tuple[int, int], pages: dict[str, str], visitor: Make) -> None:
    someone = visitor(size=size, motion="reduce")
    page = someone.open(pages[name])
    reachable = page.evaluate(_REACHABLE)
    assert _walk(someone, "Tab") == (reachable, [])
    page.evaluate("() => document.activeElement.blur()")
    assert _walk(someone, "Shift+Tab")[1] == []


@SIZES
def test_the_first_stop_skips_to_the_content(size: tuple[int, int], pages: dict[str, str], visitor: Make) -> None:
    page = visitor(size=size).open(pages["proposal"])
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className").startswith("md-skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.getElementById('content').contains(document.activeElement)")


def test_the_menu_opens_leads_on_and_closes(pages: dict[str, str], visitor: Make) -> None:
    someone = visitor()
    page = someone.open(pages["home"])
    menu = page.locator(".mb-menu")
    menu.locator("summary").press("Enter")
    someone.still()
    page.evaluate(AXE_SCRIPT)
    assert violations(someone) == []
    assert menu.locator("a").all_inner_texts() == page.locator(".md-tabs__link").all_text_contents()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    menu.locator("summary").press("Enter")
    menu.get_by_role("link", name="Calendar").press("Enter")
    page.wait_for_url("**/calendar/")


def test_a_list_is_filtered_and_a_citation_copied(pages: dict[str, str], visitor: Make) -> None:
    someone = visitor(permissions=["clipboard-read", "clipboard-write"])
    page = someone.open(pages["proposals"])
    shown = page.locator("[data-item]:visible")
    everything = shown.count()
    page.get_by_label("Kind").press("r")
    chosen = page.get_by_label("Kind").input_value()
    assert 0 < shown.count() < everything
    assert {one.get_attribute("data-f-kind") for one in shown.all()} == {chosen}
    assert page.locator("[data-count]").inner_text() == str(shown.count())

    page = someone.open(pages["a proposal that is open"])
    page.get_by_role("button", name="Copy the citation").press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == " ".join(page.locator("#_citation").inner_text().split())
