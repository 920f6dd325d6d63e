"""Markdown: safe whatever is written, legible, and never slow."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from minutebook.document import read_document
from minutebook.markdown import _CLEANER, EXTERNAL_REL, inline, plain, render
from minutebook.pictures import Picture

XSS = Path(__file__).parents[2] / "shared" / "data" / "hostile" / "xss"

ALLOWED = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start"},
    "th": {"class"},
    "td": {"class"},
    "span": {"class"},
    "div": {"class", "tabindex"},
    "table": {"class"},
    "pre": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
    **{tag: set() for tag in ["p", "br", "hr", "ul", "li", "blockquote", "code", "em", "strong", "s", "thead", "tbody", "tr"]},
}


class Guard(HTMLParser):
    """Reads HTML as a browser would and notes whatever is not on the allow-list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ALLOWED.get(tag, set()):
                self.wrong.append(f"<{tag} {name}>")
            if name == "href" and urlsplit((value or "").strip()).scheme not in ("http", "https", "mailto", ""):
                self.wrong.append(f"{tag} {name}={value}")
            if name == "href" and (value or "").startswith("//"):
                self.wrong.append(f"{tag} {name}={value}")
            if name == "src" and not (value or "").startswith("/site/"):
                self.wrong.append(f"{tag} {name}={value}")
            if name == "id":
                self.ids.append(value or "")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}>")


def check(html: str) -> None:
    guard = Guard()
    guard.feed(html)
    guard.close()
    assert guard.wrong == []
    assert len(set(guard.ids)) == len(guard.ids)
    assert all(name.startswith("s_") for name in guard.ids)


def site(address: str) -> str:
    return "/site/" + address.lstrip("./")


def shown(address: str) -> Picture:
    return Picture(site(address), 40, 30)


def payloads() -> Iterator[str]:
    yield from json.loads((XSS / "own-markdown.json").read_text("utf-8"))
    for case in json.loads((XSS / "dompurify" / "expect.json").read_text("utf-8")):
        yield case["payload"]
    texts = sorted([XSS / "markdown-it-py" / "xss.md", *(XSS / "payloadsallthethings").rglob("*.*")])
    for path in texts:
        text = path.read_text("utf-8", "replace")
        yield text
        yield from text.splitlines()


PLACES = [
    "{}",
    "# {}",
    "- {}\n\n  {}",
    "> {}",
    "| {} | b |\n|---|---|\n| {} | {} |",
    "[{}]({})",
    '[x]({} "{}")',
    "![{}]({})",
    '![x](<{}> "{}")',
    "<{}>",
    "[x][r]\n\n[r]: {} '{}'",
    "```{}\n{}\n```",
    "`{}`",
    "http://example.org/{}",
    "::: decision\n{}\n:::",
    "<!-- {}\n",
]


def test_no_payload_gives_a_tag_or_an_attribute_of_its_own() -> None:
    if not XSS.is_dir():
        pytest.skip(f"the hostile texts do not lie beside the repository ({XSS})")
    for number, payload in enumerate(payloads()):
        check(render(payload, link=site, image=shown))
        check(inline(payload, link=site))
        place = PLACES[number % len(PLACES)]
        check(render(place.replace("{}", payload), link=site, image=shown))


@pytest.mark.parametrize("place", PLACES)
def test_the_worst_payloads_in_every_place(place: str) -> None:
    for payload in (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        '" onmouseover="alert(1)',
        "data:text/html,<script>alert(1)</script>",
        "</pre></code></td><svg/onload=alert(1)>",
        "java&#x0A;script&colon;alert(1)",
        "//evil.example/x",
        "\\\\evil.example\\x",
        "{{ 7*7 }}{% raw %}",
        "--><script>alert(1)</script>",
    ):
        check(render(place.replace("{}", payload), link=site, image=shown))
        check(render(place.replace("{}", payload), link=lambda address: address, image=shown))


@given(st.text(alphabet=list("<>\"'&;:/\\()[]!#*_`~|-=.%\n\t abjscript{}0é\x00\ufeff"), max_size=120))
def test_no_text_at_all_does(text: str) -> None:
    check(render(text, link=lambda address: address, image=shown))
    check(inline(text, link=lambda address: address))
    assert "\n" not in plain(text)


