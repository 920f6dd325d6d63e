"""Cards: one decision of the minutes, with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from minutebook.confederation import Act
from minutebook.exports.addresses import address
from minutebook.markdown import plain
from minutebook.pages.outcomes import deed_key, outcome_key
from minutebook.pages.paper import Printed, printed
from minutebook.pages.sentence import Sentence, sentence
from minutebook.pages.speech import _, and_list, comma, ngettext
from minutebook.pages.stands import Dispute, StandView, Tallies, disputes, results, stand_view, tallies
from minutebook.pages.view import Link, Prose, Site
from minutebook.pages.wording import capital, day_words, method_words
from minutebook.records.decision import Choice, Stage, Votes
from minutebook.rules.decisions import Verdict
from minutebook.rules.positions import Stated
from minutebook.rules.tallies import outcome_of, votes_of

STAND_ORDER = ("for", "against", "block", "abstain", "divided", "silent", "absent", "excused", "")


@dataclass(frozen=True, slots=True)
class Deed:
    """What a decision does to another record, in words."""

    words: str
    link: Link


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice between several: each with its votes, and whether it was chosen."""

    options: tuple[tuple[Link, int | None, bool], ...]
    office: str
    until: date | None
    seed: str


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage of a decision."""

    method: str
    outcome: str
    votes: Votes | None


@dataclass(frozen=True, slots=True)
class StandGroup:
    """The delegations that stood alike."""

    position: str
    indicative: bool
    stands: tuple[StandView, ...]

    @property
    def plain(self) -> tuple[StandView, ...]:
        """Those of whom there is nothing more to say: they kept to their mandate, needed none, or the result has the position's own name."""
        said = ("kept", "", self.position or "not recorded")
        return tuple(one for one in self.stands if one.result in said and not (one.persons or one.answer or one.claim))

    @property
    def told(self) -> tuple[StandView, ...]:
        """The others."""
        plain = self.plain
        return tuple(one for one in self.stands if one not in plain)


@dataclass(frozen=True, slots=True)
class Struck:
    """What the minutes first said and a later correction replaced; `outcome` is empty where it stayed."""

    outcome: str
    votes: Votes | None
    by: Link
    words: Prose


@dataclass(frozen=True, slots=True)
class Card:
    """A decision. `key` is its outcome as shown, `deed` what was done, whatever it comes to; `void` says why it counts for nothing;
    `arithmetic` is the tally in words."""

    anchor: str
    number: int
    key: str
    deed: str
    label: Link
    subject: Link | None
    edition: int | None
    part: Prose
    text: Prose
    votes: Votes | None
    arithmetic: str
    stages: tuple[StageView, ...]
    reservations: Prose
    condition: Prose
    condition_met: Link | None
    because: Prose
    withheld: Prose
    choice: ChoiceView | None
    deeds: tuple[Deed, ...]
    fixes: tuple[tuple[Link, str, Votes | None, Prose], ...]
    struck: Struck | None
    revoked_by: Link | None
    indicative: bool
    void: str
    quorum_unknown: bool
    groups: tuple[StandGroup, ...]
    tallies: Tallies | None
    results: tuple[tuple[int, str], ...]
    ballot: bool
    disputes: tuple[Dispute, ...]
    now: Sentence | None
    now_link: Link | None
    verdict: Verdict
    printed: Printed


