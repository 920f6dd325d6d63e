"""Problems of fields, dates, ids and references: what a record says about itself and about others."""

from __future__ import annotations

from minutebook.explained import error, warning
from minutebook.speech import N_

FIELD_ROWS = (
    error(
        "missing-front-matter",
        N_("The fields at the top of the file (the front matter) are missing"),
        why=N_("Only minutes may come as they are. Every other record says in its front matter what it is."),
        fix=N_(
            "Begin the file with a line of three hyphens `---`; below it write each field on a line as `field: value`; "
            "then another line `---`, and the text below that."
        ),
        wrong="# A call for the springs\n\nThe springs belong to no one.\n",
        right="---\ntitle: A call for the springs\nto: council\nproposed: 2026-02-07\n---\n\nThe springs belong to no one.\n",
    ),
    error(
        "unknown-field",
        N_("A field that records do not have"),
        why=N_(
            "It nearly matches a known field, or stands where only known fields may stand; ignoring it could lose "
            "a fact, for example a vote."
        ),
        fix=N_("Correct the name of the field, or begin it with `x-` to have it shown and never interpreted."),
        wrong="decisons:\n  - on: call\n    outcome: adopted\n",
        right="decisions:\n  - on: call\n    outcome: adopted\n",
    ),
    warning(
        "field-ignored",
        N_("A field that is not read"),
        why=N_("It is not one of our fields and resembles none, so it is probably left over from another tool."),
        fix=N_("Remove it, or begin its name with `x-` to have it shown."),
        wrong="layout: page\ntitle: General assembly\n",
        right="title: General assembly\n",
    ),
    error(
        "missing-field",
        N_("A required field is missing"),
        why=N_("Without it the record does not say enough to be counted or shown."),
        fix=N_("Add the field."),
        wrong="delegates: [Camille R.]\nto: council\n",
        right="delegates: [Camille R.]\nto: council\nfor: 2019-01-26\n",
    ),
    error(
        "wrong-value",
        N_("A value that the field cannot hold"),
        why=N_("The field expects a number, a word from a list, or fields of its own, and this is none of them."),
        fix=N_("Write one of the values the field reference lists for it."),
        wrong="outcome: passed\n",
        right="outcome: adopted\n",
    ),
    error(
        "wrong-date",
        N_("Not a date of the calendar"),
        why=N_("Dates decide what counts, so a day that does not exist is not guessed at."),
        fix=N_("Write year, month and day as 2019-01-14."),
        wrong="date: 2026-02-30\n",
        right="date: 2026-02-28\n",
    ),
    warning(
        "date-not-iso",
        N_("A date that is not written year, month, day"),
        why=N_("11/12/2023 is in November for some readers and in December for others."),
        fix=N_("Write the date as 2023-12-11."),
        wrong="date: 11/12/2023\n",
        right="date: 2023-12-11\n",
    ),
    error(
        "date-contradicts-name",
        N_("The date contradicts the name of the file"),
        why=N_("The file's name is the public address of the meeting; if the date differs, one of the two is wrong."),
        fix=N_("Correct the date, or rename the file and list the old id under `formerly:`."),
        wrong="# minutes/2019-01-14.md\ndate: 2019-01-15\n",
        right="# minutes/2019-01-14.md\ndate: 2019-01-14\n",
    ),
    warning(
        "not-in-register",
        N_("A number or code that its register cannot have"),
        why=N_(
            "`x-siret` and `x-actes` mean nothing to the reckoning, but the file for French authorities (SCDL) is made from them: "
            "without a right SIRET there is none, and without a right code a decision is not in it."
        ),
        fix=N_("Copy the number or code once more from its register, or remove the line."),
        wrong="x-siret: '218 601 946 00014'\n",
        right="x-siret: '218 601 946 00013'\n",
    ),
    warning(
        "names-nearly-equal",
        N_("Two names that are nearly the same"),
        why=N_(
            "Within an assembly the same text is the same person, so a misspelt name becomes a second person and "
            "terms in a row are counted wrongly."
        ),
        fix=N_("Write the name the same way everywhere; if they are two people, give them ids under `people:`."),
        wrong="facilitators: [Camille R., Camile R.]\n",
        right="facilitators: [Camille R., Dominique]\n",
    ),
    warning(
        "lookalike-names",
        N_("Two assemblies that look alike"),
        why=N_("Their names or ids look the same, perhaps in letters of different scripts, so that a reader could take one for the other."),
        fix=N_("Add the place to one of the names, or give one folder another name."),
        wrong="name: \u0410ssembly North\n",
        right="name: Assembly North\n",
    ),
    warning(
        "several-names",
        N_("Several names in one"),
        why=N_("A text is one person. Two names in one text would be one delegate, known by neither name elsewhere."),
        fix=N_("Write a list, each name by itself."),
        wrong="delegates: Ada L. and Ben K.\n",
        right="delegates: [Ada L., Ben K.]\n",
    ),
    warning(
        "placeholder-left",
        N_("Something left over from a draft"),
        why=N_(
            "A new record begins as a draft that says what to write in each place. Left as it is, it would be published as a name or a title."
        ),
        fix=N_("Write what is meant in its place."),
        wrong="delegates: [Name of a delegate]\n",
        right="delegates: [Ada L.]\n",
    ),
    warning(
        "empty-record",
        N_("Minutes without a word"),
        why=N_("The file is there and says nothing, so it was probably begun and not written, or saved before it was finished."),
        fix=N_("Write what was discussed and decided, or remove the file."),
        wrong="# minutes/2019-01-14.md is an empty file\n",
        right="# General assembly\n\nWe met at seven.\n",
    ),
    error(
        "translation-has-facts",
        N_("A translation states facts"),
        why=N_("A fact is written once, in the original; in a translation it could come to differ."),
        fix=N_("Leave only the body, the title and other prose in the translation."),
        wrong="# proposals/call.ar.md\ntitle: \u0646\u062f\u0627\u0621\nrequires: unanimity\n",
        right="# proposals/call.ar.md\ntitle: \u0646\u062f\u0627\u0621\n",
    ),
    error(
        "translation-orphan",
        N_("A translation without its original"),
        why=N_("A translation stands beside the record it translates; without it nothing says what it is."),
        fix=N_("Add the original, or correct the name of the file."),
        wrong="proposals/cal.ar.md\nproposals/call.md\n",
        right="proposals/call.ar.md\nproposals/call.md\n",
    ),
)

