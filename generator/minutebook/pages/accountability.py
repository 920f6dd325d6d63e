"""The public ledger: each finding one line with its record and what followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minutebook.codes import CODES
from minutebook.pages.alphabet import collation
from minutebook.pages.findings import FindingLine, finding_line
from minutebook.pages.spans import Span, leaves, spans
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.rules.ledger import Finding

MANY, SHOWN = 300, 150
"""With more than MANY findings a page holds the latest SHOWN, and every year, then every month or day, has a page of its own."""

ORDER = (
    "departed", "beyond-mandate", "without-mandate", "not-named", "claim-awaiting", "indicative-awaiting", "report-overdue", "disputed",
    "minutes-not-approved", "inquorate", "rotation-exceeded", "mandate-too-long", "quota-not-met", "quorum-not-recorded",
)  # fmt: skip
"""The order of the sections: what was said against a mandate first. Other codes follow."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The findings of one code, the latest first."""

    code: str
    title: str
    why: str
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """By what the lines can be filtered: assemblies, councils and delegates by name."""

    assemblies: tuple[str, ...]
    councils: tuple[str, ...]
    delegates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView(View):
    """The ledger, or one year of it. `counts` are the lines of each code; `open` those after which nothing is recorded."""

    kinds: tuple[Kind, ...]
    counts: tuple[tuple[int, str], ...]
    total: int
    shown: int
    open: int
    filters: Filters
    spans: tuple[Span[Finding], ...]


def ledger_pages(site: Site) -> Iterator[LedgerView]:
    """The ledger; with very many findings also a page for each year, and for what has very many itself."""
    s = survey(site)
    found = site.state.ledger
    title = _("Public ledger")
    years = spans(found, lambda one: one.day, "accountability/", MANY) if len(found) > MANY else ()
    yield _page(s, "accountability/", title, found, years, ())
    for leaf in leaves(years, (Link(title, "accountability/"),)):
        name = _("Public ledger, %(time)s") % {"time": leaf.span.name}
        yield _page(s, leaf.span.path, name, leaf.span.items, leaf.span.inner or leaf.beside, leaf.crumbs)


def _page(
    s: Survey, path: str, title: str, found: tuple[Finding, ...], beside: tuple[Span[Finding], ...], crumbs: tuple[Link, ...]
) -> LedgerView:
    lines = [finding_line(s, one) for one in (found if len(found) <= MANY else found[:SHOWN])]
    codes = Counter(line.code for line in lines)
    kinds = []
    for code in sorted(CODES, key=lambda code: ORDER.index(code) if code in ORDER else len(ORDER)):
        if codes[code]:
            kinds.append(
                Kind(
                    code,
                    _(CODES[code].title),
                    _(CODES[code].why),
                    tuple(line for line in lines if line.code == code),
                )
            )
    return LedgerView(
        path=path, title=title, description=_("Where delegates did not do what their assembly asked, or something due is missing."),
        crumbs=crumbs, kinds=tuple(kinds), counts=tuple((len(kind.lines), kind.code) for kind in kinds), total=len(found), shown=len(lines),
        open=sum(line.open for line in lines), filters=_filters(lines), spans=beside, citation=s.site.cited(title, path),
    )  # fmt: skip


def _filters(lines: list[FindingLine]) -> Filters:
    def names(links: Iterable[Link]) -> tuple[str, ...]:
        return tuple(sorted({link.text for link in links}, key=collation))

    return Filters(
        names(line.assembly for line in lines), names(line.council for line in lines if line.council),
        names(one for line in lines for one in line.delegates),
    )  # fmt: skip
