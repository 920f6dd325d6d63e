"""Lines of lists: one decision, one meeting, one finding, each with the way to its record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from minutebook import markdown
from minutebook.confederation import Act
from minutebook.exports.addresses import address
from minutebook.pages.people import names_of
from minutebook.pages.speech import _, and_list, full_date, long_date, month_name
from minutebook.pages.survey import Meeting, Survey
from minutebook.pages.view import Link, Prose
from minutebook.pages.wording import OUTCOMES
from minutebook.records import NoticeRecord
from minutebook.records.decision import Votes
from minutebook.rules.decisions import Verdict, is_provisional, takes_effect
from minutebook.rules.ledger import Finding
from minutebook.rules.positions import Stated


@dataclass(frozen=True, slots=True)
class ActLine:
    """One decision in one line. `deeds` are what it did to other records: (word, link), as ('grants', a mandate).

    `own`: on a matter of the assembly's own, so that one says adopted, not ratified. `void` says why it counts for nothing.
    """

    day: date
    to: str
    assembly: Link
    outcome: str
    own: bool
    subject: Link | None
    text: Prose
    part: str
    deeds: tuple[tuple[str, Link], ...]
    chosen: tuple[str, ...]
    between: tuple[str, ...]
    method: str
    votes: Votes | None
    reservations: bool
    conditional: bool
    indicative: bool
    provisional: bool
    void: str
    corrected: bool
    withheld: bool

    @property
    def word(self) -> str:
        """The key of OUTCOMES under which it is shown."""
        if self.outcome == "adopted" and not self.own:
            return "ratified"
        return self.outcome or ("withheld" if self.withheld else "")

    @property
    def look(self) -> str:
        """The mark it is shown with."""
        if self.void or self.indicative:
            return self.void or "draft"
        if self.outcome == "adopted":
            marks = (
                ("conditional", self.conditional),
                ("reservations", self.reservations),
                ("provisional", self.provisional and not self.own),
            )
            return next((mark for mark, holds in marks if holds), "adopted" if self.own else "ratified")
        return OUTCOMES[self.word][0] if self.word else "noted"


_DATE = re.compile(r"\b\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])\b")
_DEEDS = ("grants", "recalls", "upholds", "disowns", "approves", "revokes")


def act_line(survey: Survey, verdict: Verdict) -> ActLine:
    """A decision in one line."""
    site, act = survey.site, verdict.act
    decision = act.decision
    proposal = survey.state.confederation.proposal_of(decision)
    deeds = [(field, _deed(survey, ref.target, ref.part, ref.text)) for field in _DEEDS for ref in getattr(decision, field)]
    deeds += [("corrects", _deed(survey, fix.minutes.target, fix.decision or "", fix.minutes.text)) for fix in decision.corrects]
    void = "inquorate" if verdict.quorum.met is False else "revoked" if verdict.revoked_by else ""
    choice = decision.choice
    return ActLine(
        act.day, address(act.id), site.assembly(act.assembly), verdict.outcome,
        proposal is None or proposal.to.target == act.assembly,
        site.proposal(decision.on.target or decision.on.text) if decision.on else None,
        site.prose(decision.text, act.minutes), decision.part or "", tuple(deeds),
        choice.chosen if choice else (), tuple(_option(survey, ref.target, ref.text) for ref in choice.between) if choice else (),
        verdict.method, verdict.votes, bool(decision.reservations), bool(decision.condition) and not decision.condition_met,
        decision.indicative, verdict.provisional, void, verdict.corrected_by is not None, bool(decision.withheld),
    )  # fmt: skip


def _deed(survey: Survey, target: str, part: str, text: str) -> Link:
    """What a decision acted on: a mandate by who is sent where, a decision by what it was, minutes by their day or title."""
    if not target:
        return Link(text)
    if part:
        return named(survey, target, part)
    state = survey.state.mandates.get(target)
    if state is None:
        return survey.site.link(target)
    words = {"names": and_list(list(names_of(survey.state, state))), "council": survey.site.name(state.mandate.to)}
    return survey.site.link(target, _("%(names)s, to %(council)s") % words)


def named(survey: Survey, minutes: str, part: str) -> Link:
    """A decision by what it is on, else by its first words, else by its minutes."""
    id = f"{minutes}#{part}" if part else minutes
    act = survey.state.confederation.acts_by_id.get(id)
    on = act.decision.on if act else None
    if on and on.target:
        return survey.site.link(id, survey.site.proposal(on.target).text)
    words = markdown.plain(act.decision.text or "").rstrip(".") if act else ""
    return survey.site.link(id, words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]} …")


def _option(survey: Survey, target: str, text: str) -> str:
    return survey.site.proposal(target).text if target else text


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in one line. `state` is a word: coming, today, cancelled, moved (its day stands in another notice), held, ballot, awaited."""

    day: date
    until: date | None
    assembly: Link
    state: str
    starts: str
    ends: str
    place: str
    online: str
    open_to: str
    cancelled: Prose
    moved_from: date | None
    agenda: tuple[Link, ...]
    notice: Link | None
    minutes: Link | None
    title: Link | None
    present: int | None
    decisions: int
    provisional: bool
    draft: bool
    weekday: str
    month: str


def notice_line(survey: Survey, notice: NoticeRecord) -> MeetingLine:
    """A meeting that is called, in one line."""
    return meeting_line(survey, Meeting(notice.day, notice.assembly, notice))


