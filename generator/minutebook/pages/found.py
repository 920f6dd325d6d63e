"""What a record is searched by, and how it is shown when it is found: its kind, status, day, assembly and councils, as readers see them.

Records alone can be found, the texts of `content/`, and topics by their names: other lists and past states only repeat them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from minutebook.exports.addresses import id_at
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
    if kind in _OTHERS:
        return Found(_(_OTHERS[kind]), named=True)
    finder = _FINDERS.get(kind)
    return finder(site, id_at(path)) if finder else None


def choices(site: Site) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """For each of `LABELS`: its name, its label and every value that occurs, years from the latest."""
    values: dict[str, set[str]] = {name: set() for name in LABELS}
    others = [Found(_("Guide")), *([Found(_("Topic"))] if any(one.proposal.topics for one in site.state.proposals.values()) else [])]
    for one in chain(_records(site), others):
        for name, value in one.values:
            values[name].add(value)
    return tuple((name, _(label), tuple(_ordered(name, values[name]))) for name, label in LABELS.items())


def _ordered(name: str, values: Iterable[str]) -> Iterable[str]:
    return sorted(values, key=collation, reverse=name == "year")


def _records(site: Site) -> Iterator[Found]:
    """Every record."""
    state = site.state
    known = state.confederation
    for kind, ids in (
        ("assembly", known.assemblies), ("proposal", state.proposals), ("mandate", state.mandates), ("minutes", known.minutes),
        ("notice", known.notices), ("report", known.reports),
    ):  # fmt: skip
        yield from (_FINDERS[kind](site, id) for id in ids)
    yield from (_delegate(site, id_at(one.path)) for people in site.delegates.values() for one in people.values())


def _of(site: Site, kind: str, status: str, day: date | None, assembly: str, council: str = "", called: Iterable[str] = ()) -> Found:
    """A record of an assembly; `council` is one that it goes to besides those it is a member of."""
    councils = {*site.state.confederation.councils_of[assembly], *([council] if council else [])}
    seats = sorted({site.name(one) for one in councils if site.state.membership.is_council(one)}, key=collation)
    names = tuple(called)
    return Found(kind, status, day, site.name(assembly), tuple(seats), named=bool(names), names=names)


def _assembly(site: Site, id: str) -> Found:
    record = site.state.confederation.assemblies[id]
    ended = record.dissolved and record.dissolved < site.day
    names = (record.name, *_translated(one.name for one in record.translations))
    return _of(site, _("Assembly"), _("Dissolved") if ended else "", None, id, id, names)


def _delegate(site: Site, id: str) -> Found:
    assembly, _folder, slug = id.split("/")
    name = next(one.name for one in site.delegates[assembly].values() if one.slug == slug)
    return _of(site, _("Delegate"), "", None, assembly, called=(name,))


def _proposal(site: Site, id: str) -> Found:
    standing = site.state.proposals[id]
    put = standing.proposal
    titles = (put.title, *_translated(one.title or one.heading for one in put.translations))
    return _of(site, _("Proposal"), state_word(standing.state), standing.rule.put, put.assembly, standing.rule.to, titles)


def _mandate(site: Site, id: str) -> Found:
    state = site.state.mandates[id]
    held = state.mandate
    return _of(site, _("Mandate"), mandate_word(state.status), held.granted or held.first, held.record.assembly, held.to)


def _minutes(site: Site, id: str) -> Found:
    record = site.state.confederation.minutes[id]
    return _of(site, _("Minutes"), _minutes_status(site, record), record.last_day, record.assembly, record.assembly)


def _notice(site: Site, id: str) -> Found:
    record = site.state.confederation.notices[id]
    return _of(site, _("Notice"), _notice_status(site, record), record.day, record.assembly, record.assembly)


def _report(site: Site, id: str) -> Found:
    record = site.state.confederation.reports[id]
    sent = site.state.mandates.get(record.mandate.target)
    heard = _("Heard") if record.received else _("Not yet heard")
    return _of(site, _("Report"), heard, site.state.confederation.report_day(record), record.assembly, sent.mandate.to if sent else "")


_OTHERS: Final[Mapping[str, str]] = {"topic": N_("Topic"), "content": N_("Guide")}
_FINDERS: Final[Mapping[str, Callable[[Site, str], Found]]] = {
    "assembly": _assembly, "delegate": _delegate, "proposal": _proposal, "mandate": _mandate, "minutes": _minutes, "notice": _notice,
    "report": _report,
}  # fmt: skip
"""By the kind of page: how a record is found, by its id, which its page has for an address."""


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