PLACE_ROWS = (
    error(
        "bad-id",
        N_("A name that cannot be an address"),
        why=N_(
            "Ids become public addresses: lower-case letters a to z, digits and hyphens work everywhere and cannot "
            "be mistaken for one another."
        ),
        fix=N_("Rename the file, the folder or the id, for example to `general-assembly`."),
        wrong="assemblies/Saint Étienne/assembly.md\n",
        right="assemblies/saint-etienne/assembly.md\n",
    ),
    error(
        "duplicate-id",
        N_("The same id is given twice"),
        why=N_("An id is an address within the record; a reference to it would mean two things."),
        fix=N_("Give each its own id."),
        wrong="decisions:\n  - {id: call, on: call, outcome: adopted}\n  - {id: call, on: budget, outcome: adopted}\n",
        right="decisions:\n  - {id: call, on: call, outcome: adopted}\n  - {id: budget, on: budget, outcome: adopted}\n",
    ),
    error(
        "misplaced-file",
        N_("A file where no record belongs"),
        why=N_(
            "The folder says what a record is: minutes, mandates, proposals, reports or notices. Elsewhere it would "
            "not be published, and nobody would notice."
        ),
        fix=N_("Move the file into one of these folders of its assembly."),
        wrong="assemblies/north/minuts/2019-01-14.md\n",
        right="assemblies/north/minutes/2019-01-14.md\n",
    ),
    warning(
        "not-a-record",
        N_("A file that is not read"),
        why=N_(
            "Records are text files whose names end in `.md`. A file of another name in their folders would be missing "
            "from the site, and nobody would notice. Pictures and PDF files are left alone."
        ),
        fix=N_("Rename it to end in `.md` if it is a text; otherwise write its text into such a file, or keep it elsewhere."),
        wrong="assemblies/north/minutes/2019-01-14.txt\n",
        right="assemblies/north/minutes/2019-01-14.md\n",
    ),
    error(
        "bad-path",
        N_("No file that can be read"),
        why=N_(
            "Links, folders with a file's name and special files could publish what is not a record; a file that may "
            "not be opened cannot be published at all."
        ),
        fix=N_("Put a regular file in its place that everyone may read."),
        wrong="minutes/2019-01-14.md -> /etc/hostname\n",
        right="minutes/2019-01-14.md\n",
    ),
    error(
        "assembly-missing",
        N_("A folder without assembly.md"),
        why=N_("A folder is an authority: `assembly.md` says whose. Without it the records speak for nobody."),
        fix=N_("Add `assembly.md` with `name` and `kind`."),
        wrong="assemblies/north/minutes/2019-01-14.md\n",
        right="assemblies/north/assembly.md\nassemblies/north/minutes/2019-01-14.md\n",
    ),
    error(
        "formerly-collision",
        N_("A former id that is in use"),
        why=N_("The old address cannot lead to two records."),
        fix=N_("Remove the id from `formerly:`, or rename the record that uses it now."),
        wrong="# north/proposals/call.md\nformerly: [north/proposals/appeal]  # appeal.md exists\n",
        right="# north/proposals/call.md\nformerly: [north/proposals/first-call]\n",
    ),
    error(
        "starts-missing",
        N_("Two meetings on one day without a time"),
        why=N_("Later decisions replace earlier ones, so the order of meetings must be known."),
        fix=N_("Add `starts:` to the minutes of both meetings."),
        wrong="# minutes/2019-01-14-evening.md\ntitle: Evening session\n",
        right="# minutes/2019-01-14-evening.md\ntitle: Evening session\nstarts: '18:30'\n",
    ),
)

