"""The book as a whole: database, data package, Popolo, archive. What they say is what the tables and the pages say."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from minutebook.exports import export_files
from minutebook.exports.keys import foreign_keys
from minutebook.exports.listed import WHOLE
from minutebook.exports.queries import QUERIES
from minutebook.exports.schema import SCHEMA
from minutebook.exports.tables import TABLES
from minutebook.load import load
from minutebook.pages import Site
from minutebook.pages.data import data, size_words
from minutebook.pages.described import element
from minutebook.settings import Settings
from minutebook.state import State, reckon

DAY = date(2026, 6, 4)
GUIDE = Path(__file__).parents[1] / "content" / "guide" / "data.md"
POPOLO = Path("/work/shared/data/standards/popolo/schemas")

WORDS = {"Ratified, provisional": "ratified", "Adopted": "ratified", "Sent back with amendments": "amended"}
"""What pages say otherwise than the tables: a status that is provisional, an assembly's own proposal to itself, and one in more words."""


@pytest.fixture(scope="module")
def files(book: Site) -> dict[str, bytes]:
    """The data files of the demonstration."""
    return export_files(book.state, book.settings)


@pytest.fixture(scope="module")
def base(files: dict[str, bytes]) -> Iterator[sqlite3.Connection]:
    """Its database."""
    with closing(opened(files["data/minutebook.sqlite"])) as connection:
        yield connection


