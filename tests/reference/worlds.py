"""Random confederations without errors, and how they are written as files.

A world is made from a seed and a few small numbers, so that hypothesis can make it smaller quickly;
`smaller.py` then removes single records. Its shape is that of the front matter (see calendar.py).
"""

from __future__ import annotations

import datetime
import random
from typing import Any

import yaml
from hypothesis import strategies as st

from .world_assemblies import make_assemblies, make_meetings
from .world_common import FIRST, Making
from .world_delegations import council_decisions, make_mandates, make_notices, make_rolls
from .world_proposals import assembly_decisions, make_proposals, second_thoughts

SPAN = 75


def make_world(seed: int, communes: int, districts: int, proposals: int) -> dict[str, Any]:
    """A world: the same numbers always give the same one."""
    making = Making(random.Random(seed))
    make_assemblies(making, communes, districts)
    make_meetings(making)
    make_proposals(making, proposals)
    make_notices(making)
    make_mandates(making)
    make_rolls(making)
    council_decisions(making)
    assembly_decisions(making)
    second_thoughts(making)
    return making.world


def worlds() -> st.SearchStrategy[dict[str, Any]]:
    """Worlds of two to seven communes, up to three district councils and one council of all."""
    return st.builds(
        make_world,
        seed=st.integers(0, 2**32),
        communes=st.integers(2, 7),
        districts=st.integers(0, 3),
        proposals=st.integers(1, 4),
    )


def days() -> st.SearchStrategy[datetime.date]:
    """Days of reckoning, from a little before the first record to long after the last."""
    offsets = st.integers(-3, SPAN + 15)
    return offsets.map(lambda offset: FIRST + datetime.timedelta(days=offset))


class PlainDumper(yaml.SafeDumper):
    """Writes every value where it stands, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Say that nothing is worth an anchor."""
        return True


def as_yaml(value: Any) -> str:
    """A value as plain block YAML, in the order given."""
    return yaml.dump(value, Dumper=PlainDumper, sort_keys=False, allow_unicode=True, width=1000)


def to_files(world: dict[str, Any]) -> dict[str, bytes]:
    """The files of a world, by path: Markdown with YAML front matter."""
    files = {}
    for assembly, record in world["assemblies"].items():
        files[f"assemblies/{assembly}/assembly.md"] = written(record, "Who we are.\n")
    for (assembly, slug), minutes in world["minutes"].items():
        files[f"assemblies/{assembly}/minutes/{slug}.md"] = minutes_file(minutes, slug)
    for kind in ("mandates", "proposals", "reports", "notices"):
        for address, record in world[kind].items():
            files[f"assemblies/{address}.md"] = written(record, "The text.\n")
    for address, record in world["proposals"].items():
        for edition in record.get("editions", []):
            folder = address.rsplit("/", 1)[0]
            files[f"assemblies/{folder}/{edition['text']}"] = b"A later text.\n"
    return files


def minutes_file(minutes: dict[str, Any], slug: str) -> bytes:
    """Minutes; `in_body` says how many of the last decisions stand in the body as blocks."""
    front = {key: value for key, value in minutes.items() if key != "in_body"}
    body = "What was said.\n"
    cut = max(0, len(front.get("decisions", [])) - minutes.get("in_body", 0))
    for decision in front.get("decisions", [])[cut:]:
        body += f"\n::: decision\n{as_yaml(decision)}:::\n"
    if "decisions" in front:
        front["decisions"] = front["decisions"][:cut]
    if not front.get("decisions"):
        front.pop("decisions", None)
    if minutes["date"].day % 2:
        del front["date"]
    return written(front, body)


def written(front: dict[str, Any], body: str) -> bytes:
    """A file with front matter and a body."""
    return f"---\n{as_yaml(front) if front else ''}---\n\n{body}".encode()
