"""One build of a site, from the folder with the records to the folder with the pages: every command comes through here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Final

from minutebook.codes import severity_of
from minutebook.files import RECORDS
from minutebook.problems import Problem, Severity
from minutebook.publish import PublishError, publish
from minutebook.shell.config import ConfigError, SiteConfig
from minutebook.shell.making import Making, Progress
from minutebook.shell.workshop import Order, Workshop, die_with_parent, workshop
from minutebook.speech import _

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
    strict: bool = False,
    progress: Progress = lambda doing, done: None,
    *,
    today: date,
    config_file: Path | None = None,
    offline: bool = False,
    jobs: int | None = None,
    precompress: bool = False,
) -> BuildResult:
    """Build the confederation in `root` and publish it in `out`, in place of the site before.

    Records that cannot be trusted as written are set aside and shown as such; a strict build publishes nothing
    when any record has an error. An `offline` site can be read from a disk, without a server. `jobs` says how many
    processes make pages: without, one for each processor, and for a small book only this one; `precompress` adds
    compressed copies of text. Raises one of BuildError.
    """
    order = Order(root, config_file, as_of, today, offline, precompress)
    progress(_("reading records"), 0)
    shop = workshop(order)
    try:
        return _build(shop, _place(out, shop.site), strict or shop.site.options.strict, progress, jobs)
    finally:
        shop.close()
        workshop.cache_clear()


def _place(out: Path | None, site: SiteConfig) -> Path:
    """The folder of the site: not within what it is made from, as the next one would hold this one."""
    place = out or site.site_dir
    for folder in (site.content_dir, site.root / RECORDS):
        if place.absolute().is_relative_to(folder):
            said = _("%(folder)s lies in %(other)s, so the next site would hold this one") % {"folder": place, "other": folder}
            raise PublishError(said, _("name another folder for the site"))
    return place


def _build(shop: Workshop, out: Path, strict: bool, progress: Progress, jobs: int | None) -> BuildResult:
    """One build, of what the workshop has read."""
    sources = {file: data for file, data in shop.tree.items() if data is not None}
    _read = shop.confederation
    progress(_("reckoning"), 0)
    problems = shop.problems
    as_of = shop.settings.as_of
    if strict and any(severity_of(problem.code) is Severity.ERROR for problem in problems):
        return BuildResult(out, False, 0, 0, problems, as_of, sources)
    with _hands(shop, jobs) as hands:
        making = Making(shop, hands, progress)
        files = publish(shop.ready(making.files()), out, lambda folder: shop.ready(making.finish(folder)), making.begin)
    return BuildResult(out, True, len(making.pages), files, problems, as_of, sources)


@contextmanager
def _hands(shop: Workshop, jobs: int | None) -> Iterator[Executor | None]:
    """Who makes the pages besides this process: so many others, else one for each processor where it is worth it, else nobody."""
    if jobs is None:
        small = shop.confederation.files * len(shop.settings.languages) < WORTH
        jobs = 1 if small else len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if jobs < 2 or "fork" not in get_all_start_methods():
        yield None
        return
    shop.reckon_all()
    with ProcessPoolExecutor(jobs, get_context("fork"), die_with_parent) as pool:
        yield pool


WORTH: Final = 300
"""From so many files of records, times languages, on pages are made by several processes."""
