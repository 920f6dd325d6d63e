"""The roll of a meeting: the delegations that came, each with its mandate, and who else was there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from minutebook.pages.speech import _, comma, long_date, ngettext, semicolon, short_date
from minutebook.pages.stands import delegate_links
from minutebook.pages.view import Link, Prose, Site
from minutebook.records import MinutesRecord
from minutebook.records.minutes import Delegation
from minutebook.shapes import Ref


@dataclass(frozen=True, slots=True)
class DelegateView:
    """A delegate on the roll; `days` where they were not there all the time."""

    link: Link
    days: str
    because: Prose


@dataclass(frozen=True, slots=True)
class Roll:
    """One line of the roll. `standing` is a word: mandated, unmandated, observer, guest; `ended` how the last mandate ended."""

    assembly: Link
    delegates: tuple[DelegateView, ...]
    standing: str
    mandate: Link | None
    quota: str


def roll_of(site: Site, record: MinutesRecord, one: Delegation) -> Roll:
    """A delegation: who came, with which mandate."""
    assembly = one.assembly.target if one.assembly else ""
    link = site.assembly(assembly) if assembly else Link(one.name or (one.assembly.text if one.assembly else ""), apart=True)
    delegates = tuple(
        DelegateView(
            delegate_links(site, assembly, (d.name,))[0] if assembly else Link(d.name, apart=True),
            _between(d.from_, d.until),
            site.prose(d.because, record),
        )
        for d in one.delegates
    )
    named = one.mandate.target if isinstance(one.mandate, Ref) else ""
    held = site.state.mandates_in.in_force(assembly, record.assembly, record.last_day, named) if assembly else None
    if held is None and record.first_day != record.last_day and assembly:
        held = site.state.mandates_in.in_force(assembly, record.assembly, record.first_day, named)
    if one.observer:
        standing = "observer"
    elif not assembly:
        standing = "guest"
    else:
        standing = "mandated" if held else "unmandated"
    words = _("mandate of %(day)s") % {"day": long_date(held.granted)} if held and held.granted else _("mandate")
    mandate = site.link(held.record.id, words) if held else site.link(named, _("mandate, not in force that day")) if named else None
    return Roll(link, delegates, standing, mandate, one.quota or "")


def _between(first: date | None, last: date | None) -> str:
    if first and last:
        return _("%(first)s to %(last)s") % {"first": short_date(first), "last": short_date(last)}
    if first:
        return _("from %(day)s") % {"day": short_date(first)}
    return _("until %(day)s") % {"day": short_date(last)} if last else ""


def roll_words(roll: tuple[Roll, ...]) -> str:
    """How many came as delegations, how many of them with a mandate in force, and who else was there."""
    counted = Counter(one.standing for one in roll)
    number, held = counted["mandated"] + counted["unmandated"], counted["mandated"]
    parts = [ngettext("%(n)d delegation", "%(n)d delegations", number) % {"n": number}]
    if number:
        parts[0] += comma() + _("%(n)d with a mandate in force") % {"n": held}
    observers, guests = counted["observer"], counted["guest"]
    if observers:
        parts.append(ngettext("%(n)d observer", "%(n)d observers", observers) % {"n": observers})
    if guests:
        parts.append(ngettext("%(n)d guest in no electorate", "%(n)d guests in no electorate", guests) % {"n": guests})
    return semicolon().join(parts)
