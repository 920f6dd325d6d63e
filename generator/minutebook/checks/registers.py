"""Checks of the `x-` fields that exports use: a number or code that its register cannot have leaves an assembly without the export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from minutebook.confederation import Confederation
from minutebook.problems import Problem
from minutebook.records import Record
from minutebook.registers import ACTES, siret
from minutebook.speech import Said, said
from minutebook.structure import Struct


def numbers_are_of_their_register(confederation: Confederation) -> Iterable[Problem]:
    """An `x-siret` is a SIRET, and an `x-actes` a code of the nomenclature ACTES."""
    assemblies, proposals = confederation.assemblies.values(), confederation.proposals.values()
    written: list[tuple[_Register, Record, Struct]] = [(_SIRET, one, one) for one in assemblies]
    written += ((_ACTES, one, one) for one in (*assemblies, *proposals))
    written += ((_ACTES, act.minutes, act.decision) for act in confederation.acts)
    for register, record, part in written:
        yield from _held_against(register, record, part)


@dataclass(frozen=True, slots=True)
class _Register:
    """A register: the field that holds its numbers, whether it can have one, what is said of one that it cannot have, and what helps."""

    key: str
    has: Callable[[str], object]
    wrong: Said
    help: Said


_SIRET: Final = _Register(
    "x-siret", siret, said("`x-siret` is no SIRET, so there will be no SCDL file"),
    said("copy its 14 digits once more, without letters or dots: the last digit checks the others"),
)  # fmt: skip
_ACTES: Final = _Register(
    "x-actes", ACTES.get, said("`x-actes` is no code of the nomenclature ACTES, so it is left out"),
    said("write one of its codes between quotes, from '1.1' to '9.4'"),
)  # fmt: skip


def _held_against(register: _Register, record: Record, part: Struct) -> Iterator[Problem]:
    value = dict(part.extra).get(register.key)
    if value is not None and not register.has(value):
        yield Problem("not-in-register", part.mark(register.key), register.wrong, help=register.help, record=record.id)
