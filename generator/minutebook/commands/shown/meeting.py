"""Minutes in the terminal: who met, what was decided, and in councils what each delegation said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minutebook.commands.paper import Heading, Line, Part, Table, fact, lasting
from minutebook.commands.shown.words import iso, joined, named, one_line, positions_table, row_of, rows_of, tally
from minutebook.exports.addresses import address
from minutebook.pages.view import Site
from minutebook.records import MinutesRecord
from minutebook.records.decision import Decision
from minutebook.rules.decisions import Verdict, approved_on, is_provisional, quorum_of

HEADS = ("decision", "on", "outcome", "tally", "method", "notes")
IN_WORDS = ("text", "reservations", "condition", "withheld", "because")
"""What a decision says in words, each a field of it."""


def parts(site: Site, record: MinutesRecord) -> Iterator[Part]:
    """The meeting, then each decision with its tally and what became of it."""
    state = site.state
    met = "Ballot" if record.ballot else "Meeting"
    yield Heading(site.title(record))
    yield Line(record.id)
    yield Line(f"{met} of {named(site, record.assembly)}, {lasting(iso(record.first_day), iso(record.last_day))}")
    yield Line(f"{_standing(site, record).capitalize()} as of {state.day}")
    if not record.ballot:
        yield fact("Present", _present(site, record))
    if record.delegations:
        named_on_roll = [one.assembly.target or one.assembly.text if one.assembly else one.name or "" for one in record.delegations]
        yield fact("Delegations", f"{len(record.delegations)}: {', '.join(named_on_roll)}")
    if not record.decisions:
        yield Line("No decisions are marked; read them")
        return
    yield Heading("Decisions")
    verdicts = [state.verdicts[f"{record.id}#{decision.anchor}"] for decision in record.decisions]
    rows = [_row(decision, verdict) for decision, verdict in zip(record.decisions, verdicts, strict=True)]
    yield Table(HEADS, tuple(rows))
    for verdict in verdicts:
        if found := state.stated.get(verdict.act.id):
            yield Heading(f"Positions on {verdict.act.decision.anchor}")
            yield positions_table(found)


def decision_parts(site: Site, record: MinutesRecord, decision: Decision) -> Iterator[Part]:
    """One decision: where it was taken, its tally, all that it says in words, the positions on it."""
    act = f"{record.id}#{decision.anchor}"
    yield Heading(f"Decision {decision.anchor}")
    yield Line(act)
    yield Line(f"Of {named(site, record.assembly)}, {lasting(iso(record.first_day), iso(record.last_day))}")
    yield Line(f"The minutes: {_standing(site, record).removesuffix(',')} as of {site.state.day}")
    yield Table(HEADS, (_row(decision, site.state.verdicts[act]),))
    for field in IN_WORDS:
        if words := one_line(getattr(decision, field)):
            yield fact(field.capitalize(), words)
    if found := site.state.stated.get(act):
        yield Heading("Positions")
        yield positions_table(found)


def decision_data(site: Site, record: MinutesRecord, decision: Decision) -> dict[str, Any]:
    """The decision's row, what it says in words, the positions on it."""
    act = f"{record.id}#{decision.anchor}"
    return row_of(site.state, "decisions", act) | {
        "part": decision.part,
        "indicative": decision.indicative,
        **{field: getattr(decision, field) for field in IN_WORDS},
        "positions": rows_of(site.state, "positions", lambda row: row["url"] == address(act)),
    }


def _standing(site: Site, record: MinutesRecord) -> str:
    """Whether the text is a draft, waits for approval, or was approved."""
    confederation = site.state.confederation
    approved = approved_on(confederation, record)
    if record.draft:
        return "draft"
    if is_provisional(confederation, record, site.day):
        return "not yet approved"
    return f"approved on {approved}," if approved else "published"


def _present(site: Site, record: MinutesRecord) -> str:
    quorum = quorum_of(site.state.confederation, record)
    words = ", ".join(f"{number} {group}" if group != "total" else str(number) for group, number in record.present) or "not recorded"
    asked = f"; the quorum was {quorum.needed}" if quorum.needed is not None else ""
    not_met = " and was not met: its decisions count for nothing" if quorum.met is False else ""
    return f"{words}{asked}{not_met}"


def _row(decision: Decision, verdict: Verdict) -> tuple[str, ...]:
    on = (decision.on.target or decision.on.text) if decision.on else one_line(decision.text)
    if not on and decision.choice:
        on = "choice: " + ", ".join(decision.choice.chosen or ("nobody",))
    on = on or ", ".join(f"{field} {', '.join(refs)}" for field, refs in _own_affairs(decision))
    notes = joined(
        f"part: {decision.part}" if decision.part else "",
        "indicative" if decision.indicative else "",
        "with reservations" if decision.reservations else "",
        "on a condition" if decision.condition else "",
        "withheld in part" if decision.withheld else "",
        "inquorate" if verdict.quorum.met is False else "",
        f"corrected by {verdict.corrected_by.id}" if verdict.corrected_by else "",
        f"revoked by {verdict.revoked_by.id}" if verdict.revoked_by else "",
    )
    return (decision.anchor, on, verdict.outcome, tally(verdict.votes), verdict.method, notes)


def _own_affairs(decision: Decision) -> Iterator[tuple[str, list[str]]]:
    """What a decision does to the assembly's own records."""
    for field in ("grants", "recalls", "upholds", "disowns", "approves", "revokes"):
        if refs := getattr(decision, field):
            yield field, [(ref.target or ref.text) + (f"#{ref.part}" if ref.part else "") for ref in refs]
    if decision.corrects:
        yield "corrects", [f"{one.minutes.target}#{one.decision}" if one.decision else one.minutes.target for one in decision.corrects]


def data(site: Site, record: MinutesRecord) -> dict[str, Any]:
    """The meeting, its decisions and the positions taken there."""
    state = site.state
    quorum = quorum_of(state.confederation, record)
    return {
        "id": record.id,
        "assembly": record.assembly,
        "title": site.title(record),
        "from": iso(record.first_day),
        "until": iso(record.last_day),
        "draft": record.draft,
        "provisional": is_provisional(state.confederation, record, state.day),
        "approved_on": iso(approved_on(state.confederation, record)) or None,
        "present": dict(record.present),
        "quorum": quorum.needed,
        "quorate": quorum.met,
        "decisions": rows_of(state, "decisions", lambda row: row["minutes"] == record.id),
        "positions": rows_of(state, "positions", lambda row: row["minutes"] == record.id),
    }
