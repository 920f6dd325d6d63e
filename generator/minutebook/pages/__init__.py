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
    """A kind of page: its word, the tab it belongs to (a key of `SECTIONS`), its template in `theme/records/`, its views; `shared`
    says that they ask `mine`, so that several can make them at the same time."""

    kind: str
    section: str
    template: str
    views: Callable[[Site], Iterator[View]]
    shared: bool = False


PAGES: Final[tuple[PageKind, ...]] = (
    PageKind("home", "home", "home.html", home.home),
    PageKind("assemblies", "assemblies", "assemblies.html", assemblies.assemblies),
    PageKind("assembly", "assemblies", "assembly.html", assembly.assembly_pages, shared=True),
    PageKind("folder", "assemblies", "folder.html", folders.folder_pages),
    PageKind("delegate", "assemblies", "delegate.html", delegate.delegate_pages, shared=True),
    PageKind("proposal", "proposals", "ratification.html", ratification.views, shared=True),
    PageKind("past", "proposals", "past.html", past.past_pages, shared=True),
    PageKind("past proposal", "proposals", "past_proposal.html", past.none),
    PageKind("past assembly", "assemblies", "past_assembly.html", past.none),
    PageKind("mandate", "assemblies", "mandate.html", mandate.views, shared=True),
    PageKind("minutes", "decisions", "minutes.html", minutes.views, shared=True),
    PageKind("notice", "calendar", "notice.html", called.notices),
    PageKind("report", "assemblies", "report.html", called.reports),
    PageKind("proposals", "proposals", "proposals.html", proposals.proposals),
    PageKind("topics", "proposals", "topics.html", proposals.topics),
    PageKind("topic", "proposals", "topic.html", proposals.topic_pages),
    PageKind("matrix", "ratifications", "matrix.html", matrix.matrix_pages),
    PageKind("decisions", "decisions", "decisions.html", decisions.book),
    PageKind("log", "decisions", "log.html", decisions.log_pages),
    PageKind("ledger", "accountability", "ledger.html", accountability.ledger_pages),
    PageKind("calendar", "calendar", "calendar.html", calendar.calendar_pages),
    PageKind("data", "data", "data.html", data.data),
    PageKind("changes", "about", "changes.html", changes.changes_pages),
    PageKind("aside", "about", "aside.html", aside.aside),
    PageKind("search", "search", "search.html", search.search),
    PageKind("codes", "about", "codes.html", explained.codes),
    PageKind("code", "about", "code.html", explained.code_pages),
    PageKind("content", "about", "content.html", content.content_pages),
    PageKind("404", "", "notfound.html", notfound.not_found),
)
"""Every kind of page."""

MOVED: Final = PageKind("moved", "", "moved.html", past.none)
"""Pages at former addresses come last: they need the addresses of all others."""

KINDS: Final = {kind.kind: kind for kind in (*PAGES, MOVED)}
"""Every kind of page by its word."""

__all__ = ["KINDS", "MOVED", "PAGES", "PageKind", "Site", "View"]
