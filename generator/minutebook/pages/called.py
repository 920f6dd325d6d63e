"""Notices of meetings, and delegates' reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minutebook.exports.addresses import address
from minutebook.pages.paper import Printed, printed
from minutebook.pages.shares import mine
from minutebook.pages.speech import _, and_list, comma, full_date, long_date
from minutebook.pages.stands import delegate_links
from minutebook.pages.view import Link, Prose, SetAsidePart, Site, Translated, View, mandate_name, translations
from minutebook.records import NoticeRecord, ReportRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView(View):
    """A meeting that is called. `state` is a word: coming, today, past, cancelled."""

    record: NoticeRecord
    assembly: Link
    day: date
    moved_from: date | None
    state: str
    place: Prose
    open_to: Prose
    cancelled: Prose
    agenda: tuple[Link | Prose, ...]
    minutes: tuple[Link, ...]
    mandates: tuple[Link, ...]
    body: Prose
    translations: tuple[Translated, ...]
    aside: tuple[SetAsidePart, ...]
    printed: Printed


def notices(site: Site) -> Iterator[NoticeView]:
    """The page of every notice."""
    for record in mine(site.state.confederation.notices.values(), lambda one: address(one.id)):
        yield notice(site, record)


def notice(site: Site, record: NoticeRecord) -> NoticeView:
    """The page of one notice."""
    confederation = site.state.confederation
    day = record.day
    held = [one for one in confederation.minutes_of[record.assembly] if not one.ballot and one.first_day <= day <= one.last_day]
    state = "cancelled" if record.cancelled else "today" if day == site.day else "coming" if day > site.day else "past"
    title = record.title or record.heading or _("Meeting of %(day)s") % {"day": full_date(day)}
    sent = [
        one.mandate.record for one in site.state.mandates.values()
        if not one.mandate.periodic and one.mandate.to == record.assembly and (day, day) in one.mandate.days
    ] if state in ("coming", "today") else []  # fmt: skip
    told = _("%(name)s, notice of the meeting of %(day)s") % {"name": site.name(record.assembly), "day": long_date(day)}
    return NoticeView(
        path=address(record.id), title=title, description=f"{site.name(record.assembly)}{comma()}{full_date(day)}", lang=site.language(record.assembly),
        title_lang=site.language(record.assembly) if record.title or record.heading else "",
        file=record.file, crumbs=(site.assembly(record.assembly), Link(_("Calendar"), "calendar/")),
        record=record, assembly=site.assembly(record.assembly), day=day, moved_from=record.first_day if record.moved_to else None, state=state,
        place=site.prose(record.place, record), open_to=site.prose(record.open_to, record), cancelled=site.prose(record.cancelled, record),
        agenda=tuple(_agenda(site, record)), minutes=tuple(site.link(one.id, full_date(one.last_day)) for one in held),
        mandates=tuple(site.link(one.id, _("%(name)s: mandate") % {"name": site.name(one.assembly)}) for one in sent),
        body=site.prose(record.body, record), translations=translations(site, record), aside=site.aside(record.id),
        citation=site.cited(told, address(record.id)),
        printed=printed(site, address(record.id)),
    )  # fmt: skip


def _agenda(site: Site, record: NoticeRecord) -> Iterator[Link | Prose]:
    for item in record.agenda:
        if item.on:
            yield site.proposal(item.on.target or item.on.text)
        elif item.text:
            yield site.prose(item.text, record)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView(View):
    """A delegate's report."""

    record: ReportRecord
    assembly: Link
    delegates: tuple[Link, ...]
    mandate: Link
    council: Link | None
    written: date | None
    received: Link | date | None
    due: date | None
    disputes: tuple[tuple[Link, Link | None, Prose], ...]
    body: Prose
    translations: tuple[Translated, ...]
    aside: tuple[SetAsidePart, ...]


def reports(site: Site) -> Iterator[ReportView]:
    """The page of every report."""
    for record in mine(site.state.confederation.reports.values(), lambda one: address(one.id)):
        yield report(site, record)


def report(site: Site, record: ReportRecord) -> ReportView:
    """The page of one report."""
    confederation = site.state.confederation
    held = site.state.mandates.get(record.mandate.target)
    delegates = record.delegates or (held.mandate.delegates if held else ())
    mandate = Link(record.mandate.text)
    if held:
        mandate = site.link(held.mandate.record.id, mandate_name(site, held.mandate.record))
    received: Link | date | None = None
    if record.received:
        day = confederation.day_of(record.received)
        received = (
            day if isinstance(record.received, date)
            else site.link(record.received.target or record.received.text, long_date(day) if day else "")
        )  # fmt: skip
    written = confederation.report_day(record)
    title = record.title or record.heading or _("Report of %(names)s") % {"names": and_list(list(delegates))}
    told = _("%(name)s, “%(title)s”, delegates’ report") % {"name": site.name(record.assembly), "title": title}
    return ReportView(
        path=address(record.id), title=title, description=told, lang=site.language(record.assembly), file=record.file,
        title_lang=site.language(record.assembly) if record.title or record.heading else "",
        crumbs=(site.assembly(record.assembly), Link(_("Reports"), f"{address(record.assembly)}reports/")),
        record=record, assembly=site.assembly(record.assembly), delegates=delegate_links(site, record.assembly, delegates), mandate=mandate,
        council=site.assembly(held.mandate.to) if held else None, written=written, received=received, due=held.report_due if held else None,
        disputes=tuple(_disputes(site, record)), body=site.prose(record.body, record), translations=translations(site, record),
        aside=site.aside(record.id), citation=site.cited(told, address(record.id)),
    )  # fmt: skip


def _disputes(site: Site, record: ReportRecord) -> Iterator[tuple[Link, Link | None, Prose]]:
    """What is contested: the minutes, the proposal of the decision, the words."""
    for one in record.disputes:
        target = one.minutes.target
        minutes = site.state.confederation.minutes.get(target)
        act = site.state.confederation.acts_by_id.get(f"{target}#{one.decision}") if one.decision else None
        label = _("minutes of %(day)s") % {"day": long_date(minutes.last_day)} if minutes else ""
        where = site.link(f"{target}#{one.decision}" if one.decision else target, label) if target else Link(one.minutes.text)
        subject = site.proposal(act.decision.on.target) if act and act.decision.on and act.decision.on.target else None
        yield where, subject, site.prose(one.says, record)
