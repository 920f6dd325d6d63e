"""What a page can be followed by: the feeds and the calendar that lie beside it."""

from __future__ import annotations

from typing import Final

from minutebook.pages.speech import N_, _
from minutebook.pages.view import Followed, Site

ATOM, JSON, CALENDAR = "feed.atom", "feed.json", "calendar.ics"
_KINDS: Final[dict[str, tuple[str, str]]] = {
    ATOM: ("application/atom+xml", N_("What is new, as an Atom feed")),
    JSON: ("application/feed+json", N_("What is new, as a JSON Feed")),
    CALENDAR: ("text/calendar", N_("Meetings and last days, for a calendar")),
}
"""The files by their names: their media type, and the text of a link to each."""


def followed(site: Site, folder: str, name: str = "", *, feeds: bool = True, calendar: bool = False) -> tuple[Followed, ...]:
    """The files that lie in a page's folder, in the tree of the language spoken. None where the site has no feeds, and none beside
    past states: what is past cannot be followed."""
    if site.present or not site.settings.reachable:
        return ()
    files = (*((ATOM, JSON) if feeds else ()), *((CALENDAR,) if calendar else ()))
    title = called(site, name)
    return tuple(Followed(f"{site.settings.tree}{folder}{file}", kind, title, _(text)) for file in files for kind, text in (_KINDS[file],))


def called(site: Site, name: str) -> str:
    """What a feed or calendar is called: after its page, as that is in the browser's title; that of everything after the book."""
    return f"{name} · {site.settings.site_name}" if name else site.settings.site_name
