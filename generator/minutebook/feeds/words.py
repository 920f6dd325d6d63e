"""What an assembly decided, in the words of the pages as plain text; names keep their own direction by Unicode's isolates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup

from minutebook import markdown
from minutebook.pages.done import deed, done, part_of, told
from minutebook.pages.lines import ActLine, shortened
from minutebook.pages.speech import _, and_list, apart, comma, semicolon
from minutebook.pages.view import Link
from minutebook.pages.wording import capital, method_words, outcome_word, tally_words, void_words

LONGEST: Final = 200
"""So many letters of a decision's own words at most stand in a title."""
_STOPS = ".。．؟"


def deed_words(line: ActLine, provisos: Iterable[str] = ()) -> str:
    """A decision in one sentence without its full stop, with what must stand with it: 'Saltmarsh ratified Water (edition 1)'."""
    said, word = _sentence(line, apart(line.assembly.text)), comma().join(provisos)
    return _("%(what)s (%(word)s)") % {"what": said, "word": word} if word else said


def _sentence(line: ActLine, who: str) -> str:
    """The same sentence as `act_words` of theme/records/macros/lines.html, up to the tally."""
    deeds = semicolon().join(_plain(deed(word, _name(link), line.adopted)) for word, link in line.deeds)
    added = semicolon() + deeds if deeds else ""
    if line.subject:
        what = _name(line.subject)
        return _plain(done(line.did, _plain(part_of(what, _name(line.part))) if line.part else what, who)) + added
    if line.text:
        return _plain(told(line.deed, apart(shortened(markdown.plain(line.text.text).rstrip(_STOPS), LONGEST)), who)) + added
    if line.chosen:
        return _plain(done("chosen", and_list(list(line.chosen)), who)) + added
    if deeds:
        return _plain(done("did", deeds, who) if line.adopted else told(line.deed, deeds, who))
    if line.withheld:
        return _plain(done(line.did, _("an item that is not published in full"), who))
    if line.between:
        return _plain(done("between", and_list(list(line.between)), who))
    return f"{who}: {outcome_word(line.deed)}"


def put_words(who: Link, name: str) -> str:
    """Who put a proposal: 'Saltmarsh put the proposal Water'."""
    return _plain(done("put", name, _name(who)))


def details(line: ActLine) -> Iterator[str]:
    """How it was decided and what must be known with it, each a sentence: '31 for, 18 against.' 'Provisional.'"""
    how = tally_words(line.votes) if line.votes else method_words(line.method) if line.agreed else ""
    if how:
        yield f"{capital(how)}."
    key = line.void or ("indicative" if line.indicative else "part" if line.part else "")
    if key:
        yield void_words(key)
    if line.conditional:
        yield _("On a condition that is not met yet.")
    if line.reservations:
        yield _("With reservations.")
    if line.provisional and not line.void:
        yield _("Provisional.")
    if line.corrected:
        yield _("Corrected since.")


def _name(link: Link) -> str:
    return apart(link.text)


def _plain(html: Markup) -> str:
    return html.unescape()
