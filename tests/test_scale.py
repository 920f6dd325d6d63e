"""The pages of confederations of any size: readable, light, each assembly in one place; and work that grows no faster than they do."""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest

import rendered
from minutebook.exports.addresses import address
from minutebook.exports.tables import tables
from minutebook.load import load
from minutebook.page import Page
from minutebook.pages import PAGES, aside, calendar, matrix, ratification
from minutebook.pages.curve import Course, Drawing, Moment, draw
from minutebook.pages.groups import FOLDED
from minutebook.pages.months import LONG, VERY_LONG, months
from minutebook.pages.spans import Span, leaves, spans
from minutebook.pages.view import Site
from minutebook.rules.history import Count
from minutebook.settings import Settings
from minutebook.state import reckon
from pagecheck import faults
from rendered import render_site
from synthetic import DAY, confederation
from test_pages_records import VALLEY, bare, pages, site, words

PROPOSAL = "great-council/proposals/p1"
ROW = re.compile(r'<tr(?: role="row")? id="([^"]+)".*?</tr>', re.DOTALL)


def synthetic(districts: int, communes: int, proposals: int = 1, *, electorate: str = "communes", day: date = DAY) -> Site:
    return Site(reckon(load(confederation(districts, communes, proposals, electorate=electorate)), day), Settings(as_of=day))


