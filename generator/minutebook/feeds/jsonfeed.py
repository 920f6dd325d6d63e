"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from minutebook.feeds.atom import moment
from minutebook.feeds.feed import Entry, Feed
from minutebook.pages.follow import JSON


def json_feed(feed: Feed) -> bytes:
    """The feed as a JSON Feed. An item's text is the record's own words in their language, else its summary."""
    found: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title, "home_page_url": feed.home, "feed_url": feed.address(JSON),
        "description": feed.subtitle, "authors": [{"name": feed.settings.site_name}], "language": feed.language,
        "items": [_item(entry, feed.language) for entry in feed.entries],
    }  # fmt: skip
    return json.dumps(_said(found), ensure_ascii=False, indent=1).encode() + b"\n"


def _item(entry: Entry, language: str) -> dict[str, Any]:
    told = entry.told
    found = {
        "id": entry.id, "url": entry.to, "title": told.title, "summary": told.summary, "content_text": told.words or told.summary or told.title,
        "language": told.lang or language if told.words else language, "date_published": moment(entry.day), "date_modified": moment(entry.day),
        "authors": [{"name": told.by}], "tags": entry.terms,
    }  # fmt: skip
    return _said(found)


def _said(found: dict[str, Any]) -> dict[str, Any]:
    """What says something."""
    return {key: value for key, value in found.items() if value != ""}
