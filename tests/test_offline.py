"""A site on a disk: `minutebook build --offline` makes pages that need no server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from click.testing import CliRunner

from browser.visit import failure
from drawn import drawing
from minutebook.cli import cli
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.page import file_of, relative
from minutebook.pages import KINDS
from minutebook.shell.config import read_config
from minutebook.shell.content import read_content
from minutebook.shell.site import build_site
from minutebook.state import reckon
from rendered import render_site
from test_links import Links

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 24)
RECORDS = {
    "north/assembly.md": "---\nname: North\nkind: commune\n---\nWe meet at [the council](../council/assembly.md).\n",
    "council/assembly.md": "---\nname: Council\nkind: council\nmembers: [north]\n---\n",
    "council/proposals/water.md": "---\ntitle: Water\nto: council\nproposed: 2026-02-07\n---\nThe springs are free.\n",
    "north/minutes/2026-03-02.md": "---\npresent: 20\ndecisions:\n- on: council/water\n  outcome: adopted\n---\n# Minutes\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in RECORDS.items():
        file = tmp_path / "assemblies" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "content" / "guide").mkdir(parents=True)
    (tmp_path / "content" / "guide" / "a.md").write_text("# A\n\n[b](b.md#there) [data](../data/) [home](/) [picture](river.png)\n")
    (tmp_path / "content" / "guide" / "b.md").write_text("# B\n\n## There\n\n[a](a.md)\n")
    (tmp_path / "content" / "guide" / "river.png").write_bytes(drawing())
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize(
    ("path", "to", "online", "offline"),
    [
        ("", "", "./", "index.html"),
        ("", "data/", "data/", "data/index.html"),
        ("a/b/", "", "../../", "../../index.html"),
        ("a/b/", "a/", "../", "../index.html"),
        ("a/b/", "a/b/", "./", "index.html"),
        ("a/b/", "a/b/#x", "#x", "#x"),
        ("a/b/", "a/c/#x", "../c/#x", "../c/index.html#x"),
        ("a/b/", "data/x.csv", "../../data/x.csv", "../../data/x.csv"),
        ("404.html", "a/", "a/", "a/index.html"),
        ("a/", "ä/ö/", "../%C3%A4/%C3%B6/", "../%C3%A4/%C3%B6/index.html"),
    ],
)
def test_ways_lead_to_files_where_no_server_answers(path: str, to: str, online: str, offline: str) -> None:
    assert relative(path, to) == online
    assert relative(path, to, files=True) == offline
    assert urljoin(f"http://site/{file_of(path)}", offline).partition("#")[0] == urljoin(
        "http://site/", file_of(relative("", to.partition("#")[0]))
    )


def test_every_address_is_a_file(stick: Path) -> None:
    made = {page.relative_to(stick).as_posix(): Links(page.read_bytes()) for page in sorted(stick.rglob("*.html"))}
    assert len(made) > 600
    missing = []
    for name, page in made.items():
        for link in page.leads | page.loads:
            address = urlsplit(link)
            if address.scheme:
                continue
            path = unquote(urlsplit(urljoin(f"http://site/{name}", link)).path).lstrip("/")
            there = unquote(address.fragment) in made[path].anchors if path in made else (stick / path).is_file()
            if address.path.startswith("/") or not there:
                missing.append(f"{name}: {link}")
    assert missing == []


def test_it_tells_its_permanent_addresses_all_the_same(stick: Path) -> None:
    html = (stick / "assemblies/sarrel-council/proposals/water-in-common/index.html").read_text("utf-8")
    address = "https://sarrel.example/assemblies/sarrel-council/proposals/water-in-common/"
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<a href="index.html"><bdi dir="ltr">{address}</bdi></a>' in html


def test_it_has_no_page_that_only_a_server_shows(stick: Path) -> None:
    assert not (stick / "404.html").exists()


def test_the_command_line_makes_it(root: Path) -> None:
    result = CliRunner().invoke(cli, ["build", "--root", str(root), "--as-of", "2026-06-04", "--offline"])
    assert result.exit_code == 0, result.output
    html = (root / "site" / "assemblies" / "north" / "index.html").read_text()
    assert 'href="../council/index.html"' in html
    assert 'href="minutes/2026-03-02/index.html' in html
    text = (root / "site" / "guide" / "a" / "index.html").read_text()
    for link in ("../b/index.html#s_there", "../../data/index.html", "../../index.html", "../river.png"):
        assert f'href="{link}"' in text


def test_so_do_mkdocs_and_its_configuration(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    config = "site_name: Book\ndocs_dir: content\ntheme: {name: material}\nplugins: [{minutebook: {as_of: 2026-06-04, offline: %s}}]\n"
    ours, theirs, online = (tmp_path_factory.mktemp(name) / "site" for name in ("ours", "theirs", "online"))
    (root / "mkdocs.yml").write_text(config % "false")
    build_site(root, ours, today=DAY, offline=True)
    build_site(root, online, today=DAY)
    (root / "mkdocs.yml").write_text(config % "true")
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "--site-dir", str(theirs)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert tree(theirs) == tree(ours)
    assert tree(theirs) != tree(online)


@pytest.fixture(scope="module")
def kinds() -> list[str]:
    """The file of one page of every kind."""
    site = read_config(ROOT)
    settings = site.settings(DAY, offline=True)
    texts = {path: data for path, data in read_content(site.content_dir).items() if path.endswith(".md")}
    found: dict[str, str] = {}
    for page in render_site(reckon(load(read_tree(ROOT)), settings.as_of), settings, texts):
        found.setdefault(page.kind, page.file)
    assert set(found) == {*KINDS} - {"404"}
    return list(found.values())


class Visit:
    """A tab that notes what it asks for and what goes wrong in it."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.asked: set[str] = set()
        self.wrong: list[str] = []
        tab.on("request", lambda request: self.asked.add(urlsplit(request.url).scheme))
        tab.on("requestfailed", lambda request: self.wrong.extend(failure(request)))
        tab.on("pageerror", lambda error: self.wrong.append(f"{tab.url}: {error}"))
        tab.on("console", lambda said: self.wrong.append(f"{tab.url}: {said.text}") if said.type in ("error", "warning") else None)


