"""Random proposals, what assemblies decide on them, and what they say of it later."""

from __future__ import annotations

from typing import Any

from .calendar import Day, last_day, quorate, rule_on
from .delegations import edition_on
from .electorate import deadline_of, decided_by, put_on
from .world_assemblies import TOP, ratification
from .world_common import Making, day


def make_proposals(making: Making, number: int) -> None:
    """Proposals to the councils, and of communes to themselves."""
    for index in range(number):
        to = making.pick(*making.councils(), TOP, TOP)
        folder = making.pick(to, to, *making.world["assemblies"])
        if making.likely(12):
            to = folder = making.pick(*making.communes())
        if making.world["assemblies"][folder].get("dissolved"):
            folder = to = TOP
        address = f"{folder}/proposals/p{index + 1}"
        making.world["proposals"][address] = proposal(making, address, to, index)
    for address in making.world["proposals"]:
        relate(making, address)


def proposal(making: Making, address: str, to: str, index: int) -> dict[str, Any]:
    """One proposal; its own rule only where it may have one."""
    folder = address.split("/")[0]
    council = making.world["assemblies"][to]["kind"] == "council"
    put = making.chance.randint(0, 25)
    record: dict[str, Any] = {"title": f"Proposal {index + 1}", "to": to, "proposed": day(put)}
    founded = making.world["assemblies"][folder].get("founded")
    early = [(s, m) for s, m in making.meetings(folder) if last_day(m) <= day(30)]
    if founded:
        record["proposed"] = founded
        put = (founded - day(0)).days
    elif early and making.likely(30):
        slug, minutes = making.pick(*early)
        record["proposed"] = f"{folder}/minutes/{slug}"
        put = (last_day(minutes) - day(0)).days
    if making.likely(20):
        record["kind"] = making.pick("charter", "budget", "rule", "call")
    if council and folder == to and making.likely(50):
        record |= own_rule(making, to, put)
    rulings = [s for s, m in making.meetings(to) if last_day(m) <= day(put)]
    if council and folder != to and rulings and making.likely(40):
        record |= own_rule(making, to, put)
        record["rule_by"] = f"{to}/minutes/{making.pick(*rulings)}"
    if council and making.likely(20):
        dates = [put + making.chance.randint(5, 25)]
        if making.likely(30):
            dates.append(dates[0] + making.chance.randint(3, 15))
        record["editions"] = [{"id": 2 + n, "date": day(offset), "text": f"p{index + 1}.{2 + n}.md"} for n, offset in enumerate(dates)]
    if making.likely(15):
        record["in_force"] = day(put + making.chance.randint(0, 60))
    if making.likely(15):
        record["expires"] = day(put + making.chance.randint(40, 80))
    return record


def own_rule(making: Making, to: str, put: int) -> dict[str, Any]:
    """A rule that a proposal sets for itself."""
    found = ratification(making)
    found.pop("deadline_days", None)
    if making.likely(20):
        found["requires"] = "none"
    if making.likely(12) and found.get("decided_by") != "delegations":
        everyone = list(making.world["assemblies"])
        found["electorate"] = sorted(making.chance.sample(everyone, min(4, len(everyone))))
    if making.likely(40):
        first = put + making.chance.randint(10, 40)
        found["deadline"] = day(first)
        if making.likely(40):
            found["deadline"] = [{"to": day(first)}, extension(making, to, first)]
    return found


def extension(making: Making, to: str, first: int) -> dict[str, Any]:
    """A later deadline, by a meeting of the council or without one."""
    later: dict[str, Any] = {"to": day(first + making.chance.randint(3, 15))}
    meetings = [s for s, m in making.meetings(to) if last_day(m) <= day(first + 5)]
    if meetings and making.likely(80):
        later["by"] = f"{to}/minutes/{making.pick(*meetings)}"
    return later


