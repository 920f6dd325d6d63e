"""What `minutebook show` shows of each kind of record: one table, a function for people and one for programmes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from minutebook.commands.paper import Line, Part
from minutebook.commands.shown import assembly, mandate, meeting, others, proposal
from minutebook.pages.view import Site
from minutebook.records import AssemblyRecord, MandateRecord, MinutesRecord, NoticeRecord, ProposalRecord, Record, ReportRecord
from minutebook.records.decision import Decision
from minutebook.settings import Settings
from minutebook.speech import said
from minutebook.state import State


@dataclass(frozen=True, slots=True)
class Shown:
    """How a kind of record is shown: as parts of a page for people, as data for programmes."""

    kind: str
    parts: Callable[[Site, Any], Iterator[Part]]
    data: Callable[[Site, Any], dict[str, Any]]


SHOWN: Final[Mapping[type[Record], Shown]] = {
    ProposalRecord: Shown("proposal", proposal.parts, proposal.data),
    MandateRecord: Shown("mandate", mandate.parts, mandate.data),
    MinutesRecord: Shown("minutes", meeting.parts, meeting.data),
    AssemblyRecord: Shown("assembly", assembly.parts, assembly.data),
    ReportRecord: Shown("report", others.report_parts, others.report_data),
    NoticeRecord: Shown("notice", others.notice_parts, others.notice_data),
}


def parts_of(state: State, record: Record, decision: Decision | None = None) -> Iterator[Part]:
    """A record, or one decision of it, as people read it; what of the record is set aside is said at the end."""
    if decision and isinstance(record, MinutesRecord):
        yield from meeting.decision_parts(_site(state), record, decision)
        return
    yield from SHOWN[type(record)].parts(_site(state), record)
    for one in state.records.aside:
        if one.record == record.id:
            place = f"{one.span.file}:{one.span.line}"
            words = said(
                "Set aside: %(part)s, %(place)s; `minutebook check %(file)s` says why", part=one.part, place=place, file=one.span.file
            )
            yield Line(words)


def data_of(state: State, record: Record, decision: Decision | None = None) -> dict[str, Any]:
    """A record, or one decision of it, as programmes read it; what it shares with the site's data files has the names it has there."""
    if decision and isinstance(record, MinutesRecord):
        head = {"as_of": state.day.isoformat(), "kind_of_record": "decision", "file": record.file}
        return head | meeting.decision_data(_site(state), record, decision)
    shown = SHOWN[type(record)]
    aside = [{"part": one.part, "file": one.span.file, "line": one.span.line} for one in state.records.aside if one.record == record.id]
    head = {"as_of": state.day.isoformat(), "kind_of_record": shown.kind, "file": record.file}
    return head | shown.data(_site(state), record) | {"set_aside": aside}


def _site(state: State) -> Site:
    return Site(state, Settings(as_of=state.day))
