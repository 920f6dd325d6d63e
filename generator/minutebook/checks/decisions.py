"""Checks of decisions in minutes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from minutebook.confederation import Act, Confederation
from minutebook.linking import decisions_known
from minutebook.problems import Problem, Related, Span
from minutebook.records import MinutesRecord
from minutebook.records.decision import Correction, Decision, Votes
from minutebook.rules.bylaws import default_method
from minutebook.rules.tallies import carries, outcome_of, stated_method, votes_of
from minutebook.speech import Said, said, said_many

_PROVES = {"adopted": True, "rescinded": True, "rejected": False}
_CONTENT = ("text", "choice", "grants", "recalls", "upholds", "disowns", "approves", "corrects", "revokes", "withheld")


def starts_are_told_apart(confederation: Confederation) -> Iterable[Problem]:
    """Where an assembly met and decided twice in a day, each meeting says when it began, so that its decisions have an order."""
    for assembly in confederation.assemblies:
        held = [one for one in confederation.minutes_of[assembly] if not one.ballot and one.decisions]
        for earlier, later in pairwise(held):
            if earlier.last_day == later.last_day and (not later.starts or not earlier.starts or earlier.starts == later.starts):
                which = later if not later.starts or earlier.starts == later.starts else earlier
                other = earlier if which is later else later
                yield Problem(
                    "starts-missing",
                    which.mark("starts"),
                    said("the assembly met and decided twice on %(day)s, so each meeting needs its own `starts`", day=later.last_day),
                    help=said("add `starts: '18:30'` to both"),
                    related=(Related(other.mark("starts"), said("the other meeting")),),
                    record=which.id,
                )


def ids_are_unique(confederation: Confederation) -> Iterable[Problem]:
    """Within minutes, an id names one decision; `decision-3` is the address of the third without an id."""
    for record in confederation.minutes.values():
        first: dict[str, Decision] = {}
        for decision in record.decisions:
            if decision.anchor in first:
                yield Problem(
                    "duplicate-id",
                    decision.mark("id"),
                    said("another decision has the id `%(id)s`", id=decision.anchor),
                    said("used before"),
                    said("give each decision an id of its own"),
                    (Related(first[decision.anchor].mark("id"), said("the first")),),
                    record.id,
                )
            first.setdefault(decision.anchor, decision)


def something_is_decided(confederation: Confederation) -> Iterable[Problem]:
    """A decision names a proposal with an outcome, or says in words what was decided."""
    for act in confederation.acts:
        decision = act.decision
        if decision.on and not (decision.outcome or decision.stages or decision.withheld):
            yield Problem(
                "missing-field",
                decision.span.start,
                said("`%(field)s` is missing", field="outcome"),
                help=said("add `outcome:`, for example adopted, rejected or deferred"),
                record=act.minutes.id,
            )
        elif not decision.on and not any(getattr(decision, name) for name in _CONTENT):
            yield Problem(
                "missing-field",
                decision.span.start,
                said("it says neither which proposal it is `on` nor in `text` what was decided"),
                help=said("add `on:` with a proposal, or `text:`"),
                record=act.minutes.id,
            )


def tallies_agree(confederation: Confederation) -> Iterable[Problem]:
    """A tally agrees with its outcome by the method stated (an error), or by the assembly's default (a warning)."""
    for act in confederation.acts:
        decision = act.decision
        for stage in decision.stages:
            if stage.votes:
                yield from _tally(act, stage.outcome, stage.votes, stage.method, True, stage.mark("votes"))
        votes = votes_of(decision)
        if votes and decision.votes and not decision.choice:
            stated = stated_method(decision)
            method = stated or default_method(confederation, act.assembly, act.day)
            yield from _tally(act, outcome_of(decision), votes, method, bool(stated), decision.mark("votes"))
        for fix, old in _corrected(confederation, act):
            votes = fix.votes or votes_of(old.decision)
            if votes and not old.decision.choice:
                stated = stated_method(old.decision)
                method = stated or default_method(confederation, old.assembly, old.day)
                place = fix.mark("votes" if fix.votes else "outcome")
                yield from _tally(act, fix.outcome or outcome_of(old.decision), votes, method, bool(stated), place)
        if decision.stages and decision.outcome and decision.outcome != decision.stages[-1].outcome:
            yield Problem(
                "tally-contradicts",
                decision.mark("outcome"),
                said(
                    "the last stage ended %(last)s, the decision says %(outcome)s",
                    last=decision.stages[-1].outcome,
                    outcome=decision.outcome,
                ),
                said("of several stages the last decides"),
                said("correct one of the two"),
                record=act.minutes.id,
            )


