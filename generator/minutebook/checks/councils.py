"""Checks of councils' minutes: rolls and positions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from minutebook.confederation import Act, Confederation
from minutebook.problems import Problem
from minutebook.rules.mandates import Mandates
from minutebook.rules.membership import Membership
from minutebook.rules.positions import positions_at
from minutebook.rules.tallies import positions_of
from minutebook.speech import said


def only_councils_have_delegations(confederation: Confederation) -> Iterable[Problem]:
    """Delegations and their positions stand in the minutes of councils alone."""
    for record in confederation.minutes.values():
        if confederation.assemblies[record.assembly].kind == "council":
            continue
        message = said("a roll and positions of delegations stand in a council's minutes alone")
        help = said("`%(assembly)s` is a commune: its people decide themselves", assembly=record.assembly)
        places = [one.span.start for one in record.delegations]
        places += [one.mark("positions") for one in record.decisions if positions_of(one)]
        for span in places:
            yield Problem("not-a-council", span, message, help=help, record=record.id)


def positions_are_members(confederation: Confederation) -> Iterable[Problem]:
    """A position of an assembly that is not below the council that day is shown and counted nowhere."""
    membership = Membership(confederation)
    for act in _with_positions(confederation):
        below = membership.below(act.assembly, act.day)
        for ref, _ in positions_of(act.decision):
            if ref.target not in ("", "others") and ref.target not in below:
                yield Problem(
                    "not-a-member",
                    ref.span,
                    said(
                        "`%(assembly)s` is not a member of `%(council)s` on %(day)s", assembly=ref.target, council=act.assembly, day=act.day
                    ),
                    said("not a member that day"),
                    said("check the council's `members`, or name it in the roll as an observer"),
                    record=act.minutes.id,
                )


def clauses_exist(confederation: Confederation) -> Iterable[Problem]:
    """A claim names an instruction of the mandate in force by its number."""
    mandates = Mandates(confederation, date.max)
    for act in _with_positions(confederation):
        claims = {ref.target: position for ref, position in positions_of(act.decision) if position.under is not None}
        if not claims or act.minutes.ballot:
            continue
        for one in positions_at(mandates, act, date.max):
            position = claims.get(one.assembly)
            if position and one.mandate and position.under not in {each.number for each in one.mandate.instructions}:
                yield Problem(
                    "instruction-unknown",
                    position.mark("under"),
                    said("`%(mandate)s` has no instruction %(number)s", mandate=one.mandate.record.id, number=position.under),
                    said("no such instruction"),
                    said("it has %(count)s, numbered from 1", count=len(one.mandate.instructions)),
                    record=act.minutes.id,
                )


def _with_positions(confederation: Confederation) -> Iterable[Act]:
    return (act for act in confederation.acts if positions_of(act.decision) and confederation.assemblies[act.assembly].kind == "council")


def delegations_have_mandates(confederation: Confederation) -> Iterable[Problem]:
    """Who is on a council's roll as a delegation has a mandate in force that day, or says `mandate: none`, or is an observer."""
    mandates = Mandates(confederation, date.max)
    for record in confederation.minutes.values():
        for one in record.delegations:
            if one.assembly is None or not one.assembly.target or one.observer or one.mandate == "none" or record.ballot:
                continue
            sent = one.assembly.target
            if not any(mandates.in_force(sent, record.assembly, day) for day in (record.first_day, record.last_day)):
                yield Problem(
                    "roll-without-mandate-record",
                    one.mark("assembly"),
                    said(
                        "no mandate of `%(assembly)s` to `%(council)s` is in force on %(day)s",
                        assembly=sent,
                        council=record.assembly,
                        day=record.last_day,
                    ),
                    said("no mandate in force"),
                    said("commit the mandate, or write `mandate: none`, or `observer: true`"),
                    record=record.id,
                )
