"""One file becomes one record: where it lies says what it is, its front matter and body say the rest."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

from minutebook.codes import nearest, severity_of
from minutebook.document import Document, read_document
from minutebook.nodes import Mapping, Sequence
from minutebook.problems import Problem, Severity, whole_file
from minutebook.records import FOLDERS, KINDS, AssemblyRecord, Kind, MinutesRecord, NoticeRecord, Record, Translation
from minutebook.records.decision import Decision
from minutebook.records.minutes import Statement
from minutebook.shapes import SLUG, Reading, SetAside
from minutebook.speech import Said, said
from minutebook.structure import ListOf, StructOf, fields_of, mentions, read_struct

_NAME: Final = re.compile(r"(?P<slug>[^.]+)(\.(?P<edition>[1-9]\d{0,2}))?(\.(?P<language>[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*))?\.md")
_DATED: Final = re.compile(r"([12]\d{3}-\d{2}-\d{2})(-[a-z0-9-]+)?")
_BLOCKS: Final = {"decision": ("decisions", Decision), "statement": ("statements", Statement)}


@dataclass(frozen=True, slots=True)
class Place:
    """What a path says: assembly, kind, slug; an edition's number and a translation's language where it has them."""

    file: str
    assembly: str
    kind: Kind
    slug: str
    edition: int
    language: str
    day: date | None

    @property
    def id(self) -> str:
        """The record's id, which is its public address."""
        return f"{self.assembly}/{self.kind.folder}/{self.slug}" if self.kind.folder else self.assembly


def place_of(file: str) -> Place | Problem:
    """Where a record's file lies, or the problem with it."""

    def fault(code: str, message: Said, help: Said) -> Problem:
        return Problem(code, whole_file(file), message, help=help)

    parts = file.split("/")[1:]
    if len(parts) == 2 and parts[1].split(".")[0] == "assembly":
        kind = KINDS["assembly"]
    elif len(parts) == 3 and parts[1] in FOLDERS:
        kind = FOLDERS[parts[1]]
    else:
        near = nearest(parts[1], list(FOLDERS)) if len(parts) == 3 else None
        hint = (
            said("did you mean the folder `%(folder)s/`?", folder=near)
            if near
            else said("an assembly's folder holds assembly.md and the folders %(folders)s", folders=", ".join(FOLDERS))
        )
        return fault("misplaced-file", said("no record is kept here"), hint)
    name = _NAME.fullmatch(parts[-1])
    if not name or not SLUG.fullmatch(name["slug"]) or not SLUG.fullmatch(parts[0]):
        return fault("bad-id", said("the name is an id and an address: lower-case letters a-z, digits and hyphens only"),
                     said("rename the file or folder, for example 2026-03-02.md"))  # fmt: skip
    day = None
    if kind.dated:
        dated = _DATED.fullmatch(name["slug"])
        try:
            day = date.fromisoformat(dated[1] if dated else "")
        except ValueError:
            return fault("wrong-date", said("the file's name does not begin with a day"),
                         said("rename it, for example 2026-03-02.md or 2026-03-02-evening.md"))  # fmt: skip
    return Place(file, parts[0], kind, name["slug"], int(name["edition"] or 1), name["language"] or "", day)


class Read(NamedTuple):
    """A file that was read; `record` with its reading is None for a translation and for the text of a later edition."""

    document: Document
    record: tuple[Record | None, Reading] | None


def read_record(place: Place, document: Document) -> tuple[Record | None, Reading]:
    """The record of a file, None where it is set aside; the reading has its problems and what is set aside of it."""
    found = [replace(problem, record=place.id) for problem in document.problems]
    reading = Reading(place.id, found, faults=[one.span for one in found if severity_of(one.code) is Severity.ERROR])
    record: Any
    base: dict[str, Any] = {
        "id": place.id, "assembly": place.assembly, "slug": place.slug, "file": place.file,
        "body": document.body, "body_line": document.body_line, "heading": document.heading or "",
    }  # fmt: skip
    front = document.front
    if front is None and not place.kind.bare and not reading.faults:
        reading.report("missing-front-matter", whole_file(place.file), said("the fields at the top of the file are missing"),
                       help=said("begin with a line of three hyphens `---`, then one `field: value` on each line, then `---` again"))  # fmt: skip
    if front is None:
        front = Mapping((), whole_file(place.file))
    if document.front is None and not place.kind.bare:
        record = stub(place, base) if place.kind.cls is AssemblyRecord else None
    elif place.kind.cls is AssemblyRecord:
        kind = "council" if front.get("members") else "commune"
        record = read_struct(AssemblyRecord, front, reading, record=True, salvage=True, **base, name=place.assembly, kind=kind)
    else:
        if place.day:
            base["first_day"] = place.day
        if place.kind.cls is MinutesRecord:
            base["last_day"] = place.day
        record = read_struct(place.kind.cls, front, reading, record=True, **base)
        if isinstance(record, MinutesRecord):
            record = _with_blocks(_with_days(record, reading), front, document, reading)
        elif isinstance(record, NoticeRecord):
            _day_agrees(record, record.date, reading)
    if reading.faults and isinstance(record, AssemblyRecord):
        reading.aside.append(SetAside(place.id, reading.faults[0], said("a line that cannot be read"), ()))
    elif reading.faults:
        record = None
    if not isinstance(record, Record):
        spoken = [*mentions(front), *(m for block in document.blocks for m in mentions(block.fields))]
        reading.aside[:] = [SetAside(place.id, whole_file(place.file), "", tuple(spoken))]
        return None, reading
    return record, reading


