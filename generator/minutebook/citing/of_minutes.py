"""The facts of a page of minutes: who met, what was decided, who came with which mandate, what each delegation said."""

from __future__ import annotations

from minutebook.citing.plainly import Facts, day, people, position, tally, target, where
from minutebook.citing.work import plain
from minutebook.confederation import Act
from minutebook.exports.addresses import address
from minutebook.pages.minutes import MinutesView
from minutebook.pages.view import Site
from minutebook.records import MinutesRecord
from minutebook.records.minutes import Delegation, Statement
from minutebook.rules.decisions import approved_on, is_provisional
from minutebook.rules.terms import person
from minutebook.shapes import Ref


def minutes_facts(site: Site, view: MinutesView) -> Facts:
    """Everything the page of one meeting's minutes computes. Groups are counted in totals only, never by person."""
    record, confederation = view.record, site.state.confederation
    approved = approved_on(confederation, record)
    acts = confederation.acts_in[record.id]
    ballot = record.ballot
    return {
        "assembly": record.assembly, "first_day": day(record.first_day), "last_day": day(record.last_day), "starts": record.starts,
        "place": record.place, "council": view.council,
        "ballot": {"from": day(ballot.from_), "until": day(ballot.until)} if ballot else None,
        "draft": record.draft, "provisional": is_provisional(confederation, record, site.day),
        "approved_on": day(approved) if approved and approved <= site.day else None,
        "present": dict(record.present), "eligible": record.eligible,
        "quorum": {"needed": view.quorum.needed, "present": view.quorum.present, "met": view.quorum.met},
        "facilitators": list(view.facilitators), "secretary": list(view.secretary),
        "decisions": [_decision(site, act) for act in sorted(acts, key=lambda act: act.decision.number)],
        "roll": [_delegation(site, record, one, shown.standing) for one, shown in zip(record.delegations, view.roll, strict=True)],
        "positions": [position(site, one) for act in acts for one in site.state.stated.get(act.id, ())],
        "statements": [_statement(site, one) for one in record.statements],
    }  # fmt: skip


def _decision(site: Site, act: Act) -> Facts:
    """A decision as it counts today, as `decisions.csv` has it, with its words and what it does."""
    judged, given = site.state.verdicts[act.id], act.decision
    return {
        "id": act.id, "number": given.number, "date": day(act.day), "proposal": (given.on.target or None) if given.on else None,
        "text": given.text, "part": given.part, "edition": given.edition, "outcome": judged.outcome or None, "method": judged.method,
        **tally(judged.votes), "quorate": judged.quorum.met, "provisional": judged.provisional, "indicative": given.indicative,
        "valid": judged.valid, "reservations": given.reservations, "condition": given.condition, "because": given.because,
        "withheld": given.withheld, "corrected_by": judged.corrected_by.id if judged.corrected_by else None,
        "revoked_by": judged.revoked_by.id if judged.revoked_by else None, "url": where(site, address(act.id)),
    }  # fmt: skip


def _delegation(site: Site, record: MinutesRecord, one: Delegation, standing: str) -> Facts:
    assembly = one.assembly.target if one.assembly else ""
    named = one.mandate.target if isinstance(one.mandate, Ref) else ""
    held = site.state.mandates_in.in_force(assembly, record.assembly, record.last_day, named) if assembly else None
    return {
        "assembly": assembly or None, "name": plain(site.name(assembly) if assembly else one.name or target(one.assembly) or ""),
        "delegates": people(site, assembly, tuple(who.name for who in one.delegates)), "standing": standing,
        "mandate": held.record.id if held else None, "quota": one.quota,
    }  # fmt: skip


def _statement(site: Site, one: Statement) -> Facts:
    assembly = target(one.assembly) or ""
    return {
        "assembly": assembly, "delegate": person(site.state.confederation, assembly, one.delegate) if one.delegate else None,
        "proposal": target(one.on), "said": one.said,
    }  # fmt: skip
