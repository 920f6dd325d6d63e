"""Problems met while a file is read: its bytes, its front matter, its blocks.

Each example is a whole file: the first text gives exactly this problem, the second none.
"""

from __future__ import annotations

from minutebook.explained import error, warning
from minutebook.speech import N_

FILE_ROWS = (
    error(
        "not-utf8",
        N_("The file is not UTF-8 text"),
        why=N_("Records are text in UTF-8, so that every name in every script reads the same everywhere."),
        fix=N_("Open the file in your editor, choose 'Save with encoding: UTF-8', and save it."),
        wrong="title: R\udce9union\n",
        right="title: Réunion\n",
    ),
    error(
        "file-too-large",
        N_("The file is larger than a record may be"),
        why=N_("A record is a text that people read. Very large files slow down everyone's site."),
        fix=N_("Split the file, or leave attachments (images, tables, recordings) out of it. The limit is 1 MB."),
        wrong="(a file of more than 1 MB)\n",
        right="(the minutes, without what was pasted into them)\n",
    ),
    error(
        "body-too-large",
        N_("The text below the front matter is too long"),
        why=N_(
            "Minutes are read by people. A text this long is likely a log or an attachment, and decisions marked in it would not be found."
        ),
        fix=N_("Split the text, or keep attachments elsewhere. The limits are 192 KB and 10,000 lines."),
        wrong="(a text of more than 192 KB)\n",
        right="(the minutes, without what was pasted into them)\n",
    ),
    error(
        "hidden-line-break",
        N_("A line break that many programmes do not show"),
        why=N_("Whoever reviews the text sees one line where another programme sees two, so a field or a decision could hide there."),
        fix=N_("Delete the character at this place and press Enter where a new line is meant."),
        wrong="---\ntitle: Budget\u2028outcome: adopted\n---\n",
        right="---\ntitle: Budget\noutcome: adopted\n---\n",
    ),
    error(
        "hidden-direction",
        N_("An invisible character that turns the direction of the text round"),
        why=N_(
            "With it a line can be shown in another order than it is written, and 14 be read as 41. "
            "Right-to-left scripts need no such characters."
        ),
        fix=N_("Delete the line's invisible characters by typing the line again."),
        wrong="---\ntitle: 41 \u202efor and against\n---\n",
        right="---\ntitle: 41 for and against\n---\n",
    ),
    error(
        "control-character",
        N_("An invisible control character"),
        why=N_("Such characters come from other programmes by copying; nobody can see or check them."),
        fix=N_("Delete the character at this place, or type the line again."),
        wrong="---\ntitle: Bud\x07get\n---\n",
        right="---\ntitle: Budget\n---\n",
    ),
    warning(
        "hidden-in-body",
        N_("An invisible character in the text"),
        why=N_(
            "Control characters and characters that turn the direction round can make a text read otherwise than "
            "it is written. The site shows a replacement character in their place."
        ),
        fix=N_("Delete the character at this place, or type the words again."),
        wrong="# Minutes\n\nVotes: 41 \u202efor\n",
        right="# Minutes\n\nVotes: 41 for\n",
    ),
)

FRONT_MATTER_ROWS = (
    error(
        "front-matter-open",
        N_("The front matter lacks one of its two lines"),
        why=N_("Fields stand between two lines `---`; without both, they cannot be told from the text."),
        fix=N_("Put a line with `---` before the first field and another after the last."),
        wrong="---\ntitle: General assembly\n\nWe met at seven.\n",
        right="---\ntitle: General assembly\n---\n\nWe met at seven.\n",
    ),
    error(
        "front-matter-not-fields",
        N_("The front matter is not a set of fields"),
        why=N_("Front matter says one thing per line as `field: value`; a list or a bare sentence says nothing."),
        fix=N_("Write each line as `field: value`, or move the sentence below the second line `---`."),
        wrong="---\n- title: General assembly\n---\n",
        right="---\ntitle: General assembly\n---\n",
    ),
    warning(
        "other-front-matter",
        N_("Front matter of another kind is not read"),
        why=N_(
            "Fields between `+++` lines (TOML) or in an HTML comment belong to other tools. They are left out of "
            "the page, and nothing in them is taken as a fact."
        ),
        fix=N_("If a field matters here, write it between two lines `---` at the top of the file as `field: value`."),
        wrong='+++\ntitle = "General assembly"\n+++\n\nWe met at seven.\n',
        right="---\ntitle: General assembly\n---\n\nWe met at seven.\n",
    ),
)

