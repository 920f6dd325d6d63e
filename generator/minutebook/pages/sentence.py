"""The sentence first: where a proposal stands, said in one breath, right for every state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minutebook.pages.speech import _, long_date, ngettext
from minutebook.pages.view import Link, Site
from minutebook.pages.wording import day_words, status_key, threshold_words, whom
from minutebook.rules.conditions import Condition
from minutebook.rules.force import Standing


@dataclass(frozen=True, slots=True)
class Sentence:
    """Its parts, with what matters most between double asterisks; `link` is the record it ends with, if any."""

    parts: tuple[str, ...]
    link: Link | None = None

    @property
    def text(self) -> str:
        """The sentence without any emphasis."""
        words = " ".join(self.parts).replace("**", "")
        return f"{words} {self.link.text}." if self.link else words


def is_own(site: Site, one: Standing) -> bool:
    """Whether it is a commune's proposal to itself."""
    return not site.state.membership.is_council(one.rule.to)


def sentence(site: Site, one: Standing) -> Sentence:
    """Where a proposal stands."""
    today = site.day
    if is_own(site, one):
        return _own(site, one)
    match one.state:
        case "open":
            return Sentence(_open(one, today))
        case "failing":
            return Sentence(_failing(one, today))
        case "open for adoption":
            number = one.ratified
            words = ngettext("**%(n)d of %(of)d** has ratified it,", "**%(n)d of %(of)d** have ratified it,", number)
            return Sentence((words % {"n": number, "of": len(one.rows)}, _("and it binds those that do.")))
        case "lapsed":
            last = day_words(one.deadline, today) if one.deadline else ""
            return Sentence((_("**Lapsed**: the last day was %(day)s;") % {"day": last}, *_ended_at(one)))
        case "withdrawn":
            act = one.withdrawn
            who = {"day": day_words(act.day, today) if act else "", "name": site.name(act.assembly) if act else ""}
            return Sentence((_("**Withdrawn on %(day)s** by %(name)s;") % who, *_ended_at(one)))
        case "set aside":
            rival = site.state.proposals.get(one.rival)
            when = day_words(rival.carried_on, today) if rival and rival.carried_on else ""
            return Sentence(
                (_("**Set aside** for a rival: only one of them can be carried, and on %(day)s that was") % {"day": when},),
                site.proposal(one.rival),
            )
    return _carried(site, one)


def _have(one: Standing) -> str:
    number = one.ratified
    if one.rule.decided_by == "delegations":
        return ngettext("**%(n)d** stands for it;", "**%(n)d** stand for it;", number) % {"n": number}
    return ngettext("**%(n)d** has ratified;", "**%(n)d** have ratified;", number) % {"n": number}


def _open(one: Standing, today: date) -> tuple[str, ...]:
    """What is needed of how many, how many stand, how many are missing and until when."""
    first = one.conditions[0]
    if not one.rows:
        return (_("Nobody is entitled to decide on it;"), _("so nothing can be carried."))
    words = {"need": first.need, "of": first.of, "missing": first.missing, "day": day_words(one.deadline, today) if one.deadline else ""}
    parts = [_("Needs **%(need)d of %(of)d**;") % words, _have(one)]
    if first.missing and one.deadline:
        parts.append(_("**%(missing)d more by %(day)s**.") % words)
    elif first.missing:
        parts.append(_("**%(missing)d more** are needed.") % words if first.missing != 1 else _("**one more** is needed."))
    elif all(condition.holds for condition in one.conditions):
        parts.append(_("enough: the next decision on it carries it."))
    else:
        parts.append(_("enough, but:"))
    return (*parts, *further(one))


def _failing(one: Standing, today: date) -> tuple[str, ...]:
    first = one.conditions[0]
    words = {"need": first.need, "of": first.of, "n": one.rejected, "most": first.of - one.rejected}
    rejected = ngettext("**%(n)d** has rejected,", "**%(n)d** have rejected,", one.rejected) % words
    most = _("so that at most **%(most)d** can be reached, unless somebody decides again.") % words
    last = (_("The last day is %(day)s.") % {"day": day_words(one.deadline, today)},) if one.deadline else ()
    return (_("**Failing**: needs **%(need)d of %(of)d**;") % words, rejected, most, *last)


def further(one: Standing) -> tuple[str, ...]:
    """The further conditions with their own arithmetic: turnout, and votes of persons."""
    return tuple(_further(condition, one) for condition in one.conditions[1:])


def _further(condition: Condition, one: Standing) -> str:
    words = {
        "need": condition.need, "of": condition.of, "have": condition.have, "against": condition.of - condition.have,
        "share": threshold_words(condition.rule), "whom": whom(one.rule, condition.of),
    }  # fmt: skip
    if condition.name == "turnout":
        told = ngettext(
            "Turnout: **%(have)d** has decided, %(need)d needed.", "Turnout: **%(have)d** have decided, %(need)d needed.", condition.have
        )
        return told % words
    held = _("enough for %(share)s.") if condition.holds else _("not enough for %(share)s.")
    return _("Votes: **%(have)d for, %(against)d against**,") % words + " " + held % words


