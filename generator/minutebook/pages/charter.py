"""An assembly's rules of a day, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from minutebook.pages.speech import _, comma, ngettext, semicolon
from minutebook.pages.wording import threshold_words
from minutebook.rules.bylaws import bylaw
from minutebook.state import State


def rules_in_words(state: State, assembly: str, day: date) -> tuple[tuple[str, str], ...]:
    """Terms and values: how the assembly decides, its quorum, its delegations and mandates, and for a council its ratifications."""
    council = state.membership.is_council(assembly)

    def rule(key: str) -> Any:
        return bylaw(state.confederation, assembly, key, day)

    return (*_own(rule), *(_council(rule) if council else ()))


def _own(rule: Any) -> Iterator[tuple[str, str]]:
    method = rule("decides_by")
    yield _("Decides by"), _decides(method) if method else _("majority (no rule recorded)")
    quorum = rule("quorum")
    if quorum is not None:
        yield _("Quorum"), ngettext("%(num)d present", "%(num)d present", quorum) % {"num": quorum} if isinstance(quorum, int) else (
            _("%(share)s of those who could come") % {"share": threshold_words(quorum)}
        )  # fmt: skip
    if rule("minutes") == "approved_next":
        yield _("Minutes"), _("provisional until a later meeting approves them")
    seats, quota = rule("delegation.seats"), rule("delegation.quota")
    if seats is not None or quota:
        words = ngettext("%(n)d delegate", "%(n)d delegates", seats) % {"n": seats} if seats is not None else ""
        yield _("Delegations"), comma().join(filter(None, (words, quota)))
    limits = [
        (terms := rule("mandates.max_consecutive"), ngettext("%(n)d term in a row at most", "%(n)d terms in a row at most", terms or 0)),
        (days := rule("mandates.max_days"), ngettext("%(n)d day at most", "%(n)d days at most", days or 0)),
        (within := rule("mandates.report_within_days"), ngettext("report within %(n)d day", "report within %(n)d days", within or 0)),
    ]
    words = semicolon().join(told % {"n": number} for number, told in limits if number is not None)
    if words:
        yield _("Mandates"), words


def _decides(method: str) -> str:
    return _("consensus") if method == "consensus" else _("unanimity") if method == "unanimity" else threshold_words(method)


def _council(rule: Any) -> Iterator[tuple[str, str]]:
    """How proposals to a council are decided."""
    by = rule("ratification.decided_by") or "assemblies"
    yield _("Proposals to it"), _("decided by delegations under their mandates") if by == "delegations" else _("ratified by the assemblies")
    requires = rule("ratification.requires") or "majority"
    electorate = rule("ratification.electorate") or ("members" if by == "delegations" else "communes")
    yield _("Carried by"), _carried(requires, electorate)
    extra = [
        _("turnout %(share)s") % {"share": threshold_words(rule("ratification.turnout"))}
        if rule("ratification.turnout") is not None
        else "",
        _("%(share)s of all votes") % {"share": threshold_words(rule("ratification.votes"))} if rule("ratification.votes") else "",
        _("binds those that ratify") if rule("ratification.binds") == "ratifying" else "",
        _("ratifications cannot be taken back") if rule("ratification.rescission") == "not_counted" else "",
    ]
    if any(extra):
        yield _("Further"), semicolon().join(filter(None, extra))
    days = rule("ratification.deadline_days")
    if days is not None:
        yield _("Last day"), ngettext("%(n)d day after it was put", "%(n)d days after it was put", days) % {"n": days}


def _carried(requires: str | int, electorate: Any) -> str:
    if requires == "none":
        return _("nothing: open for adoption")
    whom = {
        "communes": _("communes below it"), "members": _("its members"), "tiers": _("its members, each by its own members"),
    }.get(electorate if isinstance(electorate, str) else "", _("the assemblies its rules name"))  # fmt: skip
    share = str(requires) if isinstance(requires, int) else threshold_words(requires)
    return (
        _("%(share)s of the %(whom)s") % {"share": share, "whom": whom}
        if electorate == "communes"
        else _("%(share)s of %(whom)s") % {"share": share, "whom": whom}
    )
