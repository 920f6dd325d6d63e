"""The theme itself: every word can be translated, every direction turned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

THEME = Path(__file__).parents[1] / "theme"
TEMPLATES = sorted(path.relative_to(THEME).as_posix() for path in THEME.rglob("*.html"))
SAID = ("alt", "aria-label", "data-copied", "data-done", "data-l", "data-shown", "data-u", "placeholder", "title")
"""Attributes that are read to people or shown to them."""

SAME = {"CSV", "JSON"}
"""What is called the same in every language."""

DYNAMIC = "\ufffc"
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"])


def _written(node: nodes.Node) -> Iterator[str]:
    """What a template writes, in its order, all branches one after the other; what it computes or translates as one sign."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.CondExpr):
        yield from _written(node.expr1)
        yield from _written(node.expr2) if node.expr2 else ()
    elif isinstance(node, (nodes.Concat, nodes.Add, nodes.Or, nodes.And)):
        for one in node.iter_child_nodes():
            yield from _written(one)
    elif isinstance(node, nodes.Filter) and node.name in ("e", "escape", "lower", "upper", "capitalize", "safe") and node.node:
        yield from _written(node.node)
    elif isinstance(node, nodes.If):
        for one in (*node.body, *node.elif_, *node.else_):
            yield from _written(one)
    elif isinstance(node, (nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include, nodes.Assign)):
        return
    elif isinstance(node, nodes.Expr):
        yield DYNAMIC
    else:
        for one in node.iter_child_nodes(exclude=("test", "target", "iter", "args", "defaults", "call")):
            yield from _written(one)


class Words(HTMLParser):
    """The words of a template that stand where people read."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.script = tag == "script"
        for name, value in attrs:
            if name in SAID:
                self.handle_data(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.script = False

    def handle_data(self, data: str) -> None:
        words = re.findall(r"[^\W\d_]+", re.sub("%%[a-z-]+%%", "", data))
        self.found += [word for word in words if word not in SAME and not self.script]


def words(template: str) -> list[str]:
    return Words("".join(_written(ENVIRONMENT.parse(template)))).found


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_word_of_a_template_can_be_translated(template: str) -> None:
    text = (THEME / template).read_text("utf-8")
    assert words(text) == []
    assert not re.search(r"\sstyle=|<style\b|\son[a-z]+=", text)


def test_words_that_cannot_be_translated_are_found() -> None:
    assert words("<p title='a {{ x }}'>{{ _('b') }} c {{ 'd' if y else e }}{% if z %}f, {% else %}{{ 'g' ~ h }}{% endif %}</p>") == list(
        "acdfg"
    )
    assert (
        words("{% macro m(a='x') %}{{ a }}<i class='{{ 'y' if a }}' data-x='z'></i>{% endmacro %}{% set n = 'z' %}<b>{{ m('w') }}</b>")
        == []
    )


PHYSICAL = re.compile(
    r"(?<![\w-])(?P<name>(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-)?(?:left|right|top|bottom)(?:-[a-z-]+)?"
    r"|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?P<side>(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right|top|bottom))"
)


def physical(css: str) -> list[str]:
    """Declarations that name a side of the screen rather than one of the text."""
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    plain = re.sub(r"@(?:media|container|supports|page)[^{]*\{", "{", plain)
    return [(found["name"] or found["side"]).strip() for found in PHYSICAL.finditer(plain)]


def test_styles_turn_with_the_direction_of_the_text() -> None:
    assert physical((THEME / "assets" / "records.css").read_text("utf-8")) == []


def test_physical_sides_are_found() -> None:
    css = "@media (max-width: 3em) { a { left: 0; margin-left: 1px; text-align: right; max-width: 2em; inset-inline-start: 0; padding-block: 0 } }"
    assert physical(css) == ["left", "margin-left", "text-align: right", "max-width"]
