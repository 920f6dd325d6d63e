"""What a decision did, said of its assembly in one breath: 'Saltmarsh deferred Flood watch on the bridges'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup, escape

from minutebook.pages.speech import N_, _
from minutebook.pages.wording import capital, outcome_word

_DONE: Final[Mapping[str, tuple[str, str]]] = {
    "adopted": (N_("%(who)s adopted %(what)s"), N_("Adopted %(what)s")),
    "ratified": (N_("%(who)s ratified %(what)s"), N_("Ratified %(what)s")),
    "rejected": (N_("%(who)s rejected %(what)s"), N_("Rejected %(what)s")),
    "rescinded": (N_("%(who)s rescinded its ratification of %(what)s"), N_("Rescinded the ratification of %(what)s")),
    "rescinded, own": (N_("%(who)s rescinded %(what)s"), N_("Rescinded %(what)s")),
    "amended": (N_("%(who)s sent back, with amendments, %(what)s"), N_("Sent back, with amendments, %(what)s")),
    "deferred": (N_("%(who)s deferred %(what)s"), N_("Deferred %(what)s")),
    "abstained": (N_("%(who)s abstained on %(what)s"), N_("Abstained on %(what)s")),
    "noted": (N_("%(who)s noted %(what)s"), N_("Noted %(what)s")),
    "withdrawn": (N_("%(who)s withdrew %(what)s"), N_("Withdrew %(what)s")),
    "submitted": (N_("%(who)s put %(what)s to the assemblies"), N_("Put %(what)s to the assemblies")),
    "put": (N_("%(who)s put the proposal %(what)s"), "%(what)s"),
    "withheld": (N_("%(who)s decided on %(what)s; the outcome is withheld"), N_("Decided on %(what)s; the outcome is withheld")),
    "": (N_("%(who)s decided on %(what)s; no outcome is recorded"), N_("Decided on %(what)s; no outcome is recorded")),
    "chosen": (N_("%(who)s chose %(what)s"), N_("Chose %(what)s")),
    "between": (N_("%(who)s chose between %(what)s"), N_("Chose between %(what)s")),
    "did": (N_("%(who)s %(what)s"), "%(what)s"),
}
"""What was done with a proposal: with the assembly's name, and on its own page without."""

_DEEDS: Final[Mapping[str, tuple[str, str]]] = {
    "grants": (N_("gave a mandate to %(what)s"), N_("a mandate for %(what)s")),
    "recalls": (N_("recalled %(what)s"), N_("to recall %(what)s")),
    "upholds": (
        N_("upheld what was claimed under the mandate of %(what)s"),
        N_("to uphold what was claimed under the mandate of %(what)s"),
    ),
    "disowns": (
        N_("disowned what was claimed under the mandate of %(what)s"),
        N_("to disown what was claimed under the mandate of %(what)s"),
    ),
    "approves": (N_("approved the minutes of %(what)s"), N_("to approve the minutes of %(what)s")),
    "revokes": (N_("revoked %(what)s"), N_("to revoke %(what)s")),
    "corrects": (N_("corrected %(what)s"), N_("to correct %(what)s")),
}
"""What a decision did to another record; and the same as what was only put to the vote."""


def done(key: str, what: Markup | str, who: Markup | str = "") -> Markup:
    """What an assembly did, by the key of its outcome. A key that has no such sentence is told as an outcome."""
    if key not in _DONE:
        return told(key, what, who)
    return _fill(_DONE[key][0 if who else 1], who=who, what=what)


def told(key: str, what: Markup | str, who: Markup | str = "") -> Markup:
    """The outcome of what is said in words: 'Saltmarsh, adopted: The till is counted twice'."""
    word = outcome_word(key)
    if who:
        return _fill(N_("%(who)s, %(outcome)s: %(what)s"), who=who, outcome=word, what=what)
    return _fill(N_("%(outcome)s: %(what)s"), outcome=capital(word), what=what)


def deed(key: str, what: Markup | str, adopted: bool) -> Markup:
    """What a decision did to another record, or would have done had it been adopted."""
    return _fill(_DEEDS[key][0 if adopted else 1], what=what)


def part_of(what: Markup | str, part: Markup | str) -> Markup:
    """A part of a proposal, in its own words: a part never speaks for the whole."""
    return _fill(N_("a part of %(what)s (%(part)s)"), what=what, part=part)


def _fill(pattern: str, **words: Markup | str) -> Markup:
    return escape(_(pattern)) % words