BLOCK_ROWS = (
    error(
        "block-open",
        N_("A block is never closed"),
        why=N_(
            "Where the decision ends and the minutes go on cannot be told, so the block is not read as a decision "
            "and stays visible as text."
        ),
        fix=N_("Put a line with `:::` after the block's last field."),
        wrong="# Minutes\n\n::: decision\non: call\noutcome: adopted\n\nThen we ate.\n",
        right="# Minutes\n\n::: decision\non: call\noutcome: adopted\n:::\n\nThen we ate.\n",
    ),
    error(
        "block-not-fields",
        N_("A block holds no fields"),
        why=N_("A decision or a statement is written as `field: value`, one per line, like front matter."),
        fix=N_("Write the block's lines as fields, and the prose before or after the block."),
        wrong="# Minutes\n\n::: decision\nWe adopted the call.\n:::\n",
        right="# Minutes\n\n::: decision\ntext: We adopted the call.\noutcome: adopted\n:::\n",
    ),
    warning(
        "unknown-block",
        N_("A block name that is nearly a known one"),
        why=N_(
            "Only `decision` and `statement` are read as blocks; anything else after `:::` stays text, and a "
            "decision in it would not be counted."
        ),
        fix=N_("Correct the name; nothing else may stand on that line."),
        wrong="# Minutes\n\n::: decison\non: call\noutcome: adopted\n:::\n",
        right="# Minutes\n\n::: decision\non: call\noutcome: adopted\n:::\n",
    ),
    warning(
        "looks-like-facts",
        N_("Something that looks like marked facts and is not read"),
        why=N_(
            "A decision is counted only if its block begins with `::: decision` on a line of its own, and fields at the top of "
            "a file only between two lines of exactly three hyphens. Anything else stays text, or hidden, and nothing in it is counted."
        ),
        fix=N_("Write the line exactly so, at the beginning of the line and outside of comments."),
        wrong="# Minutes\n\n:: decision\non: call\noutcome: adopted\n",
        right="# Minutes\n\n::: decision\non: call\noutcome: adopted\n:::\n",
    ),
    warning(
        "block-inside",
        N_("A block inside a list or a quotation is not read"),
        why=N_("What stands in a list or a quotation may be somebody else's words, so it is shown as text and not counted as a decision."),
        fix=N_("Start the block's lines at the beginning of the line, with an empty line before it."),
        wrong="- Item 3\n\n  ::: decision\n  on: call\n  outcome: adopted\n  :::\n",
        right="- Item 3\n\n::: decision\non: call\noutcome: adopted\n:::\n",
    ),
)

