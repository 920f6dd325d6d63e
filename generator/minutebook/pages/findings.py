"""Lines of the public ledger: a finding with the whole instruction, the way to its record, and what followed in the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from minutebook.confederation import Act
from minutebook.exports.addresses import address
from minutebook.exports.people import slug
from minutebook.pages.speech import _, long_date
from minutebook.pages.survey import Survey
from minutebook.pages.view import Link, Prose
from minutebook.records.assembly import Office
from minutebook.records.decision import Votes
from minutebook.records.report import Dispute
from minutebook.rules.decisions import takes_effect
from minutebook.rules.ledger import Finding
from minutebook.rules.positions import Stated
from minutebook.speech import speak


@dataclass(frozen=True, slots=True)
class Since:
    """What the records show after a finding: a word and the record, on a day; of a claim that was answered, with the tally."""

    word: str
    day: date
    link: Link
    votes: Votes | None = None


@dataclass(frozen=True, slots=True)
class WholeInstruction:
    """The whole instruction a position is held against: what it names, when that does not hold, what may be accepted besides.

    `reserved`: what is agreed binds only once the assembly ratifies it. `to` is where the instruction stands.
    """

    positions: tuple[str, ...]
    unless: Prose
    accept: Prose
    reserved: bool
    to: str

    def __bool__(self) -> bool:
        return bool(self.positions or self.unless or self.accept)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One line of the public ledger. `instruction` is empty where nothing was instructed; `since` is what followed.

    `divided`: it is of one delegate of a divided delegation. `record` is where it stands. `lasting`: a state of things since its day,
    such as an office, of which nothing else is due; `dated`: whether its day is known.
    """

    code: str
    anchor: str
    day: date
    to: str
    assembly: Link
    council: Link | None
    delegates: tuple[Link, ...]
    proposal: Link | None
    position: str
    instruction: WholeInstruction
    indicative: bool
    divided: bool
    kept: bool
    message: str
    record: Link
    waited: int
    since: tuple[Since, ...]
    lasting: bool
    dated: bool

    @property
    def awaiting(self) -> bool:
        """Whether it waits for the assembly's own answer, whatever else has followed."""
        return self.code in ("indicative-awaiting", "claim-awaiting")

    @property
    def open(self) -> bool:
        """Whether something could have followed in the records, and nothing did."""
        return self.awaiting or (not self.since and not self.lasting)


def finding_line(survey: Survey, finding: Finding) -> FindingLine:
    """A finding in one line, with the way to its record and what followed."""
    site, stated, problem = survey.site, finding.stated, finding.problem
    to = address(stated.act.id if stated else problem.record)
    office = _office(survey, finding)
    return FindingLine(
        problem.code, _anchor(finding), finding.day, to, site.assembly(finding.assembly),
        site.assembly(finding.council) if finding.council and finding.council != finding.assembly else None,
        tuple(survey.delegate(finding.assembly, name) for name in finding.delegates),
        site.proposal(stated.proposal) if stated else None,
        finding.own or (stated.position if stated else ""), instruction(survey, stated),
        stated.indicative if stated else False, bool(finding.own), stated is not None and stated.result == "kept",
        _readable(finding, office), Link(_record_word(problem.record), to), (survey.day - finding.day).days,
        tuple(sorted(_since(survey, finding), key=lambda one: one.day)), office is not None,
        office is None or office.since is not None,
    )  # fmt: skip


def instruction(survey: Survey, stated: Stated | None) -> WholeInstruction:
    """The whole instruction a position is held against, in its assembly's words."""
    one = stated.instructed if stated else None
    if stated is None or stated.mandate is None or one is None:
        return WholeInstruction((), Prose(""), Prose(""), reserved=False, to="")
    said, words = one.instruction, survey.site.prose
    to = f"{address(stated.mandate.record.id)}#_i{one.number}"
    return WholeInstruction(said.permitted, words(said.unless, one.mandate), words(said.accept, one.mandate), said.reserves is not None, to)


def _office(survey: Survey, finding: Finding) -> Office | None:
    """The office a finding is about."""
    record = survey.state.confederation.assemblies.get(finding.problem.record)
    offices = record.offices if record else ()
    return next((one for one in offices if one.mark("quota") == finding.problem.span), None)


