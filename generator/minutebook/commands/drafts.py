"""The draft of each kind of record, filled with what the other records tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import click

from minutebook.checks.texts import placeholder
from minutebook.commands.drafting import Draft, hidden, listed, record, slug, value
from minutebook.pages.speech import full_date
from minutebook.pages.wording import capital
from minutebook.records import AssemblyRecord, MandateRecord
from minutebook.rules.force import PENDING
from minutebook.speech import N_, _, speaking
from minutebook.state import State

DELEGATE = N_("Name of a delegate")
TITLE = N_("Title of the proposal")
TEXT = N_("What was decided")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a record is drafted: the state of the records, the assembly it is for, the day and the name it gets."""

    state: State
    assembly: AssemblyRecord
    day: date
    slug: str = ""

    def file(self, folder: str, name: str) -> str:
        """The file of a record of this assembly."""
        return f"assemblies/{self.assembly.id}/{folder}/{name}.md"

    @property
    def dated(self) -> str:
        """The name of a record that begins with its day."""
        return f"{self.day}-{self.slug}" if self.slug else str(self.day)

    @property
    def heading(self) -> str:
        """The day as a heading, in the assembly's language."""
        with speaking(self.assembly.language or "en"):
            return f"# {capital(full_date(self.day))}"

    @property
    def council(self) -> bool:
        """Whether the assembly is a council."""
        return self.assembly.kind == "council"

    def councils(self) -> list[str]:
        """The councils it is a member of that day."""
        known = self.state.records.councils_of[self.assembly.id]
        return sorted(one for one in known if self.assembly.id in self.state.membership.members(one, self.day))

    def only_council(self, option: str) -> str:
        """The one council it is a member of; where there are several, one must be named."""
        found = self.councils()
        if len(found) == 1:
            return found[0]
        said = _("%(assembly)s is a member of several councils; name one with %(option)s: %(councils)s")
        if not found:
            said = _("%(assembly)s is a member of no council on %(day)s; name one with %(option)s")
        values = {"assembly": self.assembly.id, "day": self.day, "option": option, "councils": ", ".join(found)}
        raise click.UsageError(said % values)

    def waiting(self, to: str = "") -> list[str]:
        """The proposals this assembly has still to decide, as references; with `to`, all that are open there."""
        found = []
        for id, one in self.state.proposals.items():
            mine = (row for row in one.rows if row.assembly == self.assembly.id and not row.standing)
            if one.state in PENDING and (one.rule.to == to if to else any(mine)):
                owner, _, name = id.split("/")
                found.append(name if owner == self.assembly.id else f"{owner}/{name}")
        return found


def minutes(desk: Desk, starts: str) -> Draft:
    """Minutes of a meeting, as a draft; decisions stand in the text, where they were taken."""
    waiting = desk.waiting(desk.assembly.id if desk.council else "")
    example = ["::: decision", f"on: {waiting[0]}" if waiting else f"text: {placeholder(TEXT)}", "outcome: adopted"]
    if desk.council:
        members = sorted(desk.state.membership.members(desk.assembly.id, desk.day))
        example.append(f"positions: {{{', '.join(f'{name}: for' for name in members[:2]) or 'north: for'}, others: abstain}}")
    else:
        example.append("votes: {for: 41, against: 3, abstain: 10}")
    about = [_("Waiting for a decision here: %(proposals)s") % {"proposals": ", ".join(waiting)}, ""] if waiting else []
    body = hidden(
        _("Write the minutes here, in your own words. A decision is marked where it was taken, like this,\noutside of these arrows:"),
        "", *example, ":::", "", *about, _("Nobody sees what stands between these arrows."),
    )  # fmt: skip
    written = {"draft": "true"} | ({"starts": value(starts)} if starts else {})
    offered = ["starts", "place", "facilitators", "secretary", "present", "eligible", *(["until", "delegations"] if desk.council else [])]
    examples = {"until": [f"until: {desk.day + timedelta(days=1)}"]}
    return Draft(desk.file("minutes", desk.dated), record("minutes", written, offered, f"{desk.heading}\n\n{body}", examples))


