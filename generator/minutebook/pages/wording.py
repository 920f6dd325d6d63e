"""The same words everywhere: statuses, results, outcomes, states and rules, each in one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import gcd
from typing import Final

from minutebook.pages.speech import N_, _, comma, language, long_date, ngettext, short_date
from minutebook.past import RowFact
from minutebook.records.decision import Votes
from minutebook.rules.ratification import Row
from minutebook.rules.ruling import Ruling
from minutebook.rules.tallies import needed, share

STATUSES: Final[Mapping[str, tuple[str, str]]] = {
    "ratified": ("ratified", N_("ratified")),
    "provisional": ("provisional", N_("ratified, provisional")),
    "ratified with reservations": ("reservations", N_("ratified with reservations")),
    "conditional": ("conditional", N_("conditional")),
    "rejected": ("rejected", N_("rejected")),
    "rescinded": ("rescinded", N_("rescinded")),
    "late": ("late", N_("late")),
    "amended": ("amended", N_("sent back with amendments")),
    "deferred": ("deferred", N_("deferred")),
    "abstained": ("abstained", N_("abstained")),
    "noted": ("noted", N_("noted")),
    "withdrawn": ("withdrawn", N_("withdrawn")),
    "earlier edition": ("earlier", N_("earlier edition")),
    "not recorded": ("not-recorded", N_("not recorded")),
    "minutes awaited": ("minutes-awaited", N_("minutes awaited")),
    "on the agenda": ("on-agenda", N_("on the agenda")),
    "no meeting published": ("no-meeting", N_("no meeting published")),
    "adopted": ("ratified", N_("adopted")),
    "adopted, provisional": ("provisional", N_("adopted, provisional")),
    "adopted with reservations": ("reservations", N_("adopted with reservations")),
}
"""The status of an assembly on a proposal: its mark and its word."""

_OWN: Final = {"ratified": "adopted", "provisional": "adopted, provisional", "ratified with reservations": "adopted with reservations"}

OUTCOMES: Final[Mapping[str, tuple[str, str]]] = {
    "adopted": ("adopted", N_("adopted")),
    "adopted, provisional": ("provisional", N_("adopted, provisional")),
    "adopted with reservations": ("reservations", N_("adopted with reservations")),
    "ratified": ("ratified", N_("ratified")),
    "ratified, provisional": ("provisional", N_("ratified, provisional")),
    "ratified with reservations": ("reservations", N_("ratified with reservations")),
    "conditional": ("conditional", N_("conditional")),
    "submitted": ("submitted", N_("put to the assemblies")),
    "rejected": ("rejected", N_("rejected")),
    "rescinded": ("rescinded", N_("rescinded")),
    "amended": ("amended", N_("sent back with amendments")),
    "deferred": ("deferred", N_("deferred")),
    "abstained": ("abstained", N_("abstained")),
    "noted": ("noted", N_("noted")),
    "withdrawn": ("withdrawn", N_("withdrawn")),
    "withheld": ("withheld", N_("withheld")),
    "part": ("part", N_("a part only")),
    "inquorate": ("inquorate", N_("not valid: no quorum")),
    "indicative": ("draft", N_("indicative only")),
    "revoked": ("revoked", N_("revoked")),
}
"""How a decision ended: its mark and its word."""

RESULTS: Final[Mapping[str, tuple[str, str]]] = {
    "kept": ("kept", N_("kept")),
    "departed": ("departed", N_("departed")),
    "claimed": ("claimed", N_("claimed")),
    "text changed": ("changed", N_("text changed")),
    "beyond the mandate": ("beyond", N_("beyond the mandate")),
    "without a mandate": ("without", N_("without a mandate")),
    "not named": ("not-named", N_("not named")),
    "indicative": ("indicative", N_("indicative")),
    "divided": ("divided", N_("divided")),
    "silent": ("silent", N_("silent")),
    "absent": ("absent", N_("absent")),
    "excused": ("absent", N_("excused")),
    "not recorded": ("unrecorded", N_("not recorded")),
}
"""A position held against its mandate: its mark and its word."""

TRACKS: Final = frozenset(mark for mark, _word in RESULTS.values())
"""The marks of positions: they are drawn as tracks."""

FINDINGS: Final[Mapping[str, tuple[str, str]]] = {
    "departed": ("departed", N_("Departed")), "beyond-mandate": ("beyond", N_("Beyond the mandate")),
    "without-mandate": ("without", N_("Without a mandate")), "not-named": ("not-named", N_("Not named")),
    "claim-awaiting": ("claimed", N_("Claim still to be answered")), "indicative-awaiting": ("indicative", N_("Still to be answered")),
    "inquorate": ("inquorate", N_("Inquorate")), "quorum-not-recorded": ("quorum", N_("Quorum not recorded")),
    "report-overdue": ("overdue", N_("Report overdue")), "minutes-not-approved": ("draft", N_("Not yet approved")),
    "rotation-exceeded": ("rotation", N_("Rotation exceeded")), "mandate-too-long": ("too-long", N_("Mandate too long")),
    "disputed": ("disputed", N_("Disputed")), "quota-not-met": ("quota", N_("Quota not met")),
}  # fmt: skip
"""A line of the public ledger: its mark and its word."""

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "withdrawn": ("withdrawn", N_("Withdrawn")),
    "repealed": ("lapsed", N_("Repealed")),
    "expired": ("lapsed", N_("Expired")),
    "provisionally carried": ("provisional", N_("Provisionally carried")),
    "carried": ("carried", N_("Carried")),
    "in force": ("in-force", N_("In force")),
    "set aside": ("lapsed", N_("Set aside")),
    "lapsed": ("lapsed", N_("Lapsed")),
    "open for adoption": ("open", N_("Open for adoption")),
    "failing": ("failing", N_("Failing")),
    "open": ("open", N_("Open")),
}
"""The state of a proposal: the look of its stamp and its word."""

MANDATE_STATES: Final[Mapping[str, tuple[str, str]]] = {
    "granted": ("open", N_("Granted")),
    "active": ("in-force", N_("Active")),
    "fulfilled": ("lapsed", N_("Fulfilled")),
    "reported": ("in-force", N_("Reported")),
    "recalled": ("recalled", N_("Recalled")),
    "resigned": ("withdrawn", N_("Resigned")),
    "replaced": ("withdrawn", N_("Replaced")),
    "expired": ("lapsed", N_("Expired")),
}
"""The state of a mandate: the look of its stamp and its word."""

KINDS: Final[Mapping[str, str]] = {
    "resolution": N_("Resolution"), "call": N_("Call"), "charter": N_("Charter"), "budget": N_("Budget"), "rule": N_("Rule"),
    "admission": N_("Admission"), "suspension": N_("Suspension"), "recall": N_("Recall"),
}  # fmt: skip

POSITIONS: Final[Mapping[str, str]] = {
    "for": N_("For"), "against": N_("Against"), "abstain": N_("Abstain"), "block": N_("Block"), "divided": N_("Divided"),
    "absent": N_("Absent"), "excused": N_("Excused"), "silent": N_("Silent"), "free": N_("Free hand"), "refer": N_("Refer"),
    "": N_("Nothing recorded"),
}  # fmt: skip

METHODS: Final[Mapping[str, str]] = {
    "consensus": N_("by consensus"), "majority": N_("by majority"), "two-thirds": N_("by two-thirds"),
    "three-quarters": N_("by three-quarters"), "unanimity": N_("by unanimity"), "referendum": N_("by referendum"),
    "acclamation": N_("by acclamation"), "sortition": N_("by lot"),
}  # fmt: skip

CHOSEN: Final[Mapping[str, str]] = {
    "election": N_("election"), "rotation": N_("rotation"), "sortition": N_("lot"), "consensus": N_("consensus"),
    "volunteers": N_("volunteers"),
}  # fmt: skip

VOID: Final[Mapping[str, str]] = {
    "inquorate": N_("Counts for nothing: the quorum was not met."),
    "revoked": N_("Counts for nothing: it was revoked."),
    "indicative": N_("Indicative: it decides nothing."),
    "part": N_("On a part only: it does not speak for the whole."),
    "not a member": N_("Not counted: the assembly was not a member that day."),
    "suspended": N_("Not counted: the assembly was suspended that day."),
}
"""Why a decision on a proposal counts for nothing."""

_THRESHOLDS: Final[Mapping[str, str]] = {
    "majority": N_("a majority"), "two-thirds": N_("two-thirds"), "three-quarters": N_("three-quarters"), "unanimity": N_("all"),
}  # fmt: skip
_FRACTIONS: Final = {(1, 2): "½", (1, 3): "⅓", (2, 3): "⅔", (1, 4): "¼", (3, 4): "¾", (1, 5): "⅕", (2, 5): "⅖", (3, 5): "⅗", (4, 5): "⅘"}


def group_words(key: str, number: int) -> str:
    """How many of a group were present; groups that go by another name than these keep it."""
    if key == "women":
        return ngettext("%(num)d woman", "%(num)d women", number) % {"num": number}
    if key == "men":
        return ngettext("%(num)d man", "%(num)d men", number) % {"num": number}
    return _("%(word)s: %(n)s") % {"word": key, "n": number}


def capital(text: str) -> str:
    """A text with its first letter as a capital."""
    first = "İ" if text[:1] == "i" and language() == "tr" else text[:1].upper()
    return first + text[1:]


def uncapital(text: str) -> str:
    """A text with its first letter small, to stand within a sentence. German nouns keep their capitals."""
    if language() == "de":
        return text
    first = {"I": "ı", "İ": "i"}.get(text[:1], text[:1].lower()) if language() == "tr" else text[:1].lower()
    return first + text[1:]


def status_key(row: Row | RowFact, *, own: bool = False) -> str:
    """Under which key of STATUSES a row is shown: provisional ratifications have a mark of their own, and an assembly adopts its own."""
    key = row.status
    if key == "ratified" and row.provisional:
        key = "provisional"
    return _OWN.get(key, key) if own else key


def status_word(key: str) -> str:
    """The word of a status."""
    return _(STATUSES[key][1])


def mark_word(mark: str) -> str:
    """The word of the status that has a mark."""
    return next(_(word) for own, word in STATUSES.values() if own == mark)


def outcome_word(key: str) -> str:
    """The word of an outcome."""
    return _(OUTCOMES[key][1]) if key else _("no outcome recorded")


def result_word(key: str) -> str:
    """The word of a result."""
    return _(RESULTS[key][1])


def finding_mark(code: str) -> str:
    """The mark of a finding."""
    return FINDINGS[code][0] if code in FINDINGS else "noted"


def finding_word(code: str) -> str:
    """The word of a finding."""
    return _(FINDINGS[code][1]) if code in FINDINGS else code


def state_word(key: str) -> str:
    """The word of a proposal's state."""
    return _(STATES[key][1])


