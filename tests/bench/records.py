"""The records of a confederation of about a size, always the same ones: communes, districts and a region, with what they write.

A commune meets every week: most minutes are some 3 KB with one to three decisions, some of them on the region's proposals. Districts and
the region meet less often, with the delegations they had, under mandates.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

WEEKS, FIRST = 44, date(2025, 1, 6)
DAY = date(2026, 6, 1)
_TEXT = """
the water pump mill road winter assembly hall neighbours key broken agreed lamp grain goats lantern said that we would ask for and bring
back what was decided about school bus dues paper list of names for spring meeting fields bridge market square roof repair tools shared
"""
WORDS = _TEXT.split()
TOPICS = ("water", "roads", "school", "energy", "housing", "health")


class _Plain(yaml.SafeDumper):
    """Writes every value out."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@dataclass
class Record:
    """One file: its path below `assemblies/`, its fields, its text."""

    path: str
    fields: dict[str, Any]
    text: str = ""
    decisions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def source(self) -> str:
        """The file as it is committed."""
        return f"---\n{yaml.dump(self.fields, Dumper=_Plain, sort_keys=False, allow_unicode=True)}---\n{self.text}\n"


def records(size: int) -> Iterator[Record]:
    """About so many records."""
    chance = random.Random(7)
    communes = [f"commune-{number:04}" for number in range(max(2, round(size / (WEEKS + 4))))]
    districts = [f"district-{number:03}" for number in range(max(1, len(communes) // 10))]
    of = {commune: districts[place % len(districts)] for place, commune in enumerate(communes)}
    proposals = [f"proposal-{number:03}" for number in range(max(5, min(120, size // 50)))]
    yield Record("region/assembly", {"name": "The Region", "kind": "council", "members": districts})
    for one in districts:
        yield Record(
            f"{one}/assembly", {"name": one.title().replace("-", " "), "kind": "council", "members": [c for c in communes if of[c] == one]}
        )
    for place, one in enumerate(proposals):
        day = FIRST + timedelta(7 * (place % WEEKS))
        rules = {"electorate": "tiers"} if place % 3 == 0 else {}
        front = {
            "title": f"Proposal {place} on {TOPICS[place % 6]}",
            "to": "region",
            "proposed": day,
            "requires": "two-thirds",
            "topics": [TOPICS[place % 6]],
            **rules,
        }
        yield Record(f"region/proposals/{one}", front, _prose(chance, 5))
    for place, commune in enumerate(communes):
        yield Record(
            f"{commune}/assembly", {"name": commune.title().replace("-", " "), "kind": "commune", "households": chance.randint(30, 400)}
        )
        turn = [*proposals]
        chance.shuffle(turn)
        for week in range(WEEKS):
            day = FIRST + timedelta(7 * week + place % 5)
            decisions = [_own(chance) for _ in range(chance.randint(0, 2))]
            if turn and week % max(1, WEEKS // len(proposals)) == 0:
                decisions.append(_on(chance, f"region/{turn.pop()}"))
            fields = {"present": 70, "facilitators": [f"Person {chance.randint(1, 20)}", f"Person {chance.randint(21, 40)}"]}
            if decisions:
                fields["decisions"] = decisions
            yield Record(f"{commune}/minutes/{day}", fields, f"# Meeting of week {week + 1}\n\n{_prose(chance, 9)}", decisions)
        for month in range(3):
            day = FIRST + timedelta(91 * month + 30)
            names = [f"Person {chance.randint(1, 20)}", f"Person {chance.randint(21, 40)}"]
            instructions = [{"on": f"region/{proposals[(place + month) % len(proposals)]}", "position": chance.choice(["for", "against", "free"])},
                            {"topic": chance.choice(TOPICS), "say": "Say what we decided, and nothing else."}]  # fmt: skip
            front = {
                "delegates": names,
                "to": of[commune],
                "for": {"from": day, "until": day + timedelta(80)},
                "granted": day,
                "instructions": instructions,
            }
            yield Record(f"{commune}/mandates/{day}", front, _prose(chance, 1))


def _own(chance: random.Random) -> dict[str, Any]:
    yes = chance.randint(10, 50)
    return {
        "text": _words(chance, 9),
        "outcome": "adopted",
        "votes": {"for": yes, "against": chance.randint(0, 9), "abstain": chance.randint(0, 5)},
    }


def _on(chance: random.Random, proposal: str) -> dict[str, Any]:
    yes = chance.random() < 0.8
    votes = {"for": 30, "against": 6, "abstain": 2} if yes else {"for": 7, "against": 29, "abstain": 3}
    return {"on": proposal, "outcome": "adopted" if yes else "rejected", "votes": votes}


def _prose(chance: random.Random, paragraphs: int) -> str:
    return "\n\n".join(_words(chance, 62) for _ in range(paragraphs))


def _words(chance: random.Random, number: int) -> str:
    return " ".join(chance.choices(WORDS, k=number)).capitalize() + "."


def write(root: Path, size: int) -> list[Record]:
    """Write the records, and give them."""
    found = list(records(size))
    for one in found:
        file = root / "assemblies" / f"{one.path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(one.source, "utf-8")
    (root / "mkdocs.yml").write_text("site_name: Bench\nsite_url: https://bench.example/\nplugins: [minutebook: {past: false}]\n", "utf-8")
    return found
