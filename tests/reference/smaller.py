"""Make a world that shows a difference as small as can be, record by record and field by field."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator
from typing import Any

from .calendar import Day, World, day_of, last_day
from .electorate import put_on
from .mandates import granted_on

Path = tuple[Any, ...]


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in a nested value, the outer before the inner, the last of a list first."""
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(reversed(range(len(value))))
    else:
        return
    for key in keys:
        yield (*path, key)
    for key in keys:
        yield from places(value[key], (*path, key))


def without(world: World, path: Path) -> World | None:
    """The world without what stands at a place."""
    smaller = copy.deepcopy(world)
    value = smaller
    try:
        for key in path[:-1]:
            value = value[key]
        del value[path[-1]]
    except (KeyError, IndexError, TypeError):
        return None
    return smaller


def smallest(world: World, shows: Callable[[World], bool], seconds: float = 60) -> World:
    """The world with all taken away that isn't needed for the difference to show."""
    until = time.monotonic() + seconds
    progress = True
    while progress and time.monotonic() < until:
        progress = False
        for path in list(places(world)):
            if len(path) == 1 or time.monotonic() > until:
                continue
            smaller = without(world, path)
            if smaller is None:
                continue
            try:
                if shows(smaller):
                    world, progress = smaller, True
            except (KeyError, ValueError, StopIteration, TypeError, IndexError):
                continue
    return world


def as_of(world: World, day: Day) -> World:
    """The records as they were on a day: without later ones, and without later additions."""
    then = copy.deepcopy(world)
    for (assembly, slug), minutes in world["minutes"].items():
        if last_day(minutes) > day:
            days = {key: minutes[key] for key in ("date", "until", "ballot") if key in minutes}
            then["minutes"][(assembly, slug)] = days
    for minutes in then["minutes"].values():
        for decision in minutes.get("decisions", []):
            if "condition_met" in decision and day_of(world, decision["condition_met"]) > day:
                del decision["condition_met"]
    for mandate in world["mandates"]:
        resigned = then["mandates"][mandate].get("resigned", [])
        resigned[:] = [each for each in resigned if each["on"] <= day]
        if granted_on(world, mandate) > day:
            del then["mandates"][mandate]
    for report, record in world["reports"].items():
        if record["date"] > day or record["mandate"] not in then["mandates"]:
            del then["reports"][report]
    for proposal in world["proposals"]:
        if put_on(world, proposal) > day:
            del then["proposals"][proposal]
    for proposal, record in then["proposals"].items():
        for key in ("instead_of", "repeals", "amends"):
            if key in record:
                record[key] = [other for other in record[key] if other in then["proposals"]]
        if "editions" in record:
            record["editions"] = [each for each in record["editions"] if each["date"] <= day]
        if isinstance(record.get("deadline"), list):
            given = record["deadline"]
            given[:] = [e for e in given if "by" not in e or day_of(world, e["by"]) <= day]
        for key in ("instead_of", "repeals", "amends", "editions"):
            if record.get(key) == []:
                del record[key]
        assert proposal in world["proposals"]
    for notice in then["notices"].values():
        items = notice.get("agenda", [])
        items[:] = [i for i in items if isinstance(i, str) or i["on"] in then["proposals"]]
    return then
