"""What the records say about days, rules and decisions, looked up afresh for each day.

A *world* is a plain dictionary in the shape of the front matter: ``assemblies`` by id,
``minutes`` by (assembly, slug), ``mandates``, ``proposals``, ``reports`` and ``notices`` by full id.
"""

from __future__ import annotations

import datetime
from typing import Any

Day = datetime.date
World = dict[str, Any]
Known = dict[str, Any]
Entry = dict[str, Any]

ONE_DAY = datetime.timedelta(days=1)
STANDING = ("adopted", "rejected", "rescinded")
OTHER = ("amended", "deferred", "abstained", "noted")


def last_day(minutes: dict[str, Any]) -> Day:
    """The day from which decisions count: the last of the meeting, or of the ballot."""
    if "ballot" in minutes:
        return minutes["ballot"]["until"]
    return minutes.get("until", minutes["date"])


def minutes_of(world: World, reference: str) -> dict[str, Any]:
    """The minutes named by a full id, of the minutes or of a decision in them."""
    assembly, _, slug = reference.split("#")[0].split("/")
    return world["minutes"][(assembly, slug)]


def day_of(world: World, reference: str | Day) -> Day:
    """The day of a date or of a reference to minutes."""
    return reference if isinstance(reference, Day) else last_day(minutes_of(world, reference))


def notice_day(notice: dict[str, Any]) -> Day:
    """The day a meeting is called for, after it was moved."""
    return notice.get("moved_to", notice["date"])


def rule_on(assembly: dict[str, Any], key: str, day: Day) -> Any:
    """A rule of an assembly on a day: it holds until a later mapping has the same key."""
    rules = assembly.get("rules", {})
    if isinstance(rules, dict):
        return rules.get(key)
    value = None
    for mapping in sorted(rules, key=lambda each: each["since"]):
        if mapping["since"] <= day and key in mapping:
            value = mapping[key]
    return value


def exists(world: World, assembly: str, day: Day) -> bool:
    """Whether an assembly is founded and not yet dissolved; its last day belongs to it."""
    record = world["assemblies"][assembly]
    return record.get("founded", day) <= day <= record.get("dissolved", day)


def successors(world: World, assembly: str) -> list[str]:
    """The assemblies that came out of this one."""
    return [a for a, record in world["assemblies"].items() if assembly in record.get("succeeds", [])]


def members_on(world: World, council: str, day: Day, with_suspended: bool = True) -> set[str]:
    """The direct members of a council on a day."""
    found = set()
    if not exists(world, council, day):
        return found
    for entry in world["assemblies"][council].get("members", []):
        entry = {"assembly": entry} if isinstance(entry, str) else entry
        inside = entry.get("since", day) <= day <= entry.get("until", day)
        suspended = any(s["from"] <= day <= s.get("until", day) for s in entry.get("suspended", []))
        if inside and exists(world, entry["assembly"], day) and (with_suspended or not suspended):
            found.add(entry["assembly"])
    return found


def below(world: World, council: str, day: Day, with_suspended: bool = True) -> set[str]:
    """Every assembly below a council on a day, through councils that exist that day."""
    found = set()
    for member in members_on(world, council, day, with_suspended):
        found |= {member} | below(world, member, day, with_suspended)
    return found


def quorate(world: World, assembly: str, minutes: dict[str, Any]) -> bool | None:
    """Whether enough were present by the rule of the day; None where it is not recorded."""
    quorum = rule_on(world["assemblies"][assembly], "quorum", last_day(minutes))
    if quorum is None:
        return True
    present = present_at(minutes)
    if present is None:
        return None
    if isinstance(quorum, int):
        return present >= quorum
    if "eligible" not in minutes:
        return None
    part, whole = (int(each) for each in quorum.split("/"))
    return present >= rounded_up(part * minutes["eligible"], whole)


def present_at(minutes: dict[str, Any]) -> int | None:
    """How many were present, if recorded."""
    present = minutes.get("present")
    return present["total"] if isinstance(present, dict) else present


def rounded_up(number: int, by: int) -> int:
    """A quotient rounded up, in whole numbers."""
    return (number + by - 1) // by


def share(requires: str | int, number: int) -> int:
    """How many of a number are needed."""
    if isinstance(requires, int):
        return requires
    if requires == "majority":
        return number // 2 + 1
    if requires == "unanimity":
        return number
    part, whole = {"two-thirds": (2, 3), "three-quarters": (3, 4)}.get(requires, (0, 0))
    if not whole:
        part, whole = (int(each) for each in requires.split("/"))
    return rounded_up(part * number, whole)


def tally_holds(method: str, votes_for: int, votes_against: int) -> bool:
    """Whether so many votes for and against carry by a majority; nothing to nothing never does."""
    if votes_for + votes_against == 0:
        return False
    if method == "majority":
        return votes_for > votes_against
    if method == "unanimity":
        return votes_against == 0
    part, whole = {"two-thirds": (2, 3), "three-quarters": (3, 4)}.get(method, (0, 0))
    if not whole:
        part, whole = (int(each) for each in method.split("/"))
    return votes_for * whole >= part * (votes_for + votes_against)


def known_on(world: World, day: Day) -> Known:
    """Everything recorded up to a day: the decisions in order, as they read on that day."""
    entries: list[Entry] = []
    for (assembly, slug), minutes in world["minutes"].items():
        if last_day(minutes) > day:
            continue
        for number, decision in enumerate(minutes.get("decisions", [])):
            address = f"{assembly}/minutes/{slug}"
            entries.append(
                {
                    "id": f"{address}#{decision['id']}",
                    "assembly": assembly,
                    "minutes": address,
                    "day": last_day(minutes),
                    "order": (last_day(minutes), minutes.get("starts", ""), number),
                    "record": minutes,
                    "decision": decision,
                    "quorate": quorate(world, assembly, minutes),
                    "ballot": "ballot" in minutes,
                }
            )
    entries.sort(key=lambda entry: entry["order"])
    known: Known = {"world": world, "day": day, "decisions": entries}
    for entry in entries:
        read_as_corrected(known, entry)
    return known


def read_as_corrected(known: Known, entry: Entry) -> None:
    """Fill in what a decision says on that day: last stage, corrections, revocation, approval."""
    decision = entry["decision"]
    stage = decision["stages"][-1] if "stages" in decision else decision
    entry["on"] = decision.get("on")
    entry["outcome"] = decision["outcome"]
    entry["votes"] = stage.get("votes", {})
    default = rule_on(known["world"]["assemblies"][entry["assembly"]], "decides_by", entry["day"])
    entry["method"] = stage.get("method", default or "majority")
    entry["positions"] = stage.get("positions", {})
    entry["edition"] = decision.get("edition", 1)
    entry["whole"] = not decision.get("part") and not decision.get("indicative")
    entry["revoked"] = False
    approved = False
    for later in known["decisions"]:
        if later["assembly"] != entry["assembly"] or later["quorate"] is False:
            continue
        for correction in later["decision"].get("corrects", []):
            if f"{correction['minutes']}#{correction['decision']}" == entry["id"]:
                entry["outcome"] = correction.get("outcome", entry["outcome"])
                entry["votes"] = correction.get("votes", entry["votes"])
        if later["decision"].get("revokes") == entry["id"]:
            entry["revoked"] = True
        if later["decision"].get("approves") == entry["minutes"]:
            approved = True
    if entry["outcome"] == "ratified":
        entry["outcome"] = "adopted"
    rule = rule_on(known["world"]["assemblies"][entry["assembly"]], "minutes", entry["day"])
    entry["provisional"] = bool(entry["record"].get("draft")) or (rule == "approved_next" and not approved)
