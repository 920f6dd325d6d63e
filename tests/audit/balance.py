"""Promise 8: files read = records published + files set aside, and each of these is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from minutebook.codes import severity_of
from minutebook.confederation import Confederation
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.pages import Site
from minutebook.pages.aside import aside
from minutebook.problems import Severity
from minutebook.settings import Settings
from minutebook.state import reckon

from .figures import ROOT, Result, some
from .spoilt import mutant

DAY = date(2026, 11, 24)

PROMISE = "Every file read is published or listed as set aside"
SENTENCE = "{files} files read = {published} published + {aside} set aside and listed, in {books} books"


def published(confederation: Confederation) -> set[str]:
    """The files that are published: of records, of their translations, of the texts of editions."""
    found = set()
    for table in ("assemblies", "minutes", "mandates", "proposals", "reports", "notices"):
        for record in getattr(confederation, table).values():
            found |= {record.file, *(one.file for one in record.translations)}
            folder = record.file.rpartition("/")[0]
            found |= {f"{folder}/{one.text}" for one in getattr(record, "editions", ())}
    return found


def unbalanced(files: Mapping[str, bytes | None], confederation: Confederation) -> list[str]:
    """What is neither published nor set aside, or both, or set aside and never said why."""
    read = {file for file, data in files.items() if data is None or file.endswith(".md")}
    aside = {one.span.file for one in confederation.aside if not one.part}
    shown = published(confederation)
    wrong = [f"{file} is neither published nor set aside" for file in sorted(read - shown - aside)]
    wrong += [f"{file} is published and set aside" for file in sorted(read & shown & aside)]
    reasons = {one.span.file for one in confederation.problems if severity_of(one.code) is Severity.ERROR}
    wrong += [f"{file} is set aside without a reason" for file in sorted((aside & read) - reasons)]
    if confederation.files != len(read):
        wrong.append(f"{confederation.files} files are said to be read, {len(read)} were")
    return wrong


def books(part: float) -> Iterator[tuple[str, Mapping[str, bytes | None]]]:
    """The demonstration, the histories, each case of a mistake, and some spoilt books."""
    yield "the demonstration", read_tree(ROOT)
    for folder in some(sorted((ROOT / "tests" / "history").glob("*/assemblies")), part):
        yield folder.parent.name, read_tree(folder.parent)
    base = read_tree(ROOT / "tests" / "cases" / "base")
    for folder in some(sorted((ROOT / "tests" / "cases").iterdir()), part):
        yield folder.name, {**base, **read_tree(folder)}
    for number in some(range(7, 10_000, 10), part):
        yield f"mutant {number}", mutant(number)[1]


def measure(part: float) -> Result:
    """Load each book, and hold its page of what is set aside against its files."""
    result = Result({"books": 0, "files": 0, "published": 0, "aside": 0})
    for name, files in books(part):
        confederation = load(files)
        result.wrong += [f"{name}: {one}" for one in unbalanced(files, confederation)]
        views = list(aside(Site(reckon(confederation, DAY), Settings(as_of=DAY), {})))
        listed = {one.file for view in views for one in view.whole}
        gone = {one.span.file for one in confederation.aside if not one.part}
        first = views[0]
        if listed != gone or first.files != first.published + first.lost or any(not one.reasons for view in views for one in view.whole):
            result.wrong.append(f"{name}: {first.files} files, {first.published} published, {first.lost} set aside, {len(listed)} listed")
        result.add("books")
        result.add("files", first.files)
        result.add("published", first.published)
        result.add("aside", first.lost)
    return result
