"""What can be followed: decisions, what became of proposals, meetings that are called; each dated, and known by an id that stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Final

from minutebook.confederation import Act, Groups
from minutebook.exports.addresses import address
from minutebook.feeds import tell
from minutebook.feeds.ids import first_id
from minutebook.feeds.tell import Told
from minutebook.pages.chronicle import Line, putter, turns
from minutebook.pages.lines import routine
from minutebook.pages.outcomes import deed_key
from minutebook.pages.sentence import is_own, sentence
from minutebook.pages.survey import Survey
from minutebook.records import NoticeRecord
from minutebook.rules.force import Standing
from minutebook.rules.ratification import Row

_AHEAD: Final = timedelta(days=14)
"""So long before it a meeting is told."""

_DECIDED: Final = ("carried provisionally", "undone", "carried", "in force")
"""What is told of a proposal of an assembly to itself by its own decision."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or a meeting that is called. `id` is the part of its id that is the same on every site, `place` its place
    among those of a day, `to` where it is told, `assemblies` and `proposals` whom it concerns; `tell` says it in the language spoken."""

    id: str
    day: date
    place: tuple[int, int]
    kind: str
    to: str
    assemblies: frozenset[str]
    proposals: tuple[str, ...]
    tell: Callable[[], Told]


class Events:
    """All events of a book, the newest first, and by whom they concern."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._told: dict[str, Told] = {}

    @cached_property
    def all(self) -> tuple[Event, ...]:
        """Every event, the newest first; of a day what was called last, what then became of proposals, then the decisions in turn."""
        s = self.survey
        found = [*_decisions(s), *(event for one in s.state.proposals.values() for event in _turns(s, one)), *_notices(s)]
        return tuple(sorted(found, key=lambda one: (one.day, one.place, one.id), reverse=True))

    @cached_property
    def by_assembly(self) -> Groups[Event]:
        """Events by the assemblies they concern."""
        return Groups.of((id, one) for one in self.all for id in one.assemblies)

    @cached_property
    def by_proposal(self) -> Groups[Event]:
        """Events by the proposals they concern."""
        return Groups.of((id, one) for one in self.all for id in one.proposals)

    def among(self, proposals: Iterable[str]) -> tuple[Event, ...]:
        """The events of several proposals, the newest first, each once."""
        places: Mapping[str, int] = self._places
        found = {event.id: event for id in proposals for event in self.by_proposal[id]}
        return tuple(sorted(found.values(), key=lambda one: places[one.id]))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {one.id: place for place, one in enumerate(self.all)}

    def told(self, event: Event) -> Told:
        """An event in words, made once."""
        if event.id not in self._told:
            self._told[event.id] = event.tell()
        return self._told[event.id]


def _decisions(s: Survey) -> Iterator[Event]:
    """Every decision but those that only approve minutes; one that recalls concerns the council too, one that corrects what it corrects, one
    that puts a proposal those who are asked."""
    confederation = s.state.confederation
    put = {act.id: one for one in s.state.proposals.values() if (act := _putting(s, one))}
    for place, act in enumerate(confederation.acts):
        decision = act.decision
        if routine(decision):
            continue
        mandates = [s.state.mandates[ref.target] for ref in decision.recalls if ref.target in s.state.mandates]
        kind = (
            "recall" if decision.recalls
            else "correction" if decision.corrects or decision.revokes
            else "put" if act.id in put
            else "decision"
        )  # fmt: skip
        others = {one.mandate.to for one in mandates}.union(_concerned(put[act.id]) if act.id in put else ())
        yield Event(
            first_id(confederation, act.id), act.day, (1, place), kind, address(act.id), frozenset((act.assembly, *others)),
            tuple(dict.fromkeys(_on(s, act))), partial(tell.decision, s, act),
        )  # fmt: skip


def _putting(s: Survey, one: Standing) -> Act | None:
    """The decision that put a proposal, where its sentence says so."""
    return next(
        (
            act
            for act in s.state.confederation.acts_on[one.proposal.id]
            if act.day == one.rule.put
            and act.assembly == putter(s.site, one)
            and deed_key(s.state, act, s.state.verdicts[act.id].outcome) == "submitted"
        ),
        None,
    )


def _concerned(one: Standing) -> frozenset[str]:
    """Those who are asked on a proposal, the council, and the assembly whose folder holds it."""
    return frozenset((one.proposal.assembly, one.rule.to, *_asked(one.rows)))


def _on(s: Survey, act: Act) -> Iterator[str]:
    """The proposals a decision concerns: the one it is on, and those of the decisions it corrects or revokes."""
    others = [(fix.minutes.target, fix.decision) for fix in act.decision.corrects]
    others += [(ref.target, ref.part) for ref in act.decision.revokes]
    changed = (s.state.confederation.acts_by_id.get(f"{minutes}#{part}") for minutes, part in others)
    for one in (act, *(other for other in changed if other)):
        if one.decision.on and one.decision.on.target in s.state.proposals:
            yield one.decision.on.target


def _turns(s: Survey, one: Standing) -> Iterator[Event]:
    """What happened to a proposal itself, that it was put too unless the decision that put it says so."""
    confederation, proposal = s.state.confederation, one.proposal
    concerned = _concerned(one)
    own = is_own(s.site, one)
    lines = [line for line in (*turns(s.site, one), *_set_aside(s, one)) if line.day != date.min and not (own and line.turn in _DECIDED)]
    if _putting(s, one):
        lines = [line for line in lines if line.turn != "put"]
    lines.sort(key=lambda line: (line.day, line.order))
    for place, line in enumerate(lines):
        yield Event(
            f"{first_id(confederation, proposal.id)}?{line.turn.replace(' ', '-')}={line.day}", line.day, (2 if line.order else 0, place),
            line.turn, address(proposal.id), concerned, (proposal.id,),
            partial(tell.turn, s, one, line, line is lines[-1]),
        )  # fmt: skip


def _set_aside(s: Survey, one: Standing) -> Iterator[Line]:
    """A rival was carried."""
    rival = s.state.proposals.get(one.rival)
    if one.state == "set aside" and rival and rival.carried_on:
        yield Line(rival.carried_on, None, sentence(s.site, one).text, order=902, turn="set aside")


def _asked(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield row.assembly
        yield from _asked(row.within)


def _notices(s: Survey) -> Iterator[Event]:
    """Every meeting that is called, from a fortnight before the day it is called for, or was before it was moved: no record says on which day
    it was called."""
    confederation = s.state.confederation
    for place, notice in enumerate(confederation.notices.values()):
        told = min(notice.first_day, notice.day) - _AHEAD
        if told > s.day:
            continue
        yield Event(
            first_id(confederation, notice.id), told, (3, place), notice_kind(notice), address(notice.id),
            frozenset((notice.assembly,)), agenda(s, notice), partial(tell.notice, s, notice),
        )  # fmt: skip


def notice_kind(notice: NoticeRecord) -> str:
    """Whether a meeting is called, cancelled or moved."""
    return "cancelled" if notice.cancelled else "moved" if notice.moved_to else "meeting"


def agenda(s: Survey, notice: NoticeRecord) -> tuple[str, ...]:
    """The proposals on the agenda of a meeting."""
    return tuple(dict.fromkeys(item.on.target for item in notice.agenda if item.on and item.on.target in s.state.proposals))