def mandate(desk: Desk, to: str, meeting: str, delegates: Sequence[str]) -> Draft:
    """A mandate: for the council's next meeting that is called, else for the day itself."""
    council = to or desk.only_council("--to")
    coming = [one for one in desk.state.records.notices_of[council] if one.day >= desk.day and not one.cancelled]
    remarks, told = {}, []
    if not meeting and not coming:
        remark = _(
            "No meeting of %(council)s is called from %(day)s on, so this says that day alone. "
            "Put the council's meeting here, or the days for which the delegates are sent."
        )
        tell = _(
            "Under `for`: no meeting of %(council)s is called from %(day)s on, so this says that day alone; "
            "put the meeting or the right days there."
        )
        remarks["for"], told = remark % {"council": council, "day": desk.day}, [tell % {"council": council, "day": desk.day}]
    if not meeting:
        meeting = coming[0].id if coming else f"{{from: {desk.day}, until: {desk.day}}}"
    written = {
        "delegates": listed(delegates or [placeholder(DELEGATE)]),
        "to": council,
        "for": meeting,
        "granted": str(desk.day),
    }
    on = desk.waiting(council)
    lines = ["instructions:"]
    for name in on or ["PROPOSAL"]:
        lines += [f"  - on: {name}", "    position: for"]
    lines += ["  - topic: " + value(_("anything else")), "    position: refer"]
    offered = ["substitutes", "chosen_by", "instructions"]
    body = hidden(_("What the delegates are to know besides, in your own words. It binds nobody: the instructions above do."))
    text = record("mandate", written, offered, body, {"instructions": lines}, remarks)
    return Draft(desk.file("mandates", desk.slug or str(desk.day)), text, () if delegates else ("delegates",), tuple(told))


def proposal(desk: Desk, title: str, to: str) -> Draft:
    """A proposal; the rule is offered only where the assembly may write it."""
    found = desk.councils()
    addressed = to or (desk.assembly.id if desk.council or not found else desk.only_council("--to"))
    written = {"title": value(title or placeholder(TITLE)), "to": addressed, "proposed": str(desk.day)}
    rule = ["requires", "deadline", "in_force"] if addressed == desk.assembly.id else ["in_force"]
    offered = ["kind", *rule, "amends", "repeals", "instead_of", "topics", "summary"]
    body = hidden(_("Write here the text to be ratified, exactly, and nothing else."))
    name = desk.slug or slug(title) or f"proposal-{desk.day}"
    return Draft(desk.file("proposals", name), record("proposal", written, offered, body), () if title else ("title",))


def report(desk: Desk, on: str) -> Draft:
    """A report on the mandate named, else on the latest that has begun and of which no report was heard."""
    meant = on or _unreported(desk)
    found = desk.state.mandates.get(f"{desk.assembly.id}/mandates/{meant.rsplit('/', 1)[-1]}")
    delegates = found.mandate.delegates if found else ()
    written = {"mandate": meant, "date": str(desk.day)} | ({"delegates": listed(delegates)} if delegates else {})
    body = hidden(_("What was said and decided, what the delegates did under each instruction, and what is asked of the assembly."))
    text = record("report", written, ["delegates", "received", "disputes"], body)
    return Draft(desk.file("reports", desk.slug or str(desk.day)), text)


def _unreported(desk: Desk) -> str:
    def begun(one: MandateRecord) -> tuple[bool, date]:
        state = desk.state.mandates[one.id]
        first = state.mandate.first or date.min
        return (first <= desk.day and state.received is None, first)

    mandates = [one for one in desk.state.confederation.mandates_of[desk.assembly.id] if not one.adds_to]
    if not mandates:
        said = _("%(assembly)s has given no mandate on which to report; begin with: minutebook new mandate %(assembly)s")
        raise click.UsageError(said % {"assembly": desk.assembly.id})
    return max(mandates, key=begun).slug


def notice(desk: Desk, starts: str, place: str) -> Draft:
    """A meeting that is called."""
    where = place or desk.assembly.place or ""
    written = {"date": str(desk.day)} | ({"starts": value(starts)} if starts else {}) | ({"place": value(where)} if where else {})
    waiting = desk.waiting(desk.assembly.id if desk.council else "")
    agenda = ["agenda:", ("  - " + value(_("The minutes of the last meeting"))), *(f"  - on: {name}" for name in waiting)]
    offered = ["starts", "ends", "timezone", "place", "online", "open_to", "agenda"]
    body = hidden(_("Whatever people should know before they come."))
    text = record("notice", written, offered, f"{desk.heading}\n\n{body}", {"agenda": agenda})
    return Draft(desk.file("notices", desk.dated), text)


def assembly(name: str, id: str, kind: str, members: Sequence[str], communes: Sequence[str]) -> Draft:
    """An assembly, from whatever it is called; without `members`, a council is offered the `communes` that it could list."""
    written = {"name": value(name), "kind": kind} | ({"members": listed(members)} if members else {})
    offered = ["place", "language", "founded", "meets", "contact", "rules"]
    examples = {"rules": ["rules:", "  quorum: 15", "  decides_by: majority", "  minutes: approved_next"]}
    if kind == "council":
        offered.append("members")
        examples["members"] = ["members:", *(f"  - {one}" for one in (communes or ["north", "south"]))]
        examples["rules"] += ["  ratification:", "    requires: two-thirds", "    deadline_days: 120"]
    body = hidden(_("Who you are, in your own words."))
    told = () if kind == "commune" or members else (_("A council has only the members that are listed under `members`; none are yet."),)
    return Draft(f"assemblies/{id}/assembly.md", record("assembly", written, offered, body, examples), (), told)
