"""An assembly's page: who speaks for it, what it has ratified, rejected and not yet dealt with, when it meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from minutebook.exports.addresses import address
from minutebook.pages.awaited import STATE_ORDER, Brief, brief, by_deadline
from minutebook.pages.charter import rules_in_words
from minutebook.pages.dealings import Dealing, Outside, apart, dealings
from minutebook.pages.desk import Missing, missing
from minutebook.pages.findings import FindingLine, finding_line
from minutebook.pages.follow import followed
from minutebook.pages.lines import ActLine, MeetingLine, act_line, meeting_line, notice_line
from minutebook.pages.rows import translated_names
from minutebook.pages.seats import Pause, Seat, decided_by, pauses, seats, senders
from minutebook.pages.sent import MandateLine, Unsent, mandate_line, unsent
from minutebook.pages.shares import mine
from minutebook.pages.speech import _, full_date
from minutebook.pages.survey import Survey, survey
from minutebook.pages.tongues import tongue_name
from minutebook.pages.view import Link, Prose, SetAsidePart, Site, Translated, View, translations
from minutebook.records import AssemblyRecord
from minutebook.records.assembly import Office
from minutebook.rules.force import PENDING

LATEST, SHOWN = 6, 12


@dataclass(frozen=True, slots=True)
class Held:
    """An office: its title, who holds it, from when to when, how they were chosen, by which decision."""

    office: Office
    by: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyView(View):
    """An assembly's page."""

    record: AssemblyRecord
    council: bool
    exists: bool
    name: Link
    also: tuple[Link, ...]
    translations: tuple[Translated, ...]
    member_of: tuple[Link, ...]
    body: Prose
    place: Prose
    meets: Prose
    contact: Prose
    next: MeetingLine | None
    days_to_next: int
    rules: tuple[tuple[str, str], ...]
    before: tuple[Link, ...]
    after: tuple[Link, ...]
    pauses: tuple[Pause, ...]
    waiting: tuple[Dealing, ...]
    sent: tuple[MandateLine, ...]
    speakers: tuple[tuple[tuple[Link, ...], Link], ...]
    unsent: tuple[Unsent, ...]
    mandates: int
    counts: tuple[tuple[int, str], ...]
    dealt: tuple[Dealing, ...]
    earlier: tuple[Dealing, ...]
    silent: tuple[Dealing, ...]
    outside: tuple[Outside, ...]
    own: tuple[ActLine, ...]
    decisions: int
    members: tuple[Seat, ...]
    former_members: tuple[Seat, ...]
    senders: str
    put_to: tuple[tuple[str, tuple[Brief, ...]], ...]
    open_here: int
    proposed: tuple[Brief, ...]
    meetings: tuple[MeetingLine, ...]
    minutes: int
    offices: tuple[Held, ...]
    former_offices: tuple[Held, ...]
    findings: tuple[FindingLine, ...]
    found: int
    aside: tuple[SetAsidePart, ...]
    missing: tuple[Missing, ...]
    folders: tuple[Link, ...]
    languages: tuple[str, ...]


def assembly_pages(site: Site) -> Iterator[AssemblyView]:
    """The page of every assembly."""
    s = survey(site)
    for id in mine(site.state.confederation.assemblies, address):
        yield assembly_view(s, id)


