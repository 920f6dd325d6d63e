"""The rule of a proposal in the words of its page: what it is, who decides, where the rule comes from, whom it binds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from minutebook.pages.speech import _, long_date
from minutebook.pages.view import Link, Site
from minutebook.pages.wording import arithmetic, day_words, kind_word, whom
from minutebook.rules.bylaws import bylaw
from minutebook.rules.force import Standing


def kind_of(site: Site, one: Standing, own: bool) -> str:
    """What sort of proposal it is, and to whom it is put."""
    words = {"kind": kind_word(one.proposal.kind), "to": site.name(one.rule.to), "whom": whom(one.rule, 2)}
    if own:
        return _("%(kind)s put to the assembly of %(to)s") % words
    if one.rule.decided_by == "delegations":
        return _("%(kind)s to be decided by delegations at %(to)s") % words
    if one.rule.requires == "none":
        return _("%(kind)s open for adoption by the %(whom)s of %(to)s") % words
    return _("%(kind)s put to the %(whom)s of %(to)s for ratification") % words


def notes_on(one: Standing, own: bool) -> Iterator[str]:
    """The arithmetic in words, and what counts."""
    if own:
        return
    if one.rows and (words := arithmetic(one.rule.requires, len(one.rows))):
        yield words
    yield _(
        "A ratification with reservations counts; one in minutes not yet approved counts provisionally; one on an earlier edition does not."
    )
    if one.rule.decided_by == "delegations":
        yield _("Positions count that are binding and kept to the mandate; the others are shown and not counted.")
    if one.rule.rescission == "not_counted":
        yield _("A ratification cannot be taken back: a rescission is shown and not counted.")
    elif one.carried_on is None and one.needed is not None:
        yield _("A ratification may be taken back until it is carried.")
    if one.deadline and one.state in ("open", "failing"):
        yield _("After %(day)s it lapses.") % {"day": day_words(one.deadline, one.day)}
    if one.carried_on:
        yield _("Carrying is final: a later rescission is shown, and undoes nothing.")


def deciders(site: Site, one: Standing, own: bool) -> str:
    """Who decides."""
    number = len(one.rows)
    words = {"n": number, "whom": whom(one.rule, number), "to": site.name(one.rule.to)}
    if own:
        return _("the assembly itself")
    if one.rule.decided_by == "delegations":
        return _("the delegations of %(n)d %(whom)s at %(to)s, under their mandates") % words
    if one.rule.electorate == "tiers":
        return _("the %(n)d members of %(to)s, each by its own members") % words
    by_list = isinstance(one.rule.electorate, tuple)
    listed = _("the %(n)d %(whom)s listed") if by_list else _("the %(n)d %(whom)s of %(to)s")
    on = one.rule.electorate_on
    if on == "each_day":
        return listed % words + _(", as on each day")
    day = on if isinstance(on, date) else one.rule.put
    if by_list and day != on:
        return listed % words
    return listed % words + _(", those that were members on %(day)s") % {"day": long_date(day)}


def rule_source(site: Site, one: Standing) -> Link | str:
    """Where the rule comes from."""
    if "requires" in one.rule.stated:
        by = one.proposal.rule_by
        return (
            site.link(f"{by.target}{'#' + by.part if by.part else ''}", _("stated in the proposal, as decided in these minutes"))
            if by and by.target
            else _("stated in the proposal")
        )
    if bylaw(site.state.confederation, one.rule.to, "ratification.requires", one.rule.put) is not None:
        rules = site.assembly(one.rule.to)
        return Link(_("rules of %(name)s of the day it was put") % {"name": rules.text}, rules.to)
    return _("the general rule, as no other is stated")


def bound(one: Standing, own: bool) -> str:
    """Whom it binds."""
    if own:
        return _("the assembly, once adopted")
    if one.rule.requires == "none":
        return _("those that ratify it")
    if one.rule.binds == "ratifying":
        return _("those that ratify, once carried")
    return _("all %(whom)s, once carried") % {"whom": whom(one.rule, 2)}
