"""Popolo 1.0.1: people, organizations, posts, memberships, events, motions and vote events, as one JSON document.

Assemblies and councils are organizations; a delegate is a member of the council on behalf of the assembly, for the days of the
mandate; offices are posts; every edition of a proposal is a motion; what assemblies and councils decided on it are vote events, and
so is the whole proposal, in which the assemblies are the voters. Popolo has no words for mandates, instructions and recalls: they
are in the tables, and a membership's `links` leads to its mandate. Source: https://www.popoloproject.com/specs/
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from minutebook.confederation import Act
from minutebook.exports.addresses import address
from minutebook.exports.people import delegates, slugs
from minutebook.records import AssemblyRecord, NoticeRecord, ProposalRecord
from minutebook.records.assembly import Office
from minutebook.records.decision import Votes
from minutebook.registers import siret
from minutebook.rules.decisions import edition_of
from minutebook.rules.force import Standing
from minutebook.rules.mandates import Mandate
from minutebook.rules.ratification import Row
from minutebook.rules.terms import person
from minutebook.settings import Settings
from minutebook.state import State

Object = dict[str, Any]

_RESULTS: Final = {"adopted": "pass", "rejected": "fail"}
_ENDS: Final = {"lapsed": "fail", "set aside": "fail"}
"""How a proposal that was not carried has ended, where it has."""
_OPTIONS: Final = {
    "for": "yes", "against": "no", "block": "no", "abstain": "abstain", "absent": "absent", "excused": "absent", "silent": "not voting",
    "divided": "divided",
}  # fmt: skip
"""A delegation's position as an option of Popolo's; `divided` is ours, as its list may be added to."""
_OWN: Final = {"adopted": "ratification", "rejected": "ratification", "rescinded": "rescission"}
"""What an assembly's own decision on a proposal is."""


def popolo(state: State, settings: Settings) -> bytes:
    """The document as JSON: a list for each class, its objects in the order of their ids, one on each line."""
    found = _Popolo(state, settings)
    lists = {
        "persons": found.persons(),
        "organizations": found.organizations(),
        "posts": found.posts(),
        "memberships": found.memberships(),
        "events": found.events(),
        "motions": found.motions(),
        "vote_events": found.vote_events(),
    }
    return ("{\n" + ",\n".join(f'"{name}": {_list(objects)}' for name, objects in lists.items()) + "\n}\n").encode()


def motion_id(proposal: ProposalRecord, edition: int) -> str:
    """A motion's id: the proposal's own for its first text, with the edition's number for a later one."""
    return proposal.id if edition == 1 else f"{proposal.id}#edition-{edition}"


def _list(objects: Iterable[Object]) -> str:
    ordered = sorted(objects, key=lambda one: str(one["id"]))
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in ordered) + "\n]"


