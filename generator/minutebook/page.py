"""A page as the core hands it on: what stands in the article and what the frame around it must know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote

from minutebook.speech import N_

NOT_FOUND_BY_SEARCH: Final = '<meta name="robots" content="noindex">'
"""In the head of a page that search engines are to leave out."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, not yet framed.

    `path` is the address from the site's root and ends with a slash ('' is the home page), or names a file
    ('404.html'). `content` and `head` are safe HTML and are put in as they are; all other texts are plain.
    Relative addresses in `content` start from the page's own folder.
    `kind` is the kind of page ('proposal', 'minutes', …), `section` the tab it belongs to (a key of `SECTIONS`, or empty),
    `lang` and `dir` the language and direction of the interface the page is shown in, `here` its path without the language's folder,
    `title_lang` the language of the title where it is not that one. `beside` are the files that come with it, by their paths from the
    site's root. `moved_to` is the path of the page that stands where this one leads on to; `changed` the day on which what it shows
    changed last, where the records tell one.
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
    title_lang: str = ""
    beside: tuple[tuple[str, bytes], ...] = ()
    moved_to: str = ""
    changed: date | None = None

    @property
    def file(self) -> str:
        """The file the page is written to, from the site's root."""
        return file_of(self.path)

    @property
    def found_by_search(self) -> bool:
        """Whether search engines may list the page: it says nothing else itself, and stands at an address of its own."""
        return NOT_FOUND_BY_SEARCH not in self.head and (not self.path or self.path.endswith("/"))

    @property
    def base(self) -> str:
        """The relative way from the page to the site's root: '.', '..', '../..'."""
        return "/".join([".."] * self.path.count("/")) or "."


def file_of(address: str) -> str:
    """The file that holds what stands at an address of the site: for a folder its `index.html`."""
    return f"{address}index.html" if address.endswith("/") or not address else address


_SAFE: Final = "/.-_~?=&%"
_PLAIN: Final = re.compile(r"[A-Za-z0-9/.\-_~?=&%]*")
"""A way that stands in an address as it is."""


def relative(path: str, to: str, files: bool = False) -> str:
    """The way from one page of the site to an address on it, with its anchor.

    A server shows a folder's `index.html` at the folder's address; a disk does not, so with `files` the way leads to the file.
    """
    target, mark, anchor = to.partition("#")
    end = f"#{quote(anchor, safe='/%')}" if mark else ""
    if target == path and mark:
        return end
    here, there = path.split("/")[:-1], (file_of(target) if files else target).split("/")
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    way = "../" * (len(here) - same) + "/".join(there[same:])
    return (way or "./" if _PLAIN.fullmatch(way) else quote(way, safe=_SAFE)) + end


_RESERVED: Final = ":/?#[]@!$&'()*+,;=%-._~"
"""What stands in an address as it is, because it means something there (RFC 3986, 2.2)."""


def uri(address: str) -> str:
    """A full address in the letters that everything reads: 'https://xn--mhle-0ra.example/b%C3%A4ume/' (RFC 3987, 3.1)."""
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    name, colon, port = host.partition(":")
    return f"{scheme}{mark}{ascii_host(name)}{colon}{port}{slash}{quote(path, safe=_RESERVED)}"


def ascii_host(host: str) -> str:
    """The name of a host as it is asked for: other letters than those of ASCII by IDNA."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return quote(host)


SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("home", "", N_("Home")),
    ("assemblies", "assemblies/", N_("Assemblies")),
    ("proposals", "proposals/", N_("Proposals")),
    ("ratifications", "ratifications/", N_("Ratifications")),
    ("decisions", "decisions/", N_("Decisions")),
    ("accountability", "accountability/", N_("Public ledger")),
    ("calendar", "calendar/", N_("Calendar")),
    ("data", "data/", N_("Data")),
    ("about", "about/", N_("About")),
    ("search", "search/", N_("Search")),
)
"""The tabs of the site: key, address from the site's root, name in English."""

ON_DISK: Mapping[str, str] = {"search": N_("A to Z")}
"""What tabs are named on a disk, where nothing can be searched: the page has its indexes."""
