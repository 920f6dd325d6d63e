"""A small book on disk, in two versions that differ on every page, and sites held against what they must be."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from minutebook.publish import MANIFEST

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


def whole(site: Path) -> dict[str, str]:
    """Its files by what is in them, and with a file that is not as the site's own list has it. Of the index of the search that list alone tells."""
    found = prints(site)
    listed = {line[66:]: line[:64] for line in (site / MANIFEST).read_text("utf-8").splitlines()} if MANIFEST in found else {}
    torn = {f"{path} is not as listed": "" for path, _sum in found.items() ^ listed.items() if path != MANIFEST}
    return {path: sum for path, sum in found.items() if not path.startswith("pagefind/") and path != MANIFEST} | torn
