"""The site map, as sitemaps.org has it, and `robots.txt`, which names it.

Every page that may be found by search is listed, with where it stands in the other languages. A day of last change is given
only where a page has one that the records tell. Source: https://www.sitemaps.org/protocol.html and, for the languages,
https://developers.google.com/search/docs/specialty/international/localized-versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree

from minutebook.settings import Settings

MOST: Final = 50_000
"""Addresses in one file, those in other languages counted too: a file then keeps far below the 50 MB that are allowed."""
_MAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"


@dataclass(slots=True)
class Listed:
    """A page of the map by its path without a language's folder: the languages it is in, and the day it changed last, if it has one."""

    languages: list[str] = field(default_factory=list)
    changed: date | None = None


def note(here: str, lang: str, changed: date | None, found: dict[str, Listed]) -> None:
    """Note in `found` a page that search may find; the pages themselves are gone when the map is made."""
    one = found.setdefault(here, Listed())
    one.languages.append(lang)
    one.changed = changed


def sitemap_files(found: Mapping[str, Listed], settings: Settings) -> Iterator[tuple[str, bytes]]:
    """`sitemap.xml` and `robots.txt`: a map of the pages, or where they are too many an index of maps. Without the site's own address
    there is no map, as it may hold only full addresses; a site on a disk has neither."""
    if settings.offline:
        return
    yield "robots.txt", _robots(settings)
    if not settings.site_url:
        return
    rows = sorted(found.items())
    languages = len(settings.languages)
    most = max(1, MOST // (languages * (1 + _alternates(languages))))
    parts = [rows[start : start + most] for start in range(0, len(rows), most)]
    if len(parts) < 2:
        yield "sitemap.xml", _map(rows, settings)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _map(part, settings)
    index = ElementTree.Element("sitemapindex", {"xmlns": _MAP})
    for name in names:
        ElementTree.SubElement(ElementTree.SubElement(index, "sitemap"), "loc").text = settings.site_url + name
    yield "sitemap.xml", _written(index)


def _alternates(languages: int) -> int:
    """How many addresses stand beside one: all languages and the one for readers of none of them."""
    return languages + 1 if languages > 1 else 0


def _map(rows: Sequence[tuple[str, Listed]], settings: Settings) -> bytes:
    """One file. Every language's page is an entry of its own and names all of them, itself too."""
    root = ElementTree.Element("urlset", {"xmlns": _MAP, "xmlns:xhtml": _XHTML} if len(settings.languages) > 1 else {"xmlns": _MAP})
    trees = {tag: settings.speaking(tag).tree for tag in settings.languages}
    for path, one in rows:
        places = {tag: _full(settings, trees[tag] + path) for tag in settings.languages if tag in one.languages}
        for place in places.values():
            entry = ElementTree.SubElement(root, "url")
            ElementTree.SubElement(entry, "loc").text = place
            if one.changed:
                ElementTree.SubElement(entry, "lastmod").text = one.changed.isoformat()
            if len(places) > 1:
                for tag, other in (*places.items(), ("x-default", next(iter(places.values())))):
                    ElementTree.SubElement(entry, "xhtml:link", {"rel": "alternate", "hreflang": tag, "href": other})
    return _written(root)


def _full(settings: Settings, path: str) -> str:
    """A full address as the protocol wants it: only characters that may stand in one."""
    return settings.site_url + quote(path, safe="/-._~")


def _robots(settings: Settings) -> bytes:
    """Everybody may read everything."""
    named = f"\nSitemap: {settings.site_url}sitemap.xml\n" if settings.site_url else ""
    return f"User-agent: *\nAllow: /\n{named}".encode()


def _written(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root, "")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
