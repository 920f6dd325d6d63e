"""Events in words: a title and a summary in the language spoken, as the pages have them, and the record's own words in its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from minutebook import markdown
from minutebook.confederation import Act
from minutebook.feeds.counts import provisos
from minutebook.feeds.words import LONGEST, deed_words, details, put_words
from minutebook.pages.changes import changed_by
from minutebook.pages.chronicle import Line
from minutebook.pages.lines import act_line, shortened
from minutebook.pages.sentence import sentence
from minutebook.pages.speech import _, apart, colon, comma, full_date, semicolon
from minutebook.pages.survey import Survey
from minutebook.pages.wording import outcome_word, state_word, tally_words, uncapital
from minutebook.records import NoticeRecord
from minutebook.records.notice import AgendaItem
from minutebook.rules.force import Standing

_MOST = 500


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words. `by` is whose it is, `words` are the record's own, as plain text; `lang` is their language, if it is stated;
    `quotes` that the title is made of them."""

    title: str
    summary: str
    by: str
    words: str = ""
    lang: str = ""
    quotes: bool = False


def decision(s: Survey, act: Act) -> Told:
    """What an assembly decided; of a correction also what stood there before."""
    line = act_line(s, s.state.verdicts[act.id], LONGEST)
    own = "\n\n".join(markdown.plain(text) for text in (act.decision.text, act.decision.because) if text)
    return Told(
        deed_words(line, provisos(s, act, line)), " ".join((*details(line), *_corrected(s, act))), s.site.name(act.assembly), own,
        s.site.language(act.assembly), bool(line.text) and not line.subject,
    )  # fmt: skip


def _corrected(s: Survey, act: Act) -> Iterator[str]:
    """The outcome and the tally before and after a correction; where neither changed, what it says is put right."""
    for one in changed_by(s, act) if act.decision.corrects else ():
        pairs = ((outcome_word(one.before) if one.before else "–", outcome_word(one.after) if one.after else ""),
                 (tally_words(one.votes_before) or "–", tally_words(one.votes_after)))  # fmt: skip
        told = [_("%(before)s → %(after)s") % {"before": before, "after": after} for before, after in pairs if after]
        if told:
            yield f"{apart(one.of.text)}{colon()}{semicolon().join(told)}."
        elif one.kind == "corrected" and one.words.text:
            yield apart(stopped(shortened(markdown.plain(one.words.text), _MOST)))


def turn(s: Survey, one: Standing, line: Line, last: bool) -> Told:
    """What happened to a proposal; the last such event says where it stands now."""
    name = apart(s.site.proposal(one.proposal.id).text)
    standing = sentence(s.site, one).text if last and line.turn != "set aside" else ""
    record = _("Minutes") + colon() + apart(line.record.text) + "." if line.record else ""
    said = line.words if line.turn == "edition" or (line.turn in _STATES and not standing) else ""
    own = s.site.prose(one.proposal.summary, one.proposal)
    return Told(
        put_words(line.who, name) if line.who else f"{name}{colon()}{_short(one, line)}",
        " ".join(part for part in (said, record, standing) if part), s.site.name(one.rule.to),
        markdown.plain(own.text), own.lang,
    )  # fmt: skip


_STATES: Final[Mapping[str, str]] = {
    "carried provisionally": "provisionally carried", "carried": "carried", "lapsed": "lapsed", "in force": "in force", "set aside": "set aside",
}  # fmt: skip
"""The states that a proposal comes into, by what a line of its history tells."""


def _short(one: Standing, line: Line) -> str:
    """What happened, to stand behind the proposal's name: 'carried', 'edition 2', 'the last day is put off to 30 June'."""
    if line.turn in _STATES:
        return uncapital(state_word(_STATES[line.turn]))
    if line.turn == "edition":
        number = next(edition.id for edition in one.proposal.editions if edition.date == line.day)
        return uncapital(_("Edition %(n)d") % {"n": number})
    return uncapital(line.words.rstrip("."))


def notice(s: Survey, record: NoticeRecord) -> Told:
    """A meeting that is called, and what is on its agenda."""
    words = {"name": s.site.name(record.assembly), "day": full_date(record.day), "before": full_date(record.first_day)}
    said = (
        _("%(name)s: the meeting of %(day)s is cancelled") if record.cancelled
        else _("%(name)s: the meeting of %(before)s is moved to %(day)s") if record.moved_to
        else _("%(name)s meets on %(day)s")
    )  # fmt: skip
    body = shortened(markdown.plain(record.body).removeprefix(markdown.plain(record.heading)).strip(), _MOST)
    return Told(said % words, " ".join(about(s, record)), s.site.name(record.assembly), body, s.site.language(record.assembly))


def about(s: Survey, record: NoticeRecord) -> Iterator[str]:
    """What must be known of a meeting, a sentence each: why it is not held; when, where, who may come, the agenda."""
    if record.cancelled:
        yield _("It does not take place") + colon() + stopped(apart(markdown.plain(record.cancelled)))
        return
    time = _("%(first)s to %(last)s") % {"first": record.starts, "last": record.ends} if record.starts and record.ends else record.starts
    there = comma().join(apart(part) for part in (time, record.place) if part)
    if there:
        yield stopped(there)
    if record.online:
        yield f"{_('From afar')}{colon()}{apart(record.online)}"
    if record.open_to:
        yield f"{_('Open to:')} {stopped(apart(record.open_to))}"
    items = [_item(s, item) for item in record.agenda]
    if items:
        yield _("Agenda") + colon() + stopped(semicolon().join(apart(item) for item in items if item))


def _item(s: Survey, item: AgendaItem) -> str:
    return s.site.proposal(item.on.target or item.on.text).text if item.on else markdown.plain(item.text or "")


def stopped(text: str) -> str:
    """A text with one full stop at its end."""
    return f"{text.rstrip('.')}."
