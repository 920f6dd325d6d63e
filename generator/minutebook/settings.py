"""Settings of one build: what a confederation chooses about its site, and the day it is reckoned for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Settings:
    """What pages and data files must know besides the records. No part of the core reads a configuration itself.

    `as_of` is the day everything is reckoned for. `site_url` is empty or ends with a slash.
    `edit_url` is empty or the address under which a file of the repository is edited on its forge, ending with a slash;
    `past` says whether past states have pages.
    `new_url` likewise for a new file in a folder. `licence` and `licence_url` are those of the published data.
    `language` is the language of the interface; pages of records may be shown in others (`languages`).
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
    past: bool = True
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    offline: bool = False

    def address(self, path: str) -> str:
        """The full address of a path of the site, or empty when the site's own address is not known."""
        return self.site_url + path if self.site_url else ""
