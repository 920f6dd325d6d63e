"""What every page is made of: plain frozen data, ready to be shown. Views compute, templates only show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Final, Literal
from unicodedata import bidirectional

from minutebook.confederation import Groups
from minutebook.exports.addresses import address, past_address
from minutebook.exports.people import Delegate, delegates
from minutebook.pages.speech import _, comma, direction, full_date, language, long_date
from minutebook.past import Past, Stretch, past_of
from minutebook.pictures import Picture
from minutebook.problems import Problem
from minutebook.records import MandateRecord, MinutesRecord, ProposalRecord, Record, ReportRecord
from minutebook.settings import Settings
from minutebook.shapes import SetAside
from minutebook.speech import speak
from minutebook.state import State, reckon

MOST_WITH_PAST: Final = 300
"""With more assemblies than these, pages of past states are made only when the settings ask for them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to `to`, a path of the site with its anchor. `lang` is the text's language, if it is not the interface's.

    `apart` keeps the direction of a name apart from that of the words around it.
    """

    text: str
    to: str = ""
    lang: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Words of a record, shown as Markdown, in the record's language. `record` is whose words they are: its links start there."""

    text: str
    lang: str = ""
    record: str = ""

    def __bool__(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation beside a record: it stands for nothing, the original counts."""

    language: str
    title: str
    text: Prose
    edition: int = 1


@dataclass(frozen=True, slots=True)
class SetAsidePart:
    """A part of a record that is set aside, with the reasons found."""

    part: str
    reasons: tuple[str, ...]
    line: int
    record: Link


@dataclass(frozen=True, slots=True)
class Changed:
    """What a day changed: of what, and in words how it is now."""

    of: Link | None
    words: str


@dataclass(frozen=True, slots=True)
class Then:
    """That a page shows a past state: of which site, the state itself, where the page of today, the list of all states and the
    states before and after it are, and what its first day changed, in words."""

    site: Site
    stretch: Stretch
    now: Link
    all: Link
    before: Link | None
    after: Link | None
    changed: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """A file that can be subscribed to: its path from the site's root, its media type, what it is called, and the text of a link to it."""

    path: str
    type: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page. `crumbs` lead to it from its assembly or section; `lang` is the language of the record's own words, `title_lang` that
    of the title where it is one of them.

    `file` is the record's file, so that it can be edited where the records are kept. `head` is safe HTML for the page's head.
    `shown_as` is the row of the table of pages it is shown by, where that is not the one it comes from. `then` tells that it is a
    past state; `states` are those of a record that has had several, by the day each began. `moved_to` is the page that a former
    address leads to; `changed` the day on which what is shown changed last, where the records tell one. `follow` are the feeds and the
    calendar that tell of what it shows; `citation` is ready to be copied, where the page is to be cited.
    """

    path: str
    title: str
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    lang: str = ""
    title_lang: str = ""
    file: str = ""
    head: str = ""
    shown_as: str = ""
    then: Then | None = None
    states: tuple[Stretch, ...] = ()
    moved_to: str = ""
    changed: date | None = None
    follow: tuple[Followed, ...] = ()
    citation: str = ""

    @property
    def full_title(self) -> str:
        """The title, with the day of which it is where that is past."""
        return f"{self.title} ({long_date(self.then.site.day)})" if self.then else self.title


@dataclass(frozen=True, eq=False)
class Site:
    """What pages are made from: the state of a day, the settings, the texts and pictures of `content/` by path, and the bytes of each
    data file.

    `present` is the site that is being built, where this one is of an earlier day; its addresses are that one's.
    """

    state: State
    settings: Settings
    content: Mapping[str, bytes] = field(default_factory=dict)
    present: Site | None = None
    files: Mapping[str, int] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day of reckoning."""
        return self.state.day

    @cached_property
    def delegates(self) -> Mapping[str, Mapping[str, Delegate]]:
        """The delegates of every assembly by name, with their pages."""
        return self.present.delegates if self.present else delegates(self.state)

    @cached_property
    def past(self) -> Past:
        """The states that proposals and assemblies have been in."""
        return self.present.past if self.present else past_of(self.state.records, self.state.day)

    @property
    def shows_past(self) -> bool:
        """Whether past states have pages: as the settings say, else unless there are so many assemblies that it would take hours."""
        few = len(self.state.records.assemblies) <= MOST_WITH_PAST
        return few if self.settings.past is None else self.settings.past

    def states(self, id: str) -> tuple[Stretch, ...]:
        """The states of a proposal or assembly, as far as they have pages."""
        return self.past.stretches.get(id, ()) if self.shows_past and not self.present else ()

    def on(self, day: date) -> Site:
        """The site of an earlier day, from the records of today."""
        return Site(
            _then(self.state, day), replace(self.settings, as_of=day), self.content, self.present or self, self.files, self.pictures
        )

    @cached_property
    def disputes(self) -> Groups[ReportRecord]:
        """Reports that contest something, by the minutes and decision they contest (`MINUTES#ID`; without id: the minutes)."""
        reports = self.state.confederation.reports.values()
        return Groups.of((f"{one.minutes.target}#{one.decision or ''}", report) for report in reports for one in report.disputes)

    def named(self, assembly: str) -> tuple[str, str]:
        """An assembly's name and the language of it: by a translation beside its record in the language spoken now, else its own."""
        record = self.state.records.assemblies.get(assembly)
        if record is None:
            return assembly, ""
        spoken = language()
        found = next((one.name for one in record.translations if one.language == spoken and one.name), None)
        return (found, spoken) if found else (record.name, record.language or "")

    def name(self, assembly: str) -> str:
        """An assembly's name; the id where no record tells one."""
        return self.named(assembly)[0]

    def language(self, assembly: str) -> str:
        """The language an assembly writes in; empty where it is not stated."""
        record = self.state.records.assemblies.get(assembly)
        return (record.language if record else None) or ""

    def assembly(self, id: str, anchor: str = "") -> Link:
        """A link to an assembly's page; only its name where it has none."""
        name, lang = self.named(id)
        return Link(name, address(id) + anchor if id in self.state.records.assemblies else "", lang, apart=True)

    def proposal(self, id: str, anchor: str = "") -> Link:
        """A link to a proposal by its title; only the id where there is no page for it."""
        record = self.state.confederation.proposals.get(id)
        if record is None:
            later = self.present.proposal(id) if self.present else Link(id)  # a mandate may speak of what is put only later
            return replace(later, to="")
        return Link(record.title, address(id) + anchor, self.language(record.assembly), apart=True)

    def row_path(self, proposal: str, assembly: str) -> str:
        """The address of an assembly's row on a proposal; on a site of an earlier day, on the proposal as it stood that day."""
        stretch = self.past.on(proposal, self.day) if self.present else None
        return f"{past_address(proposal, stretch.first) if stretch else address(proposal)}#{assembly}"

    def link(self, id: str, text: str = "") -> Link:
        """A link to any record or decision by its id, with a text or a title of its own; without an address where it has no page."""
        record_id, mark, anchor = id.partition("#")
        record = self.state.confederation.record(record_id)
        if record is None or not self.shown(record.id):
            return Link(text or id)
        return Link(text or self.title(record), address(record.id + mark + anchor), "" if text else self.language(record.assembly))

    def shown(self, id: str) -> bool:
        """Whether a record has a page: it is among those up to the day of reckoning."""
        return self.state.confederation.record(id) is not None

    def title(self, record: Record) -> str:
        """What a record is called: its title or first heading, else its day, else its name."""
        own = getattr(record, "title", None) or getattr(record, "name", None)
        if own:
            return str(own)
        if isinstance(record, MinutesRecord):
            return record.heading or full_date(record.last_day)
        return record.heading or record.slug

    def cited(self, what: str, path: str) -> str:
        """A citation that is ready to be copied: what it is, as of which day, in which book, at which address."""
        words = {
            "what": what,
            "day": long_date(self.day),
            "site": self.settings.site_name,
            "where": self.settings.address(path) or f"/{path}",
        }
        return _("%(what)s, as of %(day)s. %(site)s, %(where)s") % words

    def prose(self, text: str | None, record: Record) -> Prose:
        """Words of a record in its assembly's language."""
        return Prose(text or "", self.language(record.assembly), record.id)

    def translated(self, record: Record, field: Literal["place", "meets"]) -> Prose:
        """What a field of a record says: by a translation beside it in the language spoken now, else in its assembly's language."""
        found = next((getattr(one, field) for one in record.translations if one.language == language()), None)
        return Prose(found, language(), record.id) if found else self.prose(getattr(record, field), record)

    @cached_property
    def related(self) -> Mapping[str, Groups[str]]:
        """Proposals by the one they amend, repeal, stand instead of and build on, for each of these relations."""
        proposals = self.state.proposals.items()
        return {
            key: Groups.of((ref.target, id) for id, one in proposals for ref in getattr(one.proposal, key))
            for key in ("amends", "repeals", "instead_of", "builds_on")
        }

    @cached_property
    def _aside_of(self) -> Groups[SetAside]:
        """What is set aside, by its record."""
        return Groups.of((one.record, one) for one in self.state.records.aside)

    @cached_property
    def _aside_on(self) -> Groups[SetAside]:
        """What is set aside, by what it mentions: as it is written, and in full where it names a proposal of its own assembly."""
        found = (
            (name, one)
            for one in self.state.records.aside
            for text in one.mentions
            for name in (text, f"{one.record.split('/')[0]}/{text}")
        )
        return Groups.of(dict.fromkeys(found))

    @cached_property
    def _problems_of(self) -> Groups[Problem]:
        """Problems by record."""
        return Groups.of((one.record, one) for one in self.state.records.problems)

    def aside(self, record: str) -> tuple[SetAsidePart, ...]:
        """What of a record is set aside, and why."""
        return tuple(self._aside(one.record, one.part, one.span.line) for one in self._aside_of[record])

    def aside_on(self, proposal: ProposalRecord) -> tuple[SetAsidePart, ...]:
        """What is set aside and mentions a proposal: it could change its count."""
        names = (proposal.id, f"{proposal.assembly}/{proposal.slug}", *proposal.formerly)
        found = dict.fromkeys(one for name in names for one in self._aside_on[name])
        return tuple(self._aside(one.record, one.part, one.span.line) for one in sorted(found, key=lambda one: one.span))

    def _aside(self, record: str, part: str, line: int) -> SetAsidePart:
        problems = self._problems_of[record]
        there = [speak(one.message) for one in problems if not part or one.span.line >= line]
        shown = self.state.records.record(record)
        return SetAsidePart(speak(part), tuple(dict.fromkeys(there[:3])), line, self.link(record) if shown else Link(record))


@lru_cache(maxsize=2)
def _then(state: State, day: date) -> State:
    """The state of an earlier day, once for all languages."""
    return reckon(state.records, day)


def translations(site: Site, record: Record) -> tuple[Translated, ...]:
    """The translations beside a record."""
    return tuple(
        Translated(one.language, one.title or one.name or one.heading or "", Prose(one.body, one.language, record.id), one.edition)
        for one in record.translations
    )  # fmt: skip


def in_own_language(found: Iterable[Translated]) -> Translated | None:
    """Of the translations of a record the one in the language spoken now, the latest edition first; None where there is none."""
    own = [one for one in found if one.language.partition("-")[0] == language().partition("-")[0]]
    return max(own, key=lambda one: one.edition, default=None)


def tongue(text: Link | Prose) -> tuple[str, str]:
    """The language and direction to mark a text with; empty where it is in the interface's own, or a name written in Latin letters
    for a language that is not."""
    if not text.lang or text.lang == language():
        return "", ""
    way = direction(text.lang)
    if isinstance(text, Link) and way == "rtl" and text.text and not any(bidirectional(char) in ("R", "AL") for char in text.text):
        return "", ""
    return text.lang, way


def mandate_name(site: Site, record: MandateRecord) -> str:
    """What a mandate is called: its title, else who sends whom where."""
    return record.title or record.heading or f"{site.name(record.assembly)}{comma()}{record.slug}"
