"""An assembly's page: who speaks for it, what it has ratified, rejected and not yet dealt with, when it meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minutebook.exports.addresses import address
from minutebook.pages.alphabet import collation
from minutebook.pages.awaited import STATE_ORDER, Brief, brief, by_deadline
from minutebook.pages.charter import rules_in_words
from minutebook.pages.dealings import Dealing, Outside, apart, dealings
from minutebook.pages.findings import FindingLine, finding_line
from minutebook.pages.lines import ActLine, MeetingLine, act_line, meeting_line, notice_line
from minutebook.pages.sent import MandateLine, mandate_line
from minutebook.pages.speech import _, full_date, long_date
from minutebook.pages.survey import Survey, survey
from minutebook.pages.tongues import tongue_name
from minutebook.pages.view import Link, Prose, SetAsidePart, Site, Translated, View, translations
from minutebook.records import AssemblyRecord
from minutebook.records.assembly import Office
from minutebook.shapes import Ref

LATEST, SHOWN = 6, 12


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a council: since when, suspended or not, and its delegation's mandate today."""

    member: Link
    since: date | None
    until: date | None
    by: Link | None
    active: bool
    mandates: tuple[MandateLine, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension from a council."""

    council: Link
    first: date | None
    last: date | None
    by: Link | None
    ended_by: Link | None
    now: bool


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
    other_names: tuple[Translated, ...]
    member_of: tuple[Link, ...]
    body: Prose
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
    unsent: tuple[Link, ...]
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
    put_to: tuple[tuple[str, tuple[Brief, ...]], ...]
    proposed: tuple[Brief, ...]
    meetings: tuple[MeetingLine, ...]
    minutes: int
    offices: tuple[Held, ...]
    former_offices: tuple[Held, ...]
    findings: tuple[FindingLine, ...]
    found: int
    aside: tuple[SetAsidePart, ...]
    folders: tuple[Link, ...]
    languages: tuple[str, ...]


def assembly_pages(site: Site) -> Iterator[AssemblyView]:
    """The page of every assembly."""
    s = survey(site)
    for id in site.state.confederation.assemblies:
        yield assembly_view(s, id)


def assembly_view(s: Survey, id: str) -> AssemblyView:
    """One assembly's page."""
    site, state, record = s.site, s.state, s.state.confederation.assemblies[id]
    council = record.kind == "council"
    exists = state.membership.exists(id, s.day)
    found = dealings(s, id)
    waiting = sorted((one for one in found if one.waits and exists), key=lambda one: by_deadline(one.standing))
    dealt = sorted((one for one in found if one.row.day and not one.waits), key=lambda one: (one.row.day or date.min, one.to), reverse=True)
    silent = [one for one in found if not (one.row.day or one.waits or one.through)]
    counts = Counter(one.key for one in found if one.row.day)
    meeting = s.next_meeting.get(id)
    acts = state.confederation.acts_of[id]
    own, outside = apart(s, id, (one.standing.proposal.id for one in found))
    held = [one for one in s.mandates_of[id] if one.status in ("active", "granted") and not one.mandate.record.adds_to]
    sent = [mandate_line(s, one) for one in sorted(held, key=lambda one: (one.status, one.mandate.first or date.max))]
    spoken_for = {one.council.to for one in sent if one.status == "active"}
    seats = _seats(s, record) if council else ()
    of_it = s.findings_of[id]
    return AssemblyView(
        path=address(id), title=record.name, description=_description(s, record, waiting), lang=site.language(id), file=record.file,
        crumbs=(Link(_("Assemblies"), "assemblies/"), *((site.assembly(s.home_of[id]),) if id in s.home_of else ())),
        record=record, council=council, exists=exists, name=Link(record.name, lang=site.language(id), apart=True),
        other_names=tuple(one for one in translations(site, record) if one.title or one.text), member_of=tuple(site.assembly(one) for one in s.member_of[id]),
        body=site.prose(record.body, record), meets=site.prose(record.meets, record), contact=site.prose(record.contact, record),
        next=notice_line(s, meeting) if meeting else None, days_to_next=(meeting.day - s.day).days if meeting else 0,
        rules=rules_in_words(state, id, s.day), before=tuple(site.assembly(ref.target) for ref in record.succeeds if ref.target),
        after=tuple(site.assembly(one) for one in state.confederation.successors[id]), pauses=_pauses(s, id),
        waiting=tuple(waiting), sent=tuple(sent), unsent=tuple(site.assembly(one) for one in s.member_of[id] if exists and address(one) not in spoken_for),
        mandates=len(s.mandates_of[id]), counts=tuple((number, key) for key, number in counts.most_common()),
        dealt=tuple(dealt[:SHOWN]), earlier=tuple(dealt[SHOWN:]), silent=tuple(silent), outside=outside,
        own=tuple(act_line(s, state.verdicts[act.id]) for act in reversed(own[-SHOWN:])), decisions=len(acts),
        members=tuple(one for one in seats if one.until is None or one.until >= s.day),
        former_members=tuple(one for one in seats if one.until and one.until < s.day), put_to=_put_to(s, id) if council else (),
        proposed=tuple(brief(s, one) for one in s.proposed_by[id] if not council or one.rule.to != id),
        meetings=tuple(meeting_line(s, one) for one in s.past_of[id][:LATEST]), minutes=len(state.confederation.minutes_of[id]),
        offices=tuple(_held(s, one) for one in record.offices if one.until is None or one.until >= s.day),
        former_offices=tuple(_held(s, one) for one in record.offices if one.until and one.until < s.day),
        findings=tuple(finding_line(s, one) for one in of_it[:SHOWN]), found=len(of_it),
        aside=tuple(part for one in dict.fromkeys(part.record for part in s.aside_of[id]) for part in site.aside(one)),
        states=site.states(id), folders=folders(s, id), languages=tuple(tongue_name(one) for one in record.languages or (record.language,) if one),
    )  # fmt: skip


def _description(s: Survey, record: AssemblyRecord, waiting: list[Dealing]) -> str:
    meeting = s.next_meeting.get(record.id)
    words = [_("Who speaks for %(name)s, with which mandate; what it has decided and what waits.") % {"name": record.name}]
    if meeting:
        words.append(_("Next meeting: %(day)s.") % {"day": full_date(meeting.day)})
    return " ".join(words)


def _pauses(s: Survey, id: str) -> tuple[Pause, ...]:
    """The suspensions of an assembly, the latest first."""
    site, found = s.site, []
    for council in s.state.confederation.councils_of[id]:
        for member in s.state.confederation.assemblies[council].members:
            if member.assembly.target == id:
                for one in member.suspended:
                    now = (one.from_ or date.min) <= s.day <= (one.until or date.max)
                    by, ended = (_act(s, ref) for ref in (one.by, one.ended_by))
                    found.append(Pause(site.assembly(council), one.from_, one.until, by, ended, now))
    return tuple(sorted(found, key=lambda one: one.first or date.min, reverse=True))


def _act(s: Survey, ref: Ref | None) -> Link | None:
    """A link to the decision or minutes a reference names, by its day."""
    if ref is None or not ref.target:
        return None
    day = s.state.records.day_of(ref)
    return s.site.link(f"{ref.target}#{ref.part}" if ref.part else ref.target, long_date(day) if day else ref.text)


def _seats(s: Survey, record: AssemblyRecord) -> tuple[Seat, ...]:
    """The members of a council, past and future ones too, by name."""
    active = s.state.membership.members(record.id, s.day)
    sent: dict[str, list[MandateLine]] = {}
    for one in s.mandates_to[record.id]:
        sent.setdefault(one.mandate.record.assembly, []).append(mandate_line(s, one))
    found = []
    for member in record.members:
        id = member.assembly.target
        if id:
            mandates = tuple(sent.get(id, ())) if id in active else ()
            found.append(Seat(s.site.assembly(id), member.since, member.until, _act(s, member.by), active.get(id, True), mandates))
    return tuple(sorted(found, key=lambda one: (collation(one.member.text), one.since or date.min)))


def _put_to(s: Survey, id: str) -> tuple[tuple[str, tuple[Brief, ...]], ...]:
    """The proposals put to a council, by state, what waits first."""
    found = s.put_to[id]
    groups = ((state, tuple(brief(s, one) for one in found if one.state == state)) for state in STATE_ORDER)
    return tuple((state, group) for state, group in groups if group)


def _held(s: Survey, office: Office) -> Held:
    return Held(office, _act(s, office.by))


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