def _readable(finding: Finding, office: Office | None) -> str:
    """A finding's sentence with dates as people write them; the assembly and the delegates stand before it."""
    words = speak(finding.brief or finding.problem.message, lambda name, value: long_date(value) if isinstance(value, date) else value)
    if office and office.since:
        return _("%(sentence)s, since %(day)s") % {"sentence": words, "day": long_date(office.since)}
    if office:
        return _("%(sentence)s; start unknown") % {"sentence": words}
    return words


def _record_word(record: str) -> str:
    """What kind of record a finding stands in."""
    kind = record.split("/")[1] if "/" in record else ""
    return {"minutes": _("Minutes"), "mandates": _("Mandate"), "reports": _("Report")}.get(kind, _("Record"))


def _anchor(finding: Finding) -> str:
    """The line's own address on the ledger's page: the code, the record, where it stands there, the assembly, and the one delegate it is about."""
    record = finding.problem.record.replace("/", "-")
    who = f"-{slug(finding.delegates[0])}" if finding.own else ""
    return f"{finding.problem.code}-{record}-{finding.assembly}-{finding.problem.span.line}-{finding.problem.span.column}{who}"


def _since(survey: Survey, finding: Finding) -> Iterator[Since]:
    """What followed: the assembly's answer to a claim, its own decision on the proposal, a recall, a report heard, the council's correction."""
    stated = finding.stated
    if stated is None:
        yield from _after_dispute(survey, finding)
        return
    site, confederation = survey.site, survey.state.confederation
    if stated.claim:
        yield claim_answer(survey, stated, stated.claim)
    for act in confederation.acts_on[stated.proposal]:
        if act.assembly == finding.assembly and stated.act.day < act.day <= survey.day:
            judged = survey.state.verdicts[act.id]
            if judged.valid and judged.whole:
                yield Since(judged.outcome, act.day, site.link(act.id, site.proposal(stated.proposal).text))
    if stated.mandate:
        mandate = survey.state.mandates.get(stated.mandate.record.id)
        if mandate and mandate.status == "recalled" and mandate.mandate.recall and mandate.mandate.recall.day > finding.day - timedelta(1):
            yield Since("recalled", mandate.mandate.recall.day, site.link(mandate.mandate.recall.id))
        if mandate and mandate.received and mandate.report:
            yield Since("reported", mandate.received, site.link(mandate.report.id))
    yield from _changed(survey, stated.act.minutes.id, stated.act.decision.id)


def claim_answer(survey: Survey, stated: Stated, claim: Act) -> Since:
    """How the assembly answered a claim made under its mandate: `upheld` or `disowned`, with the tally."""
    mandate = stated.mandate.record.id if stated.mandate else ""
    word = "upheld" if any(ref.target == mandate for ref in claim.decision.upholds) else "disowned"
    return Since(word, claim.day, survey.site.link(claim.id), survey.state.verdicts[claim.id].votes)


def _after_dispute(survey: Survey, finding: Finding) -> Iterator[Since]:
    """What the council did later with what a report contests. Only decisions from the day of the minutes on can be found."""
    dispute = _dispute(survey, finding)
    if dispute and dispute.minutes.target:
        yield from _changed(survey, dispute.minutes.target, dispute.decision)


def _dispute(survey: Survey, finding: Finding) -> Dispute | None:
    report = survey.state.confederation.reports.get(finding.problem.record)
    disputes = report.disputes if report else ()
    return next((one for one in disputes if one.span == finding.problem.span), None)


def _changed(survey: Survey, minutes: str, decision: str | None) -> Iterator[Since]:
    """Corrections and revocations of a decision, or of any of the minutes if none is named; one that names none is of them all."""
    confederation = survey.state.confederation
    record = confederation.minutes.get(minutes)
    for act in confederation.acts_of[record.assembly] if record else ():
        fixed = [fix.decision for fix in act.decision.corrects if fix.minutes.target == minutes]
        ended = [ref.part for ref in act.decision.revokes if ref.target == minutes]
        for word, parts in (("corrected", fixed), ("revoked", ended)):
            if any(not decision or not part or part == decision for part in parts) and takes_effect(confederation, act, survey.day):
                yield Since(word, act.day, survey.site.link(act.id))
