"""Frames: Material's page, rendered once per kind of page and language, then filled per record.

Material's templates need two milliseconds a page. What differs from record to record is its text, title, address and depth,
so a frame is rendered with a marker in each of these places and cut there; a page is then the pieces, joined.
Nothing in a record can be taken for a marker, as only the frame is cut, before any record is put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import pass_context
from markupsafe import Markup
from mkdocs import __version__ as mkdocs_version
from mkdocs.config.defaults import MkDocsConfig

from minutebook.catalogues import catalogue
from minutebook.compiled import COMPILED
from minutebook.exports.opensearch import NAME, TYPE
from minutebook.page import ON_DISK, SECTIONS, Page, file_of
from minutebook.pages import PageKind
from minutebook.pages.tongues import own_name
from minutebook.policy import policy, scripts_in, source
from minutebook.settings import Settings, is_file
from minutebook.shell.config import ConfigError, SiteConfig
from minutebook.speech import N_, _, direction
from minutebook.theme_path import theme_dir

_MARKER: Final = re.compile(r"%%mb-(base|content|head|here|policy|title|topic)%%")
_BASE: Final = "%%mb-base%%"
_DEPTH: Final = 8
"""In so many folders a page can lie: a language, an assembly, a proposal, a past day."""

_HERE: Final = "%%mb-here%%"
# translators: name your own language here, not English: whoever reads it has another one before them
_OFFER: Final = N_("Read this page in English")
_LOADED: Final = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?\s(?:src|data|srcset)=[\"']?(?P<a>[^\"'\s>]*)"
    r"|<link\b(?=[^>]*\srel=[\"']?(?:stylesheet|icon|preload|preconnect|prefetch|modulepreload|manifest|dns-prefetch))"
    r"[^>]*?\shref=[\"']?(?P<b>[^\"'\s>]*)"
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry of the menu."""

    url: str
    title: str
    active: bool


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language in which the page can be read: its tag, its own name, its direction, its folder; `current` is the page's."""

    tag: str
    name: str
    dir: str
    tree: str
    offer: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A rendered page cut at its markers: texts at even places, names of markers at odd ones; `scripts` are those written out in it,
    in which the marker of the way to the root still stands."""

    parts: tuple[str, ...]
    scripts: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with these values at the markers."""
        pieces = list(self.parts)
        pieces[1::2] = [values[name] for name in pieces[1::2]]
        return "".join(pieces)


