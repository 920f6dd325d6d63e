"""The search index: only a record's own words are in it, and it is published with the site or not at all."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest

from minutebook import indexing, searchfiles, searchpieces
from minutebook.catalogues import catalogue
from minutebook.pages import Site
from minutebook.pages.found import LABELS, choices
from minutebook.publish import MANIFEST, publish
from minutebook.searchfiles import search_files
from minutebook.searchpages import heart, words_apart
from minutebook.searchpieces import VERSION, StrangeFileError, engine_of, piece_of
from minutebook.shell.site import build_site
from minutebook.shell.store import Store
from minutebook.speech import speaking
from minutebook.writing import PublishError

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
    assert publish([("a/index.html", PAGE.encode())], out, lambda new: indexing.index(new.folder)) > 5
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
        publish([("index.html", PAGE.encode())], out, lambda new: indexing.index(new.folder))
    assert "pagefind[bin]" in failed.value.help
    assert (out / "index.html").read_bytes() == b"old"
    assert not (out / "pagefind").exists()
    assert {path.name for path in tmp_path.iterdir()} <= {"site", "pagefind"}


def test_what_failed_is_told_in_the_language_that_is_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text(PAGE)
    monkeypatch.setattr(indexing, "get_executable", lambda: None)
    with speaking("fr", catalogue("fr")), pytest.raises(PublishError, match="l’index de recherche") as failed:
        list(indexing.index(tmp_path))
    assert catalogue("fr").gettext("there is no Pagefind") in failed.value.message


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
    assert words_apart(html) == apart


@pytest.fixture
def written() -> dict[str, bytes]:
    """All that Pagefind writes of one page."""
    page = PAGE.replace("<p data", '<data value="M" data-pagefind-filter="kind[value]"></data><p data')
    return indexing._run([("index.html", page)])


def test_words_stand_in_chunks_in_order(written: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = (path for path in written if path.endswith(".pf_index"))
    others = [["é", [[0, [1], []]]]]
    words = [[word, [[0, [3, 4], []]], others] for word in ("wall", "wallet", "wells", "\U0001f33e", "\uff21", "a")]
    written[path] = gzip.compress(b"pagefind_dcd" + cbor2.dumps([words]))
    monkeypatch.setattr(searchfiles, "_CHUNK", 52)
    files = search_files([piece_of(written)], defaultdict(bytes))
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
        piece_of(written)
    assert failed.value.path == path


@pytest.mark.parametrize("end", [".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", "wasm.en.pagefind", "entry.json"])
def test_what_is_not_there_or_unreadable_is_not_published(end: str, written: dict[str, bytes]) -> None:
    (path,) = (path for path in written if path.endswith(end))
    broken = {b"", b"no", gzip.compress(b"pagefind_dcd"), written[path][:30]}
    for files in ({other: data for other, data in written.items() if other != path}, *(written | {path: data} for data in broken)):
        with pytest.raises(StrangeFileError) as failed:
            piece_of(files), engine_of(files, "en")
        assert failed.value.path == path


def test_another_pagefind_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searchpieces, "VERSION", "1.5.1")
    with pytest.raises(PublishError, match=r"pagefind-entry\.json is not as Pagefind .* writes it"):
        publish([("index.html", PAGE.encode())], tmp_path / "site", lambda new: indexing.index(new.folder))
    assert not (tmp_path / "site").exists()
    assert f"pagefind[bin]=={VERSION}" in (ROOT / "pyproject.toml").read_text()


class Kept(dict[str, bytes]):
    """Pieces kept in memory."""

    def put(self, key: str, data: bytes) -> None:
        self[key] = data


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The pages that Pagefind is given, each time it runs for a piece."""
    seen: list[list[str]] = []
    run = indexing._run

    def counted(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
        given = list(pages)
        if given[0][1] != f'<html lang="{given[0][1][12:14]}"><body>{given[0][1][12:14]}</body></html>':  # where only its engine is wanted
            seen.append([path for path, _ in given])
        return run(given)

    monkeypatch.setattr(indexing, "_run", counted)
    return seen


def _two_languages(folder: Path) -> list[str]:
    """A site of 60 pages on which words are written in two ways, and of which some tell more than others; gives their paths."""
    chance = random.Random(3)
    paths = []
    for number in range(60):
        lang = ("en", "fr")[number % 3 == 0]
        told = (
            f'<data value="Wells of l&#39;été {number}" data-pagefind-meta="{chance.choice(("title", "heading", "lead"))}[value]"></data>'
        )
        told += f'<data value="{number % 7}" data-pagefind-filter="{chance.choice("ab")}[value]"></data>' * (number % 4)
        said = " ".join(chance.choices(["wells", "été", "ete", "l'eau", "Mühle", "muhle", "the", "don’t"], k=40))
        path = f"{lang}/{number}/index.html" if number % 5 else f"{lang}-{number}.html"
        page = f'<html lang="{lang}"><title>no</title><body>frame<main>{told}<p data-pagefind-body>own{number} {said}</p></main>frame</body></html>'
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(page, "utf-8")
        paths.append(path)
    return paths


def test_how_pages_are_divided_is_not_to_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: list[list[str]]) -> None:
    paths = _two_languages(tmp_path)
    found, pieces = [], []
    for size in (1, 9, 60):
        monkeypatch.setattr(indexing, "PIECE", size)
        found.append(dict(indexing.index(tmp_path)))
        pieces.append(len(runs))
        assert sorted(path for given in runs for path in given) == sorted(paths)
        runs.clear()
    (tmp_path / "frame.html").write_text("<html lang='en'><main>frame</main></html>")
    assert found[0] == found[1] == found[2] == dict(indexing.index(tmp_path))
    assert pieces[0] > 30 > pieces[1] > 5 > pieces[2] == 1


