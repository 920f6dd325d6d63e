"""The ratification page: who must ratify, who has, what is missing and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from minutebook.exports.addresses import address
from minutebook.pages.bar import Bar, bar, counted_words, missing_words
from minutebook.pages.chronicle import Line, chronicle, putter
from minutebook.pages.curve import Drawing, draw
from minutebook.pages.editions import EditionView, editions
from minutebook.pages.follow import followed
from minutebook.pages.groups import Apart, ByStatus, Group, Share, Table, apart, by_status, roll_up, table
from minutebook.pages.moments import Figure, course, curve_words, figures
from minutebook.pages.months import Month, months
from minutebook.pages.paper import Printed, printed
from minutebook.pages.rows import RowView
from minutebook.pages.ruled import bound, deciders, kind_of, notes_on, rule_source
from minutebook.pages.sentence import Sentence, is_own, sentence
from minutebook.pages.shares import mine
from minutebook.pages.silent import closed_on
from minutebook.pages.speech import _, comma, long_date, quoted
from minutebook.pages.survey import survey
from minutebook.pages.view import Link, Prose, SetAsidePart, Site, Translated, View, translations
from minutebook.pages.votes import Vote, votes
from minutebook.pages.waiting import Awaited, Waiting, awaited, may_again, waiting
from minutebook.pages.wording import STATUSES, kind_word, rule_words, state_word, uncapital
from minutebook.records.proposal import Deadline
from minutebook.rules.force import Standing
from minutebook.state import State

MANY: Final = 12
"""From so many rows on they can be filtered and sorted."""


@dataclass(frozen=True, slots=True)
class Extension:
    """A last day, and the decision that set it, if any."""

    to: date
    by: Link | None


@dataclass(frozen=True, slots=True)
class Relation:
    """Proposals it stands in a relation to, in words."""

    words: str
    links: tuple[Link, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForceIn:
    """An assembly in which it is in force, and from when."""

    assembly: Link
    since: date


@dataclass(frozen=True, slots=True)
class Choices:
    """By what the rows can be filtered: the statuses that occur, and the councils by id and name."""

    statuses: tuple[str, ...]
    councils: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatificationView(View):
    """Everything the ratification page shows."""

    standing: Standing
    kind: str
    own: bool
    lead: Prose
    sentence: Sentence
    days_left: int | None
    bar: Bar
    bar_words: tuple[str, str]
    notes: tuple[str, ...]
    by: Link
    put_in: Link | None
    council: Link
    electorate_words: str
    rule_words: str
    rule_source: Link | str
    extensions: tuple[Extension, ...]
    binds: str
    force: tuple[ForceIn, ...]
    waiting: tuple[Waiting, ...]
    awaited: Awaited | None
    may_again: tuple[RowView, ...]
    wide: Drawing | None
    narrow: Drawing | None
    curve_words: str
    figures: tuple[Figure, ...]
    table: Table
    closed: bool
    number: int
    choices: Choices | None
    roll_up: tuple[Share, ...]
    apart: tuple[Apart, ...]
    lines: tuple[Line, ...]
    months: tuple[Month, ...]
    editions: tuple[EditionView, ...]
    votes: tuple[Vote, ...]
    relations: tuple[Relation, ...]
    translations: tuple[Translated, ...]
    aside: tuple[SetAsidePart, ...]
    row_note: str
    topics: tuple[Link, ...]
    withdrawn: Link | None
    shares: tuple[ByStatus, ...]
    printed: Printed


def views(site: Site) -> Iterator[RatificationView]:
    """The page of every proposal."""
    for id in mine(site.state.confederation.proposals, address):
        yield ratification(site, site.state.proposals[id])


def ratification(site: Site, one: Standing) -> RatificationView:
    """The page of one proposal."""
    state, proposal, today = site.state, one.proposal, site.day
    own = is_own(site, one)
    told = sentence(site, one)
    counted = state.counts(proposal.id)
    lines = chronicle(site, one, counted)
    drawn = None if own else course(site, one, counted, lines)
    asked = table(site, one)
    rows = list(asked.rows)
    missing = waiting(site, one, rows)
    put = proposal.proposed
    council = site.assembly(one.rule.to)
    drawing = bar(site, one)
    return RatificationView(
        path=address(proposal.id), title=proposal.title, description=told.text, lang=site.language(proposal.assembly), file=proposal.file,
        title_lang=site.language(proposal.assembly),
        crumbs=(site.assembly(proposal.assembly), Link(_("Proposals"), "proposals/")),
        standing=one, kind=kind_of(site, one, own), own=own, lead=site.prose(proposal.summary, proposal), sentence=told,
        days_left=(one.deadline - today).days if one.deadline and one.state in ("open", "failing") and not site.present else None,
        bar=drawing, bar_words=(counted_words(one), missing_words(drawing)), notes=tuple(notes_on(one, own)),
        by=site.assembly(putter(site, one)), put_in=None if isinstance(put, date) else site.link(put.target or put.text, long_date(one.rule.put)),
        council=council, electorate_words=deciders(site, one, own), rule_words=rule_words(one.rule), rule_source=rule_source(site, one),
        extensions=tuple(_extension(site, entry) for entry in proposal.deadline if _decided(site, entry)),
        binds=bound(one, own), force=tuple(_force(site, one)),
        waiting=missing, awaited=awaited(missing, asked.groups) if asked.folded and missing else None, may_again=tuple(may_again(one, rows)),
        wide=draw(drawn, wide=True) if drawn else None, narrow=draw(drawn, wide=False) if drawn else None,
        curve_words=curve_words(drawn) if drawn else "", figures=figures(drawn) if drawn else (),
        table=asked, closed=closed_on(site, one) is not None, number=len(rows),
        choices=_choices(asked.groups, rows) if len(rows) >= MANY else None, roll_up=_rolled(site, one, asked.groups),
        apart=apart(site, one, {row.anchor for row in rows}), lines=lines, months=months(lines),
        editions=editions(site, proposal, one.rule.put, one.edition), votes=tuple(votes(site, one)), relations=tuple(_relations(site, one)),
        translations=translations(site, proposal), aside=site.aside_on(proposal), citation=_citation(site, one, told),
        row_note=_row_note(site, one, rows),
        topics=tuple(Link(topic, survey(site).topic_paths[topic], site.language(proposal.assembly)) for topic in dict.fromkeys(proposal.topics)),
        withdrawn=site.link(one.withdrawn.id, long_date(one.withdrawn.day)) if one.withdrawn else None,
        states=(states := site.states(proposal.id)), changed=states[-1].first if states else None,
        follow=followed(site, address(proposal.id), proposal.title),
        shares=by_status(rows, drawing), printed=printed(site, address(proposal.id)),
    )  # fmt: skip


def _choices(grouped: tuple[Group, ...], rows: Iterable[RowView]) -> Choices:
    """By what the rows can be filtered."""
    found = {row.key for row in rows}
    councils = tuple((group.id, group.council.text) for group in grouped if group.council and group.council.to)
    return Choices(tuple(key for key in STATUSES if key in found), councils)


def _rolled(site: Site, one: Standing, grouped: tuple[Group, ...]) -> tuple[Share, ...]:
    """The roll-up by council, where the headings of the rows do not say it already."""
    found = roll_up(site, one)
    said = {(group.council.to, group.ratified, group.of) for group in grouped if group.council}
    return () if all((share.council.to, share.ratified, share.of) in said for share in found) else found


def _decided(site: Site, entry: Deadline) -> bool:
    """Whether a last day was set by then: pages of past states say nothing of what came later."""
    day = site.state.confederation.day_of(entry.by) if entry.by else None
    return day is None or day <= site.day


def _extension(site: Site, entry: Deadline) -> Extension:
    return Extension(
        entry.to, site.link(f"{entry.by.target}{'#' + entry.by.part if entry.by.part else ''}") if entry.by and entry.by.target else None
    )


def _force(site: Site, one: Standing) -> Iterator[ForceIn]:
    """Where it is in force, when it binds only those that ratify: each from its own day."""
    open_for_all = one.rule.requires == "none"
    if not (open_for_all or (one.rule.binds == "ratifying" and one.in_force)):
        return
    for row in one.rows:
        if row.counted and row.day:
            since = max(row.day, one.in_force_from or row.day, one.proposal.in_force or row.day)
            if since <= one.day:
                yield ForceIn(site.assembly(row.assembly), since)


def _relations(site: Site, one: Standing) -> Iterator[Relation]:
    """What it amends, repeals, builds on and rivals; and the reverse."""
    state: State = site.state
    proposal = one.proposal
    ahead = {"amends": _("Amends"), "repeals": _("Repeals"), "instead_of": _("Rival of"), "builds_on": _("Builds on")}
    behind = {"amends": _("Amended by"), "repeals": _("To be repealed by"), "instead_of": _("Rival of"), "builds_on": _("Built on by")}
    void = {p.span for p in state.problems if p.record == proposal.id}
    rivals: dict[str, Link] = {}
    for key, words in ahead.items():
        refs = getattr(proposal, key)
        links = [site.proposal(ref.target or ref.text) for ref in refs]
        if key == "instead_of":
            rivals.update({link.to or link.text: link for link in links})
        elif links:
            note = _("without effect: it asks for less, or is put to another assembly") if any(ref.span in void for ref in refs) else ""
            if not note and key in ("amends", "repeals") and not one.carried_on:
                note = _("once carried")
            yield Relation(words, tuple(links), note)
    for key, words in behind.items():
        links = [site.proposal(other) for other in dict.fromkeys(site.related[key][proposal.id])]
        if key == "instead_of":
            rivals.update({link.to: link for link in links})
        elif links:
            done = key == "repeals" and one.repealed_by
            yield Relation(_("Repealed by") if done else words, tuple(links))
    if rivals:
        yield Relation(_("Rival of"), tuple(rivals.values()), _("of these only one can be carried"))


def _row_note(site: Site, one: Standing, rows: list[RowView]) -> str:
    """How one assembly's row is addressed, with an example."""
    first = next((row for row in rows if row.anchor and row.counted), next((row for row in rows if row.anchor), None))
    words = _("A row: the same, followed by # and the assembly’s id")
    if first is None:
        return words + "."
    path = f"{address(one.proposal.id)}#{first.anchor}"
    where = site.settings.address(path) or "/" + path
    return words + _("; for example %(name)s:") % {"name": first.assembly.text} + f" {where}"


def _citation(site: Site, one: Standing, told: Sentence) -> str:
    """A citation in plain text, with the day as of which it holds."""
    by, kind = putter(site, one), uncapital(kind_word(one.proposal.kind))
    if by != one.rule.to:
        kind = _("%(kind)s put to %(to)s") % {"kind": kind, "to": site.name(one.rule.to)}
    parts = [site.name(by), quoted(one.proposal.title), kind]
    if len(one.proposal.editions):
        parts.append(_("edition %(n)d") % {"n": one.edition})
    state, sentence_said = state_word(one.state), told.text.rstrip(".")
    parts.append(uncapital(sentence_said) if sentence_said.startswith(state) else f"{uncapital(state)} ({uncapital(sentence_said)})")
    return site.cited(comma().join(parts), address(one.proposal.id))