def meeting_line(survey: Survey, meeting: Meeting) -> MeetingLine:
    """A meeting, called or held, in one line."""
    site, notice, minutes = survey.site, meeting.notice, meeting.minutes
    lang = site.language(meeting.assembly)
    agenda = tuple(
        site.proposal(item.on.target) if item.on and item.on.target else Link(item.text or (item.on.text if item.on else ""), lang=lang)
        for item in (notice.agenda if notice else ())
    )  # fmt: skip
    first = minutes.first_day if minutes else meeting.day
    return MeetingLine(
        first, minutes.last_day if minutes and minutes.last_day != first else None,
        site.assembly(meeting.assembly), _state(survey, meeting),
        (minutes.starts if minutes else notice.starts if notice else "") or "", (notice.ends if notice else "") or "",
        (notice.place if notice else minutes.place if minutes else "") or "", (notice.online if notice else "") or "",
        (notice.open_to if notice else "") or "",
        Prose((notice.cancelled if notice else "") or "", lang, notice.id if notice else ""),
        notice.first_day if notice and notice.moved_to else None, agenda,
        site.link(notice.id) if notice else None,
        site.link(minutes.id) if minutes else None,
        Link(minutes.title or minutes.heading, address(minutes.id), lang) if minutes and (minutes.title or minutes.heading) else None,
        minutes.present_total if minutes else None, len(minutes.decisions) if minutes else 0,
        minutes is not None and is_provisional(survey.state.confederation, minutes, survey.day),
        minutes is not None and minutes.draft, _weekday(first), month_name(first),
    )  # fmt: skip


def _weekday(day: date) -> str:
    """The name of the weekday: what a full date has more than a long one."""
    return full_date(day).replace(long_date(day), "").strip(" ,،")


def _state(survey: Survey, meeting: Meeting) -> str:
    if meeting.minutes:
        return "ballot" if meeting.minutes.ballot else "held"
    if meeting.notice and meeting.notice.cancelled:
        return "cancelled"
    if meeting.day == survey.day:
        return "today"
    return "coming" if meeting.day > survey.day else "awaited"


@dataclass(frozen=True, slots=True)
class Since:
    """What the records show after a finding: a word and the record, on a day."""

    word: str
    day: date
    link: Link


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One line of the public ledger. `result` is set for positions, `instruction` what the mandate names; `since` is what followed."""

    code: str
    anchor: str
    day: date
    to: str
    assembly: Link
    council: Link | None
    delegates: tuple[Link, ...]
    proposal: Link | None
    position: str
    instruction: tuple[str, ...]
    instruction_to: str
    indicative: bool
    message: str
    waited: int
    since: tuple[Since, ...]

    @property
    def open(self) -> bool:
        """Whether nothing followed in the records."""
        return not self.since


def finding_line(survey: Survey, finding: Finding) -> FindingLine:
    """A finding in one line, with the way to its record and what followed."""
    site, stated, problem = survey.site, finding.stated, finding.problem
    instructed = stated.instructed if stated else None
    to = address(stated.act.id if stated else problem.record)
    return FindingLine(
        problem.code, _anchor(finding), finding.day, to, site.assembly(finding.assembly),
        site.assembly(finding.council) if finding.council and finding.council != finding.assembly else None,
        tuple(survey.delegate(finding.assembly, name) for name in finding.delegates),
        site.proposal(stated.proposal) if stated else None,
        stated.position if stated else "", instructed.instruction.permitted if instructed else (),
        instruction_path(stated),
        stated.indicative if stated else False, _readable(survey, finding), (survey.day - finding.day).days, _since(survey, finding),
    )  # fmt: skip


def _readable(survey: Survey, finding: Finding) -> str:
    """A finding's sentence with dates and the assembly's name as people write them."""
    words = _DATE.sub(lambda found: long_date(date.fromisoformat(found[0])), finding.problem.message)
    return words.replace(f" of {finding.assembly} ", f" of {survey.site.name(finding.assembly)} ")


def instruction_path(stated: Stated | None) -> str:
    """Where the instruction a position is held against stands: on the page of the mandate, by its number there."""
    if stated is None or stated.mandate is None or stated.instructed is None:
        return ""
    return f"{address(stated.mandate.record.id)}#_i{stated.instructed.number}"


def _anchor(finding: Finding) -> str:
    """The line's own address on the ledger's page: the code, the record, where it stands there, and the assembly."""
    record = finding.problem.record.replace("/", "-")
    return f"{finding.problem.code}-{record}-{finding.assembly}-{finding.problem.span.line}-{finding.problem.span.column}"


def _since(survey: Survey, finding: Finding) -> tuple[Since, ...]:
    """What followed: the assembly's own decision on the proposal, a recall, a report heard, the council's correction."""
    stated = finding.stated
    if stated is None:
        return ()
    site, confederation = survey.site, survey.state.confederation
    found: list[Since] = []
    for act in confederation.acts_on[stated.proposal]:
        if act.assembly == finding.assembly and stated.act.day < act.day <= survey.day:
            judged = survey.state.verdicts[act.id]
            if judged.valid and judged.whole:
                found.append(Since(judged.outcome, act.day, site.link(act.id, site.proposal(stated.proposal).text)))
    if stated.mandate:
        mandate = survey.state.mandates.get(stated.mandate.record.id)
        if mandate and mandate.status == "recalled" and mandate.mandate.recall and mandate.mandate.recall.day > finding.day - timedelta(1):
            found.append(Since("recalled", mandate.mandate.recall.day, site.link(mandate.mandate.recall.id)))
        if mandate and mandate.received and mandate.report:
            found.append(Since("reported", mandate.received, site.link(mandate.report.id)))
    found += [Since("corrected", act.day, site.link(act.id)) for act in _fixes(survey, stated.act)]
    return tuple(sorted(found, key=lambda one: one.day))


def _fixes(survey: Survey, act: Act) -> list[Act]:
    confederation = survey.state.confederation
    return [one for one in confederation.correcting[act.id] if takes_effect(confederation, one, survey.day)]
