"""What all records share, and the shapes that several kinds use."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Final

from minutebook.shapes import DATE, PROSE, SOME, TEXT, Pattern, RefShape, Share, Words
from minutebook.speech import said
from minutebook.structure import Either, ListOf, Struct, given, structure


@structure
class Record(Struct):
    """One committed file: `id` is its path and public address, `body` its Markdown behind the front matter.

    `blocks` are the numbers of the decisions and statements that stand in the body, in its order:
    ('decisions', 3) is the third decision; a number whose item is set aside has none in the list.
    """

    id: str
    assembly: str
    slug: str
    file: str
    body: str = field(default="", repr=False)
    body_line: int = 1
    heading: str = ""
    blocks: tuple[tuple[str, int], ...] = ()
    translations: tuple[Translation, ...] = ()


@structure
class Translation(Struct):
    """A translation beside a record: prose only, no facts. It stands for nothing and is marked as a translation."""

    language: str = ""
    file: str = ""
    body: str = field(default="", repr=False)
    body_line: int = 1
    heading: str = ""
    edition: int = 1
    title: str | None = given(TEXT, "the title in this language", "title: Le puits commun")
    name: str | None = given(TEXT, "the assembly's name in this language", "name: L'assemblée de la rue Haute")
    summary: str | None = given(PROSE, "the summary in this language", "summary: À qui est l'eau, et qui entretient les canaux.")
    place: str | None = given(TEXT, "the place in this language", "place: L'école de la place")
    meets: str | None = given(TEXT, "when the assembly meets, in this language", "meets: Le premier lundi du mois à 18 h 30")
    open_to: str | None = given(TEXT, "who may come, in this language", "open_to: Tous les habitants")


METHODS: Final = ("consensus", "majority", "two-thirds", "three-quarters", "unanimity")

OWN_MINUTES: Final = RefShape(("minutes",), own=True)
DECISION: Final = RefShape(("minutes",), decision=True)
PROPOSAL: Final = RefShape(("proposals",))
ASSEMBLY: Final = RefShape(("assemblies",))
OWN_MANDATE: Final = RefShape(("mandates",), own=True)

MAJORITY: Final = Either((Words(METHODS), Share()))
METHOD: Final = Either((Words((*METHODS, "referendum", "acclamation", "sortition")), Share()))
THRESHOLD: Final = Either((Words(("majority", "two-thirds", "three-quarters", "unanimity")), Share(), SOME))
REQUIRES: Final = Either((Words(("majority", "two-thirds", "three-quarters", "unanimity", "none")), Share(), SOME))
VOTES_RULE: Final = Either((Words(("majority", "two-thirds", "three-quarters")), Share()))
DECIDED_BY: Final = Words(("assemblies", "delegations"))
ELECTORATE: Final = Either((Words(("communes", "members", "tiers")), ListOf(ASSEMBLY)))
ELECTORATE_ON: Final = Either((Words(("put", "each_day")), DATE))
BINDS: Final = Words(("all", "ratifying"))
RESCISSION: Final = Words(("allowed", "not_counted"))
POSITIONS: Final = ("for", "against", "abstain", "block")
QUOTA: Final = Words(("met", "not_met"), also=(("not met", "not_met"),))
NAMES: Final = ListOf(TEXT, single=True)
EDITION: Final = Pattern(said("an edition's number"), re.compile("[1-9][0-9]{0,2}"), int)
