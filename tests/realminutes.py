"""Real minutes of ten public bodies, where they lie beside this repository: tests read them there and keep none."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

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


def real_minutes() -> dict[str, bytes]:
    """All of them in one assembly."""
    return dated([path for path in sorted(REAL.rglob("*.md")) if path.name != "FRONT_MATTER.md"])