REFERENCE_ROWS = (
    error(
        "unknown-reference",
        N_("A reference to a record that does not exist"),
        why=N_("What cannot be found cannot be counted: a ratification would be lost without anyone noticing."),
        fix=N_("Correct the reference; write `assembly/slug` for a record of another assembly."),
        wrong="on: assembly-of-assemblies/cal\n",
        right="on: assembly-of-assemblies/call\n",
    ),
    error(
        "wrong-kind-reference",
        N_("A reference to a record of another kind"),
        why=N_("The field names a record of one kind, for example `on` a proposal and `mandate` a mandate."),
        fix=N_("Refer to a record of the kind the field expects."),
        wrong="on: north/minutes/2019-01-14\n",
        right="on: north/proposals/call\n",
    ),
    warning(
        "reference-set-aside",
        N_("A reference to a record that is set aside"),
        why=N_("The record named has an error of its own, so what rests on it cannot be computed until it is put right."),
        fix=N_("Correct the record named; nothing needs changing here."),
        wrong="on: north/call  # call.md has an error\n",
        right="on: north/call  # call.md put right\n",
    ),
    error(
        "cycle",
        N_("Assemblies that go round in a circle"),
        why=N_("An assembly cannot succeed itself, nor be a member of its own members."),
        fix=N_("Remove one of the links in the circle."),
        wrong="# north/assembly.md\nsucceeds: [south]\n# south/assembly.md\nsucceeds: [north]\n",
        right="# north/assembly.md\nsucceeds: [south]\n# south/assembly.md\ndissolved: 2019-01-14\n",
    ),
)

ROWS = FIELD_ROWS + PLACE_ROWS + REFERENCE_ROWS
