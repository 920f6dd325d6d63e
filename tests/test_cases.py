"""One case for every problem code: a folder of records, and the report they must give, to the letter.

Each folder in `cases/` is laid over the small confederation in `cases/base`; `report.txt` is what is reported of its files.
After a change of wording that is meant: `python tests/test_cases.py` writes the reports anew, to be read before they are committed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from minutebook.codes import CODES, severity_of
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.problems import Severity
from minutebook.report import report
from minutebook.shell.pictures import Pictures
from minutebook.state import reckon

CASES = Path(__file__).parent / "cases"
DAY = date(2026, 6, 30)
LIMITS: Mapping[str, bytes] = {
    "file-too-large": b"x" * (1024 * 1024 + 1),
    "body-too-large": b"# Minutes\n\n" + b"word " * 80_000,
    "yaml-too-large": b"---\ntitle: " + b"x" * 70_000 + b"\n---\n",
    "yaml-too-many-values": b"---\nx-many: [" + b"1, " * 6_000 + b"1]\n---\n",
}
"""Records that are too large to keep; they must be named by their code."""
FOLDERS = sorted(path.name for path in CASES.iterdir() if path.name != "base")


def reported(folder: str) -> str:
    """What is reported of the files of a case."""
    own = read_tree(CASES / folder)
    files = {**read_tree(CASES / "base"), **own}
    with Pictures(CASES / folder) as pictures:
        confederation = load(files, pictures.look)
    state = reckon(confederation, DAY)
    problems = [*confederation.problems, *state.problems, *(finding.problem for finding in state.ledger)]
    sources = {name: data for name, data in files.items() if data is not None}
    touched = {name.split("/")[1] for name in own}
    return report([p for p in problems if p.span.file in own or p.assembly in touched - set(BASE)], sources, "text")


BASE = sorted({name.split("/")[1] for name in read_tree(CASES / "base")})


def test_the_base_itself_has_no_errors_or_warnings() -> None:
    assert load(read_tree(CASES / "base")).problems == ()


def test_every_code_has_a_case() -> None:
    assert sorted({*FOLDERS, *LIMITS}) == sorted(CODES)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_case_gives_its_report(folder: str) -> None:
    found = reported(folder)
    assert f"[{folder}]" in found
    assert found == (CASES / folder / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_has_an_error_is_set_aside(folder: str) -> None:
    """Every error of a record is listed with what is set aside for it: nothing that cannot be trusted is counted."""
    confederation = load({**read_tree(CASES / "base"), **read_tree(CASES / folder)})
    errors = [problem for problem in confederation.problems if severity_of(problem.code) is Severity.ERROR]
    listed = [(one.span.file, one.record) for one in confederation.aside]
    for problem in errors:
        assert any(problem.span.file == file or (problem.record and problem.record == record) for file, record in listed), problem


@pytest.mark.parametrize("code", sorted(LIMITS))
def test_what_is_too_large_is_refused_by_its_code(code: str) -> None:
    files = {**read_tree(CASES / "base"), "assemblies/north/minutes/2026-03-20.md": LIMITS[code]}
    confederation = load(files)
    assert code in {problem.code for problem in confederation.problems}
    assert "north/minutes/2026-03-20" not in confederation.minutes


if __name__ == "__main__":
    for name in FOLDERS:
        (CASES / name / "report.txt").write_text(reported(name), encoding="utf-8")
