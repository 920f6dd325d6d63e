"""The past: every state that a proposal and an assembly have been in, and from when to when.

A past state is what the records known today say about an earlier day (design: site.md, 'as it stood on DATE'). It is not what
the site showed then: what was recorded or corrected later counts from its own date.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final, NamedTuple

from minutebook.confederation import Confederation
from minutebook.problems import Span
from minutebook.rules.force import PENDING, Standing
from minutebook.rules.mandates import Mandates
from minutebook.rules.membership import Membership
from minutebook.rules.ratification import Row
from minutebook.rules.ruling import ruling
from minutebook.rules.silence import SILENCES
from minutebook.state import State, reckon
from minutebook.structure import Struct

DAY: Final = timedelta(days=1)
_SPEAKING: Final = ("active", "granted")

Facts = Mapping[tuple[str, str], Hashable]
"""What makes a state: values by what they are of, as ('row', an assembly) or ('mandate', its id)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that a day changed: `kind` and `of` say of what (`row` of an assembly or proposal, `mandate`, `state`, …).

    `before` and `after` are its values as in `Facts`, None where there was or is none.
    """

    kind: str
    of: str
    before: Hashable
    after: Hashable


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state that held from its first day to its last; `last` is None while it still holds.

    `changes` are those of its first day, none in the first state. `standing` words are of a proposal: its state, how many
    ratified, how many were needed (None: open for adoption, or an assembly).
    """

    first: date
    last: date | None = None
    changes: tuple[Change, ...] = ()
    state: str = ""
    ratified: int = 0
    needed: int | None = None


class Past:
    """All states that proposals and assemblies have been in, up to a day."""

    def __init__(self, confederation: Confederation, today: date) -> None:
        self.confederation = confederation
        self.today = today

    @cached_property
    def stretches(self) -> Mapping[str, tuple[Stretch, ...]]:
        """The states of every proposal and assembly by its id, in order. The last of them holds today."""
        found: dict[str, list[Stretch]] = {}
        known: dict[str, Facts] = {}
        for day in turns(self.confederation, self.today):
            state = reckon(self.confederation, day)
            for id, facts in facts_of(state):
                before = known.get(id)
                if facts == before:
                    continue
                known[id] = facts
                earlier = found.setdefault(id, [])
                if earlier:
                    earlier[-1] = replace(earlier[-1], last=day - DAY)
                earlier.append(_stretch(day, before, facts, state.proposals.get(id)))
        return {id: tuple(held) for id, held in found.items()}

    @cached_property
    def begun(self) -> Mapping[date, tuple[str, ...]]:
        """The proposals and assemblies whose state changed, by day, in order."""
        days: dict[date, list[str]] = {}
        for id, held in self.stretches.items():
            for stretch in held:
                days.setdefault(stretch.first, []).append(id)
        return {day: tuple(days[day]) for day in sorted(days)}

    def on(self, id: str, day: date) -> Stretch | None:
        """The state of a proposal or assembly on a day; None before its first."""
        return next((one for one in reversed(self.stretches.get(id, ())) if one.first <= day), None)


_LAST: Final[list[Past]] = []
"""The past that was asked for last."""


def past_of(confederation: Confederation, today: date) -> Past:
    """The past up to a day. It is that which was asked for last where the records differ from those of then by the words of their texts
    alone: no state depends on these, and to reckon hundreds of days anew takes seconds."""
    if not (_LAST and _LAST[0].today == today and _tell_the_same(_LAST[0].confederation, confederation)):
        _LAST[:] = [Past(confederation, today)]
    return _LAST[0]


_WORDS: Final = frozenset({"body", "body_line", "heading", "translations"})


def _tell_the_same(one: Confederation, other: Confederation) -> bool:
    """Whether two confederations have the same records, in the same order, that differ by their texts at most."""
    tables = ("assemblies", "minutes", "mandates", "proposals", "reports", "notices", "under_way")
    return one.aliases == other.aliases and all(_same_records(getattr(one, name), getattr(other, name)) for name in tables)


def _same_records(one: Mapping[str, Struct], other: Mapping[str, Struct]) -> bool:
    return list(one) == list(other) and all(
        a is b or _facts_in(a) == _facts_in(b) for a, b in zip(one.values(), other.values(), strict=True)
    )


def _facts_in(value: Any) -> Any:
    """What a value tells, without the words of texts and the lines in which it stands."""
    if isinstance(value, Span):
        return None
    if isinstance(value, tuple):
        return tuple(map(_facts_in, value))
    if not is_dataclass(value):
        return value
    return type(value), tuple(_facts_in(getattr(value, one.name)) for one in fields(value) if one.compare and one.name not in _WORDS)


def _stretch(day: date, before: Facts | None, after: Facts, one: Standing | None) -> Stretch:
    changes = () if before is None else tuple(_changes(before, after))
    return Stretch(day, None, changes, one.state, one.ratified, one.needed) if one else Stretch(day, None, changes)


