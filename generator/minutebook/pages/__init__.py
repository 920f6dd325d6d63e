"""Pages: one table. To add a kind of page, write a function that yields its views, a template, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from minutebook.pages import ratification
from minutebook.pages.view import Site, View


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: its word, the tab it belongs to (a key of `SECTIONS`), its template in `theme/records/`, its views."""

    kind: str
    section: str
    template: str
    views: Callable[[Site], Iterator[View]]


PAGES: Final[tuple[PageKind, ...]] = (PageKind("proposal", "proposals", "ratification.html", ratification.views),)
"""Every kind of page."""

__all__ = ["PAGES", "PageKind", "Site", "View"]
