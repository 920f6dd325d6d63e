"""Pages: one table. To add a kind of page, write a function that yields its views, a template, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from minutebook.pages import (
    accountability,
    aside,
    assemblies,
    assembly,
    calendar,
    called,
    changes,
    content,
    data,
    decisions,
    delegate,
    explained,
    folders,
    home,
    mandate,
    matrix,
    minutes,
    notfound,
    past,
    proposals,
    ratification,
    search,
)  # fmt: skip
from minutebook.pages.view import Site, View


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: its word, the tab it belongs to (a key of `SECTIONS`), its template in `theme/records/`, its views, the folder at
    or below which they lie (None: anywhere); `shared` says that they ask `mine`, so that several can make them at the same time."""

    kind: str
    section: str
    template: str
    views: Callable[[Site], Iterator[View]]
    under: str | None
    shared: bool = False

    def may_lie(self, path: str) -> bool:
        """Whether a page of this kind may lie at a path of the site, without a language's folder."""
        return self.under is None or path == self.under or bool(self.under and path.startswith(self.under))


PAGES: Final[tuple[PageKind, ...]] = (
    PageKind("home", "home", "home.html", home.home, ""),
    PageKind("assemblies", "assemblies", "assemblies.html", assemblies.assemblies, "assemblies/"),
    PageKind("assembly", "assemblies", "assembly.html", assembly.assembly_pages, "assemblies/", shared=True),
    PageKind("folder", "assemblies", "folder.html", folders.folder_pages, "assemblies/", shared=True),
    PageKind("delegate", "assemblies", "delegate.html", delegate.delegate_pages, "assemblies/", shared=True),
    PageKind("proposal", "proposals", "ratification.html", ratification.views, "assemblies/", shared=True),
    PageKind("past", "proposals", "past.html", past.past_pages, "assemblies/", shared=True),
    PageKind("past proposal", "proposals", "past_proposal.html", past.none, "assemblies/"),
    PageKind("past assembly", "assemblies", "past_assembly.html", past.none, "assemblies/"),
    PageKind("mandate", "assemblies", "mandate.html", mandate.views, "assemblies/", shared=True),
    PageKind("minutes", "decisions", "minutes.html", minutes.views, "assemblies/", shared=True),
    PageKind("notice", "calendar", "notice.html", called.notices, "assemblies/", shared=True),
    PageKind("report", "assemblies", "report.html", called.reports, "assemblies/", shared=True),
    PageKind("proposals", "proposals", "proposals.html", proposals.proposals, "proposals/"),
    PageKind("topics", "proposals", "topics.html", proposals.topics, "topics/"),
    PageKind("topic", "proposals", "topic.html", proposals.topic_pages, "topics/"),
    PageKind("matrix", "ratifications", "matrix.html", matrix.matrix_pages, "ratifications/"),
    PageKind("decisions", "decisions", "decisions.html", decisions.book, "decisions/"),
    PageKind("log", "decisions", "log.html", decisions.log_pages, "decisions/"),
    PageKind("ledger", "accountability", "ledger.html", accountability.ledger_pages, "accountability/"),
    PageKind("calendar", "calendar", "calendar.html", calendar.calendar_pages, "calendar/"),
    PageKind("data", "data", "data.html", data.data, "data/"),
    PageKind("changes", "about", "changes.html", changes.changes_pages, "changes/"),
    PageKind("aside", "about", "aside.html", aside.aside, "aside/"),
    PageKind("search", "search", "search.html", search.search, "search/"),
    PageKind("codes", "about", "codes.html", explained.codes, "about/problems/"),
    PageKind("code", "about", "code.html", explained.code_pages, "about/problems/"),
    PageKind("content", "about", "content.html", content.content_pages, None),
    PageKind("404", "", "notfound.html", notfound.not_found, "404.html"),
)
"""Every kind of page."""

MOVED: Final = PageKind("moved", "", "moved.html", past.none, None)
"""Pages at former addresses come last: they need the addresses of all others."""

KINDS: Final = {kind.kind: kind for kind in (*PAGES, MOVED)}
"""Every kind of page by its word."""

__all__ = ["KINDS", "MOVED", "PAGES", "PageKind", "Site", "View"]
