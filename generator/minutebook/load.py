"""Loading: files become the linked confederation, and whatever is wrong with them becomes problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from minutebook.checks import check
from minutebook.codes import severity_of
from minutebook.confederation import Confederation
from minutebook.document import Document
from minutebook.entry import Place, Reader, place_of, read_translation, stub
from minutebook.files import ENDING
from minutebook.illustrations import Look, illustrations
from minutebook.linking import Index, map_refs
from minutebook.problems import Problem, Severity, whole_file
from minutebook.pruning import assemble, spoken, without
from minutebook.records import KINDS, AssemblyRecord, MinutesRecord, ProposalRecord, Record
from minutebook.records.decision import Correction
from minutebook.records.minutes import Delegation
from minutebook.shapes import Ref, SetAside, numbered
from minutebook.speech import Said, said
from minutebook.structure import ListOf, fields_of


def load(files: Mapping[str, bytes | None], look: Look | None = None, reader: Reader | None = None) -> Confederation:
    """The confederation that these files are, by their paths ('assemblies/north/assembly.md').

    `look` looks into the files of pictures, when it is asked for one; without it no picture is shown, and nothing is said of any.
    A `reader` that has read such files before need not read again what has not changed.
    No mistake raises: what cannot be trusted is set aside, and `problems` says what, where and why.
    The same files in any order give the same confederation.
    """
    problems: list[Problem] = []
    aside: list[SetAside] = []
    records, texts = _read(files, reader or Reader(), problems, aside)
    _attach(records, texts, problems, aside)
    aliases = _aliases(records, problems, aside)
    linked = _completed(_link(records, aliases, problems, aside))
    confederation = assemble(linked, aliases, sum(data is None or file.endswith(ENDING) for file, data in files.items()))
    found = tuple(check(confederation))
    problems.extend(found)
    confederation = without(confederation, found, aside)
    _forsaken(texts, confederation, problems, aside)
    pictures, wrong = illustrations(confederation, files, look) if look else ({}, [])
    problems.extend(wrong)
    order = sorted(dict.fromkeys(problems), key=lambda p: (p.span, p.code, p.message))
    return replace(confederation, problems=tuple(order), aside=tuple(sorted(aside, key=lambda a: a.span)), pictures=pictures)


PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg", "pdf", "avif", "heic", "heif", "tif", "tiff", "bmp"})
TEXTS = frozenset({"md", "md.txt", "md.md", "txt", "text", "markdown", "mdown", "mkd"})
_Texts = list[tuple[Place, Document]]


def _read(
    files: Mapping[str, bytes | None], reader: Reader, problems: list[Problem], aside: list[SetAside]
) -> tuple[dict[str, Record], _Texts]:
    """Every file read: records by id; translations and texts of editions apart."""
    records: dict[str, Record] = {}
    texts: _Texts = []
    homeless: set[str] = set()
    for file in sorted(files):
        data = files[file]
        place = _placed(file, data)
        if place is None:
            continue
        if isinstance(place, Problem):
            problems.append(place)
            if place.code != "not-a-record":
                aside.append(SetAside("", whole_file(file), "", ()))
            continue
        found = reader.read(place, data or b"")
        homeless.add(place.assembly)
        if found.record is None:
            texts.append((place, found.document))
            continue
        record, reading = found.record
        problems.extend(reading.problems)
        aside.extend(reading.aside)
        if record:
            records[place.id] = record
    for assembly in sorted(homeless - records.keys()):
        file = f"assemblies/{assembly}/assembly.md"
        message = said("the folder `%(assembly)s` has records and no assembly.md", assembly=assembly)
        help = said("write assembly.md with the assembly's `name` and `kind`")
        problems.append(Problem("assembly-missing", whole_file(file), message, help=help))
        aside.append(SetAside(assembly, whole_file(file), "assembly.md", ()))
        place = Place(file, assembly, KINDS["assembly"], "assembly", 1, "", None)
        records[assembly] = stub(place, {"id": assembly, "assembly": assembly, "slug": "assembly", "file": file})
    return records, texts


def _placed(file: str, data: bytes | None) -> Place | Problem | None:
    """Where a record's file lies, or the problem with it; None of a picture, which may lie beside records and is none."""
    if data is None:
        message = said("this is no file that can be read: a link, a folder, a device, or closed to whoever builds the site")
        return Problem("bad-path", whole_file(file), message, help=said("commit the file itself, readable for everyone"))
    if file.endswith(ENDING):
        return place_of(file)
    name = file.rsplit("/", 1)[1]
    stem, _, ending = name.partition(".")
    if ending.lower().rsplit(".", 1)[-1] in PICTURES:
        return None
    plain, right = not ending or ending.lower() in TEXTS, stem + ENDING
    help = (
        said("rename it to `%(name)s`", name=right)
        if plain
        else said("if it is a record, write its text into a file `%(name)s`", name=right)
    )
    message = said("`%(name)s` does not end in `%(ending)s` and is not read", name=name, ending=ENDING)
    return Problem("not-a-record", whole_file(file), message, said("not read"), help)


