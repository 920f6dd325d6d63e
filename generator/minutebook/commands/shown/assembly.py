"""An assembly in the terminal: who speaks for it, and what it ratified, rejected, has still to decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minutebook.commands.paper import Heading, Line, Part, Table, fact
from minutebook.commands.shown.words import iso, joined, row_of, rows_of, together, word
from minutebook.pages.view import Site
from minutebook.pages.wording import STATUSES, status_key
from minutebook.records import AssemblyRecord, MandateRecord
from minutebook.rules.force import PENDING, Standing
from minutebook.rules.mandates import MandateState
from minutebook.rules.ratification import Row
from minutebook.rules.terms import person
from minutebook.speech import N_, marked, said

GROUPS = (N_("Still to decide"), N_("Ratified"), N_("Rejected"), N_("Other proposals"))


def parts(site: Site, record: AssemblyRecord) -> Iterator[Part]:
    """Who it is, who speaks for it now, where it stands on each proposal, when it meets next."""
    state = site.state
    yield Heading(record.name)
    yield Line(record.id)
    kind = said("Council as of %(day)s", day=state.day) if record.kind == "council" else said("Commune as of %(day)s", day=state.day)
    yield Line(joined(kind, said("dissolved on %(day)s", day=record.dissolved) if record.dissolved else ""))
    if councils := _councils(site, record):
        yield fact(said("Member of"), ", ".join(councils))
    if record.kind == "council":
        members = state.membership.members(record.id, state.day)
        names = (name if active else said("%(name)s (suspended)", name=name) for name, active in sorted(members.items()))
        yield fact(said("Members (%(number)s)", number=len(members)), together(*names))
    if coming := [notice for notice in state.confederation.notices_of[record.id] if notice.day >= state.day and not notice.cancelled]:
        yield fact(said("Next meeting"), f"{coming[0].day} {coming[0].starts or ''}".strip() + f" ({coming[0].id})")
    held = state.confederation.minutes_of[record.id]
    if held:
        last = held[-1]
        yield fact(said("Minutes"), said("%(number)s, the last of %(day)s (%(id)s)", number=len(held), day=last.last_day, id=last.id))
    yield from _speakers(site, record)
    found = _standings(site, record.id)
    for group in GROUPS:
        rows = [_row(one, row) for one, row in found if _group(one, row) == group]
        if rows:
            yield Heading(marked(group))
            heads = (said("proposal"), said("its status"), said("date"), said("minutes"), said("the proposal"), said("last day"))
            yield Table(heads, tuple(rows))
    own = [one for one in state.proposals.values() if one.rule.to == record.id and record.kind == "council"]
    if own:
        yield Heading(said("Proposals to it"))
        yield Table((said("proposal"), said("state"), said("ratified"), said("needed"), said("of")), tuple(_count(one) for one in own))


def _councils(site: Site, record: AssemblyRecord) -> list[str]:
    state = site.state
    return [one for one in sorted(state.confederation.councils_of[record.id]) if record.id in state.membership.members(one, state.day)]


def _speaking(site: Site, record: AssemblyRecord) -> list[tuple[MandateRecord, MandateState]]:
    """The mandates that are granted or active."""
    mine = [(one, site.state.mandates[one.id]) for one in site.state.confederation.mandates_of[record.id] if not one.adds_to]
    return [(one, state) for one, state in mine if state.status in ("granted", "active")]


def _speakers(site: Site, record: AssemblyRecord) -> Iterator[Part]:
    speaking = _speaking(site, record)
    if not speaking:
        if record.kind == "commune":
            yield Line(said("Nobody is mandated to speak for it today"))
        return
    yield Heading(said("Who speaks for it"))
    rows = []
    for one, state in speaking:
        mandate = state.mandate
        names = ", ".join(person(site.state.confederation, record.id, name) for name in mandate.delegates)
        rows.append((names, mandate.to, iso(mandate.first), iso(mandate.last), word(state.status), one.id))
    yield Table((said("delegates"), said("council"), said("from"), said("until"), said("mandate"), ""), tuple(rows))


def _standings(site: Site, assembly: str) -> list[tuple[Standing, Row]]:
    """Every proposal on which the assembly is counted, with its row; those in tiers too."""
    found = []
    for one in site.state.proposals.values():
        row = next((row for top in one.rows for row in _all(top) if row.assembly == assembly), None)
        if row:
            found.append((one, row))
    return found


def _all(row: Row) -> Iterator[Row]:
    yield row
    for inner in row.within:
        yield from _all(inner)


def _group(one: Standing, row: Row) -> str:
    if row.counted:
        return "Ratified"
    if row.status in ("rejected", "rescinded"):
        return "Rejected"
    return "Still to decide" if one.state in PENDING else "Other proposals"


def _row(one: Standing, row: Row) -> tuple[str, ...]:
    where = row.speech.act.id if row.speech else row.meeting
    return (one.proposal.id, marked(STATUSES[status_key(row)][1]), iso(row.day), where, word(one.state), iso(one.deadline))


def _count(one: Standing) -> tuple[str, ...]:
    return (one.proposal.id, word(one.state), str(one.ratified), str(one.needed) if one.needed is not None else "", str(len(one.rows)))


def data(site: Site, record: AssemblyRecord) -> dict[str, Any]:
    """The assembly's row, the mandates that hold, its status on every proposal."""
    state = site.state
    standings = {one.proposal.id: _group(one, row).lower().replace(" ", "_") for one, row in _standings(site, record.id)}
    speaking = {one.id for one, _ in _speaking(site, record)}
    return row_of(state, "assemblies", record.id) | {
        "speaks_for_it": rows_of(state, "mandates", lambda row: row["id"] in speaking),
        "standings": standings,
        "ratifications": rows_of(state, "ratifications", lambda row: row["assembly"] == record.id),
        "proposals": rows_of(state, "proposals", lambda row: row["to"] == record.id),
    }
