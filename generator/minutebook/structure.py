"""Structures: lists, pairs, choices of shapes, and mappings read into frozen dataclasses.

A record's dataclass is its only definition: `given(...)` states what a field may hold and what it means;
reading, the JSON Schema and the field reference for people all follow from it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import zip_longest
from typing import Any, TypeVar, dataclass_transform

from minutebook.codes import nearest
from minutebook.nodes import Mapping, Node, Scalar, Sequence
from minutebook.problems import Span
from minutebook.shapes import DATE, FAILED, Reading, SetAside, Shape, is_nothing, nearly_a_date, numbered, wrong
from minutebook.speech import Said, said

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; `single` allows one item without the list. Items of a `parted` list are set aside one by one."""

    item: Shape
    single: bool = False
    parted: str = ""

    def takes(self, node: Node) -> bool:
        return isinstance(node, Sequence) or (self.single and self.item.takes(node))

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Sequence):
            return self.read_items(node.items, reading)
        return self.read_items((node,), reading) if self.single else wrong(reading, node, self)

    def read_items(self, items: Iterable[Node], reading: Reading, first: int = 0) -> Any:
        """Read items numbered from `first` + 1."""
        values: list[Any] = []
        failed = False
        listed = list(items)
        for number, (item, following) in enumerate(zip_longest(listed, listed[1:]), first + 1):
            spoilt = bool(self.parted) and reading.take_faults(item.span, following.span if following else None)
            value = FAILED if spoilt else self.item.read(item, reading)
            if value is not FAILED:
                values.append(replace(value, number=number) if isinstance(value, Struct) else value)
            elif self.parted:
                part = numbered(self.parted, number)
                reading.aside.append(SetAside(reading.record, item.span, part, tuple(mentions(item))))
            else:
                failed = True
        return FAILED if failed else tuple(values)

    def schema(self) -> dict[str, Any]:
        listed = {"type": "array", "items": self.item.schema()}
        return {"anyOf": [self.item.schema(), listed]} if self.single else listed

    def words(self) -> Said:
        words = self.item.words()
        return said("%(what)s, or a list of them", what=words) if self.single else said("a list, each item %(what)s", what=words)


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from keys of one shape to values of another; `scalar_key` reads a bare value under that key."""

    key: Shape
    value: Shape
    scalar_key: str = ""

    def takes(self, node: Node) -> bool:
        return isinstance(node, Mapping) or (bool(self.scalar_key) and self.value.takes(node))

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar) and self.scalar_key:
            value = self.value.read(node, reading)
            return FAILED if value is FAILED else ((self.scalar_key, value),)
        if not isinstance(node, Mapping):
            return wrong(reading, node, self)
        pairs = tuple((self.key.read(key, reading), self.value.read(value, reading)) for key, value in node.entries)
        return FAILED if any(FAILED in pair for pair in pairs) else pairs

    def schema(self) -> dict[str, Any]:
        mapping = {"type": "object", "additionalProperties": self.value.schema()}
        return {"anyOf": [self.value.schema(), mapping]} if self.scalar_key else mapping

    def words(self) -> Said:
        key, value = self.key.words(), self.value.words()
        pairs = said("pairs of %(key)s and %(value)s", key=key, value=value)
        return said("%(what)s, or %(other)s", what=value, other=pairs) if self.scalar_key else pairs


@dataclass(frozen=True, slots=True)
class Either:
    """The first of several shapes that can hold the node. What is meant for a date is one, or wrong, and no reference."""

    shapes: tuple[Shape, ...]

    def takes(self, node: Node) -> bool:
        return any(shape.takes(node) for shape in self.shapes)

    def read(self, node: Node, reading: Reading) -> Any:
        fitting = [shape for shape in self.shapes if shape.takes(node)]
        if DATE in fitting and isinstance(node, Scalar) and nearly_a_date(node.text):
            fitting = [DATE]
        if len(fitting) == 1:
            return fitting[0].read(node, reading)
        for shape in fitting:
            value = shape.read(node, Reading(reading.record))
            if value is not FAILED:
                return value
        return wrong(reading, node, self)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [shape.schema() for shape in self.shapes]}

    def words(self) -> Said:
        first, *others = (shape.words() for shape in self.shapes)
        return reduce(lambda what, other: said("%(what)s, or %(other)s", what=what, other=other), others, first)


def mentions(node: Node) -> Iterable[str]:
    """The references under any `on` within a node."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            if key.text == "on":
                found = value.items if isinstance(value, Sequence) else (value,)
                yield from (item.text for item in found if isinstance(item, Scalar))
            else:
                yield from mentions(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from mentions(item)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Struct:
    """A mapping that was read: where it stands, where each value stands, its number in a list, its `x-` fields."""

    span: Span = field(repr=False, compare=False)
    marks: dict[str, Span] = field(repr=False, compare=False, default_factory=dict)
    extra: tuple[tuple[str, str], ...] = ()
    number: int = 0

    def mark(self, key: str) -> Span:
        """Where the value of a field stands, or the beginning of the structure where it is not given."""
        found = self.marks.get(key)
        return self.span.start if found is None else found


@dataclass(frozen=True, slots=True)
class Given:
    """A field as defined: its key in the front matter, shape, meaning in words, an example as YAML."""

    name: str
    key: str
    shape: Shape
    meaning: str
    example: str
    required: bool
    default: Any


def given(shape: Shape, meaning: str, example: str = "", *, default: Any = None, required: bool = False, key: str = "") -> Any:
    """Define a field of a structure. `key` is its name in the front matter where Python's differs."""
    metadata = {"shape": shape, "meaning": meaning, "example": example, "required": required, "key": key}
    return field(default=default, metadata=metadata)


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False, field_specifiers=(given, field))
def structure(cls: type[T]) -> type[T]:
    """Make a class with `given` fields a frozen structure."""
    return dataclass(frozen=True, slots=True, kw_only=True, eq=False)(cls)


