"""The facts of a proposal's page: the rule, the arithmetic, the state, and the row of every assembly."""

from __future__ import annotations

from minutebook.citing.plainly import Facts, day, decision, position, row, targets
from minutebook.pages.chronicle import putter
from minutebook.pages.ratification import RatificationView
from minutebook.pages.view import Site
from minutebook.rules.conditions import Condition
from minutebook.rules.force import Standing


def proposal_facts(site: Site, view: RatificationView) -> Facts:
    """Everything the ratification page computes, for the day of reckoning."""
    one, proposal = view.standing, view.standing.proposal
    return {
        "type": proposal.kind, "put_by": putter(site, one), "put_to": one.rule.to, "put_on": day(one.rule.put),
        "topics": list(proposal.topics), "summary": proposal.summary, "rule": _rule(one),
        "conditions": [_condition(condition) for condition in one.conditions],
        "state": one.state, "provisional": one.provisional, "needed": one.needed, "electorate": len(one.rows), "ratified": one.ratified,
        "rejected": one.rejected, "undecided": one.undecided, "deadline": day(one.deadline), "carried_on": day(one.carried_on),
        "lapsed_on": day(one.lapsed_on) if one.state == "lapsed" else None, "in_force": one.in_force,
        "in_force_from": day(one.in_force_from), "in_force_until": day(one.in_force_until),
        "in_force_in": [{"assembly": entry.assembly.to.split("/")[1], "since": day(entry.since)} for entry in view.force if entry.assembly.to],
        "withdrawn_by": one.withdrawn.id if one.withdrawn else None, "set_aside_for": one.rival or None, "repealed_by": one.repealed_by or None,
        "edition": one.edition,
        "editions": [{"id": entry.id, "date": day(entry.date), "by": decision(entry.by)} for entry in proposal.editions if entry.date <= site.day],
        "amends": targets(proposal.amends), "repeals": targets(proposal.repeals), "instead_of": targets(proposal.instead_of),
        "builds_on": targets(proposal.builds_on),
        "rows": [row(site, proposal.id, entry) for entry in one.rows], "not_counted": list(one.apart),
        "positions": [position(site, entry) for entry in site.state.stated_on[proposal.id]],
    }  # fmt: skip


def _rule(one: Standing) -> Facts:
    """The rule by which it is decided; `stated` are the fields its own record states, the others are the council's or the general ones."""
    rule, source = one.rule, one.proposal.rule_by
    return {
        "decided_by": rule.decided_by, "requires": str(rule.requires),
        "electorate": list(rule.electorate) if isinstance(rule.electorate, tuple) else rule.electorate,
        "electorate_on": str(rule.electorate_on), "binds": rule.binds, "votes": rule.votes,
        "turnout": None if rule.turnout is None else str(rule.turnout), "rescission": rule.rescission,
        "stated": list(rule.stated), "rule_by": decision(source),
    }  # fmt: skip


def _condition(one: Condition) -> Facts:
    return {
        "name": one.name, "rule": str(one.rule), "need": one.need, "of": one.of, "have": one.have, "missing": one.missing, "holds": one.holds,
    }  # fmt: skip
