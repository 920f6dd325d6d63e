"""Promises 2 and 8: whatever becomes of a record's bytes, it is published or set aside with file, line and reason, within two seconds.

Each mutant is a record of the demonstration, spoilt in one to three ways, among the other records of its assembly and of one council.
They are read in processes of their own, so that a crash would be seen. `python -m audit.mutants FIRST END` reads some and tells.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import traceback
from datetime import date
from pathlib import Path

from minutebook.codes import severity_of
from minutebook.exports import export_files
from minutebook.feeds import feed_files
from minutebook.load import load
from minutebook.problems import Severity
from minutebook.report import report
from minutebook.settings import Settings
from minutebook.state import reckon
from rendered import render_site

from .balance import unbalanced
from .figures import Result
from .spoilt import demonstration, mutant

PROMISE = "A spoilt record is published or set aside with file, line and reason"
SENTENCE = (
    "of {mutants} spoilt records {published} were published, {partly} of them without a part, and {aside} set aside, each with file, line and reason; "
    "{tracebacks} tracebacks, {signals} crashes; {slow} took over 2 s to read (the slowest {slowest} s)"
)
NUMBER, CHUNK, LIMIT = 10_000, 50, 2.0
DAY = date(2026, 11, 24)


def trial(number: int) -> dict[str, object]:
    """What becomes of one mutant: every fifth is also reported, every fortieth rendered with all files beside."""
    file, files = mutant(number)
    begun = time.process_time()
    confederation = load(files)
    state = reckon(confederation, DAY)
    problems = [*confederation.problems, *state.problems]
    taken = time.process_time() - begun
    wrong = [f"{file}: {one}" for one in unbalanced(files, confederation)]
    for one in problems:
        lines = (files.get(one.span.file) or b"").count(b"\n") + 2
        if not (one.span.file in files and 1 <= one.span.line <= lines and one.span.column >= 1 and str(one.message).strip()):
            wrong.append(f"{file}: no place or no reason: {one}")
    aside = any(one.span.file == file and not one.part for one in confederation.aside)
    partly = any(one.span.file == file for one in confederation.aside)
    if partly and not any(one.span.file == file and severity_of(one.code) is Severity.ERROR for one in problems):
        wrong.append(f"{file}: set aside without a reason")
    if number % 5 == 0:
        report(problems, {name: data for name, data in files.items() if data is not None}, "text")
    if number % 40 == 0:
        settings = Settings(as_of=DAY, site_name="Book", site_url="https://book.example/")
        pages = {page.path: page for page in render_site(state, settings, {})}
        export_files(state, settings)
        dict(feed_files(state, settings))
        for one in confederation.aside:
            if one.span.file.encode() and not any(
                one.span.file in page.content for path, page in pages.items() if path.startswith("aside/")
            ):
                wrong.append(f"{file}: {one.span.file} is set aside and not listed")
    return {"number": number, "aside": aside, "partly": partly, "seconds": taken, "wrong": wrong}


def main(first: str, end: str) -> None:
    """Try some, a line of JSON for each."""
    demonstration()
    for number in range(int(first), int(end)):
        try:
            told = trial(number)
        except BaseException:  # whatever it is, it is told
            told = {"number": number, "traceback": traceback.format_exc()}
        print(json.dumps(told), flush=True)


def measure(part: float) -> Result:
    """Try some part of all mutants, in two processes at a time."""
    number = max(CHUNK // 2, round(NUMBER * part))
    names = ("mutants", "published", "aside", "partly", "tracebacks", "signals", "slow")
    result = Result(dict.fromkeys(names, 0) | {"slowest": 0.0})
    starts = list(range(0, number, CHUNK))
    running: list[tuple[int, int, subprocess.Popen[str]]] = []
    while starts or running:
        while starts and len(running) < 2:
            first = starts.pop(0)
            running.append((first, min(first + CHUNK, number), _begun(first, min(first + CHUNK, number))))
        first, end, process = running.pop(0)
        try:
            out, _ = process.communicate(timeout=600)
        except subprocess.TimeoutExpired:
            process.kill()
            out, _ = process.communicate()
        told = [json.loads(line) for line in out.splitlines()]
        for one in told:
            _count(result, one)
        if len(told) < end - first:  # it died over the next one; the rest is tried without it
            result.add("signals")
            result.wrong.append(f"mutant {first + len(told)}: the process ended with {process.returncode}")
            starts.insert(0, first + len(told) + 1)
            result.add("mutants")
    result.counts["slowest"] = round(result.counts["slowest"], 2)
    return result


def _begun(first: int, end: int) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    return subprocess.Popen(
        [sys.executable, "-m", "audit.mutants", str(first), str(end)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def _count(result: Result, one: dict[str, object]) -> None:
    result.add("mutants")
    if "traceback" in one:
        result.add("tracebacks")
        result.wrong.append(f"mutant {one['number']}: {one['traceback']}")
        return
    result.add("aside" if one["aside"] else "published")
    result.add("partly", int(bool(one["partly"]) and not one["aside"]))
    seconds = float(str(one["seconds"]))
    result.add("slow", int(seconds > LIMIT))
    result.counts["slowest"] = max(result.counts["slowest"], seconds)
    if seconds > LIMIT:
        result.wrong.append(f"mutant {one['number']} took {seconds:.1f} s")
    result.wrong += [f"mutant {one['number']}: {line}" for line in one["wrong"]]  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(*sys.argv[1:])
