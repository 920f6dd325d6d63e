"""Votes of councils on a proposal: every position beside its mandate, and who signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from minutebook.pages.stands import StandView, Tallies, results, stand_view, tallies
from minutebook.pages.view import Link, Site
from minutebook.pages.wording import day_words
from minutebook.rules.force import Standing
from minutebook.rules.tallies import outcome_of

FOLDED: Final = 40
"""With more delegations than this the table of a vote is folded."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote of a council on the proposal, every position beside its mandate."""

    council: Link
    record: Link
    day: date
    edition: int
    outcome: str
    indicative: bool
    tallies: Tallies
    results: tuple[tuple[int, str], ...]
    stands: tuple[StandView, ...]
    signed: tuple[Link, ...]
    submitted: tuple[StandView, ...]

    @property
    def many(self) -> bool:
        """Whether there are so many delegations that their table is folded."""
        return len(self.stands) > FOLDED


def votes(site: Site, one: Standing) -> Iterator[Vote]:
    """The votes of councils on it, with positions, in order."""
    for act in site.state.confederation.acts_on[one.proposal.id]:
        stated = site.state.stated.get(act.id, ())
        if not stated or act.minutes.ballot:
            continue
        stands = tuple(stand_view(site, position) for position in stated)
        is_call = one.proposal.kind == "call"
        signing = [view for view in stands if view.position == "for"] if is_call else []
        covered = [view for view in signing if view.result == "kept" and not view.indicative and not view.reserved]
        yield Vote(
            site.assembly(act.assembly), site.link(act.id, day_words(act.day, site.day)), act.day, act.decision.edition or 1,
            outcome_of(act.decision), act.decision.indicative, tallies(stated), results(stated), stands,
            tuple(view.assembly for view in covered), tuple(view for view in signing if view not in covered),
        )  # fmt: skip
