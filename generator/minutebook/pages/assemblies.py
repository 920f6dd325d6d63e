"""The assemblies: a tree by council with counts, and a list from A to Z."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from minutebook.pages.alphabet import collation, initial
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View


@dataclass(frozen=True, slots=True)
class Branch:
    """A council in the tree: its communes, the councils that are its members, and how many communes stand below it.

    `again` marks a council that is shown in full elsewhere in the tree.
    """

    council: Link
    place: str
    below: int
    communes: tuple[Link, ...]
    councils: tuple[Branch, ...]
    suspended: tuple[Link, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """The names under one letter."""

    letter: str
    names: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssembliesView(View):
    """All assemblies. `loose` are in no council; `gone` are dissolved, each with its last day, `coming` not yet founded."""

    tree: tuple[Branch, ...]
    loose: tuple[Link, ...]
    gone: tuple[tuple[Link, date], ...]
    coming: tuple[Link, ...]
    letters: tuple[Letter, ...]
    communes: int
    councils: int


def branches(s: Survey) -> tuple[Branch, ...]:
    """The tree: councils that are members of none, with what stands below them."""
    seen: set[str] = set()
    roots = [id for id in s.councils if not s.member_of[id]]
    found = [_branch(s, id, seen) for id in roots]
    found += [_branch(s, id, seen) for id in s.councils if id not in seen]  # councils that are each other's members
    return tuple(found)


def _branch(s: Survey, id: str, seen: set[str]) -> Branch:
    membership, site = s.state.membership, s.site
    place = s.state.confederation.assemblies[id].place or ""
    below = sum(not membership.is_council(one) for one in membership.below(id, s.day))
    if id in seen:
        return Branch(site.assembly(id), place, below, (), (), (), again=True)
    seen.add(id)
    members = membership.members(id, s.day)
    names = sorted(members, key=lambda one: collation(site.name(one)))
    return Branch(
        site.assembly(id), place, below,
        tuple(site.assembly(one) for one in names if not membership.is_council(one)),
        tuple(_branch(s, one, seen) for one in names if membership.is_council(one)),
        tuple(site.assembly(one) for one in names if not members[one]),
    )  # fmt: skip


def outside(s: Survey) -> tuple[Link, ...]:
    """The communes that are in no council today."""
    membership = s.state.membership
    ids = [
        id
        for id in s.state.confederation.assemblies
        if membership.exists(id, s.day) and not membership.is_council(id) and not s.member_of[id]
    ]
    return tuple(s.site.assembly(id) for id in sorted(ids, key=lambda id: collation(s.site.name(id))))


def letters(names: tuple[Link, ...]) -> tuple[Letter, ...]:
    """Names in the order of the alphabet, under their letters."""
    return tuple(Letter(letter, tuple(found)) for letter, found in groupby(names, key=lambda one: initial(one.text)))


def assemblies(site: Site) -> Iterator[AssembliesView]:
    """The list of assemblies."""
    s = survey(site)
    membership = s.state.membership
    records = s.state.confederation.assemblies
    existing = [id for id in records if membership.exists(id, s.day)]
    others = sorted((id for id in records if id not in existing), key=lambda id: collation(site.name(id)))
    gone = tuple((site.assembly(id), last) for id in others if (last := records[id].dissolved) and last < s.day)
    coming = tuple(site.assembly(id) for id in others if (records[id].dissolved or date.max) >= s.day)
    ordered = sorted(existing, key=lambda id: (collation(site.name(id)), id))
    yield AssembliesView(
        path="assemblies/", title=_("Assemblies"), description=_("Every assembly, by council and from A to Z."),
        tree=branches(s), loose=outside(s), gone=gone, coming=coming,
        letters=letters(tuple(site.assembly(id) for id in ordered)),
        communes=sum(not membership.is_council(id) for id in existing), councils=sum(membership.is_council(id) for id in existing),
    )  # fmt: skip
