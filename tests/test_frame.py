"""Frames: Material's page, filled per record."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from minutebook.catalogues import catalogue
from minutebook.page import SECTIONS, Page
from minutebook.shell.config import ConfigError, SiteConfig, read_config
from minutebook.shell.frame import Frames

TODAY = date(2026, 6, 4)
RECORD = Page("assemblies/north/minutes/2026-03-02/", "minutes", "Minutes", "<h1>Minutes</h1>", section="assemblies")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "assemblies").mkdir()
    return tmp_path


def frames(root: Path, config: str = "") -> Frames:
    if config:
        (root / "mkdocs.yml").write_text(config)
    site = read_config(root)
    return Frames(site, site.settings(TODAY))


class Links(HTMLParser):
    """What a page loads, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.leads.append(values.get("href", ""))
        elif tag == "link" and values.get("rel") != "canonical":
            self.loads.append(values["href"])
        elif "src" in values:
            self.loads.append(values["src"])


@pytest.mark.parametrize("lang", ["en", "fr", "ar", "kmr"])
@pytest.mark.parametrize("section", [key for key, _, _ in SECTIONS] + [""])
def test_no_page_loads_anything_from_elsewhere(root: Path, lang: str, section: str) -> None:
    html = frames(root, "site_name: X\nrepo_url: https://github.com/example/book\ntheme: {name: material, icon: {}}\n").fill(
        Page("a/b/", section, "T", "", lang=lang, section=section)
    )
    page = Links(html)
    assert len(page.loads) >= 5
    assert all(address.startswith("../../assets/") for address in page.loads)
    assert "fonts.googleapis" not in html
    assert 'data-md-component="source"' not in html  # Material's script would ask the forge for its stars


def test_a_stylesheet_from_elsewhere_is_refused(root: Path) -> None:
    with pytest.raises(ConfigError, match=r"cdn\.example"):
        frames(root, "site_name: X\nextra_css: ['https://cdn.example/x.css']\n").fill(RECORD)


@pytest.mark.parametrize(
    ("path", "base"),
    [("", "./"), ("data/", "../"), ("assemblies/north/minutes/2026-03-02/", "../../../../"), ("a/embed.html", "../"), ("404.html", "/")],
)
def test_addresses_are_relative_at_any_depth(root: Path, path: str, base: str) -> None:
    page = Links(frames(root).fill(Page(path, "x", "T", "")))
    assert f"{base}assets/records.css" in page.loads
    assert f"{base}assemblies/" in page.leads
    assert base in page.leads


def test_the_404_page_knows_the_folder_the_site_is_served_from(root: Path) -> None:
    page = Links(frames(root, "site_name: X\nsite_url: https://book.example/sarrel\n").fill(Page("404.html", "404", "T", "")))
    assert "/sarrel/assets/records.css" in page.loads


def test_every_file_a_page_loads_is_among_the_assets(root: Path) -> None:
    made = frames(root)
    page = Links(made.fill(Page("", "home", "", "")))
    assets = made.assets()
    assert {urlsplit(address).path.removeprefix("./") for address in page.loads} <= set(assets)
    assert {address: made.asset(address) for address in assets} == assets
    assert made.asset("assets/none.css") is made.asset("assets/../records/home.html") is made.asset("main.html") is None


def test_the_assets_are_small_and_none_is_left_over(root: Path) -> None:
    made = frames(root)
    made.fill(RECORD)
    assets = made.assets()
    assert not [path for path in assets if path.endswith(".map") or "lunr" in path or "workers" in path]
    assert sum(map(len, assets.values())) < 600_000


def test_texts_are_escaped_and_contents_are_not(root: Path) -> None:
    html = frames(root, "site_name: 'A & <b>'\n").fill(
        Page("a/", "x", "<script>alert(1)</script>", "<p>safe</p>", description='"><script>', head='<link rel="alternate" href="x">')
    )
    assert "<script>alert" not in html
    assert "<title>&lt;script&gt;alert(1)&lt;/script&gt; · A &amp; &lt;b&gt;</title>" in html
    assert '<meta name="description" content="&quot;&gt;&lt;script&gt;">' in html
    assert "<p>safe</p>" in html
    assert '<link rel="alternate" href="x">' in html
    assert "<b>" not in html


def test_a_marker_in_a_record_stays_text(root: Path) -> None:
    html = frames(root).fill(Page("a/", "x", "%%mb-content%%", "<p>%%mb-base%%</p>"))
    assert "<title>%%mb-content%% · Minutebook</title>" in html
    assert "<p>%%mb-base%%</p>" in html


def test_language_and_direction_are_the_pages_own(root: Path) -> None:
    made = frames(root)
    arabic = made.fill(Page("a/", "x", "T", "", lang="ar", dir="rtl"))
    assert '<html lang="ar"' in arabic
    assert '<body dir="rtl"' in arabic
    kurmanji = made.fill(Page("b/", "x", "T", "", lang="kmr"))
    assert '<html lang="kmr"' in kurmanji
    assert '<body dir="ltr"' in kurmanji


