"""The public ledger of accountability: each finding one line with its record. What the records say, never an accusation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from minutebook.confederation import Act, Confederation
from minutebook.problems import Problem, Related, Span
from minutebook.records import MinutesRecord
from minutebook.rules.bylaws import bylaw
from minutebook.rules.decisions import approved_on, is_provisional, quorum_of
from minutebook.rules.mandates import Mandates, MandateState
from minutebook.rules.positions import Stated
from minutebook.rules.terms import terms_in_a_row
from minutebook.speech import N_, UNSAID, Said, said, said_many, verbatim

_RESULTS = {
    "departed": ("departed", N_("%(who)s departed from the mandate")),
    "beyond the mandate": ("beyond-mandate", N_("%(who)s took a binding position on which the mandate says nothing")),
    "without a mandate": ("without-mandate", N_("%(who)s took a binding position without a mandate in force that day")),
    "not named": ("not-named", N_("%(names)s spoke for %(assembly)s, and its mandate names somebody else")),
    "claimed": ("claim-awaiting", N_("%(who)s acted under a clause of the mandate; the assembly has not said whether rightly")),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the ledger: what the records show, about which assembly, at which council, by whom, on which day.

    `own` is the position of the one delegate it is about, where the delegation was divided. `brief` is what the problem says, where
    the assembly and the delegates stand before it already.
    """

    problem: Problem
    assembly: str
    council: str
    delegates: tuple[str, ...]
    day: date
    stated: Stated | None = None
    own: str = ""
    brief: Said = UNSAID


def ledger(mandates: Mandates, states: Mapping[str, MandateState], stated: Iterable[Stated], day: date) -> tuple[Finding, ...]:
    """All findings of a day, the latest first."""
    confederation = mandates.confederation
    found = [
        *(_of_position(one) for one in stated if one.result in _RESULTS),
        *(found for one in stated if one.result == "divided" for found in _of_delegates(one)),
        *(_awaiting(one) for one in stated if one.answer and one.answer.word == "awaiting"),
        *_of_mandates(mandates, states, day),
        *_disputes(confederation),
        *_of_minutes(confederation, day),
        *_quotas(confederation),
    ]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.problem.span, one.problem.code, one.assembly, one.delegates)))


def _span(act: Act, assembly: str) -> Span:
    """Where an assembly's position stands in the minutes."""
    decision = act.decision
    positions = (decision.stages[-1].positions if decision.stages else ()) or decision.positions
    return next((ref.span for ref, _ in positions if ref.target == assembly), decision.mark("positions"))


def _of_position(one: Stated) -> Finding:
    code, words = _RESULTS[one.result]
    who = f"{one.assembly}: {', '.join(one.delegates)}" if one.delegates else one.assembly
    span, label = _span(one.act, one.assembly), verbatim(one.position)
    message = Said((words,), {"who": who, "names": ", ".join(one.delegates), "assembly": one.assembly})
    problem = Problem(code, span, message, label, related=_instruction(one), record=one.act.minutes.id)
    return Finding(problem, one.assembly, one.act.assembly, one.delegates, one.act.day, one)


def _of_delegates(one: Stated) -> Iterable[Finding]:
    """Of a divided delegation each delegate's own position is held against the instruction."""
    for name, position, result in one.persons:
        if result == "departed":
            span, label = _span(one.act, one.assembly), verbatim(position)
            message = said("%(who)s departed from the mandate, the delegation being divided", who=f"{one.assembly}: {name}")
            problem = Problem("departed", span, message, label, related=_instruction(one), record=one.act.minutes.id)
            yield Finding(problem, one.assembly, one.act.assembly, (name,), one.act.day, one, position)


def _instruction(one: Stated) -> tuple[Related, ...]:
    told = one.instructed
    return (Related(told.instruction.span, said("instruction %(number)s", number=told.number)),) if told else ()


def _awaiting(one: Stated) -> Finding:
    message = said("%(assembly)s spoke indicatively and has not answered since %(day)s", assembly=one.assembly, day=one.act.day)
    label, record = said("waits for the assembly"), one.act.minutes.id
    problem = Problem("indicative-awaiting", _span(one.act, one.assembly), message, label, record=record)
    return Finding(problem, one.assembly, one.act.assembly, one.delegates, one.act.day, one)


