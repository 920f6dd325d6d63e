"""The site in several languages: a tree of pages for each, the same pages in all, and everything in each in its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

import pytest
from jinja2 import Environment

from masked import Masked, words
from minutebook import render
from minutebook.catalogues import catalogue
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.page import Page
from minutebook.pages import Site, notfound, view
from minutebook.pages.speech import _ as phrase
from minutebook.pages.speech import apart, full_date, month_name, ngettext, quoted, short_date, speaking
from minutebook.pages.wording import capital, uncapital
from minutebook.punctuation import Punctuation
from minutebook.settings import Settings
from minutebook.shell.config import ConfigError, read_config
from minutebook.shell.site import build_site
from minutebook.state import State, reckon
from minutebook.theme_path import theme_dir
from rendered import render_site

ROOT = Path(__file__).parents[1]
DAY = date(2026, 6, 4)
LANGUAGES = ("en", "fr", "ar", "kmr")
RECORDS = {
    "council/assembly.md": "name: River Council\nkind: council\nlanguage: en\nmembers: [north, bab, east]\nrules: {ratification: {requires: two-thirds}}",
    "north/assembly.md": "name: North Hill\nkind: commune\nlanguage: en",
    "bab/assembly.md": "name: باب الماء\nkind: commune\nlanguage: ar",
    "east/assembly.md": "name: Moulin de l’Est\nkind: commune\nlanguage: fr",
    "council/proposals/water.md": "title: Water in common\nto: council\nproposed: 2026-02-07\n---\n\nThe springs belong to no one.",
    "council/proposals/water.fr.md": "title: L’eau en commun\n---\n\nLes sources n’appartiennent à personne.",
    "bab/proposals/mill.md": "title: طاحونة للجميع\nto: council\nproposed: 2026-03-01\n---\n\nنص.",
    "bab/minutes/2026-03-02.md": "present: 20\ndecisions: [{id: w, on: council/water, outcome: adopted, votes: {for: 12, against: 3}}]\n"
    "---\n# محضر الاجتماع\n\nكلام.",
    "bab/minutes/2026-03-02.fr.md": "title: Réunion du 2 mars\n---\n\nDes mots.",
    "bab/mandates/2026-04-01.md": "delegates: [سلمى]\nto: council\nfor: council/minutes/2026-04-18\ngranted: 2026-03-02\n"
    "instructions: [{on: council/water, position: for}]",
    "council/minutes/2026-04-18.md": "delegations: [{assembly: bab, delegates: سلمى, mandate: bab/2026-04-01}]\n"
    "decisions: [{id: w, on: water, outcome: adopted, positions: {bab: against}}]",
    "east/notices/2026-06-09.md": "date: 2026-06-09\nstarts: '19:00'\nplace: la salle\nagenda: [on: council/water]",
}  # fmt: skip
CONTENT = {
    "index.md": b"Our book.\n",
    "index.fr.md": b"Notre livre.\n",
    "guide/start.md": b"# Begin here\n\n## First steps\n\nSee [below](#first-steps), [the rules](../about/rules.md).\n",
    "guide/start.fr.md": "# Commencez ici\n\n## Premiers pas\n\nVoir [plus bas](#first-steps), [les règles](../about/rules.md).\n".encode(),
    "about/rules.md": b"# Rules\n\nThey are few.\n",
}


def site(languages: tuple[str, ...] = LANGUAGES) -> dict[str, Page]:
    files = {
        f"assemblies/{path}": (f"---\n{text}\n" if "\n---\n" in text else f"---\n{text}\n---\n").encode() for path, text in RECORDS.items()
    }
    settings = Settings(as_of=DAY, site_name="River book", site_url="https://river.example/", language=languages[0], languages=languages)
    return {page.path: page for page in render_site(reckon(load(files), DAY), settings, CONTENT)}


@pytest.fixture(scope="module")
def pages() -> Mapping[str, Page]:
    return site()


class Text(HTMLParser):
    """The words of a page with the language each stands in, and where it leads."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str]] = [("", page.lang, page.dir)]
        self.words: list[tuple[str, str, str]] = []
        self.leads: list[str] = []
        self.said: list[str] = [page.title, page.description]
        self.feed(page.content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.leads.append(given["href"] or "")
        self.said += [given[name] or "" for name in ("aria-label", "title", "alt", "placeholder", "data-done") if given.get(name)]
        if tag not in ("br", "hr", "img", "input", "link", "meta", "col", "wbr", "path", "rect", "circle", "use", "source"):
            self.open.append((tag, given.get("lang") or self.open[-1][1], given.get("dir") or self.open[-1][2]))

    def handle_endtag(self, tag: str) -> None:
        if any(one[0] == tag for one in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(tag in ("script", "style", "code", "pre") for tag, _lang, _dir in self.open):
            self.words.append((" ".join(data.split()), self.open[-1][1], self.open[-1][2]))


# ---------------------------------------------------------------------- trees


def test_every_page_is_there_in_every_language(pages: Mapping[str, Page]) -> None:
    trees = {language: {page.here for page in pages.values() if page.lang == language} for language in LANGUAGES}
    assert len(trees["en"]) > 40
    for language in LANGUAGES[1:]:
        assert trees[language] == trees["en"] - {"404.html"}
        assert all(page.path == f"{language}/{page.here}" for page in pages.values() if page.lang == language)
        assert {page.dir for page in pages.values() if page.lang == language} == {"rtl" if language == "ar" else "ltr"}


def test_links_stay_in_the_language_and_files_are_shared(pages: Mapping[str, Page]) -> None:
    beside = {path for page in pages.values() for path, _data in page.beside}
    kinds: Counter[str] = Counter()
    for page in pages.values():
        if page.path == "404.html":
            continue
        for href in Text(page).leads:
            if "://" in href or href.startswith(("#", "mailto:")):
                continue
            folder = dirname(page.path + "x") if page.path else ""
            target = normpath(join(folder, unquote(href.partition("#")[0]))).removeprefix("./")
            if "." in target.rsplit("/", 1)[-1] and target != ".":
                kinds["file"] += 1
                name = target.rsplit("/", 1)[-1]
                own = target.startswith(Settings(as_of=DAY, language=page.lang, languages=LANGUAGES).tree)
                followed = name in ("feed.atom", "feed.json", "calendar.ics") and own
                assert target.startswith(("data/", "assets/")) or target in beside or name == "ratifications.csv" or followed, (
                    page.path,
                    href,
                )
            else:
                kinds["page"] += 1
                found = pages.get("" if target == "." else f"{target}/")
                assert found is not None, (page.path, href)
                assert found.lang == page.lang, (page.path, href)
    assert kinds["file"] > 20
    assert kinds["page"] > 1000


def test_one_language_is_at_the_root_as_ever(pages: Mapping[str, Page]) -> None:
    alone = site(("fr",))
    assert {page.here for page in alone.values()} == {page.path for page in alone.values()}
    assert alone[""].content == pages["fr/"].content.replace("https://river.example/fr/", "https://river.example/").replace("../", "") or (
        Text(alone[""]).words == Text(pages["fr/"]).words
    )


def test_past_states_are_reckoned_once_for_all_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[date] = []
    original = view.reckon

    def counted(*known: Any) -> State:
        days.append(known[1])
        return original(*known)

    view._then.cache_clear()
    monkeypatch.setattr(view, "reckon", counted)
    site()
    assert len(days) == len(set(days)) > 3


def test_the_built_site_has_the_switch_and_shares_its_files(tmp_path: Path) -> None:
    for path, text in RECORDS.items():
        file = tmp_path / "assemblies" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{text}\n" if "\n---\n" in text else f"---\n{text}\n---\n", encoding="utf-8")
    for path, data in CONTENT.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    config = "site_name: River\nsite_url: https://river.example/\nplugins: [minutebook: {languages: [fr, ar]}]\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    out = tmp_path / "out"
    assert build_site(tmp_path, out, today=DAY).published
    path = "assemblies/bab/minutes/2026-03-02/"
    html = (out / "ar" / path / "index.html").read_text("utf-8")
    assert '<html lang="ar" dir="rtl"' in html
    assert f'hreflang="en" href="https://river.example/{path}"' in html
    assert f'hreflang="fr" href="https://river.example/fr/{path}"' in html
    assert f'hreflang="x-default" href="https://river.example/{path}"' in html
    assert f'<link rel="canonical" href="https://river.example/ar/{path}">' in html
    assert f'<a href="../../../../../{path}" lang="en" dir="ltr" hreflang="en"' in html
    assert f'<a href="../../../../../fr/{path}" lang="fr" dir="ltr" hreflang="fr"' in html
    assert '<b lang="ar" dir="rtl">العربية</b>' in html
    assert "Lire cette page en français" in html
    assert 'http-equiv="refresh"' not in html
    assert (out / "assets").is_dir()
    assert not (out / "fr" / "assets").exists()
    assert (out / "data" / "ratifications.csv").is_file()
    assert [one.name for one in (out / "fr" / "data").iterdir()] == ["index.html"]
    missing = (out / "404.html").read_text("utf-8")
    assert 'href="/ar/"' in missing
    assert not (out / "ar" / "404.html").exists()


def test_a_disk_has_the_same_trees(tmp_path: Path) -> None:
    (tmp_path / "assemblies" / "north").mkdir(parents=True)
    (tmp_path / "assemblies" / "north" / "assembly.md").write_text("---\nname: N\nkind: commune\nlanguage: en\n---\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: R\nsite_url: https://r.example/\nplugins: [minutebook: {languages: [ar]}]\n")
    build_site(tmp_path, tmp_path / "out", today=DAY, offline=True)
    html = (tmp_path / "out" / "ar" / "assemblies" / "north" / "index.html").read_text("utf-8")
    assert '<a href="../../../assemblies/north/index.html" lang="en"' in html
    assert 'href="../../../ar/calendar/index.html"' in html
    assert 'hreflang="en" href="../../../assemblies/north/index.html"' in html


@pytest.mark.parametrize("config", ["theme: {name: material, language: syr}", "plugins: [minutebook: {languages: [syr]}]"])
def test_a_language_without_a_catalogue_is_refused(tmp_path: Path, config: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: R\n{config}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="there is no translation into 'syr'; there are: en, ar, ckb, de, es, fr, kmr, tr"):
        read_config(tmp_path)


# ---------------------------------------------------------------------- the words of the interface


def test_every_word_of_the_interface_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a language in which nothing can be read, what is left in Latin letters stands in the records, or is a name or an address."""
    for module in (render, notfound):
        monkeypatch.setattr(module, "catalogue", lambda language: Masked())
    tree = read_tree(ROOT)
    days = [date(2026, month, day) for month in range(1, 13) for day in range(1, 8)]
    dates = " ".join(full_date(day) + " " + month_name(day, short=True) for day in days)
    records = " ".join((data or b"").decode("utf-8", "replace") + f" {name}" for name, data in tree.items())
    own = words(f"{records} {dates} Minutebook xx CSV JSON CC BY https example CSL BibTeX SQLite Popolo SCDL SQL")
    state = reckon(load(tree), date(2026, 11, 24))
    settings = Settings(as_of=state.day, language="xx", languages=("xx",), past=False, site_url="https://sarrel.example/", licence="CC BY")
    left: Counter[str] = Counter()
    for page in render_site(state, settings, {}):
        if page.kind not in ("data", "code"):  # which show the formats themselves
            text = Text(page)
            for one in (*text.said, *(shown for shown, _lang, _dir in text.words)):
                left.update(words(re.sub(r"https://\S+", "", one)) - own)
    assert left == {}


class Template(HTMLParser):
    """The words that a template says by itself: outside tags, and in what is read aloud."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.found: set[str] = set()
        pieces = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"]).lex(file.read_text("utf-8"))
        self.feed("".join(value if kind == "data" else "1" for _line, kind, value in pieces if kind in ("data", "variable_end")))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {
            one for name, value in attrs if name in ("aria-label", "title", "alt", "placeholder", "data-done") for one in words(value or "")
        }

    def handle_data(self, data: str) -> None:
        self.found |= words(re.sub(r'[\w-]+="[^"]*"', "", data))  # a macro may give attributes


def test_no_template_says_anything_by_itself() -> None:
    """What a template says is given to gettext."""
    files = sorted((theme_dir() / "records").rglob("*.html"))
    assert len(files) > 30
    assert {file.name: Template(file).found - {"csv", "json"} for file in files if Template(file).found - {"csv", "json"}} == {}


# ---------------------------------------------------------------------- records in their own language


def test_records_keep_their_language_and_direction(pages: Mapping[str, Page]) -> None:
    for tree in ("", "fr/", "kmr/"):
        shown = Text(pages[f"{tree}assemblies/bab/minutes/2026-03-02/"]).words
        assert ("كلام.", "ar", "rtl") in shown
        assert ("محضر الاجتماع", "ar", "rtl") in shown
    shown = Text(pages["ar/assemblies/council/proposals/water/"]).words
    assert ("The springs belong to no one.", "en", "ltr") in shown
    assert ("Les sources n’appartiennent à personne.", "fr", "ltr") in shown
    assert pages["ar/assemblies/council/proposals/water/"].title_lang == "en"
    assert pages["ar/assemblies/bab/minutes/2026-03-02/"].title_lang == ""


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("fr/assemblies/bab/minutes/2026-03-02/", ("Language of this record: %(language)s.", "arabe")),
        ("fr/assemblies/bab/minutes/2026-03-02/", ("Read the translation into %(language)s", "français")),
        ("kmr/assemblies/bab/minutes/2026-03-02/", ("There is no translation into %(language)s.", None)),
        ("ar/assemblies/council/proposals/water/", ("There is no translation into %(language)s.", "العربية")),
    ],
)
def test_the_language_of_a_record_is_said_and_what_is_missing(pages: Mapping[str, Page], path: str, says: tuple[str, str | None]) -> None:
    text, name = says
    with speaking(pages[path].lang, catalogue(pages[path].lang)):
        name = name or phrase("Kurdish (Kurmanji)")
        assert phrase(text) % {"language": name} in re.sub(r"<[^>]+>", "", pages[path].content)


