"""Catalogues: what the program says, in other languages. Each is a file `theme/locales/LANGUAGE/LC_MESSAGES/minutebook.po`.

They are read when a language is first spoken. English stands in the program itself and reads nothing.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from minutebook.theme_path import theme_dir

FILE = "LC_MESSAGES/minutebook.po"


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
    """The translations into a language: of what has none, and of every text where there is no catalogue, the English."""
    tag = spoken(language)
    if tag in ("", "en"):
        return NullTranslations()
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with open(_locales() / tag.replace("-", "_") / FILE, "rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _locales() -> Path:
    return theme_dir() / "locales"
