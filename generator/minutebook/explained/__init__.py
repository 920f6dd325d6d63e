"""What each problem means, in plain words: the rows behind `codes.CODES`, by the stage that reports them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from minutebook.problems import Severity


class Example(NamedTuple):
    """A few lines that have the problem, and the same lines put right (or, for a finding, what would answer it)."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Code:
    """One problem code: `title` is one line, `why` says what is at stake, `fix` what to do."""

    code: str
    severity: Severity
    title: str
    why: str
    fix: str
    example: Example


def error(code: str, title: str, *, why: str, fix: str, wrong: str, right: str) -> Code:
    """A row for an error: the record cannot be trusted as written."""
    return Code(code, Severity.ERROR, title, why, fix, Example(wrong, right))


def warning(code: str, title: str, *, why: str, fix: str, wrong: str, right: str) -> Code:
    """A row for a warning: publishable, but likely wrong."""
    return Code(code, Severity.WARNING, title, why, fix, Example(wrong, right))


def finding(code: str, title: str, *, why: str, fix: str, wrong: str, right: str) -> Code:
    """A row for a finding: the record is right, and tells something the public should see."""
    return Code(code, Severity.FINDING, title, why, fix, Example(wrong, right))