def test_a_translation_is_marked_and_the_original_one_step_away(pages: Mapping[str, Page]) -> None:
    content = pages["fr/assemblies/bab/minutes/2026-03-02/"].content
    assert '<a href="#_translation-fr">' in content
    part = content[content.index('id="_translation-fr" open') :]
    with speaking("fr", catalogue("fr")):
        assert phrase("A translation; the original counts.") in part
    assert '<a href="#_original">' in part
    assert 'id="_original" lang="ar" dir="rtl"' in content
    english = pages["assemblies/bab/minutes/2026-03-02/"].content
    assert 'id="_translation-fr">' in english
    assert "mb-written" not in pages["ar/assemblies/bab/minutes/2026-03-02/"].content


def test_where_and_when_an_assembly_meets_is_said_in_the_language_if_it_is_translated(book: Site) -> None:
    record = book.state.confederation.assemblies["bab-al-ma"]
    told = {}
    for tag in ("fr", "ar", "de"):
        with speaking(tag, catalogue(tag)):
            told[tag] = book.translated(record, "meets")
    assert (told["fr"].lang, told["fr"].text) == ("fr", "Le vendredi à 19 h 30, dans la salle de la porte d’eau")
    assert told["ar"] == told["de"] == book.prose(record.meets, record)
    assert told["ar"].lang == "ar"


