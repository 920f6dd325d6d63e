"""The words of the interface in a language, and dates as that language writes them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton

from minutebook.speech import N_, _, direction, language, ngettext, speaking

__all__ = [
    "N_", "_", "and_list", "direction", "full_date", "language", "long_date", "month_name", "ngettext", "short_date", "speaking",
]  # fmt: skip


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    try:
        return Locale("en", "GB") if tag == "en" else Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


@lru_cache(maxsize=8192)
def _written(day: date, form: str, tag: str) -> str:
    locale = _locale(tag)
    if form in ("full", "long"):
        return format_date(day, form, locale).replace(",", "" if locale.language == "en" else ",")
    if form in ("LLL", "LLLL"):
        return format_date(day, form, locale)
    return format_skeleton(form, day, locale=locale)


def long_date(day: date) -> str:
    """A date with its year: 18 April 2026."""
    return _written(day, "long", language())


def full_date(day: date) -> str:
    """A date with its weekday: Saturday 18 April 2026."""
    return _written(day, "full", language())


def short_date(day: date) -> str:
    """A date without its year: 18 April."""
    return _written(day, "MMMMd", language())


def month_name(day: date, *, short: bool = False) -> str:
    """A month: April, or Apr."""
    return _written(day, "LLL" if short else "LLLL", language())


def and_list(items: list[str]) -> str:
    """Several things in a row: 'a, b and c'."""
    if len(items) < 2:
        return "".join(items)
    return _("%(first)s and %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}
