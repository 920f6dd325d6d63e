"""The search index: only a record's own words are in it, and it is published with the site or not at all."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from minutebook import indexing
from minutebook.pages import Site
from minutebook.pages.found import LABELS, choices
from minutebook.publish import MANIFEST, PublishError, publish
from minutebook.shell.site import build_site
from minutebook.steady import steady

PAGE = '<!doctype html><html lang="en"><body><p>frame</p><p data-pagefind-body>wells</p></body></html>'
NAME = "assemblies/{}/assembly.md"
DAY = date(2026, 11, 24)


def fragments(site: Path) -> list[dict[str, Any]]:
    """Everything that can be found, as Pagefind keeps it."""
    files = sorted((site / indexing.FOLDER / "fragment").iterdir())
    return [json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in files]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))


def _own(root: Path, book: Site, path: str) -> str:
    """What a record's files say, those of its translations and its assembly (its name, its people's names) too."""
    id = path.removeprefix("assemblies/").rstrip("/")
    folder = root / "assemblies"
    home = id.partition("/")[0]
    files = [*folder.glob(f"{id}.*"), *folder.glob(f"{home}/assembly*.md")]
    return " ".join(file.read_text("utf-8", errors="replace") for file in files)


def test_only_the_words_of_the_record_are_searched(built: Path, book: Site) -> None:
    people = words(" ".join(name for record in book.state.confederation.assemblies.values() for _, name in record.people))
    people |= words(" ".join(name for known in book.delegates.values() for name in known))  # minutes may write initials
    root = Path(__file__).parents[1]
    found = [one for one in fragments(built) if one["url"].startswith("/assemblies/")]
    strange = {}
    for one in found:
        allowed = words(_own(root, book, one["url"][1:])) | words(one["meta"].get("title") or one["meta"]["heading"]) | people
        allowed |= words(" ".join(book.named(id)[0] for id in book.state.confederation.assemblies))  # who said it
        if more := words(one["content"]) - allowed:
            strange[one["url"]] = more
    assert len(found) > 400
    assert strange == {}


def test_every_record_is_found_once_in_each_language_and_nothing_else(built: Path, book: Site) -> None:
    records = book.state.confederation
    expected = sum(len(kind) for kind in (records.minutes, records.notices, records.reports, records.assemblies))
    expected += len(book.state.proposals) + len(book.state.mandates) + sum(map(len, book.delegates.values()))
    urls = [one["url"] for one in fragments(built)]
    assert len(urls) == len(set(urls))
    for tree in ("", "fr/", "ar/", "kmr/"):
        there = [url for url in urls if url.startswith(f"/{tree}assemblies/")]
        assert len(there) == expected
        assert not [url for url in there if "/as-of/" in url]
    assert {url for url in urls if "/assemblies/" not in url} >= {"/about/reading/", "/ar/about/reading/"}


def test_filters_hold_what_readers_see(built: Path, book: Site) -> None:
    offered = {name: set(values) for name, _label, values in choices(book)}
    assert set(offered) == set(LABELS)
    found: dict[str, set[str]] = {name: set() for name in LABELS}
    for one in fragments(built):
        if not re.match(r"/(fr|ar|kmr)/", one["url"]):
            for name, values in one["filters"].items():
                found[name] |= set(values)
    assert found == offered


def test_what_has_names_says_them_all_and_what_has_none_no_title(built: Path) -> None:
    metas = {one["url"]: one["meta"] for one in fragments(built)}
    council, ours = metas["/fr/assemblies/sarrel-council/"], metas["/assemblies/bab-al-ma/"]
    assert (council["title"], set(council["names"].split(" · "))) == (
        "Conseil du Sarrel",
        {"Sarrel Council", "مجلس السارل", "Meclisa Sarrelê"},
    )
    assert (ours["title"], ours["names"]) == ("Bab al-Ma", "باب الماء")
    assert "Charte de la Confédération du Sarrel" in metas["/ar/assemblies/sarrel-council/proposals/charter/"]["names"]
    for url, meta in metas.items():
        assert bool(meta["title"]) != bool(meta.get("heading")), url


def test_what_is_made_from_the_whole_is_published_with_it(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert publish([("a/index.html", PAGE.encode())], out, indexing.index) > 5
    listed = {line[66:] for line in (out / MANIFEST).read_text().splitlines()}
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == listed | {MANIFEST}
    assert "pagefind/pagefind.js" in listed
    assert not [path for path in listed if "ui" in path]
    assert [one["content"] for one in fragments(out)] == ["wells."]


@pytest.mark.parametrize(
    ("programme", "told"),
    [
        ("", "there is no Pagefind"),
        ("#!/bin/sh\necho the disk is full >&2; exit 3\n", "the disk is full"),
        ("#!/bin/sh\nexit 3\n", "Pagefind ended with 3"),
        ("not a programme", "Exec format error"),
    ],
)
def test_without_an_index_nothing_is_published(programme: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    publish([("index.html", b"old")], out)
    file = tmp_path / "pagefind"
    if programme:
        file.write_text(programme)
        file.chmod(0o755)
    monkeypatch.setattr(indexing, "get_executable", lambda: file if programme else None)
    with pytest.raises(PublishError, match=told) as failed:
        publish([("index.html", PAGE.encode())], out, indexing.index)
    assert "pagefind[bin]" in failed.value.help
    assert (out / "index.html").read_bytes() == b"old"
    assert not (out / "pagefind").exists()
    assert {path.name for path in tmp_path.iterdir()} <= {"site", "pagefind"}


def _book(root: Path) -> Path:
    for path, text in {
        NAME.format("north"): "---\nname: North\n---\n", NAME.format("river"): "---\nname: River Council\nkind: council\nmembers: [north]\n---\n",
        "assemblies/north/minutes/2026-01-05.md": "The <b>wells</b> & the mill.\n",
    }.items():  # fmt: skip
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def test_a_site_on_a_disk_has_no_search_and_no_marks_for_it(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build_site(_book(tmp_path / "book"), out, today=DAY, offline=True)
    assert not (out / "pagefind").exists()
    for page in out.rglob("*.html"):
        assert "data-pagefind" not in page.read_text()
    assert "data-search" not in (out / "search/index.html").read_text()
    assert "From A to Z" in (out / "search/index.html").read_text()
    assert ">A to Z</a>" in (out / "index.html").read_text()


def test_a_site_on_a_server_says_where_one_searches_and_what_that_needs(built: Path) -> None:
    page = (built / "search/index.html").read_text()
    assert re.search(r'<a href="[^"]*" class="md-tabs__link" aria-current="true">Search</a>', page)
    assert "<noscript><p>Searching needs JavaScript" in page
    assert ">A to Z</a>" not in page


def test_the_same_pages_give_the_same_index(tmp_path: Path) -> None:
    """Many values and filters in two languages: what Pagefind orders by chance."""
    filters = "".join(f'<data value="{name} {{0}}" data-pagefind-filter="{name}[value]"></data>' for name in "abcdef")
    page = '<!doctype html><html lang="{1}"><body><p data-pagefind-body>wells {0}</p>' + filters + "</body></html>"
    pages = [(f"{lang}/{n}/index.html", page.format(n, lang).encode()) for lang in ("en", "fr") for n in range(300)]
    publish(pages, tmp_path / "pages")
    one, other = (dict(indexing.index(tmp_path / "pages")) for _ in range(2))
    assert one == other
    assert len([path for path in one if path.endswith(".pf_filter")]) == 12
    for path, data in one.items():
        if path.endswith(".pf_meta"):
            there = gzip.decompress(data)
            named = [name for name in one if name.endswith(".pf_filter") and Path(name).stem.encode() in there]
            assert len(named) == 6
    assert len(re.findall(r'"hash":"((?:en|fr)_[0-9a-f]+)"', one["pagefind/pagefind-entry.json"].decode())) == 2
    for name in re.findall(r'"hash":"([^"]+)"', one["pagefind/pagefind-entry.json"].decode()):
        assert f"pagefind/pagefind.{name}.pf_meta" in one


def test_what_is_not_as_expected_is_left_as_it_is() -> None:
    strange = {"filter/en_0a.pf_filter": gzip.compress(b"something else"), "pagefind-entry.json": b"{}"}
    assert steady(strange) == strange
