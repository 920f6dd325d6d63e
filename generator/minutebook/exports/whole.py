"""All data files of a book: each table as CSV and JSON, all of them as a database, a data package and an archive, and other forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from minutebook.catalogues import catalogue
from minutebook.confederation import Groups
from minutebook.exports.addresses import address
from minutebook.exports.archive import archive, licence_text, readme
from minutebook.exports.database import database
from minutebook.exports.files import addressed, csv_file, json_file
from minutebook.exports.keys import Tables
from minutebook.exports.package import data_package
from minutebook.exports.popolo import popolo
from minutebook.exports.scdl import scdl_files
from minutebook.exports.tables import TABLES, table_rows
from minutebook.settings import Settings
from minutebook.speech import speaking
from minutebook.state import State


def export_files(state: State, settings: Settings) -> dict[str, bytes]:
    """The data files by their paths from the site's root: below `data/`, and beside each proposal's page its own ratifications.

    They lie once for all languages; the few words in them are of the site's first.
    """
    tables = {name: list(addressed(name, rows, settings)) for name, rows in table_rows(state).items()}
    with speaking(settings.language, catalogue(settings.language)):
        data = dict(_data(state, settings, tables))
    return {**{f"data/{path}": content for path, content in data.items()}, **dict(_of_proposals(tables))}


def _data(state: State, settings: Settings, tables: Tables) -> Iterator[tuple[str, bytes]]:
    """What lies below `data/`; the archive holds all the others."""
    files = dict(_forms(state, settings, tables))
    texts = {"README.txt": readme(settings, sorted(files))}
    if settings.licence:
        texts["LICENCE.txt"] = licence_text(settings)
    yield from files.items()
    yield "minutebook.zip", archive({**files, **texts})


def _forms(state: State, settings: Settings, tables: Tables) -> Iterator[tuple[str, bytes]]:
    csv_files = {f"{name}.csv": csv_file(columns, tables[name]) for name, (columns, _) in TABLES.items()}
    yield from csv_files.items()
    for name, (columns, _) in TABLES.items():
        yield f"{name}.json", json_file(columns, tables[name])
    yield "minutebook.sqlite", database(tables, _about(settings))
    yield "datapackage.json", data_package(tables, csv_files, settings)
    yield "popolo.json", popolo(state, settings)
    yield from scdl_files(state, settings)


def _about(settings: Settings) -> Mapping[str, str]:
    """What the database says of the book as a whole."""
    return {
        "as_of": settings.as_of.isoformat(),
        "title": settings.site_name,
        "address": settings.site_url,
        "licence": settings.licence,
        "licence_address": settings.licence_url,
    }


def _of_proposals(tables: Tables) -> Iterator[tuple[str, bytes]]:
    """The ratifications of each proposal, beside its page."""
    columns = TABLES["ratifications"][0]
    own = Groups.of((str(row[0]), row) for row in tables["ratifications"])
    for proposal in (str(row[0]) for row in tables["proposals"]):
        yield f"{address(proposal)}ratifications.csv", csv_file(columns, own[proposal])
