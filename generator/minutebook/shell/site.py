"""One build of a site, from the folder with the records to the folder with the pages: every command comes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from minutebook.citing import schema_files
from minutebook.codes import severity_of
from minutebook.exports import address_files, export_files
from minutebook.exports.headers import headers_files
from minutebook.exports.moves import moves, with_copies
from minutebook.exports.sitemap import Listed, listed
from minutebook.feeds import feed_files
from minutebook.files import RECORDS, read_tree
from minutebook.indexing import index
from minutebook.load import load
from minutebook.problems import Problem, Severity
from minutebook.publish import PublishError, publish
from minutebook.render import render_site
from minutebook.settings import Settings
from minutebook.shell.config import ConfigError, SiteConfig, read_config
from minutebook.shell.content import Content, clean_content
from minutebook.shell.frame import Frames
from minutebook.shell.pictures import Pictures
from minutebook.speech import _
from minutebook.state import State, reckon

__all__ = ["BuildError", "BuildResult", "Progress", "build_site"]

Progress = Callable[[str, int], None]
"""Told what is being done ('reading records', 'writing pages') and how many are done."""

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
) -> BuildResult:
    """Build the confederation in `root` and publish it in `out`, in place of the site before.

    Records that cannot be trusted as written are set aside and shown as such; a strict build publishes nothing
    when any record has an error. An `offline` site can be read from a disk, without a server. Raises one of BuildError.
    """
    site = read_config(root, config_file)
    out = out or site.site_dir
    for folder in (site.content_dir, site.root / RECORDS):
        if out.absolute().is_relative_to(folder):
            said = _("%(folder)s lies in %(other)s, so the next site would hold this one") % {"folder": out, "other": folder}
            raise PublishError(said, _("name another folder for the site"))
    with Pictures(site.root) as pictures:
        return _build(site, site.settings(today, as_of, offline), out, strict or site.options.strict, progress, pictures)


def _build(site: SiteConfig, settings: Settings, out: Path, strict: bool, progress: Progress, pictures: Pictures) -> BuildResult:
    """One build, from the configuration as read."""
    progress(_("reading records"), 0)
    tree = read_tree(site.root)
    sources = {file: data for file, data in tree.items() if data is not None}
    confederation = load(tree, pictures.look)
    progress(_("reckoning"), 0)
    state = reckon(confederation, settings.as_of)
    content = clean_content(site.content_dir)
    problems = tuple(
        sorted(
            {*confederation.problems, *state.problems, *content.problems(site.root)},
            key=lambda problem: (problem.span, problem.code, problem.message),
        )
    )
    if strict and any(severity_of(problem.code) is Severity.ERROR for problem in problems):
        return BuildResult(out, False, 0, 0, problems, settings.as_of, sources)
    counter = _Counter(progress)
    made = with_copies(_files(site, settings, state, content, pictures, counter), moves(state.confederation), settings)
    files = publish(made, out, _finish(settings, progress))
    return BuildResult(out, True, counter.pages, files, problems, settings.as_of, sources)


class _Counter:
    """Counts pages for the progress and the result."""

    def __init__(self, progress: Progress) -> None:
        self.pages = 0
        self._progress = progress
        self._doing = _("writing pages")

    def page(self) -> None:
        self.pages += 1
        self._progress(self._doing, self.pages)


def _files(
    site: SiteConfig, settings: Settings, state: State, content: Content, pictures: Pictures, counter: _Counter
) -> Iterator[tuple[str, bytes]]:
    """Everything that belongs into the folder: pages in their frames, data files, the theme's files, pictures, files of `content/`."""
    frames = Frames(site, settings)
    exported = export_files(state, settings)
    sizes = {path: len(data) for path, data in exported.items()}
    mapped: dict[str, Listed] = {}
    for page in listed(render_site(state, settings, content.texts, sizes, content.pictures), mapped):
        yield page.file, frames.fill(page).encode()
        yield from page.beside
        counter.page()
    yield from exported.items()
    yield from schema_files(settings)
    yield from ((path, data) for path, data in address_files(state.confederation, settings, mapped) if path not in content.files)
    yield from feed_files(state, settings)
    yield from ((path, data) for path, data in headers_files(frames.scripts()) if not (settings.offline or path in content.files))
    theme = frames.assets()
    yield from theme.items()
    yield from ((path, data) for path, data in content.files.items() if path not in theme)
    yield from pictures.files(state.confederation)


def _finish(settings: Settings, progress: Progress) -> Callable[[Path], Iterator[tuple[str, bytes]]]:
    """What is made from the whole site: the index for searching. A site on a disk has none: a browser lets no script read files there."""

    def finish(folder: Path) -> Iterator[tuple[str, bytes]]:
        if not settings.offline:
            progress(_("indexing for the search"), 0)
            yield from index(folder)

    return finish
