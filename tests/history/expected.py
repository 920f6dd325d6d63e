"""What the facts say of each worked history, day by day: the tables the computed state is held against."""

from __future__ import annotations

from datetime import date, timedelta


def shift(day: str, days: int) -> str:
    """Some days later, or earlier."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def around(*days: str) -> list[str]:
    """The day before, the day, the day after each, in order."""
    return sorted({shift(day, step) for day in days for step in (-1, 0, 1)})


# --------------------------------------------------------------------- independence, 1776

MOTION = "virginia/proposals/independence"
COLONIES = (
    "connecticut", "delaware", "georgia", "maryland", "massachusetts", "new-hampshire", "new-jersey", "new-york", "north-carolina",
    "pennsylvania", "rhode-island", "south-carolina", "virginia",
)  # fmt: skip
MET_SINCE_THE_MOTION = {
    "new-york": "1776-06-11", "connecticut": "1776-06-14", "pennsylvania": "1776-06-14", "delaware": "1776-06-15",
    "new-hampshire": "1776-06-15", "new-jersey": "1776-06-21", "maryland": "1776-06-28",
}  # fmt: skip
PERMITS = "for; against; abstain"
# colony: the mandate it held, its instruction, what it said on 1 July, its result, how that was answered; what it said on 2 July
VOTES = {
    "connecticut": ("1776-06-14", "for", "for", "kept", "confirmed", "for"),
    "delaware": ("1776-06-15", "free", "divided", "divided", "", "for"),
    "georgia": ("1776-04-05", "free", "for", "kept", "confirmed", "for"),
    "maryland": ("1776-06-28", "free", "for", "kept", "confirmed", "for"),
    "massachusetts": ("1776-05-10", PERMITS, "for", "kept", "confirmed", "for"),
    "new-hampshire": ("1776-06-15", "for", "for", "kept", "confirmed", "for"),
    "new-jersey": ("1776-06-21", PERMITS, "for", "kept", "confirmed", "for"),
    "new-york": ("1776-06-11", "refer", "abstain", "kept", "confirmed", "abstain"),
    "north-carolina": ("1776-04-12", PERMITS, "for", "kept", "confirmed", "for"),
    "pennsylvania": ("1776-06-14", "free", "against", "kept", "overruled", "for"),
    "rhode-island": ("1776-05-04", "free", "for", "kept", "confirmed", "for"),
    "south-carolina": ("1776-03-23", "free", "against", "kept", "overruled", "for"),
    "virginia": ("1776-05-15", "for", "for", "kept", "confirmed", "for"),
}
MANDATES = {  # mandate: the day it was granted, the last day it held, what replaced it
    "new-york/mandates/1775-04": ("1775-04-30", "", ""),
    "pennsylvania/mandates/1775-11-09": ("1775-11-09", "1776-06-14", "pennsylvania/mandates/1776-06-14"),
    "new-jersey/mandates/1775-11-28": ("1775-11-28", "1776-06-21", "new-jersey/mandates/1776-06-21"),
    "maryland/mandates/1776-01-12": ("1776-01-12", "1776-06-28", "maryland/mandates/1776-06-28"),
    "delaware/mandates/1776-03-22": ("1776-03-22", "1776-06-15", "delaware/mandates/1776-06-15"),
    "south-carolina/mandates/1776-03-23": ("1776-03-23", "", ""),
    "georgia/mandates/1776-04-05": ("1776-04-05", "", ""),
    "north-carolina/mandates/1776-04-12": ("1776-04-12", "", ""),
    "rhode-island/mandates/1776-05-04": ("1776-05-04", "", ""),
    "massachusetts/mandates/1776-05-10": ("1776-05-10", "", ""),
    "virginia/mandates/1776-05-15": ("1776-05-15", "", ""),
    "new-york/mandates/1776-06-11": ("1776-06-11", "1776-07-09", "new-york/mandates/1776-07-09"),
    "connecticut/mandates/1776-06-14": ("1776-06-14", "", ""),
    "pennsylvania/mandates/1776-06-14": ("1776-06-14", "", ""),
    "delaware/mandates/1776-06-15": ("1776-06-15", "", ""),
    "new-hampshire/mandates/1776-06-15": ("1776-06-15", "", ""),
    "new-jersey/mandates/1776-06-21": ("1776-06-21", "", ""),
    "maryland/mandates/1776-06-28": ("1776-06-28", "", ""),
    "new-york/mandates/1776-07-09": ("1776-07-09", "", ""),
}
INSTRUCTED_IN_JUNE = (
    "delaware", "georgia", "maryland", "massachusetts", "new-jersey", "north-carolina", "pennsylvania", "rhode-island", "south-carolina",
    "virginia",
)  # fmt: skip
DAYS_OF_1776 = around("1776-06-07", "1776-06-10", *MET_SINCE_THE_MOTION.values(), "1776-07-01", "1776-07-02", "1776-07-09", "1776-07-15")

# --------------------------------------------------------------------- the Articles of Confederation

CHARTER = "congress/proposals/articles"
RATIFIED = {
    "virginia": "1777-12-16", "south-carolina": "1778-02-05", "new-york": "1778-02-06", "rhode-island": "1778-02-09",
    "connecticut": "1778-02-12", "georgia": "1778-02-26", "new-hampshire": "1778-03-04", "pennsylvania": "1778-03-05",
    "massachusetts": "1778-03-10", "north-carolina": "1778-04-25", "new-jersey": "1778-11-19", "delaware": "1779-02-01",
}  # fmt: skip
MARYLAND = {"1777-11-15": "no meeting published", "1778-12-15": "deferred", "1781-02-02": "conditional", "1781-03-01": "ratified"}
SIGNED = "1781-03-01"
DAYS_OF_THE_ARTICLES = around(
    *RATIFIED.values(), *MARYLAND, "1777-11-17", "1778-06-22", "1778-06-25", "1778-07-09", "1778-07-24", "1778-11-26", "1778-12-31",
    "1779-02-12", "1779-05-21", "1779-12-31",
)  # fmt: skip

# --------------------------------------------------------------------- the Assemblies of Assemblies, 2019

COUNCIL = "assembly-of-assemblies"
MEETINGS = {"2019-01-26": "2019-01-27", "2019-04-05": "2019-04-07", "2019-06-29": "2019-06-30", "2019-11-01": "2019-11-03"}
TEXTS_OF_SAINT_NAZAIRE = ("citizens-assemblies", "ecological-convergence", "european-elections", "general-call", "repression")
PUT = {
    f"{COUNCIL}/proposals/call-of-commercy": "2019-01-27",
    **{f"{COUNCIL}/proposals/{text}": "2019-04-07" for text in TEXTS_OF_SAINT_NAZAIRE},
    f"{COUNCIL}/proposals/permanent-assembly": "2019-11-03",
    f"{COUNCIL}/proposals/strike-5-december": "2019-11-03",
    "saint-julien-en-genevois/proposals/4-december": "2019-11-03",
}
LOCAL = ("commercy", "montpellier", "pres-d-arenes", "saint-julien-en-genevois", "saint-nazaire", "toulouse")
DAYS_OF_2019 = around(*MEETINGS, *MEETINGS.values(), "2019-11-17")
