"""`index.json` beside a page: everything the page computes, for programmes; once, in the root tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from minutebook.citing.of_assembly import assembly_facts
from minutebook.citing.of_mandate import mandate_facts
from minutebook.citing.of_minutes import minutes_facts
from minutebook.citing.of_proposal import proposal_facts
from minutebook.citing.plainly import Facts, where
from minutebook.citing.work import Work, plain
from minutebook.jsontext import json_text
from minutebook.pages.view import Site, View

VERSION: Final = 1
"""The version of the shape. It grows when a name is taken away or means something else; names may be added within a version."""

SCHEMA_FILE: Final = "data/page.schema.json"
"""Where the JSON Schema of all these files is published, from the site's root."""

FACTS: Final[Mapping[str, Callable[[Site, Any], Facts]]] = {
    "proposal": proposal_facts, "minutes": minutes_facts, "mandate": mandate_facts, "assembly": assembly_facts,
}  # fmt: skip
"""The facts of every kind of page that has an `index.json`; they stand in it under the name of the kind."""


def page_facts(site: Site, view: View, work: Work) -> Facts:
    """The whole file as a value. Ids, days and words of the rules are the same in every language; texts are in the first."""
    settings = site.settings
    return {
        "$schema": where(site, SCHEMA_FILE), "version": VERSION, "kind": work.kind, "id": work.id, "url": where(site, work.path),
        "title": work.title, "language": work.lang, "told": work.told, "as_of": site.day.isoformat(), "site": settings.site_name,
        "licence": settings.licence or None, "licence_url": settings.licence_url or None, "citation": plain(view.citation),
        work.kind: FACTS[work.kind](site, view),
    }  # fmt: skip


def facts_file(site: Site, view: View, work: Work) -> bytes:
    """The file: UTF-8, one name a line."""
    return json_text(page_facts(site, view, work))