_FIELDS: dict[type[Struct], dict[str, Given]] = {}


def _by_key(cls: type[Struct]) -> dict[str, Given]:
    """The fields of a class by their key, found once."""
    if cls not in _FIELDS:
        listed = [f for f in dataclasses.fields(cls) if "shape" in f.metadata]
        _FIELDS[cls] = {
            f.metadata["key"] or f.name: Given(f.name, f.metadata["key"] or f.name, f.metadata["shape"], f.metadata["meaning"],
                                               f.metadata["example"], f.metadata["required"], f.default)
            for f in listed
        }  # fmt: skip
    return _FIELDS[cls]


def fields_of(cls: type[Struct]) -> tuple[Given, ...]:
    """The fields that may be written, in the order of their definition."""
    return tuple(_by_key(cls).values())


@dataclass(frozen=True, slots=True)
class StructOf:
    """A mapping with known fields; `scalar` names the field that a bare value fills."""

    cls: type[Struct]
    scalar: str = ""

    def takes(self, node: Node) -> bool:
        return isinstance(node, Mapping) or bool(self.scalar and _by_key(self.cls)[self.scalar].shape.takes(node))

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Mapping):
            return read_struct(self.cls, node, reading)
        if self.takes(node):
            value = _by_key(self.cls)[self.scalar].shape.read(node, reading)
            if value is FAILED:
                return FAILED
            return self.cls(span=node.span, marks={self.scalar: node.span}, **{_by_key(self.cls)[self.scalar].name: value})
        return wrong(reading, node, self)

    def schema(self) -> dict[str, Any]:
        mapping = struct_schema(self.cls)
        return {"anyOf": [_by_key(self.cls)[self.scalar].shape.schema(), mapping]} if self.scalar else mapping

    def words(self) -> Said:
        known = _by_key(self.cls)
        fields = said("fields (%(names)s)", names=", ".join(known))
        return said("%(what)s, or %(other)s", what=known[self.scalar].shape.words(), other=fields) if self.scalar else fields


def read_struct(cls: type[Struct], node: Mapping, reading: Reading, *, record: bool = False, salvage: bool = False, **base: Any) -> Any:
    """Read a mapping into its class; FAILED where a field is wrong, missing or unknown.

    Directly in a `record`, a field that resembles none of ours is a warning and ignored
    (it is left over from another tool); inside a structure every unknown field is an error.
    With `salvage` each field that cannot be read is set aside alone, and `base` gives what is missing.
    """
    known = _by_key(cls)
    values: dict[str, Any] = {}
    marks: dict[str, Span] = {}
    extra: list[tuple[str, str]] = []
    failed = False
    for key, value in node.entries:
        definition = known.get(key.text)
        if definition is not None:
            if is_nothing(value):
                continue
            marks[key.text] = value.span
            values[definition.name] = definition.shape.read(value, reading)
            if values[definition.name] is FAILED or (salvage and reading.take_faults(key.span._replace(end_line=value.span.end_line))):
                failed = True
                if salvage:
                    del values[definition.name]
                    reading.aside.append(SetAside(reading.record, value.span, key.text, tuple(mentions(value))))
        elif key.span in reading.faults:
            continue
        elif key.text.startswith("x-"):
            marks[key.text] = value.span
            extra.append((key.text, as_text(value)))
        else:
            failed = not _unknown(key, known, reading, record) or failed
    for definition in known.values():
        if definition.required and definition.name not in values:
            failed = True
            reading.report("missing-field", node.span.start, said("`%(field)s` is missing", field=definition.key),
                           help=said("add `%(field)s:` with %(what)s", field=definition.key, what=definition.shape.words()))  # fmt: skip
    if failed and not salvage:
        return FAILED
    return cls(span=node.span, marks=marks, extra=tuple(extra), **base | values)


def _unknown(key: Scalar, known: Iterable[str], reading: Reading, record: bool) -> bool:
    """Report an unknown field; whether the structure can stand without it."""
    near = nearest(key.text, list(known))
    if near or not record:
        help = said("write `%(field)s:`", field=near) if near else said("fields known here: %(fields)s", fields=", ".join(known))
        label = said("did you mean `%(meant)s`?", meant=near) if near else said("not known here")
        reading.report("unknown-field", key.span, said("unknown field `%(field)s`", field=key.text), label, help)
        return False
    reading.report("field-ignored", key.span, said("the field `%(field)s` is not ours and is ignored", field=key.text), said("ignored"),
                   said("remove it, or name it `x-…` to have it kept and shown"))  # fmt: skip
    return True


def as_text(node: Node) -> str:
    """A node of unknown meaning as one line of text, for `x-` fields, which are shown and never interpreted."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return "; ".join(as_text(item) for item in node.items)
    return "; ".join(f"{key.text}: {as_text(value)}" for key, value in node.entries)


def struct_schema(cls: type[Struct], *, record: bool = False) -> dict[str, Any]:
    """The JSON Schema of a structure; a record also takes fields of other tools, which are ignored."""
    properties = {f.key: f.shape.schema() | {"description": f.meaning} for f in fields_of(cls)}
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if required := [f.key for f in fields_of(cls) if f.required]:
        schema["required"] = required
    if not record:
        schema["patternProperties"] = {"^x-": {}}
        schema["additionalProperties"] = False
    return schema
