"""Addresses: the site map, what robots and browsers are told, former addresses, what a missing page looks through."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from minutebook.exports import sitemap
from minutebook.exports.moves import Moves, moves, with_copies
from minutebook.exports.opensearch import opensearch_files
from minutebook.exports.sitemap import Listed, sitemap_files
from minutebook.load import load
from minutebook.page import file_of
from minutebook.pages import Site
from minutebook.settings import Settings
from minutebook.shell.site import build_site
from minutebook.writing import PublishError
from test_links import Links

DAY = date(2026, 6, 4)
BOOK = "https://river.example/book/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
LANGUAGES = ("", "fr/", "ar/")
RECORDS = {
    "town/assembly.md": "name: Town <b>Hall</b>\nkind: commune\nformerly: [hamlet, village]",
    "council/assembly.md": "name: Council\nkind: council\nmembers: [town]",
    "council/proposals/water.md": "title: Water & <i>wells</i>\nto: council\nproposed: 2026-02-07\nformerly: [wells, council/proposals/springs]",
    "town/minutes/2026-03-02.md": "decisions: [{id: water, on: council/wells, outcome: adopted}]\nformerly: 2026-03-03",
    "town/mandates/spring.md": "delegates: Ada Hill\nto: council\nfor: {from: 2026-03-01, until: 2026-12-31}\n"
    "instructions: [{on: council/water, position: for}]",
}
CONFIG = f"""site_name: River Minutebook
site_url: {BOOK}
plugins: [minutebook: {{languages: [en, fr, ar]}}]
"""


def tree(records: Mapping[str, str]) -> dict[str, bytes | None]:
    return {f"assemblies/{path}": f"---\n{text}\n---\n".encode() for path, text in records.items()}


def write(root: Path, records: Mapping[str, str] = RECORDS, config: str = CONFIG) -> Path:
    for path, data in tree(records).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data or b"")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in three languages, served from a folder, with things that moved."""
    root = write(tmp_path_factory.mktemp("book"))
    (root / "content").mkdir()
    (root / "content" / "über uns.md").write_text("# About us\n", encoding="utf-8")
    out = root / "site"
    assert build_site(root, out, today=DAY).published
    return out


def page_at(folder: Path, url: str, start: str = BOOK) -> Path:
    """The file that a server answers with at a full address."""
    assert url.startswith(start), url
    return folder / file_of(unquote(urlsplit(url).path.removeprefix(urlsplit(start).path)))


def entries(path: Path) -> dict[str, ElementTree.Element]:
    """The entries of a site map by their address. Strict: what the XSD of sitemaps.org refuses fails here, by its order too."""
    raw = path.read_bytes()
    assert raw.startswith(b"<?xml")
    assert len(raw) < 50 * 1024 * 1024
    root = ElementTree.fromstring(raw)
    assert root.tag == f"{MAP}urlset"
    assert root.attrib == {}
    found = {}
    for one in root:
        assert one.tag == f"{MAP}url"
        tags = [part.tag for part in one]
        own = [tag for tag in tags if tag != LINK]
        assert own in ([f"{MAP}loc"], [f"{MAP}loc", f"{MAP}lastmod"])
        assert tags == [*own, *[LINK] * (len(tags) - len(own))]
        address = one.findtext(f"{MAP}loc") or ""
        assert re.fullmatch(r"https?://[!-~]{1,2000}", address)
        assert len(address) < 2048
        changed = one.findtext(f"{MAP}lastmod")
        assert changed is None or date.fromisoformat(changed)
        for link in one.iter(LINK):
            assert set(link.attrib) == {"rel", "hreflang", "href"}
            assert link.attrib["rel"] == "alternate"
        assert address not in found
        found[address] = one
    assert 0 < len(found) <= 50_000
    return found


def alternates(one: ElementTree.Element) -> dict[str, str]:
    return {link.attrib["hreflang"]: link.attrib["href"] for link in one.iter(LINK)}


