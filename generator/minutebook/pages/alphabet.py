"""The order of names, as the alphabet of the language spoken has it (CLDR's collations, by their letters)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from minutebook.pages.speech import language

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS: Final[Mapping[str, str]] = {
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "kmr": "abcçdeêfghiîjklmnopqrsştuûvwxyz",
    "ku": "abcçdeêfghiîjklmnopqrsştuûvwxyz",
    "ar": "ءابةتثجحخدذرزسشصضطظعغفقكلمنهويى",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ",
}
"""The letters that are letters of their own, in their order; any other language has the Latin ones."""

_VARIANTS: Final[Mapping[str, str]] = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه"} | {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
}
"""Letters that stand with another where they are none of their own."""

_TURKISH: Final = str.maketrans({"I": "ı", "İ": "i"})

Order = tuple[tuple[tuple[int, int], ...], str]
"""What names are sorted by: their letters first, then accents and signs."""


def collation(text: str) -> Order:
    """The place of a name: digits, then the letters of the language spoken, then those of other scripts; signs and marks come last."""
    return _collation(text, language())


@lru_cache(maxsize=65536)
def _collation(text: str, _tag: str) -> Order:
    return tuple(_place(letter) for letter in _letters(text)), text


def initial(text: str) -> str:
    """The letter a name stands under in an index."""
    first = next((letter for letter in _letters(text) if letter != " "), "")
    if not first:
        return "–"
    if first.isdigit():
        return "0–9"
    return "İ" if first == "i" and language() == "tr" else first.upper()


def _alphabet() -> str:
    tag = language()
    return _ALPHABETS.get(tag) or _ALPHABETS.get(tag.partition("-")[0]) or _LATIN


def _letters(text: str) -> list[str]:
    """The letters, digits and blanks of a name; an accented letter that is none of its own in this alphabet without its accent."""
    alphabet = _alphabet()
    folded = unicodedata.normalize("NFC", (text.translate(_TURKISH) if language() == "tr" else text).casefold())
    found: list[str] = []
    for char in folded:
        if char in alphabet or char == " ":
            found.append(char)
            continue
        base = unicodedata.normalize("NFKD", _VARIANTS.get(char, char))
        found += [one for one in base if one.isalnum()]
    while found[:1] == [" "]:
        found.pop(0)
    return found


def _place(letter: str) -> tuple[int, int]:
    if letter == " ":
        return (0, 0)
    if letter.isdigit():
        return (1, unicodedata.digit(letter, 0))
    at = _alphabet().find(letter)
    return (2, at) if at >= 0 else (3, ord(letter))
