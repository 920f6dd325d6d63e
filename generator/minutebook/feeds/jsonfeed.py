"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from minutebook.feeds.atom import moment
from minutebook.feeds.feed import Entry, Feed
from minutebook.feeds.tell import Told
from minutebook.jsontext import json_text
from minutebook.pages.follow import JSON
from minutebook.pages.speech import direction


def json_feed(feed: Feed) -> bytes:
    """The feed as a JSON Feed. An item's text is the record's own words, else its summary. An item is in the language of its title: in that of
    the record where the title is made of its words; elsewhere the words of another language are given in HTML too, which marks them."""
    found: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title, "home_page_url": feed.home, "feed_url": feed.address(JSON),
        "description": feed.subtitle, "authors": [{"name": feed.settings.site_name}], "language": feed.language,
        "items": [_item(entry, feed.language) for entry in feed.entries],
    }  # fmt: skip
    return json_text(_said(found))


def _item(entry: Entry, language: str) -> dict[str, Any]:
    told = entry.told
    other = bool(told.words and told.lang and told.lang != language)
    found = {
        "id": entry.id, "url": entry.to, "title": told.title, "summary": told.summary, "content_text": told.words or told.summary or told.title,
        "content_html": _marked(told) if other and not told.quotes else "", "language": told.lang if other and told.quotes else language,
        "date_published": moment(entry.day), "date_modified": moment(entry.day),
        "authors": [{"name": told.by}], "tags": entry.terms,
    }  # fmt: skip
    return _said(found)


def _marked(told: Told) -> str:
    """The record's own words in HTML, marked with their language."""
    return Markup('<div lang="{}" dir="{}">{}</div>').format(
        told.lang, direction(told.lang), Markup().join(Markup("<p>{}</p>").format(part) for part in told.words.split("\n\n"))
    )


def _said(found: dict[str, Any]) -> dict[str, Any]:
    """What says something."""
    return {key: value for key, value in found.items() if value != ""}