def _corrected(confederation: Confederation, act: Act) -> Iterable[tuple[Correction, Act]]:
    """The corrections of an outcome or a tally, each with the decision it corrects; of several to one decision those that give both."""
    for fix in act.decision.corrects:
        old = confederation.acts_by_id.get(f"{fix.minutes.target}#{fix.decision}")
        if old and ((fix.outcome and fix.votes) or ((fix.outcome or fix.votes) and len(confederation.correcting[old.id]) == 1)):
            yield fix, old


def _tally(act: Act, outcome: str, votes: Votes, method: str, stated: bool, span: Span) -> Iterable[Problem]:
    carried = carries(method, votes)
    if carried is None or outcome not in _PROVES or carried is _PROVES[outcome]:
        return
    words = {"tally": _counted(votes, method), "method": method, "outcome": outcome}
    if carried:
        message = said("%(tally)s carries by %(method)s, and the outcome says %(outcome)s", **words)
        label = said("%(method)s: carried", method=method)
    else:
        message = said("%(tally)s does not carry by %(method)s, and the outcome says %(outcome)s", **words)
        label = said("%(method)s: not carried", method=method)
    code = "tally-contradicts" if stated else "tally-against-default"
    yield Problem(code, span, message, label, said("correct the tally, the outcome or the method"), record=act.minutes.id)


def _counted(votes: Votes, method: str) -> Said:
    """The votes that matter by a method, in words."""
    tally = said("%(for_)s for, %(against)s against", for_=votes.for_ or 0, against=votes.against or 0)
    if votes.blocked:
        tally = said("%(tally)s, %(blocked)s blocking", tally=tally, blocked=votes.blocked)
    if votes.abstain and method == "unanimity":
        tally = said("%(tally)s, %(abstain)s abstaining", tally=tally, abstain=votes.abstain)
    return tally


def votes_fit_the_room(confederation: Confederation) -> Iterable[Problem]:
    """No more votes than people present; what is corrected is held against those who were present then."""
    for act in confederation.acts:
        yield from _fits(act, votes_of(act.decision), act.minutes, act.decision.mark("votes"))
        for fix, old in _corrected(confederation, act):
            yield from _fits(act, fix.votes, old.minutes, fix.mark("votes"))


def _fits(act: Act, votes: Votes | None, room: MinutesRecord, span: Span) -> Iterable[Problem]:
    present = room.present_total
    if votes and present is not None:
        cast = sum(filter(None, (votes.for_, votes.against, votes.abstain, votes.blocked, votes.not_voting)))
        if cast > present:
            yield Problem(
                "votes-exceed-present",
                span,
                said_many(
                    "%(num)s vote is recorded and %(present)s people were present",
                    "%(num)s votes are recorded and %(present)s people were present",
                    cast,
                    present=present,
                ),
                said("%(number)s in all", number=cast),
                said("correct the tally or `present`"),
                (Related(room.mark("present"), said("present")),),
                act.minutes.id,
            )


def editions_are_named(confederation: Confederation) -> Iterable[Problem]:
    """A decision names its edition from the second edition's day on, and the edition exists on its day."""
    for act in confederation.acts:
        decision = act.decision
        proposal = confederation.proposal_of(decision)
        if proposal is None:
            continue
        known = [1, *(edition.id for edition in proposal.editions if edition.date <= act.day)]
        if decision.edition is None and len(known) > 1:
            yield Problem(
                "edition-missing",
                decision.mark("on"),
                said_many("`%(proposal)s` has %(num)s edition", "`%(proposal)s` has %(num)s editions", len(known), proposal=proposal.id),
                said("which edition?"),
                said("add `edition: %(edition)s`, or the earlier one that was decided on", edition=known[-1]),
                record=act.minutes.id,
            )
        elif decision.edition is not None and decision.edition not in known:
            yield Problem(
                "edition-unknown",
                decision.mark("edition"),
                said("`%(proposal)s` has no edition %(edition)s on %(day)s", proposal=proposal.id, edition=decision.edition, day=act.day),
                said("not known that day"),
                said("editions that day: %(editions)s", editions=", ".join(map(str, known))),
                record=act.minutes.id,
            )


