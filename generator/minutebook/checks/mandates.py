"""Checks of mandates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from minutebook.confederation import Confederation
from minutebook.problems import Problem, Related
from minutebook.records.mandate import Period
from minutebook.rules.decisions import edition_on
from minutebook.rules.mandates import Instructed, Mandate, Mandates


def delegates_council_and_meeting_are_named(confederation: Confederation) -> Iterable[Problem]:
    """A mandate names its delegates, the council and what it is for; one that adds to another or replaces it takes these from it."""
    for record in confederation.mandates.values():
        for key, value in (("delegates", record.delegates), ("to", record.to), ("for", record.for_)):
            if not value and record.adds_to is None and record.replaces is None:
                yield Problem(
                    "missing-field",
                    record.span.start,
                    f"`{key}` is missing",
                    help=f"add `{key}:`, or `adds_to:` or `replaces:` with an earlier mandate",
                    record=record.id,
                )
        if isinstance(record.for_, Period) and record.for_.until < record.for_.from_:
            yield Problem(
                "wrong-date",
                record.mark("for"),
                "the last day is before the first",
                "before the first day",
                "exchange the two days",
                record=record.id,
            )


def they_are_to_councils(confederation: Confederation) -> Iterable[Problem]:
    """Delegates are sent to a council."""
    for record in confederation.mandates.values():
        to = confederation.assemblies.get(record.to.target) if record.to else None
        if to and to.kind != "council":
            yield Problem(
                "not-a-council",
                record.mark("to"),
                f"`{to.id}` is a commune",
                "not a council",
                "name the council the delegates are sent to",
                record=record.id,
            )


def meetings_are_the_councils(confederation: Confederation) -> Iterable[Problem]:
    """The meetings a mandate is for are those of the council it is to."""
    for record in confederation.mandates.values():
        refs = record.for_ if isinstance(record.for_, tuple) else ()
        for ref in refs:
            if ref.target and record.to and record.to.target and ref.target.split("/")[0] != record.to.target:
                yield Problem(
                    "mandate-elsewhere",
                    ref.span,
                    f"this is a meeting of `{ref.target.split('/')[0]}`, and the mandate is to `{record.to.target}`",
                    "another assembly's meeting",
                    "name a meeting of that council",
                    record=record.id,
                )


def grants_agree(confederation: Confederation) -> Iterable[Problem]:
    """The day stated and the decision that grants a mandate agree; a mandate that neither supports stands on nothing."""
    for record in confederation.mandates.values():
        stated = confederation.day_of(record.granted)
        acts = confederation.granting[record.id]
        if stated and acts and all(act.day != stated for act in acts):
            yield Problem(
                "granted-disagrees",
                record.mark("granted"),
                f"it says {stated}, and the minutes of {acts[0].day} grant it",
                "disagrees",
                "correct the date, or leave it out",
                (Related(acts[0].decision.mark("grants"), "granted here"),),
                record.id,
            )
        elif stated is None and not acts:
            yield Problem(
                "no-decision-basis",
                record.mark("delegates"),
                "no decision grants this mandate and no day is stated",
                "granted by whom, when?",
                "add `granted:` with the date or the minutes, or `grants:` to the decision",
                record=record.id,
            )


def none_contradict(confederation: Confederation) -> Iterable[Problem]:
    """Two mandates in force on the same day, of which one forbids what the other asks on the same text, contradict."""
    mandates = Mandates(confederation, date.max)
    senders = sorted({(one.assembly, one.to.target) for one in confederation.mandates.values() if one.to})
    for assembly, council in senders:
        given = mandates.between(assembly, council)
        for index, later in enumerate(given):
            for earlier in given[:index]:
                if _overlap(earlier, later):
                    yield from _contradictions(confederation, earlier, later)


def _overlap(earlier: Mandate, later: Mandate) -> bool:
    """Whether two mandates hold on the same day; the day on which one replaces the other aside."""
    replaced = later.record.replaces is not None and later.record.replaces.target == earlier.record.id
    days = {max(a, b) for a, _ in earlier.days for b, _ in later.days}
    return not replaced and any(earlier.holds(day) and later.holds(day) for day in days)


def _contradictions(confederation: Confederation, earlier: Mandate, later: Mandate) -> Iterable[Problem]:
    for new in later.instructions:
        for old in earlier.instructions:
            same = _texts(confederation, new) & _texts(confederation, old)
            if same and _excludes(new.instruction.permitted, old.instruction.permitted):
                yield Problem(
                    "mandates-contradict",
                    new.instruction.mark("position"),
                    f"`{earlier.record.id}` instructs otherwise on `{min(same)[0]}`, and holds on the same days",
                    "contradicts another mandate",
                    "let this one say `replaces:`, or end the other",
                    (Related(old.instruction.mark("position"), "the other instruction"),),
                    new.mandate.id,
                )


def _excludes(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether no position fits both; free and refer exclude nothing."""
    named = [set(permitted) for permitted in (one, other) if permitted and permitted[0] not in ("free", "refer")]
    return len(named) == 2 and not (named[0] & named[1])


def _texts(confederation: Confederation, one: Instructed) -> set[tuple[str, int]]:
    """The proposals an instruction is on, each with the edition."""
    found = set()
    for ref in one.instruction.on:
        proposal = confederation.proposals.get(ref.target)
        if proposal:
            found.add((proposal.id, one.instruction.edition or edition_on(proposal, one.since or date.max)))
    return found
