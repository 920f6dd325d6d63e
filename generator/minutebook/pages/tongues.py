"""Languages by their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError

from minutebook.pages.speech import N_, _, language

_OWN: Final[Mapping[str, str]] = {"kmr": N_("Kurdish (Kurmanji)"), "ckb": N_("Kurdish (Sorani)")}

_SELF: Final[Mapping[str, str]] = {"kmr": "Kurmancî", "ckb": "سۆرانی"}


def tongue_name(tag: str) -> str:
    """A language by its name in the language spoken now; the tag where it has none."""
    return _(_OWN[tag]) if tag in _OWN else _display_name(tag, language())


@lru_cache(maxsize=1024)
def _display_name(tag: str, spoken: str) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name(spoken) or tag
    except (ValueError, UnknownLocaleError):
        return tag


def foreign(tag: str) -> str:
    """A language by its name where it is not the one spoken now; empty where it is, or where none is stated."""
    return tongue_name(tag) if tag and tag != language() else ""


def glossed(tongue: str, gloss: str) -> str:
    """What stands beside a title in another language: its meaning, where a translation gives it, and which language it is in."""
    words = {"gloss": gloss, "language": tongue}
    return (_("%(gloss)s (title in %(language)s)") if gloss else _("(title in %(language)s)")) % words if tongue else ""


def own_name(tag: str) -> str:
    """A language by the name it gives itself; the tag where none is known."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    if tag in _SELF:
        return _SELF[tag]
    name = locale.get_language_name(tag.replace("-", "_")) or locale.language_name or tag
    return name[:1].upper() + name[1:]
