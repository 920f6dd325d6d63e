"""Questions that the database answers ready-made: a view for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from minutebook.speech import N_


@dataclass(frozen=True, slots=True)
class Query:
    """A view of the database: its name, the question it answers, and the SELECT that does."""

    name: str
    answers: str
    sql: str


QUERIES: Final = (
    Query(
        "ratified_now",
        N_("Who has ratified what: one row for each ratification that stands and counts."),
        """
SELECT r."proposal", p."title", r."assembly", a."name", r."status", r."date", r."edition", r."for", r."against", r."abstain",
       r."provisional", r."minutes", r."url"
FROM "ratifications" AS r
JOIN "proposals" AS p ON p."id" = r."proposal"
JOIN "assemblies" AS a ON a."id" = r."assembly"
WHERE r."counted"
ORDER BY r."proposal", r."date", r."assembly"
""",
    ),
    Query(
        "open_proposals",
        N_("What is still to be decided, what is missing, until when, and which assemblies have neither ratified nor rejected."),
        """
SELECT p."id", p."title", p."state", p."needed", p."ratified", max(p."needed" - p."ratified", 0) AS "missing", p."undecided", p."deadline",
       (SELECT group_concat("assembly", '; ') FROM (
           SELECT r."assembly" FROM "ratifications" AS r
           WHERE r."proposal" = p."id" AND NOT r."counted" AND r."status" <> 'rejected'
           ORDER BY r."assembly")) AS "awaited",
       p."url"
FROM "proposals" AS p
WHERE p."state" IN ('open', 'failing', 'provisionally carried', 'open for adoption')
ORDER BY p."deadline" IS NULL, p."deadline", p."id"
""",
    ),
    Query(
        "mandate_results",
        N_("Who was mandated to say what, what the delegation said, and whether that was the mandate."),
        """
SELECT m."id" AS "mandate", m."assembly", m."council", m."delegates", m."status", s."date", s."proposal", s."instruction", s."position",
       s."indicative", s."result", s."answered", s."url"
FROM "mandates" AS m
LEFT JOIN "positions" AS s ON s."mandate" = m."id"
ORDER BY m."id", s."date", s."proposal"
""",
    ),
)
"""Every view. More may be added, none is renamed."""
