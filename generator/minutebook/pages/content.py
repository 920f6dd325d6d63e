"""The pages of `content/`: guides and other texts around the records, rendered as safely as the records themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import dirname, normpath
from typing import Final
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from minutebook import markdown
from minutebook.document import read_document
from minutebook.nodes import Scalar
from minutebook.page import relative
from minutebook.pages.lines import shortened
from minutebook.pages.speech import N_, _, language
from minutebook.pages.view import Link, Site, View
from minutebook.pictures import Picture

_WORDS = re.compile(r"[-_]+")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of `content/`: its title, the first words for a description, its body; `lang` is the language it is written in,
    `headings` are those of the text that it translates."""

    file: str
    path: str
    title: str
    description: str
    body: str
    lang: str = ""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentView(View):
    """A page of `content/`. `below` are the pages in the same folder that the text does not name itself, on the page that leads it."""

    html: Markup
    below: tuple[tuple[Link, str], ...]


def content_pages(site: Site) -> Iterator[ContentView]:
    """Every page of `content/` but the front page's text; and an index for 'about' where there is none."""
    texts = {file: text for file in sorted(_originals(site.content)) if (text := text_of(site, file))}
    paths = {text.path for text in texts.values()}
    for file, text in texts.items():
        if file != "index.md":
            named: set[str] = set()
            html = body_html(site, text.path, text, named)
            below = tuple(pair for pair in _below(text, texts) if pair[0].to not in named) if file.endswith("/index.md") else ()
            yield ContentView(
                path=text.path, title=text.title, description=text.description, crumbs=_crumbs(text.path, texts.values()), lang=text.lang,
                title_lang=text.lang, html=html, below=below, file="",
            )  # fmt: skip
    folders = {f"{dirname(text.file)}/" for text in texts.values() if "/" in text.file} | {"about/"}
    for folder in sorted(folders - paths):
        title = _named(folder)
        yield ContentView(path=folder, title=title, html=Markup(""), below=_below(Text(f"{folder}index.md", folder, title, "", ""), texts))


def _originals(content: Mapping[str, bytes]) -> Iterator[str]:
    """The texts that are no translation of another: `rules.fr.md` is one of `rules.md`."""
    for file in content:
        name, dot, _tag = file.removesuffix(".md").rpartition(".")
        if not (dot and f"{name}.md" in content):
            yield file


def text_of(site: Site, file: str) -> Text | None:
    """A text in the language spoken now, else as it was written; None where there is none."""
    data = site.content.get(file)
    if data is None:
        return None
    original = replace(read_text(file, data), lang=site.settings.languages[0])
    translated = site.content.get(f"{file.removesuffix('.md')}.{language()}.md")
    if translated is None:
        return original
    return replace(read_text(file, translated), lang=language(), headings=markdown.headings_of(original.body, original.title))


def read_text(file: str, data: bytes) -> Text:
    """A text: its title from the front matter, else the first heading, else its name; its address from its name."""
    document = read_document(file, data)
    fields = {key.text: value.text for key, value in (document.front.entries if document.front else ()) if isinstance(value, Scalar)}
    name = file.removesuffix(".md")
    path = f"{name.removesuffix('index')}" if name.endswith("/index") or name == "index" else f"{name}/"
    title = fields.get("title") or document.heading or _named(path)
    first = next(
        (part for part in document.body.split("\n\n") if part.strip() and not part.lstrip().startswith(("#", ":::", "|", "```"))), ""
    )
    return Text(file, path, title, fields.get("description") or shortened(markdown.plain(first), 160), document.body)


def front_words(site: Site) -> tuple[Markup, str]:
    """The text of `content/index.md`, to stand at the head of the front page, and its language; empty where there is none."""
    text = text_of(site, "index.md")
    return (body_html(site, "", text), text.lang) if text else (Markup(""), "")


def body_html(site: Site, path: str, text: Text, named: set[str] | None = None) -> Markup:
    """The body as safe HTML, without a first heading that repeats the title. Links to other texts lead to their pages; `named`
    collects the pages that it links to."""
    folder, settings = dirname(text.file), site.settings

    def link(href: str) -> str | None:
        parts = urlsplit(href)
        if not parts.path:
            return href
        root = parts.path.startswith("/")
        target = normpath(parts.path.lstrip("/") if root else f"{folder}/{parts.path}".lstrip("/"))
        if target.startswith(".."):
            return None
        if parts.path.endswith("/") and target != ".":
            target += "/"
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        if target.endswith(".md"):
            if target not in site.content:
                return None
            target, anchor = read_path(target), anchor.replace("#", f"#{markdown.ID_PREFIX}")
        if named is not None:
            named.add(target)
        target = "" if target == "." else target
        return relative(settings.within(path), settings.within(target) + anchor, settings.offline)

    def show(source: str) -> Picture | None:
        target = unquote(urlsplit(source).path)
        found = site.pictures.get(normpath(target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")))
        return found and found._replace(address=relative(settings.within(path), settings.within(found.address), settings.offline))

    return markdown.render(text.body, link=link, image=show, heading_level=2, title=text.title, picture=_("Image"), headings=text.headings)


def read_path(file: str) -> str:
    """The address of a text by its file."""
    name = file.removesuffix(".md")
    return name.removesuffix("index") if name == "index" or name.endswith("/index") else f"{name}/"


_FOLDERS: Final = {"about": N_("About"), "guide": N_("Guide"), "reference": N_("Reference")}
"""Folders that have a name in every language."""


def _named(path: str) -> str:
    """A name made from a path."""
    if path.strip("/") in _FOLDERS:
        return _(_FOLDERS[path.strip("/")])
    words = _WORDS.sub(" ", path.strip("/").rsplit("/", 1)[-1])
    return words[:1].upper() + words[1:]


def _crumbs(path: str, texts: object) -> tuple[Link, ...]:
    folder = dirname(path.rstrip("/"))
    return (Link(_named(folder), f"{folder}/"),) if folder else ()


def _below(text: Text, texts: Mapping[str, Text]) -> tuple[tuple[Link, str], ...]:
    folder = dirname(text.file)
    found = [
        (Link(one.title, one.path), one.description) for one in texts.values() if dirname(one.file) == folder and one.file != text.file
    ]
    found += [
        (Link(one.title, one.path), one.description)
        for one in texts.values()
        if dirname(dirname(one.file)) == folder and one.file.endswith("/index.md") and folder
    ]
    if folder == "about":
        found += [
            (Link(_("Changes"), "changes/"), _("What was corrected, revoked, approved, rewritten or extended, with the differences.")),
            (Link(_("Records set aside"), "aside/"), _("What could not be trusted as written and is not counted, with the reasons.")),
            (Link(_("Problems"), "about/problems/"), _("What each means, and what to do about it.")),
        ]
    return tuple(found)
