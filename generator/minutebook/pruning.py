"""Pruning: a confederation without what its checks found wrong, item by item where that is enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from minutebook.codes import severity_of
from minutebook.confederation import Confederation
from minutebook.problems import Problem, Severity, Span, whole_file
from minutebook.records import KINDS, AssemblyRecord, Record
from minutebook.shapes import SetAside, numbered
from minutebook.structure import ListOf, fields_of

_TABLES = {
    "assembly": "assemblies",
    "minutes": "minutes",
    "mandate": "mandates",
    "proposal": "proposals",
    "report": "reports",
    "notice": "notices",
}


def assemble(records: Iterable[Record], aliases: Mapping[str, str], files: int) -> Confederation:
    """The confederation of these records; `files` is how many were read."""
    tables: dict[str, Any] = {table: {} for table in _TABLES.values()}
    for record in sorted(records, key=lambda one: one.id):
        word = next(kind.word for kind in KINDS.values() if isinstance(record, kind.cls))
        tables[_TABLES[word]][record.id] = record
    return Confederation(**tables, aliases=aliases, files=files)


def without(confederation: Confederation, found: Iterable[Problem], aside: list[SetAside]) -> Confederation:
    """The confederation without what the checks found wrong: the decision an error lies in, else the whole record."""
    errors: dict[str, list[Span]] = defaultdict(list)
    for problem in found:
        if severity_of(problem.code) is Severity.ERROR:
            errors[problem.record].append(problem.span)
    if not errors:
        return confederation
    kept: list[Record] = []
    for table in _TABLES.values():
        for id, record in getattr(confederation, table).items():
            kept.extend([record] if id not in errors else _pruned(record, errors[id], aside))
    return assemble(kept, confederation.aliases, confederation.files)


def _pruned(record: Record, errors: list[Span], aside: list[SetAside]) -> list[Record]:
    """The record without the items the errors lie in; nothing where one lies outside every item, but an assembly loses the field alone."""
    changes: dict[str, Any] = {}
    left = list(errors)
    for definition in fields_of(type(record)):
        if not (isinstance(definition.shape, ListOf) and definition.shape.parted):
            continue
        items = getattr(record, definition.name)
        bad = [item for item in items if any(item.span.holds(span) for span in errors)]
        left = [span for span in left if not any(item.span.holds(span) for item in bad)]
        for item in bad:
            on = getattr(item, "on", None)
            aside.append(SetAside(record.id, item.span, numbered(definition.shape.parted, item.number), (on.text,) if on else ()))
        changes[definition.name] = tuple(item for item in items if not any(item is one for one in bad))
    if left and not isinstance(record, AssemblyRecord):
        aside.append(SetAside(record.id, whole_file(record.file), "", spoken(record)))
        return []
    for definition in fields_of(type(record)) if left else ():
        span = record.marks.get(definition.key)
        if span and any(span.holds(error) for error in left):
            changes[definition.name] = definition.default
            aside.append(SetAside(record.id, span, definition.key, ()))
    return [replace(record, **changes)]


def spoken(record: Record) -> tuple[str, ...]:
    """The proposals a record speaks of, as written."""
    found: list[str] = []
    for decision in getattr(record, "decisions", ()):
        found += [decision.on.text] if decision.on else []
    for instruction in getattr(record, "instructions", ()):
        found += [ref.text for ref in instruction.on]
    return tuple(found)
