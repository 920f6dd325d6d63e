"""Speed, side by side in one run: the minute book of so many minutes, and an ordinary MkDocs Material site of the same files.

`make bench` (or `python tests/bench.py 5000`): seconds of each and their ratio. Not a test: figures depend on the machine.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

WORDS = [
    "the",
    "pump",
    "water",
    "mill",
    "road",
    "winter",
    "assembly",
    "hall",
    "neighbours",
    "key",
    "broken",
    "agreed",
    "lamp",
    "grain",
    "goats",
    "lantern",
]
MEETINGS = 50


def write(root: Path, minutes: int) -> None:
    """A council with as many communes as it takes, each with fifty minutes that decide on fifty proposals."""
    chance = random.Random(1)
    communes = [f"commune-{number:03}" for number in range(max(1, minutes // MEETINGS))]
    put(root, "assemblies/council/assembly.md", f"---\nname: Council\nkind: council\nmembers: [{', '.join(communes)}]\n---\n")
    for number in range(MEETINGS):
        front = f"---\ntitle: Proposal {number}\nto: council\nproposed: 2025-01-01\nrequires: two-thirds\n---\n"
        put(root, f"assemblies/council/proposals/p{number}.md", f"{front}\nText {number}.\n")
    for commune in communes:
        put(root, f"assemblies/{commune}/assembly.md", f"---\nname: {commune}\nkind: commune\n---\n")
        for number in range(MEETINGS):
            day = date(2025, 1, 1) + timedelta(number * 7)
            prose = "\n\n".join(" ".join(chance.choices(WORDS, k=60)).capitalize() + "." for _ in range(4))
            decision = f"  - on: council/p{number}\n    outcome: adopted\n    votes: {{for: 12, against: 3, abstain: 1}}\n"
            text = f"---\npresent: 20\ndecisions:\n{decision}---\n# Meeting {number}\n\n{prose}\n"
            put(root, f"assemblies/{commune}/minutes/{day}.md", text)
            put(root, f"ordinary/{commune}/{day}.md", text)
    put(root, "ordinary/index.md", "# Home\n")
    put(
        root,
        "ordinary.yml",
        "site_name: Ordinary\ndocs_dir: ordinary\nsite_dir: out-ordinary\ntheme: {name: material, font: false}\nplugins: []\n",
    )


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def seconds(*command: str) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main(minutes: int) -> None:
    bin_dir = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, minutes)
        ours = seconds(str(bin_dir / "minutebook"), "build", "--root", folder, "--out", f"{folder}/out", "--as-of", "2026-06-01")
        put(root, "mkdocs.yml", "site_name: Bench\nplugins: [minutebook: {languages: [fr, ar, kmr]}]\n")
        four = seconds(str(bin_dir / "minutebook"), "build", "--root", folder, "--out", f"{folder}/out4", "--as-of", "2026-06-01")
        ordinary = seconds(str(bin_dir / "mkdocs"), "build", "--quiet", "--config-file", f"{folder}/ordinary.yml")
    print(f"{minutes} minutes: minute book {ours:.1f} s, ordinary MkDocs Material {ordinary:.1f} s, ratio {ours / ordinary:.2f}")
    print(f"in four languages {four:.1f} s, {four / ours:.2f} times as long as in one")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
