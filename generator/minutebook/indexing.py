"""The index for searching: Pagefind reads the pages that are about to be published and makes files of them that a browser searches in.

Pages mark what is searched themselves (`data-pagefind-body`: the words of the record, see `pages/found.py`); each language has an
index of its own. https://pagefind.app/docs/indexing/
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pagefind.service import get_executable

from minutebook.publish import PublishError
from minutebook.searchfiles import VERSION, StrangeFileError, search_files
from minutebook.speech import _

FOLDER: Final = "pagefind"
"""Where the index lies on the site."""
_SOUGHT: Final = b"data-pagefind-body"
_WITHIN: Final = re.compile(
    r"<(?![^>]*data-pagefind-meta)[^>]*>"  # passed over
    r"|(?<=[^\W\d_])(?P<apostrophe>['’ʼ]|&(?:#39|#x27|#8217|#x2019|#700|#x2bc|apos|rsquo);)(?=\w|<(?:a|b|bdi|code|em|i|span|strong)\b[^>]*>\w)",
    re.IGNORECASE,
)


def index(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the index of a finished site, by their paths in it. A site in which nothing can be found has none.

    Raises PublishError where Pagefind is missing, cannot be run or fails, and where its files are not as expected.
    """
    with tempfile.TemporaryDirectory(prefix="minutebook_") as scrap:
        pages, out = Path(scrap, "pages"), Path(scrap, "index")
        if not _mirror(folder, pages):
            return
        _run(pages, out)
        written = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    try:
        files = search_files(written)
    except StrangeFileError as error:
        raise _failed(_("%(file)s is not as Pagefind %(version)s writes it") % {"file": error.path, "version": VERSION}) from error
    yield from ((f"{FOLDER}/{path}", data) for path, data in sorted(files.items()))


def _mirror(folder: Path, copy: Path) -> int:
    """Copy the pages that can be found, with their words apart; give their number."""
    number = 0
    for path in folder.rglob("*.html"):
        page = path.read_bytes()
        if _SOUGHT in page:
            target = copy / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(words_apart(page.decode()).encode())
            number += 1
    return number


def words_apart(html: str) -> str:
    """A page with a second apostrophe and a hair space after each apostrophe within a word, in its text and in what is told of it.

    Pagefind leaves punctuation away: who looks for "eau" would not find "l'eau". `theme/assets/seek.js` takes out what is put in here.
    What a search is narrowed by is no words and stays.
    """
    return _WITHIN.sub(lambda found: found[0] + ("'\u200a" if found["apostrophe"] else ""), html)


def _run(folder: Path, out: Path) -> None:
    """Let Pagefind read a folder and write its index to another."""
    programme = get_executable()
    if programme is None:
        raise _failed(_("there is no Pagefind"))
    try:
        done = subprocess.run(
            [programme, "--site", folder, "--output-path", out, "--silent"], capture_output=True, text=True, errors="replace", check=False
        )  # fmt: skip
    except OSError as error:
        raise _failed(f"{programme}: {error.strerror}") from error
    if done.returncode != 0:
        told = (done.stderr or done.stdout).strip().splitlines()
        raise _failed(told[-1] if told else _("Pagefind ended with %(code)s") % {"code": done.returncode})


def _failed(why: str) -> PublishError:
    said = _("the index for searching could not be made: %(error)s") % {"error": why}
    help = _("`pip install --force-reinstall 'pagefind[bin]==%(version)s'` brings Pagefind back; the site published before is unchanged")
    return PublishError(said, help % {"version": VERSION})
