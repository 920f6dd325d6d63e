"""A proposal in short, for lists: where it stands, and whom it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from minutebook.pages.alphabet import Order, collation
from minutebook.pages.bar import Bar, bar
from minutebook.pages.sentence import Sentence, sentence
from minutebook.pages.speech import apart, comma, language
from minutebook.pages.survey import Survey
from minutebook.pages.tongues import foreign
from minutebook.pages.view import Link, Prose
from minutebook.rules.force import PENDING, Standing
from minutebook.rules.ratification import Row

STATE_ORDER = (
    "open", "failing", "provisionally carried", "open for adoption", "carried", "in force", "expired", "repealed", "lapsed",
    "set aside", "withdrawn",
)  # fmt: skip
"""The states in the order in which lists show them: what waits first."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """An assembly whose decision is awaited: its status, its next meeting, and whether that is after the last day."""

    assembly: Link
    row: Row
    to: str
    meets: date | None
    listed: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """A proposal in short. Where its title is in another language than the interface's, `tongue` is that language by its name and
    `gloss` the title in the interface's, if a translation gives it."""

    standing: Standing
    sentence: Sentence
    bar: Bar | None
    link: Link
    tongue: str
    gloss: str
    council: Link
    summary: Prose
    topics: tuple[Link, ...]
    awaited: tuple[Awaited, ...]
    own: bool


def brief(survey: Survey, one: Standing, *, waits: bool = False, drawn: bool = False) -> Brief:
    """A proposal in short, with its bar if `drawn`; if it `waits`, with the assemblies it waits for, those that meet soonest first."""
    site = survey.site
    waiting = sorted(_waiting(survey, one), key=lambda a: by_meeting(a.meets, a.assembly)) if waits else []
    return Brief(
        one, sentence(site, one), bar(site, one) if drawn and one.rows else None,
        site.proposal(one.proposal.id), foreign(site.language(one.proposal.assembly)), gloss(survey, one),
        site.assembly(one.rule.to), site.prose(one.proposal.summary, one.proposal),
        tuple(Link(topic, survey.topic_paths[topic]) for topic in dict.fromkeys(one.proposal.topics)), tuple(waiting),
        not survey.state.membership.is_council(one.rule.to),
    )  # fmt: skip


def gloss(survey: Survey, one: Standing) -> str:
    """The title in the interface's language, where a translation beside the record gives it and the record is in another."""
    if survey.site.language(one.proposal.assembly) in ("", language()):
        return ""
    found = (own.title or own.name or own.heading for own in one.proposal.translations if own.language == language())
    return next((title for title in found if title), "")


def clue(survey: Survey, one: Standing) -> str:
    """For a title in another language than the interface's: its gloss, else the assembly it is put to and its topics."""
    if survey.site.language(one.proposal.assembly) in ("", language()):
        return ""
    return gloss(survey, one) or comma().join(map(apart, (survey.site.name(one.rule.to), *one.proposal.topics)))


def awaited_rows(one: Standing) -> Iterator[Row]:
    """Those still to decide, while their decision can change something; members of a council and successors one by one."""
    rows = list(one.rows) if one.state in PENDING else []
    while rows:
        row = rows.pop(0)
        if row.awaited:
            yield row
        rows += row.within


def by_meeting(meets: date | None, assembly: Link) -> tuple[date, Order]:
    """The order of those still to decide: by the day they next meet, then by name."""
    return meets or date.max, collation(assembly.text)


def _waiting(survey: Survey, one: Standing) -> Iterable[Awaited]:
    for row in awaited_rows(one):
        notice = survey.next_meeting.get(row.assembly)
        meets = notice.day if notice else None
        listed = notice is not None and any(item.on and item.on.target == one.proposal.id for item in notice.agenda)
        late = bool(meets and one.deadline and meets > one.deadline)
        yield Awaited(survey.site.assembly(row.assembly), row, survey.site.row_path(one.proposal.id, row.assembly), meets, listed, late)


def by_deadline(one: Standing) -> tuple[date, int, str]:
    """The nearest last day first, then what misses least."""
    missing = one.conditions[0].missing if one.needed is not None else len(one.rows)
    return (one.deadline or date.max, missing, one.proposal.id)