def opened(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    connection.row_factory = sqlite3.Row
    return connection


def state(**others: str) -> State:
    found = {
        "assemblies/council/assembly.md": "name: Council\nkind: council\nmembers: [north]",
        "assemblies/north/assembly.md": "name: '=1+1'\nkind: commune",
        "assemblies/council/proposals/water.md": "title: '<b>=cmd</b>'\nto: council\nproposed: 2026-01-10",
        "assemblies/north/minutes/2026-02-01.md": "decisions: [{id: w, on: council/water, outcome: adopted, votes: {for: 9, against: 1}}]",
        **others,
    }
    return reckon(load({path: f"---\n{text}\n---\n".encode() for path, text in found.items()}), DAY)


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


# ---------------------------------------------------------------------- the same everywhere


def test_the_database_csv_json_and_the_pages_agree_on_every_status(files: dict[str, bytes], base: sqlite3.Connection, built: Path) -> None:
    in_json = {(row["proposal"], row["assembly"]): row["status"] for row in json.loads(files["data/ratifications.json"])}
    in_csv = {(row["proposal"], row["assembly"]): row["status"] for row in csv_rows(files["data/ratifications.csv"])}
    in_base = {tuple(row)[:2]: row["status"] for row in base.execute('SELECT "proposal", "assembly", "status" FROM "ratifications"')}
    on_pages: dict[tuple[str, str], str] = {}
    for proposal in {proposal for proposal, _ in in_json}:
        html = (built / "assemblies" / proposal / "index.html").read_text(encoding="utf-8")
        for assembly in (assembly for one, assembly in in_json if one == proposal):
            row = re.search(rf'<tr id="{assembly}"[^>]*>.*?<span class="mb-st"[^>]*>.*?</svg>(.*?)</span>.*?</tr>', html, re.DOTALL)
            assert row, (proposal, assembly)
            on_pages[proposal, assembly] = WORDS.get(unescape(row[1]), unescape(row[1]).lower())
    assert len(in_json) > 400
    assert in_json == in_csv == in_base
    assert on_pages == in_json


def statuses(files: dict[str, bytes], base: sqlite3.Connection, table: str, column: str) -> dict[str, str]:
    """What CSV, JSON and the database say of each row of a table in one column; they say the same."""
    in_json = {row["id"]: row[column] for row in json.loads(files[f"data/{table}.json"])}
    assert in_json == {row["id"]: row[column] for row in csv_rows(files[f"data/{table}.csv"])}
    assert in_json == dict(tuple(row) for row in base.execute(f'SELECT "id", "{column}" FROM "{table}"'))
    return in_json


@pytest.mark.parametrize(("table", "column"), [("proposals", "state"), ("mandates", "status")])
def test_the_pages_say_where_every_proposal_and_mandate_stands(
    table: str, column: str, files: dict[str, bytes], base: sqlite3.Connection, built: Path, book: Site
) -> None:
    told = statuses(files, base, table, column)
    assert len(set(told.values())) >= 8
    stamps: dict[str, set[str]] = {}
    for id, word in told.items():
        for tree in (book.settings.speaking(language).tree for language in book.settings.languages):
            html = (built / tree / "assemblies" / id / "index.html").read_text(encoding="utf-8")
            stamp = re.search(r'<p class="mb-stamp" data-state="([a-z-]+)">(.*?)</p>', html, re.DOTALL)
            assert stamp, (tree, id)
            stamps.setdefault(id, set()).add(stamp[1])
            assert tree or unescape(stamp[2]).lower().split(",")[0] == word, id
        assert len(stamps[id]) == 1, "a language has another state"


def test_the_matrix_shows_every_status_of_the_proposals_it_has(files: dict[str, bytes], built: Path) -> None:
    found = {(row["proposal"], row["assembly"]): row["status"] for row in json.loads(files["data/ratifications.json"])}
    states = {row["id"]: row["state"] for row in json.loads(files["data/proposals.json"])}
    html = (built / "ratifications" / "index.html").read_text(encoding="utf-8")
    seen = set()
    for address, state, cells in re.findall(
        r'<tr id="_[^>]*><th scope="row"><a href="\.\./assemblies/([^"#]*)/">.*?<span class="mb-stamp[^>]*>(.*?)</span>(.*?)</tr>',
        html,
        re.DOTALL,
    ):
        assert unescape(state).lower() == states[address]
        shown = re.findall(r'href="[^"#]*#([a-z0-9-]+)" title="[^"]*: ([^":]*)"', cells)
        assert {assembly: WORDS.get(word.capitalize(), word) for assembly, word in shown} == {
            assembly: status for (proposal, assembly), status in found.items() if proposal == address
        }, address
        seen.add(address)
    assert seen == {proposal for proposal, _ in found if not own(proposal, files)}


def own(proposal: str, files: dict[str, bytes]) -> bool:
    """Whether an assembly put a proposal to itself and decides it itself."""
    (row,) = (row for row in json.loads(files["data/proposals.json"]) if row["id"] == proposal)
    return row["electorate"] == 1 and row["to"] == proposal.split("/")[0]


@pytest.mark.parametrize("language", ["fr", "ar", "kmr"])
def test_every_row_has_the_same_status_in_every_language(language: str, files: dict[str, bytes], built: Path) -> None:
    for proposal in {row["proposal"] for row in json.loads(files["data/ratifications.json"])}:
        rows = [
            re.findall(
                r'<tr id="([a-z0-9-]+)"[^>]*>.*?<span class="mb-st" data-st="([a-z-]+)"', path.read_text(encoding="utf-8"), re.DOTALL
            )
            for path in (built / tree / "assemblies" / proposal / "index.html" for tree in ("", language))
        ]
        assert sorted(rows[0]) == sorted(rows[1]) != [], proposal


def test_every_table_of_the_database_has_the_rows_of_json(files: dict[str, bytes], base: sqlite3.Connection) -> None:
    for name, (columns, _) in TABLES.items():
        flags = [column.name for column in SCHEMA[name].columns if column.type == "boolean"]
        found = [dict(row) for row in base.execute(f'SELECT * FROM "{name}" ORDER BY rowid')]
        for row in found:
            row.update({flag: None if row[flag] is None else bool(row[flag]) for flag in flags})
        assert found == json.loads(files[f"data/{name}.json"])
        assert all(tuple(row) == columns for row in found)


def test_the_rows_of_a_proposal_beside_its_page_are_those_of_the_table(files: dict[str, bytes], built: Path) -> None:
    rows = csv_rows(files["data/ratifications.csv"])
    for proposal in {row["proposal"] for row in rows}:
        path = f"assemblies/{proposal}/ratifications.csv"
        assert csv_rows(files[path]) == [row for row in rows if row["proposal"] == proposal]
        assert (built / path).read_bytes() == files[path]
        assert 'href="ratifications.csv"' in (built / "assemblies" / proposal / "index.html").read_text(encoding="utf-8")


def test_the_files_are_the_same_bytes_each_time(book: Site, files: dict[str, bytes]) -> None:
    assert export_files(reckon(book.state.records, book.day), book.settings) == files


# ---------------------------------------------------------------------- the database


def test_the_database_is_whole_and_its_keys_hold(base: sqlite3.Connection) -> None:
    assert [tuple(row) for row in base.execute("PRAGMA integrity_check")] == [("ok",)]
    assert list(base.execute("PRAGMA foreign_key_check")) == []
    keys = {(name, row["from"], row["table"]) for name in SCHEMA for row in base.execute(f'PRAGMA foreign_key_list("{name}")')}
    assert keys == {(name, column.name, column.refers) for name, table in SCHEMA.items() for column in table.columns if column.refers}
    assert dict(tuple(row) for row in base.execute("SELECT * FROM about"))["as_of"] == "2026-11-24"


def test_a_column_with_an_id_that_leads_nowhere_is_no_key() -> None:
    tables: dict[str, Any] = {"assemblies": [("north",)], "proposals": [("p", "", "north"), ("q", "", "gone")]}
    assert foreign_keys("proposals", tables) == ()
    tables["proposals"].pop()
    assert [(key.column, key.table, key.target) for key in foreign_keys("proposals", tables)] == [("to", "assemblies", "id")]


def test_a_formula_is_neutral_in_csv_and_itself_in_the_database() -> None:
    found = export_files(state(), Settings(as_of=DAY))
    assert csv_rows(found["data/assemblies.csv"])[1]["name"] == "'=1+1"
    with closing(opened(found["data/minutebook.sqlite"])) as connection:
        assert connection.execute("SELECT name FROM assemblies WHERE id = 'north'").fetchone()[0] == "=1+1"


def test_the_database_names_no_version_of_the_library_that_wrote_it(files: dict[str, bytes]) -> None:
    data = files["data/minutebook.sqlite"]
    assert data.startswith(b"SQLite format 3\x00\x10\x00")
    assert data[96:100] == bytes(4)


def test_the_views_answer_what_they_say(book: Site, base: sqlite3.Connection) -> None:
    counted = Counter(row["proposal"] for row in base.execute("SELECT * FROM ratified_now"))
    assert counted == Counter({id: one.ratified for id, one in book.state.proposals.items() if one.ratified})
    waiting = {row["id"]: row for row in base.execute("SELECT * FROM open_proposals")}
    pending = {"open", "failing", "provisionally carried", "open for adoption"}
    assert set(waiting) == {id for id, one in book.state.proposals.items() if one.state in pending}
    for id, row in waiting.items():
        one = book.state.proposals[id]
        assert row["missing"] == (None if one.needed is None else max(one.needed - one.ratified, 0))
        assert len((row["awaited"] or "").split("; ")) == max(one.undecided, 1)
    results = Counter(row["result"] for row in base.execute("SELECT * FROM mandate_results") if row["result"])
    assert results == Counter(one.result for found in book.state.stated.values() for one in found if one.mandate and one.result)
    assert {row["name"] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")} == {query.name for query in QUERIES}


# ---------------------------------------------------------------------- the data package and the archive


def test_frictionless_accepts_the_package(files: dict[str, bytes], tmp_path: Path) -> None:
    for path, content in files.items():
        if path.startswith("data/") and path.count("/") == 1:
            (tmp_path / path.removeprefix("data/")).write_bytes(content)
    package = Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])
    assert [task.stats["rows"] for task in report.tasks] == [len(json.loads(files[f"data/{name}.json"])) for name in TABLES]
    assert package.get_resource("positions").schema.foreign_keys
    broken = (tmp_path / "ratifications.csv").read_bytes().replace(b"dara-jor", b"nowhere")
    (tmp_path / "ratifications.csv").write_bytes(broken)
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_the_archive_holds_every_file_with_the_licence_and_nothing_of_the_clock(files: dict[str, bytes]) -> None:
    packed = zipfile.ZipFile(io.BytesIO(files["data/minutebook.zip"]))
    assert packed.testzip() is None
    names = {path.removeprefix("data/") for path in files if path.startswith("data/")} - {"minutebook.zip"}
    assert set(packed.namelist()) == {f"minutebook/{name}" for name in (*names, "README.txt", "LICENCE.txt")}
    assert packed.namelist() == sorted(packed.namelist())
    assert all(packed.read(f"minutebook/{name}") == files[f"data/{name}"] for name in names)
    assert {(one.date_time, one.external_attr >> 16, one.compress_type) for one in packed.infolist()} == {
        ((1980, 1, 1, 0, 0, 0), 0o100644, zipfile.ZIP_STORED)
    }
    text = packed.read("minutebook/README.txt").decode()
    assert all(f"{name}.csv" in text for name in TABLES)
    assert "2026-11-24" in text
    assert "CC BY 4.0" in packed.read("minutebook/LICENCE.txt").decode()


