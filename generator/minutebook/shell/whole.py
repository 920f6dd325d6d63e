"""The whole site, built by a process of its own for whoever serves one page at a time."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from minutebook.shell.site import BuildError, build_site
from minutebook.speech import _
from minutebook.writing import PublishError


def build_apart(root: Path, day: date, scrap: Path) -> Path:
    """Build the site of a day, also where records have errors and a build is to be strict; give its folder within `scrap`, where is kept what
    the next need not make again. Raises PublishError."""
    out = scrap / "site"
    code = "from minutebook.shell.whole import main; main()"
    command = [sys.executable, "-P", "-c", code, str(root), str(out), str(scrap / "cache"), day.isoformat()]  # -P: nothing from this folder
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PublishError(_("the whole site could not be built: %(error)s") % {"error": done.stderr.strip()})
    return out


def main() -> None:
    """What that process does."""
    root, out, cache, day = sys.argv[1:]
    as_of = date.fromisoformat(day)
    try:
        build_site(Path(root), Path(out), as_of, strict=False, today=as_of, cache=Path(cache))
    except BuildError as error:
        sys.exit(str(error))
