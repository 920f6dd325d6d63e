"""The electorate of a proposal: who is counted on a day, and who joined later."""

from __future__ import annotations

from datetime import date

from minutebook.rules.membership import Membership
from minutebook.rules.ruling import Ruling


def counting_day(rule: Ruling, day: date) -> date:
    """The day whose membership is counted: that on which it was put, each day's own, or a fixed one (until it comes, each day's)."""
    if rule.electorate_on == "put":
        return rule.put
    if isinstance(rule.electorate_on, date):
        return min(rule.electorate_on, day)
    return day


def electorate(membership: Membership, rule: Ruling, day: date) -> tuple[str, ...]:
    """Who is counted on a day, by id.

    Who left by decision of the council, or was dissolved without successors, is out from the day after, and back in with
    a new membership. The row of a dissolved predecessor is kept, unless each day's membership is counted, if it was a member on its last day.
    """
    base = _entitled(membership, rule, counting_day(rule, day))
    now = _entitled(membership, rule, day)
    each_day = counting_day(rule, day) == day and rule.electorate_on != "put"
    return tuple(sorted(name for name in base if name in now or (not each_day and _succeeded(membership, rule, name, day))))


def joined_later(membership: Membership, rule: Ruling, day: date) -> tuple[str, ...]:
    """Who would be entitled on the day and is not counted, because it joined after the day that counts."""
    return tuple(sorted(_entitled(membership, rule, day) - _entitled(membership, rule, counting_day(rule, day))))


def tier_members(membership: Membership, rule: Ruling, council: str, day: date) -> tuple[str, ...]:
    """Who is counted within a member council, down the tiers: its direct members, by the same rule."""
    base, now = membership.members(council, counting_day(rule, day)), membership.members(council, day)
    each_day = counting_day(rule, day) == day and rule.electorate_on != "put"
    kept = (name for name in base if name in now or (not each_day and _succeeded(membership, rule, name, day, council)))
    return tuple(sorted(kept))


def _entitled(membership: Membership, rule: Ruling, day: date) -> set[str]:
    """Who belongs to the electorate by its rule on a day."""
    to = rule.to
    below = membership.below(to, day)
    if isinstance(rule.electorate, tuple):
        return {name for name in rule.electorate if name == to or name in below}
    if not membership.is_council(to):
        return {to}
    if rule.electorate == "communes":
        return {name for name in below if not membership.is_council(name)}
    return set(membership.members(to, day))


def _succeeded(membership: Membership, rule: Ruling, name: str, day: date, council: str = "") -> bool:
    """Whether an assembly is dissolved by the day, has successors, and was a member on its last day."""
    record = membership.confederation.assemblies.get(name)
    if record is None or record.dissolved is None or record.dissolved >= day:
        return False
    last = record.dissolved
    member = name in membership.members(council, last) if council else name in _entitled(membership, rule, last)
    return member and bool(membership.confederation.successors[name])
