"""The facts of an assembly's page: its members, who speaks for it, what it has decided and what waits."""

from __future__ import annotations

from minutebook.citing.plainly import Facts, day, people, row, where
from minutebook.exports.addresses import address
from minutebook.pages.assembly import AssemblyView
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Site
from minutebook.records import NoticeRecord
from minutebook.rules.mandates import MandateState


def assembly_facts(site: Site, view: AssemblyView) -> Facts:
    """What an assembly's page computes. `rows` are its own rows, `rows_within` those it has in another's row."""
    record, s = view.record, survey(site)
    id = record.id
    held = [one for one in s.mandates_of[id] if one.status == "active" and not one.mandate.record.adds_to]
    members = site.state.membership.members(id, site.day) if view.council else {}
    return {
        "type": record.kind, "place": record.place, "language": record.language, "languages": list(record.languages),
        "founded": day(record.founded), "dissolved": day(record.dissolved), "exists": view.exists, "member_of": list(s.member_of[id]),
        "members": [{"assembly": one, "suspended": not active} for one, active in sorted(members.items())],
        "mandates": [_mandate(site, one) for one in held],
        "waiting": [
            {
                "proposal": one.standing.proposal.id, "deadline": day(one.standing.deadline), "status": one.row.status,
                "state": one.standing.state, "url": where(site, one.to),
            } for one in view.waiting
        ],
        "rows": [row(site, one.proposal.id, entry) for one, entry in s.rows[id]],
        "rows_within": [{"of": outer, "row": row(site, one.proposal.id, entry)} for one, entry, outer in s.rows_within[id]],
        "put_to": [{"proposal": one.proposal.id, "state": one.state} for one in s.put_to[id]] if view.council else [],
        "next_meeting": _meeting(site, s, id),
        "offices": [
            {
                "title": one.office.title, "held_by": people(site, id, one.office.held_by), "since": day(one.office.since),
                "until": day(one.office.until),
            } for one in view.offices
        ],
        "minutes": len(site.state.confederation.minutes_of[id]), "decisions": view.decisions, "findings": view.found,
    }  # fmt: skip


def _mandate(site: Site, one: MandateState) -> Facts:
    held = one.mandate
    return {
        "id": held.record.id, "council": held.to, "delegates": people(site, held.record.assembly, held.delegates), "granted": day(held.granted),
        "from": day(held.first), "until": day(held.last), "url": where(site, address(held.record.id)),
    }  # fmt: skip


def _meeting(site: Site, s: Survey, id: str) -> Facts | None:
    called: NoticeRecord | None = s.next_meeting.get(id)
    if called is None:
        return None
    return {
        "id": called.id, "date": day(called.day), "starts": called.starts, "ends": called.ends, "place": called.place,
        "url": where(site, address(called.id)),
    }  # fmt: skip
