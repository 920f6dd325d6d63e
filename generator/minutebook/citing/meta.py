"""Meta elements of a page's head: for Zotero (Highwire's `citation_*`, Dublin Core), and for whoever shows a link (OpenGraph, Twitter).

A work has all of them; every other page that can be linked to has those of OpenGraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup, escape

from minutebook.citing.picture import FILE, HEIGHT, WIDTH
from minutebook.citing.work import Work, plain
from minutebook.pages.speech import language
from minutebook.pages.view import Site, View

Pair = tuple[str, str]
_LOCALE: Final = re.compile("([a-z]{2,3})(?:-[A-Z][a-z]{3})?-([A-Z]{2})")
"""A language with a territory, and perhaps a script between them."""
DC: Markup = Markup('<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">')
"""Says what `DC.` stands for. It is a name and not a file: no browser fetches it."""


def elements(site: Site, work: Work, picture: bool) -> Iterator[Markup]:
    """The elements of a work's page; `picture` says that it has a card image."""
    yield from (_named("name", *pair) for pair in citation(site, work))
    yield DC
    yield from (_named("name", *pair) for pair in dublin_core(site, work))
    yield from (_named("property", *pair) for pair in open_graph(site, "article", work.title, work.told, work.path))
    if picture:
        yield from (_named("property", *pair) for pair in _image(site, work))
    yield _named("name", "twitter:card", "summary_large_image" if picture else "summary")


def introduction(site: Site, view: View) -> Iterator[Markup]:
    """The elements of a page that is no work: a list, a text, a past state."""
    pairs = open_graph(site, "website", plain(view.full_title), plain(view.description), view.path)
    yield from (_named("property", *pair) for pair in pairs)


def citation(site: Site, work: Work) -> Iterator[Pair]:
    """Highwire's names, as Zotero and Google Scholar read them. An institution makes it a report, as in CSL-JSON."""
    name = site.settings.site_name
    yield "citation_title", work.title
    yield "citation_author", work.author
    if work.issued:
        yield "citation_publication_date", f"{work.issued:%Y/%m/%d}"
    if work.kind != "assembly":
        yield "citation_technical_report_institution", name
        yield "citation_technical_report_number", work.id
    yield "citation_language", work.lang
    if address := site.settings.address(work.path):
        yield "citation_public_url", address


def dublin_core(site: Site, work: Work) -> Iterator[Pair]:
    """The elements of Dublin Core 1.1."""
    settings = site.settings
    found = (
        ("title", work.title), ("creator", work.author), ("publisher", settings.site_name), ("type", work.genre),
        ("date", work.issued.isoformat() if work.issued else ""), ("description", work.told), ("language", work.lang),
        ("identifier", settings.address(work.path) or work.id), ("rights", settings.licence_url or settings.licence),
    )  # fmt: skip
    yield from ((f"DC.{name}", value) for name, value in found if value)


def open_graph(site: Site, kind: str, title: str, told: str, path: str) -> Iterator[Pair]:
    """OpenGraph (https://ogp.me/). A locale has the form language_TERRITORY there: it is named where the site's language has a territory."""
    yield "og:type", kind
    yield "og:title", title
    if told:
        yield "og:description", told
    yield "og:site_name", site.settings.site_name
    if place := _LOCALE.fullmatch(language()):
        yield "og:locale", f"{place[1]}_{place[2]}"
    if address := site.settings.address(path):
        yield "og:url", address


def _image(site: Site, work: Work) -> Iterator[Pair]:
    """The card image, by its full address: nobody resolves a relative one."""
    yield "og:image", site.settings.address(work.path) + FILE
    yield "og:image:type", "image/png"
    yield "og:image:width", str(WIDTH)
    yield "og:image:height", str(HEIGHT)
    yield "og:image:alt", f"{work.title}. {work.told}"


def _named(attribute: str, name: str, value: str) -> Markup:
    return Markup(f'<meta {attribute}="{escape(name)}" content="{escape(value)}">')
