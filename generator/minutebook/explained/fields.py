"""Problems of fields, dates, ids and references: what a record says about itself and about others."""

from __future__ import annotations

from minutebook.explained import error, warning

FIELD_ROWS = (
    error(
        "missing-front-matter",
        "The fields at the top of the file (the front matter) are missing",
        why="Only minutes may come as they are. Every other record says in its front matter what it is.",
        fix="Begin the file with a line of three hyphens `---`; below it write each field on a line as `field: value`; "
        "then another line `---`, and the text below that.",
        wrong="# A call for the springs\n\nThe springs belong to no one.\n",
        right="---\ntitle: A call for the springs\nto: council\nproposed: 2026-02-07\n---\n\nThe springs belong to no one.\n",
    ),
    error(
        "unknown-field",
        "A field that records do not have",
        why="It nearly matches a known field, or stands where only known fields may stand; ignoring it could lose "
        "a fact, for example a vote.",
        fix="Correct the name of the field, or begin it with `x-` to have it shown and never interpreted.",
        wrong="decisons:\n  - on: call\n    outcome: adopted\n",
        right="decisions:\n  - on: call\n    outcome: adopted\n",
    ),
    warning(
        "field-ignored",
        "A field that is not read",
        why="It is not one of our fields and resembles none, so it is probably left over from another tool.",
        fix="Remove it, or begin its name with `x-` to have it shown.",
        wrong="layout: page\ntitle: General assembly\n",
        right="title: General assembly\n",
    ),
    error(
        "missing-field",
        "A required field is missing",
        why="Without it the record does not say enough to be counted or shown.",
        fix="Add the field.",
        wrong="delegates: [Camille R.]\nto: council\n",
        right="delegates: [Camille R.]\nto: council\nfor: 2019-01-26\n",
    ),
    error(
        "wrong-value",
        "A value that the field cannot hold",
        why="The field expects a number, a word from a list, or fields of its own, and this is none of them.",
        fix="Write one of the values the field reference lists for it.",
        wrong="outcome: passed\n",
        right="outcome: adopted\n",
    ),
    error(
        "wrong-date",
        "Not a date of the calendar",
        why="Dates decide what counts, so a day that does not exist is not guessed at.",
        fix="Write year, month and day as 2019-01-14.",
        wrong="date: 2026-02-30\n",
        right="date: 2026-02-28\n",
    ),
    warning(
        "date-not-iso",
        "A date that is not written year, month, day",
        why="11/12/2023 is in November for some readers and in December for others.",
        fix="Write the date as 2023-12-11.",
        wrong="date: 11/12/2023\n",
        right="date: 2023-12-11\n",
    ),
    error(
        "date-contradicts-name",
        "The date contradicts the name of the file",
        why="The file's name is the public address of the meeting; if the date differs, one of the two is wrong.",
        fix="Correct the date, or rename the file and list the old id under `formerly:`.",
        wrong="# minutes/2019-01-14.md\ndate: 2019-01-15\n",
        right="# minutes/2019-01-14.md\ndate: 2019-01-14\n",
    ),
    warning(
        "names-nearly-equal",
        "Two names that are nearly the same",
        why="Within an assembly the same text is the same person, so a misspelt name becomes a second person and "
        "terms in a row are counted wrongly.",
        fix="Write the name the same way everywhere; if they are two people, give them ids under `people:`.",
        wrong="facilitators: [Camille R., Camile R.]\n",
        right="facilitators: [Camille R., Dominique]\n",
    ),
    warning(
        "lookalike-names",
        "Two names that look alike and are written differently",
        why="Letters of different scripts can look the same; a reader could take one assembly or person for another.",
        fix="Write both names in one script, or make them distinguishable.",
        wrong="name: \u0410ssembly North\n",
        right="name: Assembly North\n",
    ),
    warning(
        "several-names",
        "Several names in one",
        why="A text is one person. Two names in one text would be one delegate, known by neither name elsewhere.",
        fix="Write a list, each name by itself.",
        wrong="delegates: Ada L. and Ben K.\n",
        right="delegates: [Ada L., Ben K.]\n",
    ),
    warning(
        "placeholder-left",
        "Something left over from a draft",
        why="A new record begins as a draft that says what to write in each place. Left as it is, it would be published as a name or a title.",
        fix="Write what is meant in its place.",
        wrong="delegates: [Name of a delegate]\n",
        right="delegates: [Ada L.]\n",
    ),
    warning(
        "empty-record",
        "Minutes without a word",
        why="The file is there and says nothing, so it was probably begun and not written, or saved before it was finished.",
        fix="Write what was discussed and decided, or remove the file.",
        wrong="# minutes/2019-01-14.md is an empty file\n",
        right="# General assembly\n\nWe met at seven.\n",
    ),
    error(
        "translation-has-facts",
        "A translation states facts",
        why="A fact is written once, in the original; in a translation it could come to differ.",
        fix="Leave only the body, the title and other prose in the translation.",
        wrong="# proposals/call.ar.md\ntitle: \u0646\u062f\u0627\u0621\nrequires: unanimity\n",
        right="# proposals/call.ar.md\ntitle: \u0646\u062f\u0627\u0621\n",
    ),
    error(
        "translation-orphan",
        "A translation without its original",
        why="A translation stands beside the record it translates; without it nothing says what it is.",
        fix="Add the original, or correct the name of the file.",
        wrong="proposals/cal.ar.md\nproposals/call.md\n",
        right="proposals/call.ar.md\nproposals/call.md\n",
    ),
)

