"""The work that is cited: what a page is of, in the words and dates that every form of citation needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from minutebook.pages.assembly import AssemblyView
from minutebook.pages.called import NoticeView
from minutebook.pages.chronicle import putter
from minutebook.pages.mandate import MandateView
from minutebook.pages.minutes import MinutesView
from minutebook.pages.ratification import RatificationView
from minutebook.pages.speech import _, language, long_date
from minutebook.pages.view import Site, View
from minutebook.pages.wording import kind_word, mandate_word, state_word

_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited. `id` is the record's, `path` its page, `lang` the language of its title.

    `author` is the assembly whose record it is, `author_id` its id; `genre` says what sort of record it is, `issued` is its own day (None where none is
    recorded), `state` how it stands on the day of reckoning (empty where it has no state), `told` the page in one sentence,
    `edition` that of the text, where it has several.
    """

    id: str
    kind: str
    path: str
    title: str
    lang: str
    author: str
    author_id: str
    genre: str
    issued: date | None
    state: str
    told: str
    edition: int | None = None


def work_of(site: Site, view: View) -> Work | None:
    """The work a page shows; None where a page is of no record, or of a past state."""
    if view.then:
        return None
    found: tuple[str, str, str, str, date | None, str]
    match view:
        case RatificationView():
            one = view.standing
            found = one.proposal.id, "proposal", putter(site, one), kind_word(one.proposal.kind), one.rule.put, state_word(one.state)
        case MinutesView():
            record = view.record
            found = record.id, "minutes", record.assembly, _("Minutes"), record.last_day, view.status
        case MandateView():
            held = view.state.mandate
            found = held.record.id, "mandate", held.record.assembly, _("Mandate"), held.granted, mandate_word(view.state.status)
        case AssemblyView():
            found = view.record.id, "assembly", view.record.id, _("Page of an assembly"), site.day, ""
        case NoticeView():
            found = view.record.id, "notice", view.record.assembly, _("Notice of a meeting"), view.day, ""
        case _:
            return None
    id, kind, assembly, genre, issued, state = found
    title, lang = plain(view.title), view.title_lang or language()
    edition = view.standing.edition if isinstance(view, RatificationView) and len(view.standing.proposal.editions) > 1 else None
    return Work(
        id, kind, view.path, title, lang, plain(site.name(assembly)), assembly, genre, issued, plain(state), plain(view.description), edition
    )  # fmt: skip


def as_of(site: Site, work: Work) -> str:
    """How it stands, with the day it stands so: 'in force, as of 24 November 2026'."""
    words = {"state": work.state, "day": long_date(site.day)}
    return plain((_("%(state)s, as of %(day)s") if work.state else _("as of %(day)s")) % words)


def plain(text: str) -> str:
    """A text on one line, without characters that are not seen: what keeps directions apart on a page is noise in a file."""
    return " ".join(_UNSEEN.sub("", text).split())