def test_links() -> None:
    def link(address: str) -> str | None:
        return "/proposals/call/" if address == "../proposals/call.md" else None

    shown = render("[a](../proposals/call.md) [b](nowhere.md) [c](https://x.org/ 't') [d](mailto:a@b.c)", link=link)
    assert shown == (
        '<p><a href="/proposals/call/">a</a> b '
        f'<a href="https://x.org/" title="t" rel="{EXTERNAL_REL}">c</a> <a href="mailto:a@b.c">d</a></p>\n'
    )
    assert render("[a](javascript:x) [b](ftp://x) [c](//x) [d](file:///x)", link=link) == ("<p>[a](javascript:x) b c [d](file:///x)</p>\n")
    assert render("[a](x)", link=lambda address: "javascript:alert(1)") == "<p>a</p>\n"


def test_bare_addresses_become_links() -> None:
    def a(address: str) -> str:
        return f'<a href="{address}" rel="{EXTERNAL_REL}">{address}</a>'

    shown = render("See https://a.org/x_y_z?a=1, (http://b.org/c(d)) and `http://no.org`; not http://.")
    assert a("https://a.org/x_y_z?a=1") + "," in shown
    assert "(" + a("http://b.org/c(d)") + ")" in shown
    assert "<code>http://no.org</code>" in shown
    assert "not http://." in shown


def test_pictures_come_from_the_site_alone() -> None:
    assert render("![A *house*](../house.png)", image=lambda src: Picture("/pictures/house.png", 40, 30)) == (
        '<p><img src="/pictures/house.png" alt="A house" width="40" height="30" loading="lazy" decoding="async"></p>\n'
    )
    for elsewhere in ("https://x.org/a.png", "//x.org/a.png", "data:image/png;base64,AAAA", "\\\\x.org\\a.png", "/\\x.org/a.png"):
        assert "<img" not in render("![A house](a.png)", image=lambda src, to=elsewhere: Picture(to, 40, 30))
        assert _CLEANER.clean(f'<img src="{elsewhere}" alt="A house">') == '<img alt="A house">'
    for text in ("![A house](http://x.org/a.png)", "![A house](a.png)", "![A house](data:image/png;base64,AAAA)"):
        assert render(text) == '<p><span class="mb-picture">Image: A house</span></p>\n'
    assert render("![](a.png)", picture="Bild") == '<p><span class="mb-picture">Bild</span></p>\n'


def test_headings_step_down_from_the_page_and_have_ids_of_their_own() -> None:
    shown = render("# Budget\n### Été 2019\n###### Deep\n# Budget\n# 日本\n\n[a](#été-2019)\n")
    assert '<h2 id="s_budget">' in shown
    assert '<h4 id="s_ete-2019">' in shown
    assert '<h6 id="s_deep">' in shown
    assert '<h2 id="s_budget-2">' in shown
    assert '<h2 id="s_section-5">' in shown
    assert '<a href="#s_ete-2019">a</a>' in shown
    assert "<h3 " in render("## a\n", heading_level=3)


def test_a_heading_that_repeats_the_title_is_left_out() -> None:
    shown = render("# General *assembly*\n\n## Budget\n", title="General assembly")
    assert shown == '<h2 id="s_budget">Budget</h2>\n'
    assert "<h2" in render("# Other\n", title="General assembly")


def test_cards_stand_in_place_of_blocks_and_cannot_be_forged() -> None:
    body = "one\n\n::: decision\non: x\n:::\n\ntwo\n::: statement\nsaid: y\n:::\n::: decision\non: z\n:::\n"
    assert render(body, cards=["<b>card</b>", "", Markup("<i>z</i>")]) == ("<p>one</p>\n<b>card</b>\n<p>two</p>\n<i>z</i>\n")
    assert render(body, cards=[""]).count('<pre class="mb-source">') == 2
    assert "&lt;b&gt;" in render("::: decision\n<b>\n:::\n")


def test_tables_strikethrough_and_comments() -> None:
    shown = render("a <!-- b --> c\n\n<!--\n# d\n-->\n\n| x | y |\n|--:|---|\n| ~~1~~ | 2 |\n")
    assert shown.startswith("<p>a  c</p>\n<div class=")
    assert '<td class="mb-right"><s>1</s></td>' in shown
    assert "b" not in plain("a <!-- b --> c")
    assert "&lt;!-- open" in render("<!-- open")


def test_unseen_characters_become_visible() -> None:
    assert render("41 \u202efor\x07\rx\ud800") == "<p>41 \ufffdfor\ufffd\ufffdx\ufffd</p>\n"


