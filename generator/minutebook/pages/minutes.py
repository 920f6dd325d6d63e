"""The minutes page: who met, what was decided with which tally, who said what, and whether the minutes are approved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from minutebook.exports.addresses import address
from minutebook.pages.cards import Card, card
from minutebook.pages.roll import Roll, roll_of, roll_words
from minutebook.pages.shares import mine
from minutebook.pages.speech import _, colon, comma, full_date, long_date, ngettext, quoted, semicolon, short_date
from minutebook.pages.stands import Dispute, contested
from minutebook.pages.view import Link, Prose, SetAsidePart, Site, Translated, View, translations
from minutebook.pages.wording import capital, outcome_word, uncapital
from minutebook.records import MinutesRecord, NoticeRecord
from minutebook.rules.bylaws import bylaw
from minutebook.rules.decisions import Quorum, approved_on, is_provisional, quorum_of, takes_effect
from minutebook.rules.terms import person

_ATX: Final = re.compile(r" {0,3}(#{1,6})\s")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said."""

    assembly: Link
    delegate: str
    on: Link | None
    words: Prose


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in place of a block of the body: a card, a statement, or that it is set aside."""

    card: Card | None = None
    said: Said | None = None
    aside: SetAsidePart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView(View):
    """Everything the minutes page shows."""

    record: MinutesRecord
    assembly: Link
    council: bool
    kind: str
    days: str
    status: str
    approved: Link | None
    corrected: int
    present: int | None
    totals: tuple[tuple[str, int], ...]
    quorum: Quorum
    asked: bool
    facilitators: tuple[str, ...]
    secretary: tuple[str, ...]
    roll: tuple[Roll, ...]
    roll_words: str
    seats: int | None
    quota_rule: Prose
    cards: tuple[Card, ...]
    front: tuple[Card, ...]
    said: tuple[tuple[Link | None, tuple[Said, ...]], ...]
    items: tuple[Item, ...]
    body: Prose
    heading: str
    lead: str
    quotas: bool
    notice: NoticeRecord | None
    following: Link | None
    translations: tuple[Translated, ...]
    aside: tuple[SetAsidePart, ...]
    disputes: tuple[Dispute, ...]


def views(site: Site) -> Iterator[MinutesView]:
    """The page of every meeting's minutes."""
    for record in mine(site.state.confederation.minutes.values(), lambda one: address(one.id)):
        yield minutes(site, record)


def minutes(site: Site, record: MinutesRecord) -> MinutesView:
    """The page of the minutes of one meeting."""
    state = site.state
    council = state.membership.is_council(record.assembly)
    acts = {act.decision.number: act for act in state.confederation.acts_in[record.id]}
    cards = {number: card(site, act) for number, act in sorted(acts.items())}
    statements = {one.number: _said(site, record, one.number) for one in record.statements}
    aside = site.aside(record.id)
    items = tuple(_item(cards, statements, aside, *block) for block in record.blocks)
    placed = {number for kind, number in record.blocks if kind == "decisions"}
    placed_said = {number for kind, number in record.blocks if kind == "statements"}
    approving = next((act for act in state.confederation.approving[record.id] if takes_effect(state.confederation, act, site.day)), None)
    title = site.title(record)
    notice = next((one for one in state.confederation.notices_of[record.assembly] if record.first_day <= one.day <= record.last_day), None)
    present = dict(record.present)
    heading = _heading(record)
    days = _days(record)
    roll = tuple(roll_of(site, record, one) for one in record.delegations)
    return MinutesView(
        path=address(record.id), title=title, description=_description(site, record, tuple(cards.values())), lang=site.language(record.assembly),
        title_lang=site.language(record.assembly) if title != days else "",
        file=record.file, crumbs=(site.assembly(record.assembly), Link(_("All minutes"), f"{address(record.assembly)}minutes/")),
        record=record, assembly=site.assembly(record.assembly), council=council, kind=_kind(site, record, council, title, days), days=days,
        status=_status(site, record), approved=site.link(approving.id, long_date(approving.day)) if approving else None,
        corrected=sum(one.struck is not None for one in cards.values()),
        present=present.get("total"), totals=tuple((word, number) for word, number in record.present if word != "total"),
        quorum=quorum_of(state.confederation, record), asked=bylaw(state.confederation, record.assembly, "quorum", record.last_day) is not None,
        facilitators=_people(site, record, record.facilitators), secretary=_people(site, record, record.secretary),
        roll=roll, roll_words=roll_words(roll),
        seats=bylaw(state.confederation, record.assembly, "delegation.seats", record.last_day),
        quota_rule=site.prose(bylaw(state.confederation, record.assembly, "delegation.quota", record.last_day), record),
        cards=tuple(cards.values()), front=tuple(one for number, one in cards.items() if number not in placed),
        said=tuple(_grouped([one for number, one in statements.items() if number not in placed_said])), items=items,
        body=site.prose(record.body, record), heading=heading, lead=_lead(site, record, heading, title), quotas=any(one.quota for one in roll), notice=notice,
        following=_following(site, record),
        translations=translations(site, record), aside=aside, disputes=tuple(contested(site, record, None)), citation=_citation(site, record, title, days),
    )  # fmt: skip


