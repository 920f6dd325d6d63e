"""Lazily: what is computed for each of many proposals, for one when it is asked for: who looks at one page needs few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

V = TypeVar("V")


class Lazily(Mapping[str, V]):
    """A mapping with these keys, in their order. The value of a key is made once; `make` may give those of others with it."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], Mapping[str, V]]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made.update(self._make(key))
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
