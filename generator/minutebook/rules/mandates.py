"""The life of a mandate: granted, active, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from minutebook.confederation import Act, Confederation
from minutebook.records import MandateRecord, ReportRecord
from minutebook.records.mandate import Instruction, Period
from minutebook.rules.decisions import takes_effect

Days = tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Instructed:
    """An instruction of a mandate with its number; one that was added stands behind the mandate's own."""

    number: int
    instruction: Instruction
    mandate: MandateRecord
    since: date | None


@dataclass(frozen=True, slots=True)
class Mandate:
    """A mandate with what was added to it.

    `days` are the stretches of days it is for; `cut` is the last day it held where it was ended early,
    `how` and `cut_by` say by what: recalled (minutes), resigned, replaced (mandate).
    """

    record: MandateRecord
    delegates: tuple[str, ...]
    substitutes: tuple[str, ...]
    to: str
    granted: date | None
    days: Days
    periodic: bool
    cut: date | None
    how: str
    cut_by: str
    recall: Act | None
    instructions: tuple[Instructed, ...]

    @property
    def first(self) -> date | None:
        """The first day of its meetings or period."""
        return min((start for start, _ in self.days), default=None)

    @property
    def last(self) -> date | None:
        """The last day of its meetings or period, or its own end."""
        return max((end for _, end in self.days), default=None)

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day: one of those it is for, from its grant, until it was ended."""
        if (self.granted and day < self.granted) or (self.cut and day > self.cut):
            return False
        return any(start <= day <= end for start, end in self.days)

    @property
    def ended_on(self) -> date | None:
        """The last day it held."""
        return self.cut or self.last


class Mandates:
    """All mandates of a confederation, as the records up to one day tell them."""

    def __init__(self, confederation: Confederation, day: date) -> None:
        self.confederation = confederation
        self.day = day

    @cached_property
    def by_id(self) -> dict[str, Mandate]:
        """Every mandate by its id."""
        return {record.id: self._build(record) for record in self.confederation.mandates.values()}

    @cached_property
    def _sent(self) -> dict[tuple[str, str], tuple[Mandate, ...]]:
        sent: dict[tuple[str, str], list[Mandate]] = {}
        for mandate in self.by_id.values():
            if mandate.record.adds_to is None:
                sent.setdefault((mandate.record.assembly, mandate.to), []).append(mandate)
        return {key: tuple(sorted(value, key=lambda m: (m.granted or date.min, m.record.id))) for key, value in sent.items()}

    def between(self, assembly: str, council: str) -> tuple[Mandate, ...]:
        """The mandates an assembly gave for a council, by grant; additions are within those they add to."""
        return self._sent.get((assembly, council), ())

    def in_force(self, assembly: str, council: str, day: date, named: str = "") -> Mandate | None:
        """The mandate in force on a day. Where two hold, the one the roll names, else the latest granted."""
        holding = [mandate for mandate in self.between(assembly, council) if mandate.holds(day)]
        return next((one for one in holding if one.record.id == named), holding[-1] if holding else None)

    def sent_on(self, council: str, day: date) -> tuple[str, ...]:
        """The assemblies whose delegations have a mandate in force for a council on a day."""
        senders = (assembly for assembly, to in self._sent if to == council)
        return tuple(sorted(one for one in senders if self.in_force(one, council, day)))

    def _base(self, record: MandateRecord) -> MandateRecord:
        base = self.confederation.mandates.get(record.adds_to.target) if record.adds_to else None
        return record if base is None or base is record or base.adds_to else base

    def _model(self, record: MandateRecord) -> MandateRecord:
        """The mandate from which delegates, council and meeting are taken where this one does not say: what it adds to or replaces."""
        seen = {record.id}
        while not (record.delegates and record.for_ and record.to):
            ref = record.adds_to or record.replaces
            earlier = self.confederation.mandates.get(ref.target) if ref else None
            if earlier is None or earlier.id in seen:
                break
            seen.add(earlier.id)
            record = replace(
                record, delegates=record.delegates or earlier.delegates, substitutes=record.substitutes or earlier.substitutes,
                for_=record.for_ or earlier.for_, to=record.to or earlier.to, ends=record.ends or earlier.ends,
                adds_to=earlier.adds_to, replaces=earlier.replaces,
            )  # fmt: skip
        return record

    def _build(self, record: MandateRecord) -> Mandate:
        base = self._base(record)
        granted = self.confederation.granted_day(record)
        full = self._model(record)
        days, periodic = self._days(full)
        cut, how, by, recall = self._cut(record, max((end for _, end in days), default=None))
        if base is not record and not how:
            cut, how, by, recall = self._cut(base, max((end for _, end in days), default=None))
        return Mandate(
            record, full.delegates, full.substitutes, full.to.target if full.to else "",
            granted, days, periodic, cut, how, by, recall, self._instructions(record),
        )  # fmt: skip

    def _instructions(self, record: MandateRecord) -> tuple[Instructed, ...]:
        found: list[Instructed] = []
        for one in (record, *self.confederation.additions[record.id]):
            since = self.confederation.granted_day(one)
            found += [Instructed(0, instruction, one, since) for instruction in one.instructions]
        return tuple(Instructed(n, i.instruction, i.mandate, i.since) for n, i in enumerate(found, 1))

    def _days(self, record: MandateRecord) -> tuple[Days, bool]:
        """The days a mandate is for, and whether it is for a period rather than for meetings.

        A mandate for a meeting holds on all its days; one that `ends` otherwise, from its first day to that one.
        """
        if isinstance(record.for_, Period):
            return ((record.for_.from_, record.ends or record.for_.until),), True
        days = sorted(filter(None, (self._meeting(ref.target, ref.text) for ref in record.for_ or ())))
        if record.ends:
            first = days[0][0] if days else self.confederation.granted_day(record)
            return (((first, record.ends),) if first else ()), True
        return tuple(days), False

    def _meeting(self, target: str, text: str) -> tuple[date, date] | None:
        """The first and last day of a meeting, from its minutes, else from the notice that called it."""
        confederation = self.confederation
        minutes = confederation.minutes.get(target) or confederation.under_way.get(target)
        notice = confederation.notices.get(target)
        if minutes is None and notice is not None:
            begun = (one for one in confederation.under_way.values() if one.assembly == notice.assembly)
            held = (one for one in (*confederation.minutes_of[notice.assembly], *begun) if not one.ballot)
            minutes = next((one for one in held if one.first_day <= notice.day <= one.last_day), None)
            if minutes is None:
                return (notice.day, notice.day)
        if minutes:
            return (minutes.first_day, minutes.last_day)
        day = _day_in(text)
        return (day, day) if day else None

    def _cut(self, record: MandateRecord, last: date | None) -> tuple[date | None, str, str, Act | None]:
        """The earliest of recall, resignation of all delegates and replacement, if it came before the end."""
        confederation = self.confederation
        ends: list[tuple[date, str, str, Act | None]] = []
        recall = next((act for act in confederation.recalling[record.id] if takes_effect(confederation, act, self.day)), None)
        if recall:
            ends.append((recall.day, "recalled", recall.minutes.id, recall))
        left = {one.name: one.on for one in record.resigned}
        if record.delegates and all(name in left for name in record.delegates):
            ends.append((max(left[name] for name in record.delegates), "resigned", "", None))
        for other in confederation.mandates_of[record.assembly]:
            if other.replaces and other.replaces.target == record.id:
                granted = confederation.granted_day(other)
                if granted:
                    ends.append((granted, "replaced", other.id, None))
        ends = [end for end in ends if last is None or end[0] < last]
        return min(ends, key=lambda end: end[0]) if ends else (None, "", "", None)


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text.split("/")[-1][:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class MandateState:
    """A mandate on a day: its status, and once it has ended the last day it held and the record that ended it."""

    mandate: Mandate
    status: str
    ended_on: date | None
    ended_by: str
    report: ReportRecord | None
    received: date | None
    report_due: date | None


def mandate_state(mandates: Mandates, mandate: Mandate, due_within: int | None, day: date) -> MandateState:
    """The status: granted, active, then recalled, resigned, replaced, reported, fulfilled (meetings) or expired (period)."""
    confederation = mandates.confederation
    reports = confederation.reports_on[mandate.record.id]
    heard = sorted(
        ((received, one.id, one) for one in reports if (received := confederation.day_of(one.received)) and received <= day),
        key=lambda found: found[:2],
    )
    received, report = (heard[0][0], heard[0][2]) if heard else (None, reports[0] if reports else None)
    ended = mandate.ended_on
    due = ended + timedelta(days=due_within) if ended and due_within is not None and not mandate.cut else None
    if mandate.cut and day > mandate.cut:
        return MandateState(mandate, mandate.how, mandate.cut, mandate.cut_by, report, received, due)
    if mandate.first is None or day < mandate.first or (mandate.granted and day < mandate.granted):
        return MandateState(mandate, "granted", None, "", report, received, due)
    if mandate.last and day <= mandate.last:
        return MandateState(mandate, "active", None, "", report, received, due)
    if received and report:
        return MandateState(mandate, "reported", ended, report.id, report, received, due)
    if mandate.periodic:
        return MandateState(mandate, "expired", ended, "", report, received, due)
    return MandateState(mandate, "fulfilled", ended, _meeting_minutes(mandates, mandate), report, received, due)


def _meeting_minutes(mandates: Mandates, mandate: Mandate) -> str:
    """The council's minutes of the last meeting a mandate was for."""
    held = mandates.confederation.minutes_of[mandate.to]
    last = mandate.last
    return next((one.id for one in reversed(held) if last and not one.ballot and one.first_day <= last <= one.last_day), "")
