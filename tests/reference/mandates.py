"""Mandates: when they were granted, on which days they hold, and how they ended."""

from __future__ import annotations

from typing import Any

from .calendar import Day, Known, World, day_of, last_day, minutes_of, notice_day


def granted_on(world: World, mandate: str) -> Day:
    """The day a mandate was granted: its own word, or the minutes of the decision that grants it."""
    record = world["mandates"][mandate]
    if "granted" in record:
        return day_of(world, record["granted"])
    return next(
        last_day(minutes)
        for minutes in world["minutes"].values()
        for decision in minutes.get("decisions", [])
        if decision.get("grants") == mandate
    )


def inherited(world: World, mandate: str, field: str) -> Any:
    """A field of a mandate, or of the one it replaces or adds to."""
    record = world["mandates"][mandate]
    if field in record:
        return record[field]
    return inherited(world, record.get("adds_to") or record["replaces"], field)


def meant_for(known: Known, mandate: str) -> list[tuple[Day, Day]]:
    """The stretches of days, first and last included, that a mandate is for."""
    world = known["world"]
    record = world["mandates"][mandate]
    if "adds_to" in record and "for" not in record and "ends" not in record:
        return meant_for(known, record["adds_to"])
    purpose = inherited(world, mandate, "for")
    if isinstance(purpose, dict):
        stretches = [(purpose["from"], purpose["until"])]
    else:
        stretches = []
        for meeting in [purpose] if isinstance(purpose, str) else purpose:
            if "/notices/" in meeting:
                day = notice_day(world["notices"][meeting])
                stretches.append((day, day))
            else:
                minutes = minutes_of(world, meeting)
                begun = minutes["date"] <= known["day"]
                stretches.append((minutes["date"], last_day(minutes) if begun else minutes["date"]))
    if "ends" in record:
        first = min(first for first, _ in stretches)
        return [(first, record["ends"])]
    return stretches


def early_ends(known: Known, mandate: str) -> list[tuple[Day, int, str, str]]:
    """What ended a mandate before its time: last day it held, rank, word, record."""
    world, day = known["world"], known["day"]
    record = world["mandates"][mandate]
    ends = []
    for entry in known["decisions"]:
        if entry["decision"].get("recalls") == mandate and entry["quorate"] is not False:
            ends.append((entry["day"], 1, "recalled", entry["minutes"]))
    resigned = {each["name"]: each["on"] for each in record.get("resigned", []) if each["on"] <= day}
    if all(name in resigned for name in inherited(world, mandate, "delegates")):
        ends.append((max(resigned.values()), 2, "resigned", ""))
    for other, replacing in world["mandates"].items():
        if replacing.get("replaces") == mandate and granted_on(world, other) <= day:
            ends.append((granted_on(world, other), 3, "replaced", other))
    if "adds_to" in record:
        ends += early_ends(known, record["adds_to"])
    return ends


def in_force(known: Known, mandate: str, day: Day) -> bool:
    """Whether a mandate holds on a day: granted, for that day, and not ended before it."""
    world = known["world"]
    return (
        granted_on(world, mandate) <= day
        and any(first <= day <= last for first, last in meant_for(known, mandate))
        and all(last >= day for last, *_ in early_ends(known, mandate))
    )


def mandate_row(known: Known, mandate: str) -> dict[str, Any]:
    """One line of the table of mandates, as of the day."""
    world, day = known["world"], known["day"]
    record = world["mandates"][mandate]
    stretches = meant_for(known, mandate)
    first, last = min(each[0] for each in stretches), max(each[1] for each in stretches)
    purpose = inherited(world, mandate, "for")
    row = {
        "id": mandate,
        "assembly": mandate.split("/")[0],
        "council": record["to"],
        "delegates": inherited(world, mandate, "delegates"),
        "granted": granted_on(world, mandate),
        "from": first,
        "until": last,
        "status": "granted" if day < first else "active",
        "ended_on": None,
        "ended_by": None,
    }
    early = [end for end in early_ends(known, mandate) if end[0] < day and end[0] < last]
    if early:
        row["ended_on"], _, row["status"], row["ended_by"] = min(early)
    elif day > last:
        row["ended_on"] = last
        row["status"] = "expired"
        base = world["mandates"][record.get("adds_to", mandate)]
        if not isinstance(purpose, dict) and "ends" not in record and "ends" not in base:
            row["status"] = "fulfilled"
            row["ended_by"] = minutes_of_meeting(known, mandate, last)
        for report, written in sorted(world["reports"].items()):
            if written["mandate"] == mandate and "received" in written and written["received"] <= day:
                row["status"], row["ended_by"] = "reported", report
    return row


def minutes_of_meeting(known: Known, mandate: str, last: Day) -> str | None:
    """The council's minutes of the last meeting that a mandate was for."""
    council = known["world"]["mandates"][mandate]["to"]
    for (assembly, slug), minutes in sorted(known["world"]["minutes"].items()):
        met = assembly == council and "ballot" not in minutes
        if met and last_day(minutes) == last <= known["day"]:
            return f"{assembly}/minutes/{slug}"
    return None
