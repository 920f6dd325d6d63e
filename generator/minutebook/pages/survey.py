"""The survey: what several overview pages need, worked out once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from minutebook.confederation import Groups
from minutebook.exports.people import Delegate, slugs
from minutebook.pages.alphabet import collation
from minutebook.pages.view import Link, Site
from minutebook.problems import Problem
from minutebook.records import MinutesRecord, NoticeRecord, ReportRecord
from minutebook.records.assembly import Suspension
from minutebook.rules.force import Standing
from minutebook.rules.ledger import Finding
from minutebook.rules.mandates import MandateState
from minutebook.rules.positions import Stated
from minutebook.rules.ratification import Row
from minutebook.rules.terms import person, terms_in_a_row
from minutebook.shapes import SetAside


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of an assembly, or a ballot: called, held, or both. `day` is the (first) day of it."""

    day: date
    assembly: str
    notice: NoticeRecord | None = None
    minutes: MinutesRecord | None = None


class Survey:
    """Indexes over the state of a day. Each is made when it is first asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.state = site.state
        self.day = site.state.day

    @cached_property
    def member_of(self) -> Groups[str]:
        """The councils each assembly is a direct member of today."""
        membership = self.state.membership
        records = self.state.confederation.assemblies
        pairs = [
            (member, council)
            for council, record in records.items()
            if record.kind == "council" and membership.exists(council, self.day)
            for member in membership.members(council, self.day)
        ]
        return Groups.of(pairs)

    @cached_property
    def home_of(self) -> Mapping[str, str]:
        """The council nearest to each assembly: of those it is a direct member of, the one with the fewest assemblies below it."""
        size = {council: len(self.state.membership.below(council, self.day)) for council in self.councils}
        return {id: min(found, key=lambda council: (size.get(council, 0), council)) for id, found in self.member_of.groups.items()}

    @cached_property
    def suspensions_of(self) -> Groups[tuple[str, Suspension]]:
        """The suspensions of each assembly, with the council it was suspended from."""
        records = self.state.confederation.assemblies.values()
        return Groups.of(
            (one.assembly.target, (council.id, pause)) for council in records for one in council.members for pause in one.suspended
        )

    @cached_property
    def rows(self) -> Groups[tuple[Standing, Row]]:
        """The row of every assembly on every proposal it is asked on."""
        return Groups.of((row.assembly, (one, row)) for one in self.state.proposals.values() for row in one.rows)

    @cached_property
    def rows_within(self) -> Groups[tuple[Standing, Row, str]]:
        """The rows of assemblies that are asked through another's row, with the name of that row: a predecessor's, or a council's."""
        found = ((one, inner, outer) for one in self.state.proposals.values() for row in one.rows for inner, outer in _inner(row))
        return Groups.of((inner.assembly, (one, inner, outer)) for one, inner, outer in found)

    @cached_property
    def shared(self) -> tuple[Standing, ...]:
        """The proposals that more than one assembly decides on: those to a council."""
        return tuple(one for one in self.state.proposals.values() if self.state.membership.is_council(one.rule.to))

    @cached_property
    def put_to(self) -> Groups[Standing]:
        """The proposals put to each assembly, the newest first."""
        ordered = sorted(self.state.proposals.values(), key=lambda one: (-one.rule.put.toordinal(), one.proposal.id))
        return Groups.of((one.rule.to, one) for one in ordered)

    @cached_property
    def proposed_by(self) -> Groups[Standing]:
        """The proposals in each assembly's folder, the newest first."""
        ordered = sorted(self.state.proposals.values(), key=lambda one: (-one.rule.put.toordinal(), one.proposal.id))
        return Groups.of((one.proposal.assembly, one) for one in ordered)

    @cached_property
    def mandates_of(self) -> Groups[MandateState]:
        """The mandates each assembly gave, the latest first."""
        ordered = sorted(self.state.mandates.values(), key=_recent, reverse=True)
        return Groups.of((one.mandate.record.assembly, one) for one in ordered)

    @cached_property
    def mandates_to(self) -> Groups[MandateState]:
        """The mandates in force today, by council."""
        holding = [one for one in self.state.mandates.values() if one.status == "active" and not one.mandate.record.adds_to]
        return Groups.of((one.mandate.to, one) for one in holding)

    @cached_property
    def reports_of(self) -> Groups[ReportRecord]:
        """The reports of each assembly's delegates, the latest first."""
        confederation = self.state.confederation
        ordered = sorted(confederation.reports.values(), key=lambda one: (confederation.report_day(one) or date.min, one.id), reverse=True)
        return Groups.of((one.assembly, one) for one in ordered)

    @cached_property
    def waiting_on(self) -> Mapping[tuple[str, str], Stated]:
        """The positions that wait for their assembly's answer, by assembly and proposal: the earliest of each."""
        found: dict[tuple[str, str], Stated] = {}
        for stated in self.state.stated.values():
            for one in stated:
                if one.answer and one.answer.word == "awaiting":
                    known = found.setdefault((one.assembly, one.proposal), one)
                    if one.act.day < known.act.day:
                        found[one.assembly, one.proposal] = one
        return found

    @cached_property
    def aside_of(self) -> Groups[SetAside]:
        """What is set aside, by the folder it lies in."""
        parts = ((one.span.file.split("/"), one) for one in self.state.records.aside)
        return Groups.of((path[1], one) for path, one in parts if len(path) > 2)

    @cached_property
    def problems_of(self) -> Groups[Problem]:
        """Problems by file."""
        return Groups.of((one.span.file, one) for one in (*self.state.records.problems, *self.state.problems))

    @cached_property
    def coming(self) -> tuple[NoticeRecord, ...]:
        """The meetings called for today or later and not held yet, cancelled ones too, by day and hour."""
        confederation = self.state.confederation
        held = {(one.assembly, one.last_day) for one in confederation.minutes.values() if not one.ballot}
        called = (one for one in confederation.notices.values() if one.day >= self.day)
        notices = [one for one in called if (one.assembly, one.day) not in held]
        return tuple(sorted(notices, key=lambda one: (one.day, one.starts or "", one.id)))

    @cached_property
    def coming_of(self) -> Groups[NoticeRecord]:
        """The meetings called for today or later, by assembly."""
        return Groups.of((one.assembly, one) for one in self.coming)

    @cached_property
    def next_meeting(self) -> Mapping[str, NoticeRecord]:
        """The next meeting that is called, by assembly."""
        found: dict[str, NoticeRecord] = {}
        for notice in self.coming:
            if not notice.cancelled:
                found.setdefault(notice.assembly, notice)
        return found

    @cached_property
    def past(self) -> tuple[Meeting, ...]:
        """All meetings held or called for a day that is past, the latest first; a notice is joined to its minutes."""
        confederation = self.state.confederation
        noticed: dict[str, NoticeRecord] = {}
        found: list[Meeting] = []
        for notice in confederation.notices.values():
            held = [one for one in confederation.minutes_of[notice.assembly] if not one.ballot]
            minutes = next((one for one in held if one.first_day <= notice.day <= one.last_day), None)
            if minutes:
                noticed.setdefault(minutes.id, notice)
            elif notice.day < self.day:
                found.append(Meeting(notice.day, notice.assembly, notice))
        found += [Meeting(one.first_day, one.assembly, noticed.get(one.id), one) for one in confederation.minutes.values()]
        return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.assembly, one.minutes.id if one.minutes else "")))

    @cached_property
    def past_of(self) -> Groups[Meeting]:
        """Past meetings by assembly, the latest first."""
        return Groups.of((one.assembly, one) for one in self.past)

    @cached_property
    def findings_of(self) -> Groups[Finding]:
        """Findings by the assembly they concern, the latest first."""
        return Groups.of((one.assembly, one) for one in self.state.ledger)

    @cached_property
    def delegates(self) -> Mapping[str, Mapping[str, Delegate]]:
        """The delegates of every assembly by name."""
        return self.site.delegates

    def delegate(self, assembly: str, name: str) -> Link:
        """A link to a delegate's page; the name alone where the person was never a delegate."""
        shown = person(self.state.confederation, assembly, name)
        found = self.delegates.get(assembly, {}).get(shown)
        return Link(shown, found.path if found else "", self.site.language(assembly), apart=True)

    def terms(self, assembly: str, council: str) -> Mapping[tuple[str, str], int]:
        """Which term in a row each mandate and delegate of an assembly to a council is."""
        key = (assembly, council)
        if key not in self._terms:
            self._terms[key] = terms_in_a_row(self.state.mandates_in, assembly, council)
        return self._terms[key]

    @cached_property
    def _terms(self) -> dict[tuple[str, str], Mapping[tuple[str, str], int]]:
        return {}

    @cached_property
    def topics(self) -> Mapping[str, tuple[str, tuple[Standing, ...]]]:
        """The topics by their address: each with its name and the proposals that belong to it, the newest first."""
        found: dict[str, list[Standing]] = defaultdict(list)
        for one in sorted(self.state.proposals.values(), key=lambda one: (one.rule.put, one.proposal.id)):
            for topic in dict.fromkeys(one.proposal.topics):
                found[topic].append(one)
        own = slugs(found, "topic")
        return {own[topic]: (topic, tuple(reversed(found[topic]))) for topic in sorted(found, key=collation)}

    @cached_property
    def topic_paths(self) -> Mapping[str, str]:
        """The address of every topic's page by its name."""
        if self.site.present:
            return survey(self.site.present).topic_paths
        return {name: f"topics/{own}/" for own, (name, _) in self.topics.items()}

    @cached_property
    def communes(self) -> tuple[str, ...]:
        """The communes that exist today, by name."""
        records = self.state.confederation.assemblies
        found = [id for id, one in records.items() if one.kind == "commune" and self.state.membership.exists(id, self.day)]
        return tuple(sorted(found, key=lambda id: (collation(self.site.name(id)), id)))

    @cached_property
    def councils(self) -> tuple[str, ...]:
        """The councils that exist today: those that are in none first, then the others, by name."""
        records = self.state.confederation.assemblies
        found = [id for id, one in records.items() if one.kind == "council" and self.state.membership.exists(id, self.day)]
        return tuple(sorted(found, key=lambda id: (bool(self.member_of[id]), collation(self.site.name(id)), id)))


def _inner(row: Row) -> Iterator[tuple[Row, str]]:
    for one in row.within:
        yield one, row.assembly
        yield from _inner(one)


def _recent(one: MandateState) -> tuple[date, date, str]:
    return (one.mandate.granted or date.min, one.mandate.first or date.min, one.mandate.record.id)


@lru_cache(maxsize=16)
def survey(site: Site) -> Survey:
    """The survey of a site, made once."""
    return Survey(site)
