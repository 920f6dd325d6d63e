"""Loading: files become the linked confederation, and whatever is wrong with them becomes problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from minutebook.checks import check
from minutebook.codes import severity_of
from minutebook.confederation import Confederation
from minutebook.document import Document
from minutebook.entry import Place, Read, Reader, place_of, read_file, read_translation, stub
from minutebook.files import ENDING
from minutebook.illustrations import Look, illustrations
from minutebook.problems import Problem, Severity, whole_file
from minutebook.pruning import assemble, without
from minutebook.records import KINDS, AssemblyRecord, ProposalRecord, Record
from minutebook.resolving import Links, completed, link
from minutebook.shapes import SetAside
from minutebook.speech import Said, said


@dataclass(frozen=True, slots=True)
class Known:
    """What was read and linked before: who loads such files again reads and links only what has changed since."""

    reader: Reader = field(default_factory=Reader)
    links: Links = field(default_factory=Links)


def load(files: Mapping[str, bytes | None], look: Look | None = None, known: Known | None = None) -> Confederation:
    """The confederation that these files are, by their paths ('assemblies/north/assembly.md').

    `look` looks into the files of pictures, when it is asked for one; without it no picture is shown, and nothing is said of any.
    With what is `known` of such files already, only what has changed is read again; what is read now is noted there.
    No mistake raises: what cannot be trusted is set aside, and `problems` says what, where and why.
    The same files in any order give the same confederation.
    """
    problems: list[Problem] = []
    aside: list[SetAside] = []
    records, texts = _read(files, known.reader.read if known else read_file, problems, aside)
    if known:
        known.reader.forget(files)
    _attach(records, texts, problems, aside)
    aliases = _aliases(records, problems, aside)
    linked = completed(link(records, aliases, known.links if known else Links(), problems, aside))
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
    files: Mapping[str, bytes | None], read: Callable[[Place, bytes], Read], problems: list[Problem], aside: list[SetAside]
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
        found = read(place, data or b"")
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
