"""What a record is searched by, and how it is shown when it is found: its kind, status, day, assembly and councils, as readers see them.

Records alone can be found, the texts of `content/`, and topics by their names: other lists and past states only repeat them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from minutebook.exports.addresses import address
from minutebook.pages.alphabet import collation
from minutebook.pages.speech import N_, _
from minutebook.pages.view import Site
from minutebook.pages.wording import mandate_word, state_word
from minutebook.records import MinutesRecord, NoticeRecord
from minutebook.rules.decisions import approved_on, is_provisional

LABELS: Final[Mapping[str, str]] = {
    "kind": N_("Kind"), "assembly": N_("Assembly"), "council": N_("Council"), "year": N_("Year"), "status": N_("Status"),
}  # fmt: skip
"""By what a search can be narrowed, with the label of its field."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record as it is found: its kind, its status and the names of its assembly and councils in words, the day it is of.

    `named` is what has a name of its own and is found first by it; what minutes, mandates and notices are called only repeats their assembly.
    `names` is what it is called in every language.
    """

    kind: str
    status: str = ""
    day: date | None = None
    assembly: str = ""
    councils: tuple[str, ...] = ()
    named: bool = False
    names: tuple[str, ...] = ()

    def others(self, title: str) -> str:
        """What else it is called than by the title it is shown under."""
        return " · ".join(name for name in dict.fromkeys(self.names) if name != title)

    @property
    def values(self) -> Iterator[tuple[str, str]]:
        """What it is searched by: names of `LABELS` with a value; a record of a district is one of several councils."""
        year = str(self.day.year) if self.day else ""
        found = (
            ("kind", self.kind),
            ("assembly", self.assembly),
            *(("council", name) for name in self.councils),
            ("year", year),
            ("status", self.status),
        )
        yield from ((name, value) for name, value in found if value)


def found(site: Site, kind: str, path: str) -> Found | None:
    """The record at a path of the site, in the language spoken; None for a page that is no record's."""
    if kind == "topic":
        return Found(_("Topic"), named=True)
    return Found(_("Guide"), named=True) if kind == "content" else _found(site).get(path)


def choices(site: Site) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """For each of `LABELS`: its name, its label and every value that occurs, years from the latest."""
    values: dict[str, set[str]] = {name: set() for name in LABELS}
    topics = [Found(_("Topic"))] if any(one.proposal.topics for one in site.state.proposals.values()) else []
    for one in (*_found(site).values(), Found(_("Guide")), *topics):
        for name, value in one.values:
            values[name].add(value)
    return tuple((name, _(label), tuple(_ordered(name, values[name]))) for name, label in LABELS.items())


def _ordered(name: str, values: Iterable[str]) -> Iterable[str]:
    return sorted(values, key=collation, reverse=name == "year")


@lru_cache(maxsize=16)
def _found(site: Site) -> Mapping[str, Found]:
    """Every record by its path. A site speaks one language."""
    return dict(_records(site))


def _records(site: Site) -> Iterator[tuple[str, Found]]:
    known = site.state.confederation

    def of(kind: str, status: str, day: date | None, assembly: str, council: str = "", called: Iterable[str] = ()) -> Found:
        councils = {*known.councils_of[assembly], *([council] if council else [])}
        seats = sorted({site.name(one) for one in councils if site.state.membership.is_council(one)}, key=collation)
        names = tuple(called)
        return Found(kind, status, day, site.name(assembly), tuple(seats), named=bool(names), names=names)

    for id, record in known.assemblies.items():
        ended = record.dissolved and record.dissolved < site.day
        names = (record.name, *_translated(one.name for one in record.translations))
        yield address(id), of(_("Assembly"), _("Dissolved") if ended else "", None, id, id, names)
    for assembly, people in site.delegates.items():
        for one in people.values():
            yield one.path, of(_("Delegate"), "", None, assembly, called=(one.name,))
    for id, standing in site.state.proposals.items():
        put = standing.proposal
        titles = (put.title, *_translated(one.title or one.heading for one in put.translations))
        yield address(id), of(_("Proposal"), state_word(standing.state), standing.rule.put, put.assembly, standing.rule.to, titles)
    for id, state in site.state.mandates.items():
        held = state.mandate
        yield address(id), of(_("Mandate"), mandate_word(state.status), held.granted or held.first, held.record.assembly, held.to)
    for id, minutes in known.minutes.items():
        yield address(id), of(_("Minutes"), _minutes_status(site, minutes), minutes.last_day, minutes.assembly, minutes.assembly)
    for id, notice in known.notices.items():
        yield address(id), of(_("Notice"), _notice_status(site, notice), notice.day, notice.assembly, notice.assembly)
    for id, report in known.reports.items():
        sent = site.state.mandates.get(report.mandate.target)
        heard = _("Heard") if report.received else _("Not yet heard")
        yield address(id), of(_("Report"), heard, known.report_day(report), report.assembly, sent.mandate.to if sent else "")


def _translated(names: Iterable[str | None]) -> Iterator[str]:
    """The names that translations give; not every one does."""
    return (name for name in names if name)


def _minutes_status(site: Site, record: MinutesRecord) -> str:
    """Draft, provisional or approved; nothing where its assembly's decisions count as published."""
    if record.draft:
        return _("Draft")
    if is_provisional(site.state.confederation, record, site.day):
        return _("Provisional")
    approved = approved_on(site.state.confederation, record)
    return _("Approved") if approved and approved <= site.day else ""


def _notice_status(site: Site, record: NoticeRecord) -> str:
    return _("Cancelled") if record.cancelled else _("Past") if record.day < site.day else _("Called")