def _of_mandates(mandates: Mandates, states: Mapping[str, MandateState], day: date) -> Iterable[Finding]:
    """Reports overdue, rotation exceeded, mandates longer than the rule of the day they were granted."""
    confederation = mandates.confederation
    for state in states.values():
        mandate = state.mandate
        record = mandate.record
        start = mandate.granted or mandate.first
        if record.adds_to or start is None:
            continue

        if state.report_due and state.report_due < day and state.status in ("fulfilled", "expired"):
            yield _of_mandate(
                state,
                "report-overdue",
                "delegates",
                said("the report was due on %(day)s and none is recorded as received", day=state.report_due),
                state.report_due,
                mandate.delegates,
            )
        most = bylaw(confederation, record.assembly, "mandates.max_consecutive", start)
        terms = terms_in_a_row(mandates, record.assembly, mandate.to)
        for name in sorted({name for id, name in terms if id == record.id}):
            if most is not None and terms[record.id, name] > most:
                term = terms[record.id, name]
                message = said("%(name)s is sent for term %(term)s in a row; the rule allows %(most)s", name=name, term=term, most=most)
                brief = said("sent for term %(term)s in a row; the rule allows %(most)s", term=term, most=most)
                yield replace(_of_mandate(state, "rotation-exceeded", "delegates", message, start, (name,)), brief=brief)
        longest = bylaw(confederation, record.assembly, "mandates.max_days", start)
        if longest is not None and mandate.periodic and mandate.first and mandate.last:
            length = (mandate.last - mandate.first).days + 1
            if length > longest:
                message = said_many(
                    "the mandate runs for %(num)s day; the rule allows %(most)s", "the mandate runs for %(num)s days; the rule allows %(most)s",
                    length, most=longest,
                )  # fmt: skip
                yield _of_mandate(state, "mandate-too-long", "for", message, start, mandate.delegates)


def _of_mandate(state: MandateState, code: str, key: str, message: Said, day: date, delegates: tuple[str, ...]) -> Finding:
    """A finding about a mandate, at one of its fields."""
    record = state.mandate.record
    return Finding(Problem(code, record.mark(key), message, record=record.id), record.assembly, state.mandate.to, delegates, day)


def _disputes(confederation: Confederation) -> Iterable[Finding]:
    """What delegates contest in a council's minutes."""
    for report in confederation.reports.values():
        for dispute in report.disputes:
            minutes = confederation.minutes.get(dispute.minutes.target)
            day = confederation.report_day(report) or (minutes.last_day if minutes else date.min)
            message = said("the delegates of %(assembly)s contest these minutes", assembly=report.assembly)
            problem = Problem("disputed", dispute.span, message, related=_places(minutes, dispute.decision), record=report.id)
            brief, council = said("the delegates contest these minutes"), minutes.assembly if minutes else ""
            yield Finding(problem, report.assembly, council, report.delegates, day, brief=brief)


def _places(minutes: MinutesRecord | None, decision: str | None) -> tuple[Related, ...]:
    found = [one for one in (minutes.decisions if minutes else ()) if one.id == decision]
    return tuple(Related(one.span, said("what is contested")) for one in found)


def _of_minutes(confederation: Confederation, day: date) -> Iterable[Finding]:
    """Inquorate decisions, quorums not recorded, and minutes not approved though the assembly has met again since."""
    for record in confederation.minutes.values():
        quorum = quorum_of(confederation, record)
        if record.decisions and quorum.met is False:
            yield _of_meeting(
                confederation,
                record,
                "inquorate",
                record.mark("present"),
                said_many(
                    "%(num)s was present and the quorum was %(needed)s: these decisions count for nothing",
                    "%(num)s were present and the quorum was %(needed)s: these decisions count for nothing",
                    quorum.present or 0,
                    needed=quorum.needed,
                ),
            )
        elif record.decisions and not record.ballot and quorum.met is None:
            yield _of_meeting(
                confederation,
                record,
                "quorum-not-recorded",
                record.span.start,
                said("a quorum was asked for and the minutes do not show whether it was met"),
            )
        awaits = not record.draft and bool(record.decisions) and is_provisional(confederation, record, day)
        if awaits and approved_on(confederation, record) is None:
            later = [one for one in confederation.minutes_of[record.assembly] if not one.ballot and one.first_day > record.last_day]
            if later:
                yield _of_meeting(
                    confederation,
                    record,
                    "minutes-not-approved",
                    record.span.start,
                    said("the assembly met again on %(day)s and has not approved these minutes", day=later[0].first_day),
                )


def _of_meeting(confederation: Confederation, record: MinutesRecord, code: str, span: Span, message: Said) -> Finding:
    """A finding about the minutes of a meeting."""
    council = record.assembly if confederation.assemblies[record.assembly].kind == "council" else ""
    return Finding(Problem(code, span, message, record=record.id), record.assembly, council, (), record.last_day)


def _quotas(confederation: Confederation) -> Iterable[Finding]:
    """Quotas recorded as not met, by delegations and offices."""
    for record in confederation.minutes.values():
        for one in record.delegations:
            if one.quota == "not_met" and one.assembly:
                message = said("the delegation of %(assembly)s does not meet its quota", assembly=one.assembly.target)
                problem = Problem("quota-not-met", one.mark("quota"), message, record=record.id)
                brief, names = said("the delegation does not meet its quota"), tuple(d.name for d in one.delegates)
                yield Finding(problem, one.assembly.target, record.assembly, names, record.last_day, brief=brief)
    for assembly in confederation.assemblies.values():
        for office in assembly.offices:
            if office.quota == "not_met":
                message = said("the office of %(office)s does not meet its quota", office=office.title)
                problem = Problem("quota-not-met", office.mark("quota"), message, record=assembly.id)
                yield Finding(problem, assembly.id, "", office.held_by, office.since or assembly.founded or date.min)