def test_the_menu_is_in_the_pages_language(root: Path) -> None:
    html = frames(root).fill(replace(RECORD, lang="fr"))
    assert f">{catalogue('fr').gettext('Assemblies')}</a>" in html
    assert ">Assemblies</a>" in frames(root).fill(RECORD)


def test_the_current_section_is_marked(root: Path) -> None:
    made = frames(root)
    assert '<a href="../../../../assemblies/" class="md-tabs__link" aria-current="true">' in made.fill(RECORD)
    assert "aria-current" not in made.fill(Page("x/", "minutes", "T", ""))


def test_the_article_is_ours_and_not_typeset_by_material(root: Path) -> None:
    html = frames(root).fill(RECORD)
    assert '<article class="md-content__inner mb" id="content">' in html
    assert 'href="#content" class="md-skip"' in html
    assert 'data-md-type="toc"' not in html


@pytest.mark.parametrize(
    ("licence", "told"),
    [
        ("CC BY 4.0", "Records may be copied, naming the source (CC BY 4.0)."),
        ("CC0 1.0", "Records may be copied (CC0 1.0)."),
    ],
)
def test_the_footer_says_once_what_may_be_copied_and_leads_on(root: Path, licence: str, told: str) -> None:
    config = f"site_name: X\ncopyright: Ours.\nplugins:\n- minutebook: {{licence: {licence}, licence_url: https://licence.example/}}\n"
    foot = frames(root, config).fill(RECORD).split("<footer", 1)[1]
    words = re.sub(r"<[^>]*>", "", re.search(r"<p .*?</p>", foot, re.DOTALL)[0])  # type: ignore[index]
    assert " ".join(words.split()) == f"Ours. {told}"
    assert '<a href="https://licence.example/" rel="license">' in foot
    assert re.findall(r'<li><a href="[./]*([a-z]+)/">', foot) == ["data", "changes", "aside", "about"]


def test_the_switch_between_light_and_dark_has_its_word(root: Path) -> None:
    html = frames(root).fill(RECORD)
    assert len(re.findall(r"</span> Light or dark</label>", html)) == 3
    assert html.count('name="__palette"') == 3


def test_the_permanent_address_needs_the_sites_own(root: Path) -> None:
    assert 'rel="canonical"' not in frames(root).fill(RECORD)
    html = frames(root, "site_name: X\nsite_url: https://book.example/\n").fill(RECORD)
    assert '<link rel="canonical" href="https://book.example/assemblies/north/minutes/2026-03-02/">' in html


def test_filling_costs_far_less_than_rendering(root: Path) -> None:
    made = frames(root)
    page = Page("a/", "x", "Title", "<p>text</p>" * 2000)
    made.fill(page)
    best = min(_seconds(made, page) for _ in range(5))
    assert best / 200 < 0.0001


def _seconds(made: Frames, page: Page) -> float:
    start = time.perf_counter()
    for _ in range(200):
        made.fill(page)
    return time.perf_counter() - start


def test_a_folder_with_nothing_but_assemblies_has_a_configuration(root: Path) -> None:
    site = read_config(root)
    settings = site.settings(TODAY)
    assert (settings.site_name, settings.as_of, settings.site_url, site.site_dir) == ("Minutebook", TODAY, "", root / "site")


def settings_of(root: Path, config: str) -> SiteConfig:
    (root / "mkdocs.yml").write_text(config)
    (root / "docs").mkdir()
    return read_config(root)


def test_settings_come_from_mkdocs_yml(root: Path) -> None:
    site = settings_of(
        root,
        "site_name: Book\nsite_url: https://book.example/x\nrepo_url: https://github.com/example/book\n"
        "theme: {language: fr}\nplugins:\n- minutebook: {as_of: 2026-01-02, licence: CC0, languages: [fr, ar]}\n",
    )
    settings = site.settings(TODAY)
    assert settings.as_of == date(2026, 1, 2)
    assert site.settings(TODAY, date(2025, 1, 1)).as_of == date(2025, 1, 1)
    assert settings.address("data/") == "https://book.example/x/data/"
    assert settings.edit_url == "https://github.com/example/book/edit/main/"
    assert settings.new_url == "https://github.com/example/book/new/main/"
    assert (settings.language, settings.languages, settings.licence) == ("fr", ("fr", "ar"), "CC0")


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("site_name: X\nplugins: [{minutebook: {as_of: soon}}]\n", "soon is not a date"),
        ("site_name: X\ntheme: mkdocs\n", "need the theme material"),
        ("site_name: [\n", "mkdocs.yml"),
        ("site_name: X\nplugins: [nowhere]\n", "nowhere"),
        ("site_name: X\nsite_url: 3\n", "site_url"),
    ],
)
def test_a_wrong_configuration_is_told_in_a_sentence(root: Path, config: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        settings_of(root, config)