def relate(making: Making, address: str) -> None:
    """Rivals, repeals and amendments among proposals to the same council."""
    record = making.world["proposals"][address]
    same = [other for other, theirs in making.world["proposals"].items() if other != address and theirs["to"] == record["to"]]
    if same and making.likely(25):
        record["instead_of"] = [making.pick(*same)]
    rules = ("requires", "electorate", "decided_by", "turnout", "votes")
    alike = [
        other
        for other in same
        if "repeals" not in making.world["proposals"][other]
        and put_on(making.world, other) <= put_on(making.world, address)
        and all(making.world["proposals"][other].get(key) == record.get(key) for key in (*rules, "rule_by"))
        and ratification_then(making, other) == ratification_then(making, address)
    ]
    if alike and making.likely(40):
        record[making.pick("repeals", "repeals", "amends")] = [making.pick(*alike)]


def ratification_then(making: Making, address: str) -> Any:
    """The council's rule on the day a proposal was put."""
    council = making.world["assemblies"][making.world["proposals"][address]["to"]]
    return rule_on(council, "ratification", put_on(making.world, address))


def open_on(making: Making, when: Day) -> list[str]:
    """The proposals that have been put by a day."""
    proposals = making.world["proposals"]
    return [p for p in proposals if put_on(making.world, p) <= when]


def assembly_decisions(making: Making) -> None:
    """What communes decide, and councils on matters above them, in every minutes."""
    for assembly in making.world["assemblies"]:
        taken: dict[str, str] = {}
        for slug, minutes in making.meetings(assembly):
            for proposal in open_on(making, last_day(minutes)):
                to = making.world["proposals"][proposal]["to"]
                if to == assembly and making.world["assemblies"][assembly]["kind"] == "council":
                    continue
                if making.likely(55):
                    one_decision(making, assembly, slug, proposal, taken)
            if making.likely(15):
                making.decide(assembly, slug, {"text": "A matter of ours.", "outcome": "adopted"})


def one_decision(making: Making, assembly: str, slug: str, proposal: str, taken: dict[str, str]) -> None:
    """One decision on a proposal, somewhat likelier to be an adoption."""
    minutes = making.world["minutes"][(assembly, slug)]
    if voted_that_day(making, proposal, last_day(minutes)):
        return
    outcome = making.pick(
        *["adopted"] * 9,
        *["ratified"] * 2,
        *["rejected"] * 3,
        *("deferred", "amended", "abstained", "noted"),
    )
    if taken.get(proposal) in ("adopted", "ratified") and making.likely(30):
        outcome = "rescinded"
    if proposal.split("/")[0] == assembly and making.likely(6):
        outcome = "withdrawn"
    decision: dict[str, Any] = {"on": proposal, "outcome": outcome}
    edition = edition_on(making.world, proposal, last_day(minutes))
    if edition > 1:
        decision["edition"] = making.pick(edition, edition, edition, 1)
    decision |= making.vote(assembly, slug, outcome)
    plain = outcome in ("adopted", "ratified")
    if making.likely(5) and outcome != "withdrawn":
        decision["part"] = "the budget line"
    elif making.likely(5) and outcome != "withdrawn":
        decision["indicative"] = True
    elif plain and making.likely(8):
        decision["reservations"] = "Not in winter."
    elif plain and making.likely(8) and in_time(making, proposal, last_day(minutes)):
        decision["condition"] = "If the neighbours agree."
    if not decision.get("part") and not decision.get("indicative"):
        taken[proposal] = outcome
    making.decide(assembly, slug, decision)


def voted_that_day(making: Making, proposal: str, when: Day) -> bool:
    """Whether the council has the same proposal in minutes of the same day."""
    to = making.world["proposals"][proposal]["to"]
    if decided_by(making.world, proposal) != "delegations":
        return False
    return any(last_day(minutes) == when for _, minutes in making.meetings(to))


def in_time(making: Making, proposal: str, when: Day) -> bool:
    """Whether the first deadline of a proposal is not past."""
    known = {"world": making.world, "day": put_on(making.world, proposal)}
    deadline = deadline_of(known, proposal)
    return deadline is None or when <= deadline


