"""Resolving: the references of all records, so that each leads to what it means; what has one that leads nowhere is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from minutebook.codes import severity_of
from minutebook.linking import Index, map_refs
from minutebook.problems import Problem, Severity, whole_file
from minutebook.pruning import spoken
from minutebook.records import AssemblyRecord, MinutesRecord, Record
from minutebook.records.decision import Correction
from minutebook.records.minutes import Delegation
from minutebook.shapes import Ref, SetAside, numbered
from minutebook.structure import ListOf, fields_of


@dataclass
class Links:
    """Records that were linked without any problem, with what became of them, where references led to what is in `index`."""

    index: Index | None = None
    known: dict[str, tuple[Record, Record]] = field(default_factory=dict)


def link(
    records: Mapping[str, Record], aliases: Mapping[str, str], links: Links, problems: list[Problem], aside: list[SetAside]
) -> list[Record]:
    """Resolve every reference; what has one that cannot be resolved is set aside."""
    gone = {one.record for one in aside if not one.part and one.record}
    parts = {
        id: frozenset(d.anchor for d in one.decisions) for id, one in records.items() if isinstance(one, MinutesRecord)
    }  # fmt: skip
    remaining = dict(records)
    while True:
        index = Index(frozenset(remaining), frozenset(gone), aliases, parts)
        if index != links.index:
            links.index, links.known = index, {}
        linker = _Linker(index, links.known)
        linked = [linker.record(record) for record in remaining.values()]
        lost = [old.id for old, new in zip(remaining.values(), linked, strict=True) if new is None]
        if not lost:
            break
        gone.update(lost)
        problems.extend(linker.problems_of(lost))
        for id in lost:
            aside.append(SetAside(id, whole_file(remaining[id].file), "", spoken(remaining[id])))
            del remaining[id]
    problems.extend(linker.problems)
    aside.extend(linker.aside)
    return [record for record in linked if record]


def completed(records: list[Record]) -> list[Record]:
    """What corrects or revokes minutes without naming a decision means the only one in them, or in a revocation all of them."""
    decided = {one.id: tuple(decision.anchor for decision in one.decisions) for one in records if isinstance(one, MinutesRecord)}

    def revoked(ref: Ref) -> tuple[Ref, ...]:
        return (ref,) if ref.part else tuple(replace(ref, part=anchor) for anchor in decided.get(ref.target, ())) or (ref,)

    def corrected(fix: Correction) -> Correction:
        anchors = decided.get(fix.minutes.target, ())
        return replace(fix, decision=anchors[0]) if fix.decision is None and len(anchors) == 1 else fix

    def complete(record: Record) -> Record:
        if not isinstance(record, MinutesRecord) or not any(one.revokes or one.corrects for one in record.decisions):
            return record
        decisions = tuple(
            replace(one, revokes=tuple(ref for old in one.revokes for ref in revoked(old)), corrects=tuple(map(corrected, one.corrects)))
            for one in record.decisions
        )
        return replace(record, decisions=decisions)

    return [complete(record) for record in records]


class _Linker:
    """Resolves one record after another, and collects what is wrong."""

    def __init__(self, index: Index, known: dict[str, tuple[Record, Record]]) -> None:
        self.index = index
        self.known = known
        self.problems: list[Problem] = []
        self.aside: list[SetAside] = []

    def problems_of(self, ids: Iterable[str]) -> list[Problem]:
        """The problems of these records."""
        wanted = set(ids)
        return [problem for problem in self.problems if problem.record in wanted]

    def record(self, record: Record) -> Record | None:
        """The record with its references resolved, or None."""
        before = self.known.get(record.id)
        if before and before[0] is record:
            return before[1]
        told = len(self.problems), len(self.aside)
        linked = self._linked(record)
        if linked and told == (len(self.problems), len(self.aside)):
            self.known[record.id] = record, linked
        return linked

    def _linked(self, record: Record) -> Record | None:
        changes: dict[str, Any] = {}
        for definition in fields_of(type(record)):
            value = getattr(record, definition.name)
            if value is None or value == ():
                continue
            if isinstance(definition.shape, ListOf) and definition.shape.parted:
                linked: Any = tuple(new for item in value if (new := self._item(item, record, definition.shape.parted)) is not None)
            else:
                linked, sound = self._resolved(value, (record.assembly,), record.id)
                if not sound and not isinstance(record, AssemblyRecord):
                    return None
                if not sound:
                    self.aside.append(SetAside(record.id, record.mark(definition.key), definition.key, ()))
                    linked = definition.default
            if linked is not value:
                changes[definition.name] = linked
        return replace(record, **changes) if changes else record

    def _item(self, item: Any, record: Record, part: str) -> Any:
        homes = (record.assembly, item.assembly.text) if isinstance(item, Delegation) and item.assembly else (record.assembly,)
        linked, sound = self._resolved(item, homes, record.id)
        if sound:
            return linked
        on = getattr(item, "on", None)
        self.aside.append(SetAside(record.id, item.span, numbered(part, item.number), (on.text,) if on else ()))
        return None

    def _resolved(self, value: Any, homes: tuple[str, ...], record: str) -> tuple[Any, bool]:
        sound = True

        def change(ref: Ref) -> Ref:
            nonlocal sound
            resolved, problem = self.index.resolve(ref, homes, record)
            if problem:
                self.problems.append(problem)
                sound = sound and severity_of(problem.code) is not Severity.ERROR
            return resolved

        return map_refs(value, change), sound
