"""What the curve of a proposal shows: the counts, and the days that mattered; the same in words and in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from minutebook.pages.chronicle import Line, falls
from minutebook.pages.curve import Course, Fall, Moment
from minutebook.pages.speech import _, comma, ngettext
from minutebook.pages.view import Site
from minutebook.pages.wording import day_words, uncapital
from minutebook.rules.force import Standing
from minutebook.rules.history import Count
from minutebook.rules.tallies import positions_of

_VOTES: Final = 3
_TOLD: Final = 30
_PAUSE: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Figure:
    """The count from a day on, on an edition, and before it."""

    day: date
    edition: int
    before: int
    number: int


def course(site: Site, one: Standing, counted: tuple[Count, ...], lines: tuple[Line, ...]) -> Course | None:
    """What the curve draws; nothing where no decision is recorded."""
    if not any(count.number for count in counted):
        return None
    moments = tuple(_merged(sorted(_moments(site, one), key=lambda moment: moment.day)))
    fallen = tuple(Fall(day, words) for day, words in falls(lines))
    deadline = one.deadline if one.carried_on is None else None
    return Course(counted, moments, fallen, one.needed, len(one.rows), site.day, deadline, _until(counted, moments, site.day, deadline))


def _moments(site: Site, one: Standing) -> Iterator[Moment]:
    """Editions, votes of the council, last days, also those that were put off, the carrying, the beginning of its force, the withdrawal."""
    rule, today = one.rule, site.day
    for edition in one.proposal.editions:
        if edition.date <= today:
            yield Moment(edition.date, _("Edition %(n)d") % {"n": edition.id})
    acts = site.state.confederation.acts_on[one.proposal.id]
    voted = {act.day for act in acts if act.assembly == rule.to and positions_of(act.decision) and not act.minutes.ballot}
    for day in sorted(voted - {one.carried_on})[-_VOTES:]:
        yield Moment(day, _("Council vote"))
    if one.carried_on:
        yield Moment(one.carried_on, _("Carried"))
        if one.in_force_from and one.carried_on < one.in_force_from <= today:
            yield Moment(one.in_force_from, _("In force"))
    for known, day in rule.deadlines:
        if one.deadline and known <= today and day < one.deadline and (one.carried_on is None or day <= one.carried_on):
            yield Moment(day, _("Last day, put off"), "c-was")
    if one.deadline and (one.carried_on is None or one.deadline <= today):
        yield Moment(one.deadline, _("Last day"), "c-acc")
    if one.withdrawn:
        yield Moment(one.withdrawn.day, _("Withdrawn"))


def _merged(moments: Sequence[Moment]) -> Iterator[Moment]:
    """One mark for each day."""
    for day, group in groupby(moments, key=lambda moment: moment.day):
        found = list(group)
        words = comma().join([found[0].text, *(uncapital(moment.text) for moment in found[1:])])
        yield Moment(day, words, next((moment.look for moment in found if moment.look), ""))


def _until(counted: Sequence[Count], moments: Sequence[Moment], today: date, deadline: date | None) -> date:
    """The day up to which the curve is drawn: today, unless nothing has changed for long; what is still open is drawn to its last day."""
    changes = [count.day for count, before in zip(counted[1:], counted, strict=False) if count.number != before.number]
    last = max([counted[0].day, *changes, *(moment.day for moment in moments if moment.day <= today)])
    span = last - counted[0].day
    if (deadline and deadline >= today) or today - last <= max(_PAUSE, span / 2):
        return today
    return last + max(_PAUSE / 2, span / 5)


def figures(of: Course) -> tuple[Figure, ...]:
    """The count in figures: each day on which it changed."""
    found: list[Figure] = []
    for count in of.counts:
        before = found[-1].number if found else 0
        if count.number != before:
            found.append(Figure(count.day, count.edition, before, count.number))
    return tuple(found)


def curve_words(of: Course) -> str:
    """The curve in words, for those who do not see it."""
    told = [_("%(n)d on %(day)s") % {"n": one.number, "day": day_words(one.day, of.today)} for one in figures(of)]
    shown = told if len(told) <= _TOLD else [*told[:5], "…", *told[5 - _TOLD :]]
    need = ngettext("%(n)d is needed.", "%(n)d are needed.", of.need) % {"n": of.need} if of.need is not None else ""
    marked = comma().join(f"{moment.text} {day_words(moment.day, of.today)}" for moment in of.moments)
    words = [
        _("Ratifications standing: %(words)s.") % {"words": comma().join(shown)},
        need,
        _("Marked: %(days)s.") % {"days": marked} if marked else "",
    ]
    return " ".join(word for word in words if word)