def _attach(records: dict[str, Record], texts: _Texts, problems: list[Problem], aside: list[SetAside]) -> None:
    """Put translations and the texts of later editions with the records they stand beside; what belongs to none is set aside."""

    def orphan(file: str, message: Said, help: Said) -> None:
        problems.append(Problem("translation-orphan", whole_file(file), message, help=help))
        aside.append(SetAside("", whole_file(file), "", ()))

    gone = {one.record for one in aside if not one.part}
    for place, document in texts:
        owner = records.get(place.id)
        if owner is None and place.id in gone:
            continue
        if owner is None:
            orphan(place.file, said("there is no %(name)s.md beside it", name=place.slug), said("name it after the record it belongs to"))
        elif place.language:
            value, reading = read_translation(place, document)
            problems.extend(reading.problems)
            aside.extend(reading.aside)
            if value:
                records[place.id] = replace(owner, translations=(*owner.translations, value))
        else:
            name = place.file.rsplit("/", 1)[1]
            editions = owner.editions if isinstance(owner, ProposalRecord) else ()
            if not any(one.text == name for one in editions):
                message = said("no edition of `%(proposal)s` names this text", proposal=place.id)
                orphan(place.file, message, said("list it under `editions:` in %(name)s.md", name=place.slug))
            elif any(severity_of(problem.code) is Severity.ERROR for problem in document.problems):
                aside.append(SetAside("", whole_file(place.file), "", ()))
            elif isinstance(owner, ProposalRecord):
                matching = tuple(
                    replace(one, body=document.body, body_line=document.body_line) if one.text == name else one for one in editions
                )
                records[place.id] = replace(owner, editions=matching)
            problems.extend(replace(problem, record=place.id) for problem in document.problems)


def _forsaken(texts: _Texts, confederation: Confederation, problems: list[Problem], aside: list[SetAside]) -> None:
    """Set aside the translations and later texts of what is set aside itself: nothing of a record is published without it."""
    listed = {one.span.file for one in aside if not one.part}
    for place, _document in texts:
        if place.file not in listed and confederation.record(place.id) is None:
            message = said("`%(record)s` is set aside, so this leads to nothing published", record=place.id)
            span, help = whole_file(place.file), said("correct that record first")
            problems.append(Problem("translation-orphan", span, message, said("set aside"), help, record=place.id))
            aside.append(SetAside("", span, "", ()))


def _aliases(records: Mapping[str, Record], problems: list[Problem], aside: list[SetAside]) -> dict[str, str]:
    """Former ids with the present ones. A renamed assembly's former records are found under its present id."""
    claims: dict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        for former in getattr(record, "formerly", ()):
            full = former if "/" in former or isinstance(record, AssemblyRecord) else f"{record.id.rsplit('/', 1)[0]}/{former}"
            claims[full].append(record)
    for former, claiming in claims.items():
        if former in records or len(claiming) > 1:
            message = said("`%(id)s` is also %(other)s", id=former, other=claiming[0].id)
            if former in records:
                message = said("`%(id)s` is also the id of a record", id=former)
            span, help = claiming[-1].mark("formerly"), said("an id names one record")
            problems.append(Problem("formerly-collision", span, message, said("taken"), help, record=claiming[-1].id))
            aside.append(SetAside(claiming[-1].id, span, "formerly", ()))
    aliases = {former: claiming[0].id for former, claiming in claims.items() if former not in records}
    renamed = {former: now for former, now in aliases.items() if "/" not in former}
    for id in records:
        owner, _, rest = id.partition("/")
        for former, now in renamed.items():
            if rest and owner == now:
                aliases.setdefault(f"{former}/{rest}", id)
    return aliases


def _link(records: Mapping[str, Record], aliases: Mapping[str, str], problems: list[Problem], aside: list[SetAside]) -> list[Record]:
    """Resolve every reference; what has one that cannot be resolved is set aside."""
    gone = {one.record for one in aside if not one.part and one.record}
    parts = {
        id: frozenset(d.anchor for d in one.decisions) for id, one in records.items() if isinstance(one, MinutesRecord)
    }  # fmt: skip
    remaining = dict(records)
    while True:
        index = Index(frozenset(remaining), frozenset(gone), aliases, parts)
        linker = _Linker(index)
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


def _completed(records: list[Record]) -> list[Record]:
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

    def __init__(self, index: Index) -> None:
        self.index = index
        self.problems: list[Problem] = []
        self.aside: list[SetAside] = []

    def problems_of(self, ids: Iterable[str]) -> list[Problem]:
        """The problems of these records."""
        wanted = set(ids)
        return [problem for problem in self.problems if problem.record in wanted]

    def record(self, record: Record) -> Record | None:
        """The record with its references resolved, or None."""
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
