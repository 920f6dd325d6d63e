"""Lighthouse, as a phone: `make lighthouse`. Not a test of the suite: its figures depend on the machine, and it needs Node.js.

Builds the demonstration, serves it compressed, visits four pages several times, and prints the median of each score.
Ends with 1 where one is below what it must be.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median_low

import yaml

from minutebook.shell.site import build_site
from served import served

ROOT = Path(__file__).parents[1]
PLACE = ROOT / ".lighthouse"
VERSION = "12.2.3"  # 13 needs a newer Node.js than Debian has
TIMES = 5
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = {
    "home": "",
    "assembly": "assemblies/roquebelle/",
    "ratification": "assemblies/sarrel-council/proposals/water-in-common/",
    "minutes": "assemblies/sarrel-council/minutes/2026-04-18/",
}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"


def _lighthouse() -> Path:
    """The programme, installed once into a folder that git passes over."""
    programme = PLACE / "node_modules" / ".bin" / "lighthouse"
    known = PLACE / "node_modules" / "lighthouse" / "package.json"
    if not known.is_file() or json.loads(known.read_text())["version"] != VERSION:
        PLACE.mkdir(exist_ok=True)
        quiet = ("--no-save", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")
        subprocess.run(["npm", "install", *quiet, f"--prefix={PLACE}", f"lighthouse@{VERSION}"], check=True)
    return programme


def _build(out: Path, address: str) -> None:
    """The demonstration as it is where it is served: its pages know their own address."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    config |= {"site_url": address, "docs_dir": str(ROOT / config["docs_dir"])}
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
        yaml.safe_dump(config, file)
        file.flush()
        build_site(ROOT, out, today=date(2026, 11, 24), config_file=Path(file.name))


def _visit(programme: Path, chromium: str, address: str) -> tuple[dict[str, int], list[str]]:
    """The scores of one visit, and what costs points."""
    ways = ["--quiet", "--output=json", "--no-enable-error-reporting", f"--chrome-flags={FLAGS}", f"--only-categories={','.join(LEAST)}"]
    told = subprocess.run(
        [programme, address, *ways], capture_output=True, text=True, check=True, env={**os.environ, "CHROME_PATH": chromium}
    )
    found = json.loads(told.stdout)
    scores = {name: round(100 * found["categories"][name]["score"]) for name in LEAST}
    faults = [
        f"{name}: {audit['title']} {audit.get('displayValue', '')}"
        for name, least in LEAST.items()
        if scores[name] < least
        for ref in found["categories"][name]["auditRefs"]
        if ref["weight"] and (audit := found["audits"][ref["id"]])["score"] not in (None, 1)
    ]
    return scores, faults


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium or not shutil.which("npm"):
        print("Lighthouse needs Chromium and Node.js. On Debian and Ubuntu: sudo apt install chromium nodejs npm", file=sys.stderr)
        return 1
    programme = _lighthouse()
    low = False
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "site") as server:
        _build(Path(folder) / "site", server.address)
        print(f"{'':14}" + "".join(f"{name:>16}" for name in LEAST))
        for name, path in PAGES.items():
            visits = [_visit(programme, chromium, server.address + path) for _ in range(TIMES)]
            scores = {kind: median_low([one[kind] for one, _ in visits]) for kind in LEAST}
            print(f"{name:14}" + "".join(f"{score:16}" for score in scores.values()), flush=True)
            if any(scores[kind] < least for kind, least in LEAST.items()):
                low = True
                print("\n".join(f"  {one}" for one in dict.fromkeys(fault for _, faults in visits for fault in faults)))
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