def made(built: Site, kind: str) -> dict[str, Page]:
    """The pages of one kind, without those of the thousands of assemblies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendered, "PAGES", tuple(one for one in PAGES if one.kind == kind))
        return {page.path: page for page in render_site(built.state, built.settings, {})}


def shown(built: Site) -> tuple[ratification.RatificationView, Page]:
    """The page of the first proposal."""
    return ratification.ratification(built, built.state.proposals[PROPOSAL]), made(built, "proposal")[address(PROPOSAL)]


def rows(html: str) -> dict[str, str]:
    return {found[1]: found[0] for found in ROW.finditer(html)}


@pytest.fixture(scope="module")
def great() -> tuple[Site, ratification.RatificationView, str]:
    """Four thousand communes in forty districts."""
    built = synthetic(40, 4000)
    view, page = shown(built)
    assert faults(page) == []
    return built, view, page.content


def test_four_thousand_assemblies_are_light_to_load(great: tuple[Site, ratification.RatificationView, str]) -> None:
    html = great[2]
    assert len(gzip.compress(html.encode(), 6)) < 150_000
    assert html.count("<") / 2 < 60_000  # elements, about


def test_each_of_four_thousand_has_one_anchor_with_its_link_and_all_there_is_to_tell(
    great: tuple[Site, ratification.RatificationView, str],
) -> None:
    built, view, html = great
    standing = built.state.proposals[PROPOSAL]
    ids = Counter(re.findall(r' id="([^"]+)"', html))
    found = rows(html)
    assert view.number == len(standing.rows) == 4000
    for row in standing.rows:
        assert ids[row.assembly] == 1
        told = found[row.assembly]
        assert f'href="#{row.assembly}"' in told
        assert built.name(row.assembly) in told
        if row.votes:
            tally = (row.votes.for_, row.votes.against, "–" if row.votes.abstain is None else row.votes.abstain)
            assert f"<td>{' : '.join(map(str, tally))}</td>" in told
        record = row.speech.act.id if row.speech else row.history[-1].act.id if row.history else row.meeting
        assert not record or f'href="../../../{address(record).removeprefix("assemblies/")}"' in told


def test_every_council_is_a_closed_fold_with_its_figures(great: tuple[Site, ratification.RatificationView, str]) -> None:
    built, view, html = great
    folds = re.findall(
        r'<details class="mb-fold" id="_in-(district-\d+)" data-group data-f-council="\1">\s*<summary>(.*?)</summary>', html, re.DOTALL
    )
    assert len(folds) == 40
    for (id, summary), group in zip(folds, view.table.groups, strict=True):
        counted = sum(row.counted for row in group.rows)
        assert id == group.id
        assert f"{built.name(id)} : {counted} of {len(group.rows)} have ratified" in words(summary)
    assert sum(group.ratified for group in view.table.groups) == built.state.proposals[PROPOSAL].ratified
    statuses = re.findall(r'<tbody data-group data-f-status="([^"]+)">(.*?)</tbody>', html, re.DOTALL)
    by_status: Counter[str] = Counter()
    for key, body in statuses:
        by_status[key] += len(rows(body))
    assert by_status == Counter(row.key for row in view.table.rows)
    assert {"not recorded", "minutes awaited", "on the agenda", "no meeting published"} <= by_status.keys()


def test_very_many_are_awaited_by_kind_and_council(great: tuple[Site, ratification.RatificationView, str]) -> None:
    _built, view, html = great
    assert view.awaited is not None
    assert sum(number for number, _key in view.awaited.counts) == len(view.waiting)
    assert sum(one.number for one in view.awaited.councils) == len(view.waiting)
    days = [one.notice.day for one in view.awaited.soonest if one.notice]
    assert days == sorted(days)
    assert all(one.listed and not one.late for one in view.awaited.soonest)
    assert len(re.search(r'id="_waiting".*?</section>', html, re.DOTALL)[0]) < 15_000  # type: ignore[index]


def test_a_very_long_history_is_told_by_month_and_day(great: tuple[Site, ratification.RatificationView, str]) -> None:
    _built, view, _html = great
    assert len(view.lines) > VERY_LONG
    assert sum(month.number for month in view.months) == len(view.lines)
    told = [
        line for month in view.months for day in month.days for line in (*day.lines, *(one for _key, some in day.brief for one in some))
    ]
    assert Counter(map(id, told)) == Counter(map(id, view.lines))
    assert all(before.after == after.before for before, after in pairwise(view.months))
    assert view.months[-1].after == view.standing.ratified
    falls = [line for line in view.lines if line.falls]
    assert falls
    assert all(line in told for line in falls)
    assert months(view.lines[:LONG]) == ()


def steps(work: Callable[[], Any]) -> int:
    """How many instructions of Python a piece of work takes: the same on every machine, and loops within one line count too."""
    number = 0

    def trace(frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal number
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        number += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return number


def test_more_assemblies_are_no_more_work_each() -> None:
    taken = []
    for communes in (200, 400, 600):
        built = synthetic(communes // 20, communes)
        standing = built.state.proposals[PROPOSAL]
        taken.append(steps(lambda built=built, standing=standing: ratification.ratification(built, standing)))  # type: ignore[misc]
    first, second = (after - before for before, after in pairwise(taken))
    assert second / first < 1.08


def test_a_page_of_few_has_no_folds_and_one_of_very_few_no_filter() -> None:
    for communes, filtered in ((5, False), (18, True), (FOLDED, True)):
        view, page = shown(synthetic(3 if communes > 5 else 0, communes))
        assert faults(page) == []
        assert 'class="mb-fold"' not in page.content
        assert ("data-filter" in page.content) == filtered == ("data-item" in page.content)
        assert len(rows(page.content)) == view.number == communes


def test_without_councils_between_many_stand_by_the_alphabet() -> None:
    view, page = shown(synthetic(0, FOLDED + 50))
    assert faults(page) == []
    assert [bool(group.council and not group.council.to) for group in view.table.groups] == [True] * len(view.table.groups)
    assert len(view.table.groups) > 1
    letters = [tuple(group.council.text.split(" to ")) for group in view.table.groups if group.council]
    assert all(before[-1] < after[0] for before, after in pairwise(letters))
    assert len(rows(page.content)) == view.number == FOLDED + 50


@pytest.mark.parametrize("communes", [40, FOLDED + 60])
def test_tiers_have_their_roll_up_and_every_member_its_place(communes: int) -> None:
    view, page = shown(synthetic(4, communes, electorate="tiers"))
    assert faults(page) == []
    assert len(rows(page.content)) == view.number == communes + 4
    text = words(page.content)
    for district in ("district-1", "district-2", "district-3", "district-4"):
        inner = next(row for row in view.standing.rows if row.assembly == district).within
        counted = sum(row.counted for row in inner)
        assert f"{counted} of its {len(inner)} communes count" in text or f": {counted} of {len(inner)} have ratified" in text


def test_the_roll_up_has_every_council_between_once_beneath_its_own() -> None:
    records = {
        "top/assembly.md": "name: Top\nkind: council\nmembers: [coast, hills]\n",
        "coast/assembly.md": "name: Coast\nkind: council\nmembers: [bay, a]\n",
        "bay/assembly.md": "name: Bay\nkind: council\nmembers: [b, c]\n",
        "hills/assembly.md": "name: Hills\nkind: council\nmembers: [d]\n",
        "top/proposals/p.md": "title: Wells\nto: top\nproposed: 2026-02-01\n",
        "b/minutes/2026-03-01.md": "decisions:\n  - {on: top/p, outcome: adopted, votes: {for: 3, against: 0}}\n",
    } | {f"{id}/assembly.md": f"name: {id.upper()}\nkind: commune\n" for id in "abcd"}
    built = site(records)
    view = ratification.ratification(built, built.state.proposals["top/proposals/p"])
    assert [(one.council.text, one.ratified, one.of, one.depth) for one in view.roll_up] == [
        ("Coast", 1, 3, 0),
        ("Bay", 1, 2, 1),
        ("Hills", 0, 1, 0),
    ]
    flat = site(records | {"coast/assembly.md": "name: Coast\nkind: council\nmembers: [a, b, c]\n"})
    said = ratification.ratification(flat, flat.state.proposals["top/proposals/p"])
    assert said.roll_up == ()
    assert [(group.council.text, group.ratified, group.of) for group in said.table.groups if group.council] == [
        ("Coast", 1, 3),
        ("Hills", 0, 1),
    ]


def test_a_dissolved_assembly_is_one_whoever_fills_its_row() -> None:
    records = {
        "top/assembly.md": "name: Top\nkind: council\nmembers: [coast]\n",
        "coast/assembly.md": "name: Coast\nkind: council\nmembers: [old, a, {assembly: new, since: 2026-03-01}, {assembly: young, since: 2026-03-01}]\n",
        "old/assembly.md": "name: Old\nkind: commune\nfounded: 2020-01-01\ndissolved: 2026-02-28\n",
        "top/proposals/p.md": "title: Wells\nto: top\nproposed: 2026-02-01\n",
    } | {
        f"{id}/assembly.md": f"name: {id.title()}\nkind: commune\n" + ("" if id == "a" else "succeeds: old\n")
        for id in ("a", "new", "young")
    }
    view = ratification.ratification(built := site(records), built.state.proposals["top/proposals/p"])
    assert [row.anchor for row in view.table.rows] == ["a", "old", "new", "young"]
    assert [(group.ratified, group.of) for group in view.table.groups] == [(0, 2)]
    assert [(share.ratified, share.of) for share in view.roll_up] == [(0, 2)]


def test_of_a_closed_proposal_the_matrix_and_the_rows_show_the_status_that_the_data_have() -> None:
    records = bare() | {
        "v/assembly.md": "name: V\nkind: council\nmembers: [a, b, c, d, e]\nrules: {ratification: {requires: 1}}\n",
        **{f"{id}/assembly.md": f"name: {id.upper()}\nkind: commune\n" for id in "abcde"},
        "v/proposals/p.md": "title: Wells\nto: v\nproposed: 2026-02-01\n",
        "a/minutes/2026-03-01.md": "decisions:\n  - {on: v/p, outcome: adopted, votes: {for: 3, against: 0}}\n",
        "b/minutes/2026-02-20.md": "---\n---\nWe met before.\n",
        "c/minutes/2026-04-20.md": "---\n---\nWe met after.\n",
        "d/notices/2026-07-01.md": "agenda: [{on: v/p}]\n",
        "e/notices/2026-02-25.md": "agenda: [minutes]\n",
    }
    built = site(records)
    view = ratification.ratification(built, built.state.proposals["v/proposals/p"])
    keys = {row.anchor: row.key for row in view.table.rows}
    assert keys == {row["assembly"]: row["status"] for row in tables(built.state)["ratifications"]}
    assert keys == {"a": "ratified", "b": "not recorded", "c": "not recorded", "d": "on the agenda", "e": "minutes awaited"}
    cells = {
        cell.to.partition("#")[2]: cell.key for page in matrix.matrix_pages(built) for table in page.tables for cell in table.lines[0].cells
    }
    assert cells == keys
    assert {key: number for number, key in view.bar.tally} == Counter(keys.values())


def test_rows_are_in_the_order_of_their_names() -> None:
    view = ratification.ratification(built := site(VALLEY), built.state.proposals["valley/proposals/water"])
    assert [row.assembly.text for row in view.table.rows] == ["Mill", "Northby", "Sud-sur-l’Eau", "باب الماء"]


# ------------------------------------------------------------------ the curve


def drawn(*, wide: bool, first: date, last: date, moments: tuple[Moment, ...] = (), of: int = 13) -> Drawing:
    found = (
        Count(first, 1, frozenset(), of),
        Count(first + (last - first) / 2, 1, frozenset({"a"}), of),
        Count(last, 1, frozenset({"a"}), of),
    )
    return draw(Course(found, moments, (), of, of, last, None, last), wide=wide)


def boxes(drawing: Drawing, letter: float) -> Iterator[tuple[float, float, float]]:
    """Where the texts under the axis stand: their beginning, their end, their line."""
    for text in drawing.texts:
        if text.anchor == "middle":
            half = letter * len(text.words) / 2
            yield text.x - half, text.x + half, text.y


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("days", [10, 45, 120, 300, 329, 700, 1300, 5000, 90_000])
def test_days_months_and_years_are_named_evenly_and_never_touch(days: int, wide: bool) -> None:
    drawing = drawn(wide=wide, first=date(1776, 1, 31), last=date(1776, 1, 31) + timedelta(days))
    found = list(boxes(drawing, 7.4 if wide else 7.8))
    assert len(found) >= 2
    assert all(after[0] - before[1] >= 8 for before, after in pairwise(found))
    assert all(begin >= 0 and end <= drawing.width for begin, end, _line in found)
    middles = [(begin + end) / 2 for begin, end, _line in found]
    gaps = [after - before for before, after in pairwise(middles)][1:-1]
    assert not gaps or max(gaps) < 1.6 * min(gaps)


def test_a_last_day_that_was_put_off_stays_marked() -> None:
    records = VALLEY | {
        "valley/proposals/water.md": VALLEY["valley/proposals/water.md"].replace(
            "kind: charter", "kind: charter\n        deadline: [2026-06-01, {to: 2026-08-01, by: 2026-04-18}]"
        )
    }
    html = pages(records)["assemblies/valley/proposals/water/"].content
    curve = re.search(r'<svg class="mb-curve__wide".*?</svg>', html, re.DOTALL)[0]  # type: ignore[index]
    assert "<title" in curve
    assert "<desc" in curve
    text = words(curve.partition("</desc>")[2])
    for mark in ("Edition 2 1 March", "Council vote 18 April", "Last day, put off 1 June", "Last day 1 August", "4 needed"):
        assert mark in text
    assert re.search(r'class="c-was c-struck"[^>]*>1 June( 2026)?<', curve)
    before = pages(records, date(2026, 4, 10))["assemblies/valley/proposals/water/"].content
    assert "put off" not in before
    assert "Last day 1 June" in words(before)


def test_a_curve_ends_soon_after_the_last_change() -> None:
    carried = pages(
        bare() | {"a/minutes/2026-03-01.md": "decisions:\n  - {on: v/p, outcome: adopted, votes: {for: 3, against: 0}}\n"}, date(2036, 1, 1)
    )["assemblies/v/proposals/p/"].content
    curve = re.search(r'<svg class="mb-curve__wide".*?</svg>', carried, re.DOTALL)[0]  # type: ignore[index]
    assert "since 1 March 2026: 1" in words(curve)
    assert "2030" not in words(curve)


# ----------------------------------------------------------------- the matrix


def test_the_matrix_of_hundreds_is_light_and_every_figure_leads_to_its_line() -> None:
    built = synthetic(6, 300, 24)
    found = made(built, "matrix")
    views = {view.path: view for view in matrix.matrix_pages(built)}
    assert found.keys() == views.keys()
    for path, page in found.items():
        assert faults(page) == []
        assert len(gzip.compress(page.content.encode(), 6)) < 25_000, path
    marks = Counter(cell.to for view in views.values() for table in view.tables for line in table.lines for cell in line.cells if cell.key)
    assert len(marks) == 300 * 24
    assert set(marks.values()) == {1}
    assert max(sum(len(line.cells) for table in view.tables for line in table.lines) for view in views.values()) <= matrix.CELLS
    figures = [share for view in views.values() for one in view.across for share in one.shares if share]
    assert sum(share.asked for share in figures) == 300 * 24
    for share in figures:
        path, _mark, anchor = share.to.partition("#")
        assert found[path].content.count(f'id="{anchor}"') == 1


def test_very_many_councils_stand_in_folds_of_the_proposals() -> None:
    built = synthetic(matrix.BROAD + 4, 60, 3)
    found = made(built, "matrix")["ratifications/"]
    assert faults(found) == []
    assert found.content.count('<details class="mb-fold"') == 3
    assert "<table" not in found.content


# ----------------------------------------------------------- lists by time


def test_a_long_list_is_divided_by_year_month_day_and_part() -> None:
    days = [date(2026, 5, 1)] * 12 + [date(2026, 5, 2)] * 3 + [date(2026, 6, 1)] * 4 + [date(2027, 1, 1)] * 2
    numbered = list(enumerate(days))
    found = spans(numbered, lambda one: one[1], "list/", 5)
    paths = [leaf.span.path for leaf in leaves(found, ())]
    assert paths == [
        "list/2026/", "list/2026/05/", "list/2026/05/01/", "list/2026/05/01/part-1/", "list/2026/05/01/part-2/", "list/2026/05/01/part-3/",
        "list/2026/05/02/", "list/2026/06/", "list/2027/",
    ]  # fmt: skip
    ends: list[Span[tuple[int, date]]] = [leaf.span for leaf in leaves(found, ()) if not leaf.span.inner]
    assert [item for span in ends for item in span.items] == numbered
    assert max(span.count for span in ends) <= 5
    assert [leaf.span.name for leaf in leaves(found, ())][2:4] == ["1 May 2026", "1 May 2026, part 1"]


def test_what_is_set_aside_stands_in_volumes_where_it_is_very_much() -> None:
    spoilt = {
        f"c{number:03}/minutes/2026-03-{day:02}.md": "decisions:\n  - {on: v/p, outcome: perhaps}\n"
        for number in range(60)
        for day in range(1, 6)
    }
    homes = {f"c{number:03}/assembly.md": f"name: C {number}\nkind: commune\n" for number in range(60)}
    built = site(bare() | homes | spoilt)
    views = list(aside.aside(built))
    assert [view.path for view in views] == ["aside/", "aside/1/", "aside/2/"]
    assert [volume.link.text for volume in views[0].volumes] == ["c000 to c039", "c040 to c059"]
    assert views[0].parts == views[0].whole == ()
    assert sum(len(view.parts) for view in views) == views[0].part_count == 300
    found = made(built, "aside").values()
    assert [faults(page) for page in found] == [[], [], []]
    assert all(len(gzip.compress(page.content.encode(), 6)) < 25_000 for page in found)


def test_a_full_calendar_shows_what_is_near_and_divides_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "MOST", 10)
    monkeypatch.setattr(calendar, "MANY", 15)
    built = synthetic(0, 300)
    views = {view.path: view for view in calendar.calendar_pages(built)}
    first = views["calendar/"]
    assert len(first.awaited) == sum(len(month.entries) for month in first.coming) == 10
    ends = [view for view in views.values() if not view.first]
    called = [notice for notice in built.state.confederation.notices.values() if notice.day >= DAY]
    assert sum(len(month.entries) for view in ends for month in view.coming) == len(called) + 1
    awaited = [notice for notice in built.state.confederation.notices.values() if notice.day < DAY]
    assert sum(len(view.awaited) for view in ends) == len(awaited)
    past = [
        entry.meeting.minutes.to
        for view in ends
        for month in view.past
        for entry in month.entries
        if entry.meeting and entry.meeting.minutes
    ]
    assert len(past) == len(set(past)) == len(built.state.confederation.minutes)
    assert all(len(view.awaited) + sum(len(month.entries) for month in (*view.coming, *view.past)) <= 15 for view in ends)
    found = {page.path: page for page in render_site(built.state, built.settings, {})}
    assert all(faults(found[path], frozenset(found)) == [] for path in views)
