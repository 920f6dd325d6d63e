"""The kinds of silence: what is said of an assembly that records no decision on a proposal."""

from __future__ import annotations

from datetime import date
from typing import Final

from minutebook.confederation import Confederation
from minutebook.records import ProposalRecord

SILENCES: Final = ("not recorded", "minutes awaited", "on the agenda", "no meeting published")
"""The kinds of silence."""


def silence(confederation: Confederation, proposal: ProposalRecord, assembly: str, put: date, day: date, spoken: bool) -> tuple[str, str]:
    """The kind of silence and the minutes or notice it refers to. The first that fits:

    `not recorded`: it has met since the proposal was put, or decided in a way that counts for nothing (`spoken`);
    `minutes awaited`: a meeting called since is past and has no minutes; `on the agenda`: a coming meeting has it on its
    agenda; `no meeting published`. The day the proposal was put counts as since; a ballot is no meeting; a meeting is past
    from the day after.
    """
    met = [one for one in confederation.minutes_of[assembly] if not one.ballot and put <= one.last_day <= day]
    if met or spoken:
        return "not recorded", met[-1].id if met else ""
    called = [one for one in confederation.notices_of[assembly] if not one.cancelled and one.day >= put]
    held = [one for one in confederation.minutes_of[assembly] if not one.ballot and one.last_day <= day]
    for notice in called:
        if notice.day < day and not any(one.first_day <= notice.day <= one.last_day for one in held):
            return "minutes awaited", notice.id
    for notice in called:
        if notice.day >= day and any(item.on and item.on.target == proposal.id for item in notice.agenda):
            return "on the agenda", notice.id
    return "no meeting published", ""
