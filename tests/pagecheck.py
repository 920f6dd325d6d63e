"""Checks of rendered pages: what every page must keep to, whatever it shows."""

from __future__ import annotations

from html.parser import HTMLParser
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from minutebook.page import Page

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
LEAVES = ("path", "rect", "circle", "use")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS_IN_P = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "pre",
        "figure",
        "header",
        "nav",
        "form",
        "details",
        *HEADINGS,
    )
)


class Outline(HTMLParser):
    """Reads a page and notes what is wrong with it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.faults: list[str] = []
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"<{tag} {name}>")
            if name in ("src", "href") and value and urlsplit(value).scheme in ("javascript", "data"):
                self.faults.append(f"<{tag} {name}={value}>")
        if given.get("id"):
            self.ids.append(given["id"])
        self.links += [given[name] for name in ("href", "src") if given.get(name)]
        self.links += [f"#{one}" for one in given.get("aria-labelledby", "").split()]
        if tag in HEADINGS:
            self.levels.append(int(tag[1]))
        if tag in BLOCKS_IN_P and "p" in self.open:
            self.faults.append(f"<{tag}> in <p>")
        if tag not in VOID and not (tag in LEAVES and (self.get_starttag_text() or "").endswith("/>")):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def faults(page: Page, paths: frozenset[str] | None = None) -> list[str]:
    """What is wrong with a page; with the paths of all pages, also the links that lead nowhere."""
    outline = Outline()
    outline.feed(page.content)
    outline.close()
    found = list(outline.faults)
    found += [f"not closed: {tag}" for tag in outline.open]
    found += [f"id twice: {one}" for one in sorted({one for one in outline.ids if outline.ids.count(one) > 1})]
    for before, after in zip([0, *outline.levels], outline.levels, strict=False):
        if after > before + 1:
            found.append(f"h{after} after h{before}")
    if outline.levels.count(1) != 1:
        found.append(f"{outline.levels.count(1)} headings of level 1")
    for link in outline.links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        if not parts.path and parts.fragment and unquote(parts.fragment) not in outline.ids:
            found.append(f"nothing at {link}")
        if parts.path and paths is not None:
            target = normpath("/" + page.path + parts.path).lstrip("/") + ("/" if parts.path.endswith(("/", "..", ".")) else "")
            target = "" if target in ("/", ".") else target
            if target not in paths and not target.startswith(("data/", "assets/", "feeds/")) and "." not in target.rsplit("/", 1)[-1]:
                found.append(f"no page at {link}")
    return found
