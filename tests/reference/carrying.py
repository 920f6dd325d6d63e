"""On which day a proposal is carried: the conditions, the occasions, what undoes it."""

from __future__ import annotations

from .calendar import ONE_DAY, Day, Known, World, known_on, share, tally_holds
from .delegations import edition_on
from .electorate import deadline_of, put_on, rule
from .ratification import Carried, Row, rows_on


def needed_of(world: World, proposal: str, number: int) -> int | None:
    """How many ratifications are needed of so many."""
    requires = rule(world, proposal, "requires", "majority")
    return None if requires == "none" else share(requires, number)


def conditions_hold(known: Known, proposal: str, rows: list[Row], firm_only: bool = False) -> bool:
    """Whether a proposal has what it needs, with or without what is still provisional."""
    world = known["world"]
    needed = needed_of(world, proposal, len(rows))
    if needed is None or not rows:
        return False
    if sum(r["counted"] and (r["firm"] or not firm_only) for r in rows) < needed:
        return False
    turnout = rule(world, proposal, "turnout")
    decided = [r for r in rows if r["decided"] and not (firm_only and uncertain(r))]
    if turnout is not None and len(decided) < share(turnout, len(rows)):
        return False
    method = rule(world, proposal, "votes")
    tallies = [t for r in rows for t in r["tallies"] if not (firm_only and t["provisional"])]
    sums = [sum(each_vote(t, side) for t in tallies) for side in ("for", "against")]
    return method is None or tally_holds(method, *sums)


def uncertain(row: Row) -> bool:
    """Whether a row stands by what is provisional: the adoption that counts, else what it shows."""
    return bool(not row["firm"] if row["counted"] else row["provisional"])


def each_vote(tally: Row, side: str) -> int:
    """The votes on one side, of a decision or of a row that shows one."""
    votes = tally.get("votes", tally)
    return votes.get(side) or 0


def is_occasion(known: Known, proposal: str) -> bool:
    """Whether something was decided that day that can make the proposal carried."""
    world, day = known["world"], known["day"]
    met = {entry["decision"].get("condition_met") for entry in known["decisions"] if entry["on"] == proposal}
    on_it = {entry["id"] for entry in known["decisions"] if entry["on"] == proposal}
    for entry in known["decisions"]:
        if entry["day"] != day or entry["quorate"] is False:
            continue
        decision = entry["decision"]
        corrected = {f"{c['minutes']}#{c['decision']}" for c in decision.get("corrects", [])}
        judged = decision.get("upholds") or decision.get("disowns")
        if (
            (entry["on"] == proposal and not entry["revoked"])
            or corrected & on_it
            or decision.get("revokes") in on_it
            or entry["id"] in met
            or (judged and world["mandates"][judged]["to"] == world["proposals"][proposal]["to"])
        ):
            return True
    return False


def withdrawn(known: Known, proposal: str) -> bool:
    """Whether the assembly that holds the proposal has withdrawn it."""
    return any(
        entry["assembly"] == proposal.split("/")[0]
        and entry["on"] == proposal
        and entry["outcome"] == "withdrawn"
        and entry["whole"]
        and entry["quorate"] is not False
        and not entry["revoked"]
        for entry in known["decisions"]
    )


def rivals(world: World, proposal: str) -> list[str]:
    """The proposals of which only one can be carried together with this one; mutual."""
    mine = world["proposals"][proposal].get("instead_of", [])
    return [
        other
        for other, record in world["proposals"].items()
        if other != proposal and (other in mine or proposal in record.get("instead_of", []))
    ]


def is_provisional(known: Known, proposal: str, carried: Carried) -> bool:
    """Whether what carries a proposal today needs decisions that are still provisional."""
    rows = rows_on(known, proposal, carried)
    with_all = conditions_hold(known, proposal, rows)
    return with_all and not conditions_hold(known, proposal, rows, firm_only=True)


def undone(yesterday: Known, known: Known, proposal: str, carried: Carried) -> bool:
    """Whether a correction made before approval takes back a provisional carrying."""
    before = {e["id"]: e for e in yesterday["decisions"] if e["on"] == proposal}
    corrected = {
        f"{each['minutes']}#{each['decision']}"
        for entry in known["decisions"]
        if entry["day"] == known["day"] and entry["quorate"] is not False
        for each in entry["decision"].get("corrects", [])
    }
    open_still = any(name in before and before[name]["provisional"] for name in corrected)
    return (
        open_still
        and is_provisional(yesterday, proposal, carried)
        and not conditions_hold(known, proposal, rows_on(known, proposal, carried))
    )


def chronicle(world: World, until: Day) -> dict[Day, dict[str, tuple[Day, int]]]:
    """For every day, which proposals are carried by then, since when and in which edition."""
    past: dict[Day, dict[str, tuple[Day, int]]] = {}
    carried: dict[str, tuple[Day, int]] = {}
    day = min(put_on(world, proposal) for proposal in world["proposals"])
    while day <= until:
        known = known_on(world, day)
        if any(entry["day"] == day for entry in known["decisions"]):
            yesterday = known_on(world, day - ONE_DAY)
            for proposal in sorted(carried):
                if undone(yesterday, known, proposal, carried[proposal]):
                    del carried[proposal]
            for proposal in sorted(world["proposals"]):
                if proposal not in carried and is_carried_today(known, proposal, carried):
                    carried[proposal] = (day, edition_on(world, proposal, day))
        past[day] = dict(carried)
        day += ONE_DAY
    return past


def is_carried_today(known: Known, proposal: str, carried: dict[str, tuple[Day, int]]) -> bool:
    """Whether a proposal is carried on this very day."""
    world, day = known["world"], known["day"]
    deadline = deadline_of(known, proposal)
    return (
        put_on(world, proposal) <= day
        and is_occasion(known, proposal)
        and not withdrawn(known, proposal)
        and not any(rival in carried for rival in rivals(world, proposal))
        and (deadline is None or day <= deadline)
        and conditions_hold(known, proposal, rows_on(known, proposal, None))
    )