def card(site: Site, act: Act) -> Card:
    """The card of a decision."""
    state, decision = site.state, act.decision
    judged = state.verdicts[act.id]
    proposal = state.confederation.proposal_of(decision)
    subject = (
        site.proposal(decision.on.target or decision.on.text, f"#{act.assembly}" if _has_row(site, act) else "") if decision.on else None
    )
    stated = state.stated.get(act.id, ())
    stands = tuple(stand_view(site, one) for one in stated)
    standing = state.proposals.get(proposal.id) if proposal else None
    return Card(
        decision.anchor, decision.number, outcome_key(state, judged), deed_key(state, act, judged.outcome), decision_label(site, act), subject,
        decision.edition if proposal and (proposal.editions or decision.edition) else None,
        site.prose(decision.part, act.minutes), site.prose(decision.text, act.minutes), judged.votes, arithmetic(judged),
        tuple(_stage(stage) for stage in decision.stages), site.prose(decision.reservations, act.minutes), site.prose(decision.condition, act.minutes),
        _ref(site, decision.condition_met.target, decision.condition_met.part) if decision.condition_met else None,
        site.prose(decision.because, act.minutes), site.prose(decision.withheld, act.minutes),
        _choice(site, decision.choice, act) if decision.choice else None, tuple(_deeds(site, act)), tuple(_fixes(site, act)),
        _struck(site, act, judged), site.link(judged.revoked_by.id, day_words(judged.revoked_by.day, site.day)) if judged.revoked_by else None,
        decision.indicative, "inquorate" if judged.quorum.met is False else "revoked" if judged.revoked_by else "",
        judged.quorum.met is None and not act.minutes.ballot, tuple(_groups(stands)), tallies(stated) if stated else None,
        results(stated), act.minutes.ballot is not None, tuple(disputes(site, act)), sentence(site, standing) if standing else None,
        Link(_("Where it stands"), address(proposal.id)) if proposal else None, judged,
        printed(site, address(act.id)),
    )  # fmt: skip


def _has_row(site: Site, act: Act) -> bool:
    standing = site.state.proposals.get(act.decision.on.target) if act.decision.on else None
    return standing is not None and act.assembly in standing.asked


