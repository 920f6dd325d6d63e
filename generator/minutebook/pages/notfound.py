"""The page for addresses that lead nowhere. A server shows it at any depth, so its links start at the site's root.

A server has one such page for all languages: it says the same in each, in the first one openly. A script shows the one first in whose
folder the address lies, fills in what was asked for, and offers the records whose addresses are like it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import urlsplit

from minutebook.catalogues import catalogue
from minutebook.page import SECTIONS
from minutebook.pages.speech import N_, _, speaking
from minutebook.pages.view import Site, View

SCRIPT: Final = "assets/notfound.js"
_FIRST: Final = (("", N_("Home")), ("assemblies/", N_("Assemblies")), ("search/", N_("From A to Z")))


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says in one language, whose pages lie in `tree`, a full path: what is wrong, what to do, the words around a
    search, and the names and full paths of pages to start from."""

    lang: str
    tree: str
    title: str
    lead: str
    asked: str
    search: str
    near: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView(View):
    """The page for addresses that lead nowhere. `root` is the full path of the site, `told` what is said in each language."""

    root: str
    told: tuple[Told, ...]


def not_found(site: Site) -> Iterator[NotFoundView]:
    """The one page. None where no server would show it."""
    if site.settings.tree or site.settings.offline:
        return
    root = urlsplit(site.settings.site_url).path or "/"
    yield NotFoundView(
        path="404.html", title=_("Nothing at this address"), root=root, told=tuple(_told(site, root)),
        head=f'<script src="{escape(root)}{SCRIPT}" defer></script>',
    )  # fmt: skip


def _told(site: Site, root: str) -> Iterator[Told]:
    known = {path for path, _name in _FIRST}
    ways = (*_FIRST, *((path, name) for _key, path, name in SECTIONS if path not in known))
    for tag in site.settings.languages:
        tree = root + site.settings.speaking(tag).tree
        with speaking(tag, catalogue(tag)):
            yield Told(
                tag, tree, _("Nothing at this address"),
                _("There is no page here. Perhaps the address was mistyped, or the page has moved. You can start again from one of these:"),
                _("What are you looking for?"), _("Search"), _("Perhaps you mean one of these:"),
                tuple((_(name), tree + path) for path, name in ways),
            )  # fmt: skip
