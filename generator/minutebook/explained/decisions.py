"""Problems of authority, decisions, proposals and mandates: records that contradict one another or overreach."""

from __future__ import annotations

from minutebook.explained import error, warning
from minutebook.speech import N_

AUTHORITY_ROWS = (
    error(
        "not-yours",
        N_("A record reaches into another assembly's records"),
        why=N_("A folder is an authority: an assembly recalls, corrects, approves and revokes only what is its own."),
        fix=N_("Refer to a record of this assembly, or ask the other assembly to decide it in its own minutes."),
        wrong="# assemblies/north/minutes/2019-01-14.md\ndecisions:\n  - {recalls: south/2019-01-05, because: silence}\n",
        right="# assemblies/south/minutes/2019-01-14.md\ndecisions:\n  - {recalls: 2019-01-05, because: silence}\n",
    ),
    error(
        "rule-not-yours",
        N_("Who proposes does not write the rule"),
        why=N_("How a council decides is the council's to say; a proposer may not lower or raise the bar."),
        fix=N_("Leave the rule out (the council's own holds), or name the council's minutes that set it in `rule_by`."),
        wrong="# assemblies/north/proposals/call.md\nto: council\nrequires: majority\n",
        right="# assemblies/north/proposals/call.md\nto: council\n",
    ),
    error(
        "withdraw-not-owner",
        N_("Only the assembly that proposed can withdraw"),
        why=N_("A proposal belongs to the assembly in whose folder it stands."),
        fix=N_("Record the outcome as `rescinded` or `rejected`, or have the proposing assembly withdraw it."),
        wrong="# assemblies/north/minutes/2019-01-14.md\ndecisions:\n  - {on: south/call, outcome: withdrawn}\n",
        right="# assemblies/south/minutes/2019-01-14.md\ndecisions:\n  - {on: call, outcome: withdrawn}\n",
    ),
    error(
        "not-a-council",
        N_("Only a council has delegations, members and positions"),
        why=N_("A commune is the assembly of its residents or members: nobody is sent to it under a mandate."),
        fix=N_("Set `kind: council` in `assembly.md`, or remove the field."),
        wrong="# assemblies/north/assembly.md\nkind: commune\nmembers: [south]\n",
        right="# assemblies/north/assembly.md\nkind: council\nmembers: [south]\n",
    ),
    warning(
        "not-a-member",
        N_("An assembly that is not a member of the council"),
        why=N_("Only the council's own list makes a member; others take part as observers and are not counted."),
        fix=N_("Add it to the council's `members:` with the decision that admitted it, or mark it `observer: true`."),
        wrong="delegations:\n  - {assembly: south, delegates: [Ada]}\n",
        right="delegations:\n  - {assembly: south, delegates: [Ada], observer: true}\n",
    ),
    error(
        "membership-overlap",
        N_("Two memberships of one assembly at the same time"),
        why=N_("An assembly is counted once; overlapping periods make it unclear since when it belongs."),
        fix=N_("End the first period before the second begins."),
        wrong="members:\n  - {assembly: south, since: 2018-01-01}\n  - {assembly: south, since: 2019-01-01}\n",
        right="members:\n  - {assembly: south, since: 2018-01-01, until: 2018-12-31}\n  - {assembly: south, since: 2019-01-01}\n",
    ),
)

TALLY_ROWS = (
    error(
        "not-earlier",
        N_("Minutes reach only what was decided before them"),
        why=N_("A meeting can approve, correct or revoke what was decided earlier, not what is still to come."),
        fix=N_("Check the date: name minutes of an earlier day."),
        wrong="# minutes/2026-03-02.md\ndecisions:\n  - {approves: 2026-04-06}\n",
        right="# minutes/2026-04-06.md\ndecisions:\n  - {approves: 2026-03-02}\n",
    ),
    error(
        "tally-contradicts",
        N_("The votes contradict the outcome"),
        why=N_("By the method stated in the decision these votes give another outcome; one of the three is wrong."),
        fix=N_("Correct the votes, the method or the outcome from the minutes."),
        wrong="- {on: call, outcome: adopted, method: two-thirds, votes: {for: 30, against: 20}}\n",
        right="- {on: call, outcome: rejected, method: two-thirds, votes: {for: 30, against: 20}}\n",
    ),
    warning(
        "tally-against-default",
        N_("The votes contradict the outcome by the assembly's usual method"),
        why=N_("No method is stated, and by the one the assembly's rules name these votes give another outcome."),
        fix=N_("State the `method` that was used, or correct the votes or the outcome."),
        wrong="- {on: call, outcome: adopted, votes: {for: 20, against: 30}}\n",
        right="- {on: call, outcome: adopted, votes: {for: 30, against: 20}}\n",
    ),
    warning(
        "votes-exceed-present",
        N_("More votes than people present"),
        why=N_("Nobody votes twice, so the number present or a vote is wrong."),
        fix=N_("Correct `present` or the votes from the minutes."),
        wrong="present: 40\ndecisions:\n  - {on: call, outcome: adopted, votes: {for: 41, against: 3}}\n",
        right="present: 54\ndecisions:\n  - {on: call, outcome: adopted, votes: {for: 41, against: 3}}\n",
    ),
    error(
        "choice-mismatch",
        N_("A choice that does not fit its options"),
        why=N_("What was voted for or chosen must be one of the options it was chosen between."),
        fix=N_("Write the same names under `between`, `votes` and `chosen`."),
        wrong="choice: {between: [Ada, Ben], votes: {Ada: 12, Ben: 9}, chosen: [Cleo]}\n",
        right="choice: {between: [Ada, Ben], votes: {Ada: 12, Ben: 9}, chosen: [Ada]}\n",
    ),
)

