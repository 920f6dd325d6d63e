"""A naive reckoning of the rules, written from the documents alone.

It shares no code with the generator and remembers nothing: for every day everything is worked out
again from the records. Decisions taken where the documents leave a choice:

 1. A decision is valid as an occasion for carrying if it is quorate and not withdrawn by
    revocation, whoever took it; those that count for nothing for their assembly included.
 2. A decision counts for an assembly if it belonged to the council on the decision's own day and
    was not suspended, directly or through other councils, whoever the electorate is; what it
    belonged to on the counting day decides only on having a row.
 3. A decision on a later edition than the one asked for (after carrying) is not looked at.
 4. `withdrawn` gives an assembly no status; a withdrawal is undone only by revoking it.
 5. Dissolved predecessors: successors agree when all of their adoptions count, or all of their
    rejections stand; the individual votes of all of them are summed; no minutes are named.
 6. A condition that was met too late leaves the status `late`, even over an earlier adoption.
 7. A row in silence has no edition, date, tally, method or minutes. `earlier edition` shows the
    last standing decision on an earlier edition, else the last other one.
 8. Tiers: `ratified` is provisional if it needs provisional decisions; the date is the day from
    which it has held without a break; no minutes are named.
    `rejected` needs at least one rejection, and is provisional if it needs provisional ones.
    A council has decided, for `turnout`, only where its row is so filled.
 9. `failing` also where the electorate shrank below what is needed.
10. A carrying is provisional if the conditions hold today and don't without provisional decisions.
11. A commune's own proposal adopted again after a rescission is in force from that adoption.
12. How long a meeting that a mandate is for will last is known once it has begun.
    `ends` makes a mandate hold on every day from the first of its meetings to that day.
13. Instructions that were added go on numbering those of the base; what added them ends as the
    base does, by the same word and record.
14. A recall, replacement or resignation no earlier than a mandate's last day changes nothing.
15. `upholds` and `disowns` judge the claims made up to their day; the last one holds.
16. Positions stated at an inquorate, partial or revoked vote are listed, judged and answer a
    question like any other.
17. Whether enough were present is empty where a quorum is set and nobody was counted.
18. On one day an assembly's own decision stands later than a position of its delegation.
19. A council's ballot of assemblies is not a decision of the council itself.
20. `instruction` gives the positions that the instruction on the proposal permits.
21. A ballot has no rows for assemblies of which nothing is recorded, and names no mandate.
22. A position that would stand as its assembly's decision, had that not been suspended, is recorded:
    the assembly is not said to be silent, but `not recorded`.
"""

from __future__ import annotations

import datetime
from typing import Any

from .calendar import ONE_DAY, Day, Known, World, known_on, minutes_of, present_at
from .carrying import chronicle, is_provisional, needed_of, rivals, withdrawn
from .delegations import all_positions, answered, edition_on
from .electorate import deadline_of, decided_by, is_own, put_on, rule
from .mandates import granted_on, mandate_row
from .ratification import Row, date_tier_rows, rows_on

Tables = dict[str, list[dict[str, Any]]]
PUBLIC = (
    "proposal",
    "assembly",
    "status",
    "date",
    "edition",
    "for",
    "against",
    "abstain",
    "method",
    "provisional",
    "counted",
    "minutes",
)
POSITION = (
    "council",
    "minutes",
    "date",
    "proposal",
    "assembly",
    "delegates",
    "mandate",
    "instruction",
    "position",
    "indicative",
    "result",
)


def force(known: Known, proposal: str, carried: dict[str, tuple[Day, int]], rows: list[Row]) -> tuple[Day, Day | None, str | None]:
    """From when until when a carried proposal is in force, and what ends it."""
    world = known["world"]
    record = world["proposals"][proposal]
    since = carried[proposal][0]
    ends = [(record["expires"], 0, "expired")] if "expires" in record else []
    if is_own(world, proposal):
        since, taken_back = own_force(known, proposal, since, rows)
        ends += [(taken_back - ONE_DAY, 1, "repealed")] if taken_back else []
    for other, repealing in world["proposals"].items():
        if other in carried and proposal in repealing.get("repeals", []):
            other_rows = rows_on(known, other, carried[other])
            end = force(known, other, carried, other_rows)[0] - ONE_DAY
            if repealing["to"] == record["to"] and end >= carried[proposal][0]:
                ends.append((end, 1, "repealed"))
    start = max(since, record.get("in_force", since))
    return (start, min(ends)[0], min(ends)[2]) if ends else (start, None, None)


