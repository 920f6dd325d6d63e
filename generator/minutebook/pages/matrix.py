"""The matrix: proposals by assemblies. Up to two dozen assemblies it is one table; with more, a list of proposals by council
and one table for each council."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from minutebook.pages.alphabet import collation
from minutebook.pages.awaited import STATE_ORDER, by_deadline, clue
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.pages.wording import STATUSES, status_key
from minutebook.rules.force import Standing
from minutebook.rules.ratification import Row

WIDE = 24
"""The most assemblies side by side in one table."""
LONG = 80
"""The most proposals on one page; older ones have pages of their own by year."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One assembly and one proposal; without a `key` it was not asked. `first` begins a council's columns."""

    assembly: Link
    key: str
    to: str
    first: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal's cells. `clue` is for who cannot read the title: its gloss, else the assembly and the topics."""

    proposal: Link
    standing: Standing
    cells: tuple[Cell, ...]
    clue: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the councils over the columns with how many each has, the columns, the lines, and how many have ratified in each column."""

    groups: tuple[tuple[Link, int], ...]
    columns: tuple[Cell, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What of a council's communes has been dealt with: how many were asked, ratified, rejected."""

    council: Link
    to: str
    asked: int
    ratified: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Across:
    """One proposal over all councils."""

    proposal: Link
    standing: Standing
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView(View):
    """The matrix, or a part of it. `whole` is the council a part is of."""

    total: int
    assemblies: int
    keys: tuple[str, ...]
    tables: tuple[Table, ...]
    across: tuple[Across, ...]
    whole: Link | None
    years: tuple[Link, ...]
    parts: tuple[Link, ...]


def matrix_pages(site: Site) -> Iterator[MatrixView]:
    """The matrix; with many assemblies also one for each council, with many proposals one for each year."""
    s = survey(site)
    ordered = sorted(
        s.shared,
        key=lambda one: (
            STATE_ORDER.index(one.state),
            *(by_deadline(one) if one.state == "open" else (-one.rule.put.toordinal(), 0, one.proposal.id)),
        ),
    )
    asked = {row.assembly for one in ordered for row in one.rows}
    councils = _columns(s, asked)
    if len(asked) <= WIDE:
        yield from _paged(s, "ratifications/", _("Ratifications"), ordered, councils, None, ())
        return
    parts = tuple(Link(s.site.name(id) if id else _("Other assemblies"), f"ratifications/{id or '_others'}/") for id, _members in councils)
    yield _overview(s, ordered, councils, parts, len(asked))
    for (id, members), part in zip(councils, parts, strict=True):
        within = set(members)
        own = [one for one in ordered if any(row.assembly in within for row in one.rows)]
        yield from _paged(s, part.to, part.text, own, [(id, members)], part, parts)


def _columns(s: Survey, asked: set[str]) -> list[tuple[str, list[str]]]:
    """The assemblies that are asked, under the council nearest to each, or one it was a member of; councils, and those of none, last."""
    groups: dict[str, list[str]] = {id: [] for id in s.councils}
    groups[""] = []
    for id in sorted(asked, key=lambda id: (collation(s.site.name(id)), id)):
        former = s.state.confederation.councils_of[id]
        council = "" if s.state.membership.is_council(id) else s.home_of.get(id, former[0] if former else "")
        groups.setdefault(council, []).append(id)
    return [(id, members) for id, members in groups.items() if members]


def _paged(
    s: Survey,
    path: str,
    title: str,
    ordered: list[Standing],
    councils: list[tuple[str, list[str]]],
    whole: Link | None,
    parts: tuple[Link, ...],
) -> Iterator[MatrixView]:
    """A matrix page, and where there are too many proposals for one, the older ones by the year they were put."""
    shown, rest = ordered[:LONG], ordered[LONG:]
    by_year: dict[int, list[Standing]] = {}
    for one in rest:
        by_year.setdefault(one.rule.put.year, []).append(one)
    years = tuple(Link(str(year), f"{path}_{year}/") for year in sorted(by_year, reverse=True))
    crumbs = (Link(_("Ratifications"), "ratifications/"),) if whole else ()
    yield _page(s, path, title, shown, councils, whole, parts, years, crumbs)
    for link in years:
        name = _("%(title)s, proposals of %(year)s") % {"title": title, "year": link.text}
        yield _page(s, link.to, name, by_year[int(link.text)], councils, whole, parts, years, (*crumbs, Link(title, path)))


