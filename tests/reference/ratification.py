"""What each assembly of the electorate decided on a proposal: one row for each."""

from __future__ import annotations

from typing import Any

from .calendar import (
    ONE_DAY,
    OTHER,
    STANDING,
    Day,
    Entry,
    Known,
    World,
    day_of,
    known_on,
    last_day,
    notice_day,
    rule_on,
    share,
    successors,
)
from .delegations import edition_on, position_rows
from .electorate import deadline_of, decided_by, electorate, electorate_kind, is_own, may_decide, put_on, rule, tier_members

Row = dict[str, Any]
Carried = tuple[Day, int] | None
SIDE = {"for": "adopted", "against": "rejected", "block": "rejected", "abstain": "abstained"}


def act(entry: Entry, outcome: str, mine: bool) -> Row:
    """A decision as it speaks for an assembly; positions have no tallies."""
    return {
        "entry": entry,
        "day": entry["day"],
        "order": (entry["day"], mine, entry["order"]),
        "outcome": outcome,
        "edition": entry["edition"],
        "minutes": entry["minutes"],
        "method": entry["method"],
        "votes": entry["votes"] if mine else {},
        "provisional": entry["provisional"],
        "reservations": mine and bool(entry["decision"].get("reservations")),
        "condition": entry["decision"].get("condition_met", "") if is_conditional(entry, mine) else None,
    }


def is_conditional(entry: Entry, mine: bool) -> bool:
    """Whether a decision adopts on a condition."""
    return mine and "condition" in entry["decision"]


def latest_vote(known: Known, proposal: str) -> Entry | None:
    """The council's vote that holds where delegations decide."""
    vote = None
    for entry in known["decisions"]:
        ours = entry["assembly"] == known["world"]["proposals"][proposal]["to"]
        decided = entry["outcome"] in ("adopted", "rejected") and entry["positions"]
        counts = entry["whole"] and entry["quorate"] is not False and not entry["revoked"]
        if ours and entry["on"] == proposal and decided and counts:
            vote = entry
    return vote


def speaks_for_others(known: Known, entry: Entry) -> bool:
    """Whether a decision is a ballot of assemblies that a council's minutes record for them."""
    council = known["world"]["assemblies"][entry["assembly"]]["kind"] == "council"
    return bool(council and entry["ballot"] and entry["positions"])


def acts_of(known: Known, proposal: str, assembly: str) -> list[Row]:
    """Every decision of an assembly on a proposal that counts for something, in order."""
    world = known["world"]
    found = []
    vote = latest_vote(known, proposal) if decided_by(world, proposal) == "delegations" else None
    for entry in known["decisions"]:
        if entry["on"] != proposal or entry["quorate"] is False or entry["revoked"]:
            continue
        if not entry["whole"] or not may_decide(world, proposal, assembly, entry["day"]):
            continue
        of_assemblies = speaks_for_others(known, entry)
        if entry["assembly"] == assembly and not of_assemblies:
            found.append(act(entry, entry["outcome"], True))
        elif of_assemblies:
            for row in position_rows(known, entry):
                if row["assembly"] == assembly and row["position"] in SIDE:
                    found.append(act(entry, SIDE[row["position"]], False))
        elif vote is entry:
            found += [act(entry, SIDE[position], False) for position in kept_at(known, entry, assembly)]
    return sorted(found, key=lambda each: each["order"])


def kept_at(known: Known, entry: Entry, assembly: str) -> list[str]:
    """The binding position of an assembly that was kept at a decision and not reserved, if there is one."""
    return [
        row["position"]
        for row in position_rows(known, entry)
        if row["assembly"] == assembly and row["result"] == "kept" and not row["indicative"] and not row["reserved"]
    ]


