"""Linking: every reference is resolved to the id it means, or reported where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from minutebook.codes import nearest
from minutebook.problems import Problem
from minutebook.records import FOLDERS
from minutebook.shapes import Ref, RefShape, Shape
from minutebook.speech import Said, said
from minutebook.structure import Either, ListOf, MapOf, Struct, StructOf, fields_of

_NO_DIGITS: Final = re.compile(r"\D+")
_MEETING = ("minutes", "notices")


@dataclass(frozen=True, slots=True)
class Index:
    """What a reference can lead to.

    `ids`: the full ids of records published, `assemblies` among them by their bare id; `aside`: of those set aside;
    `aliases`: former ids with the present ones; `parts`: the ids of decisions by their minutes' id.
    """

    ids: frozenset[str]
    aside: frozenset[str]
    aliases: Mapping[str, str]
    parts: Mapping[str, frozenset[str]]

    def resolve(self, ref: Ref, homes: Iterable[str], record: str) -> tuple[Ref, Problem | None]:
        """The reference with its target, and what is wrong with it.

        `homes` are the assemblies in which a bare slug is looked for, in this order.
        A target that is set aside leaves the reference without one, with a warning.
        """
        if ref.text in ref.shape.besides:
            return replace(ref, target=ref.text), None
        homes = tuple(homes)
        for home in homes:
            found = self._found(ref, home)
            if found:
                return self._checked(ref, found, homes[0], record)
        if ref.shape.or_name:
            return ref, None
        return ref, self._unknown(ref, homes, record)

    def _candidates(self, ref: Ref, home: str, kinds: Iterable[str]) -> list[str]:
        parts = ref.text.split("/")
        if len(parts) == 3:
            return [ref.text] if parts[1] in kinds else []
        folder_kinds = [kind for kind in kinds if kind in FOLDERS]
        if len(parts) == 2:
            return [f"{self._present(parts[0])}/{kind}/{parts[1]}" for kind in folder_kinds]
        bare = [ref.text] if "assemblies" in kinds else []
        return bare + [f"{home}/{kind}/{ref.text}" for kind in folder_kinds] if len(parts) == 1 else []

    def _present(self, assembly: str) -> str:
        return self.aliases.get(assembly, assembly)

    def _found(self, ref: Ref, home: str) -> list[str]:
        candidates = self._candidates(ref, home, ref.shape.kinds)
        known = [self.aliases.get(one, one) for one in candidates]
        found = [one for one in known if one in self.ids or one in self.aside]
        if len(found) == 2 and all(one.split("/")[1] in _MEETING for one in found):
            return [one for one in found if one.split("/")[1] == "minutes"]  # the same meeting, called and held
        return found

    def _checked(self, ref: Ref, found: list[str], home: str, record: str) -> tuple[Ref, Problem | None]:
        target = found[0]
        if ref.shape.own and target.split("/")[0] != home:
            message = said("`%(record)s` belongs to another assembly; an assembly's records speak for it alone", record=target)
            help = said("name a record of your own")
            return ref, Problem("not-yours", ref.span, message, said("another assembly's"), help, record=record)
        if target in self.aside:
            message = said("`%(record)s` is set aside, so this leads to nothing published", record=target)
            help = said("correct that record first")
            return ref, Problem("reference-set-aside", ref.span, message, said("set aside"), help, record=record)
        if ref.part and ref.part not in self.parts.get(target, frozenset()):
            near = _meant(ref.part, self.parts.get(target, ()))
            help = said("did you mean `%(meant)s`?", meant=near) if near else decisions_known(sorted(self.parts.get(target, ())))
            message = said("`%(minutes)s` has no decision `%(decision)s`", minutes=target, decision=ref.part)
            return ref, Problem("unknown-reference", ref.span, message, said("not in these minutes"), help, record=record)
        return replace(ref, target=target), None

    def _unknown(self, ref: Ref, homes: tuple[str, ...], record: str) -> Problem:
        everything = ("assemblies", *FOLDERS)
        for home in homes:
            others = [one for one in self._candidates(ref, home, everything) if one in self.ids]
            if others:
                return Problem(
                    "wrong-kind-reference",
                    ref.span,
                    said("`%(record)s` is not %(what)s", record=others[0], what=ref.shape.target()),
                    said("expected %(what)s", what=ref.shape.words()),
                    said("name a record of the right kind"),
                    record=record,
                )
        kinds = ref.shape.kinds
        same = [
            one
            for one in sorted(self.ids)
            if one.count("/") == 2 and one.split("/")[1] in kinds and one.endswith(f"/{ref.text.split('/')[-1]}")
        ]
        near = same[0].replace(f"/{same[0].split('/')[1]}/", "/") if len(same) == 1 else None
        near = near or _meant(ref.text, (short for one in self.ids for short in _written(one, homes, kinds)))
        help = said("did you mean `%(meant)s`?", meant=near) if near else said("check the id: it is the path of the record's file")
        return Problem("unknown-reference", ref.span, said("no record `%(id)s`", id=ref.text), said("not found"), help, record=record)


def _meant(written: str, known: Iterable[str]) -> str | None:
    """Of what is known that which was very probably meant: never what has another day or number."""
    digits = _NO_DIGITS.sub("", written)
    return nearest(written, sorted(one for one in known if _NO_DIGITS.sub("", one) == digits))


def decisions_known(ids: Iterable[str]) -> Said:
    """The ids of the decisions that minutes mark, where one was looked for among them."""
    known = ", ".join(ids)
    return said("decisions in these minutes: %(decisions)s", decisions=known) if known else said("these minutes mark no decision")


def _written(full: str, homes: tuple[str, ...], kinds: tuple[str, ...]) -> list[str]:
    """How a record may be written in a reference."""
    parts = full.split("/")
    if len(parts) == 1:
        return [full] if "assemblies" in kinds else []
    if parts[1] not in kinds:
        return []
    return [full, f"{parts[0]}/{parts[2]}", *([parts[2]] if parts[0] in homes else [])]


_HOLDERS: dict[type[Struct], tuple[str, ...]] = {}


def map_refs(value: Any, change: Callable[[Ref], Ref]) -> Any:
    """A value with each reference in it, however deep, put through `change`."""
    if isinstance(value, Ref):
        return change(value)
    if isinstance(value, tuple):
        items = tuple(map_refs(item, change) for item in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if isinstance(value, Struct):
        old = {name: getattr(value, name) for name in _holders(type(value))}
        new = {name: map_refs(held, change) for name, held in old.items()}
        changed = {name: held for name, held in new.items() if held is not old[name]}
        return replace(value, **changed) if changed else value
    return value


def _holders(cls: type[Struct]) -> tuple[str, ...]:
    """The fields of a class that may hold references, found once."""
    if cls not in _HOLDERS:
        _HOLDERS[cls] = tuple(f.name for f in fields_of(cls) if _may_refer(f.shape))
    return _HOLDERS[cls]


def _may_refer(shape: Shape) -> bool:
    if isinstance(shape, RefShape):
        return True
    if isinstance(shape, Either):
        return any(_may_refer(inner) for inner in shape.shapes)
    if isinstance(shape, MapOf):
        return _may_refer(shape.key) or _may_refer(shape.value)
    if isinstance(shape, ListOf):
        return _may_refer(shape.item)
    return isinstance(shape, StructOf) and bool(_holders(shape.cls))