def test_texts_around_the_records_are_shown_in_the_language_if_they_are_translated(pages: Mapping[str, Page]) -> None:
    assert "Notre livre." in pages["fr/"].content
    assert ("Our book.", "en", "ltr") in Text(pages["ar/"]).words
    french = pages["fr/guide/start/"]
    assert (french.title, french.title_lang) == ("Commencez ici", "")
    assert 'id="s_first-steps"' in french.content
    assert 'href="#s_first-steps"' in french.content
    assert "fr/guide/start.fr/" not in pages
    arabic = pages["ar/guide/start/"]
    assert (arabic.title, arabic.title_lang) == ("Begin here", "en")
    assert '<div class="mb-prose" lang="en" dir="ltr"' in arabic.content
    with speaking("ar", catalogue("ar")):
        assert phrase("There is no translation into %(language)s.") % {"language": "العربية"} in arabic.content


# ---------------------------------------------------------------------- signs, names, numbers, dates


def test_signs_are_those_of_the_language(pages: Mapping[str, Page]) -> None:
    assert "،" in re.sub(r"<[^>]+>", "", pages["ar/"].content)
    with speaking("ar", catalogue("ar")):
        assert phrase(", ") + phrase("; ") == "، ؛ "
    with speaking("fr", catalogue("fr")):
        assert (phrase(": "), quoted("Eau")) == ("\u00a0: ", "«\u00a0Eau\u00a0»")
    with speaking("de", catalogue("de")):
        assert quoted("Wasser") == "„Wasser“"


