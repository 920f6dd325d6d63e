"""The words of the interface in a language, and dates as that language writes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from gettext import NullTranslations

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton

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
