"""Languages by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError

from minutebook.pages.speech import N_, _, language

_OWN: Final[Mapping[str, str]] = {"kmr": N_("Kurdish (Kurmanji)"), "ckb": N_("Kurdish (Sorani)")}


def tongue_name(tag: str) -> str:
    """A language by its name in the language spoken now; the tag where it has none."""
    if tag in _OWN:
        return _(_OWN[tag])
    try:
        return Locale.parse(tag, sep="-").get_display_name(language()) or tag
    except (ValueError, UnknownLocaleError):
        return tag


def foreign(tag: str) -> str:
    """A language by its name where it is not the one spoken now; empty where it is, or where none is stated."""
    return tongue_name(tag) if tag and tag != language() else ""
