"""Markdown to safe HTML: bodies and prose of records, with cards put in place of the blocks.

Records are never trusted. No HTML of theirs passes; links lead to http, https, mailto or a page of this site;
pictures come from the site alone; and what is rendered is cleaned once more by an allow-list of tags and attributes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, NamedTuple
from urllib.parse import unquote

import nh3
from markdown_it.token import Token
from markupsafe import Markup

from minutebook.blocks import plain_text, readable, too_long
from minutebook.grammar import MAX_ADDRESS, PARSER, TOKEN
from minutebook.pictures import Picture

EXTERNAL_REL = "nofollow noopener noreferrer"
"""For links to other hosts: the site does not vouch for them, gives them no handle on its window, and tells them
nothing about who reads what."""

ID_PREFIX = "s_"
"""Begins the ids of headings in a body: no id of a record has an underscore, so none can be mistaken for another."""

_BLOCK_TAGS = {"p", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "div"}
_TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
TAGS = frozenset(_BLOCK_TAGS | _TABLE_TAGS | {"br", "code", "em", "strong", "s", "a", "img", "span"})
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start"},
    "div": {"tabindex"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
CLASSES = {
    "th": {"mb-left", "mb-right", "mb-center"},
    "td": {"mb-left", "mb-right", "mb-center"},
    "span": {"mb-picture"},
    "div": {"mb-scroll"},
    "table": {"mb-plain"},
    "pre": {"mb-source"},
}
SCHEMES = frozenset({"http", "https", "mailto"})


def _within_the_site(tag: str, attribute: str, value: str) -> str | None:
    """Of the address of a picture nothing is left where it leads to another host."""
    return None if tag == "img" and attribute == "src" and _elsewhere(value) else value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
    attribute_filter=_within_the_site,
)
_TABLE = '<div class="mb-scroll" tabindex="0"><table class="mb-plain">'  # a keyboard scrolls it; with a class Material leaves it alone
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ADDRESS = re.compile(rf"https?://[^\s<>\"'`|\\^{{}}\x00-\x20]{{1,{MAX_ADDRESS + 1}}}")
_MARKUP = re.compile(r"[\\`*_~\[\]<>&!]|://")
_STRUCTURE = re.compile(r"[\\`*_~\[\]<>&!#|=+:\n-]|^\s*\d+[.)]")
_BREAKS = re.compile(r"[ \t\r\n\f\v]+")
_TRAILING = ".,;:!?)"

Resolve = Callable[[str], str | None]
Show = Callable[[str], Picture | None]


def _nothing(address: str) -> None:
    """The policy where no page of the site can be linked or shown."""
    return


def render(
    text: str,
    *,
    cards: Sequence[str] = (),
    link: Resolve = _nothing,
    image: Show = _nothing,
    heading_level: int = 2,
    title: str | None = None,
    id_prefix: str = ID_PREFIX,
    picture: str = "Image",
    headings: Sequence[str] = (),
) -> Markup:
    """The HTML of a body.

    `cards[i]` (HTML that is already safe) stands in place of the i-th block; an empty one leaves nothing, and where
    there is no card the block is shown as it is written. `link` turns the address of a link within the site into
    the address of a page (None: the link is dropped, its text stays), `image` that of a picture into the picture with the way to it
    from the page (None: a note with its description, begun by the word `picture`, stands for it). The highest heading gets
    `heading_level`, those below follow; a first heading that says just the page's `title` is left out.
    `headings` are those of the text that this one translates, so that its headings have the same ids, if they are as many.
    A text longer than a record may be is shown as it is written.
    """
    text = readable(text)
    if too_long(text):
        return Markup(f'<pre class="mb-source">{escape(text)}</pre>\n')
    env: dict[str, Any] = {}
    tokens = PARSER.parse(text, env)
    if title is not None:
        tokens = _without_title(tokens, title)
    anchors = _headings(tokens, heading_level, id_prefix, headings)
    policy = _Policy(link, image, anchors, picture, len(text) * 4 + 20_000)
    parts: list[str] = []
    begin = block = 0
    for position, token in enumerate([*tokens, None]):
        if token is None or token.type == TOKEN:
            if begin < position:
                parts.append(_clean(tokens[begin:position], policy, env))
            begin = position + 1
            if token is not None:
                shown = cards[block] if block < len(cards) else f'<pre class="mb-source">{escape(token.content)}</pre>'
                parts.append(f"{shown}\n" if shown else "")
                block += 1
    return Markup("".join(parts))


def inline(text: str, *, link: Resolve = _nothing) -> Markup:
    """One line of prose as HTML without block tags: emphasis, code and links, nothing else."""
    text = readable(text)
    if not _MARKUP.search(text):
        return Markup(escape(text, quote=False))
    if too_long(text) or text.count("[") > 500:
        return Markup(escape(text, quote=False))
    env: dict[str, Any] = {}
    policy = _Policy(link, _nothing, {}, "Image", len(text) * 4 + 20_000)
    return Markup(_clean(PARSER.parseInline(text, env), policy, env))


def one_line(text: str) -> str:
    """A text on one line; blanks that do not break stay."""
    return _BREAKS.sub(" ", text).strip(" ")


def plain(text: str) -> str:
    """The words of a text, on one line, without any markup."""
    text = readable(text)
    if not _STRUCTURE.search(text) or too_long(text):
        return one_line(text)
    parts = []
    for token in PARSER.parse(text, {}):
        if token.type == "inline" and token.children:
            parts.append(plain_text(token.children))
        elif token.type in ("fence", "code_block"):
            parts.append(token.content)
    return one_line(" ".join(parts))


def _elsewhere(address: str) -> bool:
    """Whether an address leads out of the site, or nowhere."""
    return not address or bool(_SCHEME.match(address)) or address.startswith(("//", "\\", "/\\"))


class _Policy(NamedTuple):
    """What becomes of links and pictures. `most` bounds all addresses together: one definition may be used often."""

    link: Resolve
    image: Show
    anchors: dict[str, str]
    picture: str
    most: int

    def target(self, href: str) -> tuple[str, str] | None:
        """The address to link to and its `rel`, or None where no link may stand."""
        scheme = _SCHEME.match(href)
        if scheme:
            if scheme[1].lower() not in SCHEMES:
                return None
            return href, "" if scheme[1].lower() == "mailto" else EXTERNAL_REL
        if href.startswith(("//", "\\", "/\\")) or not href:
            return None
        if href.startswith("#") and (heading := self.anchors.get(_slug(unquote(href[1:])))):
            return f"#{heading}", ""
        found = self.link(href)
        return None if found is None or _SCHEME.match(found) or found.startswith("//") else (found, "")

    def shown(self, src: str) -> Picture | None:
        """A picture of this site, or None. Pictures elsewhere would tell their host who reads."""
        if _elsewhere(src):
            return None
        found = self.image(src)
        return None if found is None or _elsewhere(found.address) else found


def _clean(tokens: Sequence[Token], policy: _Policy, env: dict[str, Any]) -> str:
    """The HTML of some tokens under the policy, cleaned by the allow-list."""
    for token in tokens:
        if token.children:
            token.children = _links(token.children, policy, env)
        elif token.type == "fence":
            token.info = ""
        elif token.attrs and "style" in token.attrs:
            token.attrs = {"class": "mb-" + str(token.attrs["style"]).rpartition(":")[2]}
    html = str(PARSER.renderer.render(tokens, PARSER.options, env))
    return _CLEANER.clean(html.replace("<table>", _TABLE).replace("</table>", "</table></div>"))


def _links(children: list[Token], policy: _Policy, env: dict[str, Any]) -> list[Token]:
    """The tokens of a line with only such links and pictures as the policy allows; bare addresses become links."""
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in children:
        if token.type == "link_open":
            target = policy.target(str(token.attrs.get("href", "")))
            used = env.get("addresses", 0) + len(target[0] if target else "") + len(str(token.attrs.get("title", "")))
            open_links.append(target is not None and used <= policy.most)
            if target is not None and open_links[-1]:
                env["addresses"] = used
                kept.append(_link_open(*target, str(token.attrs.get("title", ""))))
        elif token.type == "link_close":
            if open_links.pop():
                kept.append(token)
        elif token.type == "image":
            kept.extend(_picture(token, policy))
        elif token.type == "text" and not open_links and "://" in token.content:
            kept.extend(_bare_addresses(token))
        else:
            kept.append(token)
    return kept


def _link_open(href: str, rel: str, title: str = "") -> Token:
    attrs: dict[str, str | int | float] = {"href": href}
    if title:
        attrs["title"] = title
    if rel:
        attrs["rel"] = rel
    return Token("link_open", "a", 1, attrs=attrs)


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _picture(token: Token, policy: _Policy) -> list[Token]:
    """A picture of the site, or a note that one stands here, with its description."""
    words = plain_text(token.children or [])
    shown = policy.shown(str(token.attrs.get("src", "")))
    if shown is None:
        note = Token("span_open", "span", 1, attrs={"class": "mb-picture"})
        return [note, _text(f"{policy.picture}: {words}" if words else policy.picture), Token("span_close", "span", -1)]
    source, width, height = shown
    attrs: dict[str, str | int | float] = {"src": source, "alt": words, "width": width, "height": height}
    return [Token("picture", "img", 0, attrs={**attrs, "loading": "lazy", "decoding": "async"})]


def _bare_addresses(token: Token) -> list[Token]:
    """Addresses written out in a text become links to themselves; marks that end a sentence stay outside."""
    parts: list[Token] = []
    end = 0
    for found in _ADDRESS.finditer(token.content):
        address = found.group()
        while address[-1] in _TRAILING and not (address[-1] == ")" and address.count(")") <= address.count("(")):
            address = address[:-1]
        if address[-2:] == "//" or len(found.group()) > MAX_ADDRESS:
            continue
        parts += [
            _text(token.content[end : found.start()]),
            _link_open(address, EXTERNAL_REL),
            _text(address),
            Token("link_close", "a", -1),
        ]
        end = found.start() + len(address)
    return [*parts, _text(token.content[end:])]


def _without_title(tokens: list[Token], title: str) -> list[Token]:
    """The tokens without a first heading that only repeats the title of the page."""
    for position, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            words = plain_text(tokens[position + 1].children or [])
            same = " ".join(words.split()) == " ".join(title.split())
            return tokens[:position] + tokens[position + 3 :] if same else tokens
    return tokens


def headings_of(text: str, title: str) -> tuple[str, ...]:
    """The words of a body's headings, without a first one that says just the title."""
    tokens = _without_title(PARSER.parse(readable(text), {}), title)
    return tuple(plain_text(tokens[place + 1].children or []) for place, token in enumerate(tokens) if token.type == "heading_open")


