"""The JSON Schema and the field reference, both from the definitions of the records.

`python -m minutebook.reference --write content/reference` writes them; nothing in them is written by hand.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from minutebook.nodes import Mapping, Node, Scalar
from minutebook.records import KINDS, Kind, Translation
from minutebook.shapes import Shape
from minutebook.structure import Either, Given, ListOf, MapOf, Struct, StructOf, fields_of
from minutebook.yamltext import read_yaml

SCHEMA_FILE: Final = "records.schema.json"
REFERENCE_FILE: Final = "fields.md"

_NOTHING: Final[dict[str, Any]] = {"type": "null"}
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_DECIMAL: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPELLINGS: Final = (("integer", ("7", "2026")), ("number", ("1.5",)), ("boolean", ("true",)))
"""Plain words that a reader of YAML may take for something other than text, by what it makes of them."""


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of front matter: one definition per kind of record and per structure within.

    It holds for what any reader of YAML 1.2 makes of the text. A value left empty counts as not given.
    """
    definitions: dict[str, Any] = {}
    for kind in KINDS.values():
        definitions[kind.word] = _mapping(kind.cls, record=True) | {"title": _place(kind)}
    definitions["translation"] = _mapping(Translation, record=True) | {"title": "a translation beside a record"}
    for cls in structures():
        definitions[_anchor(cls)] = _mapping(cls, record=False)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Records of a minute book",
        "description": "The front matter of one record; a kind of record is a definition, for example #/$defs/minutes.",
        "anyOf": [{"$ref": f"#/$defs/{word}"} for word in KINDS],
        "$defs": definitions,
    }


def _mapping(cls: type[Struct], *, record: bool) -> dict[str, Any]:
    """A structure. Directly in a record fields of other tools may stand, which are ignored; elsewhere only known ones and `x-…`."""
    schema: dict[str, Any] = {
        "description": _sentence(cls),
        "type": "object",
        "properties": {field.key: _property(field) for field in fields_of(cls)},
    }
    if required := [field.key for field in fields_of(cls) if field.required]:
        schema["required"] = required
    if not record:
        schema |= {"patternProperties": {"^x-": {}}, "additionalProperties": False}
    return schema


def _property(field: Given) -> dict[str, Any]:
    """One field; unless it is required it may also be left empty."""
    value = _schema_of(field.shape)
    if not field.required:
        value = {"anyOf": [*(value["anyOf"] if set(value) == {"anyOf"} else [value]), _NOTHING]}
    described = {"description": field.meaning, "examples": [example_of(field)]}
    return described | value | ({} if field.default in (None, ()) else {"default": field.default})


def _schema_of(shape: Shape) -> dict[str, Any]:
    match shape:
        case ListOf(item=item, single=single):
            listed = {"type": "array", "items": _schema_of(item)}
            return _any_of([_schema_of(item), listed]) if single else listed
        case MapOf(value=value, scalar_key=key):
            mapping = {"type": "object", "additionalProperties": _schema_of(value)}
            return _any_of([_schema_of(value), mapping]) if key else mapping
        case Either(shapes=shapes):
            return _any_of([_schema_of(one) for one in shapes])
        case StructOf(cls=cls, scalar=scalar):
            reference = {"$ref": f"#/$defs/{_anchor(cls)}"}
            return _any_of([_schema_of(_field(cls, scalar).shape), reference]) if scalar else reference
    return _scalar(shape.schema())


def _any_of(choices: Iterable[dict[str, Any]]) -> dict[str, Any]:
    flat = [one for choice in choices for one in (choice["anyOf"] if set(choice) == {"anyOf"} else [choice])]
    return {"anyOf": [one for place, one in enumerate(flat) if one not in flat[:place]]}


