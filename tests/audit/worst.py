"""Worst cases: no text of 64 KB takes a second or 256 MB, and twice the text costs at most two and a half times as much.

Each text is read in a process of its own, under a limit of memory. `python -m audit.worst WHAT NAME SIZE` reads one and tells.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from minutebook.cli import COLLECT

from .figures import Result, some

PROMISE = "No record takes long, however it is written"
SENTENCE = (
    "{texts} texts of 64 KB, as bodies and as front matter: the slowest takes {slowest} s, the largest {largest} MB; twice the text costs at most "
    "{ratio} times as much; {over} went over a second, 256 MB or two and a half times"
)
SIZE, SECONDS, MEGABYTES, RATIO = 64 * 1024, 1.0, 256, 2.5
SHORT = 0.05
"""Below so many seconds of work twice the size is not held against once: the clock is too coarse."""

YAML: dict[str, Callable[[int], str]] = {
    "fields": lambda size: "".join(f"x-{number:05}: a\n" for number in range(size // 11)),
    "one long value": lambda size: "x-a: " + "b" * (size - 6),
    "one long name": lambda size: "b" * (size - 6) + ": x",
    "folded": lambda size: "x-a: >\n" + "  b\n\n" * (size // 6),
    "literal": lambda size: "x-a: |\n" + "  b\n" * (size // 4),
    "plain over lines": lambda size: "x-a:\n" + "  b\n" * (size // 4),
    "double quotes": lambda size: 'x-a: "' + "\\u0041" * (size // 6) + '"',
    "open quotes": lambda size: "x-a: '" + "b ' " * (size // 4),
    "list": lambda size: "x-a:\n" + "- b\n" * (size // 4),
    "flow list": lambda size: "x-a: [" + "b," * (size // 2) + "]",
    "flow map": lambda size: "x-a: {" + "".join(f"{number:x}: 1," for number in range(size // 9)) + "}",
    "open brackets": lambda size: "x-a: " + "[" * size,
    "open braces": lambda size: "x-a: " + "{b: " * (size // 4),
    "dashes": lambda size: "x-a:\n" + "- " * (size // 2),
    "question marks": lambda size: "? " * (size // 2),
    "colons": lambda size: ": " * (size // 2),
    "anchors": lambda size: "".join(f"x-{number:05}: &a b\n" for number in range(size // 14)),
    "aliases": lambda size: "x-a: [" + "*a, " * (size // 4) + "]",
    "merges": lambda size: "x-a:\n" + "  <<: {b: c}\n" * (size // 13),
    "tags": lambda size: "x-a: [" + "!!str a, " * (size // 9) + "]",
    "the same name": lambda size: "title: a\n" * (size // 9),
    "remarks": lambda size: "x-a: b\n" + "# c\n" * (size // 4),
    "tabs": lambda size: "x-a:\n" + "\tb\n" * (size // 3),
    "blanks": lambda size: "x-a:" + " " * size + "b",
    "empty lines": lambda size: "x-a: b\n" + "\n" * size,
    "direction marks": lambda size: "x-a: " + "\u202e" * (size // 3),
    "line breaks of other kinds": lambda size: "x-a: b" + "\u2028" * (size // 3),
    "staircase": lambda size: "".join("  " * (number % 60) + f"x{number}:\n" for number in range(size // 66)),
    "decisions": lambda size: "decisions:\n" + "- {on: council/x, outcome: adopted}\n" * (size // 36),
    "wrong decisions": lambda size: "decisions:\n" + "- {onn: x, outcom: y, votes: z}\n" * (size // 32),
    "unknown fields": lambda size: "".join(f"titel{number}: a\n" for number in range(size // 13)),
    "delegates": lambda size: "delegations:\n" + "- {assembly: a, delegates: [b]}\n" * (size // 32),
    "people": lambda size: "people: {" + "".join(f"p{number}: P, " for number in range(size // 11)) + "}",
    "stages": lambda size: "decisions:\n- {id: a, stages: [" + "{method: consensus, outcome: rejected}, " * (size // 40) + "]}",
}
"""Front matter of about a size, by what it is made of."""


def _body(name: str, size: int) -> str:
    from test_markdown import SHAPES  # 64 KB each; twice that is the same once more

    text: str = SHAPES[name]
    return text if size <= SIZE else f"{text}\n{text}" if "\n" in text else text * 2


def names() -> list[tuple[str, str]]:
    """Every text there is, as body and as front matter."""
    from test_markdown import SHAPES

    return [*(("body", name) for name in SHAPES), *(("front", name) for name in YAML)]


def work(what: str, name: str, size: int) -> Callable[[], Any]:
    """What is measured: the file is loaded in a small confederation, and of a body also made what pages show of it."""
    from minutebook.load import load
    from minutebook.markdown import plain, render

    text = _body(name, size) if what == "body" else YAML[name](size)
    data = (text if what == "body" else f"---\n{text}\n---\nWe met.\n").encode("utf-8", "replace")
    files = {
        "assemblies/a/assembly.md": b"---\nname: A\nkind: commune\n---\n",
        "assemblies/council/assembly.md": b"---\nname: Council\nkind: council\nmembers: [a]\n---\n",
        "assemblies/a/minutes/2026-03-02.md": data,
    }

    def done() -> None:
        for record in load(files).minutes.values():
            render(record.body)
            plain(record.body)

    return done


def main(what: str, name: str, size: str) -> None:
    """Do it three times, and tell the shortest in seconds of this processor, and the memory in MB over that of the programme itself."""
    gc.set_threshold(*COLLECT)
    done = work(what, name, int(size))
    work("front", "one long name", 100)()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    resource.setrlimit(resource.RLIMIT_DATA, ((before // 1024 + MEGABYTES) << 20,) * 2)
    taken = []
    while len(taken) < 3 and (not taken or taken[-1] > SHORT / 5):
        begun = time.process_time()
        done()
        taken.append(time.process_time() - begun)
    print(json.dumps({"seconds": min(taken), "megabytes": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024}))


def _told(what: str, name: str, size: int) -> dict[str, float] | str:
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    command = [sys.executable, "-m", "audit.worst", what, name, str(size)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env={**os.environ, "PYTHONPATH": path})
    except subprocess.TimeoutExpired:
        return "took five minutes"
    if done.returncode:
        return f"ended with {done.returncode}: {done.stderr.strip()[-300:]}"
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(part: float) -> Result:
    """Read a part of the texts, at 64 KB and at twice that."""
    result = Result({"texts": 0, "slowest": 0.0, "largest": 0.0, "ratio": 0.0, "over": 0})
    worst = result.counts
    for what, name in some(names(), part):
        once, twice = (_told(what, name, size) for size in (SIZE, SIZE * 2))
        result.add("texts")
        if isinstance(once, str) or isinstance(twice, str):
            result.add("over")
            result.wrong.append(f"{what}, {name}: {once} {twice}")
            continue
        ratio = twice["seconds"] / once["seconds"] if once["seconds"] > SHORT else 0.0
        for key, value in (("slowest", once["seconds"]), ("largest", once["megabytes"]), ("ratio", ratio)):
            worst[key] = max(worst[key], round(value, 2))
        if once["seconds"] > SECONDS or once["megabytes"] > MEGABYTES or ratio > RATIO:
            result.add("over")
            result.wrong.append(f"{what}, {name}: {once['seconds']:.2f} s, {once['megabytes']:.0f} MB, twice the text {ratio:.2f} times")
    return result


if __name__ == "__main__":
    main(*sys.argv[1:])
