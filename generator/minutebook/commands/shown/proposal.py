"""A proposal in the terminal: the rule with its arithmetic, and one row per assembly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minutebook.commands.paper import Heading, Line, Part, Table, fact
from minutebook.commands.shown.words import iso, joined, named, positions_table, row_of, rows_of, tally
from minutebook.pages.sentence import is_own, sentence
from minutebook.pages.view import Site
from minutebook.pages.wording import arithmetic, kind_word, rule_words, status_key, status_word, void_words
from minutebook.records import ProposalRecord
from minutebook.rules.force import Standing
from minutebook.rules.ratification import Row
from minutebook.rules.speech import Speech


def parts(site: Site, record: ProposalRecord) -> Iterator[Part]:
    """Where it stands, by which rule, what each assembly decided, what delegations said."""
    state = site.state
    one = state.proposals[record.id]
    yield Heading(record.title)
    yield Line(record.id)
    yield Line(f"{kind_word(record.kind)} to {named(site, one.rule.to)}, put on {iso(one.rule.put)} by {named(site, record.assembly)}")
    yield Line(f"{one.state.capitalize()} as of {state.day}")
    yield Line("")
    yield Line(sentence(site, one).text)
    yield from _rule(site, one)
    yield from _relations(record, one)
    if one.rows:
        yield Heading("Assemblies")
        rows = [row for top in one.rows for row in _rows(site, one, top)]
        yield Table(("assembly", "status", "date", "tally", "minutes", "notes"), tuple(rows))
    if one.apart:
        yield Line(f"Joined after the day that counts, and not counted: {', '.join(one.apart)}")
    history = [speech for row in one.rows for speech in row.history]
    if len(history) > sum(row.speech is not None for row in one.rows):
        yield Heading("All that was decided on it")
        rows = [_entry(speech) for speech in sorted(history, key=lambda speech: (speech.day, speech.assembly))]
        yield Table(("date", "assembly", "outcome", "tally", "minutes", "notes"), tuple(rows))
    if found := state.stated_on[record.id]:
        for act in dict.fromkeys(stated.act.id for stated in found):
            yield Heading(f"Positions at {act}")
            yield positions_table(stated for stated in found if stated.act.id == act)


def _rule(site: Site, one: Standing) -> Iterator[Part]:
    """The rule in words, and how the number it needs comes about."""
    rule = one.rule
    if is_own(site, one):
        return
    words = "by the delegations of " if rule.decided_by == "delegations" else ""
    yield fact("Rule", f"{words}{rule_words(rule)}" + (f"; the last day is {one.deadline}" if one.deadline else ""))
    if one.rows and (said := arithmetic(rule.requires, len(one.rows))):
        yield Line(said)
    if one.state in ("open", "failing", "open for adoption") and one.rows:
        waiting = [row.assembly for row in one.rows if not row.counted and not row.rejects]
        refused = [row.assembly for row in one.rows if row.rejects]
        for words, names in (("Can still decide", waiting), ("Rejected", refused)):
            if names:
                yield Line(f"{words} ({len(names)}): {', '.join(names)}")


def _relations(record: ProposalRecord, one: Standing) -> Iterator[Part]:
    if record.editions:
        yield fact("Edition", f"{one.edition} of {len(record.editions) + 1}")
    for name, refs in (("Amends", record.amends), ("Repeals", record.repeals), ("Rival of", record.instead_of)):
        if refs:
            yield fact(name, ", ".join(ref.target or ref.text for ref in refs))
    for carried, undone in one.undone:
        yield Line(f"Carried on {carried}, undone on {undone} when the minutes were corrected")


def _rows(site: Site, one: Standing, row: Row, depth: int = 0) -> Iterator[tuple[str, ...]]:
    """The row of an assembly, and below it those of its members or successors."""
    speech = row.speech
    votes = tally(row.votes)
    notes = joined(
        "provisional" if row.provisional else "",
        "counted" if row.counted and row.status == "rescinded" else "",
        f"edition {row.edition}" if row.edition and row.edition != one.edition else "",
        "by its position at the council" if speech and speech.source == "position" else "",
    )
    where = speech.act.id if speech else row.meeting
    own = is_own(site, one)
    word = status_word(status_key(row, own=own)).split(", provisional")[0]
    yield ("  " * depth + row.assembly, word, iso(row.day), f"{votes} ({row.method})" if votes and row.method else votes, where, notes)
    for inner in row.within:
        yield from _rows(site, one, inner, depth + 1)


def _entry(speech: Speech) -> tuple[str, ...]:
    verdict, act = speech.verdict, speech.act
    notes = joined(
        void_words(speech.void) if speech.void else "",
        f"on condition: {act.decision.condition}" if speech.conditional else "",
        f"corrected by {verdict.corrected_by.id}" if verdict.corrected_by else "",
        f"edition {speech.edition}" if speech.edition > 1 else "",
    )
    votes = tally(verdict.votes) if speech.source == "decision" else ""
    return (iso(speech.day), speech.assembly, speech.outcome, votes, act.id, notes)


def data(site: Site, record: ProposalRecord) -> dict[str, Any]:
    """The proposal's row, its sentence, its conditions, the rows of assemblies, the positions at the council."""
    state, one = site.state, site.state.proposals[record.id]
    conditions = [
        {"name": c.name, "rule": str(c.rule), "needed": c.need, "of": c.of, "have": c.have, "missing": c.missing, "holds": c.holds}
        for c in one.conditions
    ]
    words = [sentence(site, one).text, *([] if is_own(site, one) else [arithmetic(one.rule.requires, len(one.rows))])]
    return row_of(state, "proposals", record.id) | {
        "summary": " ".join(filter(None, words)),
        "conditions": conditions,
        "ratifications": rows_of(state, "ratifications", lambda row: row["proposal"] == record.id),
        "decisions": rows_of(state, "decisions", lambda row: row["proposal"] == record.id),
        "positions": rows_of(state, "positions", lambda row: row["proposal"] == record.id),
    }
