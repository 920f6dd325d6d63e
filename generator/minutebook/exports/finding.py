"""All files by which pages are found: by search engines, by browsers, at former addresses, from addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from minutebook.confederation import Confederation
from minutebook.exports.moves import moves, redirects_files
from minutebook.exports.nearest import nearest_files
from minutebook.exports.opensearch import opensearch_files
from minutebook.exports.sitemap import Listed, sitemap_files
from minutebook.settings import Settings


def address_files(confederation: Confederation, settings: Settings, mapped: Mapping[str, Listed]) -> Iterator[tuple[str, bytes]]:
    """The paths from the site's root, and the files' bytes; `mapped` are the pages for the site map, by path."""
    yield from sitemap_files(mapped, settings)
    yield from opensearch_files(settings)
    yield from redirects_files(moves(confederation), settings)
    yield from nearest_files(confederation, settings)
