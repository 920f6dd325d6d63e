"""Findings: the record is right, and tells something the public should see. Never an accusation."""

from __future__ import annotations

from minutebook.explained import finding

MEETING_ROWS = (
    finding(
        "quorum-not-recorded",
        "Whether the quorum was met is not recorded",
        why="The assembly's rules ask for a quorum and the minutes do not say how many were present. The decision counts.",
        fix="Add `present:` (and `eligible:` where the quorum is a share) if the minutes say it.",
        wrong="# rules: {quorum: 20}\ntitle: General assembly\n",
        right="# rules: {quorum: 20}\ntitle: General assembly\npresent: 31\n",
    ),
    finding(
        "inquorate",
        "Fewer were present than the quorum",
        why="By the assembly's own rules the decision is not valid: it is shown and counts for nothing.",
        fix="Decide again at a meeting that has its quorum, or correct `present:` if it was noted wrongly.",
        wrong="# rules: {quorum: 20}\npresent: 12\n",
        right="# rules: {quorum: 20}\npresent: 31\n",
    ),
    finding(
        "minutes-not-approved",
        "The minutes are not approved yet",
        why="The assembly's rule is that its next meeting approves the minutes; it has met since, and its minutes "
        "do not say so. Decisions stay provisional.",
        fix="Record the approval in the next minutes with a decision that `approves:` these.",
        wrong="decisions:\n  - {text: The minutes were read.}\n",
        right="decisions:\n  - {approves: 2019-01-14, outcome: adopted}\n",
    ),
    finding(
        "disputed",
        "A delegate disputes what the minutes say",
        why="The delegate's report contests an item of the council's minutes. Both are shown side by side.",
        fix="The council may correct its minutes with `corrects:`, or leave both in view.",
        wrong="disputes:\n  - {minutes: council/2019-01-26, decision: call, says: We abstained.}\n",
        right="corrects:\n  - {minutes: 2019-01-26, decision: call, text: South abstained.}\n",
    ),
)

MANDATE_ROWS = (
    finding(
        "departed",
        "A position other than the instruction",
        why="The mandate names other positions than the one the delegation took. The assembly decides what follows.",
        fix="The assembly may take note, confirm by its own decision, or recall the mandate.",
        wrong="# instruction: {on: call, position: against}\npositions: {north: for}\n",
        right="# instruction: {on: call, position: against}\npositions: {north: against}\n",
    ),
    finding(
        "beyond-mandate",
        "A binding position on which the mandate says nothing",
        why="The delegation bound its assembly on a proposal it had no instruction on. Where delegations decide, it is not counted.",
        fix="Record it as indicative if it was, or have the assembly decide on the proposal itself.",
        wrong="# no instruction on budget\npositions: {north: for}\n",
        right="# no instruction on budget\npositions: {north: {position: for, indicative: true}}\n",
    ),
    finding(
        "without-mandate",
        "A binding position without a mandate in force",
        why="No mandate of that assembly to this council held on that day. Where delegations decide, it is not counted.",
        fix="If there was a mandate, the assembly should commit it; otherwise it may decide on the proposal itself.",
        wrong="positions: {north: for}\n",
        right="delegations:\n  - {assembly: north, delegates: [Ada], mandate: north/2019-01-26}\npositions: {north: for}\n",
    ),
    finding(
        "not-named",
        "A position stated by someone the mandate does not name",
        why="None of those on the roll is a delegate or a substitute in the assembly's mandate.",
        fix="Correct the name if it is spelt differently; otherwise the assembly may decide itself.",
        wrong="# mandate: {delegates: [Ada]}\ndelegations:\n  - {assembly: north, delegates: [Ben]}\n",
        right="# mandate: {delegates: [Ada], substitutes: [Ben]}\ndelegations:\n  - {assembly: north, delegates: [Ben]}\n",
    ),
    finding(
        "claim-awaiting",
        "A claim under an instruction that the assembly has not judged yet",
        why="The delegate acted under a clause of the mandate that leaves room for judgement. It stays provisional "
        "until the assembly upholds or disowns it.",
        fix="Record a decision of the assembly that `upholds:` or `disowns:` the mandate's claim.",
        wrong="positions: {north: {position: for, under: 2}}\n",
        right="decisions:\n  - {upholds: 2019-01-26, outcome: adopted}\n",
    ),
    finding(
        "indicative-awaiting",
        "An indicative position that waits for the assembly",
        why="The delegation gave a direction without binding its assembly, which has not decided since.",
        fix="Put the proposal on the agenda of the assembly.",
        wrong="positions: {north: {position: for, indicative: true}}\n",
        right="decisions:\n  - {on: council/call, outcome: adopted}\n",
    ),
    finding(
        "report-overdue",
        "No report back yet",
        why="The assembly's rule gives delegates a number of days to report, and they have passed.",
        fix="Commit the report under `reports/`, naming the mandate.",
        wrong="# rules: {mandates: {report_within_days: 14}}\n",
        right="# reports/2019-01-28.md\nmandate: 2019-01-26\n",
    ),
    finding(
        "rotation-exceeded",
        "More terms in a row than the rule allows",
        why="The assembly limits how often the same person is sent in a row, so that the task goes round.",
        fix="Send somebody else, or have the assembly change its rule.",
        wrong="# rules: {mandates: {max_consecutive: 2}}\ndelegates: [Ada]  # a third time\n",
        right="# rules: {mandates: {max_consecutive: 2}}\ndelegates: [Ben]\n",
    ),
    finding(
        "mandate-too-long",
        "A mandate longer than the rule allows",
        why="The assembly limits how many days a mandate may last.",
        fix="End the mandate earlier and grant a new one, or have the assembly change its rule.",
        wrong="# rules: {mandates: {max_days: 90}}\nfor: {from: 2019-01-01, until: 2019-12-31}\n",
        right="# rules: {mandates: {max_days: 90}}\nfor: {from: 2019-01-01, until: 2019-03-31}\n",
    ),
    finding(
        "quota-not-met",
        "The quota is recorded as not met",
        why="The assembly's rules say what a delegation or an office is to look like, and the record says it was not.",
        fix="Nothing needs correcting here; the assembly may act on it.",
        wrong="delegations:\n  - {assembly: north, delegates: [Ben, Cem], quota: not_met}\n",
        right="delegations:\n  - {assembly: north, delegates: [Ada, Ben], quota: met}\n",
    ),
)

ROWS = MEETING_ROWS + MANDATE_ROWS
