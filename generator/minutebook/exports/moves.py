"""Former addresses: where a record, and everything below it, stood before it was renamed (`formerly:`).

A renamed assembly's former address leads to it with all that lies below; so does a renamed record's, under its assembly's present
address and under every former one. Where two apply, the longer one does: what a record says of itself counts before what follows
from its assembly. An id that no file could ever have had never was an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final
from urllib.parse import urlsplit

from minutebook.confederation import Confederation, Groups
from minutebook.exports.addresses import address
from minutebook.records import FOLDERS
from minutebook.settings import Settings
from minutebook.shapes import SLUG

_INDEX: Final = "index.html"


@dataclass(frozen=True)
class Moves:
    """What moved: `now` has the present address by the former one, each that of a folder, with all that lies below."""

    now: Mapping[str, str]

    @cached_property
    def _formerly(self) -> Groups[str]:
        """Former addresses by the present one."""
        return Groups.of((now, former) for former, now in self.now.items())

    def formers(self, path: str) -> Iterator[str]:
        """The former addresses of an address of the site, without a language's folder, in order."""
        found = ((former, former + path[len(now) :]) for now in _folders(path) for former in self._formerly[now])
        yield from sorted({whole for former, whole in found if self._claimed(whole) == former})

    def present(self, path: str) -> str:
        """Where what stood at a former address stands now; a path that is none is given back."""
        former = self._claimed(path)
        return self.now[former] + path[len(former) :] if former else path

    def _claimed(self, path: str) -> str:
        """The longest former address that a path lies at or below; empty where there is none."""
        return next((folder for folder in reversed(_folders(path)) if folder in self.now), "")


def _folders(path: str) -> Sequence[str]:
    """The folders that a path lies in, from the root on: 'a/b/c' lies in 'a/' and 'a/b/'."""
    return list(accumulate(f"{part}/" for part in path.split("/")[:-1]))


def moves(confederation: Confederation) -> Moves:
    """Everything that moved, by the ids that records had before."""
    aliases = {former: now for former, now in confederation.aliases.items() if _stood(former)}
    assemblies = {former: now for former, now in aliases.items() if "/" not in former}
    found = dict(assemblies)
    for former, now in aliases.items():
        owner, slash, rest = former.partition("/")
        if not slash or now == f"{assemblies.get(owner)}/{rest}":
            continue  # an assembly's own, or what follows from it
        found[former] = now
        for before, after in assemblies.items():
            if owner == after:
                found.setdefault(f"{before}/{rest}", now)
    return Moves({address(former): address(found[former]) for former in sorted(found)})


def _stood(id: str) -> bool:
    """Whether a record could have had this id, which is its address."""
    parts = id.split("/")
    return all(SLUG.fullmatch(part) for part in parts) and (len(parts) == 1 or (len(parts) == 3 and parts[1] in FOLDERS))


def with_copies(files: Iterable[tuple[str, bytes]], moved: Moves, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """The files of a site, and those of them that are no pages once more at each of their former addresses: a feed or a card that
    somebody uses elsewhere cannot be led on by a page. Such a file stands as deep as before, so what it names is found."""
    for path, data in files:
        yield path, data
        yield from ((former, data) for former in copies(path, moved, settings))


def copies(path: str, moved: Moves, settings: Settings) -> Iterator[str]:
    """The former addresses at which a file stands once more; a page has none, as one that leads on stands there."""
    if moved.now and not path.endswith(f"/{_INDEX}"):
        tree = next((one for one in settings.trees if path.startswith(one)), "")
        yield from (tree + former for former in moved.formers(path[len(tree) :]))


def redirects_files(moved: Moves, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """`_redirects`, where anything moved, for servers that can lead on by themselves. As Netlify, Cloudflare Pages and GitLab Pages read it,
    the longest address stands first, as the first that fits counts."""
    if settings.offline or not moved.now:
        return
    start = urlsplit(settings.site_url).path or "/"
    trees = [start + settings.speaking(language).tree for language in settings.languages]
    ordered = sorted(moved.now, key=lambda former: (-former.count("/"), former))
    lines = (f"{tree}{former}* {tree}{moved.now[former]}:splat 301\n" for former in ordered for tree in trees)
    yield "_redirects", "".join(lines).encode()