def _kind(site: Site, record: MinutesRecord, council: bool, title: str, days: str) -> str:
    """What sort of record it is, of whom and of when, as far as its title does not say so."""
    if _says_both(site, record, title):
        return _("Ballot") if record.ballot else _("Minutes of the council") if council else _("Minutes of the assembly")
    what = _of_whom(site.name(record.assembly), record, council)
    return what if title == days else f"{what}{comma()}{days}"


def _of_whom(name: str, record: MinutesRecord, council: bool) -> str:
    if record.ballot:
        return _("Ballot of %(name)s") % {"name": name}
    return (_("Minutes of %(name)s") if council else _("Minutes of the assembly of %(name)s")) % {"name": name}


def _heading(record: MinutesRecord) -> str:
    """The first heading where it stands over all others: it is shown at the head of the page, and not again in the text."""
    levels = [len(found[1]) for line in record.body.splitlines() if (found := _ATX.match(line))]
    return record.heading if levels and all(level > levels[0] for level in levels[1:]) else ""


def _lead(site: Site, record: MinutesRecord, heading: str, title: str) -> str:
    """The first heading of the text, where it says more than the head of the page does already: whose minutes, and of which day."""
    told = {title, full_date(record.last_day), long_date(record.last_day)}
    return "" if heading in told or _says_both(site, record, heading) else heading


def _says_both(site: Site, record: MinutesRecord, text: str) -> bool:
    """Whether a title or heading says itself whose minutes these are, and of which day."""
    return site.name(record.assembly) in text and long_date(record.last_day) in text


def _following(site: Site, record: MinutesRecord) -> Link | None:
    """The next meeting called, where it is the next after this one: no other was held or called between them."""
    confederation = site.state.confederation
    if any(not one.ballot and one.last_day > record.last_day for one in confederation.minutes_of[record.assembly]):
        return None
    called = (one for one in confederation.notices_of[record.assembly] if not one.cancelled and one.day > record.last_day)
    coming = next(called, None)
    return site.link(coming.id, full_date(coming.day)) if coming and coming.day >= site.day else None


def _days(record: MinutesRecord) -> str:
    """The day or days, in words."""
    first, last = record.first_day, record.last_day
    if record.ballot and record.ballot.from_:
        first = record.ballot.from_
    if first == last:
        return full_date(last)
    return _("%(first)s to %(last)s") % {
        "first": short_date(first) if first.year == last.year else long_date(first),
        "last": long_date(last),
    }


def _status(site: Site, record: MinutesRecord) -> str:
    """Draft, provisional or approved, in a word."""
    if record.draft:
        return _("Draft: the text may still change")
    confederation = site.state.confederation
    if is_provisional(confederation, record, site.day):
        return _("Provisional until the assembly approves them")
    approved = approved_on(confederation, record)
    if approved and approved <= site.day:
        return _("Approved on %(day)s") % {"day": long_date(approved)}
    return _("As published: decisions count at once")


def _people(site: Site, record: MinutesRecord, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(person(site.state.confederation, record.assembly, name) for name in names)


def _said(site: Site, record: MinutesRecord, number: int) -> Said:
    one = next(statement for statement in record.statements if statement.number == number)
    assembly = one.assembly.target or one.assembly.text
    on = site.proposal(one.on.target or one.on.text) if one.on else None
    name = person(site.state.confederation, assembly, one.delegate) if one.delegate else ""
    return Said(site.assembly(assembly), name, on, site.prose(one.said, record))


def _grouped(statements: list[Said]) -> Iterator[tuple[Link | None, tuple[Said, ...]]]:
    """Statements by the proposal they are on, in the order in which each first comes."""
    groups: dict[Link | None, list[Said]] = {}
    for one in statements:
        groups.setdefault(one.on, []).append(one)
    for on, found in groups.items():
        yield on, tuple(found)


def _item(cards: dict[int, Card], statements: dict[int, Said], aside: tuple[SetAsidePart, ...], kind: str, number: int) -> Item:
    """What stands in place of a block."""
    if kind == "decisions" and number in cards:
        return Item(card=cards[number])
    if kind == "statements" and number in statements:
        return Item(said=statements[number])
    return Item(aside=next((one for one in aside if one.part == f"{kind} {number}"), SetAsidePart(f"{kind} {number}", (), 0, Link(""))))


def _description(site: Site, record: MinutesRecord, cards: tuple[Card, ...]) -> str:
    """The minutes in a sentence, for lists of search results."""
    many = ngettext("%(n)d decision", "%(n)d decisions", len(cards)) % {"n": len(cards)} if cards else _("no decisions marked")
    first = semicolon().join(f"{capital(outcome_word(one.key))}{colon()}{one.label.text.rstrip('.')}" for one in cards[:3])
    return f"{site.name(record.assembly)}{comma()}{_days(record)}{colon()}{many}." + (f" {first}." if first else "")


def _citation(site: Site, record: MinutesRecord, title: str, days: str) -> str:
    name = "" if title == days or _says_both(site, record, title) else quoted(title) + comma()
    words = {"assembly": site.name(record.assembly), "title": name, "days": days, "status": uncapital(_status(site, record))}
    told = _("%(assembly)s, %(title)sminutes of %(days)s (%(status)s)") % words
    return site.cited(told, address(record.id))