def _scalar(schema: dict[str, Any]) -> dict[str, Any]:
    """A scalar's text is what counts: `id: 2026` is as good as `id: '2026'`, and `present: '41'` as `present: 41`."""
    if schema.get("type") == "integer":
        return schema | {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"}
    if schema.get("type") == "string":
        form = re.compile(schema.get("pattern", ""))
        return schema | {"type": ["string", *(kind for kind, words in _SPELLINGS if all(form.search(word) for word in words))]}
    return schema


def example_of(field: Given) -> Any:
    """The value in a field's example."""
    node, _ = read_yaml(field.example, field.key)
    value = node.get(field.key) if isinstance(node, Mapping) else None
    return plain(value) if value is not None else None


def plain(node: Node) -> Any:
    """A node as any reader of YAML 1.2 understands it: numbers, true and false, nothing, text, lists, mappings."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Scalar):
        words: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
        if not node.plain:
            return node.text
        if _INTEGER.fullmatch(node.text):
            return int(node.text)
        return float(node.text) if _DECIMAL.fullmatch(node.text) else words.get(node.text, node.text)
    return [plain(item) for item in node.items]


def _field(cls: type[Struct], key: str) -> Given:
    return next(field for field in fields_of(cls) if field.key == key)


# ---------------------------------------------------------------------- what stands within what


def _within(cls: type[Struct]) -> Iterator[type[Struct]]:
    """The structures that the fields of one hold, themselves and what they hold, in the order of the fields."""
    for field in fields_of(cls):
        for inner in _held(field.shape):
            yield inner
            yield from _within(inner)


def _held(shape: Shape) -> Iterator[type[Struct]]:
    match shape:
        case ListOf(item=item):
            yield from _held(item)
        case MapOf(key=key, value=value):
            yield from (*_held(key), *_held(value))
        case Either(shapes=shapes):
            for one in shapes:
                yield from _held(one)
        case StructOf(cls=cls):
            yield cls


def structures() -> tuple[type[Struct], ...]:
    """The structures within records, each once."""
    return tuple(dict.fromkeys(inner for kind in KINDS.values() for inner in _within(kind.cls)))


# ---------------------------------------------------------------------- the reference for people

_INTRODUCTION: Final = f"""\
---
description: "Every field of every kind of record: what it may hold, what it means, an example."
---
# Every field of every record

A record is one Markdown file. Its fields stand between two lines `---` at its top, one per line, as `name: value`;
its text stands below. This page lists what may be written there. Most fields may be left out.

- Dates are written `2026-03-02`, times in quotes, `'18:30'`.
- A comment begins with `#` and has a line of its own.
- A text with a colon and a space in it, or one that begins with a sign such as `@`, `*` or `[`, stands in quotes.
- Several fields within one field stand in braces, `{{for: 41, against: 3}}`, or indented below it, one per line.
- A list stands in brackets, `[one, two]`, or below the field, each item behind a hyphen.
- A reference to another record is its id: `sarrel-council/water`, or just `water` within the same assembly, or in full
  `sarrel-council/proposals/water`. A decision is referred to as `2026-03-02#water`: the minutes, then the decision's `id`.
- Fields whose name begins with `x-` are kept and shown, and mean nothing to the reckoning.

For editors and other programmes the same is published as a [JSON Schema]({SCHEMA_FILE}).
Both are generated from the programme's own definitions.
"""


def field_reference() -> str:
    """The reference for secretaries, in Markdown: kind by kind what each field may hold, what it means, an example."""
    parts = [_INTRODUCTION]
    shown: set[type[Struct]] = set()
    for kind in KINDS.values():
        parts += [f"\n## {kind.word.capitalize()}\n\n`{_place(kind)}`\n\n{_description(kind.cls)}\n\n{_table(kind.cls)}"]
        for cls in dict.fromkeys(_within(kind.cls)):
            if cls not in shown:
                shown.add(cls)
                parts += [f"\n### {_title(cls)}\n\n{_description(cls)}\n\n{_table(cls)}"]
    beside = "`assemblies/ASSEMBLY/…/NAME.LANGUAGE.md`, for example `water.fr.md` beside `water.md`"
    parts += [f"\n## Translation\n\n{beside}\n\n{_description(Translation)}\n\n{_table(Translation)}"]
    return "".join(parts)


def _place(kind: Kind) -> str:
    """Where a record of a kind lies."""
    if not kind.folder:
        return "assemblies/ASSEMBLY/assembly.md"
    return f"assemblies/ASSEMBLY/{kind.folder}/{'DATE[-NAME]' if kind.dated else 'NAME'}.md"


def _table(cls: type[Struct]) -> str:
    rows = [("Field", "May hold", "Meaning", "Left out", "Example"), ("---",) * 5, *(_row(field) for field in fields_of(cls))]
    return "".join(f"| {' | '.join(_cell(text) for text in row)} |\n" for row in rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _row(field: Given) -> tuple[str, ...]:
    missing = "" if field.default in (None, ()) else f"`{_yaml(field.default)}`"
    return (f"`{field.key}`", _words(field.shape), field.meaning, "**required**" if field.required else missing, f"`{field.example}`")


def _yaml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _words(shape: Shape) -> str:
    """What may be written, with structures as links to their own tables."""
    match shape:
        case ListOf(item=item, single=single):
            return f"{_words(item)}, or a list of them" if single else f"a list, each item {_words(item)}"
        case MapOf(key=key, value=value, scalar_key=scalar):
            pairs = f"pairs `{{…: …}}` of {_words(key)} and {_words(value)}"
            return f"{_words(value)}, or {pairs}" if scalar else pairs
        case Either(shapes=shapes):
            return ", or ".join(_words(one) for one in shapes)
        case StructOf(cls=cls, scalar=scalar):
            fields = f"the fields of [{_title(cls).lower()}](#{_anchor(cls)})"
            return f"{_words(_field(cls, scalar).shape)}, or {fields}" if scalar else fields
    return shape.words()


def _title(cls: type[Struct]) -> str:
    """The heading of a structure: its name in words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).capitalize()


def _anchor(cls: type[Struct]) -> str:
    return _title(cls).lower().replace(" ", "-")


def _description(cls: type[Struct]) -> str:
    return " ".join((cls.__doc__ or "").split())


def _sentence(cls: type[Struct]) -> str:
    """The first sentence of what a structure is."""
    return re.split(r"(?<=\.)\s", _description(cls))[0]


FILES: Final[dict[str, Callable[[], str]]] = {
    REFERENCE_FILE: field_reference,
    SCHEMA_FILE: lambda: json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n",
}
"""The generated files by name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the generated files into a folder."""
    parser = argparse.ArgumentParser(prog="python -m minutebook.reference", description=main.__doc__)
    parser.add_argument("--write", metavar="DIR", type=Path, required=True, help="where they go, for example content/reference")
    folder: Path = parser.parse_args(arguments).write
    folder.mkdir(parents=True, exist_ok=True)
    for name, generate in FILES.items():
        (folder / name).write_text(generate(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
