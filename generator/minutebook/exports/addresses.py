"""Public addresses. They mirror the records' paths and never change."""

from __future__ import annotations

from datetime import date


def address(id: str) -> str:
    """The site-relative address of a record or decision by its id: 'north/minutes/2026-03-02#water' is a place on the minutes' page."""
    record, mark, anchor = id.partition("#")
    return f"assemblies/{record}/{mark}{anchor}"


def id_at(path: str) -> str:
    """The id of the record whose page stands at an address."""
    return path.removeprefix("assemblies/").removesuffix("/")


def past_address(id: str, day: date | None = None) -> str:
    """The address of a proposal or assembly as it stood from a day on; without a day, of the list of all its states."""
    return f"{address(id)}as-of/" + (f"{day.isoformat()}/" if day else "")
