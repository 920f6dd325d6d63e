"""A page as the core hands it on: what stands in the article and what the frame around it must know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, not yet framed.

    `path` is the address from the site's root and ends with a slash ('' is the home page), or names a file
    ('404.html'). `content` and `head` are safe HTML and are put in as they are; all other texts are plain.
    Relative addresses in `content` start from the page's own folder.
    `kind` is the kind of page ('proposal', 'minutes', …), `section` the tab it belongs to (a key of `SECTIONS`, or empty),
    `lang` and `dir` the language and direction of the interface the page is shown in, `here` its path without the language's folder.
    """

    path: str
    kind: str
    title: str
    content: str
    description: str = ""
    lang: str = "en"
    dir: str = "ltr"
    section: str = ""
    head: str = ""
    here: str = ""

    @property
    def file(self) -> str:
        """The file the page is written to, from the site's root."""
        return self.path + "index.html" if self.path.endswith("/") or not self.path else self.path

    @property
    def base(self) -> str:
        """The relative way from the page to the site's root: '.', '..', '../..'."""
        return "/".join([".."] * self.path.count("/")) or "."


SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("home", "", "Home"),
    ("assemblies", "assemblies/", "Assemblies"),
    ("proposals", "proposals/", "Proposals"),
    ("ratifications", "ratifications/", "Ratifications"),
    ("decisions", "decisions/", "Decisions"),
    ("accountability", "accountability/", "Accountability"),
    ("calendar", "calendar/", "Calendar"),
    ("data", "data/", "Data"),
    ("about", "about/", "About"),
    ("search", "search/", "Search"),
)
"""The tabs of the site: key, address from the site's root, name in English."""
