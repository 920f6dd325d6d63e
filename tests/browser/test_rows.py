"""Rows in a browser: filtered, sorted, linked to and copied; and whole without any script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from minutebook.shell.site import build_site
from served import served
from synthetic import DAY, confederation

ROWS = "#_rows [data-item]"
SEEN = f"{ROWS}:not([hidden])"
PROPOSALS = 14
PROPOSAL = "assemblies/great-council/proposals/p1/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two books, served: `few/` with three districts of six communes, `many/` with four of forty."""
    root = tmp_path_factory.mktemp("books")
    for name, districts, communes, proposals in (("few", 3, 18, PROPOSALS), ("many", 4, 160, 1)):
        for path, text in confederation(districts, communes, proposals).items():
            file = root / f"{name}.records" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
        build_site(root / f"{name}.records", root / "sites" / name, DAY, today=DAY)
    with served(root / "sites") as server:
        yield server.address


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A phone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, permissions=["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    yield opened
    context.close()
    assert faults == []


def names(page: Any, rows: str = SEEN) -> list[str]:
    return page.locator(f"{rows} th > a:first-child").all_text_contents()  # type: ignore[no-any-return]


@pytest.mark.parametrize(("book", "number"), [("few", 18), ("many", 160)])
def test_a_filter_leaves_what_was_asked_for_and_says_how_many(page: Any, address: str, book: str, number: int) -> None:
    page.goto(f"{address}{book}/{PROPOSAL}")
    assert page.locator("[data-count]").inner_text() == str(number) == str(page.locator(ROWS).count())
    page.select_option("#_f-status", "ratified")
    shown = page.locator(SEEN).count()
    assert 0 < shown < number
    assert page.locator("[role=status] [data-count]").inner_text() == str(shown)
    page.select_option("#_f-council", "district-2")
    within = page.locator(SEEN).count()
    assert 0 < within < shown
    assert page.locator('#_rows > :not([hidden])[data-f-council="district-2"] [data-shown]').inner_text() == f"({within} shown)"
    assert page.locator('#_rows > :not([hidden])[data-f-council="district-1"]').count() == 0
    page.click("[type=reset]")
    page.wait_for_function(f"document.querySelector('[data-count]').textContent == '{number}'")
    assert page.locator("[type=reset]").is_hidden()


def test_a_name_is_found_without_its_accents(page: Any, address: str) -> None:
    page.goto(f"{address}many/{PROPOSAL}")
    accented = next(name for name in names(page, ROWS) if not name.isascii())
    plain = page.evaluate(r"(name) => name.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()", accented)
    page.fill("#_f-text", plain)
    assert accented in names(page)
    assert page.locator(SEEN).first.is_visible()


@pytest.mark.parametrize("book", ["few", "many"])
def test_rows_are_sorted_into_one_list_and_back(page: Any, address: str, book: str) -> None:
    page.goto(f"{address}{book}/{PROPOSAL}")
    homes = "rows => rows.map(row => [row.id, row.parentNode.dataset.fStatus, row.closest('[data-f-council]')?.dataset.fCouncil])"
    before = page.locator(ROWS).evaluate_all(homes)
    page.select_option("#_f-order", label="By votes for, the most first")
    cell = "td.mb-r, td:not([class]):nth-child(3)"
    votes = [page.locator(ROWS).nth(place).locator(cell).first.inner_text() for place in range(5)]
    figures = [int(text.split()[0]) for text in votes]
    assert figures == sorted(figures, reverse=True)
    assert page.locator("[data-group]:not([hidden])").count() == 0
    assert "District of" in page.locator(f"{ROWS} .mb-of").first.inner_text()
    page.select_option("#_f-order", label="By name")
    ordered = names(page)
    assert ordered == page.evaluate("(names) => [...names].sort(new Intl.Collator('en', {numeric: true}).compare)", ordered)
    page.select_option("#_f-order", label="By date, the latest first")
    assert len(names(page)) == len(ordered)
    page.select_option("#_f-order", label="By council")
    assert page.locator(ROWS).evaluate_all(homes) == before
    assert page.locator(".mb-of").count() == 0
    assert page.locator("[data-group][hidden]").count() == 0


def test_the_link_of_a_row_copies_its_address_and_frames_it(page: Any, address: str) -> None:
    page.goto(f"{address}few/{PROPOSAL}")
    row = page.locator(ROWS).nth(4)
    id = row.get_attribute("id")
    row.locator(".mb-p a").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[data-said]').textContent == 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()") == page.url == f"{address}few/{PROPOSAL}#{id}"
    assert row.evaluate("(row) => row.matches(':target') && getComputedStyle(row).outlineStyle") == "solid"


def test_what_is_linked_to_is_shown_though_it_was_closed_or_filtered_away(page: Any, address: str) -> None:
    page.goto(f"{address}many/{PROPOSAL}")
    id = page.locator(ROWS).nth(120).get_attribute("id")
    assert page.locator(f"#{id}").is_hidden()
    page.goto("about:blank")
    page.goto(f"{address}many/{PROPOSAL}#{id}")
    page.locator(f"#{id}").wait_for(state="visible")
    assert page.evaluate(f"document.getElementById('{id}').getBoundingClientRect().top") < 844
    page.evaluate("location.hash = ''")
    page.fill("#_f-text", "no such name")
    page.evaluate(f"location.hash = '#{id}'")
    page.wait_for_function("document.querySelector('[data-count]').textContent == '160'")
    page.locator(f"#{id}").wait_for(state="visible")
    assert page.evaluate(f"document.getElementById('{id}').getBoundingClientRect().top") < 844


def test_what_is_pressed_is_large_enough_on_a_phone(page: Any, address: str) -> None:
    page.goto(f"{address}many/{PROPOSAL}")
    page.select_option("#_f-status", "ratified")
    for what in (".mb-filter select", ".mb-filter input", ".mb-filter button", ".mb-fold > summary"):
        for one in page.locator(what).all():
            box = one.bounding_box()
            assert box is None or box["height"] >= 44, what
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("book", "number"), [("few", 18), ("many", 160)])
def test_without_scripts_every_row_is_there(chromium: Any, address: str, book: str, number: int) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}{book}/{PROPOSAL}")
    assert page.locator(ROWS).count() == number
    assert page.locator(".mb-filter").is_hidden()
    assert page.locator("#_rows [data-flat]").is_hidden()
    for fold in page.locator("#_rows > details").all():
        fold.locator("summary").click()
    assert all(row.is_visible() for row in page.locator(ROWS).all())
    context.close()


def test_the_matrix_is_filtered_by_topic_and_title(page: Any, address: str) -> None:
    page.goto(f"{address}few/ratifications/")
    lines = "#_matrix [data-item]:not([hidden])"
    assert page.locator(lines).count() == PROPOSALS
    page.select_option("#_f-topic", "water")
    assert page.locator("[data-count]").inner_text() == str(page.locator(lines).count()) == str(len(range(0, PROPOSALS, 3)))
    page.fill("#_f-text", "PROPOSAL 4,")
    assert page.locator(f"{lines} th > a").all_text_contents() == ["Proposal 4, on schools"]
    page.fill("#_f-text", "nothing")
    assert page.locator("#_matrix table").is_hidden()