def test_inline_and_plain() -> None:
    assert inline("A *b* & <c>") == "A <em>b</em> &amp; &lt;c&gt;"
    assert inline("# no heading\n- no list") == "# no heading\n- no list"
    assert inline("5 > 4") == "5 &gt; 4"
    assert plain("# A *b*\n\n- [c](d) `e`\n- f & g\n\n```\nh\n```\n\n| i |\n|---|\n| j |\n") == "A b c e f & g h i j"
    assert plain("  just\nwords ") == "just words"
    assert isinstance(render("a"), Markup)
    assert isinstance(inline("a"), Markup)


SIZE = 64 * 1024


def filled(piece: str) -> str:
    return (piece * (SIZE // len(piece) + 1))[:SIZE]


PIECES = [
    "[",
    "![",
    "*",
    "**",
    "*a_b_",
    "`a",
    "``a`",
    ">",
    ">a",
    "-",
    "1.",
    "[a](",
    "[a](<",
    "<",
    "<a",
    "<http:",
    "&amp;",
    "&",
    "\\",
    "~~a",
    "|",
    "|a",
    "[a]:b",
    "[]",
    "[a][a]",
    '[x](b"',
    "![a](b)",
    "*a**b",
    "_*a",
    "#",
    ":::",
    ":::decision",
    "<!--",
    "<!--a",
    "-->",
    "http://a.b/",
    "<a@b.c>",
    "[[a](b)",
    "*[a](b)",
    "\\[",
    "((((",
    "))))",
    "a*_",
]
SHAPES = {
    "quotes": filled("> " * 100 + "a\n"),
    "lazy": "> " * 50 + "a\n" + "b\n" * 9_900,
    "lists": filled("- " * 30 + "a\n"),
    "items": filled("- a\n"),
    "staircase": "\n".join("  " * depth + "- a" for depth in range(250)),
    "staircase of quotes": "\n".join("> " * depth + "a" for depth in range(250)),
    "brackets": "[" * 16_000 + "a" + "](b)" * 9_000,
    "pictures": "![" * 8_000 + "a" + "](b)" * 8_000,
    "emphasis": "*a" * 15_000 + "a*" * 15_000,
    "table": "a|b\n-|-\n" + "a|b\n" * 9_000,
    "wide table": "|".join("a" * 5_000) + "\n" + "|".join("-" * 5_000) + "\n" + "a\n" * 9_000,
    "filled-up tables": filled("|".join("a" * 50) + "\n" + "|".join("-" * 50) + "\n" + "a\n" * 400 + "\n"),
    "references": "".join(f"[{n}]: x\n" for n in range(4_000)) + "[1]" * 3_000,
    "one long reference": "[a]: " + "x" * 1_900 + "\n\n" + "[a] " * 15_000,
    "long title": "[a]: b '" + "x" * 20_000 + "'\n\n" + "[a] " * 10_000,
    "entities": "&" + "a" * SIZE,
    "backticks": " ".join("`" * n for n in range(1, 350)),
    "headings": filled("# a\n"),
    "open blocks": filled("::: decision\na: b\n"),
    "blocks": filled("::: decision\na: b\n:::\n"),
    "open comments": filled("<!--\n\n"),
    "links": filled("<http://a.b> "),
    "one line": "a" * SIZE,
}
SHAPES |= {piece: filled(piece) for piece in PIECES} | {f"{piece} in lines": filled(f"{piece}\n\n") for piece in PIECES}


@pytest.mark.parametrize("name", SHAPES)
def test_no_text_takes_long_or_grows_without_bounds(name: str) -> None:
    text = SHAPES[name]
    for action in (render, inline, plain, lambda body: read_document("f", body.encode())):
        took = []
        while not took or (took[-1] > 1 and len(took) < 3):  # a busy machine may be slow once
            begun = time.process_time()
            shown = action(text)
            took.append(time.process_time() - begun)
        assert min(took) < 1
        if isinstance(shown, str):
            assert len(shown) < 2_000_000


def test_nothing_is_lost_at_the_limits() -> None:
    assert "deepest" in render("> " * 60 + "deepest")
    assert "deepest" in render("\n".join("  " * depth + "- a" for depth in range(40)) + " deepest")
    assert render("[" * 600).count("[") == 600
    assert render("x\n" * 11_000).count("x") == 11_000