def test_without_a_licence_none_is_claimed() -> None:
    found = export_files(state(), Settings(as_of=DAY))
    assert "licenses" not in json.loads(found["data/datapackage.json"])
    assert "minutebook/LICENCE.txt" not in zipfile.ZipFile(io.BytesIO(found["data/minutebook.zip"])).namelist()


# ---------------------------------------------------------------------- Popolo


def test_popolo_is_as_its_schemas_have_it(files: dict[str, bytes]) -> None:
    if not POPOLO.is_dir():
        pytest.skip(f"the schemas of Popolo are not in {POPOLO}")
    from jsonschema import Draft3Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT3

    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(POPOLO.glob("*.json"))]
    found = [(one["id"].rstrip("#"), Resource.from_contents(one, default_specification=DRAFT3)) for one in schemas]
    registry = Registry().with_resources(found)
    classes = {"persons": "person", "organizations": "organization", "posts": "post", "memberships": "membership", "events": "event"}
    classes |= {"motions": "motion", "vote_events": "vote_event"}
    document = json.loads(files["data/popolo.json"])
    assert list(document) == list(classes)
    for name, kind in classes.items():
        schema = next(one for one in schemas if one["id"].endswith(f"/{kind}.json#"))
        validator = Draft3Validator(schema, registry=registry)
        assert document[name]
        for one in document[name]:
            assert not list(validator.iter_errors(one)), one
            assert set(one) <= set(schema["properties"]), one
    assert list(Draft3Validator(schemas[0], registry=registry).iter_errors({"name": 3}))


