"""Settings of one build: what a confederation chooses about its site, and the day it is reckoned for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Settings:
    """What pages and data files must know besides the records. No part of the core reads a configuration itself.

    `as_of` is the day everything is reckoned for. `site_url` is empty or ends with a slash.
    `edit_url` is empty or the address under which a file of the repository is edited on its forge, ending with a slash;
    `past` says whether past states have pages; None: in a book that is not too large.
    `new_url` likewise for a new file in a folder. `licence` and `licence_url` are those of the published data.
    `language` is the language of the interface that is spoken, `languages` are all in which there are pages; the first has the root.
    `translated` are `site_name`, `site_description` and `copyright` in other languages, by language.
    `tag` begins the ids in feeds and calendars, as `sarrel.example,2026`; where it is empty, the site's address does.
    `offline` makes a site that is read from a disk: its links lead to files, as no server turns a folder's address into one.
    """

    as_of: date
    site_name: str = "Minutebook"
    site_description: str = ""
    site_url: str = ""
    repo_url: str = ""
    edit_url: str = ""
    new_url: str = ""
    copyright: str = ""
    licence: str = ""
    licence_url: str = ""
    past: bool | None = None
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    offline: bool = False
    tag: str = ""
    translated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def speaking(self, language: str) -> Settings:
        """The settings for the pages in a language, with the site's own texts as they are in it."""
        own = self.translated.get(language, {})
        return replace(
            self, language=language, site_name=own.get("site_name", self.site_name), copyright=own.get("copyright", self.copyright),
            site_description=own.get("site_description", self.site_description),
        )  # fmt: skip

    @property
    def reachable(self) -> bool:
        """Whether programmes can come to the site that know no page to start from, as feed readers, calendars and a browser's search do:
        it lies on a server and knows its own address."""
        return bool(self.site_url) and not self.offline

    @property
    def trees(self) -> tuple[str, ...]:
        """The folders in which pages of the other languages lie."""
        return tuple(self.speaking(language).tree for language in self.languages[1:])

    @property
    def tree(self) -> str:
        """Where the pages of the language spoken lie: at the root those of the first language, the others in a folder each."""
        return "" if self.language == self.languages[0] else f"{self.language}/"

    def within(self, path: str) -> str:
        """A path of the site in the tree of the language spoken. Files that are no pages lie once for all, at the root."""
        return path if is_file(path) else self.tree + path

    def address(self, path: str) -> str:
        """The full address of a path of the site, or empty when the site's own address is not known."""
        return self.site_url + self.within(path) if self.site_url else ""


def is_file(path: str) -> bool:
    """Whether a path of the site names a file rather than a page: pages end with a slash."""
    return "." in path.partition("#")[0].rsplit("/", 1)[-1]