def mandate_word(key: str) -> str:
    """The word of a mandate's state."""
    return _(MANDATE_STATES[key][1])


def kind_word(key: str) -> str:
    """The word for a kind of proposal."""
    return _(KINDS[key])


def position_word(key: str) -> str:
    """A position, or what an instruction permits."""
    return _(POSITIONS[key])


def positions_word(keys: tuple[str, ...]) -> str:
    """The positions an instruction permits: 'For, or abstain'."""
    words = [position_word(key) for key in keys]
    if len(words) < 2:
        return "".join(words)
    lower = [uncapital(word) for word in words[1:]]
    return _("%(first)s, or %(last)s") % {"first": comma().join([words[0], *lower[:-1]]), "last": lower[-1]}


def method_words(method: str) -> str:
    """A method in words; a share as it is."""
    if method in METHODS:
        return _(METHODS[method])
    return _("by %(share)s") % {"share": method} if method else ""


def void_words(reason: str) -> str:
    """Why a decision counts for nothing."""
    return _(VOID[reason])


def threshold_words(rule: str | int) -> str:
    """A threshold in words: 'two-thirds', '3/5', 'nine'."""
    return _(_THRESHOLDS.get(str(rule), str(rule)))


def whom(rule: Ruling, number: int) -> str:
    """Who decides, in the number needed: 'communes', 'members', 'assemblies'."""
    if rule.electorate == "communes":
        return ngettext("commune", "communes", number)
    if rule.electorate in ("members", "tiers"):
        return ngettext("member", "members", number)
    return ngettext("assembly", "assemblies", number)


