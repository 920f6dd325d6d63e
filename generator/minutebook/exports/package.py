"""The data package: every table described for programmes, as the Data Package standard has it (https://datapackage.org/standard/)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from minutebook.exports.keys import Tables, foreign_keys
from minutebook.exports.schema import SCHEMA, Column, Table
from minutebook.jsontext import json_text
from minutebook.settings import Settings
from minutebook.speech import _

_PROFILE: Final = "https://datapackage.org/profiles/2.0/{}.json"
_TYPES: Final[dict[str, dict[str, Any]]] = {
    "whole": {"type": "integer"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "date": {"type": "date"},
}


def data_package(tables: Tables, files: Mapping[str, bytes], settings: Settings) -> bytes:
    """The descriptor as JSON. `files` are the tables as CSV, by their paths beside it: it names the size and digest of each."""
    address = settings.address("data/datapackage.json")
    package = {
        "$schema": _PROFILE.format("datapackage"),
        "name": "minutebook",
        **({"id": address, "homepage": settings.site_url} if address else {}),
        "title": settings.site_name,
        **({"description": settings.site_description} if settings.site_description else {}),
        "version": settings.as_of.isoformat(),
        **({"licenses": [licence(settings)]} if settings.licence else {}),
        "resources": [_resource(table, tables, files[f"{name}.csv"]) for name, table in SCHEMA.items()],
    }
    return json_text(package)


def licence(settings: Settings) -> dict[str, str]:
    """The licence of the data: its name without blanks as identifier, its title, its address where that is known."""
    found = {"name": re.sub(r"[^-a-zA-Z0-9._]+", "-", settings.licence).strip("-") or "licence", "title": settings.licence}
    return {**found, "path": settings.licence_url} if settings.licence_url else found


def _resource(table: Table, tables: Tables, data: bytes) -> dict[str, Any]:
    return {
        "$schema": _PROFILE.format("dataresource"),
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": _(table.title),
        "description": _(table.row),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "dialect": {"$schema": _PROFILE.format("tabledialect"), "lineTerminator": "\r\n"},
        "schema": _schema(table, tables),
    }


def _schema(table: Table, tables: Tables) -> dict[str, Any]:
    keys = [
        {"fields": [key.column], "reference": {"resource": key.table, "fields": [key.target]}} for key in foreign_keys(table.name, tables)
    ]
    return {
        "$schema": _PROFILE.format("tableschema"),
        "fields": [_field(column, column.name in table.key) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column, key: bool) -> dict[str, Any]:
    return {
        "name": column.name,
        **_TYPES.get(column.type, {"type": "string"}),
        "description": _(column.meaning),
        "example": column.example,
        **({"constraints": {"required": True}} if key else {}),
    }
