"""The mandate page: who was sent to say what, beside it what was said, and how the mandate ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minutebook.exports.addresses import address
from minutebook.pages.chain import Event, chain
from minutebook.pages.notes import Note
from minutebook.pages.sentence import Sentence
from minutebook.pages.shares import mine
from minutebook.pages.speech import _, and_list, comma, counts, long_date, ngettext
from minutebook.pages.stands import InstructionView, StandView, delegate_links, instruction_view, stand_view
from minutebook.pages.view import Link, Prose, SetAsidePart, Site, Translated, View, translations
from minutebook.pages.wording import RESULTS, day_words, mandate_word, result_word, uncapital
from minutebook.records import MandateRecord, ReportRecord
from minutebook.records.mandate import Period
from minutebook.rules.bylaws import bylaw
from minutebook.rules.mandates import Instructed, MandateState
from minutebook.rules.positions import Stated
from minutebook.rules.terms import person, terms_in_a_row
from minutebook.shapes import Ref


@dataclass(frozen=True, slots=True)
class Pair:
    """An instruction beside what was said. `missing` says why nothing is there: 'to come', 'not decided', 'topic'; then `minutes` are those
    in which it can be looked for."""

    instruction: InstructionView
    anchor: str
    subjects: tuple[Link, ...]
    topic: Prose
    added: Note | None
    stands: tuple[StandView, ...]
    missing: str
    minutes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A report on the mandate."""

    link: Link
    by: tuple[Link, ...]
    written: date | None
    received: Link | date | None
    body: Prose
    long: bool
    disputes: tuple[tuple[Link, Prose], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateView(View):
    """Everything the mandate page shows."""

    state: MandateState
    sender: Link
    council: Link
    kind: str
    lead: str
    sentence: Sentence
    early: int | None
    delegates: tuple[Link, ...]
    substitutes: tuple[Link, ...]
    resigned: tuple[tuple[Link, date], ...]
    chosen_by: str
    meetings: tuple[Link, ...]
    period: tuple[date, date] | None
    from_grant: bool
    granted_in: Link | date | None
    terms: tuple[tuple[str, int], ...]
    most_terms: int | None
    replaces: Link | None
    adds_to: Link | None
    chain: tuple[Event, ...]
    pairs: tuple[Pair, ...]
    beyond: tuple[StandView, ...]
    recall: tuple[Link, Prose, Prose] | None
    reports: tuple[ReportPart, ...]
    body: Prose
    translations: tuple[Translated, ...]
    aside: tuple[SetAsidePart, ...]


def views(site: Site) -> Iterator[MandateView]:
    """The page of every mandate."""
    for one in mine(site.state.mandates.values(), lambda one: address(one.mandate.record.id)):
        yield mandate(site, one)


def mandate(site: Site, one: MandateState) -> MandateView:
    """The page of one mandate."""
    state, held, record = site.state, one.mandate, one.mandate.record
    base = record.adds_to.target if record.adds_to and record.adds_to.target else record.id
    stated = [s for s in state.stated_under[base] if base == record.id or (s.instructed and s.instructed.mandate.id == record.id)]
    sender, council = site.assembly(record.assembly), site.assembly(held.to)
    title = record.title or _title(sender.text, council.text, held.granted or held.first)
    granted = state.confederation.granting[record.id]
    start = held.granted or held.first
    pairs = tuple(_pair(site, one, i, stated) for i in held.instructions)
    told = _sentence(site, one, stated, pairs)
    terms = terms_in_a_row(state.mandates_in, record.assembly, held.to)
    names = [person(state.confederation, record.assembly, name) for name in held.delegates]
    return MandateView(
        path=address(record.id), title=title, description=told.text, lang=site.language(record.assembly), file=record.file,
        title_lang=site.language(record.assembly) if record.title else "",
        crumbs=(sender, Link(_("Mandates"), f"{address(record.assembly)}mandates/")),
        state=one, sender=sender, council=council, kind=_kind(held.granted, bool(record.adds_to)),
        lead=_lead(site, one, names), sentence=told,
        early=(held.last - held.cut).days if held.cut and held.last and one.status in ("recalled", "resigned", "replaced") else None,
        delegates=delegate_links(site, record.assembly, held.delegates), substitutes=delegate_links(site, record.assembly, held.substitutes),
        resigned=tuple((delegate_links(site, record.assembly, (r.name,))[0], r.on) for r in record.resigned), chosen_by=record.chosen_by or "",
        meetings=tuple(site.link(ref.target or ref.text, _meeting_words(site, ref.target)) for ref in _meetings(record)),
        period=(held.first, held.last) if held.periodic and held.first and held.last else None,
        from_grant=bool(held.periodic and held.granted and held.first and held.granted > held.first),
        granted_in=site.link(granted[0].id, long_date(granted[0].day)) if granted else held.granted,
        terms=() if record.adds_to else tuple((name, terms[record.id, name]) for name in names if (record.id, name) in terms),
        most_terms=bylaw(state.confederation, record.assembly, "mandates.max_consecutive", start) if start else None,
        replaces=site.link(record.replaces.target or record.replaces.text) if record.replaces else None,
        adds_to=site.link(record.adds_to.target or record.adds_to.text) if record.adds_to else None,
        chain=tuple(chain(site, one, stated)), pairs=pairs,
        beyond=tuple(stand_view(site, s) for s in stated if s.instructed is None and s.result),
        recall=_recall(site, one), reports=tuple(_report(site, r) for r in state.confederation.reports_on[record.id]),
        body=site.prose(record.body, record), translations=translations(site, record), aside=site.aside(record.id),
        citation=_citation(site, title, one),
    )  # fmt: skip


def _title(sender: str, council: str, day: date | None) -> str:
    """Who sends whom where, with the day it was granted, as one assembly sends many."""
    words = {"sender": sender, "council": council, "day": long_date(day) if day else ""}
    return (_("%(sender)s to %(council)s, %(day)s") if day else _("%(sender)s to %(council)s")) % words


def _kind(granted: date | None, adds: bool) -> str:
    words = _("Added instructions") if adds else _("Mandate")
    return _("%(what)s, granted on %(day)s") % {"what": words, "day": long_date(granted)} if granted else words


def _lead(site: Site, one: MandateState, names: list[str]) -> str:
    number = len(one.mandate.instructions)
    words = {"names": _joined(names), "assembly": site.name(one.mandate.record.assembly), "council": site.name(one.mandate.to), "n": number}
    present = one.status in ("granted", "active")
    who = (
        ngettext("%(names)s is sent", "%(names)s are sent", max(1, len(names))) if present
        else ngettext("%(names)s was sent", "%(names)s were sent", max(1, len(names)))
    )  # fmt: skip
    what = ngettext("within one instruction.", "within %(n)d instructions.", number) if number else _("without instructions on record.")
    return " ".join((who, _("to speak for %(assembly)s at %(council)s,"), what)) % words


def _joined(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names) or _("Nobody named")
    return and_list(names)


def _meetings(record: MandateRecord) -> tuple[Ref, ...]:
    """The minutes and notices a mandate is for."""
    return () if record.for_ is None or isinstance(record.for_, Period) else record.for_


def _meeting_words(site: Site, target: str) -> str:
    record = site.state.confederation.record(target) if target else None
    day = getattr(record, "day", None) or getattr(record, "last_day", None)
    return long_date(day) if isinstance(day, date) else ""


def _sentence(site: Site, one: MandateState, stated: list[Stated], pairs: tuple[Pair, ...]) -> Sentence:
    """How it stands or ended, and how the instructions were kept."""
    today, held = site.day, one.mandate
    ended = day_words(one.ended_on, today) if one.ended_on else ""
    heard = day_words(one.received, today) if one.received else ""
    first = day_words(held.first, today) if held.first else ""
    last = day_words(held.last, today) if held.last else ""
    words = {"day": ended, "heard": heard, "first": first, "last": last, "word": mandate_word(one.status)}
    told = {
        "granted": _("**Granted**, for %(first)s.") if first else _("**Granted**; no day is recorded for which."),
        "active": _("**Active** until %(last)s."),
        "fulfilled": _("**Fulfilled on %(day)s**; no report is recorded as received."),
        "reported": _("**Fulfilled on %(day)s**, and reported on %(heard)s."),
        "recalled": _("**Recalled on %(day)s**."),
        "resigned": _("**Ended on %(day)s**: the delegates resigned."),
        "replaced": _("**Ended on %(day)s**: replaced by another mandate."),
        "expired": _("**Expired on %(day)s**; no report is recorded as received."),
    }[one.status] % words
    if one.status == "recalled" and held.granted and one.ended_on:
        days = (one.ended_on - held.granted).days
        told = ngettext("**Recalled on %(day)s**, after %(n)d day.", "**Recalled on %(day)s**, after %(n)d days.", days) % {
            "day": ended,
            "n": days,
        }
    counted = Counter(s.result for s in stated if s.result)
    if not counted:
        return Sentence((told,))
    parts = [f"**{counts(counted[result], result_word(result))}**" for result in RESULTS if counted[result]]
    if any(len(pair.stands) > 1 for pair in pairs) or sum(counted.values()) != sum(len(pair.stands) for pair in pairs):
        return Sentence((told, _("Positions:"), comma().join(parts) + "."))
    topics = sum(pair.missing == "topic" for pair in pairs)
    open_ones = sum(pair.missing not in ("", "topic") for pair in pairs)
    parts += [_("%(n)d on no proposal") % {"n": topics}] if topics else []
    parts += [_("%(n)d not decided") % {"n": open_ones}] if open_ones else []
    of = ngettext("Of one instruction:", "Of %(n)d instructions:", len(pairs)) % {"n": len(pairs)}
    return Sentence((told, of, comma().join(parts) + "."))


def _pair(site: Site, one: MandateState, item: Instructed, stated: list[Stated]) -> Pair:
    """An instruction beside the positions that were held against it."""
    record = one.mandate.record
    instruction = item.instruction
    found = [s for s in stated if s.instructed and s.instructed.instruction is instruction]
    added = None
    if item.mandate.id != record.id:
        when = day_words(item.since, site.day) if item.since else ""
        added = Note(_("Added %(day)s:") % {"day": when}, site.link(item.mandate.id, _("added mandate")))
    missing = ""
    if not found:
        missing = "topic" if not instruction.on else "to come" if one.status in ("granted", "active") else "not decided"
    return Pair(
        instruction_view(site, item.number, instruction, record.id), f"_i{item.number}",
        tuple(site.proposal(ref.target or ref.text) for ref in instruction.on), Prose(instruction.topic or "", site.language(record.assembly), record.id),
        added, tuple(stand_view(site, s) for s in found), missing, _where(site, stated) if missing in ("topic", "not decided") else (),
    )  # fmt: skip


def _where(site: Site, stated: list[Stated]) -> tuple[Link, ...]:
    """The minutes in which positions under the mandate are recorded."""
    held = {s.act.minutes.id: s.act.minutes for s in stated}
    return tuple(site.link(id, long_date(minutes.last_day)) for id, minutes in held.items())


def _recall(site: Site, one: MandateState) -> tuple[Link, Prose, Prose] | None:
    """The decision that recalled it: where, why, and its text."""
    act = one.mandate.recall
    if act is None or one.status != "recalled":
        return None
    return site.link(act.id, long_date(act.day)), site.prose(act.decision.because, act.minutes), site.prose(act.decision.text, act.minutes)


def _report(site: Site, report: ReportRecord) -> ReportPart:
    received: Link | date | None = None
    if report.received:
        day = site.state.confederation.day_of(report.received)
        received = (
            day
            if isinstance(report.received, date)
            else site.link(report.received.target or report.received.text, long_date(day) if day else "")
        )
    disputes = tuple(
        (
            site.link(f"{one.minutes.target}{'#' + one.decision if one.decision else ''}")
            if one.minutes.target
            else Link(one.minutes.text),
            site.prose(one.says, report),
        )
        for one in report.disputes
    )
    return ReportPart(
        site.link(report.id, _("The whole report")), delegate_links(site, report.assembly, report.delegates),
        site.state.confederation.report_day(report), received, site.prose(report.body, report), len(report.body) > 2500, disputes,
    )  # fmt: skip


def _citation(site: Site, title: str, one: MandateState) -> str:
    words = {
        "title": title,
        "granted": long_date(one.mandate.granted) if one.mandate.granted else _("day not recorded"),
        "state": uncapital(mandate_word(one.status)),
    }
    told = _("“%(title)s”, mandate granted %(granted)s, %(state)s") % words
    return site.cited(told, address(one.mandate.record.id))