def test_popolo_keeps_its_own_rules(book: Site, files: dict[str, bytes]) -> None:
    found = json.loads(files["data/popolo.json"])
    ids = {name: [one["id"] for one in objects] for name, objects in found.items()}
    assert all(len(set(known)) == len(known) and known == sorted(known) for known in ids.values())
    voters = {*ids["persons"], *ids["organizations"]}
    for one in (*found["memberships"], *found["events"], *found["vote_events"]):
        assert one.get("start_date", "") <= one.get("end_date", "9999"), one
    for one in found["memberships"]:
        assert one.get("person_id", one.get("member", {}).get("id")) in voters, one
        assert one["organization_id"] in ids["organizations"]
        assert one.get("on_behalf_of_id", one["organization_id"]) in ids["organizations"]
        assert one.get("post_id", ids["posts"][0]) in ids["posts"]
    for one in found["vote_events"]:
        assert one["motion_id"] in ids["motions"]
        assert one.get("legislative_session_id", ids["events"][0]) in ids["events"]
        assert {vote["voter_id"] for vote in one.get("votes", [])} <= voters
        if "votes" in one:
            assert {count["option"]: count["value"] for count in one["counts"]} == Counter(vote["option"] for vote in one["votes"])
    tallies = {one["id"].removesuffix("#tally"): one for one in found["vote_events"] if one["classification"] == "ratification-tally"}
    for id, standing in book.state.proposals.items():
        counts = {count["option"]: count["value"] for count in tallies[id].get("counts", [])}
        assert (counts.get("yes", 0), counts.get("no", 0)) == (standing.ratified, standing.rejected)
        assert (tallies[id].get("result") == "pass") == (standing.carried_on is not None)
    sent = [one for one in found["memberships"] if one["role"] == "delegate"]
    assert {one["on_behalf_of_id"] for one in sent} == {one.record.assembly for one in book.state.mandates_in.by_id.values()}


