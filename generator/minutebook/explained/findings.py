"""Findings: the record is right, and tells something the public should see. Never an accusation."""

from __future__ import annotations

from minutebook.explained import finding
from minutebook.speech import N_

MEETING_ROWS = (
    finding(
        "quorum-not-recorded",
        N_("Whether the quorum was met is not recorded"),
        why=N_("The assembly's rules ask for a quorum and the minutes do not say how many were present. The decision counts."),
        fix=N_("Add `present:` (and `eligible:` where the quorum is a share) if the minutes say it."),
        wrong="# rules: {quorum: 20}\ntitle: General assembly\n",
        right="# rules: {quorum: 20}\ntitle: General assembly\npresent: 31\n",
    ),
    finding(
        "inquorate",
        N_("Fewer were present than the quorum"),
        why=N_("By the assembly's own rules the decision is not valid: it is shown and counts for nothing."),
        fix=N_("Decide again at a meeting that has its quorum, or correct `present:` if it was noted wrongly."),
        wrong="# rules: {quorum: 20}\npresent: 12\n",
        right="# rules: {quorum: 20}\npresent: 31\n",
    ),
    finding(
        "minutes-not-approved",
        N_("The minutes are not approved yet"),
        why=N_(
            "The assembly's rule is that its next meeting approves the minutes; it has met since, and its minutes "
            "do not say so. Decisions stay provisional."
        ),
        fix=N_("Record the approval in the next minutes with a decision that `approves:` these."),
        wrong="decisions:\n  - {text: The minutes were read.}\n",
        right="decisions:\n  - {approves: 2019-01-14, outcome: adopted}\n",
    ),
    finding(
        "disputed",
        N_("A delegate disputes what the minutes say"),
        why=N_("The delegate's report contests an item of the council's minutes. Both are shown side by side."),
        fix=N_("The council may correct its minutes with `corrects:`, or leave both in view."),
        wrong="disputes:\n  - {minutes: council/2019-01-26, decision: call, says: We abstained.}\n",
        right="corrects:\n  - {minutes: 2019-01-26, decision: call, text: South abstained.}\n",
    ),
)

MANDATE_ROWS = (
    finding(
        "departed",
        N_("A position other than the instruction"),
        why=N_("The mandate names other positions than the one the delegation took. The assembly decides what follows."),
        fix=N_("The assembly may take note, confirm by its own decision, or recall the mandate."),
        wrong="# instruction: {on: call, position: against}\npositions: {north: for}\n",
        right="# instruction: {on: call, position: against}\npositions: {north: against}\n",
    ),
    finding(
        "beyond-mandate",
        N_("A binding position on which the mandate says nothing"),
        why=N_("The delegation bound its assembly on a proposal it had no instruction on. Where delegations decide, it is not counted."),
        fix=N_("Record it as indicative if it was, or have the assembly decide on the proposal itself."),
        wrong="# no instruction on budget\npositions: {north: for}\n",
        right="# no instruction on budget\npositions: {north: {position: for, indicative: true}}\n",
    ),
    finding(
        "without-mandate",
        N_("A binding position without a mandate in force"),
        why=N_("No mandate of that assembly to this council held on that day. Where delegations decide, it is not counted."),
        fix=N_("If there was a mandate, the assembly should commit it; otherwise it may decide on the proposal itself."),
        wrong="positions: {north: for}\n",
        right="delegations:\n  - {assembly: north, delegates: [Ada], mandate: north/2019-01-26}\npositions: {north: for}\n",
    ),
    finding(
        "not-named",
        N_("A position stated by someone the mandate does not name"),
        why=N_("None of those on the roll is a delegate or a substitute in the assembly's mandate."),
        fix=N_("Correct the name if it is spelt differently; otherwise the assembly may decide itself."),
        wrong="# mandate: {delegates: [Ada]}\ndelegations:\n  - {assembly: north, delegates: [Ben]}\n",
        right="# mandate: {delegates: [Ada], substitutes: [Ben]}\ndelegations:\n  - {assembly: north, delegates: [Ben]}\n",
    ),
    finding(
        "claim-awaiting",
        N_("A claim under an instruction that the assembly has not judged yet"),
        why=N_(
            "The delegate acted under a clause of the mandate that leaves room for judgement. It stays provisional "
            "until the assembly upholds or disowns it."
        ),
        fix=N_("Record a decision of the assembly that `upholds:` or `disowns:` the mandate's claim."),
        wrong="positions: {north: {position: for, under: 2}}\n",
        right="decisions:\n  - {upholds: 2019-01-26, outcome: adopted}\n",
    ),
    finding(
        "indicative-awaiting",
        N_("An indicative position that waits for the assembly"),
        why=N_("The delegation gave a direction without binding its assembly, which has not decided since."),
        fix=N_("Put the proposal on the agenda of the assembly."),
        wrong="positions: {north: {position: for, indicative: true}}\n",
        right="decisions:\n  - {on: council/call, outcome: adopted}\n",
    ),
    finding(
        "report-overdue",
        N_("No report back yet"),
        why=N_("The assembly's rule gives delegates a number of days to report, and they have passed."),
        fix=N_("Commit the report under `reports/`, naming the mandate."),
        wrong="# rules: {mandates: {report_within_days: 14}}\n",
        right="# reports/2019-01-28.md\nmandate: 2019-01-26\n",
    ),
    finding(
        "rotation-exceeded",
        N_("More terms in a row than the rule allows"),
        why=N_("The assembly limits how often the same person is sent in a row, so that the task goes round."),
        fix=N_("Send somebody else, or have the assembly change its rule."),
        wrong="# rules: {mandates: {max_consecutive: 2}}\ndelegates: [Ada]  # a third time\n",
        right="# rules: {mandates: {max_consecutive: 2}}\ndelegates: [Ben]\n",
    ),
    finding(
        "mandate-too-long",
        N_("A mandate longer than the rule allows"),
        why=N_("The assembly limits how many days a mandate may last."),
        fix=N_("End the mandate earlier and grant a new one, or have the assembly change its rule."),
        wrong="# rules: {mandates: {max_days: 90}}\nfor: {from: 2019-01-01, until: 2019-12-31}\n",
        right="# rules: {mandates: {max_days: 90}}\nfor: {from: 2019-01-01, until: 2019-03-31}\n",
    ),
    finding(
        "quota-not-met",
        N_("The quota is recorded as not met"),
        why=N_("The assembly's rules say what a delegation or an office is to look like, and the record says it was not."),
        fix=N_("Nothing needs correcting here; the assembly may act on it."),
        wrong="delegations:\n  - {assembly: north, delegates: [Ben, Cem], quota: not_met}\n",
        right="delegations:\n  - {assembly: north, delegates: [Ada, Ben], quota: met}\n",
    ),
)

ROWS = MEETING_ROWS + MANDATE_ROWS
