"""The words of the interface in a language, and dates as that language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup

from minutebook import speech
from minutebook.speech import N_, direction, language, speaking

__all__ = [
    "N_",
    "Phrase",
    "_",
    "and_list",
    "apart",
    "colon",
    "comma",
    "counts",
    "direction",
    "full_date",
    "language",
    "long_date",
    "month_name",
    "ngettext",
    "quoted",
    "semicolon",
    "short_date",
    "shown",
    "shown_many",
    "speaking",
]


_COUNTS: Final = re.compile(r"%\((\w+)\)d")
_LEFTWARD: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RIGHTWARD: Final = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]")
_GROUPED: Final = 10_000
FIRST_STRONG: Final = "\u2068"


class Phrase(str):
    """A text of the interface to be filled by `%`: each name keeps its own direction within it, and a large number gets the separators
    of the language (10,000)."""

    __slots__ = ()

    def __mod__(self, values: Any) -> str:
        """The text with these values, which stand at their names."""
        text, fitted = self.fitted(values)
        return text % fitted

    def fitted(self, values: Mapping[str, object]) -> tuple[str, dict[str, object]]:
        """The text and the values, made to fit each other."""
        text, found = str(self), {name: apart(value) if type(value) is str else value for name, value in values.items()}
        for name in _COUNTS.findall(text):
            value = found[name]
            if isinstance(value, int) and value >= _GROUPED:
                text = text.replace(f"%({name})d", f"%({name})s")
                found[name] = format_decimal(value, locale=_locale(language()), numbering_system="latn")
        return text, found


def _(text: str) -> Phrase:
    """A text of the interface, given in English, in the language spoken now."""
    return Phrase(speech._(text))


def ngettext(one: str, many: str, number: int) -> Phrase:
    """The form of a text that fits a number."""
    return Phrase(speech.ngettext(one, many, number))


def shown(text: str, /, **values: object) -> Markup:
    """A text of the interface within a template, with its values."""
    if not values:
        return _ready(text, language())
    found, fitted = _(text).fitted(values)
    return Markup(found) % fitted


@lru_cache(maxsize=8192)
def _ready(text: str, spoken: str) -> Markup:
    """A text without values, in the language that is spoken now."""
    return Markup(speech._(text)) % {}


def shown_many(one: str, many: str, number: int, /, **values: object) -> Markup:
    """The form that fits a number, which stands in it as `%(num)d`, within a template."""
    found, fitted = ngettext(one, many, number).fitted({"num": number, **values})
    return Markup(found) % fitted


def apart(text: str) -> str:
    """Words that run the other way than the language spoken, kept apart from what surrounds them by Unicode's isolates; words of both
    directions run as the language does."""
    own, other, start = (_LEFTWARD, _RIGHTWARD, "\u2067") if direction(language()) == "rtl" else (_RIGHTWARD, _LEFTWARD, "\u2066")
    if not other.search(text):
        return text
    return f"{start if own.search(text) else FIRST_STRONG}{text}\u2069"


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


_DAYS: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "fr": (re.compile(r"\b1(?= [a-zéû])"), "1er"), "kmr": (re.compile(r"\b(2|3|22|23|30)ê\b"), r"\1yê"),
}  # fmt: skip
"""Days that CLDR does not tell apart: the first in French, 1er juin; in Kurmanji those that end in a vowel, 23yê mijdarê."""


@lru_cache(maxsize=8192)
def _written(day: date, form: str, tag: str) -> str:
    own = _FORMS.get((tag.partition("-")[0], form))
    written = format_date(day, own or form, _locale(tag)) if own or form != "MMMMd" else format_skeleton(form, day, locale=_locale(tag))
    wrong, right = _DAYS.get(tag.partition("-")[0], (None, ""))
    return wrong.sub(right, written) if wrong else written


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
    items = [apart(item) for item in items]
    if language() == "ckb" and len(items) > 1:  # CLDR has no lists in Sorani
        return f"{'، '.join(items[:-1])} و {items[-1]}"
    return format_list(items, "standard", _locale(language()))


def counts(number: int, word: str) -> str:
    """How many there are of what a word says, where the word cannot change with the number: '3 deferred'."""
    return _("%(n)s %(word)s") % {"n": number, "word": word}


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