# ---------------------------------------------------------------------- the page and the guide


def test_the_data_page_offers_every_file_with_its_size(files: dict[str, bytes], built: Path) -> None:
    html = (built / "data" / "index.html").read_text(encoding="utf-8")
    for path, content in files.items():
        if path.startswith("data/"):
            name = path.removeprefix("data/")
            assert f'href="{name}" download>{name}</a> <small>{size_words(len(content))}</small>' in html
            assert (built / path).read_bytes() == content
    assert all(query.name in html for query in QUERIES)
    assert html.count('<tr><th scope="row"><a href="#') == sum(bool(c.refers) for table in SCHEMA.values() for c in table.columns)
    assert 'href="../guide/data/"' in html
    assert 'href="../../data/minutebook.zip"' in (built / "fr" / "data" / "index.html").read_text(encoding="utf-8")


def test_sizes_are_told_in_words() -> None:
    assert [size_words(size) for size in (1, 999, 1000, 1001, 999_999, 1_000_000, 1_850_828)] == [
        "1 byte", "999 bytes", "1 kB", "2 kB", "1000 kB", "1 MB", "2 MB",
    ]  # fmt: skip


def test_the_data_page_describes_the_data_for_search_engines(book: Site, files: dict[str, bytes]) -> None:
    (view,) = data(replace(book, files={path: len(content) for path, content in files.items()}))
    found = json.loads(view.head.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    assert (found["@type"], found["license"]) == ("Dataset", "https://creativecommons.org/licenses/by/4.0/")
    offered = {one["contentUrl"]: one["contentSize"] for one in found["distribution"]}
    assert offered == {f"https://sarrel.example/{path}": f"{len(content)} B" for path, content in files.items() if path.startswith("data/")}
    assert len(offered) == 2 * len(TABLES) + len(WHOLE)


def test_what_describes_the_data_cannot_leave_its_element() -> None:
    text = element({"name": "</script><!--<script>&\u2028"})
    assert re.fullmatch(r'<script type="application/ld\+json">[^<>&\u2028]*</script>', text)
    assert json.loads(text[text.index("{") : text.rindex("}") + 1]) == {
        "@context": "https://schema.org",
        "name": "</script><!--<script>&\u2028",
    }


def code(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_curve_in_the_guide_is_that_of_the_page(
    files: dict[str, bytes], base: sqlite3.Connection, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "counts.csv").write_bytes(files["data/counts.csv"])
    monkeypatch.chdir(tmp_path)
    (python,) = code("python")
    assert len([line for line in python.splitlines() if line]) == 5
    subprocess.run([sys.executable, "-c", python + '\ncurve.to_csv("curve.csv")'], check=True)
    found = [(row["date"], int(row["ratified"])) for row in csv_rows((tmp_path / "curve.csv").read_bytes())]
    html = (built / "assemblies/sarrel-council/proposals/water-in-common/index.html").read_text(encoding="utf-8")
    lines = re.findall(
        r'mb-log__d">.*?datetime="([\d-]+)".*?mb-log__n[^>]*>(?:\d+ → )?(\d+)<', html[html.index('id="_history"') :], re.DOTALL
    )
    days = list({day: int(number) for day, number in lines}.items())
    assert found == [days[0], *(now for before, now in pairwise(days) if now[1] != before[1])]
    assert any(later < before for (_, before), (_, later) in pairwise(found))
    curve_sql, open_sql = code("sql")
    assert [tuple(row) for row in base.execute(curve_sql)] == found
    assert len(list(base.execute(open_sql))) > 3


def test_the_last_count_of_a_proposal_is_its_number(files: dict[str, bytes]) -> None:
    last = {row["proposal"]: row["ratified"] for row in json.loads(files["data/counts.json"])}
    assert last == {row["id"]: row["ratified"] for row in json.loads(files["data/proposals.json"])}