def _ended_at(one: Standing) -> tuple[str, ...]:
    need = one.needed
    if need is None:
        return (ngettext("**%(n)d** had ratified it.", "**%(n)d** had ratified it.", one.ratified) % {"n": one.ratified},)
    return (
        ngettext("**%(n)d** had ratified, %(need)d needed.", "**%(n)d** had ratified, %(need)d needed.", one.ratified)
        % {"n": one.ratified, "need": need},
    )


def _force(one: Standing, today: date) -> tuple[str, str]:
    """The first and last day in force, both with their year where it is not the same."""
    first, last = one.in_force_from, one.in_force_until
    apart = first is not None and last is not None and first.year != last.year
    since, until = ((long_date(day) if apart else day_words(day, today)) if day else "" for day in (first, last))
    return since, until


def _carried(site: Site, one: Standing) -> Sentence:
    """Carried, in force, ended."""
    today = site.day
    carried = day_words(one.carried_on, today) if one.carried_on else ""
    since, until = _force(one, today)
    words = {"carried": carried, "since": since, "until": until, "n": one.ratified, "of": len(one.rows), "need": one.needed}
    have = ngettext("**%(n)d of %(of)d** has ratified,", "**%(n)d of %(of)d** have ratified,", one.ratified) % words
    count = " ".join((have, ngettext("%(need)d was needed.", "%(need)d were needed.", one.needed or 0) % words))
    span = _("in force from %(since)s to %(until)s;") % words
    match one.state:
        case "repealed":
            return Sentence(
                (_("**Repealed**: in force from %(since)s to %(until)s.") % words, _("Repealed by")), site.proposal(one.repealed_by)
            )
        case "expired":
            return Sentence((_("**Expired**,"), span, count))
        case "provisionally carried":
            open_ones = sum(status_key(row) == "provisional" or (row.counted and row.provisional) for row in one.rows)
            soft = ngettext("%(k)d of them in minutes not yet approved.", "%(k)d of them in minutes not yet approved.", open_ones) % {
                "k": open_ones
            }
            return Sentence((_("**Provisionally carried on %(carried)s**;") % words, _("**%(n)d of %(of)d** have ratified,") % words, soft))
        case "carried":
            return Sentence((_("**Carried on %(carried)s**, in force from %(since)s;") % words, count))
    if one.in_force_until:
        return Sentence((_("**In force since %(since)s, until %(until)s**;") % words, count))
    if one.in_force_from != one.carried_on:
        return Sentence((_("Carried on %(carried)s, **in force since %(since)s**;") % words, count))
    return Sentence((_("**Carried, and in force since %(since)s**;") % words, count))


def _own(site: Site, one: Standing) -> Sentence:
    """A commune's proposal to itself is carried by its own decision."""
    today = site.day
    since, until = _force(one, today)
    words = {
        "name": site.name(one.rule.to),
        "since": since,
        "until": until,
        "carried": day_words(one.carried_on, today) if one.carried_on else "",
        "last": day_words(one.deadline, today) if one.deadline else "",
    }
    match one.state:
        case "in force" | "provisionally carried":
            parts = [_("**Adopted by %(name)s on %(carried)s**,") % words, _("in force since %(since)s.") % words]
            if one.state == "provisionally carried":
                parts.append(_("Provisional until the minutes are approved."))
            return Sentence(tuple(parts))
        case "carried":
            return Sentence((_("**Adopted by %(name)s on %(carried)s**,") % words, _("in force from %(since)s.") % words))
        case "repealed" if one.repealed_by == one.proposal.id:
            return Sentence((_("**Rescinded by %(name)s**;") % words, _("in force from %(since)s to %(until)s.") % words))
        case "repealed":
            return Sentence(
                (_("**Repealed**: in force from %(since)s to %(until)s.") % words, _("Repealed by")), site.proposal(one.repealed_by)
            )
        case "expired":
            return Sentence((_("**Expired**: in force from %(since)s to %(until)s.") % words,))
        case "lapsed":
            return Sentence((_("**Lapsed**: not adopted by the last day, %(last)s.") % words,))
        case "withdrawn":
            when = day_words(one.withdrawn.day, today) if one.withdrawn else ""
            return Sentence((_("**Withdrawn by %(name)s on %(day)s**.") % (words | {"day": when}),))
        case "set aside":
            return Sentence((_("**Set aside** for a rival: only one of them can be adopted, and that was"),), site.proposal(one.rival))
    rejected = any(row.rejects for row in one.rows)
    if rejected:
        return Sentence((_("**Rejected by %(name)s**,") % words, _("which may decide again.")))
    if one.deadline:
        return Sentence((_("%(name)s has **not adopted it yet**;") % words, _("the last day is %(last)s.") % words))
    return Sentence((_("%(name)s has **not adopted it yet**.") % words,))
