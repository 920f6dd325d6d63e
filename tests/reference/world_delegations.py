"""Random notices, mandates, rolls of delegations, votes of councils and reports."""

from __future__ import annotations

from typing import Any

from .calendar import Day, exists, known_on, last_day, members_on, quorate
from .delegations import edition_on, instructions_of, mandate_of
from .electorate import decided_by
from .mandates import granted_on, in_force
from .world_common import PEOPLE, Making, day
from .world_proposals import open_on

HANDS = ("for", "against", "abstain", "block", "free", "refer", ["for", "abstain"])


def make_notices(making: Making) -> None:
    """Meetings that are called: held, moved, cancelled, with and without an agenda."""
    for assembly in making.world["assemblies"]:
        for offset in sorted(making.chance.sample(range(1, 85), making.chance.randint(0, 2))):
            notice: dict[str, Any] = {"date": day(offset), "starts": "18:30"}
            proposals = list(making.world["proposals"])
            if making.likely(60):
                items = making.chance.sample(proposals, min(2, len(proposals)))
                notice["agenda"] = ["Welcome", *({"on": item} for item in items)]
            if making.likely(20):
                notice["moved_to"] = day(offset + making.chance.randint(1, 7))
            if making.likely(15):
                notice["cancelled"] = "The hall is flooded."
            making.world["notices"][f"{assembly}/notices/{day(offset).isoformat()}"] = notice


def make_mandates(making: Making) -> None:
    """Mandates for the meetings of councils, and some that replace or add to them."""
    for council in making.councils():
        meetings = [(s, m) for s, m in making.meetings(council) if "ballot" not in m]
        for assembly in making.world["assemblies"]:
            ever = any(assembly in members_on(making.world, council, day(n)) for n in (0, 35, 70))
            for slug, minutes in meetings if ever else []:
                alive = exists(making.world, assembly, last_day(minutes))
                if alive and exists(making.world, assembly, day(0)) and making.likely(55):
                    chain(making, assembly, council, slug, minutes)


def chain(making: Making, assembly: str, council: str, slug: str, minutes: dict[str, Any]) -> None:
    """A mandate for one meeting, what is added to it, what replaces it, how it ends."""
    start = (minutes["date"] - day(0)).days
    granted = day(start - making.chance.randint(0, 12))
    name = f"{council}-{slug}"
    base: dict[str, Any] = {"delegates": making.chance.sample(PEOPLE, making.pick(1, 2))}
    if making.likely(20):
        base["substitutes"] = [making.pick(*(p for p in PEOPLE if p not in base["delegates"]))]
    base |= {"to": council, "for": purpose(making, council, slug, minutes), "granted": granted}
    if isinstance(base["for"], dict) and overlapping(making, assembly, council, base["for"]):
        base["for"] = f"{council}/minutes/{slug}"
    base["instructions"] = instructions(making, granted)
    if making.likely(8):
        base["ends"] = day(start + making.pick(1, 2))
    mandates = making.world["mandates"]
    address = f"{assembly}/mandates/{name}"
    mandates[address] = base
    if making.likely(15):
        base["resigned"] = [{"name": who, "on": day(start - making.chance.randint(-3, 6))} for who in base["delegates"]]
    if making.likely(15):
        later = granted + (minutes["date"] - granted) // 2
        used = {p for each in base["instructions"] for p in listed(each.get("on", []))}
        added = {"to": council, "adds_to": address, "granted": later}
        fresh = [e for e in instructions(making, later) if not used & set(listed(e.get("on", [])))]
        mandates[f"{address}-more"] = {**added, "instructions": fresh}
        if not fresh:
            del mandates[f"{address}-more"]["instructions"]
    if making.likely(12) and granted < minutes["date"]:
        change = granted + (last_day(minutes) - granted) * making.chance.randint(1, 2) // 2
        new = {"delegates": base["delegates"], "to": council, "replaces": address}
        new |= {"for": base["for"], "granted": change}
        new["instructions"] = [dict(each) for each in base["instructions"]]
        mandates[f"{address}-new"] = new
        for each in new["instructions"] if change < minutes["date"] else []:
            each["position"] = making.pick(*HANDS)
    decisions_on(making, assembly, address, minutes)


def purpose(making: Making, council: str, slug: str, minutes: dict[str, Any]) -> Any:
    """What a mandate is for: minutes, a list of them, a notice, or a period."""
    meeting = f"{council}/minutes/{slug}"
    notice = f"{council}/notices/{slug}"
    what = making.pick("one", "one", "one", "list", "period", "notice")
    if what == "notice" and "until" not in minutes:
        making.world["notices"].setdefault(notice, {"date": minutes["date"]})
        if not {"moved_to", "cancelled"} & set(making.world["notices"][notice]):
            return notice
    if what == "list":
        return [meeting]
    if what == "period":
        return {"from": minutes["date"], "until": last_day(minutes) + (day(2) - day(0))}
    return meeting


