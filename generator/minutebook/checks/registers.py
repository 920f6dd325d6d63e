"""Checks of the `x-` fields that exports use: a number or code that its register cannot have leaves an assembly without the export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minutebook.confederation import Confederation
from minutebook.problems import Problem
from minutebook.records import Record
from minutebook.registers import ACTES, siret
from minutebook.speech import said
from minutebook.structure import Struct


def numbers_are_of_their_register(confederation: Confederation) -> Iterable[Problem]:
    """An `x-siret` is a SIRET, and an `x-actes` a code of the nomenclature ACTES."""
    for assembly in confederation.assemblies.values():
        yield from _siret(assembly)
        yield from _actes(assembly, assembly)
    for proposal in confederation.proposals.values():
        yield from _actes(proposal, proposal)
    for act in confederation.acts:
        yield from _actes(act.minutes, act.decision)


def _siret(record: Record) -> Iterator[Problem]:
    number = dict(record.extra).get("x-siret")
    if number is not None and not siret(number):
        yield Problem(
            "not-in-register",
            record.mark("x-siret"),
            said("`x-siret` is no SIRET, so there will be no SCDL file"),
            help=said("copy its 14 digits once more, without letters or dots: the last digit checks the others"),
            record=record.id,
        )


def _actes(record: Record, part: Struct) -> Iterator[Problem]:
    code = dict(part.extra).get("x-actes")
    if code is not None and code not in ACTES:
        yield Problem(
            "not-in-register",
            part.mark("x-actes"),
            said("`x-actes` is no code of the nomenclature ACTES, so it is left out"),
            help=said("write one of its codes between quotes, from '1.1' to '9.4'"),
            record=record.id,
        )
