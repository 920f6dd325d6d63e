"""The positions of delegations and the instructions they are held against, by brute force."""

from __future__ import annotations

from typing import Any

from .calendar import Day, Entry, Known, World
from .mandates import granted_on, in_force, inherited

POSITIONS = ("for", "against", "abstain", "block")
AWAY = ("silent", "absent", "excused")


def mandate_of(known: Known, assembly: str, entry: Entry) -> str | None:
    """The mandate of an assembly in force at a decision of a council."""
    world = known["world"]
    held = [
        mandate
        for mandate, record in world["mandates"].items()
        if mandate.split("/")[0] == assembly
        and record["to"] == entry["assembly"]
        and "adds_to" not in record
        and in_force(known, mandate, entry["day"])
    ]
    for delegation in entry["record"].get("delegations", []):
        if delegation.get("assembly") == assembly and delegation.get("mandate") in held:
            return delegation["mandate"]
    return max(held, key=lambda each: granted_on(world, each)) if held else None


def instructions_of(known: Known, mandate: str, day: Day) -> list[dict[str, Any]]:
    """The instructions of a mandate on a day, its own first, then those added, numbered through."""
    world = known["world"]
    added = [other for other, record in world["mandates"].items() if record.get("adds_to") == mandate]
    added = [other for other in added if in_force(known, other, day)]
    sources = [mandate, *sorted(added, key=lambda other: (granted_on(world, other), other))]
    found = []
    for source in sources:
        for instruction in world["mandates"][source].get("instructions", []):
            number = len(found) + 1
            found.append({**instruction, "number": number, "granted": granted_on(world, source)})
    return found


def edition_on(world: World, proposal: str, day: Day) -> int:
    """The latest edition of a proposal on a day."""
    editions = world["proposals"][proposal].get("editions", [])
    return max([1] + [each["id"] for each in editions if each["date"] <= day])


def instruction_on(known: Known, mandate: str | None, proposal: str, edition: int, day: Day) -> dict[str, Any] | None:
    """The instruction on a proposal that fits an edition best; never one on a later edition."""
    best = None
    for instruction in instructions_of(known, mandate, day) if mandate else []:
        on = instruction.get("on", [])
        if proposal not in ([on] if isinstance(on, str) else on):
            continue
        latest = edition_on(known["world"], proposal, instruction["granted"])
        instruction["edition"] = instruction.get("edition", latest)
        if instruction["edition"] > edition:
            continue
        if best is None or instruction["edition"] > best["edition"]:
            best = instruction
    return best


def roll(entry: Entry, assembly: str) -> list[str]:
    """The names of a delegation on the roll of the meeting."""
    for delegation in entry["record"].get("delegations", []):
        if delegation.get("assembly") == assembly:
            names = delegation.get("delegates", [])
            return [name if isinstance(name, str) else name["name"] for name in names]
    return []


def recorded_positions(known: Known, entry: Entry) -> dict[str, dict[str, Any]]:
    """The positions of a decision, one for each assembly, `others` written out."""
    written = dict(entry["positions"])
    others = written.pop("others", None)
    found = {assembly: {"position": value} if isinstance(value, str) else dict(value) for assembly, value in written.items()}
    for delegation in entry["record"].get("delegations", []) if others else []:
        assembly = delegation.get("assembly")
        if assembly is None or delegation.get("observer") or assembly in found:
            continue
        if mandate_of(known, assembly, entry):
            found[assembly] = {"position": others} if isinstance(others, str) else dict(others)
    return found


def position_rows(known: Known, entry: Entry) -> list[dict[str, Any]]:
    """The positions at one decision of a council on a proposal, each with its result."""
    recorded = recorded_positions(known, entry)
    rows = [position_row(known, entry, assembly, given) for assembly, given in recorded.items()]
    for assembly in known["world"]["assemblies"] if not entry["ballot"] else []:
        mandate = mandate_of(known, assembly, entry)
        instruction = instruction_on(known, mandate, entry["on"], entry["edition"], entry["day"])
        if assembly not in recorded and instruction:
            rows.append(position_row(known, entry, assembly, {"position": ""}))
    return rows


