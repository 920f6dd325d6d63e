"""Citing: what lies beside a page and in its head, so that it can be cited, quoted, embedded and read by programmes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from minutebook.citing.csl import bibtex_file, csl_file
from minutebook.citing.embed import badge_file, embed_file
from minutebook.citing.face import Face, face_of
from minutebook.citing.facts import FACTS, SCHEMA_FILE, facts_file
from minutebook.citing.linked import linked
from minutebook.citing.meta import elements, introduction
from minutebook.citing.picture import FILE, can_be_drawn, picture_file
from minutebook.citing.schema import schema_file
from minutebook.citing.work import work_of
from minutebook.pages.notfound import NotFoundView
from minutebook.pages.speech import direction, language
from minutebook.pages.view import Site, View
from minutebook.settings import Settings

__all__ = ["SCHEMA_FILE", "Beside", "beside", "schema_files"]

Files = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What comes with a page: `head` is safe HTML for its head, `texts` lie beside it, by their paths from the site's root, and `picture` is
    where its card image lies, of which face, and whether that is mirrored."""

    head: str = ""
    texts: Files = ()
    picture: tuple[str, Face, bool] | None = None

    @property
    def files(self) -> Files:
        """All that lie beside the page. The picture is drawn when they are asked for, as that takes longest."""
        if self.picture is None:
            return self.texts
        path, face, rtl = self.picture
        return (*self.texts, (path, picture_file(face, rtl)))


NOTHING: Final = Beside()


def beside(site: Site, view: View) -> Beside:
    """What comes with a page in the language spoken now.

    The citation files and `index.json` are made once, with the page of the first language. What needs a server (meta elements, linked
    data, cards to embed, pictures) is left out of an offline site. A page of no record has nothing but what whoever shows a link to it asks for.
    """
    work = work_of(site, view)
    if work is None:
        return NOTHING if site.settings.offline or _leads_nowhere(view) else Beside(_joined(introduction(site, view)))
    own = site.settings.within(view.path)
    files: list[tuple[str, bytes]] = []
    if not site.settings.tree and work.kind in FACTS:
        files = [(f"{own}cite.json", csl_file(site, work)), (f"{own}cite.bib", bibtex_file(site, work))]
        files.append((f"{own}index.json", facts_file(site, view, work)))
    if site.settings.offline:
        return Beside(texts=tuple(files))
    face = face_of(site, view)
    pictured = face is not None and bool(site.settings.site_url) and can_be_drawn(face)
    if face is not None:
        files += [(f"{own}embed.html", embed_file(face)), (f"{own}badge.svg", badge_file(face))]
    picture = (own + FILE, face, direction(language()) == "rtl") if face is not None and pictured else None
    head = _joined([*elements(site, work, pictured), linked(site, view, work)])
    return Beside(head, tuple(files), picture)


def _leads_nowhere(view: View) -> bool:
    """Whether it is a page to which nobody links: that for mistaken addresses, or one at a former address."""
    return bool(view.moved_to) or isinstance(view, NotFoundView)


def _joined(head: Iterable[Markup]) -> str:
    return str(Markup("\n      ").join(head))


def schema_files(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """The schema of `index.json`, once for the whole site."""
    yield SCHEMA_FILE, schema_file(settings)
