"""Public addresses. They mirror the records' paths and never change."""

from __future__ import annotations


def address(id: str) -> str:
    """The site-relative address of a record or decision by its id: 'north/minutes/2026-03-02#water' is a place on the minutes' page."""
    record, mark, anchor = id.partition("#")
    return f"assemblies/{record}/{mark}{anchor}"