def _page(
    s: Survey, path: str, title: str, ordered: Sequence[Standing], councils: list[tuple[str, list[str]]], whole: Link | None,
    parts: tuple[Link, ...], years: tuple[Link, ...], crumbs: tuple[Link, ...],
) -> MatrixView:  # fmt: skip
    tables = tuple(_table(s, ordered, part) for part in _split(councils))
    used = {cell.key for table in tables for line in table.lines for cell in line.cells if cell.key}
    return MatrixView(
        path=path, title=title, description=_("What each assembly has ratified, rejected, deferred or not yet dealt with."), crumbs=crumbs,
        total=len(ordered), assemblies=sum(len(members) for _id, members in councils), keys=tuple(key for key in STATUSES if key in used),
        tables=tables, across=(), whole=whole, years=years, parts=parts,
    )  # fmt: skip


def _split(councils: list[tuple[str, list[str]]]) -> Iterator[list[tuple[str, list[str]]]]:
    """The columns in tables of at most two dozen; a council is split only where it is larger itself."""
    room: list[tuple[str, list[str]]] = []
    for id, members in councils:
        rest = iter(members)
        while part := list(islice(rest, WIDE)):
            if room and sum(len(found) for _id, found in room) + len(part) > WIDE:
                yield room
                room = []
            room.append((id, part))
    if room:
        yield room


def _table(s: Survey, ordered: Sequence[Standing], councils: list[tuple[str, list[str]]]) -> Table:
    columns = tuple(
        Cell(s.site.assembly(id), "", "", place == 0) for _council, members in councils for place, id in enumerate(members)
    )  # fmt: skip
    ids = [id for _council, members in councils for id in members]
    lines = []
    for one in ordered:
        rows = {row.assembly: row for row in one.rows}
        if any(id in rows for id in ids):
            cells = tuple(_cell(s, one, id, rows.get(id), column) for id, column in zip(ids, columns, strict=True))
            lines.append(Line(s.site.proposal(one.proposal.id), one, cells, clue(s, one)))
    groups = tuple((s.site.assembly(id) if id else Link(_("Others")), len(members)) for id, members in councils)
    return Table(groups, columns, tuple(lines))


def _cell(s: Survey, one: Standing, id: str, row: Row | None, column: Cell) -> Cell:
    if row is None:
        return column
    return Cell(column.assembly, status_key(row, own=one.rule.to == id), s.site.row_path(one.proposal.id, id), column.first)


def _overview(
    s: Survey, ordered: Sequence[Standing], councils: list[tuple[str, list[str]]], parts: tuple[Link, ...], assemblies: int
) -> MatrixView:
    """The proposals with what of each council's assemblies has ratified."""
    place = {id: number for number, (_council, members) in enumerate(councils) for id in members}
    across = []
    for one in ordered:
        counts = [[0, 0, 0] for _part in parts]
        for row in one.rows:
            count = counts[place[row.assembly]]
            count[0] += 1
            count[1] += row.counted
            count[2] += row.rejects
        shares = tuple(
            Share(part, part.to, *count) for part, count in zip(parts, counts, strict=True) if count[0]
        )  # fmt: skip
        across.append(Across(s.site.proposal(one.proposal.id), one, shares))
    return MatrixView(
        path="ratifications/", title=_("Ratifications"), description=_("What each assembly has ratified, rejected, deferred or not yet dealt with."),
        total=len(ordered), assemblies=assemblies, keys=(), tables=(), across=tuple(across[:LONG * 2]), whole=None, years=(), parts=parts,
    )  # fmt: skip
