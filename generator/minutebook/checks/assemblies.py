"""Checks of assemblies and their memberships."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from minutebook.confederation import Confederation
from minutebook.problems import Problem, Related
from minutebook.speech import said


def communes_have_no_members(confederation: Confederation) -> Iterable[Problem]:
    """Only a council has members."""
    for record in confederation.assemblies.values():
        if record.kind == "commune" and record.members:
            yield Problem(
                "not-a-council",
                record.mark("members"),
                said("`%(assembly)s` is a commune and has no members", assembly=record.id),
                said("members of a commune"),
                said("write `kind: council`, or remove `members`"),
                record=record.id,
            )


def memberships_do_not_overlap(confederation: Confederation) -> Iterable[Problem]:
    """One assembly is a member of a council at most once on a day."""
    for record in confederation.assemblies.values():
        for later, member in enumerate(record.members):
            for earlier in record.members[:later]:
                if earlier.assembly.target != member.assembly.target:
                    continue
                first, last = (
                    max(earlier.since or date.min, member.since or date.min),
                    min(earlier.until or date.max, member.until or date.max),
                )
                if first <= last:
                    yield Problem(
                        "membership-overlap",
                        member.mark("assembly"),
                        said("`%(assembly)s` is listed twice for the same days", assembly=member.assembly.target),
                        said("listed before"),
                        said("give the first membership an `until`, and the second a `since`"),
                        (Related(earlier.mark("assembly"), said("the other membership")),),
                        record.id,
                    )


def nothing_goes_round(confederation: Confederation) -> Iterable[Problem]:
    """No council is below itself, and no assembly succeeds itself, however many steps it takes."""
    everyone = confederation.assemblies

    def members(id: str) -> Iterable[str]:
        return (member.assembly.target for member in everyone[id].members) if id in everyone else ()

    def predecessors(id: str) -> Iterable[str]:
        return (ref.target for ref in everyone[id].succeeds) if id in everyone else ()

    for record in everyone.values():
        for member in record.members:
            if _reaches(member.assembly.target, record.id, members):
                yield Problem(
                    "cycle",
                    member.mark("assembly"),
                    said("`%(assembly)s` would be below itself", assembly=record.id),
                    said("leads back here"),
                    said("a member council cannot have this council among its members"),
                    record=record.id,
                )
        if any(_reaches(ref.target, record.id, predecessors) for ref in record.succeeds):
            yield Problem(
                "cycle",
                record.mark("succeeds"),
                said("`%(assembly)s` would come out of itself", assembly=record.id),
                said("leads back here"),
                said("`succeeds` names assemblies that were there before"),
                record=record.id,
            )


def _reaches(start: str, end: str, steps: Callable[[str], Iterable[str]]) -> bool:
    """Whether steps lead from one to the other."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one == end:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(steps(one))
    return False
