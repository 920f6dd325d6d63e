"""The indexes from A to Z: what can be found without any script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from minutebook.pages.alphabet import collation, initial
from minutebook.pages.assemblies import Letter, letters
from minutebook.pages.speech import _
from minutebook.pages.survey import survey
from minutebook.pages.view import Link, Site, View


@dataclass(frozen=True, slots=True)
class Initial:
    """Names under one letter, each with a second one that tells it apart."""

    letter: str
    names: tuple[tuple[Link, Link], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(View):
    """Every index: assemblies, proposals (with whom they are put to), delegates (with their assembly), topics, minutes by year."""

    assemblies: tuple[Letter, ...]
    proposals: tuple[Initial, ...]
    delegates: tuple[Initial, ...]
    people: int
    topics: tuple[Link, ...]
    years: tuple[tuple[Link, int], ...]


def search(site: Site) -> Iterator[SearchView]:
    """The page of indexes."""
    s = survey(site)
    proposals = ((site.proposal(id), site.assembly(one.rule.to)) for id, one in site.state.proposals.items())
    delegates = [
        (s.delegate(one.assembly, one.name), site.assembly(one.assembly)) for people in s.delegates.values() for one in people.values()
    ]
    years = Counter(one.first_day.year for one in site.state.confederation.minutes.values())
    yield SearchView(
        path="search/", title=_("Search"), description=_("Assemblies, proposals, delegates and topics from A to Z, minutes by year."),
        assemblies=letters(s.names), proposals=_initials(proposals), delegates=_initials(delegates), people=len(delegates),
        topics=tuple(Link(name, path) for name, path in s.topic_paths.items()),
        years=tuple((Link(str(year), f"calendar/{year}/"), years[year]) for year in sorted(years, reverse=True)),
    )  # fmt: skip


def _initials(pairs: Iterable[tuple[Link, Link]]) -> tuple[Initial, ...]:
    ordered = sorted(pairs, key=lambda pair: (collation(pair[0].text), pair[1].text, pair[0].to))
    return tuple(Initial(letter, tuple(found)) for letter, found in groupby(ordered, key=lambda pair: initial(pair[0].text)))
