"""The matrix: proposals by assemblies. Up to two dozen assemblies it is one table; with more, the proposals by council
and one table for each council."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minutebook.pages.alphabet import collation
from minutebook.pages.awaited import STATE_ORDER, by_deadline, clue
from minutebook.pages.proposals import Choices, choices
from minutebook.pages.speech import _, comma
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.pages.wording import STATUSES, status_key
from minutebook.rules.force import Standing
from minutebook.rules.ratification import Row

WIDE = 24
"""The most assemblies side by side in one table."""
BROAD = 16
"""The most councils side by side; with more, the councils of each proposal stand in a fold."""
LONG, CELLS = 80, 1000
"""The most proposals on one page, and the most marks; the others have pages of their own by year."""
MANY = 12
"""From so many proposals on they can be filtered."""

Councils = list[tuple[str, list[str]]]
"""Councils with their assemblies, in the order of the columns."""


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

    id: str
    proposal: Link
    standing: Standing
    cells: tuple[Cell, ...]
    clue: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the councils over the columns with how many each has, the columns, the lines. `words` tell which of several it is."""

    words: str
    groups: tuple[tuple[Link, int], ...]
    columns: tuple[Cell, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What of a council's communes has been dealt with: how many were asked, ratified, rejected; `to` is the line in its own table."""

    council: Link
    to: str
    asked: int
    ratified: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Across:
    """One proposal over all councils: a share for each, or None where none of its assemblies was asked."""

    id: str
    proposal: Link
    standing: Standing
    shares: tuple[Share | None, ...]
    clue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView(View):
    """The matrix, or a part of it: `parts` are those of each council, `years` those of earlier proposals. `broad`: too many councils
    to stand side by side."""

    total: int
    assemblies: int
    keys: tuple[str, ...]
    tables: tuple[Table, ...]
    across: tuple[Across, ...]
    broad: bool
    choices: Choices | None
    state_choices: tuple[str, ...]
    years: tuple[Link, ...]
    parts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a part: its address, its title, its proposals."""

    path: str
    title: str
    proposals: tuple[Standing, ...]


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
    title = _("Ratifications")
    if len(asked) <= WIDE:
        yield from _part(s, _sheets("ratifications/", title, ordered, len(asked)), councils, (), ())
        return
    parts = tuple(Link(s.site.name(id) if id else _("Other assemblies"), f"ratifications/{id or '_others'}/") for id, _members in councils)
    sheets = []
    for (_id, members), part in zip(councils, parts, strict=True):
        within = set(members)
        own = [one for one in ordered if not within.isdisjoint(one.asked)]
        sheets.append(_sheets(part.to, part.text, own, len(members)))
    yield from _overview(s, ordered, councils, parts, sheets)
    for council, own_sheets in zip(councils, sheets, strict=True):
        yield from _part(s, own_sheets, [council], parts, (Link(title, "ratifications/"),))


def _columns(s: Survey, asked: set[str]) -> Councils:
    """The assemblies that are asked, under the council nearest to each, or one it was a member of; councils, and those of none, last."""
    groups: dict[str, list[str]] = {id: [] for id in s.councils}
    groups[""] = []
    for id in sorted(asked, key=lambda id: (collation(s.site.name(id)), id)):
        former = s.state.confederation.councils_of[id]
        council = "" if s.state.membership.is_council(id) else s.home_of.get(id, former[0] if former else "")
        groups.setdefault(council, []).append(id)
    return [(id, members) for id, members in groups.items() if members]


def _sheets(path: str, title: str, ordered: Sequence[Standing], columns: int) -> list[Sheet]:
    """The pages of a part: the first, and where there is too much for one, the older proposals by the year they were put."""
    most = min(LONG, max(10, CELLS // max(columns, 1)))
    found = [Sheet(path, title, tuple(ordered[:most]))]
    by_year: dict[int, list[Standing]] = {}
    for one in ordered[most:]:
        by_year.setdefault(one.rule.put.year, []).append(one)
    for year in sorted(by_year, reverse=True):
        name = _("%(title)s, proposals of %(year)s") % {"title": title, "year": year}
        for number, start in enumerate(range(0, len(by_year[year]), most), 1):
            more = number > 1
            words = _("%(title)s, part %(n)d") % {"title": name, "n": number} if more else name
            found.append(Sheet(f"{path}_{year}/" + (f"_{number}/" if more else ""), words, tuple(by_year[year][start : start + most])))
    return found


def _links(sheets: Sequence[Sheet]) -> tuple[Link, ...]:
    """The pages of earlier proposals, by year and number: '2025', '2025, 2'."""
    paths = [sheet.path.removeprefix(sheets[0].path).strip("/").split("/") for sheet in sheets[1:]]
    return tuple(
        Link(comma().join(part.strip("_") for part in parts), sheet.path) for parts, sheet in zip(paths, sheets[1:], strict=True)
    )  # fmt: skip


def _part(
    s: Survey, sheets: Sequence[Sheet], councils: Councils, parts: tuple[Link, ...], crumbs: tuple[Link, ...]
) -> Iterator[MatrixView]:
    """The tables of one or more councils."""
    years = _links(sheets)
    for sheet in sheets:
        above = crumbs if sheet is sheets[0] else (*crumbs, Link(sheets[0].title, sheets[0].path))
        split = list(_split(councils))
        tables = tuple(_table(s, sheet.proposals, part, several=len(split) > 1) for part in split)
        yield _view(s, sheet, councils, parts=parts, years=years, crumbs=above, tables=tables)


def _view(
    s: Survey, sheet: Sheet, councils: Councils, *, parts: tuple[Link, ...], years: tuple[Link, ...], crumbs: tuple[Link, ...] = (),
    tables: tuple[Table, ...] = (), across: tuple[Across, ...] = (),
) -> MatrixView:  # fmt: skip
    used = {cell.key for table in tables for line in table.lines for cell in line.cells if cell.key}
    found = {one.state for one in sheet.proposals}
    return MatrixView(
        path=sheet.path, title=sheet.title, description=_("What each assembly has ratified, rejected, deferred or not yet dealt with."),
        crumbs=crumbs, total=len(sheet.proposals), assemblies=sum(len(members) for _id, members in councils),
        keys=tuple(key for key in STATUSES if key in used), tables=tables, across=across, broad=len(councils) > BROAD,
        choices=choices(s, sheet.proposals) if len(sheet.proposals) >= MANY else None,
        state_choices=tuple(state for state in STATE_ORDER if state in found), years=years, parts=parts,
    )  # fmt: skip


def _split(councils: Councils) -> Iterator[Councils]:
    """The columns in tables of at most two dozen; a council is split only where it is larger itself, and evenly."""
    room: Councils = []
    for id, members in councils:
        pieces = -(-len(members) // WIDE)
        size = -(-len(members) // pieces)
        for start in range(0, len(members), size):
            part = members[start : start + size]
            if room and sum(len(found) for _id, found in room) + len(part) > WIDE:
                yield room
                room = []
            room.append((id, part))
    if room:
        yield room


def _table(s: Survey, ordered: Iterable[Standing], councils: Councils, *, several: bool) -> Table:
    columns = tuple(
        Cell(s.site.assembly(id), "", "", place == 0) for _council, members in councils for place, id in enumerate(members)
    )  # fmt: skip
    ids = [id for _council, members in councils for id in members]
    lines = []
    for one in ordered:
        rows = {row.assembly: row for row in one.rows}
        if any(id in rows for id in ids):
            cells = tuple(_cell(s, one, id, rows.get(id), column) for id, column in zip(ids, columns, strict=True))
            lines.append(Line(_anchor(one), s.site.proposal(one.proposal.id), one, cells, clue(s, one)))
    groups = tuple((s.site.assembly(id) if id else Link(_("Others")), len(members)) for id, members in councils)
    ends = {"first": columns[0].assembly.text, "last": columns[-1].assembly.text}
    return Table(_("%(first)s to %(last)s") % ends if several else "", groups, columns, tuple(lines))


def _anchor(one: Standing) -> str:
    """A line's own address on a page of the matrix."""
    return "_" + one.proposal.id.replace("/proposals/", ".")


def _cell(s: Survey, one: Standing, id: str, row: Row | None, column: Cell) -> Cell:
    if row is None:
        return column
    return Cell(column.assembly, status_key(row, own=one.rule.to == id), s.site.row_path(one.proposal.id, id), column.first)


def _overview(
    s: Survey, ordered: Sequence[Standing], councils: Councils, parts: tuple[Link, ...], sheets: Sequence[Sequence[Sheet]]
) -> Iterator[MatrixView]:
    """The proposals with what of each council's assemblies has ratified; each figure leads to the line in the council's table."""
    place = {id: number for number, (_council, members) in enumerate(councils) for id in members}
    where = [{one.proposal.id: sheet.path for sheet in own for one in sheet.proposals} for own in sheets]
    pages = _sheets("ratifications/", _("Ratifications"), ordered, len(councils))
    for sheet in pages:
        across = tuple(_across(s, one, parts, place, where) for one in sheet.proposals)
        crumbs = () if sheet is pages[0] else (Link(pages[0].title, pages[0].path),)
        yield _view(s, sheet, councils, parts=parts, years=_links(pages), crumbs=crumbs, across=across)


def _across(s: Survey, one: Standing, parts: tuple[Link, ...], place: dict[str, int], where: Sequence[dict[str, str]]) -> Across:
    counts = [[0, 0, 0] for _part in parts]
    for row in one.rows:
        count = counts[place[row.assembly]]
        count[0] += 1
        count[1] += row.counted
        count[2] += row.rejects
    shares = tuple(
        Share(part, f"{paths[one.proposal.id]}#{_anchor(one)}", *count) if count[0] else None
        for part, paths, count in zip(parts, where, counts, strict=True)
    )  # fmt: skip
    return Across(_anchor(one), s.site.proposal(one.proposal.id), one, shares, clue(s, one))