def second_thoughts(making: Making) -> None:
    """Approvals, corrections, revocations and conditions met, in later minutes."""
    for assembly in making.world["assemblies"]:
        mine = making.meetings(assembly)
        for index, (slug, minutes) in enumerate(mine):
            for later, then in mine[index + 1 :]:
                if last_day(then) <= last_day(minutes):
                    continue
                if making.likely(45):
                    approve(making, assembly, slug, later)
                if making.likely(12):
                    correct(making, assembly, slug, later)
                if making.likely(6):
                    revoke(making, assembly, slug, later)
                if making.likely(50):
                    meet_conditions(making, assembly, slug, later)


def holds(making: Making, assembly: str, slug: str) -> bool:
    """Whether minutes can decide anything."""
    return quorate(making.world, assembly, making.world["minutes"][(assembly, slug)]) is not False


def approve(making: Making, assembly: str, slug: str, later: str) -> None:
    """Approve minutes once."""
    address = f"{assembly}/minutes/{slug}"
    every = [d for _, m in making.meetings(assembly) for d in m.get("decisions", [])]
    if not any(decision.get("approves") == address for decision in every):
        words = {"text": "The minutes are approved.", "outcome": "adopted", "approves": address}
        making.decide(assembly, later, words)


def approved_before(making: Making, assembly: str, slug: str, when: Day) -> bool:
    """Whether minutes were approved before a day."""
    return any(
        decision.get("approves") == f"{assembly}/minutes/{slug}" and last_day(minutes) < when
        for _, minutes in making.meetings(assembly)
        for decision in minutes.get("decisions", [])
    )


def correct(making: Making, assembly: str, slug: str, later: str) -> None:
    """Correct one decision on a proposal: the outcome with its tally, or the tally alone."""
    minutes = making.world["minutes"][(assembly, slug)]
    then = last_day(making.world["minutes"][(assembly, later)])
    if minutes.get("draft") and approved_before(making, assembly, slug, then):
        return
    fit = [
        decision
        for decision in minutes.get("decisions", [])
        if decision.get("on")
        and "stages" not in decision
        and "condition" not in decision
        and decision["outcome"] in ("adopted", "ratified", "rejected")
    ]
    if not fit:
        return
    decision = making.pick(*fit)
    outcome = making.pick("adopted", "rejected", "rejected")
    if decision["outcome"] == "rejected":
        outcome = making.pick("adopted", "adopted", "rejected")
    change: dict[str, Any] = {"minutes": f"{assembly}/minutes/{slug}", "decision": decision["id"]}
    change["outcome"] = outcome
    if "votes" in decision:
        default = rule_on(making.world["assemblies"][assembly], "decides_by", last_day(minutes))
        method = decision.get("method", default or "majority")
        change["votes"] = making.tally(method, outcome == "adopted")
    words = {"text": "The count was wrong.", "outcome": "adopted", "corrects": [change]}
    making.decide(assembly, later, words)


def revoke(making: Making, assembly: str, slug: str, later: str) -> None:
    """Revoke one decision on a proposal, once."""
    every = [d for _, m in making.meetings(assembly) for d in m.get("decisions", [])]
    for decision in making.world["minutes"][(assembly, slug)].get("decisions", []):
        address = f"{assembly}/minutes/{slug}#{decision['id']}"
        if "on" not in decision or any(each.get("revokes") == address for each in every):
            continue
        if any(each.get("condition_met") == address for each in all_decisions(making)):
            continue
        words = {"text": "That was not ours to decide.", "outcome": "adopted", "revokes": address}
        making.decide(assembly, later, words)
        return


def all_decisions(making: Making) -> list[dict[str, Any]]:
    """Every decision in the world."""
    return [d for minutes in making.world["minutes"].values() for d in minutes.get("decisions", [])]


def meet_conditions(making: Making, assembly: str, slug: str, later: str) -> None:
    """Say of an open condition in these minutes that later ones found it met."""
    if not holds(making, assembly, later):
        return
    for decision in making.world["minutes"][(assembly, slug)].get("decisions", []):
        if "condition" in decision and "condition_met" not in decision:
            words = {"text": "The condition is met.", "outcome": "adopted"}
            decision["condition_met"] = making.decide(assembly, later, words)
            return
