"""The rule of a proposal: what it states, and what the council's rules of the day it was put say where it states nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from minutebook.confederation import Confederation
from minutebook.records import ProposalRecord
from minutebook.rules.bylaws import bylaw

RULE_FIELDS = ("decided_by", "requires", "electorate", "electorate_on", "binds", "votes", "turnout", "deadline", "rescission")
"""The fields of a proposal that only the council, or the proposer with `rule_by`, may set."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """By which rule a proposal is decided; `stated` are the fields its own record states."""

    to: str
    put: date
    decided_by: str
    requires: str | int
    electorate: str | tuple[str, ...]
    electorate_on: str | date
    binds: str
    votes: str | None
    turnout: str | int | None
    rescission: str
    deadlines: tuple[tuple[date, date], ...]
    stated: tuple[str, ...]

    def deadline(self, day: date) -> date | None:
        """The last deadline known on a day. An extension holds from the day of the decision that gave it."""
        known = [to for known_from, to in self.deadlines if known_from <= day]
        return max(known) if known else None


def ruling(confederation: Confederation, proposal: ProposalRecord) -> Ruling:
    """The rule of a proposal, field by field: its own, else the council's of the day it was put, else the general one.

    Decided by delegations, the electorate defaults to `members`.
    """
    put, to = confederation.put_day(proposal), proposal.to.target

    def field(name: str, default: Any = None) -> Any:
        own = getattr(proposal, name)
        value = own if own is not None else bylaw(confederation, to, f"ratification.{name}", put)
        return default if value is None else value

    decided_by = field("decided_by", "assemblies")
    electorate = field("electorate", "members" if decided_by == "delegations" else "communes")
    if isinstance(electorate, tuple):
        electorate = tuple(ref.target for ref in electorate if ref.target)
    deadlines = tuple((confederation.day_of(one.by) or date.min, one.to) for one in proposal.deadline)
    days = bylaw(confederation, to, "ratification.deadline_days", put)
    if not deadlines and days is not None:
        deadlines = ((date.min, put + timedelta(days=days)),)
    return Ruling(
        to, put, decided_by, field("requires", "majority"), electorate, field("electorate_on", "put"), field("binds", "all"),
        field("votes"), field("turnout"), field("rescission", "allowed"), deadlines,
        tuple(name for name in RULE_FIELDS if getattr(proposal, name) not in (None, ())),
    )  # fmt: skip
