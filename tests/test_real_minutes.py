"""Real minutes of ten public bodies, as their secretaries wrote them: each is a record, and none has an error."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from minutebook.codes import severity_of
from minutebook.load import load
from minutebook.problems import Severity
from minutebook.state import reckon

REAL = Path(__file__).parents[2] / "shared" / "data" / "minutes"
_ISO = re.compile(r"(20\d\d)-?([01]\d)-?([0-3]\d)")
_STATED = re.compile(r"^date: *['\"]?(\d{4})-(\d\d)-(\d\d)", re.M)
_DAY_FIRST = re.compile(r"\b([0-3]\d)-([01]\d)-(20\d\d)\b")


def dated(paths: list[Path]) -> dict[str, bytes]:
    """The files under dated names in one assembly's minutes: the day in their name or path, else one of their own."""
    files = {"assemblies/real/assembly.md": b"---\nname: Real minutes\nkind: commune\n---\n"}
    for number, path in enumerate(paths):
        iso = _STATED.search(path.read_text(encoding="utf-8")) or _ISO.search(path.name) or _ISO.search(str(path.relative_to(REAL)))
        first = _DAY_FIRST.search(path.name)
        day = "-".join(iso.groups()) if iso else "-".join(reversed(first.groups())) if first else str(date(2001, 1, 1) + timedelta(number))
        files[f"assemblies/real/minutes/{day}-n{number:03}.md"] = path.read_bytes()
    return files


@pytest.mark.skipif(not REAL.is_dir(), reason="the real minutes are not beside this repository")
def test_every_real_file_is_a_record_without_an_error() -> None:
    paths = sorted(REAL.rglob("*.md"))
    paths = [path for path in paths if path.name != "FRONT_MATTER.md"]
    assert len(paths) > 180
    confederation = load(dated(paths))
    errors = [problem for problem in confederation.problems if severity_of(problem.code) is Severity.ERROR]
    assert errors == []
    assert len(confederation.minutes) == len(paths)
    assert len(reckon(confederation, date(2030, 1, 1)).confederation.minutes) == len(paths)
