"""The front page: what waits and for whom, which meetings are open this week, what was decided lately, find your assembly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from minutebook.pages.assemblies import Branch, branches, outside
from minutebook.pages.awaited import Brief, brief, by_deadline
from minutebook.pages.content import front_words
from minutebook.pages.findings import FindingLine, finding_line
from minutebook.pages.lines import ActLine, MeetingLine, act_line, notice_line
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.rules.force import PENDING

OPEN, DECIDED, FINDINGS = 12, 12, 5
SHORT = 60
"""Up to so many assemblies are all named on the front page; with more, the councils are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """The front page. `words` is the text of `content/index.md`; `more` counts the open proposals not shown."""

    communes: int
    councils: int
    minutes: int
    decisions: int
    since: date | None
    words: Markup
    open: tuple[Brief, ...]
    more: int
    adoption: tuple[Brief, ...]
    meetings: tuple[MeetingLine, ...]
    week: date
    later: MeetingLine | None
    decided: tuple[ActLine, ...]
    index: tuple[tuple[Link, bool], ...]
    short: bool
    findings: tuple[FindingLine, ...]
    found: int


def home(site: Site) -> Iterator[HomeView]:
    """The front page."""
    s = survey(site)
    state, day = site.state, site.day
    waiting = sorted(
        (one for one in s.shared if one.state in PENDING and one.state != "open for adoption"),
        key=lambda one: (PENDING.index(one.state), by_deadline(one)),
    )
    adoption = [one for one in s.shared if one.state == "open for adoption"]
    week = day + timedelta(days=6)
    meetings = [one for one in s.coming if one.day <= week]
    later = next((one for one in s.coming if one.day > week and not one.cancelled), None)
    days = [one.first_day for one in state.confederation.minutes.values()]
    records = [one for id, one in state.confederation.assemblies.items() if state.membership.exists(id, day)]
    yield HomeView(
        path="", title=site.settings.site_name, description=site.settings.site_description,
        communes=sum(one.kind == "commune" for one in records), councils=sum(one.kind == "council" for one in records),
        minutes=len(days), decisions=len(state.verdicts), since=min(days, default=None), words=front_words(site),
        open=tuple(brief(s, one, waits=True, drawn=True) for one in waiting[:OPEN]), more=max(0, len(waiting) - OPEN),
        adoption=tuple(brief(s, one) for one in adoption),
        meetings=tuple(notice_line(s, one) for one in meetings), week=week, later=notice_line(s, later) if later else None,
        decided=lately(s, DECIDED), index=_index(s), short=len(records) <= SHORT,
        findings=tuple(finding_line(s, one) for one in state.ledger[:FINDINGS]), found=len(state.ledger),
    )  # fmt: skip


def _index(s: Survey) -> tuple[tuple[Link, bool], ...]:
    """The councils (True) with their communes behind them, each once: under the lowest council that has it; those of none first."""
    seen: set[str] = set()
    found: list[tuple[Link, bool]] = [(one, False) for one in outside(s)]

    def add(branch: Branch) -> None:
        own = [one for one in branch.communes if one.to not in seen]
        seen.update(one.to for one in own)
        found.append((branch.council, True))
        found.extend((one, False) for one in own)

    def walk(branch: Branch) -> None:
        if branch.again:
            return
        for one in branch.councils:
            walk(one)
        add(branch)

    for branch in sorted(branches(s), key=lambda one: not one.councils):
        walk(branch)
    return tuple(found)


def lately(s: Survey, count: int) -> tuple[ActLine, ...]:
    """The latest decisions, the newest first. What only approves minutes is left out."""
    found: list[ActLine] = []
    for act in reversed(s.state.confederation.acts):
        decision = act.decision
        if not (decision.approves and not decision.on and not decision.text):
            found.append(act_line(s, s.state.verdicts[act.id]))
        if len(found) == count:
            break
    return tuple(found)
