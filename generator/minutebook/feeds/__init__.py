"""What can be followed: Atom, JSON Feed and iCalendar, in every language's tree, beside the pages they tell of.

Entries and events are dated by the day of what they tell, with a fixed hour: records know no other, and nothing here knows the time.
"""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.catalogues import catalogue
from minutebook.feeds.atom import atom
from minutebook.feeds.calendars import calendars
from minutebook.feeds.feed import feeds
from minutebook.feeds.jsonfeed import json_feed
from minutebook.pages.follow import ATOM, JSON
from minutebook.pages.survey import Survey
from minutebook.pages.view import Site
from minutebook.settings import Settings
from minutebook.speech import speaking
from minutebook.state import State

__all__ = ["feed_files"]


def feed_files(state: State, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Every feed and calendar: the paths from the site's root, and the files' bytes. None where nothing could follow them: offline, and
    where the site does not know its own address."""
    if not settings.reachable:
        return
    for language in settings.languages:
        own = settings.speaking(language)
        with speaking(language, catalogue(language)):
            files = tuple(_files(Survey(Site(state, own))))
        yield from files


def _files(survey: Survey) -> Iterator[tuple[str, bytes]]:
    for feed in feeds(survey):
        folder = f"{feed.settings.tree}{feed.folder}"
        yield f"{folder}{ATOM}", atom(feed)
        yield f"{folder}{JSON}", json_feed(feed)
    yield from calendars(survey)
