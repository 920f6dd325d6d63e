"""What people come for, from the home page in three steps at most, on a phone without scripts; the answers are held against the state.

A step is following a link, choosing in a filter or opening a fold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Locator, Page

from browser.visit import Visitor
from minutebook.exports.addresses import address
from minutebook.pages import Site
from minutebook.rules.force import Standing
from minutebook.rules.ratification import RATIFIED, Row

STEPS = 3
COMMUNES = ("roquebelle", "bab-al-ma", "kaniya-sor", "la-vernaie", "rive-basse", "saltmarsh")
"""Communes that write in every language of the demonstration, one of them with nobody sent, one out of a dissolved one."""

each_commune = pytest.mark.parametrize("commune", COMMUNES)
Make = Callable[..., Visitor]


class Resident:
    """Somebody with a phone on the home page, who counts steps."""

    def __init__(self, visitor: Visitor) -> None:
        self.root = visitor.address
        self.page: Page = visitor.open("")
        self.steps = 0

    def follow(self, link: Locator) -> None:
        """Follow a link that can be seen."""
        link.click()
        self.page.wait_for_load_state()
        self._step()

    def unfold(self, fold: Locator) -> None:
        fold.locator("summary").click()
        self._step()

    def _step(self) -> None:
        self.steps += 1
        assert self.steps <= STEPS

    def go_to_assembly(self, name: str) -> None:
        """By the home page, where every assembly stands."""
        self.follow(self.page.locator("#assemblies").get_by_role("link", name=name, exact=True))

    def leads(self, link: Locator) -> str:
        """The path of the site that a link leads to."""
        return str(link.evaluate("(one) => one.href")).removeprefix(self.root)


@pytest.fixture
def resident(visitor: Make) -> Resident:
    return Resident(visitor(scripts=False))


def _inner(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _inner(row.within)


def _rows(book: Site, commune: str) -> Iterator[tuple[Standing, Row]]:
    """The commune's row on every proposal on which it is asked."""
    for standing in book.state.proposals.values():
        found = next((row for row in _inner(standing.rows) if row.assembly == commune), None)
        if found:
            yield standing, found


def _days(place: Locator) -> list[date]:
    return [date.fromisoformat(day) for day in place.locator("time").evaluate_all("(all) => all.map((one) => one.dateTime)")]


@each_commune
def test_who_speaks_for_us_now_and_with_which_mandate(commune: str, resident: Resident, book: Site) -> None:
    states = [one for one in book.state.mandates.values() if one.mandate.record.assembly == commune and not one.mandate.record.adds_to]
    active = [one.mandate for one in states if one.status == "active"]
    resident.go_to_assembly(book.name(commune))
    told = resident.page.locator("#delegates")
    rows = told.locator("tbody tr").filter(has_text="Active")
    assert rows.count() == len(active)
    for mandate in active:
        row = rows.filter(has=resident.page.get_by_role("link", name=book.name(mandate.to), exact=True)).filter(
            has_text=mandate.delegates[0]
        )
        assert all(name in row.inner_text() for name in mandate.delegates)
        assert address(mandate.record.id) in [resident.leads(link) for link in row.get_by_role("link").all()]
    unsent = set(book.state.confederation.councils_of[commune]) - {one.to for one in active}
    assert ("No mandate is in force" in told.inner_text()) == bool(unsent)


@each_commune
@pytest.mark.parametrize("which", [0, -1], ids=["first", "latest"])
def test_did_we_ratify_it_when_and_with_which_tally(commune: str, which: int, resident: Resident, book: Site) -> None:
    spoken = [
        (standing, row) for standing, row in _rows(book, commune) if row.status in RATIFIED and row.speech and row.speech.source == "decision"
    ]  # fmt: skip
    standing, row = sorted(spoken, key=lambda one: (one[1].day, one[0].proposal.id))[which]
    resident.go_to_assembly(book.name(commune))
    told = resident.page.locator("#decided tbody tr").filter(has=resident.page.get_by_text(standing.proposal.title, exact=True))
    if not told.is_visible():
        resident.unfold(resident.page.locator("#decided details").filter(has_text="earlier one"))
    assert "Ratified" in told.inner_text()
    assert _days(told) == [row.day]
    if row.votes and row.votes.for_ is not None:
        assert told.locator(".mb-v").all_inner_texts()[:2] == [str(row.votes.for_), str(row.votes.against or 0)]
    assert resident.leads(told.get_by_role("link", name="Minutes")) == address(row.speech.act.id if row.speech else "")


