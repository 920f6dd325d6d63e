"""Drafts: new records with every field they are likely to need, explained by the definitions of the records themselves."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from minutebook.records import KINDS
from minutebook.speech import N_, _
from minutebook.structure import fields_of

WIDTH: Final = 100
_PLAIN: Final = re.compile(r"\w(?:[\w .'’-]*[\w.])?")
_WORDS: Final = ("true", "false", "null")
_FIRST: Final = {
    "assembly": N_("Assembly. Remove the sign # before a field to use it, and whatever is not needed."),
    "minutes": N_("Minutes. Remove the sign # before a field to use it, and whatever is not needed."),
    "mandate": N_("Mandate. Remove the sign # before a field to use it, and whatever is not needed."),
    "proposal": N_("Proposal. Remove the sign # before a field to use it, and whatever is not needed."),
    "report": N_("Report. Remove the sign # before a field to use it, and whatever is not needed."),
    "notice": N_("Notice. Remove the sign # before a field to use it, and whatever is not needed."),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A new record: its file, its text, the fields in which something stands that somebody must replace, what else to tell them."""

    file: str
    text: str
    fill: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def record(
    kind: str,
    written: Mapping[str, str],
    offered: Sequence[str],
    body: str,
    examples: Mapping[str, Iterable[str]] | None = None,
    remarks: Mapping[str, str] | None = None,
) -> str:
    """The text of a record: `written` fields with their values as YAML, the `offered` ones as comments, each with its meaning.

    Every comment has lines of its own. `examples` stand in place of the definition's own example; `remarks` on a field
    follow its meaning.
    """
    lines = ["---", *_comment(_(_FIRST[kind]))]
    for field in fields_of(KINDS[kind].cls):
        if field.key not in written and field.key not in offered:
            continue
        meaning = _(field.meaning)
        lines += ["", *_comment(meaning[:1].upper() + meaning[1:])]
        if remark := (remarks or {}).get(field.key):
            lines += _comment(remark)
        if field.key in written:
            lines.append(f"{field.key}: {written[field.key]}")
        else:
            lines += [f"#{line}" for line in (examples or {}).get(field.key) or (field.example,)]
    return "\n".join([*lines, "---", "", body.strip(), ""])


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False)


def hidden(*lines: str) -> str:
    """Lines of a body that are read by whoever writes the record and by nobody else."""
    return "\n".join(["<!--", *(line.replace("-->", "") for line in lines), "-->"])


def value(text: str) -> str:
    """A text as a YAML value, in quotes where it could be read as something else."""
    if _PLAIN.fullmatch(text) and text not in _WORDS:
        return text
    return "'" + text.replace("'", "''") + "'"


def listed(texts: Iterable[str]) -> str:
    """Several texts as a YAML list."""
    return f"[{', '.join(value(text) for text in texts)}]"


def slug(text: str) -> str:
    """A text as an id: lower-case letters, digits and hyphens; empty where none of its letters has such a form."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ı", "i")).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))[:60].strip("-")