def proposals_come_first(confederation: Confederation) -> Iterable[Problem]:
    """A proposal is put before it is decided."""
    for act in confederation.acts:
        proposal = confederation.proposal_of(act.decision)
        if proposal and act.day < confederation.put_day(proposal):
            yield Problem(
                "decision-before-proposal",
                act.decision.mark("on"),
                said("`%(proposal)s` was put on %(day)s, after this meeting", proposal=proposal.id, day=confederation.put_day(proposal)),
                said("put later"),
                said("check the date of the minutes, or `proposed` in the proposal"),
                record=act.minutes.id,
            )


def withdrawals_are_the_proposers(confederation: Confederation) -> Iterable[Problem]:
    """Only the assembly whose folder holds a proposal withdraws it."""
    for act in confederation.acts:
        proposal = confederation.proposal_of(act.decision)
        if proposal and outcome_of(act.decision) == "withdrawn" and proposal.assembly != act.assembly:
            yield Problem(
                "withdraw-not-owner",
                act.decision.mark("outcome"),
                said("only `%(assembly)s`, which proposed it, can withdraw it", assembly=proposal.assembly),
                said("another assembly's proposal"),
                said("write rejected or rescinded"),
                record=act.minutes.id,
            )


def choices_are_among_the_options(confederation: Confederation) -> Iterable[Problem]:
    """What is chosen or voted for is among what the choice is between."""
    for act in confederation.acts:
        choice = act.decision.choice
        if choice is None:
            continue
        options = {word for ref in choice.between for word in (ref.text, ref.target) if word}
        wrong = [("votes", key) for key, _ in choice.votes if key not in options]
        wrong += [("chosen", key) for key in choice.chosen if key not in options]
        for key, name in wrong:
            yield Problem(
                "choice-mismatch",
                choice.mark(key),
                said("`%(name)s` is not among what the choice is between", name=name),
                said("not an option"),
                said("add it under `between`, or correct the name"),
                record=act.minutes.id,
            )


def only_earlier_minutes_are_reached(confederation: Confederation) -> Iterable[Problem]:
    """Minutes approve, correct and revoke what was decided before them, and a decision that is corrected exists."""
    for act in confederation.acts:
        decision = act.decision
        reached = [(ref.target, ref.span) for ref in (*decision.approves, *decision.revokes) if ref.target]
        reached += [(fix.minutes.target, fix.minutes.span) for fix in decision.corrects if fix.minutes.target]
        for id, span in reached:
            other = confederation.minutes.get(id)
            if other and (other.last_day, other.starts or "") > (act.minutes.last_day, act.minutes.starts or ""):
                yield Problem(
                    "not-earlier",
                    span,
                    said("the minutes of %(day)s are later than these", day=other.last_day),
                    said("later"),
                    said("name earlier minutes"),
                    record=act.minutes.id,
                )
        for fix in decision.corrects:
            yield from _reaches_a_decision(confederation, fix, act.minutes.id)


def _reaches_a_decision(confederation: Confederation, fix: Correction, record: str) -> Iterable[Problem]:
    """A correction of an outcome or a tally names the decision, where the minutes have several."""
    other = confederation.minutes.get(fix.minutes.target)
    if other is None:
        return
    known = [one.anchor for one in other.decisions]
    listed = decisions_known(known)
    if fix.decision and fix.decision not in known:
        yield Problem(
            "unknown-reference",
            fix.mark("decision"),
            said("`%(minutes)s` has no decision `%(decision)s`", minutes=other.id, decision=fix.decision),
            said("not in these minutes"),
            listed,
            record=record,
        )
    elif fix.decision is None and (fix.outcome or fix.votes):
        message = said("it does not say which `decision` is corrected")
        yield Problem("missing-field", fix.mark("minutes"), message, said("which decision?"), listed, record=record)
