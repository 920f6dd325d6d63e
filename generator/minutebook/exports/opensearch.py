"""The OpenSearch description: browsers offer to search a book from their address bar. One for each language.

Source: https://github.com/dewitt/opensearch, OpenSearch 1.1 Draft 6: a short name has at most 16 characters, a long one 48.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten
from typing import Final
from xml.etree import ElementTree

from minutebook.catalogues import catalogue
from minutebook.settings import Settings
from minutebook.speech import _, speaking

NAME: Final = "opensearch.xml"
TYPE: Final = "application/opensearchdescription+xml"
_SPACE: Final = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT, _LONG, _DESCRIPTION = 16, 48, 1024


def opensearch_files(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """`opensearch.xml` in the folder of each language, in its words."""
    if settings.reachable:
        for language in settings.languages:
            with speaking(language, catalogue(language)):
                own = settings.speaking(language)
                yield own.tree + NAME, _description(own)


def _description(settings: Settings) -> bytes:
    name = settings.site_name
    told = _("Search %(name)s: assemblies, proposals, mandates and minutes") % {"name": name}
    root = ElementTree.Element("OpenSearchDescription", {"xmlns": _SPACE})
    for tag, text in {
        "ShortName": _within(name, _SHORT),
        "LongName": _within(name, _LONG),
        "Description": _within(settings.site_description or told, _DESCRIPTION),
        "Language": settings.language,
        "InputEncoding": "UTF-8",
        "OutputEncoding": "UTF-8",
    }.items():
        ElementTree.SubElement(root, tag).text = text
    template = settings.address("search/") + "?q={searchTerms}"
    ElementTree.SubElement(root, "Url", {"type": "text/html", "template": template})
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _within(text: str, most: int) -> str:
    """The whole words of a text that have room; of one long word its beginning."""
    return shorten(text, most, placeholder="") or text.strip()[:most]
