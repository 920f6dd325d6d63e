"""The facts of a mandate's page: who was sent to say what, what was said, what came of it."""

from __future__ import annotations

from minutebook.citing.plainly import Facts, day, people, position, target, targets, where
from minutebook.citing.work import plain
from minutebook.pages.chain import Event
from minutebook.pages.mandate import MandateView
from minutebook.pages.view import Site
from minutebook.rules.mandates import Instructed


def mandate_facts(site: Site, view: MandateView) -> Facts:
    """Everything the page of one mandate computes."""
    state, held, record = view.state, view.state.mandate, view.state.mandate.record
    base = record.adds_to.target if record.adds_to and record.adds_to.target else record.id
    stated = [
        one for one in site.state.stated_under[base] if base == record.id or (one.instructed and one.instructed.mandate.id == record.id)
    ]
    return {
        "assembly": record.assembly, "council": held.to, "delegates": people(site, record.assembly, held.delegates),
        "substitutes": people(site, record.assembly, held.substitutes), "chosen_by": record.chosen_by, "granted": day(held.granted),
        "days": [{"from": day(first), "until": day(last)} for first, last in held.days], "for_a_period": held.periodic,
        "status": state.status, "ended_on": day(state.ended_on), "ended_by": state.ended_by or None,
        "replaces": target(record.replaces), "adds_to": target(record.adds_to), "report_due": day(state.report_due),
        "reported": state.report.id if state.report else None, "received": day(state.received),
        "instructions": [_instruction(one) for one in held.instructions],
        "positions": [position(site, one) for one in stated], "chain": [_event(site, one) for one in view.chain],
    }  # fmt: skip


def _instruction(one: Instructed) -> Facts:
    given = one.instruction
    return {
        "number": one.number, "mandate": one.mandate.id, "since": day(one.since), "proposals": targets(given.on), "topic": given.topic,
        "edition": given.edition, "positions": list(given.permitted), "say": given.say, "accept": given.accept, "unless": given.unless,
        "reserves": given.reserves,
    }  # fmt: skip


def _event(site: Site, one: Event) -> Facts:
    """A link of the chain, in the words of the page in the first language."""
    return {
        "date": day(one.day), "event": plain(one.heading), "text": plain(one.text) or None,
        "records": [where(site, link.to) for link in one.records if link.to],
    }  # fmt: skip
