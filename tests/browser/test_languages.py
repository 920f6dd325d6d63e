"""The demonstration in its other languages: for everybody to read in each, from left to right and from right to left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from browser.test_noscript import ADDED, words_shown
from browser.test_pages import violations
from browser.visit import PHONE, SCREEN, Visitor
from minutebook.pages import PAGES

OTHERS = {"fr": "ltr", "ar": "rtl", "kmr": "ltr"}
SHOWN = ({kind.kind for kind in PAGES} | {"a council", "a proposal that is open", "minutes in Arabic", "minutes of a council"}) - {"404"}
WIDTHS = {"phone": 390, "phone at 200 %": 195, "screen": 1440}
"""Colours and sizes are looked at in English; here are those that other words could break."""

Make = Callable[..., Visitor]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", sorted(SHOWN))
def test_a_page_is_for_everybody_in_every_language(name: str, language: str, pages: dict[str, str], visitor: Make) -> None:
    someone = visitor(size=PHONE, locale=language)
    page = someone.open(f"{language}/{pages[name]}")
    page.evaluate(AXE_SCRIPT)
    someone.open_folds()
    assert violations(someone) == []
    assert page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]") == [language, OTHERS[language]]
    wide = {}
    for where, width in WIDTHS.items():
        someone.resize(width, 800)
        wide[where] = someone.outside()
    assert {where: what for where, what in wide.items() if what} == {}
    assert someone.elsewhere() == []
    assert someone.complaints == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["home", "proposal", "mandate", "minutes", "matrix", "ledger", "search"])
def test_all_words_are_there_without_scripts_in_every_language(name: str, language: str, pages: dict[str, str], visitor: Make) -> None:
    without, with_scripts = visitor(scripts=False), visitor()
    for someone in (without, with_scripts):
        someone.open(f"{language}/{pages[name]}")
    assert words_shown(without) == words_shown(with_scripts)
    assert without.page.locator(f"{ADDED} >> visible=true").count() == 0


def test_a_reader_is_offered_their_language_and_never_sent(pages: dict[str, str], visitor: Make) -> None:
    path = pages["minutes in Arabic"]
    for asked, offered in {"fr-FR": "fr", "ar-SY": "ar", "kmr": "kmr", "en-GB": None, "ja": None}.items():
        someone = visitor(locale=asked)
        page = someone.open(path)
        assert page.url == someone.address + path
        offers = page.locator("[data-offer]:visible")
        assert offers.count() == (1 if offered else 0), asked
        if offered:
            assert offers.get_attribute("data-offer") == offered
            offers.locator("a").click()
            page.wait_for_url(f"{someone.address}{offered}/{path}")
            assert page.locator("[data-offer]:visible").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_the_switch_stays_on_the_page(scripts: bool, pages: dict[str, str], visitor: Make) -> None:
    path = pages["a proposal that is open"]
    someone = visitor(scripts=scripts)
    page = someone.open(path)
    for name, tree in {"العربية": "ar/", "Kurmancî": "kmr/", "Français": "fr/", "English": ""}.items():
        page.locator(".mb-tongues").get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"{someone.address}{tree}{path}")
        assert page.locator(".mb-tongues b").inner_text() == name


def test_time_runs_from_the_right_where_the_words_do(pages: dict[str, str], visitor: Make) -> None:
    """The curve is turned as a whole: its first day is at the right, its words can be read, the same stands in the table beneath."""
    someone = visitor(size=SCREEN)
    middles = {}
    for tree in ("", "ar/"):
        page = someone.open(f"{tree}{pages['a proposal that is open']}")
        middles[tree] = page.locator("svg.mb-curve__wide").first.evaluate(
            "(one) => { const box = one.getBoundingClientRect(), now = one.querySelector('.c-now').getBoundingClientRect();"
            " return (now.left + now.width / 2 - box.left) / box.width; }"
        )
        assert page.locator("svg.mb-curve__wide text").first.evaluate("(one) => one.getScreenCTM().a") > 0
    assert abs(middles[""] + middles["ar/"] - 1) < 0.01


@pytest.mark.parametrize("name", ["proposal", "mandate", "matrix"])
def test_pages_are_mirrored(name: str, pages: dict[str, str], visitor: Make) -> None:
    """What begins at the left of a page in French begins at the right of it in Arabic."""
    someone = visitor(size=SCREEN)
    begins = {}
    for tree in ("fr/", "ar/"):
        page = someone.open(tree + pages[name])
        begins[tree] = page.evaluate(
            "() => [...document.querySelectorAll('.mb-folio, .mb h1, .mb-sec__h, .mb-chain li, .mb-matrix thead th:first-child')]"
            ".filter((one) => one.offsetWidth)"
            ".map((one) => { const box = one.getBoundingClientRect(); return [one.className || one.tagName, box.left, innerWidth - box.right]; })"
        )
    for (what, left, _right), (same, _left, right) in zip(begins["fr/"], begins["ar/"], strict=True):
        assert what == same
        assert what in ("H1", "") or abs(left - right) < 60, (what, left, right)
    assert len(begins["ar/"]) >= 3
