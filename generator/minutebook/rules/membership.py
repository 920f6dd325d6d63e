"""Membership: which assemblies stand below a council on a day, and which of them are suspended."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property

from minutebook.confederation import Confederation
from minutebook.records.assembly import Member

DAY = timedelta(days=1)


class Membership:
    """The membership of every council on every day, from the councils' own lists.

    Only the council's list makes a member. A chain of memberships holds through councils that exist that day;
    a suspended council's members are suspended with it unless another chain holds.
    """

    def __init__(self, confederation: Confederation) -> None:
        self.confederation = confederation
        self._members: dict[tuple[str, int], Mapping[str, bool]] = {}
        self._below: dict[tuple[str, int], Mapping[str, bool]] = {}

    def exists(self, assembly: str, day: date) -> bool:
        """Whether an assembly exists on a day: from `founded` to `dissolved`, both included."""
        record = self.confederation.assemblies.get(assembly)
        if record is None:
            return False
        return (record.founded or date.min) <= day <= (record.dissolved or date.max)

    def is_council(self, assembly: str) -> bool:
        """Whether it is made of delegations."""
        record = self.confederation.assemblies.get(assembly)
        return record is not None and record.kind == "council"

    def members(self, council: str, day: date) -> Mapping[str, bool]:
        """A council's direct members on a day; the value is whether the member is active (not suspended)."""
        key = (council, bisect_right(self.turns, day))
        if key not in self._members:
            self._members[key] = self._listed(council, day)
        return self._members[key]

    def _listed(self, council: str, day: date) -> Mapping[str, bool]:
        record = self.confederation.assemblies.get(council)
        found: dict[str, bool] = {}
        for member in record.members if record else ():
            name = member.assembly.target
            if name and _spans(member, day) and self.exists(name, day):
                found[name] = found.get(name, False) or not _suspended(member, day)
        return found

    def below(self, council: str, day: date) -> Mapping[str, bool]:
        """All assemblies below a council on a day, communes and councils; the value is whether a chain is active."""
        key = (council, bisect_right(self.turns, day))
        if key not in self._below:
            self._below[key] = self._chains(council, day)
        return self._below[key]

    def _chains(self, council: str, day: date) -> Mapping[str, bool]:
        found: dict[str, bool] = {}
        waiting = [(council, True)]
        while waiting:
            above, active = waiting.pop()
            for name, unsuspended in self.members(above, day).items():
                reached = active and unsuspended
                if name == council or (name in found and (found[name] or not reached)):
                    continue
                found[name] = reached
                waiting.append((name, reached))
        return found

    def belongs(self, assembly: str, to: str, day: date) -> bool:
        """Whether an assembly is `to` itself or below it on a day."""
        return assembly == to or assembly in self.below(to, day)

    def active(self, assembly: str, to: str, day: date) -> bool:
        """Whether it belongs and is not suspended that day."""
        return assembly == to or self.below(to, day).get(assembly, False)

    def suspended(self, assembly: str, to: str, day: date) -> bool:
        """Whether it belongs and is suspended that day."""
        return assembly != to and not self.below(to, day).get(assembly, True)

    @cached_property
    def turns(self) -> list[date]:
        """The days on which the membership of any council changes."""
        turns: set[date] = set()
        for record in self.confederation.assemblies.values():
            turns.update(_turn(record.founded, record.dissolved))
            for member in record.members:
                turns.update(_turn(member.since, member.until))
                for one in member.suspended:
                    turns.update(_turn(one.from_, one.until))
        return sorted(turns)


def _turn(first: date | None, last: date | None) -> set[date]:
    return ({first} if first else set()) | ({last + DAY} if last and last < date.max else set())


def _spans(member: Member, day: date) -> bool:
    return (member.since or date.min) <= day <= (member.until or date.max)


def _suspended(member: Member, day: date) -> bool:
    return any((one.from_ or date.min) <= day <= (one.until or date.max) for one in member.suspended)
