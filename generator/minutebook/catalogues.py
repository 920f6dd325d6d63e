"""Catalogues: what the programme says, in other languages. Each is a file `theme/locales/LANGUAGE/LC_MESSAGES/minutebook.po`.

They are read when a language is first spoken. English stands in the programme itself and reads nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from gettext import NullTranslations, c2py
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.theme_path import theme_dir

if TYPE_CHECKING:
    from babel.messages import Catalog

FILE = "LC_MESSAGES/minutebook.po"
HOLES = re.compile(r"%(?:\(\w*\)?[a-z]?|%)?|\{\w+(?:![rs])?\}")
"""The placeholders of a text, `%(name)s` or `{name}`, whole or mistyped."""


class Catalogue(NullTranslations):
    """The translations of one file. What is missing there, marked as unsure (fuzzy), or has other placeholders than the English, is
    said in English: a slip of a translator never breaks a page."""

    def __init__(self, read: Catalog) -> None:
        super().__init__()
        self._plural = c2py(read.plural_expr)
        self._forms: dict[str, tuple[str, ...]] = {}
        for message in read:
            if message.id and message.string and not message.fuzzy:
                ids, forms = ((one,) if isinstance(one, str) else tuple(one) for one in (message.id, message.string))
                if all(fits(ids, form) for form in forms):
                    self._forms[ids[0]] = forms

    def gettext(self, message: str) -> str:
        """The translation of a text."""
        forms = self._forms.get(message)
        return forms[0] or message if forms else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of a text's translation that fits a number."""
        forms = self._forms.get(msgid1, ())
        place = self._plural(n)
        return (forms[place] if place < len(forms) else "") or (msgid1 if n == 1 else msgid2)


def fits(ids: tuple[str, ...], form: str) -> bool:
    """Whether a form of a translation can be filled where its English is; a form for one number may leave that number out."""
    known, found = Counter(HOLES.findall(ids[0])) | Counter(HOLES.findall(ids[-1])), Counter(HOLES.findall(form))
    return found <= known if len(ids) > 1 else found == known


@cache
def available() -> tuple[str, ...]:
    """The languages that can be spoken, by their tags (`fr`, `pt-BR`): English first."""
    found = sorted(path.parents[1].name.replace("_", "-") for path in _locales().glob(f"*/{FILE}"))
    return ("en", *(tag for tag in found if tag != "en"))


def spoken(tag: str) -> str:
    """The language that can be spoken for a tag: itself, or without its region; empty where there is none."""
    known = {one.lower(): one for one in available()}
    parts = tag.lower().replace("_", "-").split("-")
    return next((known[name] for end in range(len(parts), 0, -1) if (name := "-".join(parts[:end])) in known), "")


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations into a language; where there are none, the English stays."""
    tag = spoken(language)
    if tag in ("", "en"):
        return NullTranslations()
    from babel.messages.pofile import read_po

    with open(_locales() / tag.replace("-", "_") / FILE, "rb") as file:
        return Catalogue(read_po(file))


def _locales() -> Path:
    return theme_dir() / "locales"