def test_which_delegates_departed_from_a_mandate_this_year(resident: Resident, book: Site) -> None:
    departed = [one for one in book.state.ledger if one.problem.code == "departed" and one.day.year == book.day.year]
    resident.follow(resident.page.locator("#ledger").get_by_role("link", name="lines of the ledger"))
    lines = (
        resident.page.locator("section").filter(has=resident.page.get_by_role("heading", name="Departed", exact=True)).locator(".mb-find")
    )
    told = [line for line in lines.all() if _days(line)[0].year == book.day.year]
    assert len(told) == len(departed) > 1
    for line, finding in zip(told, departed, strict=True):
        assert _days(line)[0] == finding.day
        assert all(name in line.inner_text() for name in finding.delegates)
        assert finding.delegates


@each_commune
def test_a_link_to_our_row_on_a_proposal(commune: str, resident: Resident, book: Site) -> None:
    standing, row = max(((one, row) for one, row in _rows(book, commune) if row.status in RATIFIED), key=lambda one: one[1].day or date.min)
    resident.go_to_assembly(book.name(commune))
    resident.follow(resident.page.locator("#decided").get_by_role("link", name=standing.proposal.title, exact=True))
    assert resident.page.url == f"{resident.root}{address(standing.proposal.id)}#{commune}"
    there = resident.page.locator(":target")
    assert book.name(commune) in there.inner_text()
    assert row.day in _days(there)
    assert there.evaluate("(one) => { const box = one.getBoundingClientRect(); return box.top >= 48 && box.bottom <= innerHeight; }")
    assert resident.leads(there.get_by_role("link", name="Link")).endswith(f"#{commune}")


def test_a_link_to_a_row_from_the_matrix(resident: Resident, book: Site) -> None:
    standing = book.state.proposals["sarrel-council/proposals/charter"]
    row = next(row for row in standing.rows if row.assembly == "kaniya-sor")
    resident.unfold(resident.page.locator(".mb-menu"))
    resident.follow(resident.page.locator('.mb-menu a[href="./ratifications/"]'))
    line = resident.page.locator("tbody tr").filter(has=resident.page.get_by_role("link", name=standing.proposal.title, exact=True))
    resident.follow(line.get_by_role("link", name=f"{book.name(row.assembly)}: {row.status}"))
    assert resident.page.url == f"{resident.root}{address(standing.proposal.id)}#{row.assembly}"
    assert row.day in _days(resident.page.locator(":target"))


@each_commune
def test_what_we_still_have_to_decide_and_by_when(commune: str, resident: Resident, book: Site) -> None:
    pending = ("open", "failing", "open for adoption", "provisionally carried")
    waiting = {
        standing.proposal.title: standing.deadline
        for standing, row in _rows(book, commune)
        if standing.state in pending and not row.standing and not row.counted
    }
    resident.go_to_assembly(book.name(commune))
    lines = resident.page.locator("section").filter(has=resident.page.get_by_role("heading", name="Not yet dealt with")).locator("li")
    told = {line.locator(".mb-log__t b").inner_text(): next(iter(_days(line.locator(".mb-log__d"))), None) for line in lines.all()}
    assert told == waiting
    assert list(told.values()) == sorted(told.values(), key=lambda day: day or date.max)


def test_the_next_open_meeting(resident: Resident, book: Site) -> None:
    called = [one for one in book.state.confederation.notices.values() if one.day >= book.day and not one.cancelled]
    soonest = min(called, key=lambda one: (one.day, one.starts or "", one.id))
    first = resident.page.locator("#meetings li").filter(has_not_text="Cancelled").first
    told = first.inner_text()
    assert first.locator("b").first.inner_text() == str(soonest.day.day)
    assert resident.leads(first.get_by_role("link").first) == address(soonest.id)
    assert all(words in told for words in (book.name(soonest.assembly), soonest.starts, soonest.place, soonest.open_to))
