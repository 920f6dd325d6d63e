"""For the secretary: what is missing from an assembly's records, so that everybody can see whether they came through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.exports.addresses import address
from minutebook.pages.speech import _, long_date
from minutebook.pages.survey import Survey
from minutebook.pages.view import Link


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that may be missing, and the records it is missing to."""

    what: str
    records: tuple[Link, ...]


def missing(s: Survey, id: str) -> tuple[Missing, ...]:
    """Meetings called whose minutes have not come, minutes not approved though the assembly has met again, reports overdue."""
    called = (one.notice for one in s.past_of[id] if one.notice and not one.minutes and not one.notice.cancelled)
    return (
        Missing(_("Minutes missing"), tuple(s.site.link(notice.id, long_date(notice.day)) for notice in called)),
        Missing(_("Approvals overdue"), tuple(_found(s, id, "minutes-not-approved"))),
        Missing(_("Reports overdue"), tuple(_found(s, id, "report-overdue"))),
    )


def _found(s: Survey, id: str, code: str) -> Iterator[Link]:
    """The records a finding of the ledger is about, by its day, the latest first."""
    for one in s.findings_of[id]:
        if one.problem.code == code:
            yield Link(long_date(one.day), address(one.problem.record))
