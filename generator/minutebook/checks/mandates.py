"""Checks of mandates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from minutebook.confederation import Confederation
from minutebook.problems import Problem, Related
from minutebook.records.mandate import Period
from minutebook.rules.decisions import edition_on
from minutebook.rules.mandates import Instructed, Mandate, Mandates
from minutebook.speech import UNSAID, said


def delegates_council_and_meeting_are_named(confederation: Confederation) -> Iterable[Problem]:
    """A mandate names its delegates, the council and what it is for; one that adds to another or replaces it takes these from it."""
    for record in confederation.mandates.values():
        for key, value in (("delegates", record.delegates), ("to", record.to), ("for", record.for_)):
            if not value and record.adds_to is None and record.replaces is None:
                yield Problem(
                    "missing-field",
                    record.span.start,
                    said("`%(field)s` is missing", field=key),
                    help=said("add `%(field)s:`, or `adds_to:` or `replaces:` with an earlier mandate", field=key),
                    record=record.id,
                )
        if isinstance(record.for_, Period) and record.for_.until < record.for_.from_:
            yield Problem(
                "wrong-date",
                record.mark("for"),
                said("the last day is before the first"),
                said("before the first day"),
                said("exchange the two days"),
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
                said("`%(assembly)s` is a commune", assembly=to.id),
                said("not a council"),
                said("name the council the delegates are sent to"),
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
                    said(
                        "this is a meeting of `%(assembly)s`, and the mandate is to `%(council)s`",
                        assembly=ref.target.split("/")[0],
                        council=record.to.target,
                    ),
                    said("another assembly's meeting"),
                    said("name a meeting of that council"),
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
                said("it says %(stated)s, and the minutes of %(day)s grant it", stated=stated, day=acts[0].day),
                said("disagrees"),
                said("correct the date, or leave it out"),
                (Related(acts[0].decision.mark("grants"), said("granted here")),),
                record.id,
            )
        elif stated is None and not acts:
            yield Problem(
                "no-decision-basis",
                record.mark("delegates"),
                said("no decision grants this mandate and no day is stated"),
                said("granted by whom, when?"),
                said("add `granted:` with the date or the minutes, or `grants:` to the decision"),
                record=record.id,
            )


def none_contradict(confederation: Confederation) -> Iterable[Problem]:
    """Two instructions in force on the same day, of which one forbids what the other asks on the same text, contradict: those of two
    mandates, and those of one."""
    mandates = Mandates(confederation, date.max)
    senders = sorted({(one.assembly, one.to.target) for one in confederation.mandates.values() if one.to})
    for assembly, council in senders:
        given = mandates.between(assembly, council)
        for index, later in enumerate(given):
            yield from _contradictions(confederation, later, later)
            for earlier in given[:index]:
                if _overlap(earlier, later):
                    yield from _contradictions(confederation, earlier, later)


def _overlap(earlier: Mandate, later: Mandate) -> bool:
    """Whether two mandates hold on the same day; the day on which one replaces the other aside."""
    replaced = later.record.replaces is not None and later.record.replaces.target == earlier.record.id
    days = {max(a, b) for a, _ in earlier.days for b, _ in later.days}
    return not replaced and any(earlier.holds(day) and later.holds(day) for day in days)


def _contradictions(confederation: Confederation, earlier: Mandate, later: Mandate) -> Iterable[Problem]:
    """Instructions of the later mandate that contradict those of the earlier; where both are one, those that were given in one record."""
    one = earlier is later
    for place, new in enumerate(later.instructions):
        for old in earlier.instructions[: place if one else None]:
            if one and (new.mandate is not old.mandate or new.instruction.unless or old.instruction.unless):
                continue
            same = _texts(confederation, new) & _texts(confederation, old)
            if same and _excludes(new.instruction.permitted, old.instruction.permitted):
                yield Problem(
                    "mandates-contradict",
                    new.instruction.mark("position"),
                    said(
                        "`%(mandate)s` instructs otherwise on `%(proposal)s`, and holds on the same days",
                        mandate=old.mandate.id if one else earlier.record.id,
                        proposal=min(same)[0],
                    ),
                    UNSAID if one else said("contradicts another mandate"),
                    said("correct one of the two") if one else said("let this one say `replaces:`, or end the other"),
                    (Related(old.instruction.mark("position"), said("the other instruction")),),
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
