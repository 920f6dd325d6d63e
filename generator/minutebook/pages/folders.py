"""The lists of one assembly's records: the pages at its folders' addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from minutebook.exports.addresses import address
from minutebook.exports.people import Delegate, names_of
from minutebook.pages.alphabet import collation
from minutebook.pages.awaited import Brief, brief
from minutebook.pages.lines import MeetingLine, meeting_line, notice_line
from minutebook.pages.sent import MandateLine, mandate_line
from minutebook.pages.shares import mine
from minutebook.pages.speech import _
from minutebook.pages.survey import Meeting, Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.rules.mandates import MandateState


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in one line."""

    link: Link
    mandate: Link
    day: date | None
    received: date | None
    delegates: tuple[Link, ...]
    disputes: int


@dataclass(frozen=True, slots=True)
class DelegateLine:
    """A delegate in one line: how many mandates, the latest one, and whether one is in force today."""

    link: Link
    mandates: int
    latest: MandateLine | None
    active: bool


@dataclass(frozen=True, slots=True)
class YearOf:
    """The meetings of one year."""

    year: int
    meetings: tuple[MeetingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderView(View):
    """One folder of an assembly: `kind` says which of the lists is filled."""

    kind: str
    assembly: Link
    years: tuple[YearOf, ...] = ()
    coming: tuple[MeetingLine, ...] = ()
    mandates: tuple[MandateLine, ...] = ()
    proposals: tuple[Brief, ...] = ()
    reports: tuple[ReportLine, ...] = ()
    delegates: tuple[DelegateLine, ...] = ()


def folder_pages(site: Site) -> Iterator[FolderView]:
    """The list at every folder's address, for those kinds of records an assembly has."""
    s = survey(site)
    every = ((id, kind) for id in site.state.confederation.assemblies for kind in _FOLDERS)
    for id, kind in mine(every, lambda one: f"{address(one[0])}{one[1]}/"):
        if view := _FOLDERS[kind](s, id):
            yield view


def _minutes(s: Survey, id: str) -> FolderView | None:
    held = [one for one in s.past_of[id] if one.minutes]
    there = s.state.confederation.minutes_of[id]
    return _folder(s, id, "minutes", _("All minutes of %(name)s"), years=_years(s, held)) if there else None


def _notices(s: Survey, id: str) -> FolderView | None:
    if not s.state.confederation.notices_of[id]:
        return None
    called = [one for one in s.past_of[id] if one.notice]
    coming = tuple(notice_line(s, one) for one in s.coming_of[id])
    return _folder(s, id, "notices", _("Meetings called by %(name)s"), years=_years(s, called), coming=coming)


def _mandates(s: Survey, id: str) -> FolderView | None:
    found = tuple(mandate_line(s, one) for one in s.mandates_of[id])
    return _folder(s, id, "mandates", _("Mandates of %(name)s"), mandates=found) if found else None


def _proposals(s: Survey, id: str) -> FolderView | None:
    found = tuple(brief(s, one) for one in s.proposed_by[id])
    return _folder(s, id, "proposals", _("Proposals of %(name)s"), proposals=found) if found else None


def _reports_to(s: Survey, id: str) -> FolderView | None:
    return _folder(s, id, "reports", _("Reports to %(name)s"), reports=_reports(s, id)) if s.reports_of[id] else None


def _delegates_of(s: Survey, id: str) -> FolderView | None:
    return _folder(s, id, "delegates", _("Delegates of %(name)s"), delegates=_delegates(s, id)) if s.delegates.get(id) else None


_FOLDERS: Final[Mapping[str, Callable[[Survey, str], FolderView | None]]] = {
    "minutes": _minutes, "notices": _notices, "mandates": _mandates, "proposals": _proposals, "reports": _reports_to, "delegates": _delegates_of,
}  # fmt: skip
"""The folders of an assembly; None where it has none."""


def _folder(
    s: Survey, id: str, kind: str, title: str, *, years: tuple[YearOf, ...] = (), coming: tuple[MeetingLine, ...] = (),
    mandates: tuple[MandateLine, ...] = (), proposals: tuple[Brief, ...] = (), reports: tuple[ReportLine, ...] = (),
    delegates: tuple[DelegateLine, ...] = (),
) -> FolderView:  # fmt: skip
    return FolderView(
        path=f"{address(id)}{kind}/", title=title % {"name": s.site.name(id)}, crumbs=(Link(_("Assemblies"), "assemblies/"), s.site.assembly(id)),
        kind=kind, assembly=s.site.assembly(id), years=years, coming=coming, mandates=mandates, proposals=proposals, reports=reports,
        delegates=delegates,
    )  # fmt: skip


def _years(s: Survey, meetings: Iterable[Meeting]) -> tuple[YearOf, ...]:
    """Meetings, the latest first, by year."""
    return tuple(
        YearOf(year, tuple(meeting_line(s, one) for one in found)) for year, found in groupby(meetings, key=lambda one: one.day.year)
    )


def _reports(s: Survey, id: str) -> tuple[ReportLine, ...]:
    confederation = s.state.confederation
    return tuple(
        ReportLine(
            s.site.link(one.id), s.site.link(one.mandate.target, (one.mandate.target or one.mandate.text).rsplit("/", 1)[-1]), confederation.report_day(one),
            confederation.day_of(one.received), tuple(s.delegate(id, name) for name in one.delegates), len(one.disputes),
        )
        for one in s.reports_of[id]
    )  # fmt: skip


def _delegates(s: Survey, id: str) -> tuple[DelegateLine, ...]:
    """The delegates of an assembly by name."""
    given: dict[str, list[MandateState]] = {}
    for one in s.mandates_of[id]:
        for name in names_of(s.state, one):
            given.setdefault(name, []).append(one)
    ordered = sorted(s.delegates[id].values(), key=lambda one: collation(one.name))
    return tuple(_delegate(s, one, given.get(one.name, [])) for one in ordered)


def _delegate(s: Survey, one: Delegate, given: list[MandateState]) -> DelegateLine:
    own = [mandate for mandate in given if not mandate.mandate.record.adds_to]
    latest = mandate_line(s, own[0]) if own else None
    return DelegateLine(s.delegate(one.assembly, one.name), len(own), latest, any(mandate.status == "active" for mandate in own))
