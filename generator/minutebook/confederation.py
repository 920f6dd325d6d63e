"""The confederation: all records that can be trusted, linked, frozen, and found by what they concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar

from minutebook.pictures import Picture
from minutebook.problems import Problem
from minutebook.records import AssemblyRecord, MandateRecord, MinutesRecord, NoticeRecord, ProposalRecord, Record, ReportRecord
from minutebook.records.decision import Decision
from minutebook.shapes import Ref, SetAside

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Act:
    """A decision with the minutes it stands in. Acts are ordered by date, start, and place in the minutes."""

    minutes: MinutesRecord
    decision: Decision

    @property
    def id(self) -> str:
        """The address: the minutes' id, `#`, the decision's anchor."""
        return f"{self.minutes.id}#{self.decision.anchor}"

    @property
    def assembly(self) -> str:
        """Whose decision it is."""
        return self.minutes.assembly

    @property
    def day(self) -> date:
        """The last day of the meeting or ballot: the day from which it counts."""
        return self.minutes.last_day

    @property
    def order(self) -> tuple[date, str, str, int]:
        """By date, then start, then front matter before body, then order in the file."""
        return (self.minutes.last_day, self.minutes.starts or "", self.minutes.id, self.decision.number)


@dataclass(frozen=True, slots=True)
class Groups(Generic[R]):
    """Things by what they concern; nothing under an unknown key is no error but an empty tuple."""

    groups: Mapping[str, tuple[R, ...]]

    def __getitem__(self, key: str) -> tuple[R, ...]:
        return self.groups.get(key, ())

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, R]]) -> Groups[R]:
        """Group pairs by their first, in the order given."""
        groups: dict[str, list[R]] = defaultdict(list)
        for key, value in pairs:
            groups[key].append(value)
        return cls({key: tuple(values) for key, values in groups.items()})


@dataclass(frozen=True, eq=False)
class Confederation:
    """The linked model. Records by id, in the order of their ids; `aside` is what was set aside, with `problems` saying why.

    `aliases` are former ids with the present ones; `files` is how many record files were read; `under_way` are the minutes
    of meetings that have begun and not ended on the day of reckoning: their days are known, their decisions do not count yet.
    `pictures` are those that texts show, by the record's id and the address as it is written there.
    """

    assemblies: Mapping[str, AssemblyRecord]
    minutes: Mapping[str, MinutesRecord]
    mandates: Mapping[str, MandateRecord]
    proposals: Mapping[str, ProposalRecord]
    reports: Mapping[str, ReportRecord]
    notices: Mapping[str, NoticeRecord]
    problems: tuple[Problem, ...] = ()
    aside: tuple[SetAside, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    files: int = 0
    under_way: Mapping[str, MinutesRecord] = field(default_factory=dict)
    pictures: Mapping[str, Mapping[str, Picture]] = field(default_factory=dict)

    def until(self, day: date) -> Confederation:
        """The records dated up to a day; notices whatever their date."""
        minutes = {key: one for key, one in self.minutes.items() if one.last_day <= day}
        if len(minutes) == len(self.minutes) and self._newest <= day:
            return self
        return replace(
            self,
            minutes=minutes,
            under_way={key: one for key, one in self.minutes.items() if one.first_day <= day < one.last_day},
            proposals={key: one for key, one in self.proposals.items() if self.put_day(one) <= day},
            mandates={key: one for key, one in self.mandates.items() if (self.granted_day(one) or day) <= day},
            reports={key: one for key, one in self.reports.items() if (self.report_day(one) or day) <= day},
        )

    @cached_property
    def _newest(self) -> date:
        days = [self.put_day(one) for one in self.proposals.values()]
        days += [self.granted_day(one) or date.min for one in self.mandates.values()]
        days += [self.report_day(one) or date.min for one in self.reports.values()]
        return max(days, default=date.min)

    # ------------------------------------------------------------------ days

    def day_of(self, value: date | Ref | None) -> date | None:
        """The day a date or a reference to minutes stands for."""
        if not isinstance(value, Ref):
            return value
        minutes = self.minutes.get(value.target) or self.under_way.get(value.target)
        if minutes:
            return minutes.last_day
        try:
            return date.fromisoformat(value.text.split("/")[-1][:10])
        except ValueError:
            return None

    def put_day(self, proposal: ProposalRecord) -> date:
        """The day a proposal was put."""
        return self.day_of(proposal.proposed) or date.min

    def granted_day(self, mandate: MandateRecord) -> date | None:
        """The day a mandate was granted: as stated, else that of the first decision that grants it; None if neither is recorded."""
        stated = self.day_of(mandate.granted)
        return stated or next((act.day for act in self.granting[mandate.id]), None)

    def report_day(self, report: ReportRecord) -> date | None:
        """The day of a report: as stated, else the one its name begins with, else the day it was received."""
        if report.date:
            return report.date
        try:
            return date.fromisoformat(report.slug[:10])
        except ValueError:
            return self.day_of(report.received)

    # ------------------------------------------------------------------ what concerns what

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """All decisions, in order."""
        found = (Act(one, decision) for one in self.minutes.values() for decision in one.decisions)
        return tuple(sorted(found, key=lambda act: act.order))

    @cached_property
    def acts_by_id(self) -> Mapping[str, Act]:
        """Decisions by their address."""
        return {act.id: act for act in self.acts}

    @cached_property
    def acts_on(self) -> Groups[Act]:
        """Decisions by the proposal they are on, in order."""
        return Groups.of((act.decision.on.target, act) for act in self.acts if act.decision.on and act.decision.on.target)

    @cached_property
    def acts_of(self) -> Groups[Act]:
        """Decisions by assembly, in order."""
        return Groups.of((act.assembly, act) for act in self.acts)

    @cached_property
    def acts_in(self) -> Groups[Act]:
        """Decisions by the minutes they stand in, in order."""
        return Groups.of((act.minutes.id, act) for act in self.acts)

    @cached_property
    def minutes_of(self) -> Groups[MinutesRecord]:
        """Minutes by assembly, by date and start."""
        ordered = sorted(self.minutes.values(), key=lambda one: (one.last_day, one.starts or "", one.id))
        return Groups.of((one.assembly, one) for one in ordered)

    @cached_property
    def notices_of(self) -> Groups[NoticeRecord]:
        """Notices by assembly, by day."""
        return Groups.of((one.assembly, one) for one in sorted(self.notices.values(), key=lambda one: (one.day, one.id)))

    @cached_property
    def mandates_of(self) -> Groups[MandateRecord]:
        """Mandates by assembly."""
        return Groups.of((one.assembly, one) for one in self.mandates.values())

    @cached_property
    def additions(self) -> Groups[MandateRecord]:
        """Mandates that add instructions, by the mandate they add to, in order of their grant."""
        adding = [(one.adds_to.target, one) for one in self.mandates.values() if one.adds_to]
        return Groups.of(sorted(adding, key=lambda pair: (self.granted_day(pair[1]) or date.min, pair[1].id)))

    @cached_property
    def reports_on(self) -> Groups[ReportRecord]:
        """Reports by mandate."""
        return Groups.of((one.mandate.target, one) for one in self.reports.values())

    def _acts_with(self, field: str) -> Groups[Act]:
        return Groups.of((ref.target, act) for act in self.acts for ref in getattr(act.decision, field) if ref.target)

    @cached_property
    def granting(self) -> Groups[Act]:
        """Decisions by the mandate they grant."""
        return self._acts_with("grants")

    @cached_property
    def recalling(self) -> Groups[Act]:
        """Decisions by the mandate they recall."""
        return self._acts_with("recalls")

    @cached_property
    def upholding(self) -> Groups[Act]:
        """Decisions by the mandate whose delegate's claim they uphold."""
        return self._acts_with("upholds")

    @cached_property
    def disowning(self) -> Groups[Act]:
        """Decisions by the mandate whose delegate's claim they disown."""
        return self._acts_with("disowns")

    @cached_property
    def approving(self) -> Groups[Act]:
        """Decisions by the minutes they approve."""
        return self._acts_with("approves")

    @cached_property
    def repealing(self) -> Groups[str]:
        """Proposals by the one they would repeal, each once."""
        pairs = ((ref.target, one.id) for one in self.proposals.values() for ref in one.repeals)
        return Groups.of(dict.fromkeys(pairs))

    @cached_property
    def revoking(self) -> Groups[Act]:
        """Decisions by the address of the decision they revoke."""
        pairs = ((f"{ref.target}#{ref.part}", act) for act in self.acts for ref in act.decision.revokes)
        return Groups.of(pairs)

    @cached_property
    def correcting(self) -> Groups[Act]:
        """Decisions by the address of the decision they correct."""
        return Groups.of(
            (f"{fix.minutes.target}#{fix.decision}", act) for act in self.acts for fix in act.decision.corrects if fix.decision
        )

    @cached_property
    def successors(self) -> Groups[str]:
        """Assemblies by the one they came out of."""
        return Groups.of((ref.target, one.id) for one in self.assemblies.values() for ref in one.succeeds)

    @cached_property
    def councils_of(self) -> Groups[str]:
        """Councils by the assembly that is, was or will be their member."""
        pairs = ((member.assembly.target, one.id) for one in self.assemblies.values() for member in one.members)
        return Groups.of(dict.fromkeys(pairs))

    def proposal_of(self, decision: Decision) -> ProposalRecord | None:
        """The proposal a decision is on, where it is published."""
        return self.proposals.get(decision.on.target) if decision.on else None

    def record(self, id: str) -> Record | None:
        """Any record by its id or a former one."""
        id = self.aliases.get(id, id)
        return next((table[id] for table in self._tables if id in table), None)

    @property
    def all_records(self) -> Iterator[Record]:
        """Every record, kind by kind, in the order of their ids."""
        return chain.from_iterable(table.values() for table in self._tables)

    @property
    def _tables(self) -> tuple[Mapping[str, Record], ...]:
        return self.assemblies, self.minutes, self.mandates, self.proposals, self.reports, self.notices

    @property
    def shown_pictures(self) -> frozenset[Picture]:
        """The pictures that the texts of these records show."""
        return frozenset(one for id, own in self.pictures.items() if self.record(id) for one in own.values())
