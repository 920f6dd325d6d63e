"""Without scripts every page says the same; scripts only add."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser.sample import NAMES
from browser.visit import PHONE, SCREEN, Visitor

Make = Callable[..., Visitor]

ADDED = "form[data-search], [data-more], form[data-filter], form[data-dates], button[data-copy], button[data-print], [data-near], noscript"
"""What only shows itself where scripts run: searching, filters of a list, the choice of a day, buttons that copy a text or print a part,
records that are like what was asked for; and, without, the word that something needs them."""

LEFT_OUT = 'td[data-st="none"]'
"""What a phone leaves out with scripts or without: the empty places of the matrix."""

ON_PAPER = ".mb-folio__site, .mb-imprint, .mb-sheet, .mb-who, .mb-chosen, [data-flat]"
"""What only paper shows; and the empty place for rows that are sorted."""

_WORDS = """(added) => {
  for (const one of document.querySelectorAll('main details')) one.open = true;
  for (const one of document.querySelectorAll(added)) one.hidden = true;
  return document.querySelector('article').innerText.replace(/\\s+/g, ' ');
}"""

# Words in the page that are not shown, besides those for screen readers.
_HIDDEN = """(apart) => {
  const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());) {
    const one = node.parentElement;
    if (!node.textContent.trim() || one.closest(`${apart}, svg`)) continue;
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) found.push(node.textContent.trim().slice(0, 60));
  }
  return found;
}"""


def words_shown(someone: Visitor) -> str:
    """The words that are shown, folds opened, without what scripts add."""
    words: str = someone.page.evaluate(_WORDS, ADDED)
    assert len(words) > 50
    return words


@pytest.mark.parametrize("name", NAMES)
def test_all_words_are_there_without_scripts(name: str, pages: dict[str, str], visitor: Make) -> None:
    without, with_scripts = visitor(scripts=False), visitor()
    for someone in (without, with_scripts):
        someone.open(pages[name])
    for size in (PHONE, SCREEN):
        for someone in (without, with_scripts):
            someone.resize(*size)
        words = words_shown(without)
        assert without.page.evaluate(_HIDDEN, [ADDED, LEFT_OUT, ON_PAPER]) == []
        assert words == words_shown(with_scripts)


def test_the_menu_opens_without_scripts(pages: dict[str, str], visitor: Make) -> None:
    page = visitor(scripts=False).open(pages["home"])
    assert not page.locator(".md-header__option").is_visible()
    page.locator(".mb-menu summary").click()
    page.locator(".mb-menu a", has_text="Calendar").click()
    page.wait_for_url("**/calendar/")


def test_a_device_set_to_dark_is_dark_without_scripts(pages: dict[str, str], visitor: Make) -> None:
    ink = {
        scheme: visitor(scripts=False, scheme=scheme).open(pages["home"]).evaluate("() => getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert ink == {"light": "rgb(253, 253, 250)", "dark": "rgb(22, 24, 27)"}
