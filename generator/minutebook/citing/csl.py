"""Citations for programmes that manage them: CSL-JSON and BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from minutebook.citing.work import Work, as_of
from minutebook.jsontext import json_text
from minutebook.pages.view import Site

_SPECIAL: Final[Mapping[str, str]] = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
}  # fmt: skip
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TYPES: Final = {"assembly": "webpage"}
"""The type of a work in CSL: a report, as every style shows its author, number, publisher and address; an assembly is a page."""


def csl_item(site: Site, work: Work) -> dict[str, Any]:
    """The work as an item of CSL 1.0.2; what is not known is left out.

    `issued` is the record's own day; how it stands and on which day is in `status` and `note`; `accessed` is that day.
    Source: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
    """
    kind = _TYPES.get(work.kind, "report")
    item = {
        "id": work.id,
        "type": kind,
        "title": work.title,
        "author": [{"literal": work.author}],
        "issued": {"date-parts": [[work.issued.year, work.issued.month, work.issued.day]]} if work.issued else None,
        "accessed": {"date-parts": [[site.day.year, site.day.month, site.day.day]]},
        "edition": str(work.edition) if work.edition else None,
        "genre": work.genre,
        "number": work.id if kind == "report" else None,
        "publisher": site.settings.site_name,
        "container-title": site.settings.site_name if kind == "webpage" else None,
        "status": work.state,
        "note": as_of(site, work),
        "abstract": work.told,
        "language": work.lang,
        "URL": site.settings.address(work.path),
    }
    return {name: value for name, value in item.items() if value}


def csl_file(site: Site, work: Work) -> bytes:
    """CSL-JSON: a list of the one item."""
    return json_text([csl_item(site, work)])


def bibtex_file(site: Site, work: Work) -> bytes:
    """BibTeX: one entry `@misc`, in UTF-8, which every style can show.

    Braces of a title are written as commands, as BibTeX counts even those behind a backslash. Title and author stand in double
    braces: their letters keep their case, and the assembly's name is not taken for a person's.
    """
    day = work.issued
    fields = {
        "title": _braced(work.title),
        "author": _braced(work.author),
        "year": str(day.year) if day else "",
        "month": _MONTHS[day.month - 1] if day else "",
        "date": day.isoformat() if day else "",
        "edition": str(work.edition) if work.edition else "",
        "howpublished": tex(f"{work.genre}, {site.settings.site_name}"),
        "note": tex(as_of(site, work)),
        "abstract": tex(work.told),
        "language": work.lang,
        "url": site.settings.address(work.path),
        "urldate": site.day.isoformat(),
    }
    lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}" for name, value in fields.items() if value]
    return ("@misc{" + bibtex_key(work.id) + ",\n" + ",\n".join(lines) + ",\n}\n").encode()


def bibtex_key(id: str) -> str:
    """The key of an entry: the record's id with a colon between its parts, ASCII as old programmes want it."""
    return re.sub(r"[^A-Za-z0-9:.-]+", "-", id.replace("/", ":"))


def tex(text: str) -> str:
    """A text in which TeX finds nothing to run, and braces are in pairs."""
    return "".join(_SPECIAL.get(char, char) for char in text)


def _braced(text: str) -> str:
    return "{" + tex(text) + "}"