def _changes(before: Facts, after: Facts) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old != new:
            yield Change(*key, old, new)


def facts_of(state: State) -> Iterator[tuple[str, Facts]]:
    """What makes the state of every proposal and every assembly on a day."""
    rows: dict[str, dict[tuple[str, str], Hashable]] = {}
    for one in state.proposals.values():
        yield one.proposal.id, _of_proposal(one)
        for row in _all_rows(one.rows):
            rows.setdefault(row.assembly, {})["row", one.proposal.id] = _row(one, row, one.state in PENDING)
    mandates: dict[str, dict[tuple[str, str], Hashable]] = {}
    for held in state.mandates.values():
        if held.status in _SPEAKING:
            mandates.setdefault(held.mandate.record.assembly, {})["mandate", held.mandate.record.id] = held.status
    for id in state.confederation.assemblies:
        facts = {**rows.get(id, {}), **mandates.get(id, {}), **_of_assembly(state, id)}
        if facts:
            yield id, facts


def _of_proposal(one: Standing) -> Facts:
    """A proposal: its state and rule on the day, and every row."""
    facts: dict[tuple[str, str], Hashable] = {
        ("state", ""): one.state, ("edition", ""): one.edition, ("deadline", ""): one.deadline,
        ("figures", ""): tuple((condition.name, condition.have, condition.need, condition.of) for condition in one.conditions),
        ("force", ""): (one.in_force_from, one.in_force_until if one.in_force_until and one.in_force_until < one.day else None),
    }  # fmt: skip
    facts.update({("row", row.assembly): _row(one, row) for row in _all_rows(one.rows)})
    return facts


class RowFact(NamedTuple):
    """What makes the state of a row; `pending` that decisions still change something (told of assemblies' rows)."""

    status: str
    day: date | None
    edition: int | None
    counted: bool
    provisional: bool
    pending: bool = False


def _row(one: Standing, row: Row, pending: bool = False) -> RowFact:
    """A row. Once nothing is pending, kinds of silence are no longer told apart."""
    status = "" if row.status in SILENCES and one.state not in PENDING else row.status
    return RowFact(status, row.day, row.edition, row.counted, row.provisional, pending)


def _all_rows(rows: tuple[Row, ...]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _all_rows(row.within)


def _of_assembly(state: State, id: str) -> Facts:
    """An assembly: its members or councils, its offices. Empty where it does not exist yet."""
    record, membership, day = state.confederation.assemblies[id], state.membership, state.day
    if day < (record.founded or date.min):
        return {}
    facts: dict[tuple[str, str], Hashable] = {}
    if not membership.exists(id, day):
        facts["exists", ""] = "dissolved"
    for name, active in membership.members(id, day).items():
        facts["member", name] = "active" if active else "suspended"
    for council in state.confederation.councils_of[id]:
        active_there = membership.members(council, day).get(id)
        if active_there is not None:
            facts["council", council] = "active" if active_there else "suspended"
    for office in record.offices:
        if (office.since or date.min) <= day <= (office.until or date.max):
            facts["office", f"{office.title}: {', '.join(office.held_by)}"] = "held"
    return facts


def turns(confederation: Confederation, today: date) -> tuple[date, ...]:
    """The days up to today on which something may have changed: those that records name, and the day after each that ends something."""
    known = confederation.until(today)
    days: set[date] = {one.last_day for one in known.minutes.values()}
    days.update(one.first_day for one in known.minutes.values())
    days.update(day for one in confederation.notices.values() for day in (one.day, one.day + DAY))
    days.update(Membership(known).turns)
    for record in known.assemblies.values():
        days.update(one.since for one in record.rules if one.since)
        for office in record.offices:
            days.update((*_from(office.since), *_after(office.until)))
    for proposal in known.proposals.values():
        rule = ruling(known, proposal)
        days.update((rule.put, *(one.date for one in proposal.editions), *_from(proposal.in_force), *_after(proposal.expires)))
        days.update(day for since, to in rule.deadlines for day in (since, to + DAY))
    for act in known.acts:
        met = act.decision.condition_met
        days.update(_from(known.day_of(met) if met else None))
    for mandate in Mandates(known, today).by_id.values():
        days.update((*_from(mandate.granted), *_after(mandate.cut)))
        days.update(day for first, last in mandate.days for day in (first, last + DAY))
    days.update(day for one in known.reports.values() if (day := known.report_day(one)))
    first = min((one.first_day for one in known.minutes.values()), default=today)
    first = min((first, *(known.put_day(one) for one in known.proposals.values())))
    return tuple(sorted(day for day in days if first <= day <= today))


def _from(day: date | None) -> tuple[date, ...]:
    return (day,) if day else ()


def _after(day: date | None) -> tuple[date, ...]:
    return (day + DAY,) if day and day < date.max else ()
