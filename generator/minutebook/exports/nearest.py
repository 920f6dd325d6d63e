"""What the page for addresses that lead nowhere looks through: the address and the name of every record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from minutebook.confederation import Confederation
from minutebook.exports.addresses import address
from minutebook.settings import Settings

NAME: Final = "addresses.json"


def nearest_files(confederation: Confederation, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """`addresses.json`: a list of [address from the site's root, name, language of the name], one on each line, in order.

    The name is the record's own; empty where it has none, as minutes that are named by their day. A site on a disk has no such page.
    """
    if settings.offline:
        return
    rows = []
    for records in (
        confederation.assemblies, confederation.proposals, confederation.mandates, confederation.minutes, confederation.notices,
        confederation.reports,
    ):  # fmt: skip
        for id, record in records.items():
            owner = confederation.assemblies.get(record.assembly)
            name = getattr(record, "title", None) or getattr(record, "name", None) or record.heading or ""
            rows.append([address(id), name, (owner.language if owner else None) or ""])
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in sorted(rows))
    yield NAME, f"[\n{lines}\n]\n".encode()
