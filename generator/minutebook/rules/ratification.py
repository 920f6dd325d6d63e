"""One assembly and one proposal: the status, from all that the assembly decided on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from minutebook.records import ProposalRecord
from minutebook.records.decision import Votes
from minutebook.rules.bylaws import bylaw
from minutebook.rules.decisions import edition_on
from minutebook.rules.electorate import electorate, tier_members
from minutebook.rules.mandates import Mandates
from minutebook.rules.membership import Membership
from minutebook.rules.ruling import Ruling
from minutebook.rules.silence import silence
from minutebook.rules.speech import FINAL, Speech, speeches
from minutebook.rules.tallies import needed

Spoken = Mapping[str, tuple[Speech, ...]]
RATIFIED = ("ratified", "ratified with reservations")


@dataclass(frozen=True, slots=True)
class Row:
    """The status of one assembly on one proposal on a day.

    `speech` is what gives the status (None in silence, and for tiers and successors); `day` its day; `counted` whether it
    stands in the proposal's number, and `basis` the adoption by which it does, which a rescission without effect leaves
    standing; `firm` is whether that needs nothing provisional; `meeting` the minutes or notice that a silence refers to;
    `within` the rows of a council's members or of successors, and `shown` that the council's own decision is shown and not
    counted; `history` all that the assembly decided on it, whether it counts or not.
    """

    assembly: str
    status: str
    speech: Speech | None = None
    day: date | None = None
    edition: int | None = None
    votes: Votes | None = None
    method: str = ""
    provisional: bool = False
    counted: bool = False
    basis: Speech | None = None
    firm: bool = True
    shown: bool = False
    meeting: str = ""
    within: tuple[Row, ...] = ()
    history: tuple[Speech, ...] = ()

    @property
    def standing(self) -> bool:
        """Whether the assembly has decided on the whole of this edition, either way."""
        return not self.shown and self.status in (*RATIFIED, "conditional", "rejected", "rescinded", "late")

    @property
    def rejects(self) -> bool:
        """Whether it stands rejected."""
        return self.status == "rejected" and not self.counted and not self.shown

    @property
    def awaited(self) -> bool:
        """Whether its decision is still awaited: it does not count, and has decided nothing on the whole of this edition, or on a
        condition that is not met. Where others fill the row, it is they who are awaited."""
        return not self.counted and not self.within and (not self.standing or self.status == "conditional")

    @property
    def certain(self) -> bool:
        """Whether what it stands by is not provisional: the adoption that counts, else what it shows."""
        return self.firm if self.counted else not self.provisional

    @property
    def reached(self) -> date | None:
        """The day from which it says what it says: of the adoption that counts, else of the decision shown."""
        return self.basis.since if self.basis else self.day


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every assembly: a proposal under its rule, on a day, on an edition, carried on a day or not yet."""

    membership: Membership
    mandates: Mandates
    proposal: ProposalRecord
    rule: Ruling
    day: date
    edition: int
    carried: date | None = None

    @property
    def deadline(self) -> date | None:
        """The last deadline known on the day."""
        return self.rule.deadline(self.day)

    def takes_back(self, day: date) -> bool:
        """Whether a rescission of a day takes effect: until the proposal is carried, that day included, if it is allowed at all.

        A commune's proposal to itself it rescinds whenever it will.
        """
        if self.rule.to == self.proposal.assembly and not self.membership.is_council(self.rule.to):
            return True
        return self.rule.rescission == "allowed" and (self.carried is None or day <= self.carried)

    def is_late(self, day: date) -> bool:
        """Whether an adoption of a day comes after the last deadline; after carrying it is an accession and never late."""
        late = self.deadline is not None and day > self.deadline
        return late and not (self.carried is not None and day >= self.carried)


def ask(membership: Membership, mandates: Mandates, proposal: ProposalRecord, rule: Ruling, day: date, carried: date | None) -> Question:
    """The question of a day: on the latest edition, or once carried on the one that was carried."""
    return Question(membership, mandates, proposal, rule, day, edition_on(proposal, carried or day), carried)


def rows(question: Question, of: Iterable[str] | None = None) -> tuple[Row, ...]:
    """The row of every assembly of the electorate, by id; or of the assemblies named."""
    q = question
    spoken = speeches(q.membership, q.mandates, q.proposal, q.rule, q.day)
    names = electorate(q.membership, q.rule, q.day) if of is None else of
    row = tier_row if q.rule.electorate == "tiers" else own_row
    return tuple(row(q, spoken, name) for name in names)


def own_row(question: Question, spoken: Spoken, assembly: str) -> Row:
    """An assembly's own status; a dissolved one without a standing decision speaks through its successors."""
    row = _decided(question, spoken.get(assembly, ()), assembly)
    record = question.membership.confederation.assemblies.get(assembly)
    dissolved = record is not None and record.dissolved is not None and record.dissolved < question.day
    if dissolved and not row.standing:
        return _through_successors(question, spoken, row)
    return row


