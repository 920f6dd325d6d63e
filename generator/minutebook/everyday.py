"""Everyday ways to write what a field holds in one way alone: for the help that is given, never for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from minutebook.codes import nearest

_MEANT: Final = (
    ("adopted", "accepted accept approved approve passed pass carried agreed agree adopt yes oui ok"),
    ("for", "yes yea aye oui pour favour favor accept agree support"),
    ("rejected", "refused defeated declined denied failed lost reject no non"),
    ("against", "no nay non contre opposed oppose reject"),
    ("deferred", "postponed adjourned delayed pending"),
    ("withdrawn", "retracted dropped"),
    ("rescinded", "revoked repealed cancelled undone"),
    ("amended", "modified changed altered"),
    ("noted", "discussed information informed heard"),
    ("abstained", "abstain abstention neutral"),
    ("abstain", "abstained abstention abstentions neutral"),
    ("block", "blocked blocks veto"),
    ("divided", "split mixed"),
    ("absent", "missing"),
    ("unanimity", "unanimous unanimously all"),
    ("majority", "simple half"),
    ("consensus", "consent"),
    ("sortition", "lot lottery draw"),
    ("referendum", "ballot"),
    ("commune", "assembly base local"),
    ("council", "federation confederation coordination"),
)
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    said: tuple(word for word, others in _MEANT if said in others.split()) for _, listed in _MEANT for said in listed.split()
}
_FLAGS: Final = {
    "true": ("true", "yes", "y", "on", "1", "oui", "ja", "x"),
    "false": ("false", "no", "n", "off", "0", "non", "nein"),
}
_PAIR: Final = re.compile(r"\b([a-z_]{1,20})[ =:]{1,3}(\d{1,9})\b|\b(\d{1,9}) +([a-z_]{1,20})\b")


def likely(text: str, options: Iterable[str]) -> str:
    """The option that a text very probably means: written a little otherwise, or an everyday word for it; else empty."""
    known = tuple(options)
    word = " ".join(text.casefold().split()).strip("\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb .!")
    everyday = next((meant for meant in _WORDS.get(word, ()) if meant in known), "")
    return everyday or nearest(word, known) or ""


def flag(text: str) -> str:
    """`true` or `false` for an everyday word, else empty."""
    return next((word for word, said in _FLAGS.items() if text.casefold() in said), "")


def number(text: str) -> str:
    """The number in a text like `54 people`; empty where there are several, or other signs than letters."""
    numbers = re.findall(r"\d+", text[:60])
    return str(int(numbers[0])) if len(numbers) == 1 and re.search(r"[^\W\d]", text) and "-" not in text else ""


def tally(text: str) -> str:
    """Fields in braces for a text like `for 3, against 1` or `3 for and 1 against`; empty where it says anything else."""
    listed = re.sub(r"\band\b", ",", text[:200])
    found = [(pair[1] or pair[4], pair[2] or pair[3]) for pair in _PAIR.finditer(listed)]
    pairs = ", ".join(f"{name}: {number}" for name, number in found)
    return f"{{{pairs}}}" if found and not _PAIR.sub("", listed).strip(" ,;.") else ""
