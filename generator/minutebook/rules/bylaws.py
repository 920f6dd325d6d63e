"""Bylaws: which rule of an assembly holds on a day. A rule holds from its day on and never backwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from minutebook.confederation import Confederation


def bylaw(confederation: Confederation, assembly: str, key: str, day: date) -> Any:
    """An assembly's rule on a day, None where there is none.

    `key` is for example `quorum` or `ratification.requires`. Each rule holds until a later mapping has the same key.
    """
    record = confederation.assemblies.get(assembly)
    if record is None:
        return None
    outer, _, inner = key.partition(".")
    held: Any = None
    dated = [(rules.since or confederation.day_of(rules.by) or date.min, rules) for rules in record.rules]
    for since, rules in sorted(dated, key=lambda pair: pair[0]):
        value = getattr(rules, outer)
        if inner and value is not None:
            value = getattr(value, inner)
        if since <= day and value is not None:
            held = value
    return held


def default_method(confederation: Confederation, assembly: str, day: date) -> str:
    """The method by which an assembly decides where its minutes state none."""
    method: str | None = bylaw(confederation, assembly, "decides_by", day)
    return method or "majority"
