"""A delegate's page: what they were mandated to do, and what the records show they did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minutebook.exports.addresses import address
from minutebook.exports.people import Delegate, names_of
from minutebook.pages.findings import Since, WholeInstruction, claim_answer, instruction
from minutebook.pages.sent import MandateLine, mandate_line
from minutebook.pages.shares import mine
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.pages.wording import RESULTS
from minutebook.rules.positions import Answer, Stated
from minutebook.rules.terms import person


@dataclass(frozen=True, slots=True)
class Term:
    """One mandate of a delegate: which term in a row it is, and how it ended. `resigned` is the delegate's own resignation."""

    mandate: MandateLine
    term: int
    beyond: bool
    substitute: bool
    resigned: date | None
    recall: Link | None
    recall_reason: str
    recalled_on: date | None
    report: Link | None
    reported_on: date | None
    report_due: date | None


@dataclass(frozen=True, slots=True)
class Stand:
    """One position of the delegation: on what, where, as instructed how, with which result. `own` is the delegate's own position
    where the minutes give each one's; `claim` is its answer to a claim; `listed` is false where the minutes do not say who of the delegation was there."""

    day: date
    to: str
    council: Link
    proposal: Link
    instruction: WholeInstruction
    position: str
    own: str
    own_result: str
    indicative: bool
    result: str
    answer: Answer | None
    answer_to: Link | None
    claim: Since | None
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateView(View):
    """A delegate's page. `counts` are their own results where the minutes give them; `today` the mandates in force."""

    name: Link
    assembly: Link
    terms: tuple[Term, ...]
    stands: tuple[Stand, ...]
    counts: tuple[tuple[int, str], ...]
    offices: tuple[str, ...]
    today: tuple[MandateLine, ...]


def delegate_pages(site: Site) -> Iterator[DelegateView]:
    """The page of every delegate, assembly by assembly."""
    s = survey(site)
    for assembly, people in mine(s.delegates.items(), lambda one: f"{address(one[0])}delegates/", below=True):
        terms = _terms(s, assembly)
        stands = _stands(s, assembly)
        for one in people.values():
            yield _view(s, one, tuple(terms.get(one.name, ())), tuple(stands.get(one.name, ())))


def _view(s: Survey, one: Delegate, terms: tuple[Term, ...], stands: tuple[Stand, ...]) -> DelegateView:
    site = s.site
    results = Counter(stand.own_result or stand.result for stand in stands)
    record = s.state.confederation.assemblies.get(one.assembly)
    offices = [office for office in (record.offices if record else ()) if one.name in office.held_by]
    description = _("What %(name)s was mandated to do by %(assembly)s, and what the records show.") % {
        "name": one.name,
        "assembly": site.name(one.assembly),
    }
    crumbs = (Link(_("Assemblies"), "assemblies/"), site.assembly(one.assembly), Link(_("Delegates"), f"{address(one.assembly)}delegates/"))
    return DelegateView(
        path=one.path, title=one.name, description=description, crumbs=crumbs, name=Link(one.name, lang=site.language(one.assembly), apart=True),
        assembly=site.assembly(one.assembly), terms=terms, stands=stands, counts=tuple((results[key], key) for key in RESULTS if results[key]),
        today=tuple(term.mandate for term in terms if term.mandate.status == "active" and not term.resigned),
        citation=_citation(s, one),
        offices=tuple(office.title for office in offices),
    )  # fmt: skip


def _citation(s: Survey, one: Delegate) -> str:
    told = _("%(name)s, delegate of %(assembly)s") % {"name": one.name, "assembly": s.site.name(one.assembly)}
    return s.site.cited(told, one.path)


def _terms(s: Survey, assembly: str) -> dict[str, list[Term]]:
    """The mandates of every delegate, the latest first."""
    found: dict[str, list[Term]] = {}
    for state in s.mandates_of[assembly]:
        mandate = state.mandate
        if mandate.record.adds_to:
            continue
        line = mandate_line(s, state)
        numbers = s.terms(assembly, mandate.to)
        resigned = {person(s.state.confederation, assembly, one.name): one.on for one in mandate.record.resigned}
        recall = mandate.recall if state.status == "recalled" else None
        names = [(name, False) for name in names_of(s.state, state)]
        names += [(person(s.state.confederation, assembly, name), True) for name in mandate.substitutes]
        for name, substitute in names:
            term = 0 if substitute else numbers.get((mandate.record.id, name), 0)
            found.setdefault(name, []).append(
                Term(
                    line, term, line.most is not None and term > line.most, substitute, resigned.get(name),
                    s.site.link(recall.id) if recall else None, (recall.decision.because or "") if recall else "", recall.day if recall else None,
                    s.site.link(state.report.id) if state.report else None, state.received, state.report_due,
                )
            )  # fmt: skip
    return found


def _stands(s: Survey, assembly: str) -> dict[str, list[Stand]]:
    """The positions of every delegate, the latest first. Where the minutes do not say who was there, those of the mandate."""
    found: dict[str, list[Stand]] = {}
    for one in sorted(s.state.stated_by[assembly], key=lambda one: one.act.order, reverse=True):
        there = one.delegates or (one.mandate.delegates if one.mandate else ())
        for name in there:
            shown = person(s.state.confederation, assembly, name)
            found.setdefault(shown, []).append(_stand(s, one, name, shown))
    return found


def _stand(s: Survey, one: Stated, name: str, shown: str) -> Stand:
    own = next(((position, result) for who, position, result in one.persons if who in (name, shown)), ("", ""))
    answered = one.answer.act if one.answer else None
    return Stand(
        one.act.day, address(one.act.id), s.site.assembly(one.act.assembly), s.site.proposal(one.proposal),
        instruction(s, one),
        one.position, *own, one.indicative, one.result, one.answer, s.site.link(answered.id) if answered else None,
        claim_answer(s, one, one.claim) if one.claim else None, bool(one.delegates),
    )  # fmt: skip