def row_of(known: Known, proposal: str, assembly: str, carried: Carried) -> Row:
    """The status of one assembly by its own decisions."""
    world = known["world"]
    edition = carried[1] if carried else edition_on(world, proposal, known["day"])
    allowed = rule(world, proposal, "rescission", "allowed") == "allowed"
    deadline = deadline_of(known, proposal)
    acts = acts_of(known, proposal, assembly)
    shown = counting = None
    status = ""
    for each in acts:
        if each["edition"] != edition or each["outcome"] not in STANDING:
            continue
        takes_back = allowed and (not carried or each["day"] <= carried[0])
        takes_back = takes_back or is_own(world, proposal)
        effective = each["day"]
        if each["outcome"] == "adopted" and each["condition"] is not None:
            counting = None if takes_back else counting
            met = day_of(world, each["condition"]) if each["condition"] else None
            if met is None or met > known["day"]:
                shown, status = each, "conditional"
                continue
            effective = met
        if each["outcome"] != "adopted":
            shown, status = each, each["outcome"]
            counting = None if takes_back else counting
        elif deadline and effective > deadline and not carried:
            if counting is None:
                shown, status = each, "late"
        else:
            shown = counting = each | {"since": effective}
            status = "ratified with reservations" if each["reservations"] else "ratified"
    standing = shown is not None
    for each in acts if not standing else []:
        if each["edition"] == edition and each["outcome"] in OTHER:
            shown, status = each, each["outcome"]
    earlier = [each for each in acts if each["edition"] < edition]
    earlier = [each for each in earlier if each["outcome"] in STANDING + OTHER]
    if shown is None and earlier:
        firm = [each for each in earlier if each["outcome"] in STANDING]
        shown, status = (firm or earlier)[-1], "earlier edition"
    if shown is None:
        status = silence(known, proposal, assembly)
    row = blank_row(proposal, assembly, status)
    row["counted"] = counting is not None
    row["decided"] = standing
    row["firm"] = counting is None or not counting["provisional"]
    row["adopted_by"] = counting
    row["rejected"] = status == "rejected" and counting is None
    counts = counting or (shown if row["rejected"] else None)
    row["tallies"] = [counts] if counts else []
    if shown:
        show(row, shown)
    return row


def blank_row(proposal: str, assembly: str, status: str) -> Row:
    """A row with nothing recorded."""
    row: Row = dict.fromkeys(("date", "edition", "for", "against", "abstain", "method", "minutes"))
    row |= {"proposal": proposal, "assembly": assembly, "status": status}
    row |= {"provisional": False, "counted": False, "decided": False, "rejected": False}
    return row | {"firm": True, "adopted_by": None, "tallies": []}


def show(row: Row, shown: Row) -> None:
    """Write into a row the decision it shows."""
    for key in ("edition", "method", "minutes", "provisional"):
        row[key] = shown[key]
    row["date"] = shown["day"]
    for key in ("for", "against", "abstain"):
        row[key] = shown["votes"].get(key)


def silence(known: Known, proposal: str, assembly: str) -> str:
    """What can be said of an assembly that has decided nothing: the first that holds."""
    world, day = known["world"], known["day"]
    put = put_on(world, proposal)
    met, recorded = set(), False
    for (of, _), minutes in world["minutes"].items():
        if of == assembly and last_day(minutes) <= day and "ballot" not in minutes:
            met.add(last_day(minutes))
    vote = latest_vote(known, proposal) if decided_by(world, proposal) == "delegations" else None
    for entry in known["decisions"]:
        voted = entry["ballot"] and SIDE.keys() & position_at(known, entry, assembly)
        voted = voted or (vote is entry and kept_at(known, entry, assembly))
        said = entry["assembly"] == assembly and entry["outcome"] != "withdrawn" and not speaks_for_others(known, entry)
        recorded = recorded or (entry["on"] == proposal and (said or voted))
    if recorded or any(each >= put for each in met):
        return "not recorded"
    notices = [n for name, n in world["notices"].items() if name.split("/")[0] == assembly]
    notices = [notice for notice in notices if "cancelled" not in notice]
    if any(put <= notice_day(n) < day and notice_day(n) not in met for n in notices):
        return "minutes awaited"
    for notice in notices:
        items = [item.get("on") for item in notice.get("agenda", []) if isinstance(item, dict)]
        if notice_day(notice) >= day and proposal in items:
            return "on the agenda"
    return "no meeting published"


