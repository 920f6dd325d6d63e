"""The lists of one assembly's records: the pages at its folders' addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

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
    for id in mine(site.state.confederation.assemblies, address, below=True):
        if site.state.confederation.minutes_of[id]:
            held = [one for one in s.past_of[id] if one.minutes]
            yield _folder(s, id, "minutes", _("All minutes of %(name)s"), years=_years(s, held))
        if site.state.confederation.notices_of[id]:
            called = [one for one in s.past_of[id] if one.notice]
            coming = tuple(notice_line(s, one) for one in s.coming_of[id])
            yield _folder(s, id, "notices", _("Meetings called by %(name)s"), years=_years(s, called), coming=coming)
        if s.mandates_of[id]:
            yield _folder(s, id, "mandates", _("Mandates of %(name)s"), mandates=tuple(mandate_line(s, one) for one in s.mandates_of[id]))
        if s.proposed_by[id]:
            yield _folder(s, id, "proposals", _("Proposals of %(name)s"), proposals=tuple(brief(s, one) for one in s.proposed_by[id]))
        if s.reports_of[id]:
            yield _folder(s, id, "reports", _("Reports to %(name)s"), reports=_reports(s, id))
        if s.delegates.get(id):
            yield _folder(s, id, "delegates", _("Delegates of %(name)s"), delegates=_delegates(s, id))


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
