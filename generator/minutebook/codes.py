"""Problem codes: one row per code, with what it means and what to do about it.

A code never changes its meaning; its severity, wording and example stand here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from minutebook.explained import Code, decisions, fields, findings, pictures, reading
from minutebook.problems import Severity

__all__ = ["CODES", "Code", "nearest", "severity_of"]


def _by_code(rows: Iterable[Code]) -> Mapping[str, Code]:
    """The rows by their code; a code written twice is a mistake of ours, seen at once."""
    table: dict[str, Code] = {}
    for row in rows:
        if row.code in table:
            raise ValueError(f"the problem code {row.code} has two rows")
        table[row.code] = row
    return MappingProxyType(table)


CODES: Mapping[str, Code] = _by_code(chain(reading.ROWS, fields.ROWS, decisions.ROWS, pictures.ROWS, findings.ROWS))
"""Every problem code, in the order of the stages: reading, fields and references, decisions, pictures, findings."""


def severity_of(code: str) -> Severity:
    """Whether a code is an error, a warning or a finding."""
    return CODES[code].severity


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` was very probably meant to be, or None.

    Capitals, blanks, hyphens and underscores aside, at most two letters may be wrong, missing, too many
    or swapped, and no more than a third of the word: so that `layout` or `tags`, left over from another
    tool, is nobody's misspelling.
    """
    written = _letters(word)
    if not written:
        return None
    allowed = min(2, len(written) // 3)
    best: tuple[int, str] | None = None
    for candidate in candidates:
        meant = _letters(candidate)
        if abs(len(meant) - len(written)) > allowed:
            continue
        far = _distance(written, meant)
        if far <= allowed and (best is None or far < best[0]):
            best = (far, candidate)
    return best[1] if best else None


def _letters(word: str) -> str:
    return word.casefold().translate({ord(char): None for char in " -_"})


@lru_cache(maxsize=10_000)
def _distance(one: str, other: str) -> int:
    """How many letters must be changed, added, removed or swapped with their neighbour (Damerau, restricted)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before_that, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before_that[j - 2] + 1)
            row.append(cost)
    return row[-1]
