"""Whether a decision on a proposal counts as it sounds: what must stand with it in a title, in a word or two."""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.confederation import Act
from minutebook.pages.lines import ActLine
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey
from minutebook.pages.wording import outcome_word, status_word, uncapital
from minutebook.rules.force import Standing
from minutebook.rules.ratification import Row, ask
from minutebook.rules.speech import FINAL, Speech


def provisos(s: Survey, act: Act, line: ActLine) -> Iterator[str]:
    """Why a decision on a proposal counts for nothing, or for less than its verb says; what counts for nothing at all has that word alone."""
    void = line.void or ("indicative" if line.indicative else "")
    if void:
        yield outcome_word(void)
        return
    one = s.state.proposals.get(act.decision.on.target) if act.decision.on else None
    if one is None or line.deed not in ("ratified", *FINAL):
        return
    row, outer = _row(s, one, act.assembly)
    yield from _of_row(s, one, act, row, outer)
    if line.conditional and line.deed in ("ratified", "adopted"):
        yield outcome_word("conditional")
    if line.provisional:
        yield _("provisional")


def _row(s: Survey, one: Standing, assembly: str) -> tuple[Row | None, str]:
    """An assembly's row on a proposal; with the assembly whose row it stands in, if it has none of its own."""
    own = next((row for of, row in s.rows[assembly] if of is one), None)
    if own:
        return own, ""
    return next(((row, outer) for of, row, outer in s.rows_within[assembly] if of is one), (None, ""))


def _of_row(s: Survey, one: Standing, act: Act, row: Row | None, outer: str) -> Iterator[str]:
    """What the row says of it: another edition, taken back, too late, not counted, counted within another's row."""
    if row is None or row.shown:
        if act.assembly not in (one.rule.to, one.proposal.assembly):
            yield _("not counted")
        return
    speech = next((spoken for spoken in row.history if spoken.act.id == act.id), None)
    if speech is None or speech.void == "part":
        return
    if speech.void:
        yield _("not counted")
        return
    if speech.edition != one.edition:
        yield uncapital(_("Edition %(n)d") % {"n": speech.edition})
    elif speech.outcome == "adopted":
        question = ask(s.state.membership, s.state.mandates_in, one.proposal, one.rule, one.day, one.carried_on)
        if any(question.takes_back(later.day) for later in _against(row, speech)):
            yield _("taken back since")
        elif question.is_late(speech.since):
            yield status_word("late")
    if outer:
        yield _("counts within %(name)s") % {"name": s.site.name(outer)}


def _against(row: Row, speech: Speech) -> Iterator[Speech]:
    """What the assembly later decided against its adoption of the same edition."""
    for later in row.history:
        if later.order > speech.order and not later.void and later.edition == speech.edition and later.outcome in ("rejected", "rescinded"):
            yield later