PROPOSAL_ROWS = (
    error(
        "edition-missing",
        N_("Which edition of the text was decided is not said"),
        why=N_("There is more than one edition, and consent to one text is not consent to another."),
        fix=N_("Add `edition:` with the number of the edition that was before the meeting."),
        wrong="- {on: call, outcome: adopted}\n",
        right="- {on: call, edition: 2, outcome: adopted}\n",
    ),
    error(
        "edition-unknown",
        N_("An edition that the proposal does not have"),
        why=N_("A decision on a text that nobody can read binds nobody."),
        fix=N_("Correct the number, or add the edition and its text to the proposal."),
        wrong="- {on: call, edition: 3, outcome: adopted}\n",
        right="- {on: call, edition: 2, outcome: adopted}\n",
    ),
    error(
        "requires-less",
        N_("A proposal would undo another with less agreement than that one needed"),
        why=N_("What was carried by two thirds is not amended or repealed by a simple majority."),
        fix=N_("Require at least as much as the proposal it amends or repeals."),
        wrong="amends: charter  # which requires two-thirds\nrequires: majority\n",
        right="amends: charter  # which requires two-thirds\nrequires: two-thirds\n",
    ),
    error(
        "target-mismatch",
        N_("A proposal would undo one that is addressed to somebody else"),
        why=N_("Only those whom a proposal binds can amend or repeal it."),
        fix=N_("Address the new proposal to the same assembly or council with `to:`."),
        wrong="to: north\nrepeals: council/charter  # which is to: council\n",
        right="to: council\nrepeals: council/charter  # which is to: council\n",
    ),
    warning(
        "decision-before-proposal",
        N_("A decision dated before the proposal was put"),
        why=N_("A text cannot be decided before it is proposed, so one of the dates is likely wrong."),
        fix=N_("Correct `proposed:` in the proposal or the date of the minutes."),
        wrong="# minutes/2019-01-14.md\ndecisions:\n  - {on: call, outcome: adopted}  # proposed: 2019-01-28\n",
        right="# minutes/2019-02-04.md\ndecisions:\n  - {on: call, outcome: adopted}  # proposed: 2019-01-28\n",
    ),
)

MANDATE_ROWS = (
    error(
        "mandate-elsewhere",
        N_("The meeting is another assembly's than the one the mandate is to"),
        why=N_("Delegates speak at the council they are sent to, and nowhere else."),
        fix=N_("Name a meeting of the council under `for`, or correct `to`."),
        wrong="to: district\nfor: region/notices/2026-04-18\n",
        right="to: region\nfor: region/notices/2026-04-18\n",
    ),
    error(
        "mandates-contradict",
        N_("Two mandates contradict each other"),
        why=N_("The same delegation cannot be bound to two different positions on the same proposal at once."),
        fix=N_("Let the later one say `replaces:`, or correct one of them."),
        wrong="# mandates/b.md\nfor: 2019-01-26\ninstructions:\n  - {on: call, position: against}  # a.md says for\n",
        right="# mandates/b.md\nreplaces: a\ninstructions:\n  - {on: call, position: against}\n",
    ),
    error(
        "granted-disagrees",
        N_("The mandate and the decision that grants it disagree"),
        why=N_("The day from which a delegate may speak for the assembly must be certain."),
        fix=N_("Remove `granted:` (the decision says it), or correct it."),
        wrong="granted: 2019-01-15  # the minutes of 2019-01-14 grant it\n",
        right="granted: 2019-01-14\n",
    ),
    error(
        "instruction-unknown",
        N_("A position rests on an instruction that the mandate does not have"),
        why=N_(
            "`under: N` names the clause a delegate acted under; the mandate in force has no such number, so the claim cannot be checked."
        ),
        fix=N_("Correct the number: instructions are numbered from 1 in the order they are written."),
        wrong="positions:\n  north: {position: for, under: 4}  # the mandate has three instructions\n",
        right="positions:\n  north: {position: for, under: 3}\n",
    ),
    warning(
        "no-decision-basis",
        N_("A mandate that no decision grants"),
        why=N_("Nothing in the assembly's minutes shows that it gave this mandate, and the mandate names no date."),
        fix=N_("Add `granted:` with the minutes, or a decision that `grants:` it."),
        wrong="delegates: [Camille R.]\nto: council\nfor: 2019-01-26\n",
        right="delegates: [Camille R.]\nto: council\nfor: 2019-01-26\ngranted: 2019-01-14\n",
    ),
    warning(
        "roll-without-mandate-record",
        N_("A delegation on the roll without a mandate on record"),
        why=N_("The council's minutes list the delegation, and its assembly has published no mandate in force that day."),
        fix=N_("Ask the delegation's assembly to commit the mandate."),
        wrong="delegations:\n  - {assembly: south, delegates: [Ada]}\n",
        right="delegations:\n  - {assembly: south, delegates: [Ada], mandate: south/2019-01-26}\n",
    ),
)

ROWS = AUTHORITY_ROWS + TALLY_ROWS + PROPOSAL_ROWS + MANDATE_ROWS
