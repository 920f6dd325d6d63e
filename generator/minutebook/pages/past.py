"""As it stood on a date: a page for every state that a proposal or an assembly has been in, and a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from minutebook.exports.addresses import address, past_address
from minutebook.page import NOT_FOUND_BY_SEARCH
from minutebook.pages.assembly import assembly_view
from minutebook.pages.paper import printed
from minutebook.pages.ratification import ratification
from minutebook.pages.shares import mine
from minutebook.pages.speech import N_, _, long_date, ngettext
from minutebook.pages.survey import survey
from minutebook.pages.view import Changed, Link, Site, Then, View
from minutebook.pages.wording import day_words, state_word, status_key, status_word
from minutebook.past import Change, RowFact, Stretch
from minutebook.rules.silence import SILENCES

SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class PastLine:
    """One state in the list: where its page is, its stretch, and what its first day changed."""

    link: Link
    stretch: Stretch
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastView(View):
    """All states of one proposal or assembly, the latest first."""

    subject: Link
    proposal: bool
    lines: tuple[PastLine, ...]


def past_pages(site: Site) -> Iterator[View]:
    """Every past state, day by day, so that each day is reckoned once; then the lists."""
    if not site.shows_past:
        return
    for day, ids in mine(site.past.begun.items(), lambda one: tuple(past_address(id, one[0]) for id in one[1])):
        then = site.on(day)
        for id in ids:
            yield _state(site, then, id)
    for id in mine(site.past.stretches, past_address):
        yield _list(site, id)


def none(site: Site) -> Iterator[View]:
    """No pages: those of this kind come with `past_pages`."""
    return iter(())


def _state(site: Site, then: Site, id: str) -> View:
    """The page of a proposal or assembly as it stood from a day on."""
    standing = then.state.proposals.get(id)
    path = past_address(id, then.day)
    view: View = (
        replace(ratification(then, standing), printed=printed(site, path)) if standing else assembly_view(survey(then), id)
    )  # fmt: skip
    held = site.past.stretches[id]
    place = next(place for place, one in enumerate(held) if one.first == then.day)
    stretch = held[place]
    shown = Then(
        then, stretch, _subject(site, id), Link(_("All states"), past_address(id)),
        _link(id, held[place - 1]) if place else None, _link(id, held[place + 1]) if place + 1 < len(held) else None,
        _changed(site, id, stretch),
    )  # fmt: skip
    crumbs = (*view.crumbs, Link(view.title, address(id), view.lang, apart=True))
    return replace(
        view, path=path, shown_as="past proposal" if standing else "past assembly", crumbs=crumbs, then=shown, file="",
        description=_("As it stood on %(day)s.") % {"day": long_date(then.day)} + f" {view.description}",
        head=NOT_FOUND_BY_SEARCH,  # who searches is to find the page of today; the past is a link away
    )  # fmt: skip


def _list(site: Site, id: str) -> PastView:
    held = site.past.stretches[id]
    subject = _subject(site, id)
    return PastView(
        path=past_address(id), title=_("%(title)s: as it stood") % {"title": subject.text}, lang=subject.lang, crumbs=(*_crumbs(site, id), subject),
        subject=subject, proposal="/" in id,
        lines=tuple(PastLine(_link(id, one), one, _changed(site, id, one)) for one in reversed(held)),
        description=ngettext("%(num)d state, from when to when.", "%(num)d states, from when to when each.", len(held)) % {"num": len(held)},
    )  # fmt: skip


def _crumbs(site: Site, id: str) -> tuple[Link, ...]:
    if "/" in id:
        return (site.assembly(id.split("/")[0]), Link(_("Proposals"), "proposals/"))
    return (Link(_("Assemblies"), "assemblies/"),)


def _subject(site: Site, id: str) -> Link:
    return site.proposal(id) if "/" in id else site.assembly(id)


def _link(id: str, stretch: Stretch) -> Link:
    return Link(long_date(stretch.first), past_address(id, stretch.first))


def _changed(site: Site, id: str, stretch: Stretch) -> tuple[Changed, ...]:
    """What the first day of a state changed, in words; the first few, and how many more."""
    told = [line for change in stretch.changes if (line := _told(site, id, change, stretch))]
    rest = len(told) - SHOWN
    if rest > 1:
        told = [*told[:SHOWN], Changed(None, ngettext("and %(num)d other", "and %(num)d others", rest) % {"num": rest})]
    return tuple(told)


def _told(site: Site, id: str, change: Change, stretch: Stretch) -> Changed | None:
    """One change in words; None for what another line tells already."""
    match change.kind:
        case "row":
            of_proposal = "/" in id
            words = _row_words(change, own=not of_proposal and site.state.proposals[change.of].rule.to == id)
            return Changed(site.assembly(change.of) if of_proposal else site.proposal(change.of), words) if words else None
        case "state":
            return Changed(None, state_word(stretch.state))
        case "edition":
            return Changed(None, _("edition %(n)s of the text") % {"n": change.after})
        case "deadline" if isinstance(change.after, date):
            return Changed(None, _("last day: %(day)s") % {"day": day_words(change.after, site.day)})
        case "mandate":
            title = site.title(site.state.confederation.mandates[change.of])
            return Changed(Link(title, address(change.of), apart=True), _(_MANDATE[str(change.after)]))
        case "member" | "council":
            return Changed(site.assembly(change.of), _(_SEAT[change.kind, str(change.after)]))
        case "office":
            return Changed(Link(change.of, apart=True), _("takes office") if change.after is not None else _("leaves office"))
        case "exists":
            return Changed(None, _("dissolved") if change.after is not None else _("exists again"))
        case "figures" if not stretch.state or not any(one.kind in ("row", "state", "edition") for one in stretch.changes):
            return Changed(None, _("another electorate"))
        case "force" if not any(one.kind == "state" for one in stretch.changes):
            return Changed(None, _("another time in force"))
    return None


_MANDATE: Final = {"granted": N_("mandate granted"), "active": N_("mandate in force"), "None": N_("mandate ended")}
_SEAT: Final = {
    ("member", "active"): N_("a member"), ("member", "suspended"): N_("suspended"), ("member", "None"): N_("no longer a member"),
    ("council", "active"): N_("now sends delegates there"), ("council", "suspended"): N_("suspended there"),
    ("council", "None"): N_("no longer sends delegates there"),
}  # fmt: skip


def _row_words(change: Change, own: bool) -> str:
    """How one row changed. Empty where only what surrounds it did."""
    before, after = change.before, change.after
    if not isinstance(after, RowFact):
        return _("no longer counted here")
    if not after.status:
        return _("closed, no decision recorded") if isinstance(before, RowFact) and before.pending else ""
    if not isinstance(before, RowFact):
        return _("asked to decide") if after.status in SILENCES else _word(after, own)
    if before[:-1] == after[:-1]:
        return _("closed") if before.pending and not after.pending else ""
    if before.provisional and not after.provisional and (before.status, before.day) == (after.status, after.day):
        return _("%(status)s; its minutes are approved") % {"status": _word(after, own)}
    return _word(after, own)


def _word(row: RowFact, own: bool) -> str:
    return status_word(status_key(row, own=own))
