"""What the files are that hold the book as a whole, in words."""

from __future__ import annotations

from typing import Final

from minutebook.speech import N_

WHOLE: Final = {
    "minutebook.zip": N_("Everything on this page in one archive, with the licence."),
    "minutebook.sqlite": N_("All tables in one SQLite database, with their keys, and with views that answer common questions."),
    "datapackage.json": N_("The tables described for programmes, as a data package: types, keys, the meaning of each column."),
    "popolo.json": N_("People, assemblies, delegations, meetings, proposals and votes in the form of Popolo 1.0.1, for programmes that read it."),
}  # fmt: skip
"""The files that hold all of it, by their paths below `data/`."""

SCDL: Final = N_("The adopted local decisions of one assembly, as French local authorities publish theirs (SCDL délibérations 2.1.5).")
"""What a file below `data/scdl/` is."""
