"""Addresses in a browser: what a missing page makes of what was asked for, and where former addresses lead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from browser.test_pages import violations
from browser.visit import PHONE, SCREEN, Visitor
from minutebook.pages import Site

Make = Callable[..., Visitor]
WATER = "assemblies/sarrel-council/proposals/water-in-common/"


def near(page: Page) -> list[str]:
    """Where the records lead that are offered, from the site's root."""
    page.wait_for_load_state("networkidle")
    links = page.locator("header [data-near]:visible a")
    return [str(links.nth(place).evaluate("(one) => one.pathname")) for place in range(links.count())]


def missing(someone: Visitor, path: str) -> Page:
    """Open an address that leads nowhere."""
    answer = someone.page.goto(someone.address + path)
    assert answer is not None
    assert answer.status == 404
    someone.still()
    return someone.page


@pytest.mark.parametrize(
    ("asked", "words", "first"),
    [
        ("assemblies/sarrel-council/proposals/watr-in-comon/", "watr in comon", f"/{WATER}"),
        ("assemblies/sarrel-council/water-in-common", "water in common", f"/{WATER}"),
        ("proposals/water-in-common.html", "water in common", f"/{WATER}"),
        ("assemblies/Roquebele/", "roquebele", "/assemblies/roquebelle/"),
        ("roquebelle", "roquebelle", "/assemblies/roquebelle/"),
        ("assemblies/montferrand-le-bas/mandates/2026-sprng/", "2026 sprng", "/assemblies/montferrand-le-bas/mandates/2026-spring/"),
    ],
)
def test_what_was_asked_for_is_looked_for(asked: str, words: str, first: str, visitor: Make) -> None:
    someone = visitor()
    page = missing(someone, asked)
    assert near(page)[0] == first
    assert len(near(page)) <= 5
    assert page.locator("article header input").input_value() == words
    page.locator("article header form button").click()
    page.wait_for_url(f"{someone.address}search/?q=*")
    assert someone.elsewhere() == []
    assert not [one for one in someone.complaints if "404" not in one]


def test_minutes_are_offered_by_their_day(visitor: Make, book: Site) -> None:
    one = next(one for one in book.state.confederation.minutes.values() if one.assembly == "roquebelle")
    day = one.first_day.isoformat()
    page = missing(visitor(), f"assemblies/roquebelle/{day}/")
    assert near(page)[0] == f"/assemblies/{one.id}/"
    assert page.locator("article header input").input_value() == "roquebelle"


def test_nothing_is_offered_where_nothing_is_alike(visitor: Make) -> None:
    page = missing(visitor(), "wp-login.php")
    assert near(page) == []
    assert not page.locator("[data-near]:visible").count()


@pytest.mark.parametrize("asked", ["%3Cimg%20src=x%20onerror=alert(1)%3E/", "%E0%A4%A/", "fr", "assemblies/minutes/"])
def test_an_odd_address_does_no_harm(asked: str, visitor: Make) -> None:
    someone = visitor()
    someone.page.goto(someone.address + asked)
    someone.page.wait_for_load_state("networkidle")
    assert someone.page.locator("header h1").count() == 1
    assert someone.page.locator("article img").count() == 0
    assert not [one for one in someone.complaints if "404" not in one]


@pytest.mark.parametrize(("language", "way"), [("fr", "ltr"), ("ar", "rtl"), ("kmr", "ltr")])
def test_the_language_of_the_address_comes_first(language: str, way: str, visitor: Make) -> None:
    someone = visitor(size=PHONE)
    page = missing(someone, f"{language}/assemblies/roquebele/")
    heading, body = page.locator("article h1"), page.locator("header [data-body]")
    assert (heading.get_attribute("lang"), heading.get_attribute("dir")) == (language, way)
    assert (body.get_attribute("lang"), body.get_attribute("dir")) == (language, way)
    assert heading.inner_text() in page.title()
    assert near(page)[0] == f"/{language}/assemblies/roquebelle/"
    links = body.locator("a")
    assert all(str(links.nth(one).get_attribute("href")).startswith(f"/{language}/") for one in range(3))
    assert page.locator("details[data-told] [lang=en][data-body]").count() == 1
    page.evaluate(AXE_SCRIPT)
    assert violations(someone) == []
    for width, height in (PHONE, SCREEN):
        someone.resize(width, height)
        assert someone.outside() == []
    page.locator("article header form button").click()
    page.wait_for_url(f"{someone.address}{language}/search/?q=roquebele")


def test_a_missing_page_helps_without_scripts(visitor: Make) -> None:
    someone = visitor(scripts=False)
    page = missing(someone, "fr/assemblies/roquebele/")
    assert page.locator("article h1").inner_text() == "Nothing at this address"
    assert page.locator("[data-near]:visible").count() == 0
    page.locator("details[data-told='/fr/'] summary").click()
    page.locator("details[data-told='/fr/'] input").fill("eau")
    page.locator("details[data-told='/fr/'] button").click()
    assert page.url == f"{someone.address}fr/search/?q=eau"


@pytest.mark.parametrize("tree", ["", "ar/"])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_former_address_leads_on(scripts: bool, tree: str, visitor: Make) -> None:
    someone = visitor(scripts=scripts)
    someone.page.goto(f"{someone.address}{tree}assemblies/ormeaux/minutes/", wait_until="commit")
    someone.page.wait_for_url(f"{someone.address}{tree}assemblies/les-ormeaux/minutes/")
    assert someone.elsewhere() == []


def test_it_leads_to_the_same_place_of_the_page(visitor: Make) -> None:
    someone = visitor()
    someone.page.goto(f"{someone.address}assemblies/ormeaux/#minutes", wait_until="commit")
    someone.page.wait_for_url(f"{someone.address}assemblies/les-ormeaux/#minutes")
    assert [one for one in someone.loaded if one.endswith("/les-ormeaux/")] == [f"{someone.address}assemblies/les-ormeaux/"]
