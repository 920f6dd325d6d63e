"""A mandate in the terminal: each instruction, what was said, and the result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minutebook.commands.paper import Heading, Line, Part, Table, fact, lasting
from minutebook.commands.shown.words import iso, joined, named, one_line, result, row_of, rows_of, said
from minutebook.pages.view import Site
from minutebook.pages.wording import CHOSEN
from minutebook.records import MandateRecord
from minutebook.rules.mandates import Instructed, MandateState
from minutebook.rules.positions import Stated
from minutebook.rules.terms import person


def parts(site: Site, record: MandateRecord) -> Iterator[Part]:
    """Who was sent where until when, what each instruction says, and what was said under it."""
    state = site.state
    one = state.mandates[record.id]
    mandate = one.mandate
    names = [person(state.confederation, record.assembly, name) for name in mandate.delegates]
    chosen = f", chosen by {CHOSEN[record.chosen_by]}" if record.chosen_by else ""
    yield Heading(f"Mandate of {named(site, record.assembly)} to {named(site, mandate.to)}")
    yield Line(record.id)
    yield Line(f"{one.status.capitalize()} as of {state.day}{_ending(one)}")
    yield fact("Delegates", f"{', '.join(names)}{chosen}")
    if mandate.substitutes:
        yield fact("Substitutes", ", ".join(mandate.substitutes))
    yield fact("Granted", iso(mandate.granted) or "not recorded")
    if mandate.first:
        yield fact("For", lasting(iso(mandate.first), iso(mandate.last)))
    if record.adds_to:
        yield fact("Adds to", record.adds_to.target or record.adds_to.text)
    yield from _report(one)
    stated = state.stated_under[record.id]
    if mandate.instructions:
        yield Heading("Instructions")
        rows = [row for instructed in mandate.instructions for row in _rows(instructed, stated)]
        yield Table(("", "on", "instructed", "said", "result", "minutes"), tuple(rows))
        for instructed in mandate.instructions:
            yield from _clauses(instructed)
    beyond = [one for one in stated if one.instructed is None]
    if beyond:
        yield Heading("Said without an instruction")
        yield Table(("on", "said", "result", "minutes"), tuple((one.proposal, said(one), result(one), one.act.id) for one in beyond))


def _ending(one: MandateState) -> str:
    if one.ended_on is None:
        return ""
    return f"; last held on {one.ended_on}" + (f", ended by {one.ended_by}" if one.ended_by else "")


def _report(one: MandateState) -> Iterator[Part]:
    if one.report and one.received:
        yield fact("Report", f"{one.report.id}, heard on {one.received}")
    elif one.report:
        yield fact("Report", f"{one.report.id}, not recorded as heard")
    elif one.report_due:
        yield fact("Report", f"due by {one.report_due}")


def _rows(instructed: Instructed, stated: tuple[Stated, ...]) -> Iterator[tuple[str, ...]]:
    """An instruction, with a row for each time something was said under it."""
    instruction = instructed.instruction
    on = ", ".join(ref.target or ref.text for ref in instruction.on) or one_line(instruction.topic)
    told = " or ".join(instruction.permitted)
    number = str(instructed.number)
    found = [one for one in stated if one.instructed is not None and one.instructed.number == instructed.number]
    if not found:
        yield (number, on, told, "", "", "")
    for one in found:
        yield (number, on if len(instruction.on) < 2 else one.proposal, told, said(one), result(one), one.act.id)


def _clauses(instructed: Instructed) -> Iterator[Part]:
    """What an instruction says in words."""
    instruction = instructed.instruction
    words = joined(*(f"{name}: {one_line(text)}" for name, text in (
        ("say", instruction.say), ("accept", instruction.accept), ("unless", instruction.unless),
    ) if text), "binds only once the assembly ratifies" if instruction.reserves else "")  # fmt: skip
    if words:
        yield Line(f"{instructed.number}. {words}")


def data(site: Site, record: MandateRecord) -> dict[str, Any]:
    """The mandate's row, its instructions, the positions held against it."""
    state, one = site.state, site.state.mandates[record.id]
    instructions = [
        {
            "number": instructed.number,
            "on": [ref.target or ref.text for ref in instructed.instruction.on],
            "topic": instructed.instruction.topic,
            "position": list(instructed.instruction.permitted),
            "say": instructed.instruction.say,
            "accept": instructed.instruction.accept,
            "unless": instructed.instruction.unless,
            "reserves": instructed.instruction.reserves,
            "mandate": instructed.mandate.id,
        }
        for instructed in one.mandate.instructions
    ]
    return row_of(state, "mandates", record.id) | {
        "report": one.report.id if one.report else None,
        "report_due": iso(one.report_due) or None,
        "instructions": instructions,
        "positions": rows_of(state, "positions", lambda row: row["mandate"] == record.id),
    }
