"""The card inside a page of another site: it asks for nothing but itself, has its height, and is read at 300 pixels, in the dark, from right to left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

from browser.visit import Visitor
from minutebook.catalogues import catalogue
from minutebook.citing.embed import HEIGHT, badge_file, embed_file
from minutebook.citing.face import Face, face_of
from minutebook.pages import Site, assembly, ratification
from minutebook.pages.speech import speaking
from served import Served, served

LANGUAGES = {"en": "ltr", "fr": "ltr", "ar": "rtl", "kmr": "ltr"}
Make = Callable[..., Visitor]

_CUT = """() => [...document.querySelectorAll('main, .told, .foot, .stamp')].flatMap((one) =>
  one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1 ? [`${one.className}: ${one.textContent.trim()}`] : [])
  .concat([...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().bottom > innerHeight)
  .map((one) => `below: ${one.className || one.tagName}`))"""
_HOST = '<!doctype html><html lang="en"><title>A newspaper</title><link rel="icon" href="data:,"><body style="margin:0">{inside}'
_FRAME = '<iframe src="{where}" title="t" width="{wide}" height="{high}" style="border:0"></iframe>'


@pytest.fixture(scope="module")
def cards(book: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, dict[str, list[str]]]]:
    """The cards of the demonstration in every language, served; their paths by language."""
    folder = tmp_path_factory.mktemp("cards")
    (folder / "404.html").write_text("missing")
    paths: dict[str, list[str]] = {}
    for language in LANGUAGES:
        site = Site(book.state, book.settings.speaking(language), book.content)
        with speaking(language, catalogue(language)):
            for view in (*ratification.views(site), *assembly.assembly_pages(site)):
                face = face_of(site, view)
                assert face is not None
                place = folder / language / view.path
                place.mkdir(parents=True, exist_ok=True)
                (place / "embed.html").write_bytes(embed_file(face))
                (place / "badge.svg").write_bytes(badge_file(face))
                (place / "index.html").write_text("<!doctype html><title>The record</title>The record")
                paths.setdefault(language, []).append(f"{language}/{view.path}")
    with served(folder) as server:
        yield server, paths


@pytest.fixture
def reader(chromium: Any, cards: tuple[Served, dict[str, list[str]]]) -> Iterator[Callable[..., Visitor]]:
    """Makes readers of a newspaper on another host, in which a card stands."""
    readers: list[Visitor] = []

    def make(**wishes: Any) -> Visitor:
        readers.append(Visitor(chromium, cards[0], **wishes))
        return readers[-1]

    yield make
    for one in readers:
        one.leave()


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    """A newspaper: a site of another origin."""
    folder = tmp_path_factory.mktemp("paper")
    (folder / "404.html").write_text("missing")
    with served(folder) as server:
        yield folder, server


def within(someone: Visitor, where: str, paper: tuple[Path, Served]) -> tuple[Page, Frame]:
    """The newspaper with a card in it, and the frame the card stands in."""
    folder, server = paper
    name = f"{where.replace('/', '-')}{someone.page.viewport_size}.html".replace(" ", "")
    (folder / name).write_text(_HOST.format(inside=_FRAME.format(where=f"{someone.address}{where}embed.html", wide=300, high=HEIGHT)))
    someone.page.goto(f"{server.address}{quote(name)}", wait_until="load")
    return someone.page, someone.page.frames[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_stands_in_its_height_at_300_pixels(language: str, cards: Any, reader: Make) -> None:
    someone = reader(size=(300, HEIGHT))
    cut = {}
    for path in cards[1][language]:
        someone.page.goto(f"{someone.address}{path}embed.html")
        if found := someone.page.evaluate(_CUT):
            cut[path] = found
    assert cut == {}
    assert someone.page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]") == [language, LANGUAGES[language]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_in_another_site_asks_for_itself_alone_and_is_for_everybody(
    language: str, scheme: str, cards: Any, paper: Any, reader: Make
) -> None:
    someone = reader(size=(400, 400), scheme=scheme)
    path = cards[1][language][0]
    page, frame = within(someone, path, paper)
    assert someone.loaded == [page.url, f"{someone.address}{path}embed.html"]
    assert someone.complaints == []
    assert frame.evaluate("() => document.cookie") == ""
    assert frame.evaluate("() => [document.scripts.length, document.documentElement.scrollHeight <= innerHeight]") == [0, True]
    ground = frame.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(22, 24, 27)" if scheme == "dark" else "rgb(253, 253, 250)")
    assert float(frame.evaluate("() => parseFloat(getComputedStyle(document.querySelector('.told')).fontSize)")) >= 14
    card = reader(size=(300, HEIGHT), scheme=scheme)
    card.page.goto(f"{card.address}{path}embed.html")
    # The card forbids what is not its own, scripts that look at it too; so it is looked at without its rule.
    html = card.page.content().replace("http-equiv", "data-http-equiv")
    card.page.set_content(html)
    card.page.evaluate(AXE_SCRIPT)
    found = card.page.evaluate("() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag2aaa'] })")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert page.frames[1] is frame


def test_its_link_leads_to_the_record_in_the_whole_window(cards: Any, paper: Any, reader: Make) -> None:
    someone = reader(size=(400, 400))
    path = cards[1]["ar"][0]
    page, frame = within(someone, path, paper)
    frame.locator("a").click()
    page.wait_for_url(f"{someone.address}{path}")
    assert page.title() == "The record"


def test_a_badge_is_drawn_and_named_in_light_and_dark(cards: Any, reader: Make) -> None:
    for scheme, paper in (("light", "rgb(253, 253, 250)"), ("dark", "rgb(22, 24, 27)")):
        someone = reader(size=(400, 100), scheme=scheme)
        for language in LANGUAGES:
            path = cards[1][language][0]
            someone.page.goto(f"{someone.address}{path}badge.svg")
            told = someone.page.evaluate(
                """() => ({ title: document.querySelector('title').textContent, fill: getComputedStyle(document.querySelector('.p')).fill,
                  wide: Number(document.documentElement.getAttribute('width')), role: document.documentElement.getAttribute('role'),
                  ends: [...document.querySelectorAll('text')].map((one) => one.getBBox()).map((one) => [one.x, one.x + one.width]) })"""
            )
            assert told["role"] == "img"
            assert told["title"]
            assert told["fill"] == paper
            assert all(0 <= first < last <= told["wide"] for first, last in told["ends"]), (language, told)


def test_a_hostile_title_runs_nothing_in_a_card(tmp_path: Path, chromium: Any) -> None:
    text = "</style></title></script><script>window.hit = 1</script><img src=x onerror='window.hit = 1'>\"'"
    face = Face(text, "en", "ltr", text, "open", text, text, (1, 2, 3), text, text)
    for name, data in (("embed.html", embed_file(face)), ("badge.svg", badge_file(face))):
        (tmp_path / name).write_bytes(data)
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto((tmp_path / name).as_uri())
        assert page.evaluate("() => [window.hit ?? null, document.querySelectorAll('script, img').length]") == [None, 0]
        assert asked == [(tmp_path / name).as_uri()]
        page.close()
