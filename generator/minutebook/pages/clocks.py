"""What the clocks show where an assembly meets: the time zone that its notices name."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo

from minutebook.pages.view import Site


@lru_cache(maxsize=64)
def zone(name: str | None) -> ZoneInfo | None:
    """A time zone by its name; None where there is none of that name."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def clock(site: Site, assembly: str, named: str | None = None) -> ZoneInfo | None:
    """The time zone of a meeting: the one it names, else the one that all notices of its assembly name, else, where these name none, the one
    that all its members do, and so on down. None where they differ, where none is named, and where the meeting names one that is not known.
    """
    if named:
        return zone(named)
    found = _named(site, assembly, set())
    return zone(*found) if len(found) == 1 else None


def _named(site: Site, assembly: str, seen: set[str]) -> set[str]:
    """The known time zones that an assembly names, else those of its members."""
    seen.add(assembly)
    own = {one.timezone for one in site.state.confederation.notices_of[assembly] if one.timezone and zone(one.timezone)}
    members = () if own else site.state.membership.members(assembly, site.day)
    return own.union(*(_named(site, one, seen) for one in members if one not in seen))
