"""SCDL délibérations 2.1.5: adopted local decisions as French local authorities publish theirs, for assemblies that declare what it needs.

An assembly declares its SIRET as `x-siret`, and the matter of its decisions as `x-actes`, a code of the nomenclature ACTES: beside a
decision, in the proposal it decides, or in its own record for all that say nothing else. Nothing else is in the file: it has no place
for what is rejected, provisional, indicative or withheld, for the decisions of others, nor for consensus, mandates and ratification.
Source: https://schema.data.gouv.fr/scdl/deliberations/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from minutebook.exports.addresses import address
from minutebook.exports.files import csv_file
from minutebook.exports.tables import Cell
from minutebook.records import AssemblyRecord
from minutebook.records.decision import Votes
from minutebook.registers import ACTES, siret
from minutebook.rules.decisions import Verdict
from minutebook.settings import Settings
from minutebook.state import State

COLUMNS: Final = (
    "COLL_NOM", "COLL_SIRET", "DELIB_ID", "DELIB_DATE", "DELIB_MATIERE_CODE", "DELIB_MATIERE_NOM", "DELIB_OBJET", "BUDGET_ANNEE",
    "BUDGET_NOM", "PREF_ID", "PREF_DATE", "VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION", "DELIB_URL",
)  # fmt: skip
"""All columns of the schema, in its order."""

_NO_VOTES: Final = (None,) * 5


def scdl_files(state: State, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """`scdl/ASSEMBLY.csv` for every assembly that has a SIRET and at least one decision with a matter: paths below `data/`, and bytes."""
    verdicts: dict[str, list[Verdict]] = {}
    for verdict in state.verdicts.values():
        verdicts.setdefault(verdict.act.assembly, []).append(verdict)
    for id, assembly in state.confederation.assemblies.items():
        number = siret(dict(assembly.extra).get("x-siret", ""))
        rows = [row for verdict in verdicts.get(id, ()) if (row := _row(state, settings, assembly, number, verdict))] if number else []
        if rows:
            yield f"scdl/{id}.csv", csv_file(COLUMNS, rows)


def _row(state: State, settings: Settings, assembly: AssemblyRecord, number: str, verdict: Verdict) -> tuple[Cell, ...] | None:
    """A decision as a row; nothing where it has no place there."""
    act = verdict.act
    decision, proposal = act.decision, state.confederation.proposal_of(act.decision)
    local = decision.on is None or (proposal is not None and proposal.to.target == assembly.id)
    stands = verdict.outcome == "adopted" and verdict.valid and verdict.whole and not verdict.provisional
    waits = decision.condition and decision.condition_met is None
    if not (local and stands) or waits or decision.withheld:
        return None
    marks = [dict(one.extra).get("x-actes", "") for one in (decision, proposal, assembly) if one is not None]
    matter = next((code for code in marks if code in ACTES), "")
    subject = " ".join((proposal.title if proposal else decision.text or "").split())
    if not matter or not subject:
        return None
    where = settings.address(address(act.id)) or None
    return (
        assembly.name, number, act.id, act.day.isoformat(), matter, ACTES[matter], subject,
        None, None, None, None, *_votes(act.minutes.eligible, verdict.votes), where,
    )  # fmt: skip


def _votes(eligible: int | None, votes: Votes | None) -> tuple[int | None, ...]:
    """All entitled, who voted, for, against, abstaining. Who voted is the sum of the three: what has more than these is left empty."""
    if votes is None or votes.for_ is None or votes.against is None or votes.blocked:
        return _NO_VOTES
    abstain = votes.abstain or 0
    voted = votes.for_ + votes.against + abstain
    entitled = eligible if eligible is not None and eligible >= voted else None
    return entitled, voted, votes.for_, votes.against, abstain
