"""A proposal in the terminal: the rule with its arithmetic, and one row per assembly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from minutebook.commands.paper import Heading, Line, Part, Table, fact
from minutebook.commands.shown.words import iso, joined, named, positions_table, row_of, rows_of, tally, word
from minutebook.pages.sentence import is_own, sentence
from minutebook.pages.view import Site
from minutebook.pages.wording import STATES, STATUSES, arithmetic, kind_word, rule_words, status_key, void_words
from minutebook.records import ProposalRecord
from minutebook.rules.force import Standing
from minutebook.rules.ratification import Row
from minutebook.rules.speech import Speech
from minutebook.speech import marked, said, said_many


def parts(site: Site, record: ProposalRecord) -> Iterator[Part]:
    """Where it stands, by which rule, what each assembly decided, what delegations said."""
    state = site.state
    one = state.proposals[record.id]
    yield Heading(record.title)
    yield Line(record.id)
    put = {
        "kind": kind_word(record.kind),
        "council": named(site, one.rule.to),
        "day": one.rule.put,
        "assembly": named(site, record.assembly),
    }
    yield Line(said("%(kind)s to %(council)s, put on %(day)s by %(assembly)s", **put))
    yield Line(said("%(state)s as of %(day)s", state=marked(STATES[one.state][1]), day=state.day))
    yield Line("")
    yield Line(sentence(site, one).text)
    yield from _rule(site, one)
    yield from _relations(record, one)
    if one.rows:
        yield Heading(said("Assemblies"))
        rows = [row for top in one.rows for row in _rows(site, one, top)]
        heads = (said_many("assembly", "assemblies", 1), said("status"), said("date"), said("tally"), said("minutes"), said("notes"))
        yield Table(heads, tuple(rows))
    if one.apart:
        yield Line(said("Joined after the day that counts, and not counted: %(assemblies)s", assemblies=", ".join(one.apart)))
    history = [speech for row in one.rows for speech in row.history]
    if len(history) > sum(row.speech is not None for row in one.rows):
        yield Heading(said("All that was decided on it"))
        rows = [_entry(speech) for speech in sorted(history, key=lambda speech: (speech.day, speech.assembly))]
        heads = (said("date"), said_many("assembly", "assemblies", 1), said("outcome"), said("tally"), said("minutes"), said("notes"))
        yield Table(heads, tuple(rows))
    if found := state.stated_on[record.id]:
        for act in dict.fromkeys(stated.act.id for stated in found):
            yield Heading(said("Positions at %(decision)s", decision=act))
            yield positions_table(stated for stated in found if stated.act.id == act)


def _rule(site: Site, one: Standing) -> Iterator[Part]:
    """The rule in words, and how the number it needs comes about."""
    rule = one.rule
    if is_own(site, one):
        return
    words = said("by the delegations of %(rule)s", rule=rule_words(rule)) if rule.decided_by == "delegations" else rule_words(rule)
    yield fact(said("Rule"), joined(words, said("the last day is %(day)s", day=one.deadline) if one.deadline else ""))
    if one.rows and (sum_ := arithmetic(rule.requires, len(one.rows))):
        yield Line(sum_)
    if one.state in ("open", "failing", "open for adoption") and one.rows:
        waiting = [row.assembly for row in one.rows if not row.counted and not row.rejects]
        refused = [row.assembly for row in one.rows if row.rejects]
        if waiting:
            yield Line(said("Can still decide (%(number)s): %(names)s", number=len(waiting), names=", ".join(waiting)))
        if refused:
            yield Line(said("Rejected (%(number)s): %(names)s", number=len(refused), names=", ".join(refused)))


def _relations(record: ProposalRecord, one: Standing) -> Iterator[Part]:
    if record.editions:
        yield fact(said("Edition"), said("%(number)s of %(all)s", number=one.edition, all=len(record.editions) + 1))
    for name, refs in ((said("Amends"), record.amends), (said("Repeals"), record.repeals), (said("Rival of"), record.instead_of)):
        if refs:
            yield fact(name, ", ".join(ref.target or ref.text for ref in refs))
    for carried, undone in one.undone:
        yield Line(said("Carried on %(carried)s, undone on %(undone)s when the minutes were corrected", carried=carried, undone=undone))


def _rows(site: Site, one: Standing, row: Row, depth: int = 0) -> Iterator[tuple[str, ...]]:
    """The row of an assembly, and below it those of its members or successors."""
    speech = row.speech
    votes = tally(row.votes)
    notes = joined(
        said("provisional") if row.provisional else "",
        said("counted") if row.counted and row.status == "rescinded" else "",
        said("edition %(number)s", number=row.edition) if row.edition and row.edition != one.edition else "",
        said("by its position at the council") if speech and speech.source == "position" else "",
    )
    where = speech.act.id if speech else row.meeting
    status = marked(STATUSES[status_key(replace(row, provisional=False), own=is_own(site, one))][1])
    if votes and row.method:
        votes = said("%(tally)s (%(method)s)", tally=votes, method=word(row.method))
    yield ("  " * depth + row.assembly, status, iso(row.day), votes, where, notes)
    for inner in row.within:
        yield from _rows(site, one, inner, depth + 1)


def _entry(speech: Speech) -> tuple[str, ...]:
    verdict, act = speech.verdict, speech.act
    notes = joined(
        void_words(speech.void) if speech.void else "",
        said("on condition: %(words)s", words=act.decision.condition) if speech.conditional else "",
        said("corrected by %(decision)s", decision=verdict.corrected_by.id) if verdict.corrected_by else "",
        said("edition %(number)s", number=speech.edition) if speech.edition > 1 else "",
    )
    votes = tally(verdict.votes) if speech.source == "decision" else ""
    return (iso(speech.day), speech.assembly, word(speech.outcome), votes, act.id, notes)


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
