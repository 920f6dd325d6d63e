"""A book's files as a world for the naive reckoning: read here anew, with nothing of the generator.

What the book sets aside is left out, as its list says: whether a record can be trusted is not what is recounted.
Values are read as the texts they are, then days and whole numbers made of those that look so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

KINDS = ("minutes", "mandates", "proposals", "reports", "notices")
REFERENCES = {  # the field, and the kinds of record its references lead to; the first that is there is meant
    "on": ("proposals",), "instead_of": ("proposals",), "repeals": ("proposals",), "amends": ("proposals",), "builds_on": ("proposals",),
    "grants": ("mandates",), "recalls": ("mandates",), "upholds": ("mandates",), "disowns": ("mandates",), "mandate": ("mandates",),
    "replaces": ("mandates",), "adds_to": ("mandates",), "approves": ("minutes",), "revokes": ("minutes",), "minutes": ("minutes",),
    "condition_met": ("minutes",), "granted": ("minutes",), "proposed": ("minutes",), "received": ("minutes",), "by": ("minutes",),
    "rule_by": ("minutes",), "for": ("minutes", "notices"), "to": (), "assembly": (), "succeeds": (),
}  # fmt: skip
DATED = ("to", "on", "granted", "proposed", "received")
"""Fields that may hold a day instead."""
LISTS = (
    "delegates",
    "substitutes",
    "resigned",
    "suspended",
    "corrects",
    "members",
    "succeeds",
    "instead_of",
    "repeals",
    "editions",
    "agenda",
    "delegations",
)
FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)^---[ \t]*$\n?(.*)\Z", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^::: decision[ \t]*\n(.*?)^:::[ \t]*$", re.DOTALL | re.MULTILINE)
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def world(files: Mapping[str, bytes | None], aside: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The world of a book; `aside` are the files that are set aside, each with the part of it, or with none for the whole."""
    gone = set(aside)
    found: dict[str, Any] = {"assemblies": {}, **{kind: {} for kind in KINDS}}
    for path, data in files.items():
        parts = path.removesuffix(".md").split("/")
        if not path.endswith(".md") or data is None or (path, "") in gone or "." in parts[-1]:
            continue
        front, body = _split(data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n"))
        if parts[-1] == "assembly":
            found["assemblies"][parts[1]] = front
        elif len(parts) == 4 and parts[2] in KINDS:
            if parts[2] == "minutes":
                _numbered(front, body, {part for file, part in gone if file == path})
            if parts[2] in ("minutes", "notices"):
                front["date"] = datetime.date.fromisoformat(parts[3][:10])
            found[parts[2]]["/".join(parts[1:])] = front
    renamed = _renamed(found)
    for kind in KINDS:
        for id, record in found[kind].items():
            _resolve(record, id.split("/")[0], found, renamed)
    for id, record in found["assemblies"].items():
        _resolve(record, id, found, renamed)
        _ruled(record)
    _settled(found)
    found["minutes"] = {(id.split("/")[0], id.split("/")[2]): record for id, record in found["minutes"].items()}
    return found


def _split(text: str) -> tuple[dict[str, Any], str]:
    match = FRONT.match(text)
    front = yaml.load(match[1], yaml.BaseLoader) if match else None  # texts alone
    return (_valued(front) if isinstance(front, dict) else {}), match[2] if match else text


def _valued(value: Any) -> Any:
    """Days, numbers and flags of the texts that are such."""
    if isinstance(value, dict):
        return {key: _valued(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_valued(one) for one in value]
    if DAY.fullmatch(value):
        return datetime.date.fromisoformat(value)
    if re.fullmatch(r"0|[1-9]\d*", value):
        return int(value)
    return {"true": True, "false": False}.get(value, value)


def _numbered(front: dict[str, Any], body: str, gone: set[str]) -> None:
    """The decisions of the front matter, then those of the text, by their numbers; without those that are set aside."""
    body = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    written = [*front.get("decisions", []), *(_valued(yaml.load(block, yaml.BaseLoader)) for block in BLOCK.findall(body))]
    kept = []
    for number, decision in enumerate(written, 1):
        decision.setdefault("id", f"decision-{number}")
        decision["id"] = str(decision["id"])
        if f"decisions {number}" not in gone:
            kept.append(decision)
    front["decisions"] = kept
    for field in ("delegations",):
        if field in front:
            lines = [{"assembly": one} if isinstance(one, str) else one for one in _listed(front[field])]
            front[field] = [one for number, one in enumerate(lines, 1) if f"{field} {number}" not in gone]


def _renamed(found: dict[str, Any]) -> dict[str, str]:
    """Former ids with the present ones."""
    former = {}
    for id, record in [pair for kind in ("assemblies", *KINDS) for pair in found[kind].items()]:
        for name in _listed(record.get("formerly", [])):
            name = str(name)
            former[name if "/" in name or "/" not in id else f"{id.rpartition('/')[0]}/{name}"] = id
    return former


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _resolve(value: Any, home: str, found: dict[str, Any], renamed: dict[str, str]) -> None:
    """Write every reference out as a full id."""
    if isinstance(value, list):
        for one in value:
            _resolve(one, home, found, renamed)
    if not isinstance(value, dict):
        return
    inner = value["assembly"] if isinstance(value.get("assembly"), str) and "delegates" in value else home
    for key, one in value.items():
        if key in REFERENCES and not isinstance(one, dict) and not (key == "by" and isinstance(one, dict)):

            def full(each: Any, key: str = key) -> Any:
                if isinstance(each, datetime.date) and key in DATED:
                    return each
                return _full(each, REFERENCES[key], inner if key == "mandate" else home, found, renamed)

            value[key] = [item if isinstance(item, dict) else full(item) for item in one] if isinstance(one, list) else full(one)
        if key == "positions" and isinstance(one, dict):
            value[key] = {renamed.get(name, name): said for name, said in one.items()}
        elif key != "by":
            _resolve(value[key], home, found, renamed)
        if key in LISTS and not isinstance(value[key], list):
            value[key] = [value[key]]


def _full(text: Any, kinds: tuple[str, ...], home: str, found: dict[str, Any], renamed: dict[str, str]) -> Any:
    """A reference written out; what leads to nothing stays as it is."""
    path, mark, part = str(text).strip("/").partition("#")
    path = path.removeprefix("assemblies/").removesuffix(".md").removesuffix("/assembly")
    if not kinds:
        return renamed.get(path, path)
    parts = path.split("/")
    if len(parts) < 3:
        assembly = renamed.get(parts[0], parts[0]) if len(parts) == 2 else home
        guesses = [f"{assembly}/{kind}/{parts[-1]}" for kind in kinds]
    else:
        guesses = ["/".join([renamed.get(parts[0], parts[0]), *parts[1:]])]
    guesses = [renamed.get(one, one) for one in guesses]
    known = [one for one in guesses if one in found[one.split("/")[1]]]
    return f"{known[0]}{mark}{part}" if known else text


def _ruled(record: dict[str, Any]) -> None:
    """Rules, and members by their words."""
    rules = record.get("rules", {})
    if isinstance(rules, list):
        record["rules"] = [{"since": datetime.date.min, **one} for one in rules]
    elif "since" in rules:
        record["rules"] = [rules]


def _settled(found: dict[str, Any]) -> None:
    """What the naive reckoning takes for granted: one value where there is one, decisions named in corrections, days of reports."""
    for record in found["mandates"].values():
        base = record
        while "to" not in base:
            base = found["mandates"][base.get("adds_to") or base["replaces"]]
        record["to"] = base["to"]
    for record in found["proposals"].values():
        if isinstance(record.get("deadline"), list):
            record["deadline"] = [one if isinstance(one, dict) else {"to": one} for one in record["deadline"]]
    for record in found["minutes"].values():
        for decision in record["decisions"]:
            for key in ("grants", "recalls", "upholds", "disowns", "approves", "revokes"):
                if isinstance(decision.get(key), list) and len(decision[key]) == 1:
                    decision[key] = decision[key][0]
            usual = "" if "withheld" in decision else "adopted"
            decision.setdefault("outcome", decision["stages"][-1]["outcome"] if decision.get("stages") else usual)
            for fix in decision.get("corrects", []):
                fix["minutes"] = str(fix["minutes"])
                only = found["minutes"].get(fix["minutes"], {}).get("decisions", [])
                fix.setdefault("decision", only[0]["id"] if len(only) == 1 else "")
            if isinstance(decision.get("revokes"), str) and "#" not in decision["revokes"]:
                only = found["minutes"].get(decision["revokes"], {}).get("decisions", [])
                decision["revokes"] += f"#{only[0]['id']}" if len(only) == 1 else ""
    for record in found["reports"].values():
        if isinstance(record.get("received"), str):
            record["received"] = datetime.date.fromisoformat(record["received"].rsplit("/", 1)[1][:10])
