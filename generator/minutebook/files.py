"""The records' files: the only place that reads them from disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

RECORDS = "assemblies"


def read_tree(root: Path) -> Mapping[str, bytes | None]:
    """All Markdown files under `assemblies/`, as bytes by path ('assemblies/north/minutes/2026-03-02.md'), sorted.

    Only regular files in real folders are read: of a symbolic link or device the value is None, so that
    nothing outside the tree can be published and nobody wonders where it went. Hidden files and folders (`.git`, editors' leftovers) are passed over.
    Raises FileNotFoundError where there is no `assemblies/` folder.
    """
    base = root / RECORDS
    if not base.is_dir():
        raise FileNotFoundError(base)
    return dict(sorted(_walk(base, RECORDS)))


def _walk(folder: Path, path: str) -> list[tuple[str, bytes | None]]:
    found: list[tuple[str, bytes | None]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                found.extend(_walk(Path(entry.path), f"{path}/{entry.name}"))
            elif entry.is_symlink() or not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                found.append((f"{path}/{entry.name}", None))
            elif entry.name.endswith(".md"):
                with open(entry.path, "rb") as file:
                    found.append((f"{path}/{entry.name}", file.read()))
    return found
