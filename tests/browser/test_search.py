"""Searching: the right record comes first, in every script and without accents, by keyboard, from any folder, and for few bytes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from browser.test_pages import violations
from browser.visit import PHONE, SCREEN, Visitor
from minutebook import indexing, searchfiles
from served import Served, served

Make = Callable[..., Visitor]

SPENT = 84_000
"""Bytes until the first result is shown, what the page itself needs apart; 69,000 of them are Pagefind's engine in any book. With 5,000
records it is up to 100,000, for the longer list of pages: tests/test_search.py."""

QUESTIONS: tuple[tuple[str, dict[str, str], str], ...] = (
    # names of assemblies, people and proposals
    ("", {"q": "Bab al-Ma"}, "bab-al-ma"),
    ("", {"q": "sarrel council"}, "sarrel-council"),
    ("", {"q": "gannet"}, "gannet-point"),
    ("", {"q": "Yusuf al-Khatib"}, "bab-al-ma/delegates/yusuf-al-khatib"),
    ("", {"q": "quarry"}, "sarrel-council/proposals/no-quarry"),
    ("", {"q": "water in common"}, "sarrel-council/proposals/water-in-common"),
    ("", {"q": "seed library"}, "sarrel-council/proposals/seed-library"),
    ("", {"q": "night bus"}, "sarrel-council/proposals/night-bus"),
    # accents, typed and not typed
    ("", {"q": "Zîn Aldar"}, "gunde-nu/delegates/zin-aldar"),
    ("", {"q": "zin aldar"}, "gunde-nu/delegates/zin-aldar"),
    ("", {"q": "gunde nu"}, "gunde-nu"),
    ("", {"q": "Saint-Elme-des-Prés"}, "saint-elme-des-pres"),
    ("", {"q": "saint elme des pres"}, "saint-elme-des-pres"),
    ("", {"q": "pluviometre"}, "roquebelle"),
    # words of records in other languages than the page's
    ("", {"q": "قطتان"}, "bab-al-ma/minutes/2026-06-05"),
    ("", {"q": "الفئران"}, "bab-al-ma/minutes/2026-06-05"),
    ("", {"q": "serin"}, "kaniya-sor/minutes/2025-06-05"),
    ("", {"q": "ceyrana dibistanê"}, "gunde-nu/minutes/2026-05-25"),
    # every name of a record, in every language of the interface
    ("", {"q": "باب الماء"}, "bab-al-ma"),
    ("ar/", {"q": "باب الماء"}, "bab-al-ma"),
    ("ar/", {"q": "Bab al-Ma"}, "bab-al-ma"),
    ("", {"q": "مجلس السارل"}, "sarrel-council"),
    ("ar/", {"q": "مجلس السارل"}, "sarrel-council"),
    ("kmr/", {"q": "Conseil du Sarrel"}, "sarrel-council"),
    ("ar/", {"q": "lower sarrel"}, "lower-sarrel"),
    ("", {"q": "L’eau de la vallée, bien commun"}, "sarrel-council/proposals/water-in-common"),
    ("fr/", {"q": "Ava geliyê, malê hemûyan"}, "sarrel-council/proposals/water-in-common"),
    ("kmr/", {"q": "ميثاق كونفدرالية السارل"}, "sarrel-council/proposals/charter"),
    # filters, also without words
    ("", {"q": "quarry", "kind": "Minutes", "year": "2026", "assembly": "Col de Brume"}, "col-de-brume/minutes/2026-11-07"),
    ("", {"q": "bizin", "kind": "Minutes", "assembly": "Gundê Nû"}, "gunde-nu/minutes/2026-05-25"),
    ("", {"kind": "Proposal", "status": "Lapsed", "year": "2025", "assembly": "Sarrel Council"}, "sarrel-council/proposals/no-quarry"),
    # in the other languages of the interface
    ("fr/", {"q": "pluviometre"}, "roquebelle"),
    # words that an apostrophe joins to others
    ("fr/", {"q": "eau"}, "sarrel-council/proposals/water-in-common"),
    ("fr/", {"q": "l'eau de la vallée"}, "sarrel-council/proposals/water-in-common"),
    ("", {"q": "aubree"}, "val-daubree"),
    ("", {"q": "Val-d'Aubrée"}, "val-daubree"),
    ("ar/", {"q": "قطتان"}, "bab-al-ma/minutes/2026-06-05"),
    ("kmr/", {"q": "ceyrana dibistane"}, "gunde-nu/minutes/2026-05-25"),
)


PAGE = '<!doctype html><html lang="fr"><body><p data-pagefind-body>{}</p></body></html>'

ASK = """async ([entry, questions]) => {
  const { open } = await import('/seek.js');
  const found = [];
  for (const question of questions) {
    const results = await (await open(entry, 'fr'))(question, {});
    found.push([results.length, ...await Promise.all(results.slice(0, 5).map((result) => result()))]);
  }
  return found.map(([number, ...first]) => number && [number, first]);
}"""
"""What is found for each question by somebody who has asked nothing before."""


def answered(page: Page) -> None:
    """Wait until it is said what was found."""
    page.wait_for_function("() => document.querySelector('[data-said]').textContent !== ''")


def first(page: Page) -> str:
    """The path of the first result."""
    link = page.locator("#_results a").first
    return urlsplit(str(link.evaluate("(one) => one.href"))).path


@pytest.mark.parametrize(("tree", "asked", "record"), QUESTIONS, ids=[tree + " ".join(asked.values()) for tree, asked, _ in QUESTIONS])
def test_the_right_record_is_found_first(tree: str, asked: dict[str, str], record: str, visitor: Make) -> None:
    someone = visitor()
    page = someone.open(f"{tree}search/?{urlencode(asked)}")
    answered(page)
    assert first(page) == f"/{tree}assemblies/{record}/"
    assert someone.complaints == []
    assert someone.elsewhere() == []


@pytest.mark.parametrize("word", ["land", "food", "village"])
def test_the_name_of_a_topic_leads_to_it(word: str, visitor: Make) -> None:
    page = visitor().open(f"fr/search/?q={word}")
    answered(page)
    assert first(page) == f"/fr/topics/{word}/"
    assert page.locator("#_results .mb-note").first.inner_text() == "Sujet"


def test_a_word_within_another_is_shown_as_the_record_has_it(visitor: Make) -> None:
    page = visitor().open("search/?q=aubree")
    answered(page)
    told = page.locator("#_results li").first
    assert told.locator("a").inner_text() == "Val-d’Aubrée"
    assert "Val-d’Aubrée" in told.locator("p").last.inner_text()


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize(("tree", "name"), [("", "Search"), ("ar/", "بحث")])
def test_the_header_leads_to_the_search(tree: str, name: str, size: tuple[int, int], visitor: Make) -> None:
    someone = visitor(size=size)
    page = someone.open(f"{tree}assemblies/")
    link = page.locator(".md-header__inner > a").and_(page.get_by_role("link", name=name, exact=True))
    box = link.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    assert someone.outside() == []
    link.press("Enter")
    page.wait_for_url(f"**/{tree}search/")


@pytest.mark.parametrize("word", ["permanent link", "zqxvk", "xyzzy", "water xyzzy", "download CSV"])
def test_words_of_the_frame_find_nothing(word: str, visitor: Make) -> None:
    page = visitor().open(f"search/?{urlencode({'q': word, 'kind': 'Minutes'})}")
    answered(page)
    assert page.locator("#_results li").count() == 0
    assert "No record is found" in page.locator("[data-said]").inner_text()


def test_a_result_shows_what_it_is_and_where_the_words_stand(visitor: Make) -> None:
    page = visitor().open("search/?q=quarry")
    answered(page)
    told = page.locator("#_results li").first
    assert told.locator("a").inner_text() == "No quarry on the Col de Brume"
    assert told.locator(".mb-note").inner_text() == "Proposal · Sarrel Council · Lapsed · 20 September 2025"
    assert told.locator("mark").all_inner_texts()[0].casefold() == "quarry"


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize(("tree", "word", "lang"), [("", "water", "en"), ("ar/", "الماء", "ar"), ("kmr/", "av", "kmr")])
def test_results_are_for_everybody(tree: str, word: str, lang: str, size: tuple[int, int], visitor: Make) -> None:
    someone = visitor(size=size, locale=lang)
    found = {}
    for scheme in ("light", "dark"):
        someone.see(scheme)
        page = someone.open(f"{tree}search/?{urlencode({'q': word})}")
        answered(page)
        page.wait_for_function("() => document.querySelectorAll('#_results li').length === 10")
        page.evaluate(AXE_SCRIPT)
        found[scheme] = violations(someone)
    assert found == {"light": [], "dark": []}
    assert someone.outside() == []
    assert someone.complaints == []


def test_by_keyboard_with_the_question_in_the_address(visitor: Make) -> None:
    someone = visitor()
    page = someone.open("search/")
    assert [path for path in someone.loaded if "pagefind" in path] == []
    field = page.get_by_role("searchbox", name="Words of a record")
    field.focus()
    page.keyboard.type("water")
    answered(page)
    page.wait_for_url("**/search/?q=water")
    assert page.locator("[data-said]").get_attribute("role") == "status"
    total = int(page.locator("[data-said]").inner_text().split(":")[1])
    page.get_by_role("search").get_by_label("Kind").press("M")
    page.wait_for_url("**/search/?q=water&kind=M*")
    page.wait_for_function("(before) => Number(document.querySelector('[data-said]').textContent.split(':')[1]) < before", arg=total)
    page.get_by_role("search").get_by_role("button", name="Clear").press("Enter")
    page.wait_for_url("**/search/")
    assert page.locator("#_results li").count() == 0

    field.fill("water")
    answered(page)
    button = page.get_by_role("button", name="Show more")
    button.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('#_results li').length > 10")
    page.wait_for_function("() => document.activeElement === document.querySelectorAll('#_results li')[10].querySelector('a')")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url)


def test_the_name_filter_and_the_search_stand_in_one_address(visitor: Make) -> None:
    page = visitor().open("search/?q=water&text=kaniya")
    answered(page)
    assert page.get_by_label("A name, or part of one").input_value() == "kaniya"
    page.get_by_label("A name, or part of one").fill("dara")
    page.wait_for_url("**/search/?q=water&text=dara")


def test_what_is_in_a_record_is_never_markup(visitor: Make) -> None:
    someone = visitor()
    page = someone.open("search/?q=" + "%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    answered(page)
    assert page.locator("#_results img, #_results script").count() == 0
    assert someone.complaints == []


def test_in_a_folder_of_any_static_server(built: Path, tmp_path: Path, chromium: Any) -> None:
    shutil.copytree(built, tmp_path / "books" / "sarrel", copy_function=lambda a, b: Path(b).hardlink_to(a))
    with served(tmp_path) as server:
        someone = Visitor(chromium, server)
        page = someone.open("books/sarrel/fr/search/?q=Roquebelle")
        answered(page)
        assert first(page) == "/books/sarrel/fr/assemblies/roquebelle/"
        page.locator("#_results a").first.click()
        page.wait_for_url("**/books/sarrel/fr/assemblies/roquebelle/")
        assert someone.complaints == []
        someone.leave()


def test_the_first_result_costs_little(visitor: Make, server: Served) -> None:
    server.sent.clear()
    page = visitor().open("search/?q=quarry")
    page.locator("#_results li").first.wait_for()
    sent = [(path, size) for path, size in server.sent if path.startswith("/pagefind/") or path.endswith(("/search.js", "/seek.js"))]
    shown = next(place for place, (path, _) in enumerate(sent) if path.endswith(".pf_fragment"))
    assert [path.rpartition(".")[2] for path, _ in sent[: shown + 1]].count("pf_index") == 1
    assert sum(size for _, size in sent[: shown + 1]) <= SPENT


@pytest.mark.parametrize("missing", ["**/pagefind/**", "**/*.pf_index", "**/*.pf_fragment"])
def test_where_it_cannot_be_loaded_it_says_so_and_can_be_asked_again(missing: str, visitor: Make) -> None:
    someone = visitor()
    someone.page.route(missing, lambda route: route.abort())
    page = someone.open("search/?q=water")
    page.wait_for_function("() => document.querySelector('[data-said]').textContent.includes('could not be loaded')")
    page.unroute(missing)
    page.get_by_role("searchbox", name="Words of a record").press("Enter")
    page.locator("#_results li").first.wait_for()
    assert "could not" not in page.locator("[data-said]").inner_text()


def test_chunks_of_words_change_nothing_of_what_is_found(tmp_path: Path, chromium: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beginnings of words, words that go on where known ones end, several words: as where all words lie in one chunk."""
    chance = random.Random(2)
    words = ["".join(chance.choices("aeê", k=1) + chance.choices("aeinrstعم", k=chance.randrange(1, 6))) for _ in range(400)]
    for number in range(200):
        (tmp_path / f"{number}.html").write_text(PAGE.format(" ".join(chance.choices(words, k=60))))
    for name, size in (("many", 200), ("one", 10**9)):
        monkeypatch.setattr(searchfiles, "_CHUNK", size)
        for path, data in indexing.index(tmp_path):
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_bytes(data)
    assert len(list((tmp_path / "many").rglob("*.pf_index"))) > 50
    assert len(list((tmp_path / "one").rglob("*.pf_index"))) == 1
    shutil.copy(Path(__file__).parents[2] / "theme/assets/seek.js", tmp_path)
    chosen = [chance.choice(words) for _ in range(12)]
    asked = [
        *chosen,
        *(one[:2] for one in chosen),
        *(one + "xm" for one in chosen),
        *(f"{one} {two}" for one, two in pairwise(chosen)),
        "e",
        "xyz",
    ]
    with served(tmp_path) as server:
        someone = Visitor(chromium, server)
        page = someone.open("0.html")
        found = {name: page.evaluate(ASK, [f"{server.address}{name}/pagefind/pagefind-entry.json", asked]) for name in ("many", "one")}
        someone.leave()
    assert found["many"] == found["one"]
    assert sum(map(bool, found["one"])) > 30
    assert not all(found["one"])
