"""Checks across records, one table: each check is a generator of problems whose first line states its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from minutebook.checks import assemblies, councils, decisions, lookalikes, mandates, names, proposals, registers, texts
from minutebook.confederation import Confederation
from minutebook.problems import Problem

Check = Callable[[Confederation], Iterable[Problem]]

CHECKS: Final[tuple[Check, ...]] = (
    assemblies.communes_have_no_members,
    assemblies.memberships_do_not_overlap,
    assemblies.nothing_goes_round,
    names.alike_within_an_assembly,
    lookalikes.alike_among_assemblies,
    names.one_person_each,
    texts.fields_are_between_three_hyphens,
    texts.facts_are_where_they_are_read,
    texts.minutes_say_something,
    texts.nothing_is_left_of_a_draft,
    decisions.starts_are_told_apart,
    decisions.ids_are_unique,
    decisions.something_is_decided,
    decisions.tallies_agree,
    decisions.votes_fit_the_room,
    decisions.editions_are_named,
    decisions.proposals_come_first,
    decisions.withdrawals_are_the_proposers,
    decisions.choices_are_among_the_options,
    decisions.only_earlier_minutes_are_reached,
    councils.only_councils_have_delegations,
    councils.positions_are_members,
    councils.clauses_exist,
    councils.delegations_have_mandates,
    mandates.delegates_council_and_meeting_are_named,
    mandates.they_are_to_councils,
    mandates.meetings_are_the_councils,
    mandates.grants_agree,
    mandates.none_contradict,
    proposals.proposers_do_not_write_the_rule,
    proposals.rules_are_set_by_the_council,
    proposals.editions_have_texts,
    registers.numbers_are_of_their_register,
)


def check(confederation: Confederation) -> Iterable[Problem]:
    """All problems that only show once records are linked. An error sets aside what it stands in."""
    for one in CHECKS:
        yield from one(confederation)
