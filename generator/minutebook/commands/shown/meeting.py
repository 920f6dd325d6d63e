"""Minutes in the terminal: who met, what was decided, and in councils what each delegation said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minutebook.commands.paper import Heading, Line, Part, Table, fact, lasting
from minutebook.commands.shown.words import iso, joined, named, one_line, positions_table, row_of, rows_of, tally, together, word
from minutebook.exports.addresses import address
from minutebook.pages.view import Site
from minutebook.records import MinutesRecord
from minutebook.records.decision import Decision
from minutebook.rules.decisions import Verdict, approved_on, is_provisional, quorum_of
from minutebook.speech import N_, Said, said

HEADS = (said("decision"), said("on"), said("outcome"), said("tally"), said("method"), said("notes"))
IN_WORDS = {
    "text": said("Text"), "reservations": said("Reservations"), "condition": said("Condition"), "withheld": said("Withheld"),
    "because": said("Because"),
}  # fmt: skip
"""What a decision says in words, each a field of it, with its name."""

_OWN_AFFAIRS = {
    "grants": N_("grants %(records)s"), "recalls": N_("recalls %(records)s"), "upholds": N_("upholds %(records)s"),
    "disowns": N_("disowns %(records)s"), "approves": N_("approves %(records)s"), "revokes": N_("revokes %(records)s"),
}  # fmt: skip
"""What a decision does to the assembly's own records, each a field of it."""


def parts(site: Site, record: MinutesRecord) -> Iterator[Part]:
    """The meeting, then each decision with its tally and what became of it."""
    state = site.state
    days = lasting(iso(record.first_day), iso(record.last_day))
    met = said("Meeting of %(assembly)s, %(days)s", assembly=named(site, record.assembly), days=days)
    if record.ballot:
        met = said("Ballot of %(assembly)s, %(days)s", assembly=named(site, record.assembly), days=days)
    yield Heading(site.title(record))
    yield Line(record.id)
    yield Line(met)
    yield Line(_standing(site, record))
    if not record.ballot:
        yield fact(said("Present"), _present(site, record))
    if record.delegations:
        named_on_roll = [one.assembly.target or one.assembly.text if one.assembly else one.name or "" for one in record.delegations]
        yield fact(said("Delegations"), f"{len(record.delegations)}: {', '.join(named_on_roll)}")
    if not record.decisions:
        yield Line(said("No decisions are marked; read them"))
        return
    yield Heading(said("Decisions"))
    verdicts = [state.verdicts[f"{record.id}#{decision.anchor}"] for decision in record.decisions]
    rows = [_row(decision, verdict) for decision, verdict in zip(record.decisions, verdicts, strict=True)]
    yield Table(HEADS, tuple(rows))
    for verdict in verdicts:
        if found := state.stated.get(verdict.act.id):
            yield Heading(said("Positions on %(decision)s", decision=verdict.act.decision.anchor))
            yield positions_table(found)


def decision_parts(site: Site, record: MinutesRecord, decision: Decision) -> Iterator[Part]:
    """One decision: where it was taken, its tally, all that it says in words, the positions on it."""
    act = f"{record.id}#{decision.anchor}"
    days = lasting(iso(record.first_day), iso(record.last_day))
    yield Heading(said("Decision %(decision)s", decision=decision.anchor))
    yield Line(act)
    yield Line(said("Of %(assembly)s, %(days)s", assembly=named(site, record.assembly), days=days))
    yield Line(_standing(site, record, within=True))
    yield Table(HEADS, (_row(decision, site.state.verdicts[act]),))
    for field, name in IN_WORDS.items():
        if words := one_line(getattr(decision, field)):
            yield fact(name, words)
    if found := site.state.stated.get(act):
        yield Heading(said("Positions"))
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


def _standing(site: Site, record: MinutesRecord, *, within: bool = False) -> Said:
    """Whether the text is a draft, waits for approval, or was approved: of minutes, or `within` of a decision in them."""
    confederation, day = site.state.confederation, site.state.day
    approved = approved_on(confederation, record)
    if record.draft:
        return said("The minutes: draft as of %(day)s", day=day) if within else said("Draft as of %(day)s", day=day)
    if is_provisional(confederation, record, site.day):
        return said("The minutes: not yet approved as of %(day)s", day=day) if within else said("Not yet approved as of %(day)s", day=day)
    if approved and within:
        return said("The minutes: approved on %(approved)s as of %(day)s", approved=approved, day=day)
    if approved:
        return said("Approved on %(approved)s, as of %(day)s", approved=approved, day=day)
    return said("The minutes: published as of %(day)s", day=day) if within else said("Published as of %(day)s", day=day)


def _present(site: Site, record: MinutesRecord) -> str:
    quorum = quorum_of(site.state.confederation, record)
    words = ", ".join(f"{number} {group}" if group != "total" else str(number) for group, number in record.present)
    asked: str = "" if quorum.needed is None else said("the quorum was %(needed)s", needed=quorum.needed)
    if quorum.met is False:
        asked = said("the quorum was %(needed)s and was not met: its decisions count for nothing", needed=quorum.needed)
    return joined(words or said("not recorded"), asked)


def _row(decision: Decision, verdict: Verdict) -> tuple[str, ...]:
    on = (decision.on.target or decision.on.text) if decision.on else one_line(decision.text)
    if not on and decision.choice:
        on = said("choice: %(chosen)s", chosen=", ".join(decision.choice.chosen) or said("nobody"))
    notes = joined(
        said("part: %(part)s", part=decision.part) if decision.part else "",
        said("indicative") if decision.indicative else "",
        said("with reservations") if decision.reservations else "",
        said("on a condition") if decision.condition else "",
        said("withheld in part") if decision.withheld else "",
        said("inquorate") if verdict.quorum.met is False else "",
        said("corrected by %(decision)s", decision=verdict.corrected_by.id) if verdict.corrected_by else "",
        said("revoked by %(decision)s", decision=verdict.revoked_by.id) if verdict.revoked_by else "",
    )
    on = on or together(*_own_affairs(decision))
    return (decision.anchor, on, word(verdict.outcome), tally(verdict.votes), word(verdict.method), notes)


def _own_affairs(decision: Decision) -> Iterator[Said]:
    """What a decision does to the assembly's own records."""
    for field, words in _OWN_AFFAIRS.items():
        if refs := getattr(decision, field):
            ids = [(ref.target or ref.text) + (f"#{ref.part}" if ref.part else "") for ref in refs]
            yield Said((words,), {"records": ", ".join(ids)})
    if decision.corrects:
        ids = [f"{one.minutes.target}#{one.decision}" if one.decision else one.minutes.target for one in decision.corrects]
        yield said("corrects %(records)s", records=", ".join(ids))


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
