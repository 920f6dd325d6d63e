"""What the makers of random worlds share: chance, days, tallies."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field
from typing import Any

from .calendar import Day, World, rule_on

FIRST = datetime.date(2026, 3, 2)
NAMES = ["alder", "birch", "cedar", "dale", "elm", "fern", "glen", "heath", "isle"]
PEOPLE = ("Ada", "Ben", "Cem", "Dua", "Eli", "Fay")


def day(offset: int) -> Day:
    """A day, so many days after the first."""
    return FIRST + datetime.timedelta(days=offset)


def empty_world() -> World:
    """A world without records."""
    return {kind: {} for kind in ("assemblies", "minutes", "mandates", "proposals", "reports", "notices")}


@dataclass
class Making:
    """A world in the making."""

    chance: random.Random
    world: World = field(default_factory=empty_world)

    def likely(self, percent: int) -> bool:
        """True so many times in a hundred."""
        return self.chance.randrange(100) < percent

    def pick(self, *values: Any) -> Any:
        """One of the values."""
        return self.chance.choice(values)

    def communes(self) -> list[str]:
        """The ids of the communes."""
        return [a for a, r in self.world["assemblies"].items() if r["kind"] == "commune"]

    def councils(self) -> list[str]:
        """The ids of the councils."""
        return [a for a, r in self.world["assemblies"].items() if r["kind"] == "council"]

    def meetings(self, assembly: str) -> list[tuple[str, dict[str, Any]]]:
        """The minutes of an assembly as (slug, record), in order."""
        mine = [(s, m) for (of, s), m in self.world["minutes"].items() if of == assembly]
        return sorted(mine, key=lambda each: (each[1]["date"], each[1].get("starts", "")))

    def decide(self, assembly: str, slug: str, decision: dict[str, Any]) -> str:
        """Write a decision into minutes and give its full id."""
        decisions = self.world["minutes"][(assembly, slug)].setdefault("decisions", [])
        name = f"d{len(decisions) + 1}"
        decisions.append({"id": name, **decision})
        return f"{assembly}/minutes/{slug}#{name}"

    def vote(self, assembly: str, slug: str, outcome: str) -> dict[str, Any]:
        """A method and a tally that agree with an outcome, or part of them, or nothing."""
        if outcome not in ("adopted", "ratified", "rejected", "rescinded") or self.likely(15):
            return {}
        minutes = self.world["minutes"][(assembly, slug)]
        default = rule_on(self.world["assemblies"][assembly], "decides_by", minutes["date"])
        stated = self.likely(50)
        methods = ("majority", "two-thirds", "three-quarters", "3/5", "consensus", "unanimity")
        method = self.pick(*methods) if stated else default or "majority"
        last = {"method": method} if stated else {}
        last["votes"] = self.tally(method, outcome != "rejected")
        if stated and self.likely(12):
            first = {"method": "consensus", "outcome": "rejected"}
            return {"stages": [first, {**last, "outcome": outcome}]}
        return last

    def tally(self, method: str, carries: bool) -> dict[str, int]:
        """Votes that carry, or don't, by a method."""
        if method in ("consensus", "unanimity"):
            votes = {"for": self.chance.randint(1, 5), "against": 0, "abstain": 0}
            if not carries:
                votes["against"] = self.chance.randint(1, 3)
            elif method == "consensus":
                votes["abstain"] = self.chance.randint(0, 2)
            return votes
        against = self.chance.randint(0 if carries else 1, 2)
        times = {"majority": 1, "3/5": 2, "two-thirds": 2, "three-quarters": 3}[method]
        votes_for = against * times + 1 if carries else self.chance.randint(0, against)
        votes = {"for": votes_for, "against": against, "abstain": self.chance.randint(0, 2)}
        if self.likely(10):
            votes["blocked"] = 0
        return votes
