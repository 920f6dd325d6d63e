"""By which rule a proposal is decided, until when, and by whom."""

from __future__ import annotations

from typing import Any

from .calendar import ONE_DAY, Day, Known, World, below, day_of, exists, members_on, rule_on, successors


def put_on(world: World, proposal: str) -> Day:
    """The day a proposal was put."""
    return day_of(world, world["proposals"][proposal]["proposed"])


def is_own(world: World, proposal: str) -> bool:
    """Whether a commune put the proposal to itself."""
    to = world["proposals"][proposal]["to"]
    return proposal.split("/")[0] == to and world["assemblies"][to]["kind"] == "commune"


def rule(world: World, proposal: str, key: str, default: Any = None) -> Any:
    """A rule of ratification: the proposal's own where it may have one, else the council's."""
    record = world["proposals"][proposal]
    if (proposal.split("/")[0] == record["to"] or "rule_by" in record) and key in record:
        return record[key]
    council = world["assemblies"][record["to"]]
    return (rule_on(council, "ratification", put_on(world, proposal)) or {}).get(key, default)


def decided_by(world: World, proposal: str) -> str:
    """Whether assemblies or delegations decide."""
    return rule(world, proposal, "decided_by", "assemblies")


def electorate_kind(world: World, proposal: str) -> str | list[str]:
    """Who the electorate is, in the words of the rule."""
    delegations = decided_by(world, proposal) == "delegations"
    return rule(world, proposal, "electorate", "members" if delegations else "communes")


def deadline_of(known: Known, proposal: str) -> Day | None:
    """The last day to ratify, with the extensions that hold."""
    world = known["world"]
    given = rule(world, proposal, "deadline")
    if isinstance(given, list):
        return max(each["to"] for each in given if "by" not in each or day_of(world, each["by"]) <= known["day"])
    if given is not None:
        return given
    days = rule(world, proposal, "deadline_days")
    return None if days is None else put_on(world, proposal) + days * ONE_DAY


def belonging(world: World, proposal: str, day: Day, with_suspended: bool = True) -> set[str]:
    """Who belongs to the electorate by the membership of one day alone."""
    to = world["proposals"][proposal]["to"]
    kind = electorate_kind(world, proposal)
    if world["assemblies"][to]["kind"] == "commune":
        return {to} if exists(world, to, day) else set()
    if kind in ("members", "tiers"):
        return members_on(world, to, day, with_suspended)
    everyone = below(world, to, day, with_suspended)
    if kind == "communes":
        return {a for a in everyone if world["assemblies"][a]["kind"] == "commune"}
    return {a for a in kind if a in everyone or (a == to and exists(world, to, day))}


def over_time(world: World, proposal: str, day: Day, who: Any) -> set[str]:
    """Membership by the counting day: who left since is out, who was dissolved may keep a row."""
    on = rule(world, proposal, "electorate_on", "put")
    counting = put_on(world, proposal) if on == "put" else day if on == "each_day" else on
    if on == "each_day" or counting > day:
        return who(day)
    rows = set()
    for assembly in who(counting):
        dissolved = world["assemblies"][assembly].get("dissolved", day)
        followed = dissolved < day and successors(world, assembly)
        if assembly in who(day) or (followed and assembly in who(dissolved)):
            rows.add(assembly)
    return rows


def electorate(world: World, proposal: str, day: Day) -> set[str]:
    """The assemblies that have a row on a day."""
    return over_time(world, proposal, day, lambda each: belonging(world, proposal, each))


def may_decide(world: World, proposal: str, assembly: str, day: Day) -> bool:
    """Whether a decision of that day counts: below the council on that day, by a chain that is not suspended."""
    to = world["proposals"][proposal]["to"]
    if assembly == to:
        return exists(world, to, day)
    return assembly in below(world, to, day, with_suspended=False)


def tier_members(world: World, proposal: str, council: str, day: Day) -> set[str]:
    """The members of a council that count in its tier."""
    return over_time(world, proposal, day, lambda each: members_on(world, council, each))