def overlapping(making: Making, assembly: str, council: str, period: dict[str, Any]) -> bool:
    """Whether a period reaches into the next meeting, for which there may be another mandate."""
    return any(period["from"] < minutes["date"] <= period["until"] for _, minutes in making.meetings(council))


def listed(on: Any) -> list[str]:
    """A proposal or a list of them, as a list."""
    return [on] if isinstance(on, str) else on


def instructions(making: Making, granted: Day) -> list[dict[str, Any]]:
    """Instructions on the proposals put by then, each at most once, and on topics."""
    found: list[dict[str, Any]] = []
    proposals = [p for p in open_on(making, granted) if making.likely(80)]
    if len(proposals) > 1 and making.likely(15):
        pair, proposals = proposals[:2], proposals[2:]
        found.append({"on": pair, "position": making.pick(*HANDS)})
    for proposal in proposals:
        each: dict[str, Any] = {"on": proposal}
        edition = edition_on(making.world, proposal, granted)
        if edition > 1 and making.likely(50):
            each["edition"] = making.pick(1, edition)
        each["position"] = making.pick("for", "for", "for", *HANDS)
        if making.likely(8):
            del each["position"]
            each["say"] = "We are still thinking."
        if making.likely(20):
            each[making.pick("unless", "accept")] = "The rent is fixed."
        if making.likely(12):
            each["reserves"] = "ratification"
        found.append(each)
    if making.likely(25):
        found.append({"topic": "Winter", "say": "Ask for a hall."})
    making.chance.shuffle(found)
    return found or [{"topic": "Winter", "say": "Listen."}]


def decisions_on(making: Making, assembly: str, address: str, meeting: dict[str, Any]) -> None:
    """What the assembly decides about a mandate: grant, recall, uphold or disown; the report."""
    record = making.world["mandates"][address]
    for slug, minutes in making.meetings(assembly):
        if quorate(making.world, assembly, minutes) is False:
            continue
        on = last_day(minutes)
        if on == record.get("granted") and making.likely(70):
            making.decide(assembly, slug, {"text": "Sent.", "outcome": "adopted", "grants": address})
            if making.likely(50):
                del record["granted"]
            elif making.likely(50):
                record["granted"] = f"{assembly}/minutes/{slug}"
        elif on < last_day(meeting) and making.likely(10) and on >= granted_on(making.world, address):
            words = {"text": "Called back.", "outcome": "adopted", "recalls": address}
            making.decide(assembly, slug, {**words, "because": "We changed our mind."})
            return
        elif on > last_day(meeting) and making.likely(30):
            word = making.pick("upholds", "disowns")
            making.decide(assembly, slug, {"text": "Heard.", "outcome": "adopted", word: address})
        if minutes["date"] == on > last_day(meeting) and making.likely(25):
            name = f"{assembly}/reports/{address.rsplit('/', 1)[1]}"
            report = {"mandate": address, "date": on, "received": minutes["date"]}
            making.world["reports"].setdefault(name, report)


def make_rolls(making: Making) -> None:
    """The rolls of the councils' meetings."""
    for council in making.councils():
        for _, minutes in making.meetings(council):
            if "ballot" in minutes:
                continue
            when = last_day(minutes)
            entry = {"assembly": council, "day": when, "record": minutes}
            rolls = []
            for assembly in sorted(members_on(making.world, council, when)):
                mandate = mandate_of(known_on(making.world, when), assembly, entry)
                if making.likely(95 if mandate else 60):
                    rolls.append(delegation(making, assembly, mandate, when))
            if rolls:
                minutes["delegations"] = rolls


def delegation(making: Making, assembly: str, mandate: str | None, when: Day) -> dict[str, Any]:
    """One delegation on the roll: mostly those who were sent."""
    delegates = [making.pick(*PEOPLE)]
    found: dict[str, Any] = {"assembly": assembly}
    if mandate:
        record = making.world["mandates"][mandate]
        base = making.world["mandates"][record.get("replaces", mandate)]
        sent = record.get("delegates", base["delegates"])
        if making.likely(85):
            delegates = list(sent)
        if in_force(known_on(making.world, when), mandate, when) and making.likely(30):
            found["mandate"] = mandate
    found["delegates"] = delegates
    return found


