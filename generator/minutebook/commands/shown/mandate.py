"""A mandate in the terminal: each instruction, what was said, and the result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minutebook.commands.paper import Heading, Line, Part, Table, fact, lasting
from minutebook.commands.shown.words import either, iso, joined, named, one_line, position, result, row_of, rows_of, together
from minutebook.pages.view import Site
from minutebook.pages.wording import CHOSEN, MANDATE_STATES
from minutebook.records import MandateRecord
from minutebook.rules.mandates import Instructed, MandateState
from minutebook.rules.positions import Stated
from minutebook.rules.terms import person
from minutebook.speech import marked, said


def parts(site: Site, record: MandateRecord) -> Iterator[Part]:
    """Who was sent where until when, what each instruction says, and what was said under it."""
    state = site.state
    one = state.mandates[record.id]
    mandate = one.mandate
    names = [person(state.confederation, record.assembly, name) for name in mandate.delegates]
    chosen = said("chosen by %(way)s", way=marked(CHOSEN[record.chosen_by])) if record.chosen_by else ""
    yield Heading(said("Mandate of %(assembly)s to %(council)s", assembly=named(site, record.assembly), council=named(site, mandate.to)))
    yield Line(record.id)
    status = said("%(state)s as of %(day)s", state=marked(MANDATE_STATES[one.status][1]), day=state.day)
    yield Line(joined(status, _ending(one)))
    yield fact(said("Delegates"), together(", ".join(names), chosen))
    if mandate.substitutes:
        yield fact(said("Substitutes"), ", ".join(mandate.substitutes))
    yield fact(said("Granted"), iso(mandate.granted) or said("not recorded"))
    if mandate.first:
        yield fact(said("For"), lasting(iso(mandate.first), iso(mandate.last)))
    if record.adds_to:
        yield fact(said("Adds to"), record.adds_to.target or record.adds_to.text)
    yield from _report(one)
    stated = state.stated_under[record.id]
    if mandate.instructions:
        yield Heading(said("Instructions"))
        rows = [row for instructed in mandate.instructions for row in _rows(instructed, stated)]
        yield Table(("", said("on"), said("instructed"), said("said"), said("result"), said("minutes")), tuple(rows))
        for instructed in mandate.instructions:
            yield from _clauses(instructed)
    beyond = [one for one in stated if one.instructed is None]
    if beyond:
        yield Heading(said("Said without an instruction"))
        heads = (said("on"), said("said"), said("result"), said("minutes"))
        yield Table(heads, tuple((one.proposal, position(one), result(one), one.act.id) for one in beyond))


def _ending(one: MandateState) -> str:
    if one.ended_on is None:
        return ""
    ended = said("last held on %(day)s", day=one.ended_on)
    return together(ended, said("ended by %(record)s", record=one.ended_by) if one.ended_by else "")


def _report(one: MandateState) -> Iterator[Part]:
    if one.report and one.received:
        yield fact(said("Report"), said("%(report)s, heard on %(day)s", report=one.report.id, day=one.received))
    elif one.report:
        yield fact(said("Report"), said("%(report)s, not recorded as heard", report=one.report.id))
    elif one.report_due:
        yield fact(said("Report"), said("due by %(day)s", day=one.report_due))


def _rows(instructed: Instructed, stated: tuple[Stated, ...]) -> Iterator[tuple[str, ...]]:
    """An instruction, with a row for each time something was said under it."""
    instruction = instructed.instruction
    on = ", ".join(ref.target or ref.text for ref in instruction.on) or one_line(instruction.topic)
    told = either(instruction.permitted)
    number = str(instructed.number)
    found = [one for one in stated if one.instructed is not None and one.instructed.number == instructed.number]
    if not found:
        yield (number, on, told, "", "", "")
    for one in found:
        yield (number, on if len(instruction.on) < 2 else one.proposal, told, position(one), result(one), one.act.id)


def _clauses(instructed: Instructed) -> Iterator[Part]:
    """What an instruction says in words."""
    instruction = instructed.instruction
    words = joined(
        said("say: %(words)s", words=one_line(instruction.say)) if instruction.say else "",
        said("accept: %(words)s", words=one_line(instruction.accept)) if instruction.accept else "",
        said("unless: %(words)s", words=one_line(instruction.unless)) if instruction.unless else "",
        said("binds only once the assembly ratifies") if instruction.reserves else "",
    )
    if words:
        yield Line(said("%(number)s. %(words)s", number=instructed.number, words=words))


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
