"""`make audit` measures what the safety page promises; `make audit A="kills twice"` only that; `P=0.1` a tenth of it.

Prints the figures, and writes them into `figures.json` and into `content/about/safety.md`, unless more of the same was measured before and
nothing went wrong now.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from importlib import import_module

from .figures import Absent, keep, kept, said

MODULES = ("scripts", "mutants", "scalars", "kills", "twice", "recount", "balance", "hosts", "worst", "opened")


def rows() -> list[tuple[str, str, str]]:
    """Each measurement with its promise and the sentence for its figures."""
    found = [(name, import_module(f"audit.{name}")) for name in MODULES]
    return [(name, module.PROMISE, module.SENTENCE) for name, module in found]


def main(part: str = "1", *names: str) -> int:
    """Measure; 0 where every promise held, 1 where one did not, 3 where something was missing that measuring needs."""
    share, code = float(part), 0
    for name, promise, sentence in rows():
        if names and name not in names:
            continue
        begun = time.monotonic()
        try:
            result = import_module(f"audit.{name}").measure(share)
        except Absent as missing:
            print(f"{name}: not measured: {missing}")
            code = code or 3
            continue
        print(f"{name}: {promise} ({time.monotonic() - begun:,.0f} s)\n  {said(sentence, result.counts)}", flush=True)
        for line in result.wrong[:50]:
            print(f"  WRONG {line}")
        code = 1 if result.wrong else code
        figures = kept()
        if result.wrong or share >= figures.get(name, {}).get("part", 0):
            figures[name] = {"day": date.today().isoformat(), "part": share, "counts": result.counts, "wrong": len(result.wrong)}
            keep(figures, rows())
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
