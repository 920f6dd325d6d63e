"""Seats: who belongs to a council, since when, and who speaks there for each today; and who is suspended from which council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minutebook.pages.alphabet import collation
from minutebook.pages.sent import MandateLine, mandate_line
from minutebook.pages.speech import _, and_list, long_date, ngettext
from minutebook.pages.survey import Survey
from minutebook.pages.view import Link
from minutebook.records import AssemblyRecord
from minutebook.shapes import Ref


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a council: since when, suspended or not, and its delegations' mandates today. `dissolved` is its own last day."""

    member: Link
    council: bool
    since: date | None
    until: date | None
    dissolved: date | None
    by: Link | None
    active: bool
    mandates: tuple[MandateLine, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension from a council."""

    council: Link
    first: date | None
    last: date | None
    by: Link | None
    ended_by: Link | None
    now: bool


def seats(s: Survey, record: AssemblyRecord) -> tuple[tuple[Seat, ...], tuple[Seat, ...]]:
    """The members of a council by name, those of today and to come; and those that left or were dissolved."""
    active = s.state.membership.members(record.id, s.day)
    sent: dict[str, list[MandateLine]] = {}
    for one in s.mandates_to[record.id]:
        sent.setdefault(one.mandate.record.assembly, []).append(mandate_line(s, one))
    now: list[Seat] = []
    before: list[Seat] = []
    for member in record.members:
        own = s.state.confederation.assemblies.get(member.assembly.target)
        if own is None:
            continue
        dissolved = own.dissolved if own.dissolved and own.dissolved < s.day else None
        seat = Seat(
            s.site.assembly(own.id), own.kind == "council", member.since, member.until, dissolved, decided_by(s, member.by),
            active.get(own.id, True), tuple(sent.get(own.id, ())) if own.id in active else (),
        )  # fmt: skip
        (before if dissolved or (member.until and member.until < s.day) else now).append(seat)

    def in_order(found: list[Seat]) -> tuple[Seat, ...]:
        return tuple(sorted(found, key=lambda one: (collation(one.member.text), one.since or date.min)))

    return in_order(now), in_order(before)


def senders(found: tuple[Seat, ...]) -> str:
    """Who sends delegations to a council, in numbers: '20 communes and 3 councils'."""
    councils = sum(one.council for one in found)
    communes = len(found) - councils
    words = [ngettext("%(num)d commune", "%(num)d communes", communes) % {"num": communes}] if communes else []
    words += [ngettext("%(num)d council", "%(num)d councils", councils) % {"num": councils}] if councils else []
    return (
        _("%(who)s send delegations.") % {"who": and_list(words)}
        if len(found) != 1
        else _("%(who)s sends a delegation.") % {"who": words[0]}
    )


def pauses(s: Survey, id: str) -> tuple[Pause, ...]:
    """The suspensions of an assembly, the latest first."""
    found = []
    for council, one in s.suspensions_of[id]:
        now = (one.from_ or date.min) <= s.day <= (one.until or date.max)
        by, ended = (decided_by(s, ref) for ref in (one.by, one.ended_by))
        found.append(Pause(s.site.assembly(council), one.from_, one.until, by, ended, now))
    return tuple(sorted(found, key=lambda one: one.first or date.min, reverse=True))


def decided_by(s: Survey, ref: Ref | None) -> Link | None:
    """A link to the decision or minutes a reference names, by its day."""
    if ref is None or not ref.target:
        return None
    day = s.state.records.day_of(ref)
    return s.site.link(f"{ref.target}#{ref.part}" if ref.part else ref.target, long_date(day) if day else ref.text)
