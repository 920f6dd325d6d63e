"""All proposals: by state, and filtered by topic, council, kind and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minutebook.pages.alphabet import collation
from minutebook.pages.awaited import STATE_ORDER, Brief, brief, by_deadline
from minutebook.pages.follow import followed
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.rules.force import PENDING, Standing


@dataclass(frozen=True, slots=True)
class Group:
    """The proposals of one state."""

    state: str
    proposals: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list of proposals can be filtered by: councils by id and name, topics, kinds, years."""

    councils: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsView(View):
    """All proposals. `own` are those of communes to themselves, the newest first."""

    groups: tuple[Group, ...]
    own: tuple[Brief, ...]
    choices: Choices
    total: int
    counts: tuple[tuple[int, str], ...]


def proposals(site: Site) -> Iterator[ProposalsView]:
    """The list of all proposals."""
    s = survey(site)
    everything = tuple(site.state.proposals.values())
    own = sorted((one for one in everything if not site.state.membership.is_council(one.rule.to)), key=_newest)
    counts = Counter(one.state for one in s.shared)
    yield ProposalsView(
        path="proposals/", title=_("Proposals"), description=_("Every proposal and where it stands."), groups=grouped(s, s.shared),
        own=tuple(brief(s, one) for one in own), choices=choices(s, everything), total=len(everything),
        counts=tuple((counts[state], state) for state in STATE_ORDER if counts[state]),
    )  # fmt: skip


def _newest(one: Standing) -> tuple[int, str]:
    return (-one.rule.put.toordinal(), one.proposal.id)


def grouped(s: Survey, found: Iterable[Standing]) -> tuple[Group, ...]:
    """Proposals by state, what waits first; within a state the nearest last day, or the newest, first."""
    states: dict[str, list[Standing]] = {}
    for one in found:
        states.setdefault(one.state, []).append(one)
    groups = []
    for state in STATE_ORDER:
        members = states.get(state, [])
        if state in ("open", "failing", "provisionally carried"):
            members.sort(key=by_deadline)
        else:
            members.sort(key=_newest)
        if members:
            groups.append(Group(state, tuple(brief(s, one, drawn=state in PENDING) for one in members)))
    return tuple(groups)


def choices(s: Survey, found: Iterable[Standing]) -> Choices:
    """What these proposals can be filtered by."""
    found = tuple(found)
    councils = {one.rule.to for one in found if s.state.membership.is_council(one.rule.to)}
    topics = {topic for one in found for topic in one.proposal.topics}
    return Choices(
        tuple(sorted(((id, s.site.name(id)) for id in councils), key=lambda pair: collation(pair[1]))),
        tuple(sorted(topics, key=collation)), tuple(sorted({one.proposal.kind for one in found})),
        tuple(sorted({one.rule.put.year for one in found}, reverse=True)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsView(View):
    """All topics, each with the number of its proposals and how many of them are open."""

    topics: tuple[tuple[Link, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView(View):
    """One topic: its proposals by state."""

    groups: tuple[Group, ...]
    total: int


def topics(site: Site) -> Iterator[TopicsView]:
    """The list of topics."""
    s = survey(site)
    found = tuple(
        (Link(name, f"topics/{own}/"), len(ones), sum(one.state == "open" for one in ones)) for own, (name, ones) in s.topics.items()
    )
    yield TopicsView(path="topics/", title=_("Topics"), description=_("What the proposals are about."), topics=found)


def topic_pages(site: Site) -> Iterator[TopicView]:
    """The page of every topic."""
    s = survey(site)
    for own, (name, ones) in s.topics.items():
        yield TopicView(
            path=f"topics/{own}/", title=name, description=_("Proposals on %(topic)s.") % {"topic": name}, groups=grouped(s, ones),
            crumbs=(Link(_("Proposals"), "proposals/"), Link(_("Topics"), "topics/")), total=len(ones),
            follow=followed(site, f"topics/{own}/", name),
        )  # fmt: skip