def position_row(known: Known, entry: Entry, assembly: str, given: dict[str, Any]) -> dict[str, Any]:
    """One position with the mandate and instruction it is held against."""
    mandate = None if entry["ballot"] else mandate_of(known, assembly, entry)
    instruction = instruction_on(known, mandate, entry["on"], entry["edition"], entry["day"])
    indicative = bool(given.get("indicative") or entry["decision"].get("indicative"))
    indicative = indicative and given["position"] != ""
    row = {
        "council": entry["assembly"],
        "minutes": entry["minutes"],
        "date": entry["day"],
        "proposal": entry["on"],
        "assembly": assembly,
        "delegates": roll(entry, assembly),
        "mandate": mandate,
        "instruction": instruction.get("position") if instruction else None,
        "position": given["position"],
        "indicative": indicative,
        "decision": entry,
        "reserved": bool(instruction and instruction.get("reserves") == "ratification"),
    }
    row["claim"] = "under" in given and mandate is not None and is_named(known, row)
    row["result"] = "" if entry["ballot"] else result(known, row, given, instruction)
    if row["result"] == "text changed":
        row["indicative"] = True
    return row


def result(known: Known, row: dict[str, Any], given: dict[str, Any], instruction: dict[str, Any] | None) -> str:
    """What became of an instruction, in the order in which several answers are told apart."""
    position, indicative, mandate = row["position"], row["indicative"], row["mandate"]
    entry = row["decision"]
    if position == "":
        return "not recorded"
    if position in AWAY:
        return position if instruction else ""
    if position == "divided":
        return "divided"
    if mandate is None:
        return "indicative" if indicative else "without a mandate"
    if not is_named(known, row):
        return "not named"
    if row["claim"]:
        return judged_claim(known, mandate, entry["day"])
    if instruction and instruction["edition"] < entry["edition"]:
        return "text changed"
    if instruction is None or "position" not in instruction:
        return "indicative" if indicative else "beyond the mandate"
    wanted = instruction["position"]
    if wanted == "free":
        return "kept"
    if wanted == "refer":
        return "kept" if indicative or position == "abstain" else "departed"
    permitted = [wanted] if isinstance(wanted, str) else wanted
    if entry["method"] not in ("consensus", "unanimity"):
        permitted = ["against" if each == "block" else each for each in permitted]
        position = "against" if position == "block" else position
    return "kept" if position in permitted else "departed"


def is_named(known: Known, row: dict[str, Any]) -> bool:
    """Whether anyone of the delegation on the roll is in the mandate, or nobody is on the roll."""
    record = known["world"]["mandates"][row["mandate"]]
    named = inherited(known["world"], row["mandate"], "delegates") + record.get("substitutes", [])
    return not row["delegates"] or any(name in named for name in row["delegates"])


def judged_claim(known: Known, mandate: str, day: Day) -> str:
    """A claim is upheld or disowned by the assembly's latest decision about the mandate since."""
    judgement = "claimed"
    for entry in known["decisions"]:
        if entry["day"] >= day and entry["quorate"] is not False:
            if entry["decision"].get("upholds") == mandate:
                judgement = "kept"
            if entry["decision"].get("disowns") == mandate:
                judgement = "departed"
    return judgement


def all_positions(known: Known) -> list[dict[str, Any]]:
    """The positions at every decision of a council on a proposal."""
    return [
        row
        for entry in known["decisions"]
        if entry["on"] and known["world"]["assemblies"][entry["assembly"]]["kind"] == "council"
        for row in position_rows(known, entry)
    ]


def answered(known: Known, row: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """Whether the question that an indicative position opened was answered, and how."""
    asks = row["indicative"] and row["position"] in POSITIONS and not row["decision"]["ballot"]
    if not asks or row["claim"]:
        return ""
    answers = []
    for entry in known["decisions"]:
        mine = entry["assembly"] == row["assembly"] and entry["on"] == row["proposal"]
        counts = entry["whole"] and entry["quorate"] is not False and not entry["revoked"]
        for_others = entry["ballot"] and entry["positions"]
        if mine and counts and not for_others and entry["outcome"] in ("adopted", "rejected", "rescinded"):
            side = "for" if entry["outcome"] == "adopted" else "against"
            answers.append((entry["day"], 0, entry["order"], side))
    for other in rows:
        entry = other["decision"]
        mine = other["assembly"] == row["assembly"] and other["proposal"] == row["proposal"]
        counts = entry["whole"] and entry["quorate"] is not False and not entry["revoked"]
        if not mine or other["indicative"]:
            continue
        own = entry["ballot"] and counts and other["position"] in ("for", "against", "block")
        if own or other["result"] == "kept":
            answers.append((entry["day"], 1, entry["order"], side_of(other["position"])))
    later = sorted(answer for answer in answers if answer[0] > row["date"])
    if not later:
        return f"awaiting since {row['date'].isoformat()}"
    return "confirmed" if later[0][3] == side_of(row["position"]) else "overruled"


def side_of(position: str) -> str:
    """A block answers as a vote against."""
    return "against" if position == "block" else position
