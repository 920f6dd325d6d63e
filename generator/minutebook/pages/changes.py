"""What was changed after it was first recorded: corrections, revocations, approvals, later editions, extensions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from minutebook.confederation import Act
from minutebook.exports.addresses import address
from minutebook.pages.lines import named
from minutebook.pages.spans import Span, leaves, spans
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Prose, Site, View
from minutebook.records import ProposalRecord
from minutebook.records.decision import Correction, Votes
from minutebook.rules.decisions import takes_effect
from minutebook.rules.tallies import outcome_of, votes_of
from minutebook.withholding import NOTE

MANY = 300
"""With more changes every year has a page of its own, and every month or day of one that has more itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `kind`: corrected, revoked, approved, edition, extended.

    `by` is the decision or record that makes it, `of` what it changes; `effect` is false where the decision counts for
    nothing. Of a correction: outcome and tally before and after, empty where they stay; `words` say what is corrected.
    Of an extension: the last day before and after.
    """

    kind: str
    day: date
    assembly: Link
    by: Link
    of: Link
    effect: bool = True
    before: str = ""
    after: str = ""
    votes_before: Votes | None = None
    votes_after: Votes | None = None
    day_before: date | None = None
    day_after: date | None = None
    edition: int = 0
    words: Prose = field(default_factory=lambda: Prose(""))

    @property
    def plain(self) -> bool:
        """Whether it only approves minutes, with effect."""
        return self.kind == "approved" and self.effect


@dataclass(frozen=True, slots=True)
class Day:
    """The changes of one day."""

    day: date
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The changes of one year; approvals of minutes apart, because there are many. One without effect stands among the changes."""

    year: int
    days: tuple[Day, ...]
    approvals: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView(View):
    """Changes by day, the newest first; `withheld` is the page that tells which names were withheld, where there is one."""

    withheld: str = ""
    found: tuple[Year, ...]
    total: int
    spans: tuple[Span[Change], ...]


def changes_pages(site: Site) -> Iterator[ChangesView]:
    """The page of changes; with very many also one for each year."""
    s = survey(site)
    found = sorted((one for one in _changes(s) if one.day <= s.day), key=lambda one: (-one.day.toordinal(), one.kind, one.by.to))
    title = _("Changes")
    withheld = f"{NOTE.removesuffix('.md')}/" if NOTE in site.content else ""
    years = spans(found, lambda one: one.day, "changes/", MANY) if len(found) > MANY else ()
    yield ChangesView(
        path="changes/", title=title, description=_("What was corrected, revoked, approved, rewritten or extended, with the differences."),
        found=_by_year(found[:MANY]), total=len(found), spans=years, withheld=withheld,
    )  # fmt: skip
    for leaf in leaves(years, (Link(title, "changes/"),)):
        span = leaf.span
        name = _("Changes of %(time)s") % {"time": span.name}
        yield ChangesView(
            path=span.path, title=name, crumbs=leaf.crumbs, found=_by_year(span.items[:MANY]), total=span.count,
            spans=span.inner or leaf.beside,
        )  # fmt: skip


def _by_year(found: Iterable[Change]) -> tuple[Year, ...]:
    years = []
    for year, group in groupby(found, key=lambda one: one.day.year):
        ones = tuple(group)
        days = groupby((one for one in ones if not one.plain), key=lambda one: one.day)
        years.append(Year(year, tuple(Day(day, tuple(of_day)) for day, of_day in days), tuple(one for one in ones if one.plain)))
    return tuple(years)


def _changes(s: Survey) -> Iterator[Change]:
    confederation = s.state.confederation
    for act in confederation.acts:
        decision = act.decision
        if decision.corrects or decision.revokes or decision.approves:
            yield from changed_by(s, act)
    for proposal in confederation.proposals.values():
        yield from _by_proposal(s, proposal)


def changed_by(s: Survey, act: Act) -> Iterator[Change]:
    """What one decision corrects, revokes and approves."""
    site = s.site
    effect = takes_effect(s.state.confederation, act, s.day)
    by, assembly = site.link(act.id), site.assembly(act.assembly)
    for fix in act.decision.corrects:
        yield _correction(s, act, fix, effect)
    for ref in act.decision.revokes:
        if ref.target:
            yield Change(
                "revoked",
                act.day,
                assembly,
                by,
                named(s, ref.target, ref.part),
                effect,
                words=site.prose(act.decision.because or act.decision.text, act.minutes),
            )
    for ref in act.decision.approves:
        if ref.target:
            yield Change("approved", act.day, assembly, by, site.link(ref.target), effect)


def _correction(s: Survey, act: Act, fix: Correction, effect: bool) -> Change:
    """A correction with what it replaces."""
    site = s.site
    original = s.state.confederation.acts_by_id.get(f"{fix.minutes.target}#{fix.decision}")
    outcome = outcome_of(original.decision) if original else ""
    votes = votes_of(original.decision) if original else None
    return Change(
        "corrected", act.day, site.assembly(act.assembly), site.link(act.id), named(s, fix.minutes.target, fix.decision or ""), effect,
        before=outcome if fix.outcome and fix.outcome != outcome else "", after=fix.outcome if fix.outcome and fix.outcome != outcome else "",
        votes_before=votes if fix.votes else None, votes_after=fix.votes, words=site.prose(fix.text, act.minutes),
    )  # fmt: skip


def _by_proposal(s: Survey, proposal: ProposalRecord) -> Iterator[Change]:
    """Later editions of a proposal, and extensions of its last day."""
    site, confederation = s.site, s.state.confederation
    assembly, of = site.assembly(proposal.assembly), site.proposal(proposal.id)

    def source(ref: object) -> Link:
        target = getattr(ref, "target", "")
        part = getattr(ref, "part", "")
        return site.link(f"{target}#{part}" if part else target) if target else Link(of.text, address(proposal.id))

    for edition in proposal.editions:
        yield Change("edition", edition.date, assembly, source(edition.by), of, edition=edition.id)
    before = None
    for deadline in proposal.deadline:
        day = confederation.day_of(deadline.by)
        if day and before:
            yield Change("extended", day, assembly, source(deadline.by), of, day_before=before, day_after=deadline.to)
        before = deadline.to