def rule_words(rule: Ruling) -> str:
    """The rule: 'two-thirds of the communes'."""
    many = whom(rule, 2)
    if rule.requires == "none":
        return _("none: it binds whoever ratifies it")
    if isinstance(rule.requires, int):
        words = ngettext("%(num)d of the %(whom)s", "%(num)d of the %(whom)s", rule.requires) % {"num": rule.requires, "whom": many}
    else:
        words = _("%(share)s of the %(whom)s") % {"share": threshold_words(rule.requires), "whom": many}
    if rule.electorate == "tiers":
        words += _(", each by its own members")
    if rule.turnout is not None:
        words += _("; %(share)s must have decided") % {"share": threshold_words(rule.turnout)}
    if rule.votes is not None:
        words += _("; and %(share)s of all votes for and against") % {"share": threshold_words(rule.votes)}
    return words


def arithmetic(requires: str | int, of: int) -> str:
    """How the number needed comes about: 'Two-thirds of 13 is 8⅔, rounded up: 9.'"""
    need = needed(requires, of)
    if need is None or isinstance(requires, int):
        return ""
    if requires == "majority":
        return _("More than half of %(of)d: %(need)d.") % {"of": of, "need": need}
    if requires == "unanimity":
        return _("All %(of)d.") % {"of": of}
    a, b = {"two-thirds": (2, 3), "three-quarters": (3, 4)}.get(requires) or share(requires)
    whole, rest = divmod(a * of, b)
    words = {"share": capital(threshold_words(requires)), "of": of, "need": need, "exact": _mixed(whole, rest, b)}
    if rest == 0:
        return _("%(share)s of %(of)d: %(need)d.") % words
    return _("%(share)s of %(of)d is %(exact)s, rounded up: %(need)d.") % words


def _mixed(whole: int, rest: int, by: int) -> str:
    most = gcd(rest, by)
    rest, by = rest // most, by // most
    if (rest, by) in _FRACTIONS:
        return f"{whole or ''}{_FRACTIONS[rest, by]}"
    return f"{whole} {rest}/{by}" if whole else f"{rest}/{by}"


def tally_words(votes: Votes | None) -> str:
    """A tally as part of a sentence: '31 for, 18 against, 4 abstained'."""
    if votes is None:
        return ""
    parts = (
        (votes.for_, _("for")), (votes.against, _("against")), (votes.abstain, _("abstained")),
        (votes.blocked, _("blocked")), (votes.not_voting, _("not voting")),
    )  # fmt: skip
    return comma().join(f"{number} {word}" for number, word in parts if number is not None)


def day_words(day: date, today: date) -> str:
    """A day as part of a sentence. What is past has its year, so that it can be quoted; a day still to come this year does without."""
    return short_date(day) if day > today and day.year == today.year else long_date(day)
