"""One build of a site, from the folder with the records to the folder with the pages: every command comes through here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from minutebook.codes import severity_of
from minutebook.files import RECORDS
from minutebook.problems import Problem, Severity
from minutebook.publish import publish
from minutebook.shell.alike import programme
from minutebook.shell.config import ConfigError, SiteConfig
from minutebook.shell.hands import hands
from minutebook.shell.making import Making, Progress
from minutebook.shell.store import is_ours
from minutebook.shell.workshop import Order, Workshop, workshop
from minutebook.speech import _
from minutebook.writing import PublishError

__all__ = ["BuildError", "BuildResult", "Progress", "build_site"]

BuildError = (ConfigError, PublishError, FileNotFoundError)
"""What `build_site` raises; the site published before is then untouched."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build came to. `published` is false where a strict build found something wrong: nothing was written then.

    `sources` are the files of records that were checked, for a report on the problems.
    """

    out: Path
    published: bool
    pages: int
    files: int
    problems: tuple[Problem, ...]
    as_of: date
    sources: Mapping[str, bytes]


def build_site(
    root: Path,
    out: Path | None = None,
    as_of: date | None = None,
    strict: bool | None = None,
    progress: Progress = lambda doing, done: None,
    *,
    today: date,
    config_file: Path | None = None,
    offline: bool = False,
    jobs: int | None = None,
    precompress: bool = False,
    executor: str | None = None,
    cache: Path | None = None,
) -> BuildResult:
    """Build the confederation in `root` and publish it in `out`, in place of the site before.

    Records that cannot be trusted as written are set aside and shown as such; a strict build publishes nothing when any
    record has an error; where `strict` does not say, the configuration does. An `offline` site can be read from a disk, without
    a server. `jobs` says how many processes make pages: without, one for each processor, and for a small book only this one;
    an `executor` is whose workers make them instead (`dask:tcp://10.0.0.1:8786`). `precompress` adds compressed copies of text.
    In the folder `cache` is kept what the next build of this site need not make again; the site is the same with it or without.
    Raises one of BuildError.
    """
    order = Order(root.absolute(), config_file and config_file.absolute(), as_of, today, offline, precompress, cache and cache.absolute())
    programme()  # what is kept, and who helps, is to be of the programme that was started
    progress(_("reading records"), 0)
    shop = workshop(order)
    try:
        return _build(shop, _place(out, shop.site, cache), shop.site.options.strict if strict is None else strict, progress, jobs, executor)
    finally:
        shop.close()
        workshop.cache_clear()


def _place(out: Path | None, site: SiteConfig, cache: Path | None) -> Path:
    """The folder of the site: not within what it is made from, as the next one would hold this one. The cache is neither there nor in the
    site, and in a folder of its own. Raises PublishError."""
    place = out or site.site_dir
    sources = (site.content_dir, site.root / RECORDS)
    for folder in sources:
        if place.absolute().is_relative_to(folder):
            said = _("%(folder)s lies in %(other)s, so the next site would hold this one") % {"folder": place, "other": folder}
            raise PublishError(said, _("name another folder for the site"))
    if cache:
        ours = Path(os.path.realpath(cache))
        for other in (*sources, place):
            there = Path(os.path.realpath(other))
            if ours.is_relative_to(there) or there.is_relative_to(ours):
                said = _("the cache cannot be %(folder)s: %(other)s is for something else") % {"folder": cache, "other": other}
                raise PublishError(said, _("name another folder for the cache"))
        if not is_ours(ours):
            said = _("%(folder)s is not empty and holds no cache of Minutebook") % {"folder": cache}
            raise PublishError(said, _("name another folder for the cache"))
    return place


def _build(shop: Workshop, out: Path, strict: bool, progress: Progress, jobs: int | None, executor: str | None) -> BuildResult:
    """One build, of what the workshop has read."""
    sources = {file: data for file, data in shop.tree.items() if data is not None}
    _read = shop.confederation
    progress(_("reckoning"), 0)
    problems = shop.problems
    as_of = shop.settings.as_of
    if strict and any(severity_of(problem.code) is Severity.ERROR for problem in problems):
        return BuildResult(out, False, 0, 0, problems, as_of, sources)
    with hands(shop, jobs, executor) as helping:
        making = Making(shop, helping, progress)
        files = publish(making.files(), out, making.finish, making.begin)
    making.prune()
    return BuildResult(out, True, len(making.pages), files, problems, as_of, sources)
