"""Everything in one archive, with a text that says what it is and the licence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from minutebook.exports.listed import SCDL, WHOLE
from minutebook.exports.queries import QUERIES
from minutebook.exports.schema import SCHEMA
from minutebook.settings import Settings
from minutebook.speech import _

FOLDER: Final = "minutebook/"
_FIRST: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16


def archive(files: Mapping[str, bytes]) -> bytes:
    """Files by their paths as a ZIP archive, in one folder: in the order of their names, of one date, readable by all.

    They are stored as they are: what compresses differs from machine to machine, and the same book is to give the same bytes.
    """
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as packed:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(FOLDER + path, _FIRST)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            packed.writestr(entry, content)
    return data.getvalue()


def readme(settings: Settings, paths: list[str]) -> bytes:
    """The archive's README.txt: what book this is, of which day, and what each file holds."""
    lines = [
        settings.site_name,
        settings.site_description,
        settings.site_url,
        "",
        _("As of %(day)s") % {"day": settings.as_of.isoformat()},
        *(
            [_("Licence: %(licence)s") % {"licence": settings.licence}]
            if settings.licence
            else [_("No licence is stated for these tables.")]
        ),
        "",
        *(f"{table.name}.csv, {table.name}.json: {_(table.row)}" for table in SCHEMA.values()),
        "",
        *(f"{path}: {_(what)}" for path, what in WHOLE.items() if path in paths),
        *(f"{path}: {_(SCDL)}" for path in sorted(paths) if path.startswith("scdl/")),
        "",
        _("Views in minutebook.sqlite:"),
        *(f"{query.name}: {_(query.answers)}" for query in QUERIES),
        "",
        _("datapackage.json explains every column."),
    ]
    text = "\n".join(line for line, before in zip(lines, ["", *lines], strict=False) if line or before)
    return (text.strip() + "\n").encode()


def licence_text(settings: Settings) -> bytes:
    """The archive's LICENCE.txt: the licence by its name and address."""
    return "".join(f"{line}\n" for line in (settings.licence, settings.licence_url, settings.copyright) if line).encode()