def _decided(question: Question, history: tuple[Speech, ...], assembly: str) -> Row:
    """The status by an assembly's own decisions, in order.

    Only adopted, rejected and rescinded stand. A rescission, a rejection or a new condition takes an adoption back where
    a rescission may; elsewhere it gives its status and the ratification stays counted. A late adoption never replaces one that counts.
    """
    asked = [one for one in history if not one.void and one.edition == question.edition]
    shown: Speech | None = None
    basis: Speech | None = None
    status = ""
    for speech in (one for one in asked if one.outcome in FINAL):
        conditioned = speech.outcome == "adopted" and bool(speech.act.decision.condition) and speech.source == "decision"
        if (speech.outcome != "adopted" or conditioned) and question.takes_back(speech.day):
            basis = None
        if speech.outcome != "adopted" or speech.conditional:
            shown, status = speech, "conditional" if speech.outcome == "adopted" else speech.outcome
        elif not question.is_late(speech.since):
            shown, basis, status = speech, speech, _ratified(speech)
        elif basis is None:
            shown, status = speech, "late"
    if shown is None:
        shown, status = _unsettled(asked, [one for one in history if not one.void and one.edition < question.edition])
    if shown is None:
        word, meeting = silence(
            question.membership.confederation, question.proposal, assembly, question.rule.put, question.day, bool(history)
        )
        return Row(assembly, word, meeting=meeting, history=history)
    votes = shown.verdict.votes if shown.source == "decision" else None
    firm = basis is None or not basis.verdict.provisional
    return Row(
        assembly, status, shown, shown.day, shown.edition, votes, shown.verdict.method, shown.verdict.provisional,
        basis is not None, basis, firm, history=history,
    )  # fmt: skip


def _unsettled(asked: list[Speech], earlier: list[Speech]) -> tuple[Speech | None, str]:
    """Without a standing decision: the last other one; else the last on an earlier edition, one that stood there first."""
    if asked:
        return asked[-1], asked[-1].outcome
    stood = [one for one in earlier if one.outcome in FINAL]
    return ((stood or earlier)[-1], "earlier edition") if earlier else (None, "")


def _ratified(speech: Speech) -> str:
    reservations = speech.source == "decision" and speech.act.decision.reservations
    return "ratified with reservations" if reservations else "ratified"


def _through_successors(question: Question, spoken: Spoken, row: Row) -> Row:
    """`ratified` or `rejected` on the day the last successor agreed, provisional if any of theirs is."""
    names = question.membership.confederation.successors[row.assembly]
    within = tuple(own_row(question, spoken, name) for name in sorted(names))
    ratified = bool(within) and all(one.counted for one in within)
    if not within or not (ratified or all(one.rejects for one in within)):
        return replace(row, within=within)
    day = max(one.reached for one in within if one.reached)
    firm = all(one.certain for one in within)
    status = "ratified" if ratified else "rejected"
    return Row(
        row.assembly, status, day=day, edition=question.edition, provisional=not firm, counted=ratified, firm=firm,
        within=within, history=row.history,
    )  # fmt: skip


def tier_row(question: Question, spoken: Spoken, assembly: str) -> Row:
    """The row of an assembly under tiers: a commune's own, a member council's by those of its members, down to the communes."""
    q = question
    own = own_row(q, spoken, assembly)
    if not q.membership.is_council(assembly):
        return own
    return council_row(q, own, tuple(tier_row(q, spoken, name) for name in tier_members(q.membership, q.rule, assembly, q.day)))


def council_row(question: Question, own: Row, within: tuple[Row, ...]) -> Row:
    """A member council counts once its own members' ratifications reach its own rule.

    It is rejected when its members' rejections make that impossible; else it shows its own decision or silence, not counted.
    """
    q, assembly = question, own.assembly
    required = bylaw(q.membership.confederation, assembly, "ratification.requires", q.rule.put) or "majority"
    need = needed(required, len(within)) or 0
    ratified = [one for one in within if one.counted]
    rejected = [one for one in within if one.rejects]
    if within and len(ratified) >= need:
        firm = sum(one.certain for one in ratified) >= need
        day = _reached([one.reached for one in ratified], need)
        return Row(
            assembly, "ratified", day=day, edition=q.edition, provisional=not firm, counted=True, firm=firm, within=within,
            history=own.history,
        )  # fmt: skip
    if rejected and len(within) - len(rejected) < need:
        day = _reached([one.day for one in rejected], len(within) - need + 1)
        certain = sum(one.certain for one in rejected)
        provisional = not certain or len(within) - certain >= need
        return Row(assembly, "rejected", day=day, edition=q.edition, provisional=provisional, within=within, history=own.history)
    return replace(own, votes=None, method="", counted=False, basis=None, firm=True, shown=True, within=within)


def _reached(days: list[date | None], need: int) -> date | None:
    """The day on which the needed number was reached, by those that stand."""
    ordered = sorted(day for day in days if day)
    return ordered[min(max(need, 1), len(ordered)) - 1] if ordered else None