SYNTAX_ROWS = (
    error(
        "yaml-too-large",
        N_("The fields are longer than they may be"),
        why=N_("Fields are short facts; long text belongs in the body, where it is shown as text."),
        fix=N_("Move long text below the front matter. The limit is 64 KB."),
        wrong="---\nsummary: (more than 64 KB)\n---\n",
        right="---\nsummary: Why we call for a day of action\n---\n\nThe long text.\n",
    ),
    error(
        "yaml-too-deep",
        N_("Lists and fields stand too deep inside one another"),
        why=N_("No field of a record needs more than eight levels; more is a mistake or an attack."),
        fix=N_("Remove the brackets or the indentation that is too much."),
        wrong="---\ntitle: [[[[[[[[[Budget]]]]]]]]]\n---\n",
        right="---\ntitle: Budget\n---\n",
    ),
    error(
        "yaml-too-many-values",
        N_("More values than a record may hold"),
        why=N_("A record with more than 5,000 values is a mistake or an attack, and would slow down everyone's site."),
        fix=N_("Split the record."),
        wrong="---\ndelegations: (more than 5,000 values)\n---\n",
        right="---\ndelegations:\n  - assembly: north\n---\n",
    ),
    error(
        "yaml-broken",
        N_("The fields cannot be read"),
        why=N_("From this place on it is not certain what was meant, so nothing is guessed."),
        fix=N_(
            "Compare the line with the examples in the field reference: `field: value`, lists with `- ` or `[a, b]`, "
            "and quotes around text that contains `: ` or starts with a special character."
        ),
        wrong="---\npresent: {total: 54, women: 28\n---\n",
        right="---\npresent: {total: 54, women: 28}\n---\n",
    ),
    error(
        "yaml-quote-open",
        N_("A quotation mark is never closed"),
        why=N_("Everything after it would belong to the quoted text."),
        fix=N_("Add the closing quotation mark, or write an apostrophe inside '…' twice."),
        wrong="---\ntitle: 'The assembly''s budget\n---\n",
        right="---\ntitle: 'The assembly''s budget'\n---\n",
    ),
    error(
        "yaml-colon",
        N_("A colon that is not quoted"),
        why=N_("A colon followed by a blank begins a value, so the line says two things at once."),
        fix=N_("Put quotation marks around the whole value."),
        wrong="---\ntitle: Minutes: ordinary meeting\n---\n",
        right='---\ntitle: "Minutes: ordinary meeting"\n---\n',
    ),
    error(
        "colon-missing",
        N_("A line without a colon where a field is expected"),
        why=N_("Each line is a field with its value, or goes on with the value above by being indented."),
        fix=N_("Write `field: value` with a blank after the colon, or indent the line."),
        wrong="---\ntitle Budget\noutcome: adopted\n---\n",
        right="---\ntitle: Budget\noutcome: adopted\n---\n",
    ),
    error(
        "colon-without-blank",
        N_("A blank is missing after the colon"),
        why=N_("Without the blank `for:41` is one word, not the number 41 for `for`."),
        fix=N_("Write a blank after each colon."),
        wrong="---\nvotes: {for:41, against: 3}\n---\n",
        right="---\nvotes: {for: 41, against: 3}\n---\n",
    ),
    error(
        "yaml-indentation",
        N_("The indentation does not fit"),
        why=N_("Fields that belong together begin in the same column; otherwise it is unclear what belongs to what."),
        fix=N_("Give all fields of one group the same number of blanks at the beginning of the line."),
        wrong="---\npresent:\n  total: 54\n women: 28\n---\n",
        right="---\npresent:\n  total: 54\n  women: 28\n---\n",
    ),
    error(
        "tab-indentation",
        N_("A tab at the beginning of a line"),
        why=N_("Tabs look like any number of blanks, so what belongs to what depends on the reader's programme."),
        fix=N_("Indent with blanks; most editors can be told to."),
        wrong="---\npresent:\n\ttotal: 54\n---\n",
        right="---\npresent:\n  total: 54\n---\n",
    ),
    error(
        "reserved-character",
        N_("A value begins with a character that has another meaning"),
        why=N_("At the beginning of a value the characters @ ` % | > and others have a special meaning."),
        fix=N_("Put quotation marks around the value."),
        wrong="---\ncontact: @north\n---\n",
        right='---\ncontact: "@north"\n---\n',
    ),
    error(
        "duplicate-field",
        N_("The same field stands twice"),
        why=N_("Which of the two holds would depend on the programme that reads it, so neither is taken."),
        fix=N_("Keep one of them."),
        wrong="---\noutcome: adopted\noutcome: rejected\n---\n",
        right="---\noutcome: adopted\n---\n",
    ),
    error(
        "value-cut-off",
        N_("A value is cut off by a `#`"),
        why=N_("After a blank, `#` begins a remark, and the rest of the line would silently be lost."),
        fix=N_("Put quotation marks around the value if `#` belongs to it; otherwise write the remark on a line of its own."),
        wrong="---\ntitle: We met # 3 times\n---\n",
        right='---\ntitle: "We met # 3 times"\n---\n',
    ),
    error(
        "yaml-escape",
        N_("A backslash in quotation marks that means nothing readable"),
        why=N_(
            'Inside "…" a backslash begins a code for another character; this one is unknown, or stands for a '
            "character that cannot be seen."
        ),
        fix=N_("Write the character itself, use '…' instead of \"…\", or write the backslash twice."),
        wrong='---\ntitle: "Budget \\ud800"\n---\n',
        right="---\ntitle: 'Budget'\n---\n",
    ),
    error(
        "field-name",
        N_("A field's name is not a plain word"),
        why=N_("A list, a group of fields or nothing at all cannot be the name of a field."),
        fix=N_("Write a word before the colon."),
        wrong="---\n[for, against]: 41\n---\n",
        right="---\nfor: 41\n---\n",
    ),
    error(
        "yaml-anchor",
        N_("`&` at the beginning of a value"),
        why=N_("There it names a value for use elsewhere (an anchor). Records have none: what a record says must stand where it is read."),
        fix=N_("Put quotation marks around the value if `&` belongs to it."),
        wrong="---\ntitle: &budget Budget\n---\n",
        right='---\ntitle: "&budget Budget"\n---\n',
    ),
    error(
        "yaml-alias",
        N_("`*` at the beginning of a value"),
        why=N_("There it repeats a value from elsewhere (an alias). Records have none: what a record says must stand where it is read."),
        fix=N_("Put quotation marks around the value if `*` belongs to it."),
        wrong="---\ntitle: *budget\n---\n",
        right='---\ntitle: "*budget"\n---\n',
    ),
    error(
        "yaml-merge",
        N_("`<<` as the name of a field"),
        why=N_("It would copy fields from elsewhere (a merge key). Records have none: what a record says must stand where it is read."),
        fix=N_("Write the fields out."),
        wrong="---\npresent:\n  <<: {total: 54}\n---\n",
        right="---\npresent:\n  total: 54\n---\n",
    ),
    error(
        "yaml-tag",
        N_("`!` at the beginning of a value"),
        why=N_("There it gives a value a programming type (a tag). In records the field alone says what a value means."),
        fix=N_("Put quotation marks around the value if `!` belongs to it."),
        wrong="---\ntitle: !urgent Budget\n---\n",
        right='---\ntitle: "!urgent Budget"\n---\n',
    ),
    error(
        "yaml-directive",
        N_("A line that begins with `%`"),
        why=N_("There it is an instruction to the reading programme (a directive). Records have none."),
        fix=N_("Remove the line, or put quotation marks around the text."),
        wrong="---\n%YAML 1.1\ntitle: Budget\n---\n",
        right="---\ntitle: Budget\n---\n",
    ),
    error(
        "yaml-several-documents",
        N_("More than one set of fields"),
        why=N_("A record says everything in one place; fields after a second `---` or after `...` would be ignored."),
        fix=N_("Put all fields together."),
        wrong="::: decision\non: call\n---\noutcome: adopted\n:::\n",
        right="::: decision\non: call\noutcome: adopted\n:::\n",
    ),
)

ROWS = FILE_ROWS + FRONT_MATTER_ROWS + BLOCK_ROWS + SYNTAX_ROWS
