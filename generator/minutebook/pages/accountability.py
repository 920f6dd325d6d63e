"""The public ledger: each finding one line with its record and what followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minutebook.codes import CODES
from minutebook.pages.alphabet import collation
from minutebook.pages.findings import FindingLine, finding_line
from minutebook.pages.speech import _, month_name
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.rules.ledger import Finding

MANY, SHOWN = 500, 300
"""With more than MANY findings a page holds the latest SHOWN, and every year, then every month, has a page of its own."""

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
    years: tuple[tuple[Link, int], ...]


def ledger_pages(site: Site) -> Iterator[LedgerView]:
    """The ledger; with very many findings also a page for each year."""
    s = survey(site)
    found = site.state.ledger
    title = _("Accountability")
    if len(found) <= MANY:
        yield _page(s, "accountability/", title, found, len(found), (), ())
        return
    top = (Link(title, "accountability/"),)
    years = _spans(found, "accountability/", "%Y")
    yield _page(s, "accountability/", title, found[:SHOWN], len(found), tuple((link, len(ones)) for link, ones in years), ())
    for link, ones in years:
        name = _("Accountability, %(time)s") % {"time": link.text}
        if len(ones) <= MANY:
            yield _page(s, link.to, name, ones, len(ones), tuple((other, len(group)) for other, group in years), top)
            continue
        months = _spans(ones, link.to, "%m")
        counts = tuple((Link(month_name(group[0].day), month.to), len(group)) for month, group in months)
        yield _page(s, link.to, name, ones[:SHOWN], len(ones), counts, top)
        for (month, group), (words, _count) in zip(months, counts, strict=True):
            called = _("Accountability, %(time)s") % {"time": f"{words.text} {link.text}"}
            yield _page(s, month.to, called, group, len(group), counts, (*top, link))


def _spans(found: Iterable[Finding], path: str, form: str) -> list[tuple[Link, list[Finding]]]:
    """Findings by year or month, in the order they come, each with the address of its page."""
    spans: dict[str, list[Finding]] = {}
    for one in found:
        spans.setdefault(one.day.strftime(form), []).append(one)
    return [(Link(key, f"{path}{key}/"), ones) for key, ones in spans.items()]


def _page(
    s: Survey, path: str, title: str, found: Iterable[Finding], total: int, years: tuple[tuple[Link, int], ...], crumbs: tuple[Link, ...]
) -> LedgerView:
    lines = [finding_line(s, one) for one in found]
    codes = Counter(line.code for line in lines)
    kinds = []
    for code in sorted(CODES, key=lambda code: ORDER.index(code) if code in ORDER else len(ORDER)):
        if codes[code]:
            kinds.append(
                Kind(
                    code,
                    CODES[code].title,
                    CODES[code].why,
                    tuple(line for line in lines if line.code == code),
                )
            )
    return LedgerView(
        path=path, title=title, description=_("Where what was done and what was mandated are not the same, or something due has not come."),
        crumbs=crumbs, kinds=tuple(kinds), counts=tuple((len(kind.lines), kind.code) for kind in kinds), total=total, shown=len(lines),
        open=sum(line.open for line in lines), filters=_filters(lines), years=years,
    )  # fmt: skip


def _filters(lines: list[FindingLine]) -> Filters:
    def names(links: Iterable[Link]) -> tuple[str, ...]:
        return tuple(sorted({link.text for link in links}, key=collation))

    return Filters(
        names(line.assembly for line in lines), names(line.council for line in lines if line.council),
        names(one for line in lines for one in line.delegates),
    )  # fmt: skip
