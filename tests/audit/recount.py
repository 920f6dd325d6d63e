"""Promise 7: an independent recount agrees. `tests/reference` reckons everything anew, slowly, with nothing of the generator's rules."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from typing import Any

from minutebook.files import read_tree
from minutebook.load import load
from reference import naive
from reference.reading import world as read_world
from reference.world_common import day as day_number
from reference.worlds import SPAN, make_world, to_files
from test_reference import KEYS, computed, keyed

from .figures import ROOT, Result

PROMISE = "An independent recount agrees on every status and tally"
SENTENCE = (
    "over {worlds} random confederations, the demonstration and {histories} histories on {days} days: {rows} rows of {cells} cells recounted "
    "(of a book, without what it sets aside); {different} differ; {imports} lines of the recount use the generator"
)
WORLDS, CHUNK = 10_000, 50
HISTORIES = {"articles-of-confederation": "1781-12-31", "independence-1776": "1776-12-31", "assemblies-of-assemblies-2019": "2019-12-31"}


def measure(part: float) -> Result:
    """Recount a part of the random confederations; the demonstration and the histories unless it is a very small one."""
    result = Result(dict.fromkeys(("worlds", "histories", "days", "rows", "cells", "different", "imports"), 0))
    result.wrong += borrowed()
    result.counts["imports"] = len(result.wrong)
    number = max(4, round(WORLDS * part))
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        tasks = [pool.submit(_worlds, start, min(start + CHUNK, number)) for start in range(0, number, CHUNK)]
        tasks += [pool.submit(_book, name, day) for name, day in (_days() if part > 0.01 else ())]
        for task in tasks:
            rows, cells, wrong = task.result()
            result.add("rows", rows)
            result.add("cells", cells)
            result.add("different", len(wrong))
            result.wrong += wrong
    result.counts |= {"worlds": number, "histories": len(HISTORIES) if part > 0.01 else 0, "days": len(list(_days())) if part > 0.01 else 0}
    return result


def borrowed() -> list[str]:
    """The lines of the recount that import anything of the generator."""
    found = []
    for path in sorted((ROOT / "tests" / "reference").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [one.name for one in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            found += [f"{path.name}: imports {name}" for name in names if name.split(".")[0] == "minutebook"]
    return found


def _days() -> Iterator[tuple[str, str]]:
    """Each history on the day of its end and half a year before, the demonstration on three days."""
    for name, last in HISTORIES.items():
        yield name, last
        yield name, (date.fromisoformat(last) - timedelta(182)).isoformat()
    for day in ("2026-11-24", "2026-06-30", "2026-03-20"):
        yield "", day


def _worlds(start: int, end: int) -> tuple[int, int, list[str]]:
    """Make some confederations, each by its number, and recount each on a day of its own."""
    rows = cells = 0
    wrong: list[str] = []
    for number in range(start, end):
        chance = random.Random(number)
        world = make_world(number, chance.randint(2, 7), chance.randint(0, 3), chance.randint(1, 4))
        day = day_number(chance.randint(-3, SPAN + 15))
        more, all_cells, lines = compared(keyed(naive.tables(world, day)), computed(to_files(world), day))
        rows, cells = rows + more, cells + all_cells
        wrong += [f"confederation {number} on {day}: {line}" for line in lines]
    return rows, cells, wrong


def _book(name: str, day: str) -> tuple[int, int, list[str]]:
    """Recount a book that people wrote."""
    root = ROOT / "tests" / "history" / name if name else ROOT
    files = read_tree(root)
    aside = [(one.span.file, str(one.part)) for one in load(files).aside]
    world = read_world(files, aside)
    when = date.fromisoformat(day)
    rows, cells, lines = compared(keyed(naive.tables(world, when)), computed({k: v for k, v in files.items() if v is not None}, when))
    return rows, cells, [f"{name or 'the demonstration'} on {day}: {line}" for line in lines]


def compared(expected: Any, got: Any) -> tuple[int, int, list[str]]:
    """How many rows and cells were held against each other, and where they differ."""
    rows = cells = 0
    lines = []
    for table in KEYS:
        for key in sorted({*expected[table], *got[table]}, key=str):
            mine, theirs = expected[table].get(key), got[table].get(key)
            rows += 1
            if mine is None or theirs is None:
                lines.append(f"{table} {key}: {'unexpected' if mine is None else 'missing'} row")
                continue
            cells += len(mine)
            lines += [
                f"{table} {key} {c}: expected {v!r}, got {theirs.get(c)!r}" for c, v in mine.items() if v != theirs.get(c, "no such column")
            ]
    return rows, cells, lines