@pytest.fixture
def visit(chromium: Any) -> Iterator[Visit]:
    context = chromium.new_context()
    yield Visit(context.new_page())
    context.close()


def test_every_kind_of_page_opens_from_a_disk(stick: Path, kinds: list[str], visit: Visit) -> None:
    for file in kinds:
        visit.tab.goto((stick / file).as_uri())
        assert visit.tab.locator("h1").count() == 1, file
        assert visit.tab.evaluate("getComputedStyle(document.querySelector('.mb')).containerName") == "mb", file
    assert visit.wrong == []
    assert visit.asked == {"file"}


def test_one_walks_from_page_to_page(stick: Path, visit: Visit) -> None:
    tab = visit.tab
    tab.goto((stick / "index.html").as_uri())
    tab.locator(".md-tabs__link", has_text="Proposals").click()
    tab.get_by_role("link", name="Water of the valley, held in common").first.click()
    tab.locator("h1", has_text="Water of the valley, held in common").wait_for()
    tab.locator("#dara-jor").get_by_role("link", name="Minutes").click()
    tab.wait_for_url("**/dara-jor/minutes/2026-05-11/index.html#*")
    tab.locator(".mb-decision:target").wait_for()
    assert tab.locator(".mb-decision:target").count() == 1
    assert (visit.wrong, visit.asked) == ([], {"file"})


def test_light_and_dark_are_chosen_for_all_pages(stick: Path, visit: Visit) -> None:
    tab = visit.tab
    tab.goto((stick / "index.html").as_uri())
    before = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    while tab.locator("body").get_attribute("data-md-color-scheme") != "slate":
        tab.locator("[data-md-component=palette] label:visible").click()
    tab.goto((stick / "assemblies/kaniya-sor/index.html").as_uri())
    assert tab.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert visit.wrong == []


def test_lists_are_filtered(stick: Path, visit: Visit) -> None:
    tab = visit.tab
    tab.goto((stick / "proposals/index.html").as_uri())
    every = tab.locator("[data-item]:visible").count()
    tab.get_by_label("Kind").select_option("charter")
    assert 0 < tab.locator("[data-item]:visible").count() < every
    assert visit.wrong == []
