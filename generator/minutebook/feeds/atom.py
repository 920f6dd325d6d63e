"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

from minutebook.feeds.feed import Entry, Feed
from minutebook.pages.follow import ATOM

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document, in UTF-8. Its texts are plain; a record's own words are the content of its entry, in their language."""
    root = ET.Element("feed", {"xmlns": _NAMESPACE, _LANGUAGE: feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", moment(feed.day))
    _add(root, "link", rel="self", type="application/atom+xml", hreflang=feed.language, href=feed.address(ATOM))
    _add(root, "link", rel="alternate", type="text/html", hreflang=feed.language, href=feed.home)
    for other in feed.others:
        _add(root, "link", rel="alternate", type="application/atom+xml", hreflang=other, href=feed.address(ATOM, other))
    _add(ET.SubElement(root, "author"), "name", feed.settings.site_name)
    if feed.rights:
        _add(root, "rights", feed.rights)
    _add(root, "generator", "Minutebook")
    for entry in feed.entries:
        _entry(ET.SubElement(root, "entry"), entry, feed.language)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _entry(parent: ET.Element, entry: Entry, language: str) -> None:
    told = entry.told
    _add(parent, "id", entry.id)
    _add(parent, "title", told.title)
    _add(parent, "published", moment(entry.day))
    _add(parent, "updated", moment(entry.day))
    _add(parent, "link", rel="alternate", type="text/html", hreflang=language, href=entry.to)
    _add(ET.SubElement(parent, "author"), "name", told.by)
    for term in entry.terms:
        _add(parent, "category", term=term)
    if summary := told.summary or (told.title if not told.words else ""):
        _add(parent, "summary", summary)
    if told.words:
        marks = {_LANGUAGE: told.lang} if told.lang and told.lang != language else {}
        _add(parent, "content", told.words, marks, type="text")


def moment(day: date) -> str:
    """The moment that stands for a day, as records know no hours: noon in UTC, which is that day almost everywhere."""
    return f"{day.isoformat()}T12:00:00Z"


def _add(parent: ET.Element, name: str, text: str = "", marks: Mapping[str, str] | None = None, **attributes: str) -> None:
    """An element without the characters that XML cannot hold."""
    kept = {key: allowed(value) for key, value in ({**attributes, **(marks or {})}).items()}
    ET.SubElement(parent, name, kept).text = allowed(text) or None


def allowed(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)
