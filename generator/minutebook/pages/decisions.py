"""The book of decisions in force, and the log of all decisions by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from minutebook.confederation import Act
from minutebook.pages.alphabet import collation
from minutebook.pages.awaited import Brief, brief
from minutebook.pages.lines import ActLine, act_line
from minutebook.pages.speech import _, month_name
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.rules.force import Standing, acts_upon

FEW, LATEST, MANY = 120, 40, 600
"""Up to FEW decisions stand on one page; else the LATEST, with a page for each year; a year of more than MANY has one for each month."""
_LAW = ("in force", "provisionally carried", "carried")


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


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the log with a page of its own."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BookView(View):
    """The book and the way into the log."""

    charters: tuple[Entry, ...]
    chapters: tuple[Chapter, ...]
    own: tuple[Chapter, ...]
    texts: int
    log: tuple[ActLine, ...]
    total: int
    years: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The decisions of one day."""

    day: date
    acts: tuple[ActLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogView(View):
    """The decisions of a year or a month, the latest first; or the months of a year that has too many for one page."""

    days: tuple[Day, ...]
    months: tuple[Span, ...]
    total: int
    others: tuple[Span, ...]


def book(site: Site) -> Iterator[BookView]:
    """The book of decisions in force."""
    s = survey(site)
    amended = _amendments(s)
    law = sorted(
        (one for one in site.state.proposals.values() if one.state in _LAW),
        key=lambda one: (one.in_force_from or date.max, one.proposal.id),
    )
    entries = [(one, _entry(s, one, amended.get(one.proposal.id, ()))) for one in law]
    shared = [(one, entry) for one, entry in entries if site.state.membership.is_council(one.rule.to)]
    acts = site.state.confederation.acts
    shown = acts[-(FEW if len(acts) <= FEW else LATEST) :]
    yield BookView(
        path="decisions/", title=_("Decisions"), description=_("What is in force, and every decision ever recorded."),
        charters=tuple(entry for one, entry in shared if one.proposal.kind == "charter"),
        chapters=_chapters(s, [(one, entry) for one, entry in shared if one.proposal.kind != "charter"]),
        own=_chapters(s, [(one, entry) for one, entry in entries if not site.state.membership.is_council(one.rule.to)]),
        texts=len(law), log=tuple(act_line(s, site.state.verdicts[act.id]) for act in reversed(shown)), total=len(acts),
        years=_years(acts) if len(acts) > FEW else (),
    )  # fmt: skip


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


def _years(acts: tuple[Act, ...]) -> tuple[Span, ...]:
    """The years with decisions, the latest first."""
    spans = [
        Span(Link(str(year), f"decisions/{year}/"), sum(1 for _act in found)) for year, found in groupby(acts, key=lambda act: act.day.year)
    ]
    return tuple(reversed(spans))


def log_pages(site: Site) -> Iterator[LogView]:
    """The log of decisions: a page for each year, and for each month of a year with very many."""
    s = survey(site)
    acts = site.state.confederation.acts
    years = _years(acts)
    if len(acts) <= FEW:
        return
    top = Link(_("Decisions"), "decisions/")
    for year, found in groupby(acts, key=lambda act: act.day.year):
        of_year = tuple(found)
        path, title = f"decisions/{year}/", _("Decisions of %(time)s") % {"time": year}
        months = tuple((date(year, month, 1), tuple(group)) for month, group in groupby(of_year, key=lambda act: act.day.month))
        if len(of_year) <= MANY:
            yield _log(s, path, title, of_year, (), years, (top,))
            continue
        spans = tuple(Span(Link(month_name(day), f"{path}{day.month:02}/"), len(group)) for day, group in reversed(months))
        yield _log(s, path, title, (), spans, years, (top,), len(of_year))
        for day, group in months:
            name = _("Decisions of %(time)s") % {"time": f"{month_name(day)} {year}"}
            yield _log(s, f"{path}{day.month:02}/", name, group, (), spans, (top, Link(str(year), path)))


def _log(
    s: Survey, path: str, title: str, acts: tuple[Act, ...], months: tuple[Span, ...], others: tuple[Span, ...], crumbs: tuple[Link, ...],
    total: int = 0,
) -> LogView:  # fmt: skip
    lines = (act_line(s, s.state.verdicts[act.id]) for act in reversed(acts))
    days = tuple(Day(day, tuple(found)) for day, found in groupby(lines, key=lambda line: line.day))
    return LogView(path=path, title=title, crumbs=crumbs, days=days, months=months, total=total or len(acts), others=others)