PLACE_ROWS = (
    error(
        "bad-id",
        "A name that cannot be an address",
        why="Ids become public addresses: lower-case letters a to z, digits and hyphens work everywhere and cannot "
        "be mistaken for one another.",
        fix="Rename the file, the folder or the id, for example to `general-assembly`.",
        wrong="assemblies/Saint Étienne/assembly.md\n",
        right="assemblies/saint-etienne/assembly.md\n",
    ),
    error(
        "duplicate-id",
        "The same id is given twice",
        why="An id is an address within the record; a reference to it would mean two things.",
        fix="Give each its own id.",
        wrong="decisions:\n  - {id: call, on: call, outcome: adopted}\n  - {id: call, on: budget, outcome: adopted}\n",
        right="decisions:\n  - {id: call, on: call, outcome: adopted}\n  - {id: budget, on: budget, outcome: adopted}\n",
    ),
    error(
        "misplaced-file",
        "A file where no record belongs",
        why="The folder says what a record is: minutes, mandates, proposals, reports or notices. Elsewhere it would "
        "not be published, and nobody would notice.",
        fix="Move the file into one of these folders of its assembly.",
        wrong="assemblies/north/minuts/2019-01-14.md\n",
        right="assemblies/north/minutes/2019-01-14.md\n",
    ),
    warning(
        "not-a-record",
        "A file that is not read",
        why="Records are text files whose names end in `.md`. A file of another name in their folders would be missing "
        "from the site, and nobody would notice. Pictures and PDF files are left alone.",
        fix="Rename it to end in `.md` if it is a text; otherwise write its text into such a file, or keep it elsewhere.",
        wrong="assemblies/north/minutes/2019-01-14.txt\n",
        right="assemblies/north/minutes/2019-01-14.md\n",
    ),
    error(
        "bad-path",
        "No file that can be read",
        why="Links, folders with a file's name and special files could publish what is not a record; a file that may "
        "not be opened cannot be published at all.",
        fix="Put a regular file in its place that everyone may read.",
        wrong="minutes/2019-01-14.md -> /etc/hostname\n",
        right="minutes/2019-01-14.md\n",
    ),
    error(
        "assembly-missing",
        "A folder without assembly.md",
        why="A folder is an authority: `assembly.md` says whose. Without it the records speak for nobody.",
        fix="Add `assembly.md` with `name` and `kind`.",
        wrong="assemblies/north/minutes/2019-01-14.md\n",
        right="assemblies/north/assembly.md\nassemblies/north/minutes/2019-01-14.md\n",
    ),
    error(
        "formerly-collision",
        "A former id that is in use",
        why="The old address cannot lead to two records.",
        fix="Remove the id from `formerly:`, or rename the record that uses it now.",
        wrong="# north/proposals/call.md\nformerly: [north/proposals/appeal]  # appeal.md exists\n",
        right="# north/proposals/call.md\nformerly: [north/proposals/first-call]\n",
    ),
    error(
        "starts-missing",
        "Two meetings on one day without a time",
        why="Later decisions replace earlier ones, so the order of meetings must be known.",
        fix="Add `starts:` to the minutes of both meetings.",
        wrong="# minutes/2019-01-14-evening.md\ntitle: Evening session\n",
        right="# minutes/2019-01-14-evening.md\ntitle: Evening session\nstarts: '18:30'\n",
    ),
)

REFERENCE_ROWS = (
    error(
        "unknown-reference",
        "A reference to a record that does not exist",
        why="What cannot be found cannot be counted: a ratification would be lost without anyone noticing.",
        fix="Correct the reference; write `assembly/slug` for a record of another assembly.",
        wrong="on: assembly-of-assemblies/cal\n",
        right="on: assembly-of-assemblies/call\n",
    ),
    error(
        "wrong-kind-reference",
        "A reference to a record of another kind",
        why="The field names a record of one kind, for example `on` a proposal and `mandate` a mandate.",
        fix="Refer to a record of the kind the field expects.",
        wrong="on: north/minutes/2019-01-14\n",
        right="on: north/proposals/call\n",
    ),
    warning(
        "reference-set-aside",
        "A reference to a record that is set aside",
        why="The record named has an error of its own, so what rests on it cannot be computed until it is put right.",
        fix="Correct the record named; nothing needs changing here.",
        wrong="on: north/call  # call.md has an error\n",
        right="on: north/call  # call.md put right\n",
    ),
    error(
        "cycle",
        "Assemblies that go round in a circle",
        why="An assembly cannot succeed itself, nor be a member of its own members.",
        fix="Remove one of the links in the circle.",
        wrong="# north/assembly.md\nsucceeds: [south]\n# south/assembly.md\nsucceeds: [north]\n",
        right="# north/assembly.md\nsucceeds: [south]\n# south/assembly.md\ndissolved: 2019-01-14\n",
    ),
)

ROWS = FIELD_ROWS + PLACE_ROWS + REFERENCE_ROWS
