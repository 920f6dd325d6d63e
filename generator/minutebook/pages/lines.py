"""Lines of lists: one decision, one meeting, each with the way to its record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minutebook import markdown
from minutebook.exports.addresses import address
from minutebook.exports.people import names_of
from minutebook.pages.outcomes import deed_key, outcome_key
from minutebook.pages.speech import _, and_list, language, long_date, month_name, weekday_name
from minutebook.pages.survey import Meeting, Survey
from minutebook.pages.tongues import foreign
from minutebook.pages.view import Link, Prose
from minutebook.pages.wording import OUTCOMES
from minutebook.records import MinutesRecord, NoticeRecord
from minutebook.records.decision import Decision, Votes
from minutebook.rules.decisions import Verdict, is_provisional


@dataclass(frozen=True, slots=True)
class ActLine:
    """One decision in one line: `key` is its word and mark, `deed` what was done. `deeds` are what it did to other records:
    (word, link), as ('grants', a mandate); `own`, on a matter of the assembly's own. `void` says why it counts for nothing.
    """

    day: date
    to: str
    assembly: Link
    key: str
    deed: str
    own: bool
    subject: Link | None
    text: Prose
    part: Link | None
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
    def did(self) -> str:
        """What it did, as a key of `done`."""
        return "rescinded, own" if self.own and self.deed == "rescinded" else self.deed

    @property
    def adopted(self) -> bool:
        """Whether it was adopted, so that what it says of other records was done."""
        return self.deed in ("adopted", "ratified", "submitted")

    @property
    def plain(self) -> bool:
        """Whether the verb says all and no mark is needed: it only puts to others, or did something to other records."""
        deed = bool(self.deeds) and not (self.subject or self.text) and self.adopted
        return (deed or self.deed == "submitted") and not self.void

    @property
    def look(self) -> str:
        """The mark it is shown with."""
        if self.void or self.indicative:
            return self.void or "draft"
        return OUTCOMES[self.key][0] if self.key else "noted"

    @property
    def agreed(self) -> bool:
        """Whether it was adopted by consensus, which is said where there is no tally."""
        return self.method == "consensus" and self.adopted


_DEEDS = ("grants", "recalls", "upholds", "disowns", "approves", "revokes")


def act_line(survey: Survey, verdict: Verdict, most: int = 60) -> ActLine:
    """A decision in one line; what it did to other decisions is named by so many letters of theirs at most."""
    site, act = survey.site, verdict.act
    decision = act.decision
    proposal = survey.state.confederation.proposal_of(decision)
    deeds = [(field, _deed(survey, ref.target, ref.part, ref.text, most)) for field in _DEEDS for ref in getattr(decision, field)]
    deeds += [("corrects", _deed(survey, fix.minutes.target, fix.decision or "", fix.minutes.text, most)) for fix in decision.corrects]
    void = "inquorate" if verdict.quorum.met is False else "revoked" if verdict.revoked_by else ""
    choice = decision.choice
    return ActLine(
        act.day, address(act.id), site.assembly(act.assembly), outcome_key(survey.state, verdict),
        deed_key(survey.state, act, verdict.outcome), proposal is None or proposal.to.target == act.assembly,
        site.proposal(decision.on.target or decision.on.text) if decision.on else None,
        site.prose(decision.text, act.minutes), Link(decision.part, lang=site.language(act.assembly)) if decision.part else None, tuple(deeds),
        choice.chosen if choice else (), tuple(_option(survey, ref.target, ref.text) for ref in choice.between) if choice else (),
        verdict.method, verdict.votes, bool(decision.reservations), bool(decision.condition) and not decision.condition_met,
        decision.indicative, verdict.provisional, void, verdict.corrected_by is not None,
        bool(decision.withheld),
    )  # fmt: skip


def routine(decision: Decision) -> bool:
    """Whether a decision only approves minutes: lists of what was decided leave it out."""
    return bool(decision.approves) and not decision.on and not decision.text


def _deed(survey: Survey, target: str, part: str, text: str, most: int) -> Link:
    """What a decision acted on: a mandate by who is sent where, a decision by what it was, minutes by their day or title."""
    if not target:
        return Link(text)
    if part:
        return named(survey, target, part, most)
    state = survey.state.mandates.get(target)
    if state is None:
        minutes = survey.state.confederation.minutes.get(target)
        return survey.site.link(target, long_date(minutes.last_day) if minutes else "")
    words = {"names": and_list(list(names_of(survey.state, state))), "council": survey.site.name(state.mandate.to)}
    return survey.site.link(target, _("%(names)s (to %(council)s)") % words)


def named(survey: Survey, minutes: str, part: str, most: int = 60) -> Link:
    """A decision by what it is on, else by its first words, else by its minutes."""
    id = f"{minutes}#{part}" if part else minutes
    act = survey.state.confederation.acts_by_id.get(id)
    on = act.decision.on if act else None
    if on and on.target:
        return survey.site.link(id, survey.site.proposal(on.target).text)
    words = markdown.plain(act.decision.text or "").rstrip(".") if act else ""
    return survey.site.link(id, shortened(words, most))


def shortened(words: str, most: int = 60) -> str:
    """The first words of a text; a quotation mark that is left open is closed."""
    if len(words) <= most:
        return words
    cut = words[:most].rsplit(" ", 1)[0]
    left = [close for start, close in ("“”", "«»", "„“") if cut.count(start) > cut.count(close)]
    return f"{cut} …{''.join(left[:1])}" + ('"' if cut.count('"') % 2 else "")


def _option(survey: Survey, target: str, text: str) -> str:
    return survey.site.proposal(target).text if target else text


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in one line. `state` is a word: coming, today, cancelled, moved (its day stands in another notice), held, ballot, awaited.

    `lang` is the language it is called in; where that is not the interface's, `tongue` is its name, and `gloss` the title of the
    minutes in the interface's, if a translation gives it.
    """

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
    lang: str
    tongue: str
    gloss: str


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
        minutes is not None and minutes.draft, weekday_name(first), month_name(first), lang, foreign(lang), _gloss(minutes),
    )  # fmt: skip


def _gloss(minutes: MinutesRecord | None) -> str:
    found = (one.title or one.heading or "" for one in (minutes.translations if minutes else ()) if one.language == language())
    return next(found, "")


def _state(survey: Survey, meeting: Meeting) -> str:
    if meeting.minutes:
        return "ballot" if meeting.minutes.ballot else "held"
    if meeting.notice and meeting.notice.cancelled:
        return "cancelled"
    if meeting.day == survey.day:
        return "today"
    return "coming" if meeting.day > survey.day else "awaited"
