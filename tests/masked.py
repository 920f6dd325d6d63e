"""A language in which nothing can be read: whatever is still in Latin letters was not put into words, or is a value."""

from __future__ import annotations

import re
from gettext import NullTranslations

_KEPT = re.compile(r"(%\(\w+\)[a-z]|%%|\{\w*(?:![rs])?\})")
_WORD = re.compile(r"[A-Za-z]+")


def mask(text: str) -> str:
    """A text with its Latin letters gone and its placeholders kept."""
    parts = _KEPT.split(text)
    parts[::2] = [_WORD.sub("ж", part) for part in parts[::2]]
    return "".join(parts)


class Masked(NullTranslations):
    """Every text masked; the forms for one and for many are told apart."""

    def gettext(self, message: str) -> str:
        return mask(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return mask(msgid1) if n == 1 else mask(msgid2) + "ж"


def words(text: str) -> set[str]:
    """The words in Latin letters."""
    return {word.lower() for word in _WORD.findall(text) if len(word) > 1}
