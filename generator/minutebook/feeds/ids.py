"""Ids that stay: of records by the first id they were known by, whatever they are called now, in whichever language they are read."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from minutebook.confederation import Confederation
from minutebook.page import ascii_host
from minutebook.settings import Settings

_YEAR: Final = "2026"
"""The year of tag URIs (RFC 4151) of a site that chooses none: these ids are made by its host as it was in it."""


def first_id(confederation: Confederation, id: str) -> str:
    """The first known id of a record or decision: the first of those it lists under `formerly`, within its assembly's first.

    So renaming a record or its assembly changes nothing here, as long as the old id is added behind those listed already.
    """
    record_id, mark, part = id.partition("#")
    record = confederation.record(record_id)
    folder, slash, _slug = record_id.rpartition("/")
    for former in getattr(record, "formerly", ()):
        full = former if "/" in former or not slash else f"{folder}/{former}"
        if record and confederation.aliases.get(full) == record.id and ("/" in full) == ("/" in record.id):
            record_id = full
            break
    owner, slash, rest = record_id.partition("/")
    return f"{first_id(confederation, owner) if slash else owner}{slash}{rest}{mark}{part}"


def _owner(settings: Settings) -> tuple[str, str, str]:
    """Who makes the ids, since when, and what begins them: as the settings say, else by the site's address."""
    name, _, rest = settings.tag.partition(",")
    if name:
        year, _, start = rest.partition(":")
        return name, year, start
    address = urlsplit(settings.site_url)
    return address.hostname or "localhost", _YEAR, quote(address.path.lstrip("/"), safe="/")


def tag(settings: Settings, specific: str) -> str:
    """A tag URI: 'tag:sarrel.example,2026:north/minutes/2026-03-02#water'."""
    name, year, start = _owner(settings)
    return f"tag:{ascii_host(name)},{year}:{start}{quote(specific, safe='/#?=-._~:')}"


def uid(settings: Settings, specific: str) -> str:
    """The UID of an event of a calendar: 'north/notices/2026-03-02@sarrel.example'."""
    name, _, start = _owner(settings)
    return f"{start}{specific}@{ascii_host(name)}"