def test_only_the_text_of_a_template_has_its_signs_translated() -> None:
    environment = Environment(extensions=["jinja2.ext.i18n", Punctuation], autoescape=True)
    install = environment.__dict__["install_gettext_callables"]
    install(lambda text: {", ": "|", "; ": "!", ": ": "~"}.get(text, text), lambda one, many, number: one, newstyle=False)
    made = environment.from_string(
        '<a title="a, b; c: d" href="{{ x }}, y">{{ x }}, {{ y }}</a>; &amp; {{ x ~ ": " ~ y }} {{ [x, y] | join(", ") }}: 1<b>2, 3</b>{{ "a, b" }}'
    )
    assert made.render(x="1, 2", y="3") == '<a title="a, b; c: d" href="1, 2, y">1, 2|3</a>!&amp; 1, 2~3 1, 2|3~1<b>2|3</b>a, b'


def test_names_keep_their_direction_within_a_sentence() -> None:
    with speaking("ar", catalogue("ar")):
        assert apart("North Hill") == "\u2068North Hill\u2069"
        assert apart("باب الماء") == "باب الماء"
        assert apart("2026") == "2026"
        assert "\u2068North Hill\u2069" in phrase("Minutes of %(name)s") % {"name": "North Hill"}
    assert phrase("Minutes of %(name)s") % {"name": "North Hill"} == "Minutes of North Hill"
    assert phrase("Minutes of %(name)s") % {"name": "باب الماء"} == "Minutes of \u2068باب الماء\u2069"


