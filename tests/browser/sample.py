"""The pages looked at: the largest of every kind, and some that show what no other does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from minutebook.exports.addresses import address
from minutebook.page import file_of
from minutebook.pages import PAGES, Site
from minutebook.rules.force import Standing


def _proposal(site: Site, holds: Callable[[Standing], bool]) -> str:
    return address(next(id for id, standing in site.state.proposals.items() if holds(standing)))


def _assembly(site: Site, language: str = "", kind: str = "commune") -> str:
    assemblies = site.state.records.assemblies.values()
    return address(next(one.id for one in assemblies if one.kind == kind and one.language == (language or one.language)))


def _minutes(site: Site, kind: str = "commune", bare: bool = False, language: str = "") -> str:
    known = site.state.confederation
    return address(
        next(
            id
            for id, one in known.minutes.items()
            if known.assemblies[one.assembly].kind == kind
            and bool(one.decisions) != bare
            and (not language or known.assemblies[one.assembly].language == language)
        )
    )


def _mandate(site: Site, status: str) -> str:
    return address(next(id for id, one in site.state.mandates.items() if one.status == status))


VARIANTS: dict[str, Callable[[Site], str]] = {
    "a proposal that is open": lambda site: _proposal(site, lambda one: one.state == "open"),
    "a proposal that was carried": lambda site: _proposal(site, lambda one: one.state == "carried"),
    "a proposal with tiers": lambda site: _proposal(site, lambda one: one.rule.electorate == "tiers"),
    "a proposal decided by delegations": lambda site: _proposal(site, lambda one: one.rule.decided_by == "delegations"),
    "a proposal open for adoption": lambda site: _proposal(site, lambda one: one.state == "open for adoption"),
    "an assembly that writes Arabic": lambda site: _assembly(site, "ar"),
    "an assembly that writes Kurmanji": lambda site: _assembly(site, "kmr"),
    "a council": lambda site: _assembly(site, kind="council"),
    "a mandate that was recalled": lambda site: _mandate(site, "recalled"),
    "a mandate that is active": lambda site: _mandate(site, "active"),
    "minutes of a council": lambda site: _minutes(site, kind="council"),
    "minutes in Arabic": lambda site: _minutes(site, language="ar"),
    "minutes without front matter": lambda site: _minutes(site, bare=True),
}

NAMES = (*(kind.kind for kind in PAGES), *VARIANTS)


PAST = {
    "past": "assemblies/*/proposals/*/as-of",
    "past proposal": "assemblies/*/proposals/*/as-of/*",
    "past assembly": "assemblies/*/as-of/*",
}
"""Where the built site has the pages of past states: to have them from the table of pages, every past day would be reckoned again."""


def sample(site: Site, built: Path) -> dict[str, str]:
    """The path of the page for every name. A kind of page that the demonstration has no example of is an error."""
    found = {}
    for kind in PAGES:
        if kind.kind in PAST:
            paths = [f"{one.relative_to(built).as_posix()}/" for one in built.glob(PAST[kind.kind]) if (one / "index.html").is_file()]
        else:
            paths = [view.path for view in kind.views(site)]
        assert paths, f"the demonstration has no page of the kind {kind.kind}"
        found[kind.kind] = max(paths, key=lambda path: ((built / file_of(path)).stat().st_size, path))
    return found | {name: pick(site) for name, pick in VARIANTS.items()}
