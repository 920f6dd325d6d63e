"""What is said to people: English texts that are spoken in whatever language is asked for.

`_("…")` speaks at once, in the language spoken now. What is made once and shown later, perhaps in several languages, is
`said("…%(name)s…", name=value)`: an English sentence that remembers how it was made. Whoever shows it gives it to `speak`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import Any, Final

_NOW: ContextVar[tuple[str, NullTranslations]] = ContextVar("language", default=("en", NullTranslations()))
_RTL = {
    "apc", "ar", "arc", "ary", "arz", "azb", "bal", "bgn", "ckb", "dv", "fa", "glk", "he", "khw", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "rhg",
    "sd", "sdh", "skr", "syr", "trw", "ug", "ur", "yi",
}  # fmt: skip
_RTL_SCRIPTS = ("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa")


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
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return "rtl" if (script in _RTL_SCRIPTS if script else first in _RTL) else "ltr"


Shown = Callable[[str, object], object]
"""How a value within a sentence is shown, by its name and itself."""


class Said(str):
    """An English text that can be spoken in other languages: it remembers its template and what was put into it.

    In everything else it is its English text, which never changes: it is equal to it, sorted by it, and written as it.
    """

    __slots__ = ("_made",)
    _made: tuple[tuple[str, ...], Mapping[str, object] | None, int]

    def __new__(cls, forms: tuple[str, ...], values: Mapping[str, object] | None = None, number: int = 1, text: str = "") -> Said:
        """`forms` are the template, or that for one and that for many; none where `text` is the same in all languages."""
        english = text if not forms else forms[0 if number == 1 else -1]
        self = super().__new__(cls, english if values is None else english % values)
        object.__setattr__(self, "_made", (forms, values, number))
        return self

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"what was said stays: {name!r} cannot be set")

    def __reduce__(self) -> tuple[Any, ...]:
        return (Said, (*self._made, str(self)))

    def spoken(self, shown: Shown | None = None) -> str:
        """The text in the language spoken now. `shown` says how values are shown that are no texts of ours."""
        forms, values, number = self._made
        if not forms:
            return str(self)
        template = ngettext(*forms, number) if len(forms) == 2 else _(forms[0])
        return template if values is None else template % {name: _value(name, value, shown) for name, value in values.items()}


def _value(name: str, value: object, shown: Shown | None) -> object:
    if isinstance(value, Said):
        return value.spoken(shown)
    return shown(name, value) if shown else value


def said(template: str, /, **values: object) -> Said:
    """A sentence, or a part of one, with values at their names: `said("%(votes)s votes are recorded", votes=41)`.

    Values stay as they are, unless they are said themselves. A per cent sign is written twice.
    """
    return Said((template,), values)


def said_many(one: str, many: str, number: int, /, **values: object) -> Said:
    """A sentence in the form that fits a number, which stands in it as `%(num)s`."""
    return Said((one, many), {"num": number, **values}, number)


def marked(text: str) -> Said:
    """A text that a table has marked with `N_`."""
    return Said((text,))


def verbatim(text: str) -> Said:
    """What is the same in every language: the words of a record, or of its format."""
    return Said((), text=text)


UNSAID: Final = verbatim("")
"""Nothing said."""


def speak(text: str, shown: Shown | None = None) -> str:
    """What was said, in the language spoken now; any other text as it is."""
    return text.spoken(shown) if isinstance(text, Said) else text