def canonical(html: str) -> list[str]:
    return re.findall(r'<link rel="canonical" href="([^"]*)">', html)


def check_map(folder: Path, start: str) -> set[str]:
    """Every address of a map answers with a page that says the same of itself; every page that may be found is listed."""
    found = entries(folder / "sitemap.xml")
    files = set()
    for address, one in found.items():
        file = page_at(folder, address, start)
        html = file.read_text("utf-8")
        assert 'content="noindex"' not in html
        assert canonical(html) == [unquote(address)]
        named = alternates(one)
        told = dict(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', html))
        assert {tag: unquote(href) for tag, href in named.items()} == told
        assert address in named.values() or not named
        assert all(alternates(found[other]) == named for other in named.values())
        files.add(file)
    indexed = {one for one in folder.rglob("index.html") if 'content="noindex"' not in one.read_text("utf-8")}
    assert files == indexed
    return set(found)


def test_the_map_lists_every_page_that_may_be_found(site: Path) -> None:
    found = check_map(site, BOOK)
    assert f"{BOOK}ar/assemblies/council/proposals/water/" in found
    assert f"{BOOK}%C3%BCber%20uns/" in found
    assert not [one for one in found if "/as-of/" in one and re.search(r"as-of/\d", one)]
    assert not [one for one in found if "hamlet" in one or "404" in one]


def test_the_map_of_the_demonstration(built: Path) -> None:
    assert len(check_map(built, "https://sarrel.example/")) > 1000


def test_a_day_of_last_change_is_one_that_the_records_tell(site: Path, built: Path, book: Site) -> None:
    days = {address: one.findtext(f"{MAP}lastmod") for address, one in entries(site / "sitemap.xml").items()}
    assert {address for address, day in days.items() if day} == {f"{BOOK}{tree}assemblies/council/proposals/water/" for tree in LANGUAGES}
    assert {day for day in days.values() if day} == {"2026-03-02"}
    ours = {
        address.removeprefix("https://sarrel.example/"): one.findtext(f"{MAP}lastmod")
        for address, one in entries(built / "sitemap.xml").items()
    }
    for id, held in book.past.stretches.items():
        if "/" in id:
            assert ours[f"assemblies/{id}/"] == held[-1].first.isoformat()


def test_a_large_map_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 30)
    settings = Settings(as_of=DAY, site_url=BOOK, languages=("en", "fr"))
    found = {f"p{number:02}/": Listed(["en", "fr"]) for number in range(8)}
    files = dict(sitemap_files(found, settings))
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert index.tag == f"{MAP}sitemapindex"
    assert [one.tag for one in index] == [f"{MAP}sitemap"] * 3
    names = [(one.findtext(f"{MAP}loc") or "").removeprefix(BOOK) for one in index]
    assert set(files) == {"sitemap.xml", "robots.txt", *names}
    listed = []
    for name in names:
        root = ElementTree.fromstring(files[name])
        addresses = [one.findtext(f"{MAP}loc") or "" for one in root]
        assert len(addresses) + len(list(root.iter(LINK))) <= 30
        listed += addresses
    assert sorted(listed) == sorted(f"{BOOK}{tree}{path}" for path in found for tree in ("", "fr/"))


def test_robots_may_read_everything(site: Path) -> None:
    from urllib.robotparser import RobotFileParser

    robots = RobotFileParser()
    robots.parse((site / "robots.txt").read_text().splitlines())
    assert robots.can_fetch("Anybot", f"{BOOK}assemblies/town/")
    assert robots.site_maps() == [f"{BOOK}sitemap.xml"]


