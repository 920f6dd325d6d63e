"""The JSON Schema and the field reference: equal to the definitions, and true of every record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from minutebook.codes import severity_of
from minutebook.document import read_document
from minutebook.entry import Place, place_of
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.nodes import Mapping
from minutebook.problems import Problem, Severity
from minutebook.records import KINDS, Translation
from minutebook.reference import FILES, example_of, field_reference, json_schema, main, plain, structures
from minutebook.shapes import FAILED, Reading
from minutebook.structure import Given, Struct, fields_of, read_struct
from minutebook.yamltext import read_yaml

ROOT = Path(__file__).parents[1]
WRITTEN = ROOT / "content" / "reference"
SCHEMA = json_schema()
CONFEDERATIONS = [root for root in (ROOT, *sorted((ROOT / "tests" / "history").glob("*"))) if (root / "assemblies").is_dir()]


def definitions() -> Iterator[tuple[type[Struct], Given]]:
    """Every field of every structure of every kind."""
    kinds = [kind.cls for kind in KINDS.values()]
    for cls in dict.fromkeys((*kinds, *structures(), Translation)):
        for field in fields_of(cls):
            yield cls, field


FIELDS = [pytest.param(cls, field, id=f"{cls.__name__}.{field.key}") for cls, field in definitions()]


def accepts(definition: str, value: Any) -> list[str]:
    """What the schema's definition has against a value."""
    checker = Draft202012Validator({**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{definition}"}]})
    return [f"{list(error.absolute_path)}: {error.message}" for error in checker.iter_errors(value)]


@pytest.mark.parametrize("name", FILES)
def test_the_committed_files_are_as_generated(name: str) -> None:
    again = "run: python -m minutebook.reference --write content/reference"
    assert (WRITTEN / name).read_text(encoding="utf-8") == FILES[name](), again


def test_writing_writes_every_file(tmp_path: Path) -> None:
    assert main(["--write", str(tmp_path / "new")]) == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(FILES)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("cls", "field"), FIELDS)
def test_every_field_says_what_it_means_and_has_an_example_that_can_be_read(cls: type[Struct], field: Given) -> None:
    assert field.meaning
    node, problems = read_yaml(field.example, "example")
    assert not problems
    assert isinstance(node, Mapping)
    value = node.get(field.key)
    assert value is not None, f"the example of `{field.key}` does not show `{field.key}`"
    reading = Reading("example")
    assert field.shape.read(value, reading) is not FAILED, reading.problems
    assert not reading.problems


@pytest.mark.parametrize(("cls", "field"), FIELDS)
def test_the_schema_takes_every_example(cls: type[Struct], field: Given) -> None:
    schema = next(one for one in SCHEMA["$defs"].values() if field.key in one["properties"] and _is(one, cls))
    checker = Draft202012Validator({"$defs": SCHEMA["$defs"], **schema["properties"][field.key]})
    assert not [error.message for error in checker.iter_errors(example_of(field))]


def _is(schema: dict[str, Any], cls: type[Struct]) -> bool:
    return list(schema["properties"]) == [field.key for field in fields_of(cls)]


@pytest.mark.parametrize(("cls", "field"), FIELDS)
def test_the_reference_shows_every_field(cls: type[Struct], field: Given) -> None:
    row = f" | {field.meaning} | {'**required**' if field.required else ''}"
    shown = [line for line in field_reference().splitlines() if line.startswith(f"| `{field.key}` | ") and row in line]
    assert any(line.endswith(f" | `{field.example}` |") for line in shown)


def test_every_link_within_the_reference_leads_to_a_heading() -> None:
    text = field_reference()
    headings = {line.lstrip("# ").lower().replace(" ", "-") for line in text.splitlines() if line.startswith("#")}
    linked = {part.split(")")[0] for part in text.split("](#")[1:]}
    assert linked <= headings


@pytest.mark.parametrize("root", CONFEDERATIONS, ids=lambda root: root.name)
def test_the_schema_takes_every_record_that_check_accepts(root: Path) -> None:
    files = read_tree(root)
    wrong = {problem.span.file for problem in load(files).problems if severity_of(problem.code) is Severity.ERROR}
    taken = 0
    for file, data in files.items():
        place = place_of(file)
        if file in wrong or data is None or isinstance(place, Problem):
            continue
        document = read_document(file, data)
        word = "translation" if place.language else "proposal" if place.edition > 1 else place.kind.word
        if place.edition == 1 or place.language:
            found = accepts(word, plain(document.front) if document.front else {})
            assert not found, (file, found)
        for block in document.blocks:
            assert not accepts(block.name, plain(block.fields)), (file, block.span)
        taken += 1
    assert taken > 10


WRITTEN_SO = [
    ("minutes", "present: '41'"),
    ("minutes", "present: 41\ndraft:"),
    ("minutes", "layout: page"),
    ("minutes", "title: 2019"),
    ("minutes", "title: no"),
    ("minutes", "date: 12 March"),
    ("minutes", "decisions: [{id: 7, outcome: ratified, x-seen: {by: all}}]"),
    ("assembly", "name: North\nkind: commune\nrules: {quorum: 1/2}"),
    ("mandate", "delegates: A. B.\nto: council\nfor: {from: 2026-01-01, until: 2026-02-01}"),
]
REFUSED = [
    ("assembly", "name: North"),
    ("assembly", "name: North\nkind: comune"),
    ("minutes", "decisions: [{outcome: passed}]"),
    ("minutes", "decisions: [{outcomes: adopted}]"),
    ("minutes", "present: many"),
    ("minutes", "present: 1.5"),
    ("minutes", "draft: yes"),
    ("proposal", "title: A\nto: b\nproposed: 2026-01-01\nrequires: most"),
    ("notice", "starts: 7pm"),
]


def place(word: str) -> Place:
    kind = KINDS[word]
    return Place("assemblies/a/x.md", "a", kind, "x", 1, "", None)


@pytest.mark.parametrize(("word", "front"), [*WRITTEN_SO, *REFUSED])
def test_schema_and_reading_agree(word: str, front: str) -> None:
    node, problems = read_yaml(front, "x")
    assert not problems
    assert isinstance(node, Mapping)
    reading = Reading("x")
    base = {name: place(word).id for name in ("id", "assembly", "slug", "file")}
    day = {name: None for name in ("first_day", "last_day") if name in KINDS[word].cls.__dataclass_fields__}
    read_struct(KINDS[word].cls, node, reading, record=True, **base, **day)
    errors = [replace(problem, record="") for problem in reading.problems if severity_of(problem.code) is Severity.ERROR]
    assert bool(errors) == bool(accepts(word, plain(node))) == ((word, front) in REFUSED)