@pytest.mark.parametrize(
    ("language", "number"), [("en", "12,345"), ("fr", "12\u202f345"), ("de", "12.345"), ("es", "12.345"), ("tr", "12.345")]
)
def test_large_numbers_have_the_separators_of_the_language(language: str, number: str) -> None:
    with speaking(language, catalogue(language)):
        assert number in ngettext("%(num)d proposal", "%(num)d proposals", 12345) % {"num": 12345}
        assert "4000" in ngettext("%(num)d proposal", "%(num)d proposals", 4000) % {"num": 4000}
        assert "12345" in phrase("line %(n)s") % {"n": 12345}


def test_dates_are_those_of_the_language() -> None:
    day = date(2026, 4, 18)
    written = {}
    for language in ("en", "fr", "es", "de", "ar", "ckb", "tr"):
        with speaking(language):
            written[language] = (full_date(day), short_date(day))
    assert written == {
        "en": ("Saturday 18 April 2026", "18 April"),
        "fr": ("samedi 18 avril 2026", "18 avril"),
        "es": ("sábado, 18 de abril de 2026", "18 de abril"),
        "de": ("Samstag, 18. April 2026", "18. April"),
        "ar": ("السبت، 18 أبريل 2026", "18 أبريل"),
        "ckb": ("شەممە، 18ی نیسانی 2026", "18ی نیسان"),
        "tr": ("18 Nisan 2026 Cumartesi", "18 Nisan"),
    }


def test_capitals_are_those_of_the_language() -> None:
    with speaking("tr"):
        assert (capital("izin"), uncapital("Irmak"), uncapital("İzin")) == ("İzin", "ırmak", "izin")
    with speaking("de"):
        assert uncapital("Versammlung") == "Versammlung"
    assert (capital("izin"), uncapital("Irmak")) == ("Izin", "irmak")
