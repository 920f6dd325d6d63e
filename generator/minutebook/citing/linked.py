"""Linked data: what a page is of, in the terms of schema.org, as JSON-LD in its head."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from minutebook.citing.work import Work, plain
from minutebook.exports.addresses import address
from minutebook.pages.assembly import AssemblyView
from minutebook.pages.called import NoticeView
from minutebook.pages.chronicle import putter
from minutebook.pages.clocks import clock
from minutebook.pages.described import CONTEXT, element, known
from minutebook.pages.mandate import MandateView
from minutebook.pages.minutes import MinutesView
from minutebook.pages.ratification import RatificationView
from minutebook.pages.survey import survey
from minutebook.pages.view import Site, View

Terms = dict[str, Any]
SCHEMA: Final = f"{CONTEXT}/"


def linked(site: Site, view: View, work: Work) -> Markup:
    """The script element with the terms of a page."""
    return element(TERMS[work.kind](site, view))


def force(view: RatificationView) -> str:
    """The force of a proposal: in force for all that decide, for some of them, or for nobody on the day of reckoning.

    What binds only those that ratify it is in force for some until all have; what all are bound by is in force or not.
    """
    one = view.standing
    if view.force:
        return "InForce" if len(view.force) == len(one.rows) else "PartiallyInForce"
    binds_all = one.rule.binds == "all" and one.rule.requires != "none"
    return "InForce" if one.in_force and binds_all else "NotInForce"


def legislation(site: Site, view: RatificationView) -> Terms:
    """A proposal: what it is, how far it is in force, what it changes."""
    one, proposal = view.standing, view.standing.proposal
    edition = next((entry.date for entry in proposal.editions if entry.id == one.edition), one.rule.put)
    return {
        "@type": "Legislation", **_named(site, proposal.id, proposal.title), "inLanguage": site.language(proposal.assembly),
        "description": plain(view.sentence.text), "abstract": proposal.summary, "legislationIdentifier": proposal.id,
        "legislationType": proposal.kind, "dateCreated": _day(one.rule.put), "legislationDate": _day(one.carried_on),
        "legislationDateVersion": _day(edition), "legislationDateOfApplicability": _day(one.in_force_from),
        "expires": _day(one.in_force_until), "legislationLegalForce": SCHEMA + force(view),
        "legislationResponsible": organization(site, putter(site, one)),
        "legislationPassedBy": organization(site, one.rule.to) if one.carried_on else None,
        "legislationJurisdiction": plain(site.name(one.rule.to)),
        "legislationAmends": _proposals(site, (ref.target for ref in proposal.amends)),
        "legislationRepeals": _proposals(site, (ref.target for ref in proposal.repeals)),
        "license": site.settings.licence_url, "sdDatePublished": _day(site.day),
    }  # fmt: skip


def mandate(site: Site, view: MandateView) -> Terms:
    """A mandate: a work of the assembly that gave it, about the proposals it has instructions on. schema.org knows no mandates: what it
    binds whom to is in `index.json`."""
    held = view.state.mandate
    proposals = dict.fromkeys(ref.target for one in held.instructions for ref in one.instruction.on)
    people = [{"@type": "Person", "name": plain(link.text)} for link in view.delegates]
    return {
        "@type": "CreativeWork", **_named(site, held.record.id, view.title), "inLanguage": site.language(held.record.assembly),
        "description": plain(view.description), "author": organization(site, held.record.assembly), "dateCreated": _day(held.granted),
        "temporalCoverage": f"{held.first}/{held.last}" if held.first and held.last else None,
        "creativeWorkStatus": view.state.status, "about": _proposals(site, proposals), "mentions": [organization(site, held.to), *people],
        "license": site.settings.licence_url, "sdDatePublished": _day(site.day),
    }  # fmt: skip


def meeting(site: Site, view: MinutesView) -> Terms:
    """Minutes: the meeting they are of, which took place."""
    record = view.record
    there = clock(site, record.assembly)
    begins = record.ballot.from_ if record.ballot and record.ballot.from_ else record.first_day
    return {
        "@type": "Event", **_named(site, record.id, view.title), "inLanguage": site.language(record.assembly),
        "description": plain(view.description), "startDate": _moment(begins, record.starts, there), "endDate": _day(record.last_day),
        "eventStatus": SCHEMA + "EventScheduled", "organizer": organization(site, record.assembly), "location": _place(record.place),
    }  # fmt: skip


def called(site: Site, view: NoticeView) -> Terms:
    """A notice: the meeting that is called, moved or cancelled. A cancelled meeting is cancelled, even if it had been moved before; one that
    ends at an hour before it begins ends on the next day."""
    record = view.record
    last = record.day + timedelta(days=record.starts is not None and record.ends is not None and record.ends <= record.starts)
    there = clock(site, record.assembly, record.timezone)
    status = "EventCancelled" if record.cancelled else "EventRescheduled" if record.moved_to else "EventScheduled"
    return {
        "@type": "Event", **_named(site, record.id, view.title), "inLanguage": site.language(record.assembly),
        "startDate": _moment(record.day, record.starts, there), "endDate": _moment(last, record.ends, there) if record.ends else None,
        "previousStartDate": _day(view.moved_from), "eventStatus": SCHEMA + status,
        "organizer": organization(site, record.assembly), "location": _place(record.place),
    }  # fmt: skip


def assembly(site: Site, view: AssemblyView) -> Terms:
    """An assembly: the councils it sends delegations to, and for a council its members of the day."""
    record, s = view.record, survey(site)
    members = sorted(site.state.membership.members(record.id, site.day)) if view.council else []
    return {
        "@type": "Organization", **_named(site, record.id, site.name(record.id)),
        "alternateName": [link.text for link in view.also], "foundingDate": _day(record.founded), "dissolutionDate": _day(record.dissolved),
        "location": _place(record.place), "parentOrganization": [organization(site, one) for one in s.member_of[record.id]],
        "member": [organization(site, one) for one in members],
    }  # fmt: skip


def organization(site: Site, id: str) -> Terms:
    """An assembly named on another's page."""
    return known({"@type": "Organization", **_named(site, id, site.name(id))})


TERMS: Final[Mapping[str, Callable[[Site, Any], Terms]]] = {
    "proposal": legislation, "mandate": mandate, "minutes": meeting, "notice": called, "assembly": assembly,
}  # fmt: skip
"""The terms of every kind of work."""


def _named(site: Site, id: str, name: str) -> Terms:
    """Its name, and its address as the name of the thing itself, the same in every language."""
    path = address(id)
    full = f"{site.settings.site_url}{path}" if site.settings.site_url else ""
    return {"@id": full, "name": plain(name), "url": site.settings.address(path)}


def _proposals(site: Site, ids: Iterable[str]) -> list[Terms]:
    """Proposals named on another's page, as far as they are here."""
    found = (site.state.proposals.get(id) for id in ids)
    return [known({"@type": "Legislation", **_named(site, one.proposal.id, one.proposal.title)}) for one in found if one]


def _place(name: str | None) -> Terms | None:
    return {"@type": "Place", "name": name} if name else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(day: date, hour: str | None, there: ZoneInfo | None) -> str:
    """A day, with the hour where it is known; local time, as people say it, with its offset where the time zone is known."""
    return datetime.combine(day, time.fromisoformat(hour), there).isoformat(timespec="minutes") if hour else day.isoformat()
