"""The conditions of a proposal with their arithmetic: what is needed of how many, how many stand, how many are missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from minutebook.records.decision import Votes
from minutebook.rules.ratification import Row
from minutebook.rules.ruling import Ruling
from minutebook.rules.tallies import needed, sums_carry


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition. `name`: `requires` (ratifications), `turnout` (assemblies that have decided), `votes` (persons).

    `rule` is as written; `need` and `of` are assemblies; for `votes`, `have` are those for and `of` those for and against,
    and `need` is None because it depends on how many vote.
    """

    name: str
    rule: str | int
    need: int | None
    of: int
    have: int
    holds: bool

    @property
    def missing(self) -> int:
        """How many more are needed."""
        return max(0, (self.need or 0) - self.have)


def conditions(rule: Ruling, rows: tuple[Row, ...], *, firm: bool = False) -> tuple[Condition, ...]:
    """All conditions over the rows of the electorate; with `firm`, as if provisional decisions were not there.

    An empty electorate carries nothing.
    """
    size = len(rows)
    counted = [row for row in rows if row.counted and (row.certain or not firm)]
    need = needed(rule.requires, size)
    found = [Condition("requires", rule.requires, need, size, len(counted), need is not None and size > 0 and len(counted) >= need)]
    if rule.turnout is not None:
        decided = [row for row in rows if row.standing and (row.certain or not firm)]
        quota = needed(rule.turnout, size) or 0
        found.append(Condition("turnout", rule.turnout, quota, size, len(decided), size > 0 and len(decided) >= quota))
    if rule.votes is not None:
        yes, no = _summed(rows, firm)
        found.append(Condition("votes", rule.votes, None, yes + no, yes, sums_carry(rule.votes, yes, no)))
    return tuple(found)


def hold(rule: Ruling, rows: tuple[Row, ...], *, firm: bool = False) -> bool:
    """Whether all conditions hold."""
    return all(condition.holds for condition in conditions(rule, rows, firm=firm))


def _summed(rows: Iterable[Row], firm: bool) -> tuple[int, int]:
    """Votes for and against, summed over ratifications that count and standing rejections, down to the communes.

    Those of successors are summed where they fill the row of the assembly that they followed.
    """
    yes = no = 0
    for row in rows:
        if row.within and (row.shown or row.counted or row.rejects):
            inner = _summed(row.within, firm)
            yes, no = yes + inner[0], no + inner[1]
        elif row.certain or not firm:
            votes = _basis_votes(row)
            yes, no = (yes + (votes.for_ or 0), no + (votes.against or 0)) if votes else (yes, no)
    return yes, no


def _basis_votes(row: Row) -> Votes | None:
    """The tally of the adoption that counts, or of a rejection that stands; positions have none."""
    if row.basis:
        return row.basis.verdict.votes if row.basis.source == "decision" else None
    return row.votes if row.rejects else None