class Frames:
    """All frames of a site; each is rendered when its first page comes."""

    def __init__(self, site: SiteConfig, settings: Settings) -> None:
        self._config: MkDocsConfig = site.mkdocs
        self._folders = (site.content_dir, *map(Path, site.mkdocs.theme.dirs))
        self._settings = settings
        self._frames: dict[tuple[str, str, str, str], Frame] = {}
        self._policies: dict[tuple[int, str], str] = {}
        self._assets: set[str] = set()
        self._tree = ""
        self._at_root = urlsplit(settings.site_url).path or "/"
        self._environment = self._config.theme.get_env()
        self._environment.bytecode_cache = COMPILED
        # Material's templates call these; `pass_context` keeps Jinja from calling them for parts that are never shown.
        self._environment.filters["url"] = pass_context(lambda context, address: self._url(str(address)))
        self._environment.filters["script_tag"] = pass_context(lambda context, script: self._script_tag(script))

    def fill(self, page: Page) -> str:
        """The whole page."""
        frame = self._frame(page)
        name = escape(self._settings.speaking(page.lang).site_name)
        title = escape(page.title)
        # A server shows 404.html at addresses of any depth, so its way to the root cannot be relative.
        base = self._at_root if page.path == "404.html" else page.base + "/"
        return frame.fill(
            {
                "base": base,
                "policy": self._policy(frame, base, page.kind == "search"),
                "topic": f'<bdi lang="{escape(page.title_lang)}" dir="{direction(page.title_lang)}">{title}</bdi>'
                if page.title_lang
                else title,
                "title": f"{title} · {name}" if page.path and title and title != name else title or name,
                "head": self._head(page),
                "here": escape(self._here(page)),
                "content": page.content,
            }
        )

    def prepare(self, kind: PageKind, lang: str) -> None:
        """Render the frame of a kind of page in a language, so that what it loads and runs is known."""
        self._frame(Page("", kind.kind, "", "", lang=lang, dir=direction(lang), section=kind.section))

    def _frame(self, page: Page) -> Frame:
        key = (page.kind, page.lang, page.dir, page.section)
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = self._render(page)
        return frame

    def _policy(self, frame: Frame, base: str, engine: bool) -> str:
        """What pages of a frame at a depth may run."""
        key = (id(frame), base)
        if key not in self._policies:
            named = tuple(source(script.replace(_BASE, base)) for script in frame.scripts)
            self._policies[key] = policy(named, engine=engine, disk=self._settings.offline)
        return self._policies[key]

    def scripts(self) -> frozenset[str]:
        """The sources of all scripts written out in pages, as a policy names them: those of any depth, whether or not a page has it yet,
        so that what a server was told holds for later pages too."""
        bases = (self._at_root, "./", *("../" * depth for depth in range(1, _DEPTH + 1)))
        return frozenset(
            source(script.replace(_BASE, base)) for frame in self._frames.values() for script in frame.scripts for base in bases
        )

    @property
    def named(self) -> frozenset[str]:
        """The addresses of the stylesheets, scripts and pictures that the frames rendered so far load."""
        return frozenset(self._assets)

    def assets(self, named: Iterable[str] = ()) -> Mapping[str, bytes]:
        """The stylesheets, scripts and pictures of our own theme, those that the frames rendered so far load, and those named."""
        found = {address: path for address in self._assets.union(named) if (path := self._loaded(address))} | self._own
        return {address: _quiet(address, path.read_bytes()) for address, path in sorted(found.items())}

    def asset(self, address: str) -> bytes | None:
        """One of these, by its path from the site's root; None where there is none."""
        path = self._own.get(address) or (self._loaded(address) if address in self._assets else None)
        return _quiet(address, path.read_bytes()) if path else None

    @cached_property
    def _own(self) -> dict[str, Path]:
        """The files of our own theme, by their paths from the site's root."""
        own = theme_dir()
        return {path.relative_to(own).as_posix(): path for path in (own / "assets").rglob("*") if path.is_file()}

    def _loaded(self, address: str) -> Path | None:
        """Where a file lies that a frame loads."""
        return next((folder / address for folder in self._folders if (folder / address).is_file()), None)

    def _head(self, page: Page) -> str:
        """What differs in a page's head: its description, its permanent address, and what the core adds."""
        lines = []
        if description := page.description or (not page.here and self._settings.speaking(page.lang).site_description):
            lines.append(f'<meta name="description" content="{escape(description)}">')
        if self._settings.site_url and page.path != "404.html":
            lines.append(f'<link rel="canonical" href="{escape(self._settings.site_url + (page.moved_to or page.path))}">')
        lines += self._search(page)
        lines += self._alternates(page)
        return "\n      ".join([*lines, page.head] if page.head else lines)

    def _search(self, page: Page) -> Iterator[str]:
        """Where browsers learn how the book is searched in the language of the page."""
        if self._settings.reachable:
            own = self._settings.speaking(page.lang)
            start = self._at_root if page.path == "404.html" else page.base + "/"
            way = escape(start + own.tree + NAME)
            yield f'<link rel="search" type="{TYPE}" href="{way}" title="{escape(own.site_name)}">'

    def _here(self, page: Page) -> str:
        """Where the same page stands within the folder of any language; the page of missing pages has none, so the home page."""
        path = "" if page.path == "404.html" else page.here
        return file_of(path) if self._settings.offline else path

    def _alternates(self, page: Page) -> Iterator[str]:
        """Where the same page stands in the other languages; the first is for readers of none of them."""
        languages = self._settings.languages
        if len(languages) < 2 or page.path == "404.html" or page.moved_to:
            return
        start = "" if self._settings.offline else self._settings.site_url
        start = start or page.base + "/"
        for tag in (*languages, "x-default"):
            tree = self._settings.speaking(tag).tree if tag in languages else ""
            yield f'<link rel="alternate" hreflang="{escape(tag)}" href="{escape(start + tree + self._here(page))}">'

    def _tongues(self, page: Page) -> list[Tongue]:
        """The languages in which the page can be read; none where there is but one."""
        languages = self._settings.languages if len(self._settings.languages) > 1 else ()
        return [
            Tongue(
                tag, own_name(tag), direction(tag), self._settings.speaking(tag).tree, _label(tag, _OFFER),
                tag == page.lang,
            )
            for tag in languages
        ]  # fmt: skip

    def _render(self, page: Page) -> Frame:
        """Material's page for pages like this one."""
        theme = self._config.theme
        theme["language"] = next((name for name in (page.lang, page.lang.partition("-")[0]) if self._speaks(name)), "en")
        theme["direction"] = page.dir
        self._config.site_name = Markup(escape(self._settings.speaking(page.lang).site_name))
        self._tree = self._settings.speaking(page.lang).tree if page.lang in self._settings.languages else ""
        html = self._environment.get_template("main.html").render(self._context(page))
        html = re.sub(r"<html lang=[^ ]*", f'<html lang="{escape(page.lang)}" dir="{page.dir}"', html, count=1)
        for match in _LOADED.finditer(html):
            address = match["a"] or match["b"] or ""
            if not address.startswith((_BASE, "data:")):
                said = _("the pages would load %(address)r from elsewhere; put a copy into the content folder and name that")
                raise ConfigError(said % {"address": address})
        html = re.sub(r"\n\s*\n", "\n", html).lstrip()
        return Frame(tuple(_MARKER.split(html)), scripts_in(html))

    def _speaks(self, language: str) -> bool:
        """Whether Material's own few words are there in a language."""
        return any((folder / "partials" / "languages" / f"{language}.html").is_file() for folder in self._folders)

    def _context(self, page: Page) -> dict[str, Any]:
        """What Material's templates and ours are told."""
        named = ON_DISK if self._settings.offline else {}
        tabs = [Tab(url, _label(page.lang, named.get(key, title)), key == page.section) for key, url, title in SECTIONS]
        return {
            "config": self._config,
            "base_url": _BASE,
            "mkdocs_version": mkdocs_version,
            "nav": {"homepage": {"url": ""}},
            "tabs": tabs,
            "tongues": self._tongues(page),
            "here": _HERE,
            "page": {"title": "%%mb-topic%%", "toc": [{"url": "#content"}], "meta": {"hide": ["navigation", "toc"]}},
            "settings": self._settings.speaking(page.lang),
            "label": lambda text: Markup(escape(_label(page.lang, text))),
        }

    def _url(self, address: str) -> str:
        """An address within the site, from any page; what starts elsewhere stays."""
        parts = urlsplit(address)
        if parts.scheme or address.startswith(("/", "#")):
            return address
        if is_file(parts.path):
            self._assets.add(parts.path)
            return _BASE + address
        path = self._tree + parts.path
        return _BASE + parts._replace(path=file_of(path) if self._settings.offline else path).geturl()

    def _script_tag(self, script: Any) -> Markup:
        """A script element for an entry of `extra_javascript`."""
        extra = "".join(f" {name.rstrip('_')}" for name in ("defer", "async_") if getattr(script, name, False))
        kind = f' type="{escape(script.type)}"' if getattr(script, "type", "") else ""
        return Markup(f'<script src="{escape(self._url(str(script)))}"{kind}{extra}></script>')


def _quiet(address: str, data: bytes) -> bytes:
    """Material's script without its search for the same page in other languages: it would fetch a site map for each feed and language."""
    return data.replace(b"link[rel=alternate]", b"link[rel=none]") if address.startswith("assets/javascripts/bundle.") else data


def _label(language: str, text: str) -> str:
    """A text of the interface (in English) in a language."""
    return catalogue(language).gettext(text)
