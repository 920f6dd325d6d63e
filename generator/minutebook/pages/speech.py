"""The words of the interface in a language, and dates as that language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from minutebook.speech import N_, _, direction, language, ngettext, speaking

__all__ = [
    "N_", "_", "and_list", "colon", "comma", "direction", "full_date", "language", "long_date", "month_name", "ngettext",
    "quoted", "semicolon", "short_date", "speaking",
]  # fmt: skip


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    try:
        return Locale("en", "GB") if tag == "en" else Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


_FORMS: Final[Mapping[tuple[str, str], str]] = {
    ("en", "full"): "EEEE d MMMM y", ("ckb", "full"): "EEEE، dی MMMMی y", ("ckb", "MMMMd"): "dی MMMM",
}  # fmt: skip
"""Dates that CLDR does not write, or with a comma that we do not."""


@lru_cache(maxsize=8192)
def _written(day: date, form: str, tag: str) -> str:
    own = _FORMS.get((tag.partition("-")[0], form))
    if own or form != "MMMMd":
        return format_date(day, own or form, _locale(tag))
    return format_skeleton(form, day, locale=_locale(tag))


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


def weekday_name(day: date) -> str:
    """The name of a weekday: Saturday."""
    return _written(day, "EEEE", language())


def and_list(items: list[str]) -> str:
    """Several things in a row: 'a, b and c'."""
    if language() == "ckb" and len(items) > 1:  # CLDR has no lists in Sorani
        return f"{'، '.join(items[:-1])} و {items[-1]}"
    return format_list(items, "standard", _locale(language()))


def comma() -> str:
    """What stands between the parts of a row."""
    return _(", ")


def semicolon() -> str:
    """What stands between the larger parts of a row."""
    return _("; ")


def colon() -> str:
    """What stands between a label and what it is about."""
    return _(": ")


def quoted(text: str) -> str:
    """A title in the quotation marks of the language."""
    return _("“%(text)s”") % {"text": text}
