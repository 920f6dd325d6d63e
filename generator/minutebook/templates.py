"""Templates: Jinja's environment, with the filters and macros' helpers that pages need. Only this module and `render` know Jinja."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from posixpath import dirname, normpath
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup, escape

from minutebook import markdown
from minutebook.citing.embed import badge_snippet, card_snippet
from minutebook.compiled import COMPILED
from minutebook.exports.addresses import address
from minutebook.page import relative
from minutebook.pages import wording
from minutebook.pages.done import deed, done, part_of, told
from minutebook.pages.found import Found
from minutebook.pages.marks import mark
from minutebook.pages.samples import samples
from minutebook.pages.speech import _, and_list, direction, full_date, language, long_date, short_date, shown, shown_many
from minutebook.pages.tongues import foreign, glossed, tongue_name
from minutebook.pages.view import Link, Prose, Site, View, in_own_language, tongue
from minutebook.pictures import Picture
from minutebook.punctuation import Punctuation
from minutebook.settings import Settings
from minutebook.theme_path import theme_dir


def make_environment(site: Site) -> tuple[Environment, Here]:
    """Templates with everything escaped, every missing value an error, and the filters that pages need."""
    environment = Environment(
        loader=FileSystemLoader(theme_dir()), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols", Punctuation], auto_reload=False,
        bytecode_cache=COMPILED,
    )  # fmt: skip
    # The extension adds this method; its callables look the words up in the language spoken when a page is rendered.
    install: Any = environment.__dict__.get("install_gettext_callables")
    install(shown, shown_many, newstyle=False)
    environment.globals["_"] = shown  # the extension's goes the long way round, a quarter of a million times in a thousand minutes
    here = Here(site)
    filters = _Filters(here)
    environment.filters.update(
        url=pass_context(lambda context, path: filters.url(path)),  # else Jinja would reckon the ways of texts once, for the first page
        a=filters.anchor, md=filters.block, line=filters.inline, plain=_plain, bold=_bold, tongue=_tongue, turned=_turned,
        date=filters.long, day=filters.full, short=filters.short, longdate=long_date, fulldate=full_date, shortdate=short_date,
        together=and_list, direction=direction, foreign=foreign, glossed=glossed, tongue_name=tongue_name,
        own_language=in_own_language, proposal=lambda id: here.ask("proposal", id),
    )  # fmt: skip
    environment.globals.update(
        here=here, say=wording, say_mark=mark, ours=_ours, sought=here.sought, unsought=here.unsought, Link=Link, Prose=Prose, done=done,
        told=told, deed=deed, part_of=part_of, samples=samples, card_snippet=card_snippet, badge_snippet=badge_snippet,
    )  # fmt: skip
    return environment, here


def _plain(text: Prose | str) -> str:
    return markdown.plain(text.text if isinstance(text, Prose) else text)


def _tongue(text: Link | Prose | str) -> Markup:
    """The attributes that mark a text's language and direction, where it is not the interface's."""
    lang, way = tongue(Link("", lang=text) if isinstance(text, str) else text)
    return Markup(' lang="{}" dir="{}"').format(lang, way) if lang else Markup("")


def _turned(text: Link | Prose) -> bool:
    """Whether a text runs the other way than the words of the interface around it."""
    return (tongue(text)[1] or direction(language())) != direction(language())


def _ours() -> Markup:
    """The attributes that mark words of the interface within those of a record."""
    return Markup(' lang="{}" dir="{}"').format(language(), direction(language()))


def _bold(text: str) -> Markup:
    """A text with what stands between double asterisks in bold."""
    parts = text.split("**")
    return Markup("").join(Markup("<b>{}</b>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts))


def _time(day: date, words: str) -> Markup:
    return Markup(f'<time datetime="{day.isoformat()}">{escape(words)}</time>')


Question = tuple[str, ...]
"""What is asked of a site while a page is rendered: a word of `_QUESTIONS`, and about what."""


def answer(site: Site, question: Question) -> Any:
    """What a site answers: what a page shows besides its view depends on nothing else of it."""
    word, *about = question
    return _QUESTIONS[word](site, *about)


def _record(site: Site, id: str) -> tuple[str, str] | None:
    """The present id and the file of a record, by its id or a former one."""
    found = site.state.confederation.record(id)
    return (found.id, found.file) if found else None


def _pictures(site: Site, id: str) -> Mapping[str, Picture]:
    """The pictures that the texts of a record show, by their address as it is written there."""
    known = site.state.records
    found = known.record(id)
    return known.pictures.get(found.id, {}) if found else {}


_QUESTIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "record": _record, "pictures": _pictures, "proposal": lambda site, id: site.proposal(id), "text": lambda site, path: path in site.content,
}  # fmt: skip


class Here:
    """The page that is being rendered and the site it shows: macros and filters ask it, so that they are compiled once and not for
    every page or day. `answers` are what it was asked for this page, with what it answered."""

    def __init__(self, site: Site) -> None:
        self.view: Any = None
        self.site = site
        self.found: Found | None = None
        self.answers: dict[Question, Any] = {}

    def show(self, view: View, site: Site, found: Found | None) -> None:
        """Turn to another page."""
        self.view, self.site, self.found, self.answers = view, site, found, {}

    def ask(self, *question: str) -> Any:
        """What the site answers."""
        if question not in self.answers:
            self.answers[question] = answer(self.site, question)
        return self.answers[question]

    @property
    def day(self) -> date:
        """The day everything on the page is reckoned for."""
        return self.site.day

    @property
    def settings(self) -> Settings:
        """The settings, for the day the page shows."""
        return self.site.settings

    def sought(self, weight: int = 0) -> Markup:
        """The attribute that marks words of the page's own record: they are searched, where the page is one that can be found.

        `weight` (1 to 10) is how much they tell; without, as Pagefind has it: 7 for a first heading, 1 for a paragraph.
        It never stands within itself. Pagefind 1.5 also reads bare text that follows such an element in the same parent, so none may.
        """
        marked = " data-pagefind-body" + (f' data-pagefind-weight="{weight}"' if weight else "")
        return Markup(marked if self.found else "")

    def unsought(self) -> Markup:
        """The attribute that marks words of the interface, or of another record, within those that are searched."""
        return Markup(" data-pagefind-ignore" if self.found else "")

    def has(self, text: str) -> bool:
        """Whether the confederation has such a text of its own in `content/`, so that a page may lead to it."""
        there: bool = self.ask("text", text)
        return there


class _Filters:
    """The filters that must know the site, and from which page a link starts."""

    def __init__(self, here: Here) -> None:
        self.here = here

    def url(self, path: str) -> str:
        """The way from the page to a path of the site: to a page in its own language, or to a file that all share."""
        settings = self.here.settings
        return relative(settings.within(self.here.view.path), settings.within(path), settings.offline)

    def anchor(self, link: Link, text: str = "") -> Markup:
        """A link, or just its text where it leads nowhere."""
        lang, way = tongue(link) if not text else ("", "")
        inner: str = escape(text or link.text)
        if lang:
            inner = f'<bdi lang="{escape(lang)}" dir="{way}">{inner}</bdi>'
        elif link.apart:
            inner = f"<bdi>{inner}</bdi>"
        return Markup(f'<a href="{escape(self.url(link.to))}">{inner}</a>' if link.to else inner)

    def block(
        self,
        text: Prose,
        level: int = 3,
        title: str | None = None,
        prefix: str = markdown.ID_PREFIX,
        cards: Sequence[str] = (),
    ) -> Markup:
        """A body or paragraphs as HTML, with cards in place of its blocks."""
        return markdown.render(
            text.text, cards=cards, link=self._ways(text.record), image=self._pictures(text.record), heading_level=level, title=title,
            id_prefix=prefix, picture=_("Image"),
        )  # fmt: skip

    def inline(self, text: Prose) -> Markup:
        """Prose as one line."""
        return markdown.inline(markdown.one_line(text.text), link=self._ways(text.record))

    def _ways(self, record: str) -> markdown.Resolve:
        """Where a link in a record leads: to the page of the record it names by its file, within the site."""
        shown = self.here.ask("record", record) if record else None
        folder = dirname(shown[1]) if shown else ""

        def resolve(href: str) -> str | None:
            parts = urlsplit(href)
            if not parts.path:
                return None
            path = normpath(f"{folder}/{parts.path}") if not parts.path.startswith("/") else normpath(parts.path).lstrip("/")
            target = path.removesuffix(".md").removesuffix("/index.html").removeprefix("assemblies/").removesuffix("/assembly")
            found = self.here.ask("record", target)
            if found is None:
                return None
            return self.url(address(found[0]) + (f"#{parts.fragment}" if parts.fragment else ""))

        return resolve

    def _pictures(self, record: str) -> markdown.Show:
        """The pictures that the texts of a record show."""
        own = self.here.ask("pictures", record) if record else {}

        def show(source: str) -> Picture | None:
            found = own.get(source)
            return found and found._replace(address=self.url(found.address))

        return show

    def long(self, day: date) -> Markup:
        """A date with its year."""
        return _time(day, long_date(day))

    def full(self, day: date) -> Markup:
        """A date with its weekday."""
        return _time(day, full_date(day))

    def short(self, day: date) -> Markup:
        """A date as `day_words` has it: with its year, unless it is still to come this year."""
        return _time(day, wording.day_words(day, self.here.day))
