"""Random assemblies: who belongs to which council since when, their rules, their meetings."""

from __future__ import annotations

from typing import Any

from .world_common import FIRST, NAMES, Making, day

DISTRICTS = ("north", "south", "west")
TOP = "union"


def make_assemblies(making: Making, communes: int, districts: int) -> None:
    """Communes under districts under one council, some of it changing on the way."""
    records = making.world["assemblies"]
    for name in NAMES[:communes]:
        records[name] = {"name": name.title(), "kind": "commune", "rules": commune_rules(making)}
    for name in (*DISTRICTS[:districts], TOP):
        records[name] = {
            "name": name.title(),
            "kind": "council",
            "members": [],
            "rules": council_rules(making),
        }
    for name in NAMES[:communes]:
        district = making.pick(*DISTRICTS[:districts]) if districts else TOP
        council = TOP if making.likely(15) else district
        records[council]["members"] += membership(making, name, 25)
        if council != TOP and making.likely(4):
            records[TOP]["members"].append(name)
    for name in DISTRICTS[:districts]:
        records[TOP]["members"] += membership(making, name, 12)
    if making.likely(30):
        make_an_end(making, communes)
    for record in records.values():
        if not record["rules"]:
            del record["rules"]


def membership(making: Making, name: str, percent: int) -> list[Any]:
    """The entries of one member: plain, joined, left, come back, suspended."""
    if not making.likely(percent):
        return [name]
    entry: dict[str, Any] = {"assembly": name}
    what = making.pick("joined", "left", "back", "suspended", "suspended")
    if what == "joined":
        entry["since"] = day(making.chance.randint(1, 40))
    if what in ("left", "back"):
        left = making.chance.randint(10, 45)
        entry["until"] = day(left)
        if what == "back":
            return [entry, {"assembly": name, "since": day(left + making.chance.randint(2, 15))}]
    if what == "suspended":
        start = making.chance.randint(2, 40)
        entry["suspended"] = [{"from": day(start)}]
        if making.likely(75):
            entry["suspended"][0]["until"] = day(start + making.chance.randint(3, 20))
    return [entry]


def make_an_end(making: Making, communes: int) -> None:
    """A commune is dissolved: for good, split in two, or merged with another."""
    records = making.world["assemblies"]
    last = making.chance.randint(15, 50)
    plain = [
        (council, member)
        for council in making.councils()
        for member in records[council]["members"]
        if isinstance(member, str) and records[member]["kind"] == "commune"
    ]
    if not plain:
        return
    council, first = making.pick(*plain)
    gone = [first]
    what = making.pick("dissolved", "split", "merged", "joined a neighbour")
    others = [m for c, m in plain if c == council and m != first]
    if what == "merged" and others:
        gone.append(making.pick(*others))
    if what == "joined a neighbour" and others:
        neighbour = records[making.pick(*others)]
        neighbour["succeeds"] = gone
    for name in gone:
        records[name]["dissolved"] = day(last)
    heirs = {"split": NAMES[communes : communes + 2], "merged": NAMES[communes : communes + 1]}
    for name in heirs.get(what, []):
        records[name] = {
            "name": name.title(),
            "kind": "commune",
            "founded": day(last + 1),
            "succeeds": list(gone),
            "rules": {},
        }
        records[council]["members"].append({"assembly": name, "since": day(last + 1)})


def commune_rules(making: Making) -> Any:
    """Rules of a commune, or two mappings of them one after the other."""
    if making.likely(30):
        later = some_rules(making) or {"decides_by": "majority"}
        return [
            {"since": day(-90), **some_rules(making)},
            {"since": day(making.chance.randint(5, 40)), **later},
        ]
    return some_rules(making)


def some_rules(making: Making) -> dict[str, Any]:
    """Quorum, default method, and when minutes are final."""
    rules: dict[str, Any] = {}
    if making.likely(35):
        rules["quorum"] = making.pick(8, 12, "1/2", "1/3", "2/5")
    if making.likely(40):
        rules["decides_by"] = making.pick("majority", "two-thirds", "consensus", "3/5")
    if making.likely(40):
        rules["minutes"] = making.pick("approved_next", "approved_next", "as_published")
    return rules


