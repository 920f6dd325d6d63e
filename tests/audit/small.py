"""A small book on disk, in two versions that differ on every page, and sites held against what they must be."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from .hostilebook import book, write

COMMAND = (sys.executable, "-c", "from minutebook.cli import main; main()", "build")
"""A build as anybody starts it."""

VERSIONS = ("First words", "Second words")


def written(root: Path, version: str) -> Path:
    """The book of one version."""
    write(root, book([[version]]))
    return root


def prints(site: Path) -> dict[str, str]:
    """Every file of a site with the SHA-256 of what is in it."""
    return {
        one.relative_to(site).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(site.rglob("*")) if one.is_file()
    }
