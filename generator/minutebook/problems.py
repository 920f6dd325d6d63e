"""Problems: what is wrong with a record, or what the public should see, each with its place.

Every stage returns its value and a tuple of problems; no user mistake raises.
The stable codes, their severity and their explanation stand in `codes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from minutebook.speech import UNSAID, Said


class Severity(StrEnum):
    """How much a problem weighs.

    An error sets aside what cannot be trusted as written, a warning is publishable
    but likely wrong, a finding is a right record that tells something the public should see.
    """

    ERROR = "error"
    WARNING = "warning"
    FINDING = "finding"


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def start(self) -> Span:
        """The empty span at the beginning of this one."""
        return Span(self.file, self.line, self.column, self.line, self.column)

    def holds(self, inner: Span) -> bool:
        """Whether another span of the same file begins within this one."""
        begins, ends = (self.line, self.column), (self.end_line, self.end_column)
        return self.file == inner.file and begins <= (inner.line, inner.column) <= ends


def whole_file(file: str) -> Span:
    """The span for what is missing or wrong about a file as a whole."""
    return Span(file, 1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a problem, for example the mandate that ended before the vote."""

    span: Span
    text: Said


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place.

    `code` is a key of `codes.CODES`; `message` is one plain sentence without a full stop;
    `label` stands under the carets; `help` says what to do; `assembly` is the id of the assembly
    whose record it is, `record` the record's id (empty where a file is no record).
    What it says is made once, in no language in particular: whoever shows it speaks it (`speech.speak`).
    """

    code: str
    span: Span
    message: Said
    label: Said = UNSAID
    help: Said = UNSAID
    related: tuple[Related, ...] = ()
    record: str = ""

    @property
    def assembly(self) -> str:
        """The id of the assembly in whose folder the file lies, or empty."""
        parts = self.span.file.split("/")
        return parts[1] if len(parts) > 2 and parts[0] == "assemblies" else ""