def _headings(tokens: Sequence[Token], top: int, prefix: str, names: Sequence[str]) -> dict[str, str]:
    """Give headings their level and an id of their own, made from their words or from other names; the answer leads from plain
    anchors to these ids."""
    headings = [position for position, token in enumerate(tokens) if token.type == "heading_open"]
    own = [plain_text(tokens[position + 1].children or []) for position in headings]
    names = names if len(names) == len(own) else own
    if not headings:
        return {}
    shift = top - min(int(tokens[position].tag[1]) for position in headings)
    anchors: dict[str, str] = {}
    for number, (position, words) in enumerate(zip(headings, names, strict=True), 1):
        opening = tokens[position]
        tag = f"h{max(1, min(6, int(opening.tag[1]) + shift))}"
        slug = _slug(words) or f"section-{number}"
        name, again = slug, 2
        while name in anchors:
            name, again = f"{slug}-{again}", again + 1
        anchors[name] = prefix + name
        opening.tag, opening.attrs = tag, {"id": prefix + name}
        closing = next(token for token in tokens[position:] if token.type == "heading_close")
        closing.tag = tag
    return anchors


def _slug(words: str) -> str:
    """ASCII letters and digits joined by hyphens; empty for a heading that has none."""
    ascii_only = unicodedata.normalize("NFKD", words[:200]).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60].rstrip("-")
