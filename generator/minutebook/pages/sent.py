"""Mandates in short, for lists: who is sent where, until when, for which term in a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minutebook.exports.addresses import address
from minutebook.pages.survey import Survey
from minutebook.pages.view import Link, Prose, mandate_name
from minutebook.rules.bylaws import bylaw
from minutebook.rules.mandates import Instructed, MandateState
from minutebook.rules.terms import person


@dataclass(frozen=True, slots=True)
class Said:
    """One instruction in short: on which proposals or topic, what it names, where it stands, and whether clauses leave room."""

    on: tuple[Link, ...]
    topic: Link
    positions: tuple[str, ...]
    to: str
    unless: Prose
    accept: Prose


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate in short. `delegates` come with their term in a row; `most` is how many the rule of its day allows."""

    link: Link
    assembly: Link
    council: Link
    delegates: tuple[tuple[Link, int], ...]
    substitutes: tuple[Link, ...]
    most: int | None
    granted: date | None
    first: date | None
    last: date | None
    instructions: int
    chosen_by: str
    status: str
    ended_on: date | None
    adds: bool
    says: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Unsent:
    """A council at which nobody speaks for an assembly today, and the last mandate there was."""

    council: Link
    last: MandateLine | None


def unsent(s: Survey, assembly: str) -> tuple[Unsent, ...]:
    """The councils an assembly belongs to and has no mandate in force for."""
    own = [one for one in s.mandates_of[assembly] if not one.mandate.record.adds_to]
    found = []
    for council in s.member_of[assembly]:
        there = [one for one in own if one.mandate.to == council and one.status != "granted"]
        if not any(one.status == "active" for one in there):
            found.append(Unsent(s.site.assembly(council), mandate_line(s, there[0]) if there else None))
    return tuple(found)


def mandate_line(s: Survey, state: MandateState) -> MandateLine:
    """A mandate in short."""
    mandate = state.mandate
    record, assembly = mandate.record, mandate.record.assembly
    terms = s.terms(assembly, mandate.to)
    start = mandate.granted or mandate.first or s.day
    delegates = tuple(
        (s.delegate(assembly, name), terms.get((record.id, person(s.state.confederation, assembly, name)), 0)) for name in mandate.delegates
    )  # fmt: skip
    return MandateLine(
        s.site.link(record.id, mandate_name(s.site, record)), s.site.assembly(assembly), s.site.assembly(mandate.to), delegates,
        tuple(s.delegate(assembly, name) for name in mandate.substitutes),
        bylaw(s.state.confederation, assembly, "mandates.max_consecutive", start), mandate.granted, mandate.first, mandate.last,
        len(mandate.instructions), record.chosen_by or "", state.status, state.ended_on, record.adds_to is not None,
        tuple(_said(s, one, record.id) for one in mandate.instructions),
    )  # fmt: skip


def _said(s: Survey, one: Instructed, mandate: str) -> Said:
    said, words = one.instruction, s.site.prose
    return Said(
        tuple(s.site.proposal(ref.target or ref.text) for ref in said.on), Link(said.topic or "", lang=s.site.language(one.mandate.assembly)),
        said.permitted, f"{address(mandate)}#_i{one.number}", words(said.unless, one.mandate), words(said.accept, one.mandate),
    )  # fmt: skip
