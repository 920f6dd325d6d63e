"""What the facts of several kinds of page have in common: days, tallies, addresses, rows and positions as JSON has them."""

from __future__ import annotations

from datetime import date
from typing import Any

from minutebook.citing.work import plain
from minutebook.exports.addresses import address
from minutebook.exports.tables import answered
from minutebook.pages.view import Site
from minutebook.records.decision import Votes
from minutebook.rules.positions import Stated
from minutebook.rules.ratification import Row
from minutebook.rules.terms import person
from minutebook.shapes import Ref

Facts = dict[str, Any]


def day(value: date | None) -> str | None:
    """A day as ISO writes it, or null."""
    return value.isoformat() if value else None


def where(site: Site, path: str) -> str:
    """The address of what lies at a path of the site: a full one where the site knows its own, else from its root."""
    return site.settings.address(path) or path


def target(ref: Ref | None) -> str | None:
    """The id a reference leads to; as it is written where it leads nowhere."""
    return None if ref is None else ref.target or ref.text


def targets(refs: tuple[Ref, ...]) -> list[str]:
    """Likewise for several."""
    return [ref.target or ref.text for ref in refs]


def decision(ref: Ref | None) -> str | None:
    """The id of a decision a reference leads to: the minutes' id, `#`, its own."""
    return None if ref is None else f"{ref.target or ref.text}{'#' + ref.part if ref.part else ''}"


def tally(votes: Votes | None) -> Facts:
    """A tally of persons, each figure null where it is not recorded."""
    if votes is None:
        return dict.fromkeys(("for", "against", "abstain", "blocked"))
    return {"for": votes.for_, "against": votes.against, "abstain": votes.abstain, "blocked": votes.blocked}


def row(site: Site, proposal: str, one: Row) -> Facts:
    """One assembly's row on a proposal, as `ratifications.csv` has it, with what it rests on and the rows within it."""
    speech = one.speech
    return {
        "proposal": proposal, "assembly": one.assembly, "name": plain(site.name(one.assembly)), "status": one.status, "date": day(one.day),
        "edition": one.edition, **tally(one.votes), "method": one.method or None, "provisional": one.provisional, "counted": one.counted,
        "minutes": speech.act.minutes.id if speech else None, "decision": speech.act.id if speech else None,
        "source": speech.source if speech else None, "url": where(site, f"{address(proposal)}#{one.assembly}"),
        "within": [row(site, proposal, inner) for inner in one.within],
    }  # fmt: skip


def position(site: Site, one: Stated) -> Facts:
    """One delegation's position, as `positions.csv` has it, with each delegate's own where the minutes give them."""
    permitted = one.instructed.instruction.permitted if one.instructed else ()
    return {
        "council": one.act.assembly, "minutes": one.act.minutes.id, "decision": one.act.id, "date": day(one.act.day),
        "proposal": one.proposal, "assembly": one.assembly, "name": plain(site.name(one.assembly)), "delegates": list(one.delegates),
        "mandate": one.mandate.record.id if one.mandate else None, "instruction_number": one.instructed.number if one.instructed else None,
        "instruction": list(permitted), "position": one.position or None, "indicative": one.indicative, "result": one.result or None,
        "answered": answered(one), "persons": [dict(zip(("name", "position", "result"), who, strict=True)) for who in one.persons],
        "url": where(site, address(one.act.id)),
    }  # fmt: skip


def people(site: Site, assembly: str, names: tuple[str, ...]) -> list[str]:
    """Persons as they are shown: the assembly's ids for them stand for their names."""
    return [person(site.state.confederation, assembly, name) for name in names]