def _object(**fields: Any) -> Object:
    """An object with what is known."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items() if value not in (None, "", [])}


class _Popolo:
    """The objects of one state."""

    def __init__(self, state: State, settings: Settings) -> None:
        self.state, self.settings = state, settings
        self._delegates = delegates(state)
        self._named = {assembly: dict(self._people(assembly)) for assembly in state.confederation.assemblies}

    def _people(self, assembly: str) -> Iterator[tuple[str, str]]:
        """The ids of an assembly's people by name: delegates by the address of their page, those who only hold an office beside them."""
        found = {name: f"{assembly}/delegates/{one.slug}" for name, one in self._delegates.get(assembly, {}).items()}
        yield from found.items()
        record = self.state.confederation.assemblies[assembly]
        names = [person(self.state.confederation, assembly, name) for office in self._offices(record) for name in office.held_by]
        others = dict.fromkeys(name for name in names if name not in found)
        yield from ((name, f"{assembly}/offices/{slug}") for name, slug in slugs(others, "person").items())

    def _offices(self, record: AssemblyRecord) -> list[Office]:
        """The offices whose term has begun."""
        return [office for office in record.offices if (office.since or date.min) <= self.state.day]

    def _person(self, assembly: str, name: str) -> str:
        return self._named.get(assembly, {}).get(person(self.state.confederation, assembly, name), "")

    def _links(self, id: str, note: str = "") -> list[Object]:
        path = address(id)
        return [_object(url=self.settings.address(path) or path, note=note)]

    # ------------------------------------------------------------------ who

    def persons(self) -> Iterator[Object]:
        for people in self._named.values():
            yield from (_object(id=id, name=name) for name, id in people.items())

    def organizations(self) -> Iterator[Object]:
        for id, record in self.state.confederation.assemblies.items():
            names = [_object(name=one.name, note=one.language) for one in record.translations if one.name]
            number = siret(dict(record.extra).get("x-siret", ""))
            yield _object(
                id=id, name=record.name, other_names=names, classification=record.kind, founding_date=record.founded,
                dissolution_date=record.dissolved, identifiers=[{"scheme": "SIRET", "identifier": number}] if number else None,
                sources=self._links(id),
            )  # fmt: skip

    def posts(self) -> Iterator[Object]:
        for id, record in self.state.confederation.assemblies.items():
            for title, post in self._posts(record).items():
                yield _object(id=post, label=title, role=title, organization_id=id)

    def _posts(self, record: AssemblyRecord) -> dict[str, str]:
        titles = dict.fromkeys(office.title for office in self._offices(record))
        return {title: f"{record.id}/posts/{slug}" for title, slug in slugs(titles, "office").items()}

    def memberships(self) -> Iterator[Object]:
        """Assemblies in councils, people in offices, delegates at councils on behalf of their assemblies."""
        for id, record in self.state.confederation.assemblies.items():
            yield from self._seats(record)
            posts = self._posts(record)
            for number, office in enumerate(self._offices(record), 1):
                for place, name in enumerate(dict.fromkeys(office.held_by), 1):
                    yield _object(
                        id=f"{id}#office-{number}-{place}", role=office.title, person_id=self._person(id, name), organization_id=id,
                        post_id=posts[office.title], start_date=office.since, end_date=office.until,
                    )  # fmt: skip
        for mandate in self.state.mandates_in.by_id.values():
            if mandate.record.adds_to is None:
                yield from self._sent(mandate)

    def _seats(self, council: AssemblyRecord) -> Iterator[Object]:
        for number, member in enumerate(council.members, 1):
            record = self.state.confederation.assemblies.get(member.assembly.target)
            if record and (member.since or date.min) <= self.state.day:
                yield _object(
                    id=f"{council.id}#member-{number}", role="member", member={"id": record.id, "name": record.name},
                    organization_id=council.id, start_date=member.since, end_date=member.until, sources=self._links(council.id),
                )  # fmt: skip

    def _sent(self, mandate: Mandate) -> Iterator[Object]:
        """The delegates of a mandate; one that ended before its first day made nobody a member."""
        record = mandate.record
        resigned = {one.name: one.on for one in record.resigned}
        for role, names in (("delegate", mandate.delegates), ("substitute", mandate.substitutes)):
            for number, name in enumerate(dict.fromkeys(names), 1):
                last = min((day for day in (mandate.ended_on, resigned.get(name)) if day), default=None)
                if last and mandate.first and last < mandate.first:
                    continue
                yield _object(
                    id=f"{record.id}#{role}-{number}", role=role, person_id=self._person(record.assembly, name), organization_id=mandate.to,
                    on_behalf_of_id=record.assembly, start_date=mandate.first, end_date=last, links=self._links(record.id, "mandate"),
                )  # fmt: skip

    # ------------------------------------------------------------------ when

    def events(self) -> Iterator[Object]:
        """Meetings and ballots by their minutes; meetings called by their notices, until there are minutes."""
        for id, minutes in self.state.confederation.minutes.items():
            came = [
                self._person(line.assembly.target, one.name)
                for line in minutes.delegations
                if line.assembly
                for one in line.delegates
            ]  # fmt: skip
            attendees = [{"id": one} for one in dict.fromkeys(came) if one]
            yield _object(
                id=id, name=minutes.title or minutes.heading or minutes.slug, start_date=minutes.first_day, end_date=minutes.last_day,
                location=minutes.place, status="confirmed", classification="ballot" if minutes.ballot else "meeting",
                organization_id=minutes.assembly, attendees=attendees, sources=self._links(id),
            )  # fmt: skip
        met = {(one.assembly, one.first_day) for one in self.state.confederation.minutes.values()}
        for notice in self.state.confederation.notices.values():
            if (notice.assembly, notice.day) not in met:
                yield self._called(notice)

    def _called(self, notice: NoticeRecord) -> Object:
        status = "cancelled" if notice.cancelled else "rescheduled" if notice.moved_to else "confirmed"
        return _object(
            id=notice.id, name=notice.title or notice.heading or notice.slug, start_date=notice.day, end_date=notice.day, location=notice.place,
            status=status, classification="meeting", organization_id=notice.assembly, sources=self._links(notice.id),
        )  # fmt: skip

    # ------------------------------------------------------------------ what

    def motions(self) -> Iterator[Object]:
        for standing in self.state.proposals.values():
            proposal = standing.proposal
            days = {1: standing.rule.put, **{edition.id: edition.date for edition in proposal.editions}}
            for edition, day in days.items():
                yield _object(
                    id=motion_id(proposal, edition), identifier=f"{proposal.id}, edition {edition}", text=proposal.title,
                    classification=proposal.kind, date=day, organization_id=standing.rule.to, requirement=_requirement(standing),
                    result=_result(standing) if edition == standing.edition else None, sources=self._links(proposal.id),
                )  # fmt: skip

    def vote_events(self) -> Iterator[Object]:
        for standing in self.state.proposals.values():
            for act in self.state.confederation.acts_on[standing.proposal.id]:
                yield from self._vote(standing, act)
            yield self._tally(standing)

    def _vote(self, standing: Standing, act: Act) -> Iterator[Object]:
        """A decision on a proposal: a council's with the positions of its delegations, an assembly's own with its tally.

        One that counts for nothing (inquorate, revoked) or is on a part only is in the tables alone.
        """
        verdict, stated = self.state.verdicts[act.id], self.state.stated.get(act.id, ())
        if not verdict.valid or act.decision.part or not (stated or verdict.outcome in _OWN):
            return
        kind = "ballot" if act.minutes.ballot and stated else "council" if stated else _OWN[verdict.outcome]
        votes = [
            {"voter_id": one.assembly, "option": _OPTIONS[one.position], "role": "delegation" if kind != "ballot" else "assembly"}
            for one in stated
            if one.position
        ]
        yield _object(
            id=act.id, organization_id=act.assembly, legislative_session_id=act.minutes.id,
            motion_id=motion_id(standing.proposal, edition_of(standing.proposal, act)),
            classification="indicative" if act.decision.indicative else kind, start_date=act.minutes.first_day, end_date=act.minutes.last_day,
            result=_RESULTS.get("adopted" if verdict.outcome == "rescinded" else verdict.outcome),
            counts=_counted(votes) if votes else _tallied(verdict.votes), votes=votes, sources=self._links(act.id),
        )  # fmt: skip

    def _tally(self, standing: Standing) -> Object:
        """The proposal as a whole, on the day of reckoning: its voters are the assemblies of its electorate, each with the same weight."""
        votes = [{"voter_id": row.assembly, "option": _option(row), "role": "assembly", "weight": 1} for row in standing.rows]
        ended = standing.carried_on or (standing.deadline if standing.lapsed_on and standing.state == "lapsed" else None)
        return _object(
            id=f"{standing.proposal.id}#tally", organization_id=standing.rule.to, motion_id=motion_id(standing.proposal, standing.edition),
            classification="ratification-tally", start_date=standing.rule.put, end_date=ended, result=_result(standing),
            counts=_counted(votes), votes=votes, sources=self._links(standing.proposal.id),
        )  # fmt: skip


def _option(row: Row) -> str:
    return "yes" if row.counted else "no" if row.rejects else "abstain" if row.status == "abstained" else "not voting"


def _result(standing: Standing) -> str | None:
    return "pass" if standing.carried_on else _ENDS.get(standing.state)


def _requirement(standing: Standing) -> str:
    """How many must ratify, as the records write it, of how many."""
    return f"{standing.rule.requires} of {len(standing.rows)}" if standing.needed is not None else str(standing.rule.requires)


def _counted(votes: Iterable[Object]) -> list[Object]:
    return [{"option": option, "value": value} for option, value in sorted(Counter(vote["option"] for vote in votes).items())]


def _tallied(votes: Votes | None) -> list[Object]:
    """A tally of persons; who blocks is against."""
    if votes is None:
        return []
    against = None if votes.against is None and votes.blocked is None else (votes.against or 0) + (votes.blocked or 0)
    given = {"yes": votes.for_, "no": against, "abstain": votes.abstain, "not voting": votes.not_voting}
    return [{"option": option, "value": value} for option, value in given.items() if value is not None]
