"""Pages made ready for Pagefind: as little of each as holds what is searched, with its words apart."""

from __future__ import annotations

import re
from typing import Final

SOUGHT: Final = b"data-pagefind-body"
"""The mark of what is searched. A page without it cannot be found."""
_MARKS: Final = b"data-pagefind-"
_HTML: Final = re.compile(rb"<html\b[^>]*>")
_APOSTROPHE: Final = re.compile(
    r"(?:['’ʼ]|&(?:#39|#x27|#8217|#x2019|#700|#x2bc|apos|rsquo);)(?=\w|<(?:a|b|bdi|code|em|i|span|strong)\b[^>]*>\w)", re.IGNORECASE
)
_LETTER: Final = re.compile(r"[^\W\d_]")


def ready(page: bytes) -> str:
    """What Pagefind is to read of a page."""
    return words_apart(heart(page).decode())


def heart(page: bytes) -> bytes:
    """A page without its frame: `main` within `html`, which says the language. Half of a page is frame, and reading it is most of
    Pagefind's work. A page that is marked anywhere else, or is not so built, stays whole."""
    html, start, end = _HTML.search(page), page.find(b"<main"), page.find(b"</main>")
    if html is None or not html.end() <= start < page.find(_MARKS) <= page.rfind(_MARKS) < end:
        return page
    return b"%b%b</main></html>" % (html[0], page[start:end])


def words_apart(html: str) -> str:
    """A page with a second apostrophe and a hair space after each apostrophe within a word, in its text and in what is told of it.

    Pagefind leaves punctuation away: who looks for "eau" would not find "l'eau". `theme/assets/seek.js` takes out what is put in here.
    What a search is narrowed by is no words and stays.
    """
    return _APOSTROPHE.sub(_apart, html)


def _apart(found: re.Match[str]) -> str:
    html, place = found.string, found.start()
    within = place > 0 and _LETTER.match(html, place - 1)
    tag = html.rfind("<", 0, place)
    if not within or (tag > html.rfind(">", 0, place) and "data-pagefind-meta" not in html[tag : html.find(">", place)]):
        return found[0]
    return f"{found[0]}'\u200a"
