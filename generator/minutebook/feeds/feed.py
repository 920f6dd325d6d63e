"""A feed: what it is of, where it lies, and its entries with their full addresses; Atom and JSON Feed are written from it alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote

from minutebook.exports.addresses import address
from minutebook.feeds.events import Event, Events
from minutebook.feeds.ids import first_id, tag
from minutebook.feeds.tell import Told, stopped
from minutebook.pages.follow import called
from minutebook.pages.sentence import sentence
from minutebook.pages.speech import _, language
from minutebook.pages.survey import Survey
from minutebook.settings import Settings

MOST: Final = 50
"""So many entries at most: the newest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `id` is a tag URI, `to` a full address; `topics` are those of the proposals it concerns."""

    id: str
    day: date
    kind: str
    to: str
    told: Told
    topics: tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """What readers may sort it by, each once: its kind and its topics."""
        return tuple(dict.fromkeys((self.kind, *self.topics)))


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed in one language. `folder` is where it lies in the tree of its language, `id` a tag URI that is the same in all languages;
    `day` that of its newest entry that is not still to come."""

    folder: str
    id: str
    title: str
    subtitle: str
    home: str
    day: date
    language: str
    settings: Settings
    entries: tuple[Entry, ...]

    def address(self, file: str, language: str = "") -> str:
        """The full address of a file in the feed's folder, in a language."""
        settings = self.settings.speaking(language) if language else self.settings
        return f"{settings.site_url}{settings.tree}{quote(self.folder)}{file}"

    @property
    def rights(self) -> str:
        """Whose it is, then the name and the address of the licence, as far as each is set."""
        settings = self.settings
        licence = " ".join(part for part in (settings.licence, settings.licence_url) if part)
        return " ".join(
            part for part in (stopped(settings.copyright) if settings.copyright and licence else settings.copyright, licence) if part
        )

    @property
    def others(self) -> tuple[str, ...]:
        """The other languages it comes in."""
        return tuple(one for one in self.settings.languages if one != self.language)


def feeds(survey: Survey) -> Iterator[Feed]:
    """Every feed in the language spoken: of everything, of each assembly, each proposal and each topic."""
    events, site = Events(survey), survey.site
    confederation = site.state.confederation
    yield _feed(events, "", "book", "", site.settings.site_description, events.all)
    for id in confederation.assemblies:
        words = _("What %(name)s decides, what becomes of the proposals it is asked on, and when it meets.") % {"name": site.name(id)}
        yield _feed(events, address(id), first_id(confederation, id), site.name(id), words, events.by_assembly[id])
    for id, one in site.state.proposals.items():
        found = events.by_proposal[id]
        yield _feed(events, address(id), first_id(confederation, id), one.proposal.title, sentence(site, one).text, found)
    for own, (name, ones) in survey.topics.items():
        words = _("Proposals on %(topic)s.") % {"topic": name}
        yield _feed(events, f"topics/{own}/", f"topics/{own}", name, words, events.among(one.proposal.id for one in ones))


def _feed(events: Events, folder: str, id: str, name: str, subtitle: str, found: tuple[Event, ...]) -> Feed:
    """A feed of the newest of these."""
    survey, settings = events.survey, events.survey.site.settings
    past = next((one.day for one in found if one.day <= survey.day), survey.day)
    entries = tuple(_entry(events, one) for one in found[:MOST])
    return Feed(
        folder, tag(settings, f"{id}?feed"), called(survey.site, name), subtitle, full_address(settings, folder), past, language(), settings,
        entries,
    )  # fmt: skip


def _entry(events: Events, event: Event) -> Entry:
    survey = events.survey
    topics = [topic for id in event.proposals for topic in survey.state.proposals[id].proposal.topics]
    settings = survey.site.settings
    return Entry(
        tag(settings, event.id), event.day, event.kind, full_address(settings, event.to), events.told(event), tuple(dict.fromkeys(topics))
    )  # fmt: skip


def full_address(settings: Settings, path: str) -> str:
    """The full address of a page, in the tree of the language spoken."""
    return quote(settings.address(path), safe="/:?#&=%@+,;~-._")
