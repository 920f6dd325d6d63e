"""The front page: what this is, find your assembly, what waits and for whom, which meetings come, what was carried and decided lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from minutebook.pages.accountability import MANY, ORDER
from minutebook.pages.awaited import Brief, brief, by_deadline
from minutebook.pages.content import front_words
from minutebook.pages.follow import followed
from minutebook.pages.lines import ActLine, MeetingLine, act_line, notice_line, routine
from minutebook.pages.rows import translated_names
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.rules.force import PENDING, Standing

WEEK, YEAR = timedelta(days=7), timedelta(days=365)
FULL, OPEN, CARRIED, DECIDED = 3, 20, 4, 6
"""So many proposals that wait are shown with their bar, so many at all; so many that were carried within a year; so many decisions."""
SHORT = 60
"""Up to so many communes are all named on the front page; with more, only the councils are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """The front page. `words` is the text of `content/index.md` and its language. Of the proposals that wait `open` are shown in full, `also` in one
    line, `more` only counted. `names` are the communes from A to Z with their names in other languages, where they are few. `ledger`
    counts this year's lines by kind, each with where they stand; `guide` is the page that says how to read all this."""

    communes: int
    councils: tuple[Link, ...]
    names: tuple[tuple[Link, tuple[Link, ...]], ...]
    minutes: int
    decisions: int
    since: date | None
    words: tuple[Markup, str]
    open: tuple[Brief, ...]
    also: tuple[Brief, ...]
    more: int
    adoption: int
    meetings: tuple[MeetingLine, ...]
    week: date
    later: MeetingLine | None
    carried: tuple[Brief, ...]
    decided: tuple[ActLine, ...]
    ledger: tuple[tuple[int, str, str], ...]
    found: int
    guide: str


def home(site: Site) -> Iterator[HomeView]:
    """The front page."""
    s = survey(site)
    state, day = site.state, site.day
    waiting = sorted(
        (one for one in s.shared if one.state in PENDING and one.state != "open for adoption"),
        key=lambda one: (PENDING.index(one.state), by_deadline(one)),
    )
    week = day + WEEK - timedelta(days=1)
    later = next((one for one in s.coming if one.day > week and not one.cancelled), None)
    days = [one.first_day for one in state.confederation.minutes.values()]
    yield HomeView(
        path="", title=site.settings.site_name, description=site.settings.site_description,
        communes=len(s.communes), councils=tuple(site.assembly(one) for one in s.councils),
        names=tuple((site.assembly(one), translated_names(site, one)) for one in s.communes) if len(s.communes) <= SHORT else (),
        minutes=len(days), decisions=len(state.verdicts), since=min(days, default=None), words=front_words(site),
        open=tuple(brief(s, one, waits=True, drawn=True) for one in waiting[:FULL]),
        also=tuple(brief(s, one, waits=True) for one in waiting[FULL:OPEN]), more=max(0, len(waiting) - OPEN),
        adoption=sum(one.state == "open for adoption" for one in s.shared),
        meetings=tuple(notice_line(s, one) for one in s.coming if one.day <= week), week=week, later=notice_line(s, later) if later else None,
        carried=tuple(brief(s, one) for one in carried(s.shared, day)), decided=lately(s, DECIDED),
        ledger=_ledger(s), found=len(state.ledger),
        follow=followed(site, "", calendar=True),
        guide="about/reading/" if "about/reading.md" in site.content else "about/",
    )  # fmt: skip


def carried(found: Iterable[Standing], day: date) -> tuple[Standing, ...]:
    """The proposals that were carried within the last year, the latest first."""
    late = [one for one in found if one.carried_on and one.carried_on > day - YEAR]
    return tuple(sorted(late, key=lambda one: (one.carried_on or day, one.proposal.id), reverse=True)[:CARRIED])


def lately(s: Survey, count: int) -> tuple[ActLine, ...]:
    """The latest decisions, the newest first. What only approves minutes is left out."""
    found: list[ActLine] = []
    for act in reversed(s.state.confederation.acts):
        if not routine(act.decision):
            found.append(act_line(s, s.state.verdicts[act.id]))
        if len(found) == count:
            break
    return tuple(found)


def _ledger(s: Survey) -> tuple[tuple[int, str, str], ...]:
    """This year's lines of the public ledger: how many of each kind, and where they stand."""
    counts = Counter(one.problem.code for one in s.state.ledger if one.day.year == s.day.year)
    anchored = len(s.state.ledger) <= MANY
    order = [*(code for code in ORDER if code in counts), *sorted(code for code in counts if code not in ORDER)]
    return tuple((counts[code], code, f"accountability/#{code}" if anchored else "accountability/") for code in order)
