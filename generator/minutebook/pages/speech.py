"""The words of the interface in a language, and dates as that language writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

_NOW: ContextVar[tuple[str, NullTranslations]] = ContextVar("language", default=("en", NullTranslations()))
_RTL = ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi")
_RTL_SCRIPTS = ("arab", "hebr", "syrc", "thaa", "nkoo")


@contextmanager
def speaking(language: str, translations: NullTranslations | None = None) -> Iterator[None]:
    """Everything said within is said in this language."""
    token = _NOW.set((language, translations or NullTranslations()))
    try:
        yield
    finally:
        _NOW.reset(token)


def language() -> str:
    """The language the interface speaks now."""
    return _NOW.get()[0]


def _(text: str) -> str:
    """A text of the interface, given in English, in the language spoken now."""
    return _NOW.get()[1].gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a text that fits a number."""
    return _NOW.get()[1].ngettext(one, many, number)


def N_(text: str) -> str:
    """Marks a text in a table for translation; it is translated where it is shown."""
    return text


def direction(tag: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    first, *rest = tag.lower().split("-")
    leftward = any(part in _RTL_SCRIPTS for part in rest) or (first in _RTL and "latn" not in rest)
    return "rtl" if leftward else "ltr"


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


def number(value: int) -> str:
    """A number with the separators of the language: 4,000."""
    return format_decimal(value, locale=_locale(language()), numbering_system="latn")
