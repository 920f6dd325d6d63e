"""An assembly and the proposals: what it has decided on each, what waits, and what it decided where it is not counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minutebook.confederation import Act
from minutebook.pages.lines import ActLine, MeetingLine, act_line, notice_line, routine
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey
from minutebook.pages.view import Link, Prose
from minutebook.pages.wording import status_key
from minutebook.rules.force import PENDING, Standing
from minutebook.rules.positions import Stated
from minutebook.rules.ratification import Row


@dataclass(frozen=True, slots=True)
class Dealing:
    """An assembly and one proposal: its row there, the key of its status, where the row stands.

    `meets` is its next meeting, `listed` the first coming one with the proposal on its agenda; `late` says that the one shown
    is after the last day. `since` are the minutes of a meeting held since that mark no decision. `position` is that of its delegation, where
    this gives the status. `through` is the assembly in whose row it speaks: its predecessor, or its council where members decide by their own
    members.
    """

    standing: Standing
    proposal: Link
    row: Row
    key: str
    to: str
    minutes: Link | None
    position: Link | None
    meets: MeetingLine | None
    listed: MeetingLine | None
    late: bool
    since: Link | None
    waiting: Stated | None
    reservations: Prose
    condition: Prose
    through: Link | None

    @property
    def waits(self) -> bool:
        """Whether a decision of the assembly could still count, and none stands."""
        return self.standing.state in PENDING and self.row.awaited


@dataclass(frozen=True, slots=True)
class Outside:
    """A decision on a proposal in which the assembly is not counted, with why."""

    line: ActLine
    why: str


def dealings(s: Survey, id: str) -> tuple[Dealing, ...]:
    """An assembly's row on every proposal it is asked on, itself or through another's row."""
    found = {one.proposal.id: _dealing(s, one, row, "") for one, row in s.rows[id]}
    for one, row, outer in s.rows_within[id]:
        if one.proposal.id not in found:
            found[one.proposal.id] = _dealing(s, one, row, outer)
    return tuple(found.values())


def _dealing(s: Survey, one: Standing, row: Row, through: str) -> Dealing:
    site, proposal = s.site, one.proposal
    notice = s.next_meeting.get(row.assembly)
    listed = next(
        (n for n in s.coming_of[row.assembly] if not n.cancelled and any(i.on and i.on.target == proposal.id for i in n.agenda)), None
    )
    shown = listed or notice
    speech = row.speech
    decision = speech.act.decision if speech and speech.source == "decision" else None
    held = speech.act if speech and speech.source == "position" else None
    words = site.language(row.assembly)
    return Dealing(
        one, site.proposal(proposal.id), row, status_key(row, own=one.rule.to == row.assembly), site.row_path(proposal.id, row.assembly),
        site.link(speech.act.id, _("Minutes")) if speech else None,
        site.link(held.id, _("position at %(council)s") % {"council": site.name(held.assembly)}) if held else None,
        notice_line(s, notice) if notice else None,
        notice_line(s, listed) if listed else None, bool(shown and one.deadline and shown.day > one.deadline),
        site.link(row.meeting) if row.status == "not recorded" and row.meeting else None, s.waiting_on.get((row.assembly, proposal.id)),
        Prose((decision.reservations if decision else "") or "", words), Prose((decision.condition if decision else "") or "", words),
        site.assembly(through) if through else None,
    )  # fmt: skip


def apart(s: Survey, id: str, asked: Iterable[str]) -> tuple[tuple[Act, ...], tuple[Outside, ...]]:
    """An assembly's other decisions: on matters of its own, in order; and on proposals where it is not counted, the latest first."""
    known = set(asked)
    own: list[Act] = []
    outside: list[Outside] = []
    for act in s.state.confederation.acts_of[id]:
        decision = act.decision
        target = decision.on.target if decision.on else ""
        one = s.state.proposals.get(target)
        if target in known or routine(decision):
            continue
        if one is None or id in (one.rule.to, one.proposal.assembly):
            own.append(act)
        else:
            outside.append(Outside(act_line(s, s.state.verdicts[act.id]), _why(s, one, id)))
    return tuple(own), tuple(reversed(outside))


def _why(s: Survey, one: Standing, id: str) -> str:
    """Why an assembly is not counted on a proposal."""
    if id in one.apart:
        return _("not counted: it joined after those who decide were counted")
    record = s.state.confederation.assemblies[id]
    rows = {row.assembly for row in one.rows}
    for word, names in (
        (_("not counted: %(name)s decided before it, and that stands"), [ref.target for ref in record.succeeds if ref.target in rows]),
        (_("not counted: it was put to the members; here %(name)s decides"), list(_councils(s, one, id, rows))),
    ):
        if names:
            return word % {"name": s.site.name(names[0])}
    return _("not counted: it is not among those who decide")


def _councils(s: Survey, one: Standing, id: str, rows: set[str]) -> Iterator[str]:
    """The councils among those who decide that the assembly belongs to."""
    for name in sorted(rows):
        if s.state.membership.is_council(name) and id in s.state.membership.below(name, one.rule.put):
            yield name
