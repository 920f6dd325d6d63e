"""The search index: only a record's own words are in it, and it is published with the site or not at all."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest

from minutebook import indexing, searchfiles
from minutebook.pages import Site
from minutebook.pages.found import LABELS, choices
from minutebook.publish import MANIFEST, PublishError, publish
from minutebook.searchfiles import VERSION, StrangeFileError, search_files
from minutebook.shell.site import build_site

PAGE = '<!doctype html><html lang="en"><body><p>frame</p><p data-pagefind-body>wells</p></body></html>'
NAME = "assemblies/{}/assembly.md"
DAY = date(2026, 11, 24)
ROOT = Path(__file__).parents[1]

ENDS = ("entry.json", ".pf_meta", "en.pagefind", ".pf_fragment")
"""What the first result of a question needs one of each of, besides the scripts and the chunk of a word."""


def fragments(site: Path) -> list[dict[str, Any]]:
    """Everything that can be found, as Pagefind keeps it."""
    return [json.loads(unpacked(path.read_bytes())) for path in sorted((site / indexing.FOLDER).rglob("*.pf_fragment"))]


def unpacked(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(b"pagefind_dcd")


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
    found = [one for one in fragments(built) if one["url"].startswith("/assemblies/")]
    strange = {}
    for one in found:
        allowed = words(_own(ROOT, book, one["url"][1:])) | words(one["meta"].get("title") or one["meta"]["heading"]) | people
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
    assert {path.rpartition(".")[2] for path in listed if path.startswith("pagefind/")} == {
        "json",
        "pagefind",
        "pf_meta",
        "pf_index",
        "pf_fragment",
    }
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
        assert "mb-seek" not in page.read_text()
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
    languages = json.loads(one["pagefind/pagefind-entry.json"])["languages"]
    assert set(languages) == {"en", "fr"}
    for known in languages.values():
        folder = f"pagefind/{known['folder']}"
        meta = json.loads(unpacked(one[f"{folder}/meta.pf_meta"]))
        assert len(meta["pages"]) == known["pages"] == 300
        assert meta["filters"] == list("abcdef")
        for number, name in enumerate(meta["filters"]):
            label, values = cbor2.loads(unpacked(one[f"{folder}/{number}.pf_filter"]))
            assert label == name
            assert [value for value, _pages in values] == sorted(f"{name} {n}" for n in range(300))


@pytest.mark.parametrize(
    ("html", "apart"),
    [
        ("<p>l'eau</p>", "<p>l''\u200aeau</p>"),
        ("<p>L’eau d&#39;ici</p>", "<p>L’'\u200aeau d&#39;'\u200aici</p>"),
        ("<p>l’<em>eau</em></p>", "<p>l’'\u200a<em>eau</em></p>"),
        ("<p>the councils’ hall, 'so' 6'2 '</p><p>x</p>", "<p>the councils’ hall, 'so' 6'2 '</p><p>x</p>"),
        (
            '<data value="l&#39;eau" data-pagefind-meta="title[value]">',
            '<data value="l&#39;\'\u200aeau" data-pagefind-meta="title[value]">',
        ),
        (
            '<data value="l&#39;eau" data-pagefind-filter="council[value]">',
            '<data value="l&#39;eau" data-pagefind-filter="council[value]">',
        ),
    ],
)
def test_words_stand_apart_at_an_apostrophe(html: str, apart: str) -> None:
    assert indexing.words_apart(html) == apart


@pytest.fixture
def written(tmp_path: Path) -> dict[str, bytes]:
    """All that Pagefind writes of one page."""
    (tmp_path / "index.html").write_text(PAGE.replace("<p data", '<data value="M" data-pagefind-filter="kind[value]"></data><p data'))
    indexing._run(tmp_path, tmp_path / "out")
    return {path.relative_to(tmp_path / "out").as_posix(): path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}


def test_words_stand_in_chunks_in_order(written: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = (path for path in written if path.endswith(".pf_index"))
    others = [["é", [[0, [1], []]]]]
    words = [[word, [[0, [3, 4], []]], others] for word in ("wall", "wallet", "wells", "\U0001f33e", "\uff21", "a")]
    written[path] = gzip.compress(b"pagefind_dcd" + cbor2.dumps([words]))
    monkeypatch.setattr(searchfiles, "_CHUNK", 27)
    files = search_files(written)
    (meta,) = (json.loads(unpacked(data)) for path, data in files.items() if path.endswith(".pf_meta"))
    chunks = {int(Path(path).stem): cbor2.loads(unpacked(data))[0] for path, data in files.items() if path.endswith(".pf_index")}
    assert [[word[0] for word in chunks[number]] for number in range(len(chunks))] == [
        ["a", "wall"],
        ["wallet", "wells"],
        ["\U0001f33e", "\uff21"],
    ]
    assert meta["words"] == ["", "walle", "\U0001f33e"]
    assert sorted((word for chunk in chunks.values() for word in chunk), key=str) == sorted(words, key=str)


DAMAGES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "another version": ("entry.json", lambda entry: entry | {"version": "1.6.0"}),
    "no languages": ("entry.json", lambda entry: {"version": VERSION}),
    "a list of another version": (".pf_meta", lambda meta: ["1.6.0", *meta[1:]]),
    "a list with something more": (".pf_meta", lambda meta: [*meta, []]),
    "pages with something more": (".pf_meta", lambda meta: [meta[0], [[*page, 0] for page in meta[1]], *meta[2:]]),
    "pages without lengths": (".pf_meta", lambda meta: [meta[0], [[page, "2"] for page, _ in meta[1]], *meta[2:]]),
    "words without places": (".pf_index", lambda index: [[[word, [0], []] for word, _, _ in index[0]]]),
    "words in a table": (".pf_index", lambda index: {"words": index[0]}),
    "a filter without pages": (".pf_filter", lambda filter: [filter[0], [value for value, _ in filter[1]]]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_not_as_expected_is_not_published(damage: str, written: dict[str, bytes]) -> None:
    end, change = DAMAGES[damage]
    (path,) = (path for path in written if path.endswith(end))
    data = written[path]
    if end == "entry.json":
        written[path] = json.dumps(change(json.loads(data))).encode()
    else:
        written[path] = gzip.compress(b"pagefind_dcd" + cbor2.dumps(change(cbor2.loads(unpacked(data)))))
    with pytest.raises(StrangeFileError) as failed:
        search_files(written)
    assert failed.value.path == path


@pytest.mark.parametrize("end", [".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", "wasm.en.pagefind", "entry.json"])
def test_what_is_not_there_or_unreadable_is_not_published(end: str, written: dict[str, bytes]) -> None:
    (path,) = (path for path in written if path.endswith(end))
    broken = {} if end == ".pf_fragment" else {b"", b"no", gzip.compress(b"pagefind_dcd"), written[path][:30]}
    for files in ({other: data for other, data in written.items() if other != path}, *(written | {path: data} for data in broken)):
        with pytest.raises(StrangeFileError) as failed:
            search_files(files)
        assert failed.value.path == path


def test_another_pagefind_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searchfiles, "VERSION", "1.5.1")
    with pytest.raises(PublishError, match=r"pagefind-entry\.json is not as Pagefind .* writes it"):
        publish([("index.html", PAGE.encode())], tmp_path / "site", indexing.index)
    assert not (tmp_path / "site").exists()
    assert f"pagefind[bin]=={VERSION}" in (ROOT / "pyproject.toml").read_text()


def test_a_first_result_among_5000_records_costs_at_most_100_kb(tmp_path: Path) -> None:
    """Words as common as words are: the nth a nth as often as the first. One in a hundred may cost more, as `the` and `and` do."""
    chance = random.Random(1)
    words = sorted(
        {"".join(chance.choices("aeiourstlnmdk", k=chance.randrange(3, 10))) for _ in range(15_000)}, key=lambda _: chance.random()
    )
    often = list(accumulate(1 / place for place in range(1, len(words) + 1)))
    facts = "".join(
        f'<data value="{{}}" data-pagefind-{kind}[value]"></data>' for kind in ('meta="title', 'filter="assembly', 'filter="year')
    )
    for number in range(5_000):
        said = chance.choices(words, cum_weights=often, k=round(chance.lognormvariate(4, 0.8)) + 10)
        values = facts.format(" ".join(said[:5]), f"Assembly {number % 300}", 2000 + number % 25)
        (tmp_path / f"{number}.html").write_text(f'<html lang="en"><body>{values}<p data-pagefind-body>{" ".join(said)}</p></body></html>')
    files = dict(indexing.index(tmp_path))
    (meta,) = (json.loads(unpacked(data)) for path, data in files.items() if path.endswith(".pf_meta"))
    assert len(meta["pages"]) == 5_000
    assert len(meta["words"]) > 100
    kinds = {end: sorted(len(data) for path, data in files.items() if path.endswith(end)) for end in ENDS}
    chunks = {path: len(cbor2.loads(unpacked(data))[0]) for path, data in files.items() if path.endswith(".pf_index")}
    kinds["chunk"] = sorted(len(files[path]) for path, held in chunks.items() for _ in range(held))
    kinds["script"] = [sum(len(gzip.compress((ROOT / "theme/assets" / name).read_bytes(), 6)) for name in ("search.js", "seek.js"))]
    parts = {kind: sizes[len(sizes) * 99 // 100] for kind, sizes in kinds.items()}
    assert sum(parts.values()) <= 100_000, parts