def read_file(place: Place, data: bytes) -> Read:
    """A file: its text, and the record in it, where it is no translation and no text of a later edition."""
    document = read_document(place.file, data)
    return Read(document, None if place.language or place.edition > 1 else read_record(place, document))


class Reader:
    """Reads the files of records, and remembers of each what it last held: who reads again reads only what has changed since.

    Nothing that it gives may be changed.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, Read]] = {}

    def read(self, place: Place, data: bytes) -> Read:
        """What `read_file` gives."""
        before = self._known.get(place.file)
        if before and before[0] == data:
            return before[1]
        found = read_file(place, data)
        self._known[place.file] = data, found
        return found

    def forget(self, files: Container[str]) -> None:
        """Remember nothing of files but these."""
        self._known = {file: known for file, known in self._known.items() if file in files}


def stub(place: Place, base: dict[str, Any]) -> AssemblyRecord:
    """An assembly whose own record cannot be read: it is known by its folder, and its records stay published."""
    return AssemblyRecord(span=whole_file(place.file), **base | {"name": place.assembly, "kind": "commune"})


def _with_days(record: MinutesRecord, reading: Reading) -> MinutesRecord:
    """The first and last day: of the ballot, else from the date to `until`."""
    _day_agrees(record, record.date, reading)
    if record.ballot:
        first, last = record.ballot.from_ or record.ballot.until, record.ballot.until
        if record.first_day not in (first, last):
            message = said(
                "the file is named for %(day)s, the ballot ran from %(first)s to %(last)s", day=record.first_day, first=first, last=last
            )
            help = said("name the file for the ballot's first or last day")
            reading.refuse("date-contradicts-name", record.mark("ballot"), message, help=help)
    else:
        first, last = record.first_day, record.until or record.first_day
    if last < first:
        reading.refuse(
            "wrong-date",
            record.mark("until" if record.until else "ballot"),
            said("the last day %(last)s is before the first, %(first)s", last=last, first=first),
            said("before the first day"),
        )
    return replace(record, first_day=first, last_day=max(first, last))


def _day_agrees(record: MinutesRecord | NoticeRecord, stated: date | None, reading: Reading) -> None:
    """A stated date must agree with the file's name."""
    if stated and stated != record.first_day:
        day = record.first_day
        reading.refuse("date-contradicts-name", record.mark("date"),
                       said("the file is named for %(day)s, the date says %(stated)s", day=day, stated=stated),
                       said("the file's name says %(day)s", day=day), said("rename the file, or correct the date"))  # fmt: skip


def _with_blocks(record: MinutesRecord, front: Mapping, document: Document, reading: Reading) -> MinutesRecord:
    """The minutes with the decisions and statements of the body added behind those of the front matter."""
    places: list[tuple[str, int]] = []
    added: dict[str, tuple[Any, ...]] = {}
    counts = {field: _length(front, field) for field, _ in _BLOCKS.values()}
    for block in document.blocks:
        field, cls = _BLOCKS[block.name]
        items = ListOf(StructOf(cls), parted=field).read_items((replace(block.fields, span=block.span),), reading, counts[field])
        counts[field] += 1
        places.append((field, counts[field]))
        added[field] = added.get(field, ()) + tuple(replace(item, block=True) if isinstance(item, Decision) else item for item in items)
    return replace(record, blocks=tuple(places), **{field: getattr(record, field) + items for field, items in added.items()})


def _length(front: Mapping, field: str) -> int:
    node = front.get(field)
    return len(node.items) if isinstance(node, Sequence) else 0


def read_translation(place: Place, document: Document) -> tuple[Translation | None, Reading]:
    """A translation: prose only. A fact in it (any other field of the record) is an error, because only the original counts."""
    reading = Reading(place.id, [replace(problem, record=place.id) for problem in document.problems])
    front = document.front or Mapping((), whole_file(place.file))
    ours = {field.key for field in fields_of(place.kind.cls)}
    allowed = {field.key for field in fields_of(Translation)}
    kept = []
    for key, value in front.entries:
        if key.text in ours and key.text not in allowed:
            message = said("`%(field)s` is a fact and stands in the original alone", field=key.text)
            reading.report("translation-has-facts", key.span, message, said("not in a translation"),
                           said("remove it; a translation holds the title, the summary and the text"))  # fmt: skip
        else:
            kept.append((key, value))
    base: dict[str, Any] = {
        "language": place.language,
        "file": place.file,
        "body": document.body,
        "body_line": document.body_line,
        "heading": document.heading or "",
        "edition": place.edition,
    }
    value = read_struct(Translation, Mapping(tuple(kept), front.span), reading, record=True, **base)
    if any(severity_of(one.code) is Severity.ERROR for one in reading.problems) or not isinstance(value, Translation):
        reading.aside[:] = [SetAside("", whole_file(place.file), "", ())]
        return None, reading
    return value, reading