def test_a_word_is_found_where_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`own7` on one page only, and `Wells` in whatever is told of a page: its title, its heading, or its lead."""
    _two_languages(tmp_path)
    monkeypatch.setattr(indexing, "PIECE", 9)
    files = dict(indexing.index(tmp_path))
    owned, told = {}, {}
    pages: dict[str, Any] = {}
    for known in json.loads(files["pagefind/pagefind-entry.json"])["languages"].values():
        folder = f"pagefind/{known['folder']}"
        shown = [json.loads(unpacked(files[f"{folder}/{number}.pf_fragment"])) for number in range(known["pages"])]
        pages |= {page["url"]: page for page in shown}
        meta = json.loads(unpacked(files[f"{folder}/meta.pf_meta"]))
        assert meta["pages"] == [page["word_count"] for page in shown]
        chunks = [data for path, data in files.items() if path.startswith(folder) and path.endswith(".pf_index")]
        for word, found, _others in (word for data in chunks for word in cbor2.loads(unpacked(data))[0]):
            urls = [shown[number]["url"] for number in accumulate(further for further, _, _ in found)]
            if word.startswith("own"):
                owned[word] = urls
            if word.startswith("wel"):
                fields = [{meta["fields"][-1 - place] for place in places if place < 0} for _, _, places in found]
                told |= dict(zip(urls, fields, strict=True))
    assert owned == {page["content"].split()[0]: [url] for url, page in pages.items()}
    assert told == {url: {name for name, value in page["meta"].items() if value.startswith("Wells")} for url, page in pages.items()}
    assert {name for names in told.values() for name in names} == {"title", "heading", "lead"}


def test_what_was_kept_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: list[list[str]]) -> None:
    monkeypatch.setattr(indexing, "PIECE", 9)
    paths, kept = _two_languages(tmp_path / "site"), Kept()
    made = dict(indexing.index(tmp_path / "site"))
    assert dict(indexing.index(tmp_path / "site", kept)) == made
    runs.clear()
    with monkeypatch.context() as without:
        without.setattr(indexing, "get_executable", lambda: None)
        indexing._new_engine.cache_clear()
        assert dict(indexing.index(tmp_path / "site", kept)) == made
    page = tmp_path / "site" / min(paths)
    page.write_text(page.read_text("utf-8").replace("own", "wholly new own"), "utf-8")
    changed = dict(indexing.index(tmp_path / "site", kept))
    assert [min(paths) in given for given in runs] == [True]
    assert changed == dict(indexing.index(tmp_path / "site")) != made


def test_pieces_of_another_format_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: list[list[str]]) -> None:
    kept = Kept()
    _two_languages(tmp_path)
    for name in ("FORMAT", "VERSION"):
        dict(indexing.index(tmp_path, kept))
        monkeypatch.setattr(indexing, name, "of another time")
        dict(indexing.index(tmp_path, kept))
    assert len(runs) == 3


def _resummed(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + body).digest() + body


SPOILS: dict[str, Callable[[str, bytes], bytes]] = {
    "nothing": lambda key, data: b"",
    "a beginning": lambda key, data: data[:20],
    "cut": lambda key, data: data[:-1],
    "longer": lambda key, data: data + b"\0",
    "a bit of the sum": lambda key, data: bytes([data[0] ^ 1]) + data[1:],
    "a bit of the middle": lambda key, data: data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 16]) + data[len(data) // 2 + 1 :],
    "a bit of the end": lambda key, data: data[:-1] + bytes([data[-1] ^ 128]),
    "no CBOR": lambda key, data: b"<!doctype html>" * 9,
    "what belongs to another": lambda key, data: _resummed("0" * 64, data[32:]),
    "another list": lambda key, data: _resummed(key, cbor2.dumps([1, [2], "3"])),
    "another table": lambda key, data: _resummed(key, cbor2.dumps({"en": [1]})),
    "another page": lambda key, data: _resummed(key, cbor2.dumps({"en": ["en", [], [[1]], [], []]})),
    "no whole CBOR": lambda key, data: _resummed(key, b"\xa1\x62en\x85"),
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_what_was_not_kept_well_is_made_anew(spoil: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: list[list[str]]) -> None:
    monkeypatch.setattr(indexing, "PIECE", 30)
    site, kept = tmp_path / "site", Store(tmp_path / "kept")
    _two_languages(site)
    made = dict(indexing.index(site, kept))
    whole = {path: path.read_bytes() for path in (tmp_path / "kept/values").rglob("*") if path.is_file()}
    assert len(whole) == len(runs) + 2  # pieces, and two engines
    for path, data in whole.items():
        path.write_bytes(SPOILS[spoil](path.name, data))
        assert path.read_bytes() != data
    assert dict(indexing.index(site, kept)) == made
    assert {path: path.read_bytes() for path in whole} == whole


def test_pages_of_the_demonstration_in_one_piece_give_what_they_give_in_many(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = {
        f"pagefind/{path.relative_to(built / 'pagefind')}": path.read_bytes() for path in (built / "pagefind").rglob("*") if path.is_file()
    }
    monkeypatch.setattr(indexing, "PIECE", 10**9)
    assert dict(indexing.index(built)) == there


@pytest.mark.parametrize(
    ("page", "read"),
    [
        (
            '<!doctype html><html lang="fr"><p>f</p><main a="b"><p data-pagefind-body>w</p></main><p>f</p></html>',
            '<html lang="fr"><main a="b"><p data-pagefind-body>w</p></main></html>',
        ),
        ("<html><main>f</main><p data-pagefind-body>w</p></html>", None),
        ("<html><p data-pagefind-body>w</p><main>f</main></html>", None),
        ('<html><data value="t" data-pagefind-meta="title[value]"></data><main><p data-pagefind-body>w</p></main></html>', None),
        ("<html><p data-pagefind-body>w</p></html>", None),
        ("<main><p data-pagefind-body>w</p></main>", None),
    ],
)
def test_of_a_page_only_what_is_within_its_frame_is_read(page: str, read: str | None) -> None:
    assert heart(page.encode()).decode() == (page if read is None else read)


def test_a_site_without_a_word_has_no_index(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE.replace("wells", ""))
    assert dict(indexing.index(tmp_path)) == {}


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
