"""The chain of a mandate: from its grant over what was stated and reported to its end, in order of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minutebook.confederation import Act
from minutebook.exports.addresses import address
from minutebook.pages.speech import _, long_date, ngettext
from minutebook.pages.view import Link, Site
from minutebook.pages.wording import day_words, mandate_word, tally_words
from minutebook.rules.decisions import verdict
from minutebook.rules.mandates import MandateState
from minutebook.rules.positions import Stated


@dataclass(frozen=True, slots=True)
class Event:
    """One link of the chain: a day, what happened, and its records. `look`: '', 'end' (ended here), 'over', 'void' (never came)."""

    day: date | None
    heading: str
    text: str
    records: tuple[Link, ...] = ()
    look: tuple[str, ...] = ()


def chain(site: Site, one: MandateState, stated: list[Stated]) -> Iterator[Event]:
    """From the grant to the end, in order of days."""
    state, held, record, today = site.state, one.mandate, one.mandate.record, site.day
    links: list[tuple[date, int, Event]] = []

    def add(day: date | None, order: int, link: Event) -> None:
        links.append((day or date.min, order, link))

    granted = state.confederation.granting[record.id]
    add(
        held.granted,
        0,
        Event(held.granted, _("Granted"), _how(site, granted[0]) if granted else "", tuple(_minutes(site, a) for a in granted[:1])),
    )
    for extra in state.confederation.additions[record.id]:
        number = len(extra.instructions)
        text = ngettext("%(n)d instruction added.", "%(n)d instructions added.", number) % {"n": number}
        add(
            state.confederation.granted_day(extra),
            1,
            Event(state.confederation.granted_day(extra), _("Added to"), text, (site.link(extra.id, _("added mandate")),)),
        )
    by_minutes: dict[str, list[Stated]] = {}
    for position in stated:
        by_minutes.setdefault(position.act.minutes.id, []).append(position)
    for minutes_id, found in by_minutes.items():
        day = found[0].act.day
        spoken = [s for s in found if s.position and s.position not in ("absent", "excused", "silent")]
        text = ngettext("On %(n)d item, at %(council)s.", "On %(n)d items, at %(council)s.", len(spoken)) % {
            "n": len(spoken),
            "council": site.name(held.to),
        }
        add(day, 2, Event(day, _("Positions stated") if spoken else _("Nothing stated"), text, (site.link(minutes_id, _("Minutes")),)))
    for act, heading in (
        *((a, _("Claim upheld")) for a in state.confederation.upholding[record.id]),
        *((a, _("Claim disowned")) for a in state.confederation.disowning[record.id]),
    ):
        add(act.day, 3, Event(act.day, heading, _how(site, act), (_minutes(site, act),)))
    for report in state.confederation.reports_on[record.id]:
        received = state.confederation.day_of(report.received)
        heading = _("Report heard") if received else _("Report written")
        shown = received or state.confederation.report_day(report)
        add(shown, 4, Event(shown, heading, _within(one, received), (site.link(report.id, _("Report")),)))
    if not one.received and one.report_due and one.status in ("fulfilled", "expired"):
        late = one.report_due < today
        add(one.report_due, 5, Event(one.report_due, _("Report overdue") if late else _("Report due"), "", (), ("void",)))
    yield from _ended(site, one, [link for _day, _order, link in sorted(links, key=lambda entry: entry[:2])])


def _ended(site: Site, one: MandateState, links: list[Event]) -> Iterator[Event]:
    """The chain with its end put in its place: solid up to it, broken afterwards."""
    held = one.mandate
    end = one.ended_on
    if held.cut and one.status in ("recalled", "resigned", "replaced"):
        reason = (Link(_("Reason"), f"{address(held.record.id)}#_recall"),) if one.status == "recalled" else ()
        records = (*reason, _minutes(site, held.recall)) if held.recall else (site.link(held.cut_by, _("mandate")),) if held.cut_by else ()
        closing = Event(held.cut, mandate_word(one.status), _how(site, held.recall) if held.recall else "", records, ("end", "over"))
        before = [link for link in links if (link.day or date.min) <= held.cut]
        yield from before
        yield closing
        yield from (link for link in links if link not in before)
        if held.last:
            yield Event(held.last, _("Would have ended"), "", _next(site, one), ("void",))
        return
    if end:
        before = [link for link in links if (link.day or date.min) <= end]
        yield from before
        yield Event(end, _("Ended"), _("The period is over.") if held.periodic else _("The meeting is over."), (), ("over",))
        yield from (link for link in links if link not in before)
        return
    yield from links
    if held.last:
        yield Event(held.last, _("Ends"), "", (), ("void",))


def _next(site: Site, one: MandateState) -> tuple[Link, ...]:
    """The mandate that was given after one that ended early."""
    held = one.mandate
    later = (
        other for other in site.state.mandates_in.between(held.record.assembly, held.to)
        if other.granted and held.cut and other.granted >= held.cut and other.record.id != held.record.id and not other.record.adds_to
    )  # fmt: skip
    first = min(later, key=lambda other: (other.granted or date.max, other.record.id), default=None)
    words = _("the next mandate, %(day)s")
    return (site.link(first.record.id, words % {"day": day_words(first.granted, site.day)}),) if first and first.granted else ()


def _minutes(site: Site, act: Act) -> Link:
    return site.link(act.id, _("Minutes"))


def _how(site: Site, act: Act) -> str:
    judged = verdict(site.state.confederation, act, site.day)
    words = tally_words(judged.votes)
    return f"{words}." if words else ""


def _within(one: MandateState, received: date | None) -> str:
    if received and one.report_due:
        return (
            _("Within the days allowed.")
            if received <= one.report_due
            else _("After the last day, %(day)s.") % {"day": long_date(one.report_due)}
        )
    return ""
