"""Nodes: what the YAML reader gives. Every scalar is the text as written; what it means is for `shapes` to say."""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.problems import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `plain` is whether it was written without quotes and not as a block; an empty plain one is 'nothing given'."""

    text: str
    span: Span
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in the order of the file."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields with their values, in the order of the file; no key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
