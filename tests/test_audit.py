"""A small part of what `make audit` measures, and that the safety page says what was measured last."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from audit.__main__ import MODULES, rows
from audit.browser import Reader, serving
from audit.figures import BEGIN, END, PAGE, Absent, kept, table
from audit.hostilebook import book
from minutebook.confederation import Confederation
from minutebook.load import load
from minutebook.records import KINDS
from minutebook.shapes import Text
from minutebook.structure import Either, ListOf, MapOf, StructOf, fields_of

PARTS = {
    "scripts": 0.002,
    "mutants": 0.001,
    "kills": 0.01,
    "worst": 0.02,
    "opened": 0.005,
    "recount": 0.0005,
    "balance": 0.01,
    "scalars": 1,
    "twice": 0.1,
}
SLOW = ("hosts",)
"""What needs the whole demonstration in a browser: tests/browser looks at it there."""


@pytest.mark.parametrize("name", [name for name in MODULES if name not in SLOW])
def test_a_small_part_of_the_audit_finds_nothing_wrong(name: str) -> None:
    measure = import_module(f"audit.{name}").measure
    try:
        with ThreadPoolExecutor(1) as apart:  # a browser that other tests have open is of this thread alone, and there is one a thread
            result = apart.submit(measure, PARTS[name]).result()
    except Absent as missing:
        pytest.skip(str(missing))
    assert result.wrong == []


def test_the_reader_notices_what_is_strange(tmp_path: Path, chromium: Any) -> None:
    """What the measurement with a browser counts is seen where it is there."""
    (tmp_path / "plain.html").write_text("<!doctype html><title>x</title><p>a <a href='/plain.html'>b</a></p>")
    harm = {
        "script": "<script>alert(1)</script>",
        "handler": "<p onclick='alert(1)'>x</p><svg onload='alert(1)'></svg>",
        "address": "<a href='java&#x0A;script:alert(1)'>x</a>",
        "attribute srcdoc": "<iframe srcdoc='x'></iframe>",
        "meta refresh": "<meta http-equiv='refresh' content='9; url=http://other.example/'>",
        "sheet": "<style>p { background: url(http://other.example/x) }</style><p>x</p>",
        "form": "<form action='/x'></form>",
    }
    for number, html in enumerate(harm.values()):
        (tmp_path / f"{number}.html").write_text(f"<!doctype html><title>x</title><p>{html}")
    with serving(tmp_path) as address:
        reader = Reader(chromium, address)
        reader.learn(["/plain.html"])
        assert reader.visit(["/plain.html"]) == reader.read(["/plain.html"]) == []
        for number, sign in enumerate(harm):
            for look in (reader.read, reader.visit):
                ((_path, strange),) = look([f"/{number}.html"])
                assert any(one.startswith(sign) for one in strange), (sign, strange)
        notes = reader.notes()
        assert [one[1] for one in notes["ran"]] == ["alert", "alert"]
        assert notes["elsewhere"] == ["http://other.example/x"]
        reader.leave()


def test_the_safety_page_says_what_was_measured_last() -> None:
    page = PAGE.read_text("utf-8")
    assert page.partition(BEGIN)[2].partition(END)[0] == table(kept(), rows())
    assert all(one["wrong"] == 0 for one in kept().values())


def _texts(shape: object, name: str) -> set[str]:
    """The fields below a shape that take any text."""
    if isinstance(shape, Text):
        return {name}
    if isinstance(shape, StructOf):
        return {found for one in fields_of(shape.cls) for found in _texts(one.shape, f"{shape.cls.__name__}.{one.name}")}
    inner = [getattr(shape, key) for key in ("item", "key", "value") if isinstance(shape, ListOf | MapOf) and hasattr(shape, key)]
    inner += shape.shapes if isinstance(shape, Either) else []
    return {found for one in inner for found in _texts(one, name)}


def _said(value: object, name: str, words: str) -> set[str]:
    """The fields in which something says the words."""
    if isinstance(value, str):
        return {name} if words in value else set()
    if isinstance(value, tuple):
        return {found for one in value for found in _said(one, name, words)}
    if hasattr(value, "__dataclass_fields__") and hasattr(value, "marks"):
        return {
            found
            for one in fields_of(type(value))
            for found in _said(getattr(value, one.name), f"{type(value).__name__}.{one.name}", words)
        }
    return set()


def test_the_hostile_book_says_its_words_in_every_field_that_takes_a_text() -> None:
    confederation: Confederation = load(book([["Plain words"]]))
    tables = (
        confederation.assemblies,
        confederation.minutes,
        confederation.mandates,
        confederation.proposals,
        confederation.reports,
        confederation.notices,
    )
    found = {name for table in tables for record in table.values() for name in _said(record, "", "Plain words")}
    wanted = {name for kind in KINDS.values() for name in _texts(StructOf(kind.cls), "")}
    assert {name for name in wanted - found if not name.endswith((".formerly", "Edition.text"))} == set()
