"""The book of decisions in force, and the log of all decisions by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from minutebook.confederation import Act
from minutebook.pages.alphabet import collation
from minutebook.pages.awaited import Brief, brief
from minutebook.pages.lines import ActLine, act_line, routine
from minutebook.pages.spans import Span, leaves, spans
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.rules.force import Standing, acts_upon

FEW, LATEST, MANY = 120, 40, 400
"""Up to FEW decisions stand on one page; else the LATEST, with a page for each year; what has more than MANY is divided by month or day."""
_LAW, _TO_COME = ("in force",), ("carried", "provisionally carried")


@dataclass(frozen=True, slots=True)
class Entry:
    """A text in force: what it amends, what has amended it since, and when."""

    brief: Brief
    amends: tuple[Link, ...]
    amended: tuple[tuple[Link, date], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The texts in force of one council, or of the communes for themselves."""

    council: Link
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookView(View):
    """The book and the way into the log. `coming` are carried and not in force yet, or only provisionally carried."""

    charters: tuple[Entry, ...]
    chapters: tuple[Chapter, ...]
    own: tuple[Chapter, ...]
    coming: tuple[Entry, ...]
    texts: int
    communal: int
    log: tuple[ActLine, ...]
    total: int
    years: tuple[Span[Act], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The decisions of one day."""

    day: date
    acts: tuple[ActLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogView(View):
    """The decisions of a stretch of time, the latest first; or what it is divided into, where it has too many for one page."""

    days: tuple[Day, ...]
    inner: tuple[Span[Act], ...]
    total: int
    others: tuple[Span[Act], ...]


def book(site: Site) -> Iterator[BookView]:
    """The book of decisions in force."""
    s = survey(site)
    amended = _amendments(s)
    entries = [(one, _entry(s, one, amended.get(one.proposal.id, ()))) for one in sorted(site.state.proposals.values(), key=_by_force)]
    law = [(one, entry) for one, entry in entries if one.state in _LAW]
    shared = [(one, entry) for one, entry in law if site.state.membership.is_council(one.rule.to)]
    acts = site.state.confederation.acts
    shown = [act for act in acts if not routine(act.decision)][-LATEST:] if len(acts) > FEW else acts
    yield BookView(
        path="decisions/", title=_("Decisions"), description=_("What is in force, and every decision ever recorded."),
        charters=tuple(entry for one, entry in shared if one.proposal.kind == "charter"),
        chapters=_chapters(s, [(one, entry) for one, entry in shared if one.proposal.kind != "charter"]),
        own=_chapters(s, [(one, entry) for one, entry in law if not site.state.membership.is_council(one.rule.to)]),
        coming=tuple(entry for one, entry in entries if one.state in _TO_COME), texts=len(law), communal=len(law) - len(shared),
        log=tuple(act_line(s, site.state.verdicts[act.id]) for act in reversed(shown)), total=len(acts),
        years=_years(acts) if len(acts) > FEW else (),
    )  # fmt: skip


def _by_force(one: Standing) -> tuple[date, str]:
    return one.in_force_from or date.max, one.proposal.id


def _amendments(s: Survey) -> dict[str, list[Standing]]:
    """The carried proposals that amend each proposal, in order of their force."""
    membership, courses = s.state.membership, s.state.courses
    found: dict[str, list[Standing]] = {}
    for one in s.state.proposals.values():
        for ref in one.proposal.amends:
            if one.carried_on and ref.target in courses and acts_upon(membership, courses[one.proposal.id], courses[ref.target]):
                found.setdefault(ref.target, []).append(one)
    return {id: sorted(ones, key=lambda one: (one.in_force_from or date.max, one.proposal.id)) for id, ones in found.items()}


def _entry(s: Survey, one: Standing, amended: Sequence[Standing]) -> Entry:
    amends = tuple(s.site.proposal(ref.target) for ref in one.proposal.amends if ref.target)
    since = tuple((s.site.proposal(by.proposal.id), by.in_force_from) for by in amended if by.in_force_from)
    return Entry(brief(s, one), amends, since)


def _chapters(s: Survey, found: list[tuple[Standing, Entry]]) -> tuple[Chapter, ...]:
    """Texts by the assembly they bind, by its name; the councils in none first."""
    groups: dict[str, list[Entry]] = {}
    for one, entry in found:
        groups.setdefault(one.rule.to, []).append(entry)
    ordered = sorted(groups, key=lambda id: (bool(s.member_of[id]), collation(s.site.name(id)), id))
    return tuple(Chapter(s.site.assembly(id), tuple(groups[id])) for id in ordered)


def _years(acts: tuple[Act, ...]) -> tuple[Span[Act], ...]:
    """The years with decisions, the latest first."""
    return spans(acts[::-1], lambda act: act.day, "decisions/", MANY)


def log_pages(site: Site) -> Iterator[LogView]:
    """The log of decisions: a page for each year, and for each month or day of one with very many."""
    s = survey(site)
    acts = site.state.confederation.acts
    if len(acts) <= FEW:
        return
    for leaf in leaves(_years(acts), (Link(_("Decisions"), "decisions/"),)):
        span = leaf.span
        lines = (act_line(s, site.state.verdicts[act.id]) for act in (() if span.inner else span.items))
        yield LogView(
            path=span.path, title=_("Decisions of %(time)s") % {"time": span.name}, crumbs=leaf.crumbs, total=span.count, inner=span.inner,
            days=tuple(Day(day, tuple(found)) for day, found in groupby(lines, key=lambda line: line.day)), others=leaf.beside,
        )  # fmt: skip
