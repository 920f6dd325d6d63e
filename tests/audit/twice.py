"""Promise 5: the same records give the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .figures import ROOT, Result
from .small import COMMAND, prints, written

PROMISE = "The same records give the same bytes"
SENTENCE = (
    "{builds} builds of a small book and {great} of the demonstration ({files} files) under another path, time zone, locale, mask of rights, hash seed, "
    "order of folders, and all at once: {differing} files differ, the index of the search included"
)

SHUFFLED = """
import os, hashlib
_scandir, _listdir = os.scandir, os.listdir
_key = lambda name: hashlib.md5((os.environ["SHUFFLED"] + str(name)).encode("utf-8", "surrogateescape")).digest()
class _Entries(list):
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
    def __next__(self):
        if not self: raise StopIteration
        return self.pop(0)
    def __iter__(self): return iter(sorted(super().__iter__(), key=lambda one: _key(one.name)))
os.scandir = lambda path=".": _Entries(_scandir(path))
os.listdir = lambda path=".": sorted(_listdir(path), key=_key)
"""
"""Lets Python see every folder in another order."""

CHANGES: dict[str, dict[str, str]] = {
    "nothing": {},
    "path": {"PLACE": "Clé de l’été/دفتر 2"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "time zone west": {"TZ": "Pacific/Pago_Pago"},
    "locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "plain locale": {"LC_ALL": "C", "LANG": "C"},
    "mask": {"UMASK": "077"},
    "hash seed": {"PYTHONHASHSEED": "4242"},
    "order of folders": {"SHUFFLED": "one"},
    "another order": {"SHUFFLED": "two"},
    "one processor": {"RAYON_NUM_THREADS": "1"},
    "everything": {
        "PLACE": "elsewhere/x", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "LANG": "C", "UMASK": "077", "PYTHONHASHSEED": "7", "SHUFFLED": "three",
    },
}  # fmt: skip


def measure(part: float) -> Result:
    """Build the small book under each change, and where all is asked for the demonstration twice."""
    result = Result(dict.fromkeys(("builds", "great", "files", "differing"), 0))
    with tempfile.TemporaryDirectory() as scrap:
        hook = Path(scrap) / "hook"
        hook.mkdir()
        (hook / "sitecustomize.py").write_text(SHUFFLED, "utf-8")
        book = written(Path(scrap) / "book", "Words, mots, كلمات")
        chosen = [*CHANGES] if part == 1 else ["nothing", "everything"]
        _compare(result, "builds", book, chosen, hook)
        if part == 1:
            result.counts["files"] = _compare(result, "great", ROOT, ["nothing", "everything"], hook)
    return result


def _compare(result: Result, kind: str, book: Path, changes: list[str], hook: Path) -> int:
    """Build a book under each of some changes, hold all against the first, and tell how many files it has."""
    first: dict[str, str] = {}
    for number, name in enumerate(changes):
        found = _built(book, hook.parent / f"{kind}{number}", CHANGES[name], hook)
        first = first or found
        differing = sorted({path for path, _sum in found.items() ^ first.items()})
        result.add(kind)
        result.add("differing", len(differing))
        result.wrong += [f"{kind}, {name}: {path}" for path in differing[:20]]
    return len(first)


def _built(book: Path, scrap: Path, change: dict[str, str], hook: Path) -> dict[str, str]:
    """The sums of the files of one build of a copy of a book."""
    root = scrap / change.get("PLACE", "book")
    root.mkdir(parents=True)
    names = sorted(
        ("assemblies", "content", "mkdocs.yml"), key=lambda name: hashlib.md5((change.get("SHUFFLED", "") + name).encode()).digest()
    )
    for name in names:
        shutil.copytree(book / name, root / name) if (book / name).is_dir() else shutil.copy(book / name, root / name)
    path = [*([str(hook)] if "SHUFFLED" in change else []), *sys.path]
    env = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join(path), **change}
    command = [*COMMAND, "--root", str(root), "--out", str(scrap / "site"), "--as-of", "2026-06-04"]
    mask = int(change.get("UMASK", "022"), 8)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, preexec_fn=lambda: os.umask(mask) and None)
    if not (scrap / "site" / "index.html").exists():
        raise RuntimeError(done.stderr[-2000:])
    found = prints(scrap / "site")
    shutil.rmtree(scrap)
    return found
