"""The JSON Schema of `index.json`: what every name holds, in plain English, for people and for programmes."""

from __future__ import annotations

from typing import Any, Final

from minutebook.citing.facts import SCHEMA_FILE, VERSION
from minutebook.jsontext import json_text
from minutebook.settings import Settings

Schema = dict[str, Any]

_DAY: Final = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_TEXT: Final = {"type": "string"}
_WHOLE: Final = {"type": "integer", "minimum": 0}
_YES: Final = {"type": "boolean"}


def _of(shape: Schema, told: str) -> Schema:
    return {**shape, "description": told}


def _or_null(shape: Schema, told: str) -> Schema:
    kind = {"type": [shape["type"], "null"]} if "type" in shape else {"anyOf": [{"$ref": shape["$ref"]}, {"type": "null"}]}
    return {**{key: value for key, value in shape.items() if key != "$ref"}, **kind, "description": told}


def _word(*words: str) -> Schema:
    return {"type": "string", "enum": list(words)}


def _list(shape: Schema, told: str) -> Schema:
    return {"type": "array", "items": shape, "description": told}


def _object(told: str, **names: Schema) -> Schema:
    """An object with exactly these names; an underscore behind one that is a word of Python's is dropped."""
    given = {name.rstrip("_"): shape for name, shape in names.items()}
    return {"type": "object", "description": told, "required": list(given), "additionalProperties": False, "properties": given}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


_TALLY: Final = {
    "for_": _or_null(_WHOLE, "persons for"), "against": _or_null(_WHOLE, "persons against"),
    "abstain": _or_null(_WHOLE, "persons abstaining"), "blocked": _or_null(_WHOLE, "persons blocking"),
}  # fmt: skip
_SOURCE: Final = _word("decision", "ballot", "position")
_URL: Final = _of(_TEXT, "its address: a full one where the site knows its own, else from the site's root")

