"""Figures: what a measurement came to, and how the safety page says it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
HOSTILE = ROOT.parent / "shared" / "data" / "hostile"
PAGE = ROOT / "content" / "about" / "safety.md"
KEPT = Path(__file__).with_name("figures.json")
BEGIN, END = "<!-- figures: written by make audit -->\n", "<!-- end of the figures -->\n"


class Absent(Exception):
    """What a measurement needs does not lie here; the words say what, and how to have it."""


@dataclass
class Result:
    """Counts by name, and whatever went wrong, a line each. A promise holds where nothing did."""

    counts: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, number: int = 1) -> None:
        """Count something."""
        self.counts[name] = self.counts.get(name, 0) + number


def some(items: Iterable[Any], part: float) -> list[Any]:
    """A part of things, spread evenly over all of them: always the same ones, and at least one."""
    every = list(items)
    number = max(1, min(len(every), round(len(every) * part)))
    return [every[place * len(every) // number] for place in range(number)]


def hostile(name: str) -> Path:
    """A file or folder of the hostile texts, which lie beside this repository and are none of its own."""
    path = HOSTILE / name
    if not path.exists():
        raise Absent(f"the hostile texts do not lie beside the repository ({path}); they are not ours to publish")
    return path


def kept() -> dict[str, Any]:
    """The figures measured last, by module."""
    found: dict[str, Any] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    return found


def keep(figures: Mapping[str, Any], rows: Iterable[tuple[str, str, str]]) -> None:
    """Write the figures down, and into the page."""
    KEPT.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", "utf-8")
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + table(figures, rows) + END + rest.partition(END)[2], "utf-8")


def said(sentence: str, counts: Mapping[str, Any]) -> str:
    """A sentence with its figures, thousands apart."""
    return sentence.format(**{name: f"{value:,}" if isinstance(value, int) else value for name, value in counts.items()})


def table(figures: Mapping[str, Any], rows: Iterable[tuple[str, str, str]]) -> str:
    """The table of the page: each promise with the name by which `make audit` measures it again, and what was measured, when."""
    lines = ["\n| promised | measured |\n| --- | --- |\n"]
    for name, promise, sentence in rows:
        one = figures.get(name)
        told = said(sentence, one["counts"]) if one else "not measured yet"
        told += f"; {one['part']:.0%} of it was measured" if one and one["part"] < 1 else ""
        wrong = f" **{one['wrong']:,} went wrong.**" if one and one["wrong"] else ""
        day = f" ({one['day']})" if one else ""
        lines.append(f"| {promise} (`{name}`) | {told}{wrong}{day} |\n")
    return "".join([*lines, "\n"])
