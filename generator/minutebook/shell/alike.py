"""Alike: what whoever makes pages elsewhere must have in common with whoever publishes them, so that both would write the same bytes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import requires, version
from pathlib import Path
from typing import NamedTuple

from minutebook.confederation import Confederation
from minutebook.settings import Settings
from minutebook.shell.config import SiteConfig
from minutebook.shell.content import Content
from minutebook.theme_path import theme_dir

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
"""Where a function lies in the memory of one process, as Python writes it."""


class Traits(NamedTuple):
    """A sum of each of these. The days, and what else was asked for, are among the settings."""

    programme: str
    settings: str
    records: str
    texts: str


def traits(
    site: SiteConfig, settings: Settings, tree: Mapping[str, bytes | None], confederation: Confederation, content: Content
) -> Traits:
    """The sums of what was read."""
    theme = site.mkdocs.theme
    configured = _ADDRESS.sub("", repr({**site.mkdocs, "theme": dict(theme)}))
    pictures = sorted(confederation.shown_pictures)
    return Traits(
        programme(),
        _sum([(repr(settings), None), (configured, None), *_files(theme.custom_dir)]),
        _sum([*tree.items(), ("", repr(pictures).encode())]),
        _sum([*content.texts.items(), *content.files.items()]),
    )


@cache
def programme() -> str:
    """The sum of our code and theme, of Python's version and those of the packages we need: as this process found them first, since it goes
    on with what it loaded then, whatever is installed later."""
    return _programme()


def is_as_started() -> bool:
    """Whether the programme is still the one that this process found first."""
    return _programme() == programme()


def _programme() -> str:
    names = [re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in requires("minutebook") or () if "extra ==" not in one]
    versions = {name: version(name) for name in sorted(names)} | {"python": f"{sys.version_info[:2]}"}
    return _sum([*((name, one.encode()) for name, one in versions.items()), *_files(Path(__file__).parents[1]), *_files(theme_dir())])


def _files(folder: str | Path | None) -> Iterator[tuple[str, bytes]]:
    """The files of a folder, if there is one, by path, sorted, without what Python keeps there; folders that are links are followed, once."""
    seen: set[str] = set()
    found: list[str] = []
    for base, folders, names in os.walk(folder or "", followlinks=True):
        folders[:] = [] if os.path.realpath(base) in seen else [name for name in folders if name != "__pycache__"]
        seen.add(os.path.realpath(base))
        found += [os.path.join(base, name) for name in names]
    for path in sorted(found):
        yield os.path.relpath(path, folder), Path(path).read_bytes()


def _sum(parts: Iterable[tuple[str, bytes | None]]) -> str:
    """The SHA-256 of names with what goes by them; None is something else than nothing."""
    whole = sha256()
    for name, data in parts:
        whole.update(repr((name, data is None, len(data or b""))).encode())
        whole.update(data or b"")
    return whole.hexdigest()