def position_at(known: Known, entry: Entry, assembly: str) -> set[str]:
    """The position of an assembly at a decision, if there is one."""
    return {row["position"] for row in position_rows(known, entry) if row["assembly"] == assembly}


def row_with_successors(known: Known, proposal: str, assembly: str, carried: Carried) -> Row:
    """The row of an assembly; of a dissolved one, filled by its successors if they all agree."""
    row = row_of(known, proposal, assembly, carried)
    world, day = known["world"], known["day"]
    heirs = successors(world, assembly)
    if world["assemblies"][assembly].get("dissolved", day) >= day or not heirs or row["decided"]:
        return row
    theirs = [row_of(known, proposal, heir, carried) for heir in heirs]
    if not (all(r["counted"] for r in theirs) or all(r["rejected"] for r in theirs)):
        return row
    counted = theirs[0]["counted"]
    filled = blank_row(proposal, assembly, "ratified" if counted else "rejected")
    filled |= {"counted": counted, "rejected": not counted, "decided": True}
    acts = [r["adopted_by"] if counted else r for r in theirs]
    filled["date"] = max(each["since"] if counted else each["date"] for each in acts)
    filled["edition"] = acts[0]["edition"]
    filled["provisional"] = any(each["provisional"] for each in acts)
    filled["firm"] = not filled["provisional"]
    filled["tallies"] = [each for r in theirs for each in r["tallies"]]
    return filled


def tier_row(known: Known, proposal: str, assembly: str, carried: Carried) -> Row:
    """A member council counts once its own members' ratifications reach its own rule."""
    world, day = known["world"], known["day"]
    row = row_with_successors(known, proposal, assembly, carried)
    if world["assemblies"][assembly]["kind"] == "commune":
        return row
    members = sorted(tier_members(world, proposal, assembly, day))
    rows = [tier_row(known, proposal, member, carried) for member in members]
    own = rule_on(world["assemblies"][assembly], "ratification", put_on(world, proposal)) or {}
    needed = share(own.get("requires", "majority"), len(rows))
    counted = sum(r["counted"] for r in rows)
    rejected = sum(r["rejected"] for r in rows)
    row |= {"counted": False, "rejected": False, "for": None, "against": None, "abstain": None}
    row |= {"method": None, "tallies": [each for r in rows for each in r["tallies"]]}
    if rows and counted >= needed:
        firm = sum(r["counted"] and r["firm"] for r in rows) >= needed
        row |= {"status": "ratified", "counted": True, "decided": True}
        row |= {"minutes": None, "provisional": not firm, "firm": firm}
    elif rejected and len(rows) - rejected < needed:
        row |= {"status": "rejected", "rejected": True, "decided": True, "minutes": None}
        certain = sum(r["rejected"] and not r["provisional"] for r in rows)
        row["provisional"] = not certain or len(rows) - certain >= needed
    else:
        row["decided"] = False
        return row
    row["edition"] = carried[1] if carried else edition_on(world, proposal, day)
    row["date"] = None
    return row


def rows_on(known: Known, proposal: str, carried: Carried) -> list[Row]:
    """One row for each assembly of the electorate of the day."""
    tiers = electorate_kind(known["world"], proposal) == "tiers"
    of = tier_row if tiers else row_with_successors
    who = sorted(electorate(known["world"], proposal, known["day"]))
    return [of(known, proposal, assembly, carried) for assembly in who]


def date_tier_rows(world: World, rows: list[Row], day: Day, past: dict[Day, Any]) -> None:
    """Date the rows of councils by the day from which what they say has held without a break."""
    pending = [row for row in rows if row["decided"] and row["date"] is None]
    while pending and day >= put_on(world, pending[0]["proposal"]):
        known = known_on(world, day)
        for row in list(pending):
            proposal = row["proposal"]
            then = tier_row(known, proposal, row["assembly"], past[day].get(proposal))
            if (then["counted"], then["rejected"]) == (row["counted"], row["rejected"]):
                row["date"] = day
            else:
                pending.remove(row)
        day -= ONE_DAY
