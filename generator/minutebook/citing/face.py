"""The face of a proposal or an assembly: what a card, a badge and a picture say of it in a few words."""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.citing.work import plain
from minutebook.pages.assembly import AssemblyView
from minutebook.pages.ratification import RatificationView
from minutebook.pages.speech import _, direction, language, long_date, ngettext
from minutebook.pages.view import Link, Site, View, tongue
from minutebook.pages.wording import STATES, state_word

GOOD, BAD, OPEN = "good", "bad", "open"
_LOOKS = {"in-force": GOOD, "lapsed": BAD, "withdrawn": BAD, "failing": BAD}


@dataclass(frozen=True, slots=True)
class Face:
    """A few words. `title_lang` and `title_dir` are the title's own, `look` is good, bad or open, `stamp` the state in a word,
    `told` one sentence, `figures` the count in the fewest words, `bar` how many stand, are needed and are counted (None without a count)."""

    title: str
    title_lang: str
    title_dir: str
    stamp: str
    look: str
    told: str
    figures: str
    bar: tuple[int, int, int] | None
    site: str
    day: str


def face_of(site: Site, view: View) -> Face | None:
    """The face of a page; None where its kind has none."""
    match view:
        case RatificationView():
            return _proposal(site, view)
        case AssemblyView():
            return _assembly(site, view)
    return None


def _proposal(site: Site, view: RatificationView) -> Face:
    one = view.standing
    look = _LOOKS.get(STATES[one.state][0], OPEN)
    if view.own:
        return _face(site, view, state_word(one.state), look, view.sentence.text, "", None)
    words = {"n": one.ratified, "of": len(one.rows), "need": one.needed or 0}
    figures = (_("%(n)d of %(of)d, %(need)d needed") if one.needed is not None else _("%(n)d of %(of)d")) % words
    return _face(site, view, state_word(one.state), look, view.sentence.text, figures, (one.ratified, one.needed or 0, len(one.rows)))


def _assembly(site: Site, view: AssemblyView) -> Face:
    waiting = view.open_here if view.council else len(view.waiting)
    said = [ngettext("%(num)d decision on record.", "%(num)d decisions on record.", view.decisions) % {"num": view.decisions}]
    if view.council:
        said.append(
            ngettext("%(num)d proposal waits for its assemblies.", "%(num)d proposals wait for its assemblies.", waiting) % {"num": waiting}
        )
    else:
        said.append(
            ngettext("%(num)d proposal waits for its decision.", "%(num)d proposals wait for its decision.", waiting) % {"num": waiting}
        )
    if view.next:
        said.append(_("Next meeting: %(day)s.") % {"day": long_date(view.next.day)})
    stamp = _("Council") if view.council else _("Assembly")
    figures = ngettext("%(num)d proposal waiting", "%(num)d proposals waiting", waiting) % {"num": waiting}
    return _face(site, view, stamp, OPEN, " ".join(said), figures, None)


def _face(site: Site, view: View, stamp: str, look: str, told: str, figures: str, bar: tuple[int, int, int] | None) -> Face:
    lang, way = tongue(Link(view.title, lang=view.title_lang))
    return Face(
        plain(view.title), lang or language(), way or direction(language()), plain(stamp), look, plain(told), plain(figures), bar,
        plain(site.settings.site_name), plain(_("As of %(day)s") % {"day": long_date(site.day)}),
    )  # fmt: skip
