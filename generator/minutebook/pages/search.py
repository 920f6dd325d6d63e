"""The search page: the words of all records are searched by a script; without one, and on a disk, the indexes from A to Z are there,
whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from minutebook.pages.alphabet import collation, initial
from minutebook.pages.awaited import gloss
from minutebook.pages.found import choices
from minutebook.pages.rows import translated_names
from minutebook.pages.speech import _, long_date
from minutebook.pages.survey import Survey, survey
from minutebook.pages.tongues import foreign, glossed
from minutebook.pages.view import Link, Site, View


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its page: a second name that tells it apart, its names in other languages, and what else is to be known."""

    link: Link
    second: str = ""
    others: tuple[Link, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Initial:
    """Names under one letter."""

    letter: str
    names: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(View):
    """Every index: assemblies, proposals (with whom they are put to), delegates (with their assembly), topics, minutes by year.

    `choices` are the fields by which a search is narrowed: name, label, values.
    """

    assemblies: tuple[Initial, ...]
    proposals: tuple[Initial, ...]
    delegates: tuple[Initial, ...]
    people: int
    topics: tuple[Link, ...]
    choices: tuple[tuple[str, str, tuple[str, ...]], ...]
    years: tuple[tuple[Link, int], ...]
    total: int


def search(site: Site) -> Iterator[SearchView]:
    """The page of indexes."""
    s = survey(site)
    people = [
        Entry(s.delegate(one.assembly, one.name), site.name(one.assembly)) for found in s.delegates.values() for one in found.values()
    ]
    years = Counter(one.first_day.year for one in site.state.confederation.minutes.values())
    assemblies, proposals = list(_assemblies(s)), list(_proposals(s))
    yield SearchView(
        path="search/", title=_("From A to Z") if site.settings.offline else _("Search, and from A to Z"),
        description=_("Assemblies, proposals, delegates and topics from A to Z, minutes by year."),
        assemblies=_initials(assemblies), proposals=_initials(proposals), delegates=_initials(people), people=len(people),
        choices=choices(site), topics=tuple(Link(name, path) for name, path in s.topic_paths.items()),
        years=tuple((Link(str(year), f"calendar/{year}/"), years[year]) for year in sorted(years, reverse=True)),
        total=len(assemblies) + len(proposals) + len(people) + len(s.topic_paths),
    )  # fmt: skip


def _assemblies(s: Survey) -> Iterator[Entry]:
    """The assemblies with their names in other languages; those dissolved say since when."""
    for id, record in s.state.confederation.assemblies.items():
        ended = _("dissolved on %(day)s") % {"day": long_date(record.dissolved)} if record.dissolved and record.dissolved < s.day else ""
        yield Entry(s.site.assembly(id), others=translated_names(s.site, id), note=ended)


def _proposals(s: Survey) -> Iterator[Entry]:
    for id, one in s.state.proposals.items():
        yield Entry(
            s.site.proposal(id), s.site.name(one.rule.to), note=glossed(foreign(s.site.language(one.proposal.assembly)), gloss(s, one))
        )


def _initials(entries: Iterable[Entry]) -> tuple[Initial, ...]:
    ordered = sorted(entries, key=lambda one: (collation(one.link.text), one.second, one.link.to))
    return tuple(Initial(letter, tuple(found)) for letter, found in groupby(ordered, key=lambda one: initial(one.link.text)))
