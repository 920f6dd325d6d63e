"""The data files: every column explained, CSV as RFC 4180 has it and safe in a spreadsheet, JSON with the same values."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest

from minutebook.exports import export_files
from minutebook.exports.files import csv_file, json_file, neutral
from minutebook.exports.listed import WHOLE
from minutebook.exports.schema import SCHEMA, TYPES
from minutebook.exports.tables import TABLES, tables
from minutebook.load import load
from minutebook.settings import Settings
from minutebook.state import State, reckon

DAY = date(2026, 6, 4)
FORMULA = re.compile(r"(?:^|[;\t\r\n])[ \u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]")


def state(title: str = "Water, “held” in common") -> State:
    found = {
        "assemblies/council/assembly.md": "name: Council\nkind: council\nmembers: [north]",
        "assemblies/north/assembly.md": "name: '=1+1'\nkind: commune\nplace: 'a; @b'",
        "assemblies/council/proposals/water.md": f"title: {json.dumps(title, ensure_ascii=False)}\nto: council\nproposed: 2026-01-10",
        "assemblies/north/minutes/2026-02-01.md": "decisions: [{id: w, on: council/water, outcome: adopted, votes: {for: 9, against: 1}}]",
    }
    return reckon(load({path: f"---\n{text}\n---\n".encode() for path, text in found.items()}), DAY)


def test_every_column_of_every_table_is_explained() -> None:
    assert list(SCHEMA) == list(TABLES)
    for name, (columns, _rows) in TABLES.items():
        table = SCHEMA[name]
        assert tuple(column.name for column in table.columns) == columns
        assert table.title
        assert table.row.endswith(".")
        for column in table.columns:
            assert column.type in TYPES
            assert column.meaning
            assert column.example


def test_examples_are_of_the_type_they_stand_for() -> None:
    forms = {"boolean": "true|false", "whole": r"\d+", "date": r"\d{4}-\d{2}-\d{2}", "address": r"assemblies/.*"}
    for table in SCHEMA.values():
        for column in table.columns:
            assert re.fullmatch(forms.get(column.type, ".+"), column.example), (table.name, column.name)


def test_every_table_is_there_as_csv_and_json() -> None:
    found = export_files(state(), Settings(as_of=DAY))
    tables = {f"data/{name}.{ending}" for name in TABLES for ending in ("csv", "json")}
    assert set(found) == tables | {f"data/{name}" for name in WHOLE} | {"assemblies/council/proposals/water/ratifications.csv"}


def test_csv_and_json_hold_the_same_values_as_the_tables() -> None:
    now = state()
    found = export_files(now, Settings(as_of=DAY))
    for name, rows in tables(now).items():
        assert json.loads(found[f"data/{name}.json"]) == rows
        read = list(csv.DictReader(io.StringIO(found[f"data/{name}.csv"].decode(), newline="")))
        assert len(read) == len(rows)
        for cells, row in zip(read, rows, strict=True):
            for column, value in row.items():
                text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                assert cells[column].replace("'", "") == text.replace("'", "")


def test_addresses_are_full_where_the_site_knows_its_own() -> None:
    found = export_files(state(), Settings(as_of=DAY, site_url="https://example.org/book/"))
    rows = json.loads(found["data/ratifications.json"])
    assert rows[0]["url"] == "https://example.org/book/assemblies/council/proposals/water/#north"
    near = export_files(state(), Settings(as_of=DAY))
    assert json.loads(near["data/ratifications.json"])[0]["url"] == "assemblies/council/proposals/water/#north"


def test_csv_ends_lines_with_cr_lf_and_quotes_what_it_must() -> None:
    data = csv_file(("a", "b"), [("x,y", 'say "no"'), (None, True), (False, 0)])
    assert data == b'a,b\r\n"x,y","say ""no"""\r\n,true\r\nfalse,0\r\n'


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-2",
        "@SUM(A1)",
        " =1",
        "\t=1",
        "\r\n=1",
        "\n",
        "a; =b",
        "a;=b",
        "a\n=b",
        "a\t@b",
        "＝1",
        ";;=1",
        "\x00=1",
        "\u00a0=1",
        "\x0b=1",
        "=\x00=1",
    ],
)
def test_no_cell_begins_a_formula_for_a_spreadsheet(text: str) -> None:
    assert not FORMULA.search(neutral(text))


@pytest.mark.parametrize("text", ["Water", "1-2", "a = b", "2026-06-04", "9 of 13; 7 stand", "l’eau"])
def test_what_no_spreadsheet_runs_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


def test_a_title_that_is_a_formula_is_neutral_in_csv_and_itself_in_json() -> None:
    found = export_files(state("=cmd|' /C calc'!A0"), Settings(as_of=DAY))
    assert b",'=cmd|" in found["data/proposals.csv"]
    assert json.loads(found["data/proposals.json"])[0]["title"] == "=cmd|' /C calc'!A0"
    assert b"'=1+1" in found["data/assemblies.csv"]
    assert "a; '@b" in found["data/assemblies.csv"].decode()


def test_an_empty_table_is_still_a_table() -> None:
    assert csv_file(("a", "b"), []) == b"a,b\r\n"
    assert json_file(("a", "b"), []) == b"[]\n"