_ROW: Final = _object(
    "One assembly's status on one proposal on the day of reckoning, as in data/ratifications.csv.",
    proposal=_of(_TEXT, "the proposal"), assembly=_of(_TEXT, "the assembly"), name=_of(_TEXT, "its name"),
    status=_of(
        _word(
            "ratified", "ratified with reservations", "conditional", "rejected", "rescinded", "late", "amended", "deferred", "abstained",
            "noted", "withdrawn", "earlier edition", "not recorded", "minutes awaited", "on the agenda", "no meeting published",
        ),
        "what it decided, or what kind of silence there is",
    ),
    date=_or_null(_DAY, "the last day of the meeting that gives the status; null in silence"),
    edition=_or_null(_WHOLE, "the edition of the text it is on"), **_TALLY,
    method=_or_null(_TEXT, "how it was decided"), provisional=_of(_YES, "whether it rests on minutes that are a draft or not yet approved"),
    counted=_of(_YES, "whether it stands in the proposal's number"), minutes=_or_null(_TEXT, "the minutes that give the status"),
    decision=_or_null(_TEXT, "the decision that gives it: the minutes' id, #, its own"),
    source=_or_null(_SOURCE, "its own decision, its vote in a ballot of assemblies, or a position its delegation kept") | {"enum": [*_SOURCE["enum"], None]},
    url=_URL, within=_list(_ref("row"), "the rows it rests on: of a council's members, or of successors"),
)  # fmt: skip
_POSITION: Final = _object(
    "One delegation's position at a council, held against its mandate, as in data/positions.csv.",
    council=_of(_TEXT, "the council"), minutes=_of(_TEXT, "its minutes"), decision=_of(_TEXT, "the decision"), date=_of(_DAY, "its day"),
    proposal=_of(_TEXT, "the proposal"), assembly=_of(_TEXT, "whose delegation it is"), name=_of(_TEXT, "the assembly's name"),
    delegates=_list(_TEXT, "who of it was there"), mandate=_or_null(_TEXT, "the mandate in force that day; null where there was none"),
    instruction_number=_or_null(_WHOLE, "the number of the instruction on it; null where the mandate says nothing on it"),
    instruction=_list(_TEXT, "the positions it names or permits, or `free`, or `refer`"),
    position=_or_null(_TEXT, "for, against, abstain, block, divided, absent, excused or silent; null where nothing is recorded"),
    indicative=_of(_YES, "whether it was said to take the temperature and waits for the assembly"),
    result=_or_null(_TEXT, "the position held against the mandate"),
    answered=_or_null(_TEXT, "what the assembly answered to an open question: `confirmed`, `overruled`, or `awaiting since` a day"),
    persons=_list(
        _object("One delegate's own.", name=_of(_TEXT, "who"), position=_of(_TEXT, "the position"), result=_of(_TEXT, "the result, or empty")),
        "each delegate's own position, where the minutes give them",
    ),
    url=_URL,
)  # fmt: skip
_PROPOSAL: Final = _object(
    "A proposal and where it stands.",
    type=_of(_TEXT, "what sort of proposal it is: resolution, charter, budget, …"), put_by=_of(_TEXT, "the assembly that put it"),
    put_to=_of(_TEXT, "the assembly or council whose members it would bind"), put_on=_of(_DAY, "the day it was put"),
    topics=_list(_TEXT, "its topics"), summary=_or_null(_TEXT, "its summary, in the record's language"),
    rule=_object(
        "The rule by which it is decided.",
        decided_by=_of(_word("assemblies", "delegations"), "who decides"),
        requires=_of(_TEXT, "how many must ratify: a share, a count, or `none` (open for adoption)"),
        electorate={"description": "who is counted: communes, members, tiers, or a list of ids", "anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
        electorate_on=_of(_TEXT, "the membership of which day is counted: put, each_day, or a date"),
        binds=_of(_word("all", "ratifying"), "whom it binds once carried"), votes=_or_null(_TEXT, "the second majority, of all persons who voted"),
        turnout=_or_null(_TEXT, "how many of those counted must have decided at all"),
        rescission=_of(_word("allowed", "not_counted"), "whether a ratification may be taken back until it is carried"),
        stated=_list(_TEXT, "the parts of the rule that its own record states; the others are the council's or the general ones"),
        rule_by=_or_null(_TEXT, "the decision that set another rule for it"),
    ),
    conditions=_list(
        _object(
            "One condition with its arithmetic.",
            name=_of(_word("requires", "turnout", "votes"), "ratifications, assemblies that have decided, or votes of persons"),
            rule=_of(_TEXT, "the rule as written"), need=_or_null(_WHOLE, "how many are needed; null where that depends on how many vote"),
            of=_of(_WHOLE, "of how many"), have=_of(_WHOLE, "how many there are"), missing=_of(_WHOLE, "how many are missing"),
            holds=_of(_YES, "whether it is met"),
        ),
        "all conditions; the first is that of ratifications",
    ),
    state=_of(
        _word(
            "withdrawn", "repealed", "expired", "provisionally carried", "carried", "in force", "set aside", "lapsed",
            "open for adoption", "failing", "open",
        ),
        "where it stands",
    ),
    provisional=_of(_YES, "whether its state rests on minutes not yet approved"),
    needed=_or_null(_WHOLE, "how many must ratify; null where it is open for adoption"), electorate=_of(_WHOLE, "how many are counted"),
    ratified=_of(_WHOLE, "how many stand and count"), rejected=_of(_WHOLE, "how many stand rejected"),
    undecided=_of(_WHOLE, "the electorate less both"), deadline=_or_null(_DAY, "the last day to ratify"),
    carried_on=_or_null(_DAY, "the day it was carried"), lapsed_on=_or_null(_DAY, "the day it lapsed"),
    in_force=_of(_YES, "whether it is in force"), in_force_from=_or_null(_DAY, "its first day in force"),
    in_force_until=_or_null(_DAY, "its last day in force"),
    in_force_in=_list(
        _object("One assembly.", assembly=_of(_TEXT, "the assembly"), since=_of(_DAY, "from when")),
        "where it is in force, if it binds only those that ratify it",
    ),
    withdrawn_by=_or_null(_TEXT, "the decision that withdrew it"), set_aside_for=_or_null(_TEXT, "the rival that was carried"),
    repealed_by=_or_null(_TEXT, "the proposal that repealed it"), edition=_of(_WHOLE, "the edition that counts"),
    editions=_list(
        _object("A later edition.", id=_of(_WHOLE, "its number"), date=_of(_DAY, "its day"), by=_or_null(_TEXT, "the decision it came out of")),
        "the editions after the first",
    ),
    amends=_list(_TEXT, "proposals whose text it changes once carried"), repeals=_list(_TEXT, "proposals it ends once carried"),
    instead_of=_list(_TEXT, "its rivals"), builds_on=_list(_TEXT, "proposals it follows from"),
    rows=_list(_ref("row"), "every assembly that is counted"),
    not_counted=_list(_TEXT, "assemblies that joined after those who decide were counted"),
    positions=_list(_ref("position"), "positions on it at the council"),
)  # fmt: skip
_DECISION: Final = _object(
    "A decision as it counts today, as in data/decisions.csv.",
    id=_of(_TEXT, "the minutes' id, #, its own"), number=_of(_WHOLE, "its number in the minutes"), date=_of(_DAY, "the day it counts from"),
    proposal=_or_null(_TEXT, "the proposal it decides"), text=_or_null(_TEXT, "what was decided, in words"),
    part=_or_null(_TEXT, "the part of the proposal it is on: it does not speak for the whole"), edition=_or_null(_WHOLE, "the edition it names"),
    outcome=_or_null(_TEXT, "how it ended, as corrected; null where it is withheld"), method=_of(_TEXT, "how it was decided"), **_TALLY,
    quorate=_or_null(_YES, "whether the quorum was met; null where that is not recorded"),
    provisional=_of(_YES, "whether the minutes are a draft or not yet approved"), indicative=_of(_YES, "whether it decides nothing"),
    valid=_of(_YES, "whether it is quorate and not revoked"), reservations=_or_null(_TEXT, "the reservations it was adopted with"),
    condition=_or_null(_TEXT, "the condition it was adopted on"), because=_or_null(_TEXT, "why"),
    withheld=_or_null(_TEXT, "why part of it is not published"), corrected_by=_or_null(_TEXT, "the decision that corrected it"),
    revoked_by=_or_null(_TEXT, "the decision that revoked it"), url=_URL,
)  # fmt: skip
_MINUTES: Final = _object(
    "The minutes of one meeting.",
    assembly=_of(_TEXT, "who met"), first_day=_of(_DAY, "its first day"), last_day=_of(_DAY, "its last day: decisions count from it"),
    starts=_or_null(_TEXT, "when it began"), place=_or_null(_TEXT, "where"), council=_of(_YES, "whether a council met"),
    ballot={
        **_object("Its days.", from_=_or_null(_DAY, "the first"), until=_of(_DAY, "the last")), "type": ["object", "null"],
        "description": "the days of a ballot, in which nobody met; else null",
    },
    draft=_of(_YES, "whether the text may still change"), provisional=_of(_YES, "whether it is a draft or not yet approved"),
    approved_on=_or_null(_DAY, "the day the assembly approved them"),
    present={"type": "object", "description": "how many were present: a total, and totals of groups", "additionalProperties": _WHOLE},
    eligible=_or_null(_WHOLE, "how many could have come"),
    quorum=_object(
        "The quorum.", needed=_or_null(_WHOLE, "how many were needed"), present=_or_null(_WHOLE, "how many were present"),
        met=_or_null(_YES, "whether it was met; null where it is not recorded"),
    ),
    facilitators=_list(_TEXT, "who facilitated"), secretary=_list(_TEXT, "who took the minutes"), decisions=_list(_DECISION, "what was decided"),
    roll=_list(
        _object(
            "A delegation.", assembly=_or_null(_TEXT, "the assembly; null for a group that is none here"), name=_of(_TEXT, "its name"),
            delegates=_list(_TEXT, "who came"), standing=_of(_word("mandated", "unmandated", "observer", "guest"), "as what"),
            mandate=_or_null(_TEXT, "the mandate in force on the last day"), quota=_or_null(_TEXT, "whether it is as the council's rules ask"),
        ),
        "the roll of a council",
    ),
    positions=_list(_ref("position"), "the positions stated, in the order of the decisions"),
    statements=_list(
        _object(
            "What somebody said.", assembly=_of(_TEXT, "for whom"), delegate=_or_null(_TEXT, "who"), proposal=_or_null(_TEXT, "on what"),
            said=_of(_TEXT, "the words, as Markdown"),
        ),
        "who said what",
    ),
)  # fmt: skip
_MANDATE: Final = _object(
    "A mandate and what came of it.",
    assembly=_of(_TEXT, "who gave it"), council=_of(_TEXT, "where to"), delegates=_list(_TEXT, "who was sent"),
    substitutes=_list(_TEXT, "who stands in for them"), chosen_by=_or_null(_TEXT, "how they were chosen"),
    granted=_or_null(_DAY, "the day it was granted"),
    days=_list(_object("A stretch.", from_=_of(_DAY, "its first day"), until=_of(_DAY, "its last day")), "the days it is for"),
    for_a_period=_of(_YES, "whether it is for a period rather than for meetings"),
    status=_of(_word("granted", "active", "fulfilled", "expired", "reported", "recalled", "resigned", "replaced"), "how it stands or ended"),
    ended_on=_or_null(_DAY, "the last day it held"), ended_by=_or_null(_TEXT, "the record that ended it"),
    replaces=_or_null(_TEXT, "the mandate it replaced"), adds_to=_or_null(_TEXT, "the mandate it adds instructions to"),
    report_due=_or_null(_DAY, "the last day to report back"), reported=_or_null(_TEXT, "the report"), received=_or_null(_DAY, "the day it was heard"),
    instructions=_list(
        _object(
            "An instruction.", number=_of(_WHOLE, "its number"), mandate=_of(_TEXT, "the mandate it stands in"),
            since=_or_null(_DAY, "from when it holds"), proposals=_list(_TEXT, "the proposals it is on"),
            topic=_or_null(_TEXT, "what it is on, where that is no proposal"), edition=_or_null(_WHOLE, "the edition it names"),
            positions=_list(_TEXT, "the positions it names or permits, or `free`, or `refer`"), say=_or_null(_TEXT, "what to say, word for word"),
            accept=_or_null(_TEXT, "what may be accepted besides"), unless=_or_null(_TEXT, "when the position does not hold"),
            reserves=_or_null(_TEXT, "`ratification`: what is agreed binds only once the assembly ratifies it"),
        ),
        "what the delegates were to say",
    ),
    positions=_list(_ref("position"), "what they said, and how it compares"),
    chain=_list(
        _object(
            "An event.", date=_or_null(_DAY, "its day"), event=_of(_TEXT, "what happened, in the site's first language"),
            text=_or_null(_TEXT, "more of it"), records=_list(_TEXT, "the addresses of its records"),
        ),
        "from the grant to the end",
    ),
)  # fmt: skip
_ASSEMBLY: Final = _object(
    "An assembly.",
    type=_of(_word("commune", "council"), "a popular assembly, or a council of delegations"), place=_or_null(_TEXT, "where it is"),
    language=_or_null(_TEXT, "the language it writes in"), languages=_list(_TEXT, "all languages spoken in it"),
    founded=_or_null(_DAY, "its first day"), dissolved=_or_null(_DAY, "its last day"), exists=_of(_YES, "whether it exists that day"),
    member_of=_list(_TEXT, "the councils it sends delegations to"),
    members=_list(
        _object("A member.", assembly=_of(_TEXT, "the assembly"), suspended=_of(_YES, "whether it is suspended that day")),
        "the members of a council that day",
    ),
    mandates=_list(
        _object(
            "A mandate in force.", id=_of(_TEXT, "its id"), council=_of(_TEXT, "where to"), delegates=_list(_TEXT, "who is sent"),
            granted=_or_null(_DAY, "the day it was granted"), from_=_or_null(_DAY, "its first day"), until=_or_null(_DAY, "its last day"), url=_URL,
        ),
        "the mandates in force that day",
    ),
    waiting=_list(
        _object(
            "A proposal.", proposal=_of(_TEXT, "the proposal"), deadline=_or_null(_DAY, "the last day"), status=_of(_TEXT, "the assembly's status"),
            state=_of(_TEXT, "where the proposal stands"), url=_URL,
        ),
        "what the assembly can still decide, the nearest last day first",
    ),
    rows=_list(_ref("row"), "its status on every proposal on which it is counted"),
    rows_within=_list(
        _object("A row within another.", of=_of(_TEXT, "in whose row it stands"), row=_ref("row")), "its status where it is asked through another's row"
    ),
    put_to=_list(
        _object("A proposal.", proposal=_of(_TEXT, "the proposal"), state=_of(_TEXT, "where it stands")), "the proposals put to a council, the newest first"
    ),
    next_meeting={
        **_object(
            "", id=_of(_TEXT, "the notice"), date=_of(_DAY, "the day"), starts=_or_null(_TEXT, "when it begins"), ends=_or_null(_TEXT, "when it ends"),
            place=_or_null(_TEXT, "where"), url=_URL,
        ),
        "type": ["object", "null"], "description": "the next meeting called; null where none is published",
    },
    offices=_list(
        _object(
            "An office.", title=_of(_TEXT, "the office"), held_by=_list(_TEXT, "who holds it"), since=_or_null(_DAY, "from when"),
            until=_or_null(_DAY, "until when"),
        ),
        "the offices held that day",
    ),
    minutes=_of(_WHOLE, "how many minutes there are"), decisions=_of(_WHOLE, "how many decisions"),
    findings=_of(_WHOLE, "how many lines of the public ledger"),
)  # fmt: skip

KINDS: Final = {"proposal": _PROPOSAL, "minutes": _MINUTES, "mandate": _MANDATE, "assembly": _ASSEMBLY}


def page_schema(settings: Settings) -> Schema:
    """The schema, in JSON Schema 2020-12: what all pages have, and what the page of each kind has under the name of the kind."""
    common = {
        "$schema": _of(_TEXT, "where this schema is"), "version": _of({"const": VERSION}, "the version of the shape"),
        "kind": _of(_word(*KINDS), "what the page is of; its facts stand under this name"), "id": _of(_TEXT, "the record's id"),
        "url": _URL, "title": _of(_TEXT, "the page's title"), "language": _of(_TEXT, "the language of the title"),
        "told": _of(_TEXT, "the page in one sentence, in the site's first language"),
        "as_of": _of(_DAY, "the day everything is reckoned for"), "site": _of(_TEXT, "the name of the minute book"),
        "licence": _or_null(_TEXT, "the licence of the data"), "licence_url": _or_null(_TEXT, "where it can be read"),
        "citation": _of(_TEXT, "a citation ready to be copied"),
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": settings.address(SCHEMA_FILE) or SCHEMA_FILE,
        "title": "A page of a minute book, as data",
        "description": "index.json beside the page of a proposal, of minutes, of a mandate or of an assembly: everything the page computes. "
        "Within a version names may be added, none is taken away or means something else.",
        "type": "object", "required": list(common), "properties": {**common, **{kind: _ref(kind) for kind in KINDS}},
        "oneOf": [{"properties": {"kind": {"const": kind}}, "required": [kind]} for kind in KINDS],
        "unevaluatedProperties": False, "$defs": {**KINDS, "row": _ROW, "position": _POSITION},
    }  # fmt: skip


def schema_file(settings: Settings) -> bytes:
    """The schema as a file."""
    return json_text(page_schema(settings))
