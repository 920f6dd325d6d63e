"""Confederations of any size, invented by chance and always the same: a council, districts below it, communes below those.

`python tests/synthetic.py FOLDER DISTRICTS COMMUNES [PROPOSALS]` writes one to disk, to be built and looked at.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

DAY = date(2026, 6, 4)
PUT = date(2026, 1, 10)

_FIRST = "Saint- Val- Mont- Pont- Les- Ker Bel Haut Bas Rive- Tall- Dar- Kani Roque Gan Mar Sal Van Or Bri Çem Wadi- Es Nor"
_MIDDLE = "mer cour ville bois fon ter dol ram vau lis per gan ser tor mil bar nez cli hel dur zay tun jor sêv"
_LAST = "cy -les-Eaux ne -sur-Sarrel ac y ton et ville is ières elle on as ey an court el a ê"

# What an assembly has done by DAY, with how many in a hundred have: the outcomes that stand, those that decide nothing, the silences.
_DEEDS = {
    "adopted": 42, "draft": 2, "reservations": 3, "conditional": 2, "rejected": 5, "rescinded": 2, "earlier": 3,
    "amended": 2, "deferred": 3, "inquorate": 1, "not recorded": 12, "minutes awaited": 7, "on the agenda": 8, "no meeting published": 8,
}  # fmt: skip


_WORDS = {"reservations": ", reservations: not in a year of drought", "conditional": ", condition: once the wells are named"}


def confederation(districts: int, communes: int, proposals: int = 1, *, electorate: str = "communes", seed: int = 1) -> dict[str, bytes]:
    """The files of a council of so many districts with so many communes in all. Without districts the communes are its own members."""
    chance = random.Random(seed)
    names = _names(chance, communes)
    ids = [_slug(name) for name in names]
    homes: dict[str, list[str]] = {f"district-{number + 1}": [] for number in range(districts)}
    for place, id in enumerate(ids):
        if homes:
            homes[f"district-{place * districts // communes + 1}"].append(id)
    members = list(homes) or ids
    rules = "rules: {ratification: {requires: two-thirds, deadline_days: 180, electorate: " + electorate + "}}"
    found = {"great-council/assembly.md": f"name: Great Council\nkind: council\nmembers: [{', '.join(members)}]\n{rules}\n"}
    for number, (home, inner) in enumerate(homes.items(), 1):
        found[f"{home}/assembly.md"] = f"name: District of {_numeral(number)}\nkind: council\nmembers: [{', '.join(inner)}]\n"
    for number in range(proposals):
        found |= dict(_proposal(number))
    for name, id in zip(names, ids, strict=True):
        found[f"{id}/assembly.md"] = f"name: {name}\nkind: commune\nrules: {{quorum: 8}}\n"
        found |= dict(_records(chance, id, proposals))
    parts = {path: text.partition("---\n") for path, text in found.items()}
    return {f"assemblies/{path}": f"---\n{front}---\n{body}".encode() for path, (front, _mark, body) in parts.items()}


def _names(chance: random.Random, number: int) -> list[str]:
    """So many different names, in no order."""
    found: dict[str, str] = {}
    while len(found) < number:
        name = (
            chance.choice(_FIRST.split())
            + "".join(chance.choices(_MIDDLE.split(), k=chance.choice((1, 1, 2))))
            + chance.choice(_LAST.split())
        )
        found.setdefault(_slug(name), name)
    return list(found.values())


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(char for char in plain if char.isascii() and (char.isalnum() or char == "-"))


def _numeral(number: int) -> str:
    return f"the {('North', 'East', 'South', 'West')[number % 4]} {number}"


def _put(number: int) -> date:
    """The day a proposal was put, or of its second edition."""
    return date(2026, 2, 20) if number == 0 else PUT + timedelta(number % 90)


def _proposal(number: int) -> Iterator[tuple[str, str]]:
    """A proposal; the first has a second edition and a last day that was put off."""
    title = f"Proposal {number + 1}, on {('water', 'grain', 'roads', 'schools')[number % 4]}"
    front = f"title: {title}\nto: great-council\nproposed: {PUT if number == 0 else _put(number)}\ntopics: {('water', 'land', 'work')[number % 3]}\n"
    if number == 0:
        front += "deadline: [2026-05-31, {to: 2026-08-31, by: 2026-04-18}]\neditions: [{id: 2, date: 2026-02-20, by: 2026-02-20, text: p1.2.md}]\n"
        yield "great-council/proposals/p1.2.md", "---\nThe wells belong to all.\n"
        yield "great-council/minutes/2026-02-20.md", "decisions:\n  - {on: p1, edition: 1, outcome: amended}\n"
        yield "great-council/minutes/2026-04-18.md", "decisions:\n  - {id: later, text: The last day is put off.}\n"
    yield f"great-council/proposals/p{number + 1}.md", front + "---\nThe wells belong to no one.\n"


def _records(chance: random.Random, id: str, proposals: int) -> Iterator[tuple[str, str]]:
    """What one commune recorded: a decision or a silence on each proposal, in the minutes of its meetings."""
    meetings: dict[date, list[str]] = {}
    drafts: set[date] = set()
    small: set[date] = set()
    agenda: list[str] = []
    for number in range(proposals):
        deed = chance.choices(list(_DEEDS), list(_DEEDS.values()))[0]
        put = _put(number)
        day = put + timedelta(chance.randrange(1, (date(2026, 6, 1) - put).days))
        edition = ", edition: 2" if number == 0 else ""
        if deed == "earlier" and number == 0:
            day, edition = PUT + timedelta(chance.randrange(1, 40)), ", edition: 1"
        if deed == "minutes awaited":
            yield f"{id}/notices/{day}.md", "starts: '19:00'\nplace: hall\nagenda: [minutes]\n"
        elif deed == "on the agenda":
            agenda.append(f"{{on: great-council/p{number + 1}}}")
        elif deed == "not recorded":
            meetings.setdefault(day, [])
        elif deed != "no meeting published":
            yes, no = (9, 31) if deed == "rejected" else (chance.randrange(15, 90), chance.randrange(14))
            outcome = deed if deed in ("rejected", "amended", "deferred") else "adopted"
            on, votes = f"on: great-council/p{number + 1}{edition}", f"votes: {{for: {yes}, against: {no}, abstain: {chance.randrange(8)}}}"
            meetings.setdefault(day, []).append(f"{{{on}, outcome: {outcome}, {votes}{_WORDS.get(deed, '')}}}")
            if deed == "rescinded":
                meetings.setdefault(day + timedelta(2), []).append(f"{{{on}, outcome: rescinded, votes: {{for: 30, against: 4}}}}")
            drafts |= {day} if deed == "draft" else set()
            small |= {day} if deed == "inquorate" else set()
    for day, decisions in meetings.items():
        draft = "draft: true\n" if day in drafts else ""
        listed = "decisions:\n" + "".join(f"  - {one}\n" for one in decisions) if decisions else ""
        yield f"{id}/minutes/{day}.md", f"present: {4 if day in small else 120}\n{draft}{listed}"
    if agenda:
        day = DAY + timedelta(chance.randrange(1, 60))
        yield f"{id}/notices/{day}.md", f"starts: '19:00'\nplace: hall\nagenda: [{', '.join(agenda)}]\n"


def main(folder: str, districts: str, communes: str, proposals: str = "1") -> None:
    for path, text in confederation(int(districts), int(communes), int(proposals)).items():
        file = Path(folder) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
