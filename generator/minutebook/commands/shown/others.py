"""Reports and notices in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minutebook.commands.paper import Heading, Line, Part, Table, fact
from minutebook.commands.shown.words import iso, named, one_line, together
from minutebook.pages.view import Site
from minutebook.records import NoticeRecord, ReportRecord
from minutebook.speech import said


def report_parts(site: Site, record: ReportRecord) -> Iterator[Part]:
    """Who reports on which mandate, and what they contest."""
    data = report_data(site, record)
    yield Heading(site.title(record))
    yield Line(record.id)
    yield Line(said("Report to %(assembly)s on %(mandate)s", assembly=named(site, record.assembly), mandate=data["mandate"]))
    yield fact(said("Written"), data["date"] or said("not recorded"))
    yield fact(said("Heard"), data["received"] or said("not recorded"))
    if record.disputes:
        yield Heading(said("Contested"))
        rows = tuple((one.minutes.target, one.decision or "", one_line(one.says)) for one in record.disputes)
        yield Table((said("minutes"), said("decision"), said("the delegates say")), rows)


def report_data(site: Site, record: ReportRecord) -> dict[str, Any]:
    """The report's facts."""
    confederation = site.state.confederation
    return {
        "id": record.id,
        "assembly": record.assembly,
        "mandate": record.mandate.target,
        "date": iso(confederation.report_day(record)) or None,
        "received": iso(confederation.day_of(record.received)) or None,
        "disputes": [{"minutes": one.minutes.target, "decision": one.decision, "says": one.says} for one in record.disputes],
    }


def notice_parts(site: Site, record: NoticeRecord) -> Iterator[Part]:
    """When and where, and what is on the agenda."""
    yield Heading(site.title(record))
    yield Line(record.id)
    called = said("Meeting of %(assembly)s on %(day)s", assembly=named(site, record.assembly), day=record.day)
    moved = said("moved from %(day)s", day=record.first_day) if record.moved_to else ""
    yield Line(together(called, record.starts or "", moved))
    if record.cancelled:
        yield fact(said("Cancelled"), one_line(record.cancelled))
    for name, value in ((said("Place"), record.place), (said("Online"), record.online), (said("Open to"), record.open_to)):
        if value:
            yield fact(name, value)
    if record.agenda:
        yield Heading(said("Agenda"))
        for number, item in enumerate(record.agenda, 1):
            yield Line(f"{number}. {item.text or (item.on.target or item.on.text if item.on else '')}")


def notice_data(site: Site, record: NoticeRecord) -> dict[str, Any]:
    """The notice's facts."""
    return {
        "id": record.id,
        "assembly": record.assembly,
        "date": iso(record.day),
        "starts": record.starts,
        "place": record.place,
        "cancelled": record.cancelled,
        "agenda": [{"text": item.text, "on": item.on.target if item.on else None} for item in record.agenda],
    }