def decision_label(site: Site, act: Act, most: int = 90) -> Link:
    """A decision in a few words, for lists: its proposal, else the beginning of its text, else what it does. It leads to the card."""
    decision, own = act.decision, site.language(act.assembly)
    if decision.on:
        return replace(site.proposal(decision.on.target or decision.on.text), to=address(act.id))
    if decision.text:
        words = plain(decision.text)
        return Link(words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …", address(act.id), own, apart=True)
    if decision.choice and decision.choice.elects:
        return Link(decision.choice.elects.office, address(act.id), own, apart=True)
    return Link(_deed_label(site, act), address(act.id), apart=True)


def _deed_label(site: Site, act: Act) -> str:
    decision = act.decision
    deeds = [f"{deed.words} {deed.link.text}" for deed in _deeds(site, act)]
    deeds += [_("Corrects the") + f" {link.text}" for link, _outcome, _votes, _text in _fixes(site, act)]
    if deeds:
        return deeds[0]
    if decision.withheld:
        return _("One item, in part")
    return _("Decision %(n)d") % {"n": decision.number}


def arithmetic(judged: Verdict) -> str:
    """How a tally carries or not by its method: 'By two-thirds: 38 of the 47 for and against; 32 were needed.'"""
    votes, method = judged.votes, judged.method
    words = capital(method_words(method))
    if votes is None or votes.for_ is None:
        decision = judged.act.decision
        told = decision.method or decision.stages or judged.outcome in ("adopted", "rejected", "rescinded")
        return f"{words}." if words and told else ""
    yes, both = votes.for_, votes.for_ + (votes.against or 0)
    figures = {"method": words, "yes": yes, "both": both}
    if method in ("consensus", "unanimity"):
        blocked = votes.blocked or 0
        if blocked:
            return ngettext("%(method)s: %(n)d blocks.", "%(method)s: %(n)d block.", blocked) % {"method": words, "n": blocked}
        return _("%(method)s; nobody blocks.") % figures if not votes.against else f"{words}."
    if method in ("referendum", "acclamation", "sortition") or not words:
        return f"{words}." if words else ""
    if votes.against is None:
        return f"{words}."
    return _("%(method)s: %(yes)d of the %(both)d for and against.") % figures


def _stage(stage: Stage) -> StageView:
    return StageView(method_words(stage.method), stage.outcome, stage.votes)


def _ref(site: Site, target: str, part: str) -> Link:
    return site.link(f"{target}#{part}" if part else target)


def _choice(site: Site, choice: Choice, act: Act) -> ChoiceView:
    votes = dict(choice.votes)
    options = tuple(
        (
            site.proposal(ref.target) if ref.target else Link(ref.text, "", site.language(act.assembly), apart=True),
            votes.get(ref.text),
            ref.text in choice.chosen or (bool(ref.target) and ref.target in choice.chosen),
        )
        for ref in choice.between
    )
    named = {ref.text for ref in choice.between} | {ref.target for ref in choice.between}
    options += tuple(
        (Link(name, "", site.language(act.assembly), apart=True), votes.get(name), True) for name in choice.chosen if name not in named
    )
    elects = choice.elects
    return ChoiceView(options, elects.office if elects else "", elects.until if elects else None, choice.seed or "")


def _deeds(site: Site, act: Act) -> Iterator[Deed]:
    """What a decision grants, recalls, upholds, disowns, approves, revokes."""
    decision = act.decision
    words = {
        "grants": _("Grants the mandate"), "recalls": _("Recalls the mandate"), "upholds": _("Upholds what was claimed under the mandate"),
        "disowns": _("Disowns what was claimed under the mandate"), "approves": _("Approves the minutes of"), "revokes": _("Revokes"),
    }  # fmt: skip
    for field, said in words.items():
        for ref in getattr(decision, field):
            if field == "approves":
                minutes = site.state.confederation.minutes.get(ref.target)
                yield Deed(said, site.link(ref.target or ref.text, day_words(minutes.last_day, site.day) if minutes else ""))
            elif field == "revokes":
                other = site.state.confederation.acts_by_id.get(f"{ref.target}#{ref.part}")
                label = f"{decision_label(site, other).text.rstrip('.')}{comma()}{day_words(other.day, site.day)}" if other else ""
                yield Deed(said, site.link(f"{ref.target}#{ref.part}" if ref.target else ref.text, label))
            else:
                yield Deed(said, _mandate_link(site, ref.target, ref.text))


def _mandate_link(site: Site, target: str, text: str) -> Link:
    held = site.state.mandates.get(target)
    if held is None:
        return Link(text)
    record = held.mandate.record
    words = record.title or _("to %(council)s: %(names)s") % {
        "council": site.name(held.mandate.to),
        "names": and_list(list(held.mandate.delegates)),
    }
    return site.link(target, words)


def _fixes(site: Site, act: Act) -> Iterator[tuple[Link, str, Votes | None, Prose]]:
    """What a decision corrects in earlier minutes."""
    for fix in act.decision.corrects:
        target = fix.minutes.target
        minutes = site.state.confederation.minutes.get(target)
        where = f"{target}#{fix.decision}" if fix.decision and target else target or fix.minutes.text
        label = _("minutes of %(day)s") % {"day": day_words(minutes.last_day, site.day)} if minutes else ""
        yield site.link(where, label), fix.outcome or "", fix.votes, site.prose(fix.text, act.minutes)


def _struck(site: Site, act: Act, judged: Verdict) -> Struck | None:
    if judged.corrected_by is None:
        return None
    fixing = judged.corrected_by
    by = site.link(fixing.id, day_words(fixing.day, site.day))
    said = [
        fix.text
        for fix in fixing.decision.corrects
        if fix.minutes.target == act.minutes.id and fix.decision == act.decision.anchor and fix.text
    ]
    was, now = (deed_key(site.state, act, outcome) for outcome in (outcome_of(act.decision), judged.outcome))
    words = site.prose(said[-1] if said else "", fixing.minutes)
    return Struck(was if was != now else "", votes_of(act.decision), by, words)


def _groups(stands: tuple[StandView, ...]) -> Iterator[StandGroup]:
    """The delegations by where they stood; indicative positions apart, as they do not bind."""
    for position in STAND_ORDER:
        for indicative in (False, True):
            alike = tuple(one for one in stands if one.position == position and (one.indicative and _active(one.stated)) == indicative)
            if alike:
                yield StandGroup(position, indicative, alike)


def _active(stated: Stated) -> bool:
    return stated.position in ("for", "against", "block", "abstain")