def council_decisions(making: Making) -> None:
    """What councils decide on proposals, with the positions of their delegations."""
    for council in making.councils():
        for slug, minutes in making.meetings(council):
            for proposal in open_on(making, last_day(minutes)):
                ours = making.world["proposals"][proposal]["to"] == council
                if making.likely(75 if ours else 20):
                    council_vote(making, council, slug, proposal)


def council_vote(making: Making, council: str, slug: str, proposal: str) -> None:
    """One decision of a council."""
    minutes = making.world["minutes"][(council, slug)]
    outcome = making.pick("adopted", "adopted", "adopted", "rejected", "deferred", "noted")
    decision: dict[str, Any] = {"on": proposal, "outcome": outcome}
    edition = edition_on(making.world, proposal, last_day(minutes))
    if edition > 1:
        decision["edition"] = making.pick(edition, edition, edition, 1)
    if proposal.split("/")[0] == council and making.likely(4):
        decision["outcome"] = "withdrawn"
    elif "ballot" in minutes:
        ours = making.world["proposals"][proposal]["to"] == council
        delegates = making.world["proposals"][proposal]["to"]
        if not ours or rule_is_delegations(making, proposal):
            return
        decision["outcome"] = making.pick("adopted", "rejected")
        everyone = sorted(members_on(making.world, delegates, last_day(minutes)))
        voters = [a for a in everyone if making.likely(70)]
        decision["positions"] = {a: making.pick("for", "for", "for", "against", "abstain", "absent") for a in voters}
    elif making.likely(85):
        if making.likely(6):
            decision["indicative"] = True
        elif making.likely(6):
            decision["part"] = "the budget line"
        positions = positions_at(making, council, minutes, decision)
        if making.likely(12):
            stages = [{"method": "consensus", "outcome": "rejected"}]
            stages.append({"method": "majority", "outcome": outcome, "positions": positions})
            decision["stages"] = stages
        else:
            decision["positions"] = positions
            if making.likely(40):
                decision["method"] = making.pick("consensus", "unanimity", "majority")
                agree(decision)
    making.decide(council, slug, decision)


def rule_is_delegations(making: Making, proposal: str) -> bool:
    """Whether delegations decide on a proposal."""
    return decided_by(making.world, proposal) == "delegations"


def agree(decision: dict[str, Any]) -> None:
    """Let the outcome agree with the positions by the method stated."""
    said = [p if isinstance(p, str) else p["position"] for p in decision["positions"].values()]
    ahead = said.count("for") - said.count("against") - said.count("block")
    carried = ahead > 0 if decision["method"] == "majority" else ahead == len(said) > 0
    if decision["outcome"] in ("adopted", "rejected"):
        decision["outcome"] = "adopted" if carried else "rejected"


def positions_at(making: Making, council: str, minutes: dict[str, Any], decision: dict[str, Any]) -> dict[str, Any]:
    """What each delegation on the roll says; now and then for the rest at once."""
    found: dict[str, Any] = {}
    when = last_day(minutes)
    known = known_on(making.world, when)
    entry = {"assembly": council, "day": when, "record": minutes}
    for delegation in minutes.get("delegations", []):
        mandate = mandate_of(known, delegation["assembly"], entry)
        if making.likely(92):
            said = one_position(making, known, mandate, when, delegation["delegates"], decision)
            found[delegation["assembly"]] = said
    if minutes.get("delegations") and making.likely(10):
        found["others"] = making.pick("for", "against", "abstain")
    return found


def one_position(making: Making, known: Any, mandate: str | None, when: Day, names: list[str], decision: Any) -> Any:
    """A position, mostly the one asked for by an instruction."""
    position = making.pick("for", "for", "for", "against", "abstain", "block")
    numbered = instructions_of(known, mandate, when) if mandate else []
    fitting = [each for each in numbered if decision["on"] in listed(each.get("on", []))]
    wanted = fitting[0].get("position") if fitting else None
    if wanted in ("for", "against", "abstain", "block") and making.likely(75):
        position = wanted
    if making.likely(12):
        position = making.pick("absent", "excused", "silent", "divided")
    if position == "divided":
        return {"position": "divided", "by": dict.fromkeys(names, "for")}
    found: dict[str, Any] = {"position": position}
    if making.likely(15) and position in ("for", "against", "abstain", "block"):
        found["indicative"] = True
    claims = [e["number"] for e in numbered if e in fitting or "topic" in e]
    if claims and making.likely(15) and position in ("for", "against", "abstain", "block"):
        found["under"] = making.pick(*claims)
    return position if len(found) == 1 and making.likely(70) else found
