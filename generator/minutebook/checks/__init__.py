"""Checks across records, one table: each check is a generator of problems with one line stating its rule."""

from __future__ import annotations

from collections.abc import Iterable

from minutebook.confederation import Confederation
from minutebook.problems import Problem


def check(confederation: Confederation) -> Iterable[Problem]:
    """All problems that only show once records are linked. An error sets aside what it stands in."""
    return ()