def test_a_book_without_an_address_promises_none(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build_site(write(tmp_path, config="site_name: River\n"), out, today=DAY)
    assert (out / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    assert not (out / "sitemap.xml").exists()
    assert not (out / "opensearch.xml").exists()
    html = (out / "index.html").read_text("utf-8")
    assert canonical(html) == []
    assert 'rel="search"' not in html


def test_what_a_book_brings_itself_is_kept(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    build_site(write(tmp_path), tmp_path / "site", today=DAY)
    assert (tmp_path / "site" / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_browsers_learn_how_to_search(site: Path) -> None:
    for tree_, language in zip(LANGUAGES, ("en", "fr", "ar"), strict=True):
        root = ElementTree.parse(site / tree_ / "opensearch.xml").getroot()
        assert root.tag == f"{SEARCH}OpenSearchDescription"
        told = {one.tag.removeprefix(SEARCH): one for one in root}
        assert len(told) == len(root)
        assert 0 < len(told["ShortName"].text or "") <= 16
        assert 0 < len(told["LongName"].text or "") <= 48
        assert 0 < len(told["Description"].text or "") <= 1024
        assert told["Language"].text == language
        assert told["Url"].attrib == {"type": "text/html", "template": f"{BOOK}{tree_}search/?q={{searchTerms}}"}
        assert page_at(site, told["Url"].attrib["template"]).is_file()
        for path in ("", "assemblies/town/", "assemblies/council/proposals/water/"):
            html = (site / tree_ / file_of(path)).read_text("utf-8")
            (way,) = re.findall(r'<link rel="search" type="application/opensearchdescription\+xml" href="([^"]*)"', html)
            assert urljoin(BOOK + tree_ + path, way) == f"{BOOK}{tree_}opensearch.xml"
    assert '<link rel="search" type="application/opensearchdescription+xml" href="/book/opensearch.xml"' in (site / "404.html").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [("River", "River"), ("River Minutebook", "River Minutebook"), ("The River Minutebook", "The River"), ("X" * 40, "X" * 16)],
)
def test_a_short_name_is_made_of_whole_words(name: str, short: str) -> None:
    (data,) = dict(opensearch_files(Settings(as_of=DAY, site_name=name, site_url=BOOK))).values()
    assert ElementTree.fromstring(data).findtext(f"{SEARCH}ShortName") == short


MOVED = {
    "assemblies/hamlet/": "assemblies/town/",
    "assemblies/village/": "assemblies/town/",
    "assemblies/hamlet/minutes/": "assemblies/town/minutes/",
    "assemblies/hamlet/minutes/2026-03-02/": "assemblies/town/minutes/2026-03-02/",
    "assemblies/town/minutes/2026-03-03/": "assemblies/town/minutes/2026-03-02/",
    "assemblies/hamlet/minutes/2026-03-03/": "assemblies/town/minutes/2026-03-02/",
    "assemblies/hamlet/mandates/spring/": "assemblies/town/mandates/spring/",
    "assemblies/hamlet/delegates/ada-hill/": "assemblies/town/delegates/ada-hill/",
    "assemblies/hamlet/as-of/": "assemblies/town/as-of/",
    "assemblies/council/proposals/wells/": "assemblies/council/proposals/water/",
    "assemblies/council/proposals/springs/as-of/2026-03-02/": "assemblies/council/proposals/water/as-of/2026-03-02/",
}


@pytest.mark.parametrize("former", MOVED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_former_address_leads_on(former: str, language: str, site: Path) -> None:
    here = f"{BOOK}{language}{former}"
    html = page_at(site, here).read_text("utf-8")
    now = f"{BOOK}{language}{MOVED[former]}"
    (refresh,) = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]*)">', html)
    assert urljoin(here, refresh) == now
    assert page_at(site, now).is_file()
    assert canonical(html) == [now]
    assert '<meta name="robots" content="noindex">' in html
    (link,) = re.findall(r'<a href="([^"]*)" data-moved>', html)
    assert urljoin(here, link) == now
    assert '<link rel="alternate"' not in html
    assert "<b>Hall" not in html
    assert "<i>wells" not in html


def test_everything_below_a_renamed_assembly_is_led_on_and_every_link_answers(site: Path) -> None:
    for language in LANGUAGES:
        now = {one.relative_to(site / language / "assemblies/town") for one in (site / language / "assemblies/town").rglob("index.html")}
        for former in ("hamlet", "village"):
            assert {
                one.relative_to(site / language / "assemblies" / former)
                for one in (site / language / "assemblies" / former).rglob("index.html")
            } == now
    for file in (site / "assemblies/hamlet").rglob("index.html"):
        here = BOOK + file.relative_to(site).as_posix()
        for link in Links(file.read_text("utf-8")).leads:
            target = urljoin(here, link)
            if target.startswith(BOOK) and target != here:
                assert page_at(site, target.partition("#")[0]).is_file(), (here, link)


def test_former_addresses_work_on_a_disk_too(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build_site(write(tmp_path), out, today=DAY, offline=True)
    html = (out / "fr/assemblies/hamlet/index.html").read_text("utf-8")
    assert 'content="0; url=../town/index.html"' in html
    assert 'rel="search"' not in html
    assert not {"robots.txt", "sitemap.xml", "opensearch.xml", "_redirects", "addresses.json", "404.html"} & {
        one.name for one in out.iterdir()
    }


def test_servers_that_can_are_told_where_to_lead(site: Path) -> None:
    rules = [line.split(" ") for line in (site / "_redirects").read_text().splitlines()]
    assert all(rule[2:] == ["301"] for rule in rules)

    def led(path: str) -> str:
        """As the first rule that fits says; `*` stands for anything, `:splat` for what it stood for."""
        for start, end, _code in rules:
            if path.startswith(start.removesuffix("*")):
                return end.replace(":splat", path.removeprefix(start.removesuffix("*")))
        return ""

    for former, now in MOVED.items():
        for language in LANGUAGES:
            assert led(f"/book/{language}{former}") == f"/book/{language}{now}"
    for page in site.rglob("index.html"):
        path = f"/book/{page.relative_to(site).as_posix()}"
        assert not led(path) or 'http-equiv="refresh"' in page.read_text("utf-8")


def test_files_that_are_no_pages_stand_at_former_addresses_too() -> None:
    moved = Moves({"assemblies/hamlet/": "assemblies/town/"})
    settings = Settings(as_of=DAY, languages=("en", "fr"))
    files = [
        (path, b"x") for path in ("assemblies/town/index.html", "assemblies/town/feed.xml", "fr/assemblies/town/embed.html", "data/a.csv")
    ]
    assert [path for path, _data in with_copies(files, moved, settings)] == [
        "assemblies/town/index.html", "assemblies/town/feed.xml", "assemblies/hamlet/feed.xml", "fr/assemblies/town/embed.html",
        "fr/assemblies/hamlet/embed.html", "data/a.csv",
    ]  # fmt: skip


def test_what_a_record_says_counts_before_what_follows_from_its_assembly() -> None:
    records = RECORDS | {"town/mandates/autumn.md": RECORDS["town/mandates/spring.md"] + "\nformerly: hamlet/mandates/spring"}
    moved = moves(load(tree(records)))
    assert list(moved.formers("assemblies/town/mandates/autumn/")) == [
        "assemblies/hamlet/mandates/autumn/", "assemblies/hamlet/mandates/spring/", "assemblies/village/mandates/autumn/",
    ]  # fmt: skip
    assert list(moved.formers("assemblies/town/mandates/spring/")) == ["assemblies/village/mandates/spring/"]


@pytest.mark.parametrize(
    "former", ["../../evil", "Upper Town", "town/as-of/2026-01-01", "town/delegates/ada-hill", "a/b", "a/b/c/d", "x/minutes/.."]
)
def test_what_no_record_could_have_been_called_was_no_address(former: str, tmp_path: Path) -> None:
    records = RECORDS | {"town/assembly.md": f"name: Town\nkind: commune\nformerly: '{former}'"}
    assert all("/council/proposals/" in one or "/town/minutes/" in one for one in moves(load(tree(records))).now)
    assert build_site(write(tmp_path, records), tmp_path / "site", today=DAY).published
    assert not (tmp_path / "site" / "assemblies" / former).joinpath("index.html").is_file() or former in (
        "town/as-of/2026-01-01",
        "town/delegates/ada-hill",
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("town/assembly.md", "name: Town\nkind: commune\nformerly: council"),
        ("council/proposals/mill.md", "title: Mill\nto: council\nproposed: 2026-02-07\nformerly: water"),
    ],
)
def test_an_address_in_use_is_no_former_one(path: str, text: str, tmp_path: Path) -> None:
    """It is told as a problem; the page that stands there stays."""
    out = tmp_path / "site"
    result = build_site(write(tmp_path, RECORDS | {path: text}), out, today=DAY)
    assert [one.code for one in result.problems if one.code == "formerly-collision"] == ["formerly-collision"]
    assert result.published
    for address in ("assemblies/council/", "assemblies/council/proposals/water/"):
        assert "data-moved" not in (out / address / "index.html").read_text("utf-8")


def test_no_file_is_ever_written_over(tmp_path: Path) -> None:
    """Were a page to stand at a former address all the same, nothing would be published."""
    (tmp_path / "content" / "assemblies" / "hamlet").mkdir(parents=True)
    (tmp_path / "content" / "assemblies" / "hamlet" / "index.html").write_text("Here already\n")
    with pytest.raises(PublishError, match=re.escape("assemblies/hamlet/index.html is written twice")):
        build_site(write(tmp_path), tmp_path / "site", today=DAY)


def test_the_missing_page_looks_through_every_record(site: Path, built: Path, book: Site) -> None:
    rows = json.loads((site / "addresses.json").read_text("utf-8"))
    assert ["assemblies/town/", "Town <b>Hall</b>", ""] in rows
    rows = json.loads((built / "addresses.json").read_text("utf-8"))
    known = book.state.confederation
    records = (known.assemblies, known.proposals, known.mandates, known.minutes, known.notices, known.reports)
    assert [row[0] for row in rows] == sorted(f"assemblies/{id}/" for kind in records for id in kind)
    assert all((built / row[0] / "index.html").is_file() for row in rows)


def test_the_missing_page_speaks_every_language_from_the_root(site: Path) -> None:
    html = (site / "404.html").read_text("utf-8")
    assert '<script src="/book/assets/notfound.js" defer></script>' in html
    assert (site / "assets/notfound.js").is_file()
    article = html[html.index("<article") : html.index("</article>")]
    assert re.findall(r'<form [^>]*action="([^"]*)"', article) == [f"/book/{language}search/" for language in LANGUAGES]
    assert re.findall(r'<div lang="([^"]*)" dir="([^"]*)" data-body>', article) == [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")]
    for way in re.findall(r'href="([^"]*)"', article):
        assert page_at(site, urljoin(BOOK, way)).is_file()


@pytest.mark.parametrize("language", ["", ".fr", ".ar", ".kmr"])
def test_how_to_quote_is_told_in_every_language(language: str) -> None:
    content = Path(__file__).parents[1] / "content" / "about"
    text = (content / f"quoting{language}.md").read_text("utf-8")
    original = (content / "quoting.md").read_text("utf-8")
    for shape in (r"^#+ ", r"^\| ", r"^- ", r"^\*\*", r"\]\([^)]*\)", r"\{mark [a-z-]+\}"):
        found, wanted = (re.findall(shape, one, re.MULTILINE) for one in (text, original))
        assert sorted(found) == sorted(wanted), shape
    assert "](quoting.md)" in (content / f"index{language}.md").read_text("utf-8")


def test_pages_lead_to_how_to_quote_them(built: Path) -> None:
    path = "assemblies/sarrel-council/proposals/water-in-common/"
    for language in ("", "fr/", "ar/", "kmr/"):
        here = f"https://sarrel.example/{language}{path}"
        html = (built / language / path / "index.html").read_text("utf-8")
        assert f"https://sarrel.example/{language}about/quoting/" in {urljoin(here, link) for link in Links(html).leads}
