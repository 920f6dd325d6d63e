"""A confederation that says one text in every field that takes a text, and in some that do not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

DAY = date(2026, 6, 4)
CONFIG = "site_name: Book\nsite_url: https://book.example/\ndocs_dir: content\ntheme: {name: material}\nplugins: [minutebook]\n"

# «» is the text as YAML has it in quotation marks, ‹› the text itself, § the number that tells one text's records from the next one's.
RECORDS = {
    "c§/assembly.md": """
name: «c§»
kind: council
members: [a§, b§]
place: «»
contact: «»
meets: «»
people: {x: «»}
rules: {delegation: {seats: 2, quota: «»}, ratification: {electorate: members}}
---
‹›
""",
    "a§/assembly.md": """
name: «a§»
kind: commune
language: en
place: «»
contact: «»
meets: «»
people: {x: «»}
rules: {delegation: {seats: 2, quota: «»}}
offices: [{title: «», held_by: [«»], since: 2026-01-02, chosen_by: «», quota: met}]
secretaries: [{name: «», key: «», since: 2026-01-02}]
formerly: old-a§
---
‹›
""",
    "a§/assembly.fr.md": "name: «a§»\nplace: «»\nmeets: «»\n---\n‹›\n",
    "b§/assembly.md": "name: B§\nkind: commune\nlanguage: ar\n---\n",
    "c§/proposals/water.md": """
title: «»
to: c§
proposed: 2026-02-07
topics: [«»]
summary: «»
editions: [{id: 2, date: 2026-02-20, text: water.2.md}]
formerly: wells
---
‹›
""",
    "c§/proposals/water.2.md": "---\n‹›\n",
    "c§/proposals/water.fr.md": "title: «»\nsummary: «»\n---\n‹›\n",
    "c§/proposals/mill.md": "title: «mill»\nto: c§\nproposed: 2026-02-08\n---\n‹›\n",
    "a§/mandates/spring.md": """
title: «»
delegates: [«»]
substitutes: [«two»]
to: c§
for: {from: 2026-03-02, until: 2026-05-31}
granted: 2026-03-02
instructions:
- {on: c§/water, position: for, say: «», accept: «», unless: «»}
- {topic: «», position: refer}
resigned: {name: «two», on: 2026-04-02}
---
‹›
""",
    "a§/minutes/2026-03-02.md": """
title: «»
place: «»
facilitators: [«»]
secretary: «»
present: {total: 30, «»: 10}
decisions:
- {id: w, on: c§/water, edition: 2, outcome: adopted, votes: {for: 20, against: 3}, reservations: «», because: «»}
- {id: m, on: c§/mill, outcome: adopted, condition: «»}
- {id: t, text: «», outcome: adopted, withheld: «»}
- {id: p, on: c§/water, edition: 2, part: «», outcome: adopted}
- {id: e, choice: {between: [«», Ann], votes: {«»: 9, Ann: 3}, chosen: «», elects: {office: «»}, seed: «»}}
- {id: g, grants: spring, outcome: adopted}
---
‹›

::: decision
id: block
text: «»
outcome: adopted
:::
""",
    "a§/minutes/2026-03-02.fr.md": "title: «»\nplace: «»\n---\n‹›\n",
    "a§/minutes/2026-04-06.md": """
decisions:
- {id: fix, outcome: adopted, corrects: {minutes: 2026-03-02, decision: w, votes: {for: 21, against: 3}, text: «»}}
- {id: call, recalls: spring, outcome: adopted, because: «»}
---
# ‹›
""",
    "c§/minutes/2026-03-20.md": """
title: «»
delegations:
- {assembly: a§, delegates: [{name: «», until: 2026-03-20, because: «»}], mandate: a§/spring}
- {name: «», observer: true}
decisions:
- {id: w, on: water, edition: 2, outcome: adopted, positions: {a§: {position: against, by: {«»: against}}}}
statements:
- {assembly: a§, delegate: «», on: water, said: «»}
---
‹›

::: statement
assembly: a§
said: «»
:::
""",
    "a§/reports/first.md": """
title: «»
mandate: spring
date: 2026-03-28
delegates: «»
disputes: [{minutes: c§/2026-03-20, decision: w, says: «»}]
---
‹›
""",
    "a§/notices/2026-12-01.md": """
title: «»
starts: '19:00'
place: «»
online: «»
open_to: «»
agenda: [«», {on: c§/water}]
---
‹›
""",
    "a§/notices/2026-12-01.fr.md": "title: «»\nopen_to: «»\nplace: «»\n---\n‹›\n",
    "a§/notices/2026-12-08.md": "cancelled: «»\n---\n",
    "a§/minutes/2026-05-01.md": "present: «»\ndraft: «»\n«»: «»\ndecisions: [{on: «», outcome: «», method: «», votes: «»}]\n---\n‹›\n",
    "a§/minutes/2026-05-02.md": "decisions: [{on: c§/«», outcome: adopted}]\n---\n‹›\n",
    "a§/mandates/odd.md": "delegates: [«»]\nto: «»\nfor: «»\ngranted: «»\ninstructions: [{on: «», position: «»}]\n---\n",
    "a§/proposals/odd.md": "title: «»\nto: «»\nproposed: «»\nkind: «»\n---\n",
}


_FORMERLY = re.compile(r"^formerly: .*\n", re.MULTILINE)
_MARKS = re.compile("«([^»]*)»|‹›|§")


def records(texts: Sequence[str], number: int) -> Iterator[tuple[str, bytes]]:
    """The records that say some texts everywhere, and files that bear them as their names where that can be. Their ids end with the number.

    Of several texts each is the first in some records: one may hide what follows it.
    """

    text = ""

    def filled(found: re.Match[str]) -> str:
        if found[0] in ("§", "‹›"):
            return str(number) if found[0] == "§" else text
        return json.dumps(f"{text} {found[1].replace('§', str(number))}".rstrip(" ") if found[1] else text, ensure_ascii=False)

    for turn, (path, written) in enumerate(RECORDS.items()):
        text = "\n\n".join((*texts[turn % len(texts) :], *texts[: turn % len(texts)]))
        written = written if number == 0 else _FORMERLY.sub("", written)
        data = _MARKS.sub(filled, written.strip("\n"))
        yield f"assemblies/{path.replace('§', str(number))}", f"---\n{data}\n".encode("utf-8", "replace")
    for text in texts:
        name = text.replace("\n", " ")
        if "/" not in name and "\0" not in name and len(name.encode("utf-8", "replace")) < 200 and not name.startswith("."):
            yield f"assemblies/a{number}/minutes/{name}.md", b"# Named oddly\n"


def book(groups: Iterable[Sequence[str]]) -> dict[str, bytes]:
    """One confederation in which each group of texts has a council, communes and records of its own."""
    return {path: data for number, texts in enumerate(groups) for path, data in records(texts, number)}


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write a book to disk, with its configuration."""
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (root / "content").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
