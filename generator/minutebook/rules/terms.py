"""Rotation: how many terms in a row a person has been sent to the same council."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from minutebook.confederation import Confederation
from minutebook.rules.mandates import Mandates


def person(confederation: Confederation, assembly: str, name: str) -> str:
    """A person's name as shown: the assembly's ids for people stand for their names."""
    record = confederation.assemblies.get(assembly)
    return dict(record.people).get(name, name) if record else name


def terms_in_a_row(mandates: Mandates, assembly: str, council: str) -> Mapping[tuple[str, str], int]:
    """For each mandate (its id) and delegate, which term in a row it is. Substitutes serve no term.

    Mandates of an assembly to one council follow one another by their first day, then grant; those that only add
    instructions are no term. A mandate without the person begins the count anew.
    """
    ordered = sorted(mandates.between(assembly, council), key=lambda m: (m.first or date.max, m.granted or date.min, m.record.id))
    rows: dict[str, int] = {}
    found: dict[tuple[str, str], int] = {}
    for mandate in ordered:
        sent = {person(mandates.confederation, assembly, name) for name in mandate.delegates}
        rows = {name: rows.get(name, 0) + 1 for name in sent}
        found.update({(mandate.record.id, name): row for name, row in rows.items()})
    return found
