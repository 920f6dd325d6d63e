"""The bar: one box an assembly, those that count first, and the line after what is needed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from minutebook.pages.sentence import is_own
from minutebook.pages.speech import _, counts, ngettext, semicolon
from minutebook.pages.view import Site
from minutebook.pages.wording import STATUSES, status_key, status_word, whom
from minutebook.rules.force import Standing
from minutebook.rules.ratification import Row

MOST_BOXES: Final = 40
"""With more assemblies the bar is one rectangle a status."""
_ORDER: Final = tuple(STATUSES)
_LAST: Final = ("earlier edition", "late", "conditional", "rescinded", "rejected")


@dataclass(frozen=True, slots=True)
class Box:
    """One assembly of the bar, or with many assemblies a run of `width` of one status from `start`."""

    key: str
    place: str
    width: int = 1
    start: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """The arithmetic drawn: `boxes` in their order, the need after box `need`, `label` says it in words, `tally` is its key."""

    boxes: tuple[Box, ...]
    need: int | None
    counted: int
    missing: int
    of: int
    label: str
    tally: tuple[tuple[int, str], ...]
    many: bool


def _rank(row: Row, key: str) -> tuple[int, int]:
    group = 0 if row.counted else 2 if row.status in _LAST else 1
    return (group, _LAST.index(row.status) if group == 2 else _ORDER.index(key))


def bar(site: Site, one: Standing) -> Bar:
    """The bar of a proposal."""
    own, need = is_own(site, one), one.needed
    keyed = [(row, status_key(row, own=own)) for row in one.rows]
    keyed.sort(key=lambda pair: _rank(*pair))
    counted = sum(row.counted for row, _key in keyed)
    aim = max(counted, need or 0)
    boxes = [
        Box(key, "in" if row.counted else "missing" if place < aim else "out", start=place)
        for place, (row, key) in enumerate(keyed)
    ]  # fmt: skip
    tally = tuple((number, key) for key, number in Counter(box.key for box in boxes).items())
    many = len(boxes) > MOST_BOXES
    words = semicolon().join(counts(number, status_word(key)) for number, key in tally)
    label: str = ngettext("%(n)d %(whom)s: %(words)s.", "%(n)d %(whom)s: %(words)s.", len(boxes))
    label %= {"n": len(boxes), "whom": whom(one.rule, len(boxes)), "words": words}
    if need is not None:
        label += " " + ngettext("%(n)d is needed.", "%(n)d are needed.", need) % {"n": need}
    missing = max(0, (need or 0) - counted)
    return Bar(_runs(boxes) if many else tuple(boxes), need, counted, missing, len(boxes), label, tally, many)


def _runs(boxes: list[Box]) -> tuple[Box, ...]:
    """Boxes of one status side by side as one."""
    runs: list[Box] = []
    for box in boxes:
        last = runs[-1] if runs else None
        if last and last.key == box.key and (last.place == "in") == (box.place == "in"):
            runs[-1] = Box(last.key, last.place, last.width + 1, last.start)
        else:
            runs.append(box)
    return tuple(runs)


def counted_words(one: Standing) -> str:
    """The words over the boxes that count."""
    if one.rule.decided_by == "delegations":
        return ngettext("%(n)d stands", "%(n)d stand", one.ratified) % {"n": one.ratified}
    return ngettext("%(n)d has ratified", "%(n)d have ratified", one.ratified) % {"n": one.ratified}


def missing_words(one: Bar) -> str:
    """The words over the boxes that are missing."""
    return _("%(n)d more") % {"n": one.missing}