def assembly_view(s: Survey, id: str) -> AssemblyView:
    """One assembly's page."""
    site, state, record = s.site, s.state, s.state.confederation.assemblies[id]
    council = record.kind == "council"
    exists = state.membership.exists(id, s.day)
    found = dealings(s, id)
    waiting = sorted((one for one in found if one.waits and exists), key=lambda one: by_deadline(one.standing))
    dealt = sorted((one for one in found if one.row.day), key=lambda one: (one.row.day or date.min, one.to), reverse=True)
    silent = [one for one in found if not (one.row.day or one.waits or one.through)]
    counts = Counter(one.key for one in dealt)
    meeting = s.next_meeting.get(id)
    acts = state.confederation.acts_of[id]
    own, outside = apart(s, id, (one.standing.proposal.id for one in found))
    held = [one for one in s.mandates_of[id] if one.status in ("active", "granted") and not one.mandate.record.adds_to]
    sent = [mandate_line(s, one) for one in sorted(held, key=lambda one: (one.status, one.mandate.first or date.max))]
    members, former = seats(s, record) if council else ((), ())
    of_it = s.findings_of[id]
    return AssemblyView(
        path=address(id), title=site.name(id), description=_description(s, record, waiting), lang=site.language(id),
        title_lang=site.named(id)[1], file=record.file,
        crumbs=(Link(_("Assemblies"), "assemblies/"), *((site.assembly(s.home_of[id]),) if id in s.home_of else ())),
        record=record, council=council, exists=exists, name=replace(site.assembly(id), to=""), also=translated_names(site, id),
        translations=tuple(one for one in translations(site, record) if one.text), member_of=tuple(site.assembly(one) for one in s.member_of[id]),
        body=site.prose(record.body, record), place=site.translated(record, "place"), meets=site.translated(record, "meets"),
        contact=site.prose(record.contact, record),
        next=notice_line(s, meeting) if meeting else None, days_to_next=(meeting.day - s.day).days if meeting else 0,
        rules=rules_in_words(state, id, s.day), before=tuple(site.assembly(ref.target) for ref in record.succeeds if ref.target),
        after=tuple(site.assembly(one) for one in state.confederation.successors[id]), pauses=pauses(s, id),
        waiting=tuple(waiting), sent=tuple(sent),
        speakers=tuple((tuple(link for link, _term in one.delegates), one.council) for one in sent if one.status == "active"),
        unsent=unsent(s, id) if exists else (),
        mandates=len(s.mandates_of[id]), counts=tuple((number, key) for key, number in counts.most_common()),
        dealt=tuple(dealt[:SHOWN]), earlier=tuple(dealt[SHOWN:]), silent=tuple(silent), outside=outside,
        own=tuple(act_line(s, state.verdicts[act.id]) for act in reversed(own[-SHOWN:])), decisions=len(acts),
        members=members, former_members=former, senders=senders(members), put_to=_put_to(s, id) if council else (),
        open_here=sum(one.state in PENDING for one in s.put_to[id]) if council else 0,
        proposed=tuple(brief(s, one) for one in s.proposed_by[id] if not council or one.rule.to != id),
        meetings=tuple(meeting_line(s, one) for one in s.past_of[id][:LATEST]), minutes=len(state.confederation.minutes_of[id]),
        offices=tuple(_held(s, one) for one in record.offices if one.until is None or one.until >= s.day),
        former_offices=tuple(_held(s, one) for one in record.offices if one.until and one.until < s.day),
        findings=tuple(finding_line(s, one) for one in of_it[:SHOWN]), found=len(of_it),
        aside=tuple(part for one in dict.fromkeys(part.record for part in s.aside_of[id]) for part in site.aside(one)),
        states=site.states(id), follow=followed(site, address(id), site.name(id), calendar=True), missing=missing(s, id), folders=folders(s, id),
        languages=tuple(tongue_name(one) for one in record.languages or (record.language,) if one),
        citation=_citation(site, id, council),
    )  # fmt: skip


def _description(s: Survey, record: AssemblyRecord, waiting: list[Dealing]) -> str:
    meeting = s.next_meeting.get(record.id)
    words = [_("Who speaks for %(name)s, with which mandate; what it has decided and what waits.") % {"name": s.site.name(record.id)}]
    if meeting:
        words.append(_("Next meeting: %(day)s.") % {"day": full_date(meeting.day)})
    return " ".join(words)


def _put_to(s: Survey, id: str) -> tuple[tuple[str, tuple[Brief, ...]], ...]:
    """The proposals put to a council, by state, what waits first."""
    found = s.put_to[id]
    groups = ((state, tuple(brief(s, one) for one in found if one.state == state)) for state in STATE_ORDER)
    return tuple((state, group) for state, group in groups if group)


def _held(s: Survey, office: Office) -> Held:
    return Held(office, decided_by(s, office.by))


def _citation(site: Site, id: str, council: bool) -> str:
    words = _("%(name)s: mandates and decisions of the council") if council else _("%(name)s: mandates and decisions of the assembly")
    return site.cited(words % {"name": site.name(id)}, address(id))


def folders(s: Survey, id: str) -> tuple[Link, ...]:
    """The lists of an assembly's records, of those kinds that it has."""
    own, confederation = address(id), s.state.confederation
    present = (
        ("minutes", _("All minutes"), bool(confederation.minutes_of[id])),
        ("notices", _("All notices"), bool(confederation.notices_of[id])),
        ("proposals", _("Its proposals"), bool(s.proposed_by[id])),
        ("mandates", _("All mandates"), bool(s.mandates_of[id])),
        ("reports", _("All reports"), bool(s.reports_of[id])),
        ("delegates", _("All delegates"), bool(s.delegates.get(id))),
    )
    return tuple(Link(words, f"{own}{name}/") for name, words, there in present if there)
