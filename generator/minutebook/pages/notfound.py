"""The page for addresses that lead nowhere. A server shows it at any depth, so its links start at the site's root."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from minutebook.catalogues import catalogue
from minutebook.page import SECTIONS
from minutebook.pages.speech import _, speaking
from minutebook.pages.view import Site, View


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView(View):
    """The page for addresses that lead nowhere. `ways` are the names and full paths of the sections. `others` says the same in the
    other languages: the language, what is wrong, and the name and path of the home page."""

    ways: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str, str, str], ...]


def not_found(site: Site) -> Iterator[NotFoundView]:
    """The one page, in the first language: a server has one for all addresses. None where no server would show it."""
    if site.settings.tree or site.settings.offline:
        return
    root = urlsplit(site.settings.site_url).path or "/"
    first = (("", "", "Home"), ("", "assemblies/", "Assemblies"), ("", "search/", "Search"))
    known = {path for _key, path, _name in first}
    ways = tuple((_(name), root + path) for _key, path, name in (*first, *(one for one in SECTIONS if one[1] not in known)))
    yield NotFoundView(path="404.html", title=_("Nothing at this address"), ways=ways, others=tuple(_others(site, root)))


def _others(site: Site, root: str) -> Iterator[tuple[str, str, str, str]]:
    for tag in site.settings.languages[1:]:
        with speaking(tag, catalogue(tag)):
            yield tag, _("Nothing at this address"), _("Home"), f"{root}{tag}/"