def council_rules(making: Making) -> Any:
    """Rules of a council, with those of ratification."""
    rules = some_rules(making)
    rules.pop("quorum", None)
    if making.likely(80):
        rules["ratification"] = ratification(making)
    if "ratification" in rules and making.likely(20):
        later = ratification(making)
        for key, value in rules["ratification"].items():
            later.setdefault(key, value)
        return [{"since": day(-90), **rules}, {"since": day(10), "ratification": later}]
    return rules


def ratification(making: Making) -> dict[str, Any]:
    """How proposals to a council are decided."""
    found: dict[str, Any] = {}
    if making.likely(85):
        found["requires"] = making.pick("majority", "two-thirds", "three-quarters", "unanimity", "3/5", "1/2", 1, 2, 3)
    if making.likely(30):
        found["decided_by"] = making.pick("assemblies", "delegations", "delegations")
    if making.likely(50) and found.get("decided_by") != "delegations":
        found["electorate"] = making.pick("communes", "members", "tiers", "tiers")
    if making.likely(40):
        found["electorate_on"] = making.pick("put", "each_day", day(making.chance.randint(0, 30)))
    if making.likely(20):
        found["binds"] = making.pick("all", "ratifying")
    if making.likely(15) and found.get("electorate") != "tiers":
        found["turnout"] = making.pick("majority", "two-thirds", "1/2", 2)
    if making.likely(15):
        found["votes"] = making.pick("majority", "two-thirds", "3/5")
    if making.likely(25):
        found["deadline_days"] = making.chance.randint(10, 50)
    if making.likely(30):
        found["rescission"] = making.pick("allowed", "not_counted", "not_counted")
    return found


def make_meetings(making: Making) -> None:
    """The minutes of every assembly, still without decisions."""
    for assembly, record in making.world["assemblies"].items():
        council = record["kind"] == "council"
        free = list(range(0, 72, 3))
        for offset in sorted(making.chance.sample(free, making.chance.randint(2, 6))):
            one_meeting(making, assembly, offset, council)
        mine = making.meetings(assembly)
        if mine and not council and making.likely(10):
            slug, minutes = making.pick(*mine)
            if "until" not in minutes and "ballot" not in minutes:
                minutes["starts"] = "10:00"
                again = {"date": minutes["date"], "starts": "18:30"}
                making.world["minutes"][(assembly, f"{slug}-evening")] = again


def one_meeting(making: Making, assembly: str, offset: int, council: bool) -> None:
    """One meeting or ballot, if the assembly exists that day."""
    record = making.world["assemblies"][assembly]
    if not record.get("founded", FIRST) <= day(offset) < record.get("dissolved", day(99)):
        return
    minutes: dict[str, Any] = {"date": day(offset)}
    if making.likely(12 if council else 6):
        minutes["ballot"] = {"from": day(offset), "until": day(offset + making.pick(0, 1, 2))}
        if minutes["ballot"]["until"] > record.get("dissolved", day(99)):
            minutes["ballot"]["until"] = day(offset)
    else:
        longer = day(offset + making.pick(1, 1, 2))
        if making.likely(30 if council else 10) and longer <= record.get("dissolved", day(99)):
            minutes["until"] = longer
        if making.likely(80) and not council:
            present = making.chance.randint(8, 40)
            minutes["present"] = making.pick(present, {"total": present, "women": present // 2})
            if making.likely(15):
                minutes["present"] = making.chance.randint(7, 12)
            if making.likely(70):
                minutes["eligible"] = making.chance.randint(40, 50)
    if making.likely(12):
        minutes["draft"] = True
    if making.likely(20):
        minutes["in_body"] = making.chance.randint(1, 3)
    making.world["minutes"][(assembly, day(offset).isoformat())] = minutes