def own_force(known: Known, proposal: str, since: Day, rows: list[Row]) -> tuple[Day, Day | None]:
    """A commune's own proposal: adopted since when, or taken back when, day by day."""
    world, day = known["world"], known["day"]
    if not rows:
        return since, None

    def counted_on(when: Day) -> bool:
        then = rows_on(known_on(world, when), proposal, (since, edition_on(world, proposal, since)))
        return bool(then and then[0]["counted"])

    ended = None
    first = day
    if not rows[0]["counted"]:
        while first > since and not counted_on(first - ONE_DAY):
            first -= ONE_DAY
        ended = first
        first -= ONE_DAY
    while first > since and counted_on(first - ONE_DAY):
        first -= ONE_DAY
    return max(first, since), ended


def state_of(known: Known, proposal: str, carried: dict[str, tuple[Day, int]], rows: list[Row]) -> str:
    """The state of a proposal, the first that holds."""
    world, day = known["world"], known["day"]
    if proposal in carried:
        start, end, word = force(known, proposal, carried, rows)
        if end is not None and end < day:
            return word or ""
        if is_provisional(known, proposal, carried[proposal]):
            return "provisionally carried"
        return "in force" if day >= start else "carried"
    if withdrawn(known, proposal):
        return "withdrawn"
    if any(rival in carried for rival in rivals(world, proposal)):
        return "set aside"
    deadline = deadline_of(known, proposal)
    if deadline is not None and deadline < day:
        return "lapsed"
    needed = needed_of(world, proposal, len(rows))
    if needed is None:
        return "open for adoption"
    return "failing" if len(rows) - sum(r["rejected"] for r in rows) < needed else "open"


def proposal_row(known: Known, proposal: str, carried: dict[str, tuple[Day, int]], rows: list[Row]) -> dict[str, Any]:
    """One line of the table of proposals."""
    world = known["world"]
    record = world["proposals"][proposal]
    state = state_of(known, proposal, carried, rows)
    deadline = deadline_of(known, proposal)
    ratified = sum(r["counted"] for r in rows)
    rejected = sum(r["rejected"] for r in rows)
    started = proposal in carried
    start, end, _ = force(known, proposal, carried, rows) if started else (None, None, None)
    return {
        "id": proposal,
        "title": record["title"],
        "to": record["to"],
        "proposed": put_on(world, proposal),
        "kind": record.get("kind", "resolution"),
        "decided_by": decided_by(world, proposal),
        "requires": str(rule(world, proposal, "requires", "majority")),
        "needed": needed_of(world, proposal, len(rows)),
        "electorate": len(rows),
        "ratified": ratified,
        "rejected": rejected,
        "undecided": len(rows) - ratified - rejected,
        "state": state,
        "carried_on": carried[proposal][0] if started else None,
        "lapsed_on": deadline + ONE_DAY if deadline and state == "lapsed" else None,
        "in_force_from": start,
        "in_force_until": end,
        "deadline": deadline,
    }


def decision_rows(known: Known) -> list[dict[str, Any]]:
    """Every decision up to the day, one line each."""
    rows = []
    for entry in known["decisions"]:
        row = {
            "id": entry["id"],
            "assembly": entry["assembly"],
            "minutes": entry["minutes"],
            "date": entry["day"],
            "proposal": entry["on"],
            "outcome": entry["outcome"],
            "method": entry["method"],
            "present": present_at(minutes_of(known["world"], entry["minutes"])),
            "quorate": entry["quorate"],
            "provisional": entry["provisional"],
        }
        for side in ("for", "against", "abstain", "blocked"):
            row[side] = entry["votes"].get(side)
        rows.append(row)
    return rows


def cell(value: Any) -> Any:
    """A value as the data files write it."""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return None if value == "" else value


def tables(world: World, day: Day) -> Tables:
    """The tables of site.md that the rules compute, as of one day."""
    known = known_on(world, day)
    past = chronicle(world, day)
    carried = past.get(day, {})
    put = [p for p in sorted(world["proposals"]) if put_on(world, p) <= day]
    found: Tables = {"proposals": [], "ratifications": []}
    for proposal in put:
        rows = rows_on(known, proposal, carried.get(proposal))
        date_tier_rows(world, rows, day, past)
        found["proposals"].append(proposal_row(known, proposal, carried, rows))
        found["ratifications"] += [{key: row[key] for key in PUBLIC} for row in rows]
    found["decisions"] = decision_rows(known)
    granted = [m for m in sorted(world["mandates"]) if granted_on(world, m) <= day]
    found["mandates"] = [mandate_row(known, mandate) for mandate in granted]
    positions = all_positions(known)
    found["positions"] = [{key: row[key] for key in POSITION} | {"answered": answered(known, row, positions)} for row in positions]
    return {name: [{key: cell(value) for key, value in row.items()} for row in rows] for name, rows in found.items()}
